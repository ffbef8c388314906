"""Derivations of calculus: numbered lines that give derivatives and antiderivatives, and values of functions at places.

`S1: f'(x) = 3x^2 - 4` is sound when that is the derivative of f; `S2: F(x) = x^3/3 + x` when its derivative is f; `S3: f'(2) = 12 - 4 = 8`
when its sides have the same exact value. A derivation is a proof when it has, stage by stage, the function and the values at the places by
which such a question is settled."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.derivation import Reading, judge_lines, proven_lines
from synth.verifiers.exact import Fraction
from synth.verifiers.math.calculus import exact
from synth.verifiers.math.calculus.exact import Function, Point
from synth.verifiers.math.calculus.reading import NoFunction, bounded, function
from synth.verifiers.parsers.mathematics.reading import text_of
from synth.verifiers.parsers.mathematics.tokens import Unreadable, lex
from synth.verifiers.parsers.mathematics.values import Value, same, values
from synth.verifiers.parsers.steps import Line

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. The functions of the first, second and third step of the problem are f, g \
and h (f alone where there is one step), their antiderivatives F, G and H; in a limit, q is what stands under the bar. A line gives a \
function, or says what a value is, exactly, from functions that were given before:
S1: f'(x) = 3x^2 - 4
S2: (x e^x - e^x)' = x e^x
S3: F(x) = x^4/4 - x e^x + e^x
S4: F(2) - F(0) = 4 - e^2 - 1 = 3 - e^2
A derivative is settled by f'(x) and its value; an integral by F(x) and F(...) - F(...); a limit by the derivatives of f and q, their \
values at 0 up to the order where that of q is not 0, and the quotient there; a largest or smallest value by f'(x), a line f'(...) = 0 for \
each zero inside of the interval, and the value of f there and at both ends. A function that is an integral up to x is itself given first. \
The values of the first and second step are a and b: write "a = ..." before the next step begins.
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行。题目第一、二、三步中的函数依次记为 f、g、h（只有一步时就是 f），它们的原函数记为 F、G、H；\
求极限时，分母记为 q。每行给出一个函数，或者由前面已经给出的函数写出某个值的准确结果：
S1: f'(x) = 3x^2 - 4
S2: (x e^x - e^x)' = x e^x
S3: F(x) = x^4/4 - x e^x + e^x
S4: F(2) - F(0) = 4 - e^2 - 1 = 3 - e^2
求导数要写出 f'(x) 和它的值；求积分要写出 F(x) 以及 F(...) - F(...)；求极限要写出 f 和 q 的各阶导数及其在 0 处的值，\
直到 q 的那一阶导数值不为 0，再写出此处的商；求最大值或最小值要写出 f'(x)，对区间内部的每个零点写一行 f'(...) = 0，\
并写出 f 在这些点和两个端点处的值。如果函数本身是从 0 到 x 的积分，先写出这个函数。第一、二步的结果记为 a、b，\
在下一步开始之前写一行“a = ...”。
""",
}
MAX_LINES, MAX_SIDES, MAX_CHARACTERS = 80, 5, 300
MAX_PRODUCTS, MAX_VALUES = 1_000, 80
"""Products of terms, and numbers, in one derivation; long ones have some 200 and 50."""
_FUNCTION = re.compile(r"([fghqFGH])('{0,6})\(x\)")
_CALL = re.compile(r"(?<![A-Za-z\\])([fghqFGH])('{0,6})\(((?:[^()]|\([^()]{0,9}\)){1,20})\)")
_DERIVED = re.compile(r"\((.+)\)'")
_NUMBER = re.compile(r"(-?\d{1,3})(?:/(\d{1,3}))?|(-?\d{0,2})\*?π(?:/(\d{1,2}))?|ln\(?(\d{1,3})\)?|([ab])", re.ASCII)
_PRIMES = str.maketrans({"’": "'", "′": "'", "（": "(", "）": ")", "＝": "=", "：": ":"})

P = TypeVar("P")
Call = tuple[str, int, Point]
"""A function's letter, how often it is differentiated, and the place: `("f", 1, Point(2))`."""


class Part(NamedTuple):
    """One stage of the question."""

    f: Function
    under: Function | None
    told: bool
    """Whether the problem writes the function out; else it is an integral."""
    needs: frozenset[Call]
    """The values that have to be looked at."""
    last: frozenset[Call]
    """Those that the line with the result is worked out from; none where it is one of `needs`."""
    result: str


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], parts: Sequence[Part]) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT. verify: judges the final answer.

    Reasons, of the first wrong line: format (it can't be read, or uses what is not known by then), function (it is another function), value
    (its sides differ). Then missing (no lines), milestone (a function or a value is left out), answer (the final answer is refused)."""
    return judge_lines(problem, completion, verify, lambda lines: read(lines, parts))


def proven(completion: str, parts: Sequence[Part]) -> Proven:
    """Whether the lines before the first wrong one prove the right answer; see `synth.verifiers.score_steps`."""
    return proven_lines(completion, lambda lines: read(lines, parts))


def read(lines: Sequence[Line], parts: Sequence[Part]) -> Reading:
    state = _State(parts)
    for number, line in enumerate(lines):
        try:
            reason = state.line(line.text.translate(_PRIMES).rstrip(" .。")) if number < MAX_LINES else "format"
        except (NoFunction, Unreadable, ZeroDivisionError, ValueError):
            reason = "format"
        if reason:
            return Reading(number, reason, state.arrived)
    return Reading(len(lines), "", state.arrived)


class _State:
    """What is known after some lines."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts, self.stage, self.arrived = parts, 0, False
        self.work, self.values, self.moves = MAX_PRODUCTS, MAX_VALUES, MAX_VALUES
        self.letters = dict[str, int]()
        self.seen, self.settled = set[Call](), False
        self.stated = dict[tuple[str, int], Function]()
        self._begin()

    def _begin(self) -> None:
        part = self.parts[self.stage]
        self.seen, self.settled = set(), False
        if part.told:
            self.stated["fgh"[self.stage], 0] = part.f
        if part.under is not None:
            self.stated = {key: f for key, f in self.stated.items() if key[0] != "q"} | {("q", 0): part.under}

    def line(self, text: str) -> str:
        """What is wrong with it."""
        if len(text) > MAX_CHARACTERS or not 2 <= len(sides := [side.strip() for side in text.split("=")]) <= MAX_SIDES:
            return "format"
        if found := _FUNCTION.fullmatch(sides[0].replace(" ", "")):
            return self._function(found[1], len(found[2]), [self._read(side) for side in sides[1:]])
        if found := _DERIVED.fullmatch(sides[0]):
            first = exact.derivative(self._read(found[1]))
            return "" if all(self._read(side) == first for side in sides[1:]) else "function"
        return self._values(sides)

    def _read(self, text: str) -> Function:
        found, work = function(text, tuple(self.letters.values()))
        self.work -= work
        if self.work < 0:
            raise NoFunction
        return found

    def _function(self, name: str, order: int, sides: Sequence[Function]) -> str:
        at = "fgh".find(name.lower()) if name != "q" else self.stage
        if at > self.stage:
            return "format"
        part = self.parts[at]
        right = part.under if name == "q" else part.f
        if right is None:
            return "format"
        if name.isupper():
            right = exact.derivative(sides[-1]) if not order and exact.derivative(sides[-1]) == right else None
            if right is None or any(exact.derivative(side) != right for side in sides):
                return "function"
        else:
            for _ in range(order):
                right = bounded(exact.derivative(right))
            if any(side != right for side in sides):
                return "function"
        self.stated[name, order] = sides[-1]
        return ""

    def _values(self, sides: Sequence[str]) -> str:
        letter = sides[0] if sides[0] in ("a", "b") else ""
        calls, read = set[Call](), list[Value]()
        for side in sides[bool(letter) :]:
            self.values -= 1
            if self.values < 0:
                raise NoFunction
            there = set[Call]()
            read.append(_worth(self._put_in(side, there)))
            calls |= {call for call in there if self._carries_weight(side, call, read[-1])}
        if any(not same(one, read[-1]) for one in read[:-1]):
            return "value"
        part = self.parts[self.stage]
        self.seen |= calls
        if not part.last:
            self.settled = part.needs <= self.seen
        elif part.last <= calls and part.needs <= self.seen and same(read[-1], _worth(part.result)):
            self.settled = True
        if self.settled and self.stage == len(self.parts) - 1:
            self.arrived = True
        if not letter:
            return "" if len(sides) > 1 else "format"
        if "ab".index(letter) < self.stage:
            return "" if read[-1].rational == self.letters[letter] else "value"
        if "ab".index(letter) > self.stage or self.stage == len(self.parts) - 1:
            return "format"
        if not same(read[-1], _worth(part.result)):
            return "value"
        if self.settled:
            self.letters[letter] = int(part.result)
            self.stage += 1
            self._begin()
        return ""

    def _carries_weight(self, side: str, call: Call, value: Value) -> bool:
        """Whether the side would have another value with another one of this function there: not so for f(2) in `3 + 0*f(2)`."""
        part = self.parts[self.stage]
        if call in self.seen - part.last or call not in part.needs | part.last:
            return True
        self.moves -= 1
        if self.moves < 0:
            raise NoFunction
        try:
            return not same(_worth(self._put_in(side, set(), call)), value)
        except (Unreadable, ZeroDivisionError):
            return True

    def _put_in(self, side: str, calls: set[Call], moved: Call | None = None) -> str:
        """With the values of functions in place of their names. moved: a value that is taken to be one more."""

        def worth(found: re.Match[str]) -> str:
            key, place = (found[1], len(found[2])), self._place(found[3])
            if key not in self.stated:
                raise NoFunction
            calls.add((*key, place))
            return f"({exact.text(exact.at(self.stated[key], place))}{' + 1' if moved == (*key, place) else ''})"

        put = _CALL.sub(worth, side)
        for name, number in self.letters.items():
            put = re.sub(rf"(?<![A-Za-z\\]){name}(?![A-Za-z])", f"({number})", put)
        return put

    def _place(self, text: str) -> Point:
        found = _NUMBER.fullmatch(text.replace(" ", "").replace("\\", "").replace("pi", "π"))
        if not found:
            raise NoFunction
        if found[6]:
            return Point(Fraction(self.letters[found[6]])) if found[6] in self.letters else _nowhere()
        if found[5]:
            return Point(Fraction(found[5]), "ln")
        unit: Literal["", "pi"] = "" if found[1] else "pi"
        top = found[1] or {"": "1", "-": "-1"}.get(found[3], found[3])
        number = Fraction(int(top), int(found[2] or found[4] or 1))
        return Point(number, unit if number else "")


def _nowhere() -> Point:
    raise NoFunction


@lru_cache(maxsize=2048)
def _worth(text: str) -> Value:
    """Raises Unreadable."""
    found = values(lex(text_of(text)), share=16)
    if len(found) > 1:
        raise Unreadable("two values")
    return found[0]
