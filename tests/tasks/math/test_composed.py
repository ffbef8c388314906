"""Composed: each kind of stage against its own family's exact route, and chains in which every answer matters."""

from fractions import Fraction
from math import comb
from random import Random

import pytest
from drawing import members, oracle

from synth.generators import registry
from synth.generators.math.composed.draw import NUMBERS
from synth.verifiers.math import matrix, modular, polynomial_roots, probability, recurrence
from synth.verifiers.math._route import Route
from synth.verifiers.math.composed import Composed, Link, steps, worked
from synth.verifiers.math.composed.kinds import KINDS


def _family(kind, k, x):
    """The value by the exact route of another family; None where no family asks just that."""
    match kind:
        case "term":
            return recurrence.term(recurrence.Sequence((k[1], k[2]), (k[0], x[0]), k[3], 0), k[4])
        case "power":
            return modular.power_of_tower((k[0], x[0]), k[1])
        case "congruences":
            conditions = (modular.Congruence(1, (x[0],), k[0]), modular.Congruence(1, (k[1],), k[2]))
            return modular.least(modular.Modular(conditions))
        case "urn" if max(x) <= 20:
            bound = probability.Bound(0, k[1], k[1])
            return probability.answer(probability.Probability(probability.Urns(x, k[0], (bound,), (), "chance")))
        case "cubes":
            return polynomial_roots.problem.power_sums((1, -x[0], k[0], -k[1]), 3)[3]
        case "determinant":
            rows = ((x[0], k[0], k[1]), k[2:5], k[5:8])
            return matrix.outcome(matrix.Matrix("determinant", rows, (), (), 0, 0))[0]
        case "shares":
            return comb(x[0] - k[0] * k[1] + k[0] - 1, k[0] - 1)
    return None


@pytest.mark.parametrize("kind", KINDS)
def test_stages_are_worked_out_as_their_families_and_the_oracle_do(kind):
    rng, tried = Random(kind), 0
    for _ in range(60):
        numbers = NUMBERS[kind](rng)
        inputs = tuple(rng.randint(low, high) for low, high in KINDS[kind].inputs)
        try:
            way = Route()
            value = KINDS[kind].route(way, "A", numbers, inputs)
        except ValueError:
            continue
        tried += 1
        assert Fraction(value) == way.equations[-1].value
        assert Fraction(value) == oracle("math/composed").KINDS[kind](*numbers, *inputs), (numbers, inputs)
        other = _family(kind, numbers, inputs)
        assert other is None or other == value
    assert tried > 20


@pytest.mark.parametrize("level", [1, 5, 10])
def test_every_earlier_answer_matters_to_the_last_one(level):
    """Stage by stage, with one answer moved by one."""
    for sample in members("math/composed", level, 20):
        stages = sample.problem.stages
        values = [step.value for step in steps(stages)]
        for place in range(len(stages) - 1):
            found = [*values[:place], values[place] + 1]
            try:
                for stage in stages[place + 1 :]:
                    found.append(worked(stage, found).value)
            except ValueError:
                continue
            assert found[-1] != values[-1]


def test_stages_take_earlier_answers_only():
    stages = members("math/composed", 3, 1)[0].problem.stages
    forward = (stages[0].__class__(stages[0].kind, stages[0].numbers, (Link(0, 0, 0),)), *stages[1:])
    with pytest.raises(ValueError, match="earlier"):
        Composed(forward)


def test_all_kinds_are_asked():
    asked = {stage.kind for level in (3, 5, 8, 10) for sample in members("math/composed", level, 40) for stage in sample.problem.stages}
    assert asked == set(KINDS) == set(NUMBERS)
    assert registry.load("math/composed").unique


def test_a_base_that_shares_a_factor_with_the_modulus_is_refused():
    with pytest.raises(ValueError, match="share no factor"):
        KINDS["power"].route(Route(), "X", (4, 14), (20,))


@pytest.mark.parametrize("corners", [(1, 9, 9), (9, 7, 8)])
def test_points_in_a_triangle_whichever_way_it_turns(corners):
    a, b, c = corners
    way = Route()
    x = 6
    inside = sum(
        len({(x * q - a * p) > 0, ((b - x) * (q - a) - (c - a) * (p - x)) > 0, (c * p - b * q) > 0}) == 1
        and 0 not in (x * q - a * p, (b - x) * (q - a) - (c - a) * (p - x), c * p - b * q)
        for p in range(21)
        for q in range(21)
    )
    assert KINDS["lattice"].route(way, "X", corners, (x,)) == inside
    assert way.equations[0].text.startswith(f"{x} * {c} - " if x * c > a * b else f"{a} * {b} - ")
