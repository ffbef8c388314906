"""Independent route of the described functions: the steps as JSON, each done anew by plain loops; own inputs, by another sampler."""

import copy
import itertools
import json
import random
import re
from functools import lru_cache

from synth.pipelines.oracles.code import _python

INPUTS = 120
WORDS = "a e z aa ab zz bob ooo lamp audio idea queue xyz tttt stone mouse house radio river ocean apple aaab".split()


def number(key: dict, item) -> int:
    name, n = key["name"], key.get("n", 0)
    if isinstance(item, int):
        digits = [int(d) for d in str(item).lstrip("-")]
        return {"same": item, "abs": max(item, -item), "digit_sum": sum(digits), "last_digit": digits[-1], "square": item**2}.get(
            name, item - n * (item // n) if name == "mod" else max(item - n, n - item)
        )
    if isinstance(item, str):
        return {"length": len(item), "vowels": sum(item.count(v) for v in "aeiou"), "distinct_letters": len({*item})}[name]
    ordered = sorted(item)
    found = {"length": len(item), "sum": sum(item), "max": ordered[-1], "min": ordered[0], "first": item[0], "last": item[len(item) - 1]}
    return {**found, "spread": ordered[-1] - ordered[0]}[name]


def compared(key: dict, rel: str, value: int, item) -> bool:
    found = number(key, item)
    if rel in ("even", "odd", "multiple"):
        return (found % (value or 2) == 0) is (rel != "odd")
    return {
        "lt": found < value,
        "le": not found > value,
        "gt": found > value,
        "ge": not found < value,
        "eq": found == value,
        "ne": found != value,
    }[rel]


def holds(test: dict, item, limit: int) -> bool:
    first = compared(test["key"], test["rel"], limit if test.get("limit") else test.get("value", 0), item)
    if not test.get("join"):
        return first
    second = compared(test["key2"], test["rel2"], test.get("value2", 0), item)
    return (first and second) if test["join"] == "and" else (first or second)


def stretches(items, joined):
    """Neighbours that belong together."""
    found = []
    for item in items:
        if found and joined(found[-1][-1], item):
            found[-1] = [*found[-1], item]
        else:
            found.append([item])
    return found


def done(step: dict, v, limit: int, other: list):
    n, m, flag, key, test = step.get("n", 0), step.get("m", 0), step.get("flag", False), step.get("key"), step.get("test")
    size = len(v)
    passes = [holds(test, item, limit) for item in v] if test else []
    numbers = [number(key, item) for item in v] if key else []
    places = range(size)
    match step["op"]:
        case "keep":
            return list(itertools.compress(v, passes))
        case "drop":
            return [v[i] for i in places if not passes[i]]
        case "parted":
            return [v[i] for i in sorted(places, key=lambda i: not passes[i])]
        case "sort":
            return [v[i] for i in sorted(places, key=lambda i: (-numbers[i] if flag else numbers[i], v[i] if m else 0, i))]
        case "reverse":
            return list(reversed(v))
        case "distinct":
            return [v[i] for i in places if v[i] not in (v[i + 1 :] if flag else v[:i])]
        case "first":
            return [v[i] for i in places if i < n]
        case "skip":
            return [v[i] for i in places if i >= n]
        case "last":
            return [v[i] for i in places if i >= size - n]
        case "every":
            return [v[i] for i in places if i % n == 0]
        case "rotate":
            return [v[(i + n) % size] for i in places]
        case "cancel":
            stack = []
            for item in v:
                if stack and number(key, stack[-1]) == number(key, item):
                    del stack[-1]
                else:
                    stack.append(item)
            return stack
        case "map":
            return numbers
        case "affine":
            return [n * x + m for x in v]
        case "clamp":
            return [sorted((n, x, m))[1] for x in v]
        case "sums":
            return [sum(v[: i + 1]) for i in places]
        case "maxima":
            return [max(v[: i + 1]) for i in places]
        case "differences":
            return [v[i] - v[i - 1] for i in places if i]
        case "windows":
            return [sum(v[i - n : i]) for i in range(n, size + 1)]
        case "ranks":
            return [len([j for j in range(i) if v[j] < v[i]]) for i in places]
        case "greater":
            return [([y for y in v[i:] if y > v[i]] + [n])[0] for i in places]
        case "balance":
            balances = [0]
            for item, passed in zip(v, passes, strict=True):
                now = balances[-1]
                balances.append(now + item if passed else {0: 0, 1: now >> 1, 2: -now, 3: now - n}[m])
            return balances[1:]
        case "gated":
            return [v[i] if passes[i] else v[i] + ([0] + [v[j] for j in range(i) if passes[j]])[-1] for i in places]
        case "merge":
            if m < 2:
                return [x for x in v if (other.count(x) > 0) is (m == 0)]
            if m == 2:
                return [v[i] + other[i] for i in range(min(size, len(other)))]
            return [side[i] for i in range(max(size, len(other))) for side in (v, other) if i < len(side)]
        case "runs":
            return stretches(v, lambda a, b: a < b if flag else a == b)
        case "chunks":
            return [[v[j] for j in range(i, min(i + n, size))] for i in places if i % n == 0]
        case "group":
            return [[v[j] for j in places if numbers[j] == numbers[i]] for i in places if numbers[i] not in numbers[:i]]
        case "split":
            parts = stretches(list(places), lambda a, b: passes[a] == passes[b])
            return [[v[i] for i in part] for part in parts if not passes[part[0]]]
        case "counts":
            pairs = [[x, v.count(x)] for x in sorted({*v}, reverse=flag)]
            return sorted(pairs, key=lambda pair: pair[1], reverse=True)
        case "flatten":
            return list(itertools.chain(*v))
        case "best" | "best_word":
            if not v:
                return "" if step["op"] == "best_word" else []
            wanted = min(numbers) if flag else max(numbers)
            return [v[i] for i in places if numbers[i] == wanted][-1 if m else 0]
        case "sum":
            return sum(v)
        case "size":
            return size
        case "max":
            return sorted(v)[-1] if v else n
        case "min":
            return sorted(v)[0] if v else n
        case "count":
            return passes.count(True)
        case "index":
            return passes.index(True) if True in passes else -1
        case "common":
            most = max((v.count(x) for x in v), default=0)
            return sorted([x for x in v if v.count(x) == most] or [n])[-1 if flag else 0]
        case "alternating":
            return sum(-v[i] if i % 2 else v[i] for i in places)
        case "longest":
            return max((len(part) for part in stretches(list(places), lambda a, b: passes[a] == passes[b]) if passes[part[0]]), default=0)
        case "section":
            return max(sum(v[i:j]) for i in range(size + 1) for j in range(i, size + 1))
        case "fold":
            total = 0
            for item in v:
                total = total * n + item
            return total % m
        case "pairs":
            return sum(a > b if flag else (a + b) % n == 0 for a, b in itertools.combinations(v, 2))
        case "join":
            return step.get("text", "").join(f"{item}" for item in v)
        case "words":
            return [word for word in v.split(" ") if word]
        case "letters":
            return [" abcdefghijklmnopqrstuvwxyz".index(c) for c in v if c != " "]
        case "backwards":
            return "".join(reversed(v))
        case "shift":
            letters = "abcdefghijklmnopqrstuvwxyz"
            return v.translate(str.maketrans(letters, letters[n:] + letters[:n]))
        case "encode":
            return "".join(part[0] + str(len(part)) for part in stretches(v, lambda a, b: a == b))
        case "each_word":
            return [
                {
                    0: word[::-1],
                    1: word[: n or None],
                    2: word.translate(dict.fromkeys(map(ord, "aeiou"))),
                    3: "".join(p[0] for p in stretches(word, str.__eq__)),
                }[m]
                for word in v
            ]
        case "table":
            begins = {word[:1] for word in v}
            return {b: sum(len(word) if flag else 1 for word in v if word[:1] == b) for b in begins}
        case "keys":
            return [word for _, word in sorted((x if flag else -x, word) for word, x in v.items())]
        case "above":
            return {word: x for word, x in v.items() if not x < n}
        case "values":
            return [x for _, x in sorted(v.items())]
    raise ValueError(step["op"])


def expected(problem: dict, arguments: list):
    value, *rest = copy.deepcopy(arguments)
    limit = next((one for one in rest if isinstance(one, int)), 0)
    other = next((one for one in rest if isinstance(one, list)), [])
    for step in problem["steps"]:
        value = done(step, value, limit, other)
    return value


def inputs(problem: dict):
    rng = random.Random(json.dumps([problem["start"], problem["steps"]]))
    near = [int(x) + d for x in re.findall(r"-?\d+", json.dumps(problem["steps"])) for d in (-1, 0, 1)] or [0]
    uses_limit = any(step.get("test", {}).get("limit") for step in problem["steps"])
    uses_other = any(step["op"] == "merge" for step in problem["steps"])
    for turn in range(INPUTS):
        size = (0, 1, 2, 3, 5, 8, 12, 20)[turn % 8]
        yield [
            first(rng, problem["start"], size, near),
            *[rng.choice((*near, rng.randint(-10, 25)))] * uses_limit,
            *[integers(rng, rng.randint(0, 9), near)] * uses_other,
        ]


def integers(rng, size, near):
    pool = rng.choice((range(-20, 50), range(-4, 5), near, range(100), (1, -1, 2, -2, 10, -10, 11, 20, -20)))
    found = [rng.choice(pool) for _ in range(size)]
    return rng.choice((found, found, sorted(found), sorted(found)[::-1], [x for x in found for _ in range(2)]))


def first(rng, kind, size, near):
    if kind == "ints":
        return integers(rng, size, near)
    words = [rng.choice((rng.choice(WORDS), "".join(rng.choices("abcdeiou", k=rng.randint(1, 6))))) for _ in range(size)]
    if kind == "strs":
        return words
    if kind == "str":
        return rng.choice(("", "", " ")) + rng.choice((" ", " ", "  ")).join(words)
    return {word: rng.choice((rng.randint(0, 9), rng.randint(0, 60), rng.choice(near))) for word in words}


def cases(problem: dict) -> list[tuple[list, object]]:
    """Inputs, and what is expected of each. Nobody may change them."""
    return _cases(json.dumps(problem))


@lru_cache(maxsize=4)
def _cases(text: str):
    """Several answers to one problem are checked one after another."""
    problem = json.loads(text)
    return [(one, expected(problem, one)) for one in inputs(problem)]


RAISED = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NameError, RuntimeError, StopIteration, TypeError, ValueError,
)  # fmt: skip
"""What a wrong function may raise; anything else is a fault of this route."""


def check(problem: dict, answer: str) -> bool:
    call = _python.function(answer, problem["function"])
    if call is None:
        return False
    for arguments, value in cases(problem):
        try:
            found = call(copy.deepcopy(arguments))
        except RAISED:
            return False
        if _plain(found) != _plain(value):
            return False
    return True


def _plain(value):
    """With types told apart, and tuples as lists."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return type(value).__name__, value
