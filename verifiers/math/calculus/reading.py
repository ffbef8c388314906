"""Functions as derivations write them, `(x^2 - x/2)e^(2x) + 3sin(x)`: read by recursive descent, within bounds, as the sums of `exact`."""

import re
from collections.abc import Mapping
from functools import lru_cache

from synth.verifiers.exact import Fraction
from synth.verifiers.math.calculus.exact import ONE, ZERO, Complex, Function, total

MAX_LENGTH, MAX_DEPTH = 300, 10
MAX_TERMS, MAX_DEGREE, MAX_BITS, MAX_WORK = 40, 12, 120, 300
"""Of what is read and of what it comes to on the way."""
HALF = Fraction(1, 2)
X: Function = {(1, 0, 0): (ONE, ZERO)}

_TOKEN = re.compile(r" *(?:(\d{1,9}(?:\.\d{1,6})?)|(sin|cos|exp|[eabx])|([-+*/^()]))", re.ASCII)
_REWRITES = (
    (re.compile(r"\\[dt]?frac *\{([^{}]{1,60})\} *\{([^{}]{1,60})\}"), r"((\1)/(\2))"),
    (re.compile(r"\\(?:left|right|[,;! ])|[$`]"), " "),
    (re.compile(r"\\(?:cdot|times)|[·×⋅]"), "*"),
    (re.compile(r"\\(?=sin|cos|exp)"), ""),
)
_WIDE = str.maketrans("{}（）−–［］[]", "()()--()()", "")


class NoFunction(ValueError):
    """The text is no such function, or too large."""


def constant(number: Fraction | int) -> Function:
    return {(0, 0, 0): (Fraction(number), ZERO)} if number else {}


def times(one: Function, other: Function) -> Function:
    """By Re(u) Re(v) = (Re(u v) + Re(u conj(v))) / 2."""
    parts = list[Function]()
    for (n, k, m), c in one.items():
        for (p, q, r), d in other.items():
            parts.append(_term(n + p, k + q, m + r, (c[0] * d[0] - c[1] * d[1], c[0] * d[1] + c[1] * d[0])))
            parts.append(_term(n + p, k + q, m - r, (c[0] * d[0] + c[1] * d[1], c[1] * d[0] - c[0] * d[1])))
    return bounded(total(*parts))


def _term(n: int, k: int, m: int, c: Complex) -> Function:
    return {(n, k, abs(m)): (c[0] * HALF, (c[1] if m > 0 else -c[1] if m else ZERO) * HALF)}


def bounded(function: Function) -> Function:
    numbers = [part for c in function.values() for part in c]
    keys = [abs(part) for key in function for part in key]
    large = any(max(part.numerator.bit_length(), part.denominator.bit_length()) > MAX_BITS for part in numbers)
    if large or len(function) > MAX_TERMS or max(keys, default=0) > MAX_DEGREE * 4:
        raise NoFunction
    return function


@lru_cache(maxsize=1024)
def function(text: str, letters: tuple[int, ...]) -> tuple[Function, int]:
    """The function, and how many products of terms it took to read it. Raises NoFunction. letters: what a and b stand for."""
    for pattern, new in _REWRITES:
        text = pattern.sub(new, text)
    text = text.translate(_WIDE).strip()
    if len(text) > MAX_LENGTH:
        raise NoFunction
    tokens, place = list[str](), 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if not token:
            raise NoFunction
        tokens.append(token[0].strip())
        place = token.end()
    reader = _Reader(tokens, dict(zip("ab", letters, strict=False)))
    found = reader.sum()
    if reader.place < len(tokens):
        raise NoFunction
    return found, reader.work


class _Reader:
    def __init__(self, tokens: list[str], letters: Mapping[str, int]) -> None:
        self.tokens, self.letters, self.place, self.depth, self.work = tokens, letters, 0, 0, 0

    @property
    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _take(self, *wanted: str) -> str:
        found = self.next
        if not found or found not in wanted:
            return ""
        self.place += 1
        return found

    def _times(self, one: Function, other: Function) -> Function:
        self.work += len(one) * len(other)
        if self.work > MAX_WORK:
            raise NoFunction
        return times(one, other)

    def sum(self) -> Function:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NoFunction
        found = self._product()
        while sign := self._take("+", "-"):
            found = bounded(total(found, self._times(constant(1 if sign == "+" else -1), self._product())))
        self.depth -= 1
        return found

    def _product(self) -> Function:
        sign = 1
        while self._take("-"):
            sign = -sign
        found = self._times(constant(sign), self._power())
        while self.next and self.next not in "+-)":
            divided = self._take("*", "/") == "/"
            other = self._power()
            found = self._times(found, constant(1 / _number(other)) if divided else other)
        return found

    def _power(self) -> Function:
        if self._take("e"):
            if not self._take("^"):
                raise NoFunction
            return self._exponential(self._factor())
        base = self._factor()
        if not self._take("^"):
            return base
        exponent = _number(self._factor())
        if exponent.denominator > 1 or not 0 <= exponent <= MAX_DEGREE:
            raise NoFunction
        found = constant(1)
        for _ in range(int(exponent)):
            found = self._times(found, base)
        return found

    def _exponential(self, inside: Function) -> Function:
        return {(0, self._rate(inside), 0): (ONE, ZERO)}

    def _rate(self, inside: Function) -> int:
        """k for k x."""
        rate = inside.get((1, 0, 0), (ZERO, ZERO))[0]
        if set(inside) - {(1, 0, 0)} or rate.denominator > 1 or abs(rate) > MAX_DEGREE:
            raise NoFunction
        return int(rate)

    def _factor(self) -> Function:
        if self._take("("):
            found = self.sum()
            if not self._take(")"):
                raise NoFunction
            return found
        if self._take("-"):
            return self._times(constant(-1), self._factor())
        if self._take("exp"):
            return self._exponential(self._factor())
        if wave := self._take("sin", "cos"):
            rate = self._rate(self._argument())
            c = (ONE, ZERO) if wave == "cos" else (ZERO, -ONE if rate > 0 else ONE)
            return {(0, 0, abs(rate)): c} if rate else constant(int(wave == "cos"))
        token = self.next
        self.place += 1
        if token == "x":
            return X
        if token in self.letters:
            return constant(self.letters[token])
        if token[:1].isdigit():
            return constant(Fraction(token))
        raise NoFunction

    def _argument(self) -> Function:
        """`(3x)` or `3x` behind a wave."""
        found = self._factor()
        return self._times(found, self._factor()) if self.next == "x" and set(found) <= {(0, 0, 0)} else found


def _number(found: Function) -> Fraction:
    number = found.get((0, 0, 0), (ZERO, ZERO))[0]
    if set(found) - {(0, 0, 0)}:
        raise NoFunction
    return number
