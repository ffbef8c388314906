"""Grid transformation: a program of our own small language of grid steps, and grids on which every step shows.

The pairs identify the rule: no shorter program fits them, and all of its size that do (with colours of the grids) agree on the test. So do
those who take corners to join cells to shapes, or look through their colours, unless a pair tells that this is wrong. Effort
is the number of steps to choose from, and of those that the search through all these programs tries."""

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.arc_agi.grids import made
from synth.generators.logic.arc_agi.scenes import STYLE_OF, STYLES
from synth.generators.logic.arc_agi.search import IDENTIFIED, Grids, Memory, identify, memory, numbered, steps
from synth.generators.logic.arc_agi.shapes import told
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.arc_agi import ArcAgi, verify
from synth.verifiers.logic.arc_agi.steps import LONGEST, ONE_COLOUR, TWO_COLOURS, Grid

TRIES = 60
"""Programs drawn for one problem, with grids for each."""
FAMILIES = (
    ("turn_right", "turn_left", "turn_around", "transpose", "transpose_other"),
    ("mirror_columns", "mirror_rows"),
    *(tuple(f"{step}_{side}" for side in ("left", "right", "up", "down")) for step in ("roll", "fall", "spread", "half")),
    ("repeat_right", "repeat_down", "reflect_right", "reflect_down", "double"),
    ("overlay_columns", "overlay_rows"), ("common_columns", "common_rows", "differ_columns", "differ_rows"),
    ("crop", "compress"), ("trim",), ("keep_most", "keep_least"), ("negative",), ("keep_largest", "drop_largest"), ("drop_single",),
    ("hollow",), ("sort_rows", "sort_columns"), ("bars",), ("symmetrise_columns", "symmetrise_rows"), ("join_rows", "join_columns"),
    ("border", "frame"), ("paint_largest",), ("fill",), ("outline",), ("recolour",), ("swap",),
)  # fmt: skip
"""Steps that are much alike; each family is drawn as often."""


class Knobs(Frozen, frozen=True):
    steps: Annotated[int, Meta(ge=1, le=4)]
    """Steps of the rule."""
    pairs: Annotated[int, Meta(ge=2, le=5)]
    """Demonstrations."""
    side: Annotated[int, Meta(ge=4, le=10)]
    """Rows and columns of an input at most."""
    colours: Annotated[int, Meta(ge=1, le=5)]
    """Colours of the inputs; more of them only distract from the rule."""


LEVELS = (
    Knobs(1, 4, 5, 2),
    Knobs(1, 3, 6, 4),
    Knobs(2, 4, 6, 2),
    Knobs(2, 4, 7, 4),
    Knobs(3, 4, 7, 1),
    Knobs(3, 4, 8, 2),
    Knobs(3, 4, 8, 3),
    Knobs(3, 4, 9, 4),
    Knobs(4, 4, 8, 1),
    Knobs(4, 4, 9, 2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        colours = rng.sample(range(1, 10), knobs.colours + 1)
        program = _program(rng, knobs.steps, colours)
        grids = made(numbered(program), _style(rng, program), knobs.pairs, _largest(knobs, program), colours[:-1], rng.getrandbits(60) + 1)
        if not grids:
            continue
        inputs, outputs = _grids(grids.inputs), _grids(grids.outputs)
        answer = _text(outputs[-1])
        if any(answer in _text(grid) for grid in (*inputs, *outputs[:-1])):  # as half a grid is
            continue
        if not told(program, inputs, outputs):
            continue
        options = numbered(tuple(steps(grids.used)))
        status, nodes = identify(grids.inputs, grids.outputs, options, knobs.steps, _memory())
        if status == IDENTIFIED:
            order = rng.sample(range(knobs.pairs), knobs.pairs)
            pairs = tuple((_rows(inputs[k]), _rows(outputs[k])) for k in order)
            return Sample(ArcAgi(pairs, _rows(inputs[-1]), program), answer, effort=float(len(options) + nodes))
    raise Discard("no identified rule found")


@cache
def _memory() -> Memory:
    return memory()


def _program(rng: Random, size: int, colours: list[int]) -> tuple[str, ...]:
    """Steps of different families; the last of the colours is one that no input has."""
    found = []
    for family in rng.sample(FAMILIES, size):
        name = rng.choice(family)
        if name in ONE_COLOUR:
            name += f" {rng.choice(colours)}"
        elif name in TWO_COLOURS:
            one, other = rng.sample(colours if name == "swap" else [0, *colours], 2)
            name += f" {one} {other}" if name == "recolour" else f" {min(one, other)} {max(one, other)}"
        found.append(name)
    return tuple(found)


def _style(rng: Random, program: tuple[str, ...]) -> str:
    """The style of the inputs: one that a step needs to show what it does, where there is such a step."""
    needed = [STYLE_OF[step.split(" ")[0]] for step in program if step.split(" ")[0] in STYLE_OF]
    return needed[0] if needed else rng.choice(STYLES)


def _largest(knobs: Knobs, program: tuple[str, ...]) -> int:
    """Height and width of inputs at most."""
    if any(step.startswith(("repeat", "reflect", "double")) for step in program):
        return min(knobs.side, LONGEST // 2)
    return min(knobs.side, LONGEST - 2) if any(step.startswith("border") for step in program) else knobs.side


def _grids(grids: Grids) -> list[Grid]:
    found = []
    for cells, (height, width) in zip(grids.cells, grids.shapes.tolist(), strict=True):
        flat = cells[: height * width].tolist()
        found.append(tuple(tuple(flat[i : i + width]) for i in range(0, height * width, width)))
    return found


def _text(grid: Grid) -> str:
    return "\n".join(" ".join(map(str, row)) for row in grid)


def _rows(grid: Grid) -> tuple[str, ...]:
    return tuple("".join(map(str, row)) for row in grid)


def prompt_variables(problem: ArcAgi, rng: Random) -> dict[str, object]:
    def spaced(rows: tuple[str, ...]) -> list[str]:
        return [" ".join(row) for row in rows]

    return {
        "pairs": [(spaced(before), spaced(after)) for before, after in problem.pairs],
        "test": spaced(problem.test),
        "steps": len(problem.program),
        "example": "\n".join(" ".join(str(rng.randrange(10)) for _ in range(3)) for _ in range(2)),
    }


def canonical(problem: ArcAgi) -> object:
    """Of the eight rotations and reflections of all grids at once the least one, its colours numbered as they turn up and its pairs in
    order; the program is what the pairs say."""
    # It begins with the test, so that most images fall out before their pairs are turned.
    tests = [(_numbered(["/".join(_image(problem.test, k))]), k) for k in range(8)]
    least = min(test for test, _ in tests)
    return min(
        _named([_image(problem.test, k), *(_image(grid, k) for pair in problem.pairs for grid in pair)])
        for test, k in tests
        if test == least
    )


def _image(grid: tuple[str, ...], k: int) -> Sequence[str]:
    """The grid after one of the eight rotations and reflections."""
    rows: Sequence[str] = [*map("".join, zip(*grid, strict=True))] if k & 1 else grid
    if k & 2:
        rows = rows[::-1]
    return [row[::-1] for row in rows] if k & 4 else rows


def _named(grids: Sequence[Sequence[str]]) -> list[str]:
    """Colours numbered from 1 as they turn up, in the test and then in the pairs; these in an order that no numbers of colours have
    a part in."""
    test, *rest = map("/".join, grids)
    pairs = sorted((f"{a}>{b}" for a, b in zip(rest[::2], rest[1::2], strict=True)), key=lambda pair: _numbered([test, pair]))
    return _numbered([test, *pairs])


def _numbered(texts: list[str]) -> list[str]:
    names = {"0": "0"}
    for sign in dict.fromkeys("".join(texts)):
        if sign.isdigit():
            names.setdefault(sign, str(len(names)))
    table = str.maketrans(names)
    return [text.translate(table) for text in texts]


def corrupt(problem: ArcAgi, answer: str, rng: Random) -> str:
    """One or two cells changed: another colour of the answer, or a neighbour's cell."""
    cells = [line.split() for line in answer.split("\n")]
    for _ in range(rng.randint(1, 2)):
        row = rng.choice(cells)
        k = rng.randrange(len(row))
        row[k] = rng.choice(sorted({cell for line in cells for cell in line} - {row[k]}) or [str((int(row[k]) + 1) % 10)])
    new = "\n".join(map(" ".join, cells))
    return new if new != answer else corrupt(problem, answer, rng)


TASK = Task(
    __name__,
    version=4,
    problem=ArcAgi,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.001,
    capacity=(100_000,) * 10,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
