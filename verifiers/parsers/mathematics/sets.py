"""Sets, multisets, tuples and points: `{3, -2}`, `x = 3 or x = -2`, `\\pm 2`, `(1, 2), (3, 4)`, `x = 1, y = 2`.

A set may stand in braces, in square brackets or bare; parentheses make a tuple. A tuple may stand in parentheses, angle or square
brackets, as a matrix of one row or column, or bare; never in braces, which have no order. A plus-minus sign is two members of a set."""

import re
from collections.abc import Sequence

from synth.verifiers.parsers.mathematics.reading import is_label, list_tokens, says_nothing, split, text_of, unwrapped
from synth.verifiers.parsers.mathematics.tokens import Token, Unreadable
from synth.verifiers.parsers.mathematics.values import Value, same, values

MAX_MEMBERS = 100
Item = Value | tuple["Item", ...]
_BRACES = (("\\{", "\\}"), ("{", "}"), ("[", "]"))
_PARENTHESES = (("(", ")"), ("[", "]"))
_KEY = re.compile(r"[\"']?\b([A-Za-z](?:_?\d)?)[\"']?\s{0,2}:(?!=)\s{0,2}")
"""`"x": 3` and `x: 3`, which mean `x = 3`."""
_PARTED = frozenset((",", ";", "or", "and"))
_EQUATIONS = ("cases", "aligned", "align", "gathered")
"""Frames of equations, one a line."""
_MATRICES = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "array", "smallmatrix"))


def members(answer: str) -> list[Item]:
    """The members of a set or multiset in the order written; [] for the empty set and "no solution". Unreadable otherwise."""
    text = text_of(answer)
    if says_nothing(text):
        return []
    found: list[Item] = []
    listed = list_tokens(text)
    share = 1 + sum(token.kind in _PARTED for token in listed)
    for part in split(listed, ("cup",)):
        found += _members(_after_label(part), share)
        if len(found) > MAX_MEMBERS:
            raise Unreadable("members")
    return found


def _members(found: Sequence[Token], share: int) -> list[Item]:
    if not found:
        raise Unreadable("empty")
    inner = unwrapped(found, _BRACES)
    if inner is not None and not inner:
        return []
    if len(found) == 1 and found[0].kind == "empty":
        return []
    result: list[Item] = []
    parts = split(found if inner is None else inner, _PARTED)
    for part in parts if parts[-1] else parts[:-1]:
        result += _item(_after_label(part), share)
    return result


def _after_label(found: Sequence[Token]) -> list[Token]:
    """Without `x =`, `x \\in`, `S =`, `(x, y) =`, and a capital letter before a point: `A(1, 2)`."""
    head, *rest = split(found, ("in",))
    if rest:
        if len(rest) > 1 or not is_label(head):
            raise Unreadable("in")
        found = rest[0]
    head, *rest = split(found, ("=",))
    if len(rest) == 1 and is_label(head):
        found = rest[0]
    if len(found) > 2 and found[0].kind == "name" and found[0].text[0].isupper() and unwrapped(found[1:], _PARENTHESES[:1]):
        found = found[1:]
    return list(found)


def _item(found: Sequence[Token], share: int) -> list[Item]:
    inner = unwrapped(found, _PARENTHESES[:1])
    if inner is not None:
        parts = split(inner, (",", ";"))
        if len(parts) > 1:
            return [tuple(_single(part, share) for part in parts)]
    return list(values(found, share=share))


def _single(found: Sequence[Token], share: int) -> Item:
    there = _item(found, share)
    if len(there) != 1:
        raise Unreadable("two values")
    return there[0]


def components(answer: str, names: Sequence[str] = ()) -> list[Item]:
    """The components of a tuple, in order. names: how the components are called, so that `y = 2, x = 1` can be put in order. Unreadable
    otherwise; a tuple has two components or more."""
    found = list_tokens(_KEY.sub(r"\1 = ", text_of(answer)))
    if len(found) > 4 and found[-2].kind == "^" and found[-1].text == "T":
        found = found[:-2]  # `(1, 2)^T`
    if len(found) > 2 and found[0].kind == "begin" and found[0].text == found[-1].text in _EQUATIONS:
        found = found[1:-1]
    parts = _named(found, names) or _named_together(found, names)
    if parts is None:
        some = split(found, (",", ";", "and", "row"))
        if len(some) > 1 and any(len(part) > 1 and part[0].text in names and part[1].kind == "=" for part in some):
            raise Unreadable("names")  # `x = 1, 2`: some have theirs, others not, and those may stand in another order
        found = _after_label(found)
        inner = _rows(found)
        if inner is None and len(found) > 2 and found[0].kind == "<" and found[-1].kind == ">":
            inner = found[1:-1]
        if inner is None:
            inner = unwrapped(found, _PARENTHESES)
        if inner is None:
            inner = found
        parts = [list(part) for part in split(inner, (",", ";", "and", "row", "&"))]
        if len(parts) > 1 and not parts[-1]:
            parts.pop()
    if not 2 <= len(parts) <= MAX_MEMBERS:
        raise Unreadable("components")
    return [_single(_after_label(part), len(parts)) for part in parts]


def _named(found: Sequence[Token], names: Sequence[str]) -> list[list[Token]] | None:
    """The right sides of `x = 1, y = 2` in the order of the names; None where the components are not all named."""
    parts = split(unwrapped(found, (*_PARENTHESES, *_BRACES)) or found, (",", ";", "and", "row"))
    by_name: dict[str, list[Token]] = {}
    for part in filter(None, parts):
        left = split(part, ("=",))[0]
        if len(left) == len(part) or len(left) != 1 or left[0].kind != "name":
            return None
        if left[0].text in by_name:
            raise Unreadable("named twice")
        by_name[left[0].text] = part[2:]  # all its sides, which have to agree
    if len(by_name) < 2:
        return None  # `P = (1, 2)`
    if names:
        wanted = [name.replace("_", "") for name in names]
        by_name = {name.replace("_", ""): side for name, side in by_name.items()}
        if set(wanted) != set(by_name):
            raise Unreadable("names")
        return [by_name[name] for name in wanted]
    return list(by_name.values())


def _named_together(found: Sequence[Token], names: Sequence[str]) -> list[list[Token]] | None:
    """The components of `(y, x) = (2, 1)`, `y, x = 2, 1` in the order of the names; None for anything else."""
    head, *rest = split(found, ("=",))
    order = [name[0].text for name in split(unwrapped(head, _PARENTHESES[:1]) or head, (",",)) if len(name) == 1]
    if len(rest) != 1 or len(order) < 2 or sorted(order) != sorted(names):
        return None
    inner = unwrapped(rest[0], _PARENTHESES[:1]) or rest[0]
    parts = split(inner, (",", ";"))
    return [parts[order.index(name)] for name in names] if len(parts) == len(names) else None


def _rows(found: Sequence[Token]) -> list[Token] | None:
    """What stands in a matrix of one row or one column."""
    if len(found) < 3 or found[0].kind != "begin" or found[-1].kind != "end" or found[0].text not in _MATRICES:
        return None
    if found[0].text != found[-1].text:
        raise Unreadable("frame")
    inner = list(found[1:-1])
    if any(token.kind == "&" for token in inner) and any(token.kind == "row" for token in inner[:-1]):
        raise Unreadable("a matrix")
    return inner


def same_item(one: Item, other: Item) -> bool:
    """Equal numbers, or tuples of equal components."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        return isinstance(one, tuple) and isinstance(other, tuple) and same_in_order(one, other)
    return same(one, other)


def same_in_order(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Are two sequences equal item by item?"""
    return len(one) == len(other) and all(map(same_item, one, other))


def matched(one: Sequence[Item], other: Sequence[Item], again: bool) -> bool:
    """Has each item of one side an equal on the other? again: as sets, where an item may be there twice; else one to one."""
    if len(one) != len(other) if not again else len(one) > 2 * len(other) + 2:
        return False  # a list of repetitions is no honest answer, and would cost the square of its length
    if again:
        return _covered(one, other) and _covered(other, one)
    left = list(other)
    for item in one:
        place = next((place for place, candidate in enumerate(left) if same_item(item, candidate)), None)
        if place is None:
            return False
        left.pop(place)
    return not left


def _covered(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Has each of the one an equal among the other?"""
    return all(any(same_item(item, candidate) for candidate in other) for item in one)
