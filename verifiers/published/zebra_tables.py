"""A table of a zebra puzzle: every cell, with rows and columns in any order, in any case. Refused for the first of: format, header, cells.

Written as the prompts ask, `{"header": [...], "rows": [[...], ...]}` in JSON or with Python's quotes, over as many lines as one likes; also
with rows as objects, and as a markdown table."""

import json
from typing import Any

import msgspec

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers import literals
from synth.verifiers.parsers.text import plain
from synth.verifiers.published import Extra

MAX_LENGTH = 20_000
Row = tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """header: names of the columns, ascending; rows: their cells in that order, ascending. So equal tables are equal values."""

    header: Row
    rows: tuple[Row, ...]


class _Given(msgspec.Struct):
    header: list[str | int]
    rows: list[list[str | int]]


def read(ground_truth: str) -> Table:
    """Raises ValueError for what is no table with a name over each column."""
    given = msgspec.json.decode(ground_truth, type=_Given)
    found = _table(given.header, given.rows)
    if found is None or len(set(found.header)) < len(found.header):
        raise ValueError("expected a header of different names, and rows of that length")
    return found


def judge(gold: Table, completion: str, lenient: bool, extra: Extra) -> Verdict:
    answer = final_answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    found = _answer(plain(answer)) if len(answer) <= MAX_LENGTH else None
    if found is None:
        return refuse("format")
    if found.header != gold.header:
        return refuse("header")
    return ACCEPT if found.rows == gold.rows else refuse("cells")


def _answer(text: str) -> Table | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = literals.parse(text)
    if isinstance(value, dict):
        return _table(value.get("header"), value.get("rows"))
    lines = [[cell.strip(" *`") for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if "|" in line]
    lines = [line for line in lines if any(cell.strip("-: ") for cell in line)]
    return _table(lines[0], lines[1:]) if lines else None


def _table(header: Any, rows: Any) -> Table | None:
    if not isinstance(header, list) or not isinstance(rows, list) or not header or not rows:
        return None
    if all(isinstance(row, dict) for row in rows):
        rows = [[row.get(name) for name in header] for row in rows]
    if not all(isinstance(row, list) and len(row) == len(header) for row in rows):
        return None
    if not all(isinstance(cell, str | int) for row in (header, *rows) for cell in row):
        return None
    names = [_normal(name) for name in header]
    places = sorted(range(len(names)), key=names.__getitem__)
    return Table(tuple(names[k] for k in places), tuple(sorted(tuple(_normal(row[k]) for k in places) for row in rows)))


def _normal(cell: str | int) -> str:
    return " ".join(str(cell).casefold().split())


def shown(gold: Table) -> str:
    return f"<answer>{json.dumps({'header': gold.header, 'rows': gold.rows})}</answer>"
