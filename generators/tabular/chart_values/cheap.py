"""Cheap policies: what somebody reads off who overlooks how the chart is drawn, or skips a step."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from synth.generators.tabular._writing import decimal, rounded
from synth.verifiers.tabular.chart_values import DIGITS, ChartValues
from synth.verifiers.tabular.chart_values.chart import Axis, Choice, Figure, Reading, Rows, Series, figures


class Draft(NamedTuple):
    """What may become a problem: its fields as far as the answer goes by them, not yet looked through."""

    axes: tuple[Axis, ...]
    series: tuple[Series, ...]
    stacked: bool
    choices: tuple[Choice, ...]
    figure: Figure


Asked = ChartValues | Draft
Policy = Callable[[Asked], str]


def text_of(figure: Figure, value: Fraction) -> str:
    """A result as an answer."""
    if figure.kind not in DIGITS:
        return decimal(value)
    return rounded(value, DIGITS[figure.kind]) + ("%" if figure.kind in ("growth", "share") else "")


def _rows(problem: Asked, start: int, step: int | None) -> Rows:
    """Figures of axes that begin elsewhere or have other divisions."""
    found = list[tuple[int | None, ...]]()
    for one in problem.series:
        size = int(1000 * problem.axes[one.axis].division) if step is None else step
        found.append(tuple([None if mark is None else start + mark * size for mark in one.marks]))
    return tuple(found)


def _from_zero(problem: Asked) -> Rows | None:
    return _rows(problem, 0, None) if any(axis.start for axis in problem.axes) else None


def _counted(problem: Asked) -> Rows | None:
    """Divisions as they are, as if each were 1."""
    concerned = problem.figure.kind not in ("growth", "share") or problem.axes[0].start > 0
    return _rows(problem, 0, 1000) if concerned else None


def _one_axis(problem: Asked) -> Rows | None:
    several = len(problem.axes) > 1
    return _rows(problem, 1000 * problem.axes[0].start, int(1000 * problem.axes[0].division)) if several else None


def _tops(problem: Asked) -> Rows | None:
    """The upper end of a part read as its figure."""
    if not problem.stacked:
        return None
    found = list(figures(problem.axes, problem.series))
    for place in range(1, len(found)):
        pairs = zip(found[place - 1], found[place], strict=True)
        found[place] = tuple([None if one is None or other is None else one + other for one, other in pairs])
    return tuple(found)


def _no_gaps(problem: Asked) -> Rows | None:
    """A missing mark read as one at 0."""
    gaps = any(None in one.marks for one in problem.series)
    return tuple([tuple([mark or 0 for mark in row]) for row in figures(problem.axes, problem.series)]) if gaps else None


def _changed(**fields: object) -> Callable[[Choice], Choice]:
    return lambda choice: replace(choice, **fields)


def _plain(*kinds: str) -> Callable[[Choice], Choice]:
    """The figure itself instead of a change, a distance or a sum."""
    return lambda choice: replace(choice, by="value") if choice.by in kinds else choice


def _free(place: int) -> Callable[[Choice], Choice]:
    """Years are not bound by the choice at a place, the first of which is 1."""
    return lambda choice: replace(choice, after=0) if abs(choice.after) == place else choice


class _Signless(Reading):
    def compared(self, choice: Choice, years: range) -> list[tuple[int, int]]:
        return [(abs(value), year) for value, year in super().compared(choice, years)]


class _Signed(Reading):
    def apart(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return found


class _Ends(Reading):
    def figure(self, figure: Figure) -> Fraction:
        """Of the first and the last year alone, where years from one to the other are meant."""
        ends = [self.at(figure.series, self.year(year)) for year in (figure.year, figure.to)]
        return Fraction(sum(ends), 1000 * (2 if figure.kind == "mean" else 1))


def _misread(reading: type[Reading], concerned: Callable[[Asked], bool]) -> Policy:
    policy = _with(None, None, reading)
    return lambda problem: policy(problem) if concerned(problem) else ""


def _with(
    change: Callable[[Asked], Rows | None] | None,
    choice: Callable[[Choice], Choice] | None = None,
    reading: type[Reading] = Reading,
) -> Policy:
    """What comes out where the chart is misread, or the choices are; nothing where that makes no difference."""

    def policy(problem: Asked) -> str:
        choices = tuple(map(choice, problem.choices)) if choice else problem.choices
        if choice and choices == problem.choices:
            return ""
        rows = change(problem) if change else None
        if change and rows is None:
            return ""
        found = reading(problem.axes, problem.series, rows)
        try:
            for one in choices:
                found.chosen.append(found.choose(one))
            return text_of(problem.figure, found.figure(problem.figure))
        except (ValueError, ZeroDivisionError):
            return ""

    return policy


def _last_years(problem: Asked) -> str:
    """No choices: the last year, and the first."""
    last = len(problem.series[0].marks) - 1
    found = Reading(problem.axes, problem.series)
    found.chosen = [last, 0, last]
    try:
        return text_of(problem.figure, found.figure(problem.figure)) if problem.choices else ""
    except (ValueError, ZeroDivisionError):
        return ""


def only_last(problem: Asked) -> list[str]:
    """What comes out for each way to guess the years that the last figure goes by."""
    found, figure = Reading(problem.axes, problem.series), problem.figure
    asked = sorted({-place - 1 for place in (figure.year, figure.to) if place < 0})
    results = list[str]()
    for years in product(range(len(problem.series[0].marks)), repeat=len(asked)):
        found.chosen = [0] * len(problem.choices)
        for place, year in zip(asked, years, strict=True):
            found.chosen[place] = year
        try:
            results.append(text_of(figure, found.figure(figure)))
        except (ValueError, ZeroDivisionError):
            continue
    return results


def guessed(problem: ChartValues) -> str:
    results = only_last(problem) if problem.choices else []
    return Random(problem.to_json()).choice(results) if results else ""


GUESSED = "the last figure alone, of years that are guessed"
POLICIES: tuple[tuple[str, Policy], ...] = (
    ("the first choice left out", _with(None, _free(1))),
    ("a missing mark read as 0", _with(_no_gaps)),
    ("the second choice left out", _with(None, _free(2))),
    ("axes read as if they began at 0", _with(_from_zero)),
    ("divisions counted as ones", _with(_counted)),
    ("both axes read as the left one", _with(_one_axis)),
    ("the top of a part read as its figure", _with(_tops)),
    ("the first instead of the rank", _with(None, _changed(rank=1))),
    ("the largest and the smallest mixed up", _with(None, lambda choice: replace(choice, largest=not choice.largest))),
    ("years chosen from all", _with(None, _changed(after=0))),
    ("the last and the first year", _last_years),
    ("changes, distances and sums read as figures", _with(None, _plain("rise", "apart", "total"))),
    ("changes read as figures", _with(None, _plain("rise"))),
    ("distances read as figures", _with(None, _plain("apart"))),
    ("changes without their signs", _misread(_Signless, lambda problem: any(choice.by == "rise" for choice in problem.choices))),
    ("distances with a sign", _misread(_Signed, lambda problem: any(choice.by == "apart" for choice in problem.choices))),
    ("the first and the last year for all between", _misread(_Ends, lambda problem: problem.figure.kind in ("sum", "mean"))),
)
