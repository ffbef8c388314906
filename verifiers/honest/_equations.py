"""Equations and worlds as steps state them: `2 soup + 3 tea = 17`, `soup = 4`; `soup = 4, tea = 3`.

Names are read without regard to case, articles and underscores; `the price of the soup` is the soup. Units after numbers are
dropped. Everything is linear in the length of the text."""

import re
from fractions import Fraction
from functools import lru_cache

from synth.verifiers.honest._rows import CONSTANT, Row, whole

MAX_SIDES = 6
MEASURES = "price|cost|weight|age|length|distance|output|volume|number|value|amount|duration|score|height|content|contents|level|mass|rate"
_IDLE = re.compile(rf"\b(?:the|an?|{MEASURES}) (?:of |in )?|\b(?:times|of)\b|[×·⋅*]|\\(?:cdot|times)\b")
_NUMBER = r"\d{1,9}(?: ?/ ?\d{1,6}|\.\d{1,6}| \d{1,6} ?/ ?\d{1,6})?"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_VALUE = re.compile(r"(-?) ?(" + _NUMBER + r")")


def plain_name(name: str) -> str:
    """A name as the reader compares it."""
    return " ".join(_IDLE.sub(" ", name.lower().replace("_", "")).split())


@lru_cache(maxsize=256)
def _reader(names: tuple[str, ...]) -> tuple[dict[str, int], re.Pattern[str]]:
    index = {plain_name(name): number for number, name in enumerate(names)}
    anyone = "|".join(re.escape(name) for name in sorted(index, key=lambda name: (-len(name), name)))
    return index, re.compile(rf" ?([+-]?) ?({_NUMBER}(?![\d./]))? ?(?<![a-z])({anyone})?(?![a-z0-9])(?: ?/ ?(\d{{1,6}})(?!\d))?")


def _fraction(text: str) -> Fraction | None:
    """`3`, `3.5`, `7/2`, `3 1/2`."""
    first, _, last = text.replace(" /", "/").replace("/ ", "/").partition(" ")
    total = Fraction(0)
    for part in (first, last):
        top, _, bottom = part.partition("/")
        if bottom and not int(bottom):
            return None
        total += Fraction(top or 0) / int(bottom or 1)
    return total


def _bare(text: str, units: str) -> str:
    text = _IDLE.sub(" ", text.lower().replace("_", ""))
    return " ".join(re.sub(rf"(?<=\d) ?(?:{units})\b", " ", text).split())


def sides(text: str, names: tuple[str, ...], units: str) -> list[dict[int, Fraction]] | None:
    """The sides of an equation (or a chain of them), each as coefficients and a number under CONSTANT; None when it can't be read."""
    index, term = _reader(names)
    parts = _bare(_THOUSANDS.sub("", text), units).split("=")
    if not 2 <= len(parts) <= MAX_SIDES:
        return None
    found = []
    for part in parts:
        total: dict[int, Fraction] = {}
        place = 0
        part = part.strip()
        while place < len(part):
            match = term.match(part, place)
            if match is None or match.end() == place or not (match[2] or match[3]) or (place and not match[1]):
                return None
            number = _fraction(match[2]) if match[2] else Fraction(1)
            if number is None or (match[4] and not int(match[4])):
                return None
            key = index[match[3]] if match[3] else CONSTANT
            total[key] = total.get(key, Fraction(0)) + (-number if match[1] == "-" else number) / int(match[4] or 1)
            place = match.end()
        if not place:
            return None
        found.append(total)
    return found


def equations(text: str, names: tuple[str, ...], units: str) -> list[Row] | None:
    """What a claim states, one row for each sign of equality (first side against each later one); None when it can't be read or
    one of them says nothing of any quantity."""
    read = sides(text, names, units)
    if read is None:
        return None
    rows = []
    for side in read[1:]:
        first = dict(read[0])
        for key, value in side.items():
            first[key] = first.get(key, Fraction(0)) - value
        first[CONSTANT] = -first.get(CONSTANT, Fraction(0))
        if not any(value for key, value in first.items() if key != CONSTANT):
            return None
        rows.append(whole(first))
    return rows


def world(text: str, names: tuple[str, ...], units: str) -> dict[int, Fraction] | None:
    """The values in `soup = 4, tea = 3`; None when something can't be read or a quantity gets two values."""
    index, _ = _reader(names)
    values: dict[int, Fraction] = {}
    for part in re.split(r"[,;]|\band\b", _THOUSANDS.sub("", text).rstrip(" .")):
        name, equals, number = _bare(part, units).partition("=")
        if not equals:
            name, equals, number = name.partition(":")
        if not name.strip() and not number.strip():
            continue
        match = _VALUE.fullmatch(number.strip())
        value = _fraction(match[2]) if match else None
        key = index.get(name.strip())
        if match is None or value is None or key is None or key in values:
            return None
        values[key] = -value if match[1] else value
    return values
