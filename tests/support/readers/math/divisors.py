"""Reads math/divisors: counts and sums of whole numbers by what they divide, one after another where letters stand for results."""

import re
from collections.abc import Callable
from math import gcd, prod

import sympy
from reading import Unread, body

N = r"(\d*[A-D]|\d+)"
RANGE = rf"from {N} to {N}"
POWERS = r"((?:\d+(?:\^[A-D\d]+)?)(?: \* \d+(?:\^[A-D\d]+)?)*)"
CALLED = r"(?:{0} is|Let {0} be|Write {0} for|{0} stands for|Work out {0},|\(\d\) Work out {0},) (the .*?)\.(?= |$)"
ASKED = re.compile(
    r"(?:What is|Then work out|Work out|Find|asks for|Then find|Determine|Give)(?: in the end)? "
    r"(the (?:number|sum|largest) (?:(?!(?:Work out|Let) [A-D]\b).)*?)(?:\?|\.)(?= |$)"
)


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    ranges = re.search(rf"{RANGE}\b", text.replace("from 1 to n", ""))
    if (ranges and "Both ends of" not in text) or ("gcd(" in text and "Here gcd means the greatest common divisor." not in text):
        raise Unread(text)
    known = dict[str, int]()
    for letter in "ABC":
        if re.search(rf"\b{letter}\b", text):
            found = re.search(CALLED.format(letter), text)
            if not found:
                raise Unread(f"what is {letter} in {text}")
            known[letter] = _value(found[1], known)
    left = text
    for letter in known:
        left = re.sub(CALLED.format(letter), " ", left)
    asked = ASKED.findall(left)
    if len(asked) != 1:
        raise Unread(left)
    return re.fullmatch(r"\d+", answer.strip()) is not None and int(answer) == _value(asked[0], known)


def _value(text: str, known: dict[str, int]) -> int:
    """Of `the number of whole numbers from 1 to 24A that are multiples of 12`."""

    def number(part: str) -> int:
        return int(re.match(r"\d*", part)[0] or 1) * known[part[-1]] if part[-1].isalpha() else int(part)  # type: ignore[index]

    def powers(part: str) -> dict[int, int]:
        found = dict[int, int]()
        for factor in part.split(" * "):
            base, _, exponent = factor.partition("^")
            for prime, times in sympy.factorint(int(base)).items():
                found[prime] = found.get(prime, 0) + times * number(exponent or "1")
        return found

    what = rf"the (number|sum) of (?:all )?whole numbers(?: n)? {RANGE} "
    if found := re.fullmatch(what + r"(?:that are|for which|such that) (.*)", text):
        fits = _condition(found[4])
        numbers = [n for n in range(number(found[2]), number(found[3]) + 1) if fits(n)]
        return len(numbers) if found[1] == "number" else sum(numbers)
    if found := re.fullmatch(rf"the largest whole number k for which (\d+)\^k divides (?:the product of all whole numbers {RANGE}|\(?{N}\)?!)", text):
        if "!" in text and not found[4]:
            raise Unread(text)
        low, high = (1, number(found[4])) if found[4] else (number(found[2]), number(found[3]))
        return min((_times(prime, high) - _times(prime, low - 1)) // times for prime, times in sympy.factorint(int(found[1])).items())
    if found := re.fullmatch(rf"the number of pairs of positive whole numbers x <= y that are both multiples of (\d+) and whose least common multiple is {POWERS}", text):
        whole, each = powers(found[2]), sympy.factorint(int(found[1]))
        left = {prime: times - each.get(prime, 0) for prime, times in whole.items()}
        if set(each) - set(whole) or min(left.values()) < 0:
            return 0
        return (prod(2 * times + 1 for times in left.values()) + 1) // 2
    if found := re.fullmatch(rf"the number of positive divisors of {POWERS} that are (perfect squares, )?multiples of (\d+),? but not multiples of (\d+)", text):
        whole, wanted, shunned = powers(found[1]), sympy.factorint(int(found[3])), sympy.factorint(int(found[4]))
        both = {prime: max(wanted.get(prime, 0), shunned.get(prime, 0)) for prime in {*wanted, *shunned}}
        step = 2 if found[2] else 1
        return _divisors(whole, wanted, step) - _divisors(whole, both, step)
    raise Unread(text)


def _condition(text: str) -> Callable[[int], bool]:
    if found := re.fullmatch(r"multiples of (\d+)", text):
        return lambda n: n % int(found[1]) == 0
    if found := re.fullmatch(r"multiples of (exactly one|at least one|none) of the numbers (\d+(?:, \d+)* and \d+)", text):
        numbers = [int(one) for one in re.findall(r"\d+", found[2])]
        wanted = {"exactly one": (1,), "at least one": range(1, len(numbers) + 1), "none": (0,)}[found[1]]
        return lambda n: sum(n % one == 0 for one in numbers) in wanted
    if found := re.fullmatch(r"gcd\(n, (\d+)\) = (\d+)", text):
        return lambda n: gcd(n, int(found[1])) == int(found[2])
    if found := re.fullmatch(r"n and (\d+) have exactly (\d+) positive divisors in common", text):
        right = {one for one in sympy.divisors(int(found[1])) if sympy.divisor_count(one) == int(found[2])}
        return lambda n: gcd(n, int(found[1])) in right
    raise Unread(text)


def _times(prime: int, n: int) -> int:
    """How often a prime divides the product of 1 to n."""
    return n // prime + _times(prime, n // prime) if n >= prime else 0


def _divisors(whole: dict[int, int], least: dict[int, int], step: int) -> int:
    """Divisors with at least these exponents, which are multiples of a step."""
    if set(least) - set(whole):
        return 0
    return prod(len([e for e in range(0, times + 1, step) if e >= least.get(prime, 0)]) for prime, times in whole.items())
