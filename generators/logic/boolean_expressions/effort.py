"""What it takes to evaluate a problem: operators, leaves and arithmetic that no earlier operand makes needless, each statement once and
only where it is spoken of; and the deepest nesting, through the names of other statements too."""

from collections.abc import Mapping

from synth.verifiers.logic.boolean_expressions import BooleanExpressions, labels, statements
from synth.verifiers.logic.boolean_expressions.language import Node, evaluate, nodes

SHORT_CIRCUIT = {"and": False, "nand": False, "or": True, "nor": True, "implies": False}
"""The first operand after which the second need not be evaluated."""


def effort(problem: BooleanExpressions, truths: Mapping[str, bool]) -> float:
    """truths: of all facts and statements."""
    trees = statements(problem)
    depths: dict[str, int] = {}
    needed: set[str] = set()

    def depth(node: Node) -> int:
        if node.kind == "name":
            if node.token not in depths:
                depths[node.token] = depth(trees[node.token])
            return depths[node.token]
        inner = () if node.kind in ("comparison", "fact") else node.parts
        return (node.kind in ("not", "connective", "count", "quantifier")) + max(map(depth, inner), default=0)

    def steps(node: Node, known: Mapping[str, int]) -> int:
        kind, token, parts, _, variable, values = node
        if kind == "name" and token not in needed:
            needed.add(token)
            return 1 + steps(trees[token], truths)
        if kind in ("comparison", "arithmetic"):
            return sum(part.kind in ("comparison", "arithmetic") for part in nodes(node))
        if kind == "quantifier":
            total = 1
            for value in values:
                inner = {**known, variable: value}
                total += steps(parts[0], inner)
                if evaluate(parts[0], inner) != (token == "all"):
                    break
            return total
        if kind == "connective" and token in SHORT_CIRCUIT and evaluate(parts[0], known) is SHORT_CIRCUIT[token]:
            return 1 + steps(parts[0], known)
        return 1 + sum(steps(part, known) for part in parts)

    total = sum(steps(Node("name", name), truths) for name in labels(len(problem.expressions)))
    return float(total + max(map(depth, trees.values())))
