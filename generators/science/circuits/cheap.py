"""What a lazy solver would answer, in SI units: the network taken for something simpler, or a step left out."""

from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.science.circuits import LN_2, Circuits, E, answer

Policy = Callable[[Circuits], Fraction | None]


def _as_one(problem: Circuits, ohms: Fraction) -> Fraction | None:
    """As if all known resistances were the one of that size, with the first source and the capacitor at it."""
    ask = problem.ask
    if ask in ("resistance", "match"):
        return ohms
    volts = Fraction(problem.sources[0].millivolts, 1000)
    farads = Fraction(problem.capacitors[0].nanofarads, 10**9) if problem.capacitors else Fraction(0)
    own = Fraction(problem.resistors[problem.part].milliohms, 1000)
    inner = Fraction(problem.sources[0].milliohms, 1000)
    current = volts / (ohms + inner)
    match ask:
        case "current" | "first":
            return current
        case "voltage":
            return current * own
        case "power":
            return current * current * own
        case "terminal":
            return volts - current * inner
        case "greatest":
            return volts * volts / ohms / 4
        case "constant" | "reach":
            return ohms * farads * (problem.times * LN_2 if problem.times else 1)
        case "charge":
            return volts * farads
        case "energy":
            return volts * volts * farads / 2
        case "after":
            return volts * (1 - 1 / E**problem.times)
    reading = problem.readings[0]
    read, known = Fraction(reading.micro, 10**6), Fraction(problem.resistors[reading.resistor].milliohms, 1000)
    return volts / (read if reading.kind == "current" else read / known) - ohms - inner


def _known(problem: Circuits) -> list[Fraction]:
    return [Fraction(r.milliohms, 1000) for r in problem.resistors if r.milliohms]


def in_series(problem: Circuits) -> Fraction | None:
    return _as_one(problem, sum(_known(problem), Fraction(0)))


def side_by_side(problem: Circuits) -> Fraction | None:
    return _as_one(problem, 1 / sum((1 / ohms for ohms in _known(problem)), Fraction(0)))


def at_the_part(problem: Circuits) -> Fraction | None:
    """The whole voltage at the resistor that is asked about, or at the first known one."""
    part = problem.resistors[problem.part].milliohms
    return _as_one(problem, Fraction(part, 1000) if part else _known(problem)[0])


def one_source(problem: Circuits) -> Fraction | None:
    """The second source as if it were a wire, or, where there is one source alone, it without its inner resistance."""
    if problem.ask in ("match", "constant", "reach") and len(problem.sources) > 1:  # no voltage matters
        return None
    if len(problem.sources) < 2:
        if not any(s.milliohms for s in problem.sources) or problem.ask == "terminal":
            return None
        return answer(replace(problem, sources=tuple(replace(s, milliohms=0) for s in problem.sources)))
    first, second = problem.sources
    return answer(replace(problem, sources=(first, replace(second, millivolts=1, milliohms=1))))


def first_number(problem: Circuits) -> Fraction | None:
    """The first source's voltage, the first known resistance, or what they give."""
    return _as_one(problem, _known(problem)[0])


def mistakes(problem: Circuits) -> tuple[Callable[[], Circuits], ...]:
    """What makes the problem with a part of it overlooked, the likeliest first."""
    return (
        lambda: replace(problem, sources=tuple(replace(s, milliohms=0) for s in problem.sources)),
        lambda: replace(problem, sources=(*problem.sources[:1], *(replace(s, plus=s.minus, minus=s.plus) for s in problem.sources[1:]))),
        lambda: _without_a_resistor(problem),
    )


def _without_a_resistor(problem: Circuits) -> Circuits:
    """The last resistor that nobody asks about is forgotten."""
    kept = {problem.part, *(reading.resistor for reading in problem.readings)}
    last = max((i for i, r in enumerate(problem.resistors) if i not in kept and r.milliohms), default=None)
    if last is None or last < max(kept):
        raise ValueError("no resistor to forget")
    changed = replace(problem, resistors=(*problem.resistors[:last], *problem.resistors[last + 1 :]))
    if not (value := answer(changed)) or value <= 0:
        raise ValueError("nothing flows")
    return changed


POLICIES: dict[str, Policy] = {
    "all resistors in series": in_series,
    "all resistors side by side": side_by_side,
    "the whole voltage at one resistor": at_the_part,
    "one source, or none with an inner resistance": one_source,
    "the first numbers of the text": first_number,
}
