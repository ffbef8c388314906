"""The effort of boolean expressions, that the kernel counts on tokens, counted on trees."""

import pytest
from drawing import samples

from synth.verifiers.logic.boolean_expressions import labels, statements
from synth.verifiers.logic.boolean_expressions.language import CONNECTIVES, COUNTS, Node, evaluate, evaluate_all, nodes

SHORT_CIRCUIT = {"and": False, "nand": False, "or": True, "nor": True, "implies": False}
"""The first operand after which the second need not be evaluated."""


def _effort(problem, truths):
    trees = statements(problem)
    depths = {}
    needed = set()

    def depth(node):
        if node.kind == "name":
            if node.token not in depths:
                depths[node.token] = depth(trees[node.token])
            return depths[node.token]
        inner = () if node.kind in ("comparison", "fact") else node.parts
        return (node.kind in ("not", "connective", "count", "quantifier")) + max(map(depth, inner), default=0)

    def steps(node, known):
        """Of a part that is true or false, and whether it is true."""
        kind, token, parts, number, variable, values = node
        if kind in ("name", "fact"):
            if kind == "fact" or token in needed:
                return 1, bool(known[token])
            needed.add(token)
            total, true = steps(trees[token], truths)
            return 1 + total, true
        if kind == "comparison":
            return sum([part.kind in ("comparison", "arithmetic") for part in nodes(node)]), evaluate(node, known)
        total = 1
        met = []
        if kind == "quantifier":
            for value in values:
                taken, true = steps(parts[0], {**known, variable: value})
                total += taken
                if true != (token == "all"):
                    return total, true
            return total, token == "all"
        for part in parts:
            taken, true = steps(part, known)
            total += taken
            met.append(true)
            if len(met) == 1 and SHORT_CIRCUIT.get(token) is true:
                return total, CONNECTIVES[token](true, False)  # whatever the second is
        if kind == "not":
            return total, not met[0]
        return total, COUNTS[token](sum(met), number) if kind == "count" else CONNECTIVES[token](met[0], met[1])

    total = sum(steps(Node("name", name), truths)[0] for name in labels(len(problem.expressions)))
    return float(total + max(map(depth, trees.values())))


@pytest.mark.parametrize("level", range(1, 11))
def test_effort_is_what_it_takes_to_evaluate(level):
    for sample in samples("logic/boolean_expressions", level, 25):
        facts = {f"#{number}": truth for number, (_, truth) in enumerate(sample.problem.facts)}
        assert sample.effort == _effort(sample.problem, facts | evaluate_all(statements(sample.problem), facts))
