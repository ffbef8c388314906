"""Independent route: strings and permutations one by one, paths from their end, products of polynomials, cycles of symmetries."""

from collections.abc import Iterable
from functools import cache
from itertools import permutations, product


def check(problem: dict, answer: str) -> bool:
    return answer.strip() == str(_count(problem["puzzle"]))


def solutions(problem: dict) -> int:
    """A number of things is one number."""
    return 1


def _count(puzzle: dict) -> int:
    return {"words": _words, "paths": _paths, "assignments": _assignments, "sums": _sums, "necklaces": _necklaces}[puzzle["type"]](puzzle)


def _words(p: dict) -> int:
    found = [""]
    for _ in range(p["length"]):
        found = [s + c for s in found for c in "ABCD"[: p["letters"]]]
        found = [s for s in found if not any(s.endswith(block) for block in p["forbidden"])]
        found = [s for s in found if p["exactly"] < 0 or s.count("A") <= p["exactly"]]
    kept = [s for s in found if p["exactly"] < 0 or s.count("A") == p["exactly"]]
    kept = [s for s in kept if s.startswith(p["first"]) and s.endswith(p["last"])]
    return len({min(s, s[::-1]) for s in kept}) if p["turned"] else len(kept)


def _paths(p: dict) -> int:
    closed = set(map(tuple, p["blocked"]))
    through = set(map(tuple, p["through"]))

    @cache
    def from_here(x: int, y: int, last: str, run: int, passed: int) -> int:
        if (x, y) in closed or x > p["width"] or y > p["height"]:
            return 0
        passed += (x, y) in through
        if (x, y) == (p["width"], p["height"]):
            return int(passed == len(through))
        total = 0
        for step, a, b in (("r", x + 1, y), ("u", x, y + 1)):
            in_a_row = run + 1 if step == last else 1
            if not p["run"]:
                total += from_here(a, b, "", 0, passed)
            elif in_a_row <= p["run"]:
                total += from_here(a, b, step, in_a_row, passed)
        return total

    return from_here(0, 0, "", 0, 0)


def _assignments(p: dict) -> int:
    people = range(len(p["dislikes"]))
    return sum(sum(job in p["dislikes"][who] for who, job in enumerate(jobs)) == p["unhappy"] for jobs in permutations(people))


def _sums(p: dict) -> int:
    even, more = p.get("even", []), p.get("more", [])
    if more:  # each pair of amounts for these two by itself
        pairs = product(*(_amounts(p, k) for k in more))
        return sum(_sums(_fixed(p, zip(more, pair, strict=True)) | {"more": []}) for pair in pairs if pair[0] > pair[1])
    if even:  # what is odd is left out of all
        k, *rest = even
        return sum(_sums(_fixed(p, [(k, amount)]) | {"even": rest}) for amount in _amounts(p, k) if amount % 2 == 0)
    made = {(0, 0): 1}
    for value, least, most in zip(p["values"], p["least"], p["most"], strict=True):
        longer: dict = {}
        for (amount, pieces), ways in made.items():
            for times in range(least, most + 1):
                key = amount + times * value, pieces + times
                longer[key] = longer.get(key, 0) + ways
        made = longer
    return sum(ways for (amount, pieces), ways in made.items() if amount == p["total"] and p["pieces"] in (0, pieces))


def _amounts(p: dict, place: int) -> range:
    return range(p["least"][place], p["most"][place] + 1)


def _fixed(p: dict, amounts: Iterable[tuple[int, int]]) -> dict:
    """The same puzzle with these amounts at these places."""
    found = dict(amounts)
    return p | {side: [found.get(k, value) for k, value in enumerate(p[side])] for side in ("least", "most")}


def _necklaces(p: dict) -> int:
    n, weights, total = p["beads"], p["weights"], p["total"]
    symmetries = [[(i + turn) % n for i in range(n)] for turn in range(n)]
    if p["mirror"]:
        symmetries += [[(turn - i) % n for i in range(n)] for turn in range(n)]
    if len(weights) ** n <= 5_000:
        chains = [c for c in product(weights, repeat=n) if sum(c) == total]
        return len({min(tuple(c[i] for i in moved) for moved in symmetries) for c in chains})
    fixed = 0
    for moved in symmetries:
        made, left = {0: 1}, set(range(n))
        while left:
            place, cycle = min(left), 0
            while place in left:
                left.remove(place)
                place, cycle = moved[place], cycle + 1
            longer: dict = {}
            for amount, ways in made.items():
                for weight in weights:
                    key = amount + weight * cycle
                    if key <= total:
                        longer[key] = longer.get(key, 0) + ways
            made = longer
        fixed += made.get(total, 0)
    return fixed // len(symmetries)
