"""One exact number: read, compared, ordered.

Equal means: of equal normal form, which is a proof. Where one of two numbers has no normal form (nested roots, logarithms of sums, angles
off the table), unequal means that intervals at 50 or 150 digits lie apart, a proof too, and equal means that they meet at 150 digits."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.mathematics.exact import normal_form
from synth.verifiers.parsers.mathematics.intervals import Intervals, Undecided
from synth.verifiers.parsers.mathematics.normal import MAX_WORK, UNIT, Algebra, NoNormalForm, Ratio, bounded
from synth.verifiers.parsers.mathematics.reading import sides, split
from synth.verifiers.parsers.mathematics.series import Interval
from synth.verifiers.parsers.mathematics.syntax import Apply, Node, Number, parse
from synth.verifiers.parsers.mathematics.tokens import Token, Unreadable

ROUGH, FINE = 50, 150
"""Digits of the intervals: what nearly always tells two numbers apart, and what counts as equal."""


LEAST_WORK = 25
"""Steps of algebra that each number of a long list may have."""


class Value:
    """A real number given by an expression. signs, unit: as in `exact.normal_form`; share: how many numbers share the bounds on work, so
    that a long list costs no more than one number."""

    rational: Fraction | None
    """The rational number that it is, where the normal form shows it."""

    def __init__(self, node: Node, signs: int = 1, unit: str = "", share: int = 1) -> None:
        self.node, self.signs, self.unit, self.share = node, signs, unit, share
        written = _written(node)
        self.rational = written if written is not None else self.ratio.rational if self.ratio else None
        if self.rational is None and self.ratio is None and self.rough is None:
            self._interval(FINE)  # what is undefined or too large is refused here

    @cached_property
    def ratio(self) -> Ratio | None:
        """The normal form, if there is one."""
        try:
            return normal_form(self.node, (), self.signs, self.unit, max(MAX_WORK // self.share, LEAST_WORK))
        except NoNormalForm:
            return None

    @cached_property
    def rough(self) -> Interval | None:
        """The interval at 50 digits, None where that is too few."""
        try:
            return Intervals(ROUGH, self.signs, self.unit, share=self.share).of(self.node)
        except Undecided:
            return None

    @cached_property
    def fine(self) -> Interval:
        """The interval at 150 digits."""
        return self._interval(FINE)

    def _interval(self, digits: int) -> Interval:
        try:
            return Intervals(digits, self.signs, self.unit, share=self.share).of(self.node)
        except Undecided:
            raise Unreadable("undecided") from None


def _written(node: Node) -> Fraction | None:
    """The number that is written as `7`, `-7`, `7/2` or `-7/2`, as most are, without the algebra of normal forms."""
    if isinstance(node, Number):
        return bounded(node.value)
    if not isinstance(node, Apply) or node.head not in ("-", "/"):
        return None
    parts = [_written(argument) for argument in node.arguments]
    if parts[0] is None or parts[-1] is None:
        return None
    if node.head == "-":
        return -parts[0]
    return bounded(parts[0] / parts[1]) if parts[1] else None


def same(one: Value, other: Value) -> bool:
    """Are two numbers equal? See the top of the file for what that means."""
    if one is other:
        return True
    if one.rational is not None and other.rational is not None:
        return one.rational == other.rational
    if one.ratio and one.ratio == other.ratio:  # one sum by one sum: no digits are needed
        return True
    if one.ratio and other.ratio and one.ratio.bottom is UNIT and other.ratio.bottom is UNIT:  # different sums, and no digits either
        return False
    if one.rough and other.rough and _order(one.rough, other.rough):
        return False
    if one.ratio and other.ratio:
        try:
            return Algebra().same(one.ratio, other.ratio)
        except NoNormalForm:
            pass
    return _order(one.fine, other.fine) == 0


def less(one: Value, other: Value) -> bool:
    """Is one < other? Equal numbers are not."""
    if one.rational is not None and other.rational is not None:
        return one.rational < other.rational
    order = _order(one.rough, other.rough) if one.rough and other.rough else 0
    if order == 0 and not same(one, other):
        order = _order(one.fine, other.fine)
    return order < 0


def _order(one: Interval, other: Interval) -> int:
    """-1 or 1 where the intervals are apart, else 0."""
    return -1 if one.high < other.low else 1 if one.low > other.high else 0


def values(found: Sequence[Token], unit: str = "", only_finished: bool = False, share: int = 1) -> list[Value]:
    """The number that the tokens give, or the two numbers of a plus-minus sign. A chain of equal sides gives its last side. only_finished:
    refuse what leaves work between plain numbers undone. Unreadable where the sides differ."""
    last: list[Value] = []
    chain = sides(found)
    for side in chain:
        there = _side(tuple(side), unit, share * len(chain))
        if last and not (len(last) == len(there) and all(same(*pair) for pair in zip(last, there, strict=True))):
            raise Unreadable("sides differ")
        last = list(there)
    for written in split(found, ("~",))[1:]:
        _check_rounding(last, written)
    if only_finished and not finished(last[0].node):
        raise Unreadable("unfinished")
    return last


@lru_cache(maxsize=256)
def _side(found: tuple[Token, ...], unit: str, share: int) -> tuple[Value, ...]:
    """The number or the two numbers of one side; kept, since the completions of a group say the same."""
    node = parse(found)
    signed = any(token.kind in ("pm", "mp") for token in found)
    return tuple([Value(node, signs, unit, share) for signs in ((1, -1) if signed else (1,))])


def _check_rounding(exact: Sequence[Value], written: Sequence[Token]) -> None:
    """Unreadable where `2\\pi \\approx 6.3` goes wrong by a unit of its last digit or more. Only plain decimals are looked at."""
    if len(exact) == 1 and len(written) == 1 and written[0].kind == "number":
        number, digits = Fraction(written[0].text), len(written[0].text.partition(".")[2])
        low, high = (Fraction(bound) for bound in exact[0].fine)
        if low - number >= Fraction(1, 10**digits) or number - high >= Fraction(1, 10**digits):
            raise Unreadable("sides differ")


def value(found: Sequence[Token], unit: str = "", only_finished: bool = False) -> Value:
    """The one number that the tokens give."""
    there = values(found, unit, only_finished)
    if len(there) != 1:
        raise Unreadable("two values")
    return there[0]


def finished(node: Node) -> bool:
    """Is nothing left to compute between plain numbers? `3/4`, `2^{10}`, `1.2*10^3`, `1 + sqrt 2` are finished; `2*3`, `1/2 + 1/3`, `sqrt
    4`, `5!` are not, for they may be the question itself."""
    if not isinstance(node, Apply):
        return True
    head, arguments = node
    plain = [argument for argument in arguments if _plain(argument)]
    if head in ("-", "pm", "mp", "deg", "%"):
        return finished(arguments[0])
    if not all(map(finished, arguments)):
        return False
    if head == "+":
        return len(plain) < 2
    if head == "*":
        return len(plain) < 2 or (len(arguments) == 2 and isinstance(arguments[0], Number) and _power_of_ten(arguments[1]))
    if head == "/":
        return len(plain) < 2 or all(isinstance(part, Number) and part.value.denominator == 1 for part in arguments)
    if head == "^" and (len(plain) < 2 or _whole(arguments[1])):
        return True
    try:
        return normal_form(node, unit="deg").rational is None
    except (NoNormalForm, Unreadable):
        return True


def _plain(node: Node) -> bool:
    if isinstance(node, Apply):
        root = node.head == "^" and not _whole(node.arguments[1])
        return node.head in ("+", "-", "*", "/", "^") and not root and all(map(_plain, node.arguments))
    return isinstance(node, Number)


def _whole(exponent: Node) -> bool:
    """Is it a whole number? `3^{1/2}` and `3^0.5` are roots."""
    if isinstance(exponent, Apply):
        return exponent.head == "-" and _whole(exponent.arguments[0])
    return isinstance(exponent, Number) and exponent.value.denominator == 1


def _power_of_ten(node: Node) -> bool:
    return (
        isinstance(node, Apply) and node.head == "^" and node.arguments[0] == Number(Fraction(10)) and isinstance(node.arguments[1], Number)
    )
