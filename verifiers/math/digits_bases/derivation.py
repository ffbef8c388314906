"""What a derivation of a number has to work out: what it is worth, and each thing that is said of it, from its digits."""

import math
from collections.abc import Iterator

from synth.verifiers.math._derivation import Milestone
from synth.verifiers.math.digits_bases.clues import (
    Backwards,
    Carries,
    Clue,
    Different,
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

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Each is an equation between numbers in base ten, with the result as the \
last side:
S1: 3 * 7^2 + 6 * 7 + 5 = 194
S2: 3 + 6 + 5 = 14
S3: 194 mod 13 = 12
A line uses only numbers of the problem, whole numbers up to 200 and results of earlier lines. Write + - * / ^ ( ) for the operations and \
a mod m for the remainder. Look at numbers that may be the one until one of them fits, and work out for that one, from its digits, what it \
is worth and everything that is said of it (digits in another base as remainders, 194 mod 5 = 4, 194 - 4 = 190, 190 / 5 = 38, and so on; \
where digits are carried, the sum of each column with what is carried to it).
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行，每行是十进制数之间的等式，最后一边是结果：
S1: 3 * 7^2 + 6 * 7 + 5 = 194
S2: 3 + 6 + 5 = 14
S3: 194 mod 13 = 12
每行只能用题目中的数、不超过 200 的整数和前面各行的结果。运算写成 + - * / ^ ( )，余数写成 a mod m。\
逐个考察可能的数，直到找到符合的那个；对这个数，由它的各位数字算出它的值以及题目所说的每一项\
（换成其他进制时用余数逐位求，如 194 mod 5 = 4，194 - 4 = 190，190 / 5 = 38，依此类推；涉及进位时，写出每一列连同进位的和）。
""",
}


def milestones(clues: tuple[Clue, ...], base: int, digits: Digits) -> Iterator[Milestone]:
    """What is worked out for a number that fits; digits 0 and 1 need not be written in sums and products."""
    shown = tuple(digit for digit in digits if digit > 1)
    number = value(base, digits)
    yield Milestone(number, (*shown, base))
    for clue in clues:
        yield from _of(clue, base, digits, number, shown)


def _of(clue: Clue, base: int, digits: Digits, number: int, shown: Digits) -> Iterator[Milestone]:
    match clue:
        case Sum() | Product():
            yield Milestone(clue.total, shown)
        case Differs():
            yield Milestone(clue.by, tuple(digit for digit in (digits[clue.larger], digits[clue.smaller]) if digit))
        case Weighted():
            yield Milestone(clue.total, tuple(digit for digit in (digits[clue.place], digits[clue.other]) if digit > 1))
        case Remainder():
            yield Milestone(clue.left, (number, clue.divisor))
        case Backwards():
            back = value(base, digits[::-1])
            yield Milestone(back, (*shown, base))
            yield Milestone(clue.more, (back, number))
        case Elsewhere():
            rest = number
            while rest >= clue.base:
                yield Milestone(rest % clue.base, (rest, clue.base))
                rest //= clue.base
            if clue.total:
                yield Milestone(clue.total, tuple(digit for digit in written(number, clue.base) if digit > 1))
        case Carries():
            for column, one, other, _ in columns(clue, base, digits):
                yield Milestone(column, tuple(digit for digit in (one, other) if digit > 1))
        case Square():
            yield Milestone(number + clue.plus, (math.isqrt(number + clue.plus),))
            if clue.plus:
                yield Milestone(number + clue.plus, (number, clue.plus))
        case Different():
            pass


def columns(clue: Carries, base: int, digits: Digits) -> Iterator[tuple[int, int, int, int]]:
    """Of each column from the right its sum, the two digits in it, and what is carried to it."""
    padded = (0,) * (len(digits) - len(clue.added)) + clue.added
    carried = 0
    for one, other in zip(reversed(digits), reversed(padded), strict=True):
        total = one + other + carried
        yield total, one, other, carried
        carried = int(total >= base)
