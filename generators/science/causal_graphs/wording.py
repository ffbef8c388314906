"""What the templates of causal graphs are filled with: letters, arrows, and for each variable its place among the causes and effects."""

from random import Random

from synth.verifiers.science.causal_graphs import LABELS, CausalGraphs, in_order


def prompt_variables(problem: CausalGraphs, rng: Random) -> dict[str, object]:
    order = in_order(problem.count, problem.arrows)
    return {
        "theme": problem.theme,
        "ask": problem.ask,
        "variables": [(LABELS[place], order.index(place)) for place in range(problem.count)],
        "arrows": [(LABELS[a], LABELS[b]) for a, b in problem.arrows],
        "x": LABELS[problem.x],
        "y": LABELS[problem.y] if problem.y >= 0 else "",
        "z": [LABELS[place] for place in problem.z],
        "hidden": [LABELS[place] for place in problem.hidden],
        "example": rng.choice(("P, R", "Q, S, T", "P, Q, S", "R, T")),
    }
