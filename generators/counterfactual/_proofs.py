"""Short proofs from a few premises: unit propagation, cases where that stalls, and nothing that the end does not rest on. Cases are
those of one atom, or the ways in which one statement can be true.

Statements are sets of worlds (see `verifiers/counterfactual/_worlds.py`); nothing here knows a formula or a word."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.counterfactual._search import clash
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
        if proof := search.closed({}, depth):
            return search.needed(proof, [])[0]
    return None


def as_bits(known: dict[int, bool]) -> tuple[int, int]:
    """The atoms that are known, and those that are known to be true."""
    bits = true = 0
    for atom, so in known.items():
        bits |= 1 << atom
        true |= so << atom
    return bits, true


@lru_cache(maxsize=1 << 10)
def _spread(atoms: tuple[int, ...]) -> NDArray[np.int64]:
    """The worlds that differ in these atoms only, all others being false, in the order of their numbers."""
    found = np.zeros(1, np.int64)
    for atom in atoms:
        found = np.concatenate((found, found + (1 << atom)))
    return found


@lru_cache(maxsize=1 << 8)
def _narrowed(worlds: int, atoms: tuple[int, ...], all_atoms: int) -> int:
    """A set of worlds that depends on these atoms alone (ascending), as worlds of them alone: a few words in place of a thousand."""
    flat = np.frombuffer(worlds.to_bytes(-(-(1 << all_atoms) // 8), "little"), np.uint8)
    index = _spread(atoms)
    return int.from_bytes(np.packbits(flat[index >> 3] >> (index & 7) & 1, bitorder="little").tobytes(), "little")


class _Own:
    """A statement in the worlds of its own atoms."""

    def __init__(self, statement: Statement, all_atoms: int):
        order = tuple(sorted(statement.atoms))
        self.atoms, self.every = statement.atoms, every(len(order))
        self.bits = sum(1 << atom for atom in order)
        self.worlds = _narrowed(statement.worlds, order, all_atoms)
        self.sides = {atom: (self.every ^ true, true) for atom, true in zip(order, patterns(len(order)), strict=True)}
        """For each atom the worlds in which it is false, and those in which it is true."""
        self.place = {atom: place for place, atom in enumerate(order)}
        self.said: dict[tuple[int, int], tuple[Literal, ...] | None] = {}
        self.split: dict[tuple[int, int], list[tuple[Literal, ...]]] = {}

    def models(self) -> NDArray[np.int64]:
        """The ways in which it is true, each as the bits of those of its atoms that are true."""
        count = 1 << len(self.place)
        flat = np.frombuffer(self.worlds.to_bytes(-(-count // 8), "little"), np.uint8)
        return _spread(tuple(self.place))[np.flatnonzero(np.unpackbits(flat, bitorder="little"))]

    def within(self, worlds: int, literals: Iterable[Literal]) -> int:
        """The worlds in which the literals are so."""
        for atom, so in literals:
            worlds &= self.sides[atom][so]
        return worlds

    def left(self, known: int, true: int) -> int:
        """The worlds in which what is known is so. known, true: atoms as bits, those known and those known to be true."""
        worlds = self.every
        for atom, sides in self.sides.items():
            if known >> atom & 1:
                worlds &= sides[true >> atom & 1]
        return worlds

    def says(self, known: int, true: int) -> tuple[Literal, ...] | None:
        """What the statement says of single atoms, given what is known of some; None where it cannot be true."""
        here = self.left(known, true) & self.worlds
        if not here:
            return None
        found: list[Literal] = []
        for atom in self.atoms:
            if not known >> atom & 1:
                so = here & self.sides[atom][1]
                if not so or so == here:
                    found.append((atom, so != 0))
        return tuple(found)

    def ways(self, known: int, true: int) -> list[tuple[Literal, ...]]:
        """Literals of which the statement needs all of one case or another; none when there are more than MAX_CASES cases."""
        free = [atom for atom in self.atoms if not known >> atom & 1]
        left = self.left(known, true)
        worlds = left & self.worlds
        # Worlds that only differ in what is known count once.
        forbidden = left ^ worlds
        cubes: list[tuple[Literal, ...]] = []
        while worlds:
            world = (worlds & -worlds).bit_length() - 1
            literals = tuple(self.fewest(forbidden, [(atom, bool(world >> self.place[atom] & 1)) for atom in free]))
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
        kept: list[Literal] = []
        before = self.every
        for atom, so in literals:
            if behind.pop() & before:
                kept.append((atom, so))
                before &= self.sides[atom][so]
        return kept

    def reasons(self, against: int, known: Sequence[Literal]) -> set[int]:
        """Atoms of known literals, the earliest, with which the statement is true in none of the worlds."""
        literals = {atom: so for atom, so in known if atom in self.sides}
        return {atom for atom, _ in self.fewest(self.worlds & against, list(reversed(literals.items())))}


_own = lru_cache(maxsize=64)(_Own)  # the members of a family share statements


class _Search:
    """What a statement says of its own atoms depends on what is known of these alone. So each finding is kept with the statement by what
    is known of its atoms, and holds in all cases in which that is known, whatever else is, and in all proofs."""

    def __init__(self, statements: Sequence[Statement], atoms: int, supposing: bool):
        self.statements = [_own(statement, atoms) for statement in statements]
        self.usable = len(statements) if supposing else len(statements) - 1
        self.atoms = sorted({atom for statement in statements for atom in statement.atoms})

    def propagate(self, known: dict[int, bool]) -> tuple[list[Step], int | None]:
        """What single statements say of single atoms, one after the other, put into `known`; and the statement that clashes, if any."""
        steps: list[Step] = []
        (bits, true), moved = as_bits(known), True
        while moved:
            moved = False
            for place, statement in enumerate(self.statements):
                key, kept = (bits & statement.bits, true & statement.bits), statement.said
                if key not in kept:
                    kept[key] = statement.says(*key)
                said = kept[key]
                if said is None:
                    return steps, place
                for atom, so in said if place < self.usable else ():
                    moved, known[atom] = True, so
                    steps.append(Step(place, (atom, so)))
                    bits |= 1 << atom
                    true |= so << atom
        return steps, None

    def closed(self, known: dict[int, bool], depth: int) -> Proof | None:
        """A proof that there is no such world, with cases nested no deeper; the smallest by its outermost cases."""
        known = dict(known)
        steps, dead = self.propagate(known)
        if dead is not None:
            return Proof(tuple(steps), dead)
        best: Proof | None = None
        before = list(known.items())
        for of, cubes in self.splits(known) if depth else ():
            if depth == 1 and not all(self.clashes({**known, **dict(cube)}) for cube in cubes):
                continue
            cases = []
            for cube in cubes:
                case = self.closed({**known, **dict(cube)}, depth - 1)
                if case is None:
                    break
                cases.append(Case(cube, case))
            if len(cases) == len(cubes):
                shown = self.needed(Proof((), None, tuple(cases), of), before)[0]
                if best is None or size(shown) < size(best):
                    best = shown
        return best and best._replace(steps=(*steps, *best.steps))

    def clashes(self, known: dict[int, bool]) -> bool:
        """Whether `propagate` comes to a clash, without its steps."""
        models, starts, own = self.tables
        return bool(clash(models, starts, own, self.usable, *as_bits(known)))

    @cached_property
    def tables(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """As `clash` takes them."""
        models = [statement.models() for statement in self.statements]
        starts = np.cumsum([0, *map(len, models)])
        return np.concatenate(models), starts, np.array([statement.bits for statement in self.statements])

    def splits(self, known: dict[int, bool]) -> Iterator[tuple[int | None, list[tuple[Literal, ...]]]]:
        """Cases that leave nothing out: of each statement the ways in which it can be true, and both of each atom."""
        bits, true = as_bits(known)
        for place, statement in enumerate(self.statements[: self.usable]):
            key, kept = (bits & statement.bits, true & statement.bits), statement.split
            if key not in kept:
                kept[key] = statement.ways(*key)
            if 2 <= len(kept[key]) <= MAX_CASES:
                yield place, kept[key]
        for atom in self.atoms:
            if atom not in known:
                yield None, [((atom, True),), ((atom, False),)]

    def needed(self, proof: Proof, before: Sequence[Literal]) -> tuple[Proof, set[int]]:
        """The proof without what its end does not rest on, and the atoms before it that it does rest on."""
        known = [*before, *(step.literal for step in proof.steps)]
        if proof.dead is not None:
            dead = self.statements[proof.dead]
            ending, needs = Proof((), proof.dead), dead.reasons(dead.every, known)
        else:
            ending, needs = self.needed_cases(proof, known)
        kept: list[Step] = []
        for place in reversed(range(len(proof.steps))):
            step = proof.steps[place]
            atom, so = step.literal
            if atom in needs:
                needs.discard(atom)
                statement = self.statements[step.premise]
                needs |= statement.reasons(statement.sides[atom][not so], known[: len(before) + place])
                kept.append(step)
        return ending._replace(steps=(*reversed(kept), *ending.steps)), needs

    def needed_cases(self, proof: Proof, known: Sequence[Literal]) -> tuple[Proof, set[int]]:
        needs, cases = set[int](), list[Case]()
        for literals, case in proof.cases:
            shown, more = self.needed(case, [*known, *literals])
            kept = tuple(literal for literal in literals if literal[0] in more)
            if not kept:  # this case ends so whatever is supposed
                return shown, more
            needs |= more - {atom for atom, _ in kept}
            cases.append(Case(kept, shown))
        if proof.of is not None:
            statement = self.statements[proof.of]
            other = statement.every
            for one in cases:
                other ^= statement.within(other, one.literals)
            if other:
                needs |= statement.reasons(other, known)
        sets = [set(case.literals) for case in cases]
        cases = [c for n, c in enumerate(cases) if not any(s <= sets[n] and (s != sets[n] or k < n) for k, s in enumerate(sets) if k != n)]
        return Proof((), None, tuple(cases), proof.of), needs
