"""The canonical form of a problem: people are numbered by colour refinement, statements sorted."""

from collections.abc import Sequence

from synth.generators.solvers.labelling import least_form
from synth.verifiers.logic.web_of_lies import Claim, Count, Is, Same, WebOfLies, Would, people_in


def canonical(problem: WebOfLies) -> object:
    """Renamed people and reordered statements share it; so do the sides of a symmetric claim and the order of the asked."""
    lines = [(-1, claim) for claim in problem.facts] + [*problem.says]
    involved = [sorted(people_in(claim) | ({speaker} if speaker >= 0 else set())) for speaker, claim in lines]

    def text(index: int, colour: Sequence[object]) -> str:
        speaker, claim = lines[index]
        return f"{'' if speaker < 0 else colour[speaker]}:{_text(claim, colour)}"

    colours = [int(person in problem.asked) for person in range(len(problem.people))]
    return [len(problem.people), problem.spies, len(problem.asked), least_form(colours, involved, text)]


def _text(claim: Claim, colour: Sequence[object]) -> str:
    if isinstance(claim, Is):
        return f"{colour[claim.person]}={claim.kind}"
    if isinstance(claim, Same):
        return f"{sorted([str(colour[claim.a]), str(colour[claim.b])])}{claim.same}"
    if isinstance(claim, Count):
        return f"{sorted(str(colour[p]) for p in claim.group)}{claim.kind}{claim.how}{claim.number}"
    if isinstance(claim, Would):
        return f"{[str(colour[p]) for p in claim.chain]}>{_text(claim.claim, colour)}"
    sides = [_text(claim.a, colour), _text(claim.b, colour)]
    return claim.how + str(sides if claim.how == "if" else sorted(sides))
