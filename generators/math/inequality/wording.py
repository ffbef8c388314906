"""Expressions as a person writes them: `(2x^2 - 3x + 1)/(|x - 2| - 4)`."""

from synth.verifiers.math.inequality.expressions import Bars, Call, Expression, Polynomial, Quotient


def text(expression: Expression) -> str:
    match expression:
        case Polynomial():
            return polynomial(expression.coefficients)
        case Bars():
            return _factor(expression.times) + f"|{text(expression.of)}|"
        case Call():
            return f"f({text(expression.of)})"
        case Quotient():
            number = isinstance(expression.over, Polynomial) and len(expression.over.coefficients) == 1
            return (text(expression.over) if number else _bracketed(expression.over)) + "/" + _bracketed(expression.under)
    first, *rest = map(text, expression.terms)
    return first + "".join(f" - {term[1:]}" if term.startswith("-") else f" + {term}" for term in rest)


def polynomial(coefficients: tuple[int, ...]) -> str:
    """`2x^2 - x + 1` for (2, -1, 1)."""
    said = ""
    for power, c in zip(range(len(coefficients) - 1, -1, -1), coefficients, strict=True):
        if c:
            size = str(abs(c)) if abs(c) > 1 or not power else ""
            monomial = size + ("" if not power else "x" if power == 1 else f"x^{power}")
            said += (" - " if c < 0 else " + ") + monomial if said else ("-" if c < 0 else "") + monomial
    return said or "0"


def _factor(times: int) -> str:
    return {1: "", -1: "-"}.get(times, str(times))


def _bracketed(expression: Expression) -> str:
    said = text(expression)
    whole = isinstance(expression, Call) or (isinstance(expression, Bars) and expression.times > 0)
    return said if said.isalnum() or whole else f"({said})"
