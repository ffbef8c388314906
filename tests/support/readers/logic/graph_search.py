"""Reads a directed graph and finds the one shortest path, or the one first step to each goal, as asked."""

import re

from networkx import DiGraph, all_shortest_paths, descendants
from reading import Unread, body


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    graph = DiGraph()
    for line in text.splitlines():
        if m := re.fullmatch(r"(\d+)(?: links to|:) (\d+(?:, \d+)*)\.?", line.strip()):
            graph.add_edges_from((m[1], head) for head in m[2].split(", "))
        if re.fullmatch(r"\d+ ?(?:->|>|→|-->|=>) ?\d+(?:[,;] \d+ ?(?:->|>|→|-->|=>) ?\d+)*[.;]?", line.strip()):
            graph.add_edges_from(re.findall(r"(\d+) ?(?:->|>|→|-->|=>) ?(\d+)", line))
    if not graph:
        raise Unread(text)
    if m := re.search(r"shortest path from (?:square |vertex |node |station |page |room )?(\d+) to (?:square |vertex |node |station |page |room )?(\d+)", text):
        paths = list(all_shortest_paths(graph, m[1], m[2]))
        return len(paths) == 1 and answer == ", ".join(paths[0])
    if m := re.search(r"(?:these|the following) \w+ can be reached from \w+ (\d+) [a-z ]+: ((?:\d+(?:, | and )?)+)", text):
        reached = descendants(graph, m[1])
        return sorted(answer.split(", ")) == sorted(one for one in re.findall(r"\d+", m[2]) if one in reached)
    m = re.search(r"(?:being|are|stand|start|begin|standing) (?:at|in|on) \w+ (\d+)\. For each of these (\d+) goals in turn: ((?:\d+(?:, | and )?)+), say", text)
    if not m:
        raise Unread(text)
    goals = re.findall(r"\d+", m[3])
    firsts = [[step for step in graph[m[1]] if goal == step or goal in descendants(graph, step)] for goal in goals]
    return len(goals) == int(m[2]) and all(len(first) == 1 for first in firsts) and answer == ", ".join(first[0] for first in firsts)
