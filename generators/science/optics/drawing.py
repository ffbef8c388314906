"""Optical problems in numbers of a bench: focal lengths of centimetres, glass, water, laser light."""

from random import Random
from typing import Literal

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.optics.axial import Axial, Element, forward
from synth.verifiers.science.optics.rays import Grating, Layers, Lensmaker, Prism

NO = Given("0", "cm")
GLASSES = ("1.46", "1.50", "1.51", "1.52", "1.55", "1.58", "1.60", "1.62", "1.66", "1.70", "1.74")
LIQUIDS = ("1.33", "1.36", "1.38", "1.40", "1.43", "1.47")
Ask = Literal["image", "magnification", "height", "focal", "object", "gap"]


def cm(value: float, places: int = 0) -> Given:
    return Given(f"{value:.{places}f}", "cm")


def element(rng: Random, kind: Literal["lens", "mirror"]) -> Element:
    size = rng.randint(5, 45)
    return Element(kind, rng.random() < 0.65, cm(size * (2 if kind == "mirror" else 1)))


def axial(rng: Random, count: int, asks: tuple[Ask, ...], mirror: bool) -> Axial:
    """Images are drawn forwards; where something else is asked for, the last image is told to a tenth of a centimetre."""
    elements = tuple(element(rng, "mirror" if mirror and place == count - 1 else "lens") for place in range(count))
    gaps = tuple(cm(rng.randint(4, 70)) for _ in elements[1:])
    ask = rng.choice(asks)
    height = Given(f"{rng.randint(5, 60) / 10:.1f}", "cm") if ask == "height" else NO
    whole = Axial(elements, gaps, count > 1 and mirror, cm(rng.randint(5, 90)), height, NO, False, "height" if ask == "height" else "image")
    steps = forward(*whole.path(), whole.object.si)
    if any(not Fraction(1, 100) < abs(step.image) < 4 or abs(step.object) < Fraction(1, 100) for step in steps):
        raise ValueError("an image far away or on a lens")
    if ask in ("image", "height"):
        return whole
    if ask == "magnification":
        return replace(whole, ask=ask)
    image = steps[-1].image
    told = cm(float(abs(image)) * 100, 1)
    inverse = {"image": told, "virtual": image < 0, "ask": ask}
    if ask == "object":
        return replace(whole, object=NO, **inverse)
    if ask == "gap":
        at = rng.randrange(len(gaps))
        return replace(whole, gaps=tuple(NO if place == at else gap for place, gap in enumerate(gaps)), **inverse)
    at = rng.randrange(len(elements))
    return replace(whole, elements=tuple(replace(one, focal=NO) if place == at else one for place, one in enumerate(elements)), **inverse)


def lensmaker(rng: Random) -> Lensmaker:
    shape = rng.choice(((True, True), (False, False), (True, False), (False, True), (True, True)))
    radii = [rng.choice((8, 10, 12, 15, 18, 20, 24, 25, 30, 36, 40, 45, 50, 60)) for _ in range(2)]
    surfaces = sorted(zip(radii, shape, strict=True))
    given, shape = [cm(radius) for radius, _ in surfaces], (surfaces[0][1], surfaces[1][1])
    if rng.random() < 0.25:
        given[1], shape = NO, (shape[0], True)
    medium = rng.choice(("1.00", "1.00", *LIQUIDS))
    asked = rng.random() < 0.6
    made = Lensmaker(
        rng.choice(GLASSES), medium, tuple(given), shape, cm(rng.randint(15, 150)) if asked else NO, "image" if asked else "focal"
    )
    if abs(made.answer()) > 8 or abs(made.focal()) > 3:
        raise ValueError("too weak a lens")
    return made


def angle(rng: Random, low: float, high: float) -> str:
    return f"{rng.uniform(low, high):.1f}"


def fine(rng: Random) -> str:
    """A glass to three places."""
    return f"{rng.uniform(1.45, 1.76):.3f}"


def layers(rng: Random, asks: tuple[str, ...]) -> Layers:
    ask = rng.choice(asks)
    glass, liquid = rng.choice(GLASSES), rng.choice(LIQUIDS)
    zero = ("0", NO, "0")
    if ask == "critical":
        return Layers((fine(rng), rng.choice((liquid, "1.00"))), *zero, "critical")
    if ask == "acceptance":
        core = f"{rng.uniform(1.45, 1.62):.3f}"
        return Layers((rng.choice(("1.00", "1.00", "1.33")), core, f"{float(core) - rng.uniform(0.01, 0.12):.3f}"), *zero, "acceptance")
    if ask == "shift":
        outer = rng.choice(("1.00", "1.00", liquid))
        return Layers((outer, glass, outer), angle(rng, 20, 75), cm(rng.uniform(0.5, 9), 1), "0", "shift")
    if ask == "index":
        first = rng.choice(("1.00", liquid))
        one = float(angle(rng, 25, 75))
        return Layers((first, "1.00"), f"{one:.1f}", NO, f"{one * rng.uniform(0.5, 0.85):.1f}", "index")
    count = rng.choice((2, 2, 3)) if ask == "two" else rng.choice((3, 4))
    pool = ["1.00", *rng.sample(LIQUIDS, 2), *rng.sample(GLASSES, 2)]
    indices = tuple(rng.sample(pool, 2 if ask == "two" else count))
    if rng.random() < 0.3:
        return Layers(indices, "0", NO, angle(rng, 10, 70), "incidence")
    return Layers(indices, angle(rng, 15, 75), NO, "0", "refraction")


def prism(rng: Random) -> Prism:
    apex, glass = angle(rng, 30, 62), fine(rng)
    ask = rng.choice(("deviation", "deviation", "least", "index"))
    if ask == "least":
        return Prism(apex, glass, "0", "0", "least")
    if ask == "index":
        return Prism(apex, "1.00", "0", angle(rng, 0.5 * float(apex), 0.8 * float(apex)), "index")
    return Prism(apex, glass, angle(rng, 25, 80), "0", "deviation")


def grating(rng: Random, asks: tuple[str, ...]) -> Grating:
    ask = rng.choice(asks)
    lines = Given(
        str(rng.randint(100, 1200) if ask.startswith("lines") else rng.choice((100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1200))),
        "1/mm",
    )
    wave = Given(str(rng.randint(405, 690)), "nm")
    order = rng.randint(2, 4) if ask in ("apart", "place") or rng.random() < 0.7 else 1
    none, dark = Given("0", "1/mm"), Given("0", "nm")
    screen = cm(rng.randint(40, 300)) if ask in ("place", "apart", "wave at", "lines at") else NO
    if ask == "apart":
        other = Given(str(int(wave.number) + rng.randint(15, 60)), "nm")
        if max(Grating(lines, (wave, other), order, "0", screen, NO, "apart").sines()) > Fraction(7, 10):
            raise ValueError("beyond the edge of a screen")
        return Grating(lines, (wave, other), order, "0", screen, NO, "apart")
    whole = Grating(lines, (wave,), order, "0", screen, NO, "place" if screen.si else "angle")
    value = whole.answer()
    if screen.si and value > screen.si:
        raise ValueError("beyond the edge of a screen")
    if ask in ("place", "angle"):
        return whole
    what: Literal["wave", "lines"] = "wave" if ask.startswith("wave") else "lines"
    waves, count = ((dark,), lines) if what == "wave" else ((wave,), none)
    if screen.si:
        return Grating(count, waves, order, "0", screen, cm(float(value) * 100, 1), what)
    return Grating(count, waves, order, f"{float(value) * 57.29577951308232:.1f}", NO, NO, what)


def effort(case: Axial | Lensmaker | Layers | Prism | Grating) -> int:
    """Operations of the pencil route."""
    match case:
        case Axial():
            path = case.path()[0]
            total = 4 * len(path) - 1 + sum(one.kind == "mirror" for one in path)
            extra = {"image": 0, "magnification": 1 + 2 * len(path), "height": 2 + 2 * len(path), "object": 1, "focal": 3, "gap": 3}
            return total + extra[case.ask] + 4 * (case.ask in ("object", "focal", "gap") and len(path) - 1)
        case Lensmaker():
            return 6 + 4 * (case.ask == "image") - any(not radius.si for radius in case.radii)
        case Layers():
            return {"critical": 4, "acceptance": 8, "shift": 10}.get(case.ask, 5)
        case Prism():
            return {"deviation": 11, "least": 7, "index": 6}[case.ask]
    return {"angle": 5, "place": 9, "apart": 17}.get(case.ask, 5) + 11 * (case.ask in ("wave", "lines") and case.place.si > 0)
