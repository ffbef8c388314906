"""SQL queries: questions drawn part by part. On the hidden databases every misreading of the question gives other rows; a question of which
one does not is dropped.

Effort is what there is to think of: joins, conditions, groups and conditions on them, rows without partners, order."""

from functools import lru_cache
from random import Random
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.code.sql_query import mutants
from synth.generators.code.sql_query.drawing import Form, bounded, effort, more, start
from synth.generators.code.sql_query.mutants import Bases
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.code.sql_query import SqlQuery, expected, reference, verify
from synth.verifiers.code.sql_query.data import DATABASES, tables
from synth.verifiers.code.sql_query.schema import ROLES, WORLDS

TRIES = 250
PARTS = 14
"""Parts that are added at most."""
OFTEN = 4
"""Databases on which a wrong answer fails that is to show often."""
FILLED = 6
"""Databases on which something is found, at least; the results that differ are more."""
BOUNDING = range(DATABASES - 3, DATABASES)
"""Databases whose groups bounds are drawn from."""
KEPT_PARTS = 2
"""Conditions of a question that keeps rows without partners, at least: with fewer there are few such questions."""
MOST_SHOWN = 8
"""Rows of the result that is shown."""
_FORMS = (
    "SELECT day, COUNT(*)\nFROM trips\nGROUP BY day",
    "SELECT t.colour, t.height\nFROM trees AS t\nWHERE t.height > 12\nORDER BY t.height",
    "SELECT MAX(s.depth)\nFROM lakes AS s\nJOIN maps AS m ON m.lake_id = s.id",
)


class Knobs(Frozen, frozen=True):
    effort: tuple[Annotated[int, Meta(ge=1, le=20)], Annotated[int, Meta(ge=2, le=24)]]
    """Least and greatest effort: parts of the question, weighed by what there is to think of."""
    forms: Annotated[tuple[Form, ...], Meta(min_length=1, max_length=8)]
    """What may be asked: rows; a total; totals by kind; totals by thing; the same where things without any count too."""
    hard: Annotated[int, Meta(ge=0, le=3)]
    """Conditions: on values; also one or the other; also on linked rows; also on averages and extremes."""
    having: Annotated[float, Meta(ge=0, le=1)]
    """The chance that groups have a condition."""

    def __post_init__(self) -> None:
        if self.effort[0] > self.effort[1]:
            raise ValueError("effort goes from least to most")


LEVELS = (
    Knobs((2, 3), ("rows", "total"), 0, 0.0),
    Knobs((4, 5), ("rows", "total", "groups"), 0, 0.0),
    Knobs((5, 7), ("rows", "groups", "each"), 1, 0.2),
    Knobs((7, 8), ("rows", "groups", "each"), 2, 0.3),
    Knobs((9, 10), ("rows", "groups", "each", "kept"), 2, 0.4),
    Knobs((11, 12), ("rows", "groups", "each", "kept"), 3, 0.4),
    Knobs((12, 13), ("rows", "groups", "each", "kept"), 3, 0.5),
    Knobs((13, 15), ("groups", "each", "kept"), 3, 0.5),
    Knobs((15, 16), ("each", "kept"), 3, 0.6),
    Knobs((17, 19), ("each", "kept"), 3, 0.6),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    form = rng.choice(knobs.forms)
    for _ in range(TRIES):
        problem = _drawn(rng, knobs, form)
        if problem is None:
            continue
        bases = Bases(problem)
        (shown,) = bases.answers(reference(problem), (0,))
        if not shown:  # with bounds or without
            continue
        if problem.columns and problem.aggregates and effort(problem) < knobs.effort[0]:
            wider = reference(replace(problem, order=(), limit=0))
            problem = bounded(rng, problem, [row for rows in bases.answers(wider, BOUNDING) for row in rows])
            (shown,) = bases.answers(reference(problem), (0,)) if problem.having else (shown,)
        if not knobs.effort[0] <= effort(problem) <= knobs.effort[1]:
            continue
        if 0 < len(shown) <= MOST_SHOWN and bases.ask(problem, FILLED, shown) and bases.tells(mutants.texts(problem)):
            return Sample(problem, reference(problem), effort=float(effort(problem)))
    raise Discard("misreadings survive")


def _drawn(rng: Random, knobs: Knobs, form: Form) -> SqlQuery | None:
    """A question as large as is wanted, or with room for a condition on its groups."""
    problem = start(rng, form, knobs.hard)
    least, most = knobs.effort
    if problem.columns and problem.aggregates and rng.random() < knobs.having:
        least, most = least - 2, most - 2
    wanted = rng.randint(least, most)
    for _ in range(PARTS):
        if effort(problem) >= wanted:
            break
        try:
            problem = more(rng, problem, knobs.hard)
        except ValueError:
            return None
    if problem.keep and len(problem.inner) + len(problem.where) < KEPT_PARTS:
        return None
    bounded_later = effort(problem) < knobs.effort[0] and knobs.hard < 2
    return problem if least <= effort(problem) <= most and (problem.where or problem.inner or bounded_later) else None


def prompt_variables(problem: SqlQuery, rng: Random) -> dict[str, object]:
    rows = problem.content(0)
    samples = []
    for table, (name, *_) in WORLDS[problem.world].items():
        values = ",\n".join(f"  ({', '.join(map(_literal, row))})" for row in rows[table])
        samples.append(f"INSERT INTO {name} VALUES\n{values};")
    return {
        "world": problem.world,
        "schema": "\n".join(f"{statement};" for statement in tables(problem.world)),
        "samples": "\n".join(samples),
        "result": [", ".join(_shown(value) for value in row) for row in expected(problem)[0]],
        "query": problem,
        "tables": {table: names[0] for table, names in WORLDS[problem.world].items()},
        "subject": next(table for table in ("l", "a", "b") if table in problem.tables),
        "shown": [*problem.columns, *problem.aggregates],
        "names": {role: WORLDS[problem.world][key][place] if place else "id" for key in ROLES for place, role in enumerate(ROLES[key])},
        "form": f"```sql\n{rng.choice(_FORMS)}\n```",
    }


def _literal(value: Any) -> str:
    return "NULL" if value is None else f"'{value}'" if isinstance(value, str) else str(value)


def _shown(value: Any) -> str:
    return "NULL" if value is None else f"{value:g}" if isinstance(value, float) and value == int(value) else str(value)


def canonical(problem: SqlQuery) -> object:
    """The question in no world's names, its conditions in any order."""
    where = sorted(sorted(one.to_json() for one in clause) for clause in problem.where)
    rest = replace(problem, world="shop", where=(), inner=())
    return [rest.to_json(), where, sorted(test.to_json() for test in problem.inner)]


def corrupt(problem: SqlQuery, answer: str, rng: Random) -> str:
    """The query of a misread question, one that shows on several databases."""
    return rng.choice([text for text in _wrong(problem) if text != answer])


@lru_cache(maxsize=512)
def _wrong(problem: SqlQuery) -> tuple[str, ...]:
    texts = mutants.texts(problem)
    bases = Bases(problem)
    bases.ask(problem)
    for times in (OFTEN, 1):
        rare = set(bases.surviving(texts, times))
        if len(texts) - len(rare) > 1:
            return tuple(text for text in texts if text not in rare)
    raise ValueError("every misreading gives the same rows")


TASK = Task(
    __name__,
    version=5,
    problem=SqlQuery,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(1_200, 8_000, 3_000, 12_000) + (100_000,) * 6,
    canonical=canonical,
    corrupt=corrupt,
)
