"""What a derivation of congruences has to reach, and that it is worked out of the problem: `5 + 4 = 9` is no way to 3^41 mod 26 = 9.

A remainder of a power is the result of a line that multiplies numbers which are such remainders already. An x that fits one congruence or
two is worked out from a remainder when it changes as it should with that remainder, along the lines that lead from one to the other."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from synth.verifiers.math._arithmetic import Number, size, worth
from synth.verifiers.math._derivation import Line, Milestone
from synth.verifiers.math.modular.congruences import Congruence, joined, power_of_tower, powers, solved

MAX_DEPTH, MAX_BEFORE, MAX_VALUES = 4, 2, 8
"""Lines from a remainder to x less one, earlier lines that may have given a number, and values of one line that are followed."""
MAX_PLACES, MAX_READ = 60, 500
"""Lines with a value that are tried, the last ones, and sides that are read again for one remainder."""
LEAST_RAISED = 4
"""Exponent from which a factor of the base may be raised alone."""


def milestones(congruences: Sequence[Congruence]) -> list[Milestone]:
    """The remainder of each power, x by each congruence alone, and x by the first ones together. Where nothing fits, what contradicts: a
    right side that a common factor does not divide, or two remainders by a common factor of two moduli."""
    found: list[Milestone] = []
    known: tuple[int, int] = (0, 1)
    for number, c in enumerate(congruences):
        right, single = power_of_tower(c.tower, c.modulus), solved(c)
        if len(c.tower) > 1:
            found.append(Milestone(right, (c.tower[0], c.modulus), _lines(c), holds=_by_powers(c, right)))
        shared = math.gcd(c.factor, c.modulus)
        if single is None:
            return [*found, Milestone(right % shared, (right,))]
        if c.factor > 1:
            found.append(Milestone(single[0], (right // shared, c.modulus // shared), holds=_alone(c, right, single)))
        together = joined(known, single)
        if together is None:
            shared = math.gcd(known[1], single[1])
            return [*found, *(Milestone(r % shared, (r,)) for r in (known[0], single[0]))]
        if number:
            found.append(Milestone(together[0], known, holds=_together(known, single, together)))
        known = together
    return found


def _lines(congruence: Congruence) -> int:
    """Lines of a power by squaring, but for two; of a walk along powers, its length."""
    base, exponent, *above = congruence.tower
    if above:
        return sum(powers(base, congruence.modulus))
    return exponent.bit_length() + exponent.bit_count() - 3


def _by_powers(c: Congruence, right: int) -> Callable[[Sequence[Line]], bool]:
    """Whether the remainder is that of a product or power of such remainders; a base may be split into factors that are raised."""
    base, modulus = c.tower[0], c.modulus
    factors = frozenset(d for d in range(2, base) if base % d == 0)

    def holds(lines: Sequence[Line]) -> bool:
        known = {1 % modulus, -1 % modulus, base % modulus, -base % modulus}
        arrived = False
        for line in lines:
            if any(_Powers(side.tokens, modulus, known, factors).good() for side in line.sides):
                result = int(line.result) % modulus
                known |= {result, -result % modulus}
                arrived |= line.result == right
        return arrived

    return holds


class _Powers:
    """Whether a side is a product of remainders of powers, but for multiples of the modulus: `(17 - 26)^2 mod 26` where 17 is known. The
    side has been read before, so its form is right."""

    def __init__(self, tokens: Sequence[str], modulus: int, known: set[int], factors: frozenset[int]) -> None:
        self.tokens, self.modulus, self.known, self.factors, self.place = tokens, modulus, known, factors, 0

    def good(self) -> bool:
        tokens, modulus = self.tokens, str(self.modulus)
        if any(one == "mod" and other != modulus for one, other in pairwise(tokens)) or not tokens or "!" in tokens or "," in tokens:
            return False
        return self._sum()[1]

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _sum(self) -> tuple[Number, bool]:
        value, good = self._product()
        while (sign := self._next()) in ("+", "-"):
            self.place += 1
            other, also = self._product()
            good = (good and other % self.modulus == 0) or (also and value % self.modulus == 0)
            value = value + other if sign == "+" else value - other
        return value, good

    def _product(self) -> tuple[Number, bool]:
        value, good = self._power()
        while (sign := self._next()) in ("*", "/", "mod"):
            self.place += 1
            other, also = self._power()
            good = good and (also or sign == "mod")
            value = value * other if sign == "*" else value % other if sign == "mod" else value if not other else _quotient(value, other)
        return value, good

    def _power(self) -> tuple[Number, bool]:
        if self._next() == "-":
            self.place += 1
            value, good = self._power()
            return -value, good
        if self._next() == "(":
            self.place += 1
            value, good = self._sum()
            self.place += 1
        else:
            token = self._next()
            value = int(token) if token.isdigit() else 0
            good = token.isdigit() and value % self.modulus in self.known
            self.place += 1
        if self._next() == "^":
            self.place += 1
            exponent, _ = self._power()
            good = good or (value in self.factors and exponent >= LEAST_RAISED)
            value = pow(int(value), int(exponent), self.modulus) if exponent >= 0 else 0
        return value, good


def _quotient(value: Number, by: Number) -> Number:
    return value // by if value % by == 0 else 0


def _alone(c: Congruence, right: int, single: tuple[int, int]) -> Callable[[Sequence[Line]], bool]:
    """Whether x is worked out from the right side: of one that is larger by the factor, x is larger by 1."""
    shared = math.gcd(c.factor, c.modulus)
    moved = {right: right + c.factor, right // shared: (right + c.factor) // shared}
    return lambda lines: _Change(lines, moved).gives(single[0], single[0] + 1, single[1])


def _together(known: tuple[int, int], single: tuple[int, int], together: tuple[int, int]) -> Callable[[Sequence[Line]], bool]:
    """Whether x is worked out from both: it changes with one of the remainders as it has to. Or, for both, x is the remainder and multiples
    of the modulus, or is divided by it: a number that was found by trial."""
    x, step = together[0], math.gcd(known[1], single[1])

    def holds(lines: Sequence[Line]) -> bool:
        for (r, m), other in ((single, known), (known, single)):
            new = joined((r + step, m), other)
            if new and _Change(lines, {r: r + step}).gives(x, new[0], together[1]):
                return True
        return all(
            _Change(lines, {r: r + 1}).gives(x, x + 1, m) or _Change(lines, {x: x + 1}).gives(r, r + 1, m) for r, m in (known, single)
        )

    return holds


class _Change:
    """What results become when one number stands in one place of the lines that lead to them, and another number stands there instead."""

    def __init__(self, lines: Sequence[Line], moved: Mapping[int, int]) -> None:
        self.lines, self.moved, self.left = lines, moved, MAX_READ
        self.seen = dict[tuple[int, int], list[Number]]()
        self.made: dict[Number, list[int]] = {}
        for place, line in enumerate(lines):
            self.made.setdefault(size(line.result), []).append(place)

    def gives(self, value: int, wanted: int, modulus: int) -> bool:
        """Whether a line with this value then gives the wanted one, or one with the same remainder."""
        if modulus == 1:
            return True
        places = [place for place in self.made.get(value, ()) if self.lines[place].result == value]
        return any(
            (other - wanted) % modulus == 0
            for depth in range(MAX_DEPTH + 1)
            for place in places[-MAX_PLACES:]
            for other in self._others(place, depth)
        )

    def _others(self, place: int, depth: int) -> list[Number]:
        if (place, depth) not in self.seen:
            found = list[Number]()
            for other in self._read(place, depth):
                if other not in found:
                    found.append(other)
                if len(found) == MAX_VALUES:
                    break
            self.seen[place, depth] = found
        return self.seen[place, depth]

    def _read(self, place: int, depth: int) -> Iterator[Number]:
        for side in self.lines[place].sides:
            before = ""
            for here, token in enumerate(side.tokens):
                if token.isdigit() and before != "^" and before != "mod":
                    for other in self._instead(int(token), place, depth):
                        self.left -= 1
                        if self.left < 0:
                            return
                        value = worth([*side.tokens[:here], *_written(other), *side.tokens[here + 1 :]])
                        if value is not None:
                            yield value
                before = token

    def _instead(self, number: int, place: int, depth: int) -> Iterator[Number]:
        """What may stand in the place of a number: another one, or what an earlier line with that result becomes."""
        if number in self.moved:
            yield self.moved[number]
        if depth:
            for earlier in [one for one in self.made.get(number, ()) if one < place][-MAX_BEFORE:]:
                sign = 1 if self.lines[earlier].result >= 0 else -1
                yield from (sign * other for other in self._others(earlier, depth - 1))


def _written(number: Number) -> list[str]:
    """As tokens."""
    found = [str(abs(number.numerator)), *(("/", str(number.denominator)) if number.denominator > 1 else ())]
    return ["(", *(("-",) if number < 0 else ()), *found, ")"]
