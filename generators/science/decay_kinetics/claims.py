"""What decay and rates claim: their rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.decay_kinetics import _branch, shown, sign, swapped
from synth.generators.science.decay_kinetics.cheap import POLICIES, Policy, told
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.science.decay_kinetics import DecayKinetics
from synth.verifiers.science.decay_kinetics.cases import Dating, Isotope, Mixture, Rates, Reaction, Series, Value

BOTH = ("en", "zh")


def _all(texts: list[str]) -> str:
    return r"\A" + "".join(rf"(?=.*{re.escape(text)})" for text in texts) + "."


def _numbers(p: DecayKinetics) -> str:
    case = p.case
    texts = [sign(value) for value in told(case)]
    if isinstance(case, Rates):
        texts = [sign(one, bare=True) for row in case.rows for one in (row.a, row.b, row.rate)] + [case.rows[0].rate.unit]
        texts += [sign(one) for row in case.asked for one in (row.a, row.b)]
    if isinstance(case, Dating | Series) and _branch(case.branch):
        texts.append(sign(case.branch))
    if isinstance(case, Reaction):
        texts += [sign(run.temperature) for run in (*case.runs, case.asked) if run.temperature.unit]
        texts += [sign(case.barrier)] if case.barrier.si else []
    return _all(texts)


ASKED: dict[str, tuple[str, str]] = {
    "constant": ("What is the rate constant k", "速率常数 k。"),
    "rate": ("What is the initial rate with", "时的初始速率"),
    "activity": (r"What is the activity of [\w-]+ alone after", "自身的活度。"),
    "greatest": ("greatest activity that", "能达到的最大值"),
    "time of greatest": ("activity of .{3,9} greatest", "的活度最大"),
    "one": ("alone at time 0", "自身的活度"),
    "two": ("alone at time 0", "自身的活度"),
    "later": ("of both together .{3,20} after time 0", "之后 .{3,20} 时两者的总活度"),
    "time": (r"In what time does \[A\] fall from", "所需的时间"),
    "end": (r"What is \[A\] after", r"后的 \[A\]"),
    "start": (r"What was \[A\] when that run began", r"该实验开始时的 \[A\]"),
    "half-life": (r"In what time does \[A\] fall to half", "降到一半所需的时间"),
    "barrier": ("What is the activation energy E", "求活化能 E"),
    "temperature": ("At what temperature does", "在什么温度下"),
}
ORDERS = {"en": ("order 0", "first order", "second order"), "zh": ("零级", "一级", "二级")}


def _asked(place: int) -> Callable[[DecayKinetics], str]:
    def words(p: DecayKinetics) -> str:
        case = p.case
        if isinstance(case, Dating):
            return ("How old is the mineral", "求矿物的年龄")[place]
        if not isinstance(case, Isotope):
            return ASKED[case.ask][place]
        if not case.half_life.si:
            return ("What is the half-life", "求该同位素的半衰期")[place]
        if not case.time.si:
            return ("How much time has passed", "求已经过去的时间")[place]
        return (("What was the .{3,16} at first", "求开始时") if not case.start.si else ("What is the .{3,16} after", "求经过"))[place]

    return words


_FIGURES = {"en": {2: "two", 3: "three", 4: "four"}, "zh": {2: "两", 3: "三", 4: "四"}}

RULES = (
    Rule("value", dict.fromkeys(BOTH, _numbers)),
    Rule("value", {"en": _asked(0), "zh": _asked(1)}),
    Rule(
        "value",
        {"en": lambda p: f"{_FIGURES['en'][p.digits]} significant figures", "zh": lambda p: f"{_FIGURES['zh'][p.digits]}位有效数字"},
    ),
    Rule("value", {"en": "numbers as exact, round only at the end", "zh": "精确值，只在最后取近似"}),
    Rule(
        "value",
        {"en": lambda p: ORDERS["en"][p.case.order], "zh": lambda p: ORDERS["zh"][p.case.order]},
        lambda p: isinstance(p.case, Reaction),
    ),
    Rule(
        "value",
        {"en": r"Arrhenius' law k = C exp\(-E / \(R T\)\).*R = 8\.314 J/\(mol K\)", "zh": r"阿伦尼乌斯公式.*R = 8\.314 J/\(mol K\)"},
        lambda p: isinstance(p.case, Reaction) and (len(p.case.runs) == 2 or p.case.barrier.si > 0),
    ),
    Rule(
        "value",
        {
            "en": r"k \[A\]\^m \[B\]\^n, where m and n are whole numbers from 0 to 3",
            "zh": r"k \[A\]\^m \[B\]\^n，其中 m、n 是 0 到 3 的整数",
        },
        lambda p: isinstance(p.case, Rates),
    ),
    Rule(
        "value",
        {"en": "held .{3,9} and no .{3,9} when it formed.*nothing has come in", "zh": "形成时含有.*没有物质交换"},
        lambda p: isinstance(p.case, Dating),
    ),
    Rule(
        "value",
        {"en": "At time 0 a source is pure.*nothing is added", "zh": "t = 0 时，放射源中只有.*既不加入"},
        lambda p: isinstance(p.case, Series),
    ),
    Rule("value", {"en": "neither comes from the other", "zh": "二者互不转化"}, lambda p: isinstance(p.case, Mixture)),
    Rule("unit", {"en": lambda p: rf"figures, in {re.escape(p.unit)}", "zh": lambda p: f"以 {re.escape(p.unit)} 为单位"}),
)


def _written(policy: Policy) -> Callable[[DecayKinetics], str]:
    def guess(problem: DecayKinetics) -> str:
        value = policy(problem)
        return shown(problem, Fraction(value)) if value is not None and 1e-60 < value < 1e60 else ""

    return guess


_SHARES = {"a constant rate": (0.25, 0.04, 0.02)}
SHORTCUTS = tuple(Shortcut(name, _written(policy), _SHARES.get(name, (0.02,) * 3) + (0.02,) * 7) for name, policy in POLICIES.items())


def copies(problem: DecayKinetics, rng: Random) -> Iterator[DecayKinetics]:
    """Other names; rows, runs or isotopes in another order."""
    case = problem.case
    if isinstance(case, Rates):
        yield replace(problem, case=replace(case, rows=case.rows[::-1]))
    elif isinstance(case, Reaction):
        yield replace(problem, case=replace(case, runs=case.runs[::-1]))
    elif isinstance(case, Mixture):
        yield replace(problem, names=problem.names[::-1], case=swapped(case))
    elif problem.names:
        yield replace(problem, names=tuple(rng.sample(("Eu-155", "Pm-147", "Tm-170"), len(problem.names))))


def different(problem: DecayKinetics, rng: Random) -> Iterator[DecayKinetics]:
    """More figures asked; another half-life or start."""
    yield replace(problem, digits=4 if problem.digits == 3 else 3)
    case = problem.case
    if isinstance(case, Dating | Series):
        yield replace(problem, case=replace(case, branch=Value("0.95", "")))
