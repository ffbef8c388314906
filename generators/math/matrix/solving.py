"""Worked solutions of matrices: elimination row by row, powers by squaring, and det(x - A) expanded along its first row."""

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from synth.generators.derivation import numbered
from synth.generators.math._polynomials import written
from synth.verifiers.math._elimination import determinant_with, rational_roots
from synth.verifiers.math.matrix import Matrix, outcome, product, table

Rows = list[list[Fraction]]


def worked(problem: Matrix) -> str:
    said = list(_said(problem))
    return numbered((" = " in line, line) for line in said)


def rejected(problem: Matrix, said: str, answer: str) -> str:
    """The lines with a number in the last one, and so in the answer, that is too large by one."""
    head, _, tail = said.rpartition(" = ")
    return f"{head} = {_moved(tail)}\n\n<answer>\n{_moved(answer)}\n</answer>"


def _moved(text: str) -> str:
    found = re.search(r"[1-9]\d*", text) or re.search("0", text)
    assert found
    return text[: found.start()] + str(int(found[0]) + 1) + text[found.end() :]


def _said(problem: Matrix) -> Iterator[str]:
    given = table(problem)
    rows = [list(map(Fraction, row)) for row in given.rows]
    size = len(rows)
    if given.t is not None:
        if problem.ask != "rank":
            roots = rational_roots(*determinant_with(problem.rows, problem.slopes))
            yield f"The determinant of A is 0 for t equal to {' or '.join(map(str, roots))} only."
        yield f"t = {given.t}"
    if problem.ask == "inverse":
        yield from _inverted([[*row, *(Fraction(i == j) for j in range(size))] for i, row in enumerate(rows)], problem.place[0] - 1)
        return
    if problem.ask == "determinant" and size == 2:
        (a, b), (c, d) = rows
        yield f"det = {a}*{_bracketed(d)} - {_bracketed(b)}*{_bracketed(c)} = {outcome(problem)[0]}"
        return
    if problem.ask == "eigenvalues":
        yield _characteristic(problem)
        return
    if problem.ask != "power" or given.t is not None:
        scale = Fraction(1)
        for line, factor in _eliminated(rows, whole=problem.ask == "kernel"):
            scale *= factor
            yield line
        if problem.ask == "determinant":
            yield _determinant(rows, scale)
    if problem.ask == "power":
        if problem.modulus:
            yield f"From here on all entries are remainders on division by {problem.modulus}."
        yield from _powers(problem)


def _bracketed(number: Fraction) -> str:
    return str(number) if number >= 0 else f"({number})"


def _shown(row: Sequence[Fraction], split: int = 0) -> str:
    said = [str(entry) for entry in row]
    return f"({', '.join(said[:split])} | {', '.join(said[split:])})" if split else f"({', '.join(said)})"


def _combined(rows: Rows, target: int, made: Sequence[tuple[Fraction, int]], split: int = 0) -> str:
    """Replaces a row by a combination of rows."""
    rows[target] = [sum((times * rows[k][column] for times, k in made), Fraction(0)) for column in range(len(rows[0]))]
    how = ""
    for times, k in made:
        size = "" if abs(times) == 1 else f"{abs(times)}*" if times.denominator == 1 else f"({abs(times)})*"
        how += (" - " if times < 0 else " + ") + f"{size}R{k + 1}" if how else ("-" if times < 0 else "") + f"{size}R{k + 1}"
    return f"R{target + 1} = {how} = {_shown(rows[target], split)}"


def _cleared(rows: Rows, target: int, by: int, column: int) -> list[tuple[Fraction, int]]:
    """The combination of two rows in whole numbers that has a 0 in the column, and shares nothing."""
    a, b = rows[by][column], rows[target][column]
    new = [a * x - b * y for x, y in zip(rows[target], rows[by], strict=True)]
    shared = Fraction(math.gcd(*(x.numerator for x in new)) or 1, math.lcm(*(x.denominator for x in new))) * (1 if a > 0 else -1)
    return [(a / shared, target), (-b / shared, by)]


def _eliminated(rows: Rows, whole: bool) -> Iterator[tuple[str, Fraction]]:
    """Lines until no two rows begin alike, or with whole, until each first entry is alone in its column; each with what its row was
    multiplied by."""
    done: list[int] = []
    for column in range(len(rows[0])):
        left = [k for k in range(len(rows)) if k not in done and rows[k][column]]
        if not left:
            continue
        top = min(left, key=lambda k: (abs(rows[k][column]), k))
        for k in range(len(rows)):
            if k != top and rows[k][column] and (whole or k not in done):
                made = _cleared(rows, k, top, column)
                yield _combined(rows, k, made), made[0][0]
        done.append(top)


def _determinant(rows: Rows, scale: Fraction) -> str:
    begun = [next((entry for entry in row if entry), Fraction(0)) for row in rows]
    order = [next((place for place, entry in enumerate(row) if entry), len(row)) for row in rows]
    swaps = sum(one > other for n, one in enumerate(order) for other in order[n + 1 :])
    sign = -1 if swaps % 2 else 1
    value = sign * math.prod(begun) / scale
    how = "*".join(map(_bracketed, begun))
    how = f"-{how}" if sign < 0 and begun[0] >= 0 else f"(-1)*{how}" if sign < 0 else how
    below = "" if scale == 1 else f"/{scale}" if scale.denominator == 1 and scale > 0 else f"/({scale})"
    return f"det = {how}{below} = {value}"


def _inverted(rows: Rows, wanted: int) -> Iterator[str]:
    """Columns are cleared in an order in which the one with the row that is asked for is the last; then that row is divided."""
    size = len(rows)
    done: dict[int, int] = {}
    for column in [*(k for k in range(size) if k != wanted), wanted]:
        top = min((k for k in range(size) if k not in done.values() and rows[k][column]), key=lambda k: (abs(rows[k][column]), k))
        for k in range(size):
            if k != top and rows[k][column] and k not in done.values():
                yield _combined(rows, k, _cleared(rows, k, top, column), size)
        done[column] = top
    last = done[wanted]
    yield _combined(rows, last, [(1 / rows[last][wanted], last)], size)


def _powers(problem: Matrix) -> Iterator[str]:
    """By squaring, from the highest binary digit of the exponent on."""
    one = [[int(a) % problem.modulus if problem.modulus else int(a) for a in row] for row in table(problem).rows]
    power, exponent = one, 1

    def name(k: int) -> str:
        return f"A^{k}" if k > 1 else "A"

    for bit in bin(problem.exponent)[3:]:
        for other, more in ((power, exponent), (one, 1)):
            if more == 1 and other is one and exponent > 1 and bit == "0":
                continue
            power = product(power, other, problem.modulus)
            listed = ", ".join(f"({', '.join(map(str, row))})" for row in power)
            yield f"{name(exponent + more)} = {name(exponent)} * {name(more)} = [{listed}]"
            exponent += more


def _characteristic(problem: Matrix) -> str:
    rows = [[f"(x - {a})" if a > 0 else f"(x + {-a})" if a else "x" for a in row] for row in problem.rows]
    cells = [[rows[i][j] if i == j else str(-a) for j, a in enumerate(row)] for i, row in enumerate(problem.rows)]
    found = table(problem).characteristic
    product = ""
    values = [int(value) for value in outcome(problem)]
    for value in dict.fromkeys(values):
        factor = f"(x - {value})" if value > 0 else f"(x + {-value})" if value else "x"
        product += factor + (f"^{values.count(value)}" if values.count(value) > 1 else "")
    return f"p(x) = {_expanded(cells)} = {written(found)} = {product}"


def _expanded(cells: list[list[str]]) -> str:
    """Along the first row."""
    if len(cells) == 1:
        return cells[0][0]
    said = ""
    for column, cell in enumerate(cells[0]):
        if cell == "0":
            continue
        minor = _expanded([row[:column] + row[column + 1 :] for row in cells[1:]])
        minor = f"({minor})" if len(cells) > 2 else minor
        cell = f"({cell})" if cell[0] == "-" else cell
        minor = f"({minor})" if minor[0] == "-" else minor
        said += (" - " if column % 2 else " + ") + f"{cell}*{minor}" if said else ("-" if column % 2 else "") + f"{cell}*{minor}"
    return said or "0"
