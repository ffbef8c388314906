"""Independent route: the expression is read by Python's own grammar into a syntax tree and folded with exact fractions.

Read leniently (decorations dropped): it is only asked about answers, corrupted answers and answers that the verifier accepted."""

import ast
import operator
import re
from fractions import Fraction

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def check(problem: dict, answer: str) -> bool:
    try:
        numbers: list[int] = []
        text = answer.replace("×", "*").replace("÷", "/").split("=")[0].strip(" \n\t.*$`\"'")
        text = " ".join(re.sub(r"\\[,;:! ]", " ", text).translate(str.maketrans("[]{}", "()()")).split())
        text = re.sub(r"(?<=[\d) ])[xX](?=[\d( ])", "*", text)
        text = re.sub(r"(?<=[\d)]) ?\(", " * (", text)  # a product whose sign is left out
        value = _fold(ast.parse(text, mode="eval").body, numbers)
    except (SyntaxError, ValueError, ZeroDivisionError, RecursionError, MemoryError):
        return False
    return sorted(numbers) == problem["numbers"] and value == problem["target"]


def _fold(node: ast.AST, numbers: list[int]) -> Fraction:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        numbers.append(node.value)
        return Fraction(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_fold(node.left, numbers), _fold(node.right, numbers))
    raise ValueError(ast.dump(node))
