"""Diophantine equations: every pair of numbers within the bounds, and how equations are written."""

import pytest
from drawing import members

from synth.generators.math.diophantine import written
from synth.verifiers.math.diophantine import Diophantine, Equation, Term, verify


def test_all_solutions_and_nothing_else_are_right():
    line = Diophantine((Equation((Term(3, (1, 0)), Term(5, (0, 1))), 31),), (9, 9))
    right = {(x, y) for x in range(-3, 15) for y in range(-3, 15) if verify(line, f"{x}, {y}").accepted}
    assert right == {(2, 5), (7, 2)}


def test_an_equation_is_written_as_people_write_it():
    terms = (Term(-1, (2, 0, 0)), Term(3, (1, 1, 0)), Term(-5, (0, 0, 1)), Term(1, (0, 3, 0)))
    assert written(Equation(terms, -7)) == "-x^2 + 3x·y - 5z + y^3 = -7"


@pytest.mark.parametrize("level", range(1, 11))
def test_the_first_equations_have_few_unknowns_and_every_unknown_is_in_one(level):
    for sample in members("math/diophantine", level, 5):
        problem = sample.problem
        named = [{k for t in e.terms for k, power in enumerate(t.powers) if power} for e in problem.equations]
        assert set().union(*named) == set(range(len(problem.most)))
        assert min(map(len, named)) <= len(problem.most) - len(problem.equations) + 1
