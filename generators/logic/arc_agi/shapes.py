"""What a shape may be to others. Here it is cells of one colour that hang together by their sides; people also see shapes that hang
together by corners, or whose cells have several colours. Where that makes a difference to the answer, a pair has to tell."""

from collections.abc import Callable, Iterator, Sequence

from synth.verifiers.logic.arc_agi.steps import Grid, run

Cell = tuple[int, int]
READINGS = ((True, False), (False, True), (True, True))
"""Whether corners join, and whether colours are looked through."""


def shapes(grid: Grid, corners: bool, blind: bool) -> Iterator[set[Cell]]:
    left = {(y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell}
    while left:
        found, todo = set[Cell](), [min(left)]
        while todo:
            y, x = todo.pop()
            if (y, x) in left:
                left.remove((y, x))
                found.add((y, x))
                near = [(y + down, x + right) for down in (-1, 0, 1) for right in (-1, 0, 1) if corners or not (down and right)]
                todo += [(b, a) for b, a in near if (b, a) in left and (blind or grid[b][a] == grid[y][x])]
        yield found


def _painted(grid: Grid, cells: set[Cell], colour: int) -> Grid:
    return tuple(tuple(colour if (y, x) in cells else cell for x, cell in enumerate(row)) for y, row in enumerate(grid))


def _largest(found: list[set[Cell]]) -> set[Cell]:
    most = max(map(len, found), default=0)
    return {cell for one in found if len(one) == most for cell in one}


STEPS: dict[str, Callable[[Grid, list[set[Cell]], int], Grid]] = {
    "keep_largest": lambda grid, found, _: _painted(grid, {cell for one in found for cell in one} - _largest(found), 0),
    "drop_largest": lambda grid, found, _: _painted(grid, _largest(found), 0),
    "drop_single": lambda grid, found, _: _painted(grid, {cell for one in found if len(one) == 1 for cell in one}, 0),
    "paint_largest": lambda grid, found, colour: _painted(grid, _largest(found), colour),
}
"""The steps that work with shapes, given those of the grid."""


def read(program: Sequence[str], grid: Grid, corners: bool, blind: bool) -> Grid:
    """The grid after all steps, to somebody who sees other shapes."""
    for text in program:
        name, *colours = text.split(" ")
        if name in STEPS:
            grid = STEPS[name](grid, list(shapes(grid, corners, blind)), int(colours[0]) if colours else 0)
        else:
            grid = run((text,), grid)
    return grid


def told(program: Sequence[str], inputs: Sequence[Grid], outputs: Sequence[Grid]) -> bool:
    """Whether every other view of shapes gives the last output too, or fails at one of those before."""
    if not any(text.split(" ")[0] in STEPS for text in program):
        return True
    for corners, blind in READINGS:
        if read(program, inputs[-1], corners, blind) != outputs[-1] and all(
            read(program, grid, corners, blind) == output for grid, output in zip(inputs[:-1], outputs[:-1], strict=True)
        ):
            return False
    return True
