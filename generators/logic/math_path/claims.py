"""What math path claims: its rules in words, what cheap policies win, and which equations are the same puzzle.

The policies leave out what the task is there for: digits of different numbers weighed against one another."""

import re
from collections.abc import Iterator
from itertools import islice, product
from random import Random

from synth.generators.logic.math_path.expressions import Tree, read, shown
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.math_path import MathPath, verify
from synth.verifiers.parsers import arithmetic


def _equation(problem: MathPath) -> str:
    return re.escape(problem.equation)


RULES = (
    Rule("value", {"en": _equation, "zh": _equation}),
    Rule(
        "value",
        {
            "en": r"brackets (are worked out |go |are done )?first, (then )?\* / %.{0,30} \+ and -",
            "zh": r"先算括号，再算 \* / % ，最后算 \+ 和 - ，同级从左到右",
        },
    ),
    Rule("value", {"en": r"from left to right", "zh": "从左到右"}),
    Rule("value", {"en": r"remainder.{0,60}17 % 5 is 2", "zh": "余数（17 % 5 得 2）"}, lambda problem: "%" in problem.equation),
    Rule(
        "digits",
        {
            "en": r"everything that is visible stays as it is|other signs are right and must not be changed"
            r"|visible digits, signs and brackets stay unchanged|what can be read is to be kept",
            "zh": "都?不能改动",
        },
    ),
    Rule("digits", {"en": r"one digit|a single digit", "zh": "一个"}),
    Rule(
        "zero",
        {
            "en": r"more than one digit does not start with 0|several digits began with 0|no leading 0|longer than one digit starts with 0",
            "zh": "两位以上的数不能以 0 开头|多位数的首位不为 0",
        },
    ),
    Rule("division", {"en": r"no divisor is 0|nothing is divided by 0|dividing by 0 is|no division by 0", "zh": "除数不能是 0"}),
    Rule(
        "division",
        {"en": r"must come out even|may leave no remainder", "zh": "必须除得尽"},
        lambda problem: "/" in problem.equation,
    ),
    Rule("format", {"en": r"(whole|complete) equation|give it in full|with the equation", "zh": "完整的等式|整个等式"}),
)


def _filled(problem: MathPath, digits: list[str]) -> str:
    found = iter(digits)
    return re.sub(r"\?", lambda _: next(found), problem.equation)


def _first_fifty(problem: MathPath) -> str:
    """The first of fifty fillings, in ascending order, that is right."""
    fillings = islice(product("0123456789", repeat=problem.equation.count("?")), 50)
    texts = [_filled(problem, list(digits)) for digits in fillings]
    return next((text for text in texts if verify(problem, text).accepted), texts[0])


def _one_digit(problem: MathPath) -> str:
    """The same digit for every ?, one that fits if there is one."""
    texts = [_filled(problem, [digit] * 9) for digit in "0123456789"]
    return next((text for text in texts if verify(problem, text).accepted), texts[5])


def _distance(text: str) -> float:
    """How far the two sides are from each other."""
    sides = [arithmetic.parse(re.sub(r"\b0+(?=[0-9])", "", side), "+-*/%") for side in text.split(" = ")]
    left, right = (side.value if side else None for side in sides)
    return float(abs(left - right)) if left is not None and right is not None else float("inf")


def _closest(problem: MathPath) -> str:
    """One ? after another gets the digit that brings the two sides closest together, the others 5 at first."""
    digits = ["5"] * problem.equation.count("?")
    for place in range(len(digits)):
        options = [[*digits[:place], digit, *digits[place + 1 :]] for digit in "0123456789"]
        digits = min(options, key=lambda option: _distance(_filled(problem, option)))
    return _filled(problem, digits)


SHORTCUTS = (
    Shortcut("one digit for all", _one_digit, (0.11, 0.1, 0.03, *(0.01,) * 7)),
    Shortcut("the first fifty fillings", _first_fifty, (0.47, 0.46, 0.04, *(0.01,) * 7)),
    Shortcut("one digit after another, sides brought close", _closest, (0.7, 0.64, 0.4, 0.1, 0.1, *(0.08,) * 5)),
)


def _turned(tree: Tree) -> Tree:
    """The operands of the topmost sum or product exchanged."""
    if isinstance(tree, str):
        return tree
    operator, left, right = tree
    return (operator, right, left) if operator in "+*" else (operator, _turned(left), right)


def copies(problem: MathPath, rng: Random) -> Iterator[MathPath]:
    """The sides exchanged; a sum or a product turned around."""
    left, right = problem.equation.split(" = ")
    yield MathPath(f"{right} = {left}")
    yield MathPath(f"{shown(_turned(read(left)))} = {right}")


def different(problem: MathPath, rng: Random) -> Iterator[MathPath]:
    """A visible digit changed; one more hidden."""
    places = [place for place, sign in enumerate(problem.equation) if sign in "123456789"]
    if places:
        place = rng.choice(places)
        for sign in ("?", str(int(problem.equation[place]) % 9 + 1)):
            yield MathPath(problem.equation[:place] + sign + problem.equation[place + 1 :])
