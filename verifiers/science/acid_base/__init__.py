"""Acids and bases: the pH of a mixture by the exact charge balance, or the amount or constant that gives a mixture its pH.

Refused for the first of: format (no number or quantity), unit (of another dimension), value (another value, to the places asked for)."""

from decimal import Decimal, localcontext
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import quantities
from synth.verifiers.parsers.units import NONE
from synth.verifiers.science import _derivation, _real
from synth.verifiers.science._chemistry import without_substance
from synth.verifiers.science._given import Given, judge, unit
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.acid_base.balance import root
from synth.verifiers.science.acid_base.figure import figure
from synth.verifiers.science.acid_base.route import Route, shown
from synth.verifiers.science.acid_base.substances import FORMS, SYSTEMS
from synth.verifiers.science.acid_base.told import Aliquot, Constant, Portion, Weak

__all__ = ["EXAMPLES", "TRACE_FORMAT", "AcidBase", "Aliquot", "Portion", "Weak", "answer", "proven", "route", "verify", "verify_trace"]

TRACE_FORMAT = {
    "en": _derivation.TRACE_FORMAT["en"]
    + """\
Where a pH is asked for, state [H+] first, to at least 4 significant figures, as `S1: h = 2.5119e-5`, and check it: a line gives the sum \
of the concentrations of all positive ions in mol/L, each times its charge, and another one that of all negative ions. The two agree \
where [H+] is right. Then comes the pH.
""",
    "zh": _derivation.TRACE_FORMAT["zh"]
    + """\
求 pH 时，先给出 [H+] 的值（至少 4 位有效数字），如 `S1: h = 2.5119e-5`，再加以检验：用一行算出所有阳离子的浓度（mol/L）\
各乘以电荷数之和，用另一行算出所有阴离子的相应之和；[H+] 正确时两者相等。最后求出 pH。
""",
}

Ask = Literal["pH", "volume for pH", "mass for pH", "concentration for pH", "pKa for pH"]
UNITS = {"volume for pH": "mL", "mass for pH": "g", "concentration for pH": "mol/L"}
"""In which a quantity is asked for."""


class AcidBase(Problem, frozen=True):
    ask: Ask
    """The pH of the last mixture; or a portion's amount, concentration or the weak acid's pKa, by the pH of the last mixture."""
    start: Annotated[tuple[Portion, ...], Meta(min_length=1, max_length=3)]
    """What is mixed first."""
    aliquot: Annotated[tuple[Aliquot, ...], Meta(max_length=1)]
    """The part of it that is used, where it is not all."""
    added: Annotated[tuple[Portion, ...], Meta(max_length=2)]
    """What is added then."""
    weak: Annotated[tuple[Weak, ...], Meta(max_length=3)]
    kw: Constant
    """Ionic product of water: `1.0e-14`."""
    target: Annotated[str, Meta(pattern=r"\A(\d{1,2}\.\d\d)?\Z")]
    """Of the last mixture, where it is known: `4.50`."""
    digits: Annotated[int, Meta(ge=1, le=4)]
    """Decimal places of a pH or pKa, significant figures of anything else."""

    def __post_init__(self) -> None:
        portions, systems = [*self.start, *self.added], [one.system for one in self.weak]
        if len(set(systems)) < len(systems) or {FORMS[one.substance][0] for one in portions} - {""} != set(systems):
            raise ValueError("the constants of each weak acid or base, once")
        if (self.ask == "pH") != (not self.target) or sum(not one.constants for one in self.weak) != (self.ask == "pKa for pH"):
            raise ValueError("a pH where it is not asked for")
        if any(not one.constants and SYSTEMS[one.system].base for one in self.weak):
            raise ValueError("the pKa of an acid")
        missing = [
            (one.amount.unit, bool(one.amount.si), bool(one.strength.si)) for one in portions if not (one.amount.si and one.strength.si)
        ]
        wanted = {
            "volume for pH": [("mL", False, True)],
            "mass for pH": [("g", False, True)],
            "concentration for pH": [("mL", True, False)],
        }
        if missing != wanted.get(self.ask, []):
            raise ValueError("one portion of unknown amount where it is asked for")
        if self.aliquot and any(not (one.amount.si and one.strength.si) for one in self.start):
            raise ValueError("an unknown portion in the last mixture")
        litres = sum(one.litres for one in self.start)
        if not litres or (self.aliquot and self.aliquot[0].taken.si * 1000 > litres):
            raise ValueError("a solution, and no more taken than there is")
        if (value := answer(self)) <= 0 or value > 10**6:
            raise ValueError("an answer above 0")


Parts = tuple[tuple[Fraction, str, int], ...]
"""Moles, system and f."""


@kept
def mixture(problem: AcidBase) -> tuple[Fraction, Parts]:
    """Litres of the last mixture and what was put into it; an unknown portion counts as nothing."""
    litres = sum((one.litres for one in problem.start), Fraction(0))
    part = Fraction(1)
    for aliquot in problem.aliquot:
        part, litres = aliquot.taken.si * 1000 / litres, aliquot.filled.si * 1000
    found = [(one.moles * part, *FORMS[one.substance]) for one in problem.start]
    found += [(one.moles, *FORMS[one.substance]) for one in problem.added]
    return litres + sum((one.litres for one in problem.added), Fraction(0)), tuple(found)


def constants(problem: AcidBase) -> dict[str, list[Fraction]]:
    """K_a of each step; that of a base's ion is K_w / K_b."""
    kw = Fraction(problem.kw)
    return {weak.system: [kw / Fraction(k) if SYSTEMS[weak.system].base else Fraction(k) for k in weak.constants] for weak in problem.weak}


def lost(steps: list[Fraction], h: Fraction) -> Fraction:
    """Mean number of protons that a weak acid has lost at [H+] = h."""
    terms, term = [Fraction(1)], Fraction(1)
    for k in steps:
        term = term * k / h
        terms.append(term)
    return sum((count * one for count, one in enumerate(terms)), Fraction(0)) / sum(terms)


@kept
def answer(problem: AcidBase) -> Fraction:
    """The pH, the pKa or the quantity, in SI units. Raises ValueError where there is none."""
    if problem.ask == "pH":
        return acidity(problem)
    h = _real.ten_to(-Fraction(problem.target))
    litres, parts = mixture(problem)
    free = h - Fraction(problem.kw) / h
    known = constants(problem)
    if problem.ask == "pKa for pH":
        unknown = next(one.system for one in problem.weak if not one.constants)
        moles = sum(n for n, system, _ in parts if system == unknown)
        rest = sum((n * (f - (lost(known[system], h) if system and system != unknown else 0)) for n, system, f in parts), Fraction(0))
        share = (free * litres + rest) / moles if moles else Fraction(0)
        if not 0 < share < 1:
            raise ValueError("no such pKa")
        return -_real.log10(h * share / (1 - share))
    rest = sum((n * (f - (lost(known[system], h) if system else 0)) for n, system, f in parts), Fraction(0)) + free * litres
    portion = next(one for one in (*problem.start, *problem.added) if not (one.amount.si and one.strength.si))
    system, f = FORMS[portion.substance]
    each = f - (lost(known[system], h) if system else 0)
    concentration = portion.strength.si / 1000
    per = {
        "volume for pH": lambda: (free + concentration * each) * 1000,
        "mass for pH": lambda: each / portion.strength.si,
        "concentration for pH": lambda: each * portion.amount.si,
    }[problem.ask]()
    if not per:
        raise ValueError("no amount")
    return -rest / per


def acidity(problem: AcidBase, water: bool = True) -> Fraction:
    """The pH at which the charges balance, by bisection to 10^-14 of [H+]; its sign hangs on figures behind the twentieth. water: whether
    [H+] and [OH-] themselves count."""
    litres, parts = mixture(problem)
    known = constants(problem)
    fixed = _real.number(sum((n * f for n, _, f in parts), Fraction(0)))
    weak = [
        (_real.number(sum((n for n, system, _ in parts if system == name), Fraction(0))), [_real.number(k) for k in steps])
        for name, steps in known.items()
    ]
    volume, kw = _real.number(litres) if water else Decimal(0), _real.number(Fraction(problem.kw))
    with localcontext(_real.CONTEXT):
        h = root(volume, kw, fixed, weak)
    return -_real.log10(Fraction(h))


@kept
def route(problem: AcidBase) -> Sheet:
    """The way by pencil to the answer."""
    way = Route(problem.start, problem.aliquot, problem.added, problem.weak, problem.kw)
    if problem.ask == "pH":
        return way.acidity(shown(_real.ten_to(-answer(problem))))
    if problem.ask == "pKa for pH":
        return way.constant(problem.target, next(one.system for one in problem.weak if not one.constants))
    missing = next(one for one in (*problem.start, *problem.added) if not (one.amount.si and one.strength.si))
    return way.amount(problem.ask, problem.target, missing, UNITS[problem.ask])


def verify_trace(problem: AcidBase, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: AcidBase, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


def verify(problem: AcidBase, answer_text: str) -> Verdict:
    gold = answer(problem)
    if problem.ask in UNITS:
        name = UNITS[problem.ask]
        substance = next(one.substance for one in (*problem.start, *problem.added) if not (one.amount.si and one.strength.si))
        return judge(without_substance(answer_text, substance), gold, unit(name)[1], problem.digits, name)
    read = quantities.quantity(figure(answer_text))
    if read is None:
        return refuse("format")
    if read.dimension != NONE or not read.bare:
        return refuse("unit")
    return ACCEPT if abs(read.value - gold) <= Fraction(1, 2 * 10**problem.digits) else refuse("value")


def _of(substance: str, amount: str, strength: str) -> Portion:
    solid = amount.endswith("g")
    return Portion(substance, Given(amount.split()[0], "g" if solid else "mL"), Given(strength, "g/mol" if solid else "mol/L"))


_STRONG = AcidBase("pH", (_of("HCl", "25.0 mL", "0.020"),), (), (), (), "1.0e-14", "", 2)  # 1.70
_BUFFER = AcidBase(
    "pH",
    (_of("CH3COOH", "50.0 mL", "0.100"), _of("NaOH", "20.0 mL", "0.100")),
    *((), (), (Weak("CH3COOH", ("1.8e-5",)),), "1.0e-14", "", 2),
)  # 4.74 + log (2/3) = 4.57
_VOLUME = AcidBase(
    "volume for pH",
    (_of("NH3", "50.0 mL", "0.100"), _of("HCl", "0 mL", "0.200")),
    *((), (), (Weak("NH3", ("1.8e-5",)),), "1.0e-14", "9.26", 3),
)  # half of 25 mL: 12.4 mL
_UNKNOWN = AcidBase(
    "pKa for pH", (_of("HA", "50.0 mL", "0.100"), _of("NaA", "50.0 mL", "0.050")), *((), (), (Weak("HA", ()),), "1.0e-14", "3.80", 2)
)  # 4.10

EXAMPLES = (
    (_STRONG, "1.70", ""),
    (_STRONG, "pH = 1.70", ""),
    (_STRONG, "pH ≈ 1.699", ""),
    (_STRONG, r"$\mathrm{pH} = -\log(0.020) = 1.70$", ""),
    (_STRONG, "The pH is 1.70", ""),
    (_BUFFER, r"\boxed{4.57}", ""),
    (_VOLUME, "12.4 mL", ""),
    (_VOLUME, "0.0124 L", ""),
    (_VOLUME, "12.4", ""),
    (_UNKNOWN, "pKa = 4.10", ""),
    (_STRONG, "", "format"),
    (_STRONG, "acidic", "format"),
    (_STRONG, "1.70 or 12.30", "format"),
    (_STRONG, "12.30", "value"),
    (_STRONG, "0.020", "value"),
    (_STRONG, "1.70 mol/L", "unit"),
    (_BUFFER, "4.74", "value"),
    (_VOLUME, "25.0 mL", "value"),
    (_VOLUME, "12.4 g", "unit"),
    (_UNKNOWN, "3.80", "value"),
    (_STRONG, "溶液的 pH 约为 1.70", ""),
    (_STRONG, "pH 值为 1.70。", ""),
    (_STRONG, "pH＝1.70", ""),
    (_UNKNOWN, "pKa 约为 4.10", ""),
    (_VOLUME, "12.4 毫升", ""),
    (_VOLUME, "盐酸的体积约为 12.4 mL", ""),
    (_BUFFER, "pH 是 4.74", "value"),
    (_VOLUME, "体积为 25.0 毫升", "value"),
    (_VOLUME, "12.4 克", "unit"),
)
