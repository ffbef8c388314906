"""Cheap policies: what somebody answers who reads the tables and overlooks part of the text or of the question."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Literal, NamedTuple

from msgspec.structs import replace

from synth.generators.tabular._writing import decimal, rounded
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.tables_and_text import DIGITS, TablesAndText
from synth.verifiers.tabular.tables_and_text.report import Choice, Fact, Figure, Reading


class Draft(NamedTuple):
    """What may become a problem: its fields, not yet looked through."""

    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    choices: tuple[Choice, ...]
    figure: Figure
    scale: Literal[0, 3, 6]


Asked = TablesAndText | Draft
Policy = Callable[[Asked, Reading], str]
"""By the problem, and a reading of its tables."""
CORRECTIONS = frozenset({"moved", "included", "missed"})


def text_of(figure: Figure, value: Fraction) -> str:
    """A result as an answer."""
    if figure.kind not in DIGITS:
        return decimal(value)
    return rounded(value, DIGITS[figure.kind]) + ("%" if figure.kind != "per" else "")


def _with(facts: Callable[[Asked], list[Fact]], choices: Callable[[Choice], Choice] = lambda choice: choice) -> Policy:
    """What comes out with other sentences, or other choices; nothing where they are the same."""

    def policy(problem: Asked, reading: Reading) -> str:
        changed, asked = facts(problem), [choices(choice) for choice in problem.choices]
        if tuple(changed) == problem.facts and tuple(asked) == problem.choices:
            return ""
        return _result(problem, reading, changed, asked, problem.figure, problem.scale)

    return policy


def _result(problem: Asked, reading: Reading, facts: list[Fact], choices: list[Choice], figure: Figure, scale: int) -> str:
    found = Reading(problem.tables, facts, reading)
    try:
        for choice in choices:
            found.chosen.append(found.choose(choice))
        value = found.figure(figure)
    except ValueError:
        return ""
    return text_of(figure, value if figure.kind in DIGITS else value / 10**scale)


def _all(problem: Asked) -> list[Fact]:
    return list(problem.facts)


def _uncorrected(problem: Asked) -> list[Fact]:
    return [fact for fact in problem.facts if fact.kind not in CORRECTIONS]


def _own_scale(problem: Asked) -> list[Fact]:
    """Amounts of the text read in the scale of their table."""
    return [replace(fact, scale=problem.tables[fact.table].scale) if fact.kind in CORRECTIONS else fact for fact in problem.facts]


def _wrong_way(problem: Asked) -> list[Fact]:
    turned = {"included": "missed", "missed": "included"}
    return [
        replace(fact, row=fact.other, other=fact.row) if fact.kind == "moved" else replace(fact, kind=turned.get(fact.kind, fact.kind))
        for fact in problem.facts
    ]


def _unplanned(problem: Asked, reading: Reading) -> str:
    return _asked(problem, reading, replace(problem.figure, planned=False))


def _unconverted(problem: Asked, reading: Reading) -> str:
    return _asked(problem, reading, replace(problem.figure, converted=False))


def _asked(problem: Asked, reading: Reading, figure: Figure) -> str:
    """What comes out where another figure is worked out; nothing where it is the same."""
    same = figure == problem.figure
    return "" if same else _result(problem, reading, _all(problem), list(problem.choices), figure, problem.scale)


def _table_scale(problem: Asked, reading: Reading) -> str:
    scale = problem.tables[problem.figure.table].scale
    if scale == problem.scale or problem.figure.kind in DIGITS:
        return ""
    return _result(problem, reading, _all(problem), list(problem.choices), problem.figure, scale)


def only_last(problem: TablesAndText) -> list[str]:
    """What comes out for each way to guess the rows that the last step is about."""
    found, asked = Reading(problem.tables, problem.facts), [-place - 1 for place in problem.figure.rows if place < 0]
    results = list[str]()
    for rows in combinations(found.rows, len(asked)):  # they are added up, so their order says nothing
        found.chosen = [-1] * len(problem.choices)
        for place, row in zip(asked, rows, strict=True):
            found.chosen[place] = row
        try:
            value = found.figure(problem.figure)
        except ValueError:
            continue
        results.append(text_of(problem.figure, value if problem.figure.kind in DIGITS else value / 10**problem.scale))
    return results


def guessed(problem: TablesAndText) -> str:
    results = only_last(problem) if problem.choices else []
    return Random(problem.to_json()).choice(results) if results else ""


def _half_corrected(chosen: bool) -> Policy:
    """Corrections go into the choices alone, or into the last step alone."""

    def policy(problem: Asked, reading: Reading) -> str:
        printed = _uncorrected(problem)
        if not problem.choices or len(problem.facts) - len(printed) < (2 if chosen else 1):
            return ""
        before, after = (Reading(problem.tables, problem.facts if corrected else printed, reading) for corrected in (chosen, not chosen))
        try:
            for choice in problem.choices:
                before.chosen.append(before.choose(choice))
            after.chosen = before.chosen
            value = after.figure(problem.figure)
        except ValueError:
            return ""
        return text_of(problem.figure, value if problem.figure.kind in DIGITS else value / 10**problem.scale)

    return policy


def _one_less(place: int) -> Callable[[Asked], list[Fact]]:
    """Without the correction at a place, if there are more than one."""

    def facts(problem: Asked) -> list[Fact]:
        corrections = [fact for fact in problem.facts if fact.kind in CORRECTIONS]
        return [fact for fact in problem.facts if len(corrections) < 2 or fact is not corrections[place]]

    return facts


def _in_full(choice: Choice) -> Choice:
    """Changes and quotients taken for figures."""
    return replace(choice, by="value")


def _turned(choice: Choice) -> Choice:
    return replace(choice, largest=not choice.largest)


POLICIES: tuple[tuple[str, Policy], ...] = (
    ("changes and quotients taken for figures", _with(_all, _in_full)),
    ("the first correction left out", _with(_one_less(0))),
    ("rows chosen by figures that are not corrected", _half_corrected(chosen=False)),
    ("the last correction left out", _with(_one_less(-1))),
    ("amounts of the text in the scale of the table", _with(_own_scale)),
    ("corrections in the choices alone", _half_corrected(chosen=True)),
    ("the first instead of the rank", _with(_all, lambda choice: replace(choice, rank=1))),
    ("the largest and the smallest mixed up", _with(_all, _turned)),
    ("corrections of the text left out", _with(_uncorrected)),
    ("corrections the wrong way round", _with(_wrong_way)),
    ("the plan left out", _unplanned),
    ("the amount left in its currency", _unconverted),
    ("the amount left in the scale of the table", _table_scale),
)
"""Those that are right most often stand first."""
GUESSED = "the last step alone, about rows that are guessed"


def short(amount: Decimal) -> Decimal:
    """Without noughts at the end, and without an exponent."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()
