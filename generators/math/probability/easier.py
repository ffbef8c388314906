"""What careless readers would work out instead: policies that leave the condition or a step out. No answer is one of theirs."""

from collections.abc import Callable
from fractions import Fraction
from math import comb, factorial, prod

from msgspec.structs import replace

from synth.verifiers.math.probability import Boards, Boxes, Dice, Probability, Puzzle, Urns, answer


def _of(change: Callable[[Puzzle], Puzzle | None]) -> Callable[[Probability], str]:
    """The number for another puzzle; nothing where there is none."""

    def policy(problem: Probability) -> str:
        try:
            other = change(problem.puzzle)
        except ValueError:
            return ""
        return str(answer(Probability(other))) if other and other != problem.puzzle else ""

    return policy


def _unconditional(p: Puzzle) -> Puzzle | None:
    """Without what is known; without falling back to the start."""
    match p:
        case Urns():
            return replace(p, given=())
        case Dice():
            return replace(p, given="nothing", number=0)
        case Boxes():
            return None
        case Boards():
            return _checked(replace(p, moves=tuple(tuple(m for m in row if m[0] or not k) for k, row in enumerate(p.moves))))


def _without_waiting(p: Puzzle) -> Puzzle | None:
    """Moves that stay are left out; balls are put back that were not, or not that were."""
    match p:
        case Boards():
            return _checked(replace(p, moves=tuple(tuple(m for m in row if m[0] != k) for k, row in enumerate(p.moves))))
        case Boxes():
            single = len(p.seen) == 1 and p.box >= 0  # whatever is done with the ball then
            return None if single else Boxes(p.balls, p.weights, p.seen, not p.put_back, p.box, p.colour)
    return None


def _checked(p: Boards) -> Boards:
    return Boards(p.moves, p.ask)


def _less_seen(p: Puzzle) -> Puzzle | None:
    """The last drawing, or the last of two bounds, left aside."""
    match p:
        case Boxes():
            return replace(p, seen=p.seen[:-1]) if len(p.seen) > 1 else None
        case Urns():
            return replace(p, event=p.event[:1]) if len(p.event) > 1 else replace(p, given=p.given[:1])
        case Dice():
            return replace(p, low=p.high)
    return None


def _equal_boxes(p: Puzzle) -> Puzzle | None:
    return replace(p, weights=(1,) * len(p.weights)) if isinstance(p, Boxes) else None


def joint(problem: Probability) -> str:
    """The chance of both instead of the one given the other."""
    p = problem.puzzle
    match p:
        case Urns():
            both = {bound.colour: bound for bound in p.given}
            if p.ask == "mean" or not p.given or any(bound.colour in both for bound in p.event):
                return ""
            chances = [Urns(p.counts, p.draws, (bound,), (), "chance") for bound in p.event + p.given]
            return str(prod(answer(Probability(one)) for one in chances))
        case Dice():
            alone = answer(Probability(replace(p, given="nothing", number=0)))
            return str(alone / prod(p.sides))
        case Boxes():
            return str(Fraction(p.weights[p.box], sum(p.weights))) if p.box >= 0 else _mixed(p)
        case Boards():
            return _direct(p)


def _mixed(p: Boxes) -> str:
    """All balls of all boxes in one."""
    return str(Fraction(sum(balls[p.colour] for balls in p.balls), sum(map(sum, p.balls))))


def _direct(p: Boards) -> str:
    """The number of squares, or the chance to be at the goal after one turn from a square, averaged."""
    if p.ask == "mean":
        return str(len(p.moves))
    chances = (Fraction(weight, sum(w for _, w in row)) for row in p.moves for target, weight in row if target == len(p.moves))
    return str(sum(chances, Fraction(0)) / len(p.moves))


def put_back(problem: Probability) -> str:
    """Draws from the urn as if each ball were put back."""
    p = problem.puzzle
    if not isinstance(p, Urns) or p.given or len(p.event) > 1:
        return ""
    one = Fraction(p.counts[p.event[0].colour], sum(p.counts))
    ways = range(p.event[0].least, p.event[0].most + 1)
    return str(sum((comb(p.draws, k) * one**k * (1 - one) ** (p.draws - k) for k in ways), Fraction(0)))


def in_order(problem: Probability) -> str:
    """One order of the balls alone."""
    p = problem.puzzle
    return str(answer(problem) / factorial(p.draws)) if isinstance(p, Urns) and p.ask == "chance" else ""


EASIER: dict[str, Callable[[Probability], str]] = {
    "without the condition": _of(_unconditional),
    "without waiting, or putting balls back": _of(_without_waiting),
    "the last drawing or bound left aside": _of(_less_seen),
    "all boxes alike": _of(_equal_boxes),
    "the chance of both": joint,
    "every ball put back": put_back,
    "one half": lambda _: "1/2",
}
