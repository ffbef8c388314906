"""Short proofs from a few premises: unit propagation, cases where that stalls, and nothing that the end does not rest on. Cases are
those of one atom, or the ways in which one statement can be true.

Statements are sets of worlds (see `verifiers/counterfactual/_worlds.py`); nothing here knows a formula or a word."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from synth.verifiers.counterfactual._worlds import every, patterns

MAX_DEPTH = 2  # cases within cases
MAX_CASES = 6  # of one statement

Literal = tuple[int, bool]
"""An atom, from 0, and whether it is true."""


class Statement(NamedTuple):
    """A premise or an option as the proof sees it."""

    worlds: int
    """Those in which it is true."""
    atoms: tuple[int, ...]
    """Those that it speaks of, from 0, each once."""


class Step(NamedTuple):
    """What one premise says of one atom, given the steps before."""

    premise: int
    """Its place among the premises; behind the last one for what is supposed."""
    literal: Literal


class Case(NamedTuple):
    """Literals that are supposed, and what follows."""

    literals: tuple[Literal, ...]
    proof: "Proof"


class Proof(NamedTuple):
    """Steps, and their end: a statement that cannot be true then, or cases, which all end so."""

    steps: tuple[Step, ...]
    dead: int | None = None
    """The statement that clashes with the steps, as in `Step.premise`; None where cases end the proof."""
    cases: tuple[Case, ...] = ()
    of: int | None = None
    """The statement that leaves no other cases; None where they are those of one atom."""


def size(proof: Proof) -> int:
    """Literals derived, contradictions reached, cases opened."""
    return len(proof.steps) + (proof.dead is not None) + sum(len(case.literals) + size(case.proof) for case in proof.cases)


def prove(premises: Sequence[Statement], supposed: Statement, atoms: int, direct: bool) -> Proof | None:
    """That the premises leave no world in which what is supposed is true. direct: by steps from the premises alone, until what they say
    clashes with it; else the supposition is a premise too and cases may be needed, the fewest within one another. None where that
    does not suffice."""
    search = _Search([*premises, supposed], atoms, not direct)
    for depth in range(1 if direct else MAX_DEPTH + 1):
        if proof := search.closed({}, depth, search.every):
            return search.needed(proof, [])[0]
    return None


class _Search:
    def __init__(self, statements: Sequence[Statement], atoms: int, supposing: bool):
        self.statements, self.every = statements, every(atoms)
        self.sides = [(self.every ^ true, true) for true in patterns(atoms)]
        """For each atom the worlds in which it is false, and those in which it is true."""
        self.usable = len(statements) if supposing else len(statements) - 1

    def within(self, worlds: int, literals: Iterable[Literal]) -> int:
        """The worlds in which the literals are so."""
        for atom, so in literals:
            worlds &= self.sides[atom][so]
        return worlds

    def propagate(self, known: dict[int, bool], left: int) -> tuple[list[Step], int | None, int]:
        """What single statements say of single atoms, one after the other, put into `known`; the statement that clashes, if any; and the
        worlds of `left`, in which all that was known before is so, that remain."""
        steps = list[Step]()
        moved = True
        while moved:
            moved = False
            for place, (worlds, atoms) in enumerate(self.statements):
                here = left & worlds
                if not here:
                    return steps, place, left
                for atom in atoms if place < self.usable else ():
                    if atom in known:
                        continue
                    so = here & self.sides[atom][1]
                    if not so or so == here:
                        moved, known[atom] = True, so != 0
                        steps.append(Step(place, (atom, so != 0)))
                        left &= self.sides[atom][so != 0]
        return steps, None, left

    def closed(self, known: dict[int, bool], depth: int, left: int) -> Proof | None:
        """A proof that there is no such world, with cases nested no deeper; the smallest by its outermost cases. left: the worlds in which
        what is known is so."""
        known = dict(known)
        steps, dead, left = self.propagate(known, left)
        if dead is not None:
            return Proof(tuple(steps), dead)
        best: Proof | None = None
        before = list(known.items())
        for of, cubes in self.splits(known, left) if depth else ():
            cases = []
            for cube in cubes:
                case = self.closed({**known, **dict(cube)}, depth - 1, self.within(left, cube))
                if case is None:
                    break
                cases.append(Case(cube, case))
            if len(cases) == len(cubes):
                shown = self.needed(Proof((), None, tuple(cases), of), before)[0]
                if best is None or size(shown) < size(best):
                    best = shown
        return best and best._replace(steps=(*steps, *best.steps))

    def splits(self, known: dict[int, bool], left: int) -> Iterator[tuple[int | None, list[tuple[Literal, ...]]]]:
        """Cases that leave nothing out: of each statement the ways in which it can be true, and both of each atom."""
        for place, statement in enumerate(self.statements[: self.usable]):
            cubes = self.ways(statement, known, left)
            if 2 <= len(cubes) <= MAX_CASES:
                yield place, cubes
        for atom in sorted({atom for statement in self.statements for atom in statement.atoms if atom not in known}):
            yield None, [((atom, True),), ((atom, False),)]

    def ways(self, statement: Statement, known: dict[int, bool], left: int) -> list[tuple[Literal, ...]]:
        """Literals of which the statement needs all of one case or another; none when there are more than MAX_CASES cases."""
        free = [atom for atom in statement.atoms if atom not in known]
        worlds = left & statement.worlds
        # Worlds that only differ in what the statement does not speak of, or in what is known, count once.
        forbidden = left ^ worlds
        cubes = list[tuple[Literal, ...]]()
        while worlds:
            world = (worlds & -worlds).bit_length() - 1
            literals = tuple(self.fewest(forbidden, [(atom, bool(world >> atom & 1)) for atom in free]))
            cubes.append(literals)
            worlds ^= self.within(worlds, literals)
            if len(cubes) > MAX_CASES:
                return []
        return cubes

    def fewest(self, forbidden: int, literals: Sequence[Literal]) -> list[Literal]:
        """Literals that keep clear of the forbidden worlds: those that can go, one after the other, are gone."""
        behind = [forbidden]  # without the last literal, the last two, ...
        for atom, so in reversed(literals[1:]):
            behind.append(behind[-1] & self.sides[atom][so])
        kept, before = list[Literal](), self.every
        for atom, so in literals:
            if behind.pop() & before:
                kept.append((atom, so))
                before &= self.sides[atom][so]
        return kept

    def needed(self, proof: Proof, before: Sequence[Literal]) -> tuple[Proof, set[int]]:
        """The proof without what its end does not rest on, and the atoms before it that it does rest on."""
        known = [*before, *(step.literal for step in proof.steps)]
        if proof.dead is not None:
            ending, needs = Proof((), proof.dead), self.reasons(proof.dead, self.every, known)
        else:
            ending, needs = self.needed_cases(proof, known)
        kept: list[Step] = []
        for place in reversed(range(len(proof.steps))):
            step = proof.steps[place]
            atom, so = step.literal
            if atom in needs:
                needs.discard(atom)
                needs |= self.reasons(step.premise, self.sides[atom][not so], known[: len(before) + place])
                kept.append(step)
        return ending._replace(steps=(*reversed(kept), *ending.steps)), needs

    def needed_cases(self, proof: Proof, known: Sequence[Literal]) -> tuple[Proof, set[int]]:
        needs, cases, other = set[int](), list[Case](), self.every
        for literals, case in proof.cases:
            shown, more = self.needed(case, [*known, *literals])
            kept = tuple(literal for literal in literals if literal[0] in more)
            if not kept:  # this case ends so whatever is supposed
                return shown, more
            other ^= self.within(other, kept)
            needs |= more - {atom for atom, _ in kept}
            cases.append(Case(kept, shown))
        sets = [set(case.literals) for case in cases]
        cases = [c for n, c in enumerate(cases) if not any(s <= sets[n] and (s != sets[n] or k < n) for k, s in enumerate(sets) if k != n)]
        if proof.of is not None and other:
            needs |= self.reasons(proof.of, other, known)
        return Proof((), None, tuple(cases), proof.of), needs

    def reasons(self, place: int, against: int, known: Sequence[Literal]) -> set[int]:
        """Atoms of known literals, the earliest, with which the statement is true in none of the worlds."""
        worlds, atoms = self.statements[place]
        literals = {atom: so for atom, so in known if against is not self.every or atom in atoms}
        return {atom for atom, _ in self.fewest(worlds & against, list(reversed(literals.items())))}
