"""Operations of the pencil route: products and sums of coefficients, an inverse of a number as one; a coefficient 0 costs nothing."""

from collections.abc import Sequence
from fractions import Fraction

from synth.verifiers.math._polynomials import Coefficients, divided, plus, reduced, times
from synth.verifiers.math.polynomial_algebra import PolynomialAlgebra, answer, gcd

Some = Sequence[int | Fraction]


def effort(problem: PolynomialAlgebra) -> int:
    f, p = problem.operands, problem.prime
    match problem.ask:
        case "compose":
            return _composed(f[0], f[1])
        case "remainder":
            return _divided(f[0], f[1])
        case "interpolate":
            n = len(f[0])
            return 2 * n * (n - 1)  # differences, then the polynomial
        case "factor":
            return _factored(problem)
        case "gcd":
            return _euclid(f[0], f[1], p)
        case "partial":
            return _inverted(f[2], f[1], 0) + _product(divided(f[0], f[1])[1], f[1]) + 2 * len(f[0])
        case "inverse":
            return _inverted(f[0], f[1], p)
        case "join":
            return _inverted(f[1], f[3], p) + 2 * _product(f[1], f[3]) + _product(f[3], f[3]) + len(f[2])
        case _:
            d = gcd(f[0], f[1], p)
            total = _euclid(f[0], f[1], p) + _raised(f[2], problem.exponent, d, p)
            return total + (_inverted(answer(problem), d, p) if problem.ask == "inverse_by_gcd" else 0)


def _nonzero(f: Some) -> int:
    return sum(map(bool, f))


def _product(f: Some, g: Some) -> int:
    return 2 * _nonzero(f) * _nonzero(g)


def _divided(f: Some, g: Some, p: int = 0) -> int:
    """Each coefficient of the quotient takes that many multiples of g away."""
    return (2 * _nonzero(g) - 1) * _nonzero(divided(f, g, p)[0]) if len(f) >= len(g) else 0


def _euclid(f: Some, g: Some, p: int) -> int:
    total, one, other = 0, list(f), list(g)
    while other:
        total += _divided(one, other, p)
        one, other = other, divided(one, other, p)[1]
    return total + len(one)


def _inverted(f: Some, g: Some, p: int) -> int:
    total = 0
    one, other = (list(g), Coefficients()), (divided(list(f), g, p)[1], Coefficients([1]))
    while len(other[0]) > 1:
        total += _divided(one[0], other[0], p)
        quotient, rest = divided(one[0], other[0], p)
        total += _product(quotient, other[1])
        one, other = other, (rest, reduced(plus(one[1], times(quotient, other[1]), -1), p))
    return total + 1 + len(other[1])


def _raised(f: Some, exponent: int, g: Some, p: int) -> int:
    """Squares and products, each divided by g."""
    total, square, value = 0, divided(list(f), g, p)[1], Coefficients()
    for bit in reversed(f"{exponent:b}"):
        if bit == "1":
            if value:
                total += _product(value, square) + _divided(reduced(times(value, square), p), g, p)
            value = divided(times(value, square), g, p)[1] if value else square
        total += _product(square, square) + _divided(reduced(times(square, square), p), g, p)
        square = divided(times(square, square), g, p)[1]
    return total


def _composed(f: Some, g: Some) -> int:
    total, value = 0, Coefficients()
    for c in f:
        total += _product(value, g) + bool(c and value)
        value = plus(times(value, g), [c])
    return total


def _factored(problem: PolynomialAlgebra) -> int:
    """Trying the divisors of the constant as roots, with both signs, and then as constants of two quadratics."""
    rest, total = [int(c) for c in answer(problem)], 0
    for factor in sorted(problem.operands, key=len):
        if len(rest) > 3:
            total += 2 * _divisors(rest[-1]) * (len(rest) - 1)
        if len(factor) > 2 and len(rest) > 4:
            total += 4 * _divisors(rest[-1])
        rest = [int(c) for c in divided(rest, factor)[0]]
    return total


def _divisors(n: int) -> int:
    return sum(n % d == 0 for d in range(1, abs(n) + 1))
