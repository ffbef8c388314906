"""What header lookup claims: its rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.tabular.header_lookup.cheap import CHEAP, GUESSED, guessed
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.tabular._table import Note
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.header_lookup import DIGITS, HeaderLookup
from synth.verifiers.tabular.header_lookup.questions import EACH, Place, Reading, Step

Words = Callable[[HeaderLookup], str]
LETTERS = "ABCDEF"
ORDINALS = {"en": ["", "", "second-", "third-", "fourth-"], "zh": ["", "最", "第二", "第三", "第四"]}
ENDS = {"en": ("smallest", "largest"), "zh": ("小", "大")}


def _named(place: Place, language: str) -> str:
    words = [LETTERS[int(label[1:]) - 1] if label[0] == "#" else label for label in place if label != EACH]
    return re.escape(" / ".join(words if language == "en" else [CHINESE.get(word, word) for word in words]))


def _figure(step: Step, language: str) -> str:
    """All headings that the figure goes by, in any order, in its own sentence."""
    figure = step.figure
    return "".join(rf"(?=[^\n]*{name})" for place in (figure.row, figure.column, figure.other) if (name := _named(place, language)))


def _steps(language: str) -> Words:
    """Each step on the way under its letter, with its rank and its headings."""

    def words(problem: HeaderLookup) -> str:
        lines = []
        for letter, step in zip(LETTERS, problem.steps[:-1], strict=False):
            rank = ORDINALS[language][step.rank] + ENDS[language][step.largest]
            start = f"Let {letter} be the " if language == "en" else f"设 {letter} 为"
            lines.append(rf"{start}{_figure(step, language)}[^\n]*{rank}[^\n]*")
        return r"\n\W*".join(lines)

    return words


def _asked(language: str) -> Words:
    start = r"(?:Find|Work out|Give|Which is) the " if language == "en" else "求"
    return lambda problem: rf"{start}{_figure(problem.steps[-1], language)}[^\n]*"


def _scale(language: str) -> Words:
    words = {0: ("", ""), 3: ("thousands of ", "千"), 6: ("millions of ", "百万")}

    def scale(problem: HeaderLookup) -> str:
        unit = problem.tables[problem.steps[-1].figure.table].unit
        if language == "en":
            return f"exact number in {words[problem.scale][0]}{unit}"
        return f"请以{words[problem.scale][1]}{CHINESE[unit]}为单位写出准确的数"

    return scale


def _deep(problem: HeaderLookup) -> bool:
    return any(len(path) > 1 for table in problem.tables for path in (*table.rows, *table.columns))


def _chooses(problem: HeaderLookup) -> bool:
    return any(step.rank for step in problem.steps)


def _amount(problem: HeaderLookup) -> bool:
    return problem.steps[-1].choose == "number" and problem.steps[-1].figure.kind not in DIGITS


def _kind(*kinds: str) -> Callable[[HeaderLookup], bool]:
    return lambda problem: problem.steps[-1].choose == "number" and problem.steps[-1].figure.kind in kinds


RULES = (
    Rule("value", {"en": _steps("en"), "zh": _steps("zh")}, lambda p: len(p.steps) > 1),
    Rule("value", {"en": _asked("en"), "zh": _asked("zh")}),
    Rule(
        "value",
        {"en": "is meant as the sum of all that stand under it, without totals", "zh": "就指其下所有行或列之和，合计行（列）"},
        _deep,
    ),
    Rule("value", {"en": 'that are no totals and no "of which" rows are chosen from', "zh": "合计行和“其中”行不参加比较"}, _chooses),
    Rule(
        "value",
        {"en": "lacks a figure that would be needed is left out", "zh": "凡是缺少所需数据的，也不参加比较"},
        lambda p: _chooses(p) and any(None in row for table in p.tables for row in table.cells),
    ),
    Rule(
        "value",
        {"en": "Footnotes count: .*printed totals are not corrected", "zh": "脚注要计入：.*印出的合计没有作这种更正"},
        lambda p: p.adjusted,
    ),
    Rule(
        "value",
        {"en": "as they are printed, whatever the footnotes say", "zh": "以表中印出的为准，不管脚注怎么说"},
        lambda p: not p.adjusted and any(note.value is not None for table in p.tables for note in table.notes),
    ),
    Rule("value", {"en": _scale("en"), "zh": _scale("zh")}, _amount),
    Rule("value", {"en": "in percent of the figure for", "zh": "的数值为基数"}, _kind("growth")),
    Rule(
        "value",
        {"en": "in percent, rounded to one decimal place, halves away from zero", "zh": "百分数表示，四舍五入到一位小数"},
        _kind("growth", "share"),
    ),
    Rule("value", {"en": "the later figure minus the earlier one", "zh": "后者减去前者"}, _kind("change")),
    Rule(
        "value",
        {"en": "without thousands or millions. Round the quotient to two", "zh": "不带“千”“百万”的单位再相除，商四舍五入到两位"},
        _kind("per"),
    ),
    Rule(
        "format",
        {"en": "heading as it stands in the table", "zh": "照表中的写法写出这个表头"},
        lambda p: p.steps[-1].choose in ("row", "heading"),
    ),
    Rule("format", {"en": "give the year", "zh": "请写出年份"}, lambda p: p.steps[-1].choose == "year"),
)


def _policy(policy: Callable[[HeaderLookup, Reading], str]) -> Callable[[HeaderLookup], str]:
    return lambda problem: policy(problem, Reading(problem.tables, problem.adjusted))


_NONE = (0.005,) * 10
_OF_ONE_CHOICE = {
    "the first candidate is chosen": (0.19, 0.1),
    "the largest or smallest is chosen, whatever the rank": (0.3, 0.13),
    "the smallest is chosen for the largest": (0.26, 0.06),
    "chosen by figures, not by their changes or shares": (0.005, 0.04),
}
"""What is won at levels 1 and 2, where a single choice may be all that is asked for."""
SHORTCUTS = (
    *(Shortcut(name, _policy(policy), (*_OF_ONE_CHOICE.get(name, _NONE[:2]), *_NONE[2:])) for name, policy in CHEAP),
    Shortcut(GUESSED, _policy(guessed), (0.005, 0.005, 0.35, *[0.09] * 7)),
)


def copies(problem: HeaderLookup, rng: Random) -> Iterator[HeaderLookup]:
    """Footnotes that say nothing of amounts come and go."""
    first, *others = problem.tables
    silent = [note for note in first.notes if note.value is None]
    if silent:
        yield replace(problem, tables=(replace(first, notes=tuple(note for note in first.notes if note != silent[0])), *others))
    elif len(first.notes) < 6:
        yield replace(problem, tables=(replace(first, notes=(*first.notes, Note("preliminary", 0, -1))), *others))


def different(problem: HeaderLookup, rng: Random) -> Iterator[HeaderLookup]:
    """Another rank, times exchanged, or the first table in another unit or scale."""
    for place, step in enumerate(problem.steps):
        if step.rank:
            try:
                yield replace(problem, steps=(*problem.steps[:place], replace(step, largest=not step.largest), *problem.steps[place + 1 :]))
            except ValueError:
                continue
    figure, (first, *others) = problem.steps[-1].figure, problem.tables
    if figure.kind in ("change", "growth"):
        turned = replace(problem.steps[-1], figure=replace(figure, column=figure.other, other=figure.column))
        yield replace(problem, steps=(*problem.steps[:-1], turned))
    unit, scale = ("yuan" if first.unit != "yuan" else "dollars"), 3 if first.scale != 3 else 6
    yield replace(problem, tables=(replace(first, unit=unit), *others))
    yield replace(problem, tables=(replace(first, scale=scale), *others))
