"""Diophantine equations: left sides are drawn, and numbers that nobody would guess give the right sides. The first equation has a few of
the unknowns, and each further one brings one more, so that what fits one equation is tried in the next.

Effort is the number of multiplications when, in the equation with the fewest unknowns, the numbers of all of them but one are tried."""

from collections.abc import Callable, Iterable
from itertools import islice, permutations, product
from math import gcd, prod
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.math.diophantine.solving import worked
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task, near_miss
from synth.verifiers.math.diophantine import NAMES, Diophantine, Equation, Term, left, verify

TRIES = 200


class Knobs(Frozen, frozen=True):
    unknowns: Annotated[int, Meta(ge=2, le=5)]
    """Unknowns."""
    equations: Annotated[int, Meta(ge=1, le=3)]
    """Equations that hold at once."""
    degree: Annotated[int, Meta(ge=1, le=3)]
    """Largest degree of a term."""
    products: bool
    """Whether terms may be products of two unknowns."""
    most: Annotated[int, Meta(ge=9, le=60)]
    """Largest upper bound of an unknown."""
    factor: Annotated[int, Meta(ge=3, le=20)]
    """Largest coefficient."""

    def __post_init__(self) -> None:
        if self.equations >= self.unknowns:
            raise ValueError("fewer equations than unknowns")


LEVELS = (
    Knobs(2, 1, 1, False, 12, 12),
    Knobs(2, 1, 2, False, 20, 12),
    Knobs(3, 2, 1, False, 20, 9),
    Knobs(3, 2, 2, False, 30, 9),
    Knobs(4, 3, 2, False, 40, 9),
    Knobs(4, 3, 2, True, 60, 9),
    Knobs(4, 2, 2, True, 15, 7),
    Knobs(4, 2, 2, True, 22, 7),
    Knobs(5, 3, 2, True, 26, 7),
    Knobs(5, 3, 3, True, 32, 7),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    size = knobs.unknowns
    for _ in range(TRIES):
        most = tuple(rng.randint(knobs.most * 2 // 3, knobs.most) for _ in range(size))
        numbers = tuple(rng.randint(2, m - 1) for m in most)
        order = rng.sample(range(size), size)
        known = size - knobs.equations + 1
        sides = [_side(rng, knobs, order[: known + k]) for k in range(knobs.equations)]
        used = [any(term.powers[k] for side in sides for term in side) for k in range(size)]
        plain = all(gcd(*(term.factor for term in side)) == 1 for side in sides)
        if not plain or len(set(numbers)) < size or not all(used) or len(set(sides)) < len(sides):
            continue
        rng.shuffle(sides)
        equations = tuple(Equation(side, left(Equation(side, 0), numbers)) for side in sides)
        problem = Diophantine(equations, most)
        if size > 2 and any(verify(problem, guess(problem)).accepted for guess in GUESSES.values()):
            continue
        return Sample(problem, ", ".join(map(str, numbers)), float(work(problem)), *worked(problem, numbers))
    raise Discard("guessed")


def _side(rng: Random, knobs: Knobs, named: list[int]) -> tuple[Term, ...]:
    """A left side with powers of the unknowns, the last of them surely and two of the others at least where there are, and perhaps the
    product of two. The first equation has them all."""
    size = knobs.unknowns
    first = len(named) == size - knobs.equations + 1
    chosen = named if first else [*rng.sample(named[:-1], min(2, len(named) - 1)), named[-1]]
    terms = []
    for k in sorted(chosen):
        degree = rng.randint(1, knobs.degree) if rng.random() < 0.5 else knobs.degree
        terms.append(Term(_factor(rng, knobs), tuple(degree if j == k else 0 for j in range(size))))
    if knobs.products:
        pair = rng.sample(chosen, 2)
        terms.append(Term(_factor(rng, knobs), tuple(int(j in pair) for j in range(size))))
    if all(term.factor < 0 for term in terms):
        terms = [Term(-term.factor, term.powers) for term in terms]
    return tuple(terms)


def _factor(rng: Random, knobs: Knobs) -> int:
    return rng.randint(2 if knobs.degree == 1 else 1, knobs.factor) * (-1 if rng.random() < 0.3 else 1)


def work(problem: Diophantine) -> int:
    """Multiplications when, in the equation with the fewest unknowns, all of them but one are tried."""
    tries = []
    for equation in problem.equations:
        named = [most for k, most in enumerate(problem.most) if any(term.powers[k] for term in equation.terms)]
        tries.append(prod(sorted(named)[:-1]))
    return min(tries) * sum(len(equation.terms) for equation in problem.equations)


def _solving(problem: Diophantine, numbers: Iterable[tuple[int, ...]], minded: int) -> str:
    """The first of these numbers that fit the first few equations."""
    first, *others = problem.equations[:minded]
    terms = [(term.factor, [(k, power) for k, power in enumerate(term.powers) if power]) for term in first.terms]
    for found in numbers:
        total = -first.value
        for part, powers in terms:  # `left`, without looking at the unknowns that are not there
            for k, power in powers:
                part *= found[k] if power == 1 else found[k] ** power
            total += part
        if not total and all(left(equation, found) == equation.value for equation in others):
            return ", ".join(map(str, found))
    return ""


def _small(problem: Diophantine) -> str:
    """Numbers up to 3."""
    ranges = [range(1, min(3, most) + 1) for most in problem.most[:4]]
    return _solving(problem, product(*ranges, *[(1,)] * (len(problem.most) - 4)), 9)


def _ones(problem: Diophantine) -> str:
    """All unknowns 1 but one, from the first equation."""
    size = len(problem.most)
    return _solving(problem, ((1,) * k + (n,) + (1,) * (size - k - 1) for k in range(size) for n in range(1, problem.most[k] + 1)), 1)


def _alike(problem: Diophantine) -> str:
    """All unknowns the same, from the first equation."""
    return _solving(problem, ((n,) * len(problem.most) for n in range(1, min(problem.most) + 1)), 1)


def _largest(problem: Diophantine) -> str:
    return ", ".join(map(str, problem.most))


def _first_alone(problem: Diophantine) -> str:
    """The first numbers that fit the first of several equations, of few that are tried."""
    if len(problem.equations) == 1:
        return ""
    ranges = [range(1, most + 1) for most in problem.most[:2]]
    return _solving(problem, ((a, b, *[2] * (len(problem.most) - 2)) for a, b in islice(product(*ranges), 150)), 1)


GUESSES: dict[str, Callable[[Diophantine], str]] = {
    "numbers up to 3": _small,
    "all 1 but one": _ones,
    "all alike": _alike,
    "the upper bounds": _largest,
    "the first equation alone": _first_alone,
}


def prompt_variables(problem: Diophantine, rng: Random) -> dict[str, object]:
    size = len(problem.most)
    return {
        "names": list(NAMES[:size]),
        "most": list(problem.most),
        "equations": [written(equation) for equation in problem.equations],
        "example": ", ".join(str(100 + 7 * rng.randint(1, 5) + k) for k in range(size)),
    }


def written(equation: Equation) -> str:
    """`3x^2 - 5x·y = 7`."""
    text = ""
    for term in equation.terms:
        size = "" if abs(term.factor) == 1 else str(abs(term.factor))
        powers = zip(NAMES, term.powers, strict=False)
        body = size + "·".join(name + (f"^{power}" if power > 1 else "") for name, power in powers if power)
        text += (" - " if term.factor < 0 else " + ") + body if text else ("-" if term.factor < 0 else "") + body
    return f"{text} = {equation.value}"


def canonical(problem: Diophantine) -> object:
    """Unknowns, equations and terms in any order."""
    forms = []
    for order in permutations(range(len(problem.most))):
        equations = (
            (equation.value, sorted((tuple(term.powers[k] for k in order), term.factor) for term in equation.terms))
            for equation in problem.equations
        )
        forms.append((tuple(problem.most[k] for k in order), sorted(equations)))
    return min(forms)


def corrupt(problem: Diophantine, answer: str, rng: Random) -> str:
    """The answer with numbers moved until it is wrong."""
    wrong = near_miss(problem, answer, rng)
    while verify(problem, wrong).accepted:
        wrong = near_miss(problem, wrong, rng)
    return wrong


TASK = Task(
    __name__,
    version=3,
    problem=Diophantine,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.04,
    capacity=(20_000,) + (50_000,) * 9,
    canonical=canonical,
    corrupt=corrupt,
)
