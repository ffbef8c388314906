"""Stoichiometry: an amount, mass or volume of a substance, by equations that have to be balanced first.

Refused for the first of: format (not one quantity), unit (of another dimension), value (another value, to the figures asked for)."""

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import AMOUNT, MASS, VOLUME
from synth.verifiers.science import _derivation
from synth.verifiers.science._chemistry import Formula, molar_mass, without_substance
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._given import Given, judge, unit
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.stoichiometry.route import Route
from synth.verifiers.science.stoichiometry.steps import Count, Percent, Portion, Step, coefficients, of, share

__all__ = [
    "EXAMPLES",
    "TRACE_FORMAT",
    "Portion",
    "Step",
    "Stoichiometry",
    "answer",
    "coefficients",
    "proven",
    "route",
    "verify",
    "verify_trace",
]

DIGITS = 3
"""Significant figures asked for."""
Molar = Literal["", "22.4", "24.0", "24.5"]
Asked = Literal["g", "kg", "mg", "mol", "mmol", "L", "mL"]


class Stoichiometry(Problem, frozen=True):
    ask: Literal["made", "left", "needed", "sample"]
    """How much is made of a product of the last reaction; how much is left of a reagent of it; how much of a reagent of the first one is
    needed; how much of the first one's first reagent was in a sample."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=4)]
    """One after another; a sample of two substances has two that go on side by side."""
    links: Annotated[tuple[Formula, ...], Meta(max_length=3)]
    """What goes from each step to the next. Of a sample: what it makes, or the reagent whose rest the last step measures."""
    portions: Annotated[tuple[Portion, ...], Meta(min_length=1, max_length=4)]
    """What is known: portions put in, what is made at last. Every other reagent is in excess."""
    target: Formula
    purity: Percent
    """Of what is needed, in percent of the mass."""
    aliquot: Annotated[tuple[Given, ...], Meta(max_length=2)]
    """The part of the solution that is titrated, and the whole: `(25.0 mL, 250 mL)`."""
    gas: Molar
    """L/mol of any gas, where one is measured by volume."""
    unit: Asked

    def __post_init__(self) -> None:
        if not 0 < answer(self) < 10**6:
            raise ValueError("no answer above 0")


def moles(portion: Portion, gas: str) -> Fraction:
    """Raises ValueError where the portion does not say."""
    dimension = portion.amount.dimension if portion.amount.unit else None
    size = portion.amount.si * share(portion.percent)
    if dimension == VOLUME and (portion.molar or gas):
        return size * 1000 * Fraction(portion.molar) if portion.molar else size * 1000 / Fraction(gas)
    if portion.molar or not size:
        raise ValueError("a concentration of what is no solution, or nothing at all")
    if dimension == MASS:
        return size * 1000 / molar_mass(portion.substance)
    if dimension == AMOUNT:
        return size
    raise ValueError("an amount, a mass or a volume")


@kept
def answer(problem: Stoichiometry) -> Fraction:
    """In SI units. Raises ValueError where the problem does not fix it."""
    return worked(problem, coefficients)


def worked(problem: Stoichiometry, count: Count) -> Fraction:
    """The answer with the coefficients that `count` gives."""
    route = {"made": _forward, "left": _forward, "needed": _backward, "sample": _sample}[problem.ask]
    return _measured(problem, route(problem, count))


def _measured(problem: Stoichiometry, amount: Fraction) -> Fraction:
    """An amount of the target in mol, in the dimension that is asked for."""
    dimension = unit(problem.unit)[1]
    if dimension == AMOUNT:
        return amount
    if dimension == MASS:
        return amount * molar_mass(problem.target) / 1000 / share(problem.purity)
    if not problem.gas:
        raise ValueError("a volume of what is no gas")
    return amount * Fraction(problem.gas) / 1000


def _forward(problem: Stoichiometry, count: Count) -> Fraction:
    """Step by step, each as far as the reagent goes that is used up first."""
    flow: dict[str, Fraction] = {}
    made = Fraction(0)
    if len(problem.links) != len(problem.steps) - 1:
        raise ValueError("a link from each step to the next")
    for number, step in enumerate(problem.steps):
        last = number == len(problem.steps) - 1
        put = flow | {one.substance: moles(one, problem.gas) for one in problem.portions if one.step == number}
        if not put or not put.keys() <= set(step.left):
            raise ValueError("what is put in is a reagent")
        turns = min(amount / of(step, substance, count) for substance, amount in put.items())
        if last and problem.ask == "left":
            return put.get(problem.target, Fraction(0)) - turns * of(step, problem.target, count)
        out = problem.target if last else problem.links[number]
        if out not in step.right:
            raise ValueError("a product")
        made = turns * of(step, out, count) * share(step.percent)
        flow = {out: made}
    return made


def _backward(problem: Stoichiometry, count: Count) -> Fraction:
    """From the one amount of a product of the last step."""
    if len(problem.portions) != 1 or len(problem.links) != len(problem.steps) - 1:
        raise ValueError("one portion, and a link from each step to the next")
    return _traced(problem, problem.steps, problem.links, problem.target, problem.portions[0], count)


def _traced(problem: Stoichiometry, steps: Sequence[Step], links: Sequence[str], target: str, made: Portion, count: Count) -> Fraction:
    amount, product = moles(made, problem.gas), made.substance
    for step, before in zip(reversed(steps), (*reversed(links), target), strict=True):
        if product not in step.right or before not in step.left:
            raise ValueError("a product and a reagent")
        amount = amount / share(step.percent) / of(step, product, count) * of(step, before, count)
        product = before
    return amount


def _sample(problem: Stoichiometry, count: Count) -> Fraction:
    """The sample's share by what it makes or takes in all; two substances by two equations, that of the mass and that one."""
    mixed = problem.portions[0].substance == ""
    own, rest = problem.steps[: 1 + mixed], problem.steps[1 + mixed :]
    if len(own) < 1 + mixed or not problem.links or len(problem.portions) < 1 + mixed:
        raise ValueError("too little is told")
    link, told = problem.links[0], problem.portions[mixed:]
    if len(told) == 2:
        total = _used(problem, rest, told, link, count)
    elif rest:
        total = _traced(problem, rest, problem.links[1:], link, told[0], count)
    else:
        total = moles(told[0], problem.gas)
    sides = [step.right if len(told) == 1 else step.left for step in own]
    if (not rest and told[0].substance != link) or any(link not in side for side in sides) or any(step.percent for step in own):
        raise ValueError("what the sample makes or takes")
    first = own[0].left[0]
    per_mole = [Fraction(of(step, link, count), of(step, step.left[0], count)) for step in own]
    if problem.target != first:
        raise ValueError("the first reagent is asked for")
    if not mixed:
        return total / per_mole[0]
    sample = problem.portions[0]
    if sample.amount.dimension != MASS or sample.molar:
        raise ValueError("a mass")
    grams = sample.amount.si * 1000 * share(sample.percent)
    rates = [rate / molar_mass(step.left[0]) for rate, step in zip(per_mole, own, strict=True)]
    if rates[0] == rates[1]:
        raise ValueError("both make as much")
    mass = (total - grams * rates[1]) / (rates[0] - rates[1])
    if not 0 < mass < grams:
        raise ValueError("no such mixture")
    return mass / molar_mass(first)


def _used(problem: Stoichiometry, rest: Sequence[Step], told: Sequence[Portion], link: str, count: Count) -> Fraction:
    """What was put in, less the rest that the last step measures in the whole solution or a part of it."""
    if len(rest) != 1 or link != told[0].substance or {link, told[1].substance} != set(rest[0].left) or len(problem.aliquot) == 1:
        raise ValueError("a reagent, and what is used up by its rest")
    factor = Fraction(1)
    if problem.aliquot:
        part, whole = problem.aliquot
        if part.dimension != whole.dimension or not 0 < part.si < whole.si:
            raise ValueError("a part of the solution")
        factor = whole.si / part.si
    back = moles(told[1], problem.gas) * factor / of(rest[0], told[1].substance, count) * of(rest[0], link, count)
    return moles(told[0], problem.gas) - back


def verify(problem: Stoichiometry, answer_text: str) -> Verdict:
    return judge(without_substance(answer_text, problem.target), answer(problem), unit(problem.unit)[1], DIGITS, problem.unit)


@kept
def route(problem: Stoichiometry) -> Sheet:
    """The way by pencil to the answer."""
    way = Route(problem.steps, problem.gas)
    if problem.ask in ("made", "left"):
        amount = way.forward(problem.links, problem.portions, problem.target, problem.ask == "left")
    elif problem.ask == "needed":
        amount = way.traced(problem.steps, problem.links, problem.target, problem.portions[0])
    else:
        found = way.sample(problem.links, problem.portions, problem.aliquot, problem.unit)
        if found is None:
            return way.sheet
        amount = found
    way.measured(amount, problem.target, problem.unit, problem.purity)
    return way.sheet


def verify_trace(problem: Stoichiometry, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: Stoichiometry, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


def _put(substance: str, number: str, name: str, percent: str = "", molar: str = "", step: int = 0) -> Portion:
    return Portion(substance, Given(number, name), percent, molar, step)


_IRON = Step(("Fe2O3", "CO"), ("Fe", "CO2"), "")
_MADE = Stoichiometry("made", (_IRON,), (), (_put("Fe2O3", "80.0", "g"),), "Fe", "", (), "", "g")  # 1.002 mol: 55.956 g
_LIMITED = Stoichiometry(
    "made", (Step(("N2", "H2"), ("NH3",), ""),), (), (_put("N2", "5.00", "mol"), _put("H2", "12.0", "mol")), "NH3", "", (), "", "mol"
)  # 8.00 mol
_LEFT = Stoichiometry("left", _LIMITED.steps, (), _LIMITED.portions, "N2", "", (), "24.0", "L")  # 1.00 mol
_NEEDED = Stoichiometry(
    "needed", (Step(("Fe2O3", "CO"), ("Fe", "CO2"), "80"),), (), (_put("Fe", "1.00", "kg"),), "Fe2O3", "75", (), "", "kg"
)

EXAMPLES = (
    (_MADE, "56.0 g", ""),
    (_MADE, "56 g", ""),
    (_MADE, r"$m(\mathrm{Fe}) = 56.0\,\mathrm{g}$", ""),
    (_MADE, "0.0560 kg", ""),
    (_MADE, "55.96 grams", ""),
    (_MADE, "56.0", ""),
    (_MADE, "56.0 g of Fe", ""),
    (_MADE, r"$56.0\ \text{g Fe}$", ""),
    (_MADE, "56.0 g of CO2", "format"),
    (_LIMITED, r"\boxed{8.00\ \text{mol}}", ""),
    (_LEFT, "24.0 L", ""),
    (_LEFT, "24000 mL", ""),
    (_NEEDED, "2.38 kg", ""),
    (_MADE, "", "format"),
    (_MADE, "56 g or 112 g", "format"),
    (_MADE, "much iron", "format"),
    (_MADE, "1.00 mol", "unit"),
    (_LEFT, "1.00 g", "unit"),
    (_MADE, "28.0 g", "value"),
    (_MADE, "112 g", "value"),
    (_LIMITED, "10.0 mol", "value"),
    (_LEFT, "48.0 L", "value"),
    (_NEEDED, "1.43 kg", "value"),
    (_MADE, "56.0 克", ""),
    (_MADE, "生成的 Fe 的质量为 56.0 克", ""),
    (_LIMITED, "答案是 8.00 摩尔。", ""),
    (_LEFT, "24.0 升", ""),
    (_NEEDED, "约为 2.38 千克", ""),
    (_MADE, "56.0 摩尔", "unit"),
    (_LEFT, "48 升", "value"),
    (_NEEDED, "答案是 1.43 千克", "value"),
)
