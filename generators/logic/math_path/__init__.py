"""Math path: a random equation that holds, with so many digits hidden at random that still one way is left to fill them in.

Effort counts for each hidden digit the operators that it passes through up to the equals sign, and that sign."""

import re
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.math_path.counting import has_one_filling
from synth.generators.logic.math_path.expressions import Tree, normal, read, shown
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.math_path import MathPath, verify

TRIES = 400
HIDINGS = 3
"""Choices of hidden digits tried for one equation."""
LARGEST = 10**8


class Knobs(Frozen, frozen=True):
    left: Annotated[int, Meta(ge=1, le=6)]
    """Operators on the left."""
    right: Annotated[int, Meta(ge=0, le=4)]
    """Operators on the right."""
    digits: Annotated[int, Meta(ge=1, le=4)]
    """Most digits of a number that is drawn."""
    products: Annotated[float, Meta(ge=0, le=1)]
    """Chance that an operator is * / or % rather than + or -."""
    hidden: Annotated[int, Meta(ge=1, le=9)]
    """Hidden digits."""


LEVELS = (
    Knobs(1, 0, 2, 0.2, 2),
    Knobs(2, 0, 2, 0.3, 2),
    Knobs(2, 0, 2, 0.4, 3),
    Knobs(3, 0, 3, 0.6, 5),
    Knobs(3, 1, 3, 0.6, 5),
    Knobs(4, 1, 3, 0.6, 5),
    Knobs(4, 1, 3, 0.6, 6),
    Knobs(5, 1, 3, 0.6, 6),
    Knobs(6, 1, 3, 0.6, 6),
    Knobs(6, 1, 3, 0.6, 7),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    least = 2 if knobs.hidden > 4 else 0  # else ten tries on one side, or none, tell the other
    for _ in range(TRIES):
        equation = _equation(rng, knobs)
        middle = equation.index("=")
        places = [place for place, sign in enumerate(equation) if sign.isdigit()]
        # What is hidden has to show in the size of the numbers, or many ways are left.
        if len(places) <= knobs.hidden or max(map(len, re.findall("[0-9]+", equation))) < min(knobs.hidden, 7):
            continue
        for _ in range(HIDINGS):
            chosen = set(rng.sample(places, knobs.hidden))
            on_the_left = sum(place < middle for place in chosen)
            if min(on_the_left, knobs.hidden - on_the_left) < least:
                continue
            hidden = "".join("?" if place in chosen else sign for place, sign in enumerate(equation))
            left, right = map(read, hidden.split(" = "))
            if has_one_filling(left, right):
                return Sample(MathPath(hidden), equation, effort=float(weight(hidden)))
    raise Discard("no digits that can be found again")


def weight(equation: str) -> int:
    """The hidden digits, each times the operators from it up to the equals sign, that one included."""

    def under(tree: Tree, depth: int) -> int:
        return depth * tree.count("?") if isinstance(tree, str) else under(tree[1], depth + 1) + under(tree[2], depth + 1)

    return sum(under(read(side), 1) for side in equation.split(" = "))


def _equation(rng: Random, knobs: Knobs) -> str:
    """An equation that holds."""
    while True:
        left, value = _expression(rng, knobs, knobs.left)
        if knobs.right == 0:
            if value > 0:
                return f"{shown(left)} = {value}"
            continue
        part, other = _expression(rng, knobs, knobs.right - 1)
        gap = value - other
        if gap and abs(gap) < LARGEST and value > 0:
            return f"{shown(left)} = {shown(('+' if gap > 0 else '-', part, str(abs(gap))))}"


def _expression(rng: Random, knobs: Knobs, operators: int) -> tuple[Tree, int]:
    """A tree with so many operators, and its value, from 0 to LARGEST."""
    if operators == 0:
        digits = rng.randint(1, knobs.digits)
        number = rng.randint(10 ** (digits - 1) + (digits == 1), 10**digits - 1)
        return str(number), number
    while True:
        kind = rng.choice("**/%") if rng.random() < knobs.products else rng.choice("+-")
        before = operators - 1 if kind in "/%" else rng.randint(0, operators - 1)
        left, a = _expression(rng, knobs, before)
        if kind == "/":
            divisors = [d for d in range(2, 100) if a % d == 0 and d < a]
            if divisors:
                d = rng.choice(divisors)
                return ("/", left, str(d)), a // d
            continue
        if kind == "%":
            if a > 12 and "-" not in shown(left):  # a remainder of what may be negative is read in two ways
                m = rng.randint(3, min(99, a - 1))
                return ("%", left, str(m)), a % m
            continue
        right, b = _expression(rng, knobs, operators - 1 - before)
        if kind == "-":
            if a == b:
                continue
            (left, a), (right, b) = ((left, a), (right, b)) if a > b else ((right, b), (left, a))
        value = a + b if kind == "+" else a - b if kind == "-" else a * b
        if 0 <= value <= LARGEST and not (kind == "*" and min(a, b) < 2):
            return (kind, left, right), value


def prompt_variables(problem: MathPath, rng: Random) -> dict[str, object]:
    return {
        "equation": problem.equation,
        "count": problem.equation.count("?"),
        "divides": "/" in problem.equation,
        "remainder": "%" in problem.equation,
    }


def canonical(problem: MathPath) -> object:
    """Terms of sums, factors of products and the two sides in one order."""
    return sorted((normal(read(side)) for side in problem.equation.split(" = ")), key=repr)


def corrupt(problem: MathPath, answer: str, rng: Random) -> str:
    """Another digit for one ?: as the solution is the only one, this is none."""
    place = rng.choice([place for place, sign in enumerate(problem.equation) if sign == "?"])
    digit = rng.choice([digit for digit in "0123456789" if digit != answer[place]])
    return answer[:place] + digit + answer[place + 1 :]


TASK = Task(
    __name__,
    version=3,
    problem=MathPath,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.001,
    capacity=(5_000, *(1_000_000,) * 9),
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
