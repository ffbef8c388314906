"""What heat claims: its rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.heat import shown, value_of
from synth.generators.science.heat.policies import GUESSES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.heat import Heat

_FIGURES = {"en": {2: "two", 3: "three", 4: "four"}, "zh": {2: "两", 3: "三", 4: "四"}}


def _alone(problem: Heat) -> bool:
    return problem.ask in ("work", "taken", "waste", "efficiency")


def _in_the_vessel(problem: Heat) -> bool:
    return not _alone(problem)


def _all_numbers(problem: Heat) -> str:
    """Every quantity that counts; that a lone cycle runs once is not told."""
    alone = _alone(problem)
    texts = [str(told.amount) for step in problem.steps for told in step.told if not (alone and told.what == "n")]
    texts += [f"{step.celsius} °C" for step in problem.steps if step.celsius] + [str(given) for given in problem.found]
    texts += [] if alone else [str(given) for given in problem.constants.all] + [f"{problem.vessel} J/K"] * bool(problem.vessel)
    return r"\A" + "".join(rf"(?=.*(?<![\d.]){re.escape(text)})" for text in texts) + "."


def _has(*kinds: str) -> Callable[[Heat], bool]:
    return lambda problem: any(step.kind in kinds or step.kind + " " + step.substance in kinds for step in problem.steps)


RULES = (
    Rule(
        "unit",
        {"en": lambda p: rf"figures, in {re.escape(p.unit)}\.", "zh": lambda p: f"以 {re.escape(p.unit)} 为单位"},
        lambda p: bool(p.unit),
    ),
    Rule("unit", {"en": "without a unit", "zh": "不带单位"}, lambda p: not p.unit),
    Rule(
        "value",
        {
            "en": lambda p: f"{_FIGURES['en'][p.digits]} significant figures",
            "zh": lambda p: f"{_FIGURES['zh'][p.digits]}位有效数字",
        },
    ),
    Rule("value", dict.fromkeys(("en", "zh"), _all_numbers)),
    Rule("value", {"en": "numbers as exact, round only at the end", "zh": "精确值，只在最后取近似"}),
    Rule("value", {"en": "ice melts at 0 °C, water boils at 100 °C", "zh": "冰在 0 °C 熔化，水在 100 °C 沸腾"}, _in_the_vessel),
    Rule("value", {"en": "steam stays in the vessel", "zh": "水蒸气留在容器里"}, _in_the_vessel),
    Rule("value", {"en": "Nothing else exchanges heat", "zh": "没有其他热交换"}, _in_the_vessel),
    Rule("value", {"en": "comes to one temperature before the next step", "zh": "达到同一温度，再进行下一步"}, _in_the_vessel),
    Rule("value", {"en": "0 °C as 273 K", "zh": "0 °C 为 273 K"}, _has("engine", "fridge")),
    Rule("value", {"en": "reversible", "zh": "可逆"}, _has("engine", "fridge")),
    Rule("value", {"en": "one atom each", "zh": "单原子分子理想气体"}, _has("rectangle", "triangle")),
    Rule("value", {"en": "internal energy is 3/2 p V", "zh": "内能为 3/2 p V"}, _has("rectangle", "triangle")),
    Rule("value", {"en": "all ice that is left is taken out", "zh": "剩下的冰全部取出"}, _has("remove ice")),
    Rule("value", {"en": "all liquid water is poured off", "zh": "液态水全部倒掉"}, _has("remove water")),
    Rule("value", {"en": "half of the liquid water is poured off", "zh": "倒掉一半液态水"}, _has("remove half")),
    Rule("value", {"en": "all steam is let off", "zh": "水蒸气全部放掉"}, _has("remove steam")),
)


def _policy(name: str) -> Callable[[Heat], str]:
    def policy(problem: Heat) -> str:
        guess = value_of(name, problem)
        return shown(problem, Fraction(guess)) if guess else ""

    return policy


def _a_number_of_the_problem(problem: Heat) -> str:
    """The last quantity told that has the dimension of the answer."""
    if problem.unit == "°C":
        return f"{problem.steps[-1].celsius} °C"
    given = [told.amount for step in problem.steps for told in step.told] + list(problem.found)
    found = [one for one in given if one.unit and one.dimension == problem.dimension]
    return str(found[-1]) if found else ""


SHORTCUTS = (
    *(Shortcut(name, _policy(name), (0.005,) * 10) for name in GUESSES),
    Shortcut("a number of the problem", _a_number_of_the_problem, (0.04,) * 10),
)


def copies(problem: Heat, rng: Random) -> Iterator[Heat]:
    """Another unit of the answer, and of a quantity that is told."""
    others = {"g": "kg", "kg": "g", "J": "kJ", "kJ": "J", "W": "kW", "kW": "W", "s": "min", "min": "s"}
    if problem.unit in others:
        yield replace(problem, unit=others[problem.unit])
    for place, step in enumerate(problem.steps):
        for number, told in enumerate(step.told):
            if told.amount.unit == "g":
                amount = Given(f"{float(told.amount.si):.4f}", "kg")
                retold = (*step.told[:number], replace(told, amount=amount), *step.told[number + 1 :])
                yield replace(problem, steps=(*problem.steps[:place], replace(step, told=retold), *problem.steps[place + 1 :]))


def different(problem: Heat, rng: Random) -> Iterator[Heat]:
    """Another number of figures."""
    for digits in (2, 3, 4):
        if digits != problem.digits:
            yield replace(problem, digits=digits)
