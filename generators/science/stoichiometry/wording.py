"""What the templates of stoichiometry are filled with."""

from random import Random

from synth.generators.science.stoichiometry import drawing
from synth.verifiers.science._chemistry import molar_mass
from synth.verifiers.science.stoichiometry import Portion, Stoichiometry, verify


def prompt_variables(problem: Stoichiometry, rng: Random) -> dict[str, object]:
    mixed = problem.ask == "sample" and problem.portions[0].substance == ""
    samples = tuple(one.left[0] for one in problem.steps[:2]) if mixed else ()
    weighed = drawing.weighed(problem.portions, problem.target, problem.unit, samples)
    return {
        "ask": problem.ask,
        "mixed": mixed,
        "samples": samples,
        "reagent": problem.steps[0].left[-1],
        "steps": [{"text": f"{' + '.join(one.left)} → {' + '.join(one.right)}", "percent": one.percent} for one in problem.steps],
        "links": problem.links,
        "portions": [_told(one) for one in problem.portions],
        "target": problem.target,
        "purity": problem.purity,
        "aliquot": [str(one) for one in problem.aliquot],
        "gas": problem.gas,
        "masses": ", ".join(f"{one} {float(molar_mass(one)):.8g}" for one in dict.fromkeys(weighed)),
        "unit": problem.unit,
        "what": {"g": "mass", "kg": "mass", "mg": "mass", "mol": "amount", "mmol": "amount"}.get(problem.unit, "volume"),
        "example": _example(problem, rng),
    }


def _example(problem: Stoichiometry, rng: Random) -> str:
    """The form of an answer, and no answer."""
    first = 123 + 37 * rng.randint(1, 12)
    return next(text for text in (f"{first + more} {problem.unit}" for more in (0, 8)) if not verify(problem, text).accepted)


def _told(portion: Portion) -> dict[str, object]:
    return {
        "amount": str(portion.amount),
        "substance": portion.substance,
        "percent": portion.percent,
        "molar": portion.molar,
        "gas": portion.amount.unit in ("L", "mL") and not portion.molar,
        "step": portion.step,
    }
