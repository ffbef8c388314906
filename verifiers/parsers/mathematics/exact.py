"""The tree of an expression -> its normal form: rationals, roots, pi, e, logarithms, trigonometry at multiples of 15 degrees."""

from collections.abc import Collection
from functools import lru_cache

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.mathematics.normal import (
    MAX_WORK,
    PI,
    UNIT,
    ZERO,
    Algebra,
    NoNormalForm,
    Ratio,
    bounded,
    constant,
    generator,
)
from synth.verifiers.parsers.mathematics.syntax import Apply, Name, Node, Number
from synth.verifiers.parsers.mathematics.tokens import Unreadable

MAX_FACTORIAL = 150
TRIGONOMETRIC = frozenset(("sin", "cos", "tan", "cot", "sec", "csc"))
_HALF = Fraction(1, 2)


def normal_form(node: Node, names: Collection[str] = (), signs: int = 0, unit: str = "", work: int = MAX_WORK) -> Ratio:
    """The normal form of an expression in the variables `names` (which hide the constants `e` and `pi`). signs: +1 or -1, what the signs
    plus-minus stand for; 0 refuses them. unit: `deg` or `%`, when a sign of that unit may be there outside of functions; it counts as 1.
    work: the budget of the algebra.

    Unreadable: undefined, not real, too large, an unknown name, a unit that was not asked. NoNormalForm: perhaps a number, but not one
    that this module writes in normal form."""
    return _Evaluation(names, signs, unit, work).ratio(node)


class _Evaluation:
    def __init__(self, names: Collection[str], signs: int, unit: str, work: int) -> None:
        self.names, self.signs, self.unit = names, signs, unit
        self.algebra = Algebra(work)

    def ratio(self, node: Node) -> Ratio:
        if isinstance(node, Number):
            return constant(bounded(node.value))
        if isinstance(node, Name):
            return self.name(node.name)
        head, arguments = node
        algebra = self.algebra
        algebra.spend(1)
        if head == "^":
            return self.power(*arguments)
        if head in TRIGONOMETRIC:
            return trigonometric(head, self.angle(arguments[0]), algebra)
        parts = [self.ratio(argument) for argument in arguments]
        first = parts[0]
        if head == "+":
            return algebra.add(parts)
        if head == "*":
            for part in parts[1:]:
                first = algebra.multiply(first, part)
            return first
        if head == "/":
            return algebra.divide(first, parts[1])
        if head in ("-", "pm", "mp"):
            sign = {"-": -1, "pm": self.signs, "mp": -self.signs}[head]
            if not sign:
                raise Unreadable("sign")
            return first if sign > 0 else algebra.negative(first)
        if head in ("deg", "%"):
            if head != self.unit:
                raise Unreadable("unit")
            return first
        if head == "root":
            return algebra.root(first, 1 / _whole(parts[1], 1, 60))
        if head == "ln":
            return algebra.logarithm(first)
        if head == "log":
            return logarithm(algebra, first, parts[1])
        if head == "exp":
            return algebra.exponential(first)
        if head in ("!", "binom"):
            return constant(counted(head, *parts))
        if head == "abs":
            return self.absolute(first)
        if head in _INVERSES:
            return inverse_trigonometric(head, first)
        raise Unreadable(head)

    def name(self, name: str) -> Ratio:
        if name in self.names:
            return generator(f"${name}")
        if name in ("pi", "e"):
            return generator(name)
        raise Unreadable("name")

    def power(self, base: Node, exponent: Node) -> Ratio:
        right = self.ratio(exponent)
        if base == Name("e") and "e" not in self.names:
            return self.algebra.exponential(right)
        left = self.ratio(base)
        value = right.rational
        if value is None:
            if left.rational == 1:
                return left
            return self.algebra.exponential(self.algebra.multiply(right, self.algebra.logarithm(left)))
        return self.algebra.root(left, value)

    def angle(self, node: Node) -> Ratio:
        """The argument of a trigonometric function; degrees are known there whatever was asked."""
        outside, self.unit = self.unit, "deg"
        argument = self.ratio(node)
        self.unit = outside
        return self.algebra.multiply(argument, Ratio({PI: Fraction(1, 180)}, UNIT)) if has_degrees(node) else argument

    def absolute(self, ratio: Ratio) -> Ratio:
        if ratio.term is None:
            if ratio.top:
                raise NoNormalForm("sign of a sum")
            return ZERO
        monomial, value = ratio.term
        if any(name[0] == "$" or name.startswith("ln ") for name, _ in monomial):
            raise NoNormalForm("sign")
        return Ratio({monomial: abs(value)}, UNIT)


def has_degrees(node: Node) -> bool:
    """Is the argument an angle in degrees as a whole: `30^\\circ`, `30^\\circ + 15^\\circ`? Unreadable for degrees among other terms."""
    if not isinstance(node, Apply):
        return False
    if node.head == "deg":
        return True
    found = [has_degrees(argument) for argument in node.arguments]
    if any(found) and not (all(found) if node.head == "+" else node.head in ("-", "*", "/") and found.count(True) == 1):
        raise Unreadable("unit")
    return any(found)


def _whole(ratio: Ratio, least: int, most: int) -> Fraction:
    value = ratio.rational
    if value is None or value.denominator != 1 or not least <= value <= most:
        raise Unreadable("whole number")
    return value


def counted(head: str, first: Ratio, second: Ratio | None = None) -> int:
    """n! for n <= 150, or a binomial coefficient of whole numbers up to 300."""
    number, result = int(_whole(first, 0, MAX_FACTORIAL if head == "!" else 300)), 1
    if second is None:
        for factor in range(2, number + 1):
            result *= factor
        return result
    chosen = int(_whole(second, 0, 300))
    for place in range(min(chosen, number - chosen)):
        result = result * (number - place) // (place + 1)
    return result if chosen <= number else 0


def logarithm(algebra: Algebra, number: Ratio, base: Ratio) -> Ratio:
    """The logarithm to a stated base, which is positive and not 1."""
    return algebra.divide(algebra.logarithm(number), algebra.logarithm(base))


def _surd(*terms: tuple[Fraction | int, int]) -> Ratio:
    """The sum of coefficient * sqrt(radicand) over the terms."""
    algebra = Algebra()
    return algebra.add(algebra.multiply(constant(factor), algebra.root(constant(radicand), _HALF)) for factor, radicand in terms)


@lru_cache(maxsize=1)
def _sines() -> tuple[Ratio, ...]:
    """sin of 0, 15, ..., 90 degrees."""
    quarter = Fraction(1, 4)
    values = (((quarter, 6), (-quarter, 2)), ((_HALF, 1),), ((_HALF, 2),), ((_HALF, 3),), ((quarter, 6), (quarter, 2)), ((1, 1),))
    return (ZERO, *(_surd(*terms) for terms in values))


def _sine(steps: int) -> Ratio:
    """sin of steps * 15 degrees."""
    steps %= 24
    sign = -1 if steps > 12 else 1
    steps %= 12
    value = _sines()[min(steps, 12 - steps)]
    return value if sign == 1 else Algebra().multiply(value, constant(-1))


def trigonometric(head: str, angle: Ratio, algebra: Algebra) -> Ratio:
    """A function of a multiple of 15 degrees."""
    if not angle.top:
        turns = Fraction(0)
    elif angle.term is None or angle.term[0] != PI:
        raise NoNormalForm("angle")
    else:
        turns = 12 * angle.term[1]
    if turns.denominator != 1:
        raise NoNormalForm("angle")
    steps = int(turns)
    sine, cosine = _sine(steps), _sine(steps + 6)
    if head in ("sin", "cos"):
        return sine if head == "sin" else cosine
    above, below = {"tan": (sine, cosine), "cot": (cosine, sine), "sec": (constant(1), cosine), "csc": (constant(1), sine)}[head]
    return algebra.divide(above, below)


@lru_cache(maxsize=1)
def _inverses() -> dict[str, tuple[tuple[Ratio, Fraction], ...]]:
    """Values of sine, cosine and tangent with their principal angle in half turns."""
    twelfth = Fraction(1, 12)
    algebra = Algebra()
    return {
        "arcsin": tuple((_sine(steps), steps * twelfth) for steps in range(-6, 7)),
        "arccos": tuple((_sine(steps + 6), steps * twelfth) for steps in range(13)),
        "arctan": tuple((algebra.divide(_sine(steps), _sine(steps + 6)), steps * twelfth) for steps in range(-5, 6)),
    }


_INVERSES = ("arcsin", "arccos", "arctan")


def inverse_trigonometric(head: str, value: Ratio) -> Ratio:
    """The angle in radians, where it is a multiple of pi/12."""
    algebra = Algebra()
    for known, turns in _inverses()[head]:
        if algebra.same(known, value):
            return algebra.multiply(constant(turns), Ratio({PI: Fraction(1)}, UNIT))
    if head != "arctan" and value.rational is not None and abs(value.rational) > 1:
        raise Unreadable("no angle")
    raise NoNormalForm(head)
