"""Independent route: every node starts with all nodes as possible parents, statements strike parents out, and the graph that is left is
asked by networkx. It never looks at the parents that the problem holds."""

import re
from itertools import pairwise

import networkx

ROOT = 1 << 1000
"""The bit that stands for no parent; bit n stands for node n."""


def check(problem: dict, answer: str) -> bool:
    right = _answer(problem)
    if isinstance(right, int):
        return re.fullmatch(r"\s*\d{1,6}\s*", answer) is not None and int(answer) == right
    return sorted(re.findall(r"[A-Za-z0-9]+", answer)) == sorted(problem["names"][node] for node in right)


def solutions(problem: dict) -> int:
    """1 where the statements leave one parent to each node; more can't be told apart from none, and counts as 2."""
    possible = _possible(problem)
    return 1 if all(bits.bit_count() == 1 for bits in possible) and sum(bits == ROOT for bits in possible) == 1 else 2


def _possible(problem: dict) -> list[int]:
    """For each node its possible parents, after the statements have struck out what they can."""
    size = len(problem["names"])
    possible = [((1 << size) - 1 | ROOT) & ~(1 << node) for node in range(size)]
    told = [(kind, tuple(nodes)) for kind, nodes in problem["statements"]]
    before = None
    while before != possible:
        before = list(possible)
        for kind, nodes in told:
            _strike(possible, kind, nodes)
        roots = [node for node, bits in enumerate(possible) if bits & ROOT]
        if len(roots) == 1:
            possible[roots[0]] = ROOT
    return possible


def _strike(possible: list[int], kind: str, nodes: tuple[int, ...]) -> None:
    first, second = nodes[:2]
    if kind in ("parent", "children"):
        for node in nodes[1:]:
            possible[node] &= 1 << first
    if kind in ("count", "children"):
        number = second if kind == "count" else len(nodes) - 1
        sure = [node for node, bits in enumerate(possible) if bits == 1 << first]
        if len(sure) == number:
            for node in set(range(len(possible))) - set(sure):
                possible[node] &= ~(1 << first)
        maybe = [node for node, bits in enumerate(possible) if bits >> first & 1]
        if len(maybe) == number:
            for node in maybe:
                possible[node] &= 1 << first
    elif kind == "siblings":
        possible[first] = possible[second] = possible[first] & possible[second] & ~ROOT
    elif kind == "grandparent":
        possible[second] &= sum(1 << node for node, bits in enumerate(possible) if bits >> first & 1)
    elif kind == "aunt":
        possible[second] &= _brothers(possible, first)
    elif kind == "cousins":
        for one, other in ((first, second), (second, first)):
            possible[one] &= _union(_brothers(possible, node) for node in range(len(possible)) if possible[other] >> node & 1)


def _brothers(possible: list[int], node: int) -> int:
    """The nodes that may be siblings of this one."""
    own = possible[node] & ~ROOT
    return sum(1 << other for other, bits in enumerate(possible) if other != node and bits & own)


def _union(sets) -> int:
    found = 0
    for bits in sets:
        found |= bits
    return found


def _answer(problem: dict) -> int | set[int]:
    tree = networkx.DiGraph()
    for node, bits in enumerate(_possible(problem)):
        tree.add_node(node)
        if bits != ROOT:
            tree.add_edge(bits.bit_length() - 1, node)
    kind, nodes, number = (problem["question"][field] for field in ("kind", "nodes", "number"))
    root = next(node for node in tree if not tree.in_degree(node))
    from_root = networkx.single_source_shortest_path_length(tree, root)
    if kind == "depth":
        return sum(from_root[node] for node in nodes)
    if kind == "distance":
        both_ways = tree.to_undirected()
        return sum(networkx.shortest_path_length(both_ways, one, other) for one, other in pairwise(nodes))
    node = nodes[0]
    if kind == "below":
        return {other for other in tree if networkx.has_path(tree, node, other) and from_root[other] - from_root[node] == number}
    if kind == "leaves":
        return {other for other in networkx.descendants(tree, node) if not tree.out_degree(other)}
    if kind == "ancestor":
        shared = set.intersection(*(networkx.ancestors(tree, other) | {other} for other in nodes))
        return {max(shared, key=from_root.get)}
    related = _related(tree, node, number + 1 if kind == "cousins" else 1)
    return {other for other in related if from_root[other] - from_root[node] == (0 if kind == "cousins" else number)}


def _related(tree: networkx.DiGraph, node: int, generations: int) -> set[int]:
    """Nodes whose lowest common ancestor with this one is so many generations above it."""
    found = set()
    for other in tree:
        shared = networkx.lowest_common_ancestor(tree, node, other)
        way = networkx.shortest_path_length(tree, shared, node) if shared is not None else -1
        if way == generations:
            found.add(other)
    return found
