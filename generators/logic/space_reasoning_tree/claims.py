"""What space reasoning tree claims: its rules in words, what cheap policies win, and which trees are the same puzzle.

The policies read the statements, as a hasty reader would: relatives one generation off, indirect links left out or taken
for direct ones."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.logic.space_reasoning_tree.misreading import answer_by, taken_for_direct, told_outright
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.space_reasoning_tree import (
    SETS,
    Question,
    SpaceReasoningTree,
    Statement,
    children,
    line,
    number_asked_for,
)
from synth.verifiers.parsers.names import CHINESE_NAMES


def _asks(*kinds: str) -> Callable[[SpaceReasoningTree], bool]:
    return lambda problem: problem.question.kind in kinds


def _tells(*kinds: str) -> Callable[[SpaceReasoningTree], bool]:
    return lambda problem: any(kind in kinds for kind, _ in problem.statements)


def _both(kind: str, number: int) -> Callable[[SpaceReasoningTree], bool]:
    return lambda problem: problem.question.kind == kind and problem.question.number == number


def _named(problem: SpaceReasoningTree, chinese: bool) -> list[str]:
    """The nodes of the question, as the prompt names them."""
    names = [problem.names[node] for node in problem.question.nodes]
    return [CHINESE_NAMES.get(name, name) for name in names] if chinese else names


def _english(problem: SpaceReasoningTree) -> str:
    """The question."""
    asked, number = _named(problem, False), problem.question.number
    several = f"{', '.join(asked[:-1])} and {asked[-1]}" if len(asked) > 1 else asked[0]
    words = {
        "cousins": f"{'second ' if number == 2 else 'are '}cousins of {several}",
        "nephews": f"are {('', 'children', 'grandchildren', 'great-grandchildren', '')[number]} of siblings of {several}",
        "below": f"{('', 'one', 'two', 'three', 'four')[number]} generations below {several}",
        "leaves": f"descendants of {several} have no children",
        "ancestor": f"lowest common ancestor of {several}",
        "depth": f"depths? of {several}",
        "distance": f"walks from {' to '.join(asked)}, each time by the shortest way",
    }
    return words[problem.question.kind]


def _chinese(problem: SpaceReasoningTree) -> str:
    """The question."""
    asked, number = _named(problem, True), problem.question.number
    several = f"{'、'.join(asked[:-1])}和{asked[-1]}" if len(asked) > 1 else asked[0]
    words = {
        "cousins": f"{several}的{'再' if number == 2 else ''}堂兄弟节点有哪些",
        "nephews": f"{several}的兄弟节点的{('', '子', '孙', '曾孙', '')[number]}节点有哪些",
        "below": f"{several}下面第 {number} 代",
        "leaves": f"{several}的后代当中，哪些没有子节点",
        "ancestor": f"{several}的最近公共祖先",
        "depth": f"{several}的深度",
        "distance": f"从{'，(先|再|)走到'.join([f'{asked[0]}出发', *asked[1:]])}，每一段都走最短的路",
    }
    return words[problem.question.kind]


def _counts(problem: SpaceReasoningTree) -> str:
    return ".*?".join(
        rf"{re.escape(problem.names[node])} has (no|exactly (one|{number})) child"
        for kind, (node, number, *_) in problem.statements
        if kind == "count"
    )


def _counts_in_chinese(problem: SpaceReasoningTree) -> str:
    shown = (
        (CHINESE_NAMES.get(problem.names[node], problem.names[node]), number)
        for kind, (node, number, *_) in problem.statements
        if kind == "count"
    )
    return ".*?".join(f"{name}(没有|恰好有 {number} 个)子节点" for name, number in shown)


def _each(reason: str, en: str, zh: str, *kinds: str) -> Rule:
    """A word that is explained where a question uses it."""
    return Rule(reason, {"en": en, "zh": zh}, _asks(*kinds))


RULES = (
    Rule("nodes", {"en": _english, "zh": _chinese}, _asks(*SETS)),
    Rule("number", {"en": _english, "zh": _chinese}, _asks("depth", "distance")),
    Rule("nodes", {"en": lambda p: rf"\b{len(p.names)} nodes", "zh": lambda p: f"{len(p.names)} 个节点"}),
    Rule("nodes", {"en": r"exactly one parent", "zh": "恰好有一个父节点|有且只有一个父节点"}),
    Rule("nodes", {"en": r"has no parent|root, which has none", "zh": "根节点没有父节点"}),
    Rule(
        "nodes",
        {
            "en": r"all nodes of the tree are named|all of (which|them) are (named|mentioned)|each of which occurs",
            "zh": "提到了所有节点|都在下面出现过",
        },
    ),
    Rule("nodes", {"en": _counts, "zh": _counts_in_chinese}, _tells("count")),
    Rule(
        "nodes",
        {"en": "Siblings are two different nodes with the same parent", "zh": "父节点相同的两个不同节点互为兄弟节点"},
        _tells("siblings", "aunt", "cousins"),
    ),
    Rule("nodes", {"en": "grandparent of a node is the parent of its parent", "zh": "父节点的父节点叫做祖父节点"}, _tells("grandparent")),
    Rule(
        "nodes",
        {"en": "Cousins are two nodes whose parents are siblings", "zh": "父节点互为兄弟节点，这两个节点就互为堂兄弟节点"},
        _tells("cousins"),
    ),
    _each("nodes", "Cousins are two nodes whose parents are siblings", "父节点互为兄弟节点，这两个节点就互为堂兄弟节点", "cousins"),
    _each("nodes", "Siblings are two different nodes", "父节点相同的两个不同节点互为兄弟节点", "cousins", "nephews"),
    Rule("nodes", {"en": "Second cousins are two nodes whose parents are cousins", "zh": "互为再堂兄弟节点"}, _both("cousins", 2)),
    Rule("nodes", {"en": "Children of grandchildren are great-grandchildren", "zh": "孙节点的子节点叫做曾孙节点"}, _both("nephews", 3)),
    _each("nodes", "children of a node are one generation below it", "子节点在它下面第 1 代", "below"),
    _each("nodes", "descendants of a node are its children", "都是它的后代", "leaves"),
    _each("nodes", "that is farthest from the root", "离根节点最远", "ancestor"),
    _each("number", "root has depth 0", "根节点的深度是 0", "depth"),
    _each("number", "link between each node and its parent, and no other", "每个节点和它的父节点之间有一条边", "distance"),
    _each("number", "a link counts each time it is used", "同一条边走几次就算几次", "distance"),
    Rule("format", {"en": "commas between them|name of the node|whole number", "zh": "用逗号隔开|写出这个节点的名称|用一个整数"}),
)


def _by(problem: SpaceReasoningTree, parents: tuple[int, ...], question: Question | None = None) -> str:
    """The answer for other parents, or to another question."""
    answer = answer_by(parents, children(parents), question or problem.question)
    return str(answer) if isinstance(answer, int) else ", ".join(problem.names[node] for node in answer)


def _direct(problem: SpaceReasoningTree) -> str:
    return _by(problem, told_outright(len(problem.names), problem.statements))


def _flattened(problem: SpaceReasoningTree) -> str:
    return _by(problem, taken_for_direct(len(problem.names), problem.statements))


def _one_off(problem: SpaceReasoningTree) -> str:
    """Kin one generation nearer: siblings for cousins, children for leaves, a parent for the ancestor; depths from 1; nodes for links."""
    asked = problem.question
    if asked.kind == "depth":
        return str(number_asked_for(problem.parents, asked) + len(asked.nodes))
    if asked.kind == "distance":
        return str(number_asked_for(problem.parents, asked) + 1)
    if asked.kind == "ancestor":
        return problem.names[problem.parents[asked.nodes[0]]]
    if asked.kind == "leaves":
        return _by(problem, problem.parents, Question("below", asked.nodes, 1))
    if asked.number > 1:
        return _by(problem, problem.parents, replace(asked, number=asked.number - 1))
    own = asked.nodes[0]
    return ", ".join(problem.names[node] for node in children(problem.parents)[problem.parents[own]] if node != own)


def _usual(problem: SpaceReasoningTree) -> str:
    """The root for ancestors; a number that is often right; else all that stand in a statement beside the node."""
    asked = problem.question
    if asked.kind == "ancestor":
        return problem.names[line(problem.parents, 0)[-1]]
    if asked.kind not in SETS:
        return str((len(problem.names).bit_length() - 1) * (len(asked.nodes) if asked.kind == "depth" else len(asked.nodes) - 1))
    beside = Counter(node for kind, nodes in problem.statements if kind != "count" and asked.nodes[0] in nodes for node in nodes)
    return ", ".join(problem.names[node] for node in beside if node != asked.nodes[0])


SHORTCUTS = (
    Shortcut("links told outright alone", _direct, (1.0, 0.3, 0.1, 0.03, *(0.02,) * 6)),
    Shortcut("indirect links taken for direct ones", _flattened, (1.0, 0.36, 0.15, 0.07, *(0.04,) * 6)),
    Shortcut("relatives one generation off", _one_off, (0.02,) * 10),
    Shortcut("the root, a usual number, those named beside the node", _usual, (0.25, 0.09, 0.1, 0.1, 0.1, 0.1, *(0.04,) * 4)),
)


def copies(problem: SpaceReasoningTree, rng: Random) -> Iterator[SpaceReasoningTree]:
    """Nodes numbered and named otherwise, statements in another order."""
    for _ in range(3):
        size = len(problem.names)
        place = rng.sample(range(size), size)
        names, parents = [""] * size, [-1] * size
        for node, name in enumerate(rng.sample(problem.names, size)):
            names[place[node]] = name
            parents[place[node]] = place[problem.parents[node]] if problem.parents[node] >= 0 else -1
        told = [_renumbered(statement, place) for statement in rng.sample(problem.statements, len(problem.statements))]
        asked = replace(problem.question, nodes=tuple(place[node] for node in problem.question.nodes))
        yield SpaceReasoningTree(tuple(names), tuple(parents), tuple(told), asked)


def _renumbered(statement: Statement, place: list[int]) -> Statement:
    kind, nodes = statement
    if kind == "count":
        return kind, (place[nodes[0]], nodes[1])
    new = [place[node] for node in nodes]
    if kind == "children":
        new[1:] = sorted(new[1:])
    elif kind in ("siblings", "cousins"):
        new.reverse()
    return kind, tuple(new)


def different(problem: SpaceReasoningTree, rng: Random) -> Iterator[SpaceReasoningTree]:
    """Another question; a statement less."""
    nodes = problem.question.nodes[:1]
    yield replace(problem, question=Question("leaves", nodes, 0) if problem.question.kind == "depth" else Question("depth", nodes, 0))
    left = rng.sample(range(len(problem.statements)), len(problem.statements) - 1)
    yield replace(problem, statements=tuple(problem.statements[number] for number in left))
