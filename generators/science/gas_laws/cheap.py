"""What a lazy solver would answer, in SI units: an idea of the problem left out. Where one comes near, another problem is drawn."""

from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.parsers.units import NONE, PRESSURE
from synth.verifiers.science._given import Given
from synth.verifiers.science.gas_laws import GasLaws, worked
from synth.verifiers.science.gas_laws.vessels import Stage, Vessel, run

Policy = Callable[[GasLaws], float | None]


def _guarded(policy: Policy) -> Policy:
    """No answer where the changed problem has none."""

    def guess(problem: GasLaws) -> float | None:
        try:
            return policy(problem)
        except (ValueError, ZeroDivisionError):
            return None

    return guess


def _changed(problem: GasLaws, vessels: tuple[Vessel, ...], stages: tuple[Stage, ...]) -> float | None:
    """No answer where nothing is changed."""
    return float(worked(problem, vessels, stages, float)) if (vessels, stages) != (problem.vessels, problem.stages) else None


@_guarded
def celsius_as_kelvin(problem: GasLaws) -> float | None:
    """Degrees Celsius put into the formulas as they stand."""
    changed = _warm_as_told(problem)
    return _changed(problem, changed.vessels, changed.stages)


@_guarded
def without_last_stage(problem: GasLaws) -> float | None:
    return _changed(problem, problem.vessels, problem.stages[:-1])


@_guarded
def without_first_stage(problem: GasLaws) -> float | None:
    return _changed(problem, problem.vessels, problem.stages[1:])


@_guarded
def one_temperature(problem: GasLaws) -> float | None:
    """All vessels as warm as the first one, all the time."""
    warm = problem.vessels[0].temperature
    vessels = tuple(one if one.temperature == warm else replace(one, temperature=warm) for one in problem.vessels)
    return _changed(problem, vessels, tuple(one for one in problem.stages if one.kind != "heat"))


@_guarded
def equal_volumes(problem: GasLaws) -> float | None:
    """Vessels that are joined share the gas as if all were of one size."""
    size = problem.vessels[0].volume
    return _changed(problem, tuple(replace(one, volume=size) for one in problem.vessels), problem.stages)


@_guarded
def vapour_forgotten(problem: GasLaws) -> float | None:
    if not any(gas.vapour for one in problem.vessels for gas in one.gases):
        return None
    vessels = tuple(replace(one, gases=tuple(replace(gas, vapour="") for gas in one.gases)) for one in problem.vessels)
    return _changed(problem, vessels, problem.stages)


@_guarded
def no_root(problem: GasLaws) -> float | None:
    """The ratio of amounts, as if light gases were no faster."""
    if problem.ask != "ratio":
        return None
    inside = run(problem.vessels, problem.stages, problem.effusion, float).moles[problem.vessel]
    return float(inside[problem.gas] / inside[problem.other])


def a_told_pressure(problem: GasLaws) -> float | None:
    """The last quantity told that has the dimension of the answer."""
    found = [gas.amount for one in problem.vessels for gas in one.gases] + [given for one in problem.stages for given in one.amount]
    fitting = [given.si for given in found if given.unit and given.dimension == problem.dimension]
    return float(fitting[-1]) if fitting and problem.dimension != NONE else None


def pressures_averaged(problem: GasLaws) -> float | None:
    """The mean of the pressures that are told."""
    if problem.dimension != PRESSURE:
        return None
    told = [gas.amount.si for one in problem.vessels for gas in one.gases if gas.amount.dimension == PRESSURE]
    return float(sum(told)) / len(problem.vessels) if told else None


def mistakes(problem: GasLaws) -> tuple[Callable[[], GasLaws], ...]:
    """What makes the problem with a fact of it overlooked, the likeliest first."""
    size = problem.vessels[0].volume
    dry = tuple(replace(one, gases=tuple(replace(gas, vapour="") for gas in one.gases)) for one in problem.vessels)
    return (
        lambda: replace(problem, vessels=dry),
        lambda: _warm_as_told(problem),
        lambda: replace(problem, stages=problem.stages[:-1]),
        lambda: replace(problem, vessels=tuple(replace(one, volume=size) for one in problem.vessels)),
    )


def _warm_as_told(problem: GasLaws) -> GasLaws:
    """Degrees Celsius as they stand."""
    vessels = tuple(replace(one, temperature=_bare(one.temperature)) for one in problem.vessels)
    stages = tuple(replace(one, amount=(_bare(one.amount[0]),)) if one.kind == "heat" else one for one in problem.stages)
    return replace(problem, vessels=vessels, stages=stages)


def _bare(given: Given) -> Given:
    return Given(given.number, "K") if given.unit == "°C" else given


POLICIES: dict[str, Policy] = {
    "degrees Celsius as they stand": celsius_as_kelvin,
    "without the last stage": without_last_stage,
    "without the first stage": without_first_stage,
    "one temperature for all": one_temperature,
    "vessels of one size": equal_volumes,
    "water vapour forgotten": vapour_forgotten,
    "no root in effusion": no_root,
    "a number of the problem": a_told_pressure,
    "the mean of the pressures": pressures_averaged,
}
