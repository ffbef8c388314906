"""Decay and rates: a time, an amount, a constant or a temperature of decaying isotopes or of a reaction whose rate follows a simple law.

Refused for the first of: format (no quantity), unit (of another dimension), value (another value, to the figures asked for)."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import quantities
from synth.verifiers.science import _derivation
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._given import unit
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.decay_kinetics.cases import Case, Dating, Isotope, Reaction, Run, Value
from synth.verifiers.science.decay_kinetics.route import Route

__all__ = ["EXAMPLES", "TRACE_FORMAT", "DecayKinetics", "answer", "proven", "route", "verify", "verify_trace"]

Name = Annotated[str, Meta(pattern=r"\A[A-Z][a-z]?-\d{1,3}m?\Z")]


class DecayKinetics(Problem, frozen=True):
    names: Annotated[tuple[Name, ...], Meta(max_length=3)]
    """What isotopes are called: `("Mo-99", "Tc-99m")`."""
    case: Case
    """What is told and what is asked."""
    unit: Annotated[str, Meta(pattern=r"\A[A-Za-z°µ/^0-9 ()]{1,20}\Z")]
    """In which the answer is asked for."""
    digits: Annotated[int, Meta(ge=2, le=4)]
    """Significant figures."""

    def __post_init__(self) -> None:
        if unit(self.unit)[1] != self.case.dimension:
            raise ValueError("the unit is one of the quantity asked for")
        if not 0 < answer(self) < 10**30:
            raise ValueError("an answer above 0")


@kept
def answer(problem: DecayKinetics) -> Fraction:
    """In SI units. Raises ValueError where there is none."""
    try:
        return problem.case.answer()
    except ZeroDivisionError:
        raise ValueError("quantities that give no answer") from None


_YEARS = (
    (re.compile(r"(?<=\d)\s?(?:billion\s(?=years|yr)|Ga\b)"), "e9 "),
    (re.compile(r"(?<=\d)\s?million\s(?=years|yr)"), "e6 "),
    (re.compile(r"(?<=\d)\s?亿(?=年)"), "e8 "),
    (re.compile(r"(?<=\d)\s?万(?=年)"), "e4 "),
    (re.compile(r"(?<=years) old\b"), ""),
)


def _years(answer: str) -> str:
    """Ages as geologists write them: `1.44 billion years`, `1.44 Ga`, `14.4 亿年`."""
    for pattern, sign in _YEARS:
        answer = pattern.sub(sign, answer)
    return re.sub(r"(e\d )(?=\W*\Z)", r"\1yr", answer)


_ISOTOPE = re.compile(r"(?<=[A-Za-zµ克]) ?(?:of |的 ?)?[A-Z][a-z]?-\d{1,3}(?=\W*\Z)", re.ASCII)
"""`13.3 GBq of Bi-214`."""


def verify(problem: DecayKinetics, answer_text: str) -> Verdict:
    answer_text = _ISOTOPE.sub("", answer_text) if len(answer_text) < 200 else answer_text
    if problem.unit == "yr":
        answer_text = _years(answer_text)
    dimension, warm = problem.case.dimension, problem.unit in ("K", "°C")
    if quantities.same_quantity(answer_text, answer(problem), dimension, problem.digits, problem.unit, temperature=warm):
        return ACCEPT
    read = quantities.quantity(answer_text, temperature=warm)
    if read is None:
        return refuse("format")
    return refuse("value" if read.dimension == dimension or read.bare else "unit")


@kept
def route(problem: DecayKinetics) -> Sheet:
    """The way by pencil to the answer."""
    return Route(problem.case, problem.unit).sheet


def verify_trace(problem: DecayKinetics, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: DecayKinetics, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


def _v(text: str) -> Value:
    number, _, name = text.partition(" ")
    return Value(number, name)


_IODINE = DecayKinetics(("I-131",), Isotope(_v("8.02 d"), _v("37.0 MBq"), _v("20.0 d"), _v("0 MBq")), "MBq", 3)  # 6.57
_AGE = DecayKinetics(("U-238", "Pb-206"), Dating(_v("4.47e9 yr"), _v("0.250"), _v("1")), "yr", 3)  # 1.44e9
_NO = _v("0")
_SECOND = DecayKinetics(
    (),
    Reaction(
        *(2, (Run(_NO, _v("0.100 mol/L"), _v("0.0500 mol/L"), _v("40.0 s"), _NO),), _v("0 kJ/mol")),
        *(Run(_NO, _v("0.200 mol/L"), _v("0.0500 mol/L"), _v("0 s"), _NO), "time"),
    ),
    *("s", 3),
)  # k = 0.25 L/(mol s); 15 / 0.25 = 60.0 s
_NONE = (_v("0 mol/L"), _v("0 mol/L"), _v("0 s"))
_COLD, _WARM = Run(_v("300 K"), *_NONE, _v("0.0100 1/s")), Run(_v("320 K"), *_NONE, _v("0.0500 1/s"))
_BARRIER = DecayKinetics(
    (), Reaction(1, (_COLD, _WARM), _v("0 kJ/mol"), Run(_NO, *_NONE, _NO), "barrier"), "kJ/mol", 3
)  # 8.314 * ln 5 / (1/300 - 1/320) = 64.2 kJ/mol

EXAMPLES = (
    (_IODINE, "6.57 MBq", ""),
    (_IODINE, "6.57", ""),
    (_IODINE, r"$A \approx 6.57\ \mathrm{MBq}$", ""),
    (_IODINE, "6570 kBq", ""),
    (_AGE, r"1.44 \times 10^9 years", ""),
    (_AGE, "1.44e9 yr", ""),
    (_SECOND, "t = 60 s", ""),
    (_SECOND, "1.00 min", ""),
    (_BARRIER, "64.2 kJ/mol", ""),
    (_BARRIER, "64200 J mol^-1", ""),
    (_IODINE, "6.57 MBq of I-131", ""),
    (_IODINE, "A(24.0 d) = 6.57 MBq", ""),
    (_IODINE, "", "format"),
    (_IODINE, "very little", "format"),
    (_IODINE, "6.57 MBq or 3.05 MBq", "format"),
    (_IODINE, "6.57 d", "unit"),
    (_IODINE, "3.06 MBq", "value"),
    (_AGE, "1.12e9 yr", "value"),
    (_SECOND, "80.0 s", "value"),
    (_BARRIER, "64.2 kJ", "unit"),
    (_BARRIER, "27.9 kJ/mol", "value"),
    (_IODINE, "6.57 兆贝克", ""),
    (_IODINE, "活度约为 6.57 MBq", ""),
    (_AGE, "年龄约为 1.44 × 10^9 年", ""),
    (_SECOND, "60.0 秒", ""),
    (_BARRIER, "活化能是 64.2 kJ/mol", ""),
    (_BARRIER, "活化能约为 64.2 千焦/摩尔", ""),
    (_SECOND, "80 秒", "value"),
    (_IODINE, "活度为 3.06 MBq", "value"),
    (_AGE, "1.12 × 10^9 年", "value"),
)
