"""What gas laws claim: their rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.gas_laws.cheap import POLICIES, Policy
from synth.generators.science.gas_laws.wording import weighed
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.gas_laws import DIGITS, GasLaws
from synth.verifiers.science.gas_laws.vessels import Stage

BOTH = ("en", "zh")


def _vessels(language: str) -> Callable[[GasLaws], str]:
    def words(problem: GasLaws) -> str:
        texts = []
        for name, one in zip("ABC", problem.vessels, strict=False):
            size, warmth = re.escape(str(one.volume)), re.escape(str(one.temperature))
            text = rf"{'vessel' if language == 'en' else '容器'} {name}\b.{{1,30}}{size}\b.{{1,30}}{warmth}"
            for gas in one.gases:
                parts = [gas.name] if gas.amount.number == "0" else [gas.name, re.escape(str(gas.amount))]
                parts += [re.escape(f"{gas.vapour} kPa")] if gas.vapour else []
                text += "".join(rf"(?=.{{1,420}}?\b{part}\b)" for part in parts)
            texts.append(text)
        return ".*".join(texts)

    return words


def _stages(language: str) -> Callable[[GasLaws], str]:
    def words(problem: GasLaws) -> str:
        return ".{1,60}?".join(_stage(language, one) for one in problem.stages)

    return words


def _stage(language: str, stage: Stage) -> str:
    amount, vessel = re.escape(str(stage.amount[0])) if stage.amount else "", "ABC"[stage.vessel]
    if language == "en":
        return {
            "heat": f"vessel {vessel} is brought to {amount}",
            "squeeze": f"volume of vessel {vessel} is changed to {amount}",
            "open": "all valves between the vessels are opened",
            "close": "all valves are closed",
            "release": f"in vessel {vessel} is let out that its pressure falls to {amount}",
            "add": f"{amount} of {stage.name} is added to vessel {vessel}",
        }[stage.kind]
    return {
        "heat": f"把容器 {vessel} 的温度调到 {amount}",
        "squeeze": f"把容器 {vessel} 的容积改为 {amount}",
        "open": "打开容器之间的全部阀门",
        "close": "关闭全部阀门",
        "release": f"从容器 {vessel} 中放出部分混合气体，使其压强在温度不变时降到 {amount}",
        "add": f"向容器 {vessel} 中充入 {amount} {stage.name}",
    }[stage.kind]


ASKED = {
    "pressure": ("What is the pressure in vessel {v}", "容器 {v} 中的压强。"),
    "partial": ("partial pressure of {g} in vessel {v}", "容器 {v} 中 {g} 的分压"),
    "mass": ("What mass of {g} is in vessel {v}", "容器 {v} 中 {g} 的质量"),
    "amount": ("moles of gas, of all kinds together, are in vessel {v}", "容器 {v} 中各种气体的总物质的量"),
    "density": ("density of the gas in vessel {v}", "容器 {v} 中气体的密度"),
    "volume": ("What volume does the gas of vessel {v} take up at a pressure of {t}", "若容器 {v} 中的气体.*在压强 {t} 下的体积"),
    "temperature": ("To what temperature must vessel {v} .*to be {t}", "要使容器 {v} 中的压强为 {t}"),
    "ratio": ("from vessel {v} to a vacuum.*ratio of the amount of {g} to the amount of {o}", "容器 {v} 上出现.*{g} 与 {o} 的物质的量之比"),
    "start": ("pressure in vessel {v} is {t}. What mass of {g} did vessel A", "容器 {v} 中的压强为 {t}。求起初容器 A 中 {g} 的质量"),
}


def _asked(place: int) -> Callable[[GasLaws], str]:
    def words(problem: GasLaws) -> str:
        told = re.escape(str(problem.told[0])) if problem.told else ""
        return ASKED[problem.ask][place].format(v="ABC"[problem.vessel], g=problem.gas, o=problem.other, t=told)

    return words


def _effused(language: str) -> Callable[[GasLaws], str]:
    def words(problem: GasLaws) -> str:
        (one,) = problem.effusion
        first, second = re.escape(str(one.time)), re.escape(str(one.other_time))
        return f"X takes {first} .*{one.other} takes {second} " if language == "en" else f"X .*需 {first}，.*{one.other} 需 {second}。"

    return words


RULES = (
    Rule("value", {"en": _vessels("en"), "zh": _vessels("zh")}),
    Rule("value", {"en": _stages("en"), "zh": _stages("zh")}, lambda p: bool(p.stages)),
    Rule("value", {"en": _asked(0), "zh": _asked(1)}),
    Rule("value", {"en": _effused("en"), "zh": _effused("zh")}, lambda p: bool(p.effusion)),
    Rule("value", {"en": "All gases are ideal and do not react", "zh": "都是理想气体，彼此不反应"}),
    Rule("value", {"en": "the tubes have no volume worth mentioning", "zh": "细管的容积不计"}),
    Rule("value", {"en": "change only where it is told", "zh": "只在说明之处改变"}),
    Rule(
        "value", {"en": "inversely proportional to the square root", "zh": "摩尔质量的平方根成反比"}, lambda p: bool(p.effusion or p.other)
    ),
    Rule("value", dict.fromkeys(BOTH, r"R = 8\.314 J/\(mol K\).{1,6}0 °C = 273\.15 K")),
    Rule(
        "value",
        dict.fromkeys(BOTH, lambda p: "g/mol.{1,3}" + ".*".join(rf"\b{name} \d" for name in weighed(p))),
        lambda p: bool(weighed(p)),
    ),
    Rule("value", {"en": "to three significant figures", "zh": "保留三位有效数字"}),
    Rule(
        "unit", {"en": lambda p: rf"in {p.unit}, .*with its unit", "zh": lambda p: rf"以 {p.unit} 为单位.*带上单位"}, lambda p: bool(p.unit)
    ),
)


def _written(policy: Policy) -> Callable[[GasLaws], str]:
    def guess(problem: GasLaws) -> str:
        value = policy(problem)
        size = unit(problem.unit)[0] if problem.unit else 1
        return f"{written(Fraction(value) / size, DIGITS)} {problem.unit}".rstrip() if value is not None and value > 0 else ""

    return guess


SHORTCUTS = tuple(Shortcut(name, _written(policy), (0.02,) * 10) for name, policy in POLICIES.items())


NO_COPIES = "Vessels and gases stand in the order in which they are drawn, with drawn quantities, so no two differ by names alone."


def different(problem: GasLaws, rng: Random) -> Iterator[GasLaws]:
    """Another volume."""
    first = problem.vessels[0]
    for more in ("0.1", "0.2"):
        volume = Given(f"{float(first.volume.number) + float(more):.4f}", first.volume.unit)
        try:
            yield replace(problem, vessels=(replace(first, volume=volume), *problem.vessels[1:]))
        except ValueError:
            continue
