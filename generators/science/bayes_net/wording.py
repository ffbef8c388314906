"""What the templates of Bayesian networks are filled with: for each variable its parents and its chances, row by row."""

from random import Random

from synth.verifiers.science.bayes_net import LABELS, BayesNet, State


def chance(percent: int) -> str:
    """`0.3`, `0.35`."""
    return f"{percent / 100:g}"


def _states(states: tuple[State, ...]) -> list[tuple[str, bool]]:
    return [(LABELS[state.variable], state.on) for state in states]


def prompt_variables(problem: BayesNet, rng: Random) -> dict[str, object]:
    told = []
    for place, variable in enumerate(problem.variables):
        size = len(variable.parents)
        rows = [([bool(row >> j & 1) for j in range(size)], chance(variable.table[row])) for row in reversed(range(2**size))]
        told.append({"name": LABELS[place], "parents": [LABELS[parent] for parent in variable.parents], "rows": rows})
    number = f"{rng.randint(2, 12)}/{rng.choice((31, 37, 41, 43))}"
    letters = rng.choice(("P, R", "Q", "R, S"))
    return {
        "theme": problem.theme,
        "variables": told,
        "seen": _states(problem.seen),
        "asked": _states(problem.asked),
        "best": problem.best,
        "example": f"{letters}; {number}" if problem.best else number,
    }
