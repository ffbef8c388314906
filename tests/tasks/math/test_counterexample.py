"""Counterexample: sieves against single numbers, and claims that are nearly true."""

from random import Random

import pytest
from drawing import members

from synth.generators.math.counterexample import corrupt, without
from synth.generators.math.counterexample.tables import flags
from synth.verifiers.math.counterexample import LIMIT, Counterexample, Property, has, proven, verify, verify_trace

PROPERTIES = (
    *(Property("mod", 7, 3), Property("digits", 5, 0), Property("reversed", 11, 4), Property("prime", 6, 5), Property("prime", 1, 0)),
    *(Property("divisors", 6, 0), Property("ones", 4, 0), Property("smooth", 13, 0), Property("squares", 0, 0), Property("squarefree", 0, 0)),
)


@pytest.mark.parametrize("one", PROPERTIES)
def test_sieves_say_of_each_number_what_the_verifier_says(one):
    table = flags(one, LIMIT)
    assert len(table) == LIMIT
    for n in (*range(1, 400), *range(9_900, 10_100), LIMIT - 1, LIMIT):
        assert table[n - 1] == has(n, one), n


@pytest.mark.parametrize("level", [1, 5, 10])
def test_claims_hold_for_most_numbers_that_they_are_about(level):
    for sample in members("math/counterexample", level, 20):
        problem = sample.problem
        about = [n for n in range(1, problem.limit + 1) if all(has(n, premise) for premise in problem.premises)]
        wrong = [n for n in about if has(n, problem.conclusion) == problem.denied]
        assert 0 < 4 * len(wrong) <= len(about)
        assert int(sample.answer) in wrong


def test_a_corrupted_answer_is_no_other_counterexample():
    squares = Counterexample(60, (Property("mod", 1, 0),), Property("squarefree", 0, 0), False)
    assert corrupt(squares, "48", Random(0)) == "51"


@pytest.mark.parametrize("level", [1, 5, 10])
def test_no_premise_can_be_overlooked(level):
    for sample in members("math/counterexample", level, 20):
        for place in range(len(sample.problem.premises)):
            assert verify(sample.problem, str(without(sample.problem, place))).reason == "premise"


SUMS = Counterexample(500, (Property("mod", 4, 1), Property("digits", 3, 0)), Property("squares", 0, 0), False)  # 21 = 3 * 7
NEVER = Counterexample(200, (Property("smooth", 5, 0), Property("ones", 4, 0)), Property("mod", 10, 0), True)  # 30 = 16 + 8 + 4 + 2
PRIMES = Counterexample(60, (Property("prime", 2, 1),), Property("divisors", 4, 0), True)  # 2 * 8 + 1 = 17
OF_21 = ("21 mod 4 = 1", "2 + 1 = 3", "3 mod 3 = 0", "3 * 7 = 21", "7 mod 2 = 1", "7 mod 4 = 3")
OF_30 = ("2 * 3 * 5 = 30", "5 mod 2 = 1", "16 + 8 + 4 + 2 = 30", "30 mod 10 = 0")
OF_8 = ("2 * 8 + 1 = 17", "17 mod 2 = 1", "17 mod 3 = 2", "2^3 = 8", "3 + 1 = 4")


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (SUMS, (*OF_21[:3], "3 * 7 = 21", "7 mod 2 = 1", "3 mod 4 = 3"), "21", ""),
        (SUMS, ("3^2 + 0^2 = 9", "9 mod 4 = 1", *OF_21[:5], "3 mod 4 = 3"), "21", ""),  # 9 is tried first
        (NEVER, OF_30, "30", ""),
        (NEVER, OF_30[::-1], "n = 30", ""),
        (PRIMES, OF_8, "8", ""),
        (SUMS, (), "21", "missing"),
        (SUMS, OF_21[:3], "21", "milestone"),
        (SUMS, OF_21[:1] * 6, "21", "milestone"),
        (SUMS, (*OF_21[1:5], "3 mod 4 = 3"), "21", "milestone"),  # and by 4?
        (SUMS, ("20 + 1 = 21", *OF_21[:3], "3 mod 4 = 3"), "21", "milestone"),
        (SUMS, ("21 mod 4 = 2", *OF_21[1:]), "21", "value"),
        (NEVER, OF_30, "120", "milestone"),  # of another number, though it is right too
        (NEVER, OF_30, "15", "milestone"),
        (NEVER, (*OF_30[:2], OF_30[3]), "30", "milestone"),
        (PRIMES, (OF_8[0], OF_8[1], *OF_8[3:]), "8", "milestone"),  # 3 may divide 17
        (PRIMES, ("17 is prime.", *OF_8), "8", "format"),
    ],
)
def test_a_derivation_looks_at_every_property_of_the_answer(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (not reason)


@pytest.mark.parametrize(("kind", "a", "b"), [("mod", 0, 0), ("prime", 0, 5), ("mod", 5, 5), ("smooth", 0, 0), ("ones", 3, 1), ("squarefree", 3, 0)])
def test_numbers_that_a_property_cannot_have(kind, a, b):
    with pytest.raises(ValueError, match=r"remainder|number"):
        Property(kind, a, b)
