"""Part choice: conditions around the quantities of one choice of parts, so narrow that few other choices meet them.

Effort is the number of choices that there are to one that meets all conditions, times the cases in which parts deviate as far as
they may."""

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from math import floor, log10
from random import Random
from typing import Annotated, Any, Literal

import numpy as np
from msgspec import Meta

from synth.generators.science._derivation import worked
from synth.generators.science.part_choice.cheap import CHEAP
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import unit
from synth.verifiers.science._given import Given
from synth.verifiers.science.part_choice import CAPACITORS, CIRCUITS, SERIES, Need, PartChoice, met, on_sale, route, verify

TRIES = 120
MOST_AMPERES = 0.05
"""Small resistors take no more."""
WIDTHS = tuple(0.0005 * 1.2**step for step in range(35))
"""How far conditions reach, as shares of the quantity, beside what parts may deviate, ascending."""
Name = Literal["pair", "divider", "ladder", "tapped", "mixer", "timer"]


class Knobs(Frozen, frozen=True):
    circuits: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=6)]
    """Which circuits are built."""
    series: Literal[6, 12, 24]
    """Of the resistors."""
    decades: Annotated[int, Meta(ge=2, le=4)]
    """How many powers of ten their values span."""
    loose: bool
    """Whether a condition beside the narrow ones leaves much room: so large the currents or resistances shall be, roughly. Of narrow ones
    there is one less than there are parts, so that solving them for the parts and rounding does not do."""
    spread: Annotated[int, Meta(ge=0, le=5)]
    """How many per cent parts may differ from their values."""
    effort: tuple[Annotated[int, Meta(ge=5, le=100_000)], Annotated[int, Meta(ge=10, le=200_000)]]
    """Least and largest number of choices to one that meets all conditions."""

    def __post_init__(self) -> None:
        if self.effort[0] * 11 > self.effort[1] * 10:
            raise ValueError("effort goes from least to most, at least a tenth apart")


LEVELS = (
    Knobs(("pair",), 12, 2, False, 0, (20, 60)),
    Knobs(("pair", "divider"), 12, 3, False, 0, (60, 140)),
    Knobs(("pair", "divider"), 12, 3, True, 0, (300, 660)),
    Knobs(("pair", "divider"), 24, 3, True, 0, (2_500, 5_200)),
    Knobs(("pair", "divider"), 24, 4, True, 0, (4_600, 9_300)),
    Knobs(("ladder", "tapped", "mixer", "timer"), 24, 2, True, 0, (36_000, 42_000)),
    Knobs(("ladder", "tapped", "mixer"), 24, 2, True, 0, (50_000, 111_000)),
    Knobs(("ladder", "tapped", "mixer", "timer"), 24, 2, True, 1, (36_000, 42_000)),
    Knobs(("ladder", "tapped", "mixer"), 24, 2, True, 1, (50_000, 56_000)),
    Knobs(("ladder", "tapped", "mixer"), 24, 2, True, 1, (100_000, 111_000)),
)
SCALES = {"pair": "series", "divider": "current", "ladder": "total", "tapped": "current", "mixer": "bias", "timer": "start"}
"""The quantity of each circuit that a loose condition is about."""
ROOM = 25
"""How many times its least value the largest one is there: so many first parts fit it that guessing one is of no use."""


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        bare, parts = _circuit(rng, knobs)
        if _current(bare, parts) > MOST_AMPERES:
            continue
        made = _conditions(rng, knobs, bare, parts)
        if made and met(made[0], parts) and not (knobs.loose and any(met(made[0], policy(made[0])) for policy in CHEAP.values())):
            effort = round(made[1] * (2 ** len(parts) if knobs.spread else 1), 1)
            trace = worked(route(made[0], parts))
            return Sample(made[0], told(made[0], parts), effort=effort, trace=trace, rejected=_rejected(made[0], parts))
    raise Discard("no conditions that few choices meet")


def _circuit(rng: Random, knobs: Knobs) -> tuple[PartChoice, tuple[Fraction, ...]]:
    """A circuit with one condition, that says nothing yet, and its parts."""
    name = rng.choice(knobs.circuits)
    first = rng.randint(1 if name in ("pair", "ladder") else 2, 6 - knobs.decades) if name != "timer" else rng.randint(2, 3)
    volts = 0 if name in ("pair", "mixer") else rng.choice((3, 5, 6, 9, 12, 15, 24))
    what, units = next(iter(CIRCUITS[name].needs.items()))
    nothing = Need(what, Given("0", units[0]), Given("0", units[0]))  # type: ignore[arg-type]
    problem = PartChoice(name, knobs.series, (first, first + knobs.decades), volts, 0, knobs.spread, (nothing,))
    return problem, tuple(rng.choice(on_sale(problem, part)) for part in CIRCUITS[name].parts)


def _current(problem: PartChoice, parts: tuple[Fraction, ...]) -> float:
    """From the source, about; 0 without one."""
    first, second = float(parts[0]), float(parts[1])
    return problem.volts / (first if problem.circuit == "timer" else first + second / 2)


def _conditions(rng: Random, knobs: Knobs, bare: PartChoice, parts: tuple[Fraction, ...]) -> tuple[PartChoice, float] | None:
    """Conditions that hold for these parts, as wide as the effort asks for; None where no width does."""
    circuit = CIRCUITS[bare.circuit]
    narrow = rng.sample([what for what in circuit.needs if what != SCALES[bare.circuit] or not knobs.loose], len(parts) - 1)
    asked = sorted([*narrow, SCALES[bare.circuit]] if knobs.loose else narrow, key=list(circuit.needs).index)
    load = 0
    if "loaded" in asked:
        load = rng.choice((2, 3, 4, 5, 6, 8)) * 10 ** max(1, min(5, floor(log10(parts[1]))))
    low, high = extremes(bare, load)
    place = tuple(bisect_left(on_sale(bare, part), value) for part, value in zip(circuit.parts, parts, strict=True))
    shares = {what: rng.uniform(0.15, 0.85) for what in asked}
    shape, (least_at, most_at) = np.broadcast_shapes(*(array.shape for array in low.values())), (0, len(WIDTHS))
    bounds = {what: tuple(float(np.broadcast_to(side[what], shape)[place]) * scale(bare, what) for side in (low, high)) for what in asked}
    while least_at < most_at:  # the wider the conditions, the more choices meet them
        at = (least_at + most_at) // 2
        needs, inside = [], np.ones(shape, dtype=bool)
        for what, (least, most) in bounds.items():
            share, width = shares[what], WIDTHS[at]
            bottom, top = (1 - width * share, 1 + width * (1 - share)) if what in narrow else (ROOM**-share, ROOM ** (1 - share))
            need = _need(what, circuit.needs[what], least * bottom, most * top)
            if need is None:
                return None
            needs.append(need)
            inside &= _inside(bare, need, low, high)
        found = int(np.count_nonzero(inside))
        if found * knobs.effort[1] < inside.size:
            least_at = at + 1
        elif found * knobs.effort[0] > inside.size:
            most_at = at
        else:
            return PartChoice(bare.circuit, bare.series, bare.decades, bare.volts, load, bare.spread, tuple(needs)), inside.size / found
    return None


def _inside(problem: PartChoice, need: Need, low: Mapping[str, Any], high: Mapping[str, Any]) -> Any:
    """Which choices meet a condition; its bounds count as met within a trillionth."""
    unit_of_it = scale(problem, need.what)
    least, most = float(need.low.si) / unit_of_it * (1 - 1e-12), float(need.high.si) / unit_of_it * (1 + 1e-12)
    return (low[need.what] >= least) & (high[need.what] <= most)


def _need(what: Any, units: tuple[str, ...], least: float, most: float) -> Need | None:
    """The bounds rounded apart to three or four figures, in the unit in which they are easiest to read."""
    sizes = {one: _size(one) for one in units}
    told = min(units, key=lambda one: abs(log10(most / sizes[one]) - 1.2))
    step = 10.0 ** (floor(log10(most / sizes[told])) - (3 if most / least < 1.05 else 2 if most / least < 1.3 else 1))
    low, high = floor(least / sizes[told] / step + 1e-9), -floor(-most / sizes[told] / step + 1e-9)
    digits = max(0, -round(log10(step)))
    texts = [_decimal(bound, step) for bound in (low, high)]
    if low <= 0 or digits > 4 or len(texts[1].partition(".")[0]) > 5:
        return None
    return Need(what, Given(texts[0], told), Given(texts[1], told))


@lru_cache(maxsize=32)
def _size(name: str) -> float:
    return float(unit(name)[0]) if name else 1.0


def _decimal(count: int, step: float) -> str:
    """So many steps as a decimal number."""
    power = round(log10(step))
    if power >= 0:
        return str(count * 10**power)
    text = str(count).zfill(1 - power)
    return f"{text[:power]}.{text[power:]}"


OHMS = {"series": 1, "parallel": 1, "total": 1, "bias": 1, "constant": 1, "current": -1, "branch": -1, "start": -1}
"""With which power of the resistances a quantity grows; with none if it is not told here."""
VOLTS = ("output", "current", "loaded", "branch", "upper", "lower", "final", "start")
"""What grows with the volts of the source."""


def scale(problem: PartChoice, what: str) -> float:
    """How many times its value for 1 V and resistors from 1 ohm on a quantity is."""
    return float(10.0 ** (problem.decades[0] * OHMS.get(what, 0)) * (problem.volts if what in VOLTS else 1))


def extremes(problem: PartChoice, load: int) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The least and the largest of each quantity, for all choices at once, by its scale."""
    first, last = problem.decades
    return _extremes(problem.circuit, problem.series, last - first, problem.spread, load / 10.0**first)


@lru_cache(maxsize=16)
def _extremes(name: str, series: int, decades: int, spread: int, load: float) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """For 1 V and resistors from 1 ohm on. Each quantity rises or falls with each part all the way."""
    circuit, axes = CIRCUITS[name], []
    size = len(circuit.parts)
    for at, part in enumerate(circuit.parts):
        family, low_power, high_power = CAPACITORS if part[0] == "C" else (series, 0, decades)
        sale = [float(mantissa * Fraction(10) ** (power - 1)) for power in range(low_power, high_power) for mantissa in SERIES[family]]
        axes.append(np.array(sale).reshape([-1 if n == at else 1 for n in range(size)]))
    if not spread:
        values = circuit.values(axes, 1.0, load or 1.0)
        return values, values
    first = [float(axis.flat[0]) for axis in axes]
    middle = circuit.values(first, 1.0, load or 1.0)
    moved = [circuit.values([one * (1.01 if n == at else 1) for n, one in enumerate(first)], 1.0, load or 1.0) for at in range(size)]
    low, high = dict[str, Any](), dict[str, Any]()
    for what in circuit.needs:
        signs = [1 if other[what] > middle[what] else -1 for other in moved]
        for side, sign in ((low, -1), (high, 1)):
            ends = [axis * (1 + sign * own * spread / 100) for axis, own in zip(axes, signs, strict=True)]
            side[what] = circuit.values(ends, 1.0, load or 1.0)[what]
    return low, high


def written(value: Fraction, base: str) -> str:
    """`4.7 kΩ`, `0.22 µF`."""
    sizes = {"M": 10**6, "k": 1000, "": 1} if base == "Ω" else {"µ": Fraction(1, 10**6)}
    prefix = next((prefix for prefix, size in sizes.items() if value >= size), list(sizes)[-1])
    return f"{float(value / sizes[prefix]):.6g} {prefix}{base}"


def told(problem: PartChoice, parts: tuple[Fraction, ...]) -> str:
    names = CIRCUITS[problem.circuit].parts
    return ", ".join(f"{name} = {written(value, 'F' if name[0] == 'C' else 'Ω')}" for name, value in zip(names, parts, strict=True))


def corrupt(problem: PartChoice, answer: str, rng: Random) -> str:
    """One value that is not on sale."""
    pieces = answer.split(", ")
    place = rng.randrange(len(pieces))
    name, _, value = pieces[place].partition(" = ")
    number, _, base = value.partition(" ")
    pieces[place] = f"{name} = {float(number) + 0.07:g} {base}"
    return ", ".join(pieces)


def prompt_variables(problem: PartChoice, rng: Random) -> dict[str, object]:
    circuit = CIRCUITS[problem.circuit]
    needs = [{"what": n.what, "low": n.low.number, "high": n.high.number, "unit": n.low.unit} for n in problem.needs]
    sale = {part: on_sale(problem, part) for part in circuit.parts}
    resistors = sale[circuit.parts[0]]
    odd = rng.choice((3, 7, 9))
    example = [f"{part} = {odd}.{place}9 {'µF' if part[0] == 'C' else 'kΩ'}" for place, part in enumerate(circuit.parts, 1)]
    return {
        "circuit": problem.circuit,
        "parts": list(circuit.parts),
        "series": problem.series,
        "mantissas": [f"{mantissa / 10:.1f}" for mantissa in SERIES[problem.series]],
        "least": written(resistors[0], "Ω"),
        "most": written(resistors[-1], "Ω"),
        "small": [f"{mantissa / 10:.1f}" for mantissa in SERIES[6]] if "C1" in circuit.parts else [],
        "small_least": written(sale["C1"][0], "F") if "C1" in sale else "",
        "small_most": written(sale["C1"][-1], "F") if "C1" in sale else "",
        "volts": problem.volts,
        "load": written(Fraction(problem.load), "Ω") if problem.load else "",
        "spread": problem.spread,
        "needs": needs,
        "example": ", ".join(example),
    }


def _rejected(problem: PartChoice, parts: tuple[Fraction, ...]) -> str:
    """Values beside the right ones, and all that can be worked out of them."""
    choices = [on_sale(problem, name) for name in CIRCUITS[problem.circuit].parts]
    for place in range(len(parts) - 1, -1, -1):
        for wrong in choices[place]:
            other = (*parts[:place], wrong, *parts[place + 1 :])
            if wrong > parts[place] and not met(problem, other):
                return f"{worked(route(problem, other))}\n\n<answer>\n{told(problem, other)}\n</answer>"
    other = tuple(values[0] if values[0] != part else values[1] for values, part in zip(choices, parts, strict=True))
    return f"{worked(route(problem, other))}\n\n<answer>\n{told(problem, other)}\n</answer>"


TASK = Task(
    __name__,
    version=3,
    problem=PartChoice,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    corrupt=corrupt,
    guess_rate=0.03,
    capacity=(5_000, 10_000) + (50_000,) * 8,
)
