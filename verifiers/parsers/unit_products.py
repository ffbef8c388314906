"""Products of units, as in `kg m/s^2`, `J/(g·°C)`, `meters per second squared`: their size in SI base units and their dimension, exact.

A token after another: a symbol or name with or without a prefix, a power, a sign. What is no unit of `units` raises Unreadable. Bounds: 12
units, powers up to 9 of each and 27 in all."""

import re
from functools import lru_cache

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import units
from synth.verifiers.parsers.units import Dimension

MAX_UNITS = 12
MAX_POWER = 9

_TOKEN = re.compile(
    r"(?P<blank>\s++)|(?P<word>[A-Za-zµΩÅ°℃]++)|(?P<power>\^\s*+(?:[+-]?\s?\d|\(\s*+[+-]?\s?\d\s*+\))|(?<=[A-Za-zµΩÅ])-?\d(?!\d))|(?P<sign>[-*/().1])"
)
_POWER = re.compile(r"\^?\s*+\(?\s*+([+-]?\s?\d)\s*+\)?")
_AS_SIGNS = {"-": "*", ".": "*", "squared": "^2", "cubed": "^3"}


class Unreadable(Exception):
    pass


def unit(text: str) -> tuple[Fraction, Dimension]:
    """Size and dimension of a unit: (5/18, (1, 0, -1, ...)) for `km/h`. Raises ValueError for what is none."""
    try:
        return product_of_units(text, below=False)
    except Unreadable as error:
        raise ValueError(f"no unit: {text!r}") from error


@lru_cache(maxsize=1024)
def product_of_units(text: str, below: bool) -> tuple[Fraction, Dimension]:
    """Size and dimension. below: whether all that follows a stroke stands below it."""
    tokens, place = list[str](), 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if not found or len(tokens) > 4 * MAX_UNITS:
            raise Unreadable("unit")
        place = found.end()
        if found.lastgroup != "blank":
            tokens += units.JOINED.get(found[0], (_AS_SIGNS.get(found[0].lower(), found[0]),))
            if tokens[-2:-1] == ["ms"] and "-" in tokens[-1] and found["power"]:
                tokens[-2:-1] = ["m", "s"]
    size, dimension, place = _product(tokens, 0, below, 0)
    if place != len(tokens):
        raise Unreadable("bracket")
    return size, dimension


def _product(tokens: list[str], place: int, below: bool, depth: int) -> tuple[Fraction, Dimension, int]:
    """Units joined by signs or nothing, from a place on up to the end or a bracket that closes."""
    size, powers, above = Fraction(1), [0] * 7, 1
    if tokens[place : place + 2] == ["1", "/"]:
        place += 1
    waiting = tokens[place : place + 1] not in (["/"], ["per"])
    while place < len(tokens) and tokens[place] != ")":
        token, place = tokens[place], place + 1
        if token in ("*", "/", "per"):
            if waiting:
                raise Unreadable("two signs")
            waiting, above, below = True, above if token == "*" else -1, below or token == "per"
            continue
        power = {"square": 2, "cubic": 3}.get(token, 1)
        if power > 1:
            token, place = tokens[place] if place < len(tokens) else "", place + 1
        if token == "(" and depth == 0:
            one, dimension, place = _product(tokens, place, below, 1)
            if tokens[place : place + 1] != [")"]:
                raise Unreadable("bracket")
            place += 1
        else:
            one, dimension = _symbol(token)
        if place < len(tokens) and (raised := _POWER.fullmatch(tokens[place])):
            power, place = power * int(raised[1].replace(" ", "")), place + 1
            if not power:
                raise Unreadable("a unit that is none")
        power *= above
        size *= one**power
        powers = [old + new * power for old, new in zip(powers, dimension, strict=True)]
        waiting, above = False, above if below else 1
        if max(map(abs, powers)) > 3 * MAX_POWER:
            raise Unreadable("powers")
    if waiting:
        raise Unreadable("nothing behind a sign")
    a, b, c, d, e, f, g = powers
    return size, (a, b, c, d, e, f, g), place


def _symbol(word: str) -> tuple[Fraction, Dimension]:
    """Size and dimension of a symbol or a name, with or without a prefix."""
    word = units.ALIASES.get(word, word)
    if word in units.UNITS:
        return units.UNITS[word][:2]
    if (len(word) > 1 and word[1:] in units.UNITS) or units.ALIASES.get(word[1:]) in units.UNITS:
        prefix = {"u": "µ", "K": "k"}.get(word[0], word[0])
        size, dimension, allowed = units.UNITS[units.ALIASES.get(word[1:], word[1:])]
        if prefix in allowed:
            return units.PREFIXES[prefix] * size, dimension
    return _named(word.lower())


def _named(word: str) -> tuple[Fraction, Dimension]:
    for name in (word, word.removesuffix("s")):
        if name in units.NAMES:
            return units.UNITS[units.NAMES[name]][:2]
        for prefix, sign in units.PREFIX_NAMES.items():
            if name.startswith(prefix) and (symbol := units.NAMES.get(name[len(prefix) :])):
                size, dimension, allowed = units.UNITS[symbol]
                if sign in allowed:
                    return units.PREFIXES[sign] * size, dimension
    raise Unreadable("no unit")
