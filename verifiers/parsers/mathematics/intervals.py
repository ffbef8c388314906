"""High-precision intervals for what has no normal form: nested roots, logarithms of sums, sines of any angle.

Each operation rounds outwards, so the number lies within the interval, a proof that two numbers differ when their intervals are apart.
Decimals of the standard library; exponents beyond 10^1000 are refused, so a tower of powers costs nothing."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, Underflow

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.mathematics.exact import TRIGONOMETRIC, counted, has_degrees
from synth.verifiers.parsers.mathematics.normal import MAX_EXPONENT, constant
from synth.verifiers.parsers.mathematics.series import Interval, arctangent, pi, sine_and_cosine
from synth.verifiers.parsers.mathematics.syntax import Apply, Name, Node, Number
from synth.verifiers.parsers.mathematics.tokens import Unreadable

MAX_FUNCTIONS = 30
"""Logarithms, exponentials, angles and odd roots in one answer: some 10 ms at 150 digits."""
LEAST_FUNCTIONS = 6
"""What each number of a long list may have."""
_LARGEST = 1_000
_ZERO, _ONE = Decimal(0), Decimal(1)


class Undecided(Exception):
    """The interval is too wide for this step: its divisor, logarithm or root has no clear sign at this precision."""


class Intervals:
    """Evaluates trees to `digits` significant digits. signs, unit: as in `exact`; at: values of variables; share: how many
    numbers share the allowance of costly functions."""

    def __init__(self, digits: int, signs: int = 0, unit: str = "", at: Mapping[str, Fraction] | None = None, share: int = 1) -> None:
        traps = [DivisionByZero, InvalidOperation, Overflow, Underflow]
        largest = _LARGEST + 2 * digits
        self.digits, self.signs, self.unit, self.at = digits, signs, unit, at or {}
        self.down = Context(prec=digits, rounding=ROUND_FLOOR, traps=traps, Emax=largest, Emin=-largest)
        self.up = Context(prec=digits, rounding=ROUND_CEILING, traps=traps, Emax=largest, Emin=-largest)
        self.functions = max(MAX_FUNCTIONS // share, LEAST_FUNCTIONS)

    def of(self, node: Node) -> Interval:
        """The interval of a tree; Unreadable where it is undefined, too large or has an unknown name; Undecided."""
        try:
            return self._of(node)
        except (Overflow, Underflow):
            raise Unreadable("size") from None
        except (DivisionByZero, InvalidOperation):
            raise Unreadable("undefined") from None

    def _of(self, node: Node) -> Interval:
        if isinstance(node, Number):
            return self.rational(node.value)
        if isinstance(node, Name):
            if node.name in self.at:
                return self.rational(self.at[node.name])
            if node.name not in ("pi", "e"):
                raise Unreadable("name")
            return self.pi() if node.name == "pi" else self.exponential(Interval(_ONE, _ONE))
        head, arguments = node
        if head == "^":
            return self.power(*arguments)
        if head in TRIGONOMETRIC:
            return self.trigonometric(head, arguments[0])
        first, *rest = (self._of(argument) for argument in arguments)
        if head == "+":
            return Interval(
                self.total(self.down, first.low, *(part.low for part in rest)),
                self.total(self.up, first.high, *(part.high for part in rest)),
            )
        if head == "*":
            for part in rest:
                first = self.times(first, part)
            return first
        if head == "/":
            return self.times(first, self.inverse(rest[0]))
        if head in ("-", "pm", "mp"):
            sign = {"-": -1, "pm": self.signs, "mp": -self.signs}[head]
            if not sign:
                raise Unreadable("sign")
            return first if sign > 0 else self.negative(first)
        if head in ("deg", "%") and head == self.unit:
            return first
        if head == "root":
            index = self.whole(arguments[1])
            if not 1 <= index <= 60:
                raise Unreadable("root")
            return self.root(first, Fraction(1, index))
        if head in ("ln", "log"):
            above = self.logarithm(first)
            return above if head == "ln" else self.times(above, self.inverse(self.logarithm(rest[0])))
        if head == "exp":
            return self.exponential(first)
        if head in ("!", "binom"):
            return self.rational(Fraction(counted(head, *(constant(self.whole(argument)) for argument in arguments))))
        if head == "abs":
            size = max(first.high, first.low.copy_negate())
            return first if first.low >= 0 else self.negative(first) if first.high <= 0 else Interval(_ZERO, size)
        return self.inverse_trigonometric(head, first)

    @staticmethod
    def total(context: Context, *parts: Decimal) -> Decimal:
        """The sum, rounded as the context says."""
        result = _ZERO
        for part in parts:
            result = context.add(result, part)
        return result

    def rational(self, value: Fraction) -> Interval:
        """The interval of a rational number."""
        above, below = Decimal(value.numerator), Decimal(value.denominator)
        return Interval(self.down.divide(above, below), self.up.divide(above, below))

    @staticmethod
    def whole(node: Node) -> int:
        """A whole number that stands in the tree as such."""
        if not isinstance(node, Number) or node.value.denominator != 1:
            raise Unreadable("whole number")
        return int(node.value)

    @staticmethod
    def negative(part: Interval) -> Interval:
        """-part; exact."""
        return Interval(part.high.copy_negate(), part.low.copy_negate())

    def times(self, one: Interval, other: Interval) -> Interval:
        """one * other."""
        if one.low >= 0 and other.low >= 0:
            return Interval(self.down.multiply(one.low, other.low), self.up.multiply(one.high, other.high))
        pairs = [(a, b) for a in one for b in other]
        return Interval(min(self.down.multiply(a, b) for a, b in pairs), max(self.up.multiply(a, b) for a, b in pairs))

    def inverse(self, part: Interval) -> Interval:
        """1 / part."""
        if part.sign == 0:
            raise Unreadable("division by zero")
        if part.sign is None:
            raise Undecided
        return Interval(self.down.divide(_ONE, part.high), self.up.divide(_ONE, part.low))

    def power(self, base: Node, exponent: Node) -> Interval:
        """base ** exponent."""
        right = self._of(exponent)
        if base == Name("e") and "e" not in self.at:
            return self.exponential(right)
        left = self._of(base)
        value = _rational(exponent)
        if value is None:
            return self.exponential(self.times(right, self.logarithm(left)))
        if abs(value) > MAX_EXPONENT:
            raise Unreadable("exponent")
        return self.root(left, value)

    def root(self, part: Interval, exponent: Fraction) -> Interval:
        """part ** exponent, real: odd roots of negative numbers are negative."""
        if exponent.denominator == 1:
            return self.integer_power(part, int(exponent))
        if part.high < 0:
            if exponent.denominator % 2 == 0:
                raise Unreadable("even root of a negative number")
            result = self.root(self.negative(part), exponent)
            return self.negative(result) if exponent.numerator % 2 else result
        if part.low < 0:
            if part.low < Decimal(10) ** (20 - self.digits) * -1:
                raise Undecided
            part = Interval(_ZERO, part.high)
        if exponent.denominator == 2:
            low, high = (context.sqrt(bound) for context, bound in zip((self.down, self.up), part, strict=True))
            return self.integer_power(self.wider(low, high, _ZERO), exponent.numerator)
        if part.high == 0:
            return part if exponent > 0 else self.inverse(part)
        if exponent < 0 and part.low == 0:
            raise Undecided
        top = self.exponential(self.times(self.rational(exponent), self.logarithm(Interval(part.high, part.high))))
        if part.low == part.high:
            return top
        bottom = (
            self.exponential(self.times(self.rational(exponent), self.logarithm(Interval(part.low, part.low))))
            if part.low
            else Interval(_ZERO, _ZERO)
        )
        return Interval(min(bottom.low, top.low), max(bottom.high, top.high))

    def integer_power(self, part: Interval, exponent: int) -> Interval:
        """part ** exponent by squaring."""
        if exponent < 0:
            return self.inverse(self.integer_power(part, -exponent))
        if exponent == 0 and part.sign in (0, None):
            raise Unreadable("0 to the 0")
        result = Interval(_ONE, _ONE)
        for bit in bin(exponent)[2:]:
            result = self.times(result, result)
            if bit == "1":
                result = self.times(result, part)
        return result

    def wider(self, low: Decimal, high: Decimal, least: Decimal | None = None) -> Interval:
        """Bounds that were rounded to the nearest, made sure; `least` where the result can't be smaller."""
        low, high = self.down.next_minus(low), self.up.next_plus(high)
        return Interval(low if least is None or low > least else least, high)

    def count(self) -> None:
        """One more costly function."""
        self.functions -= 1
        if self.functions < 0:
            raise Unreadable("functions")

    def exponential(self, part: Interval) -> Interval:
        """e ** part."""
        self.count()
        if max(map(Decimal.copy_abs, part)) > _LARGEST:
            raise Unreadable("exponent")
        return self.wider(self.down.exp(part.low), self.up.exp(part.high), _ZERO)

    def logarithm(self, part: Interval) -> Interval:
        """The natural logarithm."""
        self.count()
        if part.high <= 0:
            raise Unreadable("logarithm")
        if part.low <= 0:
            raise Undecided
        if part.low == part.high == 1:
            return Interval(_ZERO, _ZERO)
        return self.wider(self.down.ln(part.low), self.up.ln(part.high))

    def pi(self) -> Interval:
        """Pi, in an interval."""
        return self.wider(*[self.down.plus(pi(self.digits))] * 2)

    def trigonometric(self, head: str, node: Node) -> Interval:
        """A function of any angle up to a million."""
        self.count()
        outside, self.unit = self.unit, "deg"
        angle = self._of(node)
        self.unit = outside
        if has_degrees(node):
            angle = self.times(self.times(angle, self.pi()), self.rational(Fraction(1, 180)))
        if max(map(Decimal.copy_abs, angle)) > 1_000_000:
            raise Unreadable("angle")
        sine, cosine = sine_and_cosine(angle, self.digits)
        above, below = {"sin": (sine, None), "cos": (cosine, None), "tan": (sine, cosine), "cot": (cosine, sine)}.get(head, (None, None))
        if above is None:
            return self.inverse(cosine if head == "sec" else sine)
        return self.times(above, self.inverse(below)) if below else above

    def inverse_trigonometric(self, head: str, part: Interval) -> Interval:
        """The principal angle in radians."""
        self.count()
        if head == "arctan":
            return arctangent(part, self.digits)
        if head not in ("arcsin", "arccos"):
            raise Unreadable(head)
        one = Interval(_ONE, _ONE)
        square = self.times(part, part)
        rest = Interval(self.down.subtract(one.low, square.high), self.up.subtract(one.high, square.low))
        if rest.high < 0:
            raise Unreadable("no angle")
        sine = arctangent(self.times(part, self.inverse(self.root(rest, Fraction(1, 2)))), self.digits)
        if head == "arcsin":
            return sine
        quarter = self.times(self.pi(), Interval(Decimal("0.5"), Decimal("0.5")))
        return Interval(self.down.subtract(quarter.low, sine.high), self.up.subtract(quarter.high, sine.low))


def _rational(node: Node) -> Fraction | None:
    """The value of an exponent that is a plain rational: `3`, `-1/2`."""
    if isinstance(node, Number):
        return node.value
    if not isinstance(node, Apply) or node.head not in ("-", "/"):
        return None
    values = [_rational(argument) for argument in node.arguments]
    if None in values or values[-1] == 0:
        return None
    first = values[0] or Fraction(0)
    return -first if node.head == "-" else first / (values[1] or 1)
