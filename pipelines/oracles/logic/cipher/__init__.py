"""Independent route: each cipher is played by hand on tables, zigzags and circles, for encoding alone.

Decoding is search: for ciphers that move characters, by seeing where marked characters go; for the others, by trying every letter
(pair, digit group) in every place. Hidden keys are found by trying each key, or each sign of a key in its place apart."""

import itertools
import string

from synth.pipelines.oracles.logic.cipher.by_hand import ABC, ENCODE, MOVES, SQUARE_ABC, grid, numeral


def check(problem: dict, answer: str) -> bool:
    text = answer.rsplit(":", 1)[-1].replace("boxed", "").replace("text", "") if "\\" in answer or ":" in answer else answer
    found = "".join(c for c in text.upper() if c.isascii() and c.isalnum())
    return answers(problem) == {found}


def solutions(problem: dict) -> int:
    return len(answers(problem))


def answers(problem: dict) -> set[str]:
    """The answers under all the keys that agree with the pairs (enough of them to see two when there are two)."""
    strip = str.maketrans("", "", " ")
    text = problem["text"].translate(strip)
    pairs = [(a.translate(strip), b.translate(strip)) for a, b in problem["pairs"]]
    found = set()
    for steps in key_choices(problem["steps"], pairs):
        if all(forward(steps, a) == b for a, b in pairs):
            found.add(forward(steps, text) if problem["operation"] == "encode" else backward(steps, text))
    return found


def forward(steps: list[dict], text: str) -> str | None:
    for step in steps:
        text = ENCODE[step["kind"]](step, text)
    return text


def backward(steps: list[dict], text: str) -> str:
    for step in reversed(steps):
        text = undo(step, text)
    return text


# Undoing by search


def undo(step: dict, text: str) -> str:
    kind, encode = step["kind"], ENCODE[step["kind"]]
    if kind in MOVES:
        marks = [chr(0x4E00 + i) for i in range(len(text))]
        moved = encode(step, "".join(marks))
        return "".join(text[moved.index(mark)] for mark in marks)
    if kind in ("playfair", "hill", "polybius", "numerals"):
        size = {"playfair": 2, "hill": 2, "polybius": 2, "numerals": len(numeral(25, step.get("base", 2)))}[kind]
        width = 2 if kind in ("playfair", "hill") else 1
        alphabet = ABC if kind in ("hill", "numerals") else SQUARE_ABC
        made: dict[str, str] = {}
        for letters in itertools.product(alphabet, repeat=width):
            if kind != "playfair" or letters[0] != letters[1]:
                made.setdefault(encode(step, "".join(letters)), "".join(letters))
        whole = len(text) - len(text) % size
        return "".join(made[text[i : i + size]] for i in range(0, whole, size)) + text[whole:]
    if kind == "bifid":
        return "".join(_undo_bifid(step, text[i : i + step["period"]]) for i in range(0, len(text), step["period"]))
    # One letter for one letter, and no letter depends on a later one: grow the plain text.
    plain = ""
    for place, letter in enumerate(text):
        plain += next(c for c in ABC if encode(step, plain + c)[place] == letter)
    return plain


def _undo_bifid(step: dict, block: str) -> str:
    rows = grid(step["word"])
    digits = [d for letter in block for d in next((r, row.index(letter)) for r, row in enumerate(rows) if letter in row)]
    half = len(block)
    return "".join(rows[digits[i]][digits[half + i]] for i in range(half))


# Hidden keys


def key_choices(steps: list[dict], pairs: list[tuple[str, str]]):
    """Chains without hidden keys: all that agree with the pairs are among them, up to parts that the pairs don't touch."""
    open_ = [i for i, step in enumerate(steps) if any(v in (None, "") or "?" in str(v) for v in step.values())]
    if not open_:
        yield steps
        return
    sizes = {i: (len(whole_family(steps[i])) if small(steps[i]) else 10**9) for i in open_}
    tried = min(open_, key=sizes.get) if len(open_) > 1 else open_[0]
    if len(open_) > 1:
        for key in whole_family(steps[tried]):
            yield from key_choices([*steps[:tried], key, *steps[tried + 1 :]], pairs)
        return
    try:
        inner = [(forward(steps[:tried], a), backward(steps[tried + 1 :], b)) for a, b in pairs]
    except KeyError:
        return  # digits that are no letter: the key tried before is wrong
    for key in consistent(steps[tried], inner):
        yield [*steps[:tried], key, *steps[tried + 1 :]]


def small(step: dict) -> bool:
    return step["kind"] in ("shift", "affine", "progressive", *MOVES)


def whole_family(step: dict) -> list[dict]:
    kind = step["kind"]
    if kind == "affine":
        return [step | {"factor": a, "add": b} for a in range(1, 26, 2) if a != 13 for b in range(26)]
    if kind == "progressive":
        return [step | {"start": a, "step": b} for a in range(26) for b in range(1, 26)]
    if kind in ("columnar", "permute"):
        field, signs = ("key", ABC) if kind == "columnar" else ("numbers", "123456789")
        return [step | {field: "".join(p)} for p in itertools.permutations(signs[: len(step[field])])]
    field, last = {
        "shift": ("by", 25),
        "rotate": ("by", 12),
        "blocks": ("size", 9),
        "rail": ("rails", 9),
        "route": ("columns", 9),
        "countout": ("count", 12),
    }[kind]
    return [step | {field: value} for value in range(1 if field == "by" else 2, last + 1)]


def consistent(step: dict, pairs: list[tuple[str, str]]):
    kind = step["kind"]
    if small(step):
        yield from (key for key in whole_family(step) if all(ENCODE[kind](key, a) == b for a, b in pairs))
    elif kind == "alphabet":
        yield from tables(step, pairs)
    elif kind == "hill":
        yield from matrices(step, pairs)
    else:
        yield from repeated(step, pairs)


def tables(step, pairs):
    """What the pairs leave open of the table is filled in two ways that agree nowhere (one way, when one letter is left)."""
    seen = dict(itertools.chain.from_iterable(zip(a, b, strict=True) for a, b in pairs))
    left = [c for c in ABC if c not in seen]
    free = [c for c in ABC if c not in seen.values()]
    if len(left) == len(free):
        for turn in {0, 1 if len(left) > 1 else 0}:
            table = seen | dict(zip(left, free[turn:] + free[:turn], strict=True))
            yield step | {"letters": "".join(table[c] for c in ABC)}


def matrices(step, pairs):
    def rows(which):
        for a, b in itertools.product(range(26), repeat=2):
            if all(
                chr((a * (ord(p[i]) - 65) + b * (ord(p[i + 1]) - 65)) % 26 + 65) == c[i + which]
                for p, c in pairs
                for i in range(0, len(p) - 1, 2)
            ):
                yield a, b

    for (a, b), (c, d) in itertools.product(rows(0), rows(1)):
        det = a * d - b * c
        if det % 2 and det % 13:
            yield step | {"matrix": [a, b, c, d]}


def repeated(step, pairs):
    """For each length: in each place all the signs that suit the pairs there. One key of first choices, and for each place with
    more choices the same key with its second choice."""
    kind, told = step["kind"], step["key"]
    signs = string.digits if kind == "gronsfeld" else ABC
    for size in [len(told)] if told else range(1, 9):
        choices = []
        for place in range(size):
            every = range(place, 10**3, size) if kind != "autokey" else range(place, place + 1)
            suits = [
                sign
                for sign in signs
                if all(ENCODE[kind](step | {"key": sign}, a[i])[0] == b[i] for a, b in pairs for i in every if i < len(a))
            ]
            choices.append(suits)
        if all(choices):
            first = [suits[0] for suits in choices]
            for place in [None] + [i for i, suits in enumerate(choices) if len(suits) > 1]:
                key = list(first)
                if place is not None:
                    key[place] = choices[place][1]
                yield step | {"key": "".join(key)}
