"""Lattices: how a step leads from place to place, and how far two places lie apart.

Places are tuples of integers. `wrap` gives, for the first coordinates, the length of the circle in which they are counted
round (0..length-1)."""

Place = tuple[int, ...]
Legs = tuple[tuple[str, int], ...]

COMPASS: dict[str, Place] = {
    "north": (0, 1),
    "northeast": (1, 1),
    "east": (1, 0),
    "southeast": (1, -1),
    "south": (0, -1),
    "southwest": (-1, -1),
    "west": (-1, 0),
    "northwest": (-1, 1),
}
_SQUARE: dict[str, Place] = {way: COMPASS[way] for way in ("north", "east", "south", "west")}
_HEX: dict[str, Place] = {
    "east": (1, 0),
    "southeast": (1, -1),
    "southwest": (0, -1),
    "west": (-1, 0),
    "northwest": (-1, 1),
    "northeast": (0, 1),
}
_LAYERED: dict[str, Place] = {**{way: (*step, 0) for way, step in _SQUARE.items()}, "up": (0, 0, 1), "down": (0, 0, -1)}
WAYS: dict[str, dict[str, Place]] = {
    "square": _SQUARE,
    "king": COMPASS,
    "hex": _HEX,
    "triangle": {"left": (-1, 0), "right": (1, 0), "across": (0, 0)},  # across: down from where x + y is even, else up
    "layered": _LAYERED,
    "cylinder": _SQUARE,
    "torus": _SQUARE,
    "hextorus": _HEX,
}
"""The steps of each lattice. The level ones, in this order, go round clockwise; turns follow that order."""
RINGS = {lattice: tuple(way for way in ways if way not in ("up", "down")) for lattice, ways in WAYS.items()}
WRAPS = {"cylinder": 1, "torus": 2, "hextorus": 2}
"""How many coordinates, from the first, are counted round in a circle."""


def move(lattice: str, wrap: Place, place: Place, legs: Legs) -> Place:
    """The place at the end of the legs; a negative count undoes as many steps."""
    if not legs:
        return place
    if lattice == "triangle":
        x, y = place
        for way, count in legs:
            if way != "across":
                x += count if way == "right" else -count
            elif count % 2:
                y += 1 if (x + y) % 2 else -1
        return x, y
    steps = WAYS[lattice]
    if len(place) == 2:
        x, y = place
        for way, count in legs:
            right, up = steps[way]
            x += count * right
            y += count * up
        if wrap:
            return x % wrap[0], y % wrap[1] if len(wrap) == 2 else y
        return x, y
    x, y, z = place
    for way, count in legs:
        right, up, above = steps[way]
        x += count * right
        y += count * up
        z += count * above
    return wrapped(wrap, (x, y, z)) if wrap else (x, y, z)


def wrapped(wrap: Place, place: Place) -> Place:
    if not wrap:
        return place
    if len(wrap) == len(place) == 2:
        return place[0] % wrap[0], place[1] % wrap[1]
    head = len(wrap)
    return (*(a % n for a, n in zip(place, wrap, strict=False)), *place[head:])


def reverse(legs: Legs) -> Legs:
    if len(legs) < 2:  # nearly always
        return ((legs[0][0], -legs[0][1]),) if legs else ()
    return tuple([(way, -count) for way, count in reversed(legs)])


def distance(lattice: str, wrap: Place, a: Place, b: Place) -> int:
    """Fewest steps from a to b."""
    if lattice == "square":
        return abs(b[0] - a[0]) + abs(b[1] - a[1])
    if lattice == "king":
        return max(abs(b[0] - a[0]), abs(b[1] - a[1]))
    if lattice == "hex":
        p, q = b[0] - a[0], b[1] - a[1]
        return max(abs(p), abs(q), abs(p + q))
    gaps = [y - x for x, y in zip(a, b, strict=True)]
    if lattice == "triangle":
        wide, high = abs(gaps[0]), abs(gaps[1])
        if not high:
            return wide
        # Steps across must alternate with steps aside; one more aside at either end that points the wrong way.
        rising = gaps[1] > 0
        aside = high - 1 + (((a[0] + a[1]) % 2 == 1) != rising) + (((b[0] + b[1]) % 2 == 0) != rising)
        return high + max(wide, aside)
    if lattice == "hextorus":
        fewest, (wide, high) = 1 << 60, wrap
        for p in (gaps[0] - wide, gaps[0], gaps[0] + wide):
            for q in (gaps[1] - high, gaps[1], gaps[1] + high):
                far = max(abs(p), abs(q), abs(p + q))
                if far < fewest:
                    fewest = far
        return fewest
    for axis, n in enumerate(wrap):
        gaps[axis] = min(gaps[axis] % n, -gaps[axis] % n)
    return sum(map(abs, gaps))
