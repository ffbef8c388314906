"""Independent route: a whole number for z3 in each missing cell, totals and statements as formulas; is the statement possible, and is its
denial?"""

import re
from decimal import Decimal
from fractions import Fraction

import z3

_SHORT = {"T": "True", "F": "False", "U": "Unknown"}


def check(problem: dict, answer: str) -> bool:
    return [_SHORT.get(word, word) for word in re.findall(r"\w+", answer)] == _truths(problem)


def solutions(problem: dict) -> int:
    return int(all(label for label in _truths(problem)))


def _truths(problem: dict) -> list[str]:
    solver, cells, steps = z3.Solver(), [], []
    for number, table in enumerate(problem["tables"]):
        places = max(-Decimal(text).as_tuple().exponent for row in table["cells"] for text in row if text is not None)
        steps.append(10**places)
        cells.append(_cells(solver, table, number, 10**places))
    found = []
    for claim in problem["claims"]:
        formula = _formula(problem["tables"], cells, steps, claim)
        possible = [solver.check(one) == z3.sat for one in (formula, z3.Not(formula))]
        found.append({(True, True): "Unknown", (True, False): "True", (False, True): "False", (False, False): ""}[possible[0], possible[1]])
    return found


def _cells(solver: z3.Solver, table: dict, number: int, step: int) -> list[list]:
    """In the smallest unit that is printed."""
    found = []
    for i, row in enumerate(table["cells"]):
        found.append([])
        for j, text in enumerate(row):
            if text is None:
                cell = z3.Int(f"t{number}_{i}_{j}")
                solver.add(cell >= 0)
            else:
                cell = z3.IntVal(int(Decimal(text) * step))
            found[-1].append(cell)
    for total in table.get("totals", ()):
        for j in range(len(table["columns"])):
            solver.add(found[total["at"]][j] == z3.Sum([found[part][j] for part in total["parts"]]))
    return found


def _formula(tables: list[dict], cells: list, steps: list[int], claim: dict) -> z3.BoolRef:
    table, column, more = claim["table"], claim["column"], claim.get("more", True)
    here, row, other = cells[table], claim["row"], claim.get("other", 0)
    cell, number = here[row][column], Fraction(claim.get("number", "0"))
    if claim["kind"] == "years":
        years = z3.Sum([z3.If(here[row][j] > here[other][j], 1, 0) for j in range(len(here[row]))])
        return years >= int(number) if more else years <= int(number)
    if claim["kind"] == "largest":
        totals = {total["at"] for total in tables[table].get("totals", ())}
        return z3.And([cell > line[column] for place, line in enumerate(here) if place not in totals | {row}])
    printed = number * steps[table]
    match claim["kind"]:
        case "value":
            left, right = cell, z3.Q(printed.numerator, printed.denominator)
        case "pair":
            left, right = cell, here[other][column]
        case "sum":
            left, right = cell + here[other][column], here[claim.get("third", 0)][column]
        case "change":
            before, more = here[row][claim.get("before", 0)], True
            left, right = (cell - before if claim.get("more", True) else before - cell), z3.Q(printed.numerator, printed.denominator)
        case "growth":
            grown = 100 + number if more else 100 - number
            left, right = 100 * cell * grown.denominator, here[row][claim.get("before", 0)] * grown.numerator
        case "share":
            left, right = 100 * cell, here[other][column] * int(number)
        case "mean":
            average = printed * len(here[row])
            left, right = z3.Sum(here[row]), z3.Q(average.numerator, average.denominator)
        case _:
            below = 1 - table
            ratio = number * 10 ** tables[below]["scale"] * steps[table] / (Fraction(10) ** tables[table]["scale"] * steps[below])
            left, right = cell * ratio.denominator, cells[below][row][column] * ratio.numerator
    return left > right if more else left < right
