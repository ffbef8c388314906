"""What steps name of a number, a word or a group, and tests of that: `whose digit sum is at least 3`."""

import re
from collections.abc import Callable
from typing import Any

from reading import Unread

Others = dict[str, Any]  # further arguments of the function, by their names
Step = Callable[[Any, Others], Any]
Key = Callable[[Any], int]

KEYS: tuple[tuple[str, Callable[..., Key]], ...] = (
    (r"absolute value", lambda: abs),
    (r"digit sum \(of the absolute value, in decimal\)", lambda: lambda x: sum(map(int, str(abs(x))))),
    (r"last digit \(of the absolute value, in decimal\)", lambda: lambda x: abs(x) % 10),
    (r"remainder on division by (\d+) \(from 0 to \d+, for negative numbers too\)", lambda n: lambda x: x % int(n)),
    (r"square", lambda: lambda x: x * x),
    (r"distance from (-?\d+) \(the absolute difference\)", lambda n: lambda x: abs(x - int(n))),
    (r"length|number of elements", lambda: len),
    (r"number of vowels \(a, e, i, o, u; each occurrence counts\)", lambda: lambda word: sum(map(word.count, "aeiou"))),
    (r"number of different letters", lambda: lambda word: len(set(word))),
    (r"sum", lambda: sum),
    (r"largest element", lambda: max),
    (r"smallest element", lambda: min),
    (r"first element", lambda: lambda group: group[0]),
    (r"last element", lambda: lambda group: group[-1]),
    (r"difference between largest and smallest element", lambda: lambda group: max(group) - min(group)),
)
NOUN = "|".join(re.sub(r"\((?!\?)(?<!\\\()", "(?:", pattern) for pattern, _ in KEYS)
RELATION = r"(?:less than|at most|greater than|at least|equal to|not equal to|divisible by) (?:-?\d+|`\w+`)|even|odd"
PART = rf"(?:(?:that (?:are|is)|it is|the number is)|(?:whose|its|the number's) (?:{NOUN}) is) (?:{RELATION})"
THAT = rf"({PART}(?:,? (?:and|or) {PART}(?: \(or both\))?)?)"


def key(words: str) -> Key:
    for pattern, made in KEYS:
        if found := re.fullmatch(pattern, words):
            return made(*found.groups())
    raise Unread(words)


def test(words: str) -> Callable[[Any, Others], bool]:
    """`that are at least 3 and whose square is odd`; a bound may be an argument of the function."""
    joined = re.fullmatch(rf"({PART})(,? and|, or) ({PART})( \(or both\))?", words)
    if joined and (joined[4] is not None) == ("or" in joined[2]):
        one, other = _test(joined[1]), _test(joined[3])
        if "or" in joined[2]:
            return lambda x, others: one(x, others) or other(x, others)
        return lambda x, others: one(x, others) and other(x, others)
    return _test(words)


def _test(words: str) -> Callable[[Any, Others], bool]:
    found = re.fullmatch(rf"(?:(?:that (?:are|is)|it is|the number is)|(?:whose|its|the number's) (.+) is) ({RELATION})", words)
    if not found:
        raise Unread(words)
    value = key(found[1]) if found[1] else lambda x: x
    if found[2] in ("even", "odd"):
        rest = int(found[2] == "odd")
        return lambda x, others: value(x) % 2 == rest
    how, bound = found[2].rsplit(" ", 1)
    holds: Callable[[int, int], bool] = {
        "less than": lambda x, y: x < y,
        "at most": lambda x, y: x <= y,
        "greater than": lambda x, y: x > y,
        "at least": lambda x, y: x >= y,
        "equal to": lambda x, y: x == y,
        "not equal to": lambda x, y: x != y,
        "divisible by": lambda x, y: x % y == 0,
    }[how]
    if bound[0] == "`":
        return lambda x, others: holds(value(x), others[bound.strip("`")])
    number = int(bound)
    return lambda x, others: holds(value(x), number)
