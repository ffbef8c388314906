"""Independent route: the contract by plain loops over indices, the function by the oracle's own evaluator, on the list and on every list
that is shorter than the least size."""

import json
from functools import lru_cache

from synth.pipelines.oracles.code import _inputs


def passes(test: dict, x: int) -> bool:
    n = test.get("n", 0)
    return {
        "even": x & 1 == 0, "odd": x & 1 == 1, "multiple": bool(n) and x - n * (x // n) == 0,
        "gt": x > n, "ge": not x < n, "lt": x < n, "le": not x > n,
    }[test["rel"]]  # fmt: skip


def measure(s: dict, v) -> int:
    n, m, size = s.get("n", 0), s.get("m", 0), len(v)
    good = [k for k in range(size) if "test" in s and passes(s["test"], v[k])]
    match s["kind"]:
        case "count":
            return len(good)
        case "sum":
            return sum(v[k] for k in good)
        case "longest":
            return max((b - a for a in range(size) for b in range(a + 1, size + 1) if all(k in good for k in range(a, b))), default=0)
        case "rises":
            return len([k for k in range(1, size) if v[k] > v[k - 1]])
        case "falls":
            return len([k for k in range(1, size) if v[k] < v[k - 1]])
        case "equals":
            return len([k for k in range(1, size) if v[k] == v[k - 1]])
        case "near":
            return len([k for k in range(1, size) if -n <= v[k] - v[k - 1] <= n])
        case "records":
            return len([k for k in range(size) if all(v[j] < v[k] for j in range(k))])
        case "since":
            return size - 1 - good[-1] if good else size
        case "level":
            return counter(good, size)[-1]
        case "peak":
            return sorted(counter(good, size))[-1]
        case "hash":
            return int(sum(v[size - 1 - k] * n**k for k in range(size)) - 0) % m
        case "after":
            return len([k for k in range(size) if passes(s["then"], v[k]) and len([j for j in good if j < k]) >= n])
        case "last":
            return v[good[-1]] if good else -1
        case "first":
            return good[0] if good else -1
        case "span":
            return sorted(v)[-1] - sorted(v)[0]
        case "places":
            return sum(v[k] for k in range(size) if k % n == m)
    raise ValueError(s["kind"])


def counter(good: list[int], size: int) -> list[int]:
    values = [0]
    for k in range(size):
        values.append(values[-1] + 1 if k in good else values[-1] and values[-1] - 1)
    return values


def holds(c: dict, v) -> bool:
    found, n = measure(c["measure"], v), c.get("n", 0)
    if c["rel"] == "remainder":
        return (found - n) % c["m"] == 0
    return {"is": found == n, "least": found >= n, "most": found <= n, "over": found > n, "under": found < n}[c["rel"]]


class Contract:
    """What is to be returned, by whole lists."""

    start = ()

    def __init__(self, contract: dict) -> None:
        self.contract = contract

    def next(self, state: tuple, place: int, number: int) -> tuple:
        return (*state, number)

    def end(self, state: tuple) -> str:
        held = all(holds(c, state) for c in self.contract["conditions"])
        given = self.contract.get("gives")
        return repr((measure(given, state) if held else -1) if given else held)


@lru_cache(maxsize=64)
def _least(text: str) -> bool:
    """Whether no shorter list fails."""
    problem = json.loads(text)
    return not _inputs.shows(
        problem, Contract(problem["contract"]), _inputs.Pass(problem["program"], problem["entry"]), problem["least"] - 1
    )


def check(problem: dict, answer: str) -> bool:
    found = _inputs.numbers(answer)
    if not _inputs.allowed(problem, found) or len(found) > problem["least"]:
        return False
    shown = _inputs.returned(problem["program"], problem["entry"], found)
    if shown == Contract(problem["contract"]).end(tuple(found)) or shown.startswith("raises"):
        return False
    return _least(json.dumps(problem))
