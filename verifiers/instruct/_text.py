"""A reply as the constraints see it: its words, sentences, paragraphs, lines and list items, each found once, in time linear in its length.

Words are runs of letters and digits, with hyphens and apostrophes inside; in Chinese they are single Chinese characters. A sentence ends in
a mark (`.`, `!`, `?` before a blank or the end of its line, or the Chinese ones) and does not go over the end of a line; what has no such
mark at its end, as a heading, is none. Paragraphs are parted by empty lines. Lines and paragraphs have a letter or a digit in them, or they
are separators. The marks of lists and headings at the start of a line are no part of what they mark, nor are tags a part of sentences."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any, Generic, Literal, TypeVar

Language = Literal["en", "zh"]
Unit = Literal["sentences", "paragraphs", "lines", "bullets", "numbered", "headings", "highlights"]
Part = Literal["sentences", "paragraphs", "lines", "bullets", "numbered"]
"""What constraints can be about."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Marks that nobody sees: joiners, directions, fillers, selectors of variants."""
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_TYPOGRAPHY = {ord("\u2010"): "-", ord("\u2011"): "-"} | dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'")
_TYPOGRAPHY |= dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
_SPACED = re.compile("(?<=[\u4e00-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[\u4e00-\u9fff])")
_FENCE = re.compile(r"```[A-Za-z]*\n(.*)\n[ \t]*```", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_TAG = re.compile("</?[a-z]{1,20}>")
_CHARACTER = re.compile("[\u4e00-\u9fff]")
_MARKER = re.compile(r"\s*(?:[-*•+]|#{1,6}|>|[0-9]{1,3}[.)])\s+|\s*[0-9]{1,3}、")
_BULLET = re.compile(r"\s*[-*•+]\s+(?=[^\s*])")
_NUMBER = re.compile(r"\s*([0-9]{1,3})(?:[.)]\s+|、\s*)(?=\S)")
_HEADING = re.compile(r"\s*#{1,6}\s+\S")
_HIGHLIGHT = re.compile(r"\*\*[^*\n]+\*\*|\*[^*\s][^*\n]*\*")
_CLOSERS = "\"'”’)]*_"
_MARKS = (".", "!", "?")
_LAST = frozenset((*_CLOSERS, *_MARKS))
"""Signs of which one stands at the end of a sentence."""
_END = re.compile('[。！？]+[”’」』）*_"]*')

R = TypeVar("R")


class _once(Generic[R]):
    """`functools.cached_property` without its lock, which takes longer than most of what is found here."""

    def __init__(self, find: Callable[[Any], R]) -> None:
        self.find, self.name, self.__doc__ = find, find.__name__, find.__doc__

    def __get__(self, text: "Text", owner: type) -> R:
        value = text.__dict__[self.name] = self.find(text)
        return value


class Text:
    """A text, whole or a part of one."""

    def __init__(self, value: str, language: Language) -> None:
        self.value = value
        self.language: Language = language

    @_once
    def lower(self) -> str:
        return self.value.lower()

    @_once
    def words(self) -> list[str]:
        return words_of(self.value, self.language)

    @_once
    def low_words(self) -> list[str]:
        return " ".join(self.words).lower().split(" ") if self.words else []

    @_once
    def rows(self) -> list[str]:
        """Lines that are not empty, as they stand."""
        return [line for line in self.value.split("\n") if line.strip()]

    @_once
    def written(self) -> list[str]:
        """Lines with a letter or a digit on them, fences of code apart."""
        return [line for line in self.rows if any(map(str.isalnum, line)) and not line.lstrip().startswith("```")]

    @_once
    def parts(self) -> dict[str, list["Text"]]:
        return {}

    def of(self, unit: Unit) -> list["Text"]:
        """The parts of one kind, in order."""
        if unit not in self.parts:
            self.parts[unit] = [Text(value, self.language) for value in self._found(unit)]
        return self.parts[unit]

    def _found(self, unit: Unit) -> list[str]:
        match unit:
            case "lines":
                return [line.strip() for line in self.written]
            case "paragraphs":
                return [one for one in _paragraphs(self.value) if any(map(str.isalnum, one))]
            case "sentences":
                return [one for line in self.rows for one in self._sentences(without_marker(_TAG.sub("", line)))]
            case "bullets":
                return [line[found.end() :].strip() for line in self.rows if (found := _BULLET.match(line))]
            case "numbered":
                return [line[found.end() :].strip() for line in self.rows if (found := _NUMBER.match(line))]
            case "headings":
                return [without_marker(line).strip() for line in self.rows if _HEADING.match(line)]
            case "highlights":
                return [one.strip("*") for one in _HIGHLIGHT.findall(self.value)]

    def _sentences(self, line: str) -> list[str]:
        if self.language == "zh":
            ends = [0, *(mark.end() for mark in _END.finditer(line))]
            return [line[a:b].strip() for a, b in pairwise(ends) if _CHARACTER.search(line, a, b)]
        found, words = list[str](), list[str]()
        for word in line.split():
            words.append(word)
            if word[-1] in _LAST and word.rstrip(_CLOSERS)[-1:] in _MARKS:
                found.append(" ".join(words))
                words = []
        return [one for one in found if _WORD.search(one)]

    @_once
    def numbers(self) -> list[str]:
        """The numbers that lines begin with, as in lists."""
        return [found[1] for line in self.rows if (found := _NUMBER.match(line))]

    def count(self, phrase: str) -> int:
        """How often a phrase is there, whatever its case; in English as whole words."""
        return len(self.places(phrase)) if sought(phrase, self.language) in self.lower else 0

    def places(self, phrase: str) -> list[int]:
        low, wanted = self.lower, sought(phrase, self.language)
        at = low.find(wanted)
        if at < 0 or not wanted:
            return []
        found, whole_words = list[int](), self.language == "en"
        before, behind = whole_words and wanted[0].isalnum(), whole_words and wanted[-1].isalnum()
        while at >= 0:
            end = at + len(wanted)
            whole = not (before and at and low[at - 1].isalnum()) and not (behind and low[end : end + 1].isalnum())
            if whole:
                found.append(at)
            at = low.find(wanted, end if whole else at + 1)
        return found


def words_of(value: str, language: Language) -> list[str]:
    found: list[str] = (_WORD if language == "en" else _CHARACTER).findall(value)
    return found


@lru_cache(maxsize=4_096)
def sought(phrase: str, language: Language) -> str:
    """A phrase as it is looked for; the same ones are, in each part of a reply."""
    return typed(phrase, language).lower()


def without_marker(line: str) -> str:
    """A line without the mark of a list, heading or quotation at its start."""
    found = _MARKER.match(line)
    return line[found.end() :] if found else line


def _paragraphs(value: str) -> list[str]:
    found, lines = list[str](), list[str]()
    for line in [*value.split("\n"), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            found.append("\n".join(lines).strip())
            lines = []
    return found


def reply(value: str, language: Language) -> Text:
    """A whole reply: other ends of lines, blanks at the ends of lines, invisible marks and typographic blanks, hyphens and apostrophes
    decide nothing, nor does a blank between a Chinese character and a digit or a letter."""
    value = typed(_BREAK.sub("\n", value), language)
    return Text("\n".join(map(str.rstrip, value.split("\n"))).strip(), language)


def typed(value: str, language: Language) -> str:
    """A text without what decides nothing inside its lines."""
    if value.isascii():
        return value
    value = _INVISIBLE.sub("", value).translate(_TYPOGRAPHY)
    return _SPACED.sub("", value) if language == "zh" else value


def unfenced(text: Text) -> Text:
    """What stands in a fenced block, where that is all of a text."""
    found = _FENCE.fullmatch(text.value)
    return Text(found[1].strip(), text.language) if found and "```" not in found[1] else text
