"""Cheap policies for forces and energy: each leaves out one idea. A problem for which one of them comes near the answer is drawn anew."""

from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.forces_energy import ForcesEnergy, answer
from synth.verifiers.science.forces_energy.track import HITS, Part, State, Told, after, outcome

_BASES = {"g": "kg", "cm": "m", "km/h": "m/s", "N/cm": "N/m", "kN/m": "N/m", "kW": "W", "kJ": "J"}


def _bare(given: Given) -> Given:
    return replace(given, unit=_BASES.get(given.unit, given.unit))


def _retold(problem: ForcesEnergy, change: Callable[[Part, Told], Told]) -> ForcesEnergy:
    parts = [replace(part, told=tuple(change(part, told) for told in part.told)) for part in (*problem.parts, problem.end)]
    return replace(problem, parts=tuple(parts[:-1]), end=parts[-1])


def _of(problem: ForcesEnergy, changed: ForcesEnergy) -> Fraction | None:
    return answer(changed) if changed != problem else None


def _as_it_stands(problem: ForcesEnergy) -> ForcesEnergy:
    changed = _retold(problem, lambda _, told: replace(told, amount=_bare(told.amount)))
    bare = {"start": tuple(map(_bare, problem.start)), "found": tuple(map(_bare, problem.found))}
    return replace(changed, mass=_bare(problem.mass), **bare)


def without_units(problem: ForcesEnergy) -> Fraction | None:
    """Every number as it stands, as if in SI units."""
    return _of(problem, _as_it_stands(problem))


def _smooth(problem: ForcesEnergy) -> ForcesEnergy:
    slippery = Given("0", "")
    parts = tuple(
        replace(part, told=tuple(replace(told, amount=slippery) if told.what == "mu" else told for told in part.told))
        for part in problem.parts
    )
    return replace(problem, parts=parts)


def without_friction(problem: ForcesEnergy) -> Fraction | None:
    """No friction before the end."""
    return _of(problem, _smooth(problem))


def _by_whole_weight(problem: ForcesEnergy) -> ForcesEnergy:
    def change(part: Part, told: Told) -> Told:
        if told.what != "mu" or not part.rise or part.kind == "pull":
            return told
        return replace(told, amount=Given(f"{float(told.amount.si / part.slant[1]):.4f}", ""))

    return _retold(problem, change)


def whole_weight(problem: ForcesEnergy) -> Fraction | None:
    """Friction by the whole weight where the normal force is less or more."""
    return _of(problem, _by_whole_weight(problem))


def first_forgotten(problem: ForcesEnergy) -> Fraction | None:
    return answer(replace(problem, parts=problem.parts[1:])) if problem.parts else None


def last_forgotten(problem: ForcesEnergy) -> Fraction | None:
    return answer(replace(problem, parts=problem.parts[:-1])) if problem.parts else None


def no_collisions(problem: ForcesEnergy) -> Fraction | None:
    return _of(problem, replace(problem, parts=tuple(part for part in problem.parts if part.kind not in HITS)))


def energy_kept(problem: ForcesEnergy) -> Fraction | None:
    """No energy lost in a collision, all of it handed on."""
    if problem.found or not any(part.kind in HITS for part in problem.parts):
        return None
    g = Fraction(problem.g)
    state = State(problem.mass.si, problem.start[0].si ** 2 / 2, Fraction(0))
    for part in problem.parts:
        if part.kind in HITS:
            mass = part.values["M"] + (state.mass if part.kind == "stick" else 0)
            state = State(mass, state.half * state.mass / mass, state.heat)
        else:
            state = after(part, part.values, state, g)
    return outcome(problem.end, state, g)


def no_root(problem: ForcesEnergy) -> Fraction | None:
    """The square of a speed for the speed."""
    return answer(problem) ** 2 if problem.unit == "m/s" else None


def mistakes(problem: ForcesEnergy) -> tuple[Callable[[], ForcesEnergy], ...]:
    """What makes the problem with a fact of it overlooked, the likeliest first."""
    return (
        lambda: _smooth(problem),
        lambda: replace(problem, parts=tuple(part for part in problem.parts if part.kind not in HITS)),
        lambda: _as_it_stands(problem),
        lambda: replace(problem, parts=problem.parts[1:]),
    )


GUESSES: dict[str, Callable[[ForcesEnergy], Fraction | None]] = {
    "numbers as they stand, whatever their units": without_units,
    "no friction before the end": without_friction,
    "friction by the whole weight on slopes": whole_weight,
    "the first part forgotten": first_forgotten,
    "the last part forgotten": last_forgotten,
    "no collisions": no_collisions,
    "energy kept in collisions": energy_kept,
    "no root at the end": no_root,
}
"""Name and policy: a value in SI units, or None where it does not apply; ValueError where nothing comes of it."""
