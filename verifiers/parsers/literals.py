"""Values as Python writes them: `[1, 'a', {2: True}]`, with the spellings of models beside it (`true`, `null`), read without evaluating.

Types count within a container, where `1`, `True` and `'1'` differ. Around the whole, quotes are decoration as they are for every task, so a
text may come without them."""

import re

import msgspec

from synth.verifiers.parsers import text as texts
from synth.verifiers.parsers.numbers import integer
from synth.verifiers.parsers.text import plain

MAX_LENGTH = 4_000
"""Characters of a value; no answer of ours has a tenth of it."""
MAX_DEPTH = 8
MAX_DIGITS = 60
"""Digits of one number."""

Value = None | bool | int | str | list["Value"] | tuple["Value", ...] | dict["Value", "Value"]

_TOKEN = re.compile(
    r"\s*+(?:(?P<number>[+-]?\d{1,60}(?![\w.]))|(?P<word>[A-Za-z]{4,5}\b)|(?P<sign>[\[\](){},:])"
    r"|(?P<text>'(?:[^'\\\n]|\\[^\n])*+'|\"(?:[^\"\\\n]|\\[^\n])*+\"))"
)
_TOKENS = re.compile(rf"(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', _TOKEN.pattern)})*+")
_WHOLE = re.compile(r"\[(?:[\[\], ]*+-?\d{1,18}+(?!\d))*+[\], ]*+", re.ASCII)
"""What may be a list of whole numbers that JSON writes alike."""
_LISTS = msgspec.json.Decoder(list[int | list[int]])
_WORDS = {
    "True": True,
    "true": True,
    "TRUE": True,
    "False": False,
    "false": False,
    "FALSE": False,
    "None": None,
    "null": None,
    "none": None,
}
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "\\": "\\", "'": "'", '"': '"'}
_CLOSING = {"[": "]", "(": ")", "{": "}"}
_LEAD = re.compile(
    r"\A(?:(?:it|the|this|a|an|one)\s)?(?:(?:(?:call|function|program|script|code)\s)?(?:returns?(?:ed)?(?:\svalue(?:\sis)?)?:?|prints?:?|outputs?:?)"
    r"|(?:such\s|possible\s|suitable\s|valid\s|smallest\s|minimal\s|shortest\s|failing\s){0,3}"
    r"(?:lists?|inputs?|(?:counter-?)?example|tests?(?:\ssuite)?)(?:\s(?:is|are))?:?(?=\s*\[)|result =|=)\s++(?=\S)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\A(?:(?i:(?:the\s)?value\sof\s)|此时,?\s?|变量\s?)?`?(?!n(?:ever|ot?|or)\b)[a-z_]{1,20}(?:\([^=`]{0,300}\))?`?\s?"
    r"(?:==?|->|→|:(?!:)|returns\s|is\s|返回|(?:此时)?(?:的值)?(?:是|为|等于))\s*+(?=\S)"
)
"""The call or the variable before its value: `f(3) = 7`, `x = 7`."""
_GIVEN = re.compile(r"(?!not?\b|never\b|or\b)[A-Za-z_]\w{0,40}\(\s*(\[[^\[\]()]*+\])\s*\)", re.ASCII)
"""A call that is given a list: `check([1, 2])`."""
_VALUE = r"(?:[-+]?\d{1,60}|True|False|None)"
_GIVES = r"(?:gives|returns|yields|outputs|says)"
_WHO = (
    r"(?:(?:the |program |function )?(?!(?:not?|never|or)\b)(?:first|second|other|one|function|program|it|[A-Za-z_]\w{0,20})"
    r"(?: one| program| version| function)? )"
)
_SHOWS = re.compile(
    rf"(?<=[\])])\s*+\((?:here |where )?(?:{_WHO}?{_GIVES} {_VALUE}"
    rf"(?:(?: and|,? but|,? while|, and| vs\.?) {_WHO}?(?:{_GIVES} )?{_VALUE}|[,;] {_WHO}(?:{_GIVES} )?{_VALUE}"
    rf"|,? (?:instead of|(?:but )?(?:expected|should be|it should be|should return)) {_VALUE})?"
    rf"|{_VALUE} (?:vs\.?|versus|instead of) {_VALUE})\)\Z"
)
"""What a list is said to show, behind it: `[1, 5] (the first gives 2, the second 3)`."""
_CHINESE = re.compile(
    r"\A(?:该|这个|函数|调用|程序|的){0,4}(?:返回值?|输出)(?:应该)?(?:是|为)?\s*[:：]?\s*(?=[^\s\u4e00-\u9fff])"
    r"|\A(?:(?:一个)?(?:(?:满足|符合)(?:要求|条件)|这样)的)?(?:测试)?(?:列表|输入|用例)(?:是|为)?\s*[:：]?\s*(?=[\[［])"
)


_BEGINNING = frozenset("0123456789-+[(")
"""With which values begin, and neither calls nor words before a value."""


def same(answer: str, gold: Value) -> bool | None:
    """Whether an answer is that value, of the same types; None where it cannot be read as a value of its type."""
    if type(gold) is int:
        number = integer(_bare(answer))
        return None if number is None else number == gold
    if isinstance(gold, str) and isinstance(quoted := parse(answer.strip()), str):
        return quoted == gold
    text = _bare(answer)
    if isinstance(gold, tuple) and "," in text and text[:1] != "(":
        text = f"({text})"
    value = parse(text)
    if isinstance(gold, str) and not isinstance(value, str):
        value = text or _NOTHING
    return equal(value, gold) if type(value) is type(gold) else None


def _bare(answer: str) -> str:
    text = answer.strip()
    if text[:1] in _BEGINNING and texts.undecorated(text):
        return text
    text = plain(_CHINESE.sub("", _CALL.sub("", plain(answer, None), count=1), count=1))
    for pattern in (_LEAD, _CALL):
        lead = pattern.match(text)
        text = text[lead.end() :].strip() if lead else text
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == "`" else text


def several(answer: str) -> tuple[object, ...] | None:
    """The values that an answer names in order, with brackets around them or none; None for anything else."""
    text = _bare(answer)
    tuple_text = f"({text},)"
    if text and text[0] != "[" and len(tuple_text) <= MAX_LENGTH and (plainly := _whole_numbers(f"[{text}]")):
        return tuple(plainly)
    value = parse(tuple_text)
    if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], list | tuple):
        value = tuple(value[0])
    return value if isinstance(value, tuple) else None


def numbers(answer: str) -> list[int] | None:
    """The list of whole numbers that an answer is, with brackets of either kind or none, or in a call; None for anything else."""
    text = _bare(answer)
    if text.endswith(")") and len(text) <= MAX_LENGTH and (shows := _SHOWS.search(text)):
        text = text[: shows.start()]
    if call := _GIVEN.fullmatch(text):
        text = call[1]
    if re.fullmatch(r"-?\d+(?: +-?\d+)+", text):
        text = re.sub(" +", ", ", text)
    if text[:1] not in ("[", "("):
        text = f"[{text}]" if "," in text else text
    value = parse(text)
    if not isinstance(value, list | tuple) or not all(type(one) is int for one in value):
        return None
    return [int(one) for one in value]


class _Nothing:
    """What is no value."""


_NOTHING = _Nothing()


def equal(left: object, right: object) -> bool:
    """Equality by type and value; the order of a dict's keys does not count."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(equal, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        kinds = {(type(key), key) for key in right}
        return len(left) == len(right) and all((type(k), k) in kinds and equal(v, right[k]) for k, v in left.items())
    return left == right


def parse(text: str) -> object:
    """The one value that a text is; an object of no known type for anything else. Linear; never raises."""
    if len(text) > MAX_LENGTH:
        return _NOTHING
    text = text.rstrip()
    if (plainly := _whole_numbers(text)) is not None:
        return plainly
    if not _TOKENS.fullmatch(text):
        return _NOTHING
    reader = _Reader(_TOKEN.findall(text))
    value = reader.value(0)
    return value if reader.place == len(reader.tokens) else _NOTHING


def _whole_numbers(text: str) -> list[int | list[int]] | None:
    """A list of whole numbers and of lists of them, in the usual spelling, as values mostly are; None for what needs a closer look."""
    if len(text) > MAX_LENGTH or not _WHOLE.fullmatch(text):
        return None
    try:
        return _LISTS.decode(text)
    except msgspec.DecodeError:
        return None


def readable(value: object) -> bool:
    """Whether `parse` found a value."""
    return value is not _NOTHING


class _Reader:
    def __init__(self, tokens: list[tuple[str, str, str, str]]) -> None:
        """tokens: a number, a word, a sign or a text each, and nothing for the other three."""
        self.tokens, self.place = tokens, 0

    def value(self, depth: int) -> object:
        if not 0 <= self.place < len(self.tokens) or depth > MAX_DEPTH:
            return self.fail()
        number, word, sign, text = self.tokens[self.place]
        self.place += 1
        if number:
            return int(number)
        if word:
            return _WORDS[word] if word in _WORDS else self.fail()
        if text:
            return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[0]), text[1:-1]) if "\\" in text else text[1:-1]
        return self.container(sign, depth) if sign in _CLOSING else self.fail()

    def container(self, opening: str, depth: int) -> object:
        items: list[object] = []
        keys: list[object] = []
        comma = True
        while (sign := self.peek()) != _CLOSING[opening]:
            if not comma or sign is None:
                return self.fail()
            items.append(self.value(depth + 1))
            if opening == "{":
                if self.peek() != ":" or not isinstance(items[-1], int | str):
                    return self.fail()
                self.place += 1
                keys.append(items.pop())
                items.append(self.value(depth + 1))
            if items[-1] is _NOTHING:
                return _NOTHING
            comma = self.peek() == ","
            if comma:
                self.place += 1
        self.place += 1
        if opening == "{":
            return dict(zip(keys, items, strict=True)) if len({(type(k), k) for k in keys}) == len(keys) else self.fail()
        if opening == "(":
            return items[0] if len(items) == 1 and not comma else tuple(items)
        return items

    def peek(self) -> str | None:
        """The sign that comes next, an empty text before anything else, None at the end."""
        return self.tokens[self.place][2] if 0 <= self.place < len(self.tokens) else None

    def fail(self) -> _Nothing:
        self.place = -1
        return _NOTHING
