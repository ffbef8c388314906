"""Cache: logs drawn line by line beside the running cache, so that hits, returns of keys that have left and changed keys all turn up.

Effort is the number of lines, keys moved and counts or marks changed."""

import re
from random import Random
from string import ascii_uppercase
from typing import Annotated

from msgspec import Meta

from synth.generators.simulation.cache.cheap import POLICIES, slipped, written
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation import _states
from synth.verifiers.simulation.cache import Ask, Cache, Level, answer, states, verify
from synth.verifiers.simulation.cache.machine import ALONE, Kind, Machine

TRIES = 60
Share = Annotated[float, Meta(ge=0, le=0.6)]


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1)]
    """Rules by which keys leave; for each level of the cache one is drawn."""
    levels: Annotated[int, Meta(ge=1, le=2)]
    """Levels of the cache, where its rule allows for more than one."""
    size: Annotated[int, Meta(ge=2, le=6)]
    """Keys in a level or list; of two levels, one less in the first and one more in the second."""
    lines: Annotated[int, Meta(ge=8, le=50)]
    """Lines of the log."""
    writes: Share
    """Share of writes among the requests."""
    special: Annotated[int, Meta(ge=0, le=6)]
    """Lines that drop a key or write back all that is changed."""
    halved: bool
    """Whether counts are halved from time to time."""
    tempting: bool
    """Whether cheap policies may come out right."""


LEVELS = (
    Knobs(("fifo", "lru"), 1, 3, 10, 0, 0, False, True),
    Knobs(("fifo", "lru"), 1, 3, 15, 0, 0, False, True),
    Knobs(("lru", "fifo"), 1, 4, 18, 0.3, 0, False, True),
    Knobs(("second", "lfu"), 1, 4, 18, 0, 0, False, False),
    Knobs(("second", "lfu"), 1, 4, 23, 0.3, 0, False, False),
    Knobs(("segmented",), 1, 3, 34, 0.3, 2, False, False),
    Knobs(("lru", "fifo", "second"), 2, 3, 27, 0.3, 2, False, False),
    Knobs(("lfu", "second", "arc"), 2, 3, 33, 0.3, 3, True, False),
    Knobs(("lfu", "second", "arc"), 2, 4, 39, 0.3, 4, True, False),
    Knobs(("lfu", "second", "arc"), 2, 4, 47, 0.35, 5, True, False),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        levels = _levels(rng, knobs)
        allocate = not knobs.special or rng.random() < 0.5
        asks: list[Ask] = ["content", "hits", "gone", *["written"] * bool(knobs.writes), *["second"] * (len(levels) == 2)]  # type: ignore[list-item]
        ask = rng.choice(asks)
        log, machine = _log(rng, knobs, levels, allocate, ask)
        problem = Cache(levels, allocate, log, ask)
        gold = answer(problem)
        long_enough = all(keys for _, keys in gold) and 3 <= sum(len(keys) for _, keys in gold) <= 20
        if long_enough and (knobs.tempting or written(gold) not in (policy(problem) for policy in POLICIES.values())):
            return _sample(problem, machine)
    raise Discard("tempting")


def _levels(rng: Random, knobs: Knobs) -> tuple[Level, ...]:
    kind = rng.choice(knobs.kinds)
    if kind == "segmented":
        return (Level(kind, knobs.size, rng.choice((knobs.size - 1, knobs.size))),)
    if kind == "arc":
        return (Level(kind, min(knobs.size + 1, 9), 0),)
    kinds: list[Kind] = [kind, *rng.choices([one for one in knobs.kinds if one not in ALONE], k=knobs.levels - 1)]
    sizes = [knobs.size] if knobs.levels == 1 else [knobs.size - 1, knobs.size + 1]
    halved = [rng.choice((6, 7, 8, 10)) if one == "lfu" and knobs.halved else 0 for one in kinds]
    return tuple(map(Level, kinds, sizes, halved))


def _log(rng: Random, knobs: Knobs, levels: tuple[Level, ...], allocate: bool, ask: Ask) -> tuple[tuple[str, ...], Machine]:
    """Half of the requests hit; the others ask for one of a few keys that are not there. The last line has its part in the answer."""
    machine, log = Machine(levels, allocate), list[str]()
    room = levels[-1].size + levels[-1].more * (levels[-1].kind == "segmented")
    letters = rng.sample(ascii_uppercase, room + rng.choice((3, 4)))
    special = set(rng.sample(range(room, knobs.lines - 1), min(knobs.special, knobs.lines - 1 - room)))
    for number in range(knobs.lines):
        held, last = machine.keys(), number == knobs.lines - 1
        if number in special:
            line = "F" if knobs.writes and len(machine.dirty) > 1 and rng.random() < 0.5 else "D" + rng.choice(held or letters)
        else:
            hits = bool(held) and (ask in ("hits", "second") if last else rng.random() < 0.5)
            if last and ask == "second":
                held = [key for key in held if key not in machine.stores[0]] or held
            known = [key for key in held if key != log[-1][1:]] or held if hits else [key for key in letters if key not in held]
            key = rng.choice(known)
            line = ("W" if rng.random() < knobs.writes and not last else "R") + key
            if last and ask == "written" and knobs.special and len(machine.dirty) > 1:
                line = "F"
        machine.take(line)
        log.append(line)
    return tuple(log), machine


def _sample(problem: Cache, machine: Machine) -> Sample:
    gold, found = written(answer(problem)), states(problem)
    other = slipped(problem)
    wrong = written(answer(other))
    tempted = _states.answered(states(other), wrong) if wrong and not verify(problem, wrong) else ""
    return Sample(problem, gold, effort=float(machine.work), trace=_states.written(found), rejected=tempted)


def corrupt(problem: Cache, answer: str, rng: Random) -> str:
    """Another key or line in one place. The default may change the name of a list."""
    place = rng.choice(list(re.finditer(r"(?<![A-Z\d])(?:[A-Z]|\d+)(?![A-Z\d])", answer)))
    found = place[0]
    other = str(int(found) + 1) if found.isdigit() else ascii_uppercase[(ord(found) - 64) % 26]
    return answer[: place.start()] + other + answer[place.end() :]


EXAMPLES = {
    "keys": ("K Q Z V Y X", "Z Q", "V X Z Y K Q J", "Q Z X V"),
    "numbers": ("1 2 41 43", "1 40", "1 2 3 4 44", "2 3 38 41 42 43"),
}
"""Forms of answers; the numbers are those of lines that rarely all hit."""


def prompt_variables(problem: Cache, rng: Random) -> dict[str, object]:
    names = [name for name, _ in answer(problem)]
    if len(names) > 1:
        texts = ("; ".join(f"{name}: {' '.join(rng.sample('KQZVYXJ', rng.choice((2, 3))))}" for name in names) for _ in range(3))
        examples = tuple(texts)
    else:
        examples = EXAMPLES["numbers" if problem.ask in ("hits", "second") else "keys"]
    kinds = {entry[0] for entry in problem.log}
    return {
        "levels": [{"kind": level.kind, "size": level.size, "more": level.more} for level in problem.levels],
        "allocate": problem.allocate,
        "log": [{"what": entry[0], "key": entry[1:]} for entry in problem.log],
        "row": " ".join(entry[1:] for entry in problem.log) if kinds == {"R"} and problem.ask in ("content", "gone") else "",
        "writes": "W" in kinds,
        "drops": "D" in kinds,
        "flushes": "F" in kinds,
        "names": names,
        "ask": problem.ask,
        "examples": examples,
    }


def canonical(problem: Cache) -> object:
    """Keys numbered in the order in which they turn up. Where nothing is written, what a missed write does is no part of the puzzle."""
    numbers: dict[str, int] = {}
    log = [[entry[0], numbers.setdefault(entry[1:], len(numbers))] if entry != "F" else ["F", 0] for entry in problem.log]
    allocate = problem.allocate or not any(entry[0] == "W" for entry in problem.log)
    return [[[level.kind, level.size, level.more] for level in problem.levels], allocate, log, problem.ask]


TASK = Task(
    __name__,
    version=3,
    problem=Cache,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(15_000, *(1_000_000,) * 9),
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
