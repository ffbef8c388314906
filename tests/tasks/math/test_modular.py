"""Modular: periods, towers and joints against plain search, and each problem's own way to its answer."""

from itertools import product
from random import Random

import pytest
from drawing import members

from synth.generators import registry
from synth.generators.prompts import render
from synth.verifiers.math.modular import Congruence, Modular, joined, power_of_tower, powers, solved, verify_trace


@pytest.mark.parametrize("modulus", [2, 3, 8, 12, 13, 36, 50, 97])
def test_towers_are_what_their_long_form_is(modulus):
    for base, middle, top in product((2, 3, 6, 10, 15), (2, 3, 4), (2, 3, 4)):
        assert power_of_tower((base, middle, top), modulus) == pow(base, middle**top, modulus)


def test_powers_repeat_from_the_first_repetition_on():
    assert powers(2, 12) == (2, 2)  # 1, 2, 4, 8, 4, 8
    assert powers(3, 7) == (0, 6)
    assert powers(6, 9) == (2, 1)  # 1, 6, 0, 0


@pytest.mark.parametrize("seed", range(60))
def test_congruences_are_solved_and_joined_as_a_search_does(seed):
    rng = Random(seed)
    one, other = (Congruence(rng.randint(1, 12), (rng.randint(0, 20),), rng.randint(2, 18)) for _ in range(2))

    def holds(c, x):
        return (c.factor * x - c.tower[0]) % c.modulus == 0

    for c in (one, other):
        fitting = [x for x in range(c.modulus) if holds(c, x)]
        found = solved(c)
        assert (found is None) == (not fitting)
        assert not found or found[0] == fitting[0]
    if (a := solved(one)) and (b := solved(other)):
        both = [x for x in range(18 * 18) if holds(one, x) and holds(other, x)]
        together = joined(a, b)
        assert (together is None) == (not both)
        assert not together or together[0] == both[0]


@pytest.mark.parametrize("level", [5, 8, 10])
def test_some_problems_have_no_solution_and_most_do(level):
    none = sum(sample.answer == "none" for sample in members("math/modular", level, 120))
    assert 2 <= none <= 24


@pytest.mark.parametrize("language", ["en", "zh"])
def test_towers_are_explained_where_there_are_some(language):
    task = registry.load("math/modular")
    for tower, told in (((5,), False), ((7, 30), False), ((7, 5, 9), True)):
        for phrasing in range(12):
            prompt = render(task, Modular((Congruence(1, tower, 11),)), Random(phrasing), language)
            assert ("7^(2^5)" in prompt) == told, prompt


_POWER = Modular((Congruence(1, (3, 41), 26),))  # 3^3 = 1, so 3^41 = 3^2 = 9
_BASE = Modular((Congruence(1, (18, 5), 22),))  # 18^5 = 10
_ALONE = Modular((Congruence(6, (10,), 22),))  # 3 x = 5 modulo 11, so x = 9
_JOINT = Modular((Congruence(1, (5,), 26), Congruence(1, (13,), 18)))  # 5, 31


@pytest.mark.parametrize(
    ("problem", "lines", "reason"),
    [
        (_POWER, ["3^41 mod 26 = 9"], ""),
        (_POWER, ["3^3 mod 26 = 1", "41 mod 3 = 2", "3^2 mod 26 = 9"], ""),
        (_POWER, ["3^4 = 81", "81 - 3*26 = 3", "3^10 mod 26 = 3", "3*3*1^2 mod 26 = 9"], ""),
        (_POWER, ["3 + 26 = 29", "29 mod 20 = 9"], "milestone"),
        (_POWER, ["3^3 = 27", "27 - 26 = 1", "1 + 8 = 9"], "milestone"),
        (_BASE, ["18 - 22 = -4", "(-4)^2 mod 22 = 16", "16^2 mod 22 = 14", "14 * (-4) mod 22 = 10"], ""),
        (_BASE, ["18 * 22 = 396", "396 mod 22 = 0", "5 * 2 + 0 = 10"], "milestone"),
        (_ALONE, ["10/2 = 5", "22/2 = 11", "5 * 4 mod 11 = 9"], ""),
        (_ALONE, ["10/2 = 5", "22/2 = 11", "(5 + 2*11)/3 = 9"], ""),
        (_ALONE, ["10/2 = 5", "22/2 = 11", "5 + 2*11 = 27", "27/3 = 9"], ""),
        (_ALONE, ["10/2 = 5", "22/2 = 11", "5 * 15 = 75", "75 - 6*11 = 9"], ""),
        (_ALONE, ["10/2 = 5", "22/2 = 11", "5 + 11 = 16", "16 - 7 = 9"], "milestone"),
        (_ALONE, ["10/2 = 5", "22/2 = 11", "(5*5 + 6) mod 11 = 9"], "milestone"),
        (_JOINT, ["13 - 5 = 8", "8 / 2 = 4", "4 * 7 mod 9 = 1", "5 + 26*1 = 31"], ""),
        (_JOINT, ["(5 - 13)/2 * 3 mod 13 = 1", "13 + 18 * 1 = 31", "31 mod 26 = 5"], ""),
        (_JOINT, ["5 + 26 = 31", "31 mod 18 = 13"], ""),
        (_JOINT, ["5 + 26 = 31"], "milestone"),
        (_JOINT, ["5 + 26 = 31", "18 - 5 = 13"], "milestone"),
        (_JOINT, ["5 * 26 - 99 = 31", "31 mod 18 = 13"], "milestone"),
    ],
)
def test_remainders_are_worked_out_of_the_problem(problem, lines, reason):
    answer = {_POWER: 9, _BASE: 10, _ALONE: 9, _JOINT: 31}[problem]
    steps = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1))
    assert verify_trace(problem, f"{steps}\n\n<answer>{answer}</answer>").reason == reason
