"""Structured output: put what a text tells of several things into JSON, CSV, a table or elements, in the order and form that is asked for.

The whole reply is judged. Refused for the first of: format (it cannot be read as what is asked for, or stands in no fence where one is
asked for), keys (keys or columns, their order, and what stands beside the records), rows (which records there are), order (their order),
values (what they hold), total (the sum or the number that is to be given), note (the text that is to be written, its length and words)."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.instruct._records import Cell, Condition, Field, Query, Record, Records
from synth.verifiers.instruct._rules import LONGEST
from synth.verifiers.instruct._text import Language, Text, reply
from synth.verifiers.instruct.structured_output.reading import Read, Value, read

WHOLE_REPLY = True
REASONS = ("format", "keys", "rows", "order", "values", "total", "note")


class Column(Frozen, frozen=True):
    """One key of a record."""

    field: Field
    key: Cell
    """What it is called in the output: `launch date`."""


class Summary(Frozen, frozen=True):
    """A text under a key of its own, in JSON."""

    key: Cell
    words: tuple[Annotated[int, Meta(ge=1, le=60)], Annotated[int, Meta(ge=1, le=60)]]
    """From, to; in Chinese of characters."""
    names: Annotated[tuple[Cell, ...], Meta(min_length=1, max_length=3)]
    """What it has to mention."""


class StructuredOutput(Problem, frozen=True):
    """A text about records, and the form in which they are wanted."""

    language: Language
    theme: Annotated[str, Meta(min_length=1, max_length=60, pattern=r"\A[^\x00-\x1f]+\Z")]
    telling: Annotated[tuple[Annotated[int, Meta(ge=0, le=9)], ...], Meta(min_length=1, max_length=30)]
    """For each record the wording in which the text tells of it."""
    records: Records
    query: Query
    columns: Annotated[tuple[Column, ...], Meta(min_length=1, max_length=5)]
    layout: Literal["list", "map", "groups", "csv", "table", "elements"]
    """JSON as a list of objects, as an object with an object under each name, or with a list under each choice; lines; markdown; XML."""
    mark: Literal[",", ";", "|"] = ","
    """Between the cells of CSV."""
    dates: Literal["iso", "slashes", "compact"] = "iso"
    """`2031-05-14`, `14/05/2031`, `20310514`."""
    flags: Annotated[tuple[Cell, ...], Meta(max_length=2)] = ()
    """The words for true and false; none where JSON has its own."""
    missing: Annotated[str, Meta(max_length=10, pattern=r"\A[^\x00-\x1f,;|<>\"\\]*\Z")] = ""
    """What stands for a number that is not known; nothing where it is null."""
    numbers: Literal["number", "text"] = "number"
    """In JSON: numbers as numbers, or as text."""
    total: Literal["", "sum", "count"] = ""
    """Whether the sum of the numbers, or the number of records, is given: in JSON under a key, in CSV and tables in a last row."""
    wrapper: Annotated[tuple[Cell, ...], Meta(max_length=2)] = ()
    """In JSON the keys under which the records and the total stand: `("boats", "total")`."""
    summaries: Annotated[tuple[Summary, ...], Meta(max_length=1)] = ()
    fence: bool = False
    """Whether the whole has to stand in a fenced block; else a fence is free where the format is one that programs read."""

    @property
    def summary(self) -> Summary | None:
        return self.summaries[0] if self.summaries else None

    def __post_init__(self) -> None:
        keys, fields = {column.key for column in self.columns}, {column.field for column in self.columns}
        if len(keys) < len(self.columns) or len(fields) < len(self.columns) or "name" not in fields:
            raise ValueError("each column once, and names among them")
        if len({record.name for record in self.records}) < len(self.records) or len(self.telling) != len(self.records):
            raise ValueError("each name once, and a wording for each")
        json = self.layout in ("list", "map", "groups")
        if len(self.flags) == 1 or (not json and (not self.flags or not self.missing or self.wrapper or self.summary)):
            raise ValueError("words for true, false and missing, and keys around records in JSON alone")
        if self.layout == "elements" and (self.total or any(not _is_tag(key) for key in keys)):
            raise ValueError("keys of elements are tags")
        if (json and bool(self.total or self.summary) != bool(self.wrapper)) or (json and self.total and len(self.wrapper) != 2):
            raise ValueError("a total or a text needs keys around the records")
        if self.total == "sum" and "number" not in fields:
            raise ValueError("a sum of numbers that are given")


def _is_tag(key: str) -> bool:
    return key.replace("_", "a").isalpha()


def value(problem: StructuredOutput, record: Record, field: Field) -> Value:
    """What stands for one field of a record."""
    match field:
        case "number":
            if record.number is None:
                return problem.missing or None
            return record.number if _typed(problem) and problem.numbers == "number" else str(record.number)
        case "flag":
            return problem.flags[not record.flag] if problem.flags else record.flag
        case "date":
            year, month, day = record.date.split("-")
            return {"iso": record.date, "slashes": f"{day}/{month}/{year}", "compact": year + month + day}[problem.dates]
    return record.name if field == "name" else record.choice


def _typed(problem: StructuredOutput) -> bool:
    return problem.layout in ("list", "map", "groups")


def wanted_total(problem: StructuredOutput, rows: list[Record]) -> int:
    return len(rows) if problem.total == "count" else sum(row.number or 0 for row in rows)


def grouped(problem: StructuredOutput, rows: list[Record]) -> list[Record]:
    """The rows as they stand in the output: by choice, where they are in groups, in the order in which choices come first."""
    if problem.layout != "groups":
        return rows
    order = list(dict.fromkeys(row.choice for row in rows))
    return sorted(rows, key=lambda row: order.index(row.choice))


def components(problem: StructuredOutput, answer: str) -> dict[str, bool]:
    """For each reason whether the reply keeps what stands behind it."""
    text = reply(answer, problem.language)
    found = read(problem, text) if 0 < len(text.value) <= LONGEST else None
    if found is None:
        return dict.fromkeys(REASONS, False)
    rows = grouped(problem, problem.query.selected(problem.records))
    fields: list[Field] = [column.field for column in problem.columns]
    at = fields.index("name")
    names = [row[at] if len(row) > at else None for row in found.rows]
    right = {row.name: tuple(value(problem, row, field) for field in fields) for row in rows}
    return {
        "format": True,
        "keys": found.keys,
        "rows": sorted(map(str, names)) == sorted(right),
        "order": [name for name in names if name in right] == [name for name in right if name in names],
        "values": all(_same(row, right[str(name)]) for row, name in zip(found.rows, names, strict=True) if name in right) and found.grouped,
        "total": not problem.total or _same((found.total,), (_total(problem, rows),)),
        "note": problem.summary is None or _fits(problem.summary, found, problem.language),
    }


def _total(problem: StructuredOutput, rows: list[Record]) -> Value:
    number = wanted_total(problem, rows)
    return number if _typed(problem) else str(number)


def _same(one: tuple[Value, ...], other: tuple[Value, ...]) -> bool:
    """True is not 1 here."""
    return one == other and all(type(a) is type(b) for a, b in zip(one, other, strict=True))


def _fits(summary: Summary, found: Read, language: Language) -> bool:
    text = Text(found.summary, language)
    low, high = summary.words
    return (
        low <= len(text.words) <= high
        and all(text.count(name) for name in summary.names)
        and len(set(text.low_words)) * 2 > len(text.words)
    )


def verify(problem: StructuredOutput, answer: str) -> Verdict:
    broken = next((reason for reason, kept in components(problem, answer).items() if not kept), "")
    return refuse(broken) if broken else ACCEPT


_ALL = (Record("Heron", "sloop", 4, "2031-05-14", True), Record("Tern", "barge", None, "2029-11-02", False))
_BOATS = (Column("name", "boat"), Column("number", "berths"), Column("flag", "for sale"))
_LIST = StructuredOutput("en", "boats in a harbour", (0, 1), _ALL, Query(by="date"), _BOATS, "list")
_CSV = StructuredOutput(
    "en", "boats in a harbour", (0, 1), _ALL, Query(), _BOATS, "csv", ";", flags=("yes", "no"), missing="?", total="sum", fence=True
)
_NOTED = StructuredOutput(
    "en",
    "boats in a harbour",
    (0, 1),
    _ALL,
    Query((Condition("number", "above", "3"),)),
    (Column("name", "boat"), Column("date", "launched")),
    "map",
    dates="slashes",
    total="count",
    wrapper=("boats", "count"),
    summaries=(Summary("remark", (4, 8), ("Heron",)),),
)
_RECORDS = (Record("苍鹭号", "驳船", 4, "2031-05-14", True), Record("燕鸥号", "快艇", None, "2029-11-02", False))
_ZH = StructuredOutput(
    "zh",
    "港口里的船",
    (0, 1),
    _RECORDS,
    Query(by="date"),
    (Column("name", "船名"), Column("number", "床位"), Column("flag", "出售")),
    "table",
    flags=("是", "否"),
    missing="无",
)
_TABLE = "| 船名 | 床位 | 出售 |\n| --- | --- | --- |\n| 燕鸥号 | 无 | 否 |\n| 苍鹭号 | 4 | 是 |"
_TERN, _HERON = '{"boat": "Tern", "berths": null, "for sale": false}', '{"boat": "Heron", "berths": 4, "for sale": true}'
_ROWS = "boat;berths;for sale\nHeron;4;yes\nTern;?;no\ntotal;;4"
_REMARK = '{"boats": {"Heron": {"launched": "14/05/2031"}}, "count": 1, "remark": "Only the Heron has room."}'
EXAMPLES = (
    (_LIST, f"[{_TERN}, {_HERON}]", ""),
    (_LIST, f"[\n  {_TERN},\n  {_HERON}\n]\n", ""),
    (_LIST, f"```json\n[{_TERN}, {_HERON}]\n```", ""),
    (_CSV, f"```csv\n{_ROWS}\n```", ""),
    (_CSV, f"```\n{_ROWS.replace(';', ' ; ')}\n```", ""),
    (_NOTED, _REMARK, ""),
    (_NOTED, _REMARK.replace("room.", "room for all of us."), "note"),
    (_LIST, f"Here is the list: [{_TERN}, {_HERON}]", "format"),
    (_LIST, f"[{_TERN}, {_HERON}", "format"),
    (_CSV, _ROWS, "format"),
    (_LIST, f"[{_HERON}, {_TERN}]", "order"),
    (_LIST, f"[{_HERON}]", "rows"),
    (_LIST, f"[{_TERN}, {_HERON}]".replace("berths", "beds"), "keys"),
    (_LIST, f"[{_TERN}, {_HERON}]".replace("true", '"yes"'), "values"),
    (_CSV, f"```csv\n{_ROWS[:-1]}5\n```", "total"),
    (_NOTED, _REMARK.replace("Heron has", "big one has"), "note"),
    (_ZH, _TABLE, ""),
    (_ZH, _TABLE.replace("---", ":-:"), ""),
    (_ZH, _TABLE.replace(" | ", "|"), ""),
    (_ZH, f"```\n{_TABLE}\n```", ""),
    (_ZH, f"\n{_TABLE}\n\n", ""),
    (_ZH, f"表格如下：\n{_TABLE}", "format"),
    (_ZH, _TABLE.replace("无", "未知"), "values"),
    (_ZH, _TABLE.replace("船名", "名称"), "keys"),
)
