"""Buggy tables: a drawn table, damaged so that it can be restored, and a question that the damaged table answers otherwise.

Damages that follow one another touch, so that they have to be undone from the last to the first. No damage, no condition and no group
can be overlooked: each changes the answer. Effort is the number of values that have to be put right, those that hang on others
twice, and of values that are looked at for the question."""

from random import Random

from synth.generators.logic.buggy_tables.damaging import FIRST, KINDS, NUMBERS, ONE_BY_ONE, ORDERED, WORDS, done, drawn_damage
from synth.generators.logic.buggy_tables.knobs import Knobs
from synth.generators.logic.buggy_tables.misreading import BROKEN, misread, restored
from synth.generators.logic.buggy_tables.questions import question_of
from synth.generators.logic.buggy_tables.words import CHINESE
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.buggy_tables import BuggyTables, right_number, verify
from synth.verifiers.logic.buggy_tables.tables import UNITS, Damage, Table, rows_where, undone

TABLES, DAMAGES = 8, 4
LEVELS = (
    Knobs(5, 1, 2, 1, 1, 1, 0),
    Knobs(7, 1, 2, 1, 1, 1, 0),
    Knobs(9, 2, 2, 1, 2, 1, 0),
    Knobs(10, 2, 3, 1, 3, 2, 20),
    Knobs(10, 2, 3, 2, 2, 2, 20),
    Knobs(12, 2, 3, 2, 3, 2, 40),
    Knobs(14, 2, 4, 2, 3, 3, 60),
    Knobs(14, 3, 4, 3, 3, 3, 80),
    Knobs(18, 3, 4, 3, 3, 3, 100),
    Knobs(22, 3, 4, 3, 3, 3, 100),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TABLES):
        kinds = _kinds(rng, knobs)
        table = _table(rng, knobs, kinds)
        damaged = _damaged(rng, table, kinds)
        if damaged is None:
            continue
        shown, damages = damaged
        query = question_of(rng, knobs, table, misread(shown, damages))
        if query:
            problem = BuggyTables(tuple(shown), tuple(zip(*shown.values(), strict=True)), damages, query)
            return Sample(problem, answer_to(problem), effort=float(effort(problem)))
    raise Discard("a damage or condition without effect")


def answer_to(problem: BuggyTables) -> str:
    """With as many decimals as are asked for."""
    places, value = problem.query.places(), right_number(problem)
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    return ("-" if value < 0 else "") + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _kinds(rng: Random, knobs: Knobs) -> list[str]:
    """Damages in their order; the hardest that are allowed are among them more often."""
    allowed = [kind for kinds in KINDS[: knobs.kinds] for kind in kinds] + list(KINDS[knobs.kinds - 1])
    found: list[str] = []
    while len(found) < knobs.damages:
        kind = rng.choice(allowed)
        if "duplicates" in (kind, *found) and ONE_BY_ONE & {kind, *found} and rng.random() < 0.8:
            continue
        if kind not in found and not (kind in FIRST and FIRST & set(found)):
            found.append(kind)
    return sorted(found, key=lambda kind: kind not in FIRST)


def _table(rng: Random, knobs: Knobs, kinds: list[str]) -> Table:
    names = rng.sample(sorted(WORDS), knobs.words)
    numeric = rng.sample([name for name in NUMBERS if name != "total"], knobs.numbers)
    if "lost" in kinds:
        numeric = ["pieces", "price", "total", *[name for name in numeric if name not in ("pieces", "price")][: knobs.numbers - 2]]
    elif "slide" in kinds and knobs.numbers < 3:
        numeric = rng.sample([name for name in NUMBERS if name != "total"], 3)
    order = rng.sample([*names, *numeric], len(names) + len(numeric))
    table: Table = {}
    for name in order:
        if name in WORDS:
            few = rng.sample(WORDS[name], min(len(WORDS[name]), 2 + (knobs.rows > 6) + (knobs.rows > 12)))
            table[name] = [few[row] if row < len(few) else rng.choice(few) for row in rng.sample(range(knobs.rows), knobs.rows)]
            if "ditto" in kinds:
                for row in range(1, knobs.rows):
                    if rng.random() < 0.35:
                        table[name][row] = table[name][row - 1]
        elif name != "total":
            low, high = NUMBERS[name]
            table[name] = [_number(rng, low, high) for _ in range(knobs.rows)]
    if "total" in numeric:
        totals = [one * other for one, other in zip(table["pieces"], table["price"], strict=True)]  # type: ignore[operator]
        table["total"] = list(totals)
    return {name: table[name] for name in order}


def _number(rng: Random, low: int, high: int) -> int:
    """Without a nought at its end, so that its digits can be reversed."""
    number = rng.randint(low, high)
    return number if number % 10 else number + rng.randint(1, 9)


def _damaged(rng: Random, table: Table, kinds: list[str]) -> tuple[Table, tuple[Damage, ...]] | None:
    """The table after damages of these kinds, and the damages, which have to be undone from the last to the first; None where none such
    were drawn."""
    for _ in range(DAMAGES):
        shown = table
        damages: list[Damage] = []
        try:
            for kind in kinds:
                near = tuple(name for damage in damages for name in damage.columns)
                damage = drawn_damage(rng, shown, kind, near)
                before = shown
                shown = done(rng, shown, damage) if damage else shown
                if damage is None or shown == before:
                    break
                damages.append(damage)
            if len(damages) < len(kinds) or undone(shown, damages) != table:
                continue
        except BROKEN:
            continue
        if len(damages) == 1 or restored(shown, damages[::-1]) != table:
            return shown, tuple(damages)
    return None


def effort(problem: BuggyTables) -> int:
    """Values that are put right or looked at."""
    total, table = 0, problem.table()
    for place in range(len(problem.damages), 0, -1):
        damage = problem.damages[place - 1]
        before = undone(table, (damage,))
        rows = len(next(iter(table.values())))
        touched = sum(rows_where(table, damage.where)) if damage.kind != "relabel" else rows
        touched *= max(1, len(damage.columns)) * (1 + (damage.kind in ("differences", "totals", "lost")))
        total += touched * place if damage.kind != "headings" else rows
        table = before
    query = problem.query
    rows = len(next(iter(table.values())))
    counted = sum(rows_where(table, query.conditions))
    return total + rows * len(query.conditions) + counted * (1 + bool(query.factor)) * (1 + bool(query.group))


def prompt_variables(problem: BuggyTables, rng: Random) -> dict[str, object]:
    query = problem.query
    number = 1000 + int(9000 * rng.random())
    return {
        "columns": problem.columns,
        "rows": problem.rows,
        "damages": problem.damages,
        "query": query,
        "places": query.places(),
        "units": [(name, *UNITS[name]) for name in UNITS if name in problem.columns],
        "example": f"{number}.{10 + int(89 * rng.random())}" if query.places() else str(number),
    }


def canonical(problem: BuggyTables) -> object:
    """Columns by their headings, and rows sorted where their order does not matter."""
    order = sorted(range(len(problem.columns)), key=lambda place: problem.columns[place])
    rows = [[row[place] for place in order] for row in problem.rows]
    if not any(damage.kind in ORDERED for damage in problem.damages):
        rows.sort(key=repr)
    query = problem.query
    conditions = sorted(condition.to_json() for condition in query.conditions)
    asked = [query.aggregate, query.column if query.aggregate != "count" else "", query.factor, query.group, query.over_groups]
    return sorted(problem.columns), rows, [damage.to_json() for damage in problem.damages], conditions, asked


TASK = Task(
    __name__,
    version=2,
    problem=BuggyTables,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(1_000_000,) * 10,
    unique=True,
    canonical=canonical,
    words={"zh": CHINESE},
)
