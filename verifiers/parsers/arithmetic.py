"""Arithmetic expressions, read by our own bounded parser into exact rationals. Nothing is ever evaluated by Python."""

import re
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.text import plain

MAX_LENGTH = 2_000
"""Characters of an expression after its decorations are off."""
MAX_DIGITS = 12
"""Digits of one number."""
MAX_DEPTH = 60
"""Brackets one inside another."""

_REWRITES = (
    (re.compile(r"\\(?:(?:left|right|[bB]igg?[lr]?|displaystyle)(?![a-zA-Z])|[,;!:])"), " "),
    (re.compile(r"\\(?:times|cdot|ast)(?![a-zA-Z])|\\\*|[×·∙⋅•∗✕✖⨯]|(?<=[\d\s)\]}])[xX](?=[\s\d(\[{\\])"), "*"),
    (re.compile(r"\\(?:begin|end)\{(?:aligned|align\*?|equation\*?|gathered)\}|\\\\(?=\s*(?:$|\\end))"), " "),
    (re.compile(r"\\div(?![a-zA-Z])|[÷∕⁄]"), "/"),
    (re.compile(r"\\?[\[{]"), "("),
    (re.compile(r"\\?[\]}]"), ")"),
)
_FRACTION = re.compile(r"\\[dtc]?frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))", re.ASCII)
_MIXED = re.compile(r"\d\s*\\[dtc]?frac", re.ASCII)  # a mixed number, or a product?
_USUAL = re.compile("[-+*/%() 0-9]*+")
"""One side in the usual signs."""
_TOKEN = re.compile(r"\s*(?:(\d+)|([-+*/%()]))", re.ASCII)


class Expression(NamedTuple):
    """numbers and operators in reading order; value: exact, None when a division by zero occurs; steps: the result of each
    operation in the order of evaluation, inner before outer."""

    numbers: tuple[int, ...]
    operators: tuple[str, ...]
    value: Fraction | None
    steps: tuple[Fraction, ...]


def parse(answer: str, operators: str = "+-*/") -> Expression | None:
    """An expression over non-negative integers with the given binary operators (`%` too: the remainder, ranked with `/`) and brackets,
    usual precedence, left to right.
    One `= number` at the end (or the start) is allowed when it is true, and so is a chain of equal values that ends in it. The sign of a
    product may be left out before a bracket, unless that product stands after a division, where readers disagree. None for everything
    else: unary signs, powers, names, numbers glued together or with leading zeros."""
    text = plain(answer)
    if len(text) > MAX_LENGTH:
        return None
    if _USUAL.fullmatch(text):
        return _parse(text, operators)
    if _MIXED.search(text):
        return None
    while (inner := _FRACTION.sub(r"((\1\2)/(\3\4))", text)) != text:  # one level of braces at a time
        text = inner
    sides = re.split("&?==?", _WHOLE.sub("", _CLAIMED.sub(r"= \1", usual_signs(text))))
    if len(sides) > MAX_SIDES:
        return None
    if len(sides) == 2 and re.fullmatch(r"\s*\d+\s*", sides[0]):
        sides.reverse()
    # The last side, a bare number, is the claim; the first is the answer; what stands between is how it was worked out.
    parsed = _parse(sides[0], operators)
    stated = [_parse(side, operators) for side in sides[1:-1]] + [_parse(side, "") for side in sides[1:][-1:]]
    return parsed if parsed and all(side and side.value == parsed.value for side in stated) else None


def usual_signs(text: str) -> str:
    """A text with `+ - * / ( )` for the many ways to write these: `3 * (4 + 1)` for `3 \\times \\left[4 + 1\\right]`."""
    for pattern, new in _REWRITES:
        text = pattern.sub(new, text)
    return text


MAX_SIDES = 10
"""Sides of a chain of equal values: `8/(3 - 8/3) = 8/(1/3) = 24`."""
_CLAIMED = re.compile(r"\(\s*=\s*(\d{1,6}(?:\.0+)?)\s*\)\s*$", re.ASCII)
_WHOLE = re.compile(r"(?<=\d)\.0+\s*$")
"""What stands behind the point of a whole number at the end: `24.0`."""
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2}


def _parse(text: str, allowed: str) -> Expression | None:
    """Two stacks (values and pending operators), so depth costs no recursion."""
    values: list[Fraction | None] = []
    pending: list[str] = []
    numbers: list[int] = []
    used: list[str] = []
    steps: list[Fraction] = []
    position, wants_value, depth = 0, True, 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            return None
        position = match.end()
        number, symbol = match.groups()
        if number:
            if not wants_value or len(number) > MAX_DIGITS or (number[0] == "0" and len(number) > 1):
                return None
            numbers.append(int(number))
            values.append(Fraction(int(number)))
            wants_value = False
        elif symbol == "(":
            depth += 1
            if depth > MAX_DEPTH:
                return None
            if not wants_value:
                if "*" not in allowed or (pending and pending[-1] == "/"):
                    return None
                _operate("*", values, pending, steps)
                used.append("*")
            pending.append(symbol)
            wants_value = True
        elif wants_value:
            return None
        elif symbol == ")":
            depth -= 1
            if depth < 0:
                return None
            while pending[-1] != "(":
                _reduce(values, pending.pop(), steps)
            pending.pop()
        else:
            if symbol not in allowed:
                return None
            _operate(symbol, values, pending, steps)
            used.append(symbol)
            wants_value = True
    if wants_value or depth or len(numbers) > 64:
        return None
    while pending:
        _reduce(values, pending.pop(), steps)
    return Expression(tuple(numbers), tuple(used), values[0], tuple(steps))


def _operate(operator: str, values: list[Fraction | None], pending: list[str], steps: list[Fraction]) -> None:
    """Do what binds at least as tightly on the left, then wait for the right operand."""
    while pending and pending[-1] != "(" and _RANK[pending[-1]] >= _RANK[operator]:
        _reduce(values, pending.pop(), steps)
    pending.append(operator)


def _reduce(values: list[Fraction | None], operator: str, steps: list[Fraction]) -> None:
    right, left = values.pop(), values.pop()
    result: Fraction | None = None
    if left is not None and right is not None:
        if operator == "+":
            result = left + right
        elif operator == "-":
            result = left - right
        elif operator == "*":
            result = left * right
        elif right != 0:
            result = left / right if operator == "/" else left % right
    if result is not None:
        steps.append(result)
    values.append(result)
