"""Worked solutions of digits and bases: the numbers that fit all clues but one are tried on that one, and the last is looked at whole."""

import math
from collections.abc import Iterator
from functools import reduce
from itertools import islice
from operator import and_

from synth.generators.derivation import numbered
from synth.generators.math.digits_bases.guesses import shown
from synth.generators.math.digits_bases.space import Bits, Space, fitting, space
from synth.verifiers.math.digits_bases import DigitsBases
from synth.verifiers.math.digits_bases.clues import (
    Backwards,
    Carries,
    Clue,
    Differs,
    Digits,
    Elsewhere,
    Product,
    Remainder,
    Square,
    Sum,
    Weighted,
    value,
    written,
)
from synth.verifiers.math.digits_bases.derivation import columns

MOST = 5
"""Numbers that are tried."""

Fitting = tuple[int, Digits]


def worked(problem: DigitsBases) -> tuple[str, str]:
    """The lines; and a whole completion that stops at the first number that is tried and does not fit."""
    others, last, right = _tried(problem)
    some = "all clues but one" if problem.clues[1:] else "so far"

    def tried(base: int, digits: Digits) -> Iterator[tuple[bool, str]]:
        yield False, f"The digits {', '.join(map(str, digits))} in base {base} fit {some}:"
        yield True, f"{_sum(base, digits)} = {value(base, digits)}"
        yield from ((True, line) for line in _looked_at(last, base, digits))

    told = [line for one in (*others, right) for line in tried(*one)]
    told.append((False, "This is right, and the rest too:"))
    told += [(True, line) for clue in problem.clues if clue is not last for line in _looked_at(clue, *right)]
    first = next((one for one in others if value(*one) != value(*right)), right)  # the same number may be written in another base
    wrong = value(*first) - (first == right)
    return numbered(told), f"{numbered(tried(*first))}\n\n<answer>\n{shown(problem, wrong)}\n</answer>"


def _tried(problem: DigitsBases) -> tuple[list[Fitting], Clue, Fitting]:
    """Numbers that fit all clues but one, that one, and the number that fits it too. The clue is chosen so that little is to be written."""
    numbers = space(*problem.bases, problem.length)
    masks = [fitting(*problem.bases, problem.length, clue) for clue in problem.clues]
    without = [reduce(and_, masks[:place] + masks[place + 1 :], numbers.all) for place in range(len(masks))]
    right = _numbers(numbers, reduce(and_, masks))[0]
    lines = [len(list(_looked_at(clue, *right))) for clue in problem.clues]
    written_out = [min(fits.bit_count(), MOST) * each for fits, each in zip(without, lines, strict=True)]
    place = min(range(len(masks)), key=lambda k: (written_out[k] or MOST, k))
    return [one for one in _numbers(numbers, without[place]) if one != right][: MOST - 1], problem.clues[place], right


def _numbers(numbers: Space, fits: Bits) -> list[Fitting]:
    """The first ones."""
    found = islice(numbers.places(fits), MOST + 1)
    return [(int(numbers.base[n]), tuple(int(digit[n]) for digit in numbers.digits)) for n in found]


def _sum(base: int, digits: Digits) -> str:
    """`3 * 7^2 + 6 * 7 + 5`."""
    parts = []
    for power, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit:
            factor = "" if not power else f" * {base}" if power == 1 else f" * {base}^{power}"
            parts.append(f"{digit}{factor}")
    return " + ".join(parts)


def _looked_at(clue: Clue, base: int, digits: Digits) -> Iterator[str]:
    """What a clue speaks of, for these digits."""
    number = value(base, digits)
    match clue:
        case Sum():
            yield f"{' + '.join(map(str, digits))} = {sum(digits)}"
        case Product():
            yield f"{' * '.join(map(str, digits))} = {math.prod(digits)}"
        case Differs():
            yield f"{digits[clue.larger]} - {digits[clue.smaller]} = {digits[clue.larger] - digits[clue.smaller]}"
        case Weighted():
            total = clue.times * digits[clue.place] + digits[clue.other]
            yield f"{clue.times} * {digits[clue.place]} + {digits[clue.other]} = {total}"
        case Remainder():
            yield f"{number} mod {clue.divisor} = {number % clue.divisor}"
        case Backwards():
            back = value(base, digits[::-1])
            yield f"{_sum(base, digits[::-1])} = {back}"
            yield f"{back} - {number} = {back - number}"
        case Elsewhere():
            rest = number
            while rest >= clue.base:
                yield f"{rest} mod {clue.base} = {rest % clue.base}"
                over = f"({rest} - {rest % clue.base})" if rest % clue.base else str(rest)
                yield f"{over} / {clue.base} = {rest // clue.base}"
                rest //= clue.base
            if clue.total:
                there = written(number, clue.base)
                yield f"{' + '.join(map(str, there))} = {sum(there)}"
        case Carries():
            for total, one, other, carried in columns(clue, base, digits):
                yield f"{one} + {other}{' + 1' if carried else ''} = {total}"
        case Square():
            if clue.plus:
                yield f"{number} + {clue.plus} = {number + clue.plus}"
            root = math.isqrt(number + clue.plus)
            yield f"{root}^2 = {root * root}"
