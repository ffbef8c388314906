"""First wrong line: which line of a calculation does not follow from what stands above it, and what it should say; or that all are right.

Refused for the first of: format (not `none`, nor the number of a line with what it should say), line (another line, or none where one is
wrong), value (the right line, with another result)."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.math.first_wrong_line import derivation
from synth.verifiers.math.first_wrong_line.derivation import TRACE_FORMAT, Sheet
from synth.verifiers.math.first_wrong_line.lines import NAMES, Field, Line, Number, Value, read, result
from synth.verifiers.parsers.mathematics import rational, same_polynomial, same_tuple, same_union_of_intervals
from synth.verifiers.parsers.mathematics.reading import text_of
from synth.verifiers.parsers.mathematics.tokens import Unreadable

__all__ = ["EXAMPLES", "TRACE_FORMAT", "FirstWrongLine", "Line", "mistake", "names", "proven", "sheet", "verify", "verify_trace"]

_NOTHING = re.compile(
    r"\(?(?:none(?: *-+ *all (?:the )?lines are (?:right|correct)"
    r"| *(?:false|is wrong|of (?:them|the lines)(?: is wrong)?))?|no (?:wrong )?(?:line|mistake|error)s?(?: is wrong)?"
    r"|all (?:the )?lines are (?:right|correct)|无|没有|(?:所有 ?)?(?:row ?)?(?:都|全|全部|均) ?(?:true|yes))\)?[.。]?",
    re.IGNORECASE,
)
_NOTHING_CHINESE = re.compile(r"(?:所有|各|每)?(?:一)?行?(?:都|全|全部|均)(?:是)?(?:正确|对)(?:的)?。?|(?:没有|无)错误?(?:的)?行?。?")
_ANSWER = re.compile(
    r"\(?\s*(?:(?:the )?(?:first )?(?:wrong |false )?(?:line|step|row)\s*(?:number\s*|no\.?\s*|is\s*|#)?)?\s*"
    r"(?P<open>[(（])?(?P<line>\d{1,2})[)）]?\s*"
    r"(?:[:：,，;；、→=]|->|\.\s|(?=\s?(?:should|is wrong|the right|right|correct))"
    r"|(?(open)(?=\S)|(?!)))[\s:：]*"
    r"(?:is wrong\s*[,;:.]?\s*)?(?:(?:it |and |the line )*"
    r"(?:(?:the )?(?:right|correct) (?:result|value)(?: is|:)?|should (?:be|give|say|read)))?"
    r"[\s:：]*(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_CHINESE = re.compile(
    r"第\s*[(（]?\s*(?P<line>\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]?)\s*[)）]?\s*[行步][\s，,：:]*"
    r"(?:有错误?|错误|错了|有误|是错的)?[\s，,；;。]*(?:它|该行)?(?:正确的?(?:结果|值|答案)?)?(?:应该?)?(?:为|是|等于)?[：:\s]*"
)
"""What Chinese says around the number and the value: `第4行有错，正确的结果是`."""
_UNITS = "零一二三四五六七八九"
_NAMED = re.compile(rf"(?:[{NAMES}]\s*(?:=|≡)\s*)+")
_MODULUS = re.compile(r"\s*\(?\s*(?:\\?p?mod)\s*\{?\s*(\d{1,4})\s*\}?\s*\)?$")
_FROM = re.compile(r"(?:from|between|从)?\s*(-?[\d/]+)\s*(?:to|and|到|至)\s*(-?[\d/]+)")
LONGEST = 400


class FirstWrongLine(Problem, frozen=True):
    field: Field
    modulus: Annotated[int, Meta(ge=0, le=999)]
    """By which remainders are taken; 0 in other fields."""
    given: Annotated[tuple[Annotated[tuple[Number, ...], Meta(min_length=1, max_length=7)], ...], Meta(min_length=1, max_length=8)]
    """Values: `(("3/4",), ("-5/6",))`; the coefficients of a polynomial from the constant term up; the bounds of a quantity."""
    lines: Annotated[tuple[Line, ...], Meta(min_length=2, max_length=20)]

    def __post_init__(self) -> None:
        if (self.field == "remainders") != (self.modulus > 1) or self.modulus == 1:
            raise ValueError("remainders have a modulus from 2")
        if len(self.given) + len(self.lines) > len(NAMES):
            raise ValueError("more values than names")
        if self.field == "bounds":
            if any(len(value) != 2 for value in (*self.given, *(line.shown for line in self.lines))):
                raise ValueError("bounds are two numbers")
            used = [place for line in self.lines for place in line.operands]
            if len(set(used)) < len(used):
                raise ValueError("bounds of quantities that depend on one another")
        mistake(self)


@kept
def mistake(problem: FirstWrongLine) -> tuple[int, Value]:
    """The number of the wrong line and what it should say; (0, ()) where there is none. ValueError where there are several."""
    values = [read(value) for value in problem.given]
    found: tuple[int, Value] = (0, ())
    for number, line in enumerate(problem.lines, 1):
        if max(line.operands) >= len(values):
            raise ValueError("a line uses what stands above it")
        right, shown = result(problem.field, problem.modulus, line, [values[place] for place in line.operands]), read(line.shown)
        if shown != right:
            if found[0]:
                raise ValueError("one wrong line at most")
            found = (number, right)
        values.append(shown)
    return found


def names(problem: FirstWrongLine) -> str:
    return NAMES[: len(problem.given) + len(problem.lines)]


def polynomial(value: Value) -> str:
    """`3x^2 - x/2 + 4`, so that the parser reads it: `4 + (-1/2)*x + 3*x^2`."""
    terms = [(f"({c})" if c < 0 else str(c)) + ("", "*x")[n > 0] + (f"^{n}" if n > 1 else "") for n, c in enumerate(value) if c]
    return " + ".join(terms) or "0"


def verify(problem: FirstWrongLine, answer: str) -> Verdict:
    number, right = mistake(problem)
    if len(answer) > LONGEST:
        return refuse("format")
    answer = _CHINESE.sub(_numbered, answer, count=1)
    text = "none" if _NOTHING_CHINESE.fullmatch(answer.strip()) else _plain(answer)
    if _NOTHING.fullmatch(text):
        return refuse("line") if number else ACCEPT
    match = _ANSWER.fullmatch(text)
    if not match or not 1 <= int(match["line"]) <= len(problem.lines):
        return refuse("format")
    if int(match["line"]) != number:
        return refuse("line")
    value = match["value"]
    if text.startswith("(") and value.endswith(")") and value.count(")") > value.count("("):
        value = value[:-1]
    return ACCEPT if _is(problem, value.strip(), right) else refuse("value")


def _numbered(match: re.Match[str]) -> str:
    """`12: ` for 第十二行."""
    tens, ten, ones = match["line"].rpartition("十")
    number = (
        match["line"] if match["line"].isdecimal() else (_UNITS.find(tens or "一") * 10 if ten else 0) + max(_UNITS.find(ones or "零"), 0)
    )
    return f"{number}: "


def _plain(answer: str) -> str:
    try:
        return text_of(answer).strip()
    except Unreadable:
        return ""


def _is(problem: FirstWrongLine, text: str, right: Value) -> bool:
    """Whether a text says what the line should say."""
    if problem.field == "bounds":
        low, high = map(str, right)
        if bounds := _FROM.fullmatch(text):
            text = f"{bounds[1]}, {bounds[2]}"
        name = NAMES[len(problem.given) + mistake(problem)[0] - 1]
        return same_tuple(text, f"({low}, {high})") or same_union_of_intervals(text, f"[{low}, {high}]", name)
    text = _NAMED.sub("", text, count=1) if _NAMED.match(text) else text
    if problem.field == "remainders" and (said := _MODULUS.search(text)):
        text = text[: said.start()] if int(said[1]) == problem.modulus else ""
    if len(right) == 1:
        return rational(text) == right[0]
    return same_polynomial(text, polynomial(right), ("x",), "expanded")


@kept
def sheet(problem: FirstWrongLine) -> Sheet:
    """What a derivation has to work out."""
    values = [read(value) for value in problem.given]
    right, needed = dict[str, Value](), dict[str, frozenset[str]]()
    for line in problem.lines:
        name, operands = NAMES[len(values)], [values[place] for place in line.operands]
        right[name] = result(problem.field, problem.modulus, line, operands)
        plain = problem.field != "bounds" and line.operation not in ("slope", "area")
        used = {n for value in operands for c in value for n in (abs(c.numerator), c.denominator)} if plain else set[int]()
        needed[name] = frozenset(str(n) for n in used if n > 1)
        values.append(read(line.shown))
    number = mistake(problem)[0] or len(problem.lines)
    at_once = frozenset(name for name, line in zip(right, problem.lines, strict=True) if line.operation in ("slope", "over"))
    return Sheet(problem.field == "bounds", problem.field == "remainders", right, needed, at_once, list(right)[:number])


def verify_trace(problem: FirstWrongLine, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `derivation.judge`."""
    return derivation.judge(problem, completion, verify, sheet(problem))


def proven(problem: FirstWrongLine, completion: str) -> Proven:
    """Whether the derivation works out what it has to; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, sheet(problem))


_FRACTIONS = FirstWrongLine(
    "fractions",
    0,
    (("1/2",), ("1/3",)),
    (Line("combine", (0, 1), ("1", "1", "0"), ("2/5",)), Line("times", (2, 0), (), ("1/5",))),  # 5/6
)
_SOUND = FirstWrongLine(
    "remainders",
    7,
    (("3",), ("5",)),
    (Line("times", (0, 1), (), ("1",)), Line("combine", (2, 0), ("2", "1", "4"), ("2",))),  # 15, 9
)
_POLYNOMIALS = FirstWrongLine(
    "polynomials",
    0,
    (("2", "1"), ("-3", "1")),
    (Line("times", (0, 1), (), ("-6", "-1", "1")), Line("combine", (2, 0), ("2", "-1", "0"), ("-10", "-3", "2"))),  # 2x^2 - 3x - 14
)
_BOUNDS = FirstWrongLine(
    "bounds", 0, (("-2", "3"),), (Line("power", (0,), ("2",), ("4", "9")), Line("combine", (1,), ("-1", "1"), ("-8", "-3")))
)
EXAMPLES = (
    (_FRACTIONS, "1: 5/6", ""),
    (_FRACTIONS, "Line 1: c = 5/6", ""),
    (_FRACTIONS, "(1, 5/6)", ""),
    (_FRACTIONS, "Line (1) should be 5/6", ""),
    (_FRACTIONS, r"1: \frac{5}{6}", ""),
    (_SOUND, "none", ""),
    (_SOUND, "None.", ""),
    (_POLYNOMIALS, "2: 2x^2 - 3x - 14", ""),
    (_BOUNDS, "1: [0, 9]", ""),
    (_BOUNDS, "1: 0 <= b <= 9", ""),
    (_FRACTIONS, "", "format"),
    (_FRACTIONS, "1", "format"),
    (_FRACTIONS, "5/6", "format"),
    (_FRACTIONS, "3: 5/6", "format"),
    (_FRACTIONS, "none", "line"),
    (_FRACTIONS, "2: 1/5", "line"),
    (_SOUND, "2: 2", "line"),
    (_FRACTIONS, "1: 2/5", "value"),
    (_POLYNOMIALS, "2: 2(x^2 - x - 6) - (x + 2)", "value"),
    (_BOUNDS, "1: [4, 9]", "value"),
    (_FRACTIONS, "第1行：5/6", ""),
    (_FRACTIONS, "第 1 行，应为 5/6。", ""),
    (_SOUND, "没有", ""),
    (_SOUND, "全部正确", ""),
    (_POLYNOMIALS, "第2行：2x^2-3x-14", ""),
    (_FRACTIONS, "第2行：5/12", "line"),
    (_FRACTIONS, "第1行：6/5", "value"),
    (_POLYNOMIALS, "没有错误", "line"),
)
