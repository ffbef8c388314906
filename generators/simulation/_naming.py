"""Programs under other names, and values beside the right ones."""

import re
from collections.abc import Sequence
from keyword import iskeyword
from random import Random
from typing import Any

from synth.verifiers.simulation._interpreter import BUILTINS
from synth.verifiers.simulation._states import State

_WORD = re.compile(r"'[^'\n]*'|#[^\n]*|(?<!\.)\b[A-Za-z_]\w*")
_SPACE = re.compile(r"\n\s*(?=\n)|[ ]+(?=\n)")


def nameless(text: str) -> str:
    """A program with its own names replaced by numbers in the order of their first use, without comments and blank lines."""
    names: dict[str, str] = {}

    def word(found: re.Match[str]) -> str:
        name = found[0]
        if name[0] == "#":
            return ""
        if name[0] == "'" or iskeyword(name) or name in BUILTINS:
            return name
        return names.setdefault(name, f"v{len(names)}")

    return _SPACE.sub("", _WORD.sub(word, text)).strip()


def renamed(text: str, rng: Random) -> tuple[str, dict[str, str]]:
    """The same program with a comment in its first line and other names for its variables and functions, and these."""
    names: dict[str, str] = {}
    fresh = rng.sample(
        "alpha beta gamma delta left right first second third inner outer start end low high size rest part whole".split(), 16
    )

    def word(found: re.Match[str]) -> str:
        name = found[0]
        if name[0] in "#'" or iskeyword(name) or name in BUILTINS:
            return name
        return names.setdefault(name, fresh[len(names)] if len(names) < len(fresh) else f"z{len(names)}"[:1] * (len(names) - 10))

    return "# a small program\n" + _WORD.sub(word, text), names


def slipped(states: Sequence[State]) -> list[State]:
    """The states with a slip in the last one that has a number in it."""
    found = list(states)
    for place in range(len(found) - 1, -1, -1):
        (name, value), *others = found[place].values
        if slip := moved(value):
            found[place] = found[place]._replace(values=((name, slip), *others))
            break
    return found


def wrong(value: Any) -> str:
    """A value beside the right one, as Python shows it."""
    shown = repr(value)
    return moved(shown) or shown[:-1] + "x" + shown[-1]


def moved(shown: str) -> str:
    """With the last whole number one off; nothing where there is none."""
    numbers = list(re.finditer(r"\d+", shown))
    return shown[: numbers[-1].start()] + str(int(numbers[-1][0]) + 1) + shown[numbers[-1].end() :] if numbers else ""
