"""Independent route: two ranks over sympy's rationals decide whether the facts fix the query, and z3 finds a second world.

The label must come out alike in both: the query is fixed exactly if adding its unit vector to the coefficients raises no rank, and
exactly if z3 finds no world beside the first one. Where the value is open, z3 also finds two worlds of positive numbers that
disagree, so that knowing that prices are positive settles nothing."""

import re
from fractions import Fraction


def check(problem: dict, answer: str) -> bool:
    """Whether the answer is the value that the facts fix, or an abstention where they fix none."""
    said = _read(problem, answer)
    return said is not None and said == settled(problem)


def settled(problem: dict) -> Fraction | str:
    """The value, or "unknown". Raises AssertionError when the two routes disagree or the facts have no positive world."""
    by_rank, by_worlds = _by_rank(problem), _by_worlds(problem)
    assert by_rank == by_worlds, (by_rank, by_worlds)
    return by_rank


def _by_rank(problem: dict) -> Fraction | str:
    from sympy import QQ
    from sympy.polys.matrices import DomainMatrix

    count, query = len(problem["names"]), problem["query"]
    rows = []
    for terms, constant in problem["facts"]:
        row = [QQ(0)] * count + [QQ(constant)]
        for coefficient, quantity in terms:
            row[quantity] += QQ(coefficient)
        rows.append(row)

    def rank(some: list) -> int:
        return DomainMatrix(some, (len(some), len(some[0])), QQ).rank()

    assert rank(rows) == rank([row[:-1] for row in rows]), "the facts contradict each other"
    # The constants' column stays out of the comparison of ranks; with it, the query's value is the one that raises no rank.
    unit = [QQ(int(i == query)) for i in range(count)]
    if rank([*(row[:-1] for row in rows), unit]) > rank([row[:-1] for row in rows]):
        return "unknown"
    # Query last before the constant: in the reduced form its pivot row is `query = value`.
    order = [i for i in range(count) if i != query] + [query, count]
    reduced, pivots = DomainMatrix([[row[i] for i in order] for row in rows], (len(rows), count + 1), QQ).rref()
    line = reduced.to_list()[pivots.index(count - 1)]
    return Fraction(int(line[-1].numerator), int(line[-1].denominator))


def _by_worlds(problem: dict) -> Fraction | str:
    import z3

    quantities = z3.RealVector("q", len(problem["names"]))
    solver = z3.Solver()
    for terms, constant in problem["facts"]:
        solver.add(z3.Sum([coefficient * quantities[q] for coefficient, q in terms]) == constant)
    asked = quantities[problem["query"]]

    def value() -> Fraction | None:
        if solver.check() != z3.sat:
            return None
        model = solver.model()
        found = model.eval(asked, model_completion=True)
        return Fraction(found.numerator_as_long(), found.denominator_as_long())

    first = value()
    assert first is not None, "the facts contradict each other"
    solver.push()
    solver.add(asked != z3.Q(first.numerator, first.denominator))
    other = value()
    solver.pop()
    if other is None:
        return first
    solver.add(*(quantity > 0 for quantity in quantities))
    positive = value()
    assert positive is not None, "no world of positive values"
    solver.add(asked != z3.Q(positive.numerator, positive.denominator))
    return "unknown" if value() is not None else positive


def _read(problem: dict, answer: str) -> Fraction | str | None:
    """A lenient reading: only answers, corrupted ones and accepted answers come here."""
    text = " ".join(answer.lower().replace("\\n", " ").split())
    text = re.sub(r"\\[dt]?frac ?\{ ?(-?\d+) ?\} ?\{ ?(\d+) ?\}", r"\1/\2", text)
    text = re.sub(r"\\[a-z]+|[\\{}$*`\"'_~]", "", text).replace("−", "-").strip(" .;:!?,()[]")
    if re.search(r"unknown|determin|undecid|uncertain|not known|known|enough in|insufficient|impossible|cannot|cant|can not", text):
        return None if re.search(r"\d", text) else "unknown"
    text = text.split("=")[-1]
    number = re.search(r"(-?) ?(\d[\d,_ ]*(?:\.\d+)?|\.\d+)(?: ?/ ?(\d+))?", text)
    if number is None:
        return None
    digits = number[2].strip()
    mixed = re.fullmatch(r"(\d+) (\d+)", digits) if number[3] else None
    if number[3] and not int(number[3]):
        return None
    if mixed:
        size = int(mixed[1]) + Fraction(int(mixed[2]), int(number[3]))
    else:
        size = Fraction(re.sub(r"[,_ ]", "", digits)) / int(number[3] or 1)
    return -size if number[1] else size
