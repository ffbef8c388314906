"""Families of counterfactuals: four options of which the premises entail one, and for every other outcome the smallest edit of the
premises that brings it about, proved by exact enumeration.

Knows no task's formulas. A task gives its premises, `mask` (formula -> the worlds in which it is true) and `edits` (formula -> the
edits of it, each a kind and a formula), and gets back members, each with its own premises. Usage:

    around = Neighbourhood(premises, mask, edits, every)
    options = choose_options(rng, around, pools, depth=(3, 4), refuted=to_refute(rng))  # the right one first; shuffle before going on
    for member in family(rng, around, options): ...           # original, counterfactuals, unknown

An edit changes one premise and keeps its place. It counts only when it changes what the premise says and leaves all premises
satisfiable together. Everything is a few operations on big integers for each edit, so thousands of edits a second are tried. (Inside
is asked as `a & b == a`: with thousands of bits ten times as fast as `not a & ~b`.)

Over 300 lines: one search, and its parts share the sets of worlds."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain, combinations, product
from operator import sub
from random import Random
from typing import Any, Literal, NamedTuple

from synth.verifiers.counterfactual._worlds import meet

Formula = Any  # hashable; whatever the task's `mask` and `edits` take
Mask = Callable[[Formula], int]
Edits = Callable[[Formula], Iterable[tuple[str, Formula]]]
Swaps = Callable[[Formula, Formula], Iterable[tuple[str, Formula, Formula]]]
Looks = Callable[[Formula, Formula], Sequence[int]]  # premise, option -> what shows of them side by side to one who does not reason
Edited = tuple[str, Formula, int]  # kind, what the premise becomes, its worlds
Pool = Sequence[tuple[Formula, int]]  # candidates for an option, in random order, each with its worlds

STEPS = 40  # edits tried for one wrong option
REFUTED = 0.15  # share of wrong options that are ruled out for certain; others may be
PAIRS = 3_000  # edits of two premises tried in one family, when no single edit does it


class Change(NamedTuple):
    """One premise (by its number from 0) and what it becomes. kind: a word for the balance of edits, such as `negate`."""

    premise: int
    kind: str
    after: Formula


class Step(NamedTuple):
    """An edit of one premise or two, and the worlds that it leaves."""

    changes: tuple[Change, ...]
    worlds: int


class Member(NamedTuple):
    """target: number of the entailed option, None for the unknown member; changes: none in the original."""

    role: Literal["original", "counterfactual", "unknown"]
    target: int | None
    changes: tuple[Change, ...]
    premises: tuple[Formula, ...]


class Neighbourhood:
    """Premises and all their edits.

    sets: worlds of each premise; worlds: those of all; without[i]: those of all but premise i."""

    def __init__(self, premises: Sequence[Formula], mask: Mask, edits: Edits, every: int):
        self.premises, self.mask, self.edits, self.every = tuple(premises), mask, edits, every
        self.sets = [mask(premise) for premise in self.premises]
        self.without = others(self.sets, every)
        self.worlds = meet(self.sets, every)

    @cached_property
    def edited(self) -> list[list[Edited]]:
        """For each premise its edits, less those that say the same as it, as another edit, or nothing."""
        found: list[list[Edited]] = []
        for premise, worlds in zip(self.premises, self.sets, strict=True):
            seen = [worlds, self.every]  # no set: to hash a long integer takes longer than to compare it with some dozens
            found.append([])
            for kind, after in self.edits(premise):
                changed = self.mask(after)
                if changed not in seen:
                    seen.append(changed)
                    found[-1].append((kind, after, changed))
        return found

    @cached_property
    def by_kind(self) -> dict[str, list[Step]]:
        """The edits of one premise that leave a world and change what follows."""
        steps: dict[str, list[Step]] = {}
        for number, edited in enumerate(self.edited):
            for kind, after, changed in edited:
                left = self.without[number] & changed
                if left and left != self.worlds:
                    steps.setdefault(kind, []).append(Step((Change(number, kind, after),), left))
        return steps

    def pairs(
        self,
        rng: Random,
        options: Sequence[int],
        lost: int,
        sought: Collection[int],
        swaps: Swaps | None,
        hints: Sequence[tuple[int, int]],
    ) -> Iterable[tuple[int, Step, tuple[int, int]]]:
        """Edits of two premises with an outcome that is sought, each with this outcome and the worlds left by all premises but the first,
        and but the second, of the two edited. At most PAIRS are tried: the premises of `hints` first, then in random order.
        lost: the option that must not stay entailed; sought: may get fewer on the way."""
        couples = list(combinations(range(len(self.premises)), 2))
        rng.shuffle(couples)
        couples = list(dict.fromkeys([*((min(pair), max(pair)) for pair in hints), *couples]))
        tried = 0
        for i, j in couples:
            rest = meet((s for k, s in enumerate(self.sets) if k not in (i, j)), self.every)
            if rest & options[lost] == rest:
                continue
            traded = swaps(self.premises[i], self.premises[j]) if swaps else ()
            both = [((kind, a, rest & self.mask(a)), (kind, b, rest & self.mask(b))) for kind, a, b in traded]
            one, two = ([(kind, f, rest & true) for kind, f, true in _by_kind(rng, self.edited[place])] for place in (i, j))
            for (kind, a, first), (kind_b, b, second) in chain(both, product(one, two)):
                tried += 1
                if tried > PAIRS:
                    return
                left = first & second
                if left and (reached := _outcome(left, options)) is not None and reached in sought:
                    yield reached, Step((Change(i, kind, a), Change(j, kind_b, b)), left), (second, first)

    def without_after(self, step: Step) -> list[int]:
        """As `without`, after an edit of one premise."""
        change = step.changes[0]
        sets = [*self.sets]
        sets[change.premise] = self.mask(change.after)
        return others(sets, self.every)

    def states(self, step: Step, target: int, options: Sequence[int]) -> bool:
        """Whether an edited premise entails the target alone."""
        return target >= 0 and any((alone := self.mask(change.after)) & options[target] == alone for change in step.changes)

    def fair(self, step: Step, options: Iterable[Formula], looks: Looks) -> bool:
        """Whether a step brings all options equally near to the premises, in looks. Else they would tell what they were edited for."""
        for change in step.changes:
            before = self.premises[change.premise]
            if len({tuple(map(sub, looks(change.after, option), looks(before, option))) for option in options}) > 1:
                return False
        return True

    def outline(self, change: Change) -> tuple[str, str]:
        """What shows of a change whatever its premise is about."""
        return _outline(self.premises[change.premise]), _outline(change.after)

    def after(self, changes: Iterable[Change]) -> tuple[Formula, ...]:
        """The premises after the changes."""
        premises = list(self.premises)
        for change in changes:
            premises[change.premise] = change.after
        return tuple(premises)


@lru_cache(maxsize=1 << 14)
def _outline(formula: Formula) -> str:
    return re.sub(r"\d+", "", repr(formula))


def others(sets: Sequence[int], every: int) -> list[int]:
    """For each set the worlds that are in all the other sets."""
    before, after = [every], [every]
    for worlds in sets:
        before.append(before[-1] & worlds)
    for worlds in reversed(sets):
        after.append(after[-1] & worlds)
    return [before[i] & after[len(sets) - 1 - i] for i in range(len(sets))]


def needed(without: Sequence[int], option: int) -> int:
    """How many premises every proof of an entailed option uses. without: as in Neighbourhood."""
    return sum(1 for rest in without if rest & option != rest)


def independent(a: int, b: int, every: int) -> bool:
    """Whether neither option says anything about the other: all four cases are possible."""
    both = a & b
    return both not in (0, a, b) and a | b != every


def _apart(option: int, chosen: Sequence[int], reached: Sequence[int], every: int) -> bool:
    """Whether an option may stand beside those chosen: independent of each, and not entailed by the theories that entail one of them."""
    return all(independent(option, other, every) for other in chosen) and all(left & option != left for left in reached)


def to_refute(rng: Random) -> list[bool]:
    """For each wrong option whether the premises must rule it out: to be drawn before the premises, and kept until some fit."""
    return [rng.random() < REFUTED for _ in range(3)]


def choose_options(
    rng: Random,
    around: Neighbourhood,
    pools: Sequence[Pool],
    depth: tuple[int, int],
    refuted: Sequence[bool],
    looks: Looks | None = None,
) -> tuple[Formula, ...] | None:
    """One option out of each pool, or None when these premises have none: the first is entailed; each other is not, but is the one
    entailed after some edit of one premise, which its pool and `depth` bind just as the first.

    So that nothing in the four tells which is right: all come out of pools that the caller draws alike and keeps when this returns
    None; any two are independent of each other; all are consequences of the same kind of premises.
    depth: least and most premises that every proof needs. refuted: for each pool but the first whether the premises must rule its
    option out, where an edit is preferred but not asked for. looks: only edits that are fair to the option and those before it
    count."""
    every, worlds = around.every, around.worlds
    least, most = depth
    right = next(((f, m) for f, m in pools[0] if worlds & m == worlds and least <= needed(around.without, m) <= most), None)
    if right is None:
        return None
    chosen = [right]
    reached: list[int] = []  # worlds of the theories that entail the wrong options so far
    kinds = list(around.by_kind)
    for pool, denied in zip(pools[1:], refuted, strict=True):
        taken = [m for _, m in chosen]
        fits = [option for option in pool if (not worlds & option[1] if denied else worlds & option[1] != worlds)]
        found: tuple[Formula, int] | None = None
        for _ in range(STEPS if fits and kinds else 0):
            step = rng.choice(around.by_kind[rng.choice(kinds)])
            left = step.worlds
            if any(left & m == left for m in taken):
                continue
            hit = [o for o in fits if left & o[1] == left and _apart(o[1], taken, reached, every)]
            if not hit:
                continue
            without = around.without_after(step)
            best = next((o for o in hit if least <= needed(without, o[1]) <= most), None)
            if best and (looks is None or around.fair(step, [f for f, _ in (*chosen, best)], looks)):
                found = best
                reached.append(left)
                break
        found = found or next((o for o in fits if denied and _apart(o[1], taken, reached, every)), None)
        if found is None:
            return None
        chosen.append(found)
    return tuple(f for f, _ in chosen)


def family(
    rng: Random,
    around: Neighbourhood,
    options: Sequence[Formula],
    depth: int = 2,
    swaps: Swaps | None = None,
    looks: Looks | None = None,
) -> list[Member]:
    """The original, a counterfactual for each wrong option that has one, and the unknown member if there is one, in this order.

    The original is not always the set of premises given: any member with a right option is drawn to be it, and the others are sought
    anew around it. So whichever option the given premises were made for, in the original each is right as often as the others.
    The other arguments and errors are those of `members`."""
    found = members(rng, around, options, depth, swaps, looks=looks)
    root = rng.choice([member for member in found if member.target is not None])
    if root.role == "original":
        return found
    hints = [(i.premise, j.premise) for i in root.changes for member in found for j in member.changes if i.premise != j.premise]
    return members(rng, Neighbourhood(root.premises, around.mask, around.edits, around.every), options, depth, swaps, hints, looks)


def members(
    rng: Random,
    around: Neighbourhood,
    options: Sequence[Formula],
    depth: int = 2,
    swaps: Swaps | None = None,
    hints: Sequence[tuple[int, int]] = (),
    looks: Looks | None = None,
) -> list[Member]:
    """The premises given as the original, and the members around it.

    Each is reached by the fewest edited premises (one, else two) after which the option in question is the only one entailed (for
    unknown: none is), no premise entails it alone and no proof of it does without the edited premises. Of several such edits one is
    drawn, first its kind, where there are such from those that are fair in looks, and after which every proof needs at least `depth`
    premises. For unknown, one that looks like an edit of the others or leaves the looks of its premise as they are comes first.
    swaps: edits of two premises at once beyond pairs of single ones (two rules that trade parts). hints: pairs of premises to try
    first where one edit is not enough.
    Raises ValueError unless the premises entail exactly one option."""
    masks = [around.mask(option) for option in options]
    outcome = _outcome(around.worlds, masks)
    if not around.worlds or outcome is None or outcome < 0:
        raise ValueError("the premises entail not exactly one option")
    found: dict[int, dict[str, list[Step]]] = {}
    for step in chain.from_iterable(around.by_kind.values()):
        reached = _outcome(step.worlds, masks)
        if reached is not None and reached != outcome and not around.states(step, reached, masks):
            found.setdefault(reached, {}).setdefault(step.changes[0].kind, []).append(step)
    chosen: dict[int, Step] = {}
    for target in sorted(found, reverse=True):
        kinds = _rare_first(rng, {kind: len(steps) for kind, steps in found[target].items()})
        steps = [step for kind in kinds for step in rng.sample(found[target][kind], len(found[target][kind]))]
        if target < 0:  # what takes an answer away looks like what gives one, or like nothing, lest it tell
            given = Counter(around.outline(change) for step in chosen.values() for change in step.changes)
            turn = {look: -times * rng.random() for look, times in given.items()}
            steps.sort(key=lambda step: (turn.get(look := around.outline(step.changes[0]), 0), look[0] != look[1]))
        if looks:
            steps.sort(key=lambda step: not around.fair(step, options, looks))
        deep = (step for step in steps if target < 0 or needed(around.without_after(step), masks[target]) >= depth)
        chosen[target] = next(deep, steps[0])
    missing = set(range(-1, len(options))) - {*chosen, outcome}
    if missing:
        for reached, step, rests in around.pairs(rng, masks, outcome, missing, swaps, hints):
            if around.states(step, reached, masks):
                continue
            if reached < 0 or all(rest & masks[reached] != rest for rest in rests):
                if looks and not around.fair(step, options, looks):
                    chosen.setdefault(reached, step)  # it stays if no fair one comes
                    continue
                chosen[reached] = step
                missing.discard(reached)
                if not missing:
                    break
    made = [Member("original", outcome, (), around.premises)]
    for target in (*range(len(options)), -1):
        if target in chosen:
            changes = chosen[target].changes
            role: Literal["counterfactual", "unknown"] = "unknown" if target < 0 else "counterfactual"
            made.append(Member(role, None if target < 0 else target, changes, around.after(changes)))
    return made


def _rare_first(rng: Random, counts: dict[str, int]) -> list[str]:
    """The kinds in random order, one with few edits more likely before one with many, so that each comes to its share."""
    keys = {kind: rng.random() ** count for kind, count in counts.items()}
    return sorted(counts, key=lambda kind: -keys[kind])


def _by_kind(rng: Random, edited: Sequence[Edited]) -> list[Edited]:
    """In random order, kind by kind."""
    order = _rare_first(rng, Counter(kind for kind, _, _ in edited))
    return sorted(rng.sample(edited, len(edited)), key=lambda edit: order.index(edit[0]))


def _outcome(worlds: int, options: Sequence[int]) -> int | None:
    """The one option that holds in all the worlds, -1 for none, None for several."""
    entailed = -1
    for number, option in enumerate(options):
        if worlds & option == worlds:
            if entailed >= 0:
                return None
            entailed = number
    return entailed
