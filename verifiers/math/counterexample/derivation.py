"""How a number is looked at: for each property the equations that tell whether the number has it."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from synth.verifiers.math._derivation import Milestone

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Each is an equation between numbers, with the result as the last side:
S1: 221 mod 7 = 4
S2: 2 + 2 + 1 = 5
S3: 13 * 17 = 221
Write + - * / ^ ( ) for the operations and a mod m for the remainder. For the number that is your answer, work out every property in the \
claim: remainders as they are; digit sums as sums; divisors, squares and prime factors from its prime factorization, a sum of two squares \
also as "5^2 + 4^2 = 41"; ones in binary as a sum of powers of 2; and that the largest factor is prime by its remainders for all primes up \
to its root.
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行，每行是数与数之间的等式，最后一边是结果：
S1: 221 mod 7 = 4
S2: 2 + 2 + 1 = 5
S3: 13 * 17 = 221
运算写成 + - * / ^ ( )，余数写成 a mod m。\
对作为答案的那个数，逐一算出命题中的每个性质：余数直接写；数字之和写成和；约数个数、平方因子和质因数由质因数分解得出，\
两个平方数之和也可写成“5^2 + 4^2 = 41”；二进制中 1 的个数写成 2 的幂之和；说明最大的因数是质数时，写出它除以不超过其平方根的所有质数的余数。
""",
}


class Look(NamedTuple):
    text: str
    """`221 mod 7 = 4`"""
    milestone: Milestone


def looks(n: int, kind: str, a: int, b: int, factors: Sequence[tuple[int, int]]) -> Iterator[Look]:
    """The equations for a number and a property. factors: of n, or of a n + b where the property is that it is prime."""
    if kind == "mod":
        yield _remainder(n, a)
    elif kind == "digits":
        digits = [int(digit) for digit in str(n)]
        total = sum(digits)
        yield Look(f"{' + '.join(map(str, digits))} = {total}", Milestone(total, tuple(digit for digit in digits if digit > 1)))
        yield _remainder(total, a)
    elif kind == "reversed":
        yield _remainder(int(str(n)[::-1]), a)
    elif kind == "ones":
        powers = [2**k for k in range(n.bit_length() - 1, -1, -1) if n >> k & 1]
        if len(powers) > 1:
            yield Look(f"{' + '.join(map(str, powers))} = {n}", Milestone(n, tuple(power for power in powers if power > 1)))
        else:
            yield Look(f"2^{n.bit_length() - 1} = {n}", Milestone(n, (2,)))
    elif kind == "prime":
        number = a * n + b
        if (a, b) != (1, 0):
            yield Look(f"{a} * {n} + {b} = {number}", Milestone(number, (n,)))
        yield from _factored(number, factors)
    elif kind == "squares" and (parts := _squares(n)):
        yield Look(f"{parts[0]}^2 + {parts[1]}^2 = {n}", Milestone(n, tuple(part for part in parts if part > 1)))
    else:
        yield from _factored(n, factors)
        if kind == "squares":
            odd = next(prime for prime, exponent in factors if prime % 4 == 3 and exponent % 2)
            yield _remainder(odd, 4)
        if kind == "divisors":
            count = math.prod(exponent + 1 for _, exponent in factors)
            yield Look(f"{' * '.join(f'({exponent} + 1)' for _, exponent in factors) or '1 * 1'} = {count}", Milestone(count, ()))


def _remainder(n: int, by: int) -> Look:
    return Look(f"{n} mod {by} = {n % by}", Milestone(n % by, (n, by)))


def _squares(n: int) -> tuple[int, int] | None:
    for x in range(math.isqrt(n), -1, -1):
        y = math.isqrt(n - x * x)
        if x * x + y * y == n:
            return x, y
    return None


def _factored(n: int, factors: Sequence[tuple[int, int]]) -> Iterator[Look]:
    """The product, and why the largest factor is prime."""
    if not factors:
        return
    if factors != ((n, 1),):
        product = " * ".join(str(prime) if exponent == 1 else f"{prime}^{exponent}" for prime, exponent in factors)
        yield Look(f"{product} = {n}", Milestone(n, tuple(prime for prime, _ in factors)))
    largest = factors[-1][0]
    for p in range(2, math.isqrt(largest) + 1):
        if all(p % q for q in range(2, math.isqrt(p) + 1)):
            yield _remainder(largest, p)
