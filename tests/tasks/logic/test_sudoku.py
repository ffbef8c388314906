"""What the laws cannot say of logic/sudoku: the regions of jigsaw puzzles are connected and varied."""

import numpy as np

from synth.generators.logic.sudoku.regions import partition


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
