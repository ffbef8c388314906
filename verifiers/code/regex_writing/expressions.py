"""Reading a regular expression of the classic syntax: what stands around it comes off, and the rest becomes a tree."""

import re
from typing import Any

from synth.verifiers.parsers.chinese import LeadIns
from synth.verifiers.parsers.text import plain
from synth.verifiers.parsers.words import en

LONGEST = 1_000
"""Characters of an expression."""
DEEPEST = 40
"""Brackets inside one another."""

_NOUN = r"(?:reg(?:ular )?ex(?:p|pression)?|expression|pattern|language)"
_LEAD = re.compile(
    rf"(?:\*\*)?(?:[A-Za-z]{{1,12}},? ){{0,5}}{_NOUN}(?: for (?:the language )?L)?(?:\*\*)?\s?(?:is|:|=)(?:\*\*)?:?\s*", re.IGNORECASE
)
_DENIED = re.compile(rf"\b(?:{'|'.join(en.DENIALS)})\b", re.IGNORECASE)
_NAMED = re.compile(r"[LRr] ?= ?")
_CHINESE = LeadIns(("正则表达式", "正则", "表达式", "符合要求的正则表达式", "符合条件的正则表达式", "满足条件的正则表达式"))
_SIGNS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_COUNTS = re.compile(r"\{(\d{0,3})(,?)(\d{0,3})\}")
_POINT = "\ue000"
"""Stands for a point while an answer's decorations come off: `.` is a sign of the syntax, and no full stop."""

EMPTY: tuple[Any, ...] = ("empty",)
"""The empty word. Other nodes: ("set", bits of symbols), ("cat", nodes), ("alt", nodes), ("rep", node, least, most or None)."""
Node = tuple[Any, ...]


class Refused(Exception):
    """Why an expression cannot be taken: format, feature or size."""


def bare(answer: str) -> str:
    """The expression without what stands around it: lead-ins, quotes, ticks, slashes."""
    text = answer.strip()
    if text.startswith("**") and text.endswith("**") and "**" not in text[2:-2]:
        text = text[2:-2]  # at once, for behind a lead-in the end would look like stars of the expression
    if text.endswith("。"):
        text = text[:-1]
    if text.endswith(("`.", '".')):
        text = text[:-1]
    shown = plain(text.replace(".", _POINT), _CHINESE)
    for lead in (_LEAD, _NAMED):
        if (found := lead.match(shown)) and not _DENIED.search(found[0]):
            said = found[0].rstrip().lower().endswith("is")
            shown = shown[found.end() :]
            if said and shown.endswith(_POINT) and len(shown) > 1:
                shown = shown[:-1]  # the full stop of the sentence
            shown = plain(shown, None)
    shown = shown.replace(_POINT, ".").replace("^*", "*").replace("^+", "+").strip()  # as in formulas; ^ before a sign means nothing else
    if re.fullmatch(r"""[rR]?(?P<quote>["'`]).*(?P=quote)""", shown):
        shown = shown[shown.index(shown[-1]) + 1 : -1]
    return shown[1:-1] if len(shown) > 2 and shown[0] == shown[-1] == "/" else shown


def parse(text: str, alphabet: str) -> Node:
    """The tree of an expression. Raises Refused with the reason."""
    if not text:
        raise Refused("format")
    if len(text) > LONGEST:
        raise Refused("size")
    return _Parser(text, alphabet).whole()


class _Parser:
    """Recursive descent, no deeper than DEEPEST."""

    def __init__(self, text: str, alphabet: str) -> None:
        self.text, self.alphabet, self.at = text, alphabet, 0

    def whole(self) -> Node:
        """The branches between bars, each with its anchors: both at each of several, so that they mean what they say."""
        branches, anchors = [], []
        while True:
            start = self.anchor(("^", r"\A"))
            branches.append(self.sequence(0))
            anchors.append((start, self.anchor(("$", r"\Z", r"\z"))))
            if not self.eat("|"):
                break
        if self.at < len(self.text):
            raise Refused("feature" if self.text[self.at] in "\\^$" else "format")
        if len(branches) > 1 and len({*anchors, (anchors[0][0],) * 2}) > 1:
            raise Refused("format")
        return alternatives(branches)

    def anchor(self, signs: tuple[str, ...]) -> bool:
        return sum(map(self.eat, signs)) > 0  # each of them, `^\A` too

    def eat(self, sign: str) -> bool:
        found = self.text.startswith(sign, self.at)
        self.at += len(sign) * found
        return found

    def sequence(self, depth: int) -> Node:
        items: list[Node] = []
        while (sign := self.text[self.at : self.at + 1]) and sign not in "|)$":
            if sign == "\\" and self.text.startswith(("\\Z", "\\z"), self.at):
                break
            items.append(self.repeated(self.atom(depth)))
        return joined(items)

    def atom(self, depth: int) -> Node:
        sign = self.text[self.at]
        self.at += 1
        if sign in self.alphabet:
            return ("set", 1 << self.alphabet.index(sign))
        if sign == ".":
            return ("set", (1 << len(self.alphabet)) - 1)
        if sign == "ε":
            return EMPTY
        if sign == "[":
            return self.symbols()
        if sign in "\\^$":
            raise Refused("feature")
        if sign != "(":
            raise Refused("format")
        if depth == DEEPEST:
            raise Refused("size")
        if self.eat("?") and not self.eat(":"):
            raise Refused("feature")  # looking around, flags, names
        branches = [self.sequence(depth + 1)]
        while self.eat("|"):
            branches.append(self.sequence(depth + 1))
        if not self.eat(")"):
            raise Refused("feature" if self.text.startswith(("$", "\\"), self.at) else "format")
        return alternatives(branches)

    def symbols(self) -> Node:
        """What stands in square brackets."""
        end = self.text.find("]", self.at)
        inside = self.text[self.at : end] if end > 0 else ""
        self.at = end + 1
        denied = inside.startswith("^")
        if "\\" in inside or "[" in inside:
            raise Refused("feature")
        found = re.fullmatch(r"(?:([A-Za-z0-9])-([A-Za-z0-9])|[A-Za-z0-9])+", inside[denied:])
        if not found:
            raise Refused("format")
        bits = 0
        for low, high, single in re.findall(r"(\w)-(\w)|(\w)", inside):
            if single and single not in self.alphabet:
                raise Refused("format")
            if not single and low > high:
                raise Refused("format")
            bits |= sum(
                1 << place for place, symbol in enumerate(self.alphabet) if symbol == single or (not single and low <= symbol <= high)
            )
        bits = (1 << len(self.alphabet)) - 1 - bits if denied else bits
        if not bits:
            raise Refused("format")
        return ("set", bits)

    def repeated(self, node: Node) -> Node:
        """One quantifier at most: a second one would be lazy or possessive in most programs, and here it would be neither."""
        counts = self.quantifier()
        if counts is None:
            return node
        if self.quantifier() is not None:
            raise Refused("feature")
        return repetition(node, *counts)

    def quantifier(self) -> tuple[int, int | None] | None:
        sign = self.text[self.at : self.at + 1]
        if sign in _SIGNS:
            self.at += 1
            return _SIGNS[sign]
        if sign != "{":
            return None
        found = _COUNTS.match(self.text, self.at)
        if not found or not (found[1] or found[3]):
            raise Refused("format")
        self.at = found.end()
        least = int(found[1] or 0)
        most = (int(found[3]) if found[3] else None) if found[2] else least
        if most is not None and most < least:
            raise Refused("format")
        return least, most


def joined(items: list[Node]) -> Node:
    """One after the other."""
    flat = [part for item in items for part in (item[1] if item[0] == "cat" else (item,)) if part != EMPTY]
    return EMPTY if not flat else flat[0] if len(flat) == 1 else ("cat", tuple(flat))


def alternatives(items: list[Node]) -> Node:
    """One or another; symbols that stand alone become one set."""
    flat = [part for item in items for part in (item[1] if item[0] == "alt" else (item,))]
    bits = 0
    for part in flat:
        bits |= part[1] if part[0] == "set" else 0
    rest = list(dict.fromkeys(part for part in flat if part[0] != "set"))
    parts = ([("set", bits)] if bits else []) + rest
    return parts[0] if len(parts) == 1 else ("alt", tuple(parts))


def repetition(node: Node, least: int, most: int | None) -> Node:
    """So many times; what repeats `?`, `*` and `+` in one another is one of them."""
    if node == EMPTY or most == 0:
        return EMPTY
    if (least, most) == (1, 1):
        return node
    if least <= 1 and most in (None, 1) and node[0] == "rep" and node[2] <= 1 and node[3] in (None, 1):
        return repetition(node[1], least * node[2], None if None in (most, node[3]) else 1)
    return ("rep", node, least, most)
