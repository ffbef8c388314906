"""Kernels of `counterfactual/` beside the slow and obvious way."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

from synth.generators.counterfactual._pool import Pool, sample
from synth.generators.counterfactual._proofs import Statement, _Search
from synth.generators.counterfactual._search import clash, tell
from synth.verifiers.counterfactual._worlds import every, patterns


def _some_worlds(rng, atoms, share):
    return sum(1 << world for world in range(1 << atoms) if rng.random() < share)


def _needed(rests, option):
    return sum(rest & ~option != 0 for rest in rests)


def _independent(one, other, atoms):
    return all(case & every(atoms) for case in (one & other, one & ~other, other & ~one, ~(one | other)))


@pytest.mark.parametrize("atoms", [4, 5, 6, 8])
def test_candidates_are_found_as_by_looking_at_each(atoms):
    rng, found = Random(atoms), 0
    for _ in range(60):
        sets = [_some_worlds(rng, atoms, rng.choice((0.5, 0.8, 0.97))) for _ in range(30)]
        pool = Pool.of(enumerate(sets), atoms).drawn(rng, 20)
        order = list(pool)
        assert len(order) == 20 and all(sets[formula] == worlds for formula, worlds in order)
        left, world = _some_worlds(rng, atoms, 2 / (1 << atoms)) or 1, rng.randrange(1 << atoms)
        others, reached = ([_some_worlds(rng, atoms, 0.5) for _ in range(rng.randrange(2))] for _ in range(2))
        without, depth = [left | _some_worlds(rng, atoms, 0.03) for _ in range(4)], (rng.randint(0, 2), rng.randint(2, 4))
        apart = [(f, m) for f, m in order if all(_independent(m, other, atoms) for other in others) and all(r & ~m for r in reached)]
        fits = [(f, m) for f, m in apart if not left & ~m and depth[0] <= _needed(without, m) <= depth[1]]
        assert pool.first(left, depth, lambda rests=without: rests, *map(pool.rows, (others, reached))) == (fits[0] if fits else None)
        assert pool.independent(*map(pool.rows, (others, reached))) == (apart[0] if apart else None)
        assert list(pool.true_in(world)) == [(f, m) for f, m in order if m >> world & 1]
        assert list(pool.open(left, False)) == [(f, m) for f, m in order if left & ~m]
        assert list(pool.open(left, True)) == [(f, m) for f, m in order if not left & m]
        assert list(pool.deep(left, 2, without)) == [(f, m) for f, m in order if left & ~m or _needed(without, m) >= 2]
        found += bool(fits)
    assert found > 10


@pytest.mark.parametrize("count", [0, 1, 5, 20, 21, 84, 85, 86, 120, 160, 500])
def test_samples_are_those_of_the_standard_library(count):
    for seed, size in enumerate((count, count + 1, 2 * count + 1, 3 * count, 3 * count + 1, 4 * count + 40, 1044, 1045, 1046, 5000)):
        if size >= count:
            one, other = Random(seed), Random(seed)
            assert sample(one, np.arange(size) * 3, count).tolist() == [3 * x for x in other.sample(range(size), count)], size
            assert one.getstate() == other.getstate()


def _shrunk(world, side, order, atoms):
    """Atoms that have to be told of a world, one after the other left out where all is within the side without it."""
    kept = set(range(atoms))
    for atom in order:
        fewer = kept - {atom}
        if all(side >> other & 1 for other in range(1 << atoms) if all((world ^ other) >> one & 1 == 0 for one in fewer)):
            kept = fewer
    return kept


def test_worlds_are_told_as_by_trying_every_world():
    rng, atoms = Random(1), 5
    for _ in range(60):
        sides = [_some_worlds(rng, atoms, 0.4) | 1, _some_worlds(rng, atoms, 0.4) | 2]
        orders = [rng.sample(range(atoms), atoms) for _ in range(2)]
        starts = [rng.choice([world for world in range(1 << atoms) if side >> world & 1]) for side in sides]
        found = np.empty((2, 4), np.int64)
        rows = np.array([np.frombuffer(side.to_bytes(4, "little"), np.uint8) for side in sides])
        tell(rows, np.array(starts), np.array(orders), atoms, np.empty(1 << atoms, np.int64), found)
        for turn, (told, near, alone, added) in enumerate(found.tolist()):
            here, there, order = sides[turn], sides[1 - turn], orders[turn]
            atoms_told = _shrunk(starts[turn], here, order, atoms)
            others = [world for world in range(1 << atoms) if there >> world & 1]
            assert told == sum(1 << atom for atom in atoms_told)
            assert near == min(others, key=lambda world: ((world ^ starts[turn]).bit_count(), world))
            assert alone == sum(1 << atom for atom in _shrunk(near, there, order, atoms))
            rest = [atom for atom in order if atom not in atoms_told]
            assert added == sum(1 << atom for atom in _shrunk(near, there, rest, atoms) - atoms_told)


def test_clashes_are_those_that_steps_come_to():
    rng, atoms, clashes = Random(2), 6, 0
    for _ in range(200):
        statements = []
        for _ in range(5):
            own = tuple(sorted(rng.sample(range(atoms), 3)))
            sides = [patterns(atoms)[atom] for atom in own]
            worlds = 0
            for case in range(8):
                if rng.random() < 0.6:
                    cube = every(atoms)
                    for place, true in enumerate(sides):
                        cube &= true if case >> place & 1 else every(atoms) ^ true
                    worlds |= cube
            statements.append(Statement(worlds, own))
        search = _Search(statements, atoms, rng.random() < 0.5)
        for known in combinations([(atom, rng.random() < 0.5) for atom in range(atoms)], 2):
            dead = search.propagate(dict(known))[1]
            assert search.clashes(dict(known)) == (dead is not None)
            clashes += dead is not None
    assert clashes > 100 and clash.signatures
