"""What chart values promise: their rules in words, what cheap policies win, and which problems differ."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random

from msgspec.structs import replace

from synth.generators.tabular.chart_values.cheap import GUESSED, POLICIES, guessed
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.tabular.chart_values import ChartValues


def _chosen(*kinds: str) -> Callable[[ChartValues], bool]:
    return lambda problem: any(choice.by in kinds for choice in problem.choices)


def _asked(*kinds: str) -> Callable[[ChartValues], bool]:
    return lambda problem: problem.figure.kind in kinds


def _axes(language: str) -> Callable[[ChartValues], str]:
    text = "{} equal divisions" if language == "en" else "等分为 {} 格"
    return lambda problem: ".*".join(text.format(axis.labelled) for axis in problem.axes)


RULES = (
    Rule("value", {"en": _axes("en"), "zh": _axes("zh")}),
    Rule("value", {"en": "its own height and not its top", "zh": "自身的高度，而不是它顶端的位置"}, lambda p: p.stacked),
    Rule(
        "value",
        {"en": "has no figure there; whatever would need one is left out", "zh": "该年没有数值；凡是需要这个数值的都不计入"},
        lambda p: any(None in one.marks for one in p.series),
    ),
    Rule("value", {"en": "minus that of the year before; a fall is below 0", "zh": "减去前一年数值，下降时小于 0"}, _chosen("rise")),
    Rule("value", {"en": r"distance \(without sign\)", "zh": "相差（不计正负）"}, _chosen("apart")),
    Rule("value", {"en": "the later year's figure minus the earlier", "zh": "较晚一年的数值减去较早一年"}, _asked("change", "growth")),
    Rule("value", {"en": "or the other way round .* with both of them", "zh": "反过来，首尾两年都算在内"}, _asked("sum", "mean")),
    Rule("value", {"en": "without thousands or millions", "zh": "不带“千”或“百万”"}, _asked("per")),
    Rule("value", {"en": "in percent, rounded to one decimal place", "zh": "百分数，四舍五入到一位小数"}, _asked("growth", "share")),
    Rule("value", {"en": "to two decimal places", "zh": "两位小数"}, _asked("per", "mean")),
    Rule("value", {"en": "the exact number, in ", "zh": "精确的数，单位为"}, _asked("value", "total", "change", "sum")),
    Rule(
        "value",
        {"en": "among those (after|before) [PQ]", "zh": "在 [PQ] 年以[前后]（不含该年）"},
        lambda p: any(c.after for c in p.choices),
    ),
)

SHORTCUTS = (
    *(Shortcut(name, policy, (0.02,) * 10) for name, policy in POLICIES),
    Shortcut(GUESSED, guessed, (0.02, 0.3, 0.28, 0.1, 0.1, 0.1, 0.1, 0.1, 0.08, 0.08)),
)


def copies(problem: ChartValues, rng: Random) -> Iterator[ChartValues]:
    """Other years, and another word for what the rows stand for."""
    yield replace(problem, first=problem.first - rng.randint(1, 9))
    yield replace(problem, theme="crop" if problem.theme != "crop" else "segment")


def different(problem: ChartValues, rng: Random) -> Iterator[ChartValues]:
    """Another figure, and another start of the axis."""
    first = problem.series[0]
    marks = tuple(None if mark is None else mark + 1 for mark in first.marks)
    with suppress(ValueError):
        yield replace(problem, series=(replace(first, marks=marks), *problem.series[1:]))
    axis = problem.axes[0]
    if not problem.stacked:
        try:
            yield replace(problem, axes=(replace(axis, start=axis.start + 1), *problem.axes[1:]))
        except ValueError:
            return
