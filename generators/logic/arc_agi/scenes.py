"""Input grids of arc_agi: scenes on which a step has something to work on."""

from synth.generators.kernels import unmanaged
from synth.generators.solvers.bits import below

STYLES = ("dots", "dense", "objects", "rings", "framed")
_DOTS, _DENSE, _, _RINGS, _FRAMED = range(len(STYLES))
STYLE_OF = {
    "fill": "rings", "hollow": "objects", "crop": "framed", "compress": "dots", "keep_largest": "objects", "drop_largest": "objects",
    "drop_single": "objects", "paint_largest": "objects", "join_rows": "dots", "join_columns": "dots", "outline": "dots",
    **{f"{step}_{lines}": "dense" for step in ("overlay", "common", "differ") for lines in ("rows", "columns")},
}  # fmt: skip
"""The scenes that some steps need, to show what they do."""


@unmanaged
def scene(style, h, w, colours, state, cells):
    """A grid of one of the STYLES at the front of `cells`: few or many single cells, rectangles, rings around empty cells, cells away from
    the edge."""
    for i in range(h * w):
        cells[i] = 0
    if style in (_DOTS, _DENSE):
        for i in range(h * w):
            if below(state, 100) < (20 if style == _DOTS else 55):
                cells[i] = colours[below(state, len(colours))]
    elif style == _FRAMED:
        top, left = below(state, 2), below(state, 2)
        for y in range(top, h - 1 + top - below(state, 2 + top)):
            for x in range(left, w - 1):
                if below(state, 100) < 45:
                    cells[y * w + x] = colours[below(state, len(colours))]
    else:
        for _ in range(2 + below(state, 2 if style == _RINGS else 3)):
            _rectangle(h, w, colours[below(state, len(colours))], style == _RINGS, state, cells)
        for _ in range(below(state, 4)):
            cells[below(state, h * w)] = colours[below(state, len(colours))]


@unmanaged
def _rectangle(h, w, colour, hollow, state, cells):
    """A rectangle drawn over what is there; a hollow one is at least three cells high and wide, and empty inside."""
    least, most = (3, 5) if hollow else (1, 4)
    height, width = least + below(state, min(most, h) - least + 1), least + below(state, min(most, w) - least + 1)
    top, left = below(state, h - height + 1), below(state, w - width + 1)
    for y in range(height):
        for x in range(width):
            inside = hollow and 0 < y < height - 1 and 0 < x < width - 1
            cells[(top + y) * w + left + x] = 0 if inside else colour
