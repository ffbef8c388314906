"""Measures as Python code: the lines that work one out in a pass over a list, as they should be and as people get them wrong.

A slip keeps the number of lines, but for those in LONGER."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from synth.verifiers.code._measures import Measure, Test

INDENT = "    "
NAMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "count": (("count", "hits", "found", "matches"), ()),
    "sum": (("total", "acc", "amount", "tally"), ()),
    "longest": (("best", "longest", "record"), ("run", "streak", "current")),
    "rises": (("ups", "rises", "climbs"), ("prev", "before", "left")),
    "falls": (("downs", "drops", "falls"), ("prev", "before", "left")),
    "equals": (("same", "repeats", "twins"), ("prev", "before", "left")),
    "near": (("close", "near", "small"), ("prev", "before", "left")),
    "records": (("records", "peaks", "highs"), ("top", "max_seen", "highest")),
    "since": (("gap", "since", "quiet"), ()),
    "level": (("level", "balance", "depth"), ()),
    "peak": (("peak", "highest", "most"), ("level", "balance", "depth")),
    "hash": (("code", "key", "state", "h"), ()),
    "after": (("later", "extra", "after"), ("seen", "passed", "marks")),
    "last": (("last", "latest", "final"), ()),
    "first": (("where", "start", "place"), ()),
    "span": (("high", "largest", "top"), ("low", "smallest", "bottom")),
    "places": (("part", "subtotal", "picked"), ()),
}
"""What people call the variables of a measure."""
SLIPS = {
    "longest": ("one", "late"),
    "rises": ("soft", "far"),
    "falls": ("soft", "far"),
    "equals": ("far",),
    "near": ("soft", "far"),
    "records": ("soft", "neighbour"),
    "since": ("one",),
    "level": ("low", "free"),
    "peak": ("low", "free"),
    "hash": ("early",),
    "after": ("soft", "swapped"),
    "last": ("first", "largest"),
    "first": ("zero", "latest"),
    "span": ("elif",),
}
LONGER = {"late", "swapped", "neighbour"}
"""Slips that move lines."""
_SIGNS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}
_EDGES = {"gt": "ge", "ge": "gt", "lt": "le", "le": "lt"}


class Block(NamedTuple):
    """Lines before the loop and in it, and the expression of the measure behind it."""

    start: tuple[str, ...]
    body: tuple[str, ...]
    value: str


def passes(test: Test, x: str) -> str:
    """A test as Python writes it."""
    if test.rel in _SIGNS:
        return f"{x} {_SIGNS[test.rel]} {test.n}"
    return f"{x} % {test.n or 2} == {int(test.rel == 'odd')}"


def block(s: Measure, a: str, b: str, x: str, i: str, slip: str = "") -> Block:
    """The code of a measure. a, b: its variables; x, i: a number of the list and its place."""
    t, u = (passes(test, x) if test else "" for test in (s.test, s.then))
    match s.kind:
        case "count":
            return Block((f"{a} = 0",), (f"if {t}:", f"    {a} += 1"), a)
        case "sum":
            return Block((f"{a} = 0",), (f"if {t}:", f"    {a} += {x}"), a)
        case "longest":
            grown, ended = f"    {a} = max({a}, {b})", f"    {b} = {int(slip == 'one')}"
            inner = ("else:", grown, ended) if slip == "late" else (grown, "else:", ended)
            return Block((f"{b} = 0", f"{a} = 0"), (f"if {t}:", f"    {b} += 1", *inner), a)
        case "rises" | "falls" | "equals" | "near":
            return _neighbours(s, a, b, x, slip)
        case "records":
            kept = f"{b} = {x}" if slip == "neighbour" else f"    {b} = {x}"
            return Block((f"{a} = 0", f"{b} = -1"), (f"if {x} {'>=' if slip == 'soft' else '>'} {b}:", f"    {a} += 1", kept), a)
        case "since":
            return Block((f"{a} = 0",), (f"{a} += 1", f"if {t}:", f"    {a} = {int(slip == 'one')}"), a)
        case "level" | "peak":
            level = a if s.kind == "level" else b
            highest = () if s.kind == "level" else (f"{a} = max({a}, {b})",)
            floor = {"low": "> 1", "free": ">= 0"}.get(slip, "> 0")
            lines = (f"if {t}:", f"    {level} += 1", f"elif {level} {floor}:", f"    {level} -= 1")
            return Block((f"{level} = 0", *((f"{a} = 0",) if highest else ())), (*lines, *highest), a)
        case "hash":
            made = f"({a} + {x}) * {s.n} % {s.m}" if slip == "early" else f"({a} * {s.n} + {x}) % {s.m}"
            return Block((f"{a} = 0",), (f"{a} = {made}",), a)
        case "after":
            counted = (f"if {b} {'>' if slip == 'soft' else '>='} {s.n} and {u}:", f"    {a} += 1")
            marked = (f"if {t}:", f"    {b} += 1")
            return Block((f"{b} = 0", f"{a} = 0"), (*marked, *counted) if slip == "swapped" else (*counted, *marked), a)
        case "last":
            kept = f"    {a} = max({a}, {x})" if slip == "largest" else f"    {a} = {x}"
            return Block((f"{a} = -1",), (f"if {t} and {a} < 0:" if slip == "first" else f"if {t}:", kept), a)
        case "first":
            test = f"if {t}:" if slip == "latest" else f"if {t} and {a} {'<=' if slip == 'zero' else '<'} 0:"
            return Block((f"{a} = -1",), (test, f"    {a} = {i}"), a)
        case "span":
            other = f"{'elif' if slip == 'elif' else 'if'} {x} < {b}:"
            return Block((f"{a} = -1", f"{b} = 99"), (f"if {x} > {a}:", f"    {a} = {x}", other, f"    {b} = {x}"), f"{a} - {b}")
        case _:
            return Block((f"{a} = 0",), (f"if {i} % {s.n} == {s.m}:", f"    {a} += {x}"), a)


def _neighbours(s: Measure, a: str, b: str, x: str, slip: str) -> Block:
    """Pairs of neighbours, the first number paired with one that makes no such pair."""
    soft = slip == "soft"
    test = {
        "rises": f"{x} {'>=' if soft else '>'} {b}",
        "falls": f"{x} {'<=' if soft else '<'} {b}",
        "equals": f"{x} == {b}",
        "near": f"abs({x} - {b}) {'<' if soft else '<='} {s.n}",
    }[s.kind]
    upward = s.kind in ("rises", "near")
    kept = f"{b} = {'min' if upward else 'max'}({b}, {x})" if slip == "far" else f"{b} = {x}"
    return Block((f"{a} = 0", f"{b} = {99 if upward else -99}"), (f"if {test}:", f"    {a} += 1", kept), a)


def wrong(s: Measure) -> Iterator[tuple[Measure, str]]:
    """Measures and slips that people write in place of one."""
    yield from ((s, slip) for slip in SLIPS.get(s.kind, ()))
    for field in ("test", "then"):
        test: Test | None = getattr(s, field)
        if test and test.rel in _EDGES:
            yield replace(s, **{field: Test(_EDGES[test.rel], test.n)}), ""
        elif test and test.rel == "multiple":
            yield replace(s, **{field: Test("multiple", test.n + 1)}), ""
    if s.kind == "hash":
        yield replace(s, n=s.n + 1), ""
    if s.kind == "near":
        yield replace(s, n=s.n + 1), ""
    if s.kind == "places" and s.n > 1:
        yield replace(s, m=(s.m + 1) % s.n), ""
