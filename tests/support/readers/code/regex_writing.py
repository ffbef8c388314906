"""A regular expression for a language that sentences describe.

The expression becomes a machine that reads a string from left to right. It is asked about all short strings, and from each state that it can
be in about what comes within a few symbols; the sentences are tried on the same strings, each as a whole."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby, product

from readers.code._machine import Machine
from reading import Unread, body

Says = Callable[[str], bool]
SYMBOLS = (
    r"Write a regular expression over the alphabet \{ (.+?) \} that matches exactly the strings which fulfil all of these conditions:",
    r"The language L consists of all strings of the symbols (.+?) for which every one of the following is true\.",
    r"A program checks codes made of the symbols (.+?), of any length\. It accepts a code, taken as a whole, exactly if all of this holds:",
    r"^Alphabet: (.+)\nConditions, all of which a matching string fulfils:",
)
EXACTLY = r"matches all strings of L and no string outside L|every string that fulfils the conditions and no other\.|accepts the same codes and refuses all others|matches all strings that fulfil the conditions and no others"
CONDITION = r"^(?:-|\*|\(\d\)|\d\.) (.+)$"
NOTES = {
    r"contain": 'Here "contains" means side by side, without gaps.',
    r"what follows": "What follows a part of the string begins right after the last symbol of that part and does not overlap it.",
    r" position ": "Positions are counted from 1; a string that is too short for a position has no symbol there.",
    r" runs of ": "A run of a symbol is a stretch of it that is as long as possible.",
    r"": "The conditions also decide about the empty string, which has length 0.",
}
LEFT = r"(?:is (divisible) by (\d+) \(0 is\)|leaves the remainder (\d+) when divided by (\d+))"
LONGEST = 1000


def _leaves(zero: str | None, divisor: str | None, rest: str | None, modulus: str | None) -> Callable[[int], bool]:
    return lambda number: number % int(divisor or modulus or 1) == (0 if zero else int(rest or 0))


def _bound(which: str, number: str) -> Callable[[int], bool]:
    most = int(number)
    return {"at least": lambda x: x >= most, "at most": lambda x: x <= most, "exactly": lambda x: x == most}[which]


def _part(way: str, part: str) -> Says:
    return {"contain": lambda w: part in w, "start": lambda w: w.startswith(part), "end": lambda w: w.endswith(part)}[way]


def _found(way: str, words: str) -> Says:
    if pair := re.fullmatch(r"neither (\w+) nor (\w+)", words):
        one, other = _part(way, pair[1]), _part(way, pair[2])
        return lambda w: not one(w) and not other(w)
    parts = [_part(way, each) for each in words.removesuffix(" (or both)").split(" or ")]
    return lambda w: any(part(w) for part in parts)


def _not(says: Says) -> Says:
    return lambda w: not says(w)


def _at(has: str, symbol: str, place: str, side: str) -> Says:
    number = int(place)
    return lambda w: (len(w) >= number and (w[number - 1] if side == "left" else w[-number]) == symbol) == (has == "has")


def _rest(w: str, part: str) -> str | None:
    """What follows the first occurrence of a part."""
    return w[w.index(part) + len(part) :] if part in w else None


def _behind(part: str, symbol: str, *left: str | None) -> Says:
    holds = _leaves(*left)
    return lambda w: (rest := _rest(w, part)) is not None and holds(rest.count(symbol))


def _number(symbol: str, *left: str | None) -> Says:
    holds = _leaves(*left)
    return lambda w: holds(w.count(symbol))


def _length(*left: str | None) -> Says:
    holds = _leaves(*left)
    return lambda w: holds(len(w))


def _times(part: str, *left: str | None) -> Says:
    holds = _leaves(*left)
    return lambda w: holds(sum(w.startswith(part, place) for place in range(len(w))))


def _bounded(which: str, number: str, symbol: str) -> Says:
    holds = _bound(which, number)
    return lambda w: holds(w.count(symbol))


def _long(which: str, number: str) -> Says:
    holds = _bound(which, number)
    return lambda w: holds(len(w))


def _gap(has: str, one: str, other: str, far: str) -> Says:
    return lambda w: any(pair == (one, other) for pair in zip(w, w[int(far) :], strict=False)) == (has == "a")


def _apart(least: str, symbol: str) -> Says:
    return lambda w: all(len(between) >= int(least) for between in w.split(symbol)[1:-1])


def _runs(symbol: str, modulus: str) -> Says:
    return lambda w: all(len(list(run)) % int(modulus) == 0 for each, run in groupby(w) if each == symbol)


SENTENCES: tuple[tuple[str, Callable[..., Says]], ...] = (
    (r"contains (\w+), and what follows the first \1 contains (\w+)", lambda one, other: lambda w: other in (_rest(w, one) or "")),
    (
        r"does not contain (\w+) anywhere in what follows the first (\w+) \(without \2 nothing follows\)",
        lambda other, one: lambda w: other not in (_rest(w, one) or ""),
    ),
    (rf"contains (\w+), and what follows the first \1 has a number of symbols (\w) that {LEFT}", _behind),
    (rf"contains (\w+) a number of times that {LEFT}, where occurrences may overlap", _times),
    (r"(contain|start|end)s(?: with)? (neither \w+ nor \w+|\w+ or \w+|\w+ or \w+ \(or both\)|\w+)", _found),
    (r"does not (contain|start|end)(?: with)? (\w+)", lambda way, part: _not(_part(way, part))),
    (rf"has a number of symbols (\w) that {LEFT}", _number),
    (rf"has a length that {LEFT}", _length),
    (r"has (at least|at most|exactly) (\d+) symbols? (\w)", _bounded),
    (r"is (at least|at most|exactly) (\d+) symbols long", _long),
    (r"(has|does not have) (\w) in position (\d+) from the (left|right)", _at),
    (r"has no (\w) anywhere to the right of an? (\w)", lambda one, other: lambda w: one not in (_rest(w, other) or "")),
    (r"has at least one (\w) without an? (\w) right after it", lambda one, other: lambda w: w.count(one) > w.count(one + other)),
    (
        r"has an? (\w) right after every (\w) \(so it cannot end with \2\)",
        lambda other, one: lambda w: w.count(one) == w.count(one + other),
    ),
    (r"has only runs of (\w) whose lengths are divisible by (\d+) \(or no \1 at all\)", _runs),
    (r"has (\w) in every (odd|even) position from the left", lambda one, which: lambda w: not w[which == "even" :: 2].strip(one)),
    (r"is not empty, and its first and its last symbol are the same", lambda: lambda w: w != "" and w[0] == w[-1]),
    (r"has (no|an?) (\w) with an? (\w) exactly (\d+) positions further to the right", lambda has, *rest: _gap(has[0], *rest)),
    (r"has at least (\d+) symbols? between any two of its symbols (\w), if it has two or more of them", _apart),
)


def _sentence(words: str) -> Says:
    for pattern, made in SENTENCES:
        if found := re.fullmatch(pattern, words):
            return made(*found.groups())
    raise Unread(words)


def condition(words: str) -> Says:
    """One line of the list: one sentence, or two that are joined."""
    it = r"(?:the string|the code|it)"
    if found := re.fullmatch(rf"(at least|exactly) one of these two holds(?: \(or both do\)|, not both): {it} (.+); {it} (.+)", words):
        one, other = _sentence(found[2]), _sentence(found[3])
        return (lambda w: one(w) or other(w)) if found[1] == "at least" else lambda w: one(w) != other(w)
    if found := re.fullmatch(rf"whenever {it} (.+), {it} also (.+) \(otherwise this asks for nothing\)", words):
        one, other = _sentence(found[1]), _sentence(found[2])
        return lambda w: not one(w) or other(w)
    if found := re.fullmatch(rf"{it} (.+)", words):
        return _sentence(found[1])
    raise Unread(words)


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    found = next((found for each in SYMBOLS if (found := re.search(each, text, re.MULTILINE))), None)
    listed = re.findall(CONDITION, text, re.MULTILINE)
    if (
        not found
        or not listed
        or not re.search(EXACTLY, text)
        or not all(note in text for sign, note in NOTES.items() if any(re.search(sign, each) for each in listed))
    ):
        raise Unread(text)
    symbols = found[1].replace(", ", "")
    conditions = [condition(each) for each in listed]

    def meant(word: str) -> bool:
        return all(says(word) for says in conditions)

    _examples(text, meant)
    try:
        if len(answer) > LONGEST:
            return False
        machine = Machine(answer.strip().removeprefix("^").removesuffix("$"), symbols)
    except ValueError:
        return False
    return all(machine.matches(word) == meant(word) for word in _words(machine, symbols))


def _examples(text: str, meant: Says) -> None:
    """The strings that the prompt shows lie where it says."""
    shown = (
        (True, r"it must match (.+), and it must not match|^In L: (.+)\.$|^Some codes that it accepts: (.+)\.$|^Strings that match: (.+)$"),
        (
            False,
            r", and it must not match (.+)\.$|^Not in L: (.+)\.$|^Some codes that it refuses: (.+)\.$|^Strings that do not match: (.+)$",
        ),
    )
    for side, pattern in shown:
        found = re.search(pattern, text, re.MULTILINE)
        words = next(filter(None, found.groups())).split(", ") if found else []
        if not words or any(meant(word.replace("the empty string", "")) != side for word in words):
            raise Unread(text)


def _words(machine: Machine, symbols: str) -> Iterator[str]:
    """All short strings, and short ones behind each string that leads to another state."""
    near, behind = (8, 6) if len(symbols) == 2 else (6, 4)
    short = [["".join(word) for word in product(symbols, repeat=size)] for size in range(near + 1)]
    yield from (word for words in short for word in words)
    far = [word for words in short[1 : behind + 1] for word in words]
    for before in machine.reached():
        for word in far:
            yield before + word
