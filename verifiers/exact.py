"""Fractions as those of the standard library, in about a third of their time.

Exact arithmetic is most of what a verdict on a quantity costs, and most of an operation of `fractions` is finding out what the operands
are. Here two fractions, or a fraction and an int, take a short way by the same formulas (Knuth, The Art of Computer Programming, volume 2,
4.5.1); everything else is the standard library's, down to hash, text and errors. Type checkers see the standard library's class."""

from typing import TYPE_CHECKING

__all__ = ["Fraction"]

if TYPE_CHECKING:
    from fractions import Fraction
else:
    import fractions
    from math import gcd

    _new = object.__new__
    _digits = str.isdigit
    _Standard = fractions.Fraction

    class Fraction(_Standard):
        __slots__ = ()
        numerator, denominator = _Standard._numerator, _Standard._denominator  # the slots themselves, where properties call functions

        def __new__(cls, numerator=0, denominator=None):
            if type(numerator) is int:
                if denominator is None:
                    denominator = 1
                elif type(denominator) is int and denominator:
                    common = gcd(numerator, denominator)
                    if denominator < 0:
                        common = -common
                    numerator //= common
                    denominator //= common
                else:
                    return _Standard.__new__(cls, numerator, denominator)
            elif denominator is None and type(numerator) in _FRACTIONS:
                numerator, denominator = numerator._numerator, numerator._denominator
            elif denominator is None and type(numerator) is str and numerator.isascii() and _digits(numerator.replace(".", "", 1)):
                whole, _, part = numerator.partition(".")
                numerator, denominator = int(whole + part), 10 ** len(part)
                common = gcd(numerator, denominator)
                numerator //= common
                denominator //= common
            else:
                return _Standard.__new__(cls, numerator, denominator)
            found = _new(Fraction)
            found._numerator = numerator
            found._denominator = denominator
            return found

        def __add__(self, other):
            if type(other) is int:
                below = self._denominator
                return _lowest(self._numerator + other * below, below)
            if type(other) not in _FRACTIONS:
                return _Standard.__add__(self, other)
            return _sum(self._numerator, self._denominator, other._numerator, other._denominator)

        def __radd__(self, other):
            return self + other if type(other) is int or type(other) in _FRACTIONS else _Standard.__radd__(self, other)

        def __sub__(self, other):
            if type(other) is int:
                below = self._denominator
                return _lowest(self._numerator - other * below, below)
            if type(other) not in _FRACTIONS:
                return _Standard.__sub__(self, other)
            return _sum(self._numerator, self._denominator, -other._numerator, other._denominator)

        def __rsub__(self, other):
            if type(other) is int:
                below = self._denominator
                return _lowest(other * below - self._numerator, below)
            if type(other) not in _FRACTIONS:
                return _Standard.__rsub__(self, other)
            return _sum(other._numerator, other._denominator, -self._numerator, self._denominator)

        def __mul__(self, other):
            if type(other) is int:
                return _product(self._numerator, self._denominator, other, 1)
            if type(other) not in _FRACTIONS:
                return _Standard.__mul__(self, other)
            return _product(self._numerator, self._denominator, other._numerator, other._denominator)

        def __rmul__(self, other):
            if type(other) is int:
                return _product(self._numerator, self._denominator, other, 1)
            return self * other if type(other) in _FRACTIONS else _Standard.__rmul__(self, other)

        def __truediv__(self, other):
            if type(other) is int and other:
                return _product(self._numerator, self._denominator, 1, other)
            if type(other) not in _FRACTIONS or not other._numerator:
                return _Standard.__truediv__(self, other)
            return _product(self._numerator, self._denominator, other._denominator, other._numerator)

        def __rtruediv__(self, other):
            if not self._numerator:
                return _Standard.__rtruediv__(self, other)
            if type(other) is int:
                return _product(other, 1, self._denominator, self._numerator)
            if type(other) not in _FRACTIONS:
                return _Standard.__rtruediv__(self, other)
            return _product(other._numerator, other._denominator, self._denominator, self._numerator)

        def __pow__(self, power):
            if type(power) is not int or (power < 0 and self._numerator <= 0):
                return _Standard.__pow__(self, power)
            if power >= 0:
                return _lowest(self._numerator**power, self._denominator**power)
            return _lowest(self._denominator**-power, self._numerator**-power)

        def __neg__(self):
            return _lowest(-self._numerator, self._denominator)

        def __abs__(self):
            return _lowest(abs(self._numerator), self._denominator)

        def __eq__(self, other):
            if type(other) is int:
                return self._denominator == 1 and self._numerator == other
            if type(other) not in _FRACTIONS:
                return _Standard.__eq__(self, other)
            return self._numerator == other._numerator and self._denominator == other._denominator

        def __hash__(self):
            return self._numerator.__hash__() if self._denominator == 1 else _Standard.__hash__(self)

        def __bool__(self):
            return self._numerator != 0

        def __lt__(self, other):
            if type(other) is int:
                return self._numerator < other * self._denominator
            if type(other) not in _FRACTIONS:
                return _Standard.__lt__(self, other)
            return self._numerator * other._denominator < other._numerator * self._denominator

        def __gt__(self, other):
            if type(other) is int:
                return self._numerator > other * self._denominator
            if type(other) not in _FRACTIONS:
                return _Standard.__gt__(self, other)
            return self._numerator * other._denominator > other._numerator * self._denominator

        def __le__(self, other):
            if type(other) is int:
                return self._numerator <= other * self._denominator
            if type(other) not in _FRACTIONS:
                return _Standard.__le__(self, other)
            return self._numerator * other._denominator <= other._numerator * self._denominator

        def __ge__(self, other):
            if type(other) is int:
                return self._numerator >= other * self._denominator
            if type(other) not in _FRACTIONS:
                return _Standard.__ge__(self, other)
            return self._numerator * other._denominator >= other._numerator * self._denominator

    _FRACTIONS = frozenset((Fraction, _Standard))
    """By type: `isinstance` asks an abstract class, which is slower than the sum."""

    def _lowest(numerator, denominator):
        """Of a numerator and a denominator above 0 without a common divisor."""
        found = _new(Fraction)
        found._numerator = numerator
        found._denominator = denominator
        return found

    def _sum(one, below, other, other_below):
        common = gcd(below, other_below)
        found = _new(Fraction)
        if common == 1:
            found._numerator = one * other_below + other * below
            found._denominator = below * other_below
            return found
        rest = below // common
        top = one * (other_below // common) + other * rest
        twice = gcd(top, common)
        found._numerator = top // twice
        found._denominator = rest * (other_below // twice)
        return found

    def _product(one, below, other, other_below):
        """other_below may be below 0, not 0."""
        common = gcd(one, other_below)
        if common > 1:
            one //= common
            other_below //= common
        common = gcd(other, below)
        if common > 1:
            other //= common
            below //= common
        found = _new(Fraction)
        below *= other_below
        if below < 0:
            found._numerator = -one * other
            found._denominator = -below
        else:
            found._numerator = one * other
            found._denominator = below
        return found
