"""What Game of 24 claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for, the search among products and quotients."""

from collections.abc import Iterator
from itertools import product
from random import Random

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.game_of_24 import GameOf24


def _listed(problem: GameOf24) -> str:
    return rf"(?<!\d){', '.join(map(str, problem.numbers))}(?!\d)"


RULES = (
    Rule("numbers", {"en": _listed, "zh": _listed}),
    Rule(
        "numbers",
        {
            "en": r"each.{0,30} exactly once|every one of the given numbers once|every listed number exactly as many times",
            "zh": r"恰好用一次",
        },
    ),
    Rule(
        "value",
        {
            "en": lambda problem: rf"(to make|is exactly|target:|goal is) {problem.target}\b",
            "zh": lambda problem: rf"(算出|等于|凑成) {problem.target}(?!\d)",
        },
    ),
    Rule(
        "value",
        {"en": r"fractions or negative|not be whole or positive|negative or fractions|fractions and negative", "zh": r"分数(或|和)负数"},
    ),
    Rule("format", {"en": r"\+.{0,25}-.{0,30}\*.{0,25}/", "zh": r"\+.{0,5}-.{0,5}\*.{0,5}/"}),  # words some way apart would match by chance
    Rule("format", {"en": r"(one|single|arithmetic) expression", "zh": r"一个算式"}),
    Rule(
        "format",
        {
            "en": r"numbers may not be joined|gluing digits|digits may not be concatenated|put two together as digits",
            "zh": r"不(能|许)(把几个数字拼成|拼接数字)",
        },
    ),
    Rule(
        "format",
        {
            "en": r"sign.{0,20}(in front of|before) (a )?numbers? or brackets?|neither a number nor a bracket may carry a sign",
            "zh": r"数字或括号前面(单独加|单独添上|不许带)正负号",
        },
    ),
)


def _plus_but_the_least(problem: GameOf24) -> str:
    least, *others = problem.numbers
    return f"{' + '.join(map(str, others))} - {least}"


def _sums_and_differences(problem: GameOf24) -> str:
    """The signs before all numbers but the largest that come nearest to the target."""
    *others, largest = problem.numbers

    def distance(signs: tuple[int, ...]) -> int:
        return abs(problem.target - largest - sum(sign * number for sign, number in zip(signs, others, strict=True)))

    signs = min(product((1, -1), repeat=len(others)), key=distance)
    return f"{largest}" + "".join(f" {'+' if sign > 0 else '-'} {number}" for sign, number in zip(signs, others, strict=True))


def _nearest_step(problem: GameOf24) -> str:
    """Largest first, each time the operation whose result comes nearest to the target."""
    *others, largest = problem.numbers
    value, text = float(largest), str(largest)
    for number in reversed(others):
        results = {"+": value + number, "-": value - number, "*": value * number, "/": value / number}
        operation = min(results, key=lambda sign: abs(problem.target - results[sign]))
        value, text = results[operation], f"({text}) {operation} {number}"
    return text


SHORTCUTS = (
    Shortcut("one formula for all: the sum, but the least subtracted", _plus_but_the_least, (0.15, 0.03, 0.06, 0.04) + (0.03,) * 6),
    Shortcut("sums and differences only", _sums_and_differences, (0.25, 0.04, 0.1, 0.05) + (0.03,) * 6),
    Shortcut(
        "from the largest down, the operation that comes nearest to the target",
        _nearest_step,
        (0.4, 0.25, 0.25, 0.1, 0.05) + (0.03,) * 5,
    ),
)

NO_COPIES = "The numbers are kept in ascending order, and each target is a puzzle of its own: equal puzzles are equal values."


def different(problem: GameOf24, rng: Random) -> Iterator[GameOf24]:
    """Another target, or one number exchanged: each is another puzzle."""
    yield GameOf24(problem.numbers, problem.target % 999 + 1)
    place = rng.randrange(len(problem.numbers))
    changed = (*problem.numbers[:place], problem.numbers[place] % 99 + 1, *problem.numbers[place + 1 :])
    yield GameOf24(tuple(sorted(changed)), problem.target)
