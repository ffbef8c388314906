"""What a lazy solver would do: leave out a step, a unit, or the table that has to be joined."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from random import Random

from msgspec.structs import replace

from synth.generators.tabular._writing import decimal
from synth.verifiers.tabular.join_pivot import JoinPivot, joined, outcome
from synth.verifiers.tabular.join_pivot.records import FIELDS

Policy = Callable[[JoinPivot], str]


def text_of(result: Fraction | str) -> str:
    return result if isinstance(result, str) else decimal(result)


def _under(problem: JoinPivot, **changes: object) -> str:
    """The answer to another problem; nothing where it has none."""
    try:
        return text_of(outcome(replace(problem, **changes)))
    except ValueError:
        return ""


def units_ignored(problem: JoinPivot) -> str:
    """Boxes times price, whatever the units are."""
    return _under(problem, pack=1, cents=False) if problem.ask.measure == "value" and problem.ask.kind in ("total", "best", "cell") else ""


def steps_ignored(problem: JoinPivot) -> str:
    """Over all records; of a chosen label the last step alone."""
    label = problem.ask.kind == "label"
    if len(problem.steps) == int(label):
        return ""
    return _under(problem, steps=problem.steps[-1:] if label else ())


def last_step_ignored(problem: JoinPivot) -> str:
    return _under(problem, steps=problem.steps[:-1]) if problem.ask.kind != "label" and problem.steps else ""


def step_left_out(place: int) -> Policy:
    """One of several steps is left out."""

    def policy(problem: JoinPivot) -> str:
        if len(problem.steps) <= max(1, place + (problem.ask.kind == "label")):
            return ""
        return _under(problem, steps=problem.steps[:place] + problem.steps[place + 1 :])

    return policy


def boxes_for_values(problem: JoinPivot) -> str:
    """Boxes are compared where values should be."""
    steps = tuple(replace(step, measure="boxes") for step in problem.steps)
    return _under(problem, steps=steps) if steps != problem.steps else ""


def most_frequent(problem: JoinPivot) -> str:
    """The label with the most records."""
    if problem.ask.kind != "label":
        return ""
    place = FIELDS.index(problem.steps[-1].field)
    return Counter(record.labels[place] for record in joined(problem)).most_common(1)[0][0]


def middle_record(problem: JoinPivot) -> str:
    return str(len(problem.records) // 2) if problem.ask.kind == "running" else ""


def only_last(problem: JoinPivot) -> list[str]:
    """What comes out for each way to guess what the steps choose."""
    places = [FIELDS.index(step.field) for step in problem.steps]
    if problem.ask.kind == "label":
        return sorted({record.labels[places[-1]] for record in joined(problem)})
    kept = [tuple(joined(problem))]
    for place, step in zip(places, problem.steps, strict=True):
        kept = [
            rest
            for records in kept
            for label in dict.fromkeys(record.labels[place] for record in records)
            if (rest := tuple(record for record in records if (record.labels[place] == label) != step.drops))
        ]
    results = list[str]()
    for records in kept:
        if len(records) > 1 and (result := _under(problem, steps=(), records=tuple(problem.records[one.number - 1] for one in records))):
            results.append(str(records[int(result) - 1].number) if problem.ask.kind == "running" else result)
    return results


def guessed(problem: JoinPivot) -> str:
    results = only_last(problem) if problem.steps else []
    return Random(problem.to_json()).choice(results) if results else ""


GUESSED = "the last question alone, about deliveries that are guessed"
POLICIES: tuple[tuple[str, Policy], ...] = (
    ("boxes and cents ignored", units_ignored),
    ("the steps before ignored", steps_ignored),
    ("the last step ignored", last_step_ignored),
    ("the first of several steps left out", step_left_out(0)),
    ("the second of several steps left out", step_left_out(1)),
    ("boxes in place of values", boxes_for_values),
    ("the label with the most records", most_frequent),
    ("a record in the middle", middle_record),
)
