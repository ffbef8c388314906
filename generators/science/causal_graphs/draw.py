"""Graphs at random: any, or such as studies have, with confounders, colliders before and behind the treatment, and effects on the way."""

from random import Random

from synth.verifiers.science.causal_graphs import in_order

Arrows = set[tuple[int, int]]
TREATMENT, OUTCOME = 0, 1


def anyhow(rng: Random, count: int, wanted: int) -> Arrows:
    """All hang together; arrows go from lower to higher numbers."""
    arrows = {(rng.randrange(place), place) for place in range(1, count)}
    if rng.random() < 0.7:  # with more sources than a tree that grows from one
        arrows = {(a, b) if rng.random() < 0.65 else (b, a) for a, b in arrows}
    return _filled(rng, arrows, count, wanted)


def study(rng: Random, count: int, wanted: int) -> Arrows:
    """The treatment is 0, the outcome 1; the rest are pieces between, around and behind them."""
    arrows: Arrows = {(TREATMENT, OUTCOME)}
    used = 2

    def path(*ends: int) -> None:
        """An arrow from one to the other, or two with a new variable between."""
        nonlocal used
        a, b = ends
        if used < count and rng.random() < 0.35:
            arrows.update(((a, used), (used, b)))
            used += 1
        else:
            arrows.add((a, b))

    while used < count:
        left = count - used
        kind = rng.choice(("confounder", "confounder", "collider", "collider", "collider", "mediator", "effect", "behind", "cause"))
        first, used_before = used, used
        if kind == "collider" and left >= 3:
            used += 3
            path(first, TREATMENT)
            path(first + 1, OUTCOME)
            arrows.update(((first, first + 2), (first + 1, first + 2)))
            if rng.random() < 0.5:
                path(first + 2, rng.choice((TREATMENT, OUTCOME)))
        elif kind == "confounder":
            used += 1
            path(first, TREATMENT)
            path(first, OUTCOME)
        elif kind == "mediator":
            used += 1
            arrows.update(((TREATMENT, first), (first, OUTCOME)))
            if rng.random() < 0.5:
                arrows.discard((TREATMENT, OUTCOME))
        elif kind == "effect":
            used += 1
            arrows.update(((TREATMENT, first), (OUTCOME, first)) if rng.random() < 0.4 else ((rng.choice((TREATMENT, OUTCOME)), first),))
        elif kind == "behind" and used > 3:
            used += 1
            arrows.add((rng.randrange(2, first), first))
        elif kind == "cause":
            used += 1
            arrows.add((first, TREATMENT))
        assert used >= used_before
    return _filled(rng, arrows, count, wanted)


def trapped(rng: Random, count: int, wanted: int) -> tuple[Arrows, tuple[int, ...]]:
    """A study with hidden variables, in which it is wrong to adjust for all that is no effect of the treatment: two hidden causes, one of
    it and one of the outcome, meet in a measured variable. Hidden confounders act through measured ones. Arrows and what is hidden."""
    arrows: Arrows = {(TREATMENT, OUTCOME), (2, TREATMENT), (3, OUTCOME), (2, 4), (3, 4)}
    hidden, used = [2, 3], 5
    while used + 1 < count and len(hidden) < 4:
        near, far = (TREATMENT, OUTCOME) if rng.random() < 0.5 else (OUTCOME, TREATMENT)
        arrows |= {(used, near), (used, used + 1), (used + 1, far)}
        hidden.append(used)
        used += 2
    while used < count:
        arrows |= {(TREATMENT, used), (used, OUTCOME)} if rng.random() < 0.4 else {(rng.randrange(used), used)}
        used += 1
    return _filled(rng, arrows, count, max(wanted, len(arrows) + rng.randint(2, 6))), tuple(hidden)


def _filled(rng: Random, arrows: Arrows, count: int, wanted: int) -> Arrows:
    """With further arrows that make no circle."""
    place_of = [0] * count
    for number, place in enumerate(in_order(count, sorted(arrows))):
        place_of[place] = number
    bits, fewer, getrandbits = count.bit_length(), (count - 1).bit_length(), rng.getrandbits
    while len(arrows) < wanted:  # two different ones, as `rng.sample(range(count), 2)` draws them, without its checks
        a = getrandbits(bits)
        while a >= count:
            a = getrandbits(bits)
        b = getrandbits(fewer)
        while b >= count - 1:
            b = getrandbits(fewer)
        if b == a:
            b = count - 1
        if place_of[a] < place_of[b]:
            arrows.add((a, b))
    return arrows
