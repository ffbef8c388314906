"""Polynomials as a person writes them."""

from collections.abc import Sequence
from fractions import Fraction


def written(coefficients: Sequence[int | Fraction | str], name: str = "x") -> str:
    """`x^3 - 2x^2 + k x + 5` for (1, -2, "k", 5)."""
    text = ""
    degree = len(coefficients) - 1
    for place, c in enumerate(coefficients):
        if not c:
            continue
        power = degree - place
        if isinstance(c, str):
            sign, size = "+", f"{c} " if power else c
        else:
            sign, size = "+" if c > 0 else "-", _size(max(c, -c), power)
        what = "" if not power else name if power == 1 else f"{name}^{power}"
        text += (f" {sign} " if text else "-" if sign == "-" else "") + size + what
    return text or "0"


def _size(size: int | Fraction, power: int) -> str:
    if size == 1 and power:
        return ""
    return f"({size})" if Fraction(size).denominator > 1 and power else str(size)
