"""A function, the same with one line changed, and lists that tell all changed ones from it: every one is called."""

import re

from readers.code._functions import Lists, blocks, function, literal, named, same
from reading import Unread, body

ASKED = (
    r"Find lists `a` for calls of `(\w+)\(a\)` that catch all of these versions\.",
    r"Write a test suite that kills every mutant of `(\w+)`\. A test is a list that the function is called with\.",
    r"With which inputs for `(\w+)` would each of the copies be found out\? An input is a list\.",
    r"Task: give inputs to `(\w+)` that together show the fault of every version\.",
)
REPLACED = r"the same function with one line replaced by the line shown|differs from the original in one line, given here with its number|each with its one mistyped line|one changed line each \(line number, bar, new text of that line\)"
ALL = "For every changed version there must be a difference: for at least one of your lists it returns another value than the original."


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    given, lists = literal(answer), Lists(text)
    most = re.search(r"Write at most (\d+) lists?, as a Python list of lists\.", text)
    asked = named(text, ASKED)
    numbered = [[re.fullmatch(r" *(\d+) \| ?(.*)", line) for line in block.splitlines()] for block in blocks(text)]
    if len(numbered) != 2 or not all(map(all, numbered)) or asked is None or not most or ALL not in text or not re.search(REPLACED, text):
        raise Unread(text)
    lines, changed = ([(int(line[1]), line[2]) for line in block if line] for block in numbered)
    if [number for number, _ in lines] != list(range(1, len(lines) + 1)):
        raise Unread(text)
    if type(given) is not list or len(given) > int(most[1]) or not all(map(lists.allowed, given)):
        return False
    original = _program([line for _, line in lines])
    right = [function(original, asked)(each[:]) for each in given]
    for number, line in changed:
        mutant = function(_program([line if place == number else old for place, old in lines]), asked)
        if all(same(value, mutant(each[:])) for value, each in zip(right, given, strict=True)):
            return False
    return True


def _program(lines: list[str]) -> str:
    return "\n".join(lines)
