"""Statements of a given truth value, in Polish notation: the shape is drawn first and does not depend on the value; then truth values
are handed down to the operands, and the leaves (facts, comparisons, names of other statements, counts, quantifiers) are made to have
theirs."""

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import and_, or_
from random import Random
from typing import NamedTuple

from synth.generators.logic.boolean_expressions.facts import Fact
from synth.generators.logic.boolean_expressions.knobs import Knobs
from synth.verifiers.logic.boolean_expressions.language import ARITHMETIC, COMPARISONS, CONNECTIVES, COUNTS

OPERATORS = ("and", "or", "xor", "implies", "iff", "nand", "nor")
OPERANDS = {
    (name, truth): tuple((x, y) for x in (False, True) for y in (False, True) if CONNECTIVES[name](x, y) == truth)
    for name in OPERATORS
    for truth in (False, True)
}
"""The pairs of operands that give a connective a truth value: `("and", True)` -> `((True, True),)`."""
OFFSETS = {
    "<": ((1,), (-1, -1, 0)),
    ">": ((-1,), (1, 1, 0)),
    "<=": ((1, 1, 0), (-1,)),
    ">=": ((-1, -1, 0), (1,)),
    "=": ((0,), (-1, 1)),
    "!=": ((-1, 1), (0,)),
}
"""Right side minus left side of a comparison that is true, and of one that is false, in units of a positive step."""
WEIGHTS = (1, 1, 3, 1, 3, 1, 1)
"""How often each of OPERATORS is taken: what `xor` and `iff` join has to be worked out on both sides."""
DECISIVE = 0.7
"""Chance that a statement hangs on the statement that it must speak of: were that one's truth another, its own would be too. Always
would tell that all other parts may be skipped; seldom, that a wrong guess at that one does little harm."""
_MET = {("all", True): 3, ("all", False): 2, ("some", True): 1, ("some", False): 0}
"""Of three numbers, how many meet the condition of a quantifier that has the truth value."""
TRIES = 400


@lru_cache(maxsize=8192)  # as many as there are, about
def truths(comparison: str) -> int:
    """For which numbers of 1 to 12 a comparison in Polish notation is true, as bits: n + 16 * m, or n where it is about n alone. As
    `parse` and `evaluate` would say of each, without a tree."""
    stack: list[Callable[[int, int], int]] = []
    tokens = comparison.split(" ")
    for token in reversed(tokens):
        if token in _VARIABLES:
            stack.append(_VARIABLES[token])
        elif token.isdigit():
            stack.append(lambda n, m, number=int(token): number)  # type: ignore[misc]
        else:
            x, y, apply = stack.pop(), stack.pop(), COMPARISONS.get(token) or ARITHMETIC[token]
            stack.append(lambda n, m, f=apply, x=x, y=y: f(x(n, m), y(n, m)))  # type: ignore[misc]
    holds = stack[0]
    return sum([1 << n + 16 * m for m in (range(1, 13) if "m" in tokens else (0,)) for n in range(1, 13) if holds(n, m)])


_VARIABLES: dict[str, Callable[[int, int], int]] = {"n": lambda n, m: n, "m": lambda n, m: m}


class Writer(NamedTuple):
    """Writes the statements of one problem, each after those that it speaks of."""

    rng: Random
    knobs: Knobs
    unused: list[Fact]
    """Facts that no statement has used yet."""
    truths: dict[str, bool]
    """The statements that are there already."""
    waiting: list[str]
    """Definitions that no statement speaks of yet."""
    said: list[str]
    """The names in the statement that is being written, each once."""

    def statement(self, truth: bool, defines: bool) -> str:
        """One of this truth value. Where there are definitions already, it speaks of another statement: a definition of one of the last
        two definitions, an expression of any statement, and first of those that nobody speaks of yet."""
        rng = self.rng
        leaves = rng.randint(self.knobs.leaves_from, self.knobs.leaves_to)
        others = list(self.truths)[-2:] if defines else list(self.truths) if self.knobs.definitions else []
        waiting = [name for name in self.waiting if name in others]
        must = [rng.choice(waiting or others)] if others else []
        self.said[:] = must
        return self._compound(leaves, truth, rng.randrange(leaves) if must else -1, rng.random() < DECISIVE)

    def _compound(self, leaves: int, truth: bool, place: int, decisive: bool) -> str:
        """With so many leaves, of which the one at `place` is the name to speak of, or its denial."""
        rng, knobs = self.rng, self.knobs
        if leaves == 1:
            return self._named(self.said[0], truth) if place == 0 else self._leaf(truth)
        negated = rng.random() < knobs.negation
        left = rng.randint(1, leaves - 1)
        name = rng.choices(OPERATORS[: knobs.operators], WEIGHTS[: knobs.operators])[0]
        pairs = OPERANDS[name, truth != negated]
        if decisive and 0 <= place < leaves:
            one = place < left  # which operand it is in
            pairs = tuple((x, y) for x, y in pairs if CONNECTIVES[name](x != one, y == one) != (truth != negated))
        first, second = rng.choice(pairs)
        text = f"{name} {self._compound(left, first, place, decisive)} {self._compound(leaves - left, second, place - left, decisive)}"
        return f"not {text}" if negated else text

    def _leaf(self, truth: bool) -> str:
        rng, knobs = self.rng, self.knobs
        others = [name for name in self.truths if name not in self.said]
        which = rng.random() - knobs.references
        if which < 0 and others:
            return self._named(rng.choice(others), truth)
        which -= knobs.counts
        if which < 0 and len(others) > 2:
            return self._count(others, truth)
        negated = rng.random() < knobs.negation
        which -= knobs.quantifiers
        if which < 0:
            text = self._quantified(truth != negated)
        elif which < knobs.facts:
            text = self._fact(truth != negated)
        else:
            text = self._comparison(truth != negated)
        return f"not {text}" if negated else text

    def _named(self, name: str, truth: bool) -> str:
        self._say([name])
        return name if self.truths[name] == truth else f"not {name}"

    def _say(self, names: list[str]) -> None:
        self.said.extend(names)
        self.waiting[:] = [name for name in self.waiting if name not in names]

    def _count(self, others: list[str], truth: bool) -> str:
        """Of three or four other statements; any threshold that says what it should is as likely."""
        rng = self.rng
        size = rng.choice((3, 3, 4)[: len(others) - 1])
        names = rng.sample(others, size)
        self._say(names)
        true = sum(self.truths[name] for name in names)
        thresholds = [(word, k) for word in COUNTS for k in range(1 + (word == "atleast"), size - (word == "atmost"))]
        word, k = rng.choice([(word, k) for word, k in thresholds if COUNTS[word](true, k) == truth])
        return f"{word}:{k}:{size} {' '.join(names)}"

    def _fact(self, truth: bool) -> str:
        fact = self.unused.pop()
        return f"#{fact.true if truth else self.rng.choice(fact.false)}"

    def _quantified(self, truth: bool) -> str:
        """Such that one number at most decides: "every" fails for one or none, "some" holds for one or none."""
        rng = self.rng
        for _ in range(TRIES):
            quantifier = rng.choice(("all", "some"))
            values = sorted(rng.sample(range(1, 13), 3))
            inner, others = "", [0]
            if rng.random() < self.knobs.nested:
                inner = rng.choice(("all", "some"))
                others = sorted(rng.sample(range(1, 13), rng.choice((2, 3))))
            conditions, joined = [self._condition("m" if inner else "")], "and"
            if not inner and rng.random() < 0.5:
                joined = rng.choice(("and", "or"))
                conditions.append(self._condition(""))
            parts = [truths(condition) >> 16 * m for condition in conditions for m in others]
            met = reduce(and_ if joined == "and" and inner != "some" else or_, parts)
            if sum([met >> n & 1 for n in values]) == _MET[quantifier, truth]:
                body = f"{joined} {' '.join(conditions)}" if len(conditions) > 1 else conditions[0]
                within = f"{inner}:m:{','.join(map(str, others))} " if inner else ""
                return f"{quantifier}:n:{','.join(map(str, values))} {within}{body}"
        return "all:n:2,3,4 < n 5" if truth else "all:n:2,3,4 < n 4"

    def _condition(self, other: str) -> str:
        """A comparison about n, and about the other variable."""
        rng = self.rng
        if rng.random() < 0.25:
            number, divisor = rng.randint(1, 9), rng.randint(2, 5)
            return rng.choice((f"divides {divisor} + n {other or number}", f"divides n {other or rng.randint(6, 60)}"))
        if other:
            return f"{rng.choice(tuple(OFFSETS))} {rng.choice('+-*')} n {other} {rng.randint(1, 24)}"
        left, right = rng.choice((("n", "{}"), ("* {} n", "{}"), ("* n n", "{}"), ("* n n", "+ n {}"), ("- {} n", "n"), ("- {} n", "{}")))
        return f"{rng.choice(tuple(OFFSETS))} {left} {right}".format(rng.randint(2, 9), rng.randint(2, 30))

    def _comparison(self, truth: bool) -> str:
        """Of values that lie close to each other, so that the arithmetic has to be done."""
        rng, knobs = self.rng, self.knobs
        if rng.random() < 0.15:
            divisor = rng.randint(3, 9)
            multiple = divisor * rng.randint(2, max(2, knobs.highest // divisor))
            return f"divides {divisor} {self._number(multiple if truth else multiple + rng.randint(1, divisor - 1), knobs.terms)}"
        name = rng.choice(tuple(OFFSETS))
        left, step = rng.randint(knobs.highest // 2, knobs.highest), rng.choice((1, 1, 2, 3))
        terms = [knobs.terms, rng.randint(0, knobs.terms)]
        rng.shuffle(terms)
        right = max(0, left + step * rng.choice(OFFSETS[name][not truth]))
        return f"{name} {self._number(left, terms[0])} {self._number(right, terms[1])}"

    def _number(self, value: int, terms: int) -> str:
        """An arithmetic expression of this value with about so many operations."""
        rng = self.rng
        if terms == 0 or value < 4:
            return str(value)
        operator = rng.choice("+-*")
        if operator == "*":
            factor = rng.randint(2, min(value // 2, 9))
            quotient, remainder = divmod(value, factor)
            product = f"* {factor} {self._number(quotient, terms - 1 - (remainder > 0))}"
            if not remainder or terms > 1:
                return f"+ {product} {remainder}" if remainder else product
            operator = "+"
        part = rng.randint(1, value - 1)
        first = self._number(part if operator == "+" else value + part, terms - 1)
        return f"{operator} {first} {value - part if operator == '+' else part}"
