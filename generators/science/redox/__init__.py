"""Redox: metals and ions, oxidants in acid and base, substances of which several elements are oxidised, mixtures in a told ratio.

Effort counts the operations of a pencil route by half-reactions: elements, species and figures of coefficients, water and H^+ or OH^-, and
each ratio."""

from collections.abc import Sequence
from math import gcd
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.derivation import numbered
from synth.generators.science.redox import couples
from synth.generators.science.redox.couples import Couple
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.science._equations import parts
from synth.verifiers.science.redox import Ratio, Redox, route, solution, verify, written

TRIES = 400
Kind = Literal["salts", "ions", "half", "pair", "own", "two", "split", "both"]


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1)]
    """Metals with salts; ions without oxygen; a half-reaction; an oxidant and a reductant; one that reacts with itself; two reductants in a
    told ratio; an oxidant with two products in a told ratio; both of these."""
    rich: Annotated[float, Meta(ge=0, le=1)]
    """Chance of a reductant of which several elements are oxidised or many atoms at once."""
    base: Annotated[float, Meta(ge=0, le=1)]
    """Chance of a basic solution."""
    ratio: Annotated[int, Meta(ge=2, le=9)]
    """Largest number in a ratio."""
    least: Annotated[int, Meta(ge=1, le=30)]
    """The largest coefficient is at least so large."""
    most: Annotated[int, Meta(ge=20, le=2000)]
    """And at most so large."""


LEVELS = (
    Knobs(("salts", "ions"), 0, 0, 2, 2, 20),
    Knobs(("half", "pair", "pair", "pair"), 0.1, 0.3, 2, 4, 20),
    Knobs(("pair",), 0.2, 0.5, 2, 8, 60),
    Knobs(("pair", "own", "split", "two"), 0.5, 0.5, 5, 10, 120),
    Knobs(("split", "two", "two", "two"), 0.3, 0.4, 9, 15, 300),
    Knobs(("split", "two", "two"), 0.5, 0.5, 9, 25, 400),
    Knobs(("split", "split", "two"), 1, 0.4, 9, 30, 600),
    Knobs(("two",), 1, 0.5, 9, 30, 900),
    Knobs(("both",), 0.3, 0.4, 5, 20, 900),
    Knobs(("both",), 1, 0.4, 9, 20, 2000),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        try:
            problem = _DRAWN[rng.choice(knobs.kinds)](rng, knobs)
            sizes = solution(problem)
        except ValueError:  # species that leave a choice, or fit no equation
            continue
        largest = max(map(abs, sizes.values()))
        if knobs.least <= largest <= knobs.most and not _is_idle(problem, sizes) and not _falls_out(problem):
            trace = numbered((True, line) for line in route(problem))
            return Sample(problem, written(sizes), effort=float(effort(problem)), trace=trace, rejected=_rejected(problem, sizes))
    raise Discard("no equation of that size")


def _rejected(problem: Redox, sizes: dict[str, int]) -> str:
    """The way by pencil with a slip in its last line, of which all atoms but one kind are balanced."""
    last = max(sizes, key=lambda name: abs(sizes[name]))
    wrong = written({**sizes, last: sizes[last] * 2})
    *lines, end = route(problem)
    told, colon, _ = end.partition(": ")
    return f"{numbered((True, line) for line in (*lines, f'{told}{colon}{wrong}' if colon else wrong))}\n\n<answer>\n{wrong}\n</answer>"


def _is_idle(problem: Redox, sizes: dict[str, int]) -> bool:
    """Whether the solution does not matter: no H^+ or OH^- has a part."""
    return problem.medium != "none" and not sizes.keys() & {"H^+", "OH^-"}


def _falls_out(problem: Redox) -> bool:
    """Whether ions stand side by side that make a precipitate."""
    species = {*problem.left, *problem.right}
    halides = species & {"Cl^-", "Br^-", "I^-", "S^2-", "IO3^-", "BrO3^-"}
    return bool(
        (species & {"Ag^+", "Hg^2+"} and halides)
        or ("Pb^2+" in species and species & {"SO4^2-", "Cl^-", "Br^-", "I^-", "S2O8^2-", "IO3^-"})
        or ("Cu^2+" in species and species & {"I^-", "S^2-"})
        or ("Bi^3+" in species and species & {"H3AsO4", "H3PO4", "I^-"})
    )


def _problem(
    rng: Random, medium: str, left: Sequence[str], right: Sequence[str], half: bool = False, ratios: tuple[Ratio, ...] = ()
) -> Redox:
    """In any order. Raises ValueError where there is no one equation."""
    left, right = list(dict.fromkeys(left)), list(dict.fromkeys(right))
    rng.shuffle(left)
    rng.shuffle(right)
    return Redox(tuple(left), tuple(right), medium, half, ratios)  # type: ignore[arg-type]


def _fitting(rng: Random, oxidants: Sequence[Couple], reductants: Sequence[Couple]) -> tuple[Couple, Couple]:
    """An oxidant and a reductant that it oxidises. Raises ValueError where they do not."""
    oxidant, reductant = rng.choice(oxidants), rng.choice(reductants)
    if oxidant.volts < reductant.volts + 0.2 or {*oxidant.high, *oxidant.low} & {*reductant.high, *reductant.low}:
        raise ValueError("no reaction")
    return oxidant, reductant


def _ions(rng: Random, knobs: Knobs) -> Redox:
    oxidant, reductant = _fitting(rng, couples.SIMPLE, couples.SIMPLE)
    return _problem(rng, "none", oxidant.high + reductant.low, oxidant.low + reductant.high)


def _salts(rng: Random, knobs: Knobs) -> Redox:
    """A metal in the solution of another one's salt."""
    metals = [one for one in couples.SIMPLE if "^" not in one.low[0] and one.high[0].endswith("+") and one.volts < 1]
    oxidant, reductant = _fitting(rng, metals, metals)
    anion = rng.choice(couples.SALTS)
    return _problem(rng, "none", (_salt(oxidant.high[0], anion), *reductant.low), (*oxidant.low, _salt(reductant.high[0], anion)))


def _salt(cation: str, anion: str) -> str:
    """`Cu(NO3)2`."""
    metal, charge = cation.removesuffix("+").split("^")
    if charge in ("", "1"):
        return metal + anion
    return f"{metal}({anion}){charge}" if anion != "CH3COO" else f"(CH3COO){charge}{metal}"


def _material(rng: Random, knobs: Knobs) -> tuple[str, tuple[Couple, ...], tuple[Couple, ...]]:
    """Medium, oxidants and reductants."""
    base, rich = rng.random() < knobs.base, rng.random() < knobs.rich
    if base:
        return "OH^-", couples.BASE_OXIDANTS, couples.BASE_RICH if rich else couples.BASE_REDUCTANTS
    return "H^+", couples.ACID_OXIDANTS, couples.RICH if rich else couples.ACID_REDUCTANTS


def _half(rng: Random, knobs: Knobs) -> Redox:
    medium, oxidants, reductants = _material(rng, knobs)
    if rng.random() < 0.5:
        one = rng.choice(oxidants)
        return _problem(rng, medium, one.high, one.low, half=True)
    one = rng.choice(reductants)
    return _problem(rng, medium, one.low, one.high, half=True)


def _pair(rng: Random, knobs: Knobs) -> Redox:
    medium, oxidants, reductants = _material(rng, knobs)
    oxidant, reductant = _fitting(rng, oxidants, reductants)
    return _problem(rng, medium, oxidant.high + reductant.low, oxidant.low + reductant.high)


def _own(rng: Random, knobs: Knobs) -> Redox:
    """One substance that is oxidised and reduced, or two that make a third; with three products two are in a told ratio."""
    if rng.random() < 0.7:
        medium, left, right, pair = rng.choice(couples.TRIPLES)
        return _problem(rng, medium, left, right, ratios=(_ratio(rng, knobs, *pair),))
    medium, left, right = rng.choice(couples.DISPROPORTIONS)
    return _problem(rng, medium, left, right)


def _ratio(rng: Random, knobs: Knobs, one: str, other: str) -> Ratio:
    while True:
        a, b = rng.randint(1, knobs.ratio), rng.randint(1, knobs.ratio)
        if a != b and gcd(a, b) == 1:
            return Ratio(one, other, a, b)


def _second(rng: Random, oxidant: Couple, reductant: Couple, medium: str, knobs: Knobs) -> Couple:
    """Another reductant for the same oxidant."""
    plain = couples.BASE_REDUCTANTS if medium == "OH^-" else couples.ACID_REDUCTANTS
    rich = couples.BASE_RICH if medium == "OH^-" else couples.RICH
    other = rng.choice(rich if rng.random() < knobs.rich / 2 else plain)
    if (
        other.volts + 0.2 > oxidant.volts
        or {*other.low, *other.high} & {*reductant.low, *oxidant.high, *oxidant.low}
        or other.low == reductant.low
    ):
        raise ValueError("no reaction")
    if set(other.high) & set(reductant.high) and len({*other.high, *reductant.high}) < 2:
        raise ValueError("one product alone")
    return other


def _two(rng: Random, knobs: Knobs) -> Redox:
    medium, oxidants, reductants = _material(rng, knobs)
    oxidant, reductant = _fitting(rng, oxidants, reductants)
    other = _second(rng, oxidant, reductant, medium, knobs)
    ratio = _ratio(rng, knobs, reductant.low[0], other.low[0])
    left, right = oxidant.high + reductant.low + other.low, oxidant.low + reductant.high + other.high
    return _problem(rng, medium, left, right, ratios=(ratio,))


def _splitting(rng: Random, knobs: Knobs) -> tuple[str, Couple, Couple, Ratio]:
    medium, _, reductants = _material(rng, knobs)
    high, low, volts = rng.choice(couples.SPLIT_BASE if medium == "OH^-" else couples.SPLIT_ACID)
    oxidant, reductant = _fitting(rng, (Couple((high,), low, volts),), reductants)
    return medium, oxidant, reductant, _ratio(rng, knobs, *low)


def _split(rng: Random, knobs: Knobs) -> Redox:
    medium, oxidant, reductant, ratio = _splitting(rng, knobs)
    return _problem(rng, medium, oxidant.high + reductant.low, oxidant.low + reductant.high, ratios=(ratio,))


def _both(rng: Random, knobs: Knobs) -> Redox:
    medium, oxidant, reductant, ratio = _splitting(rng, knobs)
    other = _second(rng, oxidant, reductant, medium, knobs)
    left, right = oxidant.high + reductant.low + other.low, oxidant.low + reductant.high + other.high
    return _problem(rng, medium, left, right, ratios=(_ratio(rng, knobs, reductant.low[0], other.low[0]), ratio))


_DRAWN = {"salts": _salts, "ions": _ions, "half": _half, "pair": _pair, "own": _own, "two": _two, "split": _split, "both": _both}


def effort(problem: Redox) -> int:
    """Operations of the pencil route."""
    sizes = solution(problem)
    elements = {element for name in (*problem.left, *problem.right) for element in parts(name)[0]}
    total = len(sizes) + sum(len(str(abs(size))) for size in sizes.values() if abs(size) > 1) + len(elements)
    total += {"none": 0, "H^+": 3, "OH^-": 6}[problem.medium] + (0 if problem.half else 3)
    return total + 10 * len(problem.ratios)


EXAMPLES = (
    "2 K + 2 H^+ -> 2 K^+ + H2",
    "2 K + F2 -> 2 K^+ + 2 F^-",
    "2 K + S -> 2 K^+ + S^2-",
    "2 V + 3 I2 -> 2 V^3+ + 6 I^-",
    "2 Y + 6 H^+ -> 2 Y^3+ + 3 H2",
)
"""The form of an answer; none of them is one."""


def prompt_variables(problem: Redox, rng: Random) -> dict[str, object]:
    return {
        "skeleton": f"{' + '.join(problem.left)} → {' + '.join(problem.right)}",
        "medium": problem.medium,
        "half": problem.half,
        "ratios": [
            {"one": one.one, "other": one.other, "a": one.a, "b": one.b, "made": one.one in problem.right} for one in problem.ratios
        ],
        "example": rng.choice(EXAMPLES),
    }


def canonical(problem: Redox) -> object:
    """Species in any order, a ratio from either side."""
    ratios = sorted(
        [one.one, one.other, one.a, one.b] if one.one < one.other else [one.other, one.one, one.b, one.a] for one in problem.ratios
    )
    return [sorted(problem.left), sorted(problem.right), problem.medium, problem.half, ratios]


TASK = Task(
    __name__,
    version=5,
    problem=Redox,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.01,
    capacity=(600, 600, 600, 1_500) + (10_000,) * 6,
    unique=True,
    canonical=canonical,
)
