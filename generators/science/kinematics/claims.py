"""What kinematics claims: its rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.kinematics import givens, shown
from synth.generators.science.kinematics.policies import GUESSES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.science.kinematics import Kinematics

_FIGURES = {"en": {2: "two", 3: "three", 4: "four"}, "zh": {2: "两", 3: "三", 4: "四"}}


def _all_numbers(problem: Kinematics) -> str:
    """Every quantity that counts; "rest" is told in words."""
    return r"\A" + "".join(rf"(?=.*{re.escape(str(given))}\b)" for given in givens(problem) if given.number != "0") + "."


RULES = (
    Rule(
        "unit",
        {"en": lambda p: rf"figures, in {re.escape(p.unit)}\.", "zh": lambda p: f"以 {re.escape(p.unit)} 为单位"},
        lambda p: bool(p.unit),
    ),
    Rule("unit", {"en": "with its unit", "zh": "写出单位"}, lambda p: not p.unit),
    Rule(
        "value",
        {"en": lambda p: f"{_FIGURES['en'][p.digits]} significant figures", "zh": lambda p: f"{_FIGURES['zh'][p.digits]}位有效数字"},
    ),
    Rule("value", dict.fromkeys(("en", "zh"), _all_numbers)),
    Rule("value", {"en": "straight line.*points.*acceleration is constant", "zh": "直线运动.*质点.*加速度不变"}),
    Rule("value", {"en": "numbers as exact, round only at the end", "zh": "精确值，只在最后取近似"}),
    Rule(
        "value",
        {
            "en": lambda p: rf"g = {p.flight[0].g} m/s\^2.*resistance is neglected",
            "zh": lambda p: rf"g = {p.flight[0].g} m/s\^2，不计空气阻力",
        },
        lambda p: bool(p.flight),
    ),
    Rule(
        "value",
        {
            "en": lambda p: rf"rises {p.flight[0].rise} units for every {p.flight[0].run} units",
            "zh": lambda p: rf"夹角的正切为 {p.flight[0].rise}/{p.flight[0].run}",
        },
        lambda p: bool(p.flight and p.flight[0].rise),
    ),
    Rule("value", {"en": "towards P", "zh": "朝 P 点"}, lambda p: bool(p.rival and p.rival[0].toward)),
    Rule("value", {"en": "in the same direction as", "zh": "同方向"}, lambda p: bool(p.rival and not p.rival[0].toward)),
)


def _policy(name: str) -> Callable[[Kinematics], str]:
    def policy(problem: Kinematics) -> str:
        try:
            guess = GUESSES[name](problem)
        except ValueError:
            return ""
        return shown(problem, guess) if guess else ""

    return policy


def _a_number_of_the_problem(problem: Kinematics) -> str:
    """The last quantity told that has the dimension of the answer."""
    found = [given for given in givens(problem) if given.dimension == problem.dimension]
    return str(found[-1]) if found else ""


SHORTCUTS = (
    *(Shortcut(name, _policy(name), (0.005,) * 10) for name in GUESSES),
    Shortcut("a number of the problem", _a_number_of_the_problem, (0.01,) * 10),
)


def copies(problem: Kinematics, rng: Random) -> Iterator[Kinematics]:
    """Another body, nothing beside the point, another unit of the answer."""
    yield replace(problem, theme="car" if problem.theme != "car" else "train")
    yield replace(problem, asides=())
    yield replace(problem, unit="")


def different(problem: Kinematics, rng: Random) -> Iterator[Kinematics]:
    """Another number of figures."""
    for digits in (2, 3, 4):
        if digits != problem.digits:
            yield replace(problem, digits=digits)
