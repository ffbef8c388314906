"""Polynomials in x as derivations write them, `f - (2x + 1)*S1` or `h^2 mod d`, with names for those that are known; over the rational
numbers or modulo a prime. Read by recursive descent within bounds."""

import re
from collections.abc import Mapping, Sequence

from synth.verifiers.exact import Fraction
from synth.verifiers.math._polynomials import Coefficients, divided, plus, reduced, times

MAX_LENGTH, MAX_DEPTH, MAX_DEGREE, MAX_BITS, MAX_EXPONENT = 600, 12, 40, 200, 12

_TOKEN = re.compile(r" *(?:(\d{1,12}(?:\.\d{1,6})?)|(mod(?![a-z])|S ?_?\d{1,4}(?!\d)|[a-z])|([-+*/^()]))", re.ASCII)
_REWRITES = (
    (re.compile(r"\\[dt]?frac *\{([^{}]{1,60})\} *\{([^{}]{1,60})\}"), r"((\1)/(\2))"),
    (re.compile(r"\\(?:left|right|[,;! ])|[$`]"), " "),
    (re.compile(r"\\(?:cdot|times)|[·×⋅]"), "*"),
    (re.compile(r"\\b?mod"), " mod "),
    (re.compile("²"), "^2"),
    (re.compile("³"), "^3"),
)
_WIDE = str.maketrans("{}（）−–［］[]", "()()--()()")


class NoPolynomial(ValueError):
    """The text is none, or too large."""


def tokens(text: str) -> tuple[str, ...]:
    """Raises NoPolynomial."""
    for pattern, new in _REWRITES:
        text = pattern.sub(new, text)
    text = text.translate(_WIDE).strip()
    found, place = list[str](), 0
    while place < len(text) <= MAX_LENGTH:
        token = _TOKEN.match(text, place)
        if not token:
            raise NoPolynomial
        found.append(token[0].replace(" ", "").replace("_", ""))
        place = token.end()
    if not found:
        raise NoPolynomial
    return tuple(found)


class Work:
    """Products of coefficients that may still be taken; a derivation shares them, so that none takes long."""

    def __init__(self, left: int = 20_000) -> None:
        self.left = left

    def spend(self, products: int) -> None:
        self.left -= products
        if self.left < 0:
            raise NoPolynomial


def worth(found: Sequence[str], known: Mapping[str, Sequence[int | Fraction]], prime: int, work: Work | None = None) -> Coefficients:
    """The polynomial that the tokens give, where names have these values. NoPolynomial for anything else, such as a division that leaves
    a remainder."""
    reader = _Reader(found, known, prime, work or Work(4_000))
    try:
        value = reader.sum()
    except (ZeroDivisionError, ValueError):  # also a denominator without an inverse by the prime
        raise NoPolynomial from None
    if reader.place < len(found):
        raise NoPolynomial
    return value


class _Reader:
    def __init__(self, found: Sequence[str], known: Mapping[str, Sequence[int | Fraction]], prime: int, work: Work) -> None:
        self.tokens, self.known, self.prime, self.work, self.place, self.depth = found, known, prime, work, 0, 0

    @property
    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _kept(self, value: Coefficients) -> Coefficients:
        value = reduced(value, self.prime)
        if len(value) > MAX_DEGREE or any(max(c.numerator.bit_length(), c.denominator.bit_length()) > MAX_BITS for c in value):
            raise NoPolynomial
        return value

    def sum(self) -> Coefficients:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NoPolynomial
        sign = 1
        if self.next in ("+", "-"):
            sign = -1 if self.next == "-" else 1
            self.place += 1
        value = self._kept(times([sign], self._product()))
        while self.next in ("+", "-"):
            sign = -1 if self.next == "-" else 1
            self.place += 1
            value = self._kept(plus(value, self._product(), sign))
        self.depth -= 1
        return value

    def _product(self) -> Coefficients:
        value = self._power()
        while self.next and self.next not in ("+", "-", ")"):
            sign = self.next if self.next in ("*", "/", "mod") else ""
            self.place += bool(sign)
            other = self._power()
            self.work.spend(max(1, len(value)) * max(1, len(other)))
            if sign in ("", "*"):
                value = self._kept(times(value, other))
                continue
            quotient, rest = divided(value, other, self.prime)
            if sign == "/" and rest:
                raise NoPolynomial
            value = self._kept(rest if sign == "mod" else quotient)
        return value

    def _power(self) -> Coefficients:
        if self.next == "-":
            self.place += 1
            return self._kept(times([-1], self._power_of(self._factor())))
        return self._power_of(self._factor())

    def _power_of(self, base: Coefficients) -> Coefficients:
        if self.next != "^":
            return base
        bracket = self.tokens[self.place + 1 : self.place + 4]
        one = bracket[1] if len(bracket) == 3 and (bracket[0], bracket[2]) == ("(", ")") else bracket[0] if bracket else ""
        if not one.isdigit() or int(one) > MAX_EXPONENT:
            raise NoPolynomial
        self.place += 2 if one == bracket[0] else 4
        value: Coefficients = [1]
        for _ in range(int(one)):
            self.work.spend(max(1, len(value)) * max(1, len(base)))
            value = self._kept(times(value, base))
        return value

    def _factor(self) -> Coefficients:
        token = self.next
        self.place += 1
        if token == "(":
            value = self.sum()
            if self.next != ")":
                raise NoPolynomial
            self.place += 1
            return value
        if token == "x":
            return [1, 0]
        if token[:1].isdigit():
            return self._kept([Fraction(token) if "." in token else int(token)])
        if token not in self.known or token == "mod":
            raise NoPolynomial
        return list(self.known[token])
