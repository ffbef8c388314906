"""What structured outputs claim: their rules in words, and what those win who leave one out."""

import re
from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.instruct.structured_output.writing import written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.instruct._records import Query
from synth.verifiers.instruct.structured_output import StructuredOutput


def _keys(problem: StructuredOutput) -> str:
    return "".join(f"(?=.*{re.escape(column.key)})" for column in problem.columns) + "."


def _layout(problem: StructuredOutput) -> str:
    names = {"list": "JSON", "map": "JSON", "groups": "JSON", "csv": f'CSV[^.。]*["“]{re.escape(problem.mark)}["”]', "table": "Markdown"}
    return names.get(problem.layout, "<items>")


_SORTED = {"en": r"Sort them by the [^.;]*, (latest|earliest|largest|smallest) first", "zh": r"按\w+从[晚早大小]到[晚早大小]排列"}
RULES = (
    Rule("format", {"en": _layout, "zh": _layout}),
    Rule("format", {"en": r"fenced block", "zh": r"代码块"}, lambda p: p.fence),
    Rule("format", {"en": r"10,000 characters", "zh": r"10000 个字符"}),
    Rule("keys", {"en": _keys, "zh": _keys}),
    Rule("keys", {"en": r"in this order", "zh": r"依次"}, lambda p: len(p.columns) > 2 or p.layout != "map"),
    Rule("rows", {"en": r"Take all entries|Take only the entries", "zh": r"全都要|只要"}),
    Rule(
        "rows",
        {"en": lambda p: rf"first ({p.query.most}|one)\b", "zh": lambda p: rf"最前面的 {p.query.most} 条"},
        lambda p: p.query.most > 0,
    ),
    Rule("order", _SORTED, lambda p: p.query.by != ""),
    Rule("order", {"en": r"Keep the order", "zh": r"叙述的顺序"}, lambda p: p.query.by == ""),
    Rule("values", {"en": r"copied letter by letter", "zh": r"照原文抄写"}),
    Rule("values", {"en": r"Dates look like", "zh": r"日期写成"}, lambda p: any(column.field == "date" for column in p.columns)),
    Rule("values", {"en": r"not known", "zh": r"不知道"}, lambda p: any(column.field == "number" for column in p.columns)),
    Rule("values", {"en": r"whether", "zh": r"是否"}, lambda p: any(column.field == "flag" for column in p.columns)),
    Rule("total", {"en": r"the sum over|how many entries", "zh": r"之和|多少条"}, lambda p: p.total != ""),
    Rule(
        "note",
        {
            "en": lambda p: rf"{p.summary.words[0]} to {p.summary.words[1]} words|exactly {p.summary.words[0]} words",
            "zh": lambda p: rf"{p.summary.words[0]} 到 {p.summary.words[1]} 个汉字|恰好 {p.summary.words[0]} 个汉字",
        },
        lambda p: p.summary is not None,
    ),
    Rule("note", {"en": r"more than half", "zh": r"一半以上"}, lambda p: p.summary is not None),
)


def _all(problem: StructuredOutput) -> str:
    return written(problem, list(problem.records))


def _usual(problem: StructuredOutput) -> str:
    """Dates, words and numbers as programs mostly have them, whatever is asked for."""
    json = problem.layout in ("list", "map", "groups")
    flags, missing = ((), "") if json else (("true", "false"), "null")
    plain = replace(problem, dates="iso", flags=flags, missing=missing, numbers="number")
    return written(plain, problem.query.selected(problem.records))


def _unsorted(problem: StructuredOutput) -> str:
    query = replace(problem.query, by="", most=0)
    return written(problem, query.selected(problem.records)[: problem.query.most or None])


def _one_condition_less(problem: StructuredOutput) -> str:
    query = replace(problem.query, conditions=problem.query.conditions[:-1])
    return written(problem, query.selected(problem.records)) if problem.query.conditions else ""


def _reordered(problem: StructuredOutput) -> str:
    """Columns in the order in which the text tells of them."""
    order = ("name", "choice", "number", "date", "flag")
    columns = tuple(sorted(problem.columns, key=lambda column: order.index(column.field)))
    return written(replace(problem, columns=columns), problem.query.selected(problem.records))


SHORTCUTS = (
    Shortcut("everything that is told of, in its order", _all, (1.0, 1.0) + (0.01,) * 8),
    Shortcut("dates, words and numbers as they mostly are", _usual, (0.8, 0.48, 0.4) + (0.01,) * 7),
    Shortcut("the right entries, not sorted", _unsorted, (1.0, 1.0) + (0.03,) * 8),
    Shortcut("all conditions but the last", _one_condition_less, (0.01,) * 10),
    Shortcut("columns in the order of the text", _reordered, (0.63, 0.22, 0.25) + (0.01,) * 7),
)


def copies(problem: StructuredOutput, rng: Random) -> Iterator[StructuredOutput]:
    """The same told in other sentences."""
    yield replace(problem, telling=tuple(1 - at for at in problem.telling))


def different(problem: StructuredOutput, rng: Random) -> Iterator[StructuredOutput]:
    """Entries told of in another order, another order of columns, all entries."""
    yield replace(problem, records=problem.records[::-1])
    yield replace(problem, columns=problem.columns[::-1])
    if problem.query != Query():
        yield replace(problem, query=Query())
