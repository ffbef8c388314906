"""Redox: balance a redox equation, or a half-reaction, in acidic or basic solution, with H^+, OH^- and H2O where they are needed.

Refused for the first of: format (no equation), species (one not allowed, or a given one missing or on the wrong side), sides (one on both
sides), atoms (not as many of each element), charge (not the same on both sides), ratio (not the one that is told), whole (not the smallest
whole numbers)."""

import math
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers import derivation
from synth.verifiers.derivation import Reading
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.steps import Line
from synth.verifiers.science._chemistry import null_space
from synth.verifiers.science._equations import SPECIES, equation, parts, told_apart
from synth.verifiers.science.redox import halves
from synth.verifiers.science.redox.halves import written

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Ratio", "Redox", "proven", "route", "solution", "verify", "verify_trace", "written"]

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation by half-reactions as numbered lines, an equation in each. Every half-reaction takes two \
lines or more: first without electrons (perhaps with H and O still to be balanced), then with all atoms balanced but still without \
electrons, then the same with the electrons, so that the charge is balanced too:
S1: TcO4^- -> TcO2
S2: TcO4^- + 4 H^+ -> TcO2 + 2 H2O
S3: TcO4^- + 4 H^+ + 3 e^- -> TcO2 + 2 H2O
S4: Eu^2+ -> Eu^3+
S5: Eu^2+ -> Eu^3+ + e^-
The last line adds half-reactions so that the electrons cancel, and tells which:
S6: S3 + 3 * S5: TcO4^- + 3 Eu^2+ + 4 H^+ -> TcO2 + 3 Eu^3+ + 2 H2O
Where one half-reaction alone is asked for, there is no such line. The anion of a salt may stand as an ion in a half-reaction.
""",
    "zh": """
写出最终答案之前，请用半反应法写出带编号的推导，每行一个方程式。每个半反应至少写两行：先不写电子（H 和 O 可以暂不配平），\
再写各元素原子都已配平、但仍不含电子的式子，最后在同一式子中加上电子，使电荷也守恒：
S1: TcO4^- -> TcO2
S2: TcO4^- + 4 H^+ -> TcO2 + 2 H2O
S3: TcO4^- + 4 H^+ + 3 e^- -> TcO2 + 2 H2O
S4: Eu^2+ -> Eu^3+
S5: Eu^2+ -> Eu^3+ + e^-
最后一行把各半反应相加，使电子抵消，并注明是哪几行、各乘以几：
S6: S3 + 3 * S5: TcO4^- + 3 Eu^2+ + 4 H^+ -> TcO2 + 3 Eu^3+ + 2 H2O
如果只求一个半反应，则不需要这一行。盐的阴离子在半反应中可以写成离子。
""",
}

Species = Annotated[str, Meta(pattern=rf"\A{SPECIES}\Z")]
ADDED = {"H^+": ("H2O", "H^+"), "OH^-": ("H2O", "OH^-"), "none": ()}
"""What may stand on either side beside the given species."""
Amount = Annotated[int, Meta(ge=1, le=20)]


class Ratio(Frozen, frozen=True):
    """Two species of one side, in molar amounts."""

    one: Species
    other: Species
    a: Amount
    b: Amount
    """`NO : NO2 = 2 : 3`."""


class Redox(Problem, frozen=True):
    left: Annotated[tuple[Species, ...], Meta(min_length=1, max_length=4)]
    """`("Cr2O7^2-", "Fe^2+")`."""
    right: Annotated[tuple[Species, ...], Meta(min_length=1, max_length=7)]
    medium: Literal["H^+", "OH^-", "none"]
    """What may be added, with H2O: an acidic or a basic solution, or nothing."""
    half: bool
    """Whether it is a half-reaction, to which electrons are added."""
    ratios: Annotated[tuple[Ratio, ...], Meta(max_length=2)]
    """Of species where atoms and charge leave a choice."""

    def __post_init__(self) -> None:
        for one in (*self.left, *self.right):
            parts(one)
        if len({*self.left, *self.right}) < len(self.left) + len(self.right):
            raise ValueError("a species stands once")
        if not told_apart((*self.left, *self.right, "H2O", "H^+", "OH^-", "e^-")):
            raise ValueError("species that are written alike")
        for ratio in self.ratios:
            if ratio.one == ratio.other or not any({ratio.one, ratio.other} <= set(side) for side in (self.left, self.right)):
                raise ValueError("a ratio of two species of one side")
        solution(self)


def added(problem: Redox) -> tuple[str, ...]:
    """What may be added."""
    return ADDED[problem.medium] + (("e^-",) if problem.half else ())


@kept
def solution(problem: Redox) -> dict[str, int]:
    """Coefficients: above 0 on the right side, below 0 on the left, species that take no part left out. Raises ValueError where there is
    no equation, or a choice."""
    given = (*problem.left, *problem.right)
    names = (*given, *(one for one in added(problem) if one not in given))
    counts = [parts(name) for name in names]
    elements = sorted({element for one, _ in counts for element in one})
    rows = [[one.get(element, 0) for one, _ in counts] for element in elements] + [[charge for _, charge in counts]]
    rows += [[ratio.b * (name == ratio.one) - ratio.a * (name == ratio.other) for name in names] for ratio in problem.ratios]
    found = null_space(rows, len(names))
    if len(found) != 1:
        raise ValueError("no equation, or a choice")
    (vector,) = found
    sign = -1 if vector[0] > 0 else 1
    sized = {name: sign * size for name, size in zip(names, vector, strict=True)}
    if any(sized[one] >= 0 for one in problem.left) or any(sized[one] <= 0 for one in problem.right):
        raise ValueError("a species on the other side")
    return {name: size for name, size in sized.items() if size}


def verify(problem: Redox, answer: str) -> Verdict:
    """H3O^+ in place of H^+ is right too."""
    extra = added(problem)
    read = equation(answer, {*problem.left, *problem.right, *extra, *(("H3O^+",) if "H^+" in extra else ())})
    if isinstance(read, str):
        return refuse(read)
    left, right = read
    if not set(problem.left) <= left.keys() or not set(problem.right) <= right.keys():
        return refuse("species")
    if {"H^+", "H3O^+"} <= left.keys() | right.keys():
        return refuse("species")
    if left.keys() & right.keys():
        return refuse("sides")
    total, charge = dict[str, Fraction](), Fraction(0)
    for side, sign in ((left, -1), (right, 1)):
        for name, size in side.items():
            counts, own = parts(name)
            charge += sign * own * size
            for element, number in counts.items():
                total[element] = total.get(element, Fraction(0)) + sign * number * size
    if any(total.values()):
        return refuse("atoms")
    if charge:
        return refuse("charge")
    sizes = {**left, **right}
    if any(sizes[ratio.one] * ratio.b != sizes[ratio.other] * ratio.a for ratio in problem.ratios):
        return refuse("ratio")
    whole = all(size.denominator == 1 and size for size in sizes.values())
    return ACCEPT if whole and math.gcd(*map(int, sizes.values())) == 1 else refuse("whole")


def _allowed(problem: Redox) -> tuple[str, ...]:
    """What the lines of a derivation may be about."""
    extra = halves.helpers(added(problem), (*problem.left, *problem.right))
    return (*problem.left, *problem.right, *extra, *(("H3O^+",) if "H^+" in extra else ()))


@kept
def route(problem: Redox) -> tuple[str, ...]:
    """The lines of the way by pencil."""
    given = (*problem.left, *problem.right)
    return tuple(halves.lines(problem.left, problem.right, halves.helpers(added(problem), given), solution(problem), problem.half))


def _read(problem: Redox, lines: Sequence[Line]) -> Reading:
    return Reading(*halves.judged(lines, _allowed(problem), solution(problem), problem.half))


def verify_trace(problem: Redox, completion: str) -> TraceVerdict:
    """The verdict on lines of equations. Reasons, of the first wrong line: format, species, atoms, charge, order, sum (see
    `halves.judged`). Then missing (no lines), milestone (they do not lead to the equation), answer (the final answer is refused)."""
    return derivation.judge_lines(problem, completion, verify, lambda lines: _read(problem, lines))


def proven(problem: Redox, completion: str) -> Proven:
    """Whether the lines come to the equation; see `synth.verifiers.score_steps`."""
    return derivation.proven_lines(completion, lambda lines: _read(problem, lines))


_IRON = Redox(("Cr2O7^2-", "Fe^2+"), ("Cr^3+", "Fe^3+"), "H^+", False, ())
_BASE = Redox(("MnO4^-", "SO3^2-"), ("MnO2", "SO4^2-"), "OH^-", False, ())
_HALF = Redox(("MnO4^-",), ("Mn^2+",), "H^+", True, ())
_SILVER = Redox(("Cu", "Ag^+"), ("Cu^2+", "Ag"), "none", False, ())
_MIXED = Redox(("Cu", "NO3^-"), ("Cu^2+", "NO", "NO2"), "H^+", False, (Ratio("NO", "NO2", 2, 3),))

EXAMPLES = (
    (_IRON, "Cr2O7^2- + 6 Fe^2+ + 14 H^+ -> 2 Cr^3+ + 6 Fe^3+ + 7 H2O", ""),
    (_IRON, "配平的离子方程式：Cr2O7^2- + 6 Fe^2+ + 14 H^+ -> 2 Cr^3+ + 6 Fe^3+ + 7 H2O", ""),
    (_IRON, "Cr2O7^2- + 6 Fe^2+ + 14 H^+ + 0 H2O -> 2 Cr^3+ + 6 Fe^3+ + 7 H2O", "species"),
    (_IRON, r"\ce{Cr2O7^2- + 14H+ + 6Fe^2+ -> 2Cr^3+ + 7H2O + 6Fe^3+}", ""),
    (_IRON, r"$\mathrm{Cr_2O_7^{2-} + 6Fe^{2+} + 14H^+ \rightarrow 2Cr^{3+} + 6Fe^{3+} + 7H_2O}$", ""),
    (_IRON, "Cr₂O₇²⁻(aq) + 6Fe²⁺(aq) + 14H⁺(aq) → 2Cr³⁺(aq) + 6Fe³⁺(aq) + 7H₂O(l)", ""),
    (_IRON, "Cr2O72-+6Fe2++14H+=2Cr3++6Fe3++7H2O", ""),
    (_IRON, "Cr2O7^2- + 6 Fe^2+ + 14 H3O^+ -> 2 Cr^3+ + 6 Fe^3+ + 21 H2O", ""),
    (_BASE, "2MnO4- + 3SO3^2- + H2O -> 2MnO2 + 3SO4^2- + 2OH-", ""),
    (_HALF, "MnO4^- + 8 H^+ + 5 e^- -> Mn^2+ + 4 H2O", ""),
    (_SILVER, "Cu + 2Ag+ → Cu2+ + 2Ag", ""),
    (_MIXED, "9 Cu + 10 NO3^- + 28 H^+ -> 9 Cu^2+ + 4 NO + 6 NO2 + 14 H2O", ""),
    (_MIXED, "9 Cu + 10 NO3^- + 28 H^+ -> 9 Cu^2+ + 4 NO + 6 NO2 + 12 H2O", "atoms"),
    (_IRON, "", "format"),
    (_IRON, "Cr2O7^2- : Fe^2+ = 1 : 6", "format"),
    (_IRON, "1, 6, 14, 2, 6, 7", "format"),
    (_IRON, "Cr2O7^2- + 6 Fe^2+ + 14 H^+", "format"),
    (_IRON, "Cr2O7^2- + 6 Fe^2+ + 7 H2O -> 2 Cr^3+ + 6 Fe^3+ + 14 OH^-", "species"),
    (_IRON, "Cr2O7^2- + 14 H^+ + 6 e^- -> 2 Cr^3+ + 7 H2O", "species"),
    (_IRON, "Cr2O7^2- + Fe^2+ -> Cr^3+ + Fe^3+", "atoms"),
    (_IRON, "Cr2O7^2- + Fe^2+ + 14 H^+ -> 2 Cr^3+ + Fe^3+ + 7 H2O", "charge"),
    (_IRON, "Cr2O7^2- + 6 Fe^2+ + 15 H^+ -> 2 Cr^3+ + 6 Fe^3+ + 7 H2O + H^+", "sides"),
    (_IRON, "2 Cr2O7^2- + 12 Fe^2+ + 28 H^+ -> 4 Cr^3+ + 12 Fe^3+ + 14 H2O", "whole"),
    (_HALF, "1/5 MnO4^- + 8/5 H^+ + e^- -> 1/5 Mn^2+ + 4/5 H2O", "whole"),
    (_SILVER, "Cu + Ag^+ -> Cu^2+ + Ag", "charge"),
    (_MIXED, "2 Cu + 2 NO3^- + 6 H^+ -> 2 Cu^2+ + NO + NO2 + 3 H2O", "ratio"),
    (_IRON, "配平后的离子方程式为：Cr2O7^2- + 6Fe^2+ + 14H^+ = 2Cr^3+ + 6Fe^3+ + 7H2O。", ""),
    (_IRON, "答案是 Cr₂O₇²⁻ + 6Fe²⁺ + 14H⁺ ═ 2Cr³⁺ + 6Fe³⁺ + 7H₂O", ""),
    (_BASE, "离子方程式：2MnO₄⁻＋3SO₃²⁻＋H₂O＝2MnO₂↓＋3SO₄²⁻＋2OH⁻", ""),
    (_HALF, "半反应为 MnO4^- + 5e^- + 8H^+ = Mn^2+ + 4H2O", ""),
    (_SILVER, "方程式是：Cu + 2Ag^+ = Cu^2+ + 2Ag", ""),
    (_SILVER, "方程式是：Cu + Ag^+ = Cu^2+ + Ag", "charge"),
    (_BASE, "答案是 MnO4^- + SO3^2- = MnO2 + SO4^2-", "atoms"),
    (_HALF, "半反应为 MnO4^- + 8H^+ = Mn^2+ + 4H2O", "charge"),
)
