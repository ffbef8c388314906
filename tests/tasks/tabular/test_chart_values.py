"""Charts: what each way of drawing shows is read back, and figures worked out by hand."""

import json
import re
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators import registry
from synth.generators.prompts import render
from synth.generators.tabular.chart_values.drawing import FILLS, LETTERS, bars, described, pixels, plot
from synth.verifiers.tabular.chart_values import ChartValues, outcome
from synth.verifiers.tabular.chart_values.chart import Axis, Choice, Figure, Series

KEYS = {name: name for name in ("axis", "ticks", "label", "series", "height")}


def value(problem, series, year):
    one = problem.series[series]
    axis, mark = problem.axes[one.axis], one.marks[year]
    return None if mark is None else axis.start + mark * Fraction(axis.division)


def drawn(level):
    return [sample.problem for sample in members("tabular/chart_values", level, 25)]


def test_series_do_not_stay_at_the_ends_of_their_axis():
    marks = [mark for problem in drawn(10) if not problem.stacked for one in problem.series for mark in one.marks if mark]
    assert sum(mark in (1, 30) for mark in marks) < len(marks) / 10


@pytest.mark.parametrize("level", [1, 4, 7, 10])
def test_bars_are_read_back(level):
    for problem in drawn(level):
        lines = bars(problem).split("\n")
        edge = lines[0].index("|") + 1
        rulers = [at for at, line in enumerate(lines) if re.fullmatch(r" *\+[-+]*", line)]
        scales = []
        for at in rulers:
            ticks = [found.start() for found in re.finditer(r"\+", lines[at])]
            labels = [(found.start(), Decimal(found[0])) for found in re.finditer(r"\S+", lines[at + 1])]
            assert {place for place, _ in labels} <= set(ticks) and ticks[0] == edge - 1 and len(labels) >= 2
            (one, low), (other, high) = labels[:2]
            scales.append((low, Fraction(high - low) / (other - one)))
        rows = lines[: rulers[0]]
        count = len(problem.series)
        for year in range(len(problem.series[0].marks)):
            for k, series in enumerate(problem.series):
                line = rows[year] if problem.stacked else rows[year * count + k]
                signs = line[edge:].count(FILLS[k])
                start, step = scales[series.axis]
                assert (Fraction(start) + signs * step if signs else None) == value(problem, k, year)


@pytest.mark.parametrize("level", [1, 4, 7, 10])
def test_plots_are_read_back(level):
    for problem in drawn(level):
        lines = plot(problem).split("\n")
        years = [(found.start(), int(found[0]) - problem.first) for found in re.finditer(r"\d{4}", lines[-1])]
        inner = years[0][0]
        wide = years[1][0] - inner
        end = inner + wide * len(years)
        labels = [
            [(at, Decimal(text)) for at, line in enumerate(lines[:-1]) if (text := re.sub(r"[+|]", "", part(line)).strip())]
            for part in (lambda line, inner=inner: line[:inner], lambda line, end=end: line[end:])
        ]
        for start, year in years:
            for k, series in enumerate(problem.series):
                at = [place for place, line in enumerate(lines[:-1]) if LETTERS[k] in line[start : min(end, start + wide)]]
                (upper, high), (lower, low) = labels[series.axis][:2]
                step = Fraction(high - low) / (lower - upper)
                if problem.stacked:
                    assert len(at) * step == value(problem, k, year)
                else:
                    assert [Fraction(high) - (place - upper) * step for place in at] == [
                        one for one in [value(problem, k, year)] if one is not None
                    ]


@pytest.mark.parametrize("level", [1, 4, 7, 10])
def test_pixels_and_words_are_read_back(level):
    for problem in drawn(level):
        lines = [json.loads(line) for line in pixels(problem, KEYS).split("\n")]
        ticks = {line["axis"]: line["ticks"] for line in lines if "axis" in line}
        at = {tick["x"]: tick["label"] - problem.first for tick in ticks["x"]}
        found = {}
        for mark in lines:
            if "series" in mark:
                k = LETTERS.index(mark["series"])
                one, other = ticks[problem.series[k].axis + 1][:2]
                step = Fraction(Decimal(other["label"]) - Decimal(one["label"])) / (one["y"] - other["y"])
                over = mark["height"] if problem.stacked else one["y"] - mark["y"]
                found[k, at[mark["x"]]] = Fraction(one["label"]) + over * step
        said = {}
        for year, marks in described(problem):
            below = Fraction(0)
            for letter, label, over in marks:
                k = LETTERS.index(letter)
                top = Fraction(label) + over * Fraction(problem.axes[problem.series[k].axis].division)
                said[k, year - problem.first] = top - below
                below = top if problem.stacked else below
        real = {(k, year): value(problem, k, year) for k in range(len(problem.series)) for year in range(len(problem.series[0].marks))}
        assert found == said == {place: one for place, one in real.items() if one is not None}


@pytest.mark.parametrize(("language", "labels"), [("en", r"([\d.]+), ([\d.]+) and so on"), ("zh", r"([\d.]+)、([\d.]+)等")])
def test_words_say_how_far_labels_are_apart(language, labels):
    """In few words a label may be the only one that is named, and its distance to the next cannot be seen."""
    told = 0
    for problem in drawn(1) + drawn(10):
        for turn in range(8):
            prompt = render(registry.load("tabular/chart_values"), problem, Random(turn), language)
            if "```" not in prompt:
                steps = [Decimal(second) - Decimal(first) for first, second in re.findall(labels, prompt)]
                assert steps == [axis.division * axis.labelled for axis in problem.axes]
                told += 1
    assert told > 40


AXIS = Axis("Net sales", "euros", 3, 10, Decimal("0.5"), 4)
SMALL = ChartValues(
    "region",
    2010,
    (AXIS, Axis("Employees", "employees", 0, 0, Decimal(4), 5)),
    (Series("Italy", 0, (2, 6, 10, None)), Series("Spain", 0, (4, 4, 20, 1)), Series("Italy", 1, (1, 2, 3, 5))),
    False,
    (),
    Figure("value", 0, year=1),
)  # Italy 11, 13, 15, -; Spain 12, 12, 20, 10.5; 4, 8, 12, 20 employees


@pytest.mark.parametrize(
    ("choices", "figure", "right"),
    [
        ((), Figure("value", 1, year=3), "21/2"),
        ((), Figure("total", 0, year=2), "35"),
        ((), Figure("share", 0, year=2), "300/7"),
        ((), Figure("change", 0, year=2, to=0), "4"),
        ((), Figure("growth", 1, year=2, to=3), "-95/2"),
        ((), Figure("per", 0, other=2, year=1), "1625"),
        ((), Figure("sum", 0, year=3, to=0), "39"),
        ((), Figure("mean", 1, year=0, to=3), "109/8"),
        ((Choice("rise", 1),), Figure("value", 0, year=-1), "15"),
        ((Choice("rise", 1, largest=False),), Figure("value", 1, year=-1), "21/2"),
        ((Choice("apart", 0, 1, rank=1),), Figure("value", 2, year=-1), "12"),
        ((Choice("total", 0, rank=2),), Figure("value", 2, year=-1), "8"),
        ((Choice("value", 2), Choice("value", 1, after=-1)), Figure("change", 1, year=-1, to=-2), "-19/2"),
        ((Choice("value", 2, largest=False), Choice("value", 2, largest=False, after=1)), Figure("value", 0, year=-2), "13"),
    ],
)
def test_figures_worked_out_by_hand(choices, figure, right):
    assert outcome(replace(SMALL, choices=choices, figure=figure)) == Fraction(right)


@pytest.mark.parametrize(
    "change",
    [
        {"figure": Figure("value", 0, year=3)},
        {"figure": Figure("value", 0, year=-1)},
        {"figure": Figure("sum", 0, year=2, to=3)},
        {"figure": Figure("change", 0, year=1, to=1)},
        {"figure": Figure("share", 2, year=1)},
        {"choices": (Choice("value", 1, largest=True, rank=3),)},
        {"choices": (Choice("apart", 0, 2),)},
        {"choices": (Choice("value", 0, after=1),)},
        {"stacked": True},
    ],
)
def test_what_has_no_sense_is_refused(change):
    with pytest.raises(ValueError, match=r"."):
        replace(SMALL, **change)


@pytest.mark.parametrize("level", [4, 8, 10])
def test_every_choice_is_gone_by(level):
    """By the figure, or by the next choice that is."""
    for sample in members("tabular/chart_values", level, 40):
        choices, figure = sample.problem.choices, sample.problem.figure
        used = {-place for place in (figure.year, figure.to) if place < 0}
        for place in range(len(choices), 0, -1):
            assert place in used, sample.problem
            used.add(abs(choices[place - 1].after))


def test_a_division_has_three_decimals_at_most():
    axis = SMALL.axes[0]
    assert replace(axis, division=Decimal("0.125")).division == Decimal("0.125")
    for division in (Decimal("0.0625"), Decimal(0), Decimal(10**9 + 1)):
        with pytest.raises(ValueError, match="three decimals"):
            replace(axis, division=division)
