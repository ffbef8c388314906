"""What the cellular automaton claims: its rules in words, what cheap policies win, and which rows are the same puzzle.

Where several steps back are asked for, a search for the first row before each of them, never taken back, wins less with each step more: it
is most of the search that is asked for, not a way round it, and stays."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.simulation.cellular_automaton import cheap, row_before, rows_before, written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation.cellular_automaton import CellularAutomaton


def _cases(problem: CellularAutomaton) -> str:
    """Each case with its new value, in any order."""
    if problem.kind == "table":
        return "".join(rf"(?=.*{case:03b}\D{{1,12}}{new}\b)" for case, new in enumerate(problem.rule)) + ".*"
    if problem.kind == "sum":
        return "".join(rf"(?=.*\b{case}\D{{1,14}}{new}(?!\d))" for case, new in enumerate(problem.rule)) + ".*"
    return "".join(rf"(?=.*{case // 5}\D{{1,40}}{case % 5}\D{{1,24}}{new}(?!\d))" for case, new in enumerate(problem.rule)) + ".*"


def _of(kind: str) -> Callable[[CellularAutomaton], bool]:
    return lambda problem: problem.kind == kind


def _steps(problem: CellularAutomaton) -> str:
    return rf"\b{problem.steps} (more )?(steps?|times?|days?|ticks?)|{problem.steps} ?(步|天|次)"


RULES = (
    Rule("row", dict.fromkeys(("en", "zh"), lambda p: re.escape(written(p.cells)))),
    Rule("row", dict.fromkeys(("en", "zh"), _cases)),
    Rule("row", dict.fromkeys(("en", "zh"), _steps)),
    Rule("row", {"en": r"at the same (time|moment)|all at once|simultaneously", "zh": r"同时"}),
    Rule(
        "row",
        {"en": r"in a ring|closed to a circle|neighbou?rs? of each other|stand in a circle", "zh": r"首尾相接|围成一圈"},
        lambda p: p.ring,
    ),
    Rule("row", {"en": r"beyond (the|both) ends.{1,60}\b0\b|outside.{1,60}\b0\b", "zh": r"两端(之外|以外).{1,30}0"}, lambda p: not p.ring),
    Rule("row", {"en": r"sum of", "zh": r"之和"}, _of("sum")),
    Rule("row", {"en": r"two (cells|lamps|places) on (either|each) side", "zh": r"左右各两"}, _of("count")),
    Rule("row", {"en": r"\bany (one )?of them|any such row", "zh": r"任何一(行|种)都"}, lambda p: p.ask == "before"),
    Rule("format", {"en": r"from left to right", "zh": r"从左到右"}),
    Rule("format", {"en": r"space", "zh": r"空格"}),
)

_NONE: tuple[float, ...] = (0.005,) * 10


def _answer(policy: Callable[[CellularAutomaton], cheap.Row]) -> Callable[[CellularAutomaton], str]:
    return lambda problem: written(policy(problem))


def _ends_overlooked(problem: CellularAutomaton) -> str:
    """Where the row before is asked for: one that is found with the ends the other way."""
    found = rows_before(cheap.turned(problem))[0] if problem.ask == "before" else ()
    return written(min(found, default=()))


def _never_taken_back(problem: CellularAutomaton) -> str:
    """Nothing for one step, for which this is the whole search."""
    row: cheap.Row | None = problem.cells if problem.ask == "before" and problem.steps > 1 else None
    for _ in range(problem.steps):
        row = row_before(problem, row) if row else None
    return written(row or ())


SHORTCUTS = (
    *(Shortcut(name, _answer(policy), _NONE) for name, policy in cheap.POLICIES.items()),
    Shortcut("a search with the ends the other way", _ends_overlooked, _NONE),
    Shortcut("the first row before each step, never taken back", _never_taken_back, (*_NONE[:7], 0.8, 0.72, 0.5)),
)


def copies(problem: CellularAutomaton, rng: Random) -> Iterator[CellularAutomaton]:
    """Read from the other end; begun elsewhere on a ring; with both values exchanged on a ring of two values."""
    yield cheap.mirrored(problem)
    if problem.ring:
        turn = rng.randrange(1, len(problem.cells))
        yield replace(problem, cells=problem.cells[turn:] + problem.cells[:turn])
        if problem.values == 2:
            yield replace(problem, rule=tuple(1 - new for new in problem.rule[::-1]), cells=tuple(1 - cell for cell in problem.cells))


def different(problem: CellularAutomaton, rng: Random) -> Iterator[CellularAutomaton]:
    """One more step; the ends the other way."""
    yield replace(problem, steps=problem.steps + 1 if problem.steps < 10 else 1)
    yield replace(problem, ring=not problem.ring)
