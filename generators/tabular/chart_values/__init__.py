"""Chart values: marks drawn as a walk over whole divisions, then steps that choose years by them.

A problem that a cheap policy happens to solve is drawn again. Effort is the number of marks that the steps look at, with two for each
division of labour: an axis that does not begin at 0, a second axis, parts that stand upon one another."""

import math
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.tabular._draw import FIRST_YEAR, LAST_YEAR
from synth.generators.tabular._themes import THEMES, Measure
from synth.generators.tabular._writing import halfway
from synth.generators.tabular.chart_values.cheap import POLICIES, Draft, only_last, text_of
from synth.generators.tabular.chart_values.derivation import trace_and_rejected
from synth.generators.tabular.chart_values.drawing import LETTERS, WAYS, bars, described, label, pixels, plot
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.chart_values import DIGITS, ChartValues, given, reading, verify
from synth.verifiers.tabular.chart_values.chart import Axis, Choice, Figure, Reading, Series

CHARTS, TRIES = 40, 20
GUESSED = 0.15
"""The share of guesses at the years that may give the answer, where two years or more are chosen."""
FIRST_FIGURES = ("value", "change")
FIGURES = (*FIRST_FIGURES, "growth", "sum", "mean")


class Knobs(Frozen, frozen=True):
    series: Annotated[int, Meta(ge=1, le=4)]
    years: Annotated[int, Meta(ge=4, le=12)]
    divisions: Annotated[int, Meta(ge=8, le=30)]
    """How high the chart is."""
    choices: Annotated[int, Meta(ge=0, le=3)]
    """Years that are chosen, each by figures of the chart."""
    start: bool
    """Whether an axis may begin above 0."""
    kinds: Annotated[int, Meta(ge=1, le=3)]
    """1: plain charts; 2: also stacked ones; 3: also two axes."""
    gaps: Annotated[int, Meta(ge=0, le=4)]
    """Marks that are missing, in charts that are not stacked."""
    figures: Annotated[int, Meta(ge=1, le=5)]
    """Kinds of figures that may be asked for, beside those of stacked charts and of two axes."""


LEVELS = (
    Knobs(1, 4, 10, 0, False, 1, 0, 2),
    Knobs(1, 5, 12, 1, False, 1, 0, 2),
    Knobs(2, 6, 14, 1, True, 1, 0, 3),
    Knobs(2, 7, 16, 2, True, 2, 1, 4),
    Knobs(3, 8, 18, 2, True, 2, 1, 5),
    Knobs(3, 9, 20, 2, True, 3, 1, 5),
    Knobs(3, 10, 22, 2, True, 3, 2, 5),
    Knobs(3, 10, 24, 3, True, 3, 2, 5),
    Knobs(4, 11, 26, 3, True, 3, 3, 5),
    Knobs(4, 12, 30, 3, True, 3, 3, 5),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(CHARTS):
        theme = rng.choice(THEMES)
        kind = rng.randrange(knobs.kinds)  # 0: plain, 1: stacked, 2: two axes
        measures = rng.sample([one for one in theme.measures if not one.signed], 2 if kind == 2 else 1)
        labels = [name for heading, names in theme.groups for name in names]
        rows = rng.sample(labels, knobs.series)
        series = _series(rng, knobs, rows, kind)
        axes = tuple(_axis(rng, knobs, measure, kind) for measure in measures)
        first = rng.randint(FIRST_YEAR, LAST_YEAR - knobs.years + 1)
        for _ in range(TRIES):
            draft = Draft(axes, series, kind == 1, *_asked(rng, knobs, series, kind))
            if answer := _answer(draft):
                problem = ChartValues(theme.dimension, first, *draft)
                return Sample(problem, answer, float(_effort(problem)), *trace_and_rejected(problem))
    raise Discard("open choices, or solved by a cheap policy")


def _answer(draft: Draft) -> str:
    """Nothing where it is open, where it can be copied, or where a cheap policy gives it."""
    found, figure = Reading(draft.axes, draft.series), draft.figure
    try:
        for choice in draft.choices:
            found.chosen.append(found.choose(choice))
        value = found.figure(figure)
    except (ValueError, ZeroDivisionError):
        return ""
    if not value or (figure.kind in DIGITS and (halfway(value, DIGITS[figure.kind]) or abs(value) < 1)):
        return ""  # halfway between two decimals, both would be right
    if abs(value) in given(draft.axes):
        return ""  # a label, or one division: a step that does nothing derives it
    answer = text_of(figure, value)
    if any(policy(draft) == answer for _, policy in POLICIES):
        return ""
    if len(draft.choices) > 1:
        results = only_last(draft)
        if results.count(answer) > GUESSED * len(results):
            return ""
    return answer


def _series(rng: Random, knobs: Knobs, rows: list[str], kind: int) -> tuple[Series, ...]:
    """Walks over the divisions, turned back at both ends so as not to stay there; in a stacked chart their sum stays below the top."""
    found, top = list[Series](), knobs.divisions // (knobs.series if kind == 1 else 1)
    reach = max(1, top // 3)
    for place, row in enumerate(rows):
        level, marks = rng.randint(2, top), list[int | None]()
        for _ in range(knobs.years):
            level += rng.randint(-reach, reach)
            level = 2 - level if level < 1 else min(level, 2 * top - level)
            marks.append(level)
        axis = int(kind == 2 and place == len(rows) - 1)
        found.append(Series(rows[0] if axis else row, axis, tuple(marks)))
    for _ in range(knobs.gaps if kind != 1 else 0):
        place, year = rng.randrange(len(found)), rng.randrange(knobs.years)
        marks = list(found[place].marks)
        marks[year] = None
        found[place] = Series(found[place].row, found[place].axis, tuple(marks))
    return tuple(found)


def _axis(rng: Random, knobs: Knobs, measure: Measure, kind: int) -> Axis:
    """Labels are round numbers, with 2, 4, 5 or 10 divisions from one to the next."""
    scale = rng.choice([scale for scale in measure.scales if measure.low >= 10**scale] or measure.scales[:1])
    low, high = (math.log10(bound) - scale for bound in (measure.low, measure.high))
    size = low + (high - low) * (0.3 + 0.6 * rng.random()) - math.log10(knobs.divisions)
    power = max(-1 if scale else 0, math.floor(size))
    labelled = rng.choice((4, 5))
    division = Decimal(rng.choice((1, 2, 4, 5, 3) if labelled == 5 else (5, 2, 3, 15))).scaleb(power)
    if power >= 0:
        division = division.quantize(Decimal(1))
    step = labelled * division
    start = 0
    if knobs.start and kind != 1 and rng.random() < 0.7:
        start = int(step * rng.randint(2, 12))
        start -= start % int(step) if step == int(step) else 0
    return Axis(measure.name, measure.unit, scale, start, division, labelled)  # type: ignore[arg-type]


def _asked(rng: Random, knobs: Knobs, series: tuple[Series, ...], kind: int) -> tuple[tuple[Choice, ...], Figure]:
    left = [place for place, one in enumerate(series) if one.axis == 0]
    place = rng.randrange(len(series))
    what: str = rng.choice(FIGURES[: knobs.figures])
    if kind == 1 and rng.random() < 0.4:
        what, place = rng.choice(("total", "share")), rng.choice(left)
    other = 0
    if kind == 2 and rng.random() < 0.6:
        what, place, other = "per", left[0], len(series) - 1
        if rng.random() < 0.3:
            place, other = other, place
    count = knobs.choices
    year = -count if count else rng.randrange(knobs.years)
    to = 0
    spanning = what in ("change", "growth", "sum", "mean")
    # The figure goes by the last choice, or by the last two; each of the others must bound the next one, or it would decide nothing.
    choices = tuple(_choice(rng, series, left, kind, number, bound=number < count - spanning) for number in range(count))
    if spanning:
        to = 1 - count if count > 1 else rng.choice([one for one in range(knobs.years) if one != year])
    return choices, Figure(what, place, other, year, to)  # type: ignore[arg-type]


def _choice(rng: Random, series: tuple[Series, ...], left: list[int], kind: int, number: int, bound: bool) -> Choice:
    """bound: whether it is among the years after, or before, the one chosen before it."""
    ways = ["value", "rise"] + (["total"] if kind == 1 else []) + (["apart"] if len(left) > 1 else [])
    by, place, other = rng.choice(ways), rng.randrange(len(series)), 0
    if by == "apart":
        place, other = rng.sample(left, 2)
    if by == "total":
        place = 0
    after = rng.choice((number, -number)) if number and (bound or rng.random() < 0.6) else 0
    return Choice(by, place, other, rng.choice((1, 1, 2, 3)), rng.random() < 0.5, after)  # type: ignore[arg-type]


def _effort(problem: ChartValues) -> int:
    found = reading(problem)
    found.figure(problem.figure)
    drawn = sum(axis.start > 0 for axis in problem.axes) + len(problem.axes) - 1 + problem.stacked
    return found.looked + len(problem.series) * len(found.rows[0]) // 2 + 2 * drawn + 4 * len(problem.choices)


def corrupt(problem: ChartValues, answer: str, rng: Random) -> str:
    """The number moved by one division, or by one percent."""
    text = answer.removesuffix("%")
    axis = problem.axes[problem.series[problem.figure.series].axis]
    step = Decimal(1) if problem.figure.kind in DIGITS else axis.division
    return f"{Decimal(text) + rng.choice((-1, 1, 2)) * step:f}" + answer[len(text) :]


class Drawn:
    """A chart for templates."""

    def __init__(self, problem: ChartValues, way: str) -> None:
        self.problem, self.way = problem, way

    def pixels(self, keys: dict[str, str]) -> str:
        return pixels(self.problem, keys)

    def text(self) -> str:
        return bars(self.problem) if self.way == "bars" else plot(self.problem)

    def described(self) -> list[tuple[int, list[tuple[str, str, int]]]]:
        return described(self.problem)


def prompt_variables(problem: ChartValues, rng: Random) -> dict[str, object]:
    axis = problem.axes[0 if problem.figure.kind == "total" else problem.series[problem.figure.series].axis]
    scale = Fraction(axis.division) * 10
    return {
        "chart": Drawn(problem, WAYS[rng.randrange(4)]),
        "theme": problem.theme,
        "axes": problem.axes,
        "labels": [(label(axis, 0), label(axis, axis.labelled)) for axis in problem.axes],
        "series": [(LETTERS[k], one.row, one.axis) for k, one in enumerate(problem.series)],
        "stacked": problem.stacked,
        "first": problem.first,
        "last": problem.first + len(problem.series[0].marks) - 1,
        "gaps": any(None in one.marks for one in problem.series),
        "choices": problem.choices,
        "figure": problem.figure,
        "unit": axis.unit,
        "below": problem.axes[problem.series[problem.figure.other].axis].unit,
        "scale": axis.scale,
        "digits": DIGITS.get(problem.figure.kind),
        "example": f"{scale.numerator // scale.denominator + int(7 + 890 * rng.random())}",
        "percent": f"{10 + 89 * rng.random():.1f}%",
    }


def canonical(problem: ChartValues) -> object:
    """What the rows stand for, and which years they are, says nothing."""
    return replace(problem, theme="region", first=2000).to_json()


TASK = Task(
    __name__,
    version=4,
    problem=ChartValues,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(20_000,) + (100_000,) * 9,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("theme", "first"),
    words={"zh": {name: word for name, word in CHINESE.items() if name != "percent"}},
)
