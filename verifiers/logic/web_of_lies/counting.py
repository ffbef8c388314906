"""How many of some sets each world is in, for all worlds at once: in binary, each digit as the set of worlds where it is 1."""

from collections.abc import Sequence


def binary(sets: Sequence[int]) -> list[int]:
    """The digits, from the last one on."""
    digits: list[int] = []
    for carry in sets:
        for place, digit in enumerate(digits):
            digits[place] = digit ^ carry
            carry &= digit
            if not carry:
                break
        else:
            digits.append(carry)
    return digits


def exactly(number: int, digits: Sequence[int], every: int) -> int:
    """The worlds, out of `every`, in which the digits spell the number."""
    equal = 0 if number >> len(digits) else every
    for place, digit in enumerate(digits):
        equal &= digit if number >> place & 1 else every ^ digit
    return equal


def at_least(number: int, digits: Sequence[int], every: int) -> int:
    """The worlds in which they spell the number or a higher one."""
    if number >> len(digits):
        return 0
    more, equal = 0, every  # by the digits from the first one on
    for place in range(len(digits) - 1, -1, -1):
        if number >> place & 1:
            equal &= digits[place]
        else:
            more |= equal & digits[place]
            equal &= every ^ digits[place]
    return more | equal
