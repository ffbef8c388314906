"""What a lazy solver would answer to a question of optics, in SI units: one idea left out. Floats will do to guess."""

import math
from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.science.optics import Optics
from synth.verifiers.science.optics.axial import Axial, Element
from synth.verifiers.science.optics.rays import Grating, Layers, Lensmaker, Prism

Policy = Callable[[Optics], float | None]
_FORWARD = ("image", "magnification", "height")


def _of(case: Axial | Lensmaker | Layers | Prism | Grating) -> float | None:
    try:
        return float(case.answer())
    except (ValueError, ZeroDivisionError):
        return None


def other_sign(problem: Optics) -> float | None:
    """The size of the answer with the other sign, or where the sign is forgotten."""
    right = _of(problem.case)
    return -right if right is not None and isinstance(problem.case, Axial | Lensmaker) else None


def one_alone(problem: Optics) -> float | None:
    """The last lens or mirror alone with the object in front of it, or the first one alone."""
    case = problem.case
    if not isinstance(case, Axial) or len(case.elements) < 2 or case.ask not in _FORWARD:
        return None
    return _of(replace(case, elements=case.elements[-1:], gaps=(), back=False))


def first_alone(problem: Optics) -> float | None:
    case = problem.case
    if not isinstance(case, Axial) or len(case.elements) < 2 or case.ask not in _FORWARD:
        return None
    return _of(replace(case, elements=case.elements[:1], gaps=(), back=False))


def no_way_back(problem: Optics) -> float | None:
    """The mirror's image for the last one."""
    case = problem.case
    if not isinstance(case, Axial) or not case.back or case.ask not in _FORWARD:
        return None
    return _of(_unfolded(case))


def _unfolded(case: Axial) -> Axial:
    """The mirror as a lens of its focal length, so that light goes on."""
    *lenses, mirror = case.elements
    half = replace(mirror.focal, number=f"{float(mirror.focal.number) / 2:.10g}")
    return replace(case, elements=(*lenses, Element("lens", mirror.converging, half)), back=False)


def all_converging(problem: Optics) -> float | None:
    """As if every lens converged and every mirror were concave."""
    case = problem.case
    if not isinstance(case, Axial) or all(one.converging or not one.focal.si for one in case.elements):
        return None
    return _of(replace(case, elements=tuple(replace(one, converging=True) for one in case.elements)))


def radius_as_focal(problem: Optics) -> float | None:
    """The radius of a mirror taken for its focal length; a lens in a liquid as in air."""
    case = problem.case
    if isinstance(case, Lensmaker):
        return _of(replace(case, medium="1.00")) if float(case.medium) != 1 else None
    if not isinstance(case, Axial) or case.elements[-1].kind != "mirror" or not case.elements[-1].focal.si:
        return None
    *lenses, mirror = case.elements
    twice = replace(mirror.focal, number=f"{float(mirror.focal.number) * 2:.10g}")
    return _of(replace(case, elements=(*lenses, replace(mirror, focal=twice))))


def touching(problem: Optics) -> float | None:
    """Lenses as one, their powers added: no gaps."""
    case = problem.case
    if not isinstance(case, Axial) or len(case.elements) < 2 or case.ask not in _FORWARD:
        return None
    power = sum(1 / float(one.length) for one in case.path()[0])
    distance = float(case.object.si)
    if not power or abs(power * distance - 1) < 1e-9:
        return None
    image = distance / (power * distance - 1)
    return image if case.ask == "image" else -image / distance * (float(case.height.si) if case.ask == "height" else 1)


def small_angles(problem: Optics) -> float | None:
    """Sines as if they were angles."""
    case, degree = problem.case, math.pi / 180
    if isinstance(case, Layers):
        n = [float(one) for one in case.indices]
        one, last = float(case.incidence) * degree, float(case.refraction) * degree
        return {
            "refraction": one * n[0] / n[-1],
            "incidence": last * n[-1] / n[0],
            "index": n[0] * one / last if last else None,
            "shift": float(case.thickness.si) * one * (1 - n[0] / n[1]) if case.ask == "shift" else None,
            "critical": n[1] / n[0],
        }.get(case.ask)
    if isinstance(case, Prism):
        index, apex = float(case.index), float(case.apex) * degree
        return 1 + float(case.deviation) / float(case.apex) if case.ask == "index" else (index - 1) * apex
    if isinstance(case, Grating) and case.ask in ("angle", "place", "apart"):
        sines = [float(one) for one in case.sines()]
        screen = float(case.screen.si)
        return {"angle": sines[0], "place": screen * sines[0], "apart": screen * abs(sines[-1] - sines[0])}[case.ask]
    if isinstance(case, Grating) and case.place.si:
        seen = float(case.place.si / case.screen.si) / case.order
        return seen / float(case.lines.si if case.ask == "wave" else case.waves[0].si)
    return None


def upside_down(problem: Optics) -> float | None:
    """The ratio of the indices the wrong way round; the first order for every order."""
    case = problem.case
    if isinstance(case, Layers) and case.ask in ("refraction", "incidence", "index"):
        return _of(replace(case, indices=case.indices[::-1]))
    if isinstance(case, Grating) and case.order > 1:
        return _of(replace(case, order=1))
    return None


def mistakes(problem: Optics) -> tuple[Callable[[], Optics], ...]:
    """What makes the problem with a fact of it overlooked, the likeliest first."""
    case = problem.case

    def converging() -> Optics:
        if not isinstance(case, Axial):
            raise ValueError("no lenses")
        return replace(problem, case=replace(case, elements=tuple(replace(one, converging=True) for one in case.elements)))

    def without_a_way_back() -> Optics:
        if not isinstance(case, Axial) or not case.back:
            raise ValueError("no way back")
        return replace(problem, case=_unfolded(case))

    def as_in_air() -> Optics:
        if not isinstance(case, Lensmaker):
            raise ValueError("no medium")
        return replace(problem, case=replace(case, medium="1.00"))

    def the_wrong_way_round() -> Optics:
        if isinstance(case, Layers):
            return replace(problem, case=replace(case, indices=case.indices[::-1]))
        if isinstance(case, Grating):
            return replace(problem, case=replace(case, order=1))
        raise ValueError("no order")

    return (without_a_way_back, converging, as_in_air, the_wrong_way_round)


POLICIES: dict[str, Policy] = {
    "the other sign": other_sign,
    "the last lens alone": one_alone,
    "the first lens alone": first_alone,
    "no way back through the lenses": no_way_back,
    "everything converging": all_converging,
    "the radius as focal length, a liquid as air": radius_as_focal,
    "lenses that touch": touching,
    "sines as angles": small_angles,
    "indices the wrong way round, first order": upside_down,
}
