"""First wrong line: calculations of a few lines with small numbers, then of many lines that use several earlier results each.

What follows a wrong line goes on from what it says, so that nothing but the line itself gives it away. None, or any line, is wrong equally
often. Effort is the number of operations between numbers in all lines, times the digits of
the larger ones, and twice with fractions and remainders."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.math.first_wrong_line.mistakes import wrong
from synth.generators.math.first_wrong_line.solving import worked
from synth.generators.math.first_wrong_line.wording import expression, shown, stated
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.first_wrong_line import FirstWrongLine, Line, mistake, verify
from synth.verifiers.math.first_wrong_line.lines import NAMES, Field, Operation, Value, read, result

TRIES, TURNS = 60, 40
WIDE = 40
"""Bounds that are farther apart are multiplied by no large number."""
FIELDS: tuple[Field, ...] = ("fractions", "remainders", "polynomials", "calculus", "bounds")


class Knobs(Frozen, frozen=True):
    lines: Annotated[int, Meta(ge=3, le=16)]
    """Lines of the calculation."""
    given: Annotated[int, Meta(ge=2, le=4)]
    """Values that it begins with, but for bounds, where each is used once."""
    terms: Annotated[int, Meta(ge=1, le=3)]
    """Earlier results in one line at most."""
    size: Annotated[int, Meta(ge=3, le=30)]
    """Largest number that it begins with."""
    most: Annotated[int, Meta(ge=50, le=20_000)]
    """Largest numerator, coefficient or bound of a result; remainders are below 1,000."""
    effort: tuple[Annotated[int, Meta(ge=1, le=2_000)], Annotated[int, Meta(ge=30, le=4_000)]]
    """Fewest and most operations."""

    def __post_init__(self) -> None:
        if 3 * self.effort[0] > 2 * self.effort[1]:
            raise ValueError("effort goes from fewest to most, half as many again at least")


LEVELS = (
    Knobs(4, 2, 1, 5, 60, (8, 4_000)),
    Knobs(6, 2, 2, 5, 100, (28, 4_000)),
    Knobs(8, 2, 2, 6, 150, (46, 4_000)),
    Knobs(10, 2, 2, 7, 250, (58, 4_000)),
    Knobs(11, 3, 2, 8, 400, (75, 4_000)),
    Knobs(12, 3, 2, 10, 700, (95, 4_000)),
    Knobs(13, 3, 3, 12, 1_500, (120, 4_000)),
    Knobs(14, 3, 3, 14, 3_000, (150, 4_000)),
    Knobs(15, 3, 3, 18, 8_000, (180, 4_000)),
    Knobs(16, 4, 3, 24, 20_000, (215, 4_000)),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    field = rng.choice(FIELDS)
    place = rng.randint(0, knobs.lines)  # 0: no line is wrong
    for _ in range(TRIES):
        problem = _drawn(rng, knobs, field, place)
        if problem and knobs.effort[0] <= (cost := effort(problem)) <= knobs.effort[1]:
            return Sample(problem, answer(problem), float(cost), *worked(problem))
    raise Discard("numbers that grow too large")


def answer(problem: FirstWrongLine) -> str:
    number, right = mistake(problem)
    return f"{number}: {shown(problem.field, right)}" if number else "none"


def _drawn(rng: Random, knobs: Knobs, field: Field, place: int) -> FirstWrongLine | None:
    largest = min(900, 2 * knobs.size * knobs.size)
    modulus = rng.randint(11 + largest // 3, 11 + largest) if field == "remainders" else 0
    values, lines = _given(rng, knobs, field), list[Line]()
    given, unused = len(values), list(range(len(values)))
    for number in range(1, knobs.lines + 1):
        for _ in range(TURNS):
            try:
                line = _line(rng, knobs, field, values, unused)
                operands = [values[one] for one in line.operands]
                value = result(field, modulus, line, operands)
                fits = _fits(field, knobs, value) and value not in values
                if fits and number == place:
                    value = wrong(rng, field, modulus, line, operands, value)
                    fits = _fits(field, knobs, value) and value not in values
            except (ValueError, IndexError):
                continue
            if fits:
                break
        else:
            return None
        lines.append(Line(line.operation, line.operands, line.numbers, tuple(map(str, value))))
        unused = [one for one in unused if one not in line.operands] + [len(values)]
        values.append(value)
    return FirstWrongLine(field, modulus, tuple(tuple(map(str, value)) for value in values[:given]), tuple(lines))


def _given(rng: Random, knobs: Knobs, field: Field) -> list[Value]:
    size, found = knobs.size, list[Value]()
    count = min(8, 1 + knobs.lines // 2) if field == "bounds" else knobs.given
    while len(found) < count:
        if field == "fractions":
            value: Value = (Fraction(_some(rng, size), rng.randint(2, size + 1)),)
        elif field == "remainders":
            value = (Fraction(rng.randint(2, size + 4)),)
        elif field == "bounds":
            low = rng.randint(-size, size - 1)
            value = Fraction(low), Fraction(rng.randint(low + 1, low + size))
        else:
            degree = rng.choice((1, 1, 2))
            value = (*(Fraction(rng.randint(-size, size)) for _ in range(degree)), Fraction(_some(rng, 3)))
        if value not in found:
            found.append(value)
    return found


def _some(rng: Random, size: int) -> int:
    return rng.choice([n for n in range(-size, size + 1) if n])


OPERATIONS: dict[Field, tuple[Operation, ...]] = {
    "fractions": ("combine", "combine", "times", "over"),
    "remainders": ("combine", "times", "power"),
    "polynomials": ("combine", "combine", "times", "power"),
    "calculus": ("combine", "combine", "times", "slope", "slope", "at", "area"),
    "bounds": ("combine", "combine", "times", "power"),
}


def _line(rng: Random, knobs: Knobs, field: Field, values: Sequence[Value], unused: Sequence[int]) -> Line:
    """A line with something in it that nothing has used yet."""
    operation = rng.choice(OPERATIONS[field])
    count = {"times": 2, "over": 2, "combine": rng.randint(1, knobs.terms)}.get(operation, 1)
    if field == "bounds":
        operands = rng.sample(list(unused), min(count, len(unused)))
        if len(operands) < count:
            raise ValueError("nothing more to use")
    else:
        first = unused[-1] if rng.random() < 0.7 else rng.choice(list(unused))
        others = [place for place in range(len(values)) if place != first]
        operands = [first, *rng.sample(others, count - 1)]
        rng.shuffle(operands)
    if field == "calculus" and operation in ("slope", "at", "area") and len(values[operands[0]]) < 2:
        raise ValueError("a number has no slope")
    numbers = tuple[str, ...]()
    if operation == "combine":
        last = rng.choice((0, _some(rng, knobs.size), _some(rng, knobs.size)))
        fraction = field == "fractions" and last
        numbers = (*(str(_factor(rng, field, values[one])) for one in operands), str(Fraction(last, rng.randint(2, 9) if fraction else 1)))
        if count == 1 and numbers[0] in ("1", "-1") and not last:
            raise ValueError("hardly a line")
    elif operation == "power":
        numbers = (str(rng.randint(2, 6) if field == "remainders" else rng.choice((2, 2, 3)) if field == "bounds" else 2),)
    elif operation == "at":
        numbers = (str(_some(rng, 3)),)
    elif operation == "area":
        low = rng.randint(-2, 1)
        numbers = (str(low), str(rng.randint(low + 1, 3)))
    return Line(operation, tuple(operands), numbers, ("0",))


def _factor(rng: Random, field: Field, value: Value) -> Fraction | int:
    """A fraction for bounds that are far apart."""
    if field == "bounds" and value[1] - value[0] > WIDE:
        return rng.choice((1, -1, Fraction(1, 2), Fraction(-1, 2), Fraction(1, 3), Fraction(-1, 4)))
    return rng.choice((1, 1, -1, 2, 3, -2, 4, -3, 5)) if field != "remainders" else rng.choice((1, 2, 3, 5, 7, 11, -1, -4))


def _fits(field: Field, knobs: Knobs, value: Value) -> bool:
    largest = max(max(abs(c.numerator), c.denominator) for c in value)
    if field in ("fractions", "remainders"):  # products and powers of 0 are no work
        return value[0] != 0 and largest <= knobs.most
    if field in ("polynomials", "calculus"):
        return len(value) <= 6 and any(value) and largest <= knobs.most and max(c.denominator for c in value) <= 12
    return largest <= knobs.most and max(c.denominator for c in value) <= 12


def effort(problem: FirstWrongLine) -> int:
    """Operations between numbers, times digits."""
    values = [read(value) for value in (*problem.given, *(line.shown for line in problem.lines))]
    total = 0
    for line in problem.lines:
        operands = [values[place] for place in line.operands]
        sizes = list(map(len, operands))
        match line.operation:
            case "combine":
                cost = sum(size * (1 + (number not in ("1", "-1"))) for size, number in zip(sizes, line.numbers, strict=False))
            case "times":
                cost = 2 * sizes[0] * sizes[1]
            case "power":
                cost = sizes[0] * sizes[0] + 2 * int(line.numbers[0])
            case "over":
                cost = 2
            case "slope":
                cost = sizes[0]
            case "at":
                cost = 2 * sizes[0]
            case _:
                cost = 5 * sizes[0]
        largest = max(abs(c.numerator) for value in operands for c in value)
        fractions = any(c.denominator > 1 for value in operands for c in value)
        total += cost * len(str(largest)) * (2 if fractions or problem.modulus else 1)
    return total


def prompt_variables(problem: FirstWrongLine, rng: Random) -> dict[str, object]:
    start = len(problem.given)
    return {
        "field": problem.field,
        "modulus": problem.modulus,
        "given": [stated(problem.field, NAMES[n], read(value)) for n, value in enumerate(problem.given)],
        "lines": [expression(problem, NAMES[start + n], line) for n, line in enumerate(problem.lines)],
        "powers": any(line.operation == "area" for line in problem.lines),
        "places": any(line.operation == "at" for line in problem.lines),
        "slopes": any(line.operation == "slope" for line in problem.lines),
        "example": f"{rng.randint(31, 39)}: " + EXAMPLES[problem.field],
        "student": rng.randrange(6),
    }


EXAMPLES: dict[Field, str] = {
    "fractions": "-41/9973",
    "remainders": "1001",
    "polynomials": "9x^7 - 4x + 1",
    "calculus": "9x^7 - 4x + 1",
    "bounds": "[-90001, 90001]",
}

TASK = Task(
    __name__,
    version=5,
    problem=FirstWrongLine,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.06,
    capacity=(20_000,) * 10,
    unique=True,
)
