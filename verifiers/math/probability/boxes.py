"""A box chosen by chance and balls drawn from it: which box it was, or what comes next, by the theorem of Bayes."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.math._route import Route, shown

Count = Annotated[int, Meta(ge=0, le=12)]


class Boxes(Frozen, frozen=True, tag="boxes"):
    """balls: of each colour in each box."""

    balls: Annotated[tuple[Annotated[tuple[Count, ...], Meta(min_length=2, max_length=3)], ...], Meta(min_length=2, max_length=5)]
    weights: Annotated[tuple[Annotated[int, Meta(ge=1, le=12)], ...], Meta(min_length=2, max_length=5)]
    """The chance of each box is its weight divided by the sum of all: `(1, 2, 3)`."""
    seen: Annotated[tuple[Annotated[int, Meta(ge=0, le=2)], ...], Meta(min_length=1, max_length=4)]
    """The colours drawn, in order: `(0, 0, 1)`."""
    put_back: bool
    """Whether each ball is put back before the next is drawn."""
    box: Annotated[int, Meta(ge=-1, le=4)]
    """The box whose chance is asked; -1 where the next ball is asked about."""
    colour: Annotated[int, Meta(ge=-1, le=2)]
    """The colour of the next ball; -1 where a box is asked."""

    def __post_init__(self) -> None:
        colours = len(self.balls[0])
        if len(self.balls) != len(self.weights) or any(len(balls) != colours or sum(balls) <= len(self.seen) for balls in self.balls):
            raise ValueError("each box has a weight and more balls than are drawn")
        if max(*self.seen, self.colour) >= colours or self.box >= len(self.balls) or (self.box < 0) == (self.colour < 0):
            raise ValueError("a box or a colour that there is, one of both")
        if not any(all(balls[c] >= (1 if self.put_back else self.seen.count(c)) for c in self.seen) for balls in self.balls):
            raise ValueError("what is seen is possible")


def chances(problem: Boxes, box: int) -> list[Fraction]:
    """The chance of each ball that was seen, given the box."""
    left, found = list(problem.balls[box]), []
    for colour in problem.seen:
        found.append(Fraction(left[colour], sum(left)))
        left[colour] -= not problem.put_back and left[colour] > 0
    return found


def following(problem: Boxes, box: int) -> Fraction:
    """The chance of the colour that is asked, given the box and what was seen."""
    balls, gone = problem.balls[box], 0 if problem.put_back else len(problem.seen)
    own = 0 if problem.put_back else problem.seen.count(problem.colour)
    return Fraction(max(0, balls[problem.colour] - own), sum(balls) - gone)


_WHOLE = Fraction(1)


def route(problem: Boxes, scale: Fraction = _WHOLE) -> tuple[Route, Fraction]:
    """The chance of each box together with what was seen, then its share in their sum."""
    way, joint = Route(), []
    for box, weight in enumerate(problem.weights):
        chance = Fraction(weight, sum(problem.weights)) * scale
        factors = [*([chance] if chance != 1 else []), *chances(problem, box)]
        value = Fraction(1)
        for factor in factors:
            value *= factor
        joint.append(value)
        if value and len(factors) > 1:
            way.work(f"joint({'ABCDE'[box]})", " * ".join(map(shown, factors)), value, [factor for factor in factors if factor != 1])
    total = way.total("seen", [(1, value) for value in joint])
    if problem.box >= 0:
        result = joint[problem.box] / total
        way.work("answer", f"{shown(joint[problem.box])} / {shown(total)}", result, (joint[problem.box], total))
        return way, result
    terms = [(value, following(problem, box)) for box, value in enumerate(joint) if value and following(problem, box)]
    both = sum((value * chance for value, chance in terms), Fraction(0))
    if terms:
        way.work("both", " + ".join(f"{shown(value)} * {shown(chance)}" for value, chance in terms), both, milestone=False)
    result = both / total
    way.work("answer", f"{shown(both)} / {shown(total)}", result, (both, total))
    return way, result


def other_ways(problem: Boxes) -> list[Route]:
    """Without the common factor of the boxes' chances; the next ball by the chances of the boxes after what was seen."""
    ways = [route(problem, Fraction(sum(problem.weights)))[0]]
    if len(set(problem.weights)) == 1:
        ways.append(route(problem, Fraction(len(problem.weights)))[0])
    if problem.colour >= 0:
        first = route(problem)
        joint = []
        for box, weight in enumerate(problem.weights):
            value = Fraction(weight)
            for chance in chances(problem, box):
                value *= chance
            joint.append(value)
        way = Route()
        way.work("answer", "", first[1], [value / sum(joint) for value in joint if value])
        ways.append(way)
    return ways
