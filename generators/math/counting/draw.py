"""Puzzles of each kind at random, about as long as asked: their sizes grow with the operations that the pencil route may take."""

from collections.abc import Callable
from random import Random

from synth.verifiers.math.counting import Assignments, Necklaces, Paths, Puzzle, Sums, Words


def words(rng: Random, steps: float, extras: int) -> Words | None:
    """Blocks of two to four letters, all of which matter; their reversals with them where strings are turned."""
    chosen = ("exactly", "turned") if extras == 2 else ("turned" if steps > 40 and rng.random() < 0.3 else "exactly",) if extras else ()
    turned, counted = "turned" in chosen, "exactly" in chosen
    letters = rng.choice((3, 4) if turned or steps > 22 else (3, 3, 4) if steps > 12 else (2, 3, 4))
    blocks = set[str]()
    while len(blocks) < (rng.randint(1, 2) if steps < 16 else rng.randint(2, 4)):
        blocks.add("".join(rng.choices("ABCD"[:letters], k=rng.choice((2, 3, 3) if steps < 16 or turned else (2, 3, 3, 4, 4)))))
    if turned:
        blocks |= {block[::-1] for block in blocks}
    if len(blocks) > 4 or any(one != other and one in other for one in blocks for other in blocks):
        return None
    states = len({block[:k] for block in blocks for k in range(1, len(block))}) + 1
    per_letter = states * letters * 0.4 * (1.6 if turned else 1)
    length = round((steps / per_letter * 2.6) ** 0.62 if counted else steps / per_letter) + rng.choice((1, 2, 2, 3))
    if not max(map(len, blocks)) < length <= 13 or letters**length > 300_000:
        return None
    first, last = ("" if turned or rng.random() < 0.4 else rng.choice("ABCD"[:letters]) for _ in range(2))
    return Words(letters, length, tuple(sorted(blocks)), rng.randint(1, max(1, length - 2)) if counted else -1, first, last, turned)


def paths(rng: Random, steps: float, extras: int) -> Paths | None:
    """Closed crossings in the middle, and one on the way to be used."""
    chosen = rng.sample(("through", "run"), extras)
    run = rng.choice((2, 3) if steps < 45 else (3,)) if "run" in chosen else 0
    per_block = {0: 0.33, 2: 0.33, 3: 0.52} if "through" in chosen else {0: 0.64, 2: 0.5, 3: 0.97}
    area = min(180, steps / per_block[run] * rng.uniform(0.8, 1.2))
    width = rng.randint(max(2, round(area / 14)), max(2, min(14, round(area**0.5 + 2))))
    height = round(area / width)
    if not 2 <= height <= 14 or (run and not (height / run <= width + 1 and width / run <= height + 1)):
        return None
    cells = [(x, y) for x in range(width + 1) for y in range(height + 1) if (x, y) not in ((0, 0), (width, height))]
    count = rng.randint(1, 3) if steps < 10 else rng.randint(2, 4) if steps < 20 else rng.randint(3, 6)
    points = rng.sample(cells, min(len(cells), count + len(chosen)))
    through = tuple(points[:1]) if "through" in chosen else ()
    if any(min(x, width - x) + min(y, height - y) < 2 for x, y in through):
        return None
    return Paths(width, height, tuple(sorted(points[1 : count + 1])), through, run)


def assignments(rng: Random, steps: float, extras: int) -> Assignments | None:
    """Two or three dislikes for most people, on jobs that overlap."""
    people = rng.choice((4, 5) if steps < 18 else (6, 7, 7, 8, 8))
    wanted = max(min(people - 1, 5), round(steps**0.5 * 1.2)) + rng.randint(-1, 2)
    pairs = rng.sample([(who, job) for who in range(people) for job in range(people)], min(wanted, people * people))
    rows = tuple(tuple(sorted(job for one, job in pairs if one == who)) for who in range(people))
    if len({job for _, job in pairs}) < 3 or max(map(len, rows)) > people - 2:
        return None
    return Assignments(rows, rng.randint(0 if steps < 45 else 1, 2 if steps < 20 else 3) if extras else 0)


def sums(rng: Random, steps: float, extras: int) -> Sums | None:
    """Stamps of three or four values, or things to share out among three to five people: at the end with an order or even numbers."""
    kinds = rng.choice((3, 3, 4)) if steps < 24 else rng.choice((3, 4, 4, 5))
    pieces, even, more = 0, tuple[int, ...](), tuple[int, ...]()
    if steps < 50 and rng.random() < (0.8 if steps < 20 else 0.5):
        values = tuple(sorted((rng.randint(1, 3), *rng.sample(range(4, 21), kinds - 1))))
    else:
        values = (1,) * (5 if extras == 2 else kinds)
    related = extras == 2 and values[-1] == 1
    either = extras == 1 and values[-1] == 1 and rng.random() < 0.6
    least = tuple(rng.choice((0, 1, 2, 3)) if extras or steps < 12 else 0 for _ in values)
    most = tuple(low + (rng.randint(4, 9) if related else rng.randint(2, 5 if steps < 15 else 8)) for low in least)
    if not any(least) and extras:
        return None
    largest = sum(value * high for value, high in zip(values, most, strict=True))
    smallest = sum(value * low for value, low in zip(values, least, strict=True))
    total = rng.randint(smallest + (largest - smallest) // 4, smallest + (largest - smallest) * 3 // 4)
    if related:
        order = rng.sample(range(5), 5)
        more = tuple(order[:2])
        even = tuple(sorted(order[1 : rng.randint(2, 3)])) if rng.random() < 0.75 else ()
    elif either:
        order = rng.sample(range(kinds), 3)
        even, more = (tuple(sorted(order[: rng.randint(1, 2)])), ()) if rng.random() < 0.5 else ((), tuple(order[:2]))
    elif extras == 2:
        pieces = rng.randint(sum(least) + 3, max(sum(least) + 3, sum(most) * 2 // 3))
    return Sums(values, least, most, total, pieces, even, more) if total <= 100 and pieces <= 20 and max(most) <= 12 else None


def necklaces(rng: Random, steps: float, extras: int) -> Necklaces | None:
    """Two or three kinds of beads, on a chain whose length has a proper divisor."""
    mirror = bool(extras) and (extras == 2 or rng.random() < 0.5)
    weights = tuple(sorted(rng.sample(range(1, 21), rng.choice((3, 4)))))
    beads = rng.choice((4, 6, 8, 9, 10) if mirror and steps < 60 else (6, 8, 9, 10, 12, 14))
    period = rng.choice([d for d in range(2, beads) if beads % d == 0])
    total = beads // period * sum(rng.choices(weights, k=period))
    return Necklaces(beads, weights, total, mirror)


KINDS: dict[str, Callable[[Random, float, int], Puzzle | None]] = {
    "words": words, "paths": paths, "assignments": assignments, "sums": sums, "necklaces": necklaces,
}  # fmt: skip
