"""Cheap ways to choose parts: equal ones, the exact values for the middle of the conditions rounded to the nearest ones on sale."""

from bisect import bisect_left
from collections.abc import Callable
from fractions import Fraction

from synth.verifiers.science.part_choice import CIRCUITS, PartChoice, on_sale

Parts = tuple[Fraction, ...]


def _nearest(problem: PartChoice, wanted: list[Fraction]) -> Parts:
    """The values on sale next to the wanted ones."""
    parts = []
    for name, value in zip(CIRCUITS[problem.circuit].parts, wanted, strict=True):
        sale = on_sale(problem, name)
        above = bisect_left(sale, value)
        parts.append(min(sale[max(0, above - 1) : above + 1], key=lambda one, value=value: abs(one - value)))  # type: ignore[misc]
    return tuple(parts)


def _rounded(problem: PartChoice) -> Parts:
    """Exact values for the middles of the conditions, where these fix them or nearly do, each rounded to the nearest one on sale."""
    middle = {need.what: (need.low.si + need.high.si) / 2 for need in problem.needs}
    volts, of = Fraction(problem.volts), middle.get
    first = on_sale(problem, "R1")
    typical = first[len(first) // 2]
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
            one, two = of("first gain", Fraction(1)), of("second gain", Fraction(1))
            third = of("bias", typical / 4) * (1 + one + two)
            wanted = [third / one, third / two, third]
        case "timer":
            share = of("final", volts / 2) / volts
            top = volts / middle["start"] if "start" in middle else typical
            low = top * share / (1 - share) if share < 1 else top
            wanted = [top, low, of("constant", Fraction(1, 1000)) * (top + low) / top / low]
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


CHEAP: dict[str, Callable[[PartChoice], Parts]] = {
    "exact values rounded to the nearest ones on sale": _rounded,
    "the middle value on sale for each part": _equal,
    "the first condition alone, by the first part": _first_only,
    "rounded values, the first two exchanged": _exchanged,
}
