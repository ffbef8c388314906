"""Derivations of matrices: numbered lines that replace a row by a combination of rows, multiply powers, or expand det(x - A).

`S2: R3 = R3 - 2*R1 = (0, 5, 1)` is sound when that is what the combination gives of the rows as they are by then, and the old third row is
part of it. From there on R3 is the new row. `S4: A^3 = A^2 * A = [(7, 12), (18, 31)]` multiplies powers that are known; `S5: p(x) = ...` is
the characteristic polynomial det(x - A)."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.derivation import Reading, judge_lines, proven_lines
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _sums as sums
from synth.verifiers.math._arithmetic import Side, evaluate, moving, other
from synth.verifiers.math._expressions import NoPolynomial, tokens, worth
from synth.verifiers.parsers.arithmetic import usual_signs
from synth.verifiers.parsers.steps import Line

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. R1, R2, ... are the rows of A as they are by then; a line replaces a row \
by a combination of rows in which it takes part itself:
S1: R2 = R2 - 3*R1 = (0, -1, 4)
S2: R3 = 2*R3 + R2 = (0, 0, 5)
For a determinant go on until no two rows begin with equally many zeros, and end with a line such as "det = 2*(-1)*5/2 = -5", from the \
first entries of the rows and what rows were multiplied by; a determinant of four numbers may be worked out at once. For an entry of the \
inverse each row has the rows of the unit matrix behind it, "R1 = R1 - R2 = (1, 0 | 3, -1)"; go on until the row in question begins like \
the unit matrix. For a vector that goes to 0, or a rank, go on until a row is 0 and no two others begin with equally many zeros. If there \
is a t, first write "t = 3"; the rows are those for this t from there on, and one of them has to become 0.
For powers multiply those that are known (as remainders, where a remainder is asked for), "A^3 = A^2 * A = [(7, 12), (18, 31)]". For \
eigenvalues write p(x) = det(x - A) as the expansion that it is, multiplied out, and as a product, each equal to the next:
S1: p(x) = (x - 2)*(x - 2) - 1*1 = x^2 - 4x + 3 = (x - 1)(x - 3)
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行。R1、R2……表示 A 当时的各行；每行用几行的线性组合替换其中一行，被替换的行自己要在组合中：
S1: R2 = R2 - 3*R1 = (0, -1, 4)
S2: R3 = 2*R3 + R2 = (0, 0, 5)
求行列式时，一直做到任何两行开头的零的个数都不同，最后写一行“det = 2*(-1)*5/2 = -5”，由各行的第一个非零数和各行乘过的倍数算出；\
只有四个数的行列式可以直接算。求逆矩阵的一个数时，每行后面接上单位矩阵的行，如“R1 = R1 - R2 = (1, 0 | 3, -1)”，\
一直做到所求的那一行开头与单位矩阵相同。求变成 0 的向量或求秩时，一直做到有一行全为 0，而其余任何两行开头的零的个数都不同。\
如果有 t，先写一行“t = 3”，此后各行都取这个 t 时的样子，并且其中必须有一行变成 0。
求幂时，把已知的幂相乘（要求余数时都写余数），如“A^3 = A^2 * A = [(7, 12), (18, 31)]”。\
求特征值时，把 p(x) = det(x - A) 依次写成展开式、整理后的多项式和乘积：
S1: p(x) = (x - 2)*(x - 2) - 1*1 = x^2 - 4x + 3 = (x - 1)(x - 3)
""",
}
MAX_LINES, MAX_SIZE, MAX_CHARACTERS = 100, 10**30, 700
MAX_KEPT = 20
"""Numbers of an expansion of which one at a time may be no entry."""
_FRACTION = re.compile(r"\\[dt]?frac ?\{(-?\d{1,20})\} ?\{(\d{1,20})\}", re.ASCII)
_NUMBER = re.compile(r"-? ?\d{1,30}(?: ?/ ?\d{1,30})?", re.ASCII)
_BETWEEN = re.compile(r"[\s\[\](){},;|&]*|[\s\[\](){},;|&]*\\\\[\s\[\](){},;|&]*")
_ROW = re.compile(r"R ?_?(\d)")
_SWAP = re.compile(r"R_?(\d) ?(?:<->|↔|\\leftrightarrow) ?R_?(\d)")
_POWER = re.compile(r"A(?:\^(\d{1,9}))?")
_LINEAR = re.compile(r"(?:\(?x(?: ?[-+] ?\d{1,4})?\)?(?:\^\d)?[ *]*)+")
_SIGNS = str.maketrans("（），＝：；［］｜−–·×⋅←", "(),=:;[]|--***=", "$`")

P = TypeVar("P")
Rows = list[list[Fraction]]


class Table(NamedTuple):
    """What a derivation is about."""

    ask: str
    """As in the problem."""
    rows: Sequence[Sequence[int | Fraction]]
    """For the right t."""
    t: Fraction | None
    place: Sequence[int]
    exponent: int
    modulus: int
    value: Fraction
    """The determinant or the entry that is asked for."""
    characteristic: Sequence[int]
    """Coefficients, where eigenvalues are asked for."""
    moved: tuple[Mapping[int, int], Sequence[int]]
    """Other numbers in place of the entries, and the coefficients for them."""


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], table: Table) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT. verify: judges the final answer.

    Reasons, of the first wrong line: format (it can't be read), parameter (another t, or none where one is due), row (a row that is not
    there, or the old row is no part of the new one), power (one of them is not known, or another comes out), value (its sides differ).
    Then missing (no lines), milestone (they do not go far enough), answer (the final answer is refused)."""
    return judge_lines(problem, completion, verify, lambda lines: read(lines, table))


def proven(completion: str, table: Table) -> Proven:
    """Whether the lines before the first wrong one prove the right answer; see `synth.verifiers.score_steps`."""
    return proven_lines(completion, lambda lines: read(lines, table))


def read(lines: Sequence[Line], table: Table) -> Reading:
    state = _State(table)
    for number, line in enumerate(lines):
        text = _FRACTION.sub(r"\1/\2", line.text).translate(_SIGNS).strip().rstrip(".。")
        reason = state.line(text) if number < MAX_LINES and len(text) <= MAX_CHARACTERS else "format"
        if reason:
            return Reading(number, reason, state.arrived)
    return Reading(len(lines), "", state.arrived)


class _State:
    """The rows and powers after some lines."""

    def __init__(self, table: Table) -> None:
        self.table, self.waiting = table, table.t is not None
        size = len(table.rows)
        unit = [[Fraction(i == j) for j in range(size)] if table.ask == "inverse" else [] for i in range(size)]
        self.rows: Rows = [[*map(Fraction, row), *more] for row, more in zip(table.rows, unit, strict=True)]
        self.powers = {1: [[self._residue(int(a)) for a in row] for row in table.rows]} if table.ask == "power" else {}
        self.arrived, self.singular = False, table.t is None
        self.scale = Fraction(1)  # how many times the determinant of the table that of the rows is

    def _residue(self, number: int) -> int:
        return number % self.table.modulus if self.table.modulus else number

    def line(self, text: str) -> str:
        """What is wrong with it."""
        first, equals, rest = (part.strip() for part in text.partition("="))
        if first == "t" and equals:
            if not self.waiting or _numbers(rest) != [self.table.t]:
                return "parameter"
            self.waiting = False
            self._look()
            return ""
        if self.waiting:
            return "parameter"
        if swap := _SWAP.fullmatch(text):
            return self._swap(int(swap[1]) - 1, int(swap[2]) - 1)
        if not equals:
            return "format"
        if found := _ROW.fullmatch(first):
            return self._row(int(found[1]) - 1, rest)
        if found := _POWER.fullmatch(first):
            return self._power(int(found[1] or 1), rest)
        if first.replace(" ", "").startswith(("p(x)", "det(x")):
            return self._characteristic(rest)
        return self._number(first, rest)

    def _swap(self, one: int, other: int) -> str:
        if not max(one, other) < len(self.rows) or min(one, other) < 0 or one == other:
            return "row"
        self.rows[one], self.rows[other] = self.rows[other], self.rows[one]
        self.scale = -self.scale
        return ""

    def _row(self, number: int, rest: str) -> str:
        how, _, listed = rest.partition("=")
        made, entries = sums.read(how), _numbers(listed)
        if made is None or entries is None or "" in made:
            return "format"
        size = len(self.rows)
        factors = {int(name[1:]) - 1: times for name, times in made.items() if name[0] == "R"}
        if len(factors) < len(made) or not 0 <= number < size or not factors.get(number) or not all(0 <= k < size for k in factors):
            return "row"
        new = [sum((times * self.rows[k][column] for k, times in factors.items()), Fraction(0)) for column in range(len(self.rows[0]))]
        if new != entries:
            return "value"
        if any(max(abs(a.numerator), a.denominator) > MAX_SIZE for a in new):
            return "format"
        self.rows[number] = new
        self.scale *= factors[number]
        self._look()
        return ""

    def _look(self) -> None:
        """What the rows show as they are."""
        ask, size = self.table.ask, len(self.rows)
        if ask == "inverse":
            row = self.table.place[0] - 1
            self.arrived |= any(other[:size] == [Fraction(k == row) for k in range(size)] for other in self.rows)
            return
        self.singular |= not all(map(any, self.rows))
        if ask in ("kernel", "rank"):
            self.arrived |= self.singular and (ask == "rank" or self._stepped())

    def _stepped(self) -> bool:
        """Whether no two rows begin with equally many zeros, but for those that are 0."""
        begun = [_zeros(row) for row in self.rows if any(row)]
        return len(set(begun)) == len(begun)

    def _power(self, exponent: int, rest: str) -> str:
        how, _, listed = rest.rpartition("=")
        factors = [_POWER.fullmatch(part.strip()) for part in re.split(r"\*|(?<=\d) (?=A)", how)]
        entries = _numbers(listed)
        if entries is None or any(factor is None for factor in factors) or any(entry.denominator > 1 for entry in entries):
            return "format"
        exponents = [int(factor[1] or 1) for factor in factors if factor]
        if not self.singular or not 2 <= len(exponents) <= 3 or sum(exponents) != exponent or not self.powers.keys() >= set(exponents):
            return "power"
        new = self.powers[exponents[0]]
        for factor in exponents[1:]:
            columns = list(zip(*self.powers[factor], strict=True))
            new = [[self._residue(sum(a * b for a, b in zip(row, column, strict=True))) for column in columns] for row in new]
        if [self._residue(int(entry)) for entry in entries] != [entry for row in new for entry in row]:
            return "value"
        if max(abs(entry) for row in new for entry in row) > MAX_SIZE:
            return "format"
        self.powers[exponent] = new
        self.arrived |= exponent == self.table.exponent
        return ""

    def _characteristic(self, rest: str) -> str:
        sides = rest.split("=")
        read = [_polynomial(side.strip()) for side in sides]
        if None in read or self.table.ask != "eigenvalues":
            return "format"
        if any(side != tuple(self.table.characteristic) for side in read):
            return "value"
        if len(sides) > 1 and _LINEAR.fullmatch(sides[-1].strip()):
            self.arrived = self.arrived or any(map(self._expands, sides[:-1]))
        return ""

    def _expands(self, side: str) -> bool:
        """Whether it is det(x - A) in the entries of A: with other entries it gives that of the other matrix. One number may be another one
        than the entry that looks like it."""
        entries = {str(abs(int(entry))) for row in self.table.rows for entry in row if entry}
        if not entries <= set(re.findall(r"\d+", side)):
            return False
        moved, wanted = self.table.moved
        found = list(tokens(side.strip()))
        places = [k for k, token in enumerate(found) if token.isdigit() and int(token) in moved and found[k - 1 : k] != ["^"]]
        there = [str(moved[int(token)]) if k in places else token for k, token in enumerate(found)]
        for kept in (None, *places[:MAX_KEPT]):
            try:
                if tuple(worth([found[k] if k == kept else token for k, token in enumerate(there)], {}, 0)) == tuple(wanted):
                    return True
            except NoPolynomial:
                return False
        return False

    def _number(self, first: str, rest: str) -> str:
        """A determinant, from the first entries of the rows; any other equation is sound when its sides are equal."""
        sides = [evaluate(usual_signs(side)) for side in rest.split("=")]
        named = evaluate(usual_signs(first))
        read = [side for side in (named, *sides) if side]
        if len(read) < len(sides) + bool(named) or len(read) < 2 or (not named and not re.fullmatch(r"[A-Za-z][\w() ]{0,20}", first)):
            return "format"
        if any(side.value != read[-1].value for side in read):
            return "value"
        if self.table.ask == "determinant" and read[-1].value == self.table.value:
            self.arrived |= self._worked_out(read[0])
        return ""

    def _worked_out(self, side: Side) -> bool:
        """Whether it is the determinant by the rows: of other rows of the same kind it would give theirs. `2 + 3 + 1 + 5 - 4` would not."""
        if len(self.rows) == 2 and not self._stepped():
            entries = [entry for row in self.rows for entry in row]  # of four numbers, at once
        elif self._stepped():
            entries = [next((entry for entry in row if entry), Fraction(0)) for row in self.rows]
        else:
            return False
        moved = moving(entries)
        if not moved.keys() <= side.numbers:
            return False
        others = [other(entry, moved) for entry in entries]
        if self._stepped():
            sign = 1 if self.table.value * self.scale == math.prod(entries) else -1  # of the order of the rows
            wanted = sign * math.prod(others) / self.scale
        else:
            wanted = (others[0] * others[3] - others[1] * others[2]) / self.scale
        return side.may_become(wanted, moved)


def _zeros(row: Sequence[Fraction]) -> int:
    return next((place for place, entry in enumerate(row) if entry), len(row))


@lru_cache(maxsize=512)
def _polynomial(text: str) -> tuple[int | Fraction, ...] | None:
    try:
        return tuple(worth(tokens(text), {}, 0))
    except NoPolynomial:
        return None


def _numbers(text: str) -> list[Fraction] | None:
    """The numbers of a row or of a matrix; None where there is more than numbers, brackets and what parts them."""
    text = re.sub(r"\\(?:begin|end)\{[bp]?matrix\}", " ", text)
    if not all(_BETWEEN.fullmatch(part) for part in _NUMBER.split(text)):
        return None
    found = [part.replace(" ", "") for part in _NUMBER.findall(text)]
    return None if any(part.endswith("/0") for part in found) else [Fraction(part) for part in found]
