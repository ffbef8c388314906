"""Geometry: a length, area, cosine, radius or point of a figure of points, lines and circles that is constructed step by step.

Refused for the first of: format (not one number, or not one pair of coordinates where a point is asked for), value (another one)."""

import re
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math.geometry import derivation
from synth.verifiers.math.geometry.derivation import TRACE_FORMAT, Drawn
from synth.verifiers.math.geometry.figure import Ask, Figure, Given, Root, Round, Step, Straight, Value
from synth.verifiers.math.geometry.vectors import NoNumber, Pair, Surds, number, root, times
from synth.verifiers.parsers.mathematics import same_tuple, same_value
from synth.verifiers.parsers.mathematics.reading import text_of
from synth.verifiers.parsers.mathematics.sets import components
from synth.verifiers.parsers.mathematics.tokens import Unreadable, lex
from synth.verifiers.parsers.mathematics.values import value as read_value

__all__ = [
    "EXAMPLES",
    "TRACE_FORMAT",
    "Ask",
    "Figure",
    "Geometry",
    "Given",
    "Root",
    "Round",
    "Step",
    "Straight",
    "found",
    "proven",
    "verify",
    "verify_trace",
    "written",
]

SHORT = 300
"""Characters of an answer whose words are looked at."""
_NAMES = ("x", "y")
_LEAD_IN = re.compile(
    r"(?:[Tt]he )?(?:coordinates of )?(?:the )?(?:[Pp]oint )?(?:[A-Z]|coordinates)"
    r" (?:is at|is the point|is|are|lies at|has(?: the)? coordinates) *(?=\()"
    r"|(?:所以|因此)?[点的坐标 A-Z]{1,12}(?:为|是|等于|[:：])\s*(?=[(（])"
)
"""Words before a pair of coordinates: `the point P is`, `P 的坐标为`."""
_CHINESE_LEAD_IN = re.compile(
    r"(?:所以|因此|即)?[A-Z△∠角三形边的长度距离半径切线面积余弦值高点到直线圆 ]{1,24}(?:(?:为|是|等于)\s*[:：]?|(?<=面积)|(?<=半径 R) ?=)"
    r"\s*(?=\S)"
)
_ENGLISH_LEAD_IN = re.compile(
    r"(?:[Tt]he )?(?:exact )?(?:area|length|distance|cosine|radius)[A-Za-z∠△ ]{0,60} is (?=[-−\d√\\$(]|sqrt)"
    r"|\$?(?:(?:\\?cos|S_?\{?)\s*\(?(?:\\angle|\\triangle|∠|△)?\s*[A-Z]{1,3}\s*[)}]?|\[[A-Z]{3}\])\s*=\s*"
)
"""`The area of triangle ABC is`, `\\cos\\angle ABC =`, `S△ABC =`, `[ABC] =`."""
_UNITS = re.compile(r"\s*(?:(?:个)?(?:平方|面积|长度)?单位(?:长度)?)(?=。?$)")


class Geometry(Problem, frozen=True):
    given: Given
    steps: Annotated[tuple[Step, ...], Meta(max_length=8)]
    """Each may use the points before it."""
    ask: Ask

    def __post_init__(self) -> None:
        _value(self.given, self.steps, self.ask)


@lru_cache(maxsize=1024)
def _value(given: Given, steps: tuple[Step, ...], ask: Ask) -> Value:
    figure = Figure(given)
    for step in steps:
        figure.add(step)
    if ask.kind == "coordinates" and given.kind != "coordinates":
        raise ValueError("no coordinates without coordinates")
    return figure.value(ask)


@kept
def found(problem: Geometry) -> Value:
    """What is asked for."""
    return _value(problem.given, problem.steps, problem.ask)


def written(value: Value) -> str:
    """A value that the parser of mathematics reads: `-sqrt(5/9)`, `(1/2, -3)`."""
    if isinstance(value, Root):
        return f"{'-' * value.negative}sqrt({value.square})"
    return f"({value[0]}, {value[1]})"


def _bare(answer: str, lead_in: re.Pattern[str]) -> str:
    """A short answer without the words that it begins with."""
    lead = lead_in.match(answer) if len(answer) <= SHORT else None
    return answer[lead.end() :] if lead else answer


def verify(problem: Geometry, answer: str) -> Verdict:
    gold = written(found(problem))
    if problem.ask.kind == "coordinates":
        answer = _bare(answer, _LEAD_IN)
        if same_tuple(answer, gold, _NAMES, done=True):
            return ACCEPT
        try:
            return refuse("value" if len(components(answer, _NAMES)) == 2 else "format")
        except Unreadable:
            return refuse("format")
    answer = _UNITS.sub("", _bare(_bare(answer, _CHINESE_LEAD_IN), _ENGLISH_LEAD_IN)) if len(answer) <= SHORT else answer
    if same_value(answer, gold, finished=True):
        return ACCEPT
    try:
        read_value(lex(text_of(answer)), "", only_finished=True)
    except Unreadable:
        return refuse("format")
    return refuse("value")


@kept
def drawn(problem: Geometry) -> Drawn:
    """What a derivation starts from, and where it has to arrive."""
    figure = Figure(problem.given)
    first = "".join(figure.points)
    for step in problem.steps:
        figure.add(step)
    points = {name: (number(Fraction(x, w)), number(Fraction(y, w), figure.d)) for name, (x, y, w) in figure.points.items()}
    known = first if problem.given.kind == "coordinates" else ""
    ask = problem.ask
    named = ask.points + "".join(line.points for line in ask.lines) + "".join(ring.points for ring in ask.circles)
    return Drawn(points, known, "" if known else first, _aim(found(problem)), frozenset(named))


def _aim(value: Value) -> Surds | Pair:
    if not isinstance(value, Root):
        return number(value[0]), number(value[1])
    try:
        return times(number(-1 if value.negative else 1), root(number(value.square)))
    except NoNumber:  # larger than anything that is drawn: 0 is never asked for, and so never reached
        return number(0)


def verify_trace(problem: Geometry, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `derivation.judge`."""
    return derivation.judge(problem, completion, verify, drawn(problem))


def proven(problem: Geometry, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, drawn(problem))


def _through(points: str) -> Straight:
    return Straight("through", points, ())


_SIDES = Given("sides", (13, 14, 15))
_HEIGHT = Geometry(_SIDES, (Step("D", "foot", "A", (_through("BC"),), (), ()),), Ask("length", "AD", (), ()))  # 12
_SURD = Geometry(Given("sides", (5, 6, 7)), (), Ask("area", "ABC", (), ()))  # 6√6
_ROUND = Geometry(Given("angle", (5, 8, 60)), (), Ask("radius", "", (), (Round("through", "ABC"),)))  # BC = 7, 7/√3
_POINT = Geometry(Given("coordinates", (0, 0, 4, 0, 1, 3)), (Step("H", "orthocentre", "ABC", (), (), ()),), Ask("coordinates", "H", (), ()))
_BLUNT = Geometry(Given("angle", (3, 5, 120)), (), Ask("cosine", "ABC", (), ()))  # BC = 7: 11/14
_OBTUSE = Geometry(Given("coordinates", (0, 0, 4, 0, 6, 1)), (), Ask("cosine", "ABC", (), ()))  # -2/√5

EXAMPLES = (
    (_HEIGHT, "12", ""),
    (_HEIGHT, "AD = 12", ""),
    (_SURD, "6√6", ""),
    (_SURD, r"$6\sqrt{6}$", ""),
    (_SURD, "The area is sqrt(216).", ""),
    (_ROUND, r"\frac{7\sqrt{3}}{3}", ""),
    (_ROUND, "7/√3", ""),
    (_POINT, "(1, 1)", ""),
    (_POINT, "H = (1, 1)", ""),
    (_POINT, "(2 - 1, 1)", "value"),
    (_POINT, "x = 1, y = 1", ""),
    (_BLUNT, "11/14", ""),
    (_OBTUSE, "-2√5/5", ""),
    (_HEIGHT, "", "format"),
    (_HEIGHT, "12 or 13", "format"),
    (_SURD, "sqrt(9*4*3*2)", "format"),
    (_POINT, "1", "format"),
    (_HEIGHT, "9", "value"),
    (_SURD, "14.7", "value"),
    (_SURD, "12√6", "value"),
    (_ROUND, "7", "value"),
    (_POINT, "(1, 2)", "value"),
    (_OBTUSE, "2√5/5", "value"),
    (_HEIGHT, "AD 的长为 12。", ""),
    (_SURD, "面积为 6√6。", ""),
    (_SURD, "6√6 平方单位", ""),
    (_POINT, "H 的坐标是（1，1）", ""),
    (_BLUNT, "答案是 11/14", ""),
    (_ROUND, "半径为 7√3/3", ""),
    (_SURD, "面积是 6", "value"),
    (_POINT, "答案：（2，1）", "value"),
    (_OBTUSE, "余弦值为 2/√5", "value"),
)
