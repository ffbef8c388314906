"""Space reasoning tree: a tree is told in relations; name the nodes that stand in a relation to one of them, or give a depth or distance.

Refused for the first of: format (neither nodes of the tree, each once, nor, where a number is asked for, one whole number), nodes (other
nodes are meant), number (another number).

Siblings are different nodes with the same parent; cousins are nodes whose parents are siblings, second cousins nodes whose parents are
cousins. The root has depth 0. The distance of two nodes is the number of links between parent and child on the way between them."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import lists, numbers
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.names import CHINESE_NAMES
from synth.verifiers.parsers.text import plain

NODES = 400
Node = Annotated[int, Meta(ge=0, lt=NODES)]
Name = Annotated[str, Meta(pattern=r"\A[A-Z](?:[a-z]{1,11}|[0-9]{1,2})\Z")]
Kind = Literal["parent", "children", "count", "siblings", "grandparent", "aunt", "cousins"]
Statement = tuple[Kind, Annotated[tuple[Node, ...], Meta(min_length=2, max_length=12)]]
SETS = ("cousins", "nephews", "below", "leaves", "ancestor")
"""Questions that ask for nodes; the others ask for a number."""


class Question(Frozen, frozen=True):
    """What is asked about the tree."""

    kind: Literal["cousins", "nephews", "below", "leaves", "ancestor", "depth", "distance"]
    """cousins, and further relatives below the siblings: nephews; below: descendants so many generations down; leaves: descendants without
    children; ancestor: the lowest common one; depth: the sum of depths; distance: from each node to the next, added up."""
    nodes: Annotated[tuple[Node, ...], Meta(min_length=1, max_length=6)]
    """About whom: one node for cousins, nephews, below and leaves, two or more for ancestor and distance: `(4, 7)`."""
    number: Annotated[int, Meta(ge=0, le=12)]
    """cousins: 1 for first cousins, 2 for second ones; nephews: generations below the siblings; below: generations; else 0."""


class SpaceReasoningTree(Problem, frozen=True):
    """A tree, what is told of it, and a question."""

    names: Annotated[tuple[Name, ...], Meta(min_length=3, max_length=NODES)]
    """All nodes: `("Mei", "Ivan", "Zuri")`."""
    parents: Annotated[tuple[Annotated[int, Meta(ge=-1, lt=NODES)], ...], Meta(min_length=3, max_length=NODES)]
    """Of each node its parent; -1 for the root: `(-1, 0, 0)`."""
    statements: Annotated[tuple[Statement, ...], Meta(min_length=1, max_length=3 * NODES)]
    """What the prompt tells, in its order, each true: `("parent", (0, 1))` parent and child; `("children", (0, 1, 2))` a parent and all its
    children; `("count", (0, 2))` a node and how many children it has; `("siblings", (1, 2))`; `("grandparent", (0, 5))` and grandchild;
    `("aunt", (2, 5))` a sibling of the parent, and the child; `("cousins", (5, 7))`."""
    question: Question

    def __post_init__(self) -> None:
        if len(self.names) != len(self.parents) or len({name.lower() for name in self.names}) < len(self.names):
            raise ValueError("each node has a parent and a name of its own")
        if self.parents.count(-1) != 1 or max(self.parents) >= len(self.names) or None in depths(self.parents):
            raise ValueError("the nodes are a tree with one root")
        below = children(self.parents)
        if not all(told_truly(self.parents, below, kind, nodes) for kind, nodes in self.statements):
            raise ValueError("a statement is not true of the tree")
        asked = self.question
        several = asked.kind in ("ancestor", "distance")
        if max(asked.nodes) >= len(self.names) or (len(asked.nodes) < 2 if several else len(asked.nodes) > 1 and asked.kind != "depth"):
            raise ValueError("a question is about nodes of the tree, and no more of them than it needs")
        if (asked.kind in ("cousins", "nephews", "below")) != (asked.number > 0) or (asked.kind == "cousins" and asked.number > 2):
            raise ValueError("a number for cousins (1 or 2), nephews and below alone")


def children(parents: tuple[int, ...]) -> list[list[int]]:
    """For each node its children."""
    found: list[list[int]] = [[] for _ in parents]
    for node, parent in enumerate(parents):
        if parent >= 0:
            found[parent].append(node)
    return found


def depths(parents: tuple[int, ...]) -> list[int | None]:
    """For each node its depth; None where the way up does not end."""
    found: list[int | None] = [0 if parent < 0 else None for parent in parents]
    below = children(parents)
    reached = [node for node, parent in enumerate(parents) if parent < 0]
    for node in reached:
        for child in below[node]:
            found[child] = (found[node] or 0) + 1
            reached.append(child)
    return found


def told_truly(parents: tuple[int, ...], below: list[list[int]], kind: Kind, nodes: tuple[int, ...]) -> bool:
    """Whether a statement is true."""
    first, second = nodes[:2]
    if kind == "count":
        return len(nodes) == 2 and first < len(parents) and len(below[first]) == second
    if max(nodes) >= len(parents):
        return False
    if kind == "children":
        return below[first] == list(nodes[1:])
    if len(nodes) != 2 or first == second:
        return False
    up, from_second = parents[first], parents[second]
    if kind == "parent":
        return from_second == first
    if kind == "siblings":
        return up == from_second >= 0
    if from_second < 0:
        return False
    if kind == "grandparent":
        return parents[from_second] == first
    if kind == "aunt":
        return first != from_second and up == parents[from_second] >= 0
    return up >= 0 and up != from_second and parents[up] == parents[from_second] >= 0


def line(parents: tuple[int, ...], node: int) -> list[int]:
    """A node, its parent, and so on up to the root."""
    found = [node]
    while parents[found[-1]] >= 0:
        found.append(parents[found[-1]])
    return found


def descend(below: list[list[int]], nodes: Iterable[int], generations: int) -> list[int]:
    """All nodes so many generations below these."""
    found = list(nodes)
    for _ in range(generations):
        found = [child for node in found for child in below[node]]
    return found


def common(lines: list[list[int]]) -> int:
    """The lowest node that all ways up share."""
    shared = set(lines[0]).intersection(*lines[1:])
    return next(node for node in lines[0] if node in shared)


def relatives(below: list[list[int]], up: list[int], ancestors: int, generations: int) -> set[int]:
    """Nodes below the ancestor so many generations up, and not below the one before it. up: the way up from a node."""
    if ancestors >= len(up):
        return set()
    others = [child for child in below[up[ancestors]] if child != up[ancestors - 1]]
    return set(descend(below, others, generations))


def nodes_asked_for(parents: tuple[int, ...], below: list[list[int]], question: Question) -> set[int]:
    """The answer to a question about nodes."""
    lines = [line(parents, node) for node in question.nodes]
    if question.kind == "cousins":
        return relatives(below, lines[0], question.number + 1, question.number)
    if question.kind == "nephews":
        return relatives(below, lines[0], 1, question.number)
    if question.kind == "below":
        return set(descend(below, question.nodes, question.number))
    if question.kind == "ancestor":
        return {common(lines)}
    reached = list(question.nodes)
    for node in reached:
        reached += below[node]
    return {node for node in reached[1:] if not below[node]}


def number_asked_for(parents: tuple[int, ...], question: Question) -> int:
    """The answer to a question about a number."""
    lines = [line(parents, node) for node in question.nodes]
    if question.kind == "depth":
        return sum(len(up) - 1 for up in lines)
    return sum(one.index(shared) + other.index(shared) for one, other in pairwise(lines) for shared in [common([one, other])])


_KINSHIP = (
    "堂兄弟节点",
    "再堂兄弟节点",
    "最近公共祖先",
    "叶节点",
    "后代",
    "节点",
    "这些节点",
    "距离",
    "总距离",
    "深度",
    "总和",
    "深度之和",
    "距离之和",
)
_CHINESE = Reader(
    WORDS
    | {chinese: f"{name} " for name, chinese in CHINESE_NAMES.items()}
    | {f"{what}{verb}": "" for what in _KINSHIP for verb in ("是", "为", "有", ":", "是:", "为:")}
    | {"条边": "links", "条连线": "links", "条线": "links", "层": "links", "代": "links"}
)
_WHAT = (
    r"(?:second |first )?cousins?|nephews?(?: and nieces)?|descendants?|children|grandchildren|leaves|leaf|lca|"
    r"(?:(?:lowest |nearest )?common )?ancestor|nodes?|names?|depths?|distances?|sum|total|walk"
)
_OF = r"of|from|below|between|to|depths|distances|and|the"
_LEAD = re.compile(
    rf"(?i:(?:the |all )?(?:total |sum of |set of )?(?:the )?(?:{_WHAT}))(?: (?:{_OF}|[A-Z][a-z0-9]{{1,11}}),?){{0,12}}?"
    r"(?: (?:is|are)(?: the nodes?)?:?|:)\s+"
)
_NODE = re.compile(r"(?:the )?node ", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:links?|edges?|steps?|generations?|levels?)\Z", re.IGNORECASE)


def _read(answer: str) -> str:
    """The answer without what is said of it."""
    text = plain(answer, _CHINESE)
    lead = _LEAD.match(text)
    return plain(text[lead.end() :]) if lead else text


def verify(problem: SpaceReasoningTree, answer: str) -> Verdict:
    text = _read(answer)
    if problem.question.kind not in SETS:
        number = numbers.integer(_UNIT.sub("", text))
        if number is None:
            return refuse("format")
        return ACCEPT if number == number_asked_for(problem.parents, problem.question) else refuse("number")
    node_of = {name.lower(): node for node, name in enumerate(problem.names)}
    said = [node_of.get(word.lower()) for word in lists.words(_NODE.sub("", text))]
    if not said or None in said or len(set(said)) < len(said):
        return refuse("format")
    right = nodes_asked_for(problem.parents, children(problem.parents), problem.question)
    return ACCEPT if set(said) == right else refuse("nodes")


def _small(kind: str, nodes: tuple[int, ...], number: int = 0) -> SpaceReasoningTree:
    """Mei has the children Ivan and Zuri, Ivan has Lars, Hana and Omar, Zuri has Yara and Kai; Nils is Kai's child."""
    names = ("Mei", "Ivan", "Zuri", "Lars", "Hana", "Omar", "Yara", "Kai", "Nils")
    told = (("children", (0, 1, 2)), ("children", (1, 3, 4, 5)), ("parent", (2, 6)), ("siblings", (6, 7)), ("grandparent", (2, 8)))
    more = (("count", (6, 0)), ("count", (2, 2)), ("aunt", (6, 8)), ("cousins", (3, 7)))
    return SpaceReasoningTree(names, (-1, 0, 0, 1, 1, 1, 2, 2, 7), (*told, *more), Question(kind, nodes, number))  # type: ignore[arg-type]


_COUSINS = _small("cousins", (7,), 1)
_LEAVES = _small("leaves", (2,))
_ANCESTOR = _small("ancestor", (6, 8))
_DISTANCE = _small("distance", (8, 3, 0))

EXAMPLES = (
    (_COUSINS, "Lars, Hana, Omar", ""),
    (_COUSINS, "Omar, Hana and Lars.", ""),
    (_COUSINS, "[lars, hana, omar]", ""),
    (_COUSINS, "- Lars\n- Hana\n- Omar", ""),
    (_COUSINS, "The cousins of Kai are Lars, Hana, and Omar.", ""),
    (_COUSINS, '{"Lars", "Hana", "Omar"}', ""),
    (_LEAVES, "Yara, Nils", ""),
    (_LEAVES, "Leaves: Nils, Yara", ""),
    (_ANCESTOR, "Zuri", ""),
    (_ANCESTOR, "Node Zuri", ""),
    (_ANCESTOR, "The lowest common ancestor is **Zuri**.", ""),
    (_DISTANCE, "7", ""),
    (_DISTANCE, "7 links", ""),
    (_DISTANCE, "The total distance is 7.", ""),
    (_small("depth", (8, 1)), "4", ""),
    (_small("nephews", (1,), 2), "Nils", ""),
    (_small("below", (0,), 2), "Yara, Kai, Lars, Hana, Omar", ""),
    (_COUSINS, "", "format"),
    (_COUSINS, "Lars, Hana, Omar, Omar", "format"),
    (_COUSINS, "Lars, Hana, Omar or Yara", "format"),
    (_COUSINS, "Lars, Hana, Otto", "format"),
    (_COUSINS, "3", "format"),
    (_COUSINS, "Lars, Hana", "nodes"),
    (_COUSINS, "Yara", "nodes"),
    (_COUSINS, "Lars, Hana, Omar, Kai", "nodes"),
    (_LEAVES, "Yara, Kai, Nils", "nodes"),
    (_ANCESTOR, "Mei, Zuri", "nodes"),
    (_ANCESTOR, "Mei", "nodes"),
    (_DISTANCE, "5 + 2", "format"),
    (_DISTANCE, "7 or 8", "format"),
    (_DISTANCE, "8", "number"),
    (_DISTANCE, "-7", "number"),
    (_COUSINS, "答案是：Lars、Hana、Omar。", ""),
    (_COUSINS, "{Lars}、{Hana}和{Omar}".format(**CHINESE_NAMES), ""),
    (_COUSINS, "堂兄弟节点是：{Lars}，{Hana}，{Omar}".format(**CHINESE_NAMES), ""),
    (_ANCESTOR, "最近公共祖先是{Zuri}。".format(**CHINESE_NAMES), ""),
    (_DISTANCE, "总距离是 7 条边", ""),
    (_DISTANCE, "７", ""),
    (_COUSINS, "{Lars}和{Hana}".format(**CHINESE_NAMES), "nodes"),
    (_COUSINS, "{Lars}、{Hana}、{Omar}或{Yara}".format(**CHINESE_NAMES), "format"),
    (_COUSINS, "没有", "format"),
    (_DISTANCE, "距离是 6", "number"),
)
