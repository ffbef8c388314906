"""Independent route: the neighbourhoods as text, looked up in a dictionary; backwards the answer is run forwards."""

import re


def _step(problem: dict, row: str) -> str:
    wide, reach = len(row), 2 if problem["kind"] == "count" else 1
    line = row * 3 if problem["ring"] else "0" * wide + row + "0" * wide
    windows = [line[place - reach : place + reach + 1] for place in range(wide, 2 * wide)]
    return "".join(str(problem["rule"][_case(problem["kind"], window)]) for window in windows)


def _case(kind: str, window: str) -> int:
    if kind == "table":
        return int(window, 2)
    if kind == "sum":
        return sum(map(int, window))
    return (window[:2] + window[3:]).count("1") + (5 if window[2] == "1" else 0)


def check(problem: dict, answer: str) -> bool:
    row, given = "".join(re.findall(r"\d", answer)), "".join(map(str, problem["cells"]))
    if len(row) != len(given):
        return False
    start, end = (given, row) if problem["ask"] == "after" else (row, given)
    for _ in range(problem["steps"]):
        start = _step(problem, start)
    return start == end
