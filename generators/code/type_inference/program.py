"""Programs: definitions, and functions of several arguments behind them. Each of these is grown again as soon as it is not wanted, as where
a name that it binds stands nowhere, before the others are grown."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from synth.generators.code.type_inference.growing import Grower, Names, Unfit, arrows, lambdas
from synth.verifiers.code.type_inference.inference import Scheme, TooMuch
from synth.verifiers.code.type_inference.language import Node
from synth.verifiers.code.type_inference.types import BOOL, Type

TURNS = 8
"""Times that a definition, or what stands behind all of them, is grown."""


class Program(Grower):
    """One program in the making."""

    def whole(self) -> Node:
        """Definitions, and functions of several arguments behind them. Raises Unfit and TooMuch."""
        rng, size = self.rng, self.size
        around: Names = {}
        definitions: list[tuple[str, str, Node]] = []
        share = size.nodes // (size.helpers + 2) if size.helpers else 0
        for number in range(size.helpers):
            name, recursive = self.helpers.pop(), number == size.helpers - 1 and rng.random() < size.recursive
            kind = self.inference.fresh()
            if recursive:
                value = self.again(partial(self.recursion, name, kind, around, share))
                self.used.discard(name)  # which has still to stand outside of itself
            else:
                value = self.again(partial(self.function, kind, around, share, rng.randint(1, 2)))
            around = around | {name: self.generalized(name, kind, around)}
            if number == size.helpers - 1 and not self.general:
                raise Unfit
            definitions.append(("rec" if recursive else "let", name, value))
        rest, self.goal = size.nodes - share * size.helpers, self.inference.fresh()
        found = self.again(partial(self.behind, around, rest))
        for word, name, value in reversed(definitions):
            found = Node(word, name, (value, found))
        return found

    def behind(self, around: Names, size: int) -> Node:
        """What stands behind the definitions, all of which are used, one of them at two places. Its type is neither short nor long."""
        found = self.function(self.goal, around, size, self.rng.randint(2, min(4, 2 + size // 8)))
        if not self.used >= around.keys() or (around and not self.twice):
            raise Unfit
        if self.leaves() < self.size.least or len(set(self.inference.leaves(self.goal))) < 2:
            raise Unfit
        return found

    def again(self, grown: Callable[[], Node]) -> Node:
        """What is grown, at one of several turns. Raises Unfit and TooMuch."""
        before = self.state()
        for _ in range(TURNS - 1):
            with suppress(Unfit, TooMuch):
                return grown()
            self.back(before)
            self.inference.steps = 0
        return grown()

    def recursion(self, name: str, goal: Type, around: Names, size: int) -> Node:
        """A function that ends in one case and calls itself in the other."""
        names = [self.letter() for _ in range(self.rng.randint(1, 2))]
        kinds = [self.inference.fresh() for _ in names]
        value = self.inference.fresh()
        self.inference.unify(goal, arrows(kinds, value))
        inside = around | {one: Scheme(frozenset(), kind) for one, kind in zip(names, kinds, strict=True)}
        own = inside | {name: Scheme(frozenset(), goal)}
        third = max(size // 3, 3)
        test = self.expression(BOOL, inside, third)
        base = self.expression(value, inside, third // 2)
        before = self.state()
        step = self.expression(value, own, size - third - 4)
        if name not in self.used:
            self.back(before)
            self.use(name)
            step = Node("var", name)
            for part in self.parts(tuple(kinds), own, size - third - 4):
                step = Node("app", "", (step, part))
        self.stands(*names)
        return lambdas(names, Node("if", "", (test, base, step)))
