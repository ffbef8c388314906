"""Questions about the one table of a puzzle, and short answers to them: values and numbers in the order in which they are asked for."""

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from synth.verifiers.logic.zebra_puzzle.chinese import CHINESE
from synth.verifiers.parsers.text import plain
from synth.verifiers.parsers.words import en

Word = Annotated[str, Meta(pattern=r"^[A-Za-z]{2,16}\Z")]
MAX_ANSWER = 2_000
"""Characters of a short answer after its decorations are off."""
COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEXT = re.compile(r"[a-z0-9\s,;:|&.#=<>*_()\[\]{}\"'`→-]*")
_NO_PLACE = re.compile(r"\d\.\d|(?<![a-z\d])-\d|\d-\d")
_TOKEN = re.compile(r"[a-z]+|[0-9]+")
_DENIALS = frozenset(en.DENIALS) - {"no"}  # a short form of number


class Ask(msgspec.Struct, frozen=True, array_like=True, order=True, forbid_unknown_fields=True):
    """value (of a person's value and an attribute): that person's value of the attribute. place (of a value): the number of its place.
    between (of two values): how many places lie strictly between theirs. order (of an attribute): its values from place 1 on."""

    kind: Literal["value", "place", "between", "order"]
    words: Annotated[tuple[Word, ...], Meta(min_length=1, max_length=2)]


def answers(asks: tuple[Ask, ...], where: dict[str, int], owners: dict[str, str]) -> list[str]:
    """What is asked for, item by item. where: the place of each value, from 1. owners: the attribute of each value."""
    found: list[str] = []
    for ask in asks:
        first, last = ask.words[0], ask.words[-1]
        if ask.kind == "value":
            found += [value for value, owner in owners.items() if owner == last and where[value] == where[first]]
        elif ask.kind == "place":
            found.append(str(where[first]))
        elif ask.kind == "between":
            found.append(str(max(0, abs(where[first] - where[last]) - 1)))
        else:
            found += sorted((value for value, owner in owners.items() if owner == first), key=where.__getitem__)
    return found


def read_items(answer: str, values: frozenset[str], idle: frozenset[str], asked: int, count: int) -> list[str] | None:
    """So many values (lower case) and numbers, without the words that may stand beside them (`Pet: cat, house 3`) and the numbers of a
    numbered list, or each behind its question and a colon on a line of its own; None for anything else."""
    text = plain(answer, CHINESE).lower()
    if len(text) > MAX_ANSWER:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    asides = [line.rpartition(":") for line in lines if ":" in line]
    behind = [after for _, _, after in asides]
    found = _items(text, values, idle, count)
    if found or not len(behind) == len(lines) == asked or any(_is_no_question(before, values, idle) for before, _, _ in asides):
        return found
    return _items(", ".join(behind), values, idle, count)


def _is_no_question(before: str, values: frozenset[str], idle: frozenset[str]) -> bool:
    """Whether what stands before a colon denies, or is an answer itself: `Wrong: cat`, `dog: cat`."""
    words = [word for word in _TOKEN.findall(before) if word not in idle]
    answers = bool(words) and values.issuperset(words)
    return answers or not _DENIALS.isdisjoint(words) or not {"{", "}", '"'}.isdisjoint(before)


def _items(text: str, values: frozenset[str], idle: frozenset[str], count: int) -> list[str] | None:
    if not _TEXT.fullmatch(text) or _NO_PLACE.search(text):
        return None
    tokens = [token for token in _TOKEN.findall(text) if token not in idle]
    tokens = [str(COUNTED.index(token)) if token in COUNTED and token not in values else token for token in tokens]
    if len(tokens) == 2 * count and tokens[::2] == [str(number) for number in range(1, count + 1)]:
        tokens = tokens[1::2]
    known = all(token in values or (token.isdigit() and len(token) < 3) for token in tokens)
    return [token if token in values else str(int(token)) for token in tokens] if known and len(tokens) == count else None
