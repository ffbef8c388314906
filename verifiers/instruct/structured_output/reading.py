"""Replies in the formats that are asked for, as rows of values."""

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from synth.verifiers.instruct._text import Text

if TYPE_CHECKING:
    from synth.verifiers.instruct.structured_output import StructuredOutput

Value = str | int | float | bool | None
_FENCE = re.compile(r"```[A-Za-z]*\n(.*)\n[ \t]*```", re.DOTALL)
_DASHES = re.compile(r":?-+:?")
_ELEMENT = re.compile(r"<([^<>/\s]+)>([^<>]*)</([^<>/\s]+)>")
TOTAL = {"en": "total", "zh": "合计"}
"""The first cell of the last row of CSV and tables that have a total."""


class Read(NamedTuple):
    """What a reply holds."""

    rows: list[tuple[Value, ...]]
    keys: bool
    """Whether all keys are there, in order, and no others."""
    total: Value = None
    summary: str = ""
    grouped: bool = True
    """Whether each row stands in the group of its choice."""


def read(problem: "StructuredOutput", text: Text) -> Read | None:
    """Nothing where the reply is not in the format that is asked for."""
    found = _FENCE.fullmatch(text.value)
    if problem.fence and not found:
        return None
    inner = found[1].strip() if found else text.value
    if "```" in inner:
        return None
    if problem.layout in ("csv", "table"):
        return _lines(problem, inner)
    return _elements(problem, inner) if problem.layout == "elements" else _json(problem, inner)


def _lines(problem: "StructuredOutput", inner: str) -> Read | None:
    lines = [line.strip() for line in inner.split("\n")]
    if problem.layout == "table":
        if len(lines) < 2 or not all(len(line) > 1 and line[0] == line[-1] == "|" for line in lines):
            return None
        rows = [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines]
        if not all(_DASHES.fullmatch(cell) for cell in rows.pop(1)):
            return None
    else:
        rows = [tuple(cell.strip() for cell in line.split(problem.mark)) for line in lines]
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        return None
    keys, total = rows[0] == tuple(column.key for column in problem.columns), None
    if problem.total:
        last: tuple[str, ...] = rows.pop() if len(rows) > 1 else ("", "")
        keys = keys and len(last) > 1 and last[0] == TOTAL[problem.language] and not any(last[1:-1])
        total = last[-1] if last else ""
    return Read([*rows[1:]], keys, total)


def _elements(problem: "StructuredOutput", inner: str) -> Read | None:
    """`<items><item><boat>Heron</boat>...</item>...</items>`, with blanks and line ends between elements."""
    flat = re.sub(r">\s+<", "><", inner)
    if not (flat.startswith("<items>") and flat.endswith("</items>")):
        return None
    rows, keys = list[tuple[Value, ...]](), True
    wanted = [column.key for column in problem.columns]
    for item in flat.removeprefix("<items>").removesuffix("</items>").split("</item>")[:-1]:
        cells = list[tuple[str, str, str]](_ELEMENT.findall(item))
        if not item.startswith("<item>") or "".join(f"<{a}>{cell}</{b}>" for a, cell, b in cells) != item.removeprefix("<item>"):
            return None
        if any(a != b for a, _, b in cells):
            return None
        keys = keys and [a for a, _, _ in cells] == wanted
        rows.append(tuple(cell.strip() for _, cell, _ in cells))
    if flat != "<items></items>" and not flat.endswith("</item></items>"):
        return None
    return Read(rows, keys)


def _json(problem: "StructuredOutput", inner: str) -> Read | None:
    try:
        whole = json.loads(inner, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, list if problem.layout == "list" and not problem.wrapper else dict):
        return None
    keys, total, summary = True, None, ""
    body: Any = whole
    if problem.wrapper and isinstance(whole, dict):
        outer = [
            *problem.wrapper[:1],
            *([problem.wrapper[1]] if problem.total else []),
            *([problem.summary.key] if problem.summary else []),
        ]
        keys = list(whole) == outer
        body = whole.get(problem.wrapper[0])
        total = whole.get(problem.wrapper[1]) if problem.total else None
        text = whole.get(problem.summary.key) if problem.summary else ""
        summary = text if isinstance(text, str) else ""
        total = total if isinstance(total, str | int | float | None) else ""
    objects = _objects(problem, body)
    if objects is None:
        return None
    wanted = [column.key for column in problem.columns]
    name = next(column.key for column in problem.columns if column.field == "name")
    rows, grouped = list[tuple[Value, ...]](), True
    for label, one in objects:
        inside = [key for key in wanted if not (problem.layout == "map" and key == name)]
        keys = keys and list(one) == inside
        cells = tuple(label if problem.layout == "map" and key == name else _plain(one.get(key, "")) for key in wanted)
        rows.append(cells)
        if problem.layout == "groups":
            grouped = grouped and any(record.name == one.get(name) and record.choice == label for record in problem.records)
    return Read(rows, keys, total, summary, grouped)


def _plain(value: Any) -> Value:
    return value if isinstance(value, str | int | float | bool | None) else "{}"


def _objects(problem: "StructuredOutput", body: Any) -> list[tuple[str, dict[str, Any]]] | None:
    """The objects, each with the key that it stands under."""
    if problem.layout == "list":
        pairs = [("", one) for one in body] if isinstance(body, list) else None
    elif not isinstance(body, dict):
        pairs = None
    elif problem.layout == "map":
        pairs = list(body.items())
    else:
        groups = list(body.items())
        pairs = [(label, one) for label, group in groups for one in group] if all(isinstance(g, list) and g for _, g in groups) else None
    return pairs if pairs is not None and all(isinstance(one, dict) for _, one in pairs) else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _no_number(word: str) -> None:
    raise ValueError(word)
