"""Independent route: formulas turned into reverse Polish notation, and the sheet swept again and again until no value changes."""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

_WORDS = re.compile(r"\$?[A-H]\$?\d{1,2}|\d+(?:\.\d+)?|[A-Z]{2,7}(?=\()|<=|>=|<>|[-+*/(),:<>=]")
_STRENGTH = {"<": 1, ">": 1, "<=": 1, ">=": 1, "=": 1, "<>": 1, "+": 2, "-": 2, "*": 3, "/": 3}
_ERRORS = ("#DIV/0!", "#REF!")


def check(problem: dict, answer: str) -> bool:
    value = _settled(problem)
    text = answer.strip()
    if text in _ERRORS or isinstance(value, str):
        return text == value
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None and Fraction(text) == value


def solutions(problem: dict) -> int:
    """Every formula has one value."""
    return 1 if _settled(problem) is not None else 0


def _settled(problem: dict):
    cells = {f"{'ABCDEFGH'[c]}{r + 1}": text for r, row in enumerate(problem["cells"]) for c, text in enumerate(row) if text}
    for edit in problem["edits"]:
        if edit["kind"] == "copy":
            cells[edit["cell"]] = _copied(cells[edit["value"]], edit["value"], edit["cell"])
        elif edit["kind"] == "set":
            cells[edit["cell"]] = edit["value"]
        else:
            cells.pop(edit["cell"], None)
    values = {name: Fraction(text) for name, text in cells.items() if text[0] != "="}
    waiting = {name: text[1:] for name, text in cells.items() if text[0] == "="}
    while problem["asked"] not in values:
        done = []
        for name, text in waiting.items():
            value = "#REF!" if "#REF!" in text else _value(_WORDS.findall(text), values, waiting)
            if value is not None:
                values[name] = value
                done.append(name)
        if not done:
            return None
        for name in done:
            del waiting[name]
    return values[problem["asked"]]


def _copied(text: str, source: str, target: str) -> str:
    across, down = ord(target[0]) - ord(source[0]), int(target[1:]) - int(source[1:])

    def moved(found: re.Match) -> str:
        letter, number = ord(found[2]) + (0 if found[1] else across), int(found[4]) + (0 if found[3] else down)
        return found[1] + chr(letter) + found[3] + str(number) if letter >= 65 and number >= 1 else "#REF!"

    return re.sub(r"(\$?)([A-H])(\$?)(\d+)(?!\d)", moved, text)


def _value(words: list[str], values: dict, waiting: dict):
    """A number, an error, or None while something that is needed is not known."""
    parts, depth, top = [], 0, None
    for place, word in enumerate(words):  # the weakest operation outside of brackets, the last of its kind
        depth += {"(": 1, ")": -1}.get(word, 0)
        joins = not depth and place and word in _STRENGTH and words[place - 1] not in _STRENGTH
        if joins and (top is None or _STRENGTH[word] <= _STRENGTH[words[top]]):
            top = place
    if top is not None:
        left, right = _value(words[:top], values, waiting), _value(words[top + 1 :], values, waiting)
        for one in (left, right):
            if one is None or isinstance(one, str):
                return one
        return _operated(words[top], left, right)
    if words[0] == "-":
        inner = _value(words[1:], values, waiting)
        return inner if inner is None or isinstance(inner, str) else -inner
    if words[0] == "(":
        return _value(words[1:-1], values, waiting)
    if len(words) == 1:
        return _single(words[0].replace("$", ""), values, waiting)
    start = 2
    for place in range(2, len(words)):
        depth += {"(": 1, ")": -1}.get(words[place], 0)
        if depth == (-1 if place == len(words) - 1 else 0) and (words[place] == "," or place == len(words) - 1):
            parts.append(words[start:place])
            start = place + 1
    return _function(words[0], parts, values, waiting)


def _operated(sign: str, left: Fraction, right: Fraction):
    if sign == "/":
        return left / right if right else "#DIV/0!"
    if sign in "+-*":
        return left + right if sign == "+" else left - right if sign == "-" else left * right
    order = "<" if left < right else ">" if left > right else "="
    return Fraction(order in sign)


def _single(word: str, values: dict, waiting: dict):
    if word[0].isdigit():
        return Fraction(word)
    return values[word] if word in values else None if word in waiting else Fraction(0)


def _function(name: str, parts: list, values: dict, waiting: dict):
    if name == "IF":
        holds = _value(parts[0], values, waiting)
        return holds if holds is None or isinstance(holds, str) else _value(parts[1 if holds else 2], values, waiting)
    if name == "IFERROR":
        first = _value(parts[0], values, waiting)
        return _value(parts[1], values, waiting) if isinstance(first, str) else first
    if name == "ROUND":
        number = _value(parts[0], values, waiting)
        return number if number is None or isinstance(number, str) else _rounded(number, int(parts[1][0]))
    numbers = []
    for part in parts:
        found = _listed(part, values, waiting) if ":" in part else [_value(part, values, waiting)]
        numbers += found
    for number in numbers:
        if number is None or isinstance(number, str):
            return number
    if name == "SUM":
        return sum(numbers, Fraction(0))
    if name == "AVERAGE":
        return sum(numbers, Fraction(0)) / len(numbers) if numbers else "#DIV/0!"
    return sorted(numbers)[0 if name == "MIN" else -1] if numbers else Fraction(0)


def _listed(part: list[str], values: dict, waiting: dict) -> list:
    (first, _, last) = (word.replace("$", "") for word in part)
    names = [chr(c) + str(r) for r in range(int(first[1:]), int(last[1:]) + 1) for c in range(ord(first[0]), ord(last[0]) + 1)]
    return [values.get(name) for name in names if name in values or name in waiting]


def _rounded(number: Fraction, digits: int) -> Fraction:
    with localcontext() as context:
        context.prec = 60
        scaled = Decimal(number.numerator) / Decimal(number.denominator)
        return Fraction(scaled.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
