"""What buggy tables claims: its rules in words, what cheap policies win, and which tables are the same puzzle.

The policies leave damages as they are, undo them in the wrong order or direction, or overlook what the question says."""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from msgspec.structs import replace

from synth.generators.logic.buggy_tables.damaging import ORDERED
from synth.generators.logic.buggy_tables.misreading import BROKEN, moved_on
from synth.generators.logic.buggy_tables.words import CHINESE
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.buggy_tables import BuggyTables
from synth.verifiers.logic.buggy_tables.tables import UNITS, Cell, Condition, Damage, Query, Table, result, rounded, undone


def _cells(shown: Callable[[Cell], str]) -> Callable[[BuggyTables], str]:
    """The table as it is shown, row by row."""
    return lambda problem: r"\W+".join(
        r"\W+".join(rf"(?<![\w?]){re.escape(shown(cell))}" if str(cell)[:1] != "-" else re.escape(str(cell)[1:]) for cell in row)
        for row in (problem.columns, *problem.rows)
    ).replace(r"\W+(?<![\w?])\?", r"[^\w?]+\?")


def _english(condition: Condition) -> str:
    first, *others = [*map(str, condition.values), ""]
    words = {"is": first, "is_not": f"not {first}", "at_least": f"at least {first}", "at_most": f"at most {first}"}
    words["one_of"] = f"{first} or {others[0]}" if others else ""
    return rf"{condition.column} is {words.get(condition.what, condition.what)}(?!\w)"


def _chinese(condition: Condition) -> str:
    first, *others = [*(CHINESE.get(str(value), str(value)) for value in condition.values), ""]
    words = {"is": f"是{first}", "is_not": f"不是{first}", "at_least": f"不小于 {first}", "at_most": f"不大于 {first}"}
    words |= {"one_of": f"是{first}或{others[0]}" if others else "", "odd": "是奇数", "even": "是偶数"}
    return CHINESE[condition.column] + words[condition.what]


_AGGREGATES = {
    "sum": ("sum of {}", "{}的总和"),
    "mean": ("mean of {}", "{}的平均值"),
    "max": ("largest value of {}", "{}的最大值"),
    "min": ("smallest value of {}", "{}的最小值"),
    "range": ("difference between the largest and the smallest value of {}", "{}的最大值与最小值之差"),
    "count": ("How many rows|number of rows", "多少行|行数"),
}
_OVER = {
    "max": ("the largest of the results", "这些结果中最大的"),
    "min": ("the smallest of the results", "这些结果中最小的"),
    "mean": ("the mean of the results", "这些结果的平均值"),
    "range": ("the difference between the largest and the smallest of the results", "这些结果的最大值与最小值之差"),
}


def _asked(language: int) -> Callable[[BuggyTables], str]:
    """The question's conditions, in order, and what is asked of these rows."""

    def pattern(problem: BuggyTables) -> str:
        query, condition = problem.query, (_english, _chinese)[language]
        column, factor = (name if language == 0 else CHINESE.get(name, "") for name in (query.column, query.factor))
        value = (f"{column} times {factor}", f"{column}乘以{factor}的积")[language] if factor else column
        found = [condition(one) for one in query.conditions]
        if query.group:
            found.append((f"those with the same {query.group} form a group", f"{CHINESE[query.group]}相同的行")[language])
        found.append(f"({_AGGREGATES[query.aggregate][language].format(value)})")
        if query.group:
            found.append(_OVER[query.over_groups][language])
        return ".{0,80}?".join(found)

    return pattern


_HAPPENED: dict[str, tuple[str, str]] = {
    "rotate": ("column {0} all values slid down by {n} rows", "“{0}”这一列的数据整体下移了 {n} 行"),
    "upside_down": ("column {0} were turned upside down", "“{0}”这一列的数据上下颠倒"),
    "headings": (
        "headings {0} and {1} were exchanged|column {0} was headed {1}, the column {1} was headed",
        "表头“{0}”和“{1}”互换|原来的“{0}”列写成了“{1}”",
    ),
    "swap": ("{w}, the values of {0} and {1} were exchanged", "{w} ?的行，“{0}”和“{1}”的数据互换"),
    "slide": (
        "{w}, .{{0,40}}the value of {0} went to the column {1}, the value of {1} to {2}",
        "{w} ?的行，.{{0,20}}“{0}”的数据移到了“{1}”列，“{1}”的数据移到了“{2}”",
    ),
    "digits": (
        "column {0}, (in each row in which {w}, )?the digits of the number were written in reverse",
        "“{0}”这一列(，凡是{w} ?的行)?，数字的各位颠倒",
    ),
    "unit": (
        "{w}, the {0} was written in {small} instead of {unit} .{n} {small} make one",
        "{w} ?的行，{0}没有按{unit}写，而是按{small}写的（1 {unit}等于 {n} {small}",
    ),
    "lost": (
        "Values of the column {0} were lost.{{0,80}}total was exactly pieces times price",
        "“{0}”这一列有些数据丢失.{{0,40}}总价都正好等于件数乘以单价",
    ),
    "ditto": ("column {0}, each value that was the same as the one right above", "“{0}”这一列中，凡是和紧挨着的上一行相同"),
    "differences": ("column {0}, .{{0,90}}minus the value that had been right above", "“{0}”这一列中.{{0,40}}减去原来紧挨在它上面"),
    "totals": ("column {0}, .{{0,90}}the sum of the value itself and all values", "“{0}”这一列中.{{0,40}}加上原来在它上面的所有数"),
    "duplicates": ("no two rows were the same in all columns", "没有两行是完全相同的"),
    "relabel": ("column {0}, the words {v} and {u} were exchanged", "“{0}”这一列中，{v}和{u}互相写反"),
}
"""What a prompt says of each kind of damage. {0}, {1}, {2}: its columns; {w}: in which rows."""


def _happened(language: int) -> Callable[[BuggyTables], str]:
    """All damages, in order."""

    def words(damage: Damage) -> str:
        names = list(damage.columns if language == 0 else [CHINESE[name] for name in damage.columns])
        unit, small, size = UNITS.get(damage.columns[0], ("", "", 0)) if damage.columns else ("", "", 0)
        if language:
            unit, small = CHINESE.get(unit, ""), CHINESE.get(small, "")
        where = (_english, _chinese)[language](damage.where[0]) if damage.where else ""
        values = [str(value) for value in damage.where[0].values[:2]] if damage.kind == "relabel" else ["", ""]
        one, other = values if language == 0 else [CHINESE.get(value, "") for value in values]
        told = _HAPPENED[damage.kind][language]
        return f"({told.format(*names, '', '', '', n=damage.number or size, w=where, unit=unit, small=small, v=one, u=other)})"

    return lambda problem: ".*?".join(map(words, problem.damages))


def _has_places(problem: BuggyTables) -> bool:
    return problem.query.places() > 0


RULES = (
    Rule(
        "value",
        {
            "en": _cells(lambda cell: "?" if cell is None else str(cell)),
            "zh": _cells(lambda cell: "?" if cell is None else CHINESE.get(str(cell), str(cell))),
        },
    ),
    Rule("value", {"en": _happened(0), "zh": _happened(1)}),
    Rule(
        "value",
        {"en": "order in which it happened, each after the one before", "zh": "按发生的先后顺序排列"},
        lambda problem: len(problem.damages) > 1,
    ),
    Rule("value", {"en": "as they were right before it happened", "zh": "发生之前那一刻的样子"}),
    Rule("value", {"en": _asked(0), "zh": _asked(1)}),
    Rule("value", {"en": "rows of the correct table", "zh": "在正确的表格中"}),
    Rule("value", {"en": "in the correct table, .{0,160}is given in", "zh": "单位是"}),
    Rule(
        "value",
        {"en": "two decimals at the very end and not before; a half is rounded up", "zh": "只在最后一步四舍五入到两位小数"},
        _has_places,
    ),
    Rule("value", {"en": "a whole number", "zh": "一个整数"}, lambda problem: not _has_places(problem)),
    Rule(
        "value",
        {"en": "of these rows alone, those with the same .* in each group", "zh": "把其中.*归为一组，对每一组求出"},
        lambda problem: bool(problem.query.group),
    ),
)


def _for(table: Table, query: Query) -> str:
    """The answer for another table, or to another question; nothing where there is none."""
    try:
        exact = result(table, query)
    except BROKEN:
        exact = None
    return "" if exact is None else f"{float(rounded(exact, query.places())):.2f}"


def _undoing(damages: Callable[[BuggyTables], Sequence[Damage]]) -> Callable[[BuggyTables], str]:
    """These damages undone, the last one first."""

    def policy(problem: BuggyTables) -> str:
        try:
            return _for(undone(problem.table(), damages(problem)), problem.query)
        except BROKEN:
            return ""

    return policy


def _asking(query: Callable[[Query], Query]) -> Callable[[BuggyTables], str]:
    """All damages undone, but another question answered."""
    return lambda problem: _for(undone(problem.table(), problem.damages), query(problem.query))


def _ungrouped(problem: BuggyTables) -> str:
    table, query = undone(problem.table(), problem.damages), replace(problem.query, group="", over_groups="max")
    return _for(table, query) if problem.query.group else ""


def _onwards(problem: BuggyTables) -> str:
    table = moved_on(problem.table(), problem.damages)
    return _for(table, problem.query) if table else ""


def _first_first(problem: BuggyTables) -> str:
    return _undoing(lambda problem: problem.damages[::-1])(problem) if len(problem.damages) > 1 else ""


SHORTCUTS = (
    Shortcut("the table as it stands", _undoing(lambda problem: ()), (0.02,) * 10),
    Shortcut("only the last damages undone", _undoing(lambda problem: problem.damages[1:]), (0.02,) * 10),
    Shortcut("only the first damages undone", _undoing(lambda problem: problem.damages[:-1]), (0.02,) * 10),
    Shortcut("what moved is moved on, not back", _onwards, (0.02,) * 10),
    Shortcut("the first damage undone first", _first_first, (0.02,) * 10),
    Shortcut("conditions overlooked", _asking(lambda query: replace(query, conditions=())), (0.02,) * 10),
    Shortcut("the last condition overlooked", _asking(lambda query: replace(query, conditions=query.conditions[:-1])), (0.02,) * 10),
    Shortcut("groups overlooked", _ungrouped, (0.02,) * 10),
)


def copies(problem: BuggyTables, rng: Random) -> Iterator[BuggyTables]:
    """Columns and conditions in another order; rows too, where no damage goes by it."""
    ordered = any(damage.kind in ORDERED or damage.kind == "duplicates" for damage in problem.damages)
    for _ in range(3):
        order = rng.sample(range(len(problem.columns)), len(problem.columns))
        rows = problem.rows if ordered else rng.sample(problem.rows, len(problem.rows))
        conditions = tuple(rng.sample(problem.query.conditions, len(problem.query.conditions)))
        yield replace(
            problem,
            columns=tuple(problem.columns[place] for place in order),
            rows=tuple(tuple(row[place] for place in order) for row in rows),
            query=replace(problem.query, conditions=conditions),
        )


def different(problem: BuggyTables, rng: Random) -> Iterator[BuggyTables]:
    """Another question; a damage less, where the rest can be undone; a row less."""
    yield replace(problem, query=replace(problem.query, aggregate="max" if problem.query.aggregate == "sum" else "sum"))
    for changes in ({"damages": problem.damages[1:]}, {"rows": problem.rows[:-1]}):
        if all(changes.values()):
            try:
                yield replace(problem, **changes)
            except BROKEN:
                continue
