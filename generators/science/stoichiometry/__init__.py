"""Stoichiometry: one reaction, a limiting reagent, yields and purities, chains of reactions, titrations of a rest, mixtures.

Effort counts the operations of a pencil route: balancing (species and coefficients above 1), molar masses, conversions, comparisons."""

from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science.stoichiometry import drawing, reactions
from synth.generators.science.stoichiometry.cheap import POLICIES, mistakes
from synth.generators.science.stoichiometry.wording import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.parsers.units import MASS, VOLUME
from synth.verifiers.science._chemistry import molar_mass
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.stoichiometry import DIGITS, Molar, Portion, Step, Stoichiometry, answer, coefficients, route, verify

TRIES = 300
MOLAR: tuple[Molar, ...] = ("22.4", "24.0", "24.5")
Kind = Literal["made", "limited", "left", "needed", "titration", "mixture", "both"]


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1)]
    """What of one reagent; by the reagent that is used up first; what is left; what is needed; a sample by a titrated rest; a sample of two
    substances by what they make; the same by a titrated rest."""
    steps: Annotated[int, Meta(ge=1, le=3)]
    """Reactions in a row, but for samples."""
    percent: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a yield or a purity is not 100 percent."""
    volumes: bool
    """Whether gases and solutions are measured by volume."""
    moles: Annotated[float, Meta(ge=0, le=1)]
    """Chance that an amount is told or asked in moles."""


LEVELS = (
    Knobs(("made",), 1, 0, False, 0.8),
    Knobs(("made",), 1, 0, True, 0),
    Knobs(("limited",), 1, 0, True, 0.1),
    Knobs(("left",), 1, 0.9, True, 0),
    Knobs(("made", "needed"), 2, 0.8, True, 0),
    Knobs(("titration",), 1, 0, True, 0),
    Knobs(("left",), 2, 0.8, True, 0),
    Knobs(("needed", "left"), 3, 0.8, True, 0),
    Knobs(("mixture",), 1, 1, True, 0),
    Knobs(("both",), 1, 1, True, 0),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        kind = rng.choice(knobs.kinds)
        try:
            problem = (_sample if kind in ("titration", "mixture", "both") else _chain)(rng, knobs, kind)
            size = answer(problem) / unit(problem.unit)[0]
        except ValueError:  # numbers that do not fit together
            continue
        if Fraction(1, 5) < size < 950 and not _near_a_half(size) and not _is_cheap(problem):
            right = answer(problem)
            return Sample(
                problem,
                _shown(problem, right),
                effort=float(effort(problem)),
                trace=worked(route(problem)),
                rejected=rejected(problem, right),
            )
    raise Discard("no numbers that fit")


def _shown(problem: Stoichiometry, value: Fraction) -> str:
    """As the problem asks for it."""
    return f"{written(value / unit(problem.unit)[0], DIGITS)} {problem.unit}"


def rejected(problem: Stoichiometry, right: Fraction) -> str:
    """The derivation of one who overlooks something, with its answer."""
    slipped = _shown(problem, right * SLIP)
    return mistaken(problem, mistakes(problem), route, lambda other: _shown(problem, answer(other)), slipped, verify)


def _near_a_half(size: Fraction) -> bool:
    """Whether the third figure hangs on roundings on the way."""
    while size < 100:
        size *= 10
    return abs(size % 1 - Fraction(1, 2)) < Fraction(1, 8)


def _is_cheap(problem: Stoichiometry) -> bool:
    """Of two reagents one decides, so those policies stay where no rest is asked for."""
    right, both = answer(problem), problem.ask == "made" and len(problem.portions) > 1
    for name, policy in POLICIES.items():
        guess = None if both and name.endswith("reagent decides") else policy(problem)
        if guess is not None and abs(guess - right) * 50 < right:
            return True
    return False


def _percent(rng: Random, knobs: Knobs) -> str:
    return str(rng.randint(60, 95)) if rng.random() < knobs.percent else ""


def _chain(rng: Random, knobs: Knobs, kind: Kind) -> Stoichiometry:
    """Forward from portions, or back from what is to be made."""
    taken, links = rng.choice(drawing.chains(knobs.steps))
    gas: Molar = rng.choice(MOLAR) if knobs.volumes else ""
    in_moles = rng.random() < knobs.moles
    plant = not any(wet for _, wet in taken) and rng.random() < 0.3
    scale = rng.uniform(20, 900) if plant else rng.uniform(0.02, 0.6)
    last = len(taken) - 1
    steps = tuple(
        replace(one, percent=_percent(rng, knobs) if knobs.steps == 1 or place != last or kind != "left" else "")
        for place, (one, _) in enumerate(taken)
    )
    if kind == "left":
        steps = (*steps[:-1], replace(steps[-1], percent=""))
    limited = kind in ("limited", "left")
    portions, turns = list[Portion](), scale
    if kind == "needed":
        product = rng.choice([one for one in steps[-1].right if one != "H2O"])
        portions.append(_portion(rng, knobs, scale, product, taken[-1][1], gas, in_moles, last, ""))
        target = rng.choice([one for one in steps[0].left if one not in ("H2O", "O2")])
        problem = Stoichiometry("needed", steps, links, tuple(portions), target, _percent(rng, knobs), (), gas, "mol")
        weighed = bool(problem.purity) or drawing.dissolved(target, taken[0][1])
        asked = drawing.asked_unit(float(answer(problem)), target, gas, in_moles, weighed)
        return _with_gas(replace(problem, unit=asked))
    for place, ((one, wet), own) in enumerate(zip(taken, steps, strict=True)):
        counts = dict(zip((*one.left, *one.right), coefficients(one), strict=True))
        here = [x for x in one.left if not (place and x == links[place - 1])]
        if place == 0:
            first = rng.choice([x for x in here if x not in ("H2O", "O2")] or here)
            portions.append(_portion(rng, knobs, turns * counts[first], first, wet, gas, in_moles, 0, _percent(rng, knobs)))
            here.remove(first)
        if limited and here and place == (last if rng.random() < 0.7 else place):
            other = rng.choice([x for x in here if x != "H2O"] or here)
            tight = rng.uniform(1.15, 1.9) if kind == "left" or rng.random() < 0.3 else rng.uniform(0.5, 0.9)
            portions.append(_portion(rng, knobs, turns * tight * counts[other], other, wet, gas, in_moles, place, ""))
            turns *= min(tight, 1)
        if place < last:
            following = dict(zip((*taken[place + 1][0].left, *taken[place + 1][0].right), coefficients(taken[place + 1][0]), strict=True))
            turns *= counts[links[place]] * float(own.percent or 100) / 100 / following[links[place]]
    if limited and len([one for one in portions if one.step == last]) + bool(last) < 2:
        raise ValueError("nothing is used up first in the last reaction")
    target = portions[-1].substance if kind == "left" else rng.choice([x for x in steps[-1].right if x != "H2O"] or steps[-1].right)
    if rng.random() < 0.5 and not last:
        portions.reverse()
    problem = Stoichiometry("left" if kind == "left" else "made", steps, links, tuple(portions), target, "", (), gas, "mol")
    asked = drawing.asked_unit(float(answer(problem)), target, gas, in_moles, drawing.dissolved(target, taken[-1][1]))
    return _with_gas(replace(problem, unit=asked))


def _portion(
    rng: Random, knobs: Knobs, moles: float, substance: str, wet: bool, gas: str, in_moles: bool, place: int, percent: str
) -> Portion:
    """percent: its purity, where it is weighed."""
    given, molar = drawing.amount(rng, moles / (float(percent or 100) / 100), substance, wet and knobs.volumes, gas, in_moles)
    if percent and given.dimension != MASS:
        given, molar = drawing.amount(rng, moles, substance, wet and knobs.volumes, gas, in_moles)
        percent = "" if given.dimension != MASS else percent
    return Portion(substance, given, percent, molar, place)


def _with_gas(problem: Stoichiometry) -> Stoichiometry:
    """Without the molar volume of gases where no gas is measured."""
    volumes = [one for one in problem.portions if one.amount.unit in ("L", "mL") and not one.molar]
    return problem if volumes or problem.unit in ("L", "mL") else replace(problem, gas="")


def _sample(rng: Random, knobs: Knobs, kind: Kind) -> Stoichiometry:
    if kind == "mixture":
        return _by_product(rng, knobs)
    acid = rng.choice(sorted(reactions.DISSOLVED))
    solids, bases = reactions.DISSOLVED[acid]
    base = rng.choice(bases)
    taken = rng.sample(solids.split(), 2 if kind == "both" else 1)
    steps = [Step((one, acid), tuple(reactions.SALTS[one, acid].split()), "") for one in taken]
    rest = Step((acid, base), tuple(reactions.SALTS[acid, base].split()), "")
    volume, molar = rng.choice(("40.0", "50.0", "75.0", "100.0")), rng.choice(("0.500", "0.600", "0.800", "1.00", "1.20"))
    whole = float(volume) * float(molar) / 1000
    aliquot: tuple[Given, ...] = ()
    part = 1.0
    if kind == "both" or rng.random() < 0.6:
        flask, pipette = rng.choice((("250", "25.0"), ("250", "50.0"), ("200", "20.0"), ("500", "50.0"), ("100", "25.0")))
        aliquot, part = (Given(pipette, "mL"), Given(flask, "mL")), float(pipette) / float(flask)
    used = whole * rng.uniform(0.35, 0.8)
    back = coefficients(rest)
    alkali = (whole - used) * part * back[1] / back[0]
    base_molar = rng.choice(("0.100", "0.120", "0.150", "0.200", "0.250", "0.500"))
    base_volume = 1000 * alkali / float(base_molar)
    if not 8 < base_volume < 48:
        raise ValueError("a burette holds 50 mL")
    told = [
        Portion(acid, Given(volume, "mL"), "", molar, 0),
        Portion(base, Given(written(Fraction(base_volume), 3), "mL"), "", base_molar, len(steps)),
    ]
    return _of_sample(rng, knobs, steps, [rest], [acid], told, used, aliquot)


def _by_product(rng: Random, knobs: Knobs) -> Stoichiometry:
    """A mixture by the one product of both, or by what that gives in its turn."""
    solids, reagent, product = rng.choice(reactions.MIXED)
    taken = rng.sample(solids.split(), 2)
    table = {**reactions.SALTS, **reactions.TREATED}
    steps = [Step((one, reagent), tuple(table[one, reagent].split()), "") for one in taken]
    caught = rng.choice(reactions.CAUGHT[product])
    rest = [drawing.step(caught, _percent(rng, knobs))] if caught else []
    made = rng.uniform(0.01, 0.08)
    gas: Molar = ""
    amount, last = made, product
    if rest:
        count = dict(zip((*rest[0].left, *rest[0].right), coefficients(rest[0]), strict=True))
        last = next(one for one in rest[0].right if one != "H2O")
        amount = made * count[last] / count[product] * float(rest[0].percent or 100) / 100
    elif product in reactions.GASES:
        gas = rng.choice(MOLAR)
    given, _ = drawing.amount(rng, amount, last, False, gas, False)
    return _of_sample(rng, knobs, steps, rest, [product], [Portion(last, given, "", "", len(steps))], made, (), gas)


def _of_sample(
    rng: Random,
    knobs: Knobs,
    steps: list[Step],
    rest: list[Step],
    links: list[str],
    told: list[Portion],
    shared: float,
    aliquot: tuple[Given, ...],
    gas: Molar = "",
) -> Stoichiometry:
    """shared: how many moles the sample makes or takes in all. A sample of two substances is drawn by their shares in that."""
    target = steps[0].left[0]
    if len(steps) == 2:
        share = rng.uniform(0.25, 0.75)
        grams = [0.0, 0.0]
        for place, (one, part) in enumerate(zip(steps, (share, 1 - share), strict=True)):
            count = dict(zip((*one.left, *one.right), coefficients(one), strict=True))
            per_gram = count[links[0]] / count[one.left[0]] / float(molar_mass(one.left[0]))
            grams[place] = shared * part / per_gram
            if place and abs(grams[1] / (1 - share) / grams[0] * share - 1) < 0.3:
                raise ValueError("both make nearly as much")
        percent = _percent(rng, knobs)
        whole = sum(grams) / (float(percent or 100) / 100)
        told = [Portion("", Given(written(Fraction(whole), 3), "g"), percent, "", 0), *told]
    problem = Stoichiometry("sample", (*steps, *rest), tuple(links), tuple(told), target, "", aliquot, gas, "g")
    answer(problem)
    return problem


def effort(problem: Stoichiometry) -> int:
    """Operations of the pencil route."""
    total = 0
    for one in problem.steps:
        counts = coefficients(one)
        total += len(counts) + sum(count > 1 for count in counts) + (3 if one.percent else 0) + 2
    for portion in problem.portions:
        size = {MASS: 3, VOLUME: 2}.get(portion.amount.dimension, 0)
        total += size + (3 if portion.percent else 0) + (0 if portion.substance else 6)
    per_step = [sum(one.step == place for one in problem.portions) + bool(place) for place in range(len(problem.steps))]
    total += sum(4 for count in per_step if count > 1 and problem.ask != "sample")
    total += 4 * (problem.ask == "left") + 3 * bool(problem.purity) + 4 * bool(problem.aliquot) + 2 * (unit(problem.unit)[1] == MASS)
    if problem.ask == "sample":
        mixed = problem.portions[0].substance == ""
        total += 6 + 16 * mixed + (6 if len(problem.portions) - mixed == 2 else 0)  # two equations; a rest that is titrated
    return total


def canonical(problem: Stoichiometry) -> object:
    """The order of substances on a side, and of what is put in, tells nothing, but that a sample's substance stands first."""
    sample = problem.ask == "sample"
    steps = [[one.left if sample else sorted(one.left), sorted(one.right), one.percent] for one in problem.steps]
    portions = list(problem.portions) if sample else sorted(problem.portions, key=lambda one: (one.step, one.substance))
    asked = [problem.ask, problem.target, problem.purity, problem.aliquot, problem.gas, problem.unit]
    return [steps, problem.links, portions, asked]


TASK = Task(
    __name__,
    version=4,
    problem=Stoichiometry,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(5_000,) + (50_000,) * 2 + (100_000,) * 7,
    unique=True,
    canonical=canonical,
)
