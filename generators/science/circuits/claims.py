"""What circuits claim: their rules in words, what cheap policies win, and which circuits are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.circuits.cheap import POLICIES, Policy
from synth.generators.science.circuits.wording import node, resistance, shown, value_of_reading
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import unit, written
from synth.verifiers.science.circuits import Circuits, Resistor

BOTH = ("en", "zh")
ASKED = {
    "resistance": ("total resistance between A and B", "A 和 B 之间的等效电阻"),
    "current": (r"current through R\d", r"通过 R\d+ 的电流"),
    "voltage": (r"voltage across R\d", r"R\d+ 两端的电压"),
    "power": (r"power is turned into heat in R\d", r"R\d+ 消耗的热功率"),
    "terminal": ("voltage between the poles", "路端电压"),
    "unknown": (r"resistance of R\d", r"R\d+ 的阻值"),
    "match": ("greatest possible. What is its resistance", "功率最大。求此时 R.{1,4}的阻值"),
    "greatest": ("greatest possible. What is that power", "这个最大功率"),
    "constant": ("time constant with which", "充电的时间常数"),
    "reach": ("How long after time 0.*ln 2 = 0.693", "从 t = 0 起.*ln 2 = 0.693"),
    "charge": ("charge of the capacitor after a very long time", "很长时间后电容器所带的电荷量"),
    "energy": ("energy stored in the capacitor after a very long time", "很长时间后电容器储存的能量"),
    "after": ("(one|two) time constants?.*e = 2.718", "(一个|两个)时间常数.*e = 2.718"),
    "first": (r"through R\d+ immediately after time 0", r"仍不带电时通过 R\d"),
}


def _resistors(p: Circuits) -> str:
    texts = (
        rf"R{number}{f' = {resistance(r.milliohms)}' if r.milliohms else ''}\b.{{1,30}}\b{node(r.a)}\b.{{1,6}}\b{node(r.b)}\b"
        for number, r in enumerate(p.resistors, 1)
    )
    return ".{1,20}".join(texts)


def _sources(p: Circuits) -> str:
    return ".{1,40}".join(
        rf"\b{re.escape(shown(Fraction(s.millivolts, 1000)))} V.{{1,40}}\b{node(s.plus)}\b.{{1,30}}\b{node(s.minus)}\b"
        + (rf".{{1,30}}{re.escape(resistance(s.milliohms))}" if s.milliohms else ".{1,20}(without inner|内阻不计)")
        for s in p.sources
    )


RULES = (
    Rule("value", dict.fromkeys(BOTH, _resistors)),
    Rule("value", dict.fromkeys(BOTH, _sources), lambda p: bool(p.sources)),
    Rule(
        "value",
        dict.fromkeys(
            BOTH, lambda p: rf"\b{re.escape(shown(Fraction(p.capacitors[0].nanofarads, 1000)))} µF.{{1,30}}\b{node(p.capacitors[0].a)}\b"
        ),
        lambda p: bool(p.capacitors),
    ),
    Rule("value", dict.fromkeys(BOTH, lambda p: re.escape(value_of_reading(p))), lambda p: bool(p.readings)),
    Rule("value", {"en": "Wires have no resistance", "zh": "导线电阻不计"}),
    Rule(
        "value",
        {
            "en": "obey Ohm's law, and nothing else is connected to the points named. All values given are exact",
            "zh": "服从欧姆定律，各节点上没有接其他元件。所给数值都视为精确值",
        },
    ),
    Rule("value", {"en": "uncharged until a switch connects", "zh": "原来不带电"}, lambda p: bool(p.capacitors)),
    Rule("value", {"en": lambda p: ASKED[p.ask][0], "zh": lambda p: ASKED[p.ask][1]}),
    Rule("value", {"en": "as a positive number", "zh": "写成正数"}),
    Rule("value", {"en": "to three significant figures", "zh": "保留三位有效数字"}, lambda p: bool(p.digits)),
    Rule("value", {"en": "that is exact", "zh": "要求精确值"}, lambda p: not p.digits),
    Rule("unit", {"en": lambda p: rf"in {p.unit}, .*with its unit", "zh": lambda p: rf"以 {p.unit} 为单位.*带上单位"}),
)


def _written(policy: Policy) -> Callable[[Circuits], str]:
    def guess(problem: Circuits) -> str:
        value = policy(problem)
        if value is None or value <= 0:
            return ""
        size = value / unit(problem.unit)[0]
        return f"{written(size, 3) if problem.digits else size} {problem.unit}"

    return guess


_SHARES = {
    "all resistors in series": (0.7, 0.02, 0.02),
    "all resistors side by side": (0.35, 0.02, 0.02),
    "the whole voltage at one resistor": (0.3, 0.02, 0.02),
    "one source, or none with an inner resistance": (0.02,) * 3,
    "the first numbers of the text": (0.3, 0.02, 0.02),
}
SHORTCUTS = tuple(Shortcut(name, _written(policy), _SHARES[name] + (0.02,) * 7) for name, policy in POLICIES.items())


def copies(problem: Circuits, rng: Random) -> Iterator[Circuits]:
    """Resistors turned round, where no reading says which way; points renamed, where none is named."""
    read = {r.resistor for r in problem.readings}
    yield replace(problem, resistors=tuple(r if i in read else Resistor(r.b, r.a, r.milliohms) for i, r in enumerate(problem.resistors)))
    names = list(range(8))
    if problem.ask != "resistance":
        rng.shuffle(names)
        yield replace(
            problem,
            resistors=tuple(replace(r, a=names[r.a], b=names[r.b]) for r in problem.resistors),
            sources=tuple(replace(s, plus=names[s.plus], minus=names[s.minus]) for s in problem.sources),
            capacitors=tuple(replace(c, a=names[c.a], b=names[c.b]) for c in problem.capacitors),
        )


def different(problem: Circuits, rng: Random) -> Iterator[Circuits]:
    """Another resistance, another voltage."""
    place = next(i for i, r in enumerate(problem.resistors) if r.milliohms)
    changed = replace(problem.resistors[place], milliohms=problem.resistors[place].milliohms + 1000)
    yield replace(problem, resistors=(*problem.resistors[:place], changed, *problem.resistors[place + 1 :]))
    for first in problem.sources[:1]:
        yield replace(problem, sources=(replace(first, millivolts=first.millivolts + 500), *problem.sources[1:]))
