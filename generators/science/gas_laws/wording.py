"""What the templates of gas laws are filled with."""

from random import Random

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.parsers.units import MASS, PRESSURE
from synth.verifiers.science._chemistry import molar_mass
from synth.verifiers.science.gas_laws import GasLaws, verify


def prompt_variables(problem: GasLaws, rng: Random) -> dict[str, object]:
    return {
        "ask": problem.ask,
        "vessels": [
            {
                "name": "ABC"[number],
                "volume": str(one.volume),
                "warmth": str(one.temperature),
                "gases": [
                    {
                        "name": gas.name,
                        "amount": "" if gas.amount.number == "0" else str(gas.amount),
                        "pressure": gas.amount.dimension == PRESSURE,
                        "vapour": gas.vapour,
                    }
                    for gas in one.gases
                ],
            }
            for number, one in enumerate(problem.vessels)
        ],
        "stages": [
            {"kind": one.kind, "vessel": "ABC"[one.vessel], "amount": str(one.amount[0]) if one.amount else "", "name": one.name}
            for one in problem.stages
        ],
        "joined": [one.kind for one in problem.stages if one.kind in ("open", "close")][-1:] == ["open"],
        "vessel": "ABC"[problem.vessel],
        "gas": problem.gas,
        "other": problem.other,
        "told": str(problem.told[0]) if problem.told else "",
        "effusion": [{"other": one.other, "time": str(one.time), "other_time": str(one.other_time)} for one in problem.effusion],
        "masses": ", ".join(f"{name} {float(molar_mass(name)):.8g}" for name in weighed(problem)),
        "unit": problem.unit,
        "example": _example(problem, rng),
    }


def weighed(problem: GasLaws) -> list[str]:
    """The gases whose molar masses are needed."""
    names = [gas.name for one in problem.vessels for gas in one.gases if gas.amount.dimension == MASS]
    names += [one.name for one in problem.stages if one.kind == "add"] + [one.other for one in problem.effusion]
    names += [problem.gas] if problem.ask in ("mass", "ratio", "start") else []
    names += [problem.other] if problem.other else []
    if problem.ask == "density":
        names += [gas.name for one in problem.vessels for gas in one.gases]
    return [name for name in dict.fromkeys(names) if name != "X"]


def _example(problem: GasLaws, rng: Random) -> str:
    """The form of an answer, and no answer."""
    place = rng.randrange(12)
    texts = (f"{written(Fraction(1237 + 713 * (place + more), 10), 3)} {problem.unit}".rstrip() for more in range(3))
    return next(text for text in texts if not verify(problem, text).accepted)
