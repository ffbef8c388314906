"""The length of the pencil route: the arrows of all paths that have to be looked at, and the variables that have to be judged."""

from collections.abc import Sequence

import numpy as np

from synth.generators.science.causal_graphs import kernel
from synth.verifiers.exact import Fraction
from synth.verifiers.science.causal_graphs import Graph

WEIGHTS = {"separated": Fraction(1, 6), "block": Fraction(1, 2), "smallest": Fraction(1), "harmful": Fraction(2), "adjust": Fraction(3)}
"""Paths to all others are gone through together, and half of those to one are cut off early; where no set is named or each variable is
tried, the back doors are gone through again."""


def effort(ask: str, graph: Graph, x: int, y: int, free: Sequence[int]) -> int:
    """free: the variables that may be in the set."""
    parents, children = np.array(graph.parents, np.int64), np.array(graph.children, np.int64)
    paths = kernel.arrows_of_paths(parents, children, x, ask not in ("separated", "block"))
    looked_at, weight = int(paths[y] if y >= 0 else paths.sum()), WEIGHTS[ask]
    return looked_at * weight.numerator // weight.denominator + 3 * len(free)
