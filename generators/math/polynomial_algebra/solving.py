"""Worked solutions of polynomial algebra: divisions, Euclid's algorithm with the multiples on the way, squares, divided differences."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from synth.generators.derivation import numbered
from synth.generators.math._polynomials import written
from synth.verifiers.math._polynomials import Coefficients, at, divided, plus, reduced, times
from synth.verifiers.math.polynomial_algebra import NAMES, PolynomialAlgebra, answer, gcd

Some = Sequence[int | Fraction]


def worked(problem: PolynomialAlgebra, said: str) -> tuple[str, str]:
    """The lines; and a whole completion with a number in the last one, and in the answer, that is too large by one."""
    writer = _Writer(problem)
    getattr(writer, problem.ask)()
    trace = numbered((" = " in line, line) for line in writer.lines)
    head, _, tail = trace.rpartition(" = ")
    return trace, f"{head} = {_moved(tail)}\n\n<answer>\n{_moved(said)}\n</answer>"


def _moved(text: str) -> str:
    found = re.search(r"\d+(?!.*\d)", text)
    return text[: found.start()] + str(int(found[0]) + 1) + text[found.end() :] if found else f"{text} + 1"


def _in_brackets(f: Some) -> str:
    said = written(f)
    return said if re.fullmatch(r"\d+|x(?:\^\d)?|\d+x(?:\^\d)?", said) else f"({said})"


class _Writer:
    def __init__(self, problem: PolynomialAlgebra) -> None:
        self.problem, self.prime, self.lines, self.count = problem, problem.prime, list[str](), 0
        self.named = dict(zip(NAMES.get(problem.ask, "fgh"), map(list[int | Fraction], problem.operands), strict=False))

    def line(self, how: str, value: Some, name: str = "") -> str:
        """The label, or the name, of a line that says what something is."""
        self.count += 1
        self.lines.append(f"{f'{name} = ' if name else ''}{how} = {written(value)}")
        return name or f"S{self.count}"

    def kept(self, value: Some) -> Coefficients:
        return reduced(value, self.prime)

    # What the lines are made of.

    def divide(self, one: str, f: Some, other: str, g: Some) -> tuple[str, Coefficients]:
        """Long division, one term of the quotient a line. Returns the remainder."""
        rest = list(f)
        while len(rest) >= len(g):
            term = divided(rest, g, self.prime)[0]
            term = [term[0]] + [0] * (len(rest) - len(g))
            rest = self.kept(plus(rest, times(term, g), -1))
            one = self.line(f"{one} - {_in_brackets(term)}*{other}", rest)
        return one, rest

    def euclid(self, one: str, f: Some, other: str, g: Some, cofactors: bool) -> tuple[str, Coefficients, str, Coefficients]:
        """The last remainder that is not 0 of f by g, by the remainder of that and so on; and what g is to be multiplied by to leave it.
        With cofactors that is for numbers: the algorithm ends there."""
        u, v = ("0", Coefficients()), ("1", Coefficients([1]))
        a, b = list(f), list(g)
        while b and not (cofactors and len(b) == 1):
            quotient, rest = divided(a, b, self.prime)
            made = self.line(f"{one} - {_in_brackets(quotient)}*{other}", rest) if quotient else one
            one, a, other, b = other, b, made, rest
            if cofactors:
                new = self.kept(plus(u[1], times(quotient, v[1]), -1))
                how = f"-{_in_brackets(quotient)}*{v[0]}" if u[0] == "0" else f"{u[0]} - {_in_brackets(quotient)}*{v[0]}"
                u, v = v, (self.line(how, new) if quotient else u[0], new)
        return (other, b, *v) if cofactors else (one, a, "", Coefficients())

    def inverse_of(self, name: str, f: Some, by: str, g: Some) -> tuple[str, Coefficients]:
        """u with u f = 1 modulo g."""
        self.lines.append(f"Euclid's algorithm for {by} and {name}, each time with the multiple of {name} that the remainder is by {by}:")
        _, last, label, u = self.euclid(by, g, name, f, cofactors=True)
        inverse = pow(int(last[0]), -1, self.prime) if self.prime else 1 / Fraction(last[0])
        made = self.kept(times([inverse], u))
        if inverse != 1:
            label = self.line(f"{_in_brackets([inverse])}*{label}", made)
        if len(made) >= len(g):
            made = divided(made, g, self.prime)[1]
            label = self.line(f"{label} mod {by}", made)
        self.line(f"{label}*{name} mod {by}", [1])
        return label, made

    def common(self) -> Coefficients:
        (f, g), prime = (self.named["f"], self.named["g"]), self.prime
        self.lines.append("Euclid's algorithm for f and g:")
        label, last, _, _ = self.euclid("f", f, "g", g, cofactors=False)
        d = gcd(tuple(map(int, f)), tuple(map(int, g)), prime)
        factor = pow(int(last[0]), -1, prime) if prime else 1 / Fraction(last[0])
        self.line(label if factor == 1 else f"{_in_brackets([factor])}*{label}", d, "d")
        return d

    # Questions.

    def compose(self) -> None:
        f, g = self.problem.operands
        value, made = list[int | Fraction]([f[0]]), written(f[:1])
        for c in f[1:]:
            value = plus(times(value, g), [c])
            made = self.line(f"{made}*g" + (f" {'-' if c < 0 else '+'} {abs(c)}" if c else ""), value)

    def remainder(self) -> None:
        self.divide("f", self.named["f"], "g", self.named["g"])

    def gcd(self) -> None:
        self.common()

    def inverse(self) -> None:
        self.inverse_of("f", self.named["f"], "m", self.named["m"])

    def partial(self) -> None:
        f, g, h = self.problem.operands
        label, u = self.inverse_of("h", h, "g", g)
        self.lines.append("A has to leave the remainder of f when it is multiplied by h, on division by g:")
        self.line(f"{label}*f mod g", divided(times(u, f), g)[1], "a")

    def join(self) -> None:
        a, g, b, h = self.problem.operands
        label, u = self.inverse_of("g", g, "h", h)
        self.lines.append("a + g*t leaves the remainder a by g; by h it has to leave b:")
        times_g = divided(times(self.kept(plus(b, a, -1)), u), h, self.prime)[1]
        t = self.line(f"(b - a)*{label} mod h", times_g, "t")
        self.line(f"a + {t}*g", answer(self.problem))

    def power_by_gcd(self) -> tuple[str, Coefficients]:
        d, h = self.common(), self.named["h"]
        exponent, value, made = self.problem.exponent, list(h), "h"
        self.lines.append(f"Powers of h modulo d, by the binary digits of {exponent}, {bin(exponent)[2:]}:")
        if len(h) >= len(d):
            value = divided(h, d, self.prime)[1]
            made = self.line("h mod d", value)
        for bit in bin(exponent)[3:]:
            value = divided(self.kept(times(value, value)), d, self.prime)[1]
            made = self.line(f"{made}^2 mod d", value)
            if bit == "1":
                value = divided(self.kept(times(value, h)), d, self.prime)[1]
                made = self.line(f"{made}*h mod d", value)
        return made, value

    def inverse_by_gcd(self) -> None:
        made, value = self.power_by_gcd()
        self.inverse_of(made, value, "d", gcd(self.problem.operands[0], self.problem.operands[1], self.prime))

    def factor(self) -> None:
        """Linear factors from roots; two quadratics from the divisors of the constant."""
        left, rest = "f", list(answer(self.problem))
        *first, _ = sorted(self.problem.operands, key=len)
        for g in first:
            if len(g) == 2:
                root = Fraction(-g[1], g[0])
                self.line(f"{left}({root})", [])
            else:
                self.lines.append("There is no rational root; two quadratics are tried whose constants multiply to that of the polynomial.")
            rest = divided(rest, g)[0]
            left = self.line(f"{left}/({written(g)})", rest)

    def interpolate(self) -> None:
        """Divided differences, then the polynomial by its nested form."""
        xs, ys = self.problem.operands
        table: Coefficients = [Fraction(y) for y in ys]
        first = [table[0]]
        self.lines.append("Divided differences:")
        for step in range(1, len(xs)):
            new: Coefficients = []
            for i, (a, b) in enumerate(pairwise(table)):
                new.append((b - a) / Fraction(xs[i + step] - xs[i]))
                how = f"({b} - {_signed(a)})/({xs[i + step]} - {_signed(xs[i])})"
                self.line(how, [new[-1]] if new[-1] else [])
            table = new
            first.append(table[0])
        self.lines.append("The polynomial from the first ones, from the last to the first:")
        value, made = Coefficients([first[-1]] if first[-1] else []), _in_brackets([first[-1]])
        for k in range(len(xs) - 2, -1, -1):
            value = plus(times(value, [1, -xs[k]]), [first[k]])
            near = f"(x - {xs[k]})" if xs[k] > 0 else f"(x + {-xs[k]})" if xs[k] else "x"
            c = f" {'-' if first[k] < 0 else '+'} {abs(first[k])}" if first[k] else ""
            made = self.line(f"{made}*{near}{c}", value, "" if k else "p")
        for x in xs:
            y = at(value, Fraction(x))
            self.line(f"p({x})", [y] if y else [])


def _signed(number: int | Fraction) -> str:
    return str(number) if number >= 0 else f"({number})"
