"""Derivations of dimensionless groups: a product with unknown exponents, an equation for each base unit in it, and their solution."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.steps import Line
from synth.verifiers.science.dimensional_groups.products import Exponents

BASES = ("kg", "m", "s", "K", "A")
Number = int | Fraction
"""Whole ones are kept as int: fractions are slow."""
Linear = dict[str, Number]
"""A sum of unknowns times numbers, the number alone under no name: `{"x1": 2, "": -1}`."""
_NUMBER = r"\d{1,3}(?:\.\d{1,4}|\s?/\s?\d{1,3})?"
_NAME = re.compile(r"[A-Za-zΠπ∏_]{0,12}[\d_]{0,3}\s?=\s?")
_FACTOR = re.compile(rf"([A-Za-z]{{1,8}})(?:\s?\^\s?\(?\s?(x_?\d|-?{_NUMBER})\s?\)?)?")
_BASE = re.compile(r"(kg|m|s|K|A)\s?[:：]\s?([^=]{1,120})=([^=]{1,60})")
_TERM = re.compile(rf"\s*([+-]?)\s*(?:({_NUMBER})|\(({_NUMBER})\))?\s*\*?\s*(x_?\d)?")
_VALUE = re.compile(rf"(x_?\d)\s?=\s?(-?\s?{_NUMBER})")


@lru_cache(maxsize=1024)
def _fraction(text: str) -> Number:
    text = re.sub(r"\s", "", text)
    if text.lstrip("-").isdigit():
        return int(text)
    try:
        return Fraction(text)
    except ZeroDivisionError:
        return 10**9  # which solves nothing


def product(text: str, symbols: Mapping[str, Sequence[int]]) -> dict[str, Linear] | None:
    """The exponent of each quantity: `F * v^x1 * D^x2`."""
    if (name := _NAME.match(text)) and text[name.end() :].strip():
        text = text[name.end() :]
    found: dict[str, Linear] = {}
    for part in re.split(r"\s*[*·×]\s*", text.strip()):
        factor = _FACTOR.fullmatch(part)
        if not factor or factor[1] not in symbols or factor[1] in found:
            return None
        power = factor[2] or "1"
        found[factor[1]] = {power.replace("_", ""): 1} if power[0] == "x" else {"": _fraction(power)}
    return found


@lru_cache(maxsize=4096)
def linear(text: str) -> Linear | None:
    """`1 - 3 x2 + 2 * x1`."""
    total: Linear = {}
    place, text = 0, text.strip()
    while place < len(text):
        term = _TERM.match(text, place)
        if not term or term.end() == place or not (term[2] or term[3] or term[4]) or (place and not term[1]):
            return None
        number = _fraction(term[2] or term[3] or "1") * (-1 if term[1] == "-" else 1)
        name = (term[4] or "").replace("_", "")
        total[name] = total.get(name, 0) + number
        place = term.end()
    return {name: number for name, number in total.items() if number}


def condition(powers: Mapping[str, Linear], symbols: Mapping[str, Sequence[int]], base: int) -> Linear:
    """The power of a base unit in a product."""
    total: Linear = {}
    for symbol, power in powers.items():
        if own := symbols[symbol][base]:
            for name, number in power.items():
                total[name] = total.get(name, 0) + number * own
    return {name: number for name, number in total.items() if number}


def _same(one: Linear, other: Linear) -> bool:
    """Whether they are nought together: the one is the other times a number."""
    if one.keys() != other.keys() or not one:
        return one == other
    first = next(iter(one))
    return all(one[name] * other[first] == other[name] * one[first] for name in one)


def judged(lines: Sequence[Line], symbols: Mapping[str, Sequence[int]]) -> tuple[int, str, list[Exponents]]:
    """Sound lines, what is wrong with the next one, and the groups that they come to.

    Reasons: format, order (no product has been named), equation (not that of this base unit), solution (it does not solve them), missing
    (an equation has been left out, or an exponent)."""
    powers: dict[str, Linear] = {}
    told, groups = set[int](), list[Exponents]()
    for place, line in enumerate(lines):
        text = line.text.replace("−", "-")
        if found := _BASE.fullmatch(text):
            sides = [linear(side) for side in (found[2], found[3])]
            if sides[0] is None or sides[1] is None:
                return place, "format", groups
            if not powers:
                return place, "order", groups
            base = BASES.index(found[1])
            difference = {name: sides[0].get(name, 0) - sides[1].get(name, 0) for name in {**sides[0], **sides[1]}}
            if not _same({name: number for name, number in difference.items() if number}, condition(powers, symbols, base)):
                return place, "equation", groups
            told.add(base)
        elif (values := _VALUE.findall(text)) and re.fullmatch(r"[\s,，;；、和]*", re.sub(r"\band\b|所以|得|so", "", _VALUE.sub("", text))):
            if not powers:
                return place, "order", groups
            solved = {name.replace("_", ""): _fraction(value) for name, value in values}
            needed = {base for base in range(len(BASES)) if any(symbols[symbol][base] for symbol in powers)}
            unknown = {name for power in powers.values() for name in power if name}
            if not needed <= told or not unknown <= solved.keys():
                return place, "missing", groups
            conditions = (condition(powers, symbols, base) for base in needed)
            if any(sum(number * (solved[name] if name else 1) for name, number in one.items()) for one in conditions):
                return place, "solution", groups
            exponents = {symbol: sum((n * (solved[k] if k else 1) for k, n in power.items()), 0) for symbol, power in powers.items()}
            groups.append({symbol: Fraction(exponent) for symbol, exponent in exponents.items() if exponent})
            powers, told = {}, set()
        else:
            named = product(text, symbols)
            if named is None:
                return place, "format", groups
            powers, told = named, set()
    return len(lines), "", groups


def lines(groups: Sequence[Mapping[str, Fraction]], fixed: Sequence[str], symbols: Mapping[str, Sequence[int]]) -> list[str]:
    """The way by pencil. fixed: of each group the quantity whose exponent is chosen; all that are in no such place have unknown ones."""
    said = list[str]()
    others = [symbol for symbol in symbols if symbol not in fixed]
    for group, first in zip(groups, fixed, strict=True):
        power = group[first]
        powers: dict[str, Linear] = {first: {"": power}, **{symbol: {f"x{k}": 1} for k, symbol in enumerate(others, 1)}}
        head = first if power == 1 else f"{first}^{power}" if power.denominator == 1 else f"{first}^({power})"
        said.append(" * ".join([head, *(f"{symbol}^x{k}" for k, symbol in enumerate(others, 1))]))
        for base, name in enumerate(BASES):
            if any(symbols[symbol][base] for symbol in powers):
                said.append(f"{name}: {_written(condition(powers, symbols, base))} = 0")
        said.append(", ".join(f"x{k} = {group.get(symbol, 0)}" for k, symbol in enumerate(others, 1)))
    return said


def _written(total: Linear) -> str:
    """`1 - 3 * x2`."""
    text = ""
    for name, number in sorted(total.items()):
        size = abs(number)
        term = str(size) if not name else name if size == 1 else f"{size} * {name}"
        text += (" - " if number < 0 else " + ") + term if text else ("-" if number < 0 else "") + term
    return text or "0"
