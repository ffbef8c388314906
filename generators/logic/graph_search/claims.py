"""What graph search claims: its rules in words, what cheap policies win, and which graphs are the same puzzle.

The policies leave out what the task is there for, to follow many branches at once and to know where they join."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.graph_search import GraphSearch, distances, successors


def _edges(arrow: str, behind: str, joint: str) -> Callable[[GraphSearch], str]:
    """Each edge, singly or in a line."""

    def words(problem: GraphSearch) -> str:
        each = (rf"(?=.*(?:\b{u} ?(?:{arrow}) ?{v}\b|^{u}{behind}(?:\d+{joint})*{v}\b))" for u, v in problem.edges)
        return r"(?m)\A" + "".join(each) + ".+"

    return words


def _goals(last: str, joint: str) -> Callable[[GraphSearch], str]:
    def words(problem: GraphSearch) -> str:
        goals = [str(goal) for goal in problem.goals]
        return joint.join(goals[:-1]) + last + goals[-1] + r"\b"

    return words


def _asks(ask: str) -> Callable[[GraphSearch], bool]:
    return lambda problem: problem.ask == ask


RULES = (
    Rule("edge", {"en": _edges("->|>", "(?: links to|:) ", ", "), "zh": _edges("→|➜", " 链接到 ", "、")}),
    Rule(
        "edge",
        {
            "en": r"leads from vertex 3 to vertex 5 and not back|in one direction only|all streets are one-way",
            "zh": r"不能反着走|只能朝一个方向点击|全是单行道",
        },
    ),
    Rule(
        "ends",
        {
            "en": lambda p: rf"from \w+ {p.start} to \w+ {p.goals[0]}\b.*from {p.start} at the beginning to {p.goals[0]} at the end",
            "zh": lambda p: rf"从\w+ {p.start} 到\w+ {p.goals[0]} .*从 {p.start} 开始，到 {p.goals[0]} 结束",
        },
        _asks("path"),
    ),
    Rule(
        "edge",
        {"en": r"each step of it has to follow one of the \w+ above, in its direction", "zh": r"每一步都必须沿着上面列出的一条"},
        _asks("path"),
    ),
    Rule("length", {"en": r"the one with the fewest (edges|links|streets|rides)", "zh": r"最少的那一条"}, _asks("path")),
    Rule("asked", {"en": r"one for each goal in the order of the goals", "zh": r"按目标的顺序，对每个目标写出"}, _asks("next")),
    Rule("asked", {"en": _goals(" and ", ", "), "zh": _goals("和", "、")}, lambda problem: problem.ask != "path"),
    Rule("branch", {"en": lambda p: rf"at \w+ {p.start}\b", "zh": lambda p: rf"在\w+ {p.start}，"}, _asks("next")),
    Rule("branch", {"en": r"exactly one is the first of a way to the goal", "zh": r"恰好有一条能通向它"}, _asks("next")),
    Rule("reach", {"en": lambda p: rf"can be reached from \w+ {p.start}\b", "zh": lambda p: rf"从\w+ {p.start} 出发"}, _asks("reach")),
    Rule("reach", {"en": r"exactly those that can be reached, each once", "zh": r"写出所有能到达的\w+，每个只写一次"}, _asks("reach")),
)


def _list(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def _deep(after: dict[int, list[int]], start: int, goal: int) -> list[int]:
    """The path that a depth-first search comes upon."""
    came, stack = {start: start}, [(start, start)]
    while stack:
        u, parent = stack.pop()
        if u in came and u != start:
            continue
        came[u] = parent
        if u == goal:
            break
        stack += [(v, u) for v in reversed(after.get(u, ())) if v not in came]
    way = [goal]
    while way[-1] != start and way[-1] in came:
        way.append(came[way[-1]])
    return way[::-1]


def _depth_first(problem: GraphSearch) -> str:
    """The path by going on from the lowest numbers first; the lowest number for all goals; all goals."""
    after = successors(problem.edges)
    if problem.ask == "path":
        return _list(_deep(after, problem.start, problem.goals[0]))
    return _list([after[problem.start][0]] * len(problem.goals) if problem.ask == "next" else list(problem.goals))


def _busiest(problem: GraphSearch) -> str:
    """Always on to the vertex with the most edges; the busiest first vertex for all goals; goals with the most edges into them."""
    after, before = successors(problem.edges), successors((v, u) for u, v in problem.edges)
    after = {u: sorted(vs, key=lambda v: -len(after.get(v, ()))) for u, vs in after.items()}
    if problem.ask == "path":
        return _list(_deep(after, problem.start, problem.goals[0]))
    if problem.ask == "next":
        return _list([after[problem.start][0]] * len(problem.goals))
    busy = sorted(problem.goals, key=lambda goal: -len(before.get(goal, ())))
    return _list(busy[: len(busy) // 2])


def _backwards(problem: GraphSearch) -> str:
    """From the goal back to the first vertex that leads to it, and so on until the start or a first vertex after it turns up."""
    after, before = successors(problem.edges), successors((v, u) for u, v in problem.edges)
    if problem.ask == "path":
        return _list(_deep(before, problem.goals[0], problem.start)[::-1])
    ends = [_walked_back(before, goal, {problem.start, *after[problem.start]}) for goal in problem.goals]
    if problem.ask == "next":
        return _list([end or after[problem.start][0] for end in ends])
    return _list([goal for goal, end in zip(problem.goals, ends, strict=True) if end] or [problem.goals[0]])


def _walked_back(before: dict[int, list[int]], vertex: int, ends: set[int]) -> int:
    seen: set[int] = set()
    while vertex not in ends:
        seen.add(vertex)
        ahead = [u for u in before.get(vertex, ()) if u not in seen]
        if not ahead:
            return 0
        vertex = ahead[0]
    return vertex


def _three_steps(problem: GraphSearch) -> str:
    """What is seen within three edges of the start, and a guess beyond."""
    after = successors(problem.edges)
    near = {v for v, far in distances(after, [problem.start]).items() if far <= 3}
    if problem.ask == "path":
        return _list([problem.start, after[problem.start][0], problem.goals[0]])
    if problem.ask == "reach":
        return _list([goal for goal in problem.goals if goal in near] or [problem.goals[0]])
    firsts = after[problem.start]
    around = {first: {first, *after.get(first, ())}.union(*(after.get(v, ()) for v in after.get(first, ()))) for first in firsts}
    return _list([next((first for first in firsts if goal in around[first]), firsts[0]) for goal in problem.goals])


def _more_in_than_out(problem: GraphSearch) -> str:
    """Goals with more edges into them than out of them; the first vertex of which this is truest for all goals."""
    after, before = successors(problem.edges), successors((v, u) for u, v in problem.edges)
    surplus = {v: len(before.get(v, ())) - len(after.get(v, ())) for v in {*after, *before}}
    if problem.ask == "reach":
        return _list([goal for goal in problem.goals if surplus[goal] > 0] or [problem.goals[0]])
    first = max(after[problem.start], key=surplus.get)  # type: ignore[arg-type]
    return _list([problem.start, first, problem.goals[0]] if problem.ask == "path" else [first] * len(problem.goals))


# Who looks two edges on from every first vertex and two back from every goal, and takes what meets most, searches as the task asks: of 200
# problems that wins 43 % at level 5 and 3 % at level 10.
SHORTCUTS = (
    Shortcut("depth first, lowest numbers first", _depth_first, (0.1, 0.08, 0.05, 0.04, 0.04) + (0.03,) * 5),
    Shortcut("always on to the vertex with the most edges", _busiest, (0.12, 0.1, 0.06, 0.05, 0.05, 0.04, 0.03, 0.03, 0.03, 0.03)),
    Shortcut("backwards along one edge after the other", _backwards, (0.26, 0.2, 0.15, 0.1, 0.09, 0.06, 0.05, 0.04, 0.03, 0.03)),
    Shortcut("more edges in than out", _more_in_than_out, (0.04, 0.04, 0.03, 0.03, 0.03) + (0.02,) * 5),
    Shortcut("three edges far and no farther", _three_steps, (0.6, 0.5, 0.4, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05)),
)


def copies(problem: GraphSearch, rng: Random) -> Iterator[GraphSearch]:
    """Other numbers for the vertices, other orders of the goals."""
    vertices = sorted({vertex for edge in problem.edges for vertex in edge})
    for _ in range(4):
        number = dict(zip(vertices, rng.sample(range(1, 100), len(vertices)), strict=True))
        goals = [number[goal] for goal in rng.sample(problem.goals, len(problem.goals))]
        yield GraphSearch(problem.ask, tuple(sorted((number[u], number[v]) for u, v in problem.edges)), number[problem.start], tuple(goals))


def different(problem: GraphSearch, rng: Random) -> Iterator[GraphSearch]:
    """An edge more or less: another number of edges."""
    for edge in rng.sample(problem.edges, 6):
        try:
            yield replace(problem, edges=tuple(other for other in problem.edges if other != edge))
        except ValueError:
            continue
