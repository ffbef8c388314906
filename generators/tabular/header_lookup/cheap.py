"""Cheap policies: what somebody answers who reads the tables, and skips what is hard about the question."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from random import Random
from typing import Literal, NamedTuple

from msgspec.structs import replace

from synth.generators.tabular._writing import decimal, rounded
from synth.verifiers.tabular._table import Path, Table
from synth.verifiers.tabular.header_lookup import DIGITS, HeaderLookup, result
from synth.verifiers.tabular.header_lookup.questions import Reading, Step


class Draft(NamedTuple):
    """What may become a problem: its fields, not yet looked through."""

    tables: tuple[Table, ...]
    steps: tuple[Step, ...]
    scale: Literal[0, 3, 6]
    adjusted: bool


Asked = HeaderLookup | Draft


def text_of(problem: Asked, found: Path | Fraction) -> str:
    """A result as an answer."""
    if not isinstance(found, Fraction):
        return found[-1] if found else ""
    figure = problem.steps[-1].figure
    if figure.kind not in DIGITS:
        return decimal(found)
    return rounded(found, DIGITS[figure.kind]) + ("%" if figure.kind != "per" else "")


class _First(Reading):
    def choose(self, step: Step) -> Path:
        return next(path for path, _ in self.values(step))


class _Unranked(Reading):
    def choose(self, step: Step) -> Path:
        return super().choose(replace(step, rank=1))


class _Reversed(Reading):
    def choose(self, step: Step) -> Path:
        return super().choose(replace(step, largest=not step.largest))


class _Plain(Reading):
    def choose(self, step: Step) -> Path:
        return super().choose(replace(step, figure=replace(step.figure, kind="value")))


class _AllRows(Reading):
    """Steps that choose rows are left out: all rows stand for each."""

    def choose(self, step: Step) -> Path:
        return super().choose(step) if step.choose == "year" else ()


def _by(kind: type[Reading], needs: Callable[[Step], bool]) -> Callable[[Asked, Reading], str]:
    """needs: the steps at which something is skipped; nothing is answered where there are none."""

    def policy(problem: Asked, reading: Reading) -> str:
        if not any(needs(step) for step in problem.steps):
            return ""
        try:
            return text_of(problem, result(problem.steps, problem.scale, kind(problem.tables, problem.adjusted, reading)))
        except (ValueError, StopIteration):
            return ""

    return policy


def _as_printed(problem: Asked, reading: Reading) -> str:
    scale = problem.tables[problem.steps[-1].figure.table].scale
    if scale == problem.scale and not problem.adjusted:
        return ""
    try:
        found = result(problem.steps, scale, Reading(problem.tables, False))
    except ValueError:
        return ""
    return text_of(problem, found)


def _other_base(problem: Asked, reading: Reading) -> str:
    """Growth in percent of the later figure, a share or quotient upside down."""
    figure = problem.steps[-1].figure
    if problem.steps[-1].choose != "number" or figure.kind == "value":
        return ""
    if figure.kind in ("change", "growth"):
        turned = replace(figure, column=figure.other, other=figure.column)
    elif figure.kind == "share":
        turned = replace(figure, row=figure.other, other=figure.row)
    else:
        turned = replace(figure, table=figure.below, below=figure.table)
    steps = (*problem.steps[:-1], Step("number", turned))
    try:
        return text_of(problem, result(steps, problem.scale, Reading(problem.tables, problem.adjusted, reading)))
    except ValueError:
        return ""


def only_last(problem: Asked, reading: Reading) -> list[str]:
    """What comes out for each way to guess the results of the steps that the last one goes by."""
    *before, last = problem.steps
    figure = last.figure
    labels = {label for place in (figure.row, figure.column, figure.other, last.within) for label in place if label[0] == "#"}
    asked = sorted(int(label[1:]) - 1 for label in labels)
    guess = Reading(problem.tables, problem.adjusted, reading)
    scale, results = problem.tables[figure.table].scale, list[str]()
    options = [guess.candidates(replace(before[place], within=())) for place in asked]
    for paths in product(*options):
        guess.chosen = [()] * len(before)
        for place, path in zip(asked, paths, strict=True):
            guess.chosen[place] = path
        try:
            found = guess.choose(last) if last.choose != "number" else Fraction(guess.value(figure))
        except ValueError:
            continue
        if isinstance(found, Fraction) and figure.kind in ("value", "change"):
            found *= Fraction(10) ** (scale - problem.scale - 6)
        results.append(text_of(problem, found))
    return results


def _finished(problem: Asked, reading: Reading, chosen: list[Path]) -> str:
    """What the last step makes of the results of the others; nothing where it cannot."""
    *_, last = problem.steps
    found, figure = Reading(problem.tables, problem.adjusted, reading), last.figure
    found.chosen = chosen
    try:
        if last.choose != "number":
            return text_of(problem, found.choose(last))
        value = Fraction(found.value(figure))
    except ValueError:
        return ""
    if figure.kind in ("value", "change"):
        value *= Fraction(10) ** (problem.tables[figure.table].scale - problem.scale - 6)
    return text_of(problem, value)


def _choices_as_printed(problem: Asked, reading: Reading) -> str:
    """Footnotes count in the last step alone."""
    if not problem.adjusted or len(problem.steps) == 1:
        return ""
    printed = Reading(problem.tables, False)
    try:
        for step in problem.steps[:-1]:
            printed.chosen.append(printed.choose(step))
    except ValueError:
        return ""
    return _finished(problem, reading, printed.chosen)


def _skipped(place: int) -> Callable[[Asked, Reading], str]:
    """One step takes its first candidate, and all others are gone."""

    def policy(problem: Asked, reading: Reading) -> str:
        if len(problem.steps) < place + 3:
            return ""
        found = Reading(problem.tables, problem.adjusted, reading)
        try:
            for number, step in enumerate(problem.steps[:-1]):
                right = found.choose(step)
                found.chosen.append(next(path for path, _ in found.values(step)) if number == place else right)
                if number == place and found.chosen[-1] == right:
                    return ""  # nothing is skipped
        except (ValueError, StopIteration):
            return ""
        return _finished(problem, reading, found.chosen)

    return policy


def idle(problem: Asked, reading: Reading, answer: str) -> bool:
    """Whether a step decides nothing: more than a third of its other candidates lead to the answer, too."""
    before = problem.steps[:-1]
    for place in range(len(before)):
        found = Reading(problem.tables, problem.adjusted, reading)
        for step in before[:place]:
            found.chosen.append(found.choose(step))
        start, right = list(found.chosen), found.choose(before[place])
        others = [path for path, _ in found.values(before[place]) if path != right]
        same = 0
        for path in others:
            found.chosen = [*start, path]
            try:
                for step in before[place + 1 :]:
                    found.chosen.append(found.choose(step))
            except ValueError:
                continue
            same += _finished(problem, reading, found.chosen) == answer
        if 3 * same > len(others):
            return True
    return False


def guessed(problem: HeaderLookup, reading: Reading) -> str:
    results = only_last(problem, reading) if len(problem.steps) > 1 else []
    return Random(problem.to_json()).choice(results) if results else ""


GUESSED = "the last step alone, by results that are guessed"
CHEAP: tuple[tuple[str, Callable[[Asked, Reading], str]], ...] = (
    ("rows and years chosen without the footnotes", _choices_as_printed),
    ("chosen by figures, not by their changes or shares", _by(_Plain, lambda step: step.rank > 0 and step.figure.kind != "value")),
    ("the first candidate is chosen", _by(_First, lambda step: step.rank > 0)),
    ("the largest or smallest is chosen, whatever the rank", _by(_Unranked, lambda step: step.rank > 0)),
    ("the smallest is chosen for the largest", _by(_Reversed, lambda step: step.rank > 0)),
    ("rows are not chosen, but all taken together", _by(_AllRows, lambda step: step.choose in ("row", "heading"))),
    ("scale and footnotes are ignored", _as_printed),
    ("the wrong base, or upside down", _other_base),
    ("the first step skipped", _skipped(0)),
    ("the second step skipped", _skipped(1)),
)
"""Each goes by the problem, and a reading of it whose indices it may share. Those that are right most often stand first."""
