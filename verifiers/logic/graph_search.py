"""Graph search: a shortest way along one-way edges, the first step towards each of several goals, or all that can be reached.

Refused for the first of: format (not a list of vertices), ends (a path that does not lead from the start to the goal), edge (a step of the
path along no edge), length (a path with more edges than needed), asked (not one vertex for each goal, or a vertex nobody asked
about), branch (a first step from which its goal cannot be reached), reach (not exactly those that can be reached)."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain, pairwise, starmap
from operator import eq, lt
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

MAX_EDGES = 400
MAX_GOALS = 14
MAX_LENGTH = 2_000
"""Characters of an answer after its decorations are off."""
Vertex = Annotated[int, Meta(ge=1, le=99)]


class GraphSearch(Problem, frozen=True):
    """A directed graph and what is asked of it."""

    ask: Literal["path", "next", "reach"]
    """A shortest path to the one goal; for each goal the edge to begin with; which of the goals can be reached."""
    edges: Annotated[tuple[tuple[Vertex, Vertex], ...], Meta(min_length=2, max_length=MAX_EDGES)]
    """From and to, ascending: `((3, 17), (17, 5))`."""
    start: Vertex
    """Where all ways begin: `3`."""
    goals: Annotated[tuple[Vertex, ...], Meta(min_length=1, max_length=MAX_GOALS)]
    """In the order in which they are asked about: `(5,)`."""

    def __post_init__(self) -> None:
        vertices = {*chain.from_iterable(self.edges)}
        if not all(map(lt, self.edges, self.edges[1:])) or any(starmap(eq, self.edges)):
            raise ValueError("edges ascend, none twice and none from a vertex to itself")
        if len(set(self.goals)) != len(self.goals) or not vertices.issuperset((self.start, *self.goals)) or self.start in self.goals:
            raise ValueError("goals are different vertices of the graph and not its start")
        if self.ask == "next":
            after = _after(self)
            if any(len(firsts) != 1 for firsts in first_steps(self)) or set(after[self.start]) & set(self.goals):
                raise ValueError("to each goal leads exactly one edge of the start, and no goal is at its other end")
            return
        found = far(self).keys() & set(self.goals)
        if self.ask == "path" and (len(self.goals) != 1 or not found):
            raise ValueError("a path is asked to one goal that can be reached")
        if self.ask == "reach" and len(found) in (0, len(self.goals)):
            raise ValueError("some of the goals can be reached and some not")


def successors(edges: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """For each vertex with an edge from it the vertices at the other ends: `{3: [17], 17: [5]}`."""
    after: dict[int, list[int]] = {}
    for u, v in edges:
        after.setdefault(u, []).append(v)
    return after


@kept
def _after(problem: GraphSearch) -> dict[int, list[int]]:
    return successors(problem.edges)


def distances(after: Mapping[int, list[int]], starts: Iterable[int]) -> dict[int, int]:
    """The fewest edges to every vertex that can be reached from one of the starts, in the order of a breadth-first search."""
    far = dict.fromkeys(starts, 0)
    queue = list(far)
    for u in queue:
        for v in after.get(u, ()):
            if v not in far:
                far[v] = far[u] + 1
                queue.append(v)
    return far


@kept
def far(problem: GraphSearch) -> dict[int, int]:
    """The fewest edges from the start to every vertex that can be reached."""
    return distances(_after(problem), [problem.start])


@kept
def first_steps(problem: GraphSearch) -> list[list[int]]:
    """For each goal the successors of the start from which it can be reached."""
    after = _after(problem)
    reached = {first: distances(after, [first]) for first in after.get(problem.start, ())}
    return [[first for first, far in reached.items() if goal in far] for goal in problem.goals]


_NOUNS = "vertex vertices node nodes square squares page pages station stations number numbers"
_IDLE = frozenset(
    f"{_NOUNS} and then to from path route way the shortest is are via start starting goal goals take first next step edge link for go "
    "begin with reach reached can be reachable target targets you one which".split()
)
_ZH = "顶点 节点 结点 广场 网页 页面 车站 站 号 点 目标 然后 接着 再 先 去 走 经过 最后 出发 的".split()
_PATH_ZH = "最短路径 最短路线 路径 路线 能到达的是 能到达的有 能到达的 可以到达的 可到达的 能到的是 能到的有 能到达 可以到达".split()
_READER = Reader(
    WORDS
    | dict.fromkeys(_ZH, "then")
    | dict.fromkeys(_PATH_ZH, "can")
    | dict.fromkeys(("最短路径是", "最短路径为", "最短路线是", "最短路线为", "路径是", "路径为", "路线是", "路线为"), "path is")
    | {"从": "from", "到": "to", "到达": "to"}
)
_NOUN = rf"(?:(?:{_NOUNS.replace(' ', '|')}) )?"
_SAID = re.compile(rf"\A[a-z ]*\bfrom +{_NOUN}(\d+),?(?: +to +{_NOUN}(\d+))?(?=[a-z ]*(?:\bis\b|\bare\b|\bcan\b|:)| the {_NOUN}\d)")
"""What repeats the question before the answer: `the shortest path from 3 to 30 is`, `from 3 you can reach`."""
_TEXT = re.compile(r"[a-z0-9\s,;:.()\[\]{}\"'`*_|>=&/\\$#→⇒➜➡⟶⟹-]*")
_LATEX = re.compile(r"\\(?:to|rightarrow|Rightarrow|longrightarrow|implies)(?![a-zA-Z])")
_BULLET = re.compile(r"^[ \t]*[-*•][ \t]+", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(\d{1,2})[.)][ \t]+(?=\S)", re.MULTILINE)
_TOKEN = re.compile(r"[a-z]+|\d+")


def _vertices(problem: GraphSearch, answer: str) -> list[int] | None:
    """The numbers of the answer in order; None where other words stand between them."""
    text = _LATEX.sub("→", plain(answer, _READER)).lower()
    if len(text) > MAX_LENGTH or not _TEXT.fullmatch(text):
        return None
    text = _BULLET.sub("", text)
    if (said := _SAID.match(text)) and int(said[1]) == problem.start and said[2] in (None, str(problem.goals[0])):
        text = text[said.end() :]
    lines = [int(number) for number in _NUMBER.findall(text)]
    if len(lines) > 1 and lines == list(range(1, len(lines) + 1)):  # `1. 3`, `2. 17`: a numbered list
        text = _NUMBER.sub("", text)
    tokens = _TOKEN.findall(text)
    numbers = [token for token in tokens if token.isdigit()]
    if not numbers or any(len(number) > 2 for number in numbers) or not _IDLE.issuperset(t for t in tokens if not t.isdigit()):
        return None
    return [int(number) for number in numbers]


def verify(problem: GraphSearch, answer: str) -> Verdict:
    found = _vertices(problem, answer)
    if found is None:
        return refuse("format")
    if problem.ask == "path":
        return _path(problem, found)
    if problem.ask == "reach":
        if len(set(found)) != len(found) or not set(found) <= set(problem.goals):
            return refuse("asked")
        return ACCEPT if set(found) == far(problem).keys() & set(problem.goals) else refuse("reach")
    count = len(problem.goals)
    if len(found) == 3 * count and set(found[1::3]) == {problem.start}:  # `12: 3 -> 8, 22: 3 -> 17`
        del found[1::3]
    if len(found) == 2 * count and sorted(found[::2]) == sorted(problem.goals):  # `12: 7, 30: 44`
        first = dict(zip(found[::2], found[1::2], strict=True))
        found = [first[goal] for goal in problem.goals]
    if len(found) != count:
        return refuse("asked")
    return ACCEPT if [[first] for first in found] == first_steps(problem) else refuse("branch")


def _path(problem: GraphSearch, path: list[int]) -> Verdict:
    if len(path) % 2 == 0 and path[1:-1:2] == path[2::2]:  # `3 -> 17, 17 -> 5`: edge by edge
        path = [path[0], *path[1::2]]
    if path[0] != problem.start or path[-1] != problem.goals[0]:
        return refuse("ends")
    edges = set(problem.edges)
    if any(step not in edges for step in pairwise(path)):
        return refuse("edge")
    return ACCEPT if len(path) - 1 == far(problem)[problem.goals[0]] else refuse("length")


_EDGES = ((3, 8), (3, 17), (5, 30), (8, 12), (8, 40), (12, 5), (17, 5), (17, 22), (30, 41), (40, 3), (50, 22), (50, 60), (60, 50))
_PATH = GraphSearch("path", _EDGES, 3, (30,))
_NEXT = GraphSearch("next", (*_EDGES[:6], *_EDGES[7:9], *_EDGES[10:]), 3, (12, 22, 41))
_REACH = GraphSearch("reach", _EDGES, 17, (60, 41, 22, 12))

EXAMPLES = (
    (_PATH, "3, 17, 5, 30", ""),
    (_PATH, "3 -> 17 -> 5 -> 30", ""),
    (_PATH, r"$3 \to 17 \to 5 \to 30$", ""),
    (_PATH, "[3, 17, 5, 30]", ""),
    (_PATH, "3 → 17 → 5 → 30", ""),
    (_PATH, "The shortest path is 3, 17, 5, 30.", ""),
    (_PATH, "The shortest path from 3 to 30 is 3 -> 17 -> 5 -> 30.", ""),
    (_PATH, "3 -> 17, 17 -> 5, 5 -> 30", ""),
    (_PATH, "1. 3\n2. 17\n3. 5\n4. 30", ""),
    (_PATH, "9. 3\n8. 17\n7. 5\n6. 30", "ends"),
    (_PATH, "3, 17, 5, 30" + " " * 2_000 + ".", "format"),
    (_NEXT, "8, 17, 8", ""),
    (_NEXT, "12: 8, 22: 17, 41: 8", ""),
    (_NEXT, "41 -> 8\n12 -> 8\n22 -> 17", ""),
    (_NEXT, "[8, 17, 8]", ""),
    (_NEXT, "12: 3 -> 8\n22: 3 -> 17\n41: 3 -> 8", ""),
    (_NEXT, "For 12, go first to 8; for 22 to 17; for 41 to 8.", ""),
    (_NEXT, "| Goal | First |\n|---|---|\n| 12 | 8 |\n| 22 | 17 |\n| 41 | 8 |", ""),
    (_REACH, "41, 22", ""),
    (_REACH, "{22, 41}", ""),
    (_REACH, "22 and 41", ""),
    (_REACH, "From 17 you can reach 22 and 41.", ""),
    (_REACH, "From 17, the squares 22 and 41 can be reached.", ""),
    (_PATH, "", "format"),
    (_PATH, "3, 17, 5, 30 or 3, 8, 12, 5, 30", "format"),
    (_PATH, "there is no path", "format"),
    (_PATH, "3 <- 17 <- 5 <- 30", "format"),
    (_PATH, "17, 5, 30", "ends"),
    (_PATH, "3, 17, 5", "ends"),
    (_PATH, "3, 30", "edge"),
    (_PATH, "3, 17, 17, 5, 5, 30, 30", "edge"),
    (_PATH, "3, 30, 3, 17, 5, 30", "edge"),
    (_PATH, "The shortest path from 3 to 41 is 3, 17, 5, 30", "edge"),
    (_PATH, "3, 5, 30", "edge"),
    (_PATH, "3, 8, 12, 5, 30", "length"),
    (_NEXT, "8, 17", "asked"),
    (_NEXT, "12: 8, 12: 8, 22: 17", "asked"),
    (_NEXT, "8, 8, 8", "branch"),
    (_REACH, "60, 41, 22, 12", "reach"),
    (_REACH, "22", "reach"),
    (_REACH, "22, 41, 5", "asked"),
    (_REACH, "22, 41, 22", "asked"),
    (_PATH, "答案是：3，17，5，30。", ""),
    (_PATH, "3→17→5→30", ""),
    (_PATH, "从3到17，再到5，最后到30", ""),
    (_PATH, "从3到30的最短路径是：3→17→5→30", ""),
    (_PATH, "最短路径：3、17、5、30", ""),
    (_PATH, "路线是 3→17→5→30", ""),
    (_NEXT, "8、17、8", ""),
    (_NEXT, "12：8；22：17；41：8", ""),
    (_NEXT, "目标12先到8，目标22先到17，目标41先到8", ""),
    (_REACH, "能到达的是 22 和 41", ""),
    (_REACH, "从17出发可以到达22和41", ""),
    (_REACH, "22、41", ""),
    (_PATH, "从3到8，再到12、5，最后到30", "length"),
    (_REACH, "能到达的是60、41和22", "reach"),
    (_NEXT, "答案是：8，17，17", "branch"),
    (_PATH, "走不到", "format"),
    (_REACH, "到不了：\n22、41", "format"),
)
