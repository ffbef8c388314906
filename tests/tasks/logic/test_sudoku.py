"""What the laws cannot say of logic/sudoku: the regions of jigsaw puzzles are connected and varied; puzzles share a canonical form exactly
if one can be made of the other."""

from itertools import permutations, product
from random import Random

import numpy as np
import pytest
from drawing import samples

from synth.generators.logic.sudoku import _compile, _latin, _layout, _luck
from synth.generators.logic.sudoku.canonical import LETTERS, canonical
from synth.generators.logic.sudoku.claims import copies
from synth.generators.logic.sudoku.regions import partition
from synth.generators.solvers.grading import SINGLES, TRIAL, grade
from synth.generators.solvers.network import full
from synth.generators.solvers.search import solve
from synth.verifiers.logic.sudoku import SYMBOLS, Sudoku


def test_partitions_stay_connected_and_get_far():
    start = np.indices((9, 9))[0] // 3 * 3 + np.indices((9, 9))[1] // 3
    seen = set()
    for seed in range(60):
        regions = partition(start, 12 * 81, seed)
        assert np.bincount(regions.ravel()).tolist() == [9] * 9
        for region in range(9):
            cells = {(int(r), int(c)) for r, c in np.argwhere(regions == region)}
            reached = [min(cells)]
            for r, c in reached:
                reached += [at for at in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)) if at in cells and at not in reached]
            assert set(reached) == cells
        seen.add(regions.tobytes())
    assert len(seen) == 60


def _boxed(rows: list[str], height: int, width: int, diagonals: bool = False) -> Sudoku:
    size = len(rows)
    regions = tuple("".join(LETTERS[r // height * (size // width) + c // width] for c in range(size)) for r in range(size))
    return Sudoku(tuple(rows), regions, diagonals)


def _full_grids(size: int, shape: int) -> list[list[str]]:
    """All full grids whose first row is in order."""
    _, net = _layout(size, shape, False)
    start = [1 << x if x < size else full(size) for x in range(size * size)]
    count, _, found = solve(net, start, 40_000, 10_000_000)
    assert count == len(found) < 40_000
    return [["".join(SYMBOLS[v] for v in row) for row in grid.reshape(size, size)] for grid in found]


def _brute(rows: list[str], diagonals: bool) -> object:
    """The least of all 128 arrangements of a 4 x 4 puzzle that keep its rules, symbols renamed as they occur."""
    orders = [p for p in permutations(range(4)) if p[0] // 2 == p[1] // 2]
    forms = []
    for down, across, turned in product(orders, orders, (False, True)):
        lines = [{(down[i], across[i]) for i in range(4)}, {(down[i], across[3 - i]) for i in range(4)}]
        if diagonals and sorted(map(sorted, lines)) != sorted([[(i, i) for i in range(4)], [(i, 3 - i) for i in range(4)]]):
            continue
        cells = [rows[r][c] for r in down for c in across] if not turned else [rows[r][c] for c in across for r in down]
        names = dict(zip(dict.fromkeys(c for c in cells if c != "."), "abcd", strict=False))
        forms.append("".join(names.get(c, c) for c in cells))
    return min(forms)


def test_small_puzzles_share_a_form_exactly_if_one_can_be_made_of_the_other():
    rng = Random(4)
    grids = _full_grids(4, 0)
    for diagonals in (False, True):
        to, back = {}, {}
        for _ in range(600):
            grid = rng.choice(grids)
            empty = set(rng.sample(range(16), rng.choice((0, 4, 8, 9, 12))))
            rows = ["".join("." if 4 * r + c in empty else grid[r][c] for c in range(4)) for r in range(4)]
            brute, form = repr(_brute(rows, diagonals)), repr(canonical(_boxed(rows, 2, 2, diagonals)))
            assert to.setdefault(brute, form) == form, rows
            assert back.setdefault(form, brute) == brute, rows
        assert len(back) > 10


def test_full_grids_have_as_many_classes_as_is_known():
    """2 of 4 x 4; 49 of 6 x 6, of which every tenth grid meets them all."""
    assert len({repr(canonical(_boxed(grid, 2, 2))) for grid in _full_grids(4, 0)}) == 2
    assert len({repr(canonical(_boxed(grid, 2, 3))) for grid in _full_grids(6, 0)[::10]}) == 49


def test_rearranged_puzzles_share_a_form():
    """Of every size and variant that has boxes; full grids, which have the most symmetry, too, where they are small."""
    rng = Random(5)
    for level in (2, 5, 6, 8):
        for sample in samples("logic/sudoku", level, 8):
            solved = Sudoku(tuple(sample.answer.replace(" ", "").split("\n")), sample.problem.regions, sample.problem.diagonals)
            for problem in (sample.problem, solved)[: 1 + (len(sample.problem.givens) < 9)]:
                assert len({repr(canonical(copy)) for copy in [problem, *copies(problem, rng)]}) == 1


@pytest.mark.parametrize("level", range(4, 11))
def test_from_level_4_on_rows_and_columns_alone_leave_many_grids(level):
    for sample in samples("logic/sudoku", level, 10):
        size = len(sample.problem.givens)
        domains = [full(size) if cell == "." else 1 << SYMBOLS.index(cell) for cell in "".join(sample.problem.givens)]
        assert solve(_latin(size), domains, 12, 100_000)[0] == 12


def _read(sample):
    """The rules, what the printed symbols leave, and the solution, as bits."""
    problem, size = sample.problem, len(sample.problem.givens)
    regions = [LETTERS.index(letter) for letter in "".join(problem.regions)]
    domains = np.array([full(size) if cell == "." else 1 << SYMBOLS.index(cell) for cell in "".join(problem.givens)])
    return (
        _compile(np.array(regions).reshape(size, size), problem.diagonals),
        domains,
        1 << np.array(list(map(SYMBOLS.index, sample.answer.split()))),
    )


def test_the_grade_of_a_contradiction_is_trial_and_comes_to_an_end():
    """Of 200 boards of random givens; what is left of the others is one value a cell where no trial is needed."""
    _, net = _layout(4, 0, False)
    rng, seen = Random(1), set()
    for _ in range(200):
        domains = np.full(16, full(4))
        for x in rng.sample(range(16), 5):
            domains[x] = 1 << rng.randrange(4)
        possible = solve(net, domains, 1, 1_000)[0] > 0
        found = grade(net, domains)
        single = all(values.bit_count() == 1 for values in found.domains.tolist())
        assert possible or found.technique == TRIAL
        assert single or found.technique == TRIAL
        seen.add((possible, found.technique))
    assert len(seen) > 2


@pytest.mark.parametrize("level", [7, 9, 10])
def test_where_singles_do_not_suffice_guesses_hardly_do(level):
    chances = [_luck(*_read(sample)) for sample in samples("logic/sudoku", level, 20)]
    assert max(chances) <= 0.2 and sum(chances) / len(chances) <= 0.15


def test_singles_solve_what_they_are_to_solve():
    for level in (4, 6, 8):
        for sample in samples("logic/sudoku", level, 5):
            net, domains, solved = _read(sample)
            assert np.array_equal(grade(net, domains, SINGLES).domains, solved)
