"""What stoichiometry claims: its rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.stoichiometry.cheap import POLICIES, Policy
from synth.generators.science.stoichiometry.wording import prompt_variables
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.stoichiometry import DIGITS, Portion, Stoichiometry

BOTH = ("en", "zh")


def _amounts(problem: Stoichiometry) -> str:
    """Every portion with its substance, its purity and its concentration, in any order."""
    return r"\A" + "".join(rf"(?=.*{_amount(one)})" for one in problem.portions) + "."


def _amount(portion: Portion) -> str:
    parts = [
        re.escape(text)
        for text in (portion.substance, portion.molar and f"{portion.molar} mol/L", portion.percent and f"{portion.percent}%")
    ]
    return rf"\b{re.escape(str(portion.amount))}\b" + "".join(rf"(?=.{{0,110}}?{part})" for part in parts if part)


def _equations(problem: Stoichiometry) -> str:
    return r".{1,9}".join(re.escape(f"{' + '.join(one.left)} → {' + '.join(one.right)}") for one in problem.steps)


def _yields(language: str) -> Callable[[Stoichiometry], str]:
    def words(problem: Stoichiometry) -> str:
        found = []
        for number, one in enumerate(problem.steps, 1):
            which = ("reaction" if len(problem.steps) < 2 else f"reaction {number}") if language == "en" else str(number)
            if len(problem.steps) < 2 and language == "zh":
                which = "该反应"
            if one.percent:
                found.append(rf"(?=.*{which} is {one.percent}%)" if language == "en" else rf"(?=.*{which} ?的产率为 {one.percent}%)")
        return r"\A" + "".join(found) + "."

    return words


def _asked(language: str) -> Callable[[Stoichiometry], str]:
    def words(problem: Stoichiometry) -> str:
        target = re.escape(problem.target)
        if language == "en":
            return {"made": rf"What \w+ of {target} is made", "left": rf"What \w+ of {target} is left over"}.get(
                problem.ask,
                rf"What \w+ of .{{0,40}}{target}.{{1,12}}is needed" if problem.ask == "needed" else rf"What mass of {target} did",
            )
        return {"made": f"生成的 {target} 的", "left": f"剩余的 {target} 的"}.get(
            problem.ask, f"需要的.{{0,3}}{target}" if problem.ask == "needed" else f"样品中 {target} 的质量"
        )

    return words


def _masses(lead: str, comma: str) -> Callable[[Stoichiometry], str]:
    return lambda problem: re.escape(f"{lead}{str(prompt_variables(problem, Random(0))['masses']).replace(', ', comma)}")


RULES = (
    Rule("value", dict.fromkeys(BOTH, _equations)),
    Rule("value", dict.fromkeys(BOTH, _amounts)),
    Rule("value", {"en": _yields("en"), "zh": _yields("zh")}, lambda p: any(one.percent for one in p.steps)),
    Rule("value", {"en": "still have to be balanced", "zh": "不一定已经配平"}),
    Rule("value", {"en": "not in the description, are in excess", "zh": "叙述中没有提到的反应物都过量"}),
    Rule("value", {"en": "until one of its reagents is used up, and nothing else reacts", "zh": "有一种反应物耗尽为止，此外没有其他反应"}),
    Rule(
        "value",
        {"en": "percentage of the theoretical amount of each product.{1,60}100%", "zh": "实际产量占理论产量的百分数"},
        lambda p: any(one.percent for one in p.steps),
    ),
    Rule("value", {"en": _asked("en"), "zh": _asked("zh")}),
    Rule(
        "value",
        {"en": _masses("in g/mol: ", ", "), "zh": _masses("（g/mol）：", "、")},
        lambda p: bool(prompt_variables(p, Random(0))["masses"]),
    ),
    Rule("value", {"en": lambda p: f"any gas takes up {p.gas} L", "zh": lambda p: f"1 mol 的体积都是 {p.gas} L"}, lambda p: bool(p.gas)),
    Rule("value", {"en": lambda p: f"that is {p.purity}% ", "zh": lambda p: f"{p.purity}%（质量分数）的原料"}, lambda p: bool(p.purity)),
    Rule(
        "value",
        {
            "en": lambda p: f"to exactly {p.aliquot[1]}.*left in {p.aliquot[0]} of it",
            "zh": lambda p: f"定容至 {p.aliquot[1]}，取出 {p.aliquot[0]}",
        },
        lambda p: bool(p.aliquot),
    ),
    Rule("value", {"en": "to three significant figures", "zh": "保留三位有效数字"}),
    Rule("unit", {"en": lambda p: rf"in {p.unit}, .*with its unit", "zh": lambda p: rf"以 {p.unit} 为单位.*带上单位"}),
)


def _written(policy: Policy) -> Callable[[Stoichiometry], str]:
    def guess(problem: Stoichiometry) -> str:
        value = policy(problem)
        return f"{written(value / unit(problem.unit)[0], DIGITS)} {problem.unit}" if value is not None and value > 0 else ""

    return guess


_SHARES = {"the first reagent decides": (0.02, 0.02, 0.6), "the last reagent decides": (0.02, 0.02, 0.6)}
SHORTCUTS = tuple(Shortcut(name, _written(policy), _SHARES.get(name, (0.02,) * 3) + (0.02,) * 7) for name, policy in POLICIES.items())


def copies(problem: Stoichiometry, rng: Random) -> Iterator[Stoichiometry]:
    """Substances of a side in another order, but that a sample's own stands first."""
    keep = problem.ask == "sample"
    steps = tuple(
        replace(one, left=one.left if keep else tuple(rng.sample(one.left, len(one.left))), right=one.right[::-1]) for one in problem.steps
    )
    yield replace(problem, steps=steps)


def different(problem: Stoichiometry, rng: Random) -> Iterator[Stoichiometry]:
    """A little more or less of what was weighed or measured last."""
    last = problem.portions[-1]
    for factor in ("1.001", "0.999", "1.01"):
        number = Fraction(last.amount.number) * Fraction(factor)
        try:
            yield replace(problem, portions=(*problem.portions[:-1], replace(last, amount=Given(f"{float(number):.4f}", last.amount.unit))))
        except ValueError:
            continue
