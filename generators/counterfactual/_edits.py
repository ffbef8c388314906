"""The neighbourhood of a set of premises: every edit of one premise and, where one is not enough, of two, with the worlds it leaves.

Knows no task's formulas. A task brings `worlds_of` (formula -> the possible worlds in which it is true, as bits) and `edits` (formula ->
its edits, each a kind and a formula). An edit replaces one premise and keeps its place. It counts only when it changes what the premise
says and leaves all premises satisfiable together. Everything is a few operations on big integers for each edit, so thousands of edits a
second are tried. (Entailment is asked as `a & b == a`: with thousands of bits ten times as fast as `not a & ~b`.)"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain, combinations, product
from operator import sub
from random import Random
from typing import Any, NamedTuple

from synth.verifiers.counterfactual._worlds import meet

Formula = Any
"""Hashable; whatever the task's `worlds_of` and `edits` take."""
WorldsOf = Callable[[Formula], int]
"""Formula -> the worlds in which it is true."""
Edits = Callable[[Formula], Iterable[tuple[str, Formula]]]
"""Formula -> its edits, each a kind and what the formula becomes."""
Swaps = Callable[[Formula, Formula], Iterable[tuple[str, Formula, Formula]]]
"""Two formulas -> edits of both at once, such as two rules that trade conclusions."""
Overlap = Callable[[Formula, Formula], Sequence[int]]
"""(premise, option) -> surface features of the two side by side, such as the number of atoms in common."""

MAX_PAIRS = 3_000  # edits of two premises tried in one family


class Edit(NamedTuple):
    """One premise replaced by a formula of the same kind."""

    premise: int
    """Its number, from 0."""
    kind: str
    """A word by which edits are balanced: `negate`."""
    after: Formula
    """What the premise becomes."""


class Perturbation(NamedTuple):
    """One edit, or two of different premises, and what they bring about."""

    edits: tuple[Edit, ...]
    """In the order of the premises."""
    worlds: int
    """The worlds in which all premises are true afterwards."""


class Neighbourhood:
    """Premises and all their edits. near: the neighbourhood of others of as many premises, whose edits are at hand where the premises are
    the same."""

    def __init__(
        self, premises: Sequence[Formula], worlds_of: WorldsOf, edits: Edits, all_worlds: int, near: "Neighbourhood | None" = None
    ) -> None:
        self.premises, self.worlds_of, self.edits, self.all_worlds, self.near = tuple(premises), worlds_of, edits, all_worlds, near
        self.sets = [worlds_of(premise) for premise in self.premises]
        """The worlds of each premise."""
        self.without = leave_one_out(self.sets, all_worlds)
        """For each premise the worlds of all the others."""
        self.worlds = meet(self.sets, all_worlds)
        """The worlds of all premises."""

    @cached_property
    def edited(self) -> list[list[tuple[str, Formula, int]]]:
        """For each premise its edits as (kind, after, worlds of after), less those that say the same as it, as another edit, or nothing."""
        found: list[list[tuple[str, Formula, int]]] = []
        for place, (premise, worlds) in enumerate(zip(self.premises, self.sets, strict=True)):
            if self.near and self.near.premises[place] == premise:
                found.append(self.near.edited[place])
                continue
            seen = [worlds, self.all_worlds]  # no set: to hash a long integer takes longer than to compare it with some dozens
            found.append([])
            for kind, after in self.edits(premise):
                changed = self.worlds_of(after)
                if changed not in seen:
                    seen.append(changed)
                    found[-1].append((kind, after, changed))
        return found

    @cached_property
    def by_kind(self) -> dict[str, list[Perturbation]]:
        """The edits of one premise that leave a world and change what follows."""
        found: dict[str, list[Perturbation]] = {}
        for number, edited in enumerate(self.edited):
            for kind, after, changed in edited:
                left = self.without[number] & changed
                if left and left != self.worlds:
                    found.setdefault(kind, []).append(Perturbation((Edit(number, kind, after),), left))
        return found

    def pairs(
        self,
        rng: Random,
        options: Sequence[int],
        entailed: int,
        wanted: Collection[int],
        swaps: Swaps | None,
        hints: Sequence[tuple[int, int]],
    ) -> Iterable[tuple[int, Perturbation, tuple[int, int]]]:
        """Edits of two premises with an outcome that is wanted, each with this outcome and the worlds left by all premises but the first,
        and but the second, of the two edited. At most MAX_PAIRS are tried: the premises of `hints` first, then in random order.
        options: the worlds of each; entailed: the number of the option that must not stay so; wanted: may get fewer on the way."""
        couples = list(combinations(range(len(self.premises)), 2))
        rng.shuffle(couples)
        shuffled = cache(lambda place: _shuffled(rng, self.edited[place]))
        couples = list(dict.fromkeys([*((min(pair), max(pair)) for pair in hints), *couples]))
        tried = 0
        for i, j in couples:
            rest = meet((s for k, s in enumerate(self.sets) if k not in (i, j)), self.all_worlds)
            if rest & options[entailed] == rest:
                continue
            swapped = swaps(self.premises[i], self.premises[j]) if swaps else ()
            both = [((kind, a, rest & self.worlds_of(a)), (kind, b, rest & self.worlds_of(b))) for kind, a, b in swapped]
            one, two = ([(kind, f, rest & true) for kind, f, true in shuffled(place)] for place in (i, j))
            for (kind, a, first), (kind_b, b, second) in chain(both, product(one, two)):
                tried += 1
                if tried > MAX_PAIRS:
                    return
                left = first & second
                if left and (reached := outcome(left, options)) is not None and reached in wanted:
                    yield reached, Perturbation((Edit(i, kind, a), Edit(j, kind_b, b)), left), (second, first)

    def without_after(self, perturbation: Perturbation) -> list[int]:
        """As `without`, after an edit of one premise."""
        edit = perturbation.edits[0]
        sets = [*self.sets]
        sets[edit.premise] = self.worlds_of(edit.after)
        return leave_one_out(sets, self.all_worlds)

    def states(self, perturbation: Perturbation, target: int, options: Sequence[int]) -> bool:
        """Whether an edited premise entails the target alone."""
        return target >= 0 and any((alone := self.worlds_of(edit.after)) & options[target] == alone for edit in perturbation.edits)

    def unbiased(self, perturbation: Perturbation, options: Sequence[Formula], overlap: Overlap) -> bool:
        """Whether the edits change the surface overlap with the premises by the same for all options. Else they would show which option
        they were made for."""
        for edit in perturbation.edits:
            before = self.premises[edit.premise]
            changes = (tuple(map(sub, overlap(edit.after, option), overlap(before, option))) for option in options)
            first = next(changes)
            if any(change != first for change in changes):
                return False
        return True

    def shapes(self, edit: Edit) -> tuple[str, str]:
        """The shapes of the premise before and after the edit, whatever it is about."""
        return _shape(self.premises[edit.premise]), _shape(edit.after)

    def after(self, edits: Iterable[Edit]) -> tuple[Formula, ...]:
        """The premises after the edits."""
        premises = list(self.premises)
        for edit in edits:
            premises[edit.premise] = edit.after
        return tuple(premises)


@lru_cache(maxsize=1 << 14)
def _shape(formula: Formula) -> str:
    return re.sub(r"\d+", "", repr(formula))


def leave_one_out(sets: Sequence[int], all_worlds: int) -> list[int]:
    """For each set the worlds that are in all the other sets."""
    before, after = [all_worlds], [all_worlds]
    for worlds in sets:
        before.append(before[-1] & worlds)
    for worlds in reversed(sets):
        after.append(after[-1] & worlds)
    return [before[i] & after[len(sets) - 1 - i] for i in range(len(sets))]


def proof_size(without: Sequence[int], option: int) -> int:
    """How many premises every proof of an entailed option uses. without: as in Neighbourhood."""
    return sum(1 for rest in without if rest & option != rest)


def outcome(worlds: int, options: Sequence[int]) -> int | None:
    """The one option that holds in all the worlds, -1 for none, None for several."""
    entailed = -1
    for number, option in enumerate(options):
        if worlds & option == worlds:
            if entailed >= 0:
                return None
            entailed = number
    return entailed


def rare_first(rng: Random, counts: dict[str, int]) -> list[str]:
    """The kinds in random order, one with few edits more likely before one with many, so that each comes to its share."""
    keys = {kind: rng.random() ** count for kind, count in counts.items()}
    return sorted(counts, key=lambda kind: -keys[kind])


def _shuffled(rng: Random, edited: Sequence[tuple[str, Formula, int]]) -> list[tuple[str, Formula, int]]:
    """In random order, kind by kind."""
    order = rare_first(rng, Counter(kind for kind, _, _ in edited))
    return sorted(rng.sample(edited, len(edited)), key=lambda edit: order.index(edit[0]))
