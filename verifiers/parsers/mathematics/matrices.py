"""Matrices: `\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}`, `[[1, 2], [3, 4]]`, `[1, 2; 3, 4]`, `1 2` over `3 4` on lines, and a number
times one of these. Bars around a matrix make a determinant, which is no matrix."""

import re
from collections.abc import Sequence

from synth.verifiers.parsers.mathematics.reading import is_label, split, text_of, unwrapped
from synth.verifiers.parsers.mathematics.syntax import Apply, Node, parse
from synth.verifiers.parsers.mathematics.tokens import CLOSING, OPENING, Token, Unreadable, lex
from synth.verifiers.parsers.mathematics.values import Value

MAX_ENTRIES = 144
_FRAMES = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "array", "smallmatrix"))
_PAIRS = (("[", "]"), ("(", ")"), ("\\{", "\\}"), ("{", "}"))
_CALL = re.compile(r"(?:(?:np|numpy|sympy)\.)?(?:Matrix|array)\((.*)\)", re.DOTALL)
_DRAWN = re.compile(r"^[ \t]*\|(?=[^|\n]+\|[ \t]*$)|(?<=[\d \t])\|[ \t]*$", re.MULTILINE)
"""Bars at both ends of each line."""
_BEGINNING = frozenset(("number", "frac", "name", "(", "root2", "function"))
_GOES_ON = frozenset(("+", "-", "*", "/", "^", "function", "frac"))

Rows = list[list[Value]]


def matrix(answer: str) -> Rows:
    """The rows of a matrix, all of one length. Unreadable for anything else."""
    text = text_of(answer)
    text = _DRAWN.sub(" ", _CALL.sub(r"\1", text.strip()))
    found = lex(text, thousands="")
    head, *rest = split(found, ("=",))
    if len(rest) == 1 and (is_label(head) or (is_label(head[:1]) and head[0].text.isupper() and head[1:2] and head[1].kind == "^")):
        found = rest[0]  # `A^{-1} =`
    factor, found, divisor = _factors(found)
    rows = _rows(found)
    entries = sum(map(len, rows))
    if not entries or any(len(row) != len(rows[0]) for row in rows) or entries > MAX_ENTRIES:
        raise Unreadable("rows")
    return [[_entry(cell, factor, divisor, entries) for cell in row] for row in rows]


def _factors(found: Sequence[Token]) -> tuple[Node | None, list[Token], Node | None]:
    """A number before the matrix and one that divides it: `\\frac{1}{2} \\begin{pmatrix}`, `[[1,2],[3,4]] / 5`."""
    start = next((place for place, token in enumerate(found) if token.kind == "begin"), None)
    if start is None:
        start = next(
            (place for place, token in enumerate(found) if token.kind == "[" and (place == 0 or found[place - 1].kind != "sqrt")), 0
        )
    stop = next((place for place in range(len(found) - 1, -1, -1) if found[place].kind in ("end", "]")), len(found) - 1)
    before, middle, behind = list(found[:start]), list(found[start : stop + 1]), list(found[stop + 1 :])
    if (before and before[-1].kind in OPENING) or (behind and behind[0].kind in CLOSING):
        return None, list(found), None
    divisor = parse(behind[1:]) if behind and behind[0].kind == "/" else None
    if behind and divisor is None:
        raise Unreadable("behind")
    if before and before[-1].kind == "*":
        before.pop()
    if len(before) == 1 and before[0].kind == "-":
        return parse(lex("-1")), middle, divisor
    return (parse(before) if before else None), middle, divisor


def _entry(found: Sequence[Token], factor: Node | None, divisor: Node | None, share: int) -> Value:
    node = parse(found)
    if factor:
        node = Apply("*", (factor, node))
    return Value(Apply("/", (node, divisor)) if divisor else node, share=share)


def _rows(found: list[Token]) -> list[list[list[Token]]]:
    if len(found) > 2 and found[0].kind == "begin" and found[-1].kind == "end":
        if found[0].text not in _FRAMES or found[0].text != found[-1].text:
            raise Unreadable("frame")
        rows = split(found[1:-1], ("row",))
        return [split(row, ("&",)) for row in (rows if rows[-1] else rows[:-1])]
    inner = unwrapped(found, _PAIRS)
    if inner and inner[0].kind == "begin":
        return _rows(inner)
    listed = split(found, (",", ";")) if inner is None else []
    if len(listed) > 1 and all(unwrapped(row, _PAIRS[:2]) is not None for row in listed):
        inner = found  # `[1, 2], [3, 4]`
    if inner is None:
        return [_cells(row) for row in _lines(found)]
    nested = split(inner, (",", ";")) if inner else []
    if all(unwrapped(row, _PAIRS) is not None for row in nested):
        return [_cells(unwrapped(row, _PAIRS) or []) for row in nested]
    rows = [row for part in split(inner, (";", "row")) for row in _lines(part)]
    if all(unwrapped(row, _PAIRS) is not None for row in rows):
        return [_cells(unwrapped(row, _PAIRS) or []) for row in rows]
    return [_cells(row) for row in rows]


def _lines(found: Sequence[Token]) -> list[list[Token]]:
    """Parted at the ends of lines."""
    lines: list[list[Token]] = [[]]
    for token in found:
        if "\n" in token.gap and lines[-1]:
            lines.append([])
        lines[-1].append(token)
    return [unwrapped(line, _PAIRS) or line for line in lines] if len(lines) > 1 else lines


def _cells(row: Sequence[Token]) -> list[list[Token]]:
    """The entries of a row, parted by commas, ampersands, or blanks (`1 -2`, but not `1 - 2`)."""
    if any(token.kind in (",", "&") for token in row):
        parts = split(row, (",", "&"))
        return parts if parts[-1] else parts[:-1]
    cells: list[list[Token]] = [[]]
    depth = 0
    for place, token in enumerate(row):
        tight = place + 1 < len(row) and not row[place + 1].gap  # a minus sign right before its number
        begins = token.kind in _BEGINNING or (token.kind == "-" and tight)
        if depth == 0 and token.gap and begins and cells[-1] and cells[-1][-1].kind not in _GOES_ON:
            cells.append([])
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
        cells[-1].append(token)
    return cells
