"""Lists of short items as models write them: `A, C`, `[A, C]`, `(A) and (C)`, one a line, bulleted, numbered, quoted."""

import re

from synth.verifiers.parsers.chinese import GENERAL, Reader
from synth.verifiers.parsers.text import plain

_BULLET = re.compile(r"^[ \t]*(?:[-*•]|\d{1,4}[.)])[ \t]+", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?=[\[\]{}()&])")
_BRACKETS = str.maketrans(dict.fromkeys('[]{}()"`*$', " "))
_ARROW = re.compile(r"[-=]{1,4}>|[→⇒⟶⟹]|\\(?:to|(?:long)?rightarrow|(?:Long)?[Rr]ightarrow|implies)(?![a-zA-Z])|[<>|]")
_PARTS = re.compile(r"[,;\n]|\band\b|&", re.IGNORECASE)
_SAID = re.compile(
    r"[\s,;*|.\"'`{}\[\]-]*+(?:and\s)?\(?([a-z])\)?[*\"'`]{0,3}\s?(?:[:=|-]|is\b)\s?(?:is\s)?[*\"'`]{0,3}"
    r"(?:(true|yes|✓|✔|✅|☑)|(?:false|no|not true|✗|✘|❌|✕)(?![a-z]))"
    r"[*\"'`]{0,3}"
)
_TAIL = re.compile(r"[\s,;*|.\"'`{}\[\]-]*")
_TOGETHER = re.compile(r"(?:are|is) (?:all )?true$|^(?:the )?true(?: (?:ones|expressions|statements|labels))?(?: are)?(?: ?:)? ")
_NAMED = re.compile(
    r"(?:the\s)?(?:(?:wanted|right|correct|selected|requested|required|winning|only|such)\s){0,2}(?:points?|variables?|labels?|letters?|sets?)"
    r"(?:\s(?:is|are)\b|(?=\s)|\s?[:=])\s*:?\s*(?=\$?\\?[{(\[]|[A-Z]\b|none\b)"
    r"|(?!.{0,16}[不非没无错除])[\u4e00-\u9fff]{0,12}(?:点|变量|集合)(?:是|为|有|:|：)?\s*(?=\$?\\?[{(\[]|[A-Z])",
    re.IGNORECASE,
)
"""What leads in a set: `The points are A, C`, `the set {A, C}`, 符合条件的点是."""
_PLAIN_LABELS = re.compile("[A-Z](?:, [A-Z]){0,25}+")
"""Labels in the form that prompts ask for."""
_ONLY = re.compile(r"\A(?:only|just)[\s:]+(?=\S)|[\s,]+only\Z", re.IGNORECASE)
"""What says no more than that these are all: `only A and C`, `A, C only`."""
MAX_LABELS = 2_000
"""Characters of a set of labels after its decorations are off."""
NOTHING = frozenset(
    {"none", "none of them", "none of the above", "nothing", "empty", "no one", "nobody", "∅", "\\emptyset", "\\varnothing"}
)


def items(answer: str) -> list[str]:
    """The items in order, trimmed, without bullets, brackets and quotes; empty for an empty list."""
    return _items(plain(answer))


def _items(text: str) -> list[str]:
    text = _ESCAPE.sub("", _BULLET.sub("", text)).translate(_BRACKETS)
    parts = (part.strip(" \t'.") for part in _PARTS.split(text))
    return [part for part in parts if part]


def words(answer: str) -> list[str]:
    """Like `items`, but blanks, arrows and `<` part the items too: for items that hold no blank."""
    return _words(plain(answer))


def _words(text: str) -> list[str]:
    text = _ARROW.sub(",", text)
    return [word for item in _items(text) for word in item.split()]


def labels(answer: str, allowed: frozenset[str], chinese: Reader = GENERAL) -> frozenset[str] | None:
    """A set of labels out of `allowed` (upper case), in any order and case; the empty set is written `none` or as empty
    brackets. Letters may come with what is said of each (`A: true, B: false`). None for anything else: an unknown label, a label
    twice, an empty or over-long answer. chinese: reads Chinese words as English ones."""
    if _PLAIN_LABELS.fullmatch(answer):
        named = answer.split(", ")
        return frozenset(named) if len(set(named)) == len(named) and allowed.issuperset(named) else None
    text = plain(_NAMED.sub("", answer.strip(), count=1) if _NAMED.match(answer.strip()[:80]) else answer, chinese)
    if len(text) > MAX_LABELS:
        return None
    text = text[lead.end() :] if (lead := _NAMED.match(text)) else text
    text = _ONLY.sub("", text, count=1)
    if (said := _said(text.lower(), allowed)) is not None:
        return said
    text = _TOGETHER.sub("", text.lower()) if "A" in allowed else text
    parts = _items(text.lower())
    if (len(parts) == 1 and parts[0] in NOTHING) or re.fullmatch(r"\[\s*\]|\\?\{\s*\\?\}|\(\s*\)", text):
        return frozenset()
    found = [word.upper() for word in _words(text)]
    if not found or len(found) != len(set(found)) or not allowed.issuperset(found):
        return None
    return frozenset(found)


def _said(text: str, allowed: frozenset[str]) -> frozenset[str] | None:
    """The labels of which it is said that they are true, where something is said of each: `A: true, B: false`, `A is true, C is true`.
    Where some are said to be false, all have to be mentioned. None for any other text."""
    place, said = 0, dict[str, bool]()
    while found := _SAID.match(text, place):
        place = found.end()
        label = found[1].upper()
        if label not in allowed or label in said:
            return None
        said[label] = found[2] is not None
    if not said or not _TAIL.fullmatch(text, place) or (not all(said.values()) and said.keys() != allowed):
        return None
    return frozenset(label for label, true in said.items() if true)
