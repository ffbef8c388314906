"""Independent route: the conditions as tests on strings, the expression by Brzozowski's derivatives, both on all short strings and many
longer ones."""

import random
import re
from functools import cache
from itertools import product

_SHORT = {2: 9, 3: 6}


def _holds(atom: dict, word: str) -> bool:
    block, number, modulus = atom.get("block", ""), atom.get("number", 0), atom.get("modulus", 0)
    kind = atom["kind"]
    count = word.count(block) if block else len(word)
    either = (block, atom["other"]) if atom.get("other") else (block,)
    rest = word.partition(block)[2] if block else word
    overlapping = sum(word.startswith(block, place) for place in range(len(word)))
    found = {
        "contains": lambda: any(one in word for one in either),
        "starts": lambda: word.startswith(either),
        "ends": lambda: word.endswith(either),
        "remainder": lambda: count % modulus == number,
        "least": lambda: count >= number,
        "most": lambda: count <= number,
        "exactly": lambda: count == number,
        "at": lambda: word[number - 1 : number] == block,
        "at_end": lambda: len(word) >= number and word[-number] == block,
        "before": lambda: block[0] not in word or block[1] not in word or word.rindex(block[0]) < word.index(block[1]),
        "followed": lambda: word.count(block[0]) == word.count(block),
        "runs": lambda: all(len(run) % modulus == 0 for run in re.findall(f"{block}+", word)),
        "places": lambda: set(word[1 - number :: 2]) <= {block},
        "same": lambda: word != "" and word[0] == word[-1],
        "times": lambda: overlapping % modulus == number,
        "later": lambda: atom["other"] in rest,
        "behind": lambda: block in word and rest.count(atom["other"]) % modulus == number,
        "gap": lambda: (block[0], block[1]) in zip(word, word[number:], strict=False),
        "apart": lambda: all(len(part) >= number for part in word.split(block)[1:-1]),
    }[kind]()
    return found != atom.get("negated", False)


def _wanted(problem: dict, word: str) -> bool:
    for clause in problem["clauses"]:
        true = [_holds(atom, word) for atom in clause["atoms"]]
        if not {"one": true[0], "or": any(true), "either": true[0] != true[-1], "if": not true[0] or true[-1]}[clause["join"]]:
            return False
    return True


# Expressions: frozenset of symbols, ("cat", a, b), ("or", frozenset), ("star", a), ("times", a, m, n); () is the empty word, None nothing.
def _read(text: str, alphabet: str):
    tokens = re.findall(r"\[[^\]]*\]|\{\d*,?\d*\}|\(\?:|.", text)
    at = 0

    def branch():
        nonlocal at
        found = ()
        while at < len(tokens) and tokens[at] not in ("|", ")"):
            token = tokens[at]
            at += 1
            if token in ("(", "(?:"):
                part = choice()
                if tokens[at] != ")":
                    raise ValueError("bracket")
                at += 1
            elif token == ".":
                part = frozenset(alphabet)
            elif token[0] == "[":
                inside = token[1:-1].lstrip("^")
                inside = {s for s in alphabet if re.search(f"[{inside}]", s)}
                part = frozenset(set(alphabet) - inside if token[1] == "^" else inside)
            elif token == "ε":
                part = ()
            elif token in alphabet:
                part = frozenset(token)
            else:
                raise ValueError(token)
            if at < len(tokens) and (tokens[at] in "*+?" or tokens[at][0] == "{"):
                sign = tokens[at]
                at += 1
                if sign == "?":
                    part = ("or", frozenset({(), part}))
                elif sign[0] == "{":
                    low, comma, high = re.fullmatch(r"\{(\d*)(,?)(\d*)\}", sign).groups()
                    part = ("times", part, int(low or 0), int(high) if high else -1 if comma else int(low))
                else:
                    part = ("star", part) if sign == "*" else ("cat", part, ("star", part))
            found = part if found == () else ("cat", found, part)
        return found

    def choice():
        nonlocal at
        found = {branch()}
        while at < len(tokens) and tokens[at] == "|":
            at += 1
            found.add(branch())
        return found.pop() if len(found) == 1 else ("or", frozenset(found))

    tree = choice()
    if at < len(tokens):
        raise ValueError("rest")
    return tree


@cache
def _empty(tree) -> bool:
    if tree is None or isinstance(tree, frozenset):
        return False
    if tree == () or tree[0] == "star":
        return True
    if tree[0] == "times":
        return tree[2] == 0 or _empty(tree[1])
    return any(map(_empty, tree[1])) if tree[0] == "or" else _empty(tree[1]) and _empty(tree[2])


def _cat(left, right):
    return None if left is None or right is None else right if left == () else left if right == () else ("cat", left, right)


def _or(*parts):
    flat = set()
    for part in parts:
        flat |= set(part[1]) if isinstance(part, tuple) and part and part[0] == "or" else {part}
    flat.discard(None)
    return None if not flat else flat.pop() if len(flat) == 1 else ("or", frozenset(flat))


@cache
def _after(tree, symbol: str):
    """What may follow the symbol."""
    if tree is None or tree == ():
        return None
    if isinstance(tree, frozenset):
        return () if symbol in tree else None
    if tree[0] == "or":
        return _or(*(_after(part, symbol) for part in tree[1]))
    if tree[0] == "star":
        return _cat(_after(tree[1], symbol), tree)
    if tree[0] == "times":
        _, part, low, high = tree
        if high == 0:
            return None
        rest = ("times", part, max(0, low - 1), high - 1 if high > 0 else -1)
        return _cat(_after(part, symbol), () if high == 1 else rest)
    first = _cat(_after(tree[1], symbol), tree[2])
    return _or(first, _after(tree[2], symbol)) if _empty(tree[1]) else first


def check(problem: dict, answer: str) -> bool:
    alphabet = problem["alphabet"]
    text = re.sub(r"^\^|\$$", "", answer.strip().strip("`"))
    try:
        tree = _read(text, alphabet)
    except (ValueError, IndexError, AttributeError, re.error):
        return False
    rng = random.Random(len(answer))
    words = ("".join(letters) for size in range(_SHORT[len(alphabet)] + 1) for letters in product(alphabet, repeat=size))
    longer = ("".join(rng.choices(alphabet, k=rng.randint(8, 24))) for _ in range(100))
    agree = True
    for source in (words, longer):
        for word in source:
            rest = tree
            for symbol in word:
                rest = _after(rest, symbol)
            if _empty(rest) != _wanted(problem, word):
                agree = False
                break
    _after.cache_clear()
    _empty.cache_clear()
    return agree
