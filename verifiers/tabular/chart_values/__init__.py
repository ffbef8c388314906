"""Chart values: read figures off a chart, choose years by them step by step, and work out one figure.

Refused for the first of: format (no number), value (another one)."""

from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.tabular._answers import same_amount, same_rounded
from synth.verifiers.tabular.chart_values.chart import Axis, Choice, Figure, Reading, Series

__all__ = ["EXAMPLES", "TRACE_FORMAT", "ChartValues", "outcome", "proven", "verify", "verify_trace"]

DIGITS = {"growth": 1, "share": 1, "per": 2, "mean": 2}
"""Behind the point; other figures are exact."""


class ChartValues(Problem, frozen=True):
    theme: Annotated[str, Meta(pattern=r"^[a-z][a-z -]{1,38}$")]
    """What the series stand for: `region`."""
    first: Annotated[int, Meta(ge=1950, le=2050)]
    """The first year; the others follow it one by one."""
    axes: Annotated[tuple[Axis, ...], Meta(min_length=1, max_length=2)]
    """The left one, and the right one."""
    series: Annotated[tuple[Series, ...], Meta(min_length=1, max_length=5)]
    stacked: bool
    """Whether each mark stands upon that of the series before."""
    choices: Annotated[tuple[Choice, ...], Meta(max_length=3)]
    figure: Figure

    def __post_init__(self) -> None:
        if len({len(one.marks) for one in self.series}) > 1 or any(one.axis >= len(self.axes) for one in self.series):
            raise ValueError("a mark or none for each year, on one of the axes")
        if self.series[0].axis or len({(one.row, one.axis) for one in self.series}) < len(self.series):
            raise ValueError("each series once, the first on the left axis")
        if self.stacked and (len(self.axes) > 1 or self.axes[0].start):
            raise ValueError("parts stand upon one another on one axis from 0")
        asked = [self.figure.series, self.figure.other, *[place for one in self.choices for place in (one.series, one.other)]]
        if max(asked) >= len(self.series) or max(self.figure.year, self.figure.to) >= len(self.series[0].marks):
            raise ValueError("asked of what is drawn")
        apart = [one for one in self.choices if one.by == "apart"]
        if any(self.series[one.series].axis != self.series[one.other].axis or one.series == one.other for one in apart):
            raise ValueError("two series of one axis are compared")
        outcome(self)


def reading(problem: ChartValues) -> Reading:
    """With all choices made. ValueError where one is open."""
    found = Reading(problem.axes, problem.series)
    for place, choice in enumerate(problem.choices):
        if abs(choice.after) > place:
            raise ValueError("a choice goes by earlier ones")
        found.chosen.append(found.choose(choice))
    return found


@kept
def outcome(problem: ChartValues) -> Fraction:
    """In the unit and scale of the axis; percentages and quotients exact."""
    return reading(problem).figure(problem.figure)


def verify(problem: ChartValues, answer: str) -> Verdict:
    value, kind = outcome(problem), problem.figure.kind
    axis = problem.axes[0 if kind == "total" else problem.series[problem.figure.series].axis]
    if kind in DIGITS:
        return same_rounded(answer, value, DIGITS[kind], percent=kind in ("growth", "share"))
    return same_amount(answer, value, axis.unit, axis.scale)


@lru_cache(maxsize=16)
def given(axes: tuple[Axis, ...]) -> frozenset[Number]:
    """Labels and divisions of the axes."""
    found = set[Number]({Fraction(1000), Fraction(10**6)})
    for axis in axes:
        step = axis.labelled * Fraction(axis.division)
        found |= {Fraction(axis.division), *(axis.start + place * step for place in range(31))}
    return frozenset(found)


def ways(problem: ChartValues) -> list[list[Milestone]]:
    """Every derivation reads the figures off the chart and works the last one out of them."""
    found = reading(problem)
    value = found.figure(problem.figure)
    used = {Fraction(found.at(series, year), 1000) for series, year in list(found.used)}
    if problem.figure.kind in ("value",):
        divisions = {Fraction(problem.axes[problem.series[series].axis].division) for series, _ in found.used}
        return [[Milestone(value, tuple(divisions), 2)]]
    read = [Milestone(one, ()) for one in sorted(used)]
    return [[*read, Milestone(value, tuple(sorted(used)), 4)]]


def verify_trace(problem: ChartValues, completion: str) -> TraceVerdict:
    return _derivation.judge(problem, completion, verify, given(problem.axes), ways(problem))


def proven(problem: ChartValues, completion: str) -> Proven:
    return _derivation.proven(completion, given(problem.axes), ways(problem))


_AXIS = Axis("Net sales", "dollars", 3, 100, Decimal("2.5"), 4)
_GERMANY = Series("Germany", 0, (4, 8, None, 20))  # 110, 120, -, 150
_FRANCE = Series("France", 0, (6, 2, 9, 16))  # 115, 105, 122.5, 140
_LATER = ChartValues(
    "region", 2010, (_AXIS,), (_GERMANY, _FRANCE), False, (Choice("value", 1, largest=False),), Figure("value", 0, year=-1)
)
_GROWTH = ChartValues("region", 2010, (_AXIS,), (_GERMANY, _FRANCE), False, (), Figure("growth", 1, year=0, to=3))  # 25 of 115: 21.7%

EXAMPLES = (
    (_LATER, "120", ""),
    (_LATER, "120 thousand dollars", ""),
    (_LATER, "$120,000", ""),
    (_LATER, "Net sales were 120 thousand dollars.", ""),
    (_LATER, "120千美元", ""),
    (_LATER, "120000美元", ""),
    (_LATER, "答案是：120", ""),
    (_GROWTH, "21.7%", ""),
    (_GROWTH, "21.7", ""),
    (_GROWTH, "百分之21.7", ""),
    (_GROWTH, "21.7个百分点", ""),
    (_LATER, "", "format"),
    (_LATER, "120 euros", "format"),
    (_LATER, "120 or 105", "format"),
    (_LATER, "120欧元", "format"),
    (_LATER, "20", "value"),
    (_LATER, "8", "value"),
    (_LATER, "150", "value"),
    (_LATER, "20千美元", "value"),
    (_GROWTH, "0.217", "format"),
    (_GROWTH, "62.5%", "value"),
    (_GROWTH, "百分之62.5", "value"),
)
