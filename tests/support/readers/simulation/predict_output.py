"""The value of a call: CPython evaluates it."""

import re

from readers.simulation._programs import alike, blocks, literals, returned
from reading import Unread, body

CALL = (
    r"What (?:value )?does (?:the call )?`(.+)` return",
    r"for the call `(.+)` and report the value that comes back",
    r"^print\(repr\((.+)\)\)$",
)


def follows(prompt: str, answer: str) -> bool:
    (program,) = blocks(prompt)
    for pattern in CALL:
        if found := re.search(pattern, body(prompt), re.MULTILINE):
            value, given = returned(re.sub(CALL[-1], "", program, flags=re.MULTILINE), found[1]), literals(answer)
            return given is not None and len(given) == 1 and alike(value, given[0])
    raise Unread(prompt)
