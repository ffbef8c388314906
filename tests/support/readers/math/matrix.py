"""Reads math/matrix: determinants, entries of inverses, vectors that a matrix takes to zero, and entries of high powers."""

import re

import sympy
from readers.math._expressions import expression, fraction, is_number
from reading import Unread, body

POWER = re.compile(
    r"There is exactly one positive number t for which (?:A has no inverse|the determinant of A is 0); take this t\. Let B = A\^(\d+), the product of "
    r"\1 factors A\. Let b be the entry in row (\d+) and column (\d+) of B, counted from 1\. What is the remainder when b is divided by (\d+)\?"
)


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    matrix = sympy.Matrix([[expression(entry) for entry in row.split(",")] for row in re.findall(r"^\[ *(.*?) *\]$", text, re.MULTILINE)])
    flat = re.sub(r"\s+", " ", text)
    if "What is the determinant of A?" in flat or "Compute det A." in flat:
        return is_number(answer, matrix.det())
    if found := re.search(r"What is the entry of the inverse of A in row (\d+) and column (\d+), counted from 1\?", flat):
        return is_number(answer, matrix.inv()[int(found[1]) - 1, int(found[2]) - 1])
    if "Find a vector v, other than the zero vector, for which A v = 0." in flat:
        parts = [fraction(part) for part in answer.strip().removeprefix("(").removesuffix(")").split(",")]
        if None in parts or len(parts) != matrix.cols or not any(parts):
            return False
        return bool((matrix * sympy.Matrix([sympy.Rational(str(part)) for part in parts])).is_zero_matrix)
    if found := POWER.search(flat):
        count, row, column, modulus = map(int, found.groups())
        t = sympy.Symbol("t")
        singular = [root for root in sympy.roots(sympy.Poly(matrix.det(method="berkowitz"), t)) if root.is_real and root > 0]
        if len(singular) != 1 or not singular[0].is_Integer:
            raise Unread(f"t may be {singular}")
        numbers = [[int(entry) for entry in line] for line in matrix.subs(t, singular[0]).tolist()]
        return is_number(answer, _power(numbers, count, modulus)[row - 1][column - 1])
    raise Unread(flat)


def _power(matrix: list[list[int]], count: int, modulus: int) -> list[list[int]]:
    size = range(len(matrix))
    result = [[int(row == column) for column in size] for row in size]
    for bit in bin(count)[2:]:
        for factor in [result, matrix] if bit == "1" else [result]:
            result = [[sum(result[row][at] * factor[at][column] for at in size) % modulus for column in size] for row in size]
    return result
