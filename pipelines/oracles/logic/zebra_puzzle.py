"""Independent route: a SAT solver over "value v is at place p", each clue written as the combinations of places that it forbids.

The table is read leniently: it is only asked about answers, corrupted answers and answers that the verifier accepted."""

import json
import re
from functools import cache
from itertools import combinations, product

from pysat.solvers import Cadical153

ALLOWED = {
    "at": lambda n, k, a: a == k,
    "not_at": lambda n, k, a: a != k,
    "end": lambda n, k, a: a in {1, n},
    "odd": lambda n, k, a: a & 1,
    "even": lambda n, k, a: not a & 1,
    "same": lambda n, k, a, b: a == b,
    "differ": lambda n, k, a, b: a != b,
    "next": lambda n, k, a, b: a - b in (-1, 1),
    "apart": lambda n, k, a, b: a - b not in (-1, 0, 1),
    "just_left": lambda n, k, a, b: b - a == 1,
    "left": lambda n, k, a, b: b - a > 0,
    "distance": lambda n, k, a, b: a - b in (-k, k),
    "between": lambda n, k, a, b, c: (a - b) * (c - a) > 0,
    "either": lambda n, k, a, b, c: [b, c].count(a) == 1,
    "pair": lambda n, k, a, b, c, d: a != b and sorted((a, b)) == sorted((c, d)),
}


def check(problem: dict, answer: str) -> bool:
    if problem["asks"]:
        return _items(problem, answer) == _wanted(problem, _solve(json.dumps(problem))[0])
    # Brackets may end a row (JSON) or be noise inside one.
    return _solve(json.dumps(problem))[0] in (_read(problem, answer, r"\n"), _read(problem, answer, r"[\n\])}]"))


def solutions(problem: dict) -> int:
    """How many there are, counted up to two; none if the one is not what the problem holds as its solution."""
    found = _solve(json.dumps(problem))
    held = [[found[0][value] for value in values] for _, values in problem["attributes"]] if found else []
    return 0 if problem["asks"] and held != problem["solution"] else len(found)


def _wanted(problem: dict, where: dict[str, int]) -> list[str]:
    """What the questions ask for, by a table."""
    lists = {name: {where[value]: value for value in values} for name, values in problem["attributes"]}
    wanted = []
    for kind, words in problem["asks"]:
        if kind == "value":
            wanted.append(lists[words[1]][where[words[0]]])
        elif kind == "place":
            wanted.append(where[words[0]])
        elif kind == "between":
            wanted.append(len(range(min(where[word] for word in words) + 1, max(where[word] for word in words))))
        else:
            wanted += [value for _, value in sorted(lists[words[0]].items())]
    return [str(item).lower() for item in wanted]


def _items(problem: dict, answer: str) -> list[str]:
    """The values and numbers of a short answer, without the numbers of a list, or what stands behind the colons of its lines."""
    digits = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True))
    names = {value.lower() for _, values in problem["attributes"] for value in values}
    count = len(_wanted(problem, _solve(json.dumps(problem))[0]))
    for text in (answer, re.sub(r".*:", "", answer)):
        words = [digits.get(word, word) for word in re.findall(r"[a-z]+|\d+", text.lower())]
        found = [word for word in words if word in names or word.isdigit()]
        if len(found) == 2 * count:
            found = found[1::2]
        if len(found) == count:
            return found
    return []


@cache
def _forbidden(kind: str, n: int, number: int, values: int) -> list[tuple[int, ...]]:
    """The places at which the values of a clue cannot be."""
    return [at for at in product(range(1, n + 1), repeat=values) if not ALLOWED[kind](n, number, *at)]


@cache
def _solve(text: str) -> list[dict[str, int]]:
    problem = json.loads(text)
    n = len(problem["attributes"][0][1])
    names = [value for _, values in problem["attributes"] for value in values]
    literal = {(value, p): v * n + p for v, value in enumerate(names) for p in range(1, n + 1)}
    found: list[dict[str, int]] = []
    with Cadical153() as solver:
        for value in names:
            solver.add_clause([literal[value, p] for p in range(1, n + 1)])
            for p, q in combinations(range(1, n + 1), 2):
                solver.add_clause([-literal[value, p], -literal[value, q]])
        for _, values in problem["attributes"]:
            for (a, b), p in product(combinations(values, 2), range(1, n + 1)):
                solver.add_clause([-literal[a, p], -literal[b, p]])
        for kind, values, number in problem["clues"]:
            for at in _forbidden(kind, n, number, len(values)):
                solver.add_clause([-literal[value, p] for value, p in zip(values, at, strict=True)])
        while len(found) < 2 and solver.solve():
            model = set(solver.get_model())
            found.append({value: p for (value, p), number in literal.items() if number in model})
            solver.add_clause([-literal[item] for item in found[-1].items()])
    return found


def _read(problem: dict, answer: str, row_end: str) -> dict[str, int]:
    """Where each value is, going by its line's number, or by the line's rank when it has none."""
    names = {value.lower(): value for _, values in problem["attributes"] for value in values}
    where: dict[str, int] = {}
    rank = 0
    for line in re.split(row_end, answer):
        values = [names[word] for word in re.findall(r"[a-z]+", line.lower()) if word in names]
        if values:
            rank += 1
            label = re.search(r"\d+", line)
            where.update(dict.fromkeys(values, int(label.group()) if label else rank))
    return where
