"""What matrix claims: its rules in words, what cheap policies win, and which questions differ.

The policies look at the diagonal or at single entries, stop before the last step, or mix up rows and columns.

An exponent may be taken modulo one less than the prime of the remainder, which wins every power: eigenvalues are whole and differ, so that
this is Fermat's theorem, and a power with some fifty factors is left to do.
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

from msgspec.structs import replace

from synth.generators.math._parameter import by_size
from synth.generators.math.matrix import table
from synth.generators.math.matrix.guesses import GUESSES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.matrix import Matrix, power_entry, there


def _rows(p: Matrix) -> str:
    """Every row, in its order."""
    return r"\s+".join(map(re.escape, table(p)))


def _asks(*names: str) -> Callable[[Matrix], bool]:
    return lambda p: p.ask in names


RULES = (
    Rule("value", {"en": _rows, "zh": _rows}),
    Rule("value", {"en": r"determinant of A|det A", "zh": r"A 的行列式"}, _asks("determinant")),
    Rule("value", {"en": r"inverse of A", "zh": r"A 的逆矩阵"}, _asks("inverse")),
    Rule(
        "value",
        {
            "en": lambda p: rf"row {p.place[0]} and column {p.place[1]}\b.{{0,6}}, counted from 1",
            "zh": lambda p: rf"第 {p.place[0]} 行第 {p.place[1]} 列的数（行和列都从 1 数起）",
        },
        _asks("inverse", "power"),
    ),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: rf"B = A\^{p.exponent}\b"), _asks("power")),
    Rule(
        "value",
        {
            "en": lambda p: rf"divided by {p.modulus}\?.*from 0 to {p.modulus - 1} ",
            "zh": lambda p: rf"除以 {p.modulus} 的余数.*0 到 {p.modulus - 1} 之间",
        },
        lambda p: bool(p.modulus),
    ),
    Rule(
        "value",
        {"en": r"as often as it is a root of the characteristic polynomial", "zh": r"特征多项式的几重根就写几次"},
        _asks("eigenvalues"),
    ),
    Rule(
        "value",
        {
            "en": r"exactly one positive number t for which (A has no inverse|the determinant of A is 0)",
            "zh": r"只有一个正数 t 使 A (不可逆|的行列式等于 0)",
        },
        lambda p: bool(p.slopes) and p.ask != "rank",
    ),
    Rule(
        "value",
        {
            "en": lambda p: rf"all numbers t but one, the rank of A is {len(p.rows)}\b",
            "zh": lambda p: rf"除了一个数以外.{{1,20}}秩都是 {len(p.rows)}。",
        },
        _asks("rank"),
    ),
    Rule("value", {"en": r"A v = 0", "zh": r"A v = 0"}, _asks("kernel")),
    Rule("zero", {"en": r"other than the zero vector", "zh": r"非零向量"}, _asks("kernel")),
)


def _policy(guess: Callable[[Matrix], tuple[Fraction, ...]]) -> Callable[[Matrix], str]:
    return lambda problem: ", ".join(map(str, guess(problem)))


def _always(problem: Matrix) -> str:
    """What fits most often: small numbers, and 2 for one alone."""
    if problem.ask == "kernel":
        return ", ".join(["1"] * (len(problem.rows) - 1) + ["2"])
    return ", ".join(["2", "3", "4", "5"][: len(problem.rows)]) if problem.ask == "eigenvalues" else "2"


def _by_size(problem: Matrix) -> str:
    """The t that leaves the entries beside it smallest."""
    return str(by_size(problem.rows, problem.slopes)) if problem.ask == "rank" else ""


def _half(problem: Matrix) -> str:
    """Half of the exponent."""
    return str(power_entry(there(problem), problem.exponent // 2, problem.modulus, *problem.place)) if problem.ask == "power" else ""


SHORTCUTS = (
    Shortcut("t by the size of the entries beside it", _by_size, (0.005,) * 10),
    Shortcut("half the exponent", _half, (0.005,) * 6 + (0.1, 0.12, 0.005, 0.1)),
    *(Shortcut(name, _policy(guess), (0.005,) * 10) for name, guess in GUESSES),
    Shortcut("small numbers", _always, (0.03,) * 10),
)

NO_COPIES = "Each matrix is another one with its rows in another order, and the entry or the vector that is asked for moves with them."


def different(problem: Matrix, rng: Random) -> Iterator[Matrix]:
    """The matrix mirrored, or another remainder; a matrix and its double have the same vectors, but are not the same."""
    mirrored = tuple(zip(*problem.rows, strict=True))
    if problem.ask in ("determinant", "inverse", "eigenvalues") and mirrored != problem.rows:
        yield replace(problem, rows=mirrored)
    if problem.modulus:
        yield replace(problem, modulus=problem.modulus + 1)
    if problem.ask in ("kernel", "rank"):
        yield replace(problem, rows=_doubled(problem.rows), slopes=_doubled(problem.slopes))


def _doubled(rows: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(2 * entry for entry in row) for row in rows)
