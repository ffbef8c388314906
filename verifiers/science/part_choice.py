"""Part choice: resistors and capacitors of preferred values with which a circuit meets all its conditions; any such choice is right.

Refused for the first of: format (not one value with its unit for each part), series (a value that is not on sale), condition (a condition
is not met, or not with every deviation that parts may have).

A long file, as answers and derivations rest on the same table of circuits."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import product
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers import quantities
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain
from synth.verifiers.parsers.units import CHINESE, NONE
from synth.verifiers.science import _derivation
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science._sheet import Sheet, Value

__all__ = ["CIRCUITS", "EXAMPLES", "SERIES", "TRACE_FORMAT", "Need", "PartChoice", "proven", "route", "verify", "verify_trace"]

TRACE_FORMAT = {
    "en": _derivation.TRACE_FORMAT["en"].replace(" The last line gives the answer.", "")
    + """\
The values of the parts that you choose may be used as well. Check your choice: for each condition a line gives the value of the quantity \
that it is about; where parts may deviate, one line gives its least value and one its largest, each by values of parts that were worked \
out before, as in `R1 = 10 kΩ * (1 - 5 / 100) = 9.5 kΩ`.
""",
    "zh": _derivation.TRACE_FORMAT["zh"].replace("最后一行给出答案。", "")
    + """\
所选元件的数值也可以使用。请检验所选的数值：对每个条件，用一行算出其中的量；如果元件可能有偏差，就用一行算出该量的最小值、\
用另一行算出最大值，所用的元件数值都要先算出来，如 `R1 = 10 kΩ * (1 - 5 / 100) = 9.5 kΩ`。
""",
}

SERIES: dict[int, tuple[int, ...]] = {
    6: (10, 15, 22, 33, 47, 68),
    12: (10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82),
    24: (10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91),
}
"""Preferred values of the series E6, E12 and E24 (IEC 60063)."""
CAPACITORS = (6, -8, -5)
"""Capacitors are of E6, from 10 nF to below 10 µF: the series, and the powers of ten between which its values lie."""
MAX_LENGTH = 600


class Circuit(NamedTuple):
    parts: tuple[str, ...]
    """`("R1", "R2")`."""
    needs: Mapping[str, tuple[str, ...]]
    """What may be asked of it, with the units in which that is told."""
    values: Callable[..., dict[str, Any]]
    """(parts, volts, load) -> value of each in SI units. Each rises or falls with each part all the way, so that it is largest and smallest
    where parts deviate as far as they may. For fractions and for arrays of numbers."""


def _pair(p: Any, volts: Any, load: Any) -> dict[str, Any]:
    r, s = p
    return {"series": r + s, "parallel": r * s / (r + s)}


def _divider(p: Any, volts: Any, load: Any) -> dict[str, Any]:
    r, s = p
    loaded = volts * s * load / (r * s + r * load + s * load)
    return {"output": volts * s / (r + s), "current": volts / (r + s), "loaded": loaded}


def _ladder(p: Any, volts: Any, load: Any) -> dict[str, Any]:
    r, s, t = p
    below = r * s + r * t + s * t
    return {"total": below / (s + t), "output": volts * s * t / below, "branch": volts * s / below}


def _tapped(p: Any, volts: Any, load: Any) -> dict[str, Any]:
    r, s, t = p
    every = r + s + t
    return {"upper": volts * (s + t) / every, "lower": volts * t / every, "current": volts / every}


def _mixer(p: Any, volts: Any, load: Any) -> dict[str, Any]:
    r, s, t = p
    return {"first gain": t / r, "second gain": t / s, "bias": r * s * t / (r * s + r * t + s * t)}


def _timer(p: Any, volts: Any, load: Any) -> dict[str, Any]:
    r, s, c = p
    return {"constant": r * s * c / (r + s), "final": volts * s / (r + s), "start": volts / r}


_OHMS, _AMPERES = ("Ω", "kΩ"), ("mA", "µA")
CIRCUITS: dict[str, Circuit] = {
    "pair": Circuit(("R1", "R2"), {"series": _OHMS, "parallel": _OHMS}, _pair),
    "divider": Circuit(("R1", "R2"), {"output": ("V",), "current": _AMPERES, "loaded": ("V",)}, _divider),
    "ladder": Circuit(("R1", "R2", "R3"), {"total": _OHMS, "output": ("V",), "branch": _AMPERES}, _ladder),
    "tapped": Circuit(("R1", "R2", "R3"), {"upper": ("V",), "lower": ("V",), "current": _AMPERES}, _tapped),
    "mixer": Circuit(("R1", "R2", "R3"), {"first gain": ("",), "second gain": ("",), "bias": _OHMS}, _mixer),
    "timer": Circuit(("R1", "R2", "C1"), {"constant": ("s", "ms"), "final": ("V",), "start": _AMPERES}, _timer),
}


class Need(Frozen, frozen=True):
    what: Literal[
        "series", "parallel", "output", "current", "loaded", "total", "branch", "upper", "lower", "first gain", "second gain", "bias",
        "constant", "final", "start",
    ]  # fmt: skip
    """A quantity of the circuit."""
    low: Given
    """The least that it may be: `3.27` V."""
    high: Given
    """And the most."""


class PartChoice(Problem, frozen=True):
    circuit: Literal["pair", "divider", "ladder", "tapped", "mixer", "timer"]
    series: Literal[6, 12, 24]
    """Of the resistors; capacitors are of E6."""
    decades: tuple[Annotated[int, Meta(ge=1, le=6)], Annotated[int, Meta(ge=2, le=7)]]
    """Resistors are on sale from 10^decades[0] to below 10^decades[1] ohms."""
    volts: Annotated[int, Meta(ge=0, le=60)]
    """Of the source; 0 where there is none."""
    load: Annotated[int, Meta(ge=0, le=10**6)]
    """Of a divider, in ohms; 0 where there is none."""
    spread: Annotated[int, Meta(ge=0, le=5)]
    """How many per cent each part may differ from its value."""
    needs: Annotated[tuple[Need, ...], Meta(min_length=1, max_length=3)]

    def __post_init__(self) -> None:
        told = CIRCUITS[self.circuit].needs
        if self.decades[0] >= self.decades[1] or len({need.what for need in self.needs}) < len(self.needs):
            raise ValueError("decades rise, and each quantity has one condition")
        for need in self.needs:
            if (
                need.what not in told
                or need.low.unit not in told[need.what]
                or need.high.unit != need.low.unit
                or need.low.si > need.high.si
            ):
                raise ValueError("each condition is about a quantity of the circuit, in its unit, and leaves something")
        if (self.volts == 0) != (self.circuit in ("pair", "mixer")) or (self.load > 0) != any(n.what == "loaded" for n in self.needs):
            raise ValueError("a source where one is needed, and a load where one is asked about")


def on_sale(problem: PartChoice, part: str) -> tuple[Fraction, ...]:
    """The values of a part that may be chosen, ascending, in ohms or farads."""
    return values_of(*(CAPACITORS if part[0] == "C" else (problem.series, *problem.decades)))


@lru_cache(maxsize=64)
def values_of(series: int, first: int, last: int) -> tuple[Fraction, ...]:
    """Of a series from 10^first to below 10^last, ascending."""
    return tuple(mantissa * Fraction(10) ** (power - 1) for power in range(first, last) for mantissa in SERIES[series])


def met(problem: PartChoice, parts: tuple[Fraction, ...]) -> bool:
    """Whether all conditions hold, however parts deviate."""
    off = Fraction(problem.spread, 100)
    circuit = CIRCUITS[problem.circuit]
    for deviations in product(sorted({1 - off, 1 + off}), repeat=len(parts)):
        values = circuit.values(
            [part * deviation for part, deviation in zip(parts, deviations, strict=True)], problem.volts, problem.load or 1
        )
        if not all(need.low.si <= values[need.what] <= need.high.si for need in problem.needs):
            return False
    return True


_READER = Reader(
    CHINESE
    | {word: sign for word, sign in WORDS.items() if sign == "and"}
    | {"取": " ", "选": " ", "为": "=", "选用": " ", "电阻": " ", "电容": " "}
)
_REMARK = re.compile(
    r"\s*\(E\d{1,2}\)"
    r"|\A\s*(?:choose|take|use|(?:one|a)\s+(?:possible\s+|valid\s+)?choice\s+is:?)\s+(?=[RC]_?\d)"
    r"|\A\(?R_?1, ?R_?2(?:, ?[RC]_?\d)?\)? ?= ?",
    re.IGNORECASE,
)
"""`10 kΩ (E12)`, `Choose R1 = ...`, `(R1, R2) = ...`."""
_EQUAL = re.compile(r"([RC]_?\d) ?= ?([RC]_?\d) ?= ?([^,;=]{1,30})")
"""`R1 = R2 = 10 kΩ`."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PARTS = re.compile(r"[,;\n&]|\\\\|\band\b")
_NAMED = re.compile(r"(?:[-*•]\s+)?\(?([RC])_?\s?\{?(\d)\}?\)?(?:\s*(?:=|:|is|of)+\s*|\s+)(?=[\d.])", re.IGNORECASE)
_SHORT = re.compile(r"\A(\d{1,4})([kKMRµunp])(\d{1,2})\Z")
_LETTER = re.compile(r"\A(\d{1,7}(?:\.\d{1,4})?)\s*([kKMRµunp])\Z")


def read(problem: PartChoice, answer: str) -> tuple[Fraction, ...] | None:
    """The values in the order of the parts; None where one is missing, twice there or no quantity of its kind."""
    if len(answer) > MAX_LENGTH or "~~" in answer:
        return None
    text = plain(answer, _READER).replace("$", " ").replace("`", " ").replace("**", " ").replace("\\quad", " ")
    text = _EQUAL.sub(r"\1 = \3, \2 = \3", _REMARK.sub("", text))
    names = CIRCUITS[problem.circuit].parts
    found: dict[str, Fraction] = {}
    pieces = [piece.strip(" \t") for piece in _PARTS.split(_THOUSANDS.sub("", text).strip("()[] ")) if piece.strip()]
    if len(pieces) != len(names):
        return None
    labels = [_NAMED.match(piece) for piece in pieces]
    if any(labels) and not all(labels):
        return None
    for place, (piece, label) in enumerate(zip(pieces, labels, strict=True)):
        name = f"{label[1].upper()}{label[2]}" if label else names[place]
        value = _value(piece[label.end() :] if label else piece, "F" if name[0] == "C" else "Ω")
        if name not in names or name in found or value is None:
            return None
        found[name] = value
    return tuple(found[name] for name in names)


def _value(text: str, base: str) -> Fraction | None:
    """`4.7 kΩ`, `4k7`, `4.7k`, `100 nF`, `100n`."""
    text = text.strip().replace("KΩ", "kΩ").replace("\\muF", "µF").replace("uF", "µF")
    if short := _SHORT.match(text):
        text = f"{short[1]}.{short[3]} {short[2]}"
    if (bare := _LETTER.match(text)) and (bare[2] in "kKMR") == (base == "Ω"):
        text = f"{bare[1]} {bare[2].replace('K', 'k').replace('R', '').replace('u', 'µ')}{base}"
    quantity = quantities.quantity(text)
    if quantity is None or quantity.bare or quantity.dimension != unit(base)[1]:
        return None
    return quantity.value


def verify(problem: PartChoice, answer: str) -> Verdict:
    parts = read(problem, answer)
    if parts is None:
        return refuse("format")
    if any(value not in on_sale(problem, name) for name, value in zip(CIRCUITS[problem.circuit].parts, parts, strict=True)):
        return refuse("series")
    return ACCEPT if met(problem, parts) else refuse("condition")


def _between(what: Any, low: str, high: str, unit_told: str) -> Need:
    return Need(what, Given(low, unit_told), Given(high, unit_told))


def route(problem: PartChoice, parts: tuple[Fraction, ...]) -> Sheet:
    """For these parts the least and the largest value of each quantity that a condition is about, or its value where parts are exact."""
    sheet, circuit = Sheet(), CIRCUITS[problem.circuit]
    chosen = [sheet.given(_shown(part, name)) for part, name in zip(parts, circuit.parts, strict=True)]
    volts = sheet.given(f"{problem.volts} V") if problem.volts else _ONE
    load = sheet.given(_shown(Fraction(problem.load), "R")) if problem.load else chosen[0]
    spread = sheet.given(str(problem.spread)) / 100 if problem.spread else _ONE
    off = Fraction(problem.spread, 100)
    corners = list(product(sorted({1 - off, 1 + off}), repeat=len(parts)))
    exact = [circuit.values([p * d for p, d in zip(parts, corner, strict=True)], problem.volts, problem.load or 1) for corner in corners]
    changed = dict[tuple[int, bool], Value]()

    def part(place: int, more: bool) -> Value:
        """With the most that it may deviate."""
        if not off:
            return chosen[place]
        if (place, more) not in changed:
            value = chosen[place] * (1 + spread if more else 1 - spread)
            unit_told = chosen[place].text.partition(" ")[2]
            changed[place, more] = sheet.line(f"{circuit.parts[place]} {'+' if more else '-'}", value, unit_told)
        return changed[place, more]

    for need in problem.needs:
        for choose in (min, max) if off else (min,):
            corner = corners[choose(range(len(corners)), key=lambda k: exact[k][need.what])]
            values = circuit.values([part(place, deviation > 1) for place, deviation in enumerate(corner)], volts, load)
            sheet.check(f"{need.what} {choose.__name__}" if off else need.what, values[need.what], need.low.unit)
    return sheet


_ONE = Value((1.0, 1.0), NONE, "1")


def _shown(value: Fraction, name: str) -> str:
    """`4.7 kΩ`, `220 nF`."""
    for size, sign in ((Fraction(1, 10**6), "µF"), (Fraction(1, 10**9), "nF")) if name[0] == "C" else ((1000, "kΩ"), (1, "Ω")):
        if value >= size:
            return f"{float(value / size):.10g} {sign}"
    return f"{float(value):.10g} {'F' if name[0] == 'C' else 'Ω'}"


def _sheet(problem: PartChoice, completion: str) -> Sheet:
    """That of the parts which the final answer names; one that leads nowhere, where it names none."""
    answer = final_answer(completion)
    parts = None if isinstance(answer, Verdict) else read(problem, answer)
    return route(problem, parts) if parts and all(parts) else Sheet()


def verify_trace(problem: PartChoice, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, lambda one: _sheet(one, completion))


def proven(problem: PartChoice, completion: str) -> Proven:
    """Whether the derivation checks all conditions for the parts of the final answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, lambda one: _sheet(one, completion))


_PAIR = PartChoice("pair", 12, (2, 4), 0, 0, 0, (_between("series", "5.60", "5.75", "kΩ"),))  # 4.7k + 1k = 5.7k
_DIVIDER = PartChoice("divider", 24, (3, 5), 12, 0, 1, (_between("output", "3.20", "3.40", "V"), _between("current", "0.35", "0.40", "mA")))
_TIMER = PartChoice("timer", 12, (3, 6), 5, 0, 0, (_between("constant", "9.0", "11.0", "ms"), _between("final", "2.4", "2.6", "V")))

EXAMPLES = (
    (_PAIR, "R1 = 4.7 kΩ, R2 = 1 kΩ", ""),
    (_PAIR, "R2 = 1000 Ω and R1 = 4700 Ω", ""),
    (_PAIR, "One choice is R1 = 4.7 k\u2126 and R2 = 1 k\u2126.", ""),
    (_PAIR, r"$R_1 = 4.7\,\mathrm{k\Omega}$, $R_2 = 1.0\,\mathrm{k\Omega}$", ""),
    (_PAIR, "4k7, 1k", ""),
    (_PAIR, "R1: 4.7 kOhm; R2: 1 kOhm", ""),
    (_DIVIDER, "R1 = 24 kΩ, R2 = 9.1 kΩ", ""),
    (_TIMER, "R1 = 2 kΩ, R2 = 2 kΩ, C1 = 10 µF", "series"),
    (_TIMER, "R1 = 10 kΩ, R2 = 10 kΩ, C1 = 2.2 µF", ""),
    (_TIMER, "C1 = 2200 nF\nR1 = 10 kΩ\nR2 = 10 kΩ", ""),
    (_PAIR, "R1 = 4.7 kΩ\n \nR2 = 1 kΩ", ""),
    (_PAIR, "", "format"),
    (_PAIR, "R1 = 5.7 kΩ", "format"),
    (_PAIR, "R1 = 4.7, R2 = 1", "format"),
    (_PAIR, "R1 = 4.7 kΩ, R1 = 1 kΩ", "format"),
    (_PAIR, "R1 = 4.7 kΩ or 5.6 kΩ, R2 = 1 kΩ", "format"),
    (_PAIR, "R1 = 4.7 V, R2 = 1 kΩ", "format"),
    (_PAIR, "R1 = 5 kΩ, R2 = 680 Ω", "series"),
    (_PAIR, "R1 = 5.6 kΩ, R2 = 10 Ω", "series"),
    (_PAIR, "R1 = 5.6 kΩ, R2 = 1 kΩ", "condition"),
    (_DIVIDER, "R1 = 9.1 kΩ, R2 = 24 kΩ", "condition"),
    (_DIVIDER, "R1 = 22 kΩ, R2 = 9.1 kΩ", "condition"),
    (_TIMER, "R1 = 10 kΩ, R2 = 10 kΩ, C1 = 1 µF", "condition"),
    (_PAIR, "R1 = 4.7 千欧，R2 = 1 千欧", ""),
    (_PAIR, "R1 为 4700 欧姆，R2 为 1000 欧姆", ""),
    (_DIVIDER, "答案是 R1 = 24 kΩ，R2 = 9.1 kΩ。", ""),
    (_TIMER, "R1 取 10 kΩ，R2 取 10 kΩ，C1 取 2.2 微法", ""),
    (_PAIR, "答案：R1=1kΩ；R2=4.7kΩ", ""),
    (_PAIR, "R1 = 5.7 千欧", "format"),
    (_PAIR, "答案是 R1 = 5 kΩ，R2 = 680 Ω", "series"),
    (_DIVIDER, "R1 = 10 千欧，R2 = 10 千欧", "condition"),
)
