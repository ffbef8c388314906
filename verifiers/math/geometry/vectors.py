"""Arithmetic of derivations in coordinates: numbers that are sums of square roots, pairs of them, and names of what is known.

`t*(B - A)` is a pair, `u*v` of two pairs is their inner product, `u_x` the first number of u.
Read by recursive descent within bounds; exact."""

import re
from collections.abc import Callable, Mapping
from math import gcd, isqrt
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.math.geometry.plane import square_free

Surds = dict[int, Fraction]
"""Multiples of square roots, by what stands under the root: `{1: 2, 3: 1/2}` for 2 + √3/2; empty for 0."""
Pair = tuple[Surds, Surds]

MAX_SIDE = 240
"""Characters of one side of an equation."""
MAX_TERMS, MAX_BITS, MAX_DEPTH = 6, 300, 10
LARGEST_ROOT = 10**10
"""Of which a square root is taken, above and below the bar."""

_TOKEN = re.compile(r" *(?:(\d{1,12}(?:\.\d{1,6})?)|([A-Za-z]\w{0,7}'?)|([-+*/^(),√|]))", re.ASCII)
_REWRITES = (
    (re.compile(r"\\[dt]?frac *\{([^{}]{1,60})\} *\{([^{}]{1,60})\}"), r"((\1)/(\2))"),
    (re.compile(r"\\?sqrt *\{([^{}]{1,80})\}"), r"√(\1)"),
    (re.compile(r"\\?\bsqrt *(?=\()"), "√"),
    (re.compile(r"\\(?:left|right|[,;! ])|[{}$`]"), " "),
    (re.compile(r"\\(?:cdot|times)|[·×⋅]"), "*"),
    (re.compile("[−–]"), "-"),
    (re.compile("²"), "^2"),
)
_WIDE = str.maketrans("（），＝：＋", "(),=:+")


class NoNumber(ValueError):
    """The text is no such arithmetic, or too large."""


class Known(NamedTuple):
    """What a name stands for."""

    value: Surds | Pair
    letters: frozenset[str]
    """The points that it was worked out from, however long ago."""


def usual(text: str) -> str:
    """With `* - √ ( )` for the many ways to write these."""
    for pattern, new in _REWRITES:
        text = pattern.sub(new, text)
    return text.translate(_WIDE)


def number(a: Fraction | int, d: int = 1) -> Surds:
    """a √d"""
    return {d: Fraction(a)} if a else {}


def plus(one: Surds, other: Surds, factor: int = 1) -> Surds:
    total = dict(one)
    for d, a in other.items():
        total[d] = total.get(d, Fraction(0)) + factor * a
    return _kept(total)


def times(one: Surds, other: Surds) -> Surds:
    total = Surds()
    for d, a in one.items():
        for e, b in other.items():
            shared = gcd(d, e)
            root = d // shared * (e // shared)
            total[root] = total.get(root, Fraction(0)) + a * b * shared
    return _kept(total)


def _kept(total: Surds) -> Surds:
    found = {d: a for d, a in total.items() if a}
    sizes = (n.bit_length() for d, a in found.items() for n in (d, a.numerator, a.denominator))
    if len(found) > MAX_TERMS or max(sizes, default=0) > MAX_BITS:
        raise NoNumber
    return found


def inverse(one: Surds) -> Surds:
    """Of one term or two."""
    if len(one) == 1:
        ((d, a),) = one.items()
        return {d: 1 / (a * d)}
    if len(one) != 2:
        raise NoNumber
    (d, a), (e, b) = one.items()
    norm = a * a * d - b * b * e
    return _kept({d: a / norm, e: -b / norm})


def root(one: Surds) -> Surds:
    """Of a rational number."""
    if not one:
        return one
    square = one.get(1, Fraction(0))
    if len(one) > 1 or square <= 0:
        raise NoNumber
    parts = []
    for part in square.as_integer_ratio():
        whole = isqrt(part)
        if whole * whole != part and part > LARGEST_ROOT:
            raise NoNumber
        parts.append((whole, 1) if whole * whole == part else square_free(part))
    (m, d), (n, e) = parts
    return times(number(Fraction(m, n), d), inverse(number(1, e)))


class Reader:
    """Arithmetic on what is known so far."""

    def __init__(self, known: Mapping[str, Known], roots: int) -> None:
        """roots: how many square roots may still be taken."""
        self.known, self.roots = known, roots
        self.tokens, self.place, self.depth, self.bars = list[str](), 0, 0, 0
        self.letters = set[str]()

    def read(self, text: str) -> Known:
        """Raises NoNumber."""
        text = text.strip()
        if len(text) > MAX_SIDE:
            raise NoNumber
        self.tokens, self.place, self.depth, self.bars, at, self.letters = [], 0, 0, 0, 0, set()
        while at < len(text):
            token = _TOKEN.match(text, at)
            if not token:
                raise NoNumber
            self.tokens.append(token[0].strip())
            at = token.end()
        try:
            value = self._sum()
        except ZeroDivisionError:
            raise NoNumber from None
        if self.place < len(self.tokens):
            raise NoNumber
        return Known(value, frozenset(self.letters))

    @property
    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _take(self, token: str) -> bool:
        found = self.next == token
        self.place += found
        return found

    def _sum(self) -> Surds | Pair:
        """Terms that cancel bring no points, unless nothing is left: `(3, 4) + B - B` is not worked out from B."""
        value, letters = self._apart(self._product)
        terms, every = [(value, letters)], letters
        while self.next in ("+", "-"):
            sign = 1 if self._take("+") else -(self._take("-"))
            term, letters = self._apart(self._product)
            term = term if sign > 0 else _multiplied(number(-1), term)
            value, every = _added(value, term), every | letters
            opposite = next((other for other in terms if _there(term) and not _there(_added(other[0], term))), None)
            if opposite is None:
                terms.append((term, letters))
            else:
                terms.remove(opposite)
        self.letters |= set[str]().union(*(letters for _, letters in terms)) if _there(value) else every
        return value

    def _product(self) -> Surds | Pair:
        """Of a product with zero in it, only the factors that are zero bring points: `0*B` is not worked out from B."""
        value, letters = self._apart(self._signed)
        while self.next and self.next not in "+-)," and not (self.next == "|" and self.bars):
            divided = self._take("/")
            if not divided:
                self._take("*")
            other, more = self._apart(self._signed)
            letters = letters | more if _there(value) == _there(other) else more if _there(value) else letters
            if divided:
                if isinstance(other, tuple):
                    raise NoNumber
                other = inverse(other) if other else _zero()
            value = _multiplied(value, other)
        self.letters |= letters
        return value

    def _apart(self, part: Callable[[], Surds | Pair]) -> tuple[Surds | Pair, set[str]]:
        """A part of a side, and the points that it is worked out from."""
        before, self.letters = self.letters, set()
        value = part()
        letters, self.letters = self.letters, before
        return value, letters

    def _signed(self) -> Surds | Pair:
        if not self._take("-"):
            return self._power()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NoNumber
        value = _multiplied(number(-1), self._signed())
        self.depth -= 1
        return value

    def _power(self) -> Surds | Pair:
        base = self._factor()
        if not self._take("^"):
            return base
        exponent = self._factor()
        if exponent != number(2):
            raise NoNumber
        return _multiplied(base, base)

    def _factor(self) -> Surds | Pair:
        token = self.next
        self.place += 1
        if token in ("(", "√", "|"):
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise NoNumber
            value = self._root() if token == "√" else self._bracket() if token == "(" else self._size()
            self.depth -= 1
            return value
        if token[:1].isdigit():
            return number(Fraction(token))
        name, _, axis = token.partition("_")
        if token in self.known:
            name, axis = token, ""
        if name not in self.known or axis not in ("", "x", "y"):
            raise NoNumber
        known = self.known[name]
        self.letters |= known.letters
        if not axis:
            return known.value
        if isinstance(known.value, dict):
            raise NoNumber
        return known.value["xy".index(axis)]

    def _bracket(self) -> Surds | Pair:
        value = self._sum()
        if self._take(","):
            other = self._sum()
            if isinstance(value, tuple) or isinstance(other, tuple):
                raise NoNumber
            value = value, other
        if not self._take(")"):
            raise NoNumber
        return value

    def _size(self) -> Surds:
        """The length of a pair, or a number without its sign."""
        self.bars += 1
        value = self._sum()
        self.bars -= 1
        if not self._take("|"):
            raise NoNumber
        if isinstance(value, dict) and len(value) == 1:
            ((d, a),) = value.items()
            return number(abs(a), d)
        return self._rooted(_multiplied(value, value))

    def _root(self) -> Surds:
        return self._rooted(self._factor())

    def _rooted(self, value: Surds | Pair) -> Surds:
        self.roots -= 1
        if isinstance(value, tuple) or self.roots < 0:
            raise NoNumber
        return root(value)


def _there(value: Surds | Pair) -> bool:
    """Whether it is not zero."""
    return any(value)


def _added(one: Surds | Pair, other: Surds | Pair) -> Surds | Pair:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return plus(one[0], other[0]), plus(one[1], other[1])
    if isinstance(one, dict) and isinstance(other, dict):
        return plus(one, other)
    raise NoNumber


def _zero() -> Surds:
    raise ZeroDivisionError


def _multiplied(one: Surds | Pair, other: Surds | Pair) -> Surds | Pair:
    if isinstance(one, dict) and isinstance(other, dict):
        return times(one, other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return plus(times(one[0], other[0]), times(one[1], other[1]))
    pair, factor = (one, other) if isinstance(one, tuple) else (other, one)
    assert isinstance(pair, tuple) and isinstance(factor, dict)
    return times(pair[0], factor), times(pair[1], factor)
