"""Drawing the material of stoichiometry: reactions by the substances that join them, amounts as a laboratory or a plant has them."""

from functools import lru_cache
from random import Random

from synth.generators.science.stoichiometry import reactions
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.parsers.units import AMOUNT, MASS
from synth.verifiers.science._chemistry import molar_mass
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.stoichiometry import Portion, Step

NOT_PASSED_ON = frozenset(("H2O", "O2", "C", "NaCl", "KCl", "Al2O3", "AgCl"))


def step(line: str, percent: str = "") -> Step:
    left, right = line.split(" -> ")
    return Step(tuple(left.split(" + ")), tuple(right.split(" + ")), percent)


@lru_cache(maxsize=1)
def known() -> tuple[tuple[Step, bool], ...]:
    """All reactions, and whether each is one in water."""
    return tuple((step(line), wet) for text, wet in ((reactions.DRY, False), (reactions.WET, True)) for line in text.strip().split("\n"))


@lru_cache(maxsize=3)
def chains(length: int) -> tuple[tuple[tuple[tuple[Step, bool], ...], tuple[str, ...]], ...]:
    """Reactions, each with a product that the next one takes in, and those products. Nothing that was put in comes out again."""
    if length == 1:
        return tuple(((one,), ()) for one in known())
    found = []
    for before, links in chains(length - 1):
        for one, wet in known():
            last = before[-1][0]
            for link in last.right:
                seen = {substance for each, _ in before for substance in each.left}
                if link in one.left and link not in NOT_PASSED_ON and not seen & set(one.right):
                    found.append(((*before, (one, wet)), (*links, link)))
    return tuple(found)


def amount(rng: Random, moles: float, substance: str, wet: bool, gas: str, in_moles: bool) -> tuple[Given, str]:
    """About so many moles as a quantity of three figures, and the concentration where it is one of a solution."""
    if in_moles:
        return number(moles, ("mol", "mmol")), ""
    if wet and substance in reactions.SOLUTIONS and not (substance in reactions.AS_SOLIDS and rng.random() < 0.5):
        molar = rng.choice(("0.100", "0.150", "0.200", "0.250", "0.400", "0.500", "0.800", "1.00", "1.20", "2.00"))
        return number(moles / float(molar), ("L", "mL") if moles / float(molar) > 0.9 else ("mL",)), molar
    if gas and substance in reactions.GASES:
        return number(moles * float(gas), ("L", "mL")), ""
    return number(moles * float(molar_mass(substance)), ("g", "kg", "mg")), ""


def number(value: float, names: tuple[str, ...]) -> Given:
    """In the first unit that shows it well, of a first one that stands for litres, grams or moles. Raises ValueError where none does."""
    base = {"mol": 1.0, "mmol": 1e-3, "g": 1.0, "kg": 1e3, "mg": 1e-3, "L": 1.0, "mL": 1e-3}
    for name in names:
        if 0.5 <= value / base[name] < 950:
            return Given(written(Fraction(value / base[name]), 3), name)
    raise ValueError("no unit for it")


def asked_unit(moles: float, substance: str, gas: str, in_moles: bool, grams_only: bool = False) -> str:
    """A unit in which so much of a substance is asked for."""
    dimension = AMOUNT if in_moles else MASS
    if gas and substance in reactions.GASES and not in_moles and not grams_only:
        return number(moles * float(gas), ("L", "mL")).unit
    if dimension == AMOUNT:
        return number(moles, ("mol", "mmol")).unit
    return number(moles * float(molar_mass(substance)), ("g", "kg", "mg")).unit


def dissolved(substance: str, wet: bool) -> bool:
    """Whether it is in the water of a reaction, so that its volume would be that of a solution: HCl, which is a gas elsewhere."""
    return wet and substance in reactions.SOLUTIONS


def weighed(portions: tuple[Portion, ...], target: str, asked: str, samples: tuple[str, ...]) -> list[str]:
    """The substances whose molar masses are needed."""
    found = [one.substance for one in portions if one.substance and one.amount.dimension == MASS]
    return [*found, *([target] if unit(asked)[1] == MASS else []), *samples]
