"""Answers about walks as models write them: routes, coordinates, compass points, names, numbers with a unit."""

import re

from synth.verifiers.logic.space_reasoning.chinese import READER
from synth.verifiers.logic.space_reasoning.lattices import Place
from synth.verifiers.parsers import lists, numbers
from synth.verifiers.parsers.text import plain

_SHORT = {way[0]: way for way in ("north", "east", "south", "west", "up", "down", "left", "right", "across")}
_SHORT |= {a[0] + b[0]: a + b for a in ("north", "south") for b in ("east", "west")}
_FILLER = frozenset(["step", "steps", "x", "×", "times", "*", "=", "then", "go", "goes", "move", "walk", "to", "the", "and", "one"])
_TOKEN = re.compile(r"\d{1,3}|[a-z]+|[^\s\da-z.:]", re.ASCII | re.IGNORECASE)
_LABEL = re.compile(
    r"\bstep \d{1,3}\b ?[:.)-]?|\b\d{1,3} ?:|^[{\s\"]*(?:an? |the )?(?:shortest )?(?:route|path)[\"\s]*(?:is ?:?|[:=])(?=\W)", re.ASCII
)
_BREAK = re.compile(r"->|→|\\to\b|\\rightarrow|\bthen\b|[<>|/]|(?<=[a-z]) ?- ?(?=[a-z])")
_LEAD = re.compile(
    r"^(?:(?:you (?:are|end(?: up)?)|it is|(?:the )?walk ends) )?at (?:(?:the )?(?:coordinates?|position|place|point) )?(?=\()"
    r"|(?:the )?(?:coordinates?|position|place)(?: is| are| ?:)"
)
_MATRIX = re.compile(r"\\(?:left|right|langle|rangle)(?![a-z])|\\(?:begin|end) ?\{[pb]?matrix\}|\\\\|[⟨⟩\"']")
_COORDINATE = re.compile(r"(?:([a-z])=)?([+-]?\d{1,4})(?:\.0)?", re.ASCII)
_UNIT = re.compile(r" ?(?:different |distinct )?(?:steps?|places?|cells?|moves?)(?:,? at the (?:fewest|least))?$", re.IGNORECASE)
_COUNTED = re.compile(r"^the (?:minimum|smallest|fewest|least|shortest) (?:number of )?(?:steps|distance) (?:is|are) ", re.IGNORECASE)
_SEEN = re.compile(r"^direction ?[:=] ?|^the direction is ", re.IGNORECASE)
_NAMING = frozenset(["the", "landmark", "nearest", "closest", "name", "is", "it", "answer"])

MAX_ROUTE = 5_000
"""Characters of a route, after its decorations are off."""


def _way(word: str) -> str:
    return _SHORT.get(word, word)


def route(answer: str) -> list[str] | None:
    """Single steps, from `north, north, east`, `N N E`, `2 north, 1 east`, `north 2, east 1`."""
    text = plain(answer, READER).lower().replace("north-", "north").replace("south-", "south")
    if len(text) > MAX_ROUTE:
        return None
    route: list[str] = []
    text = _LABEL.sub(",", text.replace("\\times", " x "))
    for part in lists.items(_BREAK.sub(",", text)):
        words = [word for word in _TOKEN.findall(part) if word not in _FILLER]
        digits = [word[0] in "0123456789" for word in words]
        if not any(digits):
            route += map(_way, words)
            continue
        if len(words) % 2 or any(a == b for a, b in zip(digits[::2], digits[1::2], strict=True)) or len(set(digits[::2])) > 1:
            return None
        for a, b in zip(words[::2], words[1::2], strict=True):
            count, word = (a, b) if digits[0] else (b, a)
            route += [_way(word)] * int(count)
            if len(route) > 2_000:
                return None
    return route if route and all(word.isalpha() for word in route) else None


def coordinates(text: str, axes: str) -> Place | None:
    """`(3, 2)`, `x = 3, y = 2` in any order, `(x, y) = (3, 2)`."""
    text = _LEAD.sub("", _MATRIX.sub(" ", text.lower()).strip())
    text = re.sub(r"^\(? ?" + " ?, ?".join(axes) + r" ?\)? ?= ?", "", text.strip())
    text = re.sub(r" ?[=:] ?| is ", "=", re.sub(r"([+-]) (?=\d)", r"\1", text))
    found = [_COORDINATE.fullmatch(word) for word in lists.words(text)]
    if len(found) != len(axes) or not all(found):
        return None
    pairs = [(match[1] or axis, int(match[2])) for match, axis in zip(found, axes, strict=True) if match]
    named = [match[1] for match in found if match and match[1]]
    return tuple(value for _, value in sorted(pairs)) if not named or sorted(named) == list(axes) else None


def compass(text: str) -> str | None:
    """`northeast` for `NE`, `North-East`, `to the northeast`, `NE (northeast)`: one word, whether a direction or not."""
    parts = {
        re.sub(r"[ .\"'-]", "", part).removeprefix("to").removeprefix("the") for part in re.split(r"[()\[\]]", _SEEN.sub("", text).lower())
    }
    ways = {_way(part) for part in parts if part}
    return ways.pop() if len(ways) == 1 else None


def name(text: str) -> str | None:
    """The one word that is left without `the landmark is`; none when there are more, or signs other than brackets and the like."""
    words = [word for word in re.findall("[a-z]+", text.lower()) if word not in _NAMING]
    return words[0] if len(words) == 1 and re.fullmatch(r"[A-Za-z\s\"'`*_.:!()\[\]{}-]+", text) else None


def count(text: str) -> int | None:
    """`4`, `4 steps`, `[4]`, `the minimum number of steps is 4`."""
    return numbers.integer(_UNIT.sub("", _COUNTED.sub("", text.strip("()[]"))))
