"""Recurrence: small sequences; remainders whose period is not told by the modulus alone; an index that is a term of another sequence.

Effort is the number of operations of the pencil route: terms, or remainders until they repeat, each by its operations, and the index by
the period, worked out in the same way where it is a term itself."""

import math
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.math._derivation import lines
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.recurrence import MAX_CYCLE, Recurrence, Sequence, answer, cycle, index, term, verify

TRIES = 500


class Knobs(Frozen, frozen=True):
    ask: Literal["term", "remainder", "nested"]
    """A term that is written out; the remainder of a term with a huge index; the same where the index is a term of a second sequence."""
    order: Annotated[int, Meta(ge=1, le=3)]
    """Terms that the recurrence looks back."""
    constant: bool
    """Whether a constant is added."""
    linear: bool
    """Whether a multiple of n is added, where a term is written out."""
    n: Annotated[int, Meta(ge=4, le=40)]
    """Largest index of a term that is written out; of the second sequence's where there is one."""
    digits: Annotated[int, Meta(ge=3, le=15)]
    """Digits of a huge index."""
    modulus: Annotated[int, Meta(ge=40, le=200)]
    """Largest modulus."""
    cycle: tuple[Annotated[int, Meta(ge=6, le=MAX_CYCLE)], Annotated[int, Meta(ge=12, le=MAX_CYCLE)]]
    """Fewest and most terms until the remainders repeat."""

    def __post_init__(self) -> None:
        if self.cycle[0] + 5 > self.cycle[1]:
            raise ValueError("cycle goes from fewest to most, at least 5 apart")
        if self.n < self.order + 2:
            raise ValueError("n must be at least order + 2")


LEVELS = (
    Knobs("term", 1, True, False, 5, 3, 40, (6, 12)),
    Knobs("term", 2, False, False, 6, 3, 40, (6, 12)),
    Knobs("term", 2, True, True, 8, 3, 40, (6, 12)),
    Knobs("remainder", 1, True, False, 8, 4, 50, (7, 14)),
    Knobs("remainder", 2, False, False, 8, 6, 50, (14, 22)),
    Knobs("remainder", 2, True, False, 8, 8, 60, (20, 30)),
    Knobs("remainder", 3, True, False, 8, 10, 80, (24, 36)),
    Knobs("nested", 2, True, False, 14, 10, 80, (30, 42)),
    Knobs("nested", 2, True, False, 20, 10, 120, (42, 56)),
    Knobs("nested", 3, True, False, 26, 10, 120, (48, 64)),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        problem = _term(rng, knobs) if knobs.ask == "term" else _remainder(rng, knobs)
        if problem:
            text = str(answer(problem))
            return Sample(problem, text, effort=float(effort(problem)), trace=trace(problem), rejected=rejected(problem))
    raise Discard("no period of that length")


def _term(rng: Random, knobs: Knobs) -> Recurrence | None:
    """A term that is no other term's equal, so that none is found by miscounting."""
    sequence = _sequence(rng, knobs.order, -4, knobs.constant, knobs.linear)
    n = rng.randint(max(knobs.order + 2, knobs.n - 2), knobs.n)
    terms = [abs(a) for _, a in zip(range(n + 2), sequence.terms(), strict=False)]
    return Recurrence("term", sequence, (), n, 0) if len(set(terms)) == len(terms) else None


def _remainder(rng: Random, knobs: Knobs) -> Recurrence | None:
    """A remainder that is not met at the wrong index: one off, or by the modulus instead of the period."""
    sequence = _sequence(rng, knobs.order, rng.choice((-4, 1)), knobs.constant)
    modulus = rng.randint(31, knobs.modulus)
    if math.gcd(sequence.coefficients[-1], modulus) == 1 and not _returns(sequence, modulus, *knobs.cycle):
        return None
    found, begins, period = cycle(sequence, modulus, knobs.cycle[1])
    if not period or begins + period < knobs.cycle[0]:
        return None
    if knobs.ask == "remainder":
        problem = Recurrence("remainder", sequence, (), rng.randrange(10 ** (knobs.digits - 1), 10**knobs.digits), modulus)
    else:
        inner = _sequence(rng, 2, 1, rng.random() < 0.5)
        problem = Recurrence("nested", sequence, (inner,), rng.randint(knobs.n - 4, knobs.n), modulus)
    n, right = index(problem), answer(problem)
    others = {n - 1, n + 1, n % modulus, n % (modulus - 1), n % 10, problem.n if problem.inner else 0}
    wrong = {found[i] if i < len(found) else found[begins + (i - begins) % period] for i in others}
    if right < 2 or (n - begins) % period <= knobs.order or right in wrong:
        return None
    return problem if right not in (term(easier, n, modulus) for easier in _easier(sequence)) else None


def _returns(sequence: Sequence, modulus: int, fewest: int, most: int) -> bool:
    """Whether the first remainders come again after that many terms, as they do somewhere when the step can be undone: a quick look."""
    c, constant = (*sequence.coefficients, 0, 0), sequence.constant
    a, b, d = start = (*(a % modulus for a in reversed(sequence.start)), 0, 0)[:3]
    size = len(sequence.start)
    for n in range(1, most + 1):
        value = (c[0] * a + c[1] * b + c[2] * d + constant) % modulus
        a, b, d = value, a if size > 1 else 0, b if size > 2 else 0
        if (a, b, d) == start:
            return n >= fewest
    return False


def _easier(sequence: Sequence) -> list[Sequence]:
    """The sequence without what is added, and with the last term alone."""
    alone = (sequence.coefficients[0], *[0] * (len(sequence.start) - 1))
    return [other for other in (replace(sequence, constant=0), replace(sequence, coefficients=alone)) if other != sequence]


def _sequence(rng: Random, order: int, least: int, constant: bool, linear: bool = False) -> Sequence:
    """Coefficients from `least` on; one alone is at least 2."""

    def some(low: int, high: int) -> int:
        return rng.choice([n for n in range(low, high + 1) if n])

    coefficients = tuple(some(least, 5) for _ in range(order)) if order > 1 else (rng.randint(2, 5),)
    start = tuple(rng.randint(1, 12) for _ in range(order))
    return Sequence(coefficients, start, some(-9 if least < 0 else 1, 9) if constant else 0, rng.randint(1, 4) if linear else 0)


def effort(problem: Recurrence) -> int:
    """Operations of the pencil route."""
    operations = _operations(problem.sequence)
    if problem.ask == "term":
        return operations * (problem.n + 1 - len(problem.sequence.start))
    found, _, _ = cycle(problem.sequence, problem.modulus)
    total = (operations + 1) * (len(found) - len(problem.sequence.start)) + 2
    return total + sum((_operations(inner) + 1) * problem.n for inner in problem.inner)


def _operations(sequence: Sequence) -> int:
    products = sum(abs(c) != 1 for c in (*sequence.coefficients, sequence.linear) if c)
    return products + sum(1 for n in (*sequence.coefficients, sequence.constant, sequence.linear) if n) - 1


def trace(problem: Recurrence) -> str:
    """The pencil route as lines: terms; or remainders until they repeat, the index by the period, and the remainder there."""
    said, (end, _) = _route(problem, 0)
    return lines([*said, *end])


def rejected(problem: Recurrence) -> str:
    """The same with the term before the one that is asked for, and its value for an answer."""
    said, (end, value) = _route(problem, 1)
    return lines([*said[: None if problem.modulus else -1], *end]) + f"\n\n<answer>\n{value}\n</answer>"


def _route(problem: Recurrence, off: int) -> tuple[list[str], tuple[list[str], int]]:
    """The lines, and the last ones with the value that they reach, `off` terms before the right one."""
    sequence, modulus = problem.sequence, problem.modulus
    if problem.ask == "term":
        return _written(sequence, "a", problem.n), ([], term(sequence, problem.n - off))
    found, begins, period = cycle(sequence, modulus)
    said = _written(sequence, "a", len(found) - 1, modulus)
    said.append(f"The remainders from a_{begins + period} on are those from a_{begins} on: they repeat after {period}.")
    reached = problem.n
    if problem.inner:
        said.append(f"So of b only the remainders by {period} matter.")
        said += _written(problem.inner[0], "b", problem.n, period)
        reached = term(problem.inner[0], problem.n, period)
    place = begins + (reached - begins) % period
    if begins or reached >= period:
        said.append(f"{f'({reached} - {begins})' if begins else reached} mod {period} = {(reached - begins) % period}")
    value = found[place - off]
    return said, ([f"So the remainder asked for is that of a_{place - off}.", f"{value} mod {modulus} = {value}"], value)


def _written(sequence: Sequence, name: str, last: int, modulus: int = 0) -> list[str]:
    """Each term that is not given, or its remainder, as an equation."""
    size = len(sequence.start)
    window = [a % modulus if modulus else a for a in sequence.start]
    said = [f"{name}_{n} = {a} mod {modulus} = {a % modulus}" for n, a in enumerate(sequence.start) if modulus and a != a % modulus]
    for n in range(size, last + 1):
        parts = [(c, str(a) if a >= 0 else f"({a})") for c, a in zip(sequence.coefficients, reversed(window), strict=True)]
        parts += [(sequence.linear, str(n)), (sequence.constant, "")]
        left = signed([(factor, value) for factor, value in parts if factor])
        value = sequence.following(n, window)
        if modulus:
            value %= modulus
            left = f"({left}) mod {modulus}"
        said.append(f"{name}_{n} = {left} = {value}")
        window = [*window[1:], value]
    return said


def signed(parts: list[tuple[int, str]], sign: str = " * ") -> str:
    """`3 * 13 - 4` for [(3, "13"), (-4, "")]."""
    text = ""
    for factor, value in parts:
        size = str(abs(factor)) if not value else value if abs(factor) == 1 else f"{abs(factor)}{sign}{value}"
        text += (" - " if factor < 0 else " + " if text else "") + size if text else ("-" if factor < 0 else "") + size
    return text


def prompt_variables(problem: Recurrence, rng: Random) -> dict[str, object]:
    def told(sequence: Sequence, name: str) -> dict[str, object]:
        before = ["n-1", "n-2", "n-3"][: len(sequence.start)]
        parts = [(c, f"{name}({back})") for c, back in zip(sequence.coefficients, before, strict=True) if c]
        parts += [(sequence.linear, "n")] if sequence.linear else []
        parts += [(sequence.constant, "")] if sequence.constant else []
        return {"rule": f"{name}(n) = {signed(parts, ' ')}", "start": list(sequence.start), "from": len(sequence.start)}

    return {
        "ask": problem.ask,
        "a": told(problem.sequence, "a"),
        "b": told(problem.inner[0], "b") if problem.inner else None,
        "n": problem.n,
        "modulus": problem.modulus,
        "example": str(rng.randint(200, 999)) if problem.ask == "term" else str(problem.modulus + rng.randint(1, 40)),
    }


TASK = Task(
    __name__,
    version=2,
    problem=Recurrence,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.04,
    capacity=(5_000,) + (50_000,) * 2 + (100_000,) * 7,
    unique=True,
)
