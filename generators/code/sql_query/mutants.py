"""Questions as they are misread, and queries as they are got wrong: each must give other rows somewhere, or the question is not asked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from synth.verifiers.code.sql_query import SqlQuery, key, reference, results
from synth.verifiers.code.sql_query.data import DATABASES
from synth.verifiers.code.sql_query.schema import Aggregate, Condition, Test

_OPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "=", "null": "some", "some": "null"}
_KINDS = {"sum": "avg", "avg": "sum", "min": "max", "max": "min", "values": "distinct", "distinct": "values"}
FIRST = 8
"""Queries that are tried before the others."""
Results = list[list[tuple[Any, ...]]]


class Bases:
    """The databases of a question, with what it asks for on each."""

    def __init__(self, problem: SqlQuery) -> None:
        self.problem = problem
        self.right: Results = []

    def ask(self, problem: SqlQuery, filled: int = 0, first: list[tuple[Any, ...]] | None = None) -> bool:
        """Take what a question on these databases asks for as what is right. False, as soon as that is sure, where something is found on
        fewer than so many databases, or no more than so many results differ. first: what is found on the first, where that is known."""
        self.ordered, self.right = bool(problem.order), []
        text, there, different = reference(problem), 0, set[str]()
        for number in range(DATABASES):
            rows = first if first is not None and number == 0 else self.answers(text, (number,))[0]
            self.right.append(rows)
            there += any(value is not None for row in rows for value in row)
            different.add(repr(rows))
            left = DATABASES - 1 - number
            if there + left < filled or len(different) + left <= filled:
                return False
        return True

    def answers(self, text: str, numbers: Iterable[int] = range(DATABASES)) -> Results:
        return [key(results(self.problem, number, [text])[0]) for number in numbers]

    def surviving(self, texts: list[str], times: int = 1) -> list[str]:
        """The queries that give other rows on fewer databases than so many."""
        failed = dict.fromkeys(texts, 0)
        for number in reversed(range(DATABASES)):
            left = [text for text in texts if failed[text] < times]
            if not left:
                break
            compared = self._form(self.right[number])
            for text, found in zip(left, results(self.problem, number, left), strict=True):
                failed[text] += self._form(key(found)) != compared
        return [text for text in texts if failed[text] < times]

    def tells(self, texts: list[str]) -> bool:
        """Whether each of these queries gives other rows somewhere: the first few, which seldom do, before the others are looked at."""
        return not (self.surviving(texts[:FIRST]) or self.surviving(texts[FIRST:]))

    def _form(self, rows: list[tuple[Any, ...]]) -> object:
        return rows if self.ordered else Counter(rows)


def misread(problem: SqlQuery) -> Iterator[SqlQuery]:
    """The question with one part changed or left out; first what is most often the same rows."""
    for place, order in enumerate(problem.order):
        turned = replace(order, descending=not order.descending)
        yield replace(problem, order=(*problem.order[:place], turned, *problem.order[place + 1 :]))
    if problem.order:
        yield replace(problem, order=(), limit=0)
    if problem.limit:
        yield from (replace(problem, limit=limit) for limit in (problem.limit - 1, problem.limit + 1))
    for place, aggregate in enumerate(problem.aggregates):
        for another in _aggregates(aggregate, problem):
            yield replace(problem, aggregates=(*problem.aggregates[:place], another, *problem.aggregates[place + 1 :]))
    for place, test in enumerate(problem.inner):
        counted = problem.inner[:place] + problem.inner[place + 1 :]
        yield replace(problem, inner=counted)
        yield replace(problem, inner=counted, where=(*problem.where, (Condition("test", (test,)),)))
        yield from (replace(problem, inner=(*counted, changed)) for changed in _tests(test))
    for place, clause in enumerate(problem.where):
        before, after = problem.where[:place], problem.where[place + 1 :]
        yield replace(problem, where=before + after)
        for at, one in enumerate(clause):
            rest = clause[:at] + clause[at + 1 :]
            if rest:
                yield replace(problem, where=(*before, rest, *after))
            for other in _conditions(one):
                yield replace(problem, where=(*before, (*clause[:at], other, *clause[at + 1 :]), *after))
        if len(clause) == 2:
            yield replace(problem, where=(*before, clause[:1], clause[1:], *after))
        elif after and len(after[0]) == 1:
            yield replace(problem, where=(*before, clause + after[0], *after[1:]))
    for place, bound in enumerate(problem.having):
        bounds = problem.having[:place] + problem.having[place + 1 :]
        yield replace(problem, having=bounds)
        yield replace(problem, having=(*bounds, replace(bound, op=_OPS[bound.op])))
        column, value = bound.aggregate.column, bound.value
        if column and bound.aggregate.kind in ("sum", "avg", "min", "max") and -99 <= value <= 999:
            yield replace(problem, having=bounds, where=(*problem.where, (Condition("test", (Test(column, bound.op, (value,)),)),)))
    if not problem.aggregates:
        yield replace(problem, distinct=not problem.distinct)
    if problem.whole and not problem.keep:
        yield replace(problem, whole=False)
    if problem.keep:
        moved = tuple((Condition("test", (test,)),) for test in problem.inner)
        yield replace(problem, keep=False, inner=(), where=problem.where + moved)


def _tests(test: Test) -> Iterator[Test]:
    if test.op in _OPS:
        yield replace(test, op=_OPS[test.op])
    elif test.op == "in":
        yield replace(test, op="=", values=test.values[:1])
    else:
        yield replace(test, op="some" if test.column != "a.name" else "=", values=() if test.column != "a.name" else ("Ada",))


def _conditions(one: Condition) -> Iterator[Condition]:
    if one.kind == "above":
        yield replace(one, op={"<": ">", ">": "<", "=": "<"}[one.op])
        if one.within:
            yield replace(one, within=None)
        return
    for place, test in enumerate(one.tests):
        yield from (replace(one, tests=(*one.tests[:place], other, *one.tests[place + 1 :])) for other in _tests(test))
    if one.kind == "has":
        yield from (replace(one, least=least) for least in (one.least - 1, one.least + 1) if 0 < least < 5)
        yield replace(one, kind="lacks", least=0)
    elif one.kind == "lacks":
        yield replace(one, kind="has", least=1)
    if one.kind != "test":
        yield from (replace(one, tests=one.tests[:place] + one.tests[place + 1 :]) for place in range(len(one.tests)))


def _aggregates(one: Aggregate, problem: SqlQuery) -> Iterator[Aggregate]:
    if one.kind in _KINDS and one.column not in ("l.id", "a.id", "b.id"):
        yield replace(one, kind=_KINDS[one.kind])
    if one.column in ("l.id", "l.q", "a.place", "a.n", "b.kind") and one.kind == "values":
        yield Aggregate("rows")
    if one.kind == "rows" and "l" in problem.tables:
        yield Aggregate("values", "l.q")


def texts(problem: SqlQuery) -> list[str]:
    """The query whose joins are of the other kind, where that is another question, the one that leaves out repetitions, and those of the
    misread questions."""
    found, text = [], reference(problem)
    if len(problem.tables) > 1 and not problem.keep:
        joined = {test.column[0] for test in problem.tests} | {one.column[0] for clause in problem.where for one in clause if one.column}
        if not joined - {problem.tables[0]} and not problem.having:
            found.append(text.replace("\nJOIN", "\nLEFT JOIN"))
    if problem.whole:
        found.append(text.replace("SELECT\n", "SELECT DISTINCT\n"))
    questions = misread(problem)
    while True:
        try:
            found.append(reference(next(questions)))
        except StopIteration:
            break
        except ValueError:
            continue
    return [other for other in dict.fromkeys(found) if other != text]
