"""Causal graphs: all variables that are d-separated from one, sets that block two, valid adjustment sets by the back-door criterion.

Refused for the first of: format (not a set of letters), name (a variable that may not be in it), set (not all and only those asked for),
valid (a path stays open, or it holds an effect of the treatment), size (a smaller one is valid)."""

import re
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers import derivation
from synth.verifiers.derivation import Reading
from synth.verifiers.parsers import lists
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.steps import Line
from synth.verifiers.parsers.text import plain
from synth.verifiers.science.causal_graphs import paths
from synth.verifiers.science.causal_graphs.graph import Graph, in_order, mask_of
from synth.verifiers.science.causal_graphs.paths import LABELS, Proof, Told

__all__ = [
    "EXAMPLES", "LABELS", "TRACE_FORMAT", "CausalGraphs", "Graph", "answers", "in_order", "mask_of",
    "proven", "route", "verify", "verify_trace",
]  # fmt: skip

TRACE_FORMAT = {
    "en": """
Before the final answer, list paths as numbered lines, each from the first variable that is asked about (from the treatment where there is \
one). In front stands the set that is given; behind the path a tick if it is open given this set, or a cross and one variable on the path \
that blocks it:
S1: {Q}: P <- Q -> R ✗ Q
S2: {Q}: P -> S <- R ✗ S
S3: {Q}: P -> T -> U ✓
A path that is blocked stands for all paths that begin with it, and need not go further than one variable behind the one that blocks it. \
What a line says counts for every set for which it holds. Show an open path to each variable that is not d-separated, and leave out no \
path to one that is. For a set that is to be found, leave out no path (for a treatment: no path with an arrow into it) between the two \
variables; where a smallest set is asked for, show an open path for each smaller set first. For variables that break a set, show such an \
open path when the variable is added, or a path along arrows from the treatment to it; for all others leave out no path.
""",
    "zh": """
写出最终答案之前，请把路径写成带编号的行，每条路径都从题目所问的第一个变量出发（有处理变量时从处理变量出发）。前面写给定的集合；\
路径后面，如果给定该集合时路径开放，就打勾，如果被阻断，就打叉并写出路径上阻断它的一个变量：
S1: {Q}: P <- Q -> R ✗ Q
S2: {Q}: P -> S <- R ✗ S
S3: {Q}: P -> T -> U ✓
被阻断的路径代表以它开头的所有路径，只需写到阻断变量之后的一个变量。一行所说的内容，对使它成立的每个集合都有效。对每个未被 d-分离的\
变量给出一条开放路径；通向被 d-分离的变量的路径一条也不能遗漏。要找集合时，两个变量之间的路径（有处理变量时，箭头指向处理变量的\
路径）一条也不能遗漏；要求最小集合时，先对每个更小的集合给出一条开放路径。要找破坏集合的变量时，对每个这样的变量，给出加入它之后\
开放的路径，或从处理变量沿箭头通向它的路径；对其余变量，路径一条也不能遗漏。
""",
}

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


@kept
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


def _graph(problem: CausalGraphs) -> Graph:
    return Graph(problem.count, problem.arrows)


def _proof(problem: CausalGraphs) -> Proof:
    return Proof(_graph(problem), problem.x, problem.ask not in ("separated", "block"))


def _read(problem: CausalGraphs, lines: Sequence[Line]) -> Reading:
    proof = _proof(problem)
    sound, reason = paths.judged(lines, proof)
    return Reading(sound, reason, bool(proof.sets) and _arrived(problem, proof))


def _arrived(problem: CausalGraphs, proof: Proof) -> bool:
    z = mask_of(problem.z)
    if problem.ask == "separated":
        return paths.of_separated(proof, z, (1 << problem.count) - 1 & ~z & ~(1 << problem.x))
    free = usable(problem)
    if problem.ask == "harmful":
        return paths.of_harmful(proof, z, free, problem.y)
    allowed = mask_of(free)
    right = blocks(problem) if problem.ask == "block" else adjusts(problem)
    return paths.of_set(proof, problem.y, free, lambda mask: not mask & ~allowed and right(mask), problem.ask != "adjust")


def route(problem: CausalGraphs) -> list[str]:
    """The lines of the way by pencil."""
    proof, graph, z, said = _proof(problem), _graph(problem), mask_of(problem.z), list[Told]()
    free = usable(problem)
    if problem.ask == "separated":
        reached = graph.connected(problem.x, z) & ~(1 << problem.x)
        for place in free:
            if reached >> place & 1 and not proof.shows_open(z, place):
                said.append(paths.opened(proof, z, place))
        said += paths.block(proof, z, mask_of(free) & ~reached)
    elif problem.ask == "harmful":
        holds, effects = adjusts(problem), graph.below(1 << problem.x)
        for place in free:
            if effects >> place & 1:
                if not any(place in told.path for told in said if told.by < 0 and all(effects >> k & 1 for k in told.path)):
                    said.append(paths.opened(Proof(_directed(problem), problem.x, False), z, place))
                    proof.add(said[-1])
            elif holds(z | 1 << place):
                said += paths.block(proof, z | 1 << place, 1 << problem.y)
            elif not proof.shows_open(z | 1 << place, problem.y):
                said.append(paths.opened(proof, z | 1 << place, problem.y))
    else:
        chosen, effects = min(answers(problem)), graph.below(1 << problem.x)
        if problem.ask != "adjust":
            for size in range(chosen.bit_count()):
                for other in map(mask_of, combinations(free, size)):
                    if not (proof.back_door and other & effects) and not proof.shows_open(other, problem.y):
                        said.append(paths.opened(proof, other, problem.y))
        said += paths.block(proof, chosen, 1 << problem.y)
    return [paths.written(graph, told) for told in said]


def _directed(problem: CausalGraphs) -> Graph:
    """The treatment and its effects alone."""
    effects = _graph(problem).below(1 << problem.x)
    return Graph(problem.count, [(a, b) for a, b in problem.arrows if effects >> a & 1])


def verify_trace(problem: CausalGraphs, completion: str) -> TraceVerdict:
    """The verdict on lines of paths. Reasons, of the first wrong line: format, path (it is none of the graph, from the right variable),
    open (it is not), blocked (not there). Then missing (no lines), milestone (a path is left over, or a smaller set), answer (the final
    answer is refused)."""
    return derivation.judge_lines(problem, completion, verify, lambda lines: _read(problem, lines))


def proven(problem: CausalGraphs, completion: str) -> Proven:
    """Whether the lines prove the answer; see `synth.verifiers.score_steps`."""
    return derivation.proven_lines(completion, lambda lines: _read(problem, lines))


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
