"""How a tree is told: every link outright, or by kinship from which it follows once other links are known."""

from random import Random

from synth.verifiers.logic.space_reasoning_tree import Statement, children

OUTRIGHT, SIBLINGS, GRANDPARENT, AUNT, COUSINS = 1, 2, 3, 3, 4
"""Weights of a step by which a link is found."""
LISTED = 0.4
"""How often children that are all told outright are told in one list."""


class Telling:
    """The statements of a tree, each with what follows from it."""

    def __init__(self, rng: Random, parents: tuple[int, ...], indirect: int) -> None:
        """indirect: percentage of links told by kinship where possible."""
        self.rng, self.parents, self.below = rng, parents, children(parents)
        self.indirect = indirect
        self.statements: list[Statement] = []
        self.weight = [0] * len(parents)
        """Of each node the weight of the step that finds its parent."""
        self.rests_on: list[list[int]] = [[] for _ in parents]
        """For each node the nodes whose parents have to be known before."""
        self.found = [False] * len(parents)
        self.counted: set[int] = set()
        """Nodes of which it is told how many children they have."""
        self.order = [node for node, parent in enumerate(parents) if parent < 0]
        """From the root down."""
        for parent in self.order:
            if self.below[parent]:
                self._tell_children(parent, indirect)
                self.order += self.below[parent]

    def _tell_children(self, parent: int, indirect: int) -> None:
        outright = []
        for child in self.rng.sample(self.below[parent], len(self.below[parent])):
            if self.rng.randrange(100) >= indirect or not self._tell_by_kinship(child, parent):
                outright.append(child)
                self.weight[child] = OUTRIGHT
            self.found[child] = True
        if len(outright) > 1 and len(outright) == len(self.below[parent]) and self.rng.random() < LISTED:
            self.statements.append(("children", (parent, *sorted(outright))))
            self.counted.add(parent)
            return
        for child in outright:
            self.statements.append(("parent", (parent, child)))

    def _tell_by_kinship(self, child: int, parent: int) -> bool:
        """A statement from which the parent follows, with the numbers of children that it needs; False where none is to be had."""
        rng, above = self.rng, self.parents[parent]
        brothers = [other for other in self.below[parent] if self.found[other]]
        ways = ["siblings"] if brothers else []
        family = self.below[above] if above >= 0 else []
        others = [other for other in family if other != parent]
        if family and not any(self.below[other] for other in others):
            ways += ["grandparent"] * 2
        if 1 <= len(others) <= 2:
            ways += ["aunt"] * 3
        known = [other for other in self.below[others[0]] if self.found[other]] if len(others) == 1 else []
        if known:
            ways += ["cousins"] * 4
        if not ways:
            return False
        way = rng.choice(ways)
        if way == "siblings":
            self._step(child, SIBLINGS, ("siblings", _pair(child, rng.choice(brothers))), brothers[:1])
            self.rests_on[child] = [node for node in self.statements[-1][1] if node != child]
            return True
        self._count(above)
        if way == "grandparent":
            for other in others:
                self._count(other)
            self._step(child, GRANDPARENT, ("grandparent", (above, child)), family)
        elif way == "aunt":
            for other in others[1:]:
                self.statements.append(("aunt", (other, child)))
            self._step(child, AUNT, ("aunt", (others[0], child)), family)
        else:
            cousin = rng.choice(known)
            self._step(child, COUSINS, ("cousins", _pair(child, cousin)), [*family, cousin])
        return True

    def _step(self, child: int, weight: int, statement: Statement, rests_on: list[int]) -> None:
        self.statements.append(statement)
        self.weight[child], self.rests_on[child] = weight, rests_on

    def _count(self, node: int) -> None:
        if node not in self.counted:
            self.counted.add(node)
            self.statements.append(("count", (node, len(self.below[node]))))

    def effort(self, nodes: set[int]) -> int:
        """Weight of all steps that find the parents of these nodes."""
        needed = set(nodes)
        waiting = list(nodes)
        while waiting:
            for other in self.rests_on[waiting.pop()]:
                if other not in needed:
                    needed.add(other)
                    waiting.append(other)
        return sum(self.weight[node] for node in needed)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
