"""Optics: a distance, size, angle, index or wavelength of images by lenses and mirrors, refracted rays, prisms and gratings.

Refused for the first of: format (no quantity), unit (of another dimension), value (another value, to the figures asked for)."""

import re
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import quantities
from synth.verifiers.parsers.units import NONE
from synth.verifiers.science import _derivation
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._given import Given, judge, unit
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.optics.axial import Axial, Element
from synth.verifiers.science.optics.rays import Grating, Layers, Lensmaker, Prism
from synth.verifiers.science.optics.route import Route

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Case", "Optics", "answer", "proven", "route", "verify", "verify_trace"]

Case = Axial | Lensmaker | Layers | Prism | Grating


class Optics(Problem, frozen=True):
    case: Case
    """What is told and what is asked."""
    unit: Literal["", "cm", "mm", "nm", "°", "1/mm"]
    """In which the answer is asked for; empty for a number."""
    digits: Annotated[int, Meta(ge=2, le=4)]
    """Significant figures."""

    def __post_init__(self) -> None:
        if (unit(self.unit)[1] if self.unit else NONE) != self.case.dimension:
            raise ValueError("the unit is one of the quantity asked for")
        if not 0 < abs(answer(self)) < 10**9:
            raise ValueError("an answer that is not 0")


@kept
def answer(problem: Optics) -> Fraction:
    """In SI units, with its sign. Raises ValueError where there is none."""
    try:
        return problem.case.answer()
    except ZeroDivisionError:
        raise ValueError("quantities that give no answer") from None


_KINDS = re.compile(
    r"\s*[(（,，]?\s*(?:(?P<minus>virtual|inverted|upside down|虚像|倒立|倒像)|(?P<plus>real|upright|erect|实像|正立|正像))"
    r"(?: image)?\s*[)）]?\W{0,3}\Z"
)
_FROM = re.compile(r"\sfrom (?:the (?:last )?(?:lens|mirror)|L\d?|M)(?=\W{0,4}\Z)")
_TIMES = re.compile(r"(?<=\d)\s?(?:x|×|\\times|倍|times)(?=\W{0,4}\Z)")


_LINES = re.compile(r"(?<=[\d\s~{])(?:lines?|刻线|线|条)(?=\s*(?:/|per\b|每|[.。}$]*\Z))")
"""`600 lines/mm`."""


def _without_kind(answer: str, gold: Fraction) -> str:
    """`-24.0 cm (virtual)`, `-1.5, inverted`: what the sign says is left out where it is said again in words; a word against it stays."""
    found = _KINDS.search(answer[-60:])
    if found and bool(found["minus"]) == (gold < 0):
        answer = answer[: len(answer) - len(answer[-60:]) + found.start()]
    return answer


def verify(problem: Optics, answer_text: str) -> Verdict:
    gold = answer(problem)
    if problem.unit == "°" and "sin" in answer_text[:200]:  # \\theta = \\arcsin(0.5317) \\approx 32.1^\\circ
        answer_text = re.split(r"=|≈|\\approx(?![a-z])", answer_text)[-1]
    if isinstance(problem.case, Axial):
        answer_text = _FROM.sub("", answer_text)
        answer_text = _without_kind(answer_text, gold)
        if problem.case.ask == "magnification":
            answer_text = _TIMES.sub("", answer_text)
    if problem.unit == "1/mm":
        answer_text = _LINES.sub(" ", answer_text) if len(answer_text) <= 200 else answer_text
    if problem.unit:
        return judge(answer_text, gold, problem.case.dimension, problem.digits, problem.unit)
    read = quantities.quantity(answer_text)
    if read is None:
        return refuse("format")
    if not read.bare:
        return refuse("unit")
    return ACCEPT if quantities.same_quantity(answer_text, gold, NONE, problem.digits) else refuse("value")


@kept
def route(problem: Optics) -> Sheet:
    """The way by pencil to the answer; an angle is a number of degrees."""
    return Route(problem.case, problem.unit).sheet


def verify_trace(problem: Optics, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: Optics, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


def _g(text: str) -> Given:
    number, _, name = text.partition(" ")
    return Given(number, name)


_NO = _g("0 cm")
_LENS = Element("lens", True, _g("12 cm"))
_REAL = Optics(Axial((_LENS,), (), False, _g("20 cm"), _NO, _NO, False, "image"), "cm", 3)  # 240 / 8 = 30.0
_VIRTUAL = Optics(Axial((_LENS,), (), False, _g("8.0 cm"), _NO, _NO, False, "image"), "cm", 3)  # 96 / -4 = -24.0
_SIZE = Optics(Axial((_LENS,), (), False, _g("20 cm"), _NO, _NO, False, "magnification"), "", 3)  # -1.50
_WATER = Optics(Layers(("1.00", "1.33"), "45.0", _NO, "0", "refraction"), "°", 3)  # 32.1
_COLOUR = Optics(Grating(_g("600 1/mm"), (_g("0 nm"),), 1, "20.0", _NO, _NO, "wave"), "nm", 3)  # 570

EXAMPLES = (
    (_REAL, "30.0 cm", ""),
    (_REAL, "30", ""),
    (_REAL, "+30.0 cm", ""),
    (_REAL, "s' = 0.300 m", ""),
    (_VIRTUAL, "-24.0 cm", ""),
    (_VIRTUAL, r"$s' = -24\,\mathrm{cm}$", ""),
    (_SIZE, "-1.5", ""),
    (_SIZE, "M = -3/2", ""),
    (_WATER, "32.1°", ""),
    (_WATER, r"\theta \approx 32.1^\circ", ""),
    (_COLOUR, "570 nm", ""),
    (_COLOUR, r"5.70 \times 10^{-7} m", ""),
    (_REAL, "", "format"),
    (_REAL, "real and upright", "format"),
    (_REAL, "30 cm or 24 cm", "format"),
    (_VIRTUAL, "24.0 cm", "value"),
    (_REAL, "7.50 cm", "value"),
    (_REAL, "30.0 cm^2", "unit"),
    (_SIZE, "1.5", "value"),
    (_SIZE, "-1.5 cm", "unit"),
    (_WATER, "70.1°", "value"),
    (_COLOUR, "1140 nm", "value"),
    (_REAL, "30.0 厘米", ""),
    (_REAL, "像距为 30 cm", ""),
    (_VIRTUAL, "-24.0 厘米", ""),
    (_SIZE, "放大率是 -1.5", ""),
    (_SIZE, "-1.5 倍（倒立）", ""),
    (_VIRTUAL, "-24.0 cm (virtual)", ""),
    (_VIRTUAL, "-24.0 cm (real)", "format"),
    (_WATER, "折射角约为 32.1°", ""),
    (_COLOUR, "波长约为 570 纳米", ""),
    (_REAL, "24 厘米", "value"),
    (_WATER, "折射角为 70.1 度", "value"),
    (_SIZE, "放大率是 1.5", "value"),
)
