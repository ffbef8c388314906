"""Impartial games: values that are known by heart, moves against a search through all positions, and derivations."""

from functools import cache

import pytest
from drawing import members

from synth.verifiers.math.impartial_games import LETTERS, ImpartialGames, Pile, moves, proven, values, verify_trace, winning


def test_values_of_games_that_have_formulas():
    assert values("any", (), 20) == tuple(range(21))
    assert values("upto", (3,), 20) == tuple(n % 4 for n in range(21))
    assert values("odd", (), 20) == tuple(n % 2 for n in range(21))
    assert values("set", (1, 3, 4), 13) == (0, 1, 0, 1, 2, 3, 2, 0, 1, 0, 1, 2, 3, 2)
    # halving: an even pile is worth half of it, an odd one what its smaller half is worth
    found = values("half", (), 40)
    assert all(found[n] == (n // 2 if n % 2 == 0 else found[n // 2]) for n in range(1, 41))
    # a divisor: the exponent of the highest power of two
    assert all(value == (n & -n).bit_length() - 1 for n, value in enumerate(values("divisor", (), 40)) if n)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_winning_moves_are_those_after_which_a_search_finds_no_way_out(level):
    for sample in members("math/impartial_games", level, 8):
        piles = sample.problem.piles

        @cache
        def lost(sizes, piles=piles):
            return not any(lost(after) for _, _, after in following(sizes, piles))

        sizes = tuple(pile.size for pile in piles)
        assert winning(sample.problem) == {(place, taken) for place, taken, after in following(sizes, piles) if lost(after)}
        assert (sample.answer == "none") == (not winning(sample.problem))
        assert all(part[0] in LETTERS for part in sample.answer.split(", ") if sample.answer != "none")


def following(sizes, piles):
    for place, size in enumerate(sizes):
        for taken in moves(piles[place].kind, piles[place].numbers, size):
            yield place, taken, (*sizes[:place], size - taken, *sizes[place + 1 :])


SET = ImpartialGames((Pile(3, "set", (1, 3)), Pile(2, "any", ()), Pile(5, "upto", (3,))))  # values 1, 2, 1
TABLE = ("g_A(0) = mex{} = 0", "g_A(1) = mex{0} = 1", "g_A(2) = mex{1} = 0", "g_A(3) = mex{0} = 1")
WORTH = ("g_B(2) = 2", "g_C(5) = 5 mod 4 = 1")
PILES = ("A: 1 xor 2 = 3 -> none", "B: 2 xor 2 = 0 -> B2", "C: 1 xor 2 = 3 -> C2")
BY_TABLE = (
    "g_C(0) = mex{} = 0",
    *(f"g_C({n}) = mex{{{', '.join(map(str, [m % 4 for m in range(max(0, n - 3), n)]))}}} = {n % 4}" for n in range(1, 6)),
)
SUM = "1 xor 2 xor 1 = 2"
EQUAL = ImpartialGames((Pile(3, "odd", ()), Pile(1, "any", ())))  # values 1, 1
TWINS = ImpartialGames((Pile(2, "half", ()), Pile(3, "half", ())))  # values 1, 0


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (SET, (*TABLE, *WORTH, SUM, *PILES), "B2, C2", ""),
        (SET, (*WORTH, *TABLE, "2 ⊕ 1 ⊕ 1 = 2", *PILES[::-1]), "C2, B2", ""),
        (SET, (*TABLE, *BY_TABLE, "g_B(2) = 2", "g_A(3) ^ g_B(2) ^ g_C(5) = 1 ^ 2 ^ 1 = 2", *PILES), "B2, C2", ""),
        (SET, ("g_A(0) = 0",), "B2, C2", "unknown"),
        (SET, ("$g_A(0) = \\operatorname{mex}\\{\\} = 0$", *TABLE[1:], *WORTH, "1 \\oplus 2 \\oplus 1 = 2", *PILES), "B2, C2", ""),
        (SET, (*TABLE[:3], "g_A(3) = mex{g_A(2), g_A(0)} = mex{0, 0} = 1", *WORTH, SUM, "A: 3 xor 2 = 1 -> none"), "B2, C2", "value"),
        (SET, (*TABLE[:3], "g_A(3) = mex{g_A(2), g_A(0)} = mex{0, 0} = 1", *WORTH, SUM, *PILES), "B2, C2", ""),
        (SET, (*TABLE, *TABLE[:2], *WORTH, SUM, SUM, *PILES), "B2, C2", ""),  # idle lines are sound
        (EQUAL, ("g_A(3) = 3 mod 2 = 1", "g_B(1) = 1", "1 xor 1 = 0"), "none", ""),
        (EQUAL, ("g_A(3) = 3 mod 2 = 1", "g_B(1) = 1", "1 xor 1 = 0", "A: 1 xor 0 = 1 -> none"), "none", ""),
        (TWINS, ("g_B(0) = mex{} = 0", "g_B(1) = mex{} = 0", "g_A(2) = mex{0} = 1"), "A1", "milestone"),
        (
            TWINS,
            (
                "g_B(0) = mex{} = 0",
                "g_B(1) = mex{} = 0",
                "g_A(2) = mex{0} = 1",
                "g_B(3) = mex{1} = 0",
                "1 xor 0 = 1",
                "A：1 xor 1 = 0 → A1",
            ),
            "A1",
            "milestone",
        ),
        (
            TWINS,
            (
                "g_B(0) = mex{} = 0",
                "g_B(1) = mex{} = 0",
                "g_A(2) = mex{0} = 1",
                "g_B(3) = mex{1} = 0",
                "1 ⊕ 0 = 1",
                "A：1 ⊕ 1 = 0 → A1",
                "B：0 ⊕ 1 = 1 → B1",
            ),
            "A1, B1",
            "",
        ),
        (SET, (), "B2, C2", "missing"),
        (SET, (*TABLE, *WORTH), "B2, C2", "milestone"),
        (SET, (*TABLE, *WORTH, SUM), "B2, C2", "milestone"),
        (SET, (*TABLE, *WORTH, SUM, *PILES[1:]), "B2, C2", "milestone"),
        (SET, (*TABLE, *WORTH, SUM, PILES[1], PILES[1], PILES[1]), "B2, C2", "milestone"),  # repeated
        (SET, (*TABLE, *WORTH, *PILES, SUM), "B2, C2", "unknown"),  # the answer first
        (SET, (SUM, *PILES, *TABLE, *WORTH), "B2, C2", "unknown"),
        (SET, (*TABLE[1:], *WORTH, SUM, *PILES), "B2, C2", "unknown"),
        (SET, ("g_A(3) = mex{0} = 1", *WORTH, SUM, *PILES), "B2, C2", "unknown"),
        (SET, ("g_A(3) = 3 mod 2 = 1", *WORTH, SUM, *PILES), "B2, C2", "value"),  # true, and no formula of this rule
        (SET, (*TABLE[:3], "g_A(3) = mex{0, 2} = 1", *WORTH, SUM, *PILES), "B2, C2", "followers"),
        (SET, (*TABLE[:3], "g_A(3) = mex{0} = 2", *WORTH, SUM, *PILES), "B2, C2", "value"),
        (SET, (*TABLE, "g_B(2) = 2", "g_C(5) = 1", SUM, *PILES), "B2, C2", "unknown"),
        (SET, (*TABLE, "g_B(2) = 2", "g_C(5) = 5 mod 3 = 2", SUM, *PILES), "B2, C2", "value"),
        (SET, (*TABLE, *WORTH, "1 xor 2 xor 1 xor 0 = 2", *PILES), "B2, C2", "value"),
        (SET, (*TABLE, *WORTH, "3 xor 1 = 2", *PILES), "B2, C2", "value"),  # numerology
        (SET, (*TABLE, *WORTH, "1 xor 2 xor 1 = 4", *PILES), "B2, C2", "value"),
        (SET, (*TABLE, *WORTH, SUM, PILES[0], PILES[1], "C: 1 xor 2 = 3 -> C2, C3"), "B2, C2", "moves"),
        (SET, (*TABLE, *WORTH, SUM, PILES[0], PILES[1], "C: 1 xor 2 = 3 -> none"), "B2, C2", "moves"),
        (SET, ("2 + 1 = 3", *TABLE, *WORTH, SUM, *PILES), "B2, C2", "unknown"),
        (SET, (*TABLE, *WORTH, "2 + 1 = 3", SUM, *PILES), "B2, C2", "format"),
        (SET, (*TABLE, "g_D(1) = 1"), "B2, C2", "format"),
        (SET, (*TABLE, *WORTH, SUM, *PILES), "B2", "answer"),
    ],
)
def test_a_derivation_settles_every_pile(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (reason in ("", "answer"))
