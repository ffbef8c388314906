"""Formulas of definitions: drawn in postfix order, and written as people read them."""

from collections.abc import Sequence
from random import Random
from typing import Literal

from synth.verifiers.logic.operation import Formula, Relation

Condition = tuple[Relation | Literal[None], Formula, Formula]


def draw_formula(rng: Random, inner: int | None) -> Formula:
    """A formula in x and y; where `inner` is a number, one that applies that new operator."""
    a, b = rng.choice((("x", "y"), ("y", "x")))
    c, d = str(rng.randint(2, 5)), str(rng.randint(1, 6))
    if inner is None:
        return rng.choice(
            (
                (a, c, "*", b, "+"),
                (a, c, "*", b, "-"),
                (a, b, c, "*", "-"),
                (a, b, "*", d, "-"),
                (a, b, "+", c, "/"),
                (a, b, "-", c, "*"),
                (a, b, "-", d, "+"),
                (a, b, d, "-", "*"),
                (a, d, "+", b, "-"),
                (a, c, "/", b, "+"),
            )
        )
    applied = (*rng.choice(((a,), (a, d, "+"))), *rng.choice(((b,), (c,), (b, d, "-"))), f"@{inner}")
    return rng.choice(
        (
            (*applied, b, "-"),
            (*applied, d, "+"),
            (*applied, c, "/"),
            (b, *applied, "-"),
            (*applied, a, c, "*", "+"),
            (b, c, "*", *applied, "-"),
        )
    )


def draw_case_condition(rng: Random) -> Condition:
    """A condition that holds now and then: a comparison, or that a fraction is an integer."""
    a, b = rng.choice((("x", "y"), ("y", "x")))
    if rng.random() < 0.25:
        return "whole", rng.choice(((a, "2", "/"), (a, b, "+", "2", "/"), (a, b, "-", "3", "/"), (a, "3", "/"))), ()
    sides = (((a,), (b,)), ((a,), (str(rng.randint(2, 7)),)), ((a, b, "+"), (str(rng.randint(5, 14)),)), ((a, "2", "*"), (b,)))
    relations: tuple[Relation, ...] = ("<", "<=", ">", ">=")
    return rng.choice(relations), *rng.choice(sides)


_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def infix(formula: Formula, signs: Sequence[str]) -> str:
    """A formula as it is written, with brackets around each application of a new operator: `(x ◆ 2) - y`."""
    stack: list[tuple[str, int]] = []
    for token in formula:
        if token in _RANK or token[0] == "@":
            right, left = stack.pop(), stack.pop()
            rank = _RANK.get(token, 3)
            a = f"({left[0]})" if left[1] < rank or left[1] == 3 else left[0]
            b = f"({right[0]})" if right[1] <= rank or right[1] == 3 else right[0]
            stack.append((f"{a} {signs[int(token[1])] if token[0] == '@' else token} {b}", rank))
        else:
            stack.append((token, 4))
    return stack[0][0] if stack else ""
