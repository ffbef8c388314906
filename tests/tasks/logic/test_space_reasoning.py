"""Space reasoning: distances in closed form equal a flood over the cells, and every step can be undone."""

from random import Random

import pytest

from synth.pipelines.oracles.logic.space_reasoning import _fewest, _neighbour
from synth.verifiers.logic.space_reasoning.lattices import WAYS, WRAPS, distance, move, reverse


@pytest.mark.parametrize("lattice", WAYS)
def test_distances_and_steps_agree_with_a_flood(lattice):
    rng = Random(7)
    for _ in range(20):
        wrap = tuple(rng.randint(4, 11) for _ in range(WRAPS.get(lattice, 0)))
        size, reach = (3, 3) if lattice == "layered" else (2, 7)
        cells = [
            [rng.randrange(wrap[i]) if i < len(wrap) else rng.randint(-reach, reach) for i in range(size)] for _ in range(21)
        ]
        first, *others = (tuple(cell) for cell in cells)
        for cell, steps in _fewest(lattice, list(wrap), first, set(others)).items():
            assert distance(lattice, wrap, first, cell) == steps
        for way in WAYS[lattice]:
            there = move(lattice, wrap, first, ((way, 1),))
            assert there == _neighbour(lattice, list(wrap), first, way)
            assert move(lattice, wrap, there, reverse(((way, 1),))) == first
