"""Optics: images by lenses and mirrors one after another, forwards and backwards; refraction, prisms, gratings.

Effort is the number of operations of the pencil route: an equation of a lens for each passage, sizes, sines, roots, and the way back."""

from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science.optics import drawing
from synth.generators.science.optics.cheap import POLICIES, mistakes
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.optics import Case, Optics, answer, route, verify
from synth.verifiers.science.optics.axial import Axial
from synth.verifiers.science.optics.rays import Grating, Layers, Lensmaker, Prism

TRIES = 300
Kind = Literal[
    "image",
    "one",
    "refraction",
    "simple grating",
    "lensmaker",
    "prism",
    "plate",
    "two",
    "two back",
    "three",
    "spectrum",
    "mirror",
    "three back",
    "deep mirror",
]


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1)]
    """Arrangements of lenses, mirrors and surfaces that may come, one of them by the draw."""
    sharp: bool
    """Whether problems that a cheap policy solves are drawn anew."""


LEVELS = (
    Knobs(("image",), False),
    Knobs(("refraction", "simple grating"), False),
    Knobs(("one",), False),
    Knobs(("lensmaker", "plate"), True),
    Knobs(("two", "prism"), True),
    Knobs(("two back",), True),
    Knobs(("spectrum", "mirror"), True),
    Knobs(("three",), True),
    Knobs(("three back",), True),
    Knobs(("deep mirror",), True),
)


def _drawn(rng: Random, kind: Kind) -> Case:
    match kind:
        case "image":
            return drawing.axial(rng, 1, ("image", "image", "object"), rng.random() < 0.4)
        case "one":
            return drawing.axial(rng, 1, ("magnification", "height", "focal"), rng.random() < 0.4)
        case "refraction":
            return drawing.layers(rng, ("two", "two", "index", "critical"))
        case "simple grating":
            return drawing.grating(rng, ("angle", "wave", "lines"))
        case "lensmaker":
            return drawing.lensmaker(rng)
        case "plate":
            return drawing.layers(rng, ("shift", "acceptance", "shift"))
        case "prism":
            return drawing.prism(rng)
        case "two":
            return drawing.axial(rng, 2, ("image", "magnification", "height"), False)
        case "two back":
            return drawing.axial(rng, 2, ("focal", "gap", "object"), False)
        case "spectrum":
            return drawing.grating(rng, ("apart", "apart", "wave at", "lines at", "place"))
        case "mirror":
            return drawing.axial(rng, 2, ("image", "object", "magnification"), True)
        case "three":
            return drawing.axial(rng, 3, ("magnification", "height"), False)
        case "three back":
            return drawing.axial(rng, 3, ("focal", "gap"), False)
    return drawing.axial(rng, 3, ("image", "magnification", "height"), True)


def generate(rng: Random, knobs: Knobs) -> Sample:
    kind = rng.choice(knobs.kinds)
    for _ in range(TRIES):
        try:
            case = _drawn(rng, kind)
            problem = Optics(case, _unit(case), 3)
        except ValueError:  # light that goes nowhere
            continue
        value = answer(problem)
        size = abs(value) / (unit(problem.unit)[0] if problem.unit else 1)
        if not Fraction(1, 20) < size < 3000 or _near_an_edge(size) or not _usual(problem, value):
            continue
        if knobs.sharp and any(_near(policy(problem), value) for policy in POLICIES.values()):
            continue
        try:
            trace = worked(route(problem))
        except ValueError:  # so close to total reflection that moved numbers have no answer
            continue
        return Sample(problem, shown(problem, value), effort=float(drawing.effort(case)), trace=trace, rejected=rejected(problem, value))
    raise Discard("no fitting numbers")


def _usual(problem: Optics, value: Fraction) -> bool:
    """Whether a bench has such sizes."""
    case = problem.case
    if isinstance(case, Axial):
        if case.ask in ("gap", "object"):
            return Fraction(1, 100) < value < Fraction(3, 2)
        return abs(value) < (20 if case.ask == "magnification" else 2)
    if isinstance(case, Layers | Prism) and case.ask == "index":
        return Fraction(5, 4) < value < Fraction(9, 5)
    return not isinstance(case, Layers | Prism) or problem.unit != "°" or value < Fraction(3, 2)


def _unit(case: Case) -> Literal["", "cm", "nm", "°", "1/mm"]:
    match case:
        case Axial():
            return "" if case.ask == "magnification" else "cm"
        case Lensmaker():
            return "cm"
        case Layers():
            return "" if case.ask == "index" else "cm" if case.ask == "shift" else "°"
        case Prism():
            return "" if case.ask == "index" else "°"
    return {"angle": "°", "wave": "nm", "lines": "1/mm"}.get(case.ask, "cm")  # type: ignore[return-value]


def _near_an_edge(size: Fraction) -> bool:
    """Whether two honest routes might be rounded to different figures."""
    while size < 100:
        size *= 10
    while size >= 1000:
        size /= 10
    return abs(size % 1 - Fraction(1, 2)) < Fraction(1, 12)


def _near(guess: float | None, value: Fraction) -> bool:
    return guess is not None and abs(guess / float(value) - 1) < 0.011


def shown(problem: Optics, value: Fraction) -> str:
    """`-24.0 cm`."""
    size = value / unit(problem.unit)[0] if problem.unit else value
    text = written(size, problem.digits)
    return f"{text}{problem.unit}" if problem.unit == "°" else f"{text} {problem.unit}".rstrip()


def rejected(problem: Optics, right: Fraction) -> str:
    """The derivation of one who overlooks something, with its answer."""
    slipped = shown(problem, right * SLIP)
    return mistaken(problem, mistakes(problem), route, lambda other: shown(problem, answer(other)), slipped, verify)


def prompt_variables(problem: Optics, rng: Random) -> dict[str, object]:
    case = problem.case

    def told(given: Given) -> str:
        return str(given) if given.si else ""

    variables: dict[str, object] = {
        "kind": type(case).__name__.lower(),
        "ask": case.ask,
        "unit": problem.unit,
        "digits": problem.digits,
        "example": _example(problem, rng),
    }
    match case:
        case Axial():
            elements = [{"kind": one.kind, "converging": one.converging, "focal": told(one.focal)} for one in case.elements]
            lengths = {"object": told(case.object), "height": told(case.height), "image": told(case.image)}
            passed = len(case.path()[0])
            variables |= lengths | {"elements": elements, "gaps": [told(gap) for gap in case.gaps], "back": case.back}
            variables |= {"virtual": case.virtual, "last": "lens" if case.back else case.elements[-1].kind, "passed": passed}
        case Lensmaker():
            surfaces = [{"radius": told(radius), "bulging": out} for radius, out in zip(case.radii, case.bulging, strict=True)]
            variables |= {"index": case.index, "medium": case.medium, "surfaces": surfaces, "object": told(case.object)}
        case Layers():
            variables |= {
                "indices": case.indices,
                "incidence": case.incidence,
                "refraction": case.refraction,
                "thickness": told(case.thickness),
            }
        case Prism():
            variables |= {"apex": case.apex, "index": case.index, "incidence": case.incidence, "deviation": case.deviation}
        case Grating():
            variables |= {
                "lines": case.lines.number,
                "waves": [told(wave) for wave in case.waves],
                "order": case.order,
                "angle": case.angle,
            }
            variables |= {"screen": told(case.screen), "place": told(case.place)}
    return variables


def _example(problem: Optics, rng: Random) -> str:
    """The form of an answer, and no answer."""
    place = rng.randrange(10)
    signed = isinstance(problem.case, Axial | Lensmaker) and place % 2
    values = (Fraction(137 + 71 * (place + more), 100) * (-1 if signed else 1) for more in range(3))
    texts = (f"{written(v, problem.digits)}{'' if problem.unit == '°' else ' '}{problem.unit}".rstrip() for v in values)
    return next(text for text in texts if not verify(problem, text).accepted)


TASK = Task(
    __name__,
    version=4,
    problem=Optics,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(2_000, 5_000, 2_000, 20_000, 50_000, 50_000) + (100_000,) * 4,
    unique=True,
)
