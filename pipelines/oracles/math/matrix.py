"""Independent route: sympy's matrices, with t as a symbol; powers one factor after another, remainders by repeated squaring of Python's
own matrices of remainders."""

import re

from sympy import Matrix, Rational, cancel, gcd, roots, symbols

_NUMBER = r"-?\d+(?:/\d+)?"


def check(problem: dict, answer: str) -> bool:
    ask = problem["ask"]
    if ask == "kernel":
        if not re.fullmatch(rf"\({_NUMBER}(, ?{_NUMBER})+\)", answer):
            return False
        vector = Matrix([Rational(part) for part in answer[1:-1].split(",")])
        matrix = _there(problem)
        return len(vector) == matrix.shape[1] and any(vector) and not any(matrix * vector)
    if not re.fullmatch(rf"{_NUMBER}(, ?{_NUMBER})*", answer):
        return False
    numbers = [Rational(part) for part in answer.split(",")]
    return sorted(numbers) == _found(problem)


def _found(problem: dict) -> list:
    ask, place = problem["ask"], [number - 1 for number in problem["place"]]
    if ask == "rank":
        return [_lowering(problem)]
    matrix = _there(problem)
    if ask == "determinant":
        return [matrix.det(method="berkowitz")]
    if ask == "inverse":
        return [matrix.inv()[place[0], place[1]]]
    if ask == "eigenvalues":
        return sorted(value for value, times in matrix.eigenvals().items() for _ in range(times))
    return [_power(matrix.tolist(), problem["exponent"], problem["modulus"])[place[0]][place[1]]]


def _with_t(problem: dict):
    t = symbols("t")
    return Matrix(problem["rows"]) + t * Matrix(problem["slopes"]), t


def _there(problem: dict):
    if not problem["slopes"]:
        return Matrix(problem["rows"])
    matrix, t = _with_t(problem)
    positive = [root for root in roots(matrix.det(method="berkowitz").expand(), t) if root.is_real and root > 0]
    assert len(positive) == 1, "not exactly one t"
    return matrix.subs(t, positive[0])


def _lowering(problem: dict):
    """Where all minors of full height are 0 together."""
    matrix, t = _with_t(problem)
    height, width = matrix.shape
    shared = 0
    for column in range(width):
        shared = gcd(shared, matrix.extract(list(range(height)), [c for c in range(width) if c != column]).det(method="berkowitz").expand())
    found = roots(cancel(shared), t)
    assert len(found) == 1, "not exactly one t"
    return next(iter(found))


def _power(matrix: list, exponent: int, modulus: int) -> list:
    matrix = [[int(entry) for entry in row] for row in matrix]
    if exponent == 1:
        return [[entry % modulus if modulus else entry for entry in row] for row in matrix]
    half = _power(matrix, exponent // 2, modulus)
    result = _times(half, half, modulus)
    return _times(result, matrix, modulus) if exponent % 2 else result


def _times(one: list, other: list, modulus: int) -> list:
    size = range(len(one))
    result = [[sum(one[i][k] * other[k][j] for k in size) for j in size] for i in size]
    return [[entry % modulus for entry in row] for row in result] if modulus else result
