"""Rules for a text, read one sentence at a time: `rule("Write at most 6 paragraphs.")` says of a reply whether it keeps it."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache, partial

from readers.instruct._sayings import CONDITIONS, ORD, PARTS, SIMPLE, UNIT, Asks, Said, at, unit_of
from readers.instruct._text import Reply
from reading import Unread

Holds = Callable[[Reply], bool]


@cache
def _compiled(pattern: str) -> list[re.Pattern[str]]:
    """One pattern for each way of saying it: a group has its name once in each."""
    head, *ways = _ways(pattern)
    return [re.compile(way) for way in (head, *ways)]


def _ways(pattern: str) -> list[str]:
    """The ways of an outermost `(?:one|other)`; the pattern itself where it does not begin with one."""
    if not pattern.startswith("(?:"):
        return [pattern]
    depth, start, ways, place = 0, 3, list[str](), 0
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 1
        elif sign == "[":
            place = pattern.index("]", place + (2 if pattern[place + 1] in "]^" else 1))
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if not depth:
                ways.append(pattern[start:place])
                return [f"{way}{pattern[place + 1 :]}" for way in ways]
        elif sign == "|" and depth == 1:
            ways.append(pattern[start:place])
            start = place + 1
        place += 1
    raise Unread(pattern)


def matches(patterns: list[tuple[str, Asks]], sentence: str) -> list[tuple[Said, Holds]]:
    """What the patterns that fit ask for, each with the groups of the pattern."""
    found = [(way.fullmatch(sentence), asks) for pattern, asks in patterns for way in _compiled(pattern)]
    return [(said := defaultdict(lambda: None, one.groupdict()), partial(lambda text, asks, said: asks(text, said), asks=asks, said=said)) for one, asks in found if one]


def condition(words: str) -> Holds:
    """`contains at least 2 commas or has exactly 9 sentences (or both)`."""
    for _, holds in matches(CONDITIONS, words):
        return holds
    plain = words.removesuffix(" (or both)")
    for cut in re.finditer(" (and|or) ", plain):
        try:
            both = condition(plain[: cut.start()]), condition(plain[cut.end() :])
        except Unread:
            continue
        return partial(_either if cut[1] == "or" else _both, both)
    raise Unread(words)


def _both(conditions: tuple[Holds, Holds], text: Reply) -> bool:
    return all(holds(text) for holds in conditions)


def _either(conditions: tuple[Holds, Holds], text: Reply) -> bool:
    return any(holds(text) for holds in conditions)


def rule(sentence: str, note: str = "") -> Holds:
    """What a rule asks of a text; `note` is the text that decides it, where it says so. Raises Unread."""
    if found := re.fullmatch(r"If the note (.+?): (?=[A-Z])(.+)", sentence):
        return branch(found[1], found[2], note)
    if found := re.fullmatch(rf"Write exactly as many (?P<u>{PARTS}) as the note has (?P<of>[a-z ]+?)(?:, (?P<way>plus|less) (?P<k>\d+))?\.", sentence) or re.fullmatch(
        rf"Count the (?P<of>[a-z ]+?) in the note(?: and (?P<way>add|take away) (?P<k>\d+))?: this is how many (?P<u>{PARTS}) you must write\.", sentence
    ):
        wanted, unit = given(note, found["of"]) + int(found["k"] or 0) * (1 if found["way"] in ("plus", "add") else -1), unit_of(found["u"])
        return lambda text: len(text.of(unit)) == max(0, wanted)
    for cut in re.finditer(r"\. (?=[A-Z])", sentence):  # a rule for some parts, and another for the others
        if re.search("every other", sentence[cut.end() :], re.IGNORECASE):
            return where(sentence[: cut.start() + 1], sentence[cut.end() :])
    for said, holds in matches(SIMPLE, sentence):
        it = said["it"] or "the text"
        if " that " not in it and "other" not in it:
            return scoped(it, holds)
    raise Unread(sentence)


def branch(said: str, rest: str, note: str) -> Holds:
    """The rule of the first case that applies to the note."""
    last = re.search(r" (?:Otherwise|In all other cases): (?=[A-Z])", rest)
    if not last:
        raise Unread(rest)
    cases, otherwise = f"{said}: {rest[: last.start()]}", rest[last.end() :]
    for case in cases.split(" Otherwise, if the note "):
        found = re.fullmatch(r"(.+?): (?=[A-Z])(.+)", case)
        if not found:
            raise Unread(case)
        kept = rule(found[2])
        if condition(found[1])(Reply(note)):
            otherwise = found[2]
            return kept
    return rule(otherwise)


def given(note: str, what: str) -> int:
    signs = {"numbers written in digits": "[0-9]+", "question marks": r"\?", "commas": ","}
    return len(re.findall(signs[what], note)) if what in signs else len(Reply(note).of(unit_of(what)))


def where(first: str, second: str) -> Holds:
    """`Every sentence that contains a comma must ... Every other sentence must ... There must be sentences of both kinds.`"""
    second, both = re.subn(rf" There must be {PARTS} of both kinds\.$", "", second)
    if not both:
        raise Unread(f"{first} {second}")
    for said, holds in matches(SIMPLE, first):
        some = re.fullmatch(rf"every ({UNIT}) that (.+)", said["it"] or "", re.IGNORECASE)
        for other, others_hold in matches(SIMPLE, second) if some else []:
            if some and re.fullmatch(rf"every other {some[1]}", other["it"] or "", re.IGNORECASE):
                return partial(_sorted, condition(some[2]), unit_of(some[1]), holds, others_hold)
    raise Unread(f"{first} {second}")


def _sorted(of_them: Holds, unit: str, holds: Holds, others_hold: Holds, text: Reply) -> bool:
    sorts = [(part, of_them(part)) for part in text.of(unit)]
    return {sort for _, sort in sorts} == {True, False} and all((holds if sort else others_hold)(part) for part, sort in sorts)


def scoped(it: str, holds: Holds) -> Holds:
    """The rule for the part that it speaks of."""
    it = it[0].lower() + it[1:]
    if it == "the text":
        return holds
    if found := re.fullmatch(r'the part below the last line "(.+)"', it):
        mark = f"\n{found[1]}\n"
        return lambda text: mark in text.value and bool(text.value.rpartition(mark)[2].strip()) and holds(Reply(text.value.rpartition(mark)[2]))
    if it == "the fenced block":
        block = re.compile(r"(?:^|.*\n)```[A-Za-z]*\n((?:(?!```).)+)\n```(?:\n(?!.*```).*)?", re.DOTALL)
        return lambda text: bool(inside := block.fullmatch(text.value)) and holds(Reply(inside[1]))
    if found := re.fullmatch(rf"the ({ORD}) ({UNIT})", it):
        place, unit = found[1], unit_of(found[2])
        return lambda text: (part := at(text.of(unit), place)) is not None and holds(part)
    if found := re.fullmatch(rf"every ({UNIT})(?: except the ({ORD}) one)?", it):
        but, unit = found[2], unit_of(found[1])

        def every(text: Reply) -> bool:
            parts = text.of(unit)
            left = at(parts, but) if but else None
            return bool(parts) and (left is not None or not but) and all(holds(part) for part in parts if part is not left)

        return every
    raise Unread(it)
