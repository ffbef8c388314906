"""Decay and rates: isotopes, minerals, integrated rate laws, tables of initial rates, Arrhenius' law, mixtures and decay series.

Effort is the number of operations of the pencil route: logarithms and exponentials, quotients, and the steps from one to the next."""

from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science.decay_kinetics import drawing
from synth.generators.science.decay_kinetics.cheap import POLICIES, mistakes
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.science._given import unit
from synth.verifiers.science.decay_kinetics import DecayKinetics, answer, route, verify
from synth.verifiers.science.decay_kinetics.cases import Case, Dating, Isotope, Mixture, Rates, Reaction, Run, Series, Value

TRIES = 200
Kind = Literal[
    "whole half-lives",
    "remaining",
    "back",
    "dating",
    "one run",
    "table",
    "constants",
    "energy",
    "daughter",
    "mixture",
    "greatest",
    "third temperature",
    "temperature",
    "granddaughter",
]


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1)]
    """Questions about isotopes, minerals and reactions that may come, one of them by the draw."""
    sharp: bool
    """Whether problems that a cheap policy solves are drawn anew."""


LEVELS = (
    Knobs(("whole half-lives",), False),
    Knobs(("remaining",), False),
    Knobs(("back",), False),
    Knobs(("dating", "one run"), True),
    Knobs(("table",), True),
    Knobs(("constants", "energy", "energy"), True),
    Knobs(("daughter",), True),
    Knobs(("mixture", "greatest"), True),
    Knobs(("third temperature",), True),
    Knobs(("temperature", "granddaughter"), True),
)
_CHANGED = ("time", "end", "start")
Drawn = tuple[tuple[str, ...], Case]


def _drawn(rng: Random, kind: Kind) -> Drawn:
    match kind:
        case "whole half-lives":
            return drawing.isotope(rng, ("whole",))
        case "remaining":
            return drawing.isotope(rng, ("start", "end", "end"))
        case "back":
            return drawing.isotope(rng, ("half_life", "time"))
        case "dating":
            return drawing.dating(rng)
        case "one run":
            return drawing.reaction(rng, (*_CHANGED, "half-life", "constant"), 1, ("points", "half-life"))
        case "table":
            return drawing.rates(rng)
        case "constants":
            return drawing.reaction(rng, ("barrier", "constant", "half-life"), 2, ("constant", "points"))
        case "energy":
            return drawing.reaction(rng, ("time", "end", "temperature"), 3, ("points", "half-life"))
        case "daughter":
            return drawing.series(rng, ("activity",), 2)
        case "greatest":
            return drawing.series(rng, ("greatest",), 2)
        case "mixture":
            return drawing.mixture(rng, ("one", "two", "later", "later"))
        case "third temperature":
            return drawing.reaction(rng, _CHANGED, 2, ("points", "half-life", "points"))
        case "temperature":
            return drawing.reaction(rng, ("temperature",), 2, ("points",))
    return drawing.series(rng, ("activity",), 3)


def generate(rng: Random, knobs: Knobs) -> Sample:
    kind = rng.choice(knobs.kinds)
    for _ in range(TRIES):
        try:
            names, case = _drawn(rng, kind)
            problem = DecayKinetics(names, case, _unit(case), 4 if isinstance(case, Reaction) and case.ask == "temperature" else 3)
        except ValueError:  # numbers that do not fit together
            continue
        value = answer(problem)
        size = value / unit(problem.unit)[0]
        if not Fraction(1, 2000) < size < (10**11 if problem.unit == "yr" else 20000) or _near_an_edge(size, problem.digits):
            continue
        if isinstance(case, Reaction) and not _between(case, value):
            continue
        if knobs.sharp and any(_near(policy(problem), value) for policy in POLICIES.values()):
            continue
        trace, wrong = worked(route(problem)), rejected(problem, value)
        return Sample(problem, shown(problem, value), effort=float(drawing.effort(case)), trace=trace, rejected=wrong)
    raise Discard("no fitting numbers")


def _between(case: Reaction, value: Fraction) -> bool:
    """Whether the temperature asked about is a usual one, and none of those told."""
    if case.ask == "temperature":
        return 270 < value < 380 and all(abs(value - run.temperature.si) > 1 for run in case.runs)
    asked = case.asked.temperature
    return not asked.unit or all(abs(asked.si - run.temperature.si) > 1 for run in case.runs)


def _unit(case: Case) -> str:
    """In which the answer is asked for: as the quantities told."""
    match case:
        case Isotope():
            return case.start.unit if not case.start.si or not case.end.si else case.half_life.unit
        case Dating():
            return "yr"
        case Series():
            return case.start.unit
        case Mixture():
            return case.first.unit
        case Rates():
            time = case.rows[0].rate.unit.removeprefix("mol/(L ").removesuffix(")")
            order = sum(case.law()[:2])
            if case.ask == "rate":
                return case.rows[0].rate.unit
            return {1: f"1/{time}", 2: f"L/(mol {time})"}.get(order, f"L^{order - 1}/(mol^{order - 1} {time})")
    time = case.runs[0].time.unit
    return {
        "end": "mol/L",
        "start": "mol/L",
        "constant": drawing.ORDERS[case.order].format(time),
        "barrier": "kJ/mol",
        "temperature": "K",
    }.get(case.ask, time)


def _near_an_edge(size: Fraction, digits: int) -> bool:
    """Whether two honest routes might be rounded to different figures."""
    while size < 10 ** (digits - 1):
        size *= 10
    while size >= 10**digits:
        size /= 10
    return abs(size % 1 - Fraction(1, 2)) < Fraction(1, 12)


def _near(guess: float | None, value: Fraction) -> bool:
    return guess is not None and abs(guess / float(value) - 1) < 0.011


def shown(problem: DecayKinetics, value: Fraction) -> str:
    """`6.57 MBq`."""
    return f"{written(value / unit(problem.unit)[0], problem.digits)} {problem.unit}"


def rejected(problem: DecayKinetics, right: Fraction) -> str:
    """The derivation of one who overlooks something, with its answer."""
    slipped = shown(problem, right * SLIP)
    return mistaken(problem, mistakes(problem), route, lambda other: shown(problem, answer(other)), slipped, verify)


def sign(value: Value, bare: bool = False) -> str:
    """`3.1 × 10^-4 1/s`."""
    mantissa, _, power = value.number.partition("e")
    number = f"{mantissa} × 10^{power}" if power else mantissa
    return number if bare or not value.unit else f"{number} {value.unit}"


def _run(run: Run) -> dict[str, str]:
    found = {name: getattr(run, name) for name in ("start", "end", "time", "constant")}
    told = {name: sign(value) if value.si else "" for name, value in found.items()}
    return told | {"temperature": sign(run.temperature) if run.temperature.unit else ""}


def prompt_variables(problem: DecayKinetics, rng: Random) -> dict[str, object]:
    case = problem.case
    variables: dict[str, object] = {
        "kind": type(case).__name__.lower(),
        "names": problem.names,
        "unit": problem.unit,
        "digits": problem.digits,
        "example": _example(problem, rng),
    }
    match case:
        case Isotope():
            given = {"half_life": case.half_life, "start": case.start, "time": case.time, "end": case.end}
            unknown = next(name for name, value in given.items() if not value.si)
            mass = case.start.unit.endswith("g")
            return variables | {name: sign(value) for name, value in given.items()} | {"ask": unknown, "mass": mass}
        case Dating():
            return variables | {"half_life": sign(case.half_life), "ratio": sign(case.ratio), "branch": _branch(case.branch)}
        case Series():
            halves = [sign(one) for one in case.half_lives]
            return variables | {
                "halves": halves,
                "branch": _branch(case.branch),
                "start": sign(case.start),
                "time": sign(case.time),
                "ask": case.ask,
            }
        case Mixture():
            told = {name: sign(getattr(case, name)) for name in ("first", "time", "second", "later")}
            return variables | told | {"halves": [sign(one) for one in case.half_lives], "ask": case.ask}
        case Rates():
            rows = [[sign(one, bare=True) for one in (row.a, row.b, row.rate)] for row in case.rows]
            at = [sign(one) for row in case.asked for one in (row.a, row.b)]
            return variables | {
                "rows": rows,
                "rate_unit": case.rows[0].rate.unit,
                "concentration": case.rows[0].a.unit,
                "values": at,
                "ask": case.ask,
            }
    runs = [_run(run) for run in case.runs]
    barrier = sign(case.barrier) if case.barrier.si else ""
    celsius = any(run.temperature.unit == "°C" for run in (*case.runs, case.asked))
    return variables | {
        "order": case.order,
        "runs": runs,
        "barrier": barrier,
        "asked": _run(case.asked),
        "ask": case.ask,
        "celsius": celsius,
    }


def _branch(value: Value) -> str:
    return "" if value.number == "1" else sign(value)


def _example(problem: DecayKinetics, rng: Random) -> str:
    """The form of an answer, and no answer."""
    place = rng.randrange(10)
    texts = (f"{written(Fraction(137 + 71 * (place + more), 100), problem.digits)} {problem.unit}" for more in range(3))
    return next(text for text in texts if not verify(problem, text).accepted)


def canonical(problem: DecayKinetics) -> object:
    """Without names; runs, rows and isotopes in any order."""
    case = problem.case
    kind = type(case).__name__
    if isinstance(case, Rates):
        case = replace(case, rows=tuple(sorted(case.rows, key=lambda row: row.to_json())))
    elif isinstance(case, Reaction):
        case = replace(case, runs=tuple(sorted(case.runs, key=lambda run: run.to_json())))
    elif isinstance(case, Mixture) and case.half_lives[0].to_json() > case.half_lives[1].to_json():
        case = swapped(case)
    asked = case.ask if not isinstance(case, Isotope | Dating) else ""
    return [kind, case.to_json(), asked, problem.unit, problem.digits]


def swapped(case: Mixture) -> Mixture:
    """The two isotopes in the other order."""
    ask: dict[str, Literal["one", "two", "later"]] = {"one": "two", "two": "one", "later": "later"}
    return replace(case, half_lives=case.half_lives[::-1], ask=ask[case.ask])


TASK = Task(
    __name__,
    version=4,
    problem=DecayKinetics,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(5_000, 100_000, 100_000, 50_000, 50_000) + (100_000,) * 5,
    unique=True,
    canonical=canonical,
    prompt_only=("names",),
)
