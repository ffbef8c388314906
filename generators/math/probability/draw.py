"""Puzzles of each kind at random, about as long as asked."""

from collections.abc import Callable
from random import Random
from typing import Literal

from synth.verifiers.math.probability import Boards, Bound, Boxes, Dice, Puzzle, Urns


def urns(rng: Random, steps: float, extras: int) -> Urns | None:
    """Two to four colours; an event about one or two of them, a condition about one or two, or a mean under a condition."""
    colours = rng.choice((2, 3) if steps < 10 else (3, 3, 4) if steps < 40 else (3, 4, 4))
    counts = tuple(rng.randint(2, 12) for _ in range(colours))
    draws = rng.randint(2, 3 if steps < 10 else 4 if steps < 30 else 6)
    mean = extras == 2 and rng.random() < 0.5
    order = rng.sample(range(colours), colours)
    if mean:
        event: tuple[Bound, ...] = (Bound(order[0], 0, draws),)
    else:
        event = tuple(_bound(rng, colour, draws, steps) for colour in sorted(order[: rng.randint(1, min(2, colours - 1))]))
    known = rng.sample(range(colours), rng.randint(1, min(extras, colours - 1))) if extras else []
    given = tuple(_bound(rng, colour, draws, 30) for colour in sorted(known))
    named = given if mean else event + given
    if draws >= min(sum(counts) - 1, 8) or any(max(b.least, b.most if b.most < draws else 0) >= counts[b.colour] for b in named):
        return None  # a bound that says nothing, or too much
    if set(event) & set(given) or (mean and all(b.least == b.most for b in given)):
        return None
    try:
        return Urns(counts, draws, event, given, "mean" if mean else "chance")
    except ValueError:  # what is known is impossible
        return None


def _bound(rng: Random, colour: int, draws: int, steps: float) -> Bound:
    """Exactly, at least or at most so many."""
    number = rng.randint(1, max(1, draws - 1))
    form = rng.choice(("exactly", "least", "most") if steps > 5 else ("exactly",))
    return Bound(colour, 0 if form == "most" else number, draws if form == "least" else number)


def dice(rng: Random, steps: float, extras: int) -> Dice | None:
    """Two to four spinners with 3 to 16 fields; a sum or a few of them."""
    count = rng.choice((2, 2, 3)) if steps < 15 else rng.choice((3, 3, 4))
    sides = tuple(rng.randint(3, 16 if count < 4 else 10) for _ in range(count))
    low = rng.randint(count + 2, sum(sides) - 2)
    high = min(sum(sides), low + (0 if steps < 8 else rng.choice((0, 1, 2, 3, 4)) if steps < 40 else rng.randint(0, 5)))
    if rng.random() < 0.15:
        low, high = (count, low) if low < sum(sides) // 3 else (high, sum(sides)) if high > sum(sides) * 2 // 3 else (low, high)
    if not extras:
        return Dice(sides, low, high, "nothing", 0)
    known: tuple[Literal["shows", "largest", "smallest"], ...] = ("shows", "shows", "largest", "smallest")
    given = rng.choice(known)
    number = rng.randint(2, min(sides) if given != "largest" else max(sides))
    return Dice(sides, low, high, given, number)


def boxes(rng: Random, steps: float, extras: int) -> Boxes | None:
    """Two to five boxes with two or three colours, and what is drawn from one of them."""
    count = rng.choice((2, 3)) if steps < 20 else rng.choice((3, 4)) if steps < 35 else rng.choice((4, 5))
    colours = rng.choice((2, 3))
    balls = tuple(tuple(rng.randint(0 if rng.random() < 0.1 else 1, 12) for _ in range(colours)) for _ in range(count))
    weights = tuple(rng.choice((1, 1, 2, 3)) for _ in range(count)) if steps > 12 and rng.random() < 0.7 else (1,) * count
    drawn = rng.randint(1, 2) if steps < 20 else rng.randint(2, 3) if steps < 40 else rng.randint(3, 4)
    seen = tuple(rng.randrange(colours) for _ in range(drawn))
    follows = extras and (extras == 2 or rng.random() < 0.6)
    try:
        box, colour = (-1, rng.choice(seen)) if follows else (rng.randrange(count), -1)
        return Boxes(balls, weights, seen, drawn > 1 and rng.random() < 0.2, box, colour)
    except ValueError:  # too few balls
        return None


def boards(rng: Random, steps: float, extras: int) -> Boards | None:
    """Squares in a row with moves forward, waiting at some, and falling back to the first from some."""
    squares = rng.choice((2, 3)) if steps < 16 else rng.choice((3, 4)) if steps < 32 else rng.choice((4, 5, 5))
    mean = rng.random() < 0.5
    moves = []
    for square in range(squares):
        ends = [squares] if mean else [squares, squares + 1]
        ahead = list(range(square + 1, min(squares, square + 4))) + (ends if square >= squares - 3 else ends[1:])
        targets = set(rng.sample(ahead, min(len(ahead), rng.choice((1, 2, 2, 3)))))
        if square == squares - 1:
            targets.add(squares)
        if rng.random() < 0.45:
            targets.add(square)
        if square and extras and rng.random() < 0.3 + 0.2 * extras:
            targets.add(0)
        every = rng.choice([n for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12) if n >= len(targets)])
        if len(targets) == 1:
            every = 1
        cuts = [0, *sorted(rng.sample(range(1, every), len(targets) - 1)), every]
        moves.append(tuple((target, cuts[k + 1] - cuts[k]) for k, target in enumerate(sorted(targets))))
    reached = {0} | {target for row in moves for target, _ in row}
    if not reached.issuperset(range(squares + 1)):
        return None
    try:
        return Boards(tuple(moves), "mean" if mean else "chance")
    except ValueError:  # a square that leads nowhere
        return None


KINDS: dict[str, Callable[[Random, float, int], Puzzle | None]] = {"urns": urns, "dice": dice, "boxes": boxes, "boards": boards}
