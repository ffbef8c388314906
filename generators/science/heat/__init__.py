"""Heat: vessels with ice, water, steam and metals, whose final state has to be decided; phases taken away; machines; cycles of a gas.

Effort is the number of operations of the pencil route: what is put in, warmed, melted or boiled, each decision which phases there are, and
the last equation."""

from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science._guesses import guessed, near, on_an_edge
from synth.generators.science.heat.drawing import constants, machine, metal, next_state, of_gas, put_in, taken_away
from synth.generators.science.heat.policies import GUESSES, mistakes
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.parsers.units import ENERGY, MASS, POWER, TIME
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.heat import ASKS, Heat, answer, begun, route, verify
from synth.verifiers.science.heat.vessel import Kind, Phases, Step, Substance, phases

TRIES = 500
MACHINES: tuple[Kind, ...] = ("heat", "draw", "engine", "fridge", "rectangle", "triangle")


class Knobs(Frozen, frozen=True):
    cycle: Annotated[float, Meta(ge=0, le=1)]
    """Chance of a question about a cycle of a gas alone."""
    put_in: Annotated[tuple[Substance, ...], Meta(min_length=1, max_length=3)]
    """What may be put in, but for metals."""
    segments: Annotated[int, Meta(ge=1, le=3)]
    """Parts of the story; between two of them a phase is taken away."""
    steps: Annotated[int, Meta(ge=1, le=3)]
    """Steps of each part, beside the first contents."""
    metals: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a step puts in a metal."""
    machines: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a step is a heater, a refrigerator or an engine."""
    vessel: bool
    """Whether the vessel takes heat too."""
    missing: bool
    """Whether the end is told and a quantity before it asked for."""


PHASES: tuple[Substance, ...] = ("ice", "water", "steam")
LEVELS = (
    Knobs(0, ("water",), 1, 1, 0, 0, False, False),
    Knobs(0.3, ("water",), 1, 2, 0.4, 0, False, False),
    Knobs(0.4, ("ice", "steam"), 1, 1, 0.2, 0, False, False),
    Knobs(0, PHASES, 1, 2, 0.2, 0.1, True, False),
    Knobs(0, PHASES, 1, 3, 0.2, 0.3, True, False),
    Knobs(0, PHASES, 1, 3, 0.2, 0.3, True, True),
    Knobs(0, PHASES, 2, 2, 0.2, 0.4, True, False),
    Knobs(0, PHASES, 2, 2, 0.2, 0.4, True, True),
    Knobs(0, PHASES, 2, 3, 0.2, 0.5, True, True),
    Knobs(0, PHASES, 3, 2, 0.2, 0.6, True, True),
)
OPERATIONS = {"water": 2, "ice": 4, "steam": 5, "metal": 3, "heat": 3, "draw": 1, "engine": 4, "fridge": 4, "rectangle": 8, "triangle": 9}
ON_TOP = {"temperature": 3, "ice": 4, "liquid": 5, "steam": 4, "work": 3, "taken": 6, "waste": 8, "efficiency": 8}


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        try:
            problem = _cycle(rng) if rng.random() < knobs.cycle else _vessel(rng, knobs)
        except ValueError:  # numbers that do not fit together
            continue
        if problem and not on_an_edge(answer(problem), problem.digits) and not _won(problem):
            right = answer(problem)
            return Sample(
                problem,
                shown(problem, right),
                effort=float(effort(problem)),
                trace=worked(route(problem)),
                rejected=rejected(problem, right),
            )
    raise Discard("no numbers that fit")


def _cycle(rng: Random) -> Heat:
    ask = rng.choice(("work", "taken", "waste", "efficiency"))
    kind: Kind = rng.choice(("rectangle", "triangle"))
    name = "" if ask == "efficiency" else rng.choice(("J", "kJ"))
    return Heat(constants(rng), 0, (of_gas(rng, kind),), ask, (), rng.choice((2, 3)), name)  # type: ignore[arg-type]


def _vessel(rng: Random, knobs: Knobs) -> Heat | None:
    k = constants(rng)
    about = rng.uniform(0.15, 0.9)
    first: Substance = rng.choice([one for one in knobs.put_in if one != "steam"])
    steps = [put_in(rng, first, about)]
    vessel = rng.randint(3, 30) * 10 if knobs.vessel else 0
    state = next_state(k, steps[0], begun(vessel, steps[0].celsius))
    for segment in range(knobs.segments):
        if segment:
            steps.append(taken_away(rng, k, state))
            state = next_state(k, steps[-1], state)
        for number in range(knobs.steps if not segment or knobs.steps < 3 else 2):
            chance = rng.random()
            if chance < knobs.metals:
                steps.append(metal(rng, about))
            elif chance < knobs.metals + knobs.machines and (number or segment):
                kinds: list[Kind] = [one for one in MACHINES if one != steps[-1].kind]
                steps.append(machine(rng, k, rng.choice(kinds), state))
            else:
                others: list[Substance] = [one for one in knobs.put_in if one != steps[-1].substance] or list(knobs.put_in)
                steps.append(put_in(rng, rng.choice(others), about))
            state = next_state(k, steps[-1], state)
    if len({(step.kind, step.substance) for step in steps if step.kind == "metal"}) < sum(step.kind == "metal" for step in steps):
        return None  # two pieces of one metal
    now = phases(k.si, state)
    if any(abs(now.celsius - step.celsius) < 1 for step in steps if step.kind in ("add", "metal") and step.celsius % 100):
        return None
    if knobs.missing:
        return _backwards(rng, Heat(k, vessel, tuple(steps), _end(now), (), rng.choice((2, 3, 3)), _any_unit(_end(now))))  # type: ignore[arg-type]
    asks = [_end(now)] + ["liquid"] * (knobs.steps > 1 and bool(now.liquid) and bool(now.ice or now.steam))
    ask = rng.choice(asks)
    digits = rng.choice((2, 3, 3))
    problem = Heat(k, vessel, tuple(steps), ask, (), digits, _any_unit(ask))  # type: ignore[arg-type]
    return replace(problem, unit=_unit(rng, problem)) if _is_clear(now) else None


def _any_unit(ask: str) -> str:
    return "°C" if ask == "temperature" else "g"


def _end(now: Phases) -> str:
    """What is asked of phases: the ice or steam that is left, else the temperature."""
    return "ice" if now.ice and now.liquid else "steam" if now.steam and now.liquid else "temperature"


def _is_clear(now: Phases) -> bool:
    """Whether no phase is nearly gone, and no temperature near a change."""
    parts = now.ice, now.liquid, now.steam
    small = any(part and part < Fraction(1, 40) * sum(parts) for part in parts)
    celsius = now.celsius
    return not small and -40 < celsius < 160 and (celsius in (0, 100) or min(abs(celsius), abs(celsius - 100)) > 2)


def _backwards(rng: Random, problem: Heat) -> Heat | None:
    """One quantity of the last part of the story is left out, and the end told to three figures."""
    last = max((place for place, step in enumerate(problem.steps) if step.kind == "remove"), default=0)
    places = [
        (number, place)
        for number, step in enumerate(problem.steps)
        for place, told in enumerate(step.told)
        if number > last and told.what in ("m", "c", "P", "t", "Q", "W")
    ]
    if not places:
        return None
    number, place = rng.choice(places)
    if problem.steps[number].told[place].what == "c":
        problem = _of_any_metal(rng, problem, number, place)
    value = answer(problem)
    if problem.ask == "temperature" and not 2 < value < 98:
        return None
    found = Given(f"{float(value):.1f}", "°C") if problem.ask == "temperature" else Given(written(value * 1000, 3), "g")
    step = problem.steps[number]
    told, true = step.told[place], step.told[place].amount.si
    gap = replace(step, told=step.told[:place] + step.told[place + 1 :])
    names = {"m": "g", "c": "J/(kg K)", "P": "W", "t": "s", "Q": "kJ", "W": "kJ"}
    changed = Heat(
        problem.constants,
        problem.vessel,
        (*problem.steps[:number], gap, *problem.steps[number + 1 :]),
        problem.ask,
        (found,),
        problem.digits,
        names[told.what],  # type: ignore[arg-type]
    )
    return replace(changed, unit=_unit(rng, changed)) if abs(answer(changed) / true - 1) < Fraction(1, 12) else None


def _of_any_metal(rng: Random, problem: Heat, number: int, place: int) -> Heat:
    """With a specific heat that is in no table: else whoever knows the table answers without the story."""
    step, c = problem.steps[number], Given(str(rng.randint(25, 195) * 5), "J/(kg K)")
    told = (*step.told[:place], replace(step.told[place], amount=c), *step.told[place + 1 :])
    steps = (*problem.steps[:number], replace(step, told=told), *problem.steps[number + 1 :])
    state = begun(problem.vessel, steps[0].celsius)
    for one in steps:
        state = next_state(problem.constants, one, state)
    ask = _end(phases(problem.constants.si, state))
    return replace(problem, steps=steps, ask=ask, unit=_any_unit(ask))


def _unit(rng: Random, problem: Heat) -> str:
    if problem.dimension == MASS:
        return rng.choice(("g", "g", "kg"))
    if problem.dimension == TIME:
        return "min" if answer(problem) > 120 and rng.random() < 0.6 else "s"
    if problem.dimension == POWER:
        return "kW" if answer(problem) > 900 else "W"
    return problem.unit if problem.dimension != ENERGY else "kJ"


def _won(problem: Heat) -> bool:
    """Whether a cheap policy comes near the answer."""
    return near(answer(problem), problem.digits, (value_of(name, problem) for name in GUESSES))


def value_of(name: str, problem: Heat) -> float | None:
    """What a cheap policy says."""
    return guessed(GUESSES[name], problem, signed=True)


def shown(problem: Heat, value: Fraction) -> str:
    """A value as the problem asks for it: `44.0 °C`."""
    size = unit(problem.unit)[0] if problem.unit else Fraction(1)
    return f"{written(value / size, problem.digits)} {problem.unit}".rstrip()


def rejected(problem: Heat, right: Fraction) -> str:
    """The derivation of one who overlooks something, with its answer."""
    slipped = shown(problem, right * SLIP)
    return mistaken(problem, mistakes(problem), route, lambda other: shown(problem, answer(other)), slipped, verify)


def effort(problem: Heat) -> int:
    """Operations of the pencil route."""
    if ASKS[problem.ask] == ENERGY or problem.ask == "efficiency":
        return ON_TOP[problem.ask] + (problem.steps[0].kind == "triangle")
    total = ON_TOP[problem.ask] + 2 * bool(problem.vessel) + 6 * bool(problem.found)
    mixed = False
    for step in problem.steps:
        mixed = mixed or step.substance in ("ice", "steam")
        total += 7 if step.kind == "remove" else OPERATIONS[step.substance if step.kind == "add" else step.kind]
    return total + 3 * mixed


def prompt_variables(problem: Heat, rng: Random) -> dict[str, object]:
    def told(step: Step) -> dict[str, object]:
        found: dict[str, object] = {"kind": step.kind, "substance": step.substance, "celsius": step.celsius}
        for name in step.needs:
            found[name] = ""
        for one in step.told:
            found[one.what] = str(one.amount)
        return found

    k = problem.constants
    missing: list[tuple[str, str]] = [(name, step.kind) for step in problem.steps for name in step.missing]
    return {
        "k": {name: str(getattr(k, name)) for name in ("ice", "water", "steam", "melting", "boiling")},
        "vessel": problem.vessel,
        "steps": [told(step) for step in problem.steps],
        "ask": problem.ask,
        "found": str(problem.found[0]) if problem.found else "",
        "missing": (missing or [("", "")])[0],
        "alone": ASKS[problem.ask] == ENERGY or problem.ask == "efficiency",
        "digits": problem.digits,
        "unit": problem.unit,
        "example": _example(problem, rng),
    }


def _example(problem: Heat, rng: Random) -> str:
    """The form of an answer, and no answer."""
    place = rng.randrange(12)
    sizes = (Fraction(1237 + 713 * (place + more), 100 if problem.unit else 20_000) for more in range(3))
    texts = (f"{written(size, problem.digits)} {problem.unit}".rstrip() for size in sizes)
    return next(text for text in texts if not verify(problem, text).accepted)


def canonical(problem: Heat) -> object:
    """In SI units, without the unit of the answer, and without constants that are not needed."""
    alone = ASKS[problem.ask] == ENERGY or problem.ask == "efficiency"
    steps = [
        [step.kind, step.substance, step.celsius, sorted((told.what, str(told.amount.si)) for told in step.told)] for step in problem.steps
    ]
    return [None if alone else problem.constants, problem.vessel, steps, problem.ask, problem.found, problem.digits]


TASK = Task(
    __name__,
    version=4,
    problem=Heat,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(20_000,) * 3 + (100_000,) * 7,
    unique=True,
    canonical=canonical,
    prompt_only=("unit",),
)
