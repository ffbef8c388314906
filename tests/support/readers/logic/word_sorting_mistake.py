"""Reads the words and the log of a radix sort, sorts in the same way, and says which step is the first to differ."""

import re

from readers.logic._prompt import found
from reading import Unread, body

STEP = re.compile(
    r"(?:\[(\d+)\] place \d+, (\w|-|list): (.*)|(\d+)\. (?:bucket (\w|-)|(new list)): (.*)|Step (\d+): (?:pile (\w|-)|(new list|list)) = (.*)|(\d+) \| place \d+ \| (\w|-|all) \| (.*))"
)


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    given = re.search(r"\d+ words, ((?:[a-z]+, )+)are sorted", text) or found(r"(?:[Rr]adix sort|Input|in this order): ((?:[a-z]+, )+[a-z]+)", text)
    words = given[1].strip(", ").split(", ")
    steps = list[tuple[int, str, str]]()
    for line in text.splitlines():
        if m := STEP.fullmatch(line.strip()):
            number, name, held = [one for one in m.groups() if one is not None]
            steps.append((int(number), "list" if "list" in name or name == "all" else name, held))
    short = re.search(r"(?:no letter at that place|too short)[^.]* -, (?:the first|read first|which comes before all others)", text) is not None
    if len({len(word) for word in words}) > 1 and not short:
        raise Unread("words of unlike lengths: " + text)
    expected = list[tuple[str, str]]()
    for place in range(max(map(len, words)) - 1, -1, -1):
        buckets = dict[str, list[str]]()
        for word in words:
            buckets.setdefault(word[place] if place < len(word) else "-", []).append(word)
        named = sorted(buckets, key=lambda name: " " if name == "-" else name)
        expected += [(name, ", ".join(buckets[name])) for name in named]
        words = [word for name in named for word in buckets[name]]
        expected.append(("list", ", ".join(words)))
    if len(steps) < len(max(words, key=len)):
        raise Unread(text)
    first = next((number for (number, name, held), right in zip(steps, expected, strict=False) if (name, held) != right), None)
    if first is None and len(steps) != len(expected):
        raise Unread(text)
    return answer == (str(first) if first else "none")
