"""Acids and bases: one solution, then mixtures, buffers, titrations, several weak acids; asked for the pH or back from it.

Effort counts the operations of a pencil route: amounts, the reaction that goes to completion, a share for each proton of each weak acid,
and what the question adds: an equation where no usual approximation holds, or the way back from the pH."""

from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science.acid_base.canonical import canonical
from synth.generators.science.acid_base.cheap import POLICIES, ions_neglected, log10
from synth.generators.science.acid_base.drawing import moles, strong, weak
from synth.generators.science.acid_base.mixtures import PORTIONS, acidic, fitting_solid, titrant
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.acid_base import UNITS, AcidBase, Aliquot, Ask, Portion, Weak, answer, constants, mixture, route, verify
from synth.verifiers.science.acid_base.substances import FORMS, SYSTEMS

TRIES = 200
Kind = Literal["strong", "strong mixed", "weak", "buffer", "titration", "dilute", "many protons", "two acids"]
KWS = ("1.0e-14", "1.0e-14", "1.0e-14", "1.01e-14", "6.8e-15", "2.4e-14", "1.5e-14")


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1)]
    """One strong or one weak solution; two strong ones; an acid with its salt; a weak acid or base with a strong one; so, but dilute or not
    so weak; a weak acid of several protons; two systems of weak acids."""
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1)]
    """The pH, or what has to be worked back from it."""
    aliquot: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a part of the first mixture is made up with water before the rest is added."""
    sharp: bool
    """Whether problems that a cheap policy solves are drawn anew."""
    exact: bool
    """Whether the usual approximations have to fail, or to give the figures asked for."""


BACK: tuple[Ask, ...] = ("volume for pH", "mass for pH", "concentration for pH")
LEVELS = (
    Knobs(("strong",), ("pH",), 0, False, False),
    Knobs(("strong mixed",), ("pH",), 0, False, False),
    Knobs(("weak",), ("pH",), 0, False, False),
    Knobs(("buffer",), ("pH",), 0, True, False),
    Knobs(("titration",), ("pH",), 0, True, False),
    Knobs(("titration", "buffer"), (*BACK, "pKa for pH"), 0, True, False),
    Knobs(("dilute",), ("pH",), 0.3, True, True),
    Knobs(("many protons",), ("pH", *BACK, "volume for pH"), 0.3, True, True),
    Knobs(("two acids",), ("pH", *BACK, "pKa for pH"), 0.3, True, True),
    Knobs(("two acids",), (*BACK, "volume for pH"), 1.0, True, True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    ask = rng.choice(knobs.asks)
    for _ in range(TRIES):
        try:
            problem = _drawn(rng, knobs, ask)
            if problem is None or not _fits(problem, knobs):
                continue
            trace = worked(route(problem))
        except ValueError:  # amounts that do not give the pH told, or do so by a hair
            continue
        right = shown(problem, answer(problem))
        return Sample(problem, right, effort=float(effort(problem)), trace=trace, rejected=_rejected(problem))
    raise Discard("no fitting amounts")


def _rejected(problem: AcidBase) -> str:
    return mistaken(
        problem,
        (lambda: replace(problem, aliquot=()), lambda: replace(problem, added=())),
        route,
        lambda other: shown(other, answer(other)),
        shown(problem, answer(problem) * SLIP),
        verify,
    )


def _fits(problem: AcidBase, knobs: Knobs) -> bool:
    usual = rough(problem)
    if usual is not None and not knobs.exact and _near_an_edge(problem, usual):
        return False
    value = answer(problem)
    if _near_an_edge(problem, value):
        return False
    if problem.ask == "pH" and (not 1 <= value <= Fraction(27, 2) or abs(value - 7) < Fraction(1, 10)):
        return False
    if usual is not None and knobs.exact == _same(problem, usual, value):
        return False
    if knobs.exact and (neglected := ions_neglected(problem)) is not None and _same(problem, neglected, value):
        return False
    return not (
        knobs.sharp and any((guess := policy(problem)) is not None and _near(problem, guess, value) for policy in POLICIES.values())
    )


def scaled(problem: AcidBase, value: Fraction) -> Fraction:
    """In the unit asked for."""
    return value / unit(UNITS[problem.ask])[0] if problem.ask in UNITS else value


def _step(problem: AcidBase, value: Fraction) -> Fraction:
    """One of the last figure asked for."""
    if problem.ask not in UNITS:
        return Fraction(1, 10**problem.digits)
    size, power = scaled(problem, value), 0
    while size < 10 ** (problem.digits - 1):
        size, power = size * 10, power - 1
    while size >= 10**problem.digits:
        size, power = size / 10, power + 1
    return Fraction(10) ** power * unit(UNITS[problem.ask])[0]


def _near_an_edge(problem: AcidBase, value: Fraction) -> bool:
    """Whether two honest routes might be rounded to different figures."""
    return abs(value / _step(problem, value) % 1 - Fraction(1, 2)) < Fraction(1, 12)


def _near(problem: AcidBase, guess: Fraction, value: Fraction) -> bool:
    return abs(guess - value) < _step(problem, value) * 2


def _same(problem: AcidBase, guess: Fraction, value: Fraction) -> bool:
    """Whether both are rounded to the same figures."""
    step = _step(problem, value)
    return (guess / step + Fraction(1, 2)) // 1 == (value / step + Fraction(1, 2)) // 1


def rough(problem: AcidBase) -> Fraction | None:
    """The pH by the usual approximations, for one weak acid of one proton or strong ones alone: what reacts does so to the end, then an
    excess of strong acid or base, a buffer's pKa + log, or the root of K c. None where they say nothing."""
    if problem.ask != "pH" or len(problem.weak) > 1 or any(SYSTEMS[one.system].steps > 1 or one.system == "H2SO4" for one in problem.weak):
        return None
    litres, parts = mixture(problem)
    kw = Fraction(problem.kw)
    total = sum((n for n, system, _ in parts if system), Fraction(0))
    lost = sum((n * f for n, _, f in parts), Fraction(0))  # protons lost by the weak acid, once strong ones have reacted
    if lost < 0:
        return -log10(-lost / litres)
    if lost > total:
        return -log10(kw * litres / (lost - total))
    if not total:
        return None
    k = constants(problem)[problem.weak[0].system][0]
    if lost == 0:
        return -log10(k * total / litres) / 2
    if lost == total:
        return -log10(kw) + log10(kw / k * total / litres) / 2
    return -log10(k * (total - lost) / lost)


def _drawn(rng: Random, knobs: Knobs, ask: Ask) -> AcidBase | None:
    kind = rng.choice(knobs.kinds)
    kw = "1.0e-14" if kind == "strong" and rng.random() < 0.3 else rng.choice(KWS)
    start, systems = PORTIONS[kind](rng, ask)
    added: tuple[Portion, ...] = ()
    aliquot: tuple[Aliquot, ...] = ()
    if rng.random() < knobs.aliquot:
        whole = sum(float(one.amount.number) for one in start if one.amount.unit == "mL")
        taken = rng.choice([v for v in (5, 10, 20, 25, 40, 50, 100) if v <= whole * 0.8] or [5])
        filled = taken if rng.random() < 0.2 else rng.choice([v for v in (50, 100, 150, 200, 250) if v > taken])
        aliquot = (Aliquot(Given(f"{taken:.1f}", "mL"), Given(f"{filled:.1f}", "mL")),)
        part = taken / whole
        amount = sum(map(moles, start)) * part
        if ask == "mass for pH":
            added = (fitting_solid(rng, amount, systems),)
        else:
            sign = 1 if acidic(start) else -1
            added = (titrant(rng, amount * rng.uniform(0.15, 0.9), strong(rng, sign, double=False)),)
    elif len(start) > 1 and ask in BACK and start[-1].amount.unit == "mL" and rng.random() < 0.5:
        start, added = start[:-1], start[-1:]
    weak_ones = tuple(weak(rng, name) for name in systems)
    whole_problem = AcidBase("pH", start, aliquot, added, weak_ones, kw, "", 2)
    return whole_problem if ask == "pH" else _back(rng, whole_problem, ask)


def _back(rng: Random, problem: AcidBase, ask: Ask) -> AcidBase | None:
    """A portion, or a constant, as the unknown: its pH is told to two places and then taken as exact."""
    value = f"{float(answer(problem)):.2f}"
    if not 1.5 < float(value) < 12.5:
        return None
    if ask == "pKa for pH":
        found = tuple(Weak(one.system, ()) if one.system == "HA" else one for one in problem.weak)
        return replace(problem, ask=ask, weak=found, target=value)
    portions = [*problem.start, *problem.added]
    first = len(problem.start) if problem.aliquot else 0
    wanted = "g" if ask == "mass for pH" else "mL"
    places = [i for i in range(first, len(portions)) if portions[i].amount.unit == wanted]
    if ask == "volume for pH":
        places = [i for i in places if i]
    if not places:
        return None
    at = rng.choice(places)
    one = portions[at]
    true = float(one.strength.number if ask == "concentration for pH" else one.amount.number)
    portions[at] = replace(one, strength=Given("0", "mol/L")) if ask == "concentration for pH" else replace(one, amount=Given("0", wanted))
    cut = len(problem.start)
    changed = replace(problem, ask=ask, start=tuple(portions[:cut]), added=tuple(portions[cut:]), target=value, digits=3)
    return changed if abs(float(scaled(changed, answer(changed))) / true - 1) < 0.15 else None


def shown(problem: AcidBase, value: Fraction) -> str:
    """`4.57`, `12.4 mL`."""
    if problem.ask in UNITS:
        return f"{written(scaled(problem, value), problem.digits)} {UNITS[problem.ask]}"
    return f"{(value * 10**problem.digits + Fraction(1, 2)) // 1 / 10**problem.digits:.{problem.digits}f}"


def effort(problem: AcidBase) -> int:
    """Operations of the pencil route."""
    portions = (*problem.start, *problem.added)
    total = 2 * len(portions) - 1 + 3 * len(problem.aliquot)
    total += sum(one.amount.unit == "g" or abs(FORMS[one.substance][1]) > 1 for one in portions)
    for one in problem.weak:
        total += 4 * SYSTEMS[one.system].steps + 2 * SYSTEMS[one.system].base
    strong_ones = sum(not FORMS[one.substance][0] for one in portions)
    total += 2 * (strong_ones > 1) + 3 * (strong_ones > 0 and bool(problem.weak))
    if problem.ask != "pH":
        return total + 8 + 4 * (len(problem.weak) > 1)
    usual = rough(problem)
    total += 3 if len(portions) > 1 else 4 if problem.weak else 1
    return total + (0 if usual is not None and _same(problem, usual, answer(problem)) else 10)


def prompt_variables(problem: AcidBase, rng: Random) -> dict[str, object]:
    def told(portion: Portion) -> dict[str, object]:
        return {
            "substance": portion.substance,
            "solid": portion.amount.unit == "g",
            "amount": str(portion.amount) if portion.amount.si else "",
            "strength": str(portion.strength) if portion.strength.si else "",
            "free": not (portion.amount.si and portion.strength.si),
        }

    portions = [*map(told, problem.start)], [*map(told, problem.added)]
    return {
        "ask": problem.ask,
        "start": portions[0],
        "added": portions[1],
        "free": next((one for one in (*portions[0], *portions[1]) if one["free"]), None),
        "aliquot": [{"taken": str(one.taken), "filled": str(one.filled), "water": one.taken.si < one.filled.si} for one in problem.aliquot],
        "weak": [
            {
                "name": one.system,
                "base": SYSTEMS[one.system].base,
                "steps": SYSTEMS[one.system].steps,
                "constants": [_sign(k) for k in one.constants],
            }
            for one in problem.weak
        ],
        "kw": _sign(problem.kw),
        "target": problem.target,
        "unit": UNITS.get(problem.ask, ""),
        "digits": problem.digits,
        "example": _example(problem, rng),
    }


def _sign(constant: str) -> str:
    """`1.8 × 10^-5`."""
    number, power = constant.split("e")
    return f"{number} × 10^{power}"


def _example(problem: AcidBase, rng: Random) -> str:
    """The form of an answer, and no answer."""
    place = rng.randrange(10)
    values = (Fraction(137 + 71 * (place + more), 100) for more in range(3))
    texts = (f"{written(v, 3)} {UNITS[problem.ask]}" if problem.ask in UNITS else f"{float(v):.{problem.digits}f}" for v in values)
    return next(text for text in texts if not verify(problem, text).accepted)


TASK = Task(
    __name__,
    version=3,
    problem=AcidBase,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(20_000,) + (100_000,) * 9,
    unique=True,
    canonical=canonical,
)
