"""Programs that are read past their hard parts: other texts, with the same lines under the same numbers, and the same for drafts, as the
kernel runs them. A test holds one against the other."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from synth.generators.simulation._coding import (
    BACK,
    CODES,
    COUNT,
    FORMS,
    GO,
    HELPERS,
    LAST_DIGIT,
    LISTS,
    MIX,
    NEXT,
    SUMMED,
    UNDIVIDED,
    WHOLE,
    WRITE,
    Coded,
)
from synth.verifiers.simulation._interpreter import Event, Failed, ProgramError, Stopped, like

_HELPER = re.compile(r"^def \w+\(n\):\n(?: .*\n)+", re.MULTILINE)
_WORK = re.compile(r"\breturn .*|\bwhile .*")
"""What a helper returns, and where it changes what it is given."""
_REMAINDER = re.compile(r" % \d+(?=\)|$)", re.MULTILINE)
"""Where it is what is worked out, and not a part of a condition."""


def _idle(helper: re.Match[str]) -> str:
    return _WORK.sub(lambda found: "return n" if found[0].startswith("return") else "while 0 > 1:", helper[0])


STEPS = 600
"""Of a run that is misread at most: some never end."""
MISREAD: dict[str, Callable[[str], str]] = {
    "helpers give back what they are given": lambda text: _HELPER.sub(_idle, text),
    "each elif taken for an if": lambda text: re.sub(r"\belif\b", "if", text),
    "nothing comes of an elif": lambda text: re.sub(r"\belif\b.*:", "elif 0 > 1:", text),
    "a while is gone through once": lambda text: re.sub(r"\bwhile\b", "if", text),
    "remainders left out": lambda text: _REMAINDER.sub("", text),
}


def executed(text: str, other: str, entry: str, arguments: list[Any], force: bool | None = None) -> list[Event]:
    """What a text does that stands in place of another, as far as it runs. arguments: may be changed; force: what every condition is taken
    to find, in place of what it finds."""
    seen: list[Event] = []
    with suppress(Stopped, Failed, ProgramError):
        like(text, other).run(entry, arguments, STEPS, seen, force)
    return seen


def misread(text: str) -> Iterator[str]:
    """The other texts of a program that has what is misread."""
    return (other for change in MISREAD.values() if (other := change(text)) != text)


def drafts(code: Coded) -> Iterator[Coded]:
    """A draft as those read it who misread something that it has, in the order of MISREAD."""
    calls = code.rows[:, 6] == FORMS["call"]
    digits = (code.helpers[:, 0] == HELPERS["digits"]) & calls.any()
    if calls.any():
        rows = code.rows.copy()
        rows[calls, 6] = FORMS[""]
        yield code._replace(rows=rows)
    if code.elifs:
        rows, never = code.rows.copy(), code.rows.copy()
        for past, test in code.elifs:
            rows[past, 5] = past + 1
            never[test, 0], never[test, 6] = GO, 0
        yield code._replace(rows=rows)
        yield code._replace(rows=never)
    if code.whiles or digits.any():
        rows, helpers = code.rows.copy(), code.helpers.copy()
        for back in code.whiles:
            rows[back, 5] = back + 1
        helpers[digits, 0] = LAST_DIGIT
        yield code._replace(rows=rows, helpers=helpers)
    if without := _undivided(code, digits):
        yield without


def _undivided(code: Coded, digits: Any) -> Coded | None:
    """Without the remainders that are worked out; nothing where there are none. digits: which helpers add up digits."""
    rows, helpers = code.rows.copy(), code.helpers.copy()
    kinds, forms = code.rows[:, 0], code.rows[:, 6]
    rows[kinds == MIX, 3] = WHOLE
    rows[(kinds == COUNT) | ((kinds == WRITE) & (code.rows[:, 1] > 0)), 1] = WHOLE
    rows[(kinds <= BACK) & (forms == FORMS["%"]), 6] = FORMS[""]
    rows[(kinds == NEXT) & (forms == LISTS["letters"]), 6] = CODES
    if (forms == FORMS["call"]).any():
        helpers[helpers[:, 0] == HELPERS["rest"], 0] = UNDIVIDED
        helpers[digits, 0] = SUMMED
    changed = (rows != code.rows).any() or (helpers != code.helpers).any()
    return code._replace(rows=rows, helpers=helpers) if changed else None
