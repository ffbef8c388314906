"""Reads math/digits_bases: tries every number that has so many digits, in every base that is allowed, against all clues."""

import re
from collections.abc import Callable
from math import isqrt, prod

from reading import Unread, body

Clue = Callable[[int, list[int], int], bool]
"""Of a number, its digits and their base."""
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
PLACE = f"the ({'|'.join(PLACES)}) digit"
CARRIES = {"no carries": 0, "exactly one carry": 1, "exactly two carries": 2, "exactly three carries": 3, "exactly four carries": 4}
FORM = re.compile(r"has (two|three|four|five) digits in (?:base (\d+)|some base from (\d+) to (\d+), but the base is not known)")
FRAME = re.compile(
    r"Digits are counted from the left, and the first one is not 0\.|Numbers stand in base ten here, unless another base is named\."
    r"|Write it in base (?:\d+|ten)\.|There is only one such number\.|Which (?:number )?is it\?|Nadia has forgotten the number of her locker\."
    r"|What is the number\?|Find the whole number of which this is known:|(?:With its digits in that base, t|T)his is true of it:"
)


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    form = FORM.search(text)
    if not form or "Digits are counted from the left, and the first one is not 0." not in text:
        raise Unread(text)
    sentences = re.split(r"(?<=[.:?])(?: |$)", re.sub(r"(?<=[.:?]) (?:- |\(\d\) |\d\. )", " ", text))
    clues = [_clue(one.removesuffix(".")) for one in sentences if one and not FRAME.fullmatch(one) and not FORM.search(one)]
    bases = [int(form[2])] if form[2] else range(int(form[3]), int(form[4]) + 1)
    count = COUNTS[form[1]]
    found_numbers = {
        (number, base) for base in bases for number in range(base ** (count - 1), base**count)
        if all(clue(number, _digits(number, base), base) for clue in clues)
    }  # fmt: skip
    if len({number for number, _ in found_numbers}) != 1:
        return False
    (number, *_), *_ = found_numbers
    written = re.search(r"Write it in base (\d+|ten)\.", text)
    if not written:
        raise Unread(text)
    return answer.strip() == "".join(map(str, _digits(number, 10 if written[1] == "ten" else int(written[1]))))


def _digits(number: int, base: int) -> list[int]:
    return (_digits(number // base, base) if number >= base else []) + [number % base]


def _number(digits: list[int], base: int) -> int:
    value = 0
    for digit in digits:
        value = value * base + digit
    return value


def _carries(digits: list[int], others: list[int], base: int) -> int:
    count, carry = 0, 0
    for place in range(1, max(len(digits), len(others)) + 1):
        carry = int(sum(one[-place] if place <= len(one) else 0 for one in (digits, others)) + carry >= base)
        count += carry
    return count


def _clue(text: str) -> Clue:
    text = text[:1].lower() + text[1:]
    if found := re.fullmatch(rf"{PLACE} is (\d+) more than {PLACE}", text):
        one, more, other = PLACES[found[1]], int(found[2]), PLACES[found[3]]
        return lambda _, digits, __: digits[one] == digits[other] + more
    if found := re.fullmatch(rf"(twice|\d+ times) {PLACE} plus {PLACE} is (\d+)", text):
        times, one, other, total = 2 if found[1] == "twice" else int(found[1].split()[0]), PLACES[found[2]], PLACES[found[3]], int(found[4])
        return lambda _, digits, __: times * digits[one] + digits[other] == total
    if found := re.fullmatch(r"its digits add up to (\d+)", text):
        total = int(found[1])
        return lambda _, digits, __: sum(digits) == total
    if found := re.fullmatch(r"the product of its digits is (\d+)", text):
        total = int(found[1])
        return lambda _, digits, __: prod(digits) == total
    if found := re.fullmatch(r"it leaves the remainder (\d+) when divided by (\d+)", text):
        remainder, modulus = int(found[1]), int(found[2])
        return lambda number, _, __: number % modulus == remainder
    if found := re.fullmatch(r"it is a multiple of (\d+)", text):
        modulus = int(found[1])
        return lambda number, _, __: number % modulus == 0
    if found := re.fullmatch(r"written in base (\d+), its digits add up to (\d+)", text):
        base, total = int(found[1]), int(found[2])
        return lambda number, _, __: sum(_digits(number, base)) == total
    if found := re.fullmatch(r"written in base (\d+), it reads the same forwards and backwards", text):
        base = int(found[1])
        return lambda number, _, __: _digits(number, base) == _digits(number, base)[::-1]
    if found := re.fullmatch(r"reversing the order of its digits makes it (\d+) (smaller|larger)", text):
        change = int(found[1]) * (1 if found[2] == "larger" else -1)
        return lambda number, digits, base: _number(digits[::-1], base) - number == change
    if found := re.fullmatch(r"adding (\d+), a number written in the same base, to it digit by digit takes (.*)", text):
        others, count = [int(digit) for digit in found[1]], CARRIES[found[2]]
        return lambda _, digits, base: max(others) < base and _carries(digits, others, base) == count
    if found := re.fullmatch(r"if (\d+) is added to it, the result is the square of a whole number", text):
        more = int(found[1])
        return lambda number, _, __: isqrt(number + more) ** 2 == number + more
    if text == "all its digits are different":
        return lambda _, digits, __: len(set(digits)) == len(digits)
    raise Unread(text)
