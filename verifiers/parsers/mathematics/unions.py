"""Intervals and their unions: `(-\\infty, 1) \\cup [3, \\infty)`, `x < 1 or x \\ge 3`, `1 < x \\le 3`, `x \\ne 2`, and
`\\mathbb{R} \\setminus \\{2\\}`.

Between intervals `,` and `and` are read as a union, as people write them; between inequalities `and` is an intersection, and a comma
too (`x > 1, x \\ne 2`), unless nothing would be left: `x < 1, x > 3` means "or". More commas between inequalities are refused.

A union is compared on the cells that all end points cut the line into, each one bit: so `(0,1] \\cup (1,2)` is `(0,2)`."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache, reduce
from operator import and_, or_
from typing import NamedTuple

from synth.verifiers.parsers.mathematics.reading import says_nothing, signs, split, text_of, unwrapped
from synth.verifiers.parsers.mathematics.syntax import parse
from synth.verifiers.parsers.mathematics.tokens import Token, Unreadable, lex
from synth.verifiers.parsers.mathematics.values import Value, less, same
from synth.verifiers.parsers.words import en

MAX_ENDS = 40
"""End points of one answer."""
_PARTING = frozenset(("cup", "or", "cap", "and", ",", ";", "minus"))
_TOGETHER = frozenset(("and", "cap", ",", ";"))
_INEQUALITIES = frozenset(("<", "<=", ">", ">=", "=", "!="))
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


_ALL_WITH = re.compile(
    r"\A(?:all|every|any)\s(?:real\s)?(?:numbers?\s|values?\s(?:of\s)?)?\$?(?:[a-z]\$?\s)?(?:with|such\sthat|for\swhich|satisfying|where)\s(?=\S)",
    re.IGNORECASE,
)
"""`all real x with`."""


class Asked(NamedTuple):
    """name: the variable of the inequalities; share: as in `Value`, at least half the number of end points."""

    name: str
    share: int


class Cut(NamedTuple):
    """One end point: below the number, at it, or above it. Region `x <= 3` is all before Cut(3, after=True)."""

    value: Value
    after: bool


class Region(NamedTuple):
    """head: `between` (two cuts, None for no end), `or`, `and`, `minus`; parts of the last three."""

    head: str
    cuts: tuple[Cut | None, Cut | None] = (None, None)
    parts: tuple["Region", ...] = ()


EVERYTHING = Region("between")
NOTHING = Region("or")


@lru_cache(maxsize=256)  # completions of one problem say the same, and most right ones what the gold answer says; regions are frozen
def region(answer: str, name: str = "x") -> Region:
    """The set of reals that an answer describes. name: the variable of its inequalities. Unreadable for anything else."""
    text = text_of(answer)
    if says_nothing(text):
        return NOTHING
    if text.strip(" $").lower() in en.ALL_REALS:
        return EVERYTHING
    text = _ALL_WITH.sub("", text, count=1)
    found = lex(text, thousands="list")
    found = _condition(found) or found
    if len(found) > 3 and found[0].kind == "name" and found[0].text != name and found[1].kind == "=":
        found = found[2:]  # `S = (1, 2)`
    asked = Asked(name, 1 + sum(token.kind in _PARTING for token in found))
    if asked.share > MAX_ENDS:
        raise Unreadable("end points")
    return _union(_after_name(found, asked), asked)


def _condition(found: Sequence[Token]) -> list[Token]:
    """What stands behind the bar of `{x : x < 1}`, `{x \\in R | x < 1}`; [] where there is no such thing."""
    inner = unwrapped(found, (("\\{", "\\}"), ("{", "}")))
    if not inner or inner[0].kind != "name":
        return []
    head, *rest = split(inner, (":", "|"))
    if not rest or not (len(head) == 1 or (len(head) == 3 and head[1].kind == "in" and _is_reals(head[2:]))):
        return []
    return inner[len(head) + 1 :]


def _after_name(found: Sequence[Token], asked: Asked) -> list[Token]:
    """Without `x \\in` before the whole."""
    if len(found) > 2 and found[0].kind == "name" and found[0].text == asked.name and found[1].kind == "in":
        return list(found[2:])
    return list(found)


def _is_reals(found: Sequence[Token]) -> bool:
    """`\\mathbb{R}`, or a bare R."""
    return len(found) == 1 and (found[0].kind == "reals" or (found[0].kind == "name" and found[0].text == "R"))


def _union(found: Sequence[Token], asked: Asked) -> Region:
    found = [Token("cup", "U", token.gap) if token.kind == "name" and token.text == "U" else token for token in found]
    parts = split(found, ("cup", "or"))
    return _joined("or", [_intersection(part, asked) for part in parts])


def _joined(head: str, parts: list[Region]) -> Region:
    return parts[0] if len(parts) == 1 else Region(head, parts=tuple(parts))


def _intersection(found: Sequence[Token], asked: Asked) -> Region:
    parts = split(found, _TOGETHER)
    inner = [_difference(part, asked) for part in parts]
    if len(parts) == 1:
        return inner[0]
    between = signs(found, _TOGETHER)
    if not any(signs(part, _INEQUALITIES) for part in parts):
        return _joined("and" if "cap" in between else "or", inner)
    both = _joined("and", inner)
    if ("," in between or ";" in between) and not all("!=" in signs(part, ("!=",)) for part in parts[1:]):
        if len(parts) > 2:
            raise Unreadable("ambiguous")
        return Region("or", parts=tuple(inner)) if same_region(both, NOTHING) else both
    return both


def _difference(found: Sequence[Token], asked: Asked) -> Region:
    parts = split(found, ("minus",))
    regions = [_primary(part, asked) for part in parts]
    return _joined("minus", regions)


def _primary(found: Sequence[Token], asked: Asked) -> Region:
    found = _after_name(found, asked)
    if _is_reals(found):
        return EVERYTHING
    if len(found) == 1 and found[0].kind == "empty":
        return NOTHING
    inner = unwrapped(found, (("\\{", "\\}"), ("{", "}")))
    if inner is not None:
        if _condition(found):
            return _union(_condition(found), asked)
        return _joined("or", [_point(part, asked.share) for part in split(inner, (",", ";"))])
    inner = unwrapped(found, (("(", ")"),))
    if inner is not None and any(token.kind in _INEQUALITIES for token in inner):
        return _union(inner, asked)
    if signs(found, _INEQUALITIES):
        return _relations(found, asked)
    return _interval(found, asked)


def _point(found: Sequence[Token], share: int) -> Region:
    number = _number(tuple(found), share)
    return Region("between", (Cut(number, False), Cut(number, True)))


def _interval(found: Sequence[Token], asked: Asked) -> Region:
    if len(found) < 5 or found[0].kind not in ("(", "[") or found[-1].kind not in (")", "]"):
        raise Unreadable("interval")
    ends = split(found[1:-1], (",", ";"))
    if len(ends) != 2:
        raise Unreadable("interval")
    low, high = (_end(end, asked.share) for end in ends)
    if low == 1 or high == -1 or (low == -1 and found[0].kind == "[") or (high == 1 and found[-1].kind == "]"):
        raise Unreadable("infinite end")
    start = Cut(low, found[0].kind == "(") if isinstance(low, Value) else None
    stop = Cut(high, found[-1].kind == "]") if isinstance(high, Value) else None
    if start and stop and not less(start.value, stop.value) and not (start.after < stop.after and same(start.value, stop.value)):
        raise Unreadable("empty interval")
    return Region("between", (start, stop))


def _end(found: Sequence[Token], share: int) -> Value | int:
    """A number, or -1 and 1 for the infinite ends."""
    if found and found[-1].kind == "inf":
        if len(found) == 1 or (len(found) == 2 and found[0].kind in ("+", "-")):
            return -1 if found[0].kind == "-" else 1
        raise Unreadable("infinite end")
    return _number(tuple(found), share)


@lru_cache(maxsize=256)
def _number(found: tuple[Token, ...], share: int) -> Value:
    """The same end points stand in the answer and in what it is compared with."""
    return Value(parse(found), share=share)


def _relations(found: Sequence[Token], asked: Asked) -> Region:
    """`x < 1`, `1 < x <= 3`, `3 > x`, `x != 2`, `x = 2`."""
    ends, between = split(found, _INEQUALITIES), signs(found, _INEQUALITIES)
    places = [place for place, end in enumerate(ends) if len(end) == 1 and end[0].kind == "name" and end[0].text == asked.name]
    if len(ends) == 2 and places in ([0], [1]):
        end = _end(ends[1 - places[0]], asked.share)
        return _half(_TURNED[between[0]] if places == [1] else between[0], end)
    if len(ends) != 3 or places != [1] or between[0][0] != between[1][0] or between[0][0] not in "<>":
        raise Unreadable("relation")
    low, high = _end(ends[0], asked.share), _end(ends[2], asked.share)
    return Region("and", parts=(_half(_TURNED[between[0]], low), _half(between[1], high)))


def _half(sign: str, end: Value | int) -> Region:
    """All x with x `sign` end."""
    if isinstance(end, int):
        if (end == -1) != (sign == ">") or sign not in "<>":
            raise Unreadable("infinite end")
        return EVERYTHING
    below, above = Cut(end, False), Cut(end, True)
    halves = {"<": (None, below), "<=": (None, above), ">": (above, None), ">=": (below, None), "=": (below, above)}
    if sign == "!=":
        return Region("minus", parts=(EVERYTHING, Region("between", (below, above))))
    return Region("between", halves[sign])


def _ends(part: Region) -> list[Value]:
    return [cut.value for cut in part.cuts if cut] + [end for inner in part.parts for end in _ends(inner)]


def same_region(one: Region, other: Region) -> bool:
    """Do two regions hold the same reals?"""
    line = _Line(_ends(one) + _ends(other))
    return line.cells(one) == line.cells(other)


def apart(one: Region) -> bool:
    """Do the parts of a union meet in end points at most? Two answers that are joined (`(1, 3) or (1, 4)`) do not."""
    if one.head != "or":
        return True
    line, seen = _Line(_ends(one)), 0
    open_cells = sum(1 << cell for cell in range(0, line.count, 2))
    for part in one.parts:
        held = line.cells(part) & open_cells
        if held & seen or not apart(part):
            return False
        seen |= held
    return True


class _Line:
    """End points in order, and the cells that they cut the line into: the open ones between them, and the end points."""

    def __init__(self, ends: list[Value]) -> None:
        if len(ends) > 2 * MAX_ENDS:
            raise Unreadable("end points")
        line: list[Value] = []
        equal: dict[int, Value] = {}  # by the id of an end point, the first of those that are equal to it
        for end in ends:
            if id(end) in equal:
                continue
            place = bisect_left(line, True, key=lambda known: not less(known, end))
            if place == len(line) or less(end, line[place]):
                line.insert(place, end)
            equal[id(end)] = line[place]
        places = {id(end): place for place, end in enumerate(line)}
        self.count = 2 * len(line) + 1
        self.places = {end: places[id(first)] for end, first in equal.items()}

    def cells(self, part: Region) -> int:
        """The cells of a region as bits."""
        if part.head == "between":
            start, stop = part.cuts
            first = 0 if start is None else self._before(start)
            last = self.count if stop is None else self._before(stop)
            return (1 << max(last, first)) - (1 << first)
        masks = [self.cells(inner) for inner in part.parts]
        if part.head == "or":
            return reduce(or_, masks, 0)
        if part.head == "and":
            return reduce(and_, masks)
        return masks[0] & ~reduce(or_, masks[1:], 0)

    def _before(self, cut: Cut) -> int:
        """How many cells lie before a cut."""
        return 2 * self.places[id(cut.value)] + 1 + cut.after
