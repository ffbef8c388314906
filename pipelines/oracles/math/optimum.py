"""Independent route: all choices, kinds in the order of the problem; conditions are looked at when a choice is whole."""

import json
from functools import lru_cache


def check(problem: dict, answer: str) -> bool:
    return answer.strip() == str(_best(json.dumps(problem)))


def solutions(problem: dict) -> int:
    """There is one best total if there is a choice at all."""
    return int(_best(json.dumps(problem)) is not None)


@lru_cache(maxsize=256)
def _best(text: str) -> int | None:
    problem = json.loads(text)
    kinds, limits, most = problem["kinds"], problem["limits"], problem["goal"] == "most"
    caps = _caps(problem)
    found = None

    def walk(counts: list, used: list, total: int) -> None:
        nonlocal found
        if not most and found is not None and total >= found:
            return
        if len(counts) == len(kinds):
            enough = most or all(a >= b for a, b in zip(used, limits, strict=True))
            if enough and (found is None or (total > found if most else total < found)) and _kept(problem, counts):
                found = total
            return
        kind = kinds[len(counts)]
        for count in range(0, caps[len(counts)] + 1, kind["lot"]):
            after = [a + count * use for a, use in zip(used, kind["uses"], strict=True)]
            if most and any(a > b for a, b in zip(after, limits, strict=True)):
                break
            fee = kind["fee"] if count else 0
            walk([*counts, count], after, total + count * kind["worth"] + (-fee if most else fee))

    walk([], [0] * len(limits), 0)
    return found


def _caps(problem: dict) -> list:
    """Numbers that no best choice need exceed: what fits, or what meets every need and condition alone."""
    kinds, limits = problem["kinds"], problem["limits"]
    if problem["goal"] == "most":
        caps = [min([b // u for b, u in zip(limits, k["uses"], strict=True) if u], default=k["most"]) for k in kinds]
    else:
        caps = [max([-(-b // u) for b, u in zip(limits, k["uses"], strict=True) if u], default=0) + k["lot"] for k in kinds]
        for c in problem["conditions"]:
            if c["what"] == "ordered":
                caps[c["first"]] = max(caps[c["first"]], c["number"] + kinds[c["first"]]["lot"])
        for c in problem["conditions"]:
            if c["what"] == "ratio":
                caps[c["first"]] = max(caps[c["first"]], c["number"] * caps[c["second"]] + kinds[c["first"]]["lot"])
    return [min(cap, k["most"] or cap) for cap, k in zip(caps, kinds, strict=True)]


def _kept(problem: dict, counts: list) -> bool:
    for c in problem["conditions"]:
        first, second, number = counts[c["first"]], counts[c["second"]], c["number"]
        if c["what"] == "total" and sum(counts) > number:
            return False
        if c["what"] == "ordered" and first < number:
            return False
        if c["what"] == "ratio" and first < number * second:
            return False
        if c["what"] == "not_both" and first and second:
            return False
    return True
