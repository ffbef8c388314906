"""Reads math/matrix: determinants, entries of inverses, eigenvalues, vectors that a matrix takes to zero, ranks, and entries of high powers."""

import re
from functools import reduce
from itertools import combinations

import sympy
from readers.math._expressions import expression, fraction, is_number
from reading import Unread, body

SINGULAR = re.compile(r"There is exactly one positive number t for which (?:A has no inverse|the determinant of A is 0); take this t\.")
POWER = re.compile(
    r"Let B = A\^(\d+), the product of \1 factors A\. Let b be the entry in row (\d+) and column (\d+) of B, counted from 1\."
    r" What is the remainder when b is divided by (\d+)\?"
)
EIGENVALUES = (
    "All eigenvalues of A are whole numbers. What are they? List each one as often as it is a root of the characteristic polynomial, in any order."
)
RANK = re.compile(r"For all numbers t but one, the rank of A is (\d+)\. For which t is it smaller\? Give it as a whole number or a fraction\.")
T = sympy.Symbol("t")


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    matrix = sympy.Matrix([[expression(entry) for entry in row.split(",")] for row in re.findall(r"^\[ *(.*?) *\]$", text, re.MULTILINE)])
    flat = re.sub(r"\s+", " ", text)
    if T in matrix.free_symbols and not RANK.search(flat):
        matrix = matrix.subs(T, _singular(flat, matrix))
    if "What is the determinant of A?" in flat or "Compute det A." in flat:
        return is_number(answer, matrix.det())
    if found := re.search(r"What is the entry of the inverse of A in row (\d+) and column (\d+), counted from 1\?", flat):
        return is_number(answer, matrix.inv()[int(found[1]) - 1, int(found[2]) - 1])
    if EIGENVALUES in flat:
        values = [root for root, often in sympy.roots(matrix.charpoly().as_expr()).items() for _ in range(often)]
        return sorted(answer.split(", ")) == sorted(map(str, values))
    if "Find a vector v, other than the zero vector, for which A v = 0." in flat:
        parts = [fraction(part) for part in answer.strip().removeprefix("(").removesuffix(")").split(",")]
        if None in parts or len(parts) != matrix.cols or not any(parts):
            return False
        return bool((matrix * sympy.Matrix([sympy.Rational(str(part)) for part in parts])).is_zero_matrix)
    if found := RANK.search(flat):
        return is_number(answer, _lower(matrix, int(found[1])))
    if found := POWER.search(flat):
        count, row, column, modulus = map(int, found.groups())
        return is_number(answer, _power([[int(entry) for entry in line] for line in matrix.tolist()], count, modulus)[row - 1][column - 1])
    raise Unread(flat)


def _singular(text: str, matrix: sympy.Matrix) -> sympy.Integer:
    """The only positive t for which the matrix has no inverse."""
    found = [root for root in sympy.roots(sympy.Poly(matrix.det(method="berkowitz"), T)) if root.is_real and root > 0]
    if not SINGULAR.search(text) or len(found) != 1 or not found[0].is_Integer:
        raise Unread(f"t may be {found}: {text}")
    return found[0]


def _lower(matrix: sympy.Matrix, rank: int) -> sympy.Expr:
    """The only t for which the rank is lower: all largest minors are 0 there."""
    minors = [sympy.Poly(matrix[:, list(columns)].det(method="berkowitz"), T) for columns in combinations(range(matrix.cols), rank)]
    found = sympy.roots(reduce(sympy.gcd, minors))
    if rank != matrix.rows or len(found) != 1:
        raise Unread(f"the rank is below {rank} for {found}")
    return next(iter(found))


def _power(matrix: list[list[int]], count: int, modulus: int) -> list[list[int]]:
    size = range(len(matrix))
    result = [[int(row == column) for column in size] for row in size]
    for bit in bin(count)[2:]:
        for factor in [result, matrix] if bit == "1" else [result]:
            result = [[sum(result[row][at] * factor[at][column] for at in size) % modulus for column in size] for row in size]
    return result
