"""Whether the units in a side of an equation agree, by dimension."""

from collections.abc import Sequence

from synth.verifiers.parsers.units import NONE, Dimension
from synth.verifiers.science._expression import FUNCTIONS, NoValue, Side, done


def dimension(side: Side, factors: Sequence[bool]) -> Dimension | None:
    """The dimension of a side, None where a number without a unit leaves it open. factors: whether a number without one has none to have.
    Raises NoValue where two dimensions are added or compared, or a function is taken of a quantity."""
    stack = list[tuple[Dimension | None, float]]()
    for one in side.program:
        if isinstance(one, int):
            number = side.numbers[one]
            stack.append((NONE if factors[one] and number.dimension is None else number.dimension, number.value))
        elif one in ("pi", "e"):
            stack.append((NONE, 3.0))
        elif one == "neg":
            stack.append((stack[-1][0], -stack.pop()[1]))
        elif one in FUNCTIONS:
            of, value = stack.pop()
            if one == "sqrt":
                stack.append((of and _times(of, 0.5), value))
            elif of not in (None, NONE):
                raise NoValue
            else:
                stack.append((NONE, value))
        else:
            (right, value), (left, other) = stack.pop(), stack.pop()
            stack.append((_dimension(str(one), left, right, value), _power(str(one), other, value)))
    return stack[-1][0]


def _power(sign: str, left: float, right: float) -> float:
    """What an exponent comes to; anything for what is none."""
    try:
        return done(sign, left, right)
    except (ArithmeticError, NoValue):
        return 0.5


def _dimension(sign: str, left: Dimension | None, right: Dimension | None, value: float) -> Dimension | None:
    if sign in "+-":
        if left is not None and right is not None and left != right:
            raise NoValue
        return left if left is not None else right
    if sign == "^":
        if right not in (None, NONE):
            raise NoValue
        return left if left is None or left == NONE else _times(left, value)
    if left is None or right is None:
        return None
    a, b, c, d, e, f, g = (x + (y if sign == "*" else -y) for x, y in zip(left, right, strict=True))
    return a, b, c, d, e, f, g


def _times(of: Dimension, power: float) -> Dimension:
    powers = [one * power for one in of]
    if any(abs(one - round(one)) > 1e-9 or abs(one) > 99 for one in powers):
        raise NoValue
    a, b, c, d, e, f, g = map(round, powers)
    return a, b, c, d, e, f, g
