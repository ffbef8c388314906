"""What questions for SQL claim: their rules in words, what cheap policies win, and which questions are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.code.sql_query import canonical, mutants
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code.sql_query import SqlQuery, expected, reference
from synth.verifiers.code.sql_query.schema import WORLDS, Test

_OPS = {
    "=": ("is", "是"),
    "<>": ("is a value other than", "是"),
    "<": ("is less than", "小于"),
    "<=": ("is at most", "不超过"),
    ">": ("is greater than", "大于"),
    ">=": ("is at least", "不小于"),
    "null": ("is NULL", "是 `NULL`"),
    "some": ("is not NULL", "不是 `NULL`"),
    "in": ("is one of", "是"),
    "begins": ("begins with", "以"),
}


def _tested(language: int) -> Callable[[SqlQuery], str]:
    """Every test, in the order in which they stand."""

    def one(test: Test) -> str:
        values = ".{1,4}?".join(re.escape(str(value)) for value in test.values)
        return rf"{re.escape(_OPS[test.op][language])}(?: `?'?{values})?" if values else re.escape(_OPS[test.op][language])

    return lambda problem: ".*?".join(map(one, problem.tests)) or "."


def _bounds(language: int) -> Callable[[SqlQuery], str]:
    return lambda problem: ".*?".join(f"{_OPS[one.op][language]} {one.value}" for one in problem.having)


def _schema(problem: SqlQuery) -> str:
    return ".*?".join(re.escape(f"{name} (id INTEGER PRIMARY KEY, {column}") for name, column, *_ in WORLDS[problem.world].values())


RULES = (
    Rule("format", {"en": r"a single SELECT in the dialect of SQLite", "zh": r"单独一条 `SELECT`"}),
    Rule("error", {"en": r"without an error and without taking long", "zh": r"不能出错，也不能运行太久"}),
    Rule("error", dict.fromkeys(("en", "zh"), _schema)),
    Rule("columns", {"en": r"exactly the columns asked for, in the order asked for", "zh": r"列恰好是所要求的那些，顺序也要一致"}),
    Rule("rows", {"en": r"1 and 1\.0 are equal; the text '1' is not", "zh": r"1 和 1\.0 相等；文本 `'1'` 不等于数字 1"}),
    Rule("rows", {"en": r"some of them empty", "zh": r"也可能是空表"}),
    Rule("rows", {"en": r"NULL does not hold, unless it asks for NULL", "zh": r"除非条件问的就是 `NULL`，否则条件不成立"}),
    Rule("rows", {"en": r"leave NULL out, and are NULL where there is no value", "zh": r"都不计 `NULL`；一个值也没有时，结果是 `NULL`"}),
    Rule("rows", {"en": _tested(0), "zh": _tested(1)}, lambda p: bool(p.tests)),
    Rule("rows", {"en": _bounds(0), "zh": _bounds(1)}, lambda p: bool(p.having)),
    Rule("rows", {"en": r"or [^\n]*\(or both\)", "zh": r"或者[^\n]*（同时成立也可以）"}, lambda p: any(len(one) > 1 for one in p.where)),
    Rule("rows", {"en": r"Leave out repetitions", "zh": r"重复的行只留一行"}, lambda p: p.distinct),
    Rule("rows", {"en": r"Equal rows are all kept", "zh": r"相同的行全部保留"}, lambda p: not (p.distinct or p.aggregates)),
    Rule("rows", {"en": r"also those without any", "zh": r"没有任何\S+的也算在内"}, lambda p: p.keep),
    Rule("rows", {"en": r"with the same \w+ are different ones", "zh": r"相同的\S+不是同一个"}, lambda p: p.whole),
    Rule(
        "rows",
        {"en": r"NULL is a group of its own", "zh": r"`NULL` 自成一组"},
        lambda p: bool(p.columns and p.aggregates) and not p.whole,
    ),
    Rule("rows", {"en": lambda p: f"only the first {p.limit} row", "zh": lambda p: f"最前面的 {p.limit} 行"}, lambda p: p.limit > 0),
    Rule("order", {"en": r"from (large to small|small to large)", "zh": r"从大到小|从小到大"}, lambda p: bool(p.order)),
    Rule("order", {"en": r"NULL is smaller than everything else", "zh": r"`NULL` 比任何值都小"}, lambda p: bool(p.order)),
)


def _unconditional(problem: SqlQuery) -> str:
    return reference(replace(problem, where=(), inner=(), having=()))


def _one_condition_less(problem: SqlQuery) -> str:
    if problem.where:
        return reference(replace(problem, where=problem.where[:-1]))
    return reference(replace(problem, having=())) if problem.having else reference(replace(problem, inner=problem.inner[:-1]))


def _by_heart(problem: SqlQuery) -> str:
    """The rows of the result that is shown."""
    rows = expected(problem)[0]
    return " UNION ALL ".join("SELECT " + ", ".join("NULL" if value is None else repr(value) for value in row) for row in rows)


_NONE: tuple[float, ...] = (0.005,) * 10
SHORTCUTS = (
    Shortcut("no conditions at all", _unconditional, _NONE),
    Shortcut("one condition left out", _one_condition_less, _NONE),
    Shortcut("the shown result by heart", _by_heart, _NONE),
)


def copies(problem: SqlQuery, rng: Random) -> Iterator[SqlQuery]:
    """The same question about another world, and with its conditions in another order."""
    yield replace(problem, world=rng.choice([world for world in sorted(WORLDS) if world != problem.world]))
    yield replace(problem, where=tuple(clause[::-1] for clause in reversed(problem.where)), inner=problem.inner[::-1])


def different(problem: SqlQuery, rng: Random) -> Iterator[SqlQuery]:
    """The question with one part changed or left out."""
    found: list[SqlQuery] = []
    questions = mutants.misread(problem)
    while len(found) < 6:
        try:
            found.append(next(questions))
        except StopIteration:
            break
        except ValueError:
            continue
    yield from (other for other in found if canonical(other) != canonical(problem))
