"""The same puzzle under other names, with statements in another order and with what is symmetric in them turned round. `Exactly two of us
five are knaves` is `exactly three are knights`."""

from collections.abc import Sequence

from synth.generators.solvers.labelling import least_form
from synth.verifiers.logic.knights_and_knaves import Claim, Count, Is, KnightsAndKnaves, Link, More, people_in


def canonical(problem: KnightsAndKnaves) -> object:
    """The statements with people numbered by canonical labelling."""
    involved = [sorted(people_in(claim).union(speakers)) for speakers, claim in problem.says]
    colours = [0] * len(problem.people)
    for (speakers, claim), people in zip(problem.says, involved, strict=True):
        weight = 1_000 * (len(people) + 20 * len(_text(claim, [0] * len(colours)))) + 1
        for person in people:
            colours[person] += weight * (2 if person in speakers else 1)  # tells most people apart at once

    def text(index: int, colour: Sequence[object]) -> str:
        speakers, claim = problem.says[index]
        return f"{sorted([str(colour[p]) for p in speakers])}:{_text(claim, colour)}"

    return least_form(colours, involved, text)


def _text(claim: Claim, colour: Sequence[object]) -> str:
    if isinstance(claim, Is):
        return f"{colour[claim.person]}={claim.knight}"
    if isinstance(claim, Count):
        how, number = claim.how, claim.number
        if not claim.knight:
            how, number = {"exactly": "exactly", "least": "most", "most": "least"}[how], len(claim.group) - number  # type: ignore[assignment]
        return f"{sorted([str(colour[p]) for p in claim.group])}{how}{number}"
    if isinstance(claim, More):
        groups = [sorted([str(colour[p]) for p in group]) for group in (claim.group, claim.than)]
        return f"{sorted(groups) if claim.equal else groups}{claim.knight}{claim.equal}"
    if isinstance(claim, Link):
        parts = [_text(claim.first, colour), _text(claim.second, colour)]
        return claim.how + str(parts if claim.how == "if" else sorted(parts))
    return f"{[str(colour[p]) for p in claim.chain]}>{_text(claim.claim, colour)}"
