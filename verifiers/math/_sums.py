"""Sums of multiples of symbols, `2*(E1 - S3)/5` or `7y - z + 4`, read by recursive descent within bounds."""

import re

from synth.verifiers.exact import Fraction

MAX_LENGTH = 200
"""Characters of a sum."""
MAX_DEPTH = 8
"""Brackets one inside another."""

_TOKEN = re.compile(r" ?(?:(\d{1,9}(?:\.\d{1,6})?)(?![\d.])|([ERS]) ?_?(\d{1,4})(?!\d)|([v-z])|([-+*/()]))", re.ASCII)

Sum = dict[str, Fraction]
"""Symbols and their multiples; `""` is the number that stands alone: `{"y": 7, "z": -1, "": 4}`."""


def read(text: str) -> Sum | None:
    """The sum; None for anything else, a product or quotient of two symbols among it. Symbols: `E1`, `R2`, `S12`, letters v to z."""
    text = text.strip()
    if len(text) > MAX_LENGTH:
        return None
    tokens, place = list[str](), 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if not token:
            return None
        tokens.append(f"{token[2]}{int(token[3])}" if token[2] else token[0].strip())
        place = token.end()
    reader = _Reader(tokens)
    try:
        made = reader.sum()
    except (ValueError, ZeroDivisionError):
        return None
    return {name: times for name, times in made.items() if times} if reader.place == len(tokens) else None


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.place, self.depth = tokens, 0, 0

    @property
    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def sum(self) -> Sum:
        """Raises ValueError where there is none."""
        made: Sum = {}
        sign = 1
        if self.next in ("+", "-"):
            sign = -1 if self.next == "-" else 1
            self.place += 1
        while True:
            for name, times in self._product().items():
                made[name] = made.get(name, Fraction(0)) + sign * times
            if self.next not in ("+", "-"):
                return made
            sign = -1 if self.next == "-" else 1
            self.place += 1

    def _product(self) -> Sum:
        made = self._factor()
        while self.next and self.next not in ("+", "-", ")"):
            divided = self.next == "/"
            if self.next in ("*", "/"):
                self.place += 1
            other = self._factor()
            if divided:
                made = _times(made, 1 / _number(other))
            elif other.keys() <= {""}:
                made = _times(made, _number(other))
            else:
                made = _times(other, _number(made))
        return made

    def _factor(self) -> Sum:
        token = self.next
        self.place += 1
        if token == "(":
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise ValueError("too deep")
            made = self.sum()
            if self.next != ")":
                raise ValueError("an open bracket")
            self.place += 1
            self.depth -= 1
            return made
        if not token or token in "+-*/)":
            raise ValueError("no factor")
        return {"": Fraction(token)} if token[0].isdigit() else {token: Fraction(1)}


def _number(made: Sum) -> Fraction:
    if any(made):
        raise ValueError("a product of symbols")
    return made.get("", Fraction(0))


def _times(made: Sum, number: Fraction) -> Sum:
    return {name: times * number for name, times in made.items()}
