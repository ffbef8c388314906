"""Independent route: every object by itself, as a list of values, through changes read from plain lists."""

import re

_SIZE = 2


def _fits(thing: list[int], pattern: list) -> bool:
    return all((thing[attribute] == value) is positive for attribute, value, positive in pattern)


def _number(things: list[list[int]], pattern: list) -> int:
    return len([thing for thing in things if _fits(thing, pattern)])


def _changed(things: list[list[int]], kind: str, *about: list) -> list[list[int]]:
    if kind == "add":
        return things + [list(about[0]) for _ in range(int(about[1]))]  # type: ignore[call-overload]
    if kind == "match":
        return things + [list(about[0]) for _ in range(_number(things, about[1]))]
    pattern, *rest = about
    result = []
    for thing in things:
        if not _fits(thing, pattern):
            result.append(thing)
            continue
        other = list(thing)
        if kind in ("turn", "copy"):
            other[rest[0]] = rest[1]  # type: ignore[call-overload]
        elif kind == "exchange":
            attribute, a, b = rest
            other[attribute] = {a: b, b: a}.get(thing[attribute], thing[attribute])  # type: ignore[call-overload, index, dict-item, arg-type]
        elif kind == "grow":
            other[_SIZE] = min(2, thing[_SIZE] + 1) if rest[0] else max(0, thing[_SIZE] - 1)
        if kind in ("copy", "double"):
            result.append(thing)
        if kind != "remove":
            result.append(other)
    return result


def _holds(things: list[list[int]], how: str, a: list, b: list, number: int) -> bool:
    found = _number(things, a)
    return {"more": found > _number(things, b), "least": found >= number, "even": found % 2 == 0, "odd": found % 2 == 1}[how]


def _right(problem: dict) -> int:
    things = [list(kind) for kind, number in problem["groups"] for _ in range(number)]
    for step in problem["steps"]:
        met = step["condition"] is None or _holds(things, *step["condition"])
        things = _changed(things, *(step["then"] if met else step["otherwise"]))
    return _number(things, problem["asked"])


def solutions(problem: dict) -> int:
    """There is one number of objects."""
    return int(_right(problem) >= 0)


def check(problem: dict, answer: str) -> bool:
    found = re.findall(r"-?\d+(?:\.0+)?", answer.replace(",", ""))
    return len(found) == 1 and float(found[0]) == _right(problem)
