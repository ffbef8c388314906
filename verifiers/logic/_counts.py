"""A whole number of things as models write it: `42`, `42 objects`, `There are 42 red cubes at the end.`, `一共 42 个`."""

import re
from collections.abc import Set

from synth.verifiers.parsers import numbers
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

LONGEST = 200
"""Characters of an answer after its decorations are off."""
_WORDS = frozenset(
    "there are is a an the total count number of in all at end finally left remain remains remaining such them items".split()
)
_TEXT = re.compile(r"[a-z0-9\s,.:=()*'-]*")
_TOKEN = re.compile(r"[a-z]+|-?\d+(?:[.,]\d+)*")
_NOT = re.compile(r"\bthat (?:is|are) not (?:an? )?(?=[a-z])")
"""In front of a word for what is counted: `42 cubes that are not red`."""
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
_SAID = (
    "有",
    "共有",
    "一共有",
    "总共有",
    "一共",
    "总共",
    "共",
    "剩",
    "剩下",
    "还有",
    "还剩",
    "最后",
    "最后有",
    "最后一共有",
    "最终有",
    "数量",
    "总数",
    "是",
    "为",
    "的",
    "个",
    "件",
)


def reader(words: dict[str, str]) -> Reader:
    """Reads the Chinese of counts. words: Chinese words of the things counted, and English ones for them."""
    return Reader(WORDS | {chinese: f" {english} " for chinese, english in words.items()} | dict.fromkeys(_SAID, "there are"))


def read_count(answer: str, words: Set[str], chinese: Reader) -> int | None:
    """The one number in an answer, with nothing else around it than words for what is counted. words: lower case."""
    found = numbers.integer(answer)
    if found is not None:
        return found
    text = plain(answer, chinese).lower()
    if len(text) > LONGEST or not _TEXT.fullmatch(text):
        return None
    tokens = _TOKEN.findall(_NOT.sub("", text))
    found_numbers = [token for token in tokens if not token.isalpha()]
    if len(found_numbers) != 1 or not _NUMBER.fullmatch(found_numbers[0]):
        return None
    if not all(token in _WORDS or token in words for token in tokens if token.isalpha()):
        return None
    return int(found_numbers[0].replace(",", ""))
