"""Forces and energy: a quantity of a body that goes through springs, slopes, friction, motors and collisions.

Refused for the first of: format (no quantity), unit (a missing unit, or one of another dimension), value (another value)."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import MASS, SPEED, Dimension
from synth.verifiers.science import _derivation
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._given import Given, judge, root, unit
from synth.verifiers.science._sheet import Sheet, sqrt
from synth.verifiers.science.forces_energy.route import Route
from synth.verifiers.science.forces_energy.track import DIMENSIONS, ENDS, HITS, PARTS, STARTS, Part, State, Told, after, before, outcome

__all__ = ["EXAMPLES", "TRACE_FORMAT", "ForcesEnergy", "answer", "proven", "route", "verify", "verify_trace"]

MOST = 10**9
FREE_OF_MASS = ("rough", "down", "up", "fall", "rise", "stick")
"""Parts behind a body of unknown mass that do not need it, but for a second collision."""


class ForcesEnergy(Problem, frozen=True):
    theme: Literal["block", "crate", "sled"]
    """What the body is called."""
    mass: Given
    start: Annotated[tuple[Given, ...], Meta(max_length=1)]
    """Its first speed, `0 m/s` for rest; empty where it is asked for."""
    parts: Annotated[tuple[Part, ...], Meta(max_length=6)]
    """In the order in which it comes to them."""
    end: Part
    """What happens at last."""
    found: Annotated[tuple[Given, ...], Meta(max_length=1)]
    """What is told of the end, where the one quantity that is missing before is asked for; else the end itself is asked for."""
    g: Literal["9.8", "9.81", "10"]
    """In m/s^2."""
    digits: Annotated[int, Meta(ge=2, le=4)]
    """Significant figures of the answer."""
    unit: Literal["", "m/s", "J", "kJ", "m", "cm", "s", "W", "kW", "N", "kN", "kg", "g", "N/m"]
    """In which the answer is asked for; empty where it is to be given with a unit of one's own choice, or has none."""
    asides: Annotated[tuple[Given, ...], Meta(max_length=2)]
    """Quantities that have nothing to do with the answer."""

    def __post_init__(self) -> None:
        if self.mass.dimension != MASS or not self.mass.si or any(one.dimension != SPEED for one in self.start):
            raise ValueError("the body has a mass and a speed")
        if any(part.kind not in PARTS for part in self.parts) or self.end.kind not in ENDS or self.end.missing:
            raise ValueError("parts, and an end that is told")
        at_rest = bool(self.start) and not self.start[0].si
        if any(part.kind in STARTS and (number or not at_rest) for number, part in enumerate(self.parts)):
            raise ValueError("a spring and a pulley set a body in motion that is at rest")
        if self.end.kind == "heat" and any(part.kind in ("elastic", "bounce") for part in self.parts):
            raise ValueError("heat is asked for where no body is left behind")
        missing = sum(len(part.missing) for part in self.parts) + (not self.start)
        if missing != len(self.found) or (self.found and self.found[0].dimension != ENDS[self.end.kind][1]):
            raise ValueError("one quantity is missing where something is told of the end")
        if self.unit and unit(self.unit)[1] != self.dimension:
            raise ValueError("a unit of another dimension")
        if not 0 < answer(self) < MOST:
            raise ValueError("an answer that is not above 0")

    @property
    def dimension(self) -> Dimension:
        """Of the answer."""
        if not self.found:
            return ENDS[self.end.kind][1]
        return next((DIMENSIONS[name] for part in self.parts for name in part.missing), SPEED)


@kept
def answer(problem: ForcesEnergy) -> Fraction:
    """The quantity that is asked for, in SI units. Raises ValueError where the problem does not fix it."""
    g, parts = Fraction(problem.g), problem.parts
    place = next((number for number, part in enumerate(parts) if part.missing), -1)
    if problem.found and place >= 0 and parts[place].missing == ["M"] and parts[place].kind in HITS:
        return _mass(problem, place, g)
    if not problem.found:
        return outcome(problem.end, _moving(_through(parts, _first(problem), g)), g)
    if place >= 0 and parts[place].missing[0] not in ("mu", "d", "h", "k", "x", "F", "P", "t"):
        raise ValueError("a quantity that is not asked for")
    name = parts[place].missing[0] if place >= 0 else "u"
    start = _through(parts[:place], _first(problem), g) if place >= 0 else _first(problem)
    ends = [_tried(problem, place, start, Fraction(value), g) for value in (0, 1)]
    if ends[0].half == ends[1].half:
        raise ValueError("the end does not depend on it")
    aim = before(problem.end, problem.found[0].si, ends[0].mass, g)
    value = (aim - ends[0].half) / (ends[1].half - ends[0].half)
    value = root(value) if name in ("x", "u") else value
    _check(problem, place, start, value, g)
    return value


def _first(problem: ForcesEnergy) -> State:
    speed = problem.start[0].si if problem.start else Fraction(0)
    return State(problem.mass.si, speed**2 / 2, Fraction(0))


def _through(parts: tuple[Part, ...], state: State, g: Fraction) -> State:
    """Raises ValueError where the body does not get through, or is lifted off the floor."""
    for part in parts:
        state = _sound(part, part.values, state, g)
    return state


def _moving(state: State) -> State:
    if state.half <= 0:
        raise ValueError("it does not move")
    return state


def _sound(part: Part, values: dict[str, Fraction], state: State, g: Fraction) -> State:
    if part.kind == "pull" and values["F"] * part.slant[0] > state.mass * g:
        raise ValueError("it is lifted")
    if (part.kind in HITS and (state.half <= 0 or not values["M"])) or values.get("c", 0) > 1:
        raise ValueError("no collision")
    state = after(part, values, state, g)
    if state.half < 0:
        raise ValueError("it does not get through")
    return state


def _tried(problem: ForcesEnergy, place: int, start: State, value: Fraction, g: Fraction) -> State:
    """The last state for a value of what is missing (the square, of a speed or a compression), whether or not the body gets through."""
    if place < 0:
        state = State(start.mass, value / 2, Fraction(0))
    else:
        part = problem.parts[place]
        state = after(part, part.values | {part.missing[0]: value}, start, g)  # 0 and 1 are their own squares
    for part in problem.parts[place + 1 :]:
        state = after(part, part.values, state, g)
    return state


def _check(problem: ForcesEnergy, place: int, start: State, value: Fraction, g: Fraction) -> None:
    """Whether the body gets through with the value found."""
    if place < 0:
        state = State(start.mass, value**2 / 2, Fraction(0))
    else:
        part = problem.parts[place]
        state = _sound(part, part.values | {part.missing[0]: value}, start, g)
    _moving(_through(problem.parts[place + 1 :], state, g))


def _mass(problem: ForcesEnergy, place: int, g: Fraction) -> Fraction:
    """Of the body that is hit, by the share of its speed that the moving one hands on."""
    behind = problem.parts[place + 1 :]
    if any(part.kind not in FREE_OF_MASS[:-1] for part in behind) or problem.end.kind.endswith("compression"):
        raise ValueError("what follows depends on the mass")
    part, aim = problem.parts[place], before(problem.end, problem.found[0].si, Fraction(1), g)
    state = _moving(_through(problem.parts[:place], _first(problem), g))
    lost = -sum((after(one, one.values, State(Fraction(1), Fraction(0), Fraction(0)), g).half for one in behind), Fraction(0))
    share = root((aim + lost) / state.half)
    restitution = {"stick": Fraction(0), "elastic": Fraction(1)}.get(part.kind, part.values.get("c", Fraction(0)))
    if not share:
        raise ValueError("no collision")
    value = state.mass * ((1 + restitution) / share - 1)
    if value <= 0:
        raise ValueError("no such mass")
    _check(problem, place, state, value, g)
    return value


def verify(problem: ForcesEnergy, answer_text: str) -> Verdict:
    return judge(answer_text, answer(problem), problem.dimension, problem.digits, problem.unit)


@kept
def route(problem: ForcesEnergy) -> Sheet:
    """The way by pencil to the answer."""
    way, parts = Route(problem.mass, problem.g), problem.parts
    usual: list[str] = [name for name in ("N/m", "m", "N", "kg", "W", "s", "m/s", "J") if unit(name)[1] == problem.dimension]
    asked = problem.unit or (usual[0] if usual else "")
    if problem.start:
        way.start(problem.start[0])
    place = next((number for number, part in enumerate(parts) if part.missing), -1 if problem.found else len(parts))
    for part in parts[: max(place, 0)]:
        way.forward(part)
    if not problem.found:
        way.end(problem.end, asked)
        return way.sheet
    masses = way.masses(parts[max(place, 0) :])
    energy = way.before(problem.end, way.sheet.given(problem.found[0]), masses[-1])
    behind = list(zip(parts[place + 1 :], masses[min(place, 0) + 1 :], strict=False))
    for part, mass in reversed(behind):
        energy = way.backward(part, mass, energy)
    if place >= 0:
        way.missing(parts[place], energy, asked)
    else:
        way.sheet.line("u", sqrt(2 * energy), asked)
    return way.sheet


def verify_trace(problem: ForcesEnergy, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: ForcesEnergy, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


def _part(kind: str, rise: int = 0, run: int = 0, **told: str) -> Part:
    """`_part("rough", mu="0.25", d="80 cm")`."""
    amounts = ((name, *text.split(" "), "") for name, text in told.items())
    return Part(kind, tuple(Told(name, Given(number, unit)) for name, number, unit, *_ in amounts), rise, run)  # type: ignore[arg-type]


_REST = (Given("0", "m/s"),)
_LAUNCH = ForcesEnergy(
    "block", Given("500", "g"), _REST, (_part("spring", k="400 N/m", x="10 cm"), _part("rough", mu="0.25", d="40 cm")),
    _part("speed"), (), "10", 3, "m/s", (),
)  # 2.0 J - 0.5 J: 2.45 m/s  # fmt: skip
_CRASH = ForcesEnergy(
    "crate", Given("20", "kg"), (Given("6.0", "m/s"),), (_part("stick", M="10 kg"),), _part("stop", mu="0.40"), (), "9.8", 3, "", (),
)  # 4 m/s: 2.04 m  # fmt: skip
_FRICTION = ForcesEnergy(
    "block", Given("1.5", "kg"), _REST, (_part("fall", h="80 cm"), _part("rough", d="1.2 m")), _part("speed"), (Given("3.0", "m/s"),),
    "10", 2, "", (),
)  # 8.0 - 12 mu = 4.5: 0.29  # fmt: skip

EXAMPLES = (
    (_LAUNCH, "2.45 m/s", ""),
    (_LAUNCH, "2.45", ""),
    (_LAUNCH, r"$v \approx 2.45\ \mathrm{m/s}$", ""),
    (_LAUNCH, r"\boxed{2.45\,\mathrm{m\,s^{-1}}}", ""),
    (_LAUNCH, "8.82 km/h", ""),
    (_CRASH, "2.04 m", ""),
    (_CRASH, "204 cm", ""),
    (_CRASH, "d = 2.04 m", ""),
    (_FRICTION, "0.29", ""),
    (_FRICTION, "7/24", ""),
    (_LAUNCH, "", "format"),
    (_LAUNCH, "2 m/s or 3 m/s", "format"),
    (_LAUNCH, "2.45 m", "unit"),
    (_CRASH, "2.04", "unit"),
    (_LAUNCH, "2.83 m/s", "value"),
    (_LAUNCH, "2.4 m/s", "value"),
    (_CRASH, "4.59 m", "value"),
    (_CRASH, "3.06 m", "value"),
    (_FRICTION, "0.67", "value"),
    (_FRICTION, "29%", "format"),
    (_LAUNCH, "速度为 2.45 米/秒", ""),
    (_LAUNCH, "答案是 2.45 m/s。", ""),
    (_CRASH, "滑行距离约为 2.04 米", ""),
    (_CRASH, "204 厘米", ""),
    (_FRICTION, "动摩擦因数为 0.29", ""),
    (_LAUNCH, "速度为 2.83 米每秒", "value"),
    (_CRASH, "2.04 秒", "unit"),
    (_FRICTION, "动摩擦因数为 0.67", "value"),
)
