"""What orbits claim: their rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.orbits import shown, value_of
from synth.generators.science.orbits.policies import GUESSES, told
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.science.orbits import Orbits

_FIGURES = {"en": {2: "two", 3: "three", 4: "four"}, "zh": {2: "两", 3: "三", 4: "四"}}
_POINTS = {"en": {"low": "at the lowest point", "high": "at the highest point"}, "zh": {"low": "在轨道最低点", "high": "在轨道最高点"}}


def _all_numbers(problem: Orbits) -> str:
    """Every quantity, GM by its number."""
    texts = [str(problem.radius), *(one.amount.number if one.what == "GM" else str(one.amount) for one in told(problem))]
    return r"\A" + "".join(rf"(?=.*(?<![\d.]){re.escape(text)}(?!\d))" for text in texts) + "."


def _places(language: str) -> Callable[[Orbits], str]:
    """The burns' places in their order."""
    return lambda problem: ".*".join(_POINTS[language][one.place] for one in problem.burns if one.place)


def _burns(*kinds: str) -> Callable[[Orbits], bool]:
    return lambda problem: any(one.kind in kinds for one in problem.burns)


RULES = (
    Rule(
        "unit",
        {"en": lambda p: rf"figures, in {re.escape(p.unit)}\.", "zh": lambda p: f"以 {re.escape(p.unit)} 为单位"},
        lambda p: bool(p.unit),
    ),
    Rule("unit", {"en": "with its unit", "zh": "写出单位"}, lambda p: not p.unit and any(p.dimension)),
    Rule("unit", {"en": "without a unit", "zh": "不带单位"}, lambda p: not any(p.dimension)),
    Rule(
        "value",
        {
            "en": lambda p: f"{_FIGURES['en'][p.digits]} significant figures",
            "zh": lambda p: f"{_FIGURES['zh'][p.digits]}位有效数字",
        },
    ),
    Rule("value", dict.fromkeys(("en", "zh"), _all_numbers)),
    Rule("value", {"en": _places("en"), "zh": _places("zh")}, lambda p: any(one.place for one in p.burns)),
    Rule("value", {"en": "numbers as exact, round only at the end", "zh": "精确值，只在最后取近似"}),
    Rule("value", {"en": "Only the gravity of", "zh": "只受.{1,4}的引力"}),
    Rule("value", {"en": "Altitudes are measured from its surface", "zh": "高度从.{1,4}表面算起"}),
    Rule(
        "value",
        {"en": "so short that the place does not change.*along the line of motion", "zh": "位置不变，推力沿运动方向"},
        lambda p: bool(p.burns),
    ),
    Rule("value", {"en": "becomes faster by", "zh": "速度增大"}, _burns("faster")),
    Rule("value", {"en": "becomes slower by", "zh": "速度减小"}, _burns("slower")),
    Rule("value", {"en": "new orbit is a circle", "zh": "新轨道成为圆轨道"}, _burns("round")),
    Rule("value", {"en": "opposite to this one has an altitude", "zh": "相对的另一端的高度"}, _burns("reach")),
    Rule("value", {"en": "same direction and in the same plane", "zh": "同一平面内沿同一方向"}, lambda p: p.end.kind == "synodic"),
    Rule("value", {"en": "each without its sign", "zh": "改变量的大小之和"}, lambda p: p.end.kind == "total"),
)


def _policy(name: str) -> Callable[[Orbits], str]:
    def policy(problem: Orbits) -> str:
        guess = value_of(name, problem)
        return shown(problem, Fraction(guess)) if guess else ""

    return policy


SHORTCUTS = tuple(Shortcut(name, _policy(name), (0.005,) * 10) for name in GUESSES)


def copies(problem: Orbits, rng: Random) -> Iterator[Orbits]:
    """Another body of the same size and attraction, another unit of the answer."""
    yield replace(problem, theme="a planet" if problem.theme != "a planet" else "Mars")
    yield replace(problem, unit="")


def different(problem: Orbits, rng: Random) -> Iterator[Orbits]:
    """Another number of figures."""
    for digits in (2, 3, 4):
        if digits != problem.digits:
            yield replace(problem, digits=digits)
