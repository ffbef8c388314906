"""Independent route: shortest paths and descendants by networkx."""

import re

import networkx as nx


def _graph(problem: dict) -> nx.DiGraph:
    return nx.DiGraph([tuple(edge) for edge in problem["edges"]])


def _first(graph: nx.DiGraph, start: int, goal: int) -> list[int]:
    """The neighbours of the start that are the goal or have it among their descendants."""
    return [first for first in graph.successors(start) if first == goal or goal in nx.descendants(graph, first)]


def check(problem: dict, answer: str) -> bool:
    graph, start, goals = _graph(problem), problem["start"], problem["goals"]
    numbers = [int(number) for number in re.findall(r"\d+", answer)]
    if problem["ask"] == "path":
        return numbers in list(nx.all_shortest_paths(graph, start, goals[0]))
    if problem["ask"] == "next":
        return [[number] for number in numbers] == [_first(graph, start, goal) for goal in goals]
    return sorted(numbers) == sorted(nx.descendants(graph, start) & set(goals))


def solutions(problem: dict) -> int:
    graph, start, goals = _graph(problem), problem["start"], problem["goals"]
    if problem["ask"] == "path":
        return len(list(nx.all_shortest_paths(graph, start, goals[0])))
    if problem["ask"] == "next":
        return int(all(len(_first(graph, start, goal)) == 1 for goal in goals))
    return 1
