"""New operators: definitions drawn first, then an expression whose value changes when a case, a rank, a bracket or an order is mistaken.

Effort is the number of operations and comparisons that an evaluation takes, those inside definitions included."""

from fractions import Fraction
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.operation import kernel
from synth.generators.logic.operation.canonical import canonical
from synth.generators.logic.operation.formulas import draw_case_condition, draw_formula, infix
from synth.generators.logic.operation.mistakes import FINEST, LARGEST, Telling, telling
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.operation import Case, Formula, Operation, Operator, verify

SIGNS = "◆★●▲■⊕⊗⊙§#&@~◇☆△□∘"
DEFINITIONS, EXPRESSIONS = 12, 20


class Knobs(Frozen, frozen=True):
    operators: Annotated[int, Meta(ge=1, le=5)]
    """New operators."""
    cases: Annotated[int, Meta(ge=1, le=3)]
    """Cases of a definition, at most."""
    nested: Annotated[int, Meta(ge=0, le=4)]
    """Operators that are defined by means of another new one, at most."""
    operands: Annotated[int, Meta(ge=2, le=10)]
    """Numbers in the expression."""
    steps_from: Annotated[int, Meta(ge=0, le=60)]
    """Least effort."""
    ranked: bool = True
    """Whether new operators differ in how tightly they bind; else all bind tighter than * and /."""

    def __post_init__(self) -> None:
        if self.ranked and self.operators == 1:
            raise ValueError("one operator alone does not differ from others")


LEVELS = (
    Knobs(1, 1, 0, 3, 0, ranked=False),
    Knobs(1, 2, 0, 4, 0, ranked=False),
    Knobs(2, 2, 0, 5, 12),
    Knobs(2, 2, 1, 5, 16),
    Knobs(3, 2, 1, 6, 22),
    Knobs(3, 3, 2, 6, 29),
    Knobs(4, 3, 2, 7, 34),
    Knobs(4, 3, 3, 7, 42),
    Knobs(5, 3, 3, 8, 50),
    Knobs(5, 3, 4, 9, 60),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(DEFINITIONS):
        operators, needed = _operators(rng, knobs)
        packed = kernel.pack(operators)
        for _ in range(EXPRESSIONS):
            right = rng.random() < 0.4
            expression = _expression(rng, knobs, needed, len(operators))
            if knobs.ranked and "(" not in expression:
                continue
            read = np.array([kernel.CODES[token] for token in expression])
            verdict, top, bottom, steps, grouped = kernel.telling(
                *packed, read, right, knobs.ranked, knobs.steps_from, LARGEST, FINEST
            )  # fmt: skip
            found = Telling(Fraction(top, bottom), steps, grouped) if verdict == kernel.TELLING else None
            if verdict == kernel.TOO_LARGE:
                found = telling(operators, expression, right, knobs.ranked, knobs.steps_from)
            if found:
                problem = Operation(operators, expression, found.right, tuple(rng.sample(SIGNS, len(operators))))
                return Sample(problem, str(found.value), effort=found.steps)
    raise Discard("no telling expression")


def _operators(rng: Random, knobs: Knobs) -> tuple[tuple[Operator, ...], list[int]]:
    """The operators in random order, and those that no other is defined by."""
    order = rng.sample(range(knobs.operators), knobs.operators)
    ranks = [rng.randint(1, 3) if knobs.ranked else 3 for _ in order]
    while knobs.ranked and len(set(ranks)) == 1:
        ranks[0] = rng.randint(1, 3)
    made: dict[int, Operator] = {}
    unused: set[int] = set()
    plain = knobs.operators - min(knobs.nested, knobs.operators - 1)
    for place, number in enumerate(order):
        inner = rng.choice(sorted(unused)) if place >= plain else None
        count = rng.randint(2, knobs.cases) if knobs.cases > 1 else 1
        cases = []
        within = rng.randrange(count)
        values: set[Formula] = set()
        for case in range(count):
            formula = draw_formula(rng, inner if case == within or rng.random() < 0.4 else None)
            while formula in values:
                formula = draw_formula(rng, inner)
            values.add(formula)
            condition = draw_case_condition(rng) if case < count - 1 else (None, (), ())
            cases.append(Case(formula, *condition))
        made[number] = Operator(ranks[place], tuple(cases))
        unused.discard(-1 if inner is None else inner)
        unused.add(number)
    return tuple(made[number] for number in range(knobs.operators)), sorted(unused)


def _expression(rng: Random, knobs: Knobs, needed: list[int], count: int) -> tuple[str, ...]:
    joints = [f"@{number}" for number in needed][: knobs.operands - 1]
    while len(joints) < knobs.operands - 1:
        joints.append(f"@{rng.randrange(count)}" if rng.random() < 0.6 else rng.choice("+-*"))
    rng.shuffle(joints)
    return tuple(_joined(rng, [str(rng.randint(1, 9)) for _ in range(knobs.operands)], joints))


def _joined(rng: Random, numbers: list[str], joints: list[str]) -> list[str]:
    """Numbers and operators in turn, with brackets around some runs."""
    tokens, place = [], 0
    while place < len(numbers):
        length = rng.choice((1, 1, 1, 1, 2, 2, 3)) if len(numbers) > 2 else 1
        length = min(length, len(numbers) - place, len(numbers) - 1)  # no brackets around the whole
        run = numbers[place : place + length]
        tokens += run if length == 1 else ["(", *_joined(rng, run, joints[place : place + length - 1]), ")"]
        place += length
        if place < len(numbers):
            tokens.append(joints[place - 1])
    return tokens


def prompt_variables(problem: Operation, rng: Random) -> dict[str, object]:
    signs = problem.signs
    definitions = [
        {
            "sign": sign,
            "cases": [
                {"value": infix(c.value, signs), "relation": c.relation, "left": infix(c.left, signs), "right": infix(c.right, signs)}
                for c in operator.cases
            ],
        }
        for sign, operator in zip(signs, problem.operators, strict=True)
    ]
    ranks = {rank: [s for s, o in zip(signs, problem.operators, strict=True) if o.rank == rank] for rank in (1, 2, 3)}
    expression = " ".join(signs[int(t[1])] if t[0] == "@" else t for t in problem.expression)
    return {
        "definitions": definitions,
        "loose": ranks[1],
        "middle": ranks[2],
        "tight": ranks[3],
        "right": problem.right,
        "expression": expression.replace("( ", "(").replace(" )", ")"),
        "with_cases": any(len(operator.cases) > 1 for operator in problem.operators),
        "with_whole": any(case.relation == "whole" for operator in problem.operators for case in operator.cases),
    }


TASK = Task(
    __name__,
    version=2,
    problem=Operation,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(100_000,) + (1_000_000,) * 9,
    canonical=canonical,
    prompt_only=("signs",),
)
