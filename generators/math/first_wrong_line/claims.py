"""What first wrong line claims: its rules in words, what cheap policies win, and which problems are the same.

The policies find no mistake, redo one line alone, or look at no more of each line than its sign or its constant term. Constant terms give
away more than a tenth: to have them is to work out every line in part, and one of them whole, and a slip has to stand somewhere."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.first_wrong_line.wording import expression, shown, stated
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.first_wrong_line import FirstWrongLine, mistake
from synth.verifiers.math.first_wrong_line.lines import NAMES, Value, read, result

LANGUAGES = ("en", "zh")


def _given(problem: FirstWrongLine) -> str:
    return ".{1,5}".join(re.escape(stated(problem.field, NAMES[n], read(value))) for n, value in enumerate(problem.given))


def _lines(problem: FirstWrongLine) -> str:
    start = len(problem.given)
    texts = [expression(problem, NAMES[start + n], line) for n, line in enumerate(problem.lines)]
    return r"\n".join(rf"\({n}\) {re.escape(text)}(?=\n)" for n, text in enumerate(texts, 1))


def _is(*fields: str) -> Callable[[FirstWrongLine], bool]:
    return lambda problem: problem.field in fields


RULES = (
    Rule("line", dict.fromkeys(LANGUAGES, _given)),
    Rule("line", dict.fromkeys(LANGUAGES, _lines)),
    Rule("line", {"en": r"at most one (wrong line|line is wrong|of the numbered lines below is wrong)", "zh": "最多有一行是错的"}),
    Rule(
        "line",
        {
            "en": "a line is wrong if (its bounds are|the result after its last equals sign is) not what its own formula "
            "gives when the earlier results are used as written, even if one of those is wrong",
            "zh": "如果按前面各行写出的结果（即使那些结果本身有错）代入，"
            "某一行自己的算式得不出(它写的范围|最后一个等号后面的结果)，这一行就是错的",
        },
    ),
    Rule("line", {"en": "if no line is wrong, answer none", "zh": "如果没有错行，就回答“无”"}),
    Rule("value", {"en": "number of the wrong line, a colon, and the right (result|bounds)", "zh": "行号、冒号，以及正确的(结果|范围)"}),
    Rule(
        "value",
        {"en": lambda p: rf"remainder, from 0 to {p.modulus - 1}, on division by {p.modulus}", "zh": lambda p: rf"除以 {p.modulus} 的余数"},
        _is("remainders"),
    ),
    Rule("value", {"en": r"as \[least, largest\]", "zh": r"写成 \[m, n\]，m 是最小值，n 是最大值"}, _is("bounds")),
    Rule("value", {"en": "independently of one another", "zh": "各自独立地取到"}, _is("bounds")),
    Rule(
        "value",
        {"en": r"a\(2\) is the value of a at x = 2", "zh": r"a\(2\) 表示 a 在 x = 2 处的值"},
        lambda problem: any(line.operation == "at" for line in problem.lines),
    ),
    Rule("value", {"en": "multiplied out", "zh": "展开后的形式"}, _is("polynomials", "calculus")),
)


def _redone(problem: FirstWrongLine, number: int) -> str:
    """What a line should say by what is written above it."""
    values = [read(value) for value in problem.given] + [read(line.shown) for line in problem.lines]
    line = problem.lines[number - 1]
    return f"{number}: {shown(problem.field, result(problem.field, problem.modulus, line, [values[place] for place in line.operands]))}"


def _longest(problem: FirstWrongLine) -> int:
    start = len(problem.given)
    lengths = [len(expression(problem, NAMES[start + n], line)) for n, line in enumerate(problem.lines)]
    return lengths.index(max(lengths)) + 1


def _largest(problem: FirstWrongLine) -> int:
    """The line with the most digits in its result."""
    lengths = [sum(map(len, line.shown)) for line in problem.lines]
    return lengths.index(max(lengths)) + 1


def _looked_at(same: Callable[[Value, Value], bool]) -> Callable[[FirstWrongLine], str]:
    """The answer of one who looks at a part of each line, and puts right what looks wrong."""

    def policy(problem: FirstWrongLine) -> str:
        number, right = mistake(problem)
        return _redone(problem, number) if number and not same(read(problem.lines[number - 1].shown), right) else ""

    return policy


def _sign(value: Value, other: Value) -> bool:
    return len(value) == len(other) and (value[-1] < 0) == (other[-1] < 0)


def _constant(value: Value, other: Value) -> bool:
    return max(len(value), len(other)) == 1 or value[0] == other[0]


def _constants(problem: FirstWrongLine) -> str:
    return _looked_at(_constant)(problem) if problem.field in ("polynomials", "calculus") else ""


NONE = (0.23, 0.17, 0.14, 0.1, 0.1, 0.1, 0.09, 0.09, 0.08, 0.08)
SHORTCUTS = (
    Shortcut("all lines are right", lambda problem: "none", NONE),
    Shortcut("the first line is wrong, and redone", lambda problem: _redone(problem, 1), NONE),
    Shortcut("the last line is wrong, and redone", lambda problem: _redone(problem, len(problem.lines)), NONE),
    Shortcut("the longest line is wrong, and redone", lambda problem: _redone(problem, _longest(problem)), NONE),
    Shortcut("the line with the longest result is wrong, and redone", lambda problem: _redone(problem, _largest(problem)), NONE),
    Shortcut("signs alone are looked at", _looked_at(_sign), (0.08,) * 10),
    Shortcut("constant terms of polynomials alone are looked at", _constants, (0.15, 0.17, *(0.18,) * 8)),
    Shortcut("the number of the line alone", lambda problem: str(mistake(problem)[0] or 1), (0.005,) * 10),
)

NO_COPIES = "Names go by the order of the lines, and a calculation whose lines are in another order is another one."


def different(problem: FirstWrongLine, rng: Random) -> Iterator[FirstWrongLine]:
    """One line less; the wrong line put right, where nothing uses it."""
    yield replace(problem, lines=problem.lines[:-1])
    number, right = mistake(problem)
    place = len(problem.given) + number - 1
    if number and not any(place in line.operands for line in problem.lines):
        line = replace(problem.lines[number - 1], shown=tuple(map(str, right)))
        yield replace(problem, lines=(*problem.lines[: number - 1], line, *problem.lines[number:]))
