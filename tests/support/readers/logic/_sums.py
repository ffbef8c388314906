"""What readers of arithmetic share: the value of an expression step by step, in the usual order of operations."""

import ast
import re
from fractions import Fraction

from reading import Unread, body

Step = tuple[type[ast.operator], Fraction, Fraction, Fraction]
"""What was done, the two values, the result."""


def tree(expression: str) -> ast.expr | None:
    """The expression if it is one, of whole numbers without a sign or a zero in front, the signs + - * / % and brackets."""
    if set(expression) - set("0123456789+-*/%() ") or "**" in expression or "//" in expression:
        return None
    try:
        found = ast.parse(expression, mode="eval").body
    except SyntaxError:
        return None
    parts = (ast.BinOp, ast.Constant, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Mod)
    return found if all(isinstance(part, parts) for part in ast.walk(found)) else None


def numbers(node: ast.expr) -> list[int]:
    return [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, int)]


def steps(node: ast.expr, done: list[Step]) -> Fraction:
    """The value; the steps are added to `done` in the order in which they are taken. Raises ZeroDivisionError."""
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    assert isinstance(node, ast.BinOp)
    left, right = steps(node.left, done), steps(node.right, done)
    sign = type(node.op)
    if sign is ast.Div:
        value = left / right
    elif sign is ast.Mod:
        value = left % right
    else:
        value = left + right if sign is ast.Add else left - right if sign is ast.Sub else left * right
    done.append((sign, left, right, value))
    return value


def dealt(prompt: str, forms: tuple[str, ...], rule: str) -> tuple[list[int], int]:
    """The numbers, ascending, and the target, by the first of the forms that fits. Raises Unread where none does, or the rule is not
    told."""
    text = body(prompt)
    found = next((match for form in forms if (match := re.search(form, text))), None)
    if not found or not re.search(rule, text):
        raise Unread(prompt)
    return sorted(int(part) for part in found["numbers"].split(", ")), int(found["target"])
