"""Graphs: nodes on a circle, or in layers where arrows have a direction without circles."""

from collections.abc import Collection, Mapping, Sequence
from math import cos, pi, sin

from synth.generators.drawing.svg import dot, line, picture, text

RADIUS = 0.36


def graph(
    nodes: Sequence[object],
    edges: Sequence[tuple[object, object]],
    *,
    directed: bool = False,
    marked: Collection[object] = (),
    ways: Collection[tuple[object, object]] = (),
    labels: Mapping[tuple[object, object], str] | None = None,
) -> str:
    """Nodes with their names; `marked` ones in the colour of answers, as the edges in `ways`; `labels` stand on edges."""
    where, parts = _places(nodes, edges, directed), []
    for edge in edges:
        (x, y), (u, v) = where[edge[0]], where[edge[1]]
        length = max(((u - x) ** 2 + (v - y) ** 2) ** 0.5, 1e-9)
        dx, dy = (u - x) / length, (v - y) / length
        end = (u - dx * RADIUS, v - dy * RADIUS)
        parts.append(line([(x + dx * RADIUS, y + dy * RADIUS), end], "way" if edge in ways else "edge"))
        if directed:
            a, b = (end[0] - 0.22 * dx, end[1] - 0.22 * dy), (0.09 * dy, -0.09 * dx)
            parts.append(line([end, (a[0] + b[0], a[1] + b[1]), (a[0] - b[0], a[1] - b[1])], "arrow", closed=True))
        if labels and edge in labels:
            parts.append(text((x + u) / 2, (y + v) / 2 - 0.18, labels[edge], "small"))
    for name, (x, y) in where.items():
        parts += [dot(x, y, RADIUS, "fill" if name in marked else "cell soft"), text(x, y, name, "answer" if name in marked else "")]
    xs, ys = zip(*where.values(), strict=True)
    return picture(parts, (min(xs) - 0.6, min(ys) - 0.6, max(xs) - min(xs) + 1.2, max(ys) - min(ys) + 1.2))


def _places(nodes: Sequence[object], edges: Sequence[tuple[object, object]], directed: bool) -> dict[object, tuple[float, float]]:
    import networkx as nx

    layered = nx.DiGraph(edges)
    layered.add_nodes_from(nodes)
    if directed and len(nodes) <= 12 and nx.is_directed_acyclic_graph(layered):
        found = {}
        for column, layer in enumerate(nx.topological_generations(layered)):
            ordered = sorted(layer, key=str)
            for row, name in enumerate(ordered):
                found[name] = (2.0 * column, 1.5 * (row - (len(ordered) - 1) / 2) + 0.35 * (column % 2))
        return found
    reach = max(1.6, len(nodes) * 0.19)
    return {name: (reach * sin(2 * pi * i / len(nodes)), -reach * cos(2 * pi * i / len(nodes))) for i, name in enumerate(nodes)}
