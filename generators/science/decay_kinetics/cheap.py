"""What a lazy solver would answer about decay and rates, in SI units: one idea left out. Floats will do to guess."""

import math
from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.science.decay_kinetics import DecayKinetics
from synth.verifiers.science.decay_kinetics.cases import Case, Dating, Isotope, Mixture, Rates, Reaction, Series, Value

Policy = Callable[[DecayKinetics], float | None]


def _answer(case: Case) -> float | None:
    try:
        return float(case.answer())
    except (ValueError, ZeroDivisionError):
        return None


def told(case: Case) -> list[Value]:
    """The quantities of a case, in the order of the prompt."""
    match case:
        case Isotope():
            found = [case.half_life, case.start, case.end, case.time]
        case Dating():
            found = [case.half_life, case.ratio]
        case Series():
            found = [*case.half_lives, case.start, case.time]
        case Mixture():
            found = [*case.half_lives, case.first, case.second, case.time, case.later]
        case Rates():
            found = [case.rows[0].rate]
        case Reaction():
            found = [one for run in (*case.runs, case.asked) for one in (run.constant, run.start, run.end, run.time)]
    return [one for one in found if one.si]


def first_told(problem: DecayKinetics) -> float | None:
    """The first quantity of the kind asked for, as it stands."""
    kinds = [one for one in told(problem.case) if one.dimension == problem.case.dimension]
    return float(kinds[0].si) if kinds else None


def without_ln_2(problem: DecayKinetics) -> float | None:
    """The half-life taken for the mean life, or a slope by decadic logarithms."""
    case, right = problem.case, _answer(problem.case)
    if right is None:
        return None
    match case:
        case Isotope():
            if case.half_life.si and case.time.si:
                turns = float(case.time.si / case.half_life.si)
                return float(case.start.si) * math.exp(-turns) if case.start.si else float(case.end.si) * math.exp(turns)
            return right * math.log(2) if case.half_life.si else right / math.log(2)
        case Dating():
            return right * math.log(2)
        case Series() if case.ask == "time of greatest":
            return right * math.log(2)
        case Reaction() if case.ask == "barrier":
            return right / math.log(10)
        case Reaction() if case.order == 1 and case.ask in ("time", "half-life"):
            return right / math.log(10)
    return None


def linear(problem: DecayKinetics) -> float | None:
    """As if what happens in a time were the same at all times: half of the first amount in each half-life, a constant rate, a rate constant
    that rises by as much for each kelvin."""
    case = problem.case
    match case:
        case Isotope():
            start, end = float(case.start.si), float(case.end.si)
            if not case.start.si or not case.end.si:
                lost = float(case.time.si / case.half_life.si) / 2
                return start * (1 - lost) if start else end / (1 - lost) if lost < 1 else None
            share = 2 * (1 - end / start)
            return float(case.half_life.si) * share if case.half_life.si else float(case.time.si) / share
        case Dating():
            return float(case.half_life.si * case.ratio.si / case.branch.si)
        case Rates():
            if case.ask == "constant":
                return None
            first, asked = case.rows[0], case.asked[0]
            return float(first.rate.si * asked.a.si * asked.b.si / first.a.si / first.b.si)
        case Reaction():
            if len(case.runs) == 2 and case.ask == "constant":
                one, two = ((float(run.temperature.si), float(case.rate_constant(run))) for run in case.runs)
                return one[1] + (two[1] - one[1]) / (two[0] - one[0]) * (float(case.asked.temperature.si) - one[0])
            return _answer_as(case, 0)
    return None


def _answer_as(case: Reaction, order: int) -> float | None:
    """As if the reaction were of another order."""
    if case.order == order or any(run.constant.si for run in case.runs):
        return None
    if order != 1 and any(not run.start.si for run in (*case.runs, case.asked) if case.ask in ("time", "half-life")):
        return None
    return _answer(_changed(case, order))


def mistakes(problem: DecayKinetics) -> tuple[Callable[[], DecayKinetics], ...]:
    """What makes the problem with a fact of it overlooked, the likeliest first."""
    case = problem.case

    def of_order(order: int) -> DecayKinetics:
        if not isinstance(case, Reaction) or case.order == order or case.ask == "constant" or any(run.constant.si for run in case.runs):
            raise ValueError("no order to mistake")
        return replace(problem, case=_changed(case, order))

    def all_of_it() -> DecayKinetics:
        if not isinstance(case, Dating | Series):
            raise ValueError("no share")
        return replace(problem, case=replace(case, branch=Value("1", "")))

    def exchanged() -> DecayKinetics:
        if isinstance(case, Series | Mixture):
            return replace(problem, case=replace(case, half_lives=case.half_lives[::-1]))
        raise ValueError("one half-life")

    def as_one_number() -> DecayKinetics:
        if isinstance(case, Isotope) and case.start.si and case.end.si:
            return replace(problem, case=replace(case, start=replace(case.start, number=f"{float(case.start.number) / 2:.6g}")))
        raise ValueError("no ratio to halve")

    return (all_of_it, lambda: of_order(1), lambda: of_order(0), exchanged, as_one_number)


def _changed(case: Reaction, order: int) -> Reaction:
    return (
        replace(case, order=order)
        if order != 1 or case.ask != "half-life"
        else replace(case, order=1, asked=replace(case.asked, start=Value("0", "mol/L")))
    )


def first_order(problem: DecayKinetics) -> float | None:
    """Every reaction is of first order, in each substance of a table too."""
    case = problem.case
    if isinstance(case, Rates):
        last = case.rows[-1]
        k = last.rate.si / last.a.si / last.b.si
        return float(k if case.ask == "constant" else k * case.asked[0].a.si * case.asked[0].b.si)
    return _answer_as(case, 1) if isinstance(case, Reaction) else None


def one_temperature(problem: DecayKinetics) -> float | None:
    """The rate constant of the first run at every temperature; for a temperature, that of the second run."""
    case = problem.case
    if not isinstance(case, Reaction) or not case.runs[0].temperature.unit:
        return None
    if case.ask == "temperature":
        return float(case.runs[-1].temperature.si)
    asked = replace(case.asked, temperature=Value("0", ""))
    try:
        return _answer(replace(case, runs=case.runs[:1], barrier=Value("0", "kJ/mol"), asked=asked))
    except ValueError:
        return None


def parent_alone(problem: DecayKinetics) -> float | None:
    """The parent's own activity in place of its daughter's, or one isotope in place of two."""
    case = problem.case
    if isinstance(case, Series) and case.ask == "activity":
        return float(case.start.si * case.branch.si) * 0.5 ** float(case.time.si / case.half_lives[0].si)
    if isinstance(case, Series) and case.ask == "greatest":
        return float(case.start.si * case.branch.si)
    if isinstance(case, Mixture):
        first, second, time = float(case.first.si), float(case.second.si), float(case.time.si)
        if case.ask == "later":
            return first * (second / first) ** float(case.later.si / case.time.si)
        return second * 2 ** (time / float(case.half_lives[case.ask == "two"].si)) if case.ask else None
    return None


def daughter_alone(problem: DecayKinetics) -> float | None:
    """All of the activity as if the last isotope had been there from the start; half of the whole in a mixture."""
    case = problem.case
    if isinstance(case, Series) and case.ask == "activity":
        rate = math.log(2) / float(case.half_lives[-1].si)
        return float(case.start.si * case.branch.si) * -math.expm1(-rate * float(case.time.si))
    return float(case.first.si) / 2 if isinstance(case, Mixture) and case.ask != "later" else None


POLICIES: dict[str, Policy] = {
    "the first quantity of that kind": first_told,
    "half-life and mean life confused, or decadic logarithms": without_ln_2,
    "a constant rate": linear,
    "first order in all": first_order,
    "one temperature for all": one_temperature,
    "the parent alone": parent_alone,
    "the daughter alone": daughter_alone,
}
