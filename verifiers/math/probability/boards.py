"""A walk that goes on, waits or falls back to its start until it ends: its mean length, or the chance of one of its ends."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.math._route import Route, Value, shown

Move = tuple[Annotated[int, Meta(ge=0, le=8)], Annotated[int, Meta(ge=1, le=24)]]


class Boards(Frozen, frozen=True, tag="boards"):
    """moves: for each square (target, weight), targets ascending; weights divided by their sum, 24 at most, are chances. With n
    squares, n is the goal, and n + 1 the trap where a chance is asked."""

    moves: Annotated[tuple[Annotated[tuple[Move, ...], Meta(min_length=1, max_length=6)], ...], Meta(min_length=1, max_length=6)]
    ask: Literal["chance", "mean"]
    """The chance that the goal is reached, not the trap; or the mean number of turns until the goal."""

    def __post_init__(self) -> None:
        squares, ends = len(self.moves), 2 if self.ask == "chance" else 1
        for square, moves in enumerate(self.moves):
            targets = [target for target, _ in moves]
            if targets != sorted(set(targets)) or targets[-1] >= squares + ends or sum(weight for _, weight in moves) > 24:
                raise ValueError("targets ascend and are there, and weights add up to at most 24")
            if targets[-1] <= square or any(0 < target < square for target in targets):
                raise ValueError("every square leads on, and back to none but the first")


def route(problem: Boards) -> tuple[Route, Fraction]:
    """From the last square back: a + b h, where h is the value of the first square."""
    way, squares = Route(), len(problem.moves)
    step = 1 if problem.ask == "mean" else 0
    a: dict[int, Value] = {squares: 1 - step, squares + 1: 0}
    b: dict[int, Value] = {squares: 0, squares + 1: 0}
    for square in range(squares - 1, 0, -1):
        a[square] = _solved(way, f"a({_name(square)})", problem, square, step, a)
        b[square] = _solved(way, f"b({_name(square)})", problem, square, dict(_chances(problem, square)).get(0, Fraction(0)), b)
    moves = _chances(problem, 0)
    top = _terms(step, moves, a, 0)
    below = " - ".join(["1", *(shown(chance) for target, chance in moves if target == 0), *_products(moves, b, 0)])
    value = sum((chance * a[target] for target, chance in moves if target), Fraction(step))
    rest = 1 - sum(chance * (b[target] if target else 1) for target, chance in moves)
    result = value / rest
    needs = [values[target] for values in (a, b) for target, _ in moves if 0 < target < squares and values[target]]
    if len(top) > 1 or below != "1":
        way.work("answer", f"{_bracketed(top)} / ({below})" if below != "1" else " + ".join(top), result, needs)
    return way, result


def _name(square: int) -> str:
    return "ABCDEF"[square]


def _chances(problem: Boards, square: int) -> list[tuple[int, Fraction]]:
    every = sum(weight for _, weight in problem.moves[square])
    return [(target, Fraction(weight, every)) for target, weight in problem.moves[square]]


def _products(moves: list[tuple[int, Fraction]], values: dict[int, Value], square: int) -> list[str]:
    return [
        shown(chance) if values[target] == 1 else f"{shown(chance)} * {shown(values[target])}"
        for target, chance in moves
        if target > square and values[target]
    ]


def _terms(constant: Value, moves: list[tuple[int, Fraction]], values: dict[int, Value], square: int) -> list[str]:
    return [*([shown(constant)] if constant else []), *_products(moves, values, square)]


def _bracketed(terms: list[str]) -> str:
    return terms[0] if len(terms) == 1 and " * " not in terms[0] else f"({' + '.join(terms) or '0'})"


def _solved(way: Route, name: str, problem: Boards, square: int, constant: Value, values: dict[int, Value]) -> Value:
    """The value of a square by those of the ones after it, when it may wait there."""
    moves = _chances(problem, square)
    stays = dict(moves).get(square, Fraction(0))
    result = Fraction(constant) + sum(chance * values[target] for target, chance in moves if target > square)
    result /= 1 - stays
    terms = _terms(constant, moves, values, square)
    needs = [values[target] for target, _ in moves if square < target < len(problem.moves) and values[target]]
    if terms and (len(terms) > 1 or stays or " * " in terms[0]):
        way.work(name, f"{_bracketed(terms)} / (1 - {shown(stays)})" if stays else " + ".join(terms), result, needs)
    return result
