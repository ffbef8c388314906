"""Reads math/composed: one question after another, each worked out by counting or by its definition with the numbers before it."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import comb

from readers.math._expressions import fraction
from reading import Unread, body

LINK = re.compile(
    r"(?:(\d+) more than )?(?:the remainder \(0 to (\d+)\) of )?(?:([A-Z])|the sum of numerator and denominator of ([A-Z]) \(in lowest terms\))(?: on division by (\d+))?"
)
NUMBER = r"(-?\d+|[A-Za-z])"
LET = r"Let (\w) be (.*?)\."
ASKED = (
    r"Here is a chain of \d questions\. The answers are called [A-Z, ]+ and [A-Z], and later questions use earlier answers\.",
    r"Only the last of these numbers is asked for, but you need the others to get there\.",
    r"Find ([A-Z])\. Each of the letters stands for one number\.",
    r"(?:What is|Work out) ([A-Z])[?.]",
    r"Which number is ([A-Z]), the answer to the last question\?",
    r"Give ([A-Z]) as a whole number or, if it is not one, as a fraction in lowest terms or a decimal that equals it exactly\.",
)


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt)).strip()
    wanted = set[str]()
    for pattern in ASKED:
        wanted |= set(re.findall(f"({pattern})", text)[0][1:]) if re.search(pattern, text) and "([A-Z])" in pattern else set()
        text = re.sub(pattern, "", text)
    lets = re.findall(LET + r"(?= |$)", text)
    if re.sub(r"(?:Question )?\d[:.](?= Let)|" + LET + r"(?= |$)", "", text).strip() or len(wanted) != 1 or not lets:
        raise Unread(text)
    known = dict[str, Fraction]()
    for letter, words in lets:
        if letter in known:
            raise Unread(f"two numbers called {letter}")
        known[letter] = _value(words, known)
    if wanted != {lets[-1][0]}:
        raise Unread(f"{wanted} is not the last")
    return fraction(answer) == known[lets[-1][0]]


def _value(words: str, known: dict[str, Fraction]) -> Fraction:
    if found := LINK.fullmatch(words):
        value = known[found[3]] if found[3] else Fraction(sum(known[found[4]].as_integer_ratio()))
        if bool(found[2]) != bool(found[5]) or (found[5] and int(found[2]) != int(found[5]) - 1) or (found[5] and value.denominator > 1):
            raise Unread(words)
        return (value % int(found[5]) if found[5] else value) + int(found[1] or 0)
    for pattern, rule in QUESTIONS.items():
        if found := re.fullmatch(pattern.replace("N", NUMBER).replace("{letter}", "N"), words):
            numbers = [known.get(each, each) for each in found.groups(default="1")]
            if any(isinstance(each, Fraction) and each.denominator > 1 for each in numbers):
                raise Unread(f"a fraction in {words}")
            return Fraction(rule(*map(int, numbers)))
    raise Unread(words)


def _term(place: int, first: int, second: int, one: int, two: int, plus: int) -> int:
    terms = [first, second]
    while len(terms) <= place:
        terms.append(one * terms[-1] + two * terms[-2] + plus)
    return terms[place]


def _coins(coins: int, children: int, least: int) -> int:
    """Child by child: ways[n] are those to give away n coins so far."""
    ways = [1] + [0] * coins
    for _ in range(children):
        ways = [sum(ways[: max(0, given - least + 1)]) for given in range(coins + 1)]
    return ways[coins]


def _committees(size: int, women: int, men: int) -> int:
    return sum(comb(women, count) * comb(men, size - count) for count in range(1, size))


def _cubes(linear: int, middle: int, last: int) -> int:
    """By Newton's sums: every root is 3rd power = r z^2 - middle z + last."""
    squares = linear * linear - 2 * middle
    return linear * squares - middle * linear + 3 * last


def _largest(whole: int, times: int) -> int:
    top = whole // (2 * times)
    if top < 0:
        raise Unread("whole numbers below 0?")
    return max(n * (whole - times * n) for n in (top, top + 1))


def _inside(x1: int, y1: int, x2: int, y2: int) -> int:
    """Point by point: on the same side of all three edges as the third corner."""
    corners = ((0, 0), (x1, y1), (x2, y2))
    count = 0
    for x, y in product(range(min(0, x1, x2), max(x1, x2) + 1), range(min(0, y1, y2), max(y1, y2) + 1)):
        sides = {
            (bx - ax) * (y - ay) > (by - ay) * (x - ax) if (bx - ax) * (y - ay) != (by - ay) * (x - ax) else None
            for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True)
        }
        count += len(sides) == 1 and None not in sides
    return count


def _backwards(base: int, number: int, again: int) -> int:
    if base != again or number < 0:
        raise Unread(f"{number} in base {base} or {again}")
    digits = list[int]()
    while number:
        digits.append(number % base)
        number //= base
    return sum(digit * base**place for place, digit in enumerate(reversed(digits)))


def _divisors(one: int, other: int) -> int:
    number = one * other
    return sum(each + (number // each if each * each != number else 0) for each in range(1, int(number**0.5) + 1) if number % each == 0)


def _ways(right: int, up: int, x: int, y: int) -> int:
    return comb(right + up, up) - (comb(x + y, y) * comb(right - x + up - y, up - y) if x <= right and y <= up else 0)


def _least(rest: int, one: int, other_rest: int, other: int) -> int:
    found = [n for n in range(one * other) if (n - rest) % one == 0 and n % other == other_rest]
    if not found:
        raise Unread("no such number")
    return found[0]


def _pair(c: int, d: int, e: int, f: int, g: int, h: int, k: int, m: int) -> Fraction:
    """c y + d z, where e y + f z = g and h y + k z = m."""
    determinant = e * k - f * h
    return Fraction(c * (g * k - f * m) + d * (e * m - g * h), determinant)


def _determinant(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int) -> int:
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def _drawn(balls: int, red: int, blue: int, wanted: int) -> Fraction:
    if balls > red + blue:
        raise Unread("too few balls")
    return Fraction(comb(red, wanted) * comb(blue, balls - wanted), comb(red + blue, balls))


def _coefficient(power: int, constant: int, factor: int, exponent: int) -> int:
    expanded = [comb(exponent, k) * constant ** (exponent - k) * factor**k for k in range(exponent + 1)] + [0]
    return expanded[power] + (expanded[power - 1] if power else 0)


def _integral(square: int, linear: int, low: int, high: int) -> Fraction:
    return Fraction(square * (high**3 - low**3), 3) + Fraction(linear * (high**2 - low**2), 2)


def _stones(stones: int, most: int) -> int:
    """From the end backwards: a heap is lost from which every move leads to a won one."""
    lost = [True]
    for heap in range(1, stones + 1):
        lost.append(not any(lost[max(0, heap - most) : heap]))
    moves = [take for take in range(1, min(most, stones) + 1) if lost[stones - take]]
    if len(moves) != 1:
        raise Unread(f"{len(moves)} winning moves")
    return moves[0]


def _multiples(last: int, one: int, other: int) -> int:
    return sum(number % one == 0 or number % other == 0 for number in range(1, last + 1))


def _bars(times: int, minus: int, most: int) -> int:
    return sum(abs(times * n - minus) <= most for n in range(-most - minus, most + minus + 1))


def _power(most: int, base: int, exponent: int, divisor: int) -> int:
    if most != divisor - 1 or exponent < 0:
        raise Unread(f"{base}^{exponent} modulo {divisor}")
    return pow(base, exponent, divisor)


QUESTIONS: dict[str, Callable[..., int | Fraction]] = {
    r"the term a\(N\) of the sequence with a\(0\) = N, a\(1\) = N and a\(n\) = (?:N )?a\(n-1\) \+ (?:N )?a\(n-2\) \+ N for every n >= 2": _term,
    r"the number of ways to give N equal coins to N children, with none left over, so that each child gets at least N": _coins,
    r"the number of committees of N people that can be chosen from N women and N men, with at least one woman and at least one man in each": _committees,
    r"the sum of the cubes of the three roots \(real or complex, counted with multiplicity\) of z\^3 - N z\^2 \+ (?:N )?z - N": _cubes,
    r"the largest value that n \* \(N - Nn\) takes for whole numbers n": _largest,
    r"the number of points with integer coordinates strictly inside the triangle with the corners \(0, 0\), \(N, N\) and \(N, N\)": _inside,
    r"the number whose digits in base N are those of N in base N, read backwards": _backwards,
    r"the sum of all positive divisors of the product N \* N, including 1 and the product itself": _divisors,
    r"the number of ways from \(0, 0\) to \(N, N\) in steps of one unit to the right or one unit up that do not pass through the point \(N, N\)": _ways,
    r"the least whole number {letter} >= 0 that leaves the same remainder as N on division by N, and the remainder N on division by N": _least,
    r"the value of (?:N )?y \+ (?:N )?z for the numbers y and z with (?:N )?y \+ (?:N )?z = N and (?:N )?y \+ (?:N )?z = N": _pair,
    r"the determinant of the matrix with the rows \(N, N, N\), \(N, N, N\) and \(N, N, N\)": _determinant,
    r"the probability that among N balls, drawn at random and without replacement from N red and N blue ones, the number of red ones is exactly N": _drawn,
    r"the coefficient of z(?:\^N)? in the expansion of \(N \+ Nz\)\^N \* \(1 \+ z\)": _coefficient,
    r"the integral of the function (?:N )?z\^2 \+ (?:N )?z from z = N to z = N": _integral,
    r"the number of stones that the first player must take in the first move to be sure of winning a game with N stones, in which two players take turns, each takes from 1 to N stones, and whoever takes the last stone wins": _stones,
    r"the number of whole numbers from 1 to N that are divisible by N or by N \(or by both\)": _multiples,
    r"the number of integers n \(positive, negative or 0\) with \|Nn - N\| <= N": _bars,
    r"the remainder \(0 to N\) of N\^N on division by N": _power,
}
