"""Cheap policies for heat: each leaves out one idea. A problem for which one of them comes near the answer is drawn anew."""

from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.heat import Heat, answer, states
from synth.verifiers.science.heat.vessel import Kind, Step, cycle

_BASES = {"g": "kg", "min": "s"}


def no_latent_heat(problem: Heat) -> Fraction | None:
    """Specific heats alone, from the temperatures that are told."""
    if problem.found or problem.ask != "temperature":
        return None
    k, total, capacity = problem.constants.si, Fraction(0), Fraction(problem.vessel)
    heat = capacity * problem.steps[0].celsius
    for step in problem.steps:
        v = step.values
        if step.kind == "add":
            each = v["m"] * {"ice": k.ice, "steam": k.steam}.get(step.substance, k.water)
        elif step.kind == "metal":
            each = v["m"] * v["c"]
        else:
            continue
        total, heat = total + each, heat + each * step.celsius
    return heat / (total + capacity) if any(step.substance in ("ice", "steam") for step in problem.steps) else None


def all_liquid(problem: Heat) -> Fraction | None:
    """Whatever the enthalpy, one liquid."""
    if problem.found or problem.ask not in ("temperature", "liquid"):
        return None
    state = states(problem)[-1]
    if problem.ask == "liquid":
        return state.mass
    value = state.enthalpy / (state.mass * problem.constants.si.water + state.capacity)
    return value if value != answer(problem) else None


def _of(problem: Heat, changed: Heat) -> Fraction | None:
    return answer(changed) if changed != problem else None


def _kept(problem: Heat, keep: Callable[[int, Step], bool]) -> Heat:
    return replace(problem, steps=tuple(step for place, step in enumerate(problem.steps) if keep(place, step)))


def nothing_removed(problem: Heat) -> Fraction | None:
    return _of(problem, _kept(problem, lambda _, step: step.kind != "remove"))


def no_vessel(problem: Heat) -> Fraction | None:
    return _of(problem, replace(problem, vessel=0))


def last_forgotten(problem: Heat) -> Fraction | None:
    return _of(problem, _kept(problem, lambda place, _: place < len(problem.steps) - 1)) if len(problem.steps) > 2 else None


def second_forgotten(problem: Heat) -> Fraction | None:
    return _of(problem, _kept(problem, lambda place, _: place != 1)) if len(problem.steps) > 2 else None


def _phases_alone(problem: Heat) -> Heat:
    def change(step: Step) -> Step:
        if step.kind != "add" or step.substance == "water":
            return step
        return replace(step, celsius=0 if step.substance == "ice" else 100)

    return replace(problem, steps=tuple(map(change, problem.steps)))


def phases_alone(problem: Heat) -> Fraction | None:
    """Ice as if it were at 0 °C, steam as if at 100 °C."""
    return _of(problem, _phases_alone(problem))


def put_in_is_left(problem: Heat) -> Fraction | None:
    """The mass of ice, water or steam that was put in."""
    name = {"liquid": "water"}.get(problem.ask, problem.ask)
    found = [step.values["m"] for step in problem.steps if step.kind == "add" and step.substance == name and not step.missing]
    return sum(found, Fraction(0)) if found and not problem.found else None


def _without_losses(problem: Heat) -> Heat:
    def change(step: Step) -> Step:
        whole = {"e": Given("1", "")}
        told = tuple(replace(told, amount=whole.get(told.what, told.amount)) for told in step.told)
        return replace(step, told=told, celsius={"engine": 1, "fridge": 273}.get(step.kind, step.celsius))

    return replace(problem, steps=tuple(map(change, problem.steps)))


def all_of_it(problem: Heat) -> Fraction | None:
    """All heat arrives; an engine gives on what it takes, a refrigerator takes out its work; a cycle's whole heat."""
    return _of(problem, _without_losses(problem))


def whole_area(problem: Heat) -> Fraction | None:
    """A triangle as a rectangle; the work under the upper side; efficiency by the two temperatures."""
    step = problem.steps[0]
    if problem.ask not in ("work", "taken", "waste", "efficiency"):
        return None
    v = step.values
    if problem.ask == "efficiency":
        return 1 - v["p1"] * v["V1"] / (v["p2"] * v["V2"])
    if problem.ask == "work":
        return v["p2"] * (v["V2"] - v["V1"]) if step.kind == "rectangle" else cycle(replace(step, kind="rectangle"), v).work
    return Fraction(5, 2) * v["p2"] * (v["V2"] - v["V1"])


def mistakes(problem: Heat) -> tuple[Callable[[], Heat], ...]:
    """What makes the problem with a fact of it overlooked, the likeliest first."""
    return (
        lambda: replace(problem, vessel=0),
        lambda: _without_losses(problem),
        lambda: _phases_alone(problem),
        lambda: replace(problem, steps=tuple(replace(s, kind=_SHAPES.get(s.kind, s.kind)) for s in problem.steps)),
        lambda: _kept(problem, lambda place, _: place != 1),
    )


_SHAPES: dict[str, Kind] = {"triangle": "rectangle", "rectangle": "triangle"}

GUESSES: dict[str, Callable[[Heat], Fraction | None]] = {
    "the vessel takes no heat": no_vessel,
    "ice at 0 °C, steam at 100 °C": phases_alone,
    "no latent heat": no_latent_heat,
    "everything is liquid": all_liquid,
    "nothing is taken away": nothing_removed,
    "the last step forgotten": last_forgotten,
    "the second step forgotten": second_forgotten,
    "what was put in is left": put_in_is_left,
    "no heat lost, no work done": all_of_it,
    "the wrong area": whole_area,
}
"""Name and policy, the likeliest to win first: a value in SI units (°C for a temperature), or None where it does not apply; ValueError
where nothing comes of it."""
