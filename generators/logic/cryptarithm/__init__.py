"""Cryptarithm: numbers drawn first, then letters put for their digits, kept when a column solver finds exactly one way back.

Effort is the number of digits that a complete search by columns tries (right to left, with carries)."""

from itertools import pairwise, permutations
from math import perm
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.cryptarithm.columns import draw
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.cryptarithm import Cryptarithm, verify

LAYOUTS = 600  # tried for one problem
MOST_EXPECTED = 5  # expected solutions with which a layout is worth trying
TRIES = 20  # draws of the numbers of one layout
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
VOWELS, SOFT = "AEIOUY", "BCDFGHKLMNPRSTVW"

Chance = Annotated[float, Meta(ge=0, le=1)]


class Knobs(Frozen, frozen=True):
    letters_from: Annotated[int, Meta(ge=2, le=10)]
    """Fewest different letters."""
    letters_to: Annotated[int, Meta(ge=2, le=10)]
    """Most different letters."""
    terms_from: Annotated[int, Meta(ge=2, le=6)]
    """Fewest numbers added or subtracted, the result not counted."""
    terms_to: Annotated[int, Meta(ge=2, le=6)]
    """Most numbers added or subtracted, the result not counted."""
    digits_from: Annotated[int, Meta(ge=1, le=6)]
    """Fewest digits of such a number."""
    digits_to: Annotated[int, Meta(ge=1, le=6)]
    """Most digits of such a number."""
    twist: Chance
    """Chance that a term is subtracted or stands on the other side."""
    times: Chance
    """Chance that the equation has a product."""
    factor_digits: Annotated[int, Meta(ge=1, le=3)]
    """Most digits of the second factor."""
    other_base: Chance
    """Chance that the numbers are written in a base below ten."""
    wordlike: Chance
    """Chance that the letters are chosen to read like words."""
    effort_from: Annotated[int, Meta(ge=0, le=100_000)]
    """Least effort, in nodes of the search."""
    effort_to: Annotated[int, Meta(ge=10, le=1_000_000)]
    """Greatest effort."""

    def __post_init__(self) -> None:
        for name in ("letters", "terms", "digits", "effort"):
            if getattr(self, f"{name}_from") > getattr(self, f"{name}_to"):
                raise ValueError(f"{name}_from lies above {name}_to")


LEVELS = (
    Knobs(4, 5, 2, 3, 2, 4, 0.3, 0.1, 1, 0.0, 0.5, 20, 110),
    Knobs(5, 6, 2, 3, 2, 4, 0.3, 0.15, 1, 0.0, 0.5, 100, 280),
    Knobs(5, 7, 2, 4, 2, 4, 0.3, 0.2, 2, 0.05, 0.5, 260, 650),
    Knobs(6, 7, 2, 4, 3, 5, 0.3, 0.25, 2, 0.1, 0.5, 600, 1_500),
    Knobs(6, 8, 2, 4, 3, 5, 0.3, 0.25, 2, 0.15, 0.5, 1_200, 4_000),
    Knobs(7, 9, 2, 5, 3, 6, 0.3, 0.25, 2, 0.2, 0.5, 2_500, 8_000),
    Knobs(7, 10, 2, 5, 4, 6, 0.3, 0.25, 3, 0.2, 0.5, 5_000, 16_000),
    Knobs(8, 10, 2, 6, 4, 6, 0.35, 0.25, 3, 0.3, 0.5, 10_000, 32_000),
    Knobs(8, 10, 2, 6, 4, 6, 0.35, 0.25, 3, 0.3, 0.5, 20_000, 60_000),
    Knobs(8, 10, 2, 6, 5, 6, 0.35, 0.25, 3, 0.3, 0.5, 40_000, 120_000),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    product = rng.random() < knobs.times
    # The columns of a product are several multiplications each: a third of the digits tried is as much work.
    least = knobs.effort_from // 3 if product else knobs.effort_from
    for _ in range(LAYOUTS):
        base = rng.randint(max(knobs.letters_from, 6), 9) if knobs.letters_from <= 9 and rng.random() < knobs.other_base else 10
        lengths, terms, layout = _layout(rng, knobs, product)
        most = _most_letters(base, lengths[0] + lengths[1] if product else max(lengths), knobs.letters_to)
        if most < knobs.letters_from:
            continue
        words, sizes, digits, nodes = draw(
            rng.getrandbits(62),
            base,
            np.array(lengths, np.int64),
            np.array(terms, np.int64),
            knobs.letters_from,
            most,
            least,
            knobs.effort_to,
            TRIES,
        )
        if nodes:
            break
    else:
        raise Discard("no equation with one solution")
    words = [row[:size] for row, size in zip(words.tolist(), sizes.tolist(), strict=True)]
    digits = digits.tolist()
    letters = _pronounceable(rng, words, len(digits)) if rng.random() < knobs.wordlike else rng.sample(ALPHABET, len(digits))
    equation = layout.format(*("".join(letters[i] for i in word) for word in words))
    answer = layout.format(*("".join(str(digits[i]) for i in word) for word in words))
    return Sample(Cryptarithm(equation, base), answer, effort=nodes)


def _most_letters(base: int, columns: int, most: int) -> int:
    """Letters, at most, for which one solution is to be expected: the equation holds by chance once in base ** columns."""
    while most > 2 and (most > base or perm(base, most) > MOST_EXPECTED * base**columns):
        most -= 1
    return most


def _layout(rng: Random, knobs: Knobs, product: bool) -> tuple[list[int], list[tuple[int, int, int]], str]:
    """Lengths of the words, terms for the kernel (the last word is the result) and the equation with {0}, {1}... for words."""

    def size() -> int:
        return rng.randint(knobs.digits_from, knobs.digits_to)

    if product:
        lengths, terms, left = [min(size(), 5), rng.randint(1, knobs.factor_digits)], [(1, 0, 1)], "{0} * {1}"
        if rng.random() < 0.5:
            left = "{1} * {0}"
        if knobs.terms_to > 2 and rng.random() < 0.4:
            lengths.append(size())
            kind = rng.randrange(3)
            terms.append((-1 if kind == 2 else 1, 2, -1))
            left = ("{2} + " + left, left + " + {2}", left + " - {2}")[kind]
        right = ""
    else:
        count = rng.randint(knobs.terms_from, knobs.terms_to)
        lengths, terms, left, right = [size()], [(1, 0, -1)], "{0}", ""
        for i in range(1, count):
            lengths.append(size())
            twisted = rng.random() < knobs.twist
            terms.append((-1 if twisted else 1, i, -1))
            if twisted and rng.random() < 0.5:
                right += f"{{{i}}} + "
            else:
                left += f" {'-' if twisted else '+'} {{{i}}}"
    result = len(lengths)
    right += f"{{{result}}}"
    if rng.random() < knobs.twist / 2:
        left, right = right, left
    return [*lengths, 1], [*terms, (-1, result, -1)], f"{left} = {right}"


def _pronounceable(rng: Random, words: list[list[int]], count: int) -> list[str]:
    """Letters such that vowels and consonants alternate as far as a short local search can bring them to."""
    near = [[0] * count for _ in range(count)]
    for word in words:
        for a, b in pairwise(word):
            near[a][b] += 1
            near[b][a] += 1
    vowel = [rng.random() < 0.4 for _ in range(count)]
    for _ in range(2):
        for i in range(count):
            alike = sum(n for n, v in zip(near[i], vowel, strict=True) if v)  # vowels beside it
            if sum(near[i]) != 2 * alike:
                vowel[i] = 2 * alike < sum(near[i]) and (vowel[i] or sum(vowel) < len(VOWELS))
    vowels, others = rng.sample(VOWELS, len(VOWELS)), rng.sample(SOFT, len(SOFT))
    return [vowels.pop() if v and vowels else others.pop() for v in vowel]


def canonical(problem: Cryptarithm) -> object:
    """Sums: the signed weight of each letter and whether it may be 0, which is all that matters. Products: the least of the
    spellings that result from ordering commutative parts, with letters relabelled by first occurrence."""
    left, right = problem.equation.split(" = ")
    if "*" not in problem.equation:
        weights: dict[str, int] = dict.fromkeys(problem.letters, 0)
        first = set()
        for side, sense in ((left, 1), (right, -1)):
            for sign, (word,) in _parts(side):
                first.add(word[0])
                for place, letter in enumerate(reversed(word)):
                    weights[letter] += sense * sign * problem.base**place
        return [problem.base, min(sorted([sense * w, a in first] for a, w in weights.items()) for sense in (1, -1))]
    # One product and at most four other words, so the orders are few.
    parts = [(sign, factors) for sign, factors in _parts(left)] + [(-sign, factors) for sign, factors in _parts(right)]
    if next(sign for sign, factors in parts if len(factors) > 1) < 0:
        parts = [(-sign, factors) for sign, factors in parts]
    spellings = []
    for order in permutations(parts):
        for swap in (False, True):
            names: dict[str, str] = {}
            text = ""
            for sign, factors in order:
                text += "-+"[sign > 0]
                for word in reversed(factors) if swap else factors:
                    text += "*" + "".join(names.setdefault(c, chr(97 + len(names))) for c in word)
            spellings.append(text)
    return [problem.base, min(spellings)]


def _parts(side: str) -> list[tuple[int, list[str]]]:
    """`AB * C - D` as [(1, [AB, C]), (-1, [D])]."""
    tokens = side.replace(" * ", "*").split()
    return [(-1 if i and tokens[i - 1] == "-" else 1, token.split("*")) for i, token in enumerate(tokens) if token not in "+-"]


def prompt_variables(problem: Cryptarithm, rng: Random) -> dict[str, object]:
    letters = problem.letters
    return {
        "equation": problem.equation,
        "base": problem.base,
        "letters": ", ".join(letters),
        "count": len(letters),
        "highest": problem.base - 1,
        "product": "*" in problem.equation,
        "mixed": "*" in problem.equation and any(sign in problem.equation for sign in "+-"),
    }


TASK = Task(
    __name__,
    version=2,
    problem=Cryptarithm,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.001,
    capacity=(2_000, 10_000, 60_000, 300_000, 500_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000),
    unique=True,
    canonical=canonical,
)
