"""The sides of an inequality: polynomials in x, joined by sums, fractions, absolute values and calls of a function f."""

from typing import Annotated, TypeAlias

from msgspec import Meta

from synth.schemas.problem import Frozen

Small = Annotated[int, Meta(ge=-999, le=999)]
Factor = Annotated[int, Meta(ge=-9, le=9)]


class Polynomial(Frozen, frozen=True, tag="polynomial"):
    coefficients: Annotated[tuple[Small, ...], Meta(min_length=1, max_length=4)]
    """From the highest power down, the first one not 0 unless it is alone: `(1, -5, 6)` is x^2 - 5x + 6."""

    def __post_init__(self) -> None:
        if len(self.coefficients) > 1 and not self.coefficients[0]:
            raise ValueError("the first coefficient is not 0")


class Bars(Frozen, frozen=True, tag="bars"):
    times: Factor
    """What the absolute value is multiplied by, not 0: `-2`."""
    of: "Expression"

    def __post_init__(self) -> None:
        if not self.times:
            raise ValueError("an absolute value is not multiplied by 0")


class Sum(Frozen, frozen=True, tag="sum"):
    terms: Annotated[tuple["Expression", ...], Meta(min_length=2, max_length=4)]


class Quotient(Frozen, frozen=True, tag="quotient"):
    over: "Expression"
    under: "Expression"


class Call(Frozen, frozen=True, tag="call"):
    """f of an expression, for the function f of the problem."""

    of: "Expression"


Expression: TypeAlias = Polynomial | Bars | Sum | Quotient | Call


def calls(expression: Expression) -> bool:
    """Whether f is called in it."""
    return isinstance(expression, Call) or any(map(calls, parts(expression)))


def parts(expression: Expression) -> tuple[Expression, ...]:
    """The expressions that it is made of."""
    match expression:
        case Bars() | Call():
            return (expression.of,)
        case Sum():
            return expression.terms
        case Quotient():
            return expression.over, expression.under
    return ()


def size(expression: Expression, f: tuple[Expression, ...] = (), bars: bool = False) -> int:
    """Nodes of an expression, or absolute values alone; f counts at each call."""
    own = size(f[0], bars=bars) if isinstance(expression, Call) and f else int(isinstance(expression, Bars) or not bars)
    return own + sum(size(part, f, bars) for part in parts(expression))
