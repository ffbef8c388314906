"""Cheap ways to choose parts: equal ones, the exact values for the middle of the conditions rounded to the nearest ones on sale."""

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

from synth.verifiers.exact import Fraction
from synth.verifiers.science.part_choice import CAPACITORS, CIRCUITS, PartChoice, on_sale, values_of

Parts = tuple[Fraction, ...]


def _sizes(problem: PartChoice, part: str) -> tuple[float, ...]:
    return _floats(*((0, 0, 0) if part[0] == "C" else (problem.series, *problem.decades)))


@lru_cache(maxsize=64)
def _floats(series: int, first: int, last: int) -> tuple[float, ...]:
    return tuple(map(float, values_of(*((series, first, last) if series else CAPACITORS))))


def _nearest(problem: PartChoice, wanted: list[float]) -> Parts:
    """The values on sale next to the wanted ones."""
    parts = []
    for name, value in zip(CIRCUITS[problem.circuit].parts, wanted, strict=True):
        sale = on_sale(problem, name)
        sizes = _sizes(problem, name)
        above = min(max(bisect_left(sizes, value), 1), len(sizes) - 1)
        parts.append(sale[above if sizes[above] - value < value - sizes[above - 1] else above - 1])
    return tuple(parts)


def _rounded(problem: PartChoice) -> Parts:
    """Exact values for the middles of the conditions, where these fix them or nearly do, each rounded to the nearest one on sale."""
    middle = {need.what: float(need.low.si + need.high.si) / 2 for need in problem.needs}
    volts, of = float(problem.volts), middle.get
    first = on_sale(problem, "R1")
    typical = float(first[len(first) // 2])
    match problem.circuit:
        case "pair":
            if "series" in middle:
                wanted = [middle["series"] * 2 / 3, middle["series"] / 3]
            else:
                wanted = [middle["parallel"] * 2, middle["parallel"] * 2]
        case "divider":
            every = volts / middle["current"] if "current" in middle else typical
            share = of("output", of("loaded", volts / 2)) / volts
            wanted = [every * (1 - share), every * share]
        case "ladder":
            total = of("total", typical)
            share = of("output", volts / 2) / volts
            below = total * share
            third = share * volts / middle["branch"] if "branch" in middle else 2 * below
            wanted = [total - below, below * third / (third - below) if third > below else 2 * below, third]
        case "tapped":
            every = volts / middle["current"] if "current" in middle else typical
            upper, lower = of("upper", volts * 2 / 3), of("lower", volts / 3)
            wanted = [every * (volts - upper) / volts, every * (upper - lower) / volts, every * lower / volts]
        case "mixer":
            one, two = of("first gain", 1.0), of("second gain", 1.0)
            third = of("bias", typical / 4) * (1 + one + two)
            wanted = [third / one, third / two, third]
        case "timer":
            share = of("final", volts / 2) / volts
            top = volts / middle["start"] if "start" in middle else typical
            low = top * share / (1 - share) if share < 1 else top
            wanted = [top, low, of("constant", 0.001) * (top + low) / top / low]
    return _nearest(problem, wanted)


def _equal(problem: PartChoice) -> Parts:
    """The middle value on sale for each part."""
    return tuple(on_sale(problem, name)[len(on_sale(problem, name)) // 2] for name in CIRCUITS[problem.circuit].parts)


def _first_only(problem: PartChoice) -> Parts:
    """The first condition alone, with the middle value on sale for every part but the first."""
    circuit, need = CIRCUITS[problem.circuit], problem.needs[0]
    rest = [float(value) for value in _equal(problem)[1:]]
    middle = float(need.low.si + need.high.si) / 2

    def off(one: Fraction) -> float:
        return abs(float(circuit.values([float(one), *rest], problem.volts, problem.load or 1)[need.what]) - middle)

    return (min(on_sale(problem, "R1"), key=off), *_equal(problem)[1:])


def _exchanged(problem: PartChoice) -> Parts:
    """Rounded values, the first two the other way round."""
    one, two, *rest = _rounded(problem)
    return (two, one, *rest)


def _beside(by: int) -> Callable[[PartChoice], Parts]:
    """The value on sale next to that of the rounded first part, and the others exact for it, then rounded."""

    def policy(problem: PartChoice) -> Parts:
        sale, rounded = on_sale(problem, "R1"), _rounded(problem)
        first = sale[min(max(sale.index(rounded[0]) + by, 0), len(sale) - 1)]
        wanted = _exact(problem, float(first))
        return _nearest(problem, [float(first), *wanted]) if wanted and min(wanted) > 0 else rounded

    return policy


def _exact(problem: PartChoice, first: float) -> list[float]:
    """The parts that meet the middles of the narrow conditions with this first one; empty where none do."""
    middle = {need.what: float(need.low.si + need.high.si) / 2 for need in problem.needs}
    volts = float(problem.volts)
    below = first * middle["output"] / (volts - middle["output"]) if "output" in middle else 0.0
    match problem.circuit:
        case "pair" if "parallel" in middle:
            return [first * middle["parallel"] / (first - middle["parallel"])] if first > middle["parallel"] else []
        case "pair":
            return [middle["series"] - first]
        case "divider" if "loaded" in middle:
            below = first * middle["loaded"] / (volts - middle["loaded"])
            return [below * problem.load / (problem.load - below)] if below < problem.load else []
        case "divider":
            return [below]
        case "ladder" if "branch" in middle and "output" in middle:
            third = middle["output"] / middle["branch"]
            return [below * third / (third - below), third] if third > below else []
        case "tapped" if "upper" in middle and "lower" in middle:
            every = first * volts / (volts - middle["upper"])
            return [every * (middle["upper"] - middle["lower"]) / volts, every * middle["lower"] / volts]
        case "mixer" if "first gain" in middle and "second gain" in middle:
            return [first * middle["first gain"] / middle["second gain"], first * middle["first gain"]]
        case "timer" if "final" in middle and "constant" in middle:
            low = first * middle["final"] / (volts - middle["final"])
            return [low, middle["constant"] * (first + low) / first / low]
    return []


CHEAP: dict[str, Callable[[PartChoice], Parts]] = {
    "exact values rounded to the nearest ones on sale": _rounded,
    "the middle value on sale for each part": _equal,
    "the first condition alone, by the first part": _first_only,
    "rounded values, the first two exchanged": _exchanged,
    "the first part one step larger, the others exact and rounded": _beside(1),
    "the first part one step smaller, the others exact and rounded": _beside(-1),
    "two steps larger": _beside(2),
    "two steps smaller": _beside(-2),
    "three steps larger": _beside(3),
    "three steps smaller": _beside(-3),
}
