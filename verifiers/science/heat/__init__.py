"""Heat: the final state of ice, water, steam and metals in a vessel, or what brought it about; work and efficiency of cycles of a gas.

Refused for the first of: format (no quantity), unit (a missing unit, or one of another dimension), value (another value)."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import quantities
from synth.verifiers.parsers.units import ENERGY, KELVIN_AT_0_CELSIUS, MASS, NONE, TEMPERATURE, Dimension
from synth.verifiers.science import _derivation
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.heat.route import Route
from synth.verifiers.science.heat.vessel import DIMENSIONS, Constants, Heats, State, Step, Told, after, cycle, phases

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Heat", "answer", "begun", "proven", "route", "states", "verify", "verify_trace"]

ASKS: dict[str, Dimension] = {"temperature": TEMPERATURE, "ice": MASS, "liquid": MASS, "steam": MASS}
ASKS |= {"work": ENERGY, "taken": ENERGY, "waste": ENERGY, "efficiency": NONE}
"""What may be asked, and its dimension: the last four of a cycle alone."""
MOST = 10**9


class Heat(Problem, frozen=True):
    constants: Constants
    vessel: Annotated[int, Meta(ge=0, le=5000)]
    """Its heat capacity in J/K; it begins at the temperature of what is put in first."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=10)]
    """In their order; between steps everything comes to equilibrium."""
    ask: Literal["temperature", "ice", "liquid", "steam", "work", "taken", "waste", "efficiency"]
    """Of the vessel at the end; or of one run of the cycle that is the only step."""
    found: Annotated[tuple[Given, ...], Meta(max_length=1)]
    """What is told of that, where the one quantity that is missing is asked for instead."""
    digits: Annotated[int, Meta(ge=2, le=4)]
    """Significant figures of the answer."""
    unit: Literal["", "°C", "g", "kg", "J", "kJ", "W", "kW", "s", "min", "J/(kg K)"]
    """In which the answer is asked for; empty for what has no unit."""

    def __post_init__(self) -> None:
        cycles = sum(step.kind in ("rectangle", "triangle") for step in self.steps)
        if ASKS[self.ask] != ENERGY and self.ask != "efficiency":
            if self.steps[0].kind not in ("add", "metal"):
                raise ValueError("something is put in first")
        elif cycles != 1 or len(self.steps) > 1 or self.found or self.vessel:
            raise ValueError("a cycle is asked about alone")
        missing = [name for step in self.steps for name in step.missing]
        if len(missing) != len(self.found) or any(name in ("e", "p1", "p2", "V1", "V2", "n") for name in missing):
            raise ValueError("one quantity is missing where something is told of the end")
        if self.found and (self.found[0].dimension != ASKS[self.ask] or self.ask == "liquid"):
            raise ValueError("a temperature, or the mass of ice or steam, is told of the end")
        if (unit(self.unit)[1] if self.unit else NONE) != self.dimension:
            raise ValueError("a unit of another dimension")
        value = answer(self)
        if not (0 < abs(value) < MOST) or (value < 0 and (self.found or self.ask != "temperature")):
            raise ValueError("an answer that is not above 0")

    @property
    def dimension(self) -> Dimension:
        """Of the answer."""
        return next((DIMENSIONS[name] for step in self.steps for name in step.missing), ASKS[self.ask])


def begun(vessel: int, celsius: int) -> State:
    """A vessel alone, of that heat capacity and temperature."""
    return State(Fraction(0), Fraction(vessel), Fraction(vessel * celsius))


@kept
def answer(problem: Heat) -> Fraction:
    """The quantity that is asked for, in SI units, but a temperature in °C. Raises ValueError where the problem does not fix it."""
    if problem.ask in ("work", "taken", "waste", "efficiency"):
        run = cycle(problem.steps[0], problem.steps[0].values)
        ratio = run.work / run.taken
        return {"work": run.work, "taken": run.taken, "waste": run.taken - run.work, "efficiency": ratio}[problem.ask]
    if not problem.found:
        now = phases(problem.constants.si, states(problem)[-1])
        return {"temperature": now.celsius, "ice": now.ice, "liquid": now.liquid, "steam": now.steam}[problem.ask]
    place = next(number for number, step in enumerate(problem.steps) if step.missing)
    first, steps = begun(problem.vessel, problem.steps[0].celsius), problem.steps[place:]
    state = [first, *_through(problem, problem.steps[:place], first)][-1]
    low, high = (_left(problem, _last(problem, steps, state, Fraction(value))) for value in (0, 1))
    if low == high:
        raise ValueError("the end does not depend on it")
    value = low / (low - high)
    now = phases(problem.constants.si, _through(problem, steps, state, value)[-1])
    told = Fraction(problem.found[0].number) if problem.ask == "temperature" else problem.found[0].si
    if value <= 0 or {"temperature": now.celsius, "ice": now.ice, "steam": now.steam}[problem.ask] != told:
        raise ValueError("no such end")
    return value


def states(problem: Heat, value: Fraction | None = None) -> list[State]:
    """Behind each step, with a value of what is missing. Raises ValueError where a step does not go as it is told."""
    return _through(problem, problem.steps, begun(problem.vessel, problem.steps[0].celsius), value)


def _through(problem: Heat, steps: Sequence[Step], state: State, value: Fraction | None = None) -> list[State]:
    """The same for some of its steps, from the state that they meet."""
    found, k = list[State](), problem.constants.si
    for step in steps:
        v = step.values | {name: value for name in step.missing if value is not None}
        reversible = step.kind in ("engine", "fridge")
        if reversible:
            _beside_ice(k, state)
        state = after(k, step, v, state)
        if reversible:
            _beside_ice(k, state)
        found.append(state)
    return found


def _beside_ice(k: Heats, state: State) -> None:
    now = phases(k, state)
    if not (now.celsius == 0 and now.ice > 0 and now.liquid > 0):
        raise ValueError("not ice and water at 0 °C")


def _last(problem: Heat, steps: Sequence[Step], state: State, value: Fraction) -> State:
    """The last state, linear in the value of what is missing in the first of the steps, whether or not each step goes as it is told.
    Raises ValueError where a phase is taken away later."""
    k = problem.constants.si
    for step in steps:
        if step.kind == "remove":
            raise ValueError("what is taken away is not known")
        state = after(k, step, step.values | dict.fromkeys(step.missing, value), state)
    return state


def _left(problem: Heat, state: State) -> Fraction:
    """How far the enthalpy is above that of the end that is told."""
    k, found = problem.constants.si, problem.found[0]
    if problem.ask == "ice":
        return state.enthalpy + found.si * k.melting
    if problem.ask == "steam":
        return state.enthalpy - 100 * (state.mass * k.water + state.capacity) - found.si * k.boiling
    return state.enthalpy - (state.mass * k.water + state.capacity) * Fraction(found.number)


_NAMES = {
    "ice": "(?:of )?ice|的?冰",
    "water": "(?:of )?(?:liquid )?water|的?(?:液态)?水",
    "steam": "(?:of )?(?:steam|water vapou?r)|的?水蒸气",
}


def _without_name(problem: Heat, answer_text: str) -> str:
    """`97.5 g` for `97.5 g of ice`, where that is what was asked for."""
    if problem.dimension != MASS or len(answer_text) > 400:
        return answer_text
    name = next((step.substance for step in problem.steps if step.missing), {"liquid": "water"}.get(problem.ask, problem.ask))
    return re.sub(rf"(?<=[gs克]) ?(?:{_NAMES.get(name, name)})[.。]?\Z", "", answer_text.strip(), flags=re.IGNORECASE)


def verify(problem: Heat, answer_text: str) -> Verdict:
    gold, temperature = answer(problem), problem.dimension == TEMPERATURE
    answer_text = _without_name(problem, answer_text)
    gold += KELVIN_AT_0_CELSIUS if temperature else 0
    if quantities.same_quantity(answer_text, gold, problem.dimension, problem.digits, problem.unit, temperature):
        return ACCEPT
    read = quantities.quantity(answer_text, temperature)
    if read is None:
        return refuse("format")
    return refuse("value" if read.dimension == problem.dimension or (read.bare and problem.unit) else "unit")


@kept
def route(problem: Heat) -> Sheet:
    """The way by pencil to the answer."""
    way, first = Route(problem.constants, problem.vessel), problem.steps[0]
    ask, sheet = problem.ask, way.sheet
    if ask in ("work", "taken", "waste", "efficiency"):
        taken, work = way.cycle(first, {one.what: sheet.given(one.amount) for one in first.told})
        if ask == "waste":
            sheet.line("Q2", taken - work, problem.unit)
        elif ask == "efficiency":
            sheet.line("e", work / taken)
        else:
            sheet.line("Q", taken if ask == "taken" else work, problem.unit)
        return sheet
    way.begin(first)
    for step in problem.steps:
        if not step.missing:
            way.step(step)
    if problem.found:
        told = sheet.given(problem.found[0])
        way.back(ask, told, next(step for step in problem.steps if step.missing), problem.unit)
    elif ask == "temperature":
        way.temperature()
    else:
        sheet.line("m", way.part(ask), problem.unit)
    return sheet


def verify_trace(problem: Heat, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: Heat, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


def _step(kind: str, substance: str = "", celsius: int = 0, **told: str) -> Step:
    """`_step("add", "water", 20, m="300 g")`."""
    amounts = ((name, *text.split(" ", 1), "") for name, text in told.items())
    return Step(kind, substance, celsius, tuple(Told(name, Given(number, unit)) for name, number, unit, *_ in amounts))  # type: ignore[arg-type]


_USUAL = Constants(*(Given(n, "J/(kg K)") for n in ("2100", "4200", "2000")), *(Given(n, "kJ/kg") for n in ("330", "2260")))
_WARM = (_step("add", "water", 20, m="300 g"), _step("add", "water", 80, m="200 g"))
_MIXED = Heat(_USUAL, 0, _WARM, "temperature", (), 3, "°C")  # 44 °C
_COLD = Heat(_USUAL, 0, (_step("add", "water", 20, m="200 g"), _step("add", "ice", -10, m="200 g")), "ice", (), 3, "g")  # 12600 J: 162 g
_METAL = (_step("add", "water", 20, m="210 g"), _step("metal", "copper", 100, m="300 g"))
_UNKNOWN = Heat(_USUAL, 0, _METAL, "temperature", (Given("30", "°C"),), 3, "J/(kg K)")  # 8820 J by 21 kg K: 420
_EFFICIENCY = Heat(
    _USUAL, 0, (_step("rectangle", p1="100 kPa", p2="200 kPa", V1="1.0 L", V2="2.0 L", n="1"),), "efficiency", (), 2, ""
)  # 100 J of 650 J: 0.15

EXAMPLES = (
    (_MIXED, "44.0 °C", ""),
    (_MIXED, "44", ""),
    (_MIXED, r"$T = 44.0\,^\circ\mathrm{C}$", ""),
    (_MIXED, "44 degrees Celsius", ""),
    (_MIXED, "317.15 K", ""),
    (_COLD, "162 g", ""),
    (_COLD, "0.162 kg", ""),
    (_COLD, "162 g of ice", ""),
    (_UNKNOWN, "420 J/(kg K)", ""),
    (_UNKNOWN, "0.420 J/(g °C)", ""),
    (_EFFICIENCY, "0.15", ""),
    (_MIXED, "", "format"),
    (_MIXED, "44 °C or 45 °C", "format"),
    (_EFFICIENCY, "15%", "format"),
    (_MIXED, "44 J", "unit"),
    (_COLD, "162 K", "unit"),
    (_COLD, "162 g of water", "format"),
    (_MIXED, "50 °C", "value"),
    (_MIXED, "44 K", "value"),
    (_COLD, "149 g", "value"),
    (_COLD, "38 g", "value"),
    (_UNKNOWN, "140 J/(kg K)", "value"),
    (_EFFICIENCY, "0.50", "value"),
    (_MIXED, "最终温度为 44 摄氏度", ""),
    (_MIXED, "答案是 44.0 °C。", ""),
    (_COLD, "剩余冰的质量约为 162 克", ""),
    (_COLD, "0.162千克", ""),
    (_COLD, "162 克冰", ""),
    (_EFFICIENCY, "效率为 0.15", ""),
    (_MIXED, "最终温度为 50 °C", "value"),
    (_COLD, "剩余 162 焦耳", "format"),
    (_COLD, "答案是 162 焦耳", "unit"),
)
