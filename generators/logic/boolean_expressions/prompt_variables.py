"""What the template makes a prompt of: the statements as trees, and which constructions occur. All words stand in the template."""

from random import Random

from synth.generators.logic.boolean_expressions.facts import sentence
from synth.verifiers.logic.boolean_expressions import BooleanExpressions, definition_names, labels, statements


def prompt_variables(problem: BooleanExpressions, rng: Random) -> dict[str, object]:
    """expressions, definitions: (name, tree) in the order of their names; used: operators and kinds of parts that occur; facts: the
    sentence of each `#k`."""
    trees = statements(problem)
    names, defined = labels(len(problem.expressions)), definition_names(len(problem.definitions))
    used: set[str] = set()
    left = list(trees.values())
    while left:
        part = left.pop()
        used.add(part.token)
        used.add(part.kind)
        left += part.parts
    return {
        "expressions": [(name, trees[name]) for name in names],
        "definitions": [(name, trees[name]) for name in defined],
        "used": used,
        "facts": {f"#{number}": sentence(name) for number, (name, _) in enumerate(problem.facts)},
        "last": names[-1],
        "last_definition": defined[-1] if defined else "",
        "count": len(names),
    }
