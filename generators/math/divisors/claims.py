"""What divisors claims: its rules in words, what cheap policies win, and which problems are the same.

The policies make one mistake in the last question, or stop before it."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.divisors.careless import MISTAKES, wrong
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.divisors import NAMES, Chain, sheet
from synth.verifiers.math.divisors.stages import Common, Divisors, Factorial, Multiples, Pairs, Shared, Stage

ASKED = {"en": {"any": "at least one", "one": "exactly one", "none": "none"}, "zh": {"any": "至少", "one": "恰好", "none": "任何"}}
TOTAL = {"en": {"count": "number of", "sum": "sum of"}, "zh": {"count": "个数", "sum": "之和"}}
WORDS = {
    "en": {
        "divisors": "positive divisors",
        "shared": "positive divisors in common",
        "pairs": "least common multiple",
        "square": "perfect squares",
    },
    "zh": {"divisors": "正约数", "shared": "公共正约数", "pairs": "最小公倍数", "square": "完全平方数"},
}


def _size(problem: Chain, place: int) -> str:
    size = problem.stages[place].size
    return str(size) if not place else (str(size) if size > 1 else "") + NAMES[place - 1]


def _told(stage: Stage, size: str, language: str) -> list[str]:
    """Patterns that the stage's text matches, each anywhere in the prompt."""
    words = WORDS[language]
    end = rf"\b{size}\b"
    if isinstance(stage, Multiples):
        asked = [ASKED[language][stage.ask]] if len(stage.of) > 1 else []
        return [rf"\b{stage.low}\b.{{1,6}}{end}", ".{1,6}".join(rf"\b{n}\b" for n in stage.of), TOTAL[language][stage.total], *asked]
    if isinstance(stage, Common):
        return [rf"\b1\b.{{1,6}}{end}", rf"\b{stage.number}\b.{{1,12}}\b{stage.gcd}\b", TOTAL[language][stage.total]]
    if isinstance(stage, Shared):
        return [rf"\b1\b.{{1,6}}{end}", rf"\b{stage.number}\b.{{1,16}}\b{stage.divisors}\b", words["shared"]]
    if isinstance(stage, Factorial):
        return [rf"\b{stage.base}\^k", rf"{end}\)?!" if stage.low == 1 else rf"\b{stage.low}\b.{{1,6}}{end}"]
    powers = [rf"\b{stage.powers[0][0]}\^\(?{size}\b", *(rf" \* {p}\b" + (rf"\^{e}\b" if e > 1 else "") for p, e in stage.powers[1:])]
    if isinstance(stage, Divisors):
        said = ["".join(powers), rf"\b{stage.multiple}\b", rf"\b{stage.but}\b", words["divisors"]]
        return [*said, words["square"]] if stage.square else said
    return ["".join(powers[:1]) + r"\)?" + "".join(powers[1:]), rf"\b{stage.multiple}\b", words["pairs"], "x <= y"]


def _all(language: str) -> Callable[[Chain], str]:
    def pattern(problem: Chain) -> str:
        parts = [part for place, stage in enumerate(problem.stages) for part in _told(stage, _size(problem, place), language)]
        return "".join(f"(?=.*{part})" for part in parts) + ".{9}"

    return pattern


RULES = (
    Rule("value", {"en": _all("en"), "zh": _all("zh")}),
    Rule(
        "value",
        {"en": "gcd means the greatest common divisor", "zh": "最大公约数"},
        lambda p: any(isinstance(s, Common) for s in p.stages),
    ),
    Rule(
        "value",
        {"en": "n! is the product of all whole numbers from 1 to n", "zh": "n! 是 1 到 n 所有整数的乘积"},
        lambda p: any(isinstance(s, Factorial) and s.low == 1 for s in p.stages),
    ),
    Rule(
        "value",
        {"en": "Both ends of (the|every) range count", "zh": "包括两端"},
        lambda p: any(not isinstance(s, Divisors | Pairs) and not (isinstance(s, Factorial) and s.low == 1) for s in p.stages),
    ),
)


def _policy(mistake: str) -> Callable[[Chain], str]:
    """The number that it gives, if any."""

    def policy(problem: Chain) -> str:
        found = wrong(problem, mistake)
        return "" if found is None else str(found)

    return policy


def _before(problem: Chain) -> str:
    """The result before the last, or the end of the range."""
    values = sheet(problem)[1]
    return str(values[-2] if len(values) > 1 else problem.stages[0].size)


SHORTCUTS = (
    *(Shortcut(mistake, _policy(mistake), (0.005,) * 10) for mistake in MISTAKES),
    Shortcut("the result before the last", _before, (0.005,) * 10),
)

NO_COPIES = "Numbers and powers are kept in ascending order, and another range or condition is another question."


def different(problem: Chain, rng: Random) -> Iterator[Chain]:
    """Another range, one question less."""
    first, *others = problem.stages
    if first.size > 1:
        yield replace(problem, stages=(replace(first, size=first.size - 1), *others))
    if others:
        yield replace(problem, stages=problem.stages[:-1])
