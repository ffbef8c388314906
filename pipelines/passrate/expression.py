"""The condition of `synth filter --keep`: comparisons of pass rates with numbers and with one another, joined by and, or, not.

    condition  = comparison | condition "and" condition | condition "or" condition | "not" condition | "(" condition ")"
    comparison = sum (("<" | "<=" | ">" | ">=" | "==" | "!=") sum)+        as in 0.2 <= strong < 0.9
    sum        = value (("+" | "-") value)*
    value      = number | name | "a name with other signs"

`and` binds tighter than `or`, `not` tighter than both. Nothing else is read, and nothing is ever run."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from synth.schemas.errors import RequestError, cut

_TOKEN = re.compile(
    r'\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![\w.%])|(?P<name>[A-Za-z_][\w.]*)|"(?P<quoted>[^"]+)"'
    r"|(?P<sign><=|>=|==|!=|[<>()+-]))"
)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_ADVICE = {"=": "== compares", "&": "write and", "|": "write or", "!": "write not", "%": "a pass rate is from 0 to 1"}
DEEPEST = 50
"""Brackets and nots in one another, at most."""

Values = Mapping[str, float]
Number = Callable[[Values], float]
Test = Callable[[Values], bool]


@dataclass(frozen=True)
class Condition:
    """A condition on pass rates. names: those that it speaks of, in their order; holds: whether it is true of some values."""

    names: tuple[str, ...]
    holds: Test


def read_condition(text: str) -> Condition:
    """The condition behind a text. Raises RequestError that says what is wrong, and where."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._names: dict[str, None] = {}
        self._tokens: list[tuple[str, str, int]] = []  # kind, text, place
        place = 0
        while text[place:].strip():
            match = _TOKEN.match(text, place)
            if not match:
                bad = next(at for at in range(place, len(text)) if not text[at].isspace())
                sign = next((char for char in text[bad:] if char in _ADVICE), "")
                raise self._wrong("cannot be read" + (f" ({_ADVICE[sign]})" if sign else ""), bad)
            kind = str(match.lastgroup)
            word = match[kind]
            self._tokens.append(("sign" if kind == "name" and word in ("and", "or", "not") else kind, word, match.start(kind)))
            place = match.end()
        self._at = 0
        self._depth = 0

    def read(self) -> Condition:
        test = self._test(self._either())
        if self._at < len(self._tokens):
            raise self._wrong("and, or, or a comparison was expected", self._tokens[self._at][2])
        return Condition(tuple(self._names), test)

    def _next(self, *signs: str) -> str:
        """The sign that stands next, when it is one of these; then it is read."""
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "sign" and self._tokens[self._at][1] in signs:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return ""

    def _either(self) -> tuple[Test | Number, bool, int]:
        """An operand, whether it is a number, and where it begins."""
        found = self._both()
        while self._next("or"):
            one, other = self._test(found), self._test(self._both())
            found = (lambda values, one=one, other=other: one(values) or other(values)), False, found[2]
        return found

    def _both(self) -> tuple[Test | Number, bool, int]:
        found = self._denied()
        while self._next("and"):
            one, other = self._test(found), self._test(self._denied())
            found = (lambda values, one=one, other=other: one(values) and other(values)), False, found[2]
        return found

    def _denied(self) -> tuple[Test | Number, bool, int]:
        begin = self._place()
        if self._next("not"):
            self._deeper(begin)
            test = self._test(self._denied())
            self._depth -= 1
            return (lambda values: not test(values)), False, begin
        return self._comparison()

    def _comparison(self) -> tuple[Test | Number, bool, int]:
        first = self._sum()
        links: list[tuple[Callable[[float, float], bool], Number]] = []
        while sign := self._next(*_COMPARE):
            links.append((_COMPARE[sign], self._number(self._sum())))
        if not links:
            return first
        start = self._number(first)

        def test(values: Values) -> bool:
            left = start(values)
            for compare, number in links:
                right = number(values)
                if not compare(left, right):
                    return False
                left = right
            return True

        return test, False, first[2]

    def _sum(self) -> tuple[Test | Number, bool, int]:
        found = self._value()
        while sign := self._next("+", "-"):
            one, other, factor = self._number(found), self._number(self._value()), 1 if sign == "+" else -1
            summed = lambda values, one=one, other=other, factor=factor: one(values) + factor * other(values)  # noqa: E731
            found = summed, True, found[2]
        return found

    def _value(self) -> tuple[Test | Number, bool, int]:
        begin = self._place()
        if self._next("("):
            self._deeper(begin)
            found = self._either()
            if not self._next(")"):
                raise self._wrong("this bracket is not closed", begin)
            self._depth -= 1
            return found
        kind, word, _ = self._tokens[self._at] if self._at < len(self._tokens) else ("end", "", begin)
        if kind not in ("number", "name", "quoted"):
            raise self._wrong("a pass rate or a number was expected", begin)
        self._at += 1
        if kind == "number":
            value = float(word)
            return (lambda values: value), True, begin
        self._names[word] = None
        return (lambda values: values[word]), True, begin

    def _deeper(self, place: int) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong(f"more than {DEEPEST} brackets and nots in one another", place)

    def _test(self, found: tuple[Test | Number, bool, int]) -> Test:
        if found[1]:
            raise self._wrong("a comparison was expected, such as weak < 0.9", found[2])
        return found[0]  # type: ignore[return-value]

    def _number(self, found: tuple[Test | Number, bool, int]) -> Number:
        if not found[1]:
            raise self._wrong("a pass rate or a number was expected, not a comparison", found[2])
        return found[0]

    def _place(self) -> int:
        return self._tokens[self._at][2] if self._at < len(self._tokens) else len(self._text)

    def _wrong(self, what: str, place: int) -> RequestError:
        where = f"at the end of {cut(self._text)!r}" if place >= len(self._text) else f"at {cut(self._text[place:], 30)!r}"
        return RequestError(f"{where}: {what}. An example: \"weak < 0.9 and strong > 0\".", "keep")
