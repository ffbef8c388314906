"""What financial programs claim: their rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.tabular.financial_program.cheap import CHEAP
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.tabular._table import Note
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.financial_program import FinancialProgram, outcome
from synth.verifiers.tabular.financial_program.program import CORRECTIONS, Fact, Operand, Step

LETTERS = "ABCDEF"
LINE = r"[^\n]*"
Words = Callable[[FinancialProgram], str]
SIZES = {"en": {0: "", 3: " thousand", 6: " million"}, "zh": {0: " ", 3: " 千", 6: " 百万"}}
OPS = {
    "en": {
        "sum": "sum of",
        "difference": "left after subtracting .* from",
        "growth": "in percent of the former",
        "share": "ratio of .* in percent",
        "part": ", a percentage, of",
        "increase": "increase",
        "reduce": "reduce",
        "convert": "convert",
    },
    "zh": {
        "sum": "之和",
        "difference": "”减去“",
        "growth": "以前者为基数",
        "share": "之比",
        "part": "乘以",
        "increase": "增加之后",
        "reduce": "减少之后",
        "convert": "折合成",
    },
}
KINDS = {
    "en": {"average": "average .* over all years", "largest": "largest yearly", "smallest": "smallest yearly"},
    "zh": {"average": "平均值", "largest": "最大值", "smallest": "最小值"},
}


def _name(words: tuple[str, ...], language: str) -> str:
    return re.escape(" / ".join(words if language == "en" else [CHINESE[word] for word in words]))


def _sentence(fact: Fact, language: str) -> str:
    """What a sentence of the text must tell, as far as its number and what it is about go."""
    digits = rf"(?<![\d.]){'[, ]?'.join(_groups(str(fact.value)))}"
    size = SIZES[language][fact.scale] if fact.kind in ("figure", *CORRECTIONS) else ""
    row = rf"(?=[^\n]*{_name(fact.row, language)})" if fact.row else ""
    return rf"{row}(?=[^\n]*{digits}{size})"


def _groups(text: str) -> list[str]:
    """`40934.6` as it may be written with something between thousands."""
    whole, point, part = text.partition(".")
    first = len(whole) % 3 or 3
    groups = [whole[:first], *(whole[place : place + 3] for place in range(first, len(whole), 3))]
    groups[-1] += re.escape(point + part)
    return groups


def _text(language: str) -> Words:
    """All sentences, in one paragraph."""

    def words(problem: FinancialProgram) -> str:
        return r"(?m:^)" + "".join(_sentence(fact, language) for fact in problem.facts) + r"[^\n]+"

    return words


def _operand(problem: FinancialProgram, operand: Operand, language: str) -> list[str]:
    """Words by which an operand is named."""
    if operand.kind == "step":
        return [LETTERS[operand.at]]
    if operand.kind == "fact":
        fact = problem.facts[operand.at]
        years = [fact.year if language == "en" else CHINESE[fact.year]] if fact.year else []
        return ([_name(fact.row, language)] if fact.row else []) + years
    named = [_name(problem.table.rows[operand.row], language)]
    if operand.kind == "cell":
        return [*named, _name(problem.table.columns[operand.column], language)]
    return [*named, KINDS[language][operand.kind]]


def _step(problem: FinancialProgram, step: Step, language: str) -> str:
    words = [OPS[language][step.op], *_operand(problem, step.left, language), *_operand(problem, step.right, language)]
    return "".join(rf"(?=[^\n]*{word.replace('.*', LINE)})" for word in words)


def _steps(language: str) -> Words:
    """Each step on the way under its letter, by what it goes."""

    def words(problem: FinancialProgram) -> str:
        lines = []
        for letter, step in zip(LETTERS, problem.steps[:-1], strict=False):
            start = f"Let {letter} be the " if language == "en" else f"设 {letter} 为"
            lines.append(rf"{start}{_step(problem, step, language)}[^\n]*")
        return r"\n\W*".join(lines)

    return words


def _asked(language: str) -> Words:
    start = r"(?:Find|Work out|Give) the " if language == "en" else "求"
    return lambda problem: rf"{start}{_step(problem, problem.steps[-1], language)}[^\n]*"


def _form(language: str) -> Words:
    places = {
        "en": {0: "a whole number", 3: "one decimal place", 6: "two decimal places"},
        "zh": {0: "整数", 3: "一位小数", 6: "两位小数"},
    }[language]
    scales = {"en": {0: "", 3: "thousands of ", 6: "millions of "}, "zh": {0: "", 3: "千", 6: "百万"}}[language]

    def words(problem: FinancialProgram) -> str:
        unit = outcome(problem)[1]
        if not unit:
            return "in percent, rounded to one decimal place, halves away" if language == "en" else "用百分数表示，四舍五入到一位小数"
        if language == "en":
            return rf"Write it in {scales[problem.scale]}{unit}[^\n]* rounded to {places[problem.scale]}, halves away"
        return rf"请以{scales[problem.scale]}{CHINESE[unit]}为单位作答[^\n]*四舍五入到{places[problem.scale]}"

    return words


def _corrects(problem: FinancialProgram) -> bool:
    return any(fact.kind in CORRECTIONS for fact in problem.facts)


RULES = (
    Rule("value", {"en": _text("en"), "zh": _text("zh")}),
    Rule("value", {"en": _steps("en"), "zh": _steps("zh")}, lambda p: len(p.steps) > 1),
    Rule("value", {"en": _asked("en"), "zh": _asked("zh")}),
    Rule("value", {"en": _form("en"), "zh": _form("zh")}),
    Rule("value", {"en": "Do not round before the end", "zh": "中间结果不要舍入"}, lambda p: len(p.steps) > 1),
    Rule(
        "value",
        {"en": "add or take off that percentage of the amount itself", "zh": "是指加上或减去原数额的百分之几"},
        lambda p: any(step.op in ("increase", "reduce") for step in p.steps),
    ),
    Rule("value", {"en": "includes an amount, take that amount out", "zh": "包含一笔金额的，要从这个数中减去"}, _corrects),
    Rule("value", {"en": "does not include an amount, add it", "zh": "未包含一笔金额的，要加上"}, _corrects),
    Rule("value", {"en": "before you look for the largest or smallest", "zh": "找最大值、最小值之前也要更正"}, _corrects),
)

SHORTCUTS = tuple(Shortcut(name, policy, (0.005,) * 10) for name, policy in CHEAP)


def copies(problem: FinancialProgram, rng: Random) -> Iterator[FinancialProgram]:
    """The sentences in another order; a footnote more that says nothing of amounts."""
    order = rng.sample(range(len(problem.facts)), len(problem.facts))
    place = {at: new for new, at in enumerate(order)}

    def moved(operand: Operand) -> Operand:
        return replace(operand, at=place[operand.at]) if operand.kind == "fact" else operand

    steps = tuple(replace(step, left=moved(step.left), right=moved(step.right)) for step in problem.steps)
    yield replace(problem, facts=tuple(problem.facts[at] for at in order), steps=steps)
    yield replace(problem, table=replace(problem.table, notes=(Note("preliminary", 0, -1),)))


def different(problem: FinancialProgram, rng: Random) -> Iterator[FinancialProgram]:
    """Another scale of the answer or of the table, and the sides of the last step exchanged."""
    last = problem.steps[-1]
    changes: list[dict[str, object]] = [
        {"scale": 3 if problem.scale != 3 else 6},
        {"table": replace(problem.table, scale=3 if problem.table.scale != 3 else 6)},
    ]
    if last.op in ("difference", "growth", "share"):
        changes.append({"steps": (*problem.steps[:-1], replace(last, left=last.right, right=last.left))})
    for change in changes:
        try:
            yield replace(problem, **change)
        except ValueError:
            continue
