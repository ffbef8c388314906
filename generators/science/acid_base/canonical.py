"""Which mixtures are the same."""

from synth.verifiers.science.acid_base import AcidBase, Portion
from synth.verifiers.science.acid_base.substances import FORMS


def canonical(problem: AcidBase) -> object:
    """Strong acids, and bases, of equal charge are the same; so are portions in another order."""

    def told(portions: tuple[Portion, ...]) -> list[list[object]]:
        return sorted([list(FORMS[one.substance]), str(one.amount), str(one.strength)] for one in portions)

    aliquots = [[str(one.taken), str(one.filled)] for one in problem.aliquot]
    parts = [told(problem.start), told(problem.added)] if aliquots else [told((*problem.start, *problem.added)), []]
    return [
        problem.ask,
        parts,
        aliquots,
        sorted([one.system, *one.constants] for one in problem.weak),
        problem.kw,
        problem.target,
        problem.digits,
    ]
