"""Who is a truth-teller, as models write it: `yes, no, yes`, `Anna: no, Boris: yes`, `Anna is a knave and Boris is a knight`."""

import re
from itertools import islice

from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.names import CHINESE_NAMES

_HONEST = frozenset("truthful knight saint honest".split())
_YES = _HONEST | frozenset("yes y true t".split())
_NO = frozenset("no n false f liar knave sinner spy joker trickster chameleon".split())
_IDLE = frozenset("and is a an the answer answers name person".split())
RESERVED = _YES | _NO | _IDLE | {"not"}
"""Words of answers that can be nobody's name."""
_KINDS = {
    **dict.fromkeys(("骑士", "老实人", "天使", "诚实者", "说真话的人", "说真话", "诚实", "诚实的"), "truthful"),
    **dict.fromkeys(("无赖", "骗子", "魔鬼", "说谎者", "说假话的人", "说假话", "说谎", "撒谎", "间谍", "双面人", "凡人", "滑头"), "liar"),
}
_NAMED = {chinese: f"{name} " for name, chinese in CHINESE_NAMES.items()}
# "是骑士" says of what kind one is; "是" alone says yes.
_IS = {
    f"{verb}{one}{kind}": f"{english}{word}"
    for kind, word in _KINDS.items()
    for verb, english in (("是", ""), ("不是", "not "))
    for one in ("", "个", "一个")
}
CHINESE = Reader(WORDS | _KINDS | _NAMED | _IS)
"""Reads names and kinds beside what is common to all tasks."""
_SIGNS = str.maketrans(dict.fromkeys("✓✔✅", " yes ") | dict.fromkeys("✗✘❌", " no "))
_BARE = re.compile(r"[\[(]?\s*[01](?:\s*[,;\s]\s*[01])+\s*[\])]?")
_LETTERED = re.compile(r"(?<![a-z])([a-n])\s*[:=)]")
_TELLER = re.compile(r"truth[- ]?teller")
_TEXT = re.compile(r"[a-z0-9\s,;:.|/()\[\]{}\"'`*_=<>→⇒&-]*")
_TOKEN = re.compile(r"[a-z]+|[0-9]{1,3}")
_HEAD = re.compile(r"\A\s*\|[^\n]{1,80}\|[ \t]*\n[ \t]*\|[ \t:|-]+\|[ \t]*\n")
"""The line of a table that names its columns, and the stroke below it."""


def _spelt(text: str) -> str:
    """Ticks, crosses, 1 and 0 as words; entries lettered from A on as numbered ones."""
    text = text.translate(_SIGNS)
    if _BARE.fullmatch(text):
        return text.replace("1", "yes").replace("0", "no")
    letters = _LETTERED.findall(text)
    if len(letters) > 1 and letters == [chr(97 + k) for k in range(len(letters))]:
        return _LETTERED.sub(lambda found: f"{ord(found[1]) - 96}: ", text)
    return text


def read(text: str, people: tuple[str, ...]) -> tuple[list[str], list[bool]] | None:
    """The names in a lower-case text, if any, and whether each of these (or each entry) is said to be a truth-teller."""
    text = _spelt(_HEAD.sub("", text))
    if not _TEXT.fullmatch(text):
        return None
    name_of = {name.lower(): name for name in people}
    named: list[str] = []
    values: list[bool] = []
    numbers: list[int] = []
    shape = ""  # n for a name, v for a value, in order
    denied = False
    for token in _TOKEN.findall(_TELLER.sub("honest", text)):
        if token in _YES | _NO:
            if denied and token not in _HONEST:
                return None
            values.append(token in _YES and not denied)
            shape += "v"
            denied = False
        elif denied and token not in ("a", "an"):
            return None
        elif token in name_of:
            named.append(name_of[token])
            shape += "n"
        elif token == "not":
            denied = True
        elif token.isdigit():
            numbers.append(int(token))
        elif token not in _IDLE:
            return None
    if denied or not values:
        return None
    if not named:
        return ([], values) if numbers in ([], list(range(1, len(values) + 1))) else None
    if re.fullmatch(r"(?:vn)+", shape):
        return named, values
    if not re.fullmatch(r"(?:nv+)+", shape):
        return None
    rest = iter(values)  # `Anna: no (liar)`: all that is said of one person has to agree
    said = [set(islice(rest, len(run))) for run in shape.split("n")[1:]]
    return (named, [each.pop() for each in said]) if all(len(each) == 1 for each in said) else None
