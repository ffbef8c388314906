"""Derivations of the mathematics tasks: numbered lines of equations between numbers, each worked out from what is known by then.

`S2: a_3 = 3 * 13 + 1 = 40` is sound when all its sides have the same value and every number in them is known: a number of the problem,
a whole number up to 200, or the result of an earlier line. A name on the left is left aside. A problem knows its milestones, the values on
the way to its answer and what each has to be worked out from. A derivation is a proof when it reaches all of them. A number is worked out
from another only where that carries weight: `40 + 0 * 13` is not worked out from 13. Parts of the way can be cheap to guess, so nothing
short of it is paid."""

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers import derivation
from synth.verifiers.exact import Fraction
from synth.verifiers.math._arithmetic import KEPT, MAX_SIDE, Number, Side, evaluate, size
from synth.verifiers.parsers.arithmetic import usual_signs
from synth.verifiers.parsers.steps import Step

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Each is an equation between numbers, with the result as the last side:
S1: a_2 = 3 * 4 + 1 = 13
S2: a_3 = 3 * 13 + 1 = 40
S3: 40 mod 7 = 5
A line uses only numbers of the problem, whole numbers up to 200 and results of earlier lines. Write + - * / ^ ( ) ! for the operations, \
a mod m for the remainder, and C(n, k), gcd(a, b), lcm(a, b). A name may stand on the left. The last line gives the answer.
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行，每行是数与数之间的等式，最后一边是结果：
S1: a_2 = 3 * 4 + 1 = 13
S2: a_3 = 3 * 13 + 1 = 40
S3: 40 mod 7 = 5
每行只能用题目中的数、不超过 200 的整数和前面各行的结果。运算写成 + - * / ^ ( ) !，余数写成 a mod m，\
还可以用 C(n, k)、gcd(a, b)、lcm(a, b)。等式左边可以先写一个名称。最后一行给出答案。
""",
}
SMALL = 200
"""Whole numbers up to this one may be used in any line."""

MAX_MOVED = 40_000
"""Tokens that are read again to see what rests on what; five times as many as any worked solution takes."""
MAX_TRIED = 4
"""Lines with the value of a milestone that are tried with other numbers, the last ones."""
DEPTH = 4
"""Lines that are written one into another."""
MAX_OFTEN = 3
"""Numbers that a milestone needs, and that are written as the lines which give them."""
MAX_TOKENS = 120
"""Of a line with the lines that lead to it."""

P = TypeVar("P")


class Milestone(NamedTuple):
    value: Number
    """What a line has to give: `40`."""
    needs: tuple[Number, ...]
    """What it has to be worked out from, of the milestones and the numbers of the problem: `(13,)`."""
    lines: int = 2
    """Lines between, beside one for each of these; a power takes many."""
    again: tuple[Mapping[int, int], Number] | None = None
    """The same for other numbers in place of some, where that is known: `({13: 1009}, 3028)` for 3 * 13 + 1 = 40. Then the line, with the
    lines that lead to it, has to give that too, and `13 + 27 = 40` does not count."""
    holds: "Callable[[Sequence[Line]], bool] | None" = None
    """What all lines together have to show beside."""


class Line(NamedTuple):
    result: Number
    sides: tuple[Side, ...]
    """The other sides."""

    @property
    def inputs(self) -> frozenset[Number]:
        """The numbers on them, without signs: `{3, 13, 1}`."""
        return frozenset().union(*(side.numbers for side in self.sides))

    def rests_on(self, number: Number) -> bool:
        """Whether the result is worked out from it; what is divided on a side counts too."""
        return any(_rests_on(side, number) for side in self.sides)

    def rests(self, wanted: set[Number]) -> set[Number]:
        """Those of them that it is worked out from."""
        inside = {number for side in self.sides for number in (*side.numbers, *side.quotients)}
        return {number for number in inside & wanted if self.rests_on(number)}

    def cost(self, wanted: Collection[Number]) -> int:
        """About how many tokens it takes to find these."""
        return sum(len(side.tokens) * sum(number in wanted for number in (*side.numbers, *side.quotients)) for side in self.sides)


def _rests_on(side: Side, number: Number) -> bool:
    parts = (number,) if number in side.numbers else side.quotients.get(number, ())
    return bool(parts) and (not side.value or all(map(side.rests_on, parts)))  # 0 * 13 = 0 may be all that there is to say


def judge(
    problem: P,
    completion: str,
    verify: Callable[[P, str], Verdict],
    given: Collection[Number],
    ways: Sequence[Sequence[Milestone]],
) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT. verify: judges the final answer; given: the numbers of the problem; ways: the
    milestones on each way to its answer.

    Reasons, of the first wrong line: format (it is no equation between numbers), number (one of its numbers comes from nowhere), value
    (its sides differ). Then missing (no lines), milestone (a value on the way to the answer is not worked out), answer (the final answer
    is refused)."""
    return derivation.judge(problem, completion, verify, _reader(given, ways))


def proven(completion: str, given: Collection[Number], ways: Sequence[Sequence[Milestone]]) -> Proven:
    """Whether the lines before the first wrong one are a proof of the right answer; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, _reader(given, ways))


def _reader(given: Collection[Number], ways: Sequence[Sequence[Milestone]]) -> derivation.Reader:
    def read(steps: Sequence[Step]) -> derivation.Reading:
        lines, reason = _read(steps, given)
        return derivation.Reading(len(lines), reason, _arrived(lines, ways))

    return read


def _read(steps: Sequence[Step], given: Collection[Number]) -> tuple[list[Line], str]:
    """The sound lines before the first wrong one, and what is wrong with it."""
    known: set[Number] = set(range(SMALL + 1))
    for number in given:
        known |= _written(number)
    lines: list[Line] = []
    for step in steps:
        line = _line(step.claim)
        if line is None:
            return lines, "format"
        if isinstance(line, str):
            return lines, line
        if not line.inputs <= known:
            return lines, "number"
        known |= _written(line.result)
        lines.append(line)
    return lines, ""


def _written(number: Number) -> set[Number]:
    """The numbers by which a number is written."""
    return {size(number), abs(number.numerator), number.denominator}


def _line(claim: str) -> Line | str | None:
    """A claim as a line, `value` where its sides differ, None where it cannot be read."""
    return _remembered(claim) if len(claim) <= MAX_SIDE else _as_line(claim)


@lru_cache(maxsize=KEPT)
def _remembered(claim: str) -> Line | str | None:
    return _as_line(claim)


def _as_line(claim: str) -> Line | str | None:
    sides = [side.strip() for side in usual_signs(claim.removesuffix(".")).split("=")]
    if len(sides) > 2 and evaluate(sides[0]) is None and re.fullmatch(r"[A-Za-z][\w(),' ]{0,40}", sides[0]):
        del sides[0]  # a name for the result
    read = [side for side in map(evaluate, sides) if side]
    if len(read) < max(2, len(sides)):
        return None
    if not re.fullmatch(r"-?\d+(?:\.\d+| ?/ ?\d+)?|-?\\[dt]?frac\(\d+\)\(\d+\)", sides[-1]):
        return None
    *left, last = read
    if any(side.value != last.value for side in left):
        return "value"
    return Line(last.value, tuple(left))


def _arrived(lines: Sequence[Line], ways: Sequence[Sequence[Milestone]]) -> bool:
    """Whether the lines reach all milestones of one way."""
    results = {size(line.result) for line in lines}
    open_ways = [way for way in ways if lines and {size(milestone.value) for milestone in way} <= results]
    if not open_ways:
        return False
    wanted = results.union(*(map(size, milestone.needs) for way in open_ways for milestone in way))
    if sum(line.cost(wanted) for line in lines) > MAX_MOVED:
        return False
    made: dict[Number, list[tuple[int, Line]]] = {}
    for place, line in enumerate(lines):
        made.setdefault(size(line.result), []).append((place, line))

    @cache
    def rests(place: int) -> set[Number]:
        return lines[place].rests(wanted)

    return any(_reached(made, way, rests) and all(m.holds(lines) for m in way if m.holds) for way in open_ways)


def _reached(
    made: Mapping[Number, Sequence[tuple[int, Line]]], milestones: Iterable[Milestone], rests: Callable[[int], set[Number]]
) -> bool:
    """Whether each milestone is the result of a line that was worked out from what it needs, over few lines between them. made: lines and
    their places by their results, without signs; rests: what the line at a place is worked out from."""

    def rests_on(place: int, needs: frozenset[Number], depth: int) -> bool:
        seen = front = rests(place)
        for _ in range(depth):
            if needs <= seen:
                return True
            front = {one for result in front for other, _ in made.get(result, ()) for one in rests(other)} - seen
            seen = seen | front
        return needs <= seen

    for value, needs, between, again, _ in milestones:
        needed = frozenset(map(size, needs))
        found = [(place, line) for place, line in made.get(size(value), ()) if line.result == value]
        at_once = any(all(map(line.rests_on, needed)) for _, line in found)
        if not at_once and not any(rests_on(place, needed, between + len(needs)) for place, _ in found):
            return False
        if again and not any(_becomes(made, place, line, needed, again) for place, line in found[-MAX_TRIED:]):
            return False
    return True


def _becomes(
    made: Mapping[Number, Sequence[tuple[int, Line]]],
    place: int,
    line: Line,
    needed: frozenset[Number],
    again: tuple[Mapping[int, int], Number],
) -> bool:
    """Whether a side of the line gives the other value for the other numbers, with earlier lines written in place of their results."""
    moved, wanted = again
    names = set(map(str, moved))

    known = dict[tuple[int, int, tuple[Number, ...]], list[str]]()

    def inside(place: int, line: Line, depth: int, twice: tuple[Number, ...]) -> list[str]:
        """A side in brackets, if one of the numbers that are moved stands on it."""
        if (place, depth, twice) not in known:
            tokens = written(line.sides[0].tokens, place, depth, twice)
            whole = ["(", *(("-",) if line.result < 0 else ()), "(", *tokens, ")", ")"]
            known[place, depth, twice] = whole if names.intersection(tokens) and len(whole) < MAX_TOKENS else []
        return known[place, depth, twice]

    def written(tokens: Sequence[str], before: int, depth: int, twice: tuple[Number, ...]) -> list[str]:
        found, left = list[str](), list(tokens)
        while left:
            number = _fraction(left) if not found or found[-1] not in "/^" else None
            lines = [one for one in made.get(number, ()) if one[0] < before] if number is not None else []
            length = 3 if lines else 1
            if not lines and left[0][0].isdigit():
                number = Fraction(left[0])
                lines = [one for one in made.get(number, ()) if one[0] < before]
            if not depth or (number in needed and not (number in twice and (len(lines) > 1 or depth == DEPTH))):
                lines = []
            which = max(-len(lines), -left.count(left[0])) if length == 1 else -1  # 12 + 2 - 12 are two lines, in order
            instead = inside(*lines[which], depth - 1, twice) if lines and len(found) < MAX_TOKENS else []
            found += instead or left[:1]
            del left[: length if instead else 1]
        return found

    often = sorted(number for number in needed if number in made)[:MAX_OFTEN]  # another line may give it too: both are tried
    readings = [(0, tuple[Number, ...]()), *((DEPTH, some) for count in range(len(often) + 1) for some in combinations(often, count))]
    for side in line.sides[:2]:
        for depth, twice in readings:
            tokens = written(side.tokens, place, depth, twice)
            if len(tokens) <= MAX_TOKENS and side._replace(tokens=tuple(tokens)).may_become(wanted, moved):
                return True
    return False


def _fraction(tokens: Sequence[str]) -> Fraction | None:
    """The fraction of whole numbers that begins here, as an earlier result is written: `7 / 33`."""
    if len(tokens) < 3 or tokens[1] != "/" or not (tokens[0].isdigit() and tokens[2].isdigit()) or tokens[3:4] == ["^"]:
        return None
    above, below = int(tokens[0]), int(tokens[2])
    return Fraction(above, below) if below > 1 and math.gcd(above, below) == 1 else None
