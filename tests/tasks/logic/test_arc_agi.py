"""Grid transformation: each step in three ways, and the search against a plain enumeration."""

from itertools import product
from random import Random

import numpy as np
import pytest
from drawing import candidates

from synth.generators.logic.arc_agi import FAMILIES, LEVELS, counts, generate, search
from synth.generators.logic.arc_agi.grids import made
from synth.generators.logic.arc_agi.kernel import CELLS, apply
from synth.generators.logic.arc_agi.scenes import STYLES, scene
from synth.generators.logic.arc_agi.shapes import READINGS, read, shapes, told
from synth.pipelines.oracles.logic import arc_agi as oracle
from synth.schemas.task import Discard
from synth.verifiers.logic.arc_agi import SMALLEST, ArcAgi, cells
from synth.verifiers.logic.arc_agi.steps import NAMES, ONE_COLOUR, PLAIN, TWO_COLOURS, run


def drawn(rng, least=1, most=10):
    height, width, share, colours = (
        rng.randint(least, most),
        rng.randint(least, most),
        rng.choice((0, 0.1, 0.3, 0.6, 0.95)),
        rng.randint(1, 4),
    )
    return tuple(tuple(rng.randint(1, colours) if rng.random() < share else 0 for _ in range(width)) for _ in range(height))


def scratch():
    """What a step needs to work in, and where it leaves its grid."""
    return np.zeros(CELLS, np.int64), np.zeros(CELLS + 1, np.int64), np.zeros(CELLS, np.int64), np.zeros(CELLS, np.uint8)


@pytest.mark.parametrize("kind", NAMES)
def test_a_step_is_the_same_in_verifier_kernel_and_oracle(kind):
    rng = Random(kind)
    marks, sizes, stack, new = scratch()
    for _ in range(100):
        grid = drawn(rng)
        colours = () if kind in PLAIN else rng.sample(range(1, 6), 1 if kind in ONE_COLOUR else 2)
        step = " ".join([kind, *map(str, colours)])
        expected = run((step,), grid)
        number, a, b = search.numbered((step,))[0]
        height, width = apply(number, a, b, search.packed([grid]).cells[0], len(grid), len(grid[0]), new, marks, sizes, stack)
        assert tuple(map(tuple, new[: height * width].reshape(height, width).tolist())) == expected, (step, grid)
        assert tuple(map(tuple, oracle._run([step.split(" ")], np.array(grid)).tolist())) == expected, (step, grid)


@pytest.mark.parametrize("kind", NAMES)
def test_what_counts_and_places_tell_of_a_step_is_so(kind):
    """Foretold sizes and counts are those of the step, and what a step makes of a grid it is said to be able to make."""
    rng = Random(kind)
    marks, sizes, stack, new = scratch()
    facts, told = np.zeros(counts.FACTS, np.int64), 0
    for _ in range(100):
        grid = drawn(rng)
        given = () if kind in PLAIN else rng.sample(range(kind != "recolour", 6), 1 if kind in ONE_COLOUR else 2)
        step = " ".join([kind, *map(str, given)])
        after = run((step,), grid)
        op, a, b = search.numbered((step,))[0].tolist()
        (cells, found), shapes = search.packed([grid, after])
        (h, w), (height, width) = shapes.tolist()
        counts.look(cells, h, w, facts)
        if kind in ONE_COLOUR and kind != "border":
            apply(op, counts.NEW, 0, cells, h, w, new, marks, sizes, stack)
            counts.added(op, new, h * w, facts)
        known, *expected = counts.foretold(op, a, b, h, w, *counts.shape(op, h, w), facts)
        coloured, held = counts.colours(found, height * width)
        told += known
        assert not known or expected == [height, width, coloured, held], (step, grid)
        wanted = counts.present(held)
        lacking, here = counts.missing(wanted, facts[counts.COUNTS]), facts[counts.COLOURED]
        assert counts.may_leave(op, h, w, height, width), (step, grid)
        if search.LAST[op] >= 0:  # of steps that can be undone it is not asked
            continue
        assert counts.may_count(op, a, b, h * w, lacking, here, facts[counts.COUNTS], height * width, coloured, held), (step, grid)
        assert counts.may_place(op, a, b, cells, h, w, found, height, width), (step, grid)
    assert told in (0, 100)


@pytest.mark.parametrize(("kind", "before", "after"), [
    ("recolour 1 2", "110", "210"), ("negative", "110", "101"), ("paint_largest 3", "110", "113"), ("fill 3", "110", "130"),
    ("spread_left", "010", "100"), ("hollow", "110", "120"), ("half_left", "1100", "10"), ("overlay_columns", "1010", "11"),
    ("common_columns", "1010", "01"), ("differ_columns", "1011", "10"), ("trim", "", ""),
])  # fmt: skip
def test_cells_at_their_places_rule_a_step_out(kind, before, after):
    if kind == "trim":
        one, other = ((1, 1, 1), (1, 2, 1), (1, 1, 1)), ((1,),)
    else:
        one, other = (tuple(map(int, before)),), (tuple(map(int, after)),)
    (cells, found), shapes = search.packed([one, other])
    op, a, b = search.numbered((kind,))[0].tolist()
    assert not counts.may_place(op, a, b, cells, *shapes[0].tolist(), found, *shapes[1].tolist())


@pytest.mark.parametrize("style", STYLES)
def test_made_grids_are_what_the_steps_make_of_them(style):
    """And show what each step does; a step that makes no difference to the last output, or whose colour is not seen, leaves none."""
    rng, none, small = Random(style), 0, 0
    for _ in range(150):
        colours = rng.sample(range(1, 10), 3)
        program = tuple(" ".join([name, *map(str, rng.sample(colours, colours_of(name)))]) for name in rng.sample(NAMES, 2))
        found = made(search.numbered(program), style, 3, 5, colours[:2], rng.getrandbits(60) + 1)
        if not found:
            none += 1
            continue
        inputs, outputs = (list(map(grid_of, *grids)) for grids in (found.inputs, found.outputs))
        assert len(inputs) == 4
        small += max(len(inputs[0]), len(inputs[0][0])) <= 4
        assert all(3 <= side <= 5 for grid in inputs for side in (len(grid), len(grid[0])))
        for before, after in zip(inputs, outputs, strict=True):
            half = run(program[:1], before)
            assert run(program, before) == after and before != half != after != before
            assert min(len(after), len(after[0])) >= SMALLEST and len({cell for row in after for cell in row}) > 1
        assert len(set(outputs)) == 4
        assert all(run((step,), inputs[-1]) != outputs[-1] for step in program)
        seen = {cell for grid in (*inputs, *outputs[:-1]) for row in grid for cell in row} - {0}
        assert found.used == sorted(seen)
        assert {int(colour) for step in program for colour in step.split(" ")[1:]} <= seen
    assert 10 < none < 140 and small > 0.7 * (150 - none)


def grid_of(cells, shape):
    height, width = shape.tolist()
    return tuple(map(tuple, cells[: height * width].reshape(height, width).tolist()))


def colours_of(name):
    return 2 if name in TWO_COLOURS else int(name in ONE_COLOUR)


def test_scenes_are_of_their_style():
    state, cells, rng = np.array([7]), np.zeros(CELLS, np.uint8), Random(1)
    shares = {}
    for k, style in enumerate(STYLES):
        shaded = total = 0
        for _ in range(300):
            h, w = rng.randint(3, 10), rng.randint(3, 10)
            scene(k, h, w, np.array([4, 7]), state, cells)
            grid = cells[: h * w].reshape(h, w)
            assert set(np.unique(grid).tolist()) <= {0, 4, 7}
            if style == "framed":
                assert not grid[:, -1].any() and not (grid[0].any() and grid[-1].any())
            shaded, total = shaded + np.count_nonzero(grid), total + h * w
        shares[style] = shaded / total
    assert abs(shares["dots"] - 0.2) < 0.02 and abs(shares["dense"] - 0.55) < 0.02
    assert all(0.1 < share < 0.6 for share in shares.values())
    assert len({round(share, 2) for share in shares.values()}) == len(STYLES)


def test_every_step_is_drawn():
    assert sorted(name for family in FAMILIES for name in family) == sorted(NAMES)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_the_search_finds_what_a_plain_enumeration_finds(size):
    """On small grids, where programs that fit two pairs by accident abound; a few steps only, so that all programs can be run."""
    rng, space, seen = Random(size), search.memory(), set()
    for _ in range((40, 40, 40, 15)[size - 1]):
        program = tuple(rng.choice(list(PLAIN)) for _ in range(size))
        others = rng.sample(sorted(PLAIN), 9 if size < 4 else 2) + ["recolour 1 2", "fill 1", "border 2", "swap 1 2"]
        options = tuple(dict.fromkeys([*program, *others]))
        inputs = sorted((drawn(rng, 2, 4) for _ in range(3)), key=lambda grid: len(grid) * len(grid[0]))
        outputs = [run(program, grid) for grid in inputs]
        status, _ = search.identify(search.packed(inputs), search.packed(outputs), search.numbered(options), size, space)
        assert status == plainly(inputs, outputs, options, size), (program, inputs)
        seen.add(status)
    assert len(seen) > 1


def plainly(inputs, outputs, options, size):
    for length in range(1, size + 1):
        found = set()
        for program in product(options, repeat=length):
            if all(run(program, grid) == output for grid, output in zip(inputs[:-1], outputs[:-1], strict=True)):
                found.add(run(program, inputs[-1]))
        if found and length < size:
            return search.SMALLER
    return search.IDENTIFIED if found == {outputs[-1]} else search.AMBIGUOUS


MIRRORED = (("120", "001"), ("021", "100")), (("34", "03"), ("43", "30"))


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        ((MIRRORED[0], (("34", "03"), ("43", "03"))), "each output of its input"),
        (((("120", "001"), ("021", "101")), MIRRORED[1]), "each output of its input"),
        ((MIRRORED[0], (("34", "030"), ("43", "30"))), "rows of a grid are of one length"),
    ],
)
def test_every_pair_follows_the_rule(pairs, why):
    ArcAgi(MIRRORED, ("500", "660", "050"), ("mirror_columns",))
    with pytest.raises(ValueError, match=why):
        ArcAgi(pairs, ("500", "660", "050"), ("mirror_columns",))


def _grid(text):
    return tuple(tuple(map(int, row)) for row in text.split())


OPEN = [_grid("100 122 022"), _grid("3300 0300 0003"), _grid("01110 77770 07100 70100")]
"""For a rule that drops single cells: only in the last one does a single cell touch another of its colour, at a corner."""


@pytest.mark.parametrize(
    ("corners", "blind", "sizes"), [(False, False, [1, 2, 3, 5]), (True, False, [2, 3, 6]), (False, True, [1, 10]), (True, True, [11])]
)
def test_shapes_hang_together_by_sides_or_corners(corners, blind, sizes):
    assert sorted(map(len, shapes(OPEN[2], corners, blind))) == sizes


@pytest.mark.parametrize(
    "program", [("drop_single",), ("keep_largest",), ("drop_largest",), ("paint_largest 4",), ("double", "drop_largest")]
)
def test_shapes_of_one_colour_joined_by_sides_are_those_of_the_steps(program):
    for grid in OPEN:
        assert read(program, grid, corners=False, blind=False) == run(program, grid)


def test_a_pair_has_to_tell_what_a_shape_is():
    program = ("drop_single",)
    outputs = [run(program, grid) for grid in OPEN]
    assert not told(program, OPEN, outputs)
    telling = _grid("30 03")
    assert told(program, [telling, *OPEN], [run(program, telling), *outputs])
    assert told(("mirror_rows",), OPEN, [run(("mirror_rows",), grid) for grid in OPEN])


@pytest.mark.parametrize("level", [1, 2])
def test_no_answer_hangs_on_what_a_shape_is(level):
    for candidate in candidates("logic/arc_agi", level, 100):
        problem = candidate.members[0].problem
        pairs, test = [(cells(before), cells(after)) for before, after in problem.pairs], cells(problem.test)
        for view in READINGS:
            if all(read(problem.program, before, *view) == after for before, after in pairs):
                assert read(problem.program, test, *view) == run(problem.program, test)


def test_what_no_pair_tells_is_no_problem(monkeypatch):
    monkeypatch.setattr("synth.generators.logic.arc_agi.told", lambda *rule: False)
    with pytest.raises(Discard):
        generate(Random(1), LEVELS[0])
