"""An input that leads to a value: CPython evaluates the call with it."""

import re
from ast import literal_eval

from readers.simulation._programs import alike, blocks, literals, returned
from reading import Unread, body

RANGE = r"The list must hold exactly (\d+) integers, each from (-?\d+) to (-?\d+); numbers may repeat\."
CALL = (
    r"so that `(.+?)` returns `(.+?)`\.",
    r"Somebody called `(.+?)`, and the call returned `(.+?)`\.",
    r"Call: `(.+)`\nValue that it has to return: `(.+)`",
    r"^assert (.+\)) == (.+)$",
)


def follows(prompt: str, answer: str) -> bool:
    (program,), text = blocks(prompt), body(prompt)
    size, call = re.search(RANGE, text), next((found for pattern in CALL if (found := re.search(pattern, text, re.MULTILINE))), None)
    if not size or not call:
        raise Unread(text)
    given, (count, low, high) = literals(answer), map(int, size.groups())
    if given is None or len(given) != 1 or not isinstance(given[0], list) or len(given[0]) != count:
        return False
    if not all(type(number) is int and low <= number <= high for number in given[0]):
        return False
    value = returned(re.sub(CALL[-1], "", program, flags=re.MULTILINE), re.sub(r"\(a, ", f"({given[0]}, ", call[1]))
    return alike(value, literal_eval(call[2]))
