"""Independent route: each figure in turn is worked out anew from one sum that it stands in, and then the whole table is added up."""

import re
from fractions import Fraction
from itertools import pairwise


def check(problem: dict, answer: str) -> bool:
    table = problem["table"]
    parts = [part.strip() for part in answer.split(";")]
    if len(parts) != 3:
        return False
    found = _found(table)
    if len(found) != 1:
        return False
    row, column, value = found[0]
    if parts[2] != _text(value):
        return False
    return any(_means(one, table["rows"], row) and _means(other, table["columns"], column) for one, other in (parts[:2], parts[1::-1]))


def _means(text: str, paths: list, place: int) -> bool:
    """Whether a path is named in full, or by headings at its end that no other path ends in."""
    words = [re.findall(r"\w+", " ".join(path)) for path in paths]
    told = re.findall(r"\w+", text)
    return told == words[place] or [at for at, path in enumerate(words) if told and path[-len(told) :] == told] == [place]


def solutions(problem: dict) -> int:
    return len(_found(problem["table"]))


def _text(number: Fraction) -> str:
    whole = str(number.numerator) if number.denominator == 1 else f"{float(number):.6f}".rstrip("0")
    return whole


def _found(table: dict) -> list:
    grid = [[None if cell is None else Fraction(cell) for cell in row] for row in table["cells"]]
    rules = _rules(table, grid)
    wrong = [rule for rule in rules if not _holds(rule, grid)]
    found = []
    for row, line in enumerate(grid):
        for column, old in enumerate(line):
            if old is None or any((row, column) not in {place for place, _ in rule[1]} | {rule[0]} for rule in wrong):
                continue
            total, parts = wrong[0]
            if (row, column) == total:
                new = sum(sign * grid[r][c] for (r, c), sign in parts)
            else:
                own = dict(parts)[row, column]
                new = (grid[total[0]][total[1]] - sum(sign * grid[r][c] for (r, c), sign in parts if (r, c) != (row, column))) * own
            line[column] = new
            if all(_holds(rule, grid) for rule in rules):
                found.append((row, column, new))
            line[column] = old
    return found


def _holds(rule: tuple, grid: list) -> bool:
    (row, column), parts = rule
    return grid[row][column] == sum(sign * grid[r][c] for (r, c), sign in parts)


def _rules(table: dict, grid: list) -> list:
    found = []
    for along_rows in (True, False):
        paths = table["rows"] if along_rows else table["columns"]
        for total, path in enumerate(paths):
            if "Total" in path:
                members = [place for place, other in enumerate(paths) if _belongs(other, path)]
                for line in range(len(table["columns"] if along_rows else table["rows"])):
                    places = [(place, line) if along_rows else (line, place) for place in (total, *members)]
                    known = [place for place in places[1:] if grid[place[0]][place[1]] is not None]
                    if known and grid[places[0][0]][places[0][1]] is not None:
                        found.append((places[0], [(place, 1) for place in known]))
    names = [tuple(path) for path in table["columns"]]
    for column, path in enumerate(names):
        if path[-1] == "Balance" and (*path[:-1], "Paid") in names:
            rows = [row for row in range(len(grid)) if grid[row][column] is not None]
            received, paid = names.index((*path[:-1], "Received")), names.index((*path[:-1], "Paid"))
            for before, row in pairwise(rows):
                found.append(((row, column), [((before, column), 1), ((row, received), 1), ((row, paid), -1)]))
    return found


def _belongs(path: list, total: list) -> bool:
    """Whether a row or column is added up in a total."""
    if "Total" in path or path[-1].startswith("of which"):
        return False
    pairs = list(zip(path, total, strict=False))
    place = total.index("Total")
    return all(one == other for at, (one, other) in enumerate(pairs) if at != place) and len(path) >= len(total)
