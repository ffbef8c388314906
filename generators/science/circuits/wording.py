"""What the templates of circuits are filled with: parts by name, value and ends."""

from random import Random

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.science.circuits import Circuits, verify


def shown(number: Fraction) -> str:
    """`0.25`, `12`."""
    return f"{float(number):.10g}"


def resistance(milliohms: int) -> str:
    """`47 kΩ`, `0.5 Ω`."""
    return f"{milliohms // 10**6} kΩ" if milliohms and milliohms % 10**6 == 0 else f"{shown(Fraction(milliohms, 1000))} Ω"


def node(number: int) -> str:
    """`A` for 0."""
    return "ABCDEFGH"[number]


def value_of_reading(problem: Circuits) -> str:
    """`0.25 A`."""
    reading = problem.readings[0]
    return f"{shown(Fraction(reading.micro, 10**6))} {'A' if reading.kind == 'current' else 'V'}"


def prompt_variables(problem: Circuits, rng: Random) -> dict[str, object]:
    resistors = [
        {"name": f"R{number}", "value": resistance(r.milliohms) if r.milliohms else "", "a": node(r.a), "b": node(r.b)}
        for number, r in enumerate(problem.resistors, 1)
    ]
    sources = [
        {
            "volts": shown(Fraction(s.millivolts, 1000)),
            "inner": resistance(s.milliohms) if s.milliohms else "",
            "plus": node(s.plus),
            "minus": node(s.minus),
        }
        for s in problem.sources
    ]
    capacitors = [{"value": shown(Fraction(c.nanofarads, 1000)), "a": node(c.a), "b": node(c.b)} for c in problem.capacitors]
    reading = None
    if problem.readings:
        r = problem.readings[0]
        reading = {**resistors[r.resistor], "kind": r.kind, "value": value_of_reading(problem)}
    free = next((r["name"] for r in resistors if not r["value"]), "")
    return {
        "ask": problem.ask,
        "resistors": resistors,
        "sources": sources,
        "capacitor": capacitors[0] if capacitors else None,
        "reading": reading,
        "free": free,
        "part": f"R{problem.part + 1}",
        "times": problem.times,
        "left": 2**problem.times,
        "reached": 2**problem.times - 1,
        "unit": problem.unit,
        "digits": problem.digits,
        "aside": rng.choice(("", "", "room", "wires")),
        "aside_number": rng.randint(18, 23),
        "example": _example(problem, rng),
    }


def _example(problem: Circuits, rng: Random) -> str:
    """The form of an answer, and no answer: no exact one has a denominator of 200 or more."""
    place = rng.randint(1, 12)
    if not problem.digits:
        return f"{37 * place}/211 {problem.unit}"
    texts = (f"{written(Fraction(1237 + 713 * (place + more), 100), problem.digits)} {problem.unit}" for more in range(3))
    return next(text for text in texts if not verify(problem, text).accepted)
