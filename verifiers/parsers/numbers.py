"""Integers and rationals as models write them, exact, with bounded length."""

import re

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.text import plain

MAX_DIGITS = 300
"""Digits of one number; no answer of ours is longer, and longer ones cost more than linear time to read."""

_SIGN = r"([+-]?)\s*"
_UNSIGNED = r"(\d{1,3}(?:(?:,|\{,\}|_| )\d{3})+|\d+)"
_INTEGER = re.compile(_SIGN + _UNSIGNED + r"(?:\.0+)?", re.ASCII)
_DECIMAL = re.compile(_SIGN + r"(\d{1,3}(?:(?:,|\{,\}|_| )\d{3})+|\d*)\.(\d+)", re.ASCII)
_FRACTION = re.compile(_SIGN + r"(?:(\d+)\s*/\s*(\d+)|\\[dt]?frac(?:\s*\{\s*(-?\d+)\s*\}\s*\{\s*(\d+)\s*\}|\s*(\d)\s*(\d)))", re.ASCII)


def integer(answer: str) -> int | None:
    """The one integer that the answer is: `-1,234`, `1{,}234`, `$12$`, `12.`, `12.0`; else None."""
    return _whole(plain(answer))


_ASSIGNED = re.compile(r"(?:[A-Za-z](?:_\w{1,9}|_\{\w{1,9}\}|\(\w{1,9}\))?\s*+)?=\s*+|#(?=\d)")
_BRACKET = re.compile(r"(?<=\d)\s{0,3}\(([\"'`]?)[()\[\]{}<>«»「」]\1\)\Z")
"""The bracket that stands at a position: `3 (>)`."""
_PLACE = re.compile(
    r"(?:(?:the\s++)?(?:first|only)\s++(?:error|break|mistake|fault)\s++(?:is|occurs|comes|lies|stands)\s++(?=at\s))?"
    r"(?:at\s++)?(?:the\s++)?(?:position|index|place)\s*+(?:is|:|=|number)?\s*+(?=\S)",
    re.IGNORECASE,
)


def _bare(text: str) -> str:
    """The number in `x = 38`, `a_4 = 38`, `= 38`, `[3]`, `#3`, `3 (>)`, `position 3`, `the first break is at position 3`."""
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1].strip()
    if text.endswith(")") and (bracket := _BRACKET.search(text, max(0, len(text) - 10))):
        text = text[: bracket.start()].rstrip()
    lead = _ASSIGNED.match(text) or _PLACE.match(text)
    return text[lead.end() :] if lead else text


def _whole(text: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        return int(text)
    if len(text) > 2 * MAX_DIGITS:
        return None
    match = _INTEGER.fullmatch(_bare(text))
    if not match:
        return None
    digits = re.sub(r"[^0-9]", "", match[2])
    return int(match[1] + digits) if len(digits) <= MAX_DIGITS else None


_SHOWN = re.compile(r"(?=[^.]*[/\\])([^=≈~]+?) ?\(? ?(=|≈|~|\\approx) ?([+-]?\d+\.(\d+)) ?\)?", re.ASCII)
"""A fraction and what it is in decimals: `1/3 (≈ 0.333)`, `17/2 = 8.5`. An equals sign has to be true."""


def rational(answer: str) -> Fraction | None:
    """The one rational that the answer is: an integer, a terminating decimal, `3/4`, `\\frac{3}{4}`, `\\frac34`; else None. Brackets
    around it and its decimals behind it, where they are right, say nothing more."""
    text = plain(answer)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    whole = _whole(text)
    if whole is not None:
        return Fraction(whole)
    if len(text) > 2 * MAX_DIGITS:
        return None
    if shown := _SHOWN.fullmatch(" ".join(text.split())):
        value, decimals = rational(shown[1]), rational(shown[3])
        if value is None or decimals is None or abs(value - decimals) >= Fraction(1, 10 ** len(shown[4])):
            return None
        return value if shown[2] != "=" or value == decimals else None
    text = _bare(text)
    if match := _DECIMAL.fullmatch(text):
        digits = re.sub(r"[^0-9]", "", match[2]) + match[3]
        return _signed(match[1], Fraction(int(digits), 10 ** len(match[3])))
    if match := _FRACTION.fullmatch(text):
        top, bottom = (int(digits) for digits in match.groups()[1:] if digits)
        return _signed(match[1], Fraction(top, bottom)) if bottom else None
    return None


def _signed(sign: str, value: Fraction) -> Fraction:
    return -value if sign == "-" else value
