"""Cheap policies: questions that stop a step early, a midpoint for any new point, and the usual slips."""

from collections.abc import Callable
from fractions import Fraction
from math import sqrt

from synth.generators.math.geometry.draw import letters
from synth.verifiers.math.geometry import Figure, Geometry, Root, found, plane
from synth.verifiers.math.geometry.figure import Ask, Value
from synth.verifiers.math.geometry.plane import square_free


def text(value: Value) -> str:
    """`3√10/5`, `-2/3`, `(1/2, -3)`; for small numbers."""
    if not isinstance(value, Root):
        return f"({value[0]}, {value[1]})"
    m, rest = square_free(value.square.numerator * value.square.denominator)
    factor = Fraction(m, value.square.denominator)
    top = str(factor.numerator) if rest == 1 or factor.numerator > 1 else ""
    root = f"√{rest}" if rest > 1 else ""
    return f"{'-' * value.negative}{top}{root}{f'/{factor.denominator}' if factor.denominator > 1 else ''}"


def _figure(problem: Geometry, steps: int) -> Figure:
    figure = Figure(problem.given)
    for step in problem.steps[:steps]:
        figure.add(step)
    return figure


def _renamed(problem: Geometry, old: str, new: str) -> Ask | None:
    """The question with one point for another; None where that makes two of its points one."""
    ask = problem.ask

    def change(points: str) -> str:
        return points.replace(old, new)

    changed = Ask(
        ask.kind,
        change(ask.points),
        tuple(type(line)(line.kind, change(line.points), line.circle) for line in ask.lines),
        tuple(type(ring)(ring.kind, change(ring.points)) for ring in ask.circles),
    )
    parts = [changed.points, *(line.points for line in changed.lines), *(ring.points for ring in changed.circles)]
    return None if any(len(set(part)) < len(part) for part in parts) else changed


def _value(figure: Figure, ask: Ask | None) -> Value | None:
    try:
        return figure.value(ask) if ask else None
    except (ValueError, ZeroDivisionError):  # points that lie on one another
        return None


def a_step_early(problem: Geometry) -> Value | None:
    """The last new point left where one of those that it was made from is."""
    if not problem.steps:
        return None
    last = problem.steps[-1]
    return _value(_figure(problem, len(problem.steps) - 1), _renamed(problem, last.name, min(letters(last))))


def in_the_middle(problem: Geometry) -> Value | None:
    """The last new point between two that it was made from."""
    if not problem.steps or problem.steps[-1].kind == "midpoint":
        return None
    last, figure = problem.steps[-1], _figure(problem, len(problem.steps) - 1)
    rings = [ring.points for ring in last.circles]
    ends = (sorted({*last.lines[0].points}) if last.lines else sorted({*"".join(rings)} or letters(last)))[:2]
    if len(ends) < 2:
        return None
    figure.points[last.name] = plane.between(figure.points[ends[0]], figure.points[ends[1]], 1, 1)
    return _value(figure, problem.ask)


def measured(problem: Geometry) -> Value | None:
    """A drawing to scale, read to the next whole number, or to a tenth for a cosine."""
    value, grid = found(problem), 10 if problem.ask.kind == "cosine" else 1

    def rounded(number: float) -> Fraction:
        return Fraction(round(number * grid), grid)

    if isinstance(value, Root):
        return Root(rounded(sqrt(value.square)) ** 2, value.negative)
    return rounded(float(value[0])), rounded(float(value[1]))


def without_the_root(problem: Geometry) -> Value | None:
    """The square in place of its root; coordinates in the wrong order."""
    value = found(problem)
    return Root(value.square**2, value.negative) if isinstance(value, Root) else (value[1], value[0])


def half_or_double(problem: Geometry) -> Value | None:
    """Base times height for an area, the diameter for a radius, the sine for a cosine; the other sign of one coordinate."""
    value, ask = found(problem), problem.ask.kind
    if not isinstance(value, Root):
        return value[0], -value[1]
    if ask == "cosine":
        return Root(1 - value.square)
    return Root(value.square * 4) if ask in ("area", "radius") else Root(value.square / 4)


def given_number(problem: Geometry) -> Value | None:
    """The first length of the problem, or the first point."""
    numbers = problem.given.numbers
    return (Fraction(numbers[0]), Fraction(numbers[1])) if problem.ask.kind == "coordinates" else Root(Fraction(numbers[0]) ** 2)


POLICIES: dict[str, Callable[[Geometry], Value | None]] = {
    "the last step is left out": a_step_early,
    "the last point is a midpoint": in_the_middle,
    "a drawing to scale, rounded": measured,
    "the square, without its root": without_the_root,
    "a factor of two, or sine for cosine": half_or_double,
    "the first number given": given_number,
}


def answered(policy: Callable[[Geometry], Value | None]) -> Callable[[Geometry], str]:
    """As an answer in words; nothing where the policy has none, or numbers too large to write."""

    def said(problem: Geometry) -> str:
        value = policy(problem)
        if value is None:
            return ""
        large = isinstance(value, Root) and value.square.numerator * value.square.denominator > 10**12
        return "" if large else text(value)

    return said
