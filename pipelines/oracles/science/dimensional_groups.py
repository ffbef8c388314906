"""Independent route: products are read as expressions of Python, their exponents put into the table of units by sympy, which also counts
the groups of a complete set (its null space) and tells whether they are independent (their rank)."""

import ast
import re
from fractions import Fraction

import sympy


def check(problem: dict, answer: str) -> bool:
    quantities, alone = problem["quantities"], problem["alone"]
    symbols = [quantity["symbol"] for quantity in quantities]
    table = sympy.Matrix([[quantity["dimension"][base] for quantity in quantities] for base in range(5)])
    groups = []
    for part in re.split("[;,]+", answer):
        read = _exponents(part, symbols)
        if read is None:
            return False
        groups.append(read)
    kernel = table.nullspace()
    if len(groups) != len(kernel):
        return False
    matrix = sympy.Matrix([[sympy.Rational(power.numerator, power.denominator) for power in group] for group in groups])
    if any(table * matrix.T) or matrix.rank() != len(groups):
        return False
    for place in alone:
        with_it = [group[place] for group in groups if group[place]]
        if with_it != [1]:
            return False
    return True


def _exponents(text: str, symbols: list) -> list | None:
    """Of a product in plain signs, read as Python reads it, and never run."""
    if not re.fullmatch(r"[\w\s*/^().-]*", text):
        return None
    text = re.sub(r"\A\s*[*-]\s+", "", text)  # in a list
    text = re.sub(r"(?<=/)\s*\d+(?=[A-Za-z(])|(?<=\))\d+(?=\s*(?:[*/]|\Z))", "", text)  # a factor: /7(L * P)
    text = re.sub(r"[A-Za-z]+", lambda name: " ".join(f"q_{one}" for one in _parted(name[0], symbols)), text)
    text = re.sub(r"(?<=\d)(?=q_)", " ", text)  # a factor: 5c
    text = re.sub(r"(?<=[\w)])\s+(?=[\w(])|(?<=\))(?=[\w(])", " * ", text).replace("^", "**").strip()
    try:
        found = _of(ast.parse(text, mode="eval").body)
    except (SyntaxError, ValueError):
        return None
    return [found.pop(f"q_{symbol}", Fraction(0)) for symbol in symbols] if set(found) <= {f"q_{symbol}" for symbol in symbols} else None


def _parted(name: str, symbols: list) -> list:
    """Symbols that are written without a sign between them: `tf` is t and f."""
    if name in symbols or not name:
        return [name] if name else []
    for symbol in sorted(symbols, key=len, reverse=True):
        rest = _parted(name.removeprefix(symbol), symbols) if name.startswith(symbol) else []
        if rest and set(rest) <= set(symbols):
            return [symbol, *rest]
    return [name]


def _of(node: ast.expr) -> dict:
    match node:
        case ast.Name(name):
            return {name: Fraction(1)}
        case ast.Constant(int() | float()):
            return {}
        case ast.BinOp(base, ast.Pow(), exponent):
            power = _number(exponent)
            return {name: own * power for name, own in _of(base).items()}
        case ast.BinOp(one, ast.Mult() | ast.Div() as operation, other):
            sign = 1 if isinstance(operation, ast.Mult) else -1
            left, right = _of(one), _of(other)
            return {name: left.get(name, Fraction(0)) + sign * right.get(name, Fraction(0)) for name in left | right}
    raise ValueError


def _number(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value) if isinstance(value, int | float):
            return Fraction(str(value))
        case ast.UnaryOp(ast.USub(), inner):
            return -_number(inner)
        case ast.BinOp(one, ast.Div(), other):
            return _number(one) / _number(other)
    raise ValueError
