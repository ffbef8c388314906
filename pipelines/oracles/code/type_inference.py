"""Independent route: definitions are written out at every use, so that no type is ever general; all equations are collected first and then
solved one by one by substitution (Robinson, 1965), and the answer is compared by a renaming."""

import re
from itertools import count

_TOKENS = re.compile(r"->|==|&&|[\\=()\[\],:+<-]|[A-Za-z]\w*|\d+")
_NUMBERS = {"+": "Int", "-": "Int", "<": "Bool", "==": "Bool"}
_RANKS = (("&&",), ("==", "<"), (":",), ("+", "-"))


def _parsed(tokens: list) -> tuple:
    """One expression, taken from the front of the tokens."""
    if tokens[0] == "\\":
        name = tokens[1]
        del tokens[:3]
        return "fun", name, _parsed(tokens)
    if tokens[0] == "let":
        tokens.pop(0)
        word = "rec" if tokens[0] == "rec" and tokens.pop(0) else "let"
        name = tokens[0]
        del tokens[:2]
        value = _parsed(tokens)
        tokens.pop(0)
        return word, name, value, _parsed(tokens)
    if tokens[0] == "if":
        parts = []
        for _ in range(3):
            tokens.pop(0)
            parts.append(_parsed(tokens))
        return "if", *parts
    return _signs(tokens, 0)


def _signs(tokens: list, rank: int) -> tuple:
    if rank == len(_RANKS):
        found = _atom(tokens)
        while tokens and (tokens[0] in "([" or tokens[0][0].isalnum()) and tokens[0] not in ("in", "then", "else"):
            found = "use", found, _atom(tokens)
        return found
    found = _signs(tokens, rank + 1)
    while tokens and tokens[0] in _RANKS[rank]:
        sign = tokens.pop(0)
        found = "sign", sign, found, _signs(tokens, rank if sign == ":" else rank + 1)
    return found


def _atom(tokens: list) -> tuple:
    token = tokens.pop(0)
    if token in "([":
        items = []
        while tokens[0] not in ")]":
            items.append(_parsed(tokens))
            if tokens[0] == ",":
                tokens.pop(0)
        tokens.pop(0)
        return ("list", *items) if token == "[" else items[0] if len(items) == 1 else ("pair", *items)
    return ("number",) if token.isdigit() else ("truth",) if token in ("True", "False") else ("name", token)


def _collect(term: tuple, names: dict, new, equations: list):
    """The type of a term; its equations are added to the list. A name stands for its type, or for a definition and the names around it."""
    kind, *parts = term
    if kind in ("number", "truth"):
        return "Int" if kind == "number" else "Bool"
    if kind == "name":
        (name,) = parts
        if name not in names:
            a, b = new(), new()
            listed = ("list", a)
            return {
                "fst": ("to", ("pair", a, b), a),
                "snd": ("to", ("pair", a, b), b),
                "head": ("to", listed, a),
                "tail": ("to", listed, listed),
                "null": ("to", listed, "Bool"),
                "not": ("to", "Bool", "Bool"),
            }[name]
        if not isinstance(names[name], dict):
            return names[name]
        return _defined(name, names[name], new, equations)
    if kind == "fun":
        own = new()
        return "to", own, _collect(parts[1], names | {parts[0]: own}, new, equations)
    if kind in ("let", "rec"):
        definition = {"term": parts[1], "names": names, "again": kind == "rec"}
        _defined(parts[0], definition, new, equations)
        return _collect(parts[2], names | {parts[0]: definition}, new, equations)
    if kind == "sign":
        sign, *sides = parts
        left, right = (_collect(side, names, new, equations) for side in sides)
        if sign == ":":
            equations.append((right, ("list", left)))
            return right
        wanted = "Bool" if sign == "&&" else "Int"
        equations += [(left, wanted), (right, wanted)]
        return _NUMBERS.get(sign, "Bool")
    found = [_collect(part, names, new, equations) for part in parts]
    own = new()
    if kind == "use":
        equations.append((found[0], ("to", found[1], own)))
        return own
    if kind == "if":
        equations += [(found[0], "Bool"), (found[1], found[2])]
        return found[1]
    if kind == "list":
        equations += [(own, item) for item in found]
        return "list", own
    return "pair", *found


def _defined(name: str, definition: dict, new, equations: list):
    if not definition["again"]:
        return _collect(definition["term"], definition["names"], new, equations)
    own = new()
    equations.append((own, _collect(definition["term"], definition["names"] | {name: own}, new, equations)))
    return own


def _solved(equations: list, asked):
    """The type asked for when all equations hold; None where they cannot."""
    known: dict = {}

    def top(kind):
        while isinstance(kind, int) and kind in known:
            kind = known[kind]
        return kind

    def full(kind):
        kind = top(kind)
        return (kind[0], *map(full, kind[1:])) if isinstance(kind, tuple) else kind

    def inside(variable: int, kind) -> bool:
        kind = top(kind)
        return kind == variable or (isinstance(kind, tuple) and any(inside(variable, part) for part in kind[1:]))

    todo = list(reversed(equations))
    while todo:
        left, right = map(top, todo.pop())
        if left == right:
            continue
        if isinstance(right, int):
            left, right = right, left
        if isinstance(left, int):
            if inside(left, right):
                return None
            known[left] = right
        elif isinstance(left, str) or isinstance(right, str) or left[0] != right[0]:
            return None
        else:
            todo += zip(left[1:], right[1:], strict=True)
    return full(asked)


def _written(kind, names: dict, inside: bool = False) -> str:
    """A type as text, its variables named in the order in which they appear."""
    if isinstance(kind, int):
        return names.setdefault(kind, f"v{len(names)}")
    if isinstance(kind, str):
        return kind
    parts = [_written(part, names, kind[0] == "to" and place == 0) for place, part in enumerate(kind[1:])]
    if kind[0] == "to":
        return f"({parts[0]}->{parts[1]})" if inside else f"{parts[0]}->{parts[1]}"
    return f"({parts[0]},{parts[1]})" if kind[0] == "pair" else f"[{parts[0]}]"


def check(problem: dict, answer: str) -> bool:
    numbers, equations = count(), []
    asked = _collect(_parsed(_TOKENS.findall(problem["program"])), {}, lambda: next(numbers), equations)
    found = _solved(equations, asked)
    if found is None:
        return answer.strip(" .。") in ("untypable", "无类型")
    names: dict = {}
    answer = re.sub(r"\s", "", answer.replace("→", "->"))
    text = re.sub(r"\b(?!Int|Bool)[A-Za-z]\d*\b", lambda one: names.setdefault(one[0], f"v{len(names)}"), answer)
    return text == _written(found, {})
