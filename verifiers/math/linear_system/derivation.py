"""Derivations of linear systems: numbered lines, each an equation and the combination of earlier equations that it is.

`S3: 2*E1 - 3*S2: 7y - z = 4` is sound when twice the first equation of the problem minus three times line 2 says just that. Every line
follows from the problem, so lines that give what is asked for prove it, whichever way led there; nothing short of that is paid. A
parameter k is told by a line `S1: k = 3`, and shown to be the right one by a combination of equations that says 0 = 0."""

import re
from collections.abc import Callable, Sequence
from itertools import permutations
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.derivation import Reading, concluded
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _sums as sums
from synth.verifiers.parsers.steps import Line, read_lines

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Call the equations of the problem E1, E2, E3, ... in their order. \
Each line names a combination of them and of earlier lines, and the equation that it gives, with whole numbers or fractions:
S1: 2*E1 - E2: 5y - z = 7
S2: (E3 + S1)/4: y = 2
In a problem about things, let x, y, z, w, v stand for one of each kind. If the equations have a parameter k, first write a line such as \
"S1: k = 5"; from there on they are those for this k, and one line must be a combination of them that gives 0 = 0. \
The last lines give what is asked for. If there is no solution, the last line gives an equation such as 0 = 3.
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行。题目中的方程依次记为 E1、E2、E3……每行先写出这些方程和前面各行的一个线性组合，\
再写出由它得到的方程，系数用整数或分数：
S1: 2*E1 - E2: 5y - z = 7
S2: (E3 + S1)/4: y = 2
如果题目讲的是各种东西，就用 x、y、z、w、v 分别表示每种东西一个的数值。如果方程含有参数 k，先写一行，例如“S1: k = 5”，\
此后各方程都取这个 k 时的样子，并且必须有一行是它们的组合，得到 0 = 0。最后几行给出所求的结果。如果没有解，最后一行给出 0 = 3 这样的方程。
""",
}
MAX_SIZE = 10**12
"""Largest numerator or denominator on the way."""
MAX_LINES = 100
"""Lines of a derivation; five unknowns need about twenty."""

_SIGNS = str.maketrans("（）：＝＋－−–·×⋅", "():=+---***", "$`{}")
_FRACTION = re.compile(r"\\[dt]?frac ?\{(\d{1,9})\} ?\{(\d{1,9})\}", re.ASCII)
_PARAMETER = re.compile(r"k ?= ?(-?\d{1,6}(?:/[1-9]\d{0,5})?)", re.ASCII)

P = TypeVar("P")


class System(NamedTuple):
    """What a derivation is about."""

    rows: Sequence[Sequence[int | Fraction]]
    """The equations, for the right k: coefficients, then the right side."""
    k: Fraction | None
    """The parameter, where there is one."""
    names: str
    """What the unknowns are called: `xyz`."""
    named: bool
    """Whether the problem itself names them; in a story each may be any of these letters."""
    asked: Sequence[Sequence[Fraction]]
    """The equations that it has to reach; none where it has to show that there is no solution."""


class Equation(NamedTuple):
    entries: tuple[Fraction, ...]
    """Coefficients, then the right side."""
    parts: tuple[Fraction, ...]
    """How many times it takes each equation of the problem."""


class Read(NamedTuple):
    found: list[Equation]
    """What the sound lines say, those before the first wrong one."""
    reason: str
    """What is wrong with that one."""


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], system: System) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT. verify: judges the final answer.

    Reasons, of the first wrong line: format (it cannot be read), label (it uses a line that is not there), parameter (another k, none where
    one is due, or a second time), value (the combination says something else). Then missing (no lines), open (what is asked for is not
    reached), answer (the final answer is refused)."""
    lines = read_lines(completion)
    found, reason = _read(lines, system)
    reading = Reading(len(found), reason, _reached(found, system))
    return concluded(problem, completion, verify, lines, reading, "open")


def proven(completion: str, system: System) -> Proven:
    """Whether the lines before the first wrong one prove the right answer; see `synth.verifiers.score_steps`."""
    read = _read(read_lines(completion), system)
    return Proven(float(_reached(read.found, system)), not read.reason)


def _read(lines: Sequence[Line], system: System) -> Read:
    width, size = len(system.rows[0]), len(system.rows)
    known = {
        f"E{number + 1}": Equation(tuple(map(Fraction, row)), tuple(Fraction(number == other) for other in range(size)))
        for number, row in enumerate(system.rows)
    }
    letters = [tuple(system.names)] if system.named else list(permutations(system.names))
    found: list[Equation] = []
    waiting = system.k is not None
    for line in lines:
        if len(found) == MAX_LINES:
            return Read(found, "format")
        text = _FRACTION.sub(r"(\1/\2)", line.text).translate(_SIGNS).strip().rstrip(".。")
        if parameter := _PARAMETER.fullmatch(text):
            if not waiting or Fraction(parameter[1]) != system.k:
                return Read(found, "parameter")
            waiting = False
            found.append(_combined([], width, size))
            continue
        combination, _, equals = text.partition(":")
        made, sides = sums.read(combination), [side for side in map(sums.read, equals.split("=")) if side is not None]
        if made is None or "" in made or set(made) & set(system.names) or len(sides) != 2 or equals.count("=") != 1:
            return Read(found, "format")
        if waiting:
            return Read(found, "parameter")
        if not made.keys() <= known.keys():
            return Read(found, "label")
        equation = _combined([(times, known[name]) for name, times in made.items()], width, size)
        if max(max(abs(n.numerator), n.denominator) for n in (*equation.entries, *equation.parts)) > MAX_SIZE:
            return Read(found, "format")
        said = _said(*sides)
        letters = [names for names in letters if said == _named(equation, names)]
        if not letters:
            return Read(found, "value")
        known[f"S{line.label}"] = equation
        found.append(equation)
    return Read(found, "")


def _combined(made: Sequence[tuple[Fraction, Equation]], width: int, size: int) -> Equation:
    entries, parts = [Fraction(0)] * width, [Fraction(0)] * size
    for times, equation in made:
        entries = [a + times * b for a, b in zip(entries, equation.entries, strict=True)]
        parts = [a + times * b for a, b in zip(parts, equation.parts, strict=True)]
    return Equation(tuple(entries), tuple(parts))


def _said(left: sums.Sum, right: sums.Sum) -> sums.Sum:
    """left = right with everything on the left."""
    rest = {name: left.get(name, Fraction(0)) - right.get(name, Fraction(0)) for name in left.keys() | right.keys()}
    return {name: times for name, times in rest.items() if times}


def _named(equation: Equation, names: Sequence[str]) -> sums.Sum:
    """The same of an equation, in letters."""
    *left, right = equation.entries
    return {name: times for name, times in zip((*names, ""), (*left, -right), strict=True) if times}


def _reached(found: Sequence[Equation], system: System) -> bool:
    if system.k is not None and not any(any(one.parts) and not any(one.entries) for one in found):
        return False
    if not system.asked:
        return any(one.entries[-1] and not any(one.entries[:-1]) for one in found)
    said = {_scaled(one.entries) for one in found}
    solved = {place for entries in said for place, entry in enumerate(entries[:-1]) if sum(map(bool, entries[:-1])) == 1 and entry}
    return all(_scaled(asked) in said or {n for n, entry in enumerate(asked[:-1]) if entry} <= solved for asked in system.asked)


def _scaled(entries: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The same equation with 1 for its first coefficient."""
    first = next((entry for entry in entries if entry), Fraction(1))
    return tuple(entry / first for entry in entries)
