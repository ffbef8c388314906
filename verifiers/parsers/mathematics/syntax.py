"""Tokens -> the tree of one expression, by recursive descent with a bound on depth. Nothing is evaluated here.

Usual precedence; a power groups to the right; `-2^2` is -4. Decisions where readers differ:
* `1/2x`, `1/2(x+1)`, `x/2y` are refused; `1/2 x` (a tight fraction of numbers, then a blank) is x/2, as it looks.
* A whole number before a proper fraction of whole numbers is a mixed number: `2\\frac{1}{2}`, `2 1/2`, `2½` are 5/2. Before an improper
  one it is refused. `2\\frac{\\pi}{3}` is a product.
* `\\frac12` takes two digits, `\\sqrt2` one digit; `\\sqrt12` and `\\frac123` are refused, for LaTeX prints what nobody means. `x^10` is
x to the 10.
* A function without brackets takes the product that follows: `\\sin 2x`, `\\ln 2\\pi`; it ends at a sign of operation, and at a bracket
after a letter (`\\sin x(x+1)`; `\\sin 2(x+1)` is refused). `\\sin^{-1}` is arcsin."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.mathematics.tokens import MAX_DEPTH, Token, Unreadable

_FIRST = frozenset(("name", "(", "{", "[", "frac", "binom", "function", "root2", "root3", "root4"))
"""Kinds of tokens that may be a factor without a sign before it. A number may not: `x 2`, `2 3`."""


class Number(NamedTuple):
    """value: as written, exact."""

    value: Fraction


class Name(NamedTuple):
    """A variable or a constant (`pi`, `e`)."""

    name: str


class Apply(NamedTuple):
    """head: `+ * / ^ - ! pm mp deg %`, `root` (radicand, index), `log` (argument, base), `binom`, or a function of one argument."""

    head: str
    arguments: tuple["Node", ...]


Node = Number | Name | Apply


def parse(tokens: Sequence[Token]) -> Node:
    """The tree of an expression; Unreadable for anything else, the empty one included."""
    parser = _Parser(tokens)
    node = parser.sum()
    if parser.place != len(tokens):
        raise Unreadable("syntax")
    return node


class _Parser:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0

    def kind(self, ahead: int = 0) -> str:
        place = self.place + ahead
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def take(self) -> Token:
        if self.place >= len(self.tokens):
            raise Unreadable("end")
        self.place += 1
        return self.tokens[self.place - 1]

    def inside(self, read: Callable[[], Node], closing: str = "") -> Node:
        """What read() reads one level deeper, up to the closing bracket."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable("depth")
        node = read()
        self.depth -= 1
        if closing and self.take().kind != closing:
            raise Unreadable("bracket")
        return node

    def sum(self) -> Node:
        terms = [self.signed(self.product)]
        while (kind := self.kind()) in ("+", "-", "pm", "mp"):
            self.take()
            term = self.signed(self.product, again=True)
            terms.append(term if kind == "+" else Apply(kind, (term,)))
        return terms[0] if len(terms) == 1 else Apply("+", tuple(terms))

    def signed(self, read: Callable[[], Node], again: bool = False) -> Node:
        """With one sign before it. again: another sign stood before, so that a blank or bracket has to part them (`3 + -2`)."""
        kind = self.kind()
        if kind not in ("+", "-", "pm", "mp") or (again and kind != "-"):
            return read()
        self.take()
        node = read()
        if kind == "+":
            return node
        return Number(-node.value) if kind == "-" and isinstance(node, Number) else Apply(kind, (node,))

    def product(self) -> Node:
        node = self.mixed() or self.power()
        factors = [node]
        loose = False  # after a division, where a factor without a sign is ambiguous
        while True:
            kind = self.kind()
            if kind == "*":
                self.take()
                factors.append(self.signed(self.power, again=True))
                loose = False
            elif kind == "/":
                tight = self.place >= 1 and self.tokens[self.place - 1].kind == "number" and not self.tokens[self.place].gap
                self.take()
                tight = tight and self.kind() == "number" and not self.tokens[self.place].gap
                below = self.signed(self.power, again=True)
                above = factors[0] if len(factors) == 1 else Apply("*", tuple(factors))
                factors = [Apply("/", (above, below))]
                loose = not (tight and self.place < len(self.tokens) and self.tokens[self.place].gap)
            elif kind in _FIRST:
                if loose or "\n" in self.tokens[self.place].gap:  # on a line of its own it is another answer, not a factor
                    raise Unreadable("ambiguous")
                factors.append(self.power())
            else:
                return factors[0] if len(factors) == 1 else Apply("*", tuple(factors))

    def mixed(self) -> Node | None:
        """A mixed number, if one stands here."""
        if self.kind() != "number" or "." in self.tokens[self.place].text:
            return None
        after = self.kind(1)
        if after == "vulgar":
            whole, part = self.take(), self.take()
            return Number(int(whole.text) + Fraction(part.text))
        if after == "frac":
            start = self.place
            whole = self.take()
            fraction = self.atom()
            if not isinstance(fraction, Apply) or not all(isinstance(side, Number) for side in fraction.arguments):
                self.place = start
                return None
            top, bottom = (side.value for side in fraction.arguments if isinstance(side, Number))
        elif after == "number" and self.kind(2) == "/" and self.kind(3) == "number":
            whole, over, _, under = (self.take() for _ in range(4))
            if not over.gap or "\n" in over.gap or "." in over.text + under.text or self.kind() in _FIRST:
                raise Unreadable("ambiguous")
            top, bottom = Fraction(over.text), Fraction(under.text)
        else:
            return None
        if not 0 < top < bottom or top.denominator * bottom.denominator != 1 or self.kind() == "^":
            raise Unreadable("ambiguous")
        return Number(int(whole.text) + top / bottom)

    def power(self) -> Node:
        node = self.atom()
        while (kind := self.kind()) in ("!", "deg", "%"):
            self.take()
            if kind == "!" and self.kind() == "!":
                raise Unreadable("ambiguous")
            node = Apply(kind, (node,))
        if self.kind() == "^":
            self.take()
            node = Apply("^", (node, self.exponent()))
            while self.kind() in ("deg", "%"):
                node = Apply(self.take().kind, (node,))
        return node

    def exponent(self) -> Node:
        return self.inside(lambda: self.signed(self.power))

    def group(self, what: str) -> Node:
        """What a command takes: braces, or one digit or letter."""
        kind = self.kind()
        if kind == "{":
            self.take()
            return self.inside(self.sum, "}")
        if kind in ("name", "frac", "root2") or (kind == "function" and what != "sqrt"):
            return self.inside(self.atom)
        raise Unreadable(what)

    def digits(self, what: str, count: int) -> list[Node]:
        """The `count` arguments of a command, in braces or as digits: `{1}{2}`, `12`, `1{2}`, `{1}2`."""
        found: list[Node] = []
        while len(found) < count:
            if self.kind() == "number":
                text = self.take().text
                if "." in text or len(found) + len(text) > count:
                    raise Unreadable(what)
                found += [Number(Fraction(digit)) for digit in text]
            else:
                found.append(self.group(what))
        return found

    def atom(self) -> Node:
        token = self.take()
        kind = token.kind
        if kind == "number":
            if self.kind() == "_":  # a stated base: only 10 is the number that stands there
                self.take()
                if self.group_digits() != "10":
                    raise Unreadable("base")
            return Number(Fraction(token.text))
        if kind == "name":
            return Name(token.text)
        if kind == "(" or kind == "[" or kind == "{":
            return self.inside(self.sum, {"(": ")", "[": "]", "{": "}"}[kind])
        if kind == "|":
            return Apply("abs", (self.inside(self.sum, "|"),))
        if kind == "frac" or kind == "binom":
            top, bottom = self.digits(kind, 2)
            return Apply("/" if kind == "frac" else kind, (top, bottom))
        if kind == "function":
            return self.inside(lambda: self.function(token.text))
        if kind in ("root2", "root3", "root4"):
            return Apply("root", (self.inside(self.atom), Number(Fraction(int(kind[4])))))
        if kind == "vulgar":
            return Number(Fraction(token.text))
        if kind == "repeating":
            return Number(_repeating(token.text))
        raise Unreadable("syntax")

    def group_digits(self) -> str:
        if self.kind() != "{":
            return self.take().text
        _, digits, close = self.take(), self.take(), self.take()
        return digits.text if close.kind == "}" else ""

    def function(self, name: str) -> Node:
        if name == "sqrt" or name == "cbrt":
            return self.root(name)
        base: Node | None = None
        exponent: Node | None = None
        if name == "log" and self.kind() == "_":
            self.take()
            base = Number(Fraction(self.take().text)) if self.kind() == "number" else self.group("base")
        if self.kind() == "^":
            self.take()
            exponent = self.exponent()
        bracket = {"(": ")", "[": "]", "{": "}", "|": "|"}.get(self.kind())
        argument = self.inside(self.atom) if bracket else self.argument()
        if exponent == Number(Fraction(-1)):
            if f"arc{name}" not in ("arcsin", "arccos", "arctan"):
                raise Unreadable("ambiguous")
            return Apply(f"arc{name}", (argument,))
        if name == "lg":
            name, base = "log", Number(Fraction(10))
        node = Apply(name, (argument, base)) if base else Apply("ln" if name == "log" else name, (argument,))
        return Apply("^", (node, exponent)) if exponent else node

    def argument(self) -> Node:
        """The product after a function's name, up to a sign of operation or another function."""
        factors = [self.mixed() or self.power()]
        while self.kind() in _FIRST and self.kind() != "function":
            if self.kind() in ("(", "["):
                if self.tokens[self.place - 1].kind == "name" and self.tokens[self.place - 1].text != "pi":
                    break
                raise Unreadable("ambiguous")
            factors.append(self.power())
        return factors[0] if len(factors) == 1 else Apply("*", tuple(factors))

    def root(self, name: str) -> Node:
        index: Node = Number(Fraction(2 if name == "sqrt" else 3))
        if self.kind() == "[":
            self.take()
            index = self.inside(self.sum, "]")
        if self.kind() == "(":
            return Apply("root", (self.atom(), index))
        if self.kind() == "number" and self.tokens[self.place].gap and self.tokens[self.place - 1].text == "sqrt":
            return Apply("root", (self.atom(), index))  # `sqrt 12`, `\sqrt 2`
        return Apply("root", (self.digits("sqrt", 1)[0], index))


def _repeating(text: str) -> Fraction:
    """`0.1\\overline{6}` -> 1/6."""
    before, _, rest = text.partition("\\")
    whole, _, fixed = before.partition(".")
    block = "".join(filter(str.isdecimal, rest))
    if len(before) > 60:
        raise Unreadable("number")
    shift = 10 ** len(fixed)
    return Fraction(int((whole or "0") + fixed), shift) + Fraction(int(block), shift * (10 ** len(block) - 1))
