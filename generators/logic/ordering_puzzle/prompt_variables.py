"""What the templates of the ordering puzzle show: names in place of numbers, and which of the notes on wording are needed."""

from random import Random

from synth.verifiers.logic.ordering_puzzle import Apart, At, Before, Between, Clue, Link, OrderingPuzzle, atoms


def prompt_variables(problem: OrderingPuzzle, rng: Random) -> dict[str, object]:
    """The clues and the names in any order, and made-up names for the example."""
    parts = [part for clue in problem.clues for part in atoms(clue)]
    return {
        "theme": problem.theme,
        "count": len(problem.things),
        "things": rng.sample(problem.things, len(problem.things)),
        "clues": [_shown(problem, clue) for clue in rng.sample(problem.clues, len(problem.clues))],
        "with_next": any(isinstance(part, Apart) and part.by == 1 for part in parts),
        "with_place": any(isinstance(part, At) and len(part.places) == 1 for part in parts),
        "with_between": any(isinstance(part, Between) for part in parts),
        "with_if": any(isinstance(clue, Link) and clue.how == "if" for clue in problem.clues),
    }


def _shown(problem: OrderingPuzzle, clue: Clue) -> dict[str, object]:
    names = problem.things
    if isinstance(clue, Link):
        return {"form": clue.how, "first": _shown(problem, clue.first), "second": _shown(problem, clue.second)}
    if isinstance(clue, Before):
        return {"form": "just" if clue.next else "before", "a": names[clue.a], "b": names[clue.b]}
    if isinstance(clue, Between):
        return {"form": "between", "a": names[clue.a], "b": names[clue.b], "c": names[clue.c]}
    if isinstance(clue, Apart):
        form = ("beside" if clue.so else "apart") if clue.by == 1 else "distance"
        return {"form": form, "a": names[clue.a], "b": names[clue.b], "gap": clue.by - 1}
    return {"form": "end" if len(clue.places) > 1 else "place", "a": names[clue.a], "place": clue.places[0], "so": clue.so}
