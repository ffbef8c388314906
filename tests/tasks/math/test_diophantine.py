"""Diophantine equations: every pair of numbers within the bounds, and how equations are written."""

import pytest
from drawing import members

from synth.generators.math.diophantine import written
from synth.verifiers.math.diophantine import Diophantine, Equation, Term, proven, verify, verify_trace


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


LINE = Diophantine((Equation((Term(3, (1, 0)), Term(5, (0, 1))), 31),), (9, 9))  # (2, 5) and (7, 2)
PAIR = Diophantine(
    (
        Equation((Term(1, (2, 0, 0)), Term(1, (0, 1, 1))), 31),
        Equation((Term(1, (1, 0, 0)), Term(2, (0, 1, 0)), Term(-1, (0, 0, 1))), 6),
    ),
    (9, 9, 9),
)  # (5, 2, 3)


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (LINE, ("(31 - 3) / 5 = 28/5", "y = (31 - 3 * 2) / 5 = 5", "3 * 2 + 5 * 5 = 31"), "2, 5", ""),
        (LINE, (r"3 \cdot 7 + 5 \cdot 2 = 21 + 10 = 31",), "x = 7, y = 2", ""),
        (PAIR, ("5^2 + 2 * 3 = 31", "5 + 2 * 2 - 3 = 6"), "5, 2, 3", ""),
        (PAIR, ("5 + 2 * 2 - 3 = 6", "4^2 + 2 * 3 = 22", "5^2 + 2 * 3 = 31"), "(5, 2, 3)", ""),
        (LINE, (), "2, 5", "missing"),
        (LINE, ("31 + 0 = 31",), "2, 5", "milestone"),
        (LINE, ("(31 - 3 * 2) / 5 = 5",), "2, 5", "milestone"),
        (LINE, ("5 * 5 + 6 = 31",), "2, 5", "milestone"),
        (LINE, ("3 * 2 + 5 * 4 = 31",), "2, 4", "value"),
        (LINE, ("3 * 2 + 5 * 4 = 26",), "2, 4", "milestone"),
        (PAIR, ("5^2 + 2 * 3 = 31",) * 3, "5, 2, 3", "milestone"),
        (PAIR, ("1 + 2 * 2 + 1 = 6", "5^2 + 2 * 3 = 31"), "5, 2, 3", "milestone"),
        (LINE, ("x = 2",), "2, 5", "format"),
    ],
)
def test_a_derivation_puts_the_answer_into_every_equation(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (not reason)


@pytest.mark.parametrize(("factor", "powers"), [(0, (1, 0)), (3, (0, 0))])
def test_a_term_has_a_factor_and_an_unknown(factor, powers):
    with pytest.raises(ValueError, match="a factor and an unknown"):
        Term(factor, powers)
