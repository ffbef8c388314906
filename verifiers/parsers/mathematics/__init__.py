"""Mathematics as models write it, LaTeX or plain text, compared exactly: numbers, sets, tuples, unions of intervals, polynomials, matrices.

Every reader takes a final answer, takes its decorations off by `parsers.text.plain`, knows Chinese words (无解, 或, 且), and gives None or
False for what it cannot read; none raises on any answer. A gold answer is written in the same language and raises ValueError when it
cannot be read. Nothing is evaluated by Python. Bounds: 3,000 characters, 300 digits of a number or result, 30 levels of brackets,
exponents up to 1,000, factorials up to 150!, 2,500 steps of algebra; beyond them an answer is unreadable, whatever it is worth.

Which function for which question: `integer`, `rational`, `decimal` and `same_decimal` (digits asked), `same_value` (roots, pi, e,
logarithms), `in_base`, `same_set`, `same_multiset`, `same_tuple`, `same_union_of_intervals`, `same_polynomial`, `same_rational_function`,
`same_function`, `same_matrix`, `no_solution`; where any witness is right, `rationals`, `rational_set`, `rational_matrix`, `polynomial`
give what was written. They stand in one file, which is all that tasks know of this package.

Decisions, the same for all tasks:
* `50%` is never 0.5. With `unit="%"` a percentage is asked: `50%`, `50 percent` and `50` are 50, and `0.5` is 0.5. So with `unit="°"`:
  `30°` and `30` are 30. Without a unit both signs are refused; inside of sin, cos, ... degrees are always understood.
* One number may have commas between thousands (`1,234`). In a list a comma parts members, see `tokens`.
* `12_{10}` is 12; a number with another base written to it is only read by `in_base`.
* `1.5e-3` is 0.0015 for `rational`, `integer` and `decimal`; elsewhere `e` is the constant, and `2e-3` is 2e - 3.
* `log` is the natural logarithm, as `ln`; `lg` and `\\log_{10}` are to base 10.
* A decimal is what it says: 0.333 is not 1/3, 6.28 is not 2*pi, and where digits are asked 2*pi is not 6.28. `2\\pi \\approx 6.28` is 2*pi
  where an exact answer is asked, and 6.28 where digits are.
* Steps on the way may be shown (`x = 6/4 = 3/2`); all sides must be equal, the last is the answer.
* `rational`, `integer`, what gives several rationals, and `finished=True` refuse what leaves work between plain numbers
  undone (`2*3`, `sqrt 4`, `5!`), which may be an echo of the question."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.mathematics import polynomials, values
from synth.verifiers.parsers.mathematics.matrices import matrix
from synth.verifiers.parsers.mathematics.reading import is_label, says_nothing, split, text_of
from synth.verifiers.parsers.mathematics.sets import Item, components, matched, members, same_in_order
from synth.verifiers.parsers.mathematics.syntax import Number, parse
from synth.verifiers.parsers.mathematics.tokens import Token, Unreadable, lex
from synth.verifiers.parsers.mathematics.unions import region, same_region
from synth.verifiers.parsers.mathematics.values import Value, finished, same, value

Unit = Literal["", "%", "°"]
Gold = str | int | Fraction

_UNITS = {"": "", "%": "%", "°": "deg"}
_POWER_OF_TEN = re.compile(r"(?<=\d)[eE]([+-]?\d{1,3})(?![\d.A-Za-z])", re.ASCII)
_IN_BASE = re.compile(
    r"(?:[A-Za-z]?\s*=\s*)?\[?(?P<sign>-?)\s*(?P<open>\(?)\s*(?P<prefix>0[bBoOxX])?(?P<digits>[0-9A-Za-z]{1,300})(?:\.0+)?\s*[)\]]?"
    r"(?:\s*_\s*\{?\s*(?P<below>\d{1,2})\s*\}?|\s*\(?\s*(?:in\s)?base[\s-]*(?P<said>\d{1,2})\s*\)?)?",
    re.ASCII,
)
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,99})", re.ASCII)
_PLAIN_DECIMAL = re.compile(r"(-?(?:0|[1-9]\d{0,19})(?:\.\d{1,20})?)(%?)", re.ASCII)
_PREFIXES = {2: "0b", 8: "0o", 16: "0x"}


def rational(answer: str, unit: Unit = "") -> Fraction | None:
    """The one rational number that the answer is, finished: `3/4`, `\\frac34`, `0.75`, `2^{-1}`, `2\\frac12`, `x = 6/4 = 3/2`, `1.2e-3`;
    else None. unit: the sign that may stand behind it."""
    try:
        found = lex(_POWER_OF_TEN.sub(r"*10^{\1}", text_of(answer)))
        return value(found, _UNITS[unit], only_finished=True).rational
    except Unreadable:
        return None


def integer(answer: str, unit: Unit = "") -> int | None:
    """The one integer that the answer is, finished: `-1,234`, `12.0`, `2^{10}`, `x = 5`; else None."""
    if _PLAIN.fullmatch(answer):
        return int(answer)  # most answers, at a tenth of the cost
    number = rational(answer, unit)
    return int(number) if number is not None and number.denominator == 1 else None


def decimal(answer: str, digits: int, unit: Unit = "") -> Fraction | None:
    """The decimal that the answer is, with at most `digits` digits behind the point (`6.28`, `6.280`, `\\approx 6.28`, `6.28e0`), exact;
    else None. No fraction, no root, no pi."""
    plainly = _PLAIN_DECIMAL.fullmatch(answer)
    if plainly and plainly[2] in ("", unit):
        number = Fraction(plainly[1])  # most answers
        return number if (number * 10**digits).denominator == 1 else None
    try:
        text = _POWER_OF_TEN.sub(r"*10^{\1}", text_of(answer))
        sides = split(lex(text), ("=", "~"))
        number = _decimal(sides[-1], _UNITS[unit])
        for place, side in enumerate(sides[:-1]):
            if not (is_label(side) or not side) if place == 0 else True:
                _near(value(side, _UNITS[unit]), number, digits)
    except Unreadable:
        return None
    return number if (number * 10**digits).denominator == 1 else None


def _decimal(found: Sequence[Token], unit: str) -> Fraction:
    if not all(token.kind in ("number", "+", "-", "*", "^", "{", "}", "(", ")", "[", "]", "%", "deg") for token in found):
        raise Unreadable("decimal")
    node = parse(found)
    number = Value(node, unit=unit).rational
    if number is None or not finished(node) or (isinstance(node, Number) and "^" in (token.kind for token in found)):
        raise Unreadable("decimal")
    return number


def _near(one: Value, number: Fraction, digits: int) -> None:
    """Unreadable where another side of the answer says something else than its decimal."""
    low, high = (Fraction(bound) for bound in one.fine)
    step = Fraction(1, 10**digits)
    if not (number - step <= high and low <= number + step):
        raise Unreadable("sides differ")


def same_decimal(answer: str, gold: Gold, digits: int, unit: Unit = "") -> bool:
    """Is the answer the gold number rounded to `digits` digits behind the point? Halfway between two decimals either one is right. Raises
    ValueError for a gold number that 150 digits do not round."""
    number = decimal(answer, digits, unit)
    return number is not None and number in rounded(gold, digits, unit)


def rounded(gold: Gold, digits: int, unit: Unit = "") -> tuple[Fraction, ...]:
    """The decimals with `digits` digits that are nearest to a number: one, or two halfway between them."""
    exact, scale = _gold(gold, unit), 10**digits
    if exact.rational is not None:
        doubled = exact.rational * scale * 2
        if doubled.denominator == 1 and doubled.numerator % 2:
            return Fraction(doubled.numerator // 2, scale), Fraction(doubled.numerator // 2 + 1, scale)
        return (Fraction(round(exact.rational * scale), scale),)
    low, high = (round(Fraction(bound) * scale) for bound in exact.fine)
    if low != high:
        raise ValueError(f"{gold!r} can't be rounded to {digits} digits")
    return (Fraction(low, scale),)


def in_base(answer: str, base: int) -> int | None:
    """The integer that the answer writes in base 2 to 36: `1011`, `1011_2`, `(1011)_{2}`, `1011 base 2`, `0b1011`; None where it states
    another base or has a digit that the base has not."""
    try:
        match = _IN_BASE.fullmatch(text_of(answer).replace("$", "").strip())
    except Unreadable:
        return None
    if not match or any(stated and int(stated) != base for stated in (match["below"], match["said"])):
        return None
    digits = (match["prefix"] or "") + match["digits"]
    digits = digits.lower().removeprefix(_PREFIXES.get(base, "-"))
    try:
        return int(match["sign"] + digits, base) if "_" not in digits else None
    except ValueError:
        return None


def no_solution(answer: str) -> bool:
    """Does the answer say that there is none: `no solution`, `no real roots`, `none`, `does not exist`, `\\emptyset`, `{}`, 无解?"""
    try:
        return says_nothing(text_of(answer))
    except Unreadable:
        return False


def same_value(answer: str, gold: Gold, unit: Unit = "", finished: bool = False) -> bool:
    """Is the answer exactly this real number, in any form: roots, pi, e, logarithms, trigonometry, powers, factorials? finished: refuse
    what leaves work between plain numbers undone. What "equal" means where no normal form exists is said in `values`."""
    known = _gold(gold, unit)
    if answer == gold:  # as a prompt's example writes it: read once
        return not finished or values.finished(known.node)
    try:
        return same(value(lex(text_of(answer)), _UNITS[unit], only_finished=finished), known)
    except Unreadable:
        return False


def same_set(answer: str, gold: str) -> bool:
    """Are the members the same, in any order, repeated or not: `{3, -2}`, `x = 3 or x = -2`, `\\pm 2`, `(1,2), (3,4)`, `\\emptyset`?"""
    return _matched(answer, gold, again=True)


def same_multiset(answer: str, gold: str) -> bool:
    """Like `same_set`, but each member as often as in the gold answer."""
    return _matched(answer, gold, again=False)


def same_tuple(answer: str, gold: str, names: Sequence[str] = (), done: bool = False) -> bool:
    """Are the components the same, in order: `(1, 2)`, `\\langle 1, 2 \\rangle`, `x = 1, y = 2`, a matrix of one row or column, `1, 2`?
    names: what the components are called, so that `y = 2, x = 1` is read too. done: refuse components that leave work
    between plain numbers undone."""
    known = _gold_components(gold)
    try:
        read = components(answer, names)
        return same_in_order(read, known) and not (done and any(isinstance(item, Value) and not finished(item.node) for item in read))
    except Unreadable:
        return False


def same_union_of_intervals(answer: str, gold: str, name: str = "x") -> bool:
    """Are the sets of reals the same, as intervals (`(-\\infty, 1) \\cup [3, \\infty)`) or inequalities in the variable `name`?"""
    known = region(gold, name)
    try:
        return same_region(region(answer, name), known)
    except Unreadable:
        return False


def same_polynomial(answer: str, gold: str, variables: Sequence[str], form: Literal["any", "expanded", "factored"] = "any") -> bool:
    """Are the polynomials the same? No variable may stand below a bar. form: `expanded`, a sum of unlike monomials; `factored`, the same
    factors as the gold answer up to constants and order."""
    names = frozenset(variables)
    known = _tree(gold, names, polynomials.same_ratio)
    try:
        tree = _tree(answer, names, polynomials.same_ratio)
        if polynomials.divides_by_a_variable(tree.node, variables) or not polynomials.same_ratio(tree, known):
            return False
        if form == "expanded":
            return polynomials.expanded(tree.node, variables)
        return form == "any" or polynomials.same_factors(tree.node, known.node, variables)
    except Unreadable:
        return False


def same_rational_function(answer: str, gold: str, variables: Sequence[str]) -> bool:
    """Are the quotients of polynomials the same, where both are defined? (x^2-1)/(x-1) is x+1."""
    known = _tree(gold, frozenset(variables))
    try:
        return polynomials.same_ratio(polynomials.expression(answer, frozenset(variables), polynomials.same_ratio), known)
    except Unreadable:
        return False


def same_function(answer: str, gold: str, variables: Sequence[str], low: int = 0, high: int = 3) -> bool:
    """Do two expressions with any functions agree, at five points between low and high, to 50 digits? For derivatives and the like:
    `2x\\sin x + x^2\\cos x`. Choose low and high so that the gold answer is defined between them."""

    def equal(one: polynomials.Expression, other: polynomials.Expression) -> bool:
        return polynomials.same_values(one, other, variables, Fraction(low), Fraction(high))

    known = _tree(gold, frozenset(variables))
    try:
        return equal(polynomials.expression(answer, frozenset(variables), equal), known)
    except Unreadable:
        return False


def same_matrix(answer: str, gold: str) -> bool:
    """Are the matrices the same, entry by entry?"""
    known = _gold_matrix(gold)
    try:
        rows = matrix(answer)
    except Unreadable:
        return False
    return len(rows) == len(known) and all(map(same_in_order, rows, known))


def rationals(answer: str, names: Sequence[str] = ()) -> tuple[Fraction, ...] | None:
    """The components of a tuple of two rationals or more, for answers of which any one is right (a witness); names: as in `same_tuple`."""
    try:
        return tuple(_number(item) for item in components(answer, names))
    except Unreadable:
        return None


def rational_set(answer: str) -> frozenset[Fraction] | None:
    """The members of a set of rationals; the empty set for "no solution"."""
    try:
        return frozenset(_number(item) for item in members(answer))
    except Unreadable:
        return None


def rational_matrix(answer: str) -> tuple[tuple[Fraction, ...], ...] | None:
    """The rows of a matrix of rationals."""
    try:
        return tuple(tuple(_number(entry) for entry in row) for row in matrix(answer))
    except Unreadable:
        return None


def polynomial(answer: str, variables: Sequence[str]) -> dict[tuple[int, ...], Fraction] | None:
    """Exponents of the variables -> coefficient, for a polynomial with rational coefficients; {} for 0."""
    try:
        tree = _tree(answer, frozenset(variables), polynomials.same_ratio)
        found = {key: form.rational for key, form in polynomials.coefficients(tree, variables).items()}
    except Unreadable:
        return None
    result = {key: number for key, number in found.items() if number is not None}
    return result if len(result) == len(found) else None


def _number(item: Item) -> Fraction:
    if not isinstance(item, Value) or item.rational is None or not finished(item.node):
        raise Unreadable("no rational, or an unfinished one")
    return item.rational


def _matched(answer: str, gold: str, again: bool) -> bool:
    known = _gold_members(gold)
    try:
        return matched(members(answer), known, again)
    except Unreadable:
        return False


# Gold answers repeat, over the completions of one prompt. Trees are frozen; nothing changes what a cache holds.
@lru_cache(maxsize=256)
def _gold(gold: Gold, unit: str) -> Value:
    return value(lex(text_of(gold)), _UNITS[unit]) if isinstance(gold, str) else Value(Number(Fraction(gold)))


_gold_members = lru_cache(maxsize=256)(members)
_gold_components = lru_cache(maxsize=256)(components)
_gold_matrix = lru_cache(maxsize=256)(matrix)
_tree = lru_cache(maxsize=256)(polynomials.expression)
