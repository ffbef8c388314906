"""The first step at which the runs of two programs differ: CPython runs both, and their steps are compared one by one."""

import re
from itertools import zip_longest

from readers.simulation._programs import Event, alike, blocks, events, literals
from reading import Unread, body

CALL = (r"Call for both: `(.+)`", r"Both are run as `(.+?)`\.", r"Both evaluate `(.+?)`\.", r"runs of A and B for the call `(.+?)`\.")
LINE = r"(?:with line (\d+) replaced by|is the same but for line (\d+), which reads:|mistyped line (\d+) of|B, in which line (\d+) is)"


def follows(prompt: str, answer: str) -> bool:
    (first, changed), text, given = blocks(prompt), body(prompt), literals(answer)
    call = next((found[1] for pattern in CALL if (found := re.search(pattern, text))), None)
    line = re.search(LINE, text)
    if not call or not line:
        raise Unread(text)
    number = int(next(filter(None, line.groups())))
    lines = first.split("\n")
    lines[number - 1] = changed.rstrip("\n")
    if given is None or len(given) != 3:
        return False
    runs = [[_step(event) for event in events(program, call) if event.names] for program in (first, "\n".join(lines))]
    for place, (one, other) in enumerate(zip_longest(*runs), start=1):
        if one is None or other is None:
            raise Unread("a run that ends before the other, with nothing different before")
        if not alike(one, other):
            if len(one[1]) > 1 or len(other[1]) > 1:
                raise Unread(f"a step of several variables: {one}, {other}")
            return all(alike(*pair) for pair in zip(given, (place, *one[1].values(), *other[1].values()), strict=True))
    raise Unread("runs that do not differ")


def _step(event: Event) -> tuple[int, dict[str, object]]:
    return event.line, {name: event.values[name] for name in event.names}
