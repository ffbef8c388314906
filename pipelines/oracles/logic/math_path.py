"""Independent route: an expression is worked out by splitting it at its last sign of lowest rank, in whole numbers. To count the
fillings, the same is done with all values that the numbers can have, in tables of how often each comes out."""

import re
from itertools import product


def _last_sign(text: str) -> int:
    """The place of the last sign of lowest rank outside of brackets; -1 where there is none."""
    for rank in ("+-", "*/%"):
        depth = 0
        for place in range(len(text) - 1, 0, -1):
            depth += (text[place] == ")") - (text[place] == "(")
            if depth == 0 and text[place] in rank:
                return place
    return -1


def _value(text: str) -> int | None:
    """The value of an expression without blanks; None where a division is not allowed."""
    split = _last_sign(text)
    if split < 0:
        return _value(text[1:-1]) if text[0] == "(" else int(text)
    left, right, sign = _value(text[:split]), _value(text[split + 1 :]), text[split]
    if left is None or right is None or (sign in "/%" and right == 0) or (sign == "/" and left % right):
        return None
    if sign in "+-":
        return left + right if sign == "+" else left - right
    return left * right if sign == "*" else left // right if sign == "/" else left % right


def _part(text: str, cache: dict) -> dict[int, int]:
    """How many fillings of an expression with hidden digits come to each value. Split in the same way, filled in at the numbers."""
    if text in cache:
        return cache[text]
    split = _last_sign(text)
    counts: dict[int, int] = {}
    if split < 0 and text[0] == "(":
        counts = _part(text[1:-1], cache)
    elif split < 0:
        for digits in product("0123456789", repeat=text.count("?")):
            filled = text.replace("?", "%s") % digits
            if len(filled) == 1 or filled[0] != "0":
                counts[int(filled)] = counts.get(int(filled), 0) + 1
    else:
        left, right, sign = _part(text[:split], cache), _part(text[split + 1 :], cache), text[split]
        for a, n in left.items():
            for b, m in right.items():
                if (sign in "/%" and b == 0) or (sign == "/" and a % b):
                    continue
                value = a + b if sign == "+" else a - b if sign == "-" else a * b if sign == "*" else a // b if sign == "/" else a % b
                counts[value] = counts.get(value, 0) + n * m
    cache[text] = counts
    return counts


def check(problem: dict, answer: str) -> bool:
    text = re.sub(r"\\times|\\cdot|[×·xX]", "*", re.sub(r"\\div|÷", "/", answer))
    text = "".join(sign for sign in text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}) if sign in "0123456789+-*/%()=")
    own = problem["equation"].replace(" ", "")
    if len(text) != len(own) or any(a not in ("?", b) or (a == "?" and not b.isdigit()) for a, b in zip(own, text, strict=True)):
        return False
    if any(number[0] == "0" and len(number) > 1 for number in re.findall(r"\d+", text)):
        return False
    left, right = map(_value, text.split("="))
    return left is not None and left == right


def solutions(problem: dict) -> int:
    left, right = (_part(side, {}) for side in problem["equation"].replace(" ", "").split("="))
    return sum(ways * right.get(value, 0) for value, ways in left.items())
