"""Sets of worlds as the bits of one integer: what premises entail, and which of them a proof cannot do without.

A signature of n ground atoms has 2 ** n worlds: bit i of a set is world i, and atom k is true in the worlds whose number has bit k.
Premises and options come here as sets of worlds, so nothing in this file knows a task's formulas. All functions take time linear in
the number of premises (`is_core`: squared in the number cited)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

MAX_ATOMS = 16

Stand = Literal["supports", "contradicts", "neither"]


class Relation(NamedTuple):
    """How premises stand to an option, and the numbers (from 0, ascending) of premises that show it and of which none can be left
    out. `core` is empty for `neither`."""

    stand: Stand
    core: tuple[int, ...]


@lru_cache(maxsize=2 * MAX_ATOMS)
def every(atoms: int) -> int:
    """All worlds of so many atoms."""
    return (1 << (1 << atoms)) - 1


@lru_cache(maxsize=2 * MAX_ATOMS)
def patterns(atoms: int) -> tuple[int, ...]:
    """For each atom the worlds in which it is true."""
    return tuple(every(atoms) // ((1 << (1 << k)) + 1) << (1 << k) for k in range(atoms))


def meet(sets: Iterable[int], worlds: int) -> int:
    """Those of the worlds that are in all the sets."""
    for one in sets:
        worlds &= one
    return worlds


def outcome(premises: Iterable[int], options: Sequence[int], every: int) -> int | None:
    """The place of the option that the premises entail, or None. Raises ValueError when two are, or the premises have no world."""
    left = meet(premises, every)
    found = [place for place, option in enumerate(options) if left & option == left]
    if not left or len(found) > 1:
        raise ValueError("the premises contradict each other or entail two of the options")
    return found[0] if found else None


def core(sets: Sequence[int], refuted: int) -> tuple[int, ...] | None:
    """Numbers of sets that have no world of `refuted` in common and of which none can be left out; None when even all of them have
    one. Where there are several such cores, sets that stand late are preferred."""
    rest = [refuted]  # from the last set backwards: the worlds in all sets from there on
    for worlds in reversed(sets):
        rest.append(rest[-1] & worlds)
    if rest.pop():
        return None
    kept, left = [], refuted
    for number, worlds in enumerate(sets):
        if left & rest.pop():
            kept.append(number)
            left &= worlds
    return tuple(kept)


def relation(premises: Sequence[int], option: int, every: int) -> Relation:
    """Whether the premises entail the option, its negation, or neither."""
    found = core(premises, every & ~option)
    if found is not None:
        return Relation("supports", found)
    found = core(premises, option)
    return Relation("neither", ()) if found is None else Relation("contradicts", found)


def is_core(premises: Sequence[int], cited: Sequence[int], refuted: int) -> bool:
    """Whether the cited premises have no world of `refuted` in common, and would have one without any single one of them."""
    if meet((premises[i] for i in cited), refuted):
        return False
    return all(meet((premises[i] for i in cited if i != out), refuted) for out in cited)
