"""Expressions of a given truth value, in Polish notation: the shape is drawn first and does not depend on the value; then truth values
are handed down to the operands, and the leaves (facts and comparisons) are made to have theirs."""

from random import Random
from typing import NamedTuple

from synth.generators.logic.boolean_expressions.facts import Fact
from synth.generators.logic.boolean_expressions.knobs import Knobs
from synth.verifiers.logic.boolean_expressions import ARITHMETIC, CONNECTIVES

OPERATORS = ("and", "or", "xor", "implies", "iff", "nand", "nor")
OPERANDS = {
    (name, truth): tuple((x, y) for x in (False, True) for y in (False, True) if CONNECTIVES[name](x, y) == truth)
    for name in OPERATORS
    for truth in (False, True)
}
"""The pairs of operands that give a connective a truth value: `("and", True)` -> `((True, True),)`."""
SHORT_CIRCUIT = {"and": False, "nand": False, "or": True, "nor": True, "implies": False}
"""The first operand after which the second need not be evaluated."""
OFFSETS = {
    "<": ((1,), (-1, -1, 0)),
    ">": ((-1,), (1, 1, 0)),
    "<=": ((1, 1, 0), (-1,)),
    ">=": ((-1, -1, 0), (1,)),
    "=": ((0,), (-1, 1)),
    "!=": ((-1, 1), (0,)),
}
"""Right side minus left side of a comparison that is true, and of one that is false, in units of a positive step."""


class Writer(NamedTuple):
    """Writes the expressions of one problem."""

    rng: Random
    knobs: Knobs
    unused: list[Fact]
    """Facts that no expression has used yet."""
    used: list[tuple[str, bool]]
    """Texts and truth values of the facts used, in order of use."""

    def expression(self, tokens: list[str], leaves: int, depth: int, truth: bool) -> tuple[int, int]:
        """Append an expression of this truth value with so many leaves. Returns the steps of a short-circuit evaluation and the depth."""
        rng, knobs = self.rng, self.knobs
        negated = rng.random() < knobs.negation
        if negated:
            tokens.append("not")
            truth = not truth
        if leaves == 1:
            steps = self._fact(tokens, truth) if rng.random() < knobs.facts else self._comparison(tokens, truth)
            return steps + negated, int(negated)
        half = 2 ** (depth - 1)
        left = rng.randint(max(1, leaves - half), min(leaves - 1, half))
        name = OPERATORS[rng.randrange(knobs.operators)]
        tokens.append(name)
        one, two = rng.choice(OPERANDS[name, truth])
        left_steps, left_depth = self.expression(tokens, left, depth - 1, one)
        right_steps, right_depth = self.expression(tokens, leaves - left, depth - 1, two)
        steps = 1 + left_steps + (0 if SHORT_CIRCUIT.get(name) is one else right_steps)
        return steps + negated, max(left_depth, right_depth) + 1 + negated

    def _fact(self, tokens: list[str], truth: bool) -> int:
        fact = self.unused.pop()
        tokens.append(f"#{len(self.used)}")
        self.used.append((fact.true if truth else self.rng.choice(fact.false), truth))
        return 1

    def _comparison(self, tokens: list[str], truth: bool) -> int:
        """Of values that lie close to each other, so that the arithmetic has to be done."""
        rng, knobs, start = self.rng, self.knobs, len(tokens)
        if rng.random() < 0.15:
            divisor = rng.randint(3, 9 + knobs.highest // 50)
            multiple = divisor * rng.randint(2, max(2, knobs.highest // divisor))
            tokens += ["divides", str(divisor)]
            self._number(tokens, multiple if truth else multiple + rng.randint(1, divisor - 1), rng.randint(0, knobs.terms))
        else:
            name = rng.choice(tuple(OFFSETS))
            left, step = rng.randint(knobs.highest // 2, knobs.highest), rng.choice((1, 1, 2, 3, 5, 10))
            tokens.append(name)
            terms = [rng.randint(min(1, knobs.terms), knobs.terms), rng.randint(0, knobs.terms)]
            rng.shuffle(terms)
            self._number(tokens, left, terms[0])
            self._number(tokens, max(0, left + step * rng.choice(OFFSETS[name][not truth])), terms[1])
        return 1 + sum(token in ARITHMETIC for token in tokens[start:])

    def _number(self, tokens: list[str], value: int, terms: int) -> None:
        """Append an arithmetic expression of this value with about so many operations."""
        rng = self.rng
        if terms == 0 or value < 4:
            tokens.append(str(value))
            return
        operator = rng.choice("+-*")
        if operator == "*":
            factor = rng.randint(2, min(value // 2, 29))
            quotient, remainder = divmod(value, factor)
            if remainder and terms == 1:
                operator = "+"
            else:
                tokens += ["+"] * (remainder > 0) + ["*", str(factor)]
                self._number(tokens, quotient, terms - 1 - (remainder > 0))
                tokens += [str(remainder)] * (remainder > 0)
                return
        part = rng.randint(1, value - 1)
        tokens.append(operator)
        self._number(tokens, part if operator == "+" else value + part, terms - 1)
        tokens.append(str(value - part if operator == "+" else part))
