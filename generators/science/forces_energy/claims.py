"""What forces and energy claims: its rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.forces_energy import shown, value_of
from synth.generators.science.forces_energy.drawing import givens
from synth.generators.science.forces_energy.policies import GUESSES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import unit
from synth.verifiers.science.forces_energy import ForcesEnergy

_FIGURES = {"en": {2: "two", 3: "three", 4: "four"}, "zh": {2: "两", 3: "三", 4: "四"}}


def _all_numbers(problem: ForcesEnergy) -> str:
    """Every quantity that counts; "at rest" is told in words."""
    return r"\A" + "".join(rf"(?=.*{re.escape(str(given))}\b)" for given in givens(problem) if given.number != "0") + "."


def _slants(language: str) -> Callable[[ForcesEnergy], str]:
    """The slopes in their order."""

    def words(problem: ForcesEnergy) -> str:
        pairs = [(part.rise, part.run) for part in (*problem.parts, problem.end) if part.rise]
        if language == "en":
            return ".*".join(rf"rises {rise} units for every {run} units across" for rise, run in pairs)
        return ".*".join(rf"角的正切为 {rise}/{run}" for rise, run in pairs)

    return words


def _has(*kinds: str) -> Callable[[ForcesEnergy], bool]:
    return lambda problem: any(part.kind in kinds for part in (*problem.parts, problem.end))


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
        {"en": lambda p: f"{_FIGURES['en'][p.digits]} significant figures", "zh": lambda p: f"{_FIGURES['zh'][p.digits]}位有效数字"},
    ),
    Rule("value", dict.fromkeys(("en", "zh"), _all_numbers)),
    Rule("value", {"en": _slants("en"), "zh": _slants("zh")}, lambda p: any(part.rise for part in (*p.parts, p.end))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: rf"g = {re.escape(p.g)} m/s\^2")),
    Rule("value", {"en": "Air resistance is neglected.*without loss of speed", "zh": "不计空气阻力.*没有速度损失"}),
    Rule("value", {"en": "only what is called rough has friction", "zh": "只有说明粗糙的面才有摩擦"}),
    Rule("value", {"en": "numbers as exact, round only at the end", "zh": "精确值，只在最后取近似"}),
    Rule("value", {"en": "stick together", "zh": "粘在一起"}, _has("stick")),
    Rule("value", {"en": "perfectly elastically", "zh": "弹性正碰"}, _has("elastic")),
    Rule("value", {"en": "relative speed after the collision divided by", "zh": "碰后与碰前相对速度大小之比"}, _has("bounce", "gap")),
    Rule("value", {"en": "body is the one that was struck", "zh": "运动物体是被撞的那个"}, _has("elastic", "bounce")),
    Rule("value", {"en": "at rest at first", "zh": "开始时静止"}, lambda p: bool(p.start) and not p.start[0].si),
)


def _policy(name: str) -> Callable[[ForcesEnergy], str]:
    def policy(problem: ForcesEnergy) -> str:
        guess = value_of(name, problem)
        return shown(problem, Fraction(guess)) if guess else ""

    return policy


def _a_number_of_the_problem(problem: ForcesEnergy) -> str:
    """The last quantity told that has the dimension of the answer."""
    found = [given for given in givens(problem) if (unit(given.unit)[1] if given.unit else (0,) * 7) == problem.dimension]
    return str(found[-1]) if found else ""


SHORTCUTS = (
    *(Shortcut(name, _policy(name), (0.005,) * 10) for name in GUESSES),
    Shortcut("a number of the problem", _a_number_of_the_problem, (0.02,) * 10),
)


def copies(problem: ForcesEnergy, rng: Random) -> Iterator[ForcesEnergy]:
    """Another name of the body, nothing beside the point, another unit of the answer."""
    yield replace(problem, theme="block" if problem.theme != "block" else "sled")
    yield replace(problem, asides=())
    yield replace(problem, unit="")


def different(problem: ForcesEnergy, rng: Random) -> Iterator[ForcesEnergy]:
    """Another number of figures."""
    for digits in (2, 3, 4):
        if digits != problem.digits:
            yield replace(problem, digits=digits)
