"""One step of a program, drawn at random: an operation's numbers, key and test."""

from random import Random
from typing import Any

from synth.verifiers.code._language import Key, Step, Test, passes
from synth.verifiers.code._operations import ITEMS, NUMBERED, OPERATIONS

_KEYS = {
    "int": ("abs", "digit_sum", "last_digit", "mod", "square", "distance"),
    "str": ("length", "length", "vowels", "distinct_letters"),
    "list": ("length", "sum", "max", "min", "first", "last", "spread"),
}

_LOOKED_AT = range(-40, 100)


def drawn_step(rng: Random, op: str, kind: str, joined: float, limit: bool) -> Step:
    """joined: the chance that a test has two parts; limit: whether one may compare with an argument."""
    fields, item = OPERATIONS[op].fields.split(), ITEMS.get(kind, "")
    made: dict[str, Any] = {}
    if "key" in fields:
        made["key"] = _key(rng, item, op in ("sort", "cancel") and rng.random() < 0.5)
    if "test" in fields:
        made["test"] = _test(rng, item, joined, limit)
    if "flag" in fields:
        made["flag"] = rng.random() < 0.5
    if op == "sort" and kind != "lists":
        made["m"] = int(made["key"].name != "same" and rng.random() < 0.5)
    match op:
        case "first" | "skip" | "last":
            made["n"] = rng.randint(1, 6)
        case "every":
            made["n"] = rng.randint(2, 3)
        case "rotate":
            made["n"] = rng.randint(1, 3)
        case "affine":
            made |= {"n": rng.choice((-3, -2, -1, 2, 3, 4, 5, 6, 7, 9)), "m": rng.choice((-10, -7, -5, -3, -2, -1, 1, 2, 3, 5, 8, 10, 12))}
        case "clamp":
            made["n"] = rng.randint(-5, 5)
            made["m"] = made["n"] + rng.randint(8, 25)
        case "windows" | "chunks":
            made["n"] = rng.randint(2, 4)
        case "greater" | "max" | "min" | "common":
            made["n"] = rng.choice((0, -1))
        case "balance":
            made["m"] = rng.randrange(4)
            made["n"] = rng.randint(1, 9) if made["m"] == 3 else 0
        case "merge":
            made["m"] = rng.randrange(4)
        case "best" | "best_word":
            made["m"] = rng.randrange(2)
        case "fold":
            made |= {"n": rng.choice((2, 3, 7, 10, 31)), "m": rng.choice((97, 101, 257, 997, 1000))}
        case "pairs":
            made["n"] = 0 if made["flag"] else rng.randint(2, 5)
        case "shift":
            made["n"] = rng.randint(1, 25)
        case "each_word":
            made["m"] = rng.randrange(4)
            made["n"] = rng.randint(2, 4) if made["m"] == 1 else 0
        case "above":
            made["n"] = rng.randint(2, 12)
        case "join":
            made["text"] = rng.choice(("-", ", ", "/", " ") if kind == "ints" else ("-", ", ", "/", " ", ""))
    return Step(op, **made)


def _key(rng: Random, item: str, plain: bool = False) -> Key:
    if plain and item == "int":
        return Key("same")
    name = rng.choice(_KEYS[item])
    return Key(name, {"mod": rng.randint(3, 12), "distance": rng.randint(3, 25)}[name] if name in NUMBERED else 0)


def _test(rng: Random, item: str, joined: float, limit: bool) -> Test:
    if rng.random() < joined:
        one, two = _compared(rng, item), _compared(rng, item)
        join: Any = rng.choice(("and", "or"))
        turn = 0
        while two[0] == one[0] or (item == "int" and _decided(Test(*one, False, join, *two))):
            turn += 1
            if turn % 20 == 0:  # by itself it holds for all of these numbers, or for none: a digit sum above 20
                one = _compared(rng, item)
            two = _compared(rng, item)
        return Test(*one, False, join, *two)
    key, rel, value = _compared(rng, item)
    if limit and rel in ("lt", "le", "gt", "ge") and rng.random() < 0.4:
        return Test(key, rel, 0, True)
    return Test(key, rel, value)


def _decided(test: Test) -> bool:
    """Whether all numbers pass, or none: `odd and an odd distance from 13`."""
    passed = passes(test, "int", 0)
    first = passed(_LOOKED_AT[0])
    return all(passed(x) == first for x in _LOOKED_AT)


def _compared(rng: Random, item: str) -> tuple[Key, str, int]:
    key = Key("same") if item == "int" and rng.random() < 0.6 else _key(rng, item)
    if key.name == "mod":
        return key, "eq", rng.randrange(key.n)
    key = Key("digit_sum") if key.name == "square" else key
    rel = rng.choice(("lt", "le", "gt", "ge", "even", "odd", "multiple" if item == "int" else "eq"))
    if rel in ("even", "odd"):
        return (Key("same") if key.name == "last_digit" else key), rel, 0
    if rel == "multiple":
        return (Key("same") if key.name in ("last_digit", "same") else key), rel, rng.randint(3, 5)
    if item == "str":
        return key, rel, rng.randint(2, 4) if key.name != "vowels" else rng.randint(1, 2)
    if item == "list":
        return key, rel, rng.randint(2, 3) if key.name == "length" else rng.randint(2, 15)
    if key.name == "same":
        return key, rel, rng.choice((rng.randint(-9, 30), rng.randint(1, 15)))
    return key, rel, rng.randint(3, 7) if key.name == "last_digit" else rng.randint(2, 20)
