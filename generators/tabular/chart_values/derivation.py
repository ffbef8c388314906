"""Worked solutions: what each choice compares, the figures that are needed read off the chart, and the last one worked out of them."""

from collections.abc import Sequence
from fractions import Fraction

from synth.generators.math._derivation import lines
from synth.generators.tabular._writing import exact
from synth.generators.tabular.chart_values.cheap import text_of
from synth.verifiers.tabular.chart_values import ChartValues, reading
from synth.verifiers.tabular.chart_values.chart import Reading


def trace_and_rejected(problem: ChartValues) -> tuple[str, str]:
    """The worked solution; and the same with a slip in the last line."""
    said, found = list[str](), Reading(problem.axes, problem.series)
    for number, choice in enumerate(problem.choices):
        order = found.ranked(choice)
        shown = ", ".join(f"{problem.first + year}: {exact(Fraction(value, 1000))}" for value, year in order)
        found.chosen.append(found.choose(choice))
        said.append(f"In order: {shown}. So {'PQR'[number]} is {problem.first + found.chosen[-1]}.")
    found = reading(problem)
    value = found.figure(problem.figure)
    used = list(dict.fromkeys(found.used))
    said += [_read(problem, series, year) for series, year in used]
    if worked := _worked(problem, found, used, value):
        said.append(worked)
    slip = said[-1].rpartition(" = ")[0] + f" = {exact(value + 1)}"
    wrong = lines([*said[:-1], slip])
    return lines(said), f"{wrong}\n\n<answer>\n{text_of(problem.figure, value + 1)}\n</answer>"


def _read(problem: ChartValues, series: int, year: int) -> str:
    one = problem.series[series]
    axis, mark = problem.axes[one.axis], one.marks[year]
    assert mark is not None
    start = f"{axis.start} + " if axis.start else ""
    return f"{start}{mark} * {exact(Fraction(axis.division))} = {exact(axis.start + mark * Fraction(axis.division))}"


def _worked(problem: ChartValues, found: Reading, used: Sequence[tuple[int, int]], value: Fraction) -> str:
    """How the last figure comes out of those that were read; nothing where it is one of them."""
    figure, values = problem.figure, [exact(Fraction(found.at(series, year), 1000)) for series, year in used]
    added = " + ".join(values)
    match figure.kind:
        case "value":
            return ""
        case "total" | "sum":
            text = added
        case "mean":
            text = f"({added}) / {len(values)}"
        case "change":
            text = f"{values[0]} - {values[1]}"
        case "growth":
            text = f"({values[0]} - {values[1]}) / {values[1]} * 100"
        case "share":
            part = exact(Fraction(found.at(figure.series, found.year(figure.year)), 1000))
            text = f"{part} / ({added}) * 100"
        case _:
            scales = [problem.axes[problem.series[place].axis].scale for place in (figure.series, figure.other)]
            above, below = (f"{one} * {10**scale}" if scale else one for one, scale in zip(values, scales, strict=True))
            text = f"{above} / ({below})"
    return f"{text} = {exact(value)}" if " " in text else ""
