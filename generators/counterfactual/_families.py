"""Families of counterfactuals: four options of which the premises entail one, and for every other outcome the smallest edit of the
premises that brings it about, proved by exact enumeration (a contrast set with labels).

Usage, once the premises and all their edits are in a `Neighbourhood`:

    options = choose_options(rng, neighbourhood, pools, (3, 4), which_refuted(rng))  # the right one first; shuffle before going on
    for member in family(rng, neighbourhood, options): ...           # original, counterfactuals, unknown"""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import chain
from random import Random
from typing import Literal, NamedTuple

from synth.generators.counterfactual._edits import (
    Edit,
    Formula,
    Neighbourhood,
    Overlap,
    Perturbation,
    Swaps,
    outcome,
    proof_size,
    rare_first,
)
from synth.generators.counterfactual._pool import Pool

MAX_EDITS = 40  # edits tried for one wrong option
REFUTED = 0.15  # share of wrong options that are ruled out for certain; others may be


class Member(NamedTuple):
    """One problem of a family, in formulas."""

    role: Literal["original", "counterfactual", "unknown"]
    target: int | None
    """Number of the entailed option, from 0; None for the unknown member."""
    edits: tuple[Edit, ...]
    """Of the original's premises; none in the original."""
    premises: tuple[Formula, ...]


def which_refuted(rng: Random) -> list[bool]:
    """For each wrong option whether the premises must rule it out: to be drawn before the premises, and kept until some fit."""
    return [rng.random() < REFUTED for _ in range(3)]


def choose_options(
    rng: Random,
    neighbourhood: Neighbourhood,
    pools: Sequence[Pool],
    depth: tuple[int, int],
    refuted: Sequence[bool],
    overlap: Overlap | None = None,
) -> tuple[Formula, ...] | None:
    """One option out of each pool, or None when these premises have none: the first is entailed; each other is not, but is the one
    entailed after some edit of one premise, which its pool and `depth` bind just as the first.

    So that nothing in the four shows which is right: all come out of pools that the caller draws alike and keeps when this returns
    None; any two are independent of each other; all are consequences of the same kind of premises.
    depth: least and most premises that every proof needs. refuted: for each pool but the first whether the premises must rule its
    option out, where an edit is preferred but not asked for. overlap: only edits that are unbiased between the option and those before
    it count."""
    worlds = neighbourhood.worlds
    right = pools[0].first(worlds, depth, lambda: neighbourhood.without)
    if right is None:
        return None
    chosen = [right]
    reached: list[int] = []  # worlds of the theories that entail the wrong options so far
    kinds = list(neighbourhood.by_kind)
    for pool, ruled_out in zip(pools[1:], refuted, strict=True):
        taken = [m for _, m in chosen]
        fits = pool.open(worlds, ruled_out)
        others, known = fits.rows(taken), fits.rows(reached)
        found: tuple[Formula, int] | None = None
        for _ in range(MAX_EDITS if len(fits) and kinds else 0):
            perturbation = rng.choice(neighbourhood.by_kind[rng.choice(kinds)])
            left = perturbation.worlds
            if any(left & m == left for m in taken):
                continue
            best = fits.first(left, depth, partial(neighbourhood.without_after, perturbation), others, known)
            if best and (overlap is None or neighbourhood.unbiased(perturbation, [f for f, _ in (*chosen, best)], overlap)):
                found = best
                reached.append(left)
                break
        if found is None and ruled_out:
            found = fits.independent(others, known)
        if found is None:
            return None
        chosen.append(found)
    return tuple(f for f, _ in chosen)


def family(
    rng: Random,
    neighbourhood: Neighbourhood,
    options: Sequence[Formula],
    depth: int = 2,
    swaps: Swaps | None = None,
    overlap: Overlap | None = None,
    edited: int = 2,
) -> list[Member]:
    """The original, a counterfactual for each wrong option that has one, and the unknown member if there is one, in this order.

    The original is not always the set of premises given: any member with a right option is drawn to be it, and the others are sought
    anew around it. So whichever option the given premises were made for, in the original each is right as often as the others.
    The other arguments and errors are those of `members`."""
    found = members(rng, neighbourhood, options, depth, swaps, overlap=overlap, edited=edited)
    root = rng.choice([member for member in found if member.target is not None])
    if root.role == "original":
        return found
    hints = [(i.premise, j.premise) for i in root.edits for member in found for j in member.edits if i.premise != j.premise]
    moved = Neighbourhood(root.premises, neighbourhood.worlds_of, neighbourhood.edits, neighbourhood.all_worlds, neighbourhood)
    return members(rng, moved, options, depth, swaps, hints, overlap, edited)


def members(
    rng: Random,
    neighbourhood: Neighbourhood,
    options: Sequence[Formula],
    depth: int = 2,
    swaps: Swaps | None = None,
    hints: Sequence[tuple[int, int]] = (),
    overlap: Overlap | None = None,
    edited: int = 2,
) -> list[Member]:
    """The premises given as the original, and the members around it.

    Each is reached by the fewest edited premises (one, else two) after which the option in question is the only one entailed (for
    unknown: none is), no premise entails it alone and no proof of it does without the edited premises. Of several such edits one is
    drawn, first its kind; where there are such, one that is unbiased between the options and after which every proof needs at least
    `depth` premises. For unknown, one of the shape of the others' edits, or that leaves the shape of its premise as it is, comes first.
    swaps: edits of two premises at once beyond pairs of single ones (two rules that trade parts). hints: pairs of premises to try
    first where one edit is not enough. edited: 1 leaves out the members that need two edits.
    Raises ValueError unless the premises entail exactly one option."""
    sets = [neighbourhood.worlds_of(option) for option in options]
    entailed = outcome(neighbourhood.worlds, sets)
    if not neighbourhood.worlds or entailed is None or entailed < 0:
        raise ValueError("the premises entail not exactly one option")
    chosen = _single_edits(rng, neighbourhood, options, sets, entailed, depth, overlap)
    missing = set(range(-1, len(options))) - {*chosen, entailed}
    if missing and edited > 1:
        for reached, perturbation, rests in neighbourhood.pairs(rng, sets, entailed, missing, swaps, hints):
            if neighbourhood.states(perturbation, reached, sets):
                continue
            if reached < 0 or all(rest & sets[reached] != rest for rest in rests):
                if overlap and not neighbourhood.unbiased(perturbation, options, overlap):
                    chosen.setdefault(reached, perturbation)  # it stays if no unbiased one comes
                    continue
                chosen[reached] = perturbation
                missing.discard(reached)
                if not missing:
                    break
    made = [Member("original", entailed, (), neighbourhood.premises)]
    for target in (*range(len(options)), -1):
        if target in chosen:
            edits = chosen[target].edits
            role: Literal["counterfactual", "unknown"] = "unknown" if target < 0 else "counterfactual"
            made.append(Member(role, None if target < 0 else target, edits, neighbourhood.after(edits)))
    return made


def _single_edits(
    rng: Random,
    neighbourhood: Neighbourhood,
    options: Sequence[Formula],
    sets: Sequence[int],
    entailed: int,
    depth: int,
    overlap: Overlap | None,
) -> dict[int, Perturbation]:
    """For each outcome (-1: unknown) that some edit of one premise reaches, the edit drawn for it."""
    found: dict[int, dict[str, list[Perturbation]]] = {}
    for perturbation in chain.from_iterable(neighbourhood.by_kind.values()):
        reached = outcome(perturbation.worlds, sets)
        if reached is not None and reached != entailed and not neighbourhood.states(perturbation, reached, sets):
            found.setdefault(reached, {}).setdefault(perturbation.edits[0].kind, []).append(perturbation)
    chosen: dict[int, Perturbation] = {}
    for target in sorted(found, reverse=True):
        kinds = rare_first(rng, {kind: len(those) for kind, those in found[target].items()})
        candidates = [one for kind in kinds for one in rng.sample(found[target][kind], len(found[target][kind]))]
        if target < 0:  # what takes an answer away has the shape of what gives one, or changes none: else its shape would show it
            given = Counter(neighbourhood.shapes(edit) for one in chosen.values() for edit in one.edits)
            turn = {shapes: -times * rng.random() for shapes, times in given.items()}
            candidates.sort(key=lambda one: (turn.get(shapes := neighbourhood.shapes(one.edits[0]), 0), shapes[0] != shapes[1]))
        if overlap:
            candidates.sort(key=lambda one: not neighbourhood.unbiased(one, options, overlap))
        deep = (one for one in candidates if target < 0 or proof_size(neighbourhood.without_after(one), sets[target]) >= depth)
        chosen[target] = next(deep, candidates[0])
    return chosen
