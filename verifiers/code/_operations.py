"""What one step of a program does: a table of operations, each from a value of one type to one of another.

Types: int, str (lower-case letters and blanks), text (any other string: only an end), ints (a list of integers), strs (a list of words),
lists (a list of lists of integers, none of them empty), table (a dict of words to integers). Nothing here is Python text: a step names an
operation, and these functions are the whole of what it can do, in one file since it is one table."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from itertools import accumulate, chain, filterfalse, groupby
from operator import itemgetter, sub
from typing import Any, NamedTuple

VOWELS = "aeiou"
ITEMS = {"ints": "int", "strs": "str", "lists": "list"}
"""The types that are lists, with the type of their items as keys and tests see it."""

KEYS: dict[str, dict[str, Callable[[int], Callable[[Any], int]]]] = {
    "int": {
        "same": lambda n: lambda x: x,
        "abs": lambda n: abs,
        "digit_sum": lambda n: lambda x: sum(map(int, str(abs(x)))),
        "last_digit": lambda n: lambda x: abs(x) % 10,
        "mod": lambda n: lambda x: x % n,
        "square": lambda n: lambda x: x * x,
        "distance": lambda n: lambda x: abs(x - n),
    },
    "str": {
        "length": lambda n: len,
        "vowels": lambda n: lambda x: sum(map(x.count, VOWELS)),
        "distinct_letters": lambda n: lambda x: len(set(x)),
    },
    "list": {
        "length": lambda n: len,
        "sum": lambda n: sum,
        "max": lambda n: max,
        "min": lambda n: min,
        "first": lambda n: itemgetter(0),
        "last": lambda n: itemgetter(-1),
        "spread": lambda n: lambda x: max(x) - min(x),
    },
}
"""By the type of an item: for an n, what gives its number under a key. n counts for mod and distance alone."""
NUMBERED = ("mod", "distance")

RELATIONS: dict[str, Callable[[int], Callable[[int], bool]]] = {
    "lt": lambda b: lambda x: x < b,
    "le": lambda b: lambda x: x <= b,
    "gt": lambda b: lambda x: x > b,
    "ge": lambda b: lambda x: x >= b,
    "eq": lambda b: lambda x: x == b,
    "ne": lambda b: lambda x: x != b,
    "even": lambda b: lambda x: x % 2 == 0,
    "odd": lambda b: lambda x: x % 2 == 1,
    "multiple": lambda b: lambda x: x % b == 0,
}
"""For a value, the test of a number."""
OF_A_KEY: dict[str, Callable[[Callable[[Any], int], int], Callable[[Any], bool]]] = {
    "lt": lambda key, b: lambda x: key(x) < b,
    "le": lambda key, b: lambda x: key(x) <= b,
    "gt": lambda key, b: lambda x: key(x) > b,
    "ge": lambda key, b: lambda x: key(x) >= b,
    "eq": lambda key, b: lambda x: key(x) == b,
    "ne": lambda key, b: lambda x: key(x) != b,
    "even": lambda key, b: lambda x: key(x) % 2 == 0,
    "odd": lambda key, b: lambda x: key(x) % 2 == 1,
    "multiple": lambda key, b: lambda x: key(x) % b == 0,
}
"""For a key and a value, the test of an item: written out, since calls of tests are most of the work."""
UNARY = ("even", "odd")


class Operation(NamedTuple):
    """takes and gives: types; `same` gives what it takes. fields: what of a step it reads. effort: how much a solver has to think about."""

    takes: tuple[str, ...]
    gives: str
    fields: str
    run: Callable[..., Any]
    effort: int


Key = Callable[[Any], int]
Test = Callable[[Any], bool]


class Reading(NamedTuple):
    """A step as its operation reads it. key and test: of an item; other: the second list."""

    n: int
    m: int
    flag: bool
    text: str
    key: Key
    test: Test
    other: list[int]


def _sort(v: list[Any], s: Reading) -> list[Any]:
    tied = sorted(v) if s.m else v  # a stable sort keeps that order
    return sorted(tied, key=(lambda x: -s.key(x)) if s.flag else s.key)


def _distinct(v: list[Any], s: Reading) -> list[Any]:
    return list(dict.fromkeys(v[::-1]))[::-1] if s.flag else list(dict.fromkeys(v))


_BLOCK = 512


def _ranks(v: list[int], s: Reading) -> list[int]:
    before: list[int] = []  # sorted, and so are those of a block, which is short, since insertion into a long list takes time
    found = []
    for start in range(0, len(v), _BLOCK):
        seen: list[int] = []
        for x in v[start : start + _BLOCK]:
            place = bisect_left(seen, x)
            found.append(place + bisect_left(before, x))
            seen.insert(place, x)
        before += seen
        before.sort()
    return found


def _greater(v: list[int], s: Reading) -> list[int]:
    found = [s.n] * len(v)
    waiting: list[int] = []  # places without a greater number so far
    for i, x in enumerate(v):
        while waiting and v[waiting[-1]] < x:
            found[waiting.pop()] = x
        waiting.append(i)
    return found


def _cancel(v: list[Any], s: Reading) -> list[Any]:
    stack: list[Any] = []
    keys: list[Any] = [None]  # of what lies there, and below it one that is no item's
    for x, key in zip(v, map(s.key, v), strict=True):
        if keys[-1] == key:
            stack.pop()
            keys.pop()
        else:
            stack.append(x)
            keys.append(key)
    return stack


def _balance(v: list[int], s: Reading) -> list[int]:
    balance, seen = 0, []
    for x, passes in zip(v, map(s.test, v), strict=True):
        if passes:
            balance += x
        elif s.m == 0:
            balance = 0
        else:
            balance = balance // 2 if s.m == 1 else -balance if s.m == 2 else balance - s.n
        seen.append(balance)
    return seen


def _parted(v: list[Any], s: Reading) -> list[Any]:
    last: list[Any] = []
    first = [x for x in v if s.test(x) or last.append(x)]  # type: ignore[func-returns-value]
    return first + last


def _clamp(v: list[int], s: Reading) -> list[int]:
    low, high = s.n, s.m
    return [low if x < low else high if x > high else x for x in v]


def _windows(v: list[int], s: Reading) -> list[int]:
    sums = list(accumulate(v, initial=0))
    return list(map(sub, sums[s.n :], sums))


def _gated(v: list[int], s: Reading) -> list[int]:
    last, seen = 0, []
    for x, passes in zip(v, map(s.test, v), strict=True):
        if passes:
            last = x
            seen.append(x)
        else:
            seen.append(x + last)
    return seen


def _merge(v: list[int], s: Reading) -> list[int]:
    other = s.other
    if s.m < 2:
        known = set(other)
        return [x for x in v if (x in known) == (s.m == 0)]
    if s.m == 2:
        return [x + y for x, y in zip(v, other, strict=False)]
    shared = min(len(v), len(other))
    return [x for pair in zip(v, other, strict=False) for x in pair] + v[shared:] + other[shared:]


def _runs(v: list[int], s: Reading) -> list[list[int]]:
    runs: list[list[int]] = []
    for x in v:
        if runs and (runs[-1][-1] < x if s.flag else runs[-1][-1] == x):
            runs[-1].append(x)
        else:
            runs.append([x])
    return runs


def _group(v: list[int], s: Reading) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for x in v:
        groups.setdefault(s.key(x), []).append(x)
    return list(groups.values())


def _split(v: list[int], s: Reading) -> list[list[int]]:
    return [list(part) for held, part in groupby(v, s.test) if not held]


def _counts(v: list[int], s: Reading) -> list[list[int]]:
    times = Counter(v)
    ordered = sorted(sorted(times, reverse=s.flag), key=times.__getitem__, reverse=True)  # in a tie, as they stood
    return [[x, times[x]] for x in ordered]


def _best(v: list[Any], s: Reading, empty: Any) -> Any:
    if not v:
        return empty
    found = (min if s.flag else max)(map(s.key, v))
    return next(x for x in (v[::-1] if s.m else v) if s.key(x) == found)


def _common(v: list[int], s: Reading) -> int:
    times = Counter(v)
    return min(times, key=lambda x: (-times[x], -x if s.flag else x), default=s.n)


def _longest(v: list[int], s: Reading) -> int:
    return max((len(list(run)) for held, run in groupby(v, s.test) if held), default=0)


def _section(v: list[int], s: Reading) -> int:
    best = here = 0
    for x in v:
        here = max(0, here + x)
        best = max(best, here)
    return best


def _fold(v: list[int], s: Reading) -> int:
    total = 0
    for x in v:
        total = (total * s.n + x) % s.m
    return total


def _pairs(v: list[int], s: Reading) -> int:
    if s.flag:
        return sum(_ranks([-x for x in v], s))
    seen: Counter[int] = Counter()
    total = 0
    for x in v:
        total += seen[-x % s.n]
        seen[x % s.n] += 1
    return total


def _shift(v: str, s: Reading) -> str:
    return "".join(chr((ord(c) - 97 + s.n) % 26 + 97) if c != " " else c for c in v)


def _encode(v: str, s: Reading) -> str:
    return "".join(f"{c}{len(list(run))}" for c, run in groupby(v))


def _each_word(word: str, s: Reading) -> str:
    if s.m == 0:
        return word[::-1]
    if s.m == 1:
        return word[: s.n]
    if s.m == 2:
        return "".join(c for c in word if c not in VOWELS)
    return "".join(c for c, _ in groupby(word))


def _table(v: list[str], s: Reading) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in v:
        found[word[:1]] = found.get(word[:1], 0) + (len(word) if s.flag else 1)
    return found


LISTS = ("ints", "strs", "lists")
OPERATIONS: dict[str, Operation] = {
    "keep": Operation(LISTS, "same", "test", lambda v, s: list(filter(s.test, v)), 1),
    "drop": Operation(LISTS, "same", "test", lambda v, s: list(filterfalse(s.test, v)), 1),
    "parted": Operation(LISTS, "same", "test", _parted, 2),
    "sort": Operation(LISTS, "same", "key flag m", _sort, 2),
    "reverse": Operation(LISTS, "same", "", lambda v, s: v[::-1], 1),
    "distinct": Operation(("ints", "strs"), "same", "flag", _distinct, 2),
    "first": Operation(LISTS, "same", "n", lambda v, s: v[: s.n], 1),
    "skip": Operation(LISTS, "same", "n", lambda v, s: v[s.n :], 1),
    "last": Operation(LISTS, "same", "n", lambda v, s: v[-s.n :], 1),
    "every": Operation(LISTS, "same", "n", lambda v, s: v[:: s.n], 1),
    "rotate": Operation(("ints", "strs"), "same", "n", lambda v, s: v[s.n % len(v) :] + v[: s.n % len(v)] if v else v, 2),
    "cancel": Operation(("ints",), "same", "key", _cancel, 4),
    "map": Operation(("ints", "strs", "lists"), "ints", "key", lambda v, s: list(map(s.key, v)), 1),
    "affine": Operation(("ints",), "same", "n m", lambda v, s: [x * s.n + s.m for x in v], 1),
    "clamp": Operation(("ints",), "same", "n m", _clamp, 2),
    "sums": Operation(("ints",), "same", "", lambda v, s: list(accumulate(v)), 2),
    "maxima": Operation(("ints",), "same", "", lambda v, s: list(accumulate(v, max)), 2),
    "differences": Operation(("ints",), "same", "", lambda v, s: list(map(sub, v[1:], v)), 2),
    "windows": Operation(("ints",), "same", "n", _windows, 3),
    "ranks": Operation(("ints",), "same", "", _ranks, 3),
    "greater": Operation(("ints",), "same", "n", _greater, 4),
    "balance": Operation(("ints",), "same", "test m n", _balance, 5),
    "gated": Operation(("ints",), "same", "test", _gated, 5),
    "merge": Operation(("ints",), "same", "m other", _merge, 3),
    "runs": Operation(("ints",), "lists", "flag", _runs, 3),
    "chunks": Operation(("ints",), "lists", "n", lambda v, s: [v[i : i + s.n] for i in range(0, len(v), s.n)], 2),
    "group": Operation(("ints",), "lists", "key", _group, 3),
    "split": Operation(("ints",), "lists", "test", _split, 3),
    "counts": Operation(("ints",), "lists", "flag", _counts, 3),
    "flatten": Operation(("lists",), "ints", "", lambda v, s: list(chain.from_iterable(v)), 1),
    "best": Operation(("lists",), "ints", "key flag m", lambda v, s: _best(v, s, []), 3),
    "best_word": Operation(("strs",), "str", "key flag m", lambda v, s: _best(v, s, ""), 3),
    "sum": Operation(("ints",), "int", "", lambda v, s: sum(v), 1),
    "size": Operation(LISTS, "int", "", lambda v, s: len(v), 1),
    "max": Operation(("ints",), "int", "n", lambda v, s: max(v, default=s.n), 1),
    "min": Operation(("ints",), "int", "n", lambda v, s: min(v, default=s.n), 1),
    "count": Operation(LISTS, "int", "test", lambda v, s: sum(map(s.test, v)), 1),
    "index": Operation(LISTS, "int", "test", lambda v, s: next((i for i, x in enumerate(v) if s.test(x)), -1), 2),
    "common": Operation(("ints",), "int", "flag n", _common, 3),
    "alternating": Operation(("ints",), "int", "", lambda v, s: sum(v[::2]) - sum(v[1::2]), 2),
    "longest": Operation(("ints",), "int", "test", _longest, 3),
    "section": Operation(("ints",), "int", "", _section, 4),
    "fold": Operation(("ints",), "int", "n m", _fold, 3),
    "pairs": Operation(("ints",), "int", "flag n", _pairs, 3),
    "join": Operation(("strs", "ints"), "text", "text", lambda v, s: s.text.join(map(str, v)), 1),
    "words": Operation(("str",), "strs", "", lambda v, s: v.split(), 1),
    "letters": Operation(("str",), "ints", "", lambda v, s: [ord(c) - 96 for c in v if c != " "], 2),
    "backwards": Operation(("str",), "same", "", lambda v, s: v[::-1], 1),
    "shift": Operation(("str",), "same", "n", _shift, 3),
    "encode": Operation(("str",), "text", "", _encode, 3),
    "each_word": Operation(("strs",), "same", "m n", lambda v, s: [_each_word(word, s) for word in v], 2),
    "table": Operation(("strs",), "table", "flag", _table, 3),
    "keys": Operation(("table",), "strs", "flag", lambda v, s: sorted(v, key=lambda w: (v[w] if s.flag else -v[w], w)), 3),
    "above": Operation(("table",), "same", "n", lambda v, s: {w: x for w, x in v.items() if x >= s.n}, 1),
    "values": Operation(("table",), "ints", "", lambda v, s: [v[w] for w in sorted(v)], 2),
}
