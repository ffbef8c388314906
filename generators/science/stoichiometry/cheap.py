"""What a lazy solver would answer, in SI units: an idea of the problem left out. Where one comes near, another problem is drawn."""

from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import unit
from synth.verifiers.science.stoichiometry import Portion, Step, Stoichiometry, answer, worked

Policy = Callable[[Stoichiometry], Fraction | None]


def _guarded(policy: Policy) -> Policy:
    """No answer where the changed problem has none."""

    def guess(problem: Stoichiometry) -> Fraction | None:
        try:
            return policy(problem)
        except ValueError:
            return None

    return guess


def _ones(step: Step) -> tuple[int, ...]:
    return (1,) * (len(step.left) + len(step.right))


@_guarded
def not_balanced(problem: Stoichiometry) -> Fraction | None:
    return worked(problem, _ones)


@_guarded
def first_reagent(problem: Stoichiometry) -> Fraction | None:
    """The first portion of each reaction decides, whatever else is there."""
    return _without(problem, lambda one, before: any(other.step == one.step for other in before))


@_guarded
def last_reagent(problem: Stoichiometry) -> Fraction | None:
    """The last portion alone."""
    if problem.ask == "sample" or len(problem.portions) < 2:
        return None
    kept = problem.portions[-1]
    start = kept.step
    return answer(replace(problem, steps=problem.steps[start:], links=problem.links[start:], portions=(replace(kept, step=0),)))


def _without(problem: Stoichiometry, dropped: Callable[[Portion, list[Portion]], bool]) -> Fraction | None:
    if problem.ask == "sample":
        return None
    kept = list[Portion]()
    for one in problem.portions:
        if not dropped(one, kept) and (one.step == 0 or problem.ask == "needed"):
            kept.append(one)
    return answer(replace(problem, portions=tuple(kept))) if len(kept) < len(problem.portions) else None


@_guarded
def complete_and_pure(problem: Stoichiometry) -> Fraction | None:
    """Every yield and purity 100 percent."""
    changed = _complete(problem)
    return answer(changed) if changed != problem else None


@_guarded
def whole_titrated(problem: Stoichiometry) -> Fraction | None:
    """As if the whole solution had been titrated, not a part of it."""
    return answer(replace(problem, aliquot=())) if problem.aliquot else None


def half_of_the_sample(problem: Stoichiometry) -> Fraction | None:
    return problem.portions[0].amount.si / 2 if problem.portions[0].substance == "" else None


def as_much_as_put_in(problem: Stoichiometry) -> Fraction | None:
    """The first quantity told that has the dimension of the answer."""
    dimension = unit(problem.unit)[1]
    return next((one.amount.si for one in problem.portions if one.amount.dimension == dimension), None)


def _complete(problem: Stoichiometry) -> Stoichiometry:
    steps = tuple(replace(one, percent="") for one in problem.steps)
    portions = tuple(replace(one, percent="") for one in problem.portions)
    return replace(problem, steps=steps, portions=portions, purity="")


def mistakes(problem: Stoichiometry) -> tuple[Callable[[], Stoichiometry], ...]:
    """What makes the problem with a fact of it overlooked, the likeliest first."""
    return (
        lambda: replace(problem, aliquot=()),
        lambda: _complete(problem),
        lambda: replace(problem, portions=problem.portions[:1]),
        lambda: replace(problem, portions=problem.portions[-1:]),
    )


POLICIES: dict[str, Policy] = {
    "all coefficients are 1": not_balanced,
    "the first reagent decides": first_reagent,
    "the last reagent decides": last_reagent,
    "every yield and purity is 100 percent": complete_and_pure,
    "the whole solution is titrated": whole_titrated,
    "half of the sample": half_of_the_sample,
    "as much as was put in": as_much_as_put_in,
}
