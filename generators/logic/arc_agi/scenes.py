"""Input grids of arc_agi: scenes on which a step has something to work on."""

from random import Random

from synth.verifiers.logic.arc_agi.steps import Grid

STYLES = ("dots", "dense", "objects", "rings", "framed")
STYLE_OF = {
    "fill": "rings", "hollow": "objects", "crop": "framed", "compress": "dots", "keep_largest": "objects", "drop_largest": "objects",
    "drop_single": "objects", "paint_largest": "objects", "join_rows": "dots", "join_columns": "dots", "outline": "dots",
    **{f"{step}_{lines}": "dense" for step in ("overlay", "common", "differ") for lines in ("rows", "columns")},
}  # fmt: skip
"""The scenes that some steps need, to show what they do."""


def scene(rng: Random, style: str, height: int, width: int, colours: list[int]) -> Grid:
    """A grid of one of the STYLES: few or many single cells, rectangles, rings around empty cells, cells away from the edge."""
    rows = [[0] * width for _ in range(height)]
    if style in ("dots", "dense"):
        # `rng.choice` written out, as most of a draw's numbers are drawn here.
        share, count, chance, bits = 0.2 if style == "dots" else 0.55, len(colours), rng.random, rng.getrandbits
        size = count.bit_length()
        for row in rows:
            for x in range(width):
                if chance() < share:
                    place = bits(size)
                    while place >= count:
                        place = bits(size)
                    row[x] = colours[place]
    elif style == "framed":
        top, left = rng.randint(0, 1), rng.randint(0, 1)
        for y in range(top, height - rng.randint(1 - top, 2)):
            for x in range(left, width - 1):
                if rng.random() < 0.45:
                    rows[y][x] = rng.choice(colours)
    else:
        for _ in range(rng.randint(2, 3) if style == "rings" else rng.randint(2, 4)):
            _rectangle(rng, rows, rng.choice(colours), style == "rings")
        for _ in range(rng.randint(0, 3)):
            rows[rng.randrange(height)][rng.randrange(width)] = rng.choice(colours)
    return tuple(map(tuple, rows))


def _rectangle(rng: Random, rows: list[list[int]], colour: int, hollow: bool) -> None:
    """A rectangle drawn over what is there; a hollow one is at least three cells high and wide, and empty inside."""
    least, most = (3, 5) if hollow else (1, 4)
    h, w = (rng.randint(least, min(most, side)) for side in (len(rows), len(rows[0])))
    top, left = rng.randint(0, len(rows) - h), rng.randint(0, len(rows[0]) - w)
    for y in range(h):
        for x in range(w):
            inside = hollow and 0 < y < h - 1 and 0 < x < w - 1
            rows[top + y][left + x] = 0 if inside else colour
