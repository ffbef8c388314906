"""Polynomials, rational functions and functions of named variables.

Polynomials and rational functions are compared in normal form (a proof). Where that would take too long (`(x+y+z)^{40}`), both are
evaluated modulo the prime 2^61 - 1 at four points that are drawn from a hash of both texts: unequal ones of degree d agree at all of them
with a chance under (d / 10^18)^4, and degrees are at most 10^6. Other functions are compared at five rational points by intervals of 50
digits."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.mathematics.exact import counted, normal_form
from synth.verifiers.parsers.mathematics.intervals import Intervals, Undecided
from synth.verifiers.parsers.mathematics.normal import MAX_WORK, UNIT, Algebra, NoNormalForm, Ratio, constant
from synth.verifiers.parsers.mathematics.reading import sides, text_of
from synth.verifiers.parsers.mathematics.syntax import Apply, Name, Node, Number, parse
from synth.verifiers.parsers.mathematics.tokens import Unreadable, lex

PRIME = 2**61 - 1
POINTS = 4
MAX_DEGREE = 10**6
NUMERIC_POINTS = 5


class Expression:
    """A tree in some variables, with its normal form once it is asked for. share: how many of them share the bound on work."""

    def __init__(self, node: Node, names: Collection[str], share: int = 1) -> None:
        self.node, self.names, self.share = node, names, share

    @cached_property
    def form(self) -> Ratio | None:
        """The normal form, None where there is none within the bounds."""
        try:
            return normal_form(self.node, self.names, work=MAX_WORK // self.share)
        except NoNormalForm:
            return None


def expression(answer: str, names: Collection[str], equal: Callable[[Expression, Expression], bool] | None = None) -> Expression:
    """The expression in the variables, without a label (`p(x) =`); a chain of sides that are `equal` gives its last one."""
    tokens = lex(text_of(answer))
    chain = sides(tokens, names)
    found = [Expression(parse(side), names, len(chain)) for side in chain]
    if names and any(token.kind == "~" for token in tokens):
        raise Unreadable("no number")  # `x^2 + 3 (about 2)`
    if equal and not all(equal(side, found[-1]) for side in found[:-1]):
        raise Unreadable("sides differ")
    return found[-1]


def same_ratio(one: Expression, other: Expression) -> bool:
    """Are two rational functions equal as elements of the field of rational functions: (x^2-1)/(x-1) is x+1?"""
    if one.form and other.form:
        with suppress(NoNormalForm):
            return Algebra(MAX_WORK // one.share).same(one.form, other.form)
    return same_in_the_field(one.node, other.node, one.names)


def same_in_the_field(one: Node, other: Node, names: Collection[str]) -> bool:
    """Do two rational functions agree modulo PRIME at points drawn from a hash of both?"""
    seed = blake2b(repr((one, other)).encode()).digest()
    agreed = 0
    for number in range(2 * POINTS):
        at = {name: int.from_bytes(blake2b(f"{number} {name}".encode(), key=seed[:32], digest_size=16).digest()) % PRIME for name in names}
        try:
            if _at(one, at) != _at(other, at):
                return False
            agreed += 1
        except ZeroDivisionError:
            continue  # a pole; another point decides
        if agreed == POINTS:
            return max(_degree(one), _degree(other)) <= MAX_DEGREE
    raise Unreadable("undefined")


def _at(node: Node, at: Mapping[str, int]) -> int:
    """The value modulo PRIME of an expression in + - * / and whole powers."""
    if isinstance(node, Number):
        return node.value.numerator * _inverse(node.value.denominator) % PRIME
    if isinstance(node, Name):
        if node.name not in at:
            raise Unreadable("name")
        return at[node.name]
    head, arguments = node
    if head == "^":
        exponent = _exponent(arguments[1])
        base = _at(arguments[0], at)
        return pow(base if exponent >= 0 else _inverse(base), abs(exponent), PRIME)
    parts = [_at(argument, at) for argument in arguments]
    if head == "+":
        return sum(parts) % PRIME
    if head == "*":
        product = 1
        for part in parts:
            product = product * part % PRIME
        return product
    if head == "/":
        return parts[0] * _inverse(parts[1]) % PRIME
    if head == "-":
        return -parts[0] % PRIME
    if head in ("!", "binom"):
        return counted(head, *(constant(_exponent(argument)) for argument in arguments)) % PRIME
    raise Unreadable(head)


def _inverse(value: int) -> int:
    if value % PRIME == 0:
        raise ZeroDivisionError
    return pow(value, -1, PRIME)


def _exponent(node: Node) -> int:
    if isinstance(node, Apply) and node.head == "-":
        return -_exponent(node.arguments[0])
    if not isinstance(node, Number) or node.value.denominator != 1 or abs(node.value) > MAX_DEGREE:
        raise Unreadable("exponent")
    return int(node.value)


def _degree(node: Node) -> int:
    """A bound on the degrees of numerator and denominator."""
    if isinstance(node, Number):
        return 0
    if isinstance(node, Name):
        return 1
    head, arguments = node
    if head == "^":
        return _degree(arguments[0]) * abs(_exponent(arguments[1]))
    return sum(map(_degree, arguments))


def coefficients(tree: Expression, names: Sequence[str]) -> dict[tuple[int, ...], Ratio]:
    """Exponents of the variables -> coefficient, a constant that is not 0. Unreadable for what is no polynomial."""
    form = tree.form
    if form is None or form.bottom is not UNIT:
        raise Unreadable("no polynomial")
    result: dict[tuple[int, ...], Ratio] = {}
    for monomial, value in form.top.items():
        powers = {name[1:]: power for name, power in monomial if name[0] == "$"}
        key = tuple(powers.get(name, Fraction(0)) for name in names)
        if any(power < 0 or power.denominator != 1 for power in key):
            raise Unreadable("no polynomial")
        rest = tuple((name, power) for name, power in monomial if name[0] != "$")
        whole = tuple(int(power) for power in key)
        top = result[whole].top if whole in result else {}
        result[whole] = Ratio(top | {rest: value}, UNIT)
    return result


def divides_by_a_variable(node: Node, names: Collection[str]) -> bool:
    """Does a variable stand below a fraction bar or under a negative power?"""
    if not isinstance(node, Apply):
        return False
    if node.head == "/" and has_variable(node.arguments[1], names):
        return True
    if (
        node.head == "^"
        and has_variable(node.arguments[0], names)
        and not (isinstance(node.arguments[1], Number) and node.arguments[1].value >= 0)
    ):
        return True
    return any(divides_by_a_variable(argument, names) for argument in node.arguments)


def has_variable(node: Node, names: Collection[str]) -> bool:
    """Does one of the variables occur?"""
    return (
        node.name in names
        if isinstance(node, Name)
        else isinstance(node, Apply) and any(has_variable(part, names) for part in node.arguments)
    )


def expanded(node: Node, names: Collection[str]) -> bool:
    """Is a polynomial written as a sum of monomials, each once: no bracket that holds a sum with a variable, no two like terms? The sum may
    stand over a common denominator: `(x^2 + x)/2`, `1/2 (x^2 + x)`."""
    node = _numerator(node, names)
    terms = node.arguments if isinstance(node, Apply) and node.head == "+" else (node,)
    if any(_holds_a_sum(term, names) for term in terms):
        return False
    try:
        forms = [normal_form(term, names, work=MAX_WORK // len(terms)).top for term in terms]
    except NoNormalForm:
        raise Unreadable("terms") from None
    keys = [tuple(pair for pair in monomial if pair[0][0] == "$") for form in forms for monomial in list(form)[:1]]
    return len(keys) == len(terms) == len(set(keys)) or len(terms) == 1


def _numerator(node: Node, names: Collection[str]) -> Node:
    """The sum above a common denominator; the node itself where there is none."""
    if isinstance(node, Apply) and node.head == "/" and not has_variable(node.arguments[1], names):
        return node.arguments[0]
    if isinstance(node, Apply) and node.head == "*" and len(node.arguments) == 2 and not has_variable(node.arguments[0], names):
        try:
            factor = normal_form(node.arguments[0]).rational
        except NoNormalForm:
            return node
        return node.arguments[1] if factor and abs(factor.numerator) == 1 < factor.denominator else node
    return node


def _holds_a_sum(node: Node, names: Collection[str]) -> bool:
    if not isinstance(node, Apply):
        return False
    return (node.head == "+" and has_variable(node, names)) or any(_holds_a_sum(part, names) for part in node.arguments)


def same_factors(one: Node, other: Node, names: Collection[str]) -> bool:
    """Are two products made of the same factors with variables, up to order and constant factors? That they are equal is asked
    elsewhere."""
    left, right = _factors(one, names, 1), _factors(other, names, 1)
    algebra = Algebra()
    try:
        for form, power in left:
            match = next(
                (place for place, (known, count) in enumerate(right) if count == power and _proportional(algebra, form, known)), None
            )
            if match is None:
                return False
            right.pop(match)
    except NoNormalForm:
        raise Unreadable("terms") from None
    return not right


def _factors(node: Node, names: Collection[str], power: int) -> list[tuple[Ratio, int]]:
    """(form, power) of each factor with a variable; proportional ones are put together."""
    algebra = Algebra()
    found: list[tuple[Ratio, int]] = []
    flat = _flat(node, names, power)
    for factor, count in flat:
        try:
            form = normal_form(factor, names, work=MAX_WORK // len(flat))
            match = next((place for place, (known, _) in enumerate(found) if _proportional(algebra, form, known)), None)
        except NoNormalForm:
            raise Unreadable("terms") from None
        if match is None:
            found.append((form, count))
        else:
            found[match] = (found[match][0], found[match][1] + count)
    return found


def _flat(node: Node, names: Collection[str], power: int) -> list[tuple[Node, int]]:
    if not has_variable(node, names):
        return []
    if isinstance(node, Apply):
        if node.head in ("*", "-") or (node.head == "/" and not has_variable(node.arguments[1], names)):
            return [pair for argument in node.arguments for pair in _flat(argument, names, power)]
        if node.head == "^" and isinstance(node.arguments[1], Number):
            return _flat(node.arguments[0], names, power * _exponent(node.arguments[1]))
    return [(node, power)]


def _proportional(algebra: Algebra, one: Ratio, other: Ratio) -> bool:
    """Is one a constant times the other?"""
    if one.bottom is not UNIT or other.bottom is not UNIT or len(one.top) != len(other.top):
        return False
    lead = next(iter(one.top))
    if lead not in other.top:
        return False
    factor = one.top[lead] / other.top[lead]
    return algebra.same(one, algebra.multiply(other, constant(factor)))


def same_values(one: Expression, other: Expression, names: Sequence[str], low: Fraction, high: Fraction) -> bool:
    """Do two functions agree, by intervals of 50 digits, at five points of the open box from low to high where `other` is defined? At
    least three such points are needed; `one` has to be defined at all of them."""
    seed = blake2b(repr((one.node, other.node)).encode()).digest()
    agreed = 0
    for number in range(2 * NUMERIC_POINTS):
        at = {}
        for name in names:
            drawn = int.from_bytes(blake2b(f"{number} {name}".encode(), key=seed[:32], digest_size=2).digest())
            at[name] = low + (high - low) * Fraction(2 * drawn + 1, 2**17)
        try:
            right = Intervals(50, at=at).of(other.node)
        except (Unreadable, Undecided):
            continue
        try:
            left = Intervals(50, at=at).of(one.node)
        except Unreadable:
            return False
        except Undecided:
            continue
        if left.high < right.low or right.high < left.low:
            return False
        agreed += 1
        if agreed == NUMERIC_POINTS:
            return True
    return agreed > NUMERIC_POINTS // 2
