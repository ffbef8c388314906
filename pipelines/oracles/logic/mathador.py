"""Independent route: the expression is read by Python's own grammar into a syntax tree and folded with exact fractions, step by step.

Read leniently (decorations dropped): it is only asked about answers, corrupted answers and answers that the verifier accepted."""

import ast
import operator
import re
from fractions import Fraction

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def check(problem: dict, answer: str) -> bool:
    try:
        text = answer.replace("×", "*").replace("÷", "/").replace("−", "-").split("=")[0].strip(" \n\t.*$`\"'")
        text = " ".join(re.sub(r"\\[,;:! ]", " ", text).translate(str.maketrans("[]{}", "()()")).split())
        text = re.sub(r"(?<=[\d) ])[xX](?=[\d( ])", "*", text)
        text = re.sub(r"(?<=[\d)]) ?\(", " * (", text)  # a product whose sign is left out
        numbers: list[int] = []
        signs: list[str] = []
        value = _fold(ast.parse(text, mode="eval").body, numbers, signs)
    except (SyntaxError, ValueError, ZeroDivisionError, RecursionError, MemoryError):
        return False
    used = sorted(signs) == ["Add", "Div", "Mult", "Sub"] and sorted(numbers) == sorted(problem["numbers"])
    return used and value == problem["target"]


def _fold(node: ast.AST, numbers: list[int], signs: list[str]) -> Fraction:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        numbers.append(node.value)
        return Fraction(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        signs.append(type(node.op).__name__)
        result = OPERATORS[type(node.op)](_fold(node.left, numbers, signs), _fold(node.right, numbers, signs))
        if result < 0 or result.denominator > 1:
            raise ValueError("a step below zero or between whole numbers")
        return result
    raise ValueError(ast.dump(node))
