"""What acids and bases claim: their rules in words, what cheap policies win, and which mixtures are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.acid_base import shown
from synth.generators.science.acid_base.cheap import POLICIES, Policy
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.science._given import Given
from synth.verifiers.science.acid_base import UNITS, AcidBase, Portion
from synth.verifiers.science.acid_base.substances import FORMS, STRONG

BOTH = ("en", "zh")
ASKED = {
    "pH": (r"What is the pH of the (mixture|solution)", r"求(最后)?(溶液|混合液)的 pH"),
    "volume for pH": ("What is the volume V of the", "溶液的体积 V"),
    "mass for pH": ("What is the mass m of the", "的质量 m"),
    "concentration for pH": ("What is the concentration c of the", "溶液的浓度 c"),
    "pKa for pH": (r"What is pKa = -log10\(K_a\)", "求酸 HA 的 pKa.{1,30}对数的相反数"),
}
_COUNTS = {"en": {1: "one", 2: "two", 3: "three", 4: "four"}, "zh": {1: "一", 2: "两", 3: "三", 4: "四"}}


def _portions(p: AcidBase) -> str:
    def told(one: Portion) -> str:
        numbers = [str(given) for given in (one.amount, one.strength) if given.si]
        if one.amount.unit == "g":
            head = f"{re.escape(str(one.amount))}.{{1,12}}" if one.amount.si else "unknown mass m.{1,12}|质量 m 未知的 "
            return rf"({head}){re.escape(one.substance)}.{{1,20}}{re.escape(str(one.strength))}"
        return r".{1,16}".join(map(re.escape, numbers)) + rf".{{1,12}}{re.escape(one.substance)}"

    return ".{1,250}".join(map(told, (*p.start, *p.added)))


def _constants(p: AcidBase) -> str:
    found = [
        rf"{re.escape(one.system)}.{{1,80}}" + ".{1,9}".join(rf"= {re.escape(k.replace('e', ' × 10^'))}" for k in one.constants)
        for one in p.weak
        if one.constants
    ]
    return ".{1,20}".join([*found, rf"K_w = {re.escape(p.kw.replace('e', ' × 10^'))}"]) if p.ask != "pKa for pH" else r"K_w = "


RULES = (
    Rule("value", dict.fromkeys(BOTH, _portions)),
    Rule("value", dict.fromkeys(BOTH, _constants)),
    Rule(
        "value",
        dict.fromkeys(BOTH, lambda p: rf"{re.escape(str(p.aliquot[0].taken))}.{{1,60}}{re.escape(str(p.aliquot[0].filled))}"),
        lambda p: bool(p.aliquot) and p.aliquot[0].taken != p.aliquot[0].filled,
    ),
    Rule("value", {"en": lambda p: rf"the pH of the \w+ is {p.target}", "zh": lambda p: rf"的 pH 为 {p.target}"}, lambda p: bool(p.target)),
    Rule(
        "value",
        {
            "en": "completely dissociated.*Activities equal concentrations, volumes add up.*nothing escapes",
            "zh": "完全电离。活度等于浓度，混合时体积可以相加.*没有沉淀",
        },
    ),
    Rule("value", {"en": "Every equilibrium counts, that of water too", "zh": "所有平衡都要考虑，包括水的电离"}),
    Rule("value", {"en": "All values given are exact", "zh": "所给数值都视为精确值"}),
    Rule("value", {"en": lambda p: ASKED[p.ask][0], "zh": lambda p: ASKED[p.ask][1]}),
    Rule(
        "value",
        {
            "en": lambda p: _COUNTS["en"][p.digits] + (" significant figures" if p.ask in UNITS else " decimal place"),
            "zh": lambda p: _COUNTS["zh"][p.digits] + ("位有效数字" if p.ask in UNITS else "位小数"),
        },
    ),
    Rule("unit", {"en": lambda p: rf"figures, in {UNITS[p.ask]}\.", "zh": lambda p: f"以 {UNITS[p.ask]} 为单位"}, lambda p: p.ask in UNITS),
    Rule("unit", {"en": "without a unit", "zh": "不带单位"}, lambda p: p.ask not in UNITS),
)


def _written(policy: Policy) -> Callable[[AcidBase], str]:
    def guess(problem: AcidBase) -> str:
        value = policy(problem)
        return shown(problem, value) if value is not None and value > 0 else ""

    return guess


_SHARES = {
    "weak acids and bases as if strong": (1.0, 1.0, 0.02),
    "the first solution alone": (1.0, 0.02, 1.0),
    "the root of K c": (0.02, 0.02, 1.0),
}
SHORTCUTS = tuple(Shortcut(name, _written(policy), _SHARES.get(name, (0.02,) * 3) + (0.02,) * 7) for name, policy in POLICIES.items())


def _others(portion: Portion) -> Portion:
    """The same with another strong acid or base of equal charge."""
    same = [name for name, f in STRONG.items() if portion.substance in STRONG and f == FORMS[portion.substance][1]]
    return (
        replace(portion, substance=same[(same.index(portion.substance) + 1) % len(same)])
        if same and portion.amount.unit == "mL"
        else portion
    )


def copies(problem: AcidBase, rng: Random) -> Iterator[AcidBase]:
    """Portions in another order, another strong acid or base."""
    yield replace(problem, start=problem.start[::-1], weak=problem.weak[::-1])
    yield replace(problem, start=tuple(map(_others, problem.start)), added=tuple(map(_others, problem.added)))


def different(problem: AcidBase, rng: Random) -> Iterator[AcidBase]:
    """Another concentration, another constant of water."""
    yield replace(problem, kw="1.2e-14")
    first = problem.start[0]
    if first.amount.unit == "mL" and first.amount.si and first.strength.si and problem.ask == "pH":
        more = Given(f"{float(first.strength.number) + 0.001:.4f}", "mol/L")
        yield replace(problem, start=(replace(first, strength=more), *problem.start[1:]))
