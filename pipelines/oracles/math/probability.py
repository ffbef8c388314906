"""Independent route: draws ball by ball, all rolls of the dice, and a system of linear equations, everything in fractions."""

from fractions import Fraction
from itertools import product


def check(problem: dict, answer: str) -> bool:
    try:
        return Fraction(answer.strip()) == _value(problem["puzzle"])
    except (ValueError, ZeroDivisionError):
        return False


def solutions(problem: dict) -> int:
    """A chance is one number."""
    return 1


def _value(puzzle: dict) -> Fraction:
    return {"urns": _urns, "dice": _dice, "boxes": _boxes, "boards": _boards}[puzzle["type"]](puzzle)


def _urns(p: dict) -> Fraction:
    drawn = {tuple(0 for _ in p["counts"]): Fraction(1)}
    for number in range(p["draws"]):
        longer: dict = {}
        for contents, chance in drawn.items():
            for colour, count in enumerate(p["counts"]):
                more = tuple(k + (place == colour) for place, k in enumerate(contents))
                part = chance * Fraction(count - contents[colour], sum(p["counts"]) - number)
                longer[more] = longer.get(more, 0) + part
        drawn = longer

    def keeps(contents: tuple, bounds: list) -> bool:
        return all(b["least"] <= contents[b["colour"]] <= b["most"] for b in bounds)

    known = {contents: chance for contents, chance in drawn.items() if keeps(contents, p["given"])}
    if p["ask"] == "mean":
        return sum(contents[p["event"][0]["colour"]] * chance for contents, chance in known.items()) / sum(known.values())
    return Fraction(sum(chance for contents, chance in known.items() if keeps(contents, p["event"]))) / sum(known.values())


def _dice(p: dict) -> Fraction:
    holds = {
        "nothing": lambda roll: True,
        "shows": lambda roll: p["number"] in roll,
        "largest": lambda roll: max(roll) == p["number"],
        "smallest": lambda roll: min(roll) == p["number"],
    }[p["given"]]
    known = [roll for roll in product(*(range(1, side + 1) for side in p["sides"])) if holds(roll)]
    return Fraction(sum(p["low"] <= sum(roll) <= p["high"] for roll in known), len(known))


def _boxes(p: dict) -> Fraction:
    asked = seen = Fraction(0)
    for box, (balls, weight) in enumerate(zip(p["balls"], p["weights"], strict=True)):
        inside = [colour for colour, count in enumerate(balls) for _ in range(count)]
        chance = Fraction(weight)
        for colour in p["seen"]:
            chance *= Fraction(inside.count(colour), len(inside))
            if not p["put_back"] and colour in inside:
                inside.remove(colour)
        seen += chance
        if p["box"] >= 0:
            asked += chance if box == p["box"] else 0
        else:
            asked += chance * Fraction(inside.count(p["colour"]), len(inside))
    return asked / seen


def _boards(p: dict) -> Fraction:
    """x[i] = constant + sum of chances times x[j], by elimination with the largest index first."""
    size = len(p["moves"])
    rows = []
    for square, moves in enumerate(p["moves"]):
        every = sum(weight for _, weight in moves)
        row = [Fraction(int(square == other)) for other in range(size)] + [Fraction(p["ask"] == "mean")]
        for target, weight in moves:
            if target < size:
                row[target] -= Fraction(weight, every)
            elif target == size and p["ask"] == "chance":
                row[size] += Fraction(weight, every)
        rows.append(row)
    for column in range(size):
        pivot = next(k for k in range(column, size) if rows[k][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for k in range(size):
            if k != column:
                rows[k] = [x - rows[k][column] * y for x, y in zip(rows[k], rows[column], strict=True)]
    return rows[0][size]
