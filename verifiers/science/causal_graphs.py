"""Causal graphs: all variables that are d-separated from one, sets that block two, valid adjustment sets by the back-door criterion.

Refused for the first of: format (not a set of letters), name (a variable that may not be in it), set (not all and only those asked for),
valid (a path stays open, or it holds an effect of the treatment), size (a smaller one is valid)."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import lists
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

__all__ = ["EXAMPLES", "CausalGraphs", "answers", "verify"]

LABELS = "ABCDEFGHIJ"
MAX_VARIABLES = 10
Place = Annotated[int, Meta(ge=0, le=9)]
"""0 is called A."""


class CausalGraphs(Problem, frozen=True):
    ask: Literal["separated", "harmful", "block", "adjust", "smallest"]
    """All variables d-separated from x given z; all measured variables that make the valid adjustment set z for x and y invalid when one of
    them is added; a smallest set that d-separates x and y; a valid adjustment set; a smallest one."""
    count: Annotated[int, Meta(ge=3, le=MAX_VARIABLES)]
    """Variables of the graph."""
    arrows: Annotated[tuple[tuple[Place, Place], ...], Meta(min_length=2, max_length=24)]
    """From cause to effect, ascending: `((0, 2), (1, 2))`."""
    x: Place
    y: Annotated[int, Meta(ge=-1, le=9)]
    """The outcome, or the other variable; -1 where none is named."""
    z: Annotated[tuple[Place, ...], Meta(max_length=4)]
    """What is given, or adjusted for, ascending."""
    hidden: Annotated[tuple[Place, ...], Meta(max_length=4)]
    """Variables that are not measured, ascending."""
    theme: Annotated[int, Meta(ge=0, le=3)]
    """What the variables stand for in the prompt."""

    def __post_init__(self) -> None:
        if list(self.arrows) != sorted(set(self.arrows)) or any(list(s) != sorted(set(s)) for s in (self.z, self.hidden)):
            raise ValueError("arrows and sets are ascending")
        named = (*self.z, *self.hidden, self.x, *((self.y,) if self.y >= 0 else ()))
        if max((*named, *(end for arrow in self.arrows for end in arrow))) >= self.count or len(set(named)) < len(named):
            raise ValueError("different variables of the graph are named")
        if (self.y < 0) != (self.ask == "separated") or (self.z and self.ask not in ("separated", "harmful")):
            raise ValueError("an outcome where one is asked about, and a set where one is given")
        if self.hidden and self.ask == "separated":
            raise ValueError("variables are hidden where a set is to be found")
        if len(in_order(self.count, self.arrows)) < self.count:
            raise ValueError("no variable causes itself")


def in_order(count: int, arrows: Sequence[tuple[int, int]]) -> list[int]:
    """The variables, causes before effects; those in a circle are left out."""
    waits = [0] * count
    for _, b in arrows:
        waits[b] += 1
    found = [place for place in range(count) if not waits[place]]
    for place in found:
        for a, b in arrows:
            if a == place:
                waits[b] -= 1
                if not waits[b]:
                    found.append(b)
    return found


class Graph:
    """Arrows as bit masks."""

    def __init__(self, count: int, arrows: Sequence[tuple[int, int]]) -> None:
        self.count = count
        self.parents, self.children = [0] * count, [0] * count
        for a, b in arrows:
            self.parents[b] |= 1 << a
            self.children[a] |= 1 << b

    def _closed(self, mask: int, steps: Sequence[int]) -> int:
        front = mask
        while front:
            further = 0
            for place in range(self.count):
                if front >> place & 1:
                    further |= steps[place]
            front = further & ~mask
            mask |= further
        return mask

    def above(self, mask: int) -> int:
        """These and all their causes."""
        return self._closed(mask, self.parents)

    def below(self, mask: int) -> int:
        """These and all their effects."""
        return self._closed(mask, self.children)

    def connected(self, start: int, z: int) -> int:
        """What is d-connected with `start` given z, itself included (Bayes ball: it turns back at z, so that an effect in z opens a
        collider)."""
        parents, children = self.parents, self.children
        up, down = 1 << start, 0  # reached against an arrow, and along one
        new_up, new_down = up, 0
        while new_up | new_down:
            causes, effects = 0, 0
            rise, fall = new_up & ~z | new_down & z, (new_up | new_down) & ~z
            while rise:
                bit = rise & -rise
                causes |= parents[bit.bit_length() - 1]
                rise ^= bit
            while fall:
                bit = fall & -fall
                effects |= children[bit.bit_length() - 1]
                fall ^= bit
            new_up, new_down = causes & ~up, effects & ~down
            up |= new_up
            down |= new_down
        return (up | down) & ~z | 1 << start


def mask_of(places: Sequence[int]) -> int:
    return sum(1 << place for place in places)


def adjusts(problem: CausalGraphs) -> Callable[[int], bool]:
    """Whether a set satisfies the back-door criterion for x and y: no effect of x in it, and x and y d-separated by it once the arrows
    that leave x are taken away."""
    whole = Graph(problem.count, problem.arrows)
    cut = Graph(problem.count, [arrow for arrow in problem.arrows if arrow[0] != problem.x])
    effects = whole.below(1 << problem.x)
    return lambda z: not z & effects and not cut.connected(problem.x, z) >> problem.y & 1


def blocks(problem: CausalGraphs) -> Callable[[int], bool]:
    """Whether a set d-separates x and y."""
    graph = Graph(problem.count, problem.arrows)
    return lambda z: not graph.connected(problem.x, z) >> problem.y & 1


def usable(problem: CausalGraphs) -> list[int]:
    """The variables that may be in the set."""
    return [place for place in range(problem.count) if place not in (problem.x, problem.y, *problem.z, *problem.hidden)]


@lru_cache(maxsize=512)
def answers(problem: CausalGraphs) -> tuple[int, ...]:
    """The sets that are right, as masks; of valid adjustment sets and blocking ones the smallest. Empty where there is none, as in no
    problem of ours."""
    if problem.ask == "separated":
        z = mask_of(problem.z)
        reached = Graph(problem.count, problem.arrows).connected(problem.x, z)
        return ((1 << problem.count) - 1 & ~reached & ~z,)
    if problem.ask == "harmful":
        holds, z = adjusts(problem), mask_of(problem.z)
        return (sum(1 << place for place in usable(problem) if not holds(z | 1 << place)),) if holds(z) else ()
    holds, free = blocks(problem) if problem.ask == "block" else adjusts(problem), usable(problem)
    for size in range(len(free) + 1):
        found = tuple(mask for mask in map(mask_of, combinations(free, size)) if holds(mask))
        if found:
            return found
    return ()


_READER = Reader(
    WORDS
    | dict.fromkeys(("变量", "集合", "变量集", "变量集合", "调整集", "集合是", "集合为", "变量是", "变量有", "变量为"), "")
    | dict.fromkeys(("没有变量", "没有这样的变量", "没有任何变量", "不需要任何变量", "不需要变量", "无变量"), "none")
)
_KIND = r"(?:(?:valid|smallest|minimal|minimum|adjustment|conditioning|separating|back-?door|harmful|d-separated|such|required)\s++){0,4}+"
_LEAD = re.compile(
    rf"(?:the\s++|an?\s++)?{_KIND}(?:set|variables?)(?:\s++(?:is|are)\b\s*+:?|\s*+[:=])?\s*+(?=\\?[{{(\[]|[A-J]\b|none|\\empty|∅)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z]\s{0,2}=\s{0,2}(?=\\?\{|\[|∅|\\emptyset|\\varnothing|none)")
_EMPTY = re.compile(
    r"(?:the\s)?empty\sset(?:\s\(?(?:none|\\?\{\s?\\?\}|∅)\)?)?|no\svariables?|none\s\((?:the\s)?empty\sset\)", re.IGNORECASE
)


def letters(problem: CausalGraphs, answer_text: str) -> frozenset[str] | None:
    """The set that an answer names, with or without `The set is` or `Z =` before it."""
    text = plain(answer_text, _READER)
    if _EMPTY.fullmatch(text):
        return frozenset()
    text = text.removeprefix("$").lstrip()
    for lead in (_LEAD, _NAME):
        found = lead.match(text)
        text = text[found.end() :] if found else text
    return lists.labels(text, frozenset(LABELS[: problem.count]))


def verify(problem: CausalGraphs, answer_text: str) -> Verdict:
    read = letters(problem, answer_text)
    if read is None:
        return refuse("format")
    mask = mask_of([LABELS.index(letter) for letter in read])
    if mask & ~mask_of(usable(problem)):
        return refuse("name")
    if problem.ask in ("separated", "harmful"):
        return ACCEPT if (mask,) == answers(problem) else refuse("set")
    if not (blocks(problem) if problem.ask == "block" else adjusts(problem))(mask):
        return refuse("valid")
    if problem.ask != "adjust" and mask not in answers(problem):
        return refuse("size")
    return ACCEPT


_FORK = CausalGraphs("separated", 5, ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4)), 1, -1, (0,), (), 0)  # B, given A: C
_NONE = CausalGraphs("separated", 5, ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4)), 1, -1, (), (), 1)
_CONFOUNDED = CausalGraphs("adjust", 5, ((0, 1), (0, 3), (1, 2), (2, 4), (3, 4)), 2, 4, (), (1,), 2)  # A or D
_SMALL = CausalGraphs("smallest", 5, ((0, 1), (0, 3), (1, 2), (2, 4), (3, 4)), 2, 4, (), (), 3)
_BLOCK = CausalGraphs("block", 4, ((0, 1), (0, 2), (1, 3), (2, 3)), 1, 2, (), (), 0)  # A; D is a collider
_HARM = CausalGraphs("harmful", 5, ((0, 2), (0, 4), (1, 3), (2, 1), (2, 3), (3, 4)), 2, 3, (), (), 1)  # B and E

EXAMPLES = (
    (_FORK, "C", ""),
    (_FORK, "{C}", ""),
    (_FORK, "The answer is C.", ""),
    (_NONE, "none", ""),
    (_NONE, "the empty set", ""),
    (_NONE, r"\emptyset", ""),
    (_CONFOUNDED, "A", ""),
    (_CONFOUNDED, "{A, D}", ""),
    (_CONFOUNDED, "D", ""),
    (_SMALL, "B", ""),
    (_BLOCK, "A", ""),
    (_HARM, "B and E", ""),
    (_HARM, r"$\{B, E\}$", ""),
    (_FORK, "", "format"),
    (_FORK, "all of them", "format"),
    (_FORK, "C or D", "format"),
    (_FORK, "B, C", "name"),
    (_FORK, "C, D", "set"),
    (_FORK, "none", "set"),
    (_HARM, "E", "set"),
    (_CONFOUNDED, "B", "name"),
    (_CONFOUNDED, "none", "valid"),
    (_BLOCK, "A, D", "valid"),
    (_SMALL, "A, B", "size"),
    (_FORK, "答案是 C。", ""),
    (_NONE, "空集", ""),
    (_NONE, "没有", ""),
    (_HARM, "B 和 E", ""),
    (_HARM, "答案：B、E", ""),
    (_CONFOUNDED, "答案是 A、D", ""),
    (_CONFOUNDED, "答案是空集", "valid"),
    (_HARM, "答案是 E", "set"),
    (_FORK, "全部都是", "format"),
)
