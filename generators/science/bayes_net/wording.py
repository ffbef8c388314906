"""What the templates of Bayesian networks are filled with: for each variable its parents and its chances, row by row."""

from itertools import product
from random import Random

from synth.verifiers.science.bayes_net import LABELS, BayesNet, State, Variable


def chance(percent: int) -> str:
    """`0.3`, `0.35`."""
    return f"{percent / 100:g}"


def in_order(variable: Variable) -> list[tuple[tuple[bool, ...], int]]:
    """The states of the parents, with the last one changing fastest, and the chance in percent."""
    every = product((True, False), repeat=len(variable.parents))
    return [(states, variable.table[sum(on << j for j, on in enumerate(states))]) for states in every]


def _states(states: tuple[State, ...]) -> list[tuple[str, bool]]:
    return [(LABELS[state.variable], state.on) for state in states]


def prompt_variables(problem: BayesNet, rng: Random) -> dict[str, object]:
    told = []
    for place, variable in enumerate(problem.variables):
        rows = [(states, chance(percent)) for states, percent in in_order(variable)]
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
