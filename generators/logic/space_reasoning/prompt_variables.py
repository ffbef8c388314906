"""What the template shows of a problem, and which conventions it has to explain."""

from random import Random

from synth.verifiers.logic.space_reasoning import SpaceReasoning
from synth.verifiers.logic.space_reasoning.lattices import RINGS, Place


def show(place: Place) -> str:
    return "(" + ", ".join(map(str, place)) + ")"


def prompt_variables(problem: SpaceReasoning, rng: Random) -> dict[str, object]:
    ring = RINGS[problem.lattice]
    verbs = {event.verb for event in problem.log}
    return {
        "lattice": problem.lattice,
        "wrap": problem.wrap,
        "landmarks": problem.landmarks,
        "walkers": problem.walkers,
        "log": problem.log,
        "query": problem.query,
        "people": [walker.name for walker in problem.walkers],
        "ring": ", ".join(ring),
        "degrees": 360 // len(ring),
        "turns": bool(verbs & {"turn", "forward", "back"}),
        "jumps": bool(verbs & {"jump", "lost", "portal"}),
        "portals": "portal" in verbs,
        "retraces": "retrace" in verbs,
        "conditional": any(event.when for event in problem.log),
        "show": show,
    }
