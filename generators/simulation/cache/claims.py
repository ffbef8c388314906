"""What caches claim: their rules in words, what cheap policies win, and which logs are the same.

Who overlooks flushes is right wherever it is not asked which keys are written back: a prompt with flushes that says nothing of the other
questions would give them away."""

from collections.abc import Callable, Iterator
from random import Random
from string import ascii_uppercase

from msgspec.structs import replace

from synth.generators.simulation.cache.cheap import POLICIES, flushes_overlooked
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation.cache import Cache


def _has(*kinds: str) -> Callable[[Cache], bool]:
    return lambda problem: any(level.kind in kinds for level in problem.levels)


def _does(what: str) -> Callable[[Cache], bool]:
    return lambda problem: any(entry[0] == what for entry in problem.log)


def _number(problem: Cache) -> str:
    return rf"(?<!\d){problem.levels[-1].size}(?!\d)"


RULES = (
    Rule("items", {"en": r"cache is empty at first", "zh": r"缓存开始时是空的"}),
    Rule("items", {"en": r"brought in", "zh": r"放入"}),
    Rule("items", dict.fromkeys(("en", "zh"), _number)),
    Rule("items", {"en": r"does not move it", "zh": r"不会改变它的位置"}, _has("fifo")),
    Rule("items", {"en": r"is used while it is in .{1,9} moves to the back", "zh": r"被使用时移到队尾"}, _has("lru")),
    Rule("items", {"en": r"among equal counts, the one whose last use", "zh": r"计数相同的，上一次"}, _has("lfu")),
    Rule("items", {"en": r"starts at 1 if it goes in again", "zh": r"重新从 1 开始"}, _has("lfu")),
    Rule(
        "items",
        {"en": r"halved, rounded down", "zh": r"减半，向下取整"},
        lambda problem: any(level.kind == "lfu" and level.more for level in problem.levels),
    ),
    Rule("items", {"en": r"the mark becomes 0, the key moves to the back", "zh": r"标记改为 0，把这个键移到队尾"}, _has("second")),
    Rule("items", {"en": r"front key of Q2 moves to the back of Q1", "zh": r"Q2 队首的键就移到 Q1 的队尾"}, _has("segmented")),
    Rule("items", {"en": r"if T1 holds more than p keys, or if T2 is empty", "zh": r"T1 的键数大于 p，或者 T2 是空的"}, _has("arc")),
    Rule("items", {"en": r"its front key is forgotten", "zh": r"忘掉它队首的键"}, _has("arc")),
    Rule(
        "items",
        {"en": r"at once taken out of L1 too", "zh": r"就同时从 L1 取出"},
        lambda problem: len(problem.levels) == 2,
    ),
    Rule("items", {"en": r"goes into L2 first and then into L1", "zh": r"先放入 L2，再放入 L1"}, lambda problem: len(problem.levels) == 2),
    Rule(
        "items",
        {"en": r"a write that misses changes nothing", "zh": r"未命中的写操作对缓存没有任何影响"},
        lambda p: not p.allocate and _does("W")(p),
    ),
    Rule("items", {"en": r"leaves the cache to make room for another is written back", "zh": r"离开缓存时，当即写回"}, _does("W")),
    Rule("items", {"en": r"without writing it back", "zh": r"不写回"}, _does("D")),
    Rule("items", {"en": r"stay where they are and are no longer changed", "zh": r"留在原处，不再是已修改"}, _does("F")),
    Rule("order", {"en": r"in the order in which they became changed", "zh": r"按成为已修改的先后"}, _does("F")),
    Rule(
        "order",
        {"en": r"front to the back|smallest count first|in the order in which", "zh": r"从队首到队尾|计数从小到大|先后写出"},
        lambda problem: problem.ask not in ("hits", "second"),
    ),
    Rule("items", {"en": r"numbers of these lines", "zh": r"这些行的编号"}, lambda problem: problem.ask in ("hits", "second")),
    Rule("format", {"en": r"separated by spaces", "zh": r"空格隔开"}),
)

_EASY = {
    "no cache at all": (0.7, 0.4, 0.4),
    "the last line overlooked": (0.005, 0.005, 0.12),
    "first in, first out": (0.28, 0.16, 0.12),
    "least recently used": (0.28, 0.16, 0.12),
    "writes that miss treated the other way": (0.005, 0.005, 0.2),
    "a second chance": (0.6, 0.4, 0.3),
    "the second half of the log alone": (0.4, 0.35, 0.3),
}
SHORTCUTS = (
    *(Shortcut(name, policy, (*_EASY.get(name, (0.005,) * 3), *(0.005,) * 7)) for name, policy in POLICIES.items()),
    Shortcut("flushes overlooked", flushes_overlooked, (0.0,) * 5 + (0.4, 0.35, 0.45, 0.63, 0.72)),
)


def copies(problem: Cache, rng: Random) -> Iterator[Cache]:
    """Other letters for the keys."""
    for _ in range(2):
        letters = dict(zip(ascii_uppercase, rng.sample(ascii_uppercase, 26), strict=True))
        yield replace(problem, log=tuple(entry[0] + letters.get(entry[1:], "") for entry in problem.log))


def different(problem: Cache, rng: Random) -> Iterator[Cache]:
    """A line less; a read of another key; another question."""
    yield replace(problem, log=problem.log[:-1])
    key = rng.choice([entry[1:] for entry in problem.log if entry[1:] != problem.log[-1][1:]])
    yield replace(problem, log=(*problem.log[:-1], f"R{key}"))
    yield replace(problem, ask="hits" if problem.ask == "content" else "content")
    for size in {max(1, problem.levels[0].size - 1)} - {problem.levels[0].size}:
        yield replace(problem, levels=(replace(problem.levels[0], size=size), *problem.levels[1:]))
