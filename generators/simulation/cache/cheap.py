"""Cheap policies for caches: another rule than the one that is stated, a line or a kind of lines overlooked, or no cache at all."""

from collections.abc import Callable, Sequence
from string import ascii_uppercase

from msgspec.structs import replace

from synth.verifiers.simulation.cache import Cache, Level, Part, answer, asked, run
from synth.verifiers.simulation.cache.machine import Kind


def written(parts: Sequence[Part]) -> str:
    """`L1: C A; L2: B`, or `C A B` for the only list."""
    return "; ".join(f"{name}: {' '.join(keys)}" if name else " ".join(keys) for name, keys in parts)


def _taken_for(kind: Kind) -> Callable[[Cache], Cache]:
    def changed(problem: Cache) -> Cache:
        return replace(
            problem, levels=tuple(Level(kind, min(9, level.size + level.more * (level.kind == "segmented")), 0) for level in problem.levels)
        )

    return changed


def _one_taken_for(place: int, kind: Kind) -> Callable[[Cache], Cache]:
    """Another rule for one of two levels."""

    def changed(problem: Cache) -> Cache:
        if len(problem.levels) == 1:
            return problem
        levels = list(problem.levels)
        levels[place] = Level(kind, levels[place].size, 0)
        return replace(problem, levels=tuple(levels))

    return changed


def _outer_alone(problem: Cache) -> Cache:
    """The second level is asked for every key."""
    return replace(problem, levels=problem.levels[1:]) if len(problem.levels) == 2 and problem.ask != "second" else problem


def _second_half(problem: Cache) -> Cache:
    """The first half of the log is overlooked, for what is there at the end."""
    return replace(problem, log=problem.log[len(problem.log) // 2 :]) if problem.ask == "content" else problem


def _plain(problem: Cache, idle: str = "DF") -> Cache:
    """Drops and flushes overlooked, so that they do nothing; the numbers of lines stay."""
    key = next((letter for letter in ascii_uppercase if not any(letter == entry[1:] for entry in problem.log)), "A")
    return replace(problem, log=tuple(f"D{key}" if entry[0] in idle else entry for entry in problem.log))


def _allocating(problem: Cache) -> Cache:
    return replace(problem, allocate=not problem.allocate) if any(entry[0] == "W" for entry in problem.log) else problem


def _unhalved(problem: Cache) -> Cache:
    return replace(problem, levels=tuple(replace(level, more=0) if level.kind == "lfu" else level for level in problem.levels))


def _but_the_last(problem: Cache) -> Cache:
    return replace(problem, log=problem.log[:-1] or problem.log)


def _named(problem: Cache, keys: Sequence[str]) -> str:
    """Keys in the lists that are asked for, as many as each holds."""
    parts, place = list[Part](), 0
    for name, gold in answer(problem):
        parts.append((name, tuple(keys[place : place + len(gold)])))
        place += len(gold)
    return written(parts)


def _no_cache(problem: Cache) -> str:
    """The last keys of the log; the lines whose key stood in one before; the first keys; the keys that are written, in order."""
    requests = [(number, entry[0], entry[1:]) for number, entry in enumerate(problem.log, 1) if entry[0] in "RW"]
    keys = [key for _, _, key in requests]
    if problem.ask == "content":
        latest = list(dict.fromkeys(keys[::-1]))[: sum(len(part) for _, part in answer(problem))]
        return _named(problem, latest[::-1])
    if problem.ask in ("hits", "second"):
        return " ".join(str(number) for place, (number, _, key) in enumerate(requests) if key in keys[:place])
    first = list(dict.fromkeys(key for _, what, key in requests if what == "W" or problem.ask == "gone"))
    return _named(problem, first)


def _early(problem: Cache) -> str:
    """The last line is overlooked."""
    if problem.ask == "content":
        return _other(_but_the_last)(problem)
    return written(asked(problem.ask, run(problem)[0][:-1], ()))


def _other(change: Callable[[Cache], Cache]) -> Callable[[Cache], str]:
    """The answer to the problem that is read in place of this one; nothing where both are the same."""

    def policy(problem: Cache) -> str:
        changed = change(problem)
        parts = answer(changed) if changed != problem else ()
        return written(parts) if len(parts) == len(answer(problem)) else _flat(problem, parts)

    return policy


def _flat(problem: Cache, parts: Sequence[Part]) -> str:
    return _named(problem, [key for _, keys in parts for key in keys])


flushes_overlooked = _other(lambda problem: _plain(problem, "F"))
"""Flushes alone. A flush is no use of a key, so that this changes nothing unless it is asked which keys are written back."""

POLICIES: dict[str, Callable[[Cache], str]] = {
    "least recently used": _other(_taken_for("lru")),
    "drops and flushes overlooked": _other(_plain),
    "no cache at all": _no_cache,
    "the last line overlooked": _early,
    "first in, first out": _other(_taken_for("fifo")),
    "writes that miss treated the other way": _other(_allocating),
    "counts never halved": _other(_unhalved),
    "the first level left out": _other(_outer_alone),
    "least recently used, in the first level": _other(_one_taken_for(0, "lru")),
    "least recently used, in the second level": _other(_one_taken_for(1, "lru")),
    "first in, first out, in the first level": _other(_one_taken_for(0, "fifo")),
    "first in, first out, in the second level": _other(_one_taken_for(1, "fifo")),
    "a second chance": _other(_taken_for("second")),
    "a second chance, in the first level": _other(_one_taken_for(0, "second")),
    "the second half of the log alone": _other(_second_half),
}


def slipped(problem: Cache) -> Cache:
    """The problem under the rule that it is most easily confused with."""
    confused: dict[str, Kind] = {"fifo": "lru", "lru": "fifo", "lfu": "lru", "second": "fifo"}
    if problem.levels[0].kind in confused:
        return replace(problem, levels=tuple(Level(confused[level.kind], level.size, 0) for level in problem.levels))
    return _plain(problem) if _plain(problem) != problem else _but_the_last(problem)
