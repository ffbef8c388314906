"""Digits and bases: clues for all numbers at once against one by one, and what makes a set of clues."""

from random import Random

import pytest
from drawing import members

from synth.generators.math.digits_bases import KINDS, _clue
from synth.generators.math.digits_bases.space import candidates, space
from synth.verifiers.math.digits_bases import DigitsBases, proven, verify_trace
from synth.verifiers.math.digits_bases.clues import Backwards, Carries, Differs, Elsewhere, Product, Remainder, Square, Sum, value, written


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(6))
def test_arrays_say_what_the_clue_says(kind, seed):
    rng = Random(seed)
    bases = rng.choice([(10, 10), (6, 6), (5, 8)])
    numbers = space(*bases, 3)
    clue = None
    while clue is None:
        base = rng.randint(*bases)
        digits = tuple(rng.randint(1, base - 1) for _ in range(3))
        clue = _clue(rng, kind, base, digits, bases)
    assert clue.holds(base, digits)
    slow = [clue.holds(int(b), written(int(n), int(b))) for b, n in zip(numbers.base, numbers.value, strict=True)]
    assert list(numbers.places(numbers.fits(clue))) == [place for place, held in enumerate(slow) if held]


def test_numbers_are_written_and_read():
    assert written(194, 7) == (3, 6, 5) and value(7, (3, 6, 5)) == 194
    assert written(0, 5) == (0,)


@pytest.mark.parametrize("level", range(1, 11))
def test_no_clue_can_be_done_without(level):
    for sample in members("math/digits_bases", level, 10):
        clues = sample.problem.clues
        assert len(candidates(sample.problem, clues)) == 1
        assert all(len(candidates(sample.problem, clues[:k] + clues[k + 1 :])) > 1 for k in range(len(clues)))


SEVEN = DigitsBases((7, 7), 3, (Sum(14), Remainder(13, 12), Differs(1, 0, 3)))  # 365 is worth 194
UNKNOWN = DigitsBases((6, 9), 2, (Backwards(-24), Square(0)))  # 51 in base 7 is 36
CARRIED = DigitsBases((10, 10), 3, (Carries((7, 8), 1), Product(12), Elsewhere(5, 9)))  # 341 is 2331 in base 5
WORTH = ("3 * 7^2 + 6 * 7 + 5 = 194", "3 + 6 + 5 = 14", "194 mod 13 = 12", "6 - 3 = 3")
FIVES = ("341 mod 5 = 1", "(341 - 1) / 5 = 68", "68 mod 5 = 3", "65 / 5 = 13", "13 mod 5 = 3", "(13 - 3) / 5 = 2", "2 + 3 + 3 + 1 = 9")
COLUMNS = ("3 * 100 + 4 * 10 + 1 = 341", "1 + 8 = 9", "4 + 7 = 11", "3 + 1 = 4", "3 * 4 * 1 = 12")


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (SEVEN, WORTH, "365", ""),
        (SEVEN, WORTH[::-1][:1] + WORTH[:3], "365", ""),
        (SEVEN, ("3 * 49 + 42 + 5 = 194", *WORTH[1:]), "365", "milestone"),  # 42 of what?
        (SEVEN, ("7^2 = 49", "6 * 7 = 42", "v = 3 * 49 + 42 + 5 = 194", "194 mod 13 = 12", "5 + 6 + 3 = 14", WORTH[3]), "365", ""),
        (SEVEN, ("4 * 7^2 + 7 * 7 + 3 = 248", *WORTH), "365", ""),  # another number is looked at first
        (UNKNOWN, ("5 * 7 + 1 = 36", "1 * 7 + 5 = 12", "12 - 36 = -24", "6^2 = 36"), "36", ""),
        (CARRIED, (*COLUMNS, *FIVES), "341", ""),
        (SEVEN, (), "365", "missing"),
        (SEVEN, WORTH[:3], "365", "milestone"),
        (SEVEN, WORTH[:1] * 4, "365", "milestone"),
        (SEVEN, WORTH[1:], "365", "milestone"),  # 194 comes from nowhere
        (SEVEN, ("4 * 7^2 + 5 * 7 + 5 = 236", "4 + 5 + 5 = 14", "236 mod 13 = 2"), "365", "milestone"),  # of 455
        (SEVEN, ("3 * 7^2 + 6 * 7 + 5 = 195",), "365", "value"),
        (UNKNOWN, ("6 * 6 = 36", "12 - 36 = -24"), "36", "milestone"),
        (CARRIED, (*COLUMNS[:3], "3 * 4 * 1 = 12"), "341", "milestone"),
        (SEVEN, WORTH, "356", "milestone"),  # nothing is worked out for a number that does not fit
        (SEVEN, ("The answer is 365.",), "365", "format"),
    ],
)
def test_a_derivation_looks_at_everything_that_is_said_of_the_answer(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (not reason)


def test_what_is_added_has_digits_of_every_base():
    with pytest.raises(ValueError, match="added"):
        DigitsBases((8, 10), 3, (Carries((1, 9), 1),))
