"""Canonical labelling against brute force: two small structures share a form exactly if some renumbering makes one of the other."""

from itertools import permutations
from random import Random

import pytest

from synth.generators.solvers.labelling import least_form

Structure = tuple[list[int], list[tuple[str, int, int]]]


def form(structure: Structure) -> list[str]:
    colours, arrows = structure
    return least_form(colours, [sorted({a, b}) for _, a, b in arrows], lambda i, c: f"{arrows[i][0]} {c[arrows[i][1]]} {c[arrows[i][2]]}")


def renumbered(structure: Structure, where: tuple[int, ...] | list[int]) -> Structure:
    colours, arrows = structure
    moved = [0] * len(colours)
    for thing, colour in zip(where, colours, strict=True):
        moved[thing] = colour
    return moved, sorted((word, where[a], where[b]) for word, a, b in arrows)


def brute(structure: Structure) -> Structure:
    return min(renumbered(structure, where) for where in permutations(range(len(structure[0]))))


def drawn(rng: Random, things: int, colours: int) -> Structure:
    """Few arrows between few things, so that many draws are copies of one another."""
    arrows = [(rng.choice("xy"), rng.randrange(things), rng.randrange(things)) for _ in range(rng.randrange(1, 5))]
    return [rng.randrange(colours) for _ in range(things)], sorted(arrows)


@pytest.mark.parametrize(("things", "colours"), [(3, 2), (4, 1), (5, 2)])
def test_forms_are_equal_exactly_for_renumbered_structures(things, colours):
    rng = Random(things)
    by_brute: dict[str, str] = {}
    forms: dict[str, str] = {}
    for _ in range(400 if things < 5 else 200):
        structure = drawn(rng, things, colours)
        one, other = repr(brute(structure)), repr(form(structure))
        assert by_brute.setdefault(one, other) == other, "one structure, two forms"
        assert forms.setdefault(other, one) == one, "two structures, one form"
    assert len(forms) > 20


def test_colours_known_beforehand_are_part_of_the_form():
    arrow = [("x", 0, 1)]
    assert form(([0, 1], arrow)) != form(([1, 0], arrow))
    assert form(([0, 0, 1], [("x", 0, 1), ("x", 1, 2), ("x", 2, 0)])) != form(([0, 1, 1], [("x", 0, 1), ("x", 1, 2), ("x", 2, 0)]))


@pytest.mark.parametrize("size", [8, 12])
def test_structures_full_of_symmetry_have_one_form(size):
    """A ring, two rings, and things that nothing tells apart: copies share their form, a ring and two half rings do not."""
    rng = Random(size)
    ring = [("x", i, (i + 1) % size) for i in range(size)]
    half = size // 2
    rings = [("x", i, (i + 1) % half) for i in range(half)] + [("x", half + i, half + (i + 1) % half) for i in range(half)]
    for arrows in (ring, rings, [("x", 0, 1)]):
        structure = ([0] * size, arrows)
        for _ in range(3):
            assert form(renumbered(structure, rng.sample(range(size), size))) == form(structure)
    assert form(([0] * size, ring)) != form(([0] * size, rings))
