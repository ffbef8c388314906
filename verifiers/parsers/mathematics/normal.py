"""Normal form: sums of rational multiples of monomials, and ratios of such sums.

A monomial is a product of powers of generators: primes (exponents between 0 and 1: roots), `pi`, `e`, `e^pi`, `ln 2`, `ln 3`, ... and
variables (`$x`). Equal ratios have equal cross products. Products of roots of different primes are linearly independent over the rationals
(Besicovitch 1940), so for surds with one of pi, e or a logarithm unequal forms are unequal numbers; so they are for pi with e^pi
(Nesterenko 1996). With several of the others at once that rests on Schanuel's conjecture, and no relation among them is known.

Work is bounded: an `Algebra` has a budget of products of terms, and no coefficient has more than MAX_BITS bits. It
is one class, and so one file."""

from collections.abc import Iterable
from math import isqrt
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.mathematics.tokens import Unreadable

Exponent = Fraction | int
Monomial = tuple[tuple[str, Exponent], ...]
Sum = dict[Monomial, Fraction]

MAX_BITS = 1_000
"""Bits of a numerator or denominator: 300 digits."""
MAX_EXPONENT = 1_000
MAX_POWER = 10_000
"""Largest exponent of a generator, and so a bound on degrees."""
MAX_WORK = 2_500
"""Products of terms and steps of factoring in one answer; some 25 ms."""
ONE: Monomial = ()
PI: Monomial = (("pi", 1),)
_ONE = Fraction(1)


class NoNormalForm(Exception):
    """The expression has none here: nested roots, logarithms of sums, trigonometry off the table, or too many terms."""


class Ratio(NamedTuple):
    """top / bottom, neither in lowest terms nor monic; a bottom of one term is always 1."""

    top: Sum
    bottom: Sum

    @property
    def rational(self) -> Fraction | None:
        """The rational number that it is, when it shows: {} or one constant term over 1."""
        if self.bottom is not UNIT or len(self.top) > 1:
            return None
        return self.top.get(ONE) if self.top else Fraction(0)

    @property
    def term(self) -> tuple[Monomial, Fraction] | None:
        """The only term, if there is one and nothing below it."""
        return next(iter(self.top.items())) if self.bottom is UNIT and len(self.top) == 1 else None


UNIT: Sum = {ONE: _ONE}
ZERO = Ratio({}, UNIT)


def constant(value: Fraction | int) -> Ratio:
    """A rational number as a ratio."""
    return Ratio({ONE: Fraction(value)}, UNIT) if value else ZERO


def generator(name: str) -> Ratio:
    """`pi`, `e`, `ln 2`, `$x`."""
    return Ratio({((name, 1),): _ONE}, UNIT)


def bounded(value: Fraction) -> Fraction:
    """The same number; Unreadable when it is too large."""
    if value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS:
        raise Unreadable("size")
    return value


class Algebra:
    """Arithmetic of ratios within one budget of work, which NoNormalForm ends."""

    def __init__(self, work: int = MAX_WORK) -> None:
        self.work = work

    def spend(self, steps: int) -> None:
        """Take steps off the budget."""
        self.work -= steps
        if self.work < 0:
            raise NoNormalForm("work")

    def add(self, parts: Iterable[Ratio]) -> Ratio:
        """The sum of any number of ratios; equal denominators are kept."""
        sums: list[Ratio] = []
        for part in parts:
            for place, other in enumerate(sums):
                if other.bottom is part.bottom or other.bottom == part.bottom:
                    sums[place] = Ratio(self._plus(other.top, part.top), other.bottom)
                    break
            else:
                sums.append(Ratio(dict(part.top), part.bottom))
        total = sums[0] if sums else ZERO
        for part in sums[1:]:
            top = self._plus(self._times(total.top, part.bottom), self._times(part.top, total.bottom))
            total = Ratio(top, self._times(total.bottom, part.bottom))
        return self._tidy(total)

    def multiply(self, left: Ratio, right: Ratio) -> Ratio:
        """left * right."""
        return self._tidy(Ratio(self._times(left.top, right.top), self._times(left.bottom, right.bottom)))

    def negative(self, ratio: Ratio) -> Ratio:
        """-ratio."""
        self.spend(len(ratio.top))
        return Ratio({monomial: -value for monomial, value in ratio.top.items()}, ratio.bottom)

    def divide(self, left: Ratio, right: Ratio) -> Ratio:
        """left / right; Unreadable when right is 0."""
        number = right.rational
        if number:
            self.spend(len(left.top))
            return Ratio({monomial: bounded(value / number) for monomial, value in left.top.items()}, left.bottom)
        return self.multiply(left, self.inverse(right))

    def inverse(self, ratio: Ratio) -> Ratio:
        """1 / ratio; Unreadable for 0."""
        if not ratio.top:
            raise Unreadable("division by zero")
        return self._tidy(Ratio(ratio.bottom, ratio.top))

    def power(self, base: Ratio, exponent: int) -> Ratio:
        """base ** exponent, by squaring; 0**0 is refused."""
        if abs(exponent) > MAX_EXPONENT or (exponent <= 0 and not base.top):
            raise Unreadable("exponent")
        for ratio in base if max(map(len, base)) == 1 else ():  # a tower of powers is refused before it is computed
            for value in ratio.values():
                if max(value.numerator.bit_length(), value.denominator.bit_length()) * abs(exponent) > 2 * MAX_BITS and abs(value) != 1:
                    raise Unreadable("size")
        if exponent < 0:
            base, exponent = self.inverse(base), -exponent
        result: Ratio | None = None
        while exponent:
            if exponent & 1:
                result = self.multiply(result, base) if result else base
            exponent >>= 1
            if exponent:
                base = self.multiply(base, base)
        return result or constant(1)

    def root(self, base: Ratio, exponent: Fraction) -> Ratio:
        """base ** exponent for a positive constant of one term, or a negative one under an odd root."""
        if exponent.denominator == 1:
            return self.power(base, exponent.numerator)
        if not base.top and exponent > 0:
            return ZERO
        if base.term is None or exponent.denominator > 60 or abs(exponent) > MAX_EXPONENT:
            raise NoNormalForm("root of a sum")
        monomial, value = base.term
        if any(name[0] == "$" for name, _ in monomial):
            raise NoNormalForm("root of a variable")
        sign = 1
        if value < 0:
            if exponent.denominator % 2 == 0:
                raise Unreadable("even root of a negative number")
            sign = -1 if exponent.numerator % 2 else 1
        result = self._product((name, power * exponent) for name, power in (*self.factors(abs(value)), *monomial))
        return result if sign == 1 else Ratio({key: -number for key, number in result.top.items()}, UNIT)

    def exponential(self, exponent: Ratio) -> Ratio:
        """e ** exponent for a sum of rationals and of rational multiples of pi and of logarithms of primes."""
        if exponent.bottom is not UNIT:
            raise NoNormalForm("exponent")
        powers: list[tuple[str, Exponent]] = []
        for monomial, value in exponent.top.items():
            if abs(value) > MAX_EXPONENT:
                raise Unreadable("exponent")
            if monomial == ONE:
                powers.append(("e", value))
            elif monomial == PI:
                powers.append(("e^pi", value))
            elif len(monomial) == 1 and monomial[0][1] == 1 and monomial[0][0].startswith("ln "):
                powers.append((monomial[0][0][3:], value))
            else:
                raise NoNormalForm("exponent")
        return self._product(powers)

    def logarithm(self, ratio: Ratio) -> Ratio:
        """The natural logarithm of a positive constant of one term: a sum of logarithms of primes."""
        if not ratio.top:
            raise Unreadable("logarithm of zero")
        if ratio.term is None or any(name[0] == "$" or name.startswith("ln ") for name, _ in ratio.term[0]):
            raise NoNormalForm("logarithm of a sum")
        monomial, value = ratio.term
        if value < 0:
            raise Unreadable("logarithm of a negative number")
        top: Sum = {}
        for name, power in (*self.factors(value), *monomial):
            key = ONE if name == "e" else PI if name == "e^pi" else ((f"ln {name}", 1),)
            top = self._plus(top, {key: Fraction(power)})
        return Ratio(top, UNIT)

    def same(self, left: Ratio, right: Ratio) -> bool:
        """Are the cross products equal?"""
        if left.bottom is UNIT and right.bottom is UNIT:
            return left.top == right.top
        return self._times(left.top, right.bottom) == self._times(right.top, left.bottom)

    def factors(self, value: Fraction) -> list[tuple[str, Fraction]]:
        """The primes of a positive rational with their exponents, as generators."""
        powers = [(p, n) for p, n in self._primes(value.numerator)] + [(p, -n) for p, n in self._primes(value.denominator)]
        return [(str(prime), Fraction(power)) for prime, power in powers]

    def _primes(self, number: int) -> list[tuple[int, int]]:
        found = []
        divisor = 2
        while divisor * divisor <= number and divisor < 5_000:
            self.spend(1)
            power = 0
            while number % divisor == 0:
                number //= divisor
                power += 1
            if power:
                found.append((divisor, power))
            divisor += 1 + (divisor > 2)
        if number == 1:
            return found
        if number >= 5_000**2:  # no factor under 5,000: a prime, its square, or more than we factor
            side = isqrt(number)
            if side * side == number and side < 5_000**2:
                return [*found, (side, 2)]
            if number.bit_length() > 64 or not _is_prime(number):
                raise NoNormalForm("factoring")
        return [*found, (number, 1)]

    def _product(self, powers: Iterable[tuple[str, Exponent]]) -> Ratio:
        """A product of powers of positive generators as one term."""
        monomial, value = self._merge((), tuple(powers))
        return Ratio({monomial: bounded(Fraction(value))}, UNIT)

    def _merge(self, left: Monomial, right: Monomial) -> tuple[Monomial, Fraction | int]:
        """The product of two monomials, and the whole powers of primes that come out of it."""
        powers = dict(left)
        value: Fraction | int = 1
        for name, power in right:
            old = powers.get(name)
            if old is not None:
                power += old
                if not -MAX_POWER <= power <= MAX_POWER:
                    raise Unreadable("exponent")
            if name[0].isdigit() and (power < 0 or power >= 1):
                whole = power.numerator // power.denominator
                if abs(whole) * int(name).bit_length() > 2 * MAX_BITS:
                    raise Unreadable("size")
                value *= Fraction(int(name)) ** whole
                power -= whole
            powers[name] = power
        product = [pair for pair in powers.items() if pair[1]]
        if len(product) > 1:
            product.sort()
        return tuple(product), value

    def _plus(self, left: Sum, right: Sum) -> Sum:
        self.spend(len(right))
        result = dict(left)
        for monomial, value in right.items():
            total = bounded(result.get(monomial, Fraction(0)) + value)
            if total:
                result[monomial] = total
            else:
                result.pop(monomial, None)
        return result

    def _times(self, left: Sum, right: Sum) -> Sum:
        if left is UNIT or right is UNIT:
            return right if left is UNIT else left
        self.spend(len(left) * len(right))
        result: Sum = {}
        for one, value in left.items():
            for other, factor in right.items():
                monomial, whole = self._merge(one, other) if one and other else (one or other, 1)
                product = value * factor if whole == 1 else value * factor * whole
                total = bounded(result[monomial] + product if monomial in result else product)
                if total:
                    result[monomial] = total
                else:
                    result.pop(monomial, None)
        return result

    def _tidy(self, ratio: Ratio) -> Ratio:
        """With 1 below wherever there is one term below."""
        if not ratio.top:
            return ZERO
        if ratio.bottom is UNIT or len(ratio.bottom) > 1:
            return ratio
        ((monomial, value),) = ratio.bottom.items()
        if not monomial and value == 1:
            return Ratio(ratio.top, UNIT)
        inverse, whole = self._merge((), tuple((name, -power) for name, power in monomial))
        return Ratio(self._times(ratio.top, {inverse: bounded(Fraction(whole) / value)}), UNIT)


def _is_prime(number: int) -> bool:
    """Miller-Rabin with the twelve bases that decide below 2^64 (Sorenson and Webster 2015)."""
    odd = number - 1
    twos = (odd & -odd).bit_length() - 1
    odd >>= twos
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        value = pow(base, odd, number)
        if value in (1, number - 1) or any((value := value * value % number) == number - 1 for _ in range(twos - 1)):
            continue
        return False
    return True
