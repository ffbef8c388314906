"""Derivations of the science tasks: numbered lines of equations between quantities, each worked out from what is known by then.

`S2: Q = 0.300 kg * 4200 J/(kg K) * 20 K = 25200 J` is sound when its sides agree within the rounding of the last one, its units agree by
dimension, and each number in its first side comes from the problem, a short list of constants or the result of an earlier line.

A number that stands for an earlier result counts as that result before rounding. So a derivation is one formula in the numbers of the
problem, however it is cut into lines and in whatever order and style, and no error of rounding grows on the way. It has arrived when a line
gives what is asked to seven figures, both for the problem and for the same problem with every given number moved by a little (`_sheet`).
Nothing can be hit within a tolerance, `x * 1 = x` and the answer stated first lead nowhere, and so does `15 + 0 * (all numbers)`. Where
a number may stand for several things (a time of 5 s, a speed of 5 m/s, a factor of 5), the reading counts that arrives."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers import derivation
from synth.verifiers.derivation import Reading
from synth.verifiers.parsers.arithmetic import usual_signs
from synth.verifiers.parsers.steps import Step
from synth.verifiers.parsers.units import CHINESE, NONE, Dimension
from synth.verifiers.science._dimensions import dimension
from synth.verifiers.science._expression import NoValue, Side, read, run
from synth.verifiers.science._meanings import FIGURES, MOST, Meaning, Notes, same
from synth.verifiers.science._sheet import Known, Point, Sheet, Value

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Each is an equation between numbers, with the result as the last side:
S1: u = 54 km/h = 15 m/s
S2: t = (27.5 m/s - 15 m/s) / 1.7 m/s^2 = 7.3529 s
S3: s = (15 + 27.5) / 2 * 7.3529 = 156.25 m
A line uses only numbers of the problem, whole numbers up to 20, powers of ten, factors such as 3600, and results of earlier lines; \
differences and sums are written out. Give results to at least 4 significant figures. Units may be left out, or be written behind \
all numbers of a line. Write + - * / ^ ( ), sqrt, exp, ln, log, pi, and sin, cos, tan, asin, acos, atan in degrees. A name may stand on \
the left. The last line gives the answer.
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行，每行是数与数之间的等式，最后一边是结果：
S1: u = 54 km/h = 15 m/s
S2: t = (27.5 m/s - 15 m/s) / 1.7 m/s^2 = 7.3529 s
S3: s = (15 + 27.5) / 2 * 7.3529 = 156.25 m
每行只能用题目中的数、不超过 20 的整数、10 的幂、3600 一类的换算系数和前面各行的结果；差与和都要写出来。\
结果至少保留 4 位有效数字。单位可以不写，要写就给该行所有的数都写上。运算写成 + - * / ^ ( )，还可以用 sqrt、exp、ln、log、pi，\
以及以度为单位的 sin、cos、tan、asin、acos、atan。等式左边可以先写一个名称。最后一行给出答案。
""",
}
CLOSE = 1e-6
SCALES = (1.0, 3.6, 60.0, 3600.0, 86400.0, *(10.0**power for power in (1, 2, 3, 4, 6, 9)))
"""A result without a unit may be in units of these sizes, or of their inverses."""
P = TypeVar("P")
_NAME = re.compile(r"[|\[]?[A-Za-zΑ-ωΔ(\u4e00-\u9fff]")
"""How a name or a formula in letters begins."""
_CHINESE = re.compile(rf"(?<=[\d\s/)])(?:{'|'.join(sorted(CHINESE, key=len, reverse=True))})")
"""Units behind a number: 3 米/秒."""


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], route: Callable[[P], Sheet]) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT.

    Reasons, of the first wrong line: format (it is no equation between numbers), number (one of its numbers comes from nowhere), unit (its
    units do not agree), value (its sides differ). Then those of `derivation.judge`."""
    sheet = _sheet(problem, route)
    return derivation.judge(problem, completion, verify, lambda steps: _read(steps, sheet))


def proven(problem: P, completion: str, route: Callable[[P], Sheet]) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    sheet = _sheet(problem, route)
    return derivation.proven(completion, lambda steps: _read(steps, sheet))


def _sheet(problem: P, route: Callable[[P], Sheet]) -> Sheet:
    """The way by pencil; an empty sheet, by which no derivation arrives, for a problem that has an answer and no such way. None is drawn,
    but a file from elsewhere may hold one: two bodies that barely meet, and never do once the given numbers are moved a little."""
    try:
        return route(problem)
    except (ValueError, ArithmeticError):
        return Sheet()


def _read(steps: Sequence[Step], sheet: Sheet) -> Reading:
    notes, arrived, left = Notes(sheet.known), False, list(sheet.checks)
    for place, step in enumerate(steps):
        results = _line(step.claim, notes)
        if isinstance(results, str):
            return Reading(place, results, arrived)
        left = [wanted for wanted in left if not any(_is(result, wanted) for result in results)]
        arrived = arrived or (not left and sheet.result is not None and any(_is(result, sheet.result) for result in results))
        notes.add_results(results)
    return Reading(len(steps), "", arrived)


def _is(result: Known, wanted: Value) -> bool:
    """Whether it is what is wanted but for a sign, here and in the problem that is moved a little."""
    if result.dimension is not None and result.dimension != wanted.dimension:
        return False
    scales = SCALES if result.dimension is None and wanted.dimension != NONE else (1.0,)
    return any(
        all(abs(abs(x * factor) - abs(y)) <= CLOSE * abs(y) for x, y in zip(result.at, wanted.at, strict=True))
        for scale in scales
        for factor in (scale, 1 / scale)
    )


class _Reading(NamedTuple):
    """A line with its last side: a number in units of `size`, to so many figures (99 for a fraction, whose denominator is `below`)."""

    first: Side
    last: float
    figures: int
    step: float
    below: float
    size: float
    dimension: Dimension | None


def _line(claim: str, notes: Notes) -> list[Known] | str:
    """What a line gives, in all readings of its numbers; or what is wrong with it."""
    sides = _sides(claim)
    if sides is None:
        return "format"
    notes.numbers += sum(len(side.numbers) for side in (*sides[0], *sides[1]))
    if notes.numbers > MOST:
        return "format"
    found = [_worked_out(first, sides[1], notes) for first in sides[0]]
    sound = [one for one in found if not isinstance(one, str)]
    return [known for one in sound for known in one] if sound else found[0]


def _worked_out(first: Side, others: Sequence[Side], notes: Notes) -> list[Known] | str:
    """The same for one way to read the first side."""
    meanings = [notes.meanings(number) for number in first.numbers]
    if not all(meanings):
        return "number"
    if not others:
        return []
    last = others[-1]
    result = last.numbers[0]
    try:
        shown = run(last, [number.value for number in last.numbers])
    except NoValue:
        return "format"
    if len(last.numbers) == 1:
        line = _Reading(first, shown, result.figures, result.step, 0.0, result.size, result.dimension)
    else:
        below = last.numbers[1]
        line = _Reading(first, shown, 99, 0.0, below.value, below.size, below.dimension)
    try:
        of, meanings = _understood(line, meanings)
    except NoValue:
        return "unit"
    if any(not _agrees(side, of, line) for side in others[:-1]):
        return "value"
    return _results(line, meanings, of, notes)


def _understood(line: _Reading, meanings: list[list[Meaning]]) -> tuple[Dimension | None, list[list[Meaning]]]:
    """The dimension of the first side, None where numbers without units leave it open, and what its numbers may mean. Where all units are
    written and agree, a number without one is a mere factor. Raises NoValue where units do not agree."""
    numbers = line.first.numbers
    factors = [[one for one in several if one.pure is not False] for several in meanings]
    bare = [number.dimension is None and number.value != 273.15 for number in numbers]
    if line.dimension not in (None, NONE) and all(some or not one for one, some in zip(bare, factors, strict=True)):
        try:
            if dimension(line.first, bare) == line.dimension:
                return line.dimension, [some if one else points for one, some, points in zip(bare, factors, meanings, strict=True)]
        except NoValue:
            pass
    mere = [one and all(meaning.pure for meaning in several) for one, several in zip(bare, meanings, strict=True)]
    return dimension(line.first, mere), meanings


@lru_cache(maxsize=2048)
def _sides(claim: str) -> tuple[list[Side], list[Side]] | None:
    """The ways to read the first side of an equation, and the other sides, without the names and formulas in letters that lead it. None
    where one cannot be read. `2.0 * 10^2` is 200 or, where 10 is a time, its square by 2.0."""
    text = usual_signs(re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", _raised, claim.removesuffix(".").replace("μ", "µ").replace("−", "-")))
    text = re.sub(r"\\(?:text|mathrm|operatorname)\s?\(([^()]{0,40})\)|(?<!\\)\\[,;: ]", r" \1 ", text)
    if not text.isascii():
        text = _CHINESE.sub(lambda word: CHINESE[word[0]], text)
    texts = [side.strip() for side in re.split(r"\s*(?:\\approx(?![A-Za-z])|≈|≃|~=|==?)\s*", text)]
    while len(texts) > 1 and _NAME.match(texts[0]) and len(texts[0]) <= 100 and read(texts[0]) is None:
        del texts[0]
    sides = [side for side in map(read, texts) if side]
    if len(sides) < len(texts) or not sides[-1].alone or len(texts) > 8 or (len(sides) == 1 and "=" not in text):
        return None
    other = re.sub(r"(?<=\*)\s?10(?=\s?\^\s?\(?[23](?!\d))", " (10)", texts[0])
    second = read(other) if other != texts[0] else None
    return [side for side in (sides[0], second) if side], sides[1:]


def _raised(found: re.Match[str]) -> str:
    return "^" + found[0].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))


def _agrees(side: Side, of: Dimension | None, line: _Reading) -> bool:
    """Whether a side in the middle is the last one within its rounding, with units or without."""
    try:
        own = dimension(side, [True] * len(side.numbers))
        values = (run(side, [n.value * n.size for n in side.numbers]) / line.size, run(side, [n.value for n in side.numbers]))
    except NoValue:
        return False
    if of is not None and own not in (of, NONE):
        return False
    return any(abs(value - line.last) <= max(line.step * 0.5000001, 6e-4 * abs(line.last)) for value in values)


def _results(line: _Reading, meanings: Sequence[Sequence[Meaning]], of: Dimension | None, notes: Notes) -> list[Known] | str:
    """A line holds with its units, in SI units; or where a number has none, with the numbers as they stand."""
    sizes, ones = [number.size for number in line.first.numbers], [1.0] * len(meanings)
    bare = of is None or not any(number.dimension for number in line.first.numbers)
    readings = list[tuple[Sequence[float], float, Dimension | None]]()
    dimension_of = of if line.dimension is None else line.dimension
    if of is None or of == dimension_of:
        readings.append((sizes, line.size, dimension_of))
    if bare or of == line.dimension:
        readings.append((ones, 1.0, line.dimension))
    for factor, size, kind in readings:
        own = line.size / size  # of the unit behind numbers as they stand
        found = [_known(one, own, kind, line) for one in _held(line, meanings, factor, size, notes)]
        if found:
            return found
    return "value" if readings else "unit"


def _known(one: Meaning, own: float, kind: Dimension | None, line: _Reading) -> Known:
    """What was worked out; as it was shown where that is exact or has figures enough."""
    at = (one.at[0] * own, one.at[1] * own)
    known = line.figures >= FIGURES or abs(line.last - at[0] / line.size) <= 1e-9 * abs(line.last)
    return Known(at, kind, line.size, line.last if known else at[0] / line.size, line.step, one.world, line.below)


def _held(line: _Reading, meanings: Sequence[Sequence[Meaning]], sizes: Sequence[float], size: float, notes: Notes) -> Iterator[Meaning]:
    """The values of the first side, before rounding, of those readings in which the equation holds: as its numbers are written, or as they
    are before rounding."""
    first, half = line.first, (line.step / 2 + 1e-9 * abs(line.last)) * size * 1.0000001

    def valued(points: Sequence[float]) -> float | None:
        try:
            return run(first, [x * factor for x, factor in zip(points, sizes, strict=True)])
        except NoValue:
            return None

    written = valued([number.value for number in first.numbers])
    shown, kept = line.last * size, list[Point]()
    if written is None:
        return
    for points, world in notes.readings(meanings):
        here, moved = valued([a for a, _ in points]), valued([b for _, b in points])
        if here is None or moved is None or any(same((here, moved), other) for other in kept):
            continue
        low, high = min(here, written) - half, max(here, written) + half
        if low <= shown <= high and abs(here - written) <= 2e-2 * abs(written) + half:
            kept.append((here, moved))
            yield Meaning((here, moved), world, None)
