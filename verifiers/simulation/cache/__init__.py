"""Cache: after a log of reads and writes, what a cache of one or two levels holds, which lines hit, what left it and what was written back.

Refused for the first of: format (not a list of keys or line numbers for each part), items (other ones), order (the right ones in another
order)."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.parsers import lists
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain
from synth.verifiers.simulation import _states
from synth.verifiers.simulation._states import State
from synth.verifiers.simulation.cache.machine import ALONE, Level, Line, Machine

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Ask", "Cache", "Level", "answer", "proven", "run", "states", "verify", "verify_trace"]

TRACE_FORMAT = _states.trace_format(
    en="One line is due for each line of the log. It gives every list as it is after that line, in the order described: `L` for a cache of "
    "one list, `L1` and `L2` for two levels, otherwise the names used above and `p` where there is a target. A count or mark stands behind "
    "its key and a colon. Where the log has writes, `d` lists the changed keys, those changed first in front. `out` is the key that left "
    "the cache in this line and `wb` lists the keys written back in it; both are left out where there are none.",
    zh="日志里的每一行都要写一行，给出该行执行之后的各个列表，顺序与上文规定的相同：只有一个列表时记作 `L`，两级时记作 `L1` 和 `L2`，"
    "其他情况用上文的名称，有目标值时还要写 `p`。计数或标记写在键的后面，用冒号隔开。日志里有写操作时，`d` 列出已修改的键，先修改的在前。"
    "`out` 是这一行离开缓存的键，`wb` 列出这一行写回的键；没有时都省略。",
    example=(State((("L", "[X:1]"), ("d", "[]")), "step 1"), State((("L", "[Y:1]"), ("d", "[Y]"), ("out", "X")), "step 2")),
)
LONGEST = 2_000
"""Characters of an answer after its decorations are off."""

Entry = Annotated[str, Meta(pattern=r"\A(?:[RWD][A-Z]|F)\Z")]
Ask = Literal["content", "hits", "second", "gone", "written"]
Part = tuple[str, tuple[str, ...]]


class Cache(Problem, frozen=True):
    levels: Annotated[tuple[Level, ...], Meta(min_length=1, max_length=2)]
    allocate: bool
    """Whether a write that misses brings its key in; else it goes past the cache."""
    log: Annotated[tuple[Entry, ...], Meta(min_length=1, max_length=60)]
    """Reads, writes, drops and flushes: `("RC", "WA", "DC", "F")`."""
    ask: Ask
    """The keys at the end; the numbers of the lines that hit, or that found their key in the second level; the keys that left for others;
    the keys that were written back."""

    def __post_init__(self) -> None:
        for level in self.levels:
            if bool(level.more) > (level.kind in ("segmented", "lfu")) or (level.kind == "segmented") > bool(level.more):
                raise ValueError("a second list for a segmented cache, halving for counts")
        if len(self.levels) == 2 and any(level.kind in ALONE for level in self.levels):
            raise ValueError("a cache of several lists has one level")
        if self.ask == "second" and len(self.levels) == 1:
            raise ValueError("no second level to hit")


@kept
def run(problem: Cache) -> tuple[tuple[Line, ...], tuple[Part, ...]]:
    """What each line did, and the lists at the end."""
    machine = Machine(problem.levels, problem.allocate)
    return tuple(map(machine.take, problem.log)), machine.content()


def asked(ask: Ask, done: Sequence[Line], content: tuple[Part, ...]) -> tuple[Part, ...]:
    """What is asked for: lists by name; the only one has no name where it is not one of several."""
    if ask == "content":
        return (("", content[0][1]),) if len(content) == 1 else content
    if ask in ("hits", "second"):
        found = [str(number) for number, line in enumerate(done, 1) if line.found >= 1 + (ask == "second")]
    elif ask == "gone":
        found = [line.gone for line in done if line.gone]
    else:
        found = [key for line in done for key in line.written]
    return (("", tuple(found)),)


def answer(problem: Cache) -> tuple[Part, ...]:
    """What is asked for, in the lists that it stands in."""
    return asked(problem.ask, *run(problem))


@kept
def states(problem: Cache) -> tuple[State, ...]:
    """What the cache is like after each line."""
    machine, found = Machine(problem.levels, problem.allocate), list[State]()
    writes = any(entry[0] == "W" for entry in problem.log)
    for number, entry in enumerate(problem.log, 1):
        line = machine.take(entry)
        told = [pair for store in machine.stores for pair in store.told()]
        told += [("d", f"[{', '.join(machine.dirty)}]")] if writes else []
        more = (("out", line.gone), ("wb", f"[{', '.join(line.written)}]" if line.written else ""))
        told += [pair for pair in more if pair[1]]
        found.append(State(tuple(told), f"step {number}", tuple(pair for pair in more if not pair[1])))
    return tuple(found)


_FILLING = frozenset({""}) | frozenset(
    "and then the in order from to of at with on is are was were line lines row rows step steps request requests number numbers "
    "key keys hit hits cache content contents evicted evictions left leave leaves written write writes back position positions level "
    "list after final answer front first next finally contain contains hold holds has have".split()
)
_READER = Reader(
    WORDS
    | dict.fromkeys(
        "请求 操作 命中 淘汰 离开 写回 缓存 内容 依次 顺序 键 次 号 被 的 了 是 为 列表 最终 最后 分别 级 中 里 有 "
        "从 到 先后 在 行号 先 再 然后 接着 队首 队尾".split(),
        "keys",
    )
)
_NAME = re.compile(r"(?<![A-Za-z\d])([LQT][12])(?![A-Za-z\d])", re.IGNORECASE)
_NOTHING = frozenset({"none", "nothing", "empty"})
_LABEL = re.compile(r"[:=]+(?=\s|$)|[:=]")


def _read(text: str) -> tuple[str, ...] | None:
    """The keys or numbers of one list, in order; None where there is something else."""
    found: list[str] = []
    empty = "[]" in text or "()" in text or text.strip() == "-"
    for word in lists.words(text):
        bare = word.strip(":=.#-")
        if re.fullmatch(r"[A-Za-z]|\d{1,3}", bare):
            found.append(bare.upper())
        elif bare.lower() in _NOTHING:
            empty = True
        elif not _fills(bare):
            return None
    return None if bool(found) == empty else tuple(found)


def _fills(text: str) -> bool:
    """Whether there is nothing in it but words that part or name lists."""
    return all(word.strip(":=.#-").lower() in _FILLING for word in lists.words(text))


def _parts(answer_text: str, names: tuple[str, ...]) -> tuple[tuple[str, ...], ...] | None:
    """The list under each name."""
    text = plain(answer_text, _READER)
    if len(text) > LONGEST or text.count("=") + text.count(":") > len(names) + (len(names) > 1):
        return None
    if names == ("",):
        head, sign, rest = _split(text)
        read = _read(rest) if not sign or _fills(head) else None
        return None if read is None else (read,)
    pieces = _NAME.split(text)
    if sorted(name.upper() for name in pieces[1::2]) != sorted(names) or not _fills(pieces[0]):
        return None
    read_parts = {name.upper(): _read(_LABEL.sub(" ", piece, count=1)) for name, piece in zip(pieces[1::2], pieces[2::2], strict=True)}
    found = tuple(part for name in names if (part := read_parts[name]) is not None)
    return found if len(found) == len(names) else None


def _split(text: str) -> tuple[str, str, str]:
    """What stands before a colon or `=`, and behind it."""
    found = re.search(r"[:=]", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else ("", "", text)


def verify(problem: Cache, answer_text: str) -> Verdict:
    gold = answer(problem)
    read = _parts(answer_text, tuple(name for name, _ in gold))
    numbers = problem.ask in ("hits", "second")
    if read is None or any(item.isdigit() != numbers for part in read for item in part):
        return refuse("format")
    if numbers:  # in any order
        return ACCEPT if sorted(map(int, read[0])) == sorted(map(int, gold[0][1])) else refuse("items")
    right = [keys for _, keys in gold]
    if [sorted(part) for part in read] != [sorted(keys) for keys in right]:
        return refuse("items")
    return ACCEPT if list(read) == right else refuse("order")


def verify_trace(problem: Cache, completion: str) -> TraceVerdict:
    """The verdict on lines in TRACE_FORMAT; its reasons stand in `_states.judge`."""
    return _states.judge(problem, completion, verify, states(problem))


def proven(problem: Cache, completion: str) -> Proven:
    """How much of the log is worked off; see `synth.verifiers.score_steps`."""
    return _states.proven(completion, states(problem))


_READS = ("RA", "RB", "RC", "RA", "RD", "RB", "RA")
_LRU = Cache((Level("lru", 3, 0),), True, _READS, "content")  # A B C, hit A, D for B, B for C, hit A: D B A
_FIFO = Cache((Level("fifo", 3, 0),), True, _READS, "gone")  # D for A, hit B, A for B
_HITS = Cache((Level("fifo", 3, 0),), True, _READS, "hits")  # 4 and 6
_TWO = Cache((Level("lru", 2, 0), Level("fifo", 3, 0)), True, ("WA", "RB", "RA", "RC", "RB", "WD", "RE"), "content")
# L1 B A, C for B, B (in L2) for A; D for A in L2 (A written) and for C in L1; E for B in L2, so in L1 too: D E, and C D E
_BACK = Cache((Level("lru", 2, 0), Level("fifo", 3, 0)), True, (*_TWO.log, "RA", "RB"), "written")

EXAMPLES = (
    (_LRU, "D B A", ""),
    (_LRU, "D, B, A", ""),
    (_LRU, '["D", "B", "A"]', ""),
    (_LRU, "The final content is: D → B → A.", ""),
    (_LRU, "1. D\n2. B\n3. A", ""),
    (_HITS, "4 6", ""),
    (_HITS, "lines 4 and 6", ""),
    (_HITS, "6, 4", ""),
    (_FIFO, "A B", ""),
    (_FIFO, "evicted = [A, B]", ""),
    (_TWO, "L1: D E; L2: C D E", ""),
    (_TWO, '{"L2": ["C", "D", "E"], "L1": ["D", "E"]}', ""),
    (_TWO, "L1 = [D, E]\nL2 = [C, D, E]", ""),
    (_BACK, "A D", ""),
    (_LRU, "keys: order: D B A", "format"),
    (_LRU, "", "format"),
    (_LRU, "A B D or D B A", "format"),
    (_LRU, "3", "format"),
    (_LRU, "A B D", "order"),
    (_LRU, "B C A", "items"),
    (_LRU, "A B C D", "items"),
    (_HITS, "2", "items"),
    (_HITS, "4 6 7", "items"),
    (_HITS, "A B", "format"),
    (_FIFO, "B A", "order"),
    (_TWO, "D E C D E", "format"),
    (_TWO, "L1: E D; L2: C D E", "order"),
    (_TWO, "L1: D E; L1: C D E", "format"),
    (_TWO, "L1: C D E; L2: D E", "items"),
    (_BACK, "none", "items"),
    (_LRU, "答案是：D、B、A。", ""),
    (_LRU, "缓存内容依次为 D，B，A", ""),
    (_HITS, "第 4 行和第 6 行", ""),
    (_HITS, "命中的是第4、6行", ""),
    (_TWO, "L1：D、E；L2：C、D、E", ""),
    (_FIFO, "依次淘汰：A、B", ""),
    (_LRU, "答案是：A、B、D。", "order"),
    (_HITS, "第 4 行", "items"),
    (_TWO, "不知道", "format"),
)
