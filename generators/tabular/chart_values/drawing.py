"""Charts as text: bars of signs, a plot of letters, marks with pixels, and marks in words. One chart in four ways, chosen by the key."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from synth.verifiers.tabular.chart_values import ChartValues
from synth.verifiers.tabular.chart_values.chart import Axis

WAYS = ("bars", "plot", "pixels", "words")
LETTERS = "ABCDE"
PIXELS, BOTTOM = 6, 420
"""Of a division; of the start of an axis, from the top."""
FILLS = "#=:*~"
"""Signs of a bar, one for each series."""


def tops(problem: ChartValues, year: int) -> list[tuple[int, int] | None]:
    """Bottom and top of each mark of a year, in divisions."""
    found = list[tuple[int, int] | None]()
    below = 0
    for one in problem.series:
        mark = one.marks[year]
        found.append(None if mark is None else (below, below + mark))
        if problem.stacked and mark is not None:
            below += mark
    return found


def height(problem: ChartValues) -> int:
    """Divisions of the axes, up to a label."""
    marks = [part[1] for year in range(len(problem.series[0].marks)) for part in tops(problem, year) if part]
    labelled = problem.axes[0].labelled
    return -(-max(marks) // labelled) * labelled


def label(axis: Axis, divisions: int) -> str:
    value = axis.start + divisions * axis.division
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"


def bars(problem: ChartValues) -> str:
    """Lying bars, a sign for each division; the axes below."""
    lines, top = list[str](), height(problem)
    margin = 9
    for year in range(len(problem.series[0].marks)):
        parts = tops(problem, year)
        name = str(problem.first + year)
        if problem.stacked:
            lines.append(f"{name:<{margin - 2}} |" + "".join(FILLS[k] * (part[1] - part[0]) for k, part in enumerate(parts) if part))
            continue
        for k, part in enumerate(parts):
            lines.append(f"{name if not k else '':<4} {LETTERS[k]:<2} |" + (FILLS[k] * part[1] if part else ""))
    for axis in problem.axes:
        ruler = "".join("+" if place % axis.labelled == 0 else "-" for place in range(top + 1))
        lines.append(" " * (margin - 1) + ruler)
        lines.append(_labels(axis, top, margin - 1))
    return "\n".join(line.rstrip() for line in lines)


def _labels(axis: Axis, top: int, margin: int) -> str:
    """Each label begins below its tick; one that has no place is left out."""
    text = " " * margin
    for place in range(0, top + 1, axis.labelled):
        if len(text) <= margin + place:
            text = text.ljust(margin + place) + label(axis, place) + " "
    return text


def plot(problem: ChartValues) -> str:
    """Standing: a line of text for each division; labels of axis 1 on the left, those of axis 2 on the right."""
    top, wide = height(problem), 5 if problem.stacked else max(5, 2 * len(problem.series) + 1)
    years = range(len(problem.series[0].marks))
    parts = [tops(problem, year) for year in years]
    first = problem.axes[0]
    pad = max(len(label(first, place)) for place in range(0, top + 1, first.labelled))
    lines = list[str]()
    for level in range(top, -1, -1):
        ticks = [label(axis, level) if level % axis.labelled == 0 else "" for axis in problem.axes]
        text = "".join(_field(problem, one, level).ljust(wide) for one in parts)
        right = f"{'+' if ticks[1] else '|'} {ticks[1]}" if len(ticks) > 1 else ""
        lines.append(f"{ticks[0]:>{pad}} {'+' if ticks[0] else '|'} {text}{right}".rstrip())
    names = "".join(str(problem.first + year).ljust(wide) for year in years)
    return "\n".join([*lines, " " * (pad + 3) + names.rstrip()])


def _field(problem: ChartValues, parts: Sequence[tuple[int, int] | None], level: int) -> str:
    """What stands on a line above a year: letters at their height, or the part of a stack that ends there or goes through."""
    if problem.stacked:
        return next((LETTERS[k] for k, part in enumerate(parts) if part and part[0] < level <= part[1]), " ")
    return " ".join(LETTERS[k] if part and part[1] == level else " " for k, part in enumerate(parts))


def pixels(problem: ChartValues, keys: Mapping[str, str]) -> str:
    """Marks as a list, with places in pixels from the upper left corner. keys: what axis, ticks, label, series and height are called."""
    top, lines = height(problem), list[str]()
    for number, axis in enumerate(problem.axes, 1):
        ticks = [{"y": BOTTOM - PIXELS * place, keys["label"]: label(axis, place)} for place in range(0, top + 1, axis.labelled)]
        lines.append(_json({keys["axis"]: number, keys["ticks"]: ticks}))
    years = range(len(problem.series[0].marks))
    lines.append(_json({keys["axis"]: "x", keys["ticks"]: [{"x": 60 + 40 * year, keys["label"]: problem.first + year} for year in years]}))
    for k in range(len(problem.series)):
        for year in years:
            if part := tops(problem, year)[k]:
                mark: dict[str, object] = {keys["series"]: LETTERS[k], "x": 60 + 40 * year, "y": BOTTOM - PIXELS * part[1]}
                lines.append(_json(mark | ({keys["height"]: PIXELS * (part[1] - part[0])} if problem.stacked else {})))
    return "\n".join(lines)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def described(problem: ChartValues) -> list[tuple[int, list[tuple[str, str, int]]]]:
    """For each year the letter of each mark, the label below its top, and how many divisions it stands above that."""
    found = []
    for year in range(len(problem.series[0].marks)):
        said = []
        for k, part in enumerate(tops(problem, year)):
            if part:
                axis = problem.axes[problem.series[k].axis]
                over = part[1] % axis.labelled
                said.append((LETTERS[k], label(axis, part[1] - over), over))
        found.append((problem.first + year, said))
    return found
