"""What a lazy solver would answer to a question about acids and bases, in SI units or as a pH: one idea left out."""

import math
from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.science.acid_base import AcidBase, Portion, acidity, answer, constants, mixture
from synth.verifiers.science.acid_base.substances import FORMS, SYSTEMS

Policy = Callable[[AcidBase], Fraction | None]


def log10(value: Fraction) -> Fraction:
    """By floats: they decide here whether a problem is drawn anew, and no verdict."""
    return Fraction(math.log10(value))


def _p(h: Fraction) -> Fraction | None:
    return -log10(h) if h > 0 else None


def own_pk(problem: AcidBase) -> Fraction | None:
    """The first weak acid's pKa, the pH where the pKa is asked for, 7 without a weak acid."""
    if problem.ask == "pKa for pH":
        return Fraction(problem.target)
    if problem.ask != "pH":
        return None
    return _p(constants(problem)[problem.weak[0].system][0]) if problem.weak else Fraction(7)


def strengths(portion: Portion) -> int:
    """Charge that it would bring if every proton came off acids, and every base took all it can."""
    system, f = FORMS[portion.substance]
    return f if not system or (f <= 0 and SYSTEMS[system].base) else 2 * f - SYSTEMS[system].steps


def all_strong(problem: AcidBase) -> Fraction | None:
    """Weak acids and bases as if they were strong."""
    if problem.ask != "pH":
        return None
    litres, parts = mixture(problem)
    net = sum((n * strengths(one) for (n, _, _), one in zip(parts, (*problem.start, *problem.added), strict=True)), Fraction(0))
    return _p(-net / litres) if net < 0 else _p(Fraction(problem.kw) * litres / net) if net else Fraction(7)


def first_alone(problem: AcidBase) -> Fraction | None:
    """The first solution, as if nothing were mixed with it."""
    first = next(one for one in problem.start if one.litres)
    weak = tuple(one for one in problem.weak if one.system == FORMS[first.substance][0])
    return answer(replace(problem, start=(first,), added=(), aliquot=(), weak=weak)) if problem.ask == "pH" else None


def root_of_k(problem: AcidBase) -> Fraction | None:
    """The root of K_a times the first weak substance's concentration, whatever else is there."""
    litres, parts = mixture(problem)
    place = next((part for part in parts if part[1] and part[0]), None)
    if problem.ask != "pH" or place is None:
        return None
    moles, system, f = place
    steps, kw = constants(problem)[system], Fraction(problem.kw)
    square = (steps[0] if f <= 0 else kw / steps[-1]) * moles / litres
    half = log10(square) / 2
    return -half if f <= 0 else -log10(kw) + half


def other_way(problem: AcidBase) -> Fraction | None:
    """The pOH for the pH, or the concentrations of the first two substances exchanged."""
    return -log10(Fraction(problem.kw)) - answer(problem) if problem.ask in ("pH", "pKa for pH") else None


def equivalence(problem: AcidBase) -> Fraction | None:
    """As much as makes up for all protons of weak acids, or all that bases can take; of a solid as many moles as of the first substance."""
    if problem.ask in ("pH", "pKa for pH"):
        return None
    portions = (*problem.start, *problem.added)
    free = next(one for one in portions if not (one.amount.si and one.strength.si))
    each = strengths(free) or 1
    _, parts = mixture(problem)
    moles = sum((n * strengths(one) for (n, _, _), one in zip(parts, portions, strict=True)), Fraction(0)) / -each
    if moles <= 0 or free.amount.unit == "g":
        moles = next(n for n, _, _ in parts if n)
    if problem.ask == "concentration for pH":
        return moles / free.amount.si
    return moles / free.strength.si if free.amount.unit == "mL" else moles * free.strength.si


def no_reaction(problem: AcidBase) -> Fraction | None:
    """Henderson's formula with the amounts of the first two substances as they were put in; nothing reacts."""
    weak = [one for one in problem.weak if one.constants]
    _, parts = mixture(problem)
    amounts = [n for n, _, _ in parts if n]
    if problem.ask != "pH" or not weak or len(amounts) < 2:
        return None
    return _p(constants(problem)[weak[0].system][0] * amounts[0] / amounts[1])


def ions_neglected(problem: AcidBase) -> Fraction | None:
    """[H+] and [OH-] left out of the charge balance; sound for buffers that are not dilute."""
    if problem.ask == "pH":
        return acidity(problem, water=False)
    return None


POLICIES: dict[str, Policy] = {
    "the pKa of the weak acid": own_pk,
    "weak acids and bases as if strong": all_strong,
    "the root of K c": root_of_k,
    "the pOH for the pH": other_way,
    "the amount for complete neutralization": equivalence,
    "amounts as put in, without reaction": no_reaction,
    "the first solution alone": first_alone,
}
