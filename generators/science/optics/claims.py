"""What optics claims: its rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.optics import shown
from synth.generators.science.optics.cheap import POLICIES, Policy
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.optics import Optics
from synth.verifiers.science.optics.axial import Axial
from synth.verifiers.science.optics.rays import Grating, Layers, Lensmaker, Prism

BOTH = ("en", "zh")


def _numbers(p: Optics) -> str:
    """All quantities that are told."""
    case = p.case
    match case:
        case Axial():
            given = [*(one.focal for one in case.elements), *case.gaps, case.object, case.height, case.image]
            texts = [str(one) for one in given if one.si]
        case Lensmaker():
            texts = [case.index, case.medium, *(str(one) for one in (*case.radii, case.object) if one.si)]
        case Layers():
            shown_ones = case.indices[:1] if case.ask == "index" else case.indices
            texts = [*shown_ones, *(f"{one}°" for one in (case.incidence, case.refraction) if one != "0")]
            texts += [str(case.thickness)] if case.thickness.si else []
        case Prism():
            texts = [f"{case.apex}°", *(f"{one}°" for one in (case.incidence, case.deviation) if one != "0")]
            texts += [case.index] if case.ask != "index" else []
        case Grating():
            texts = [str(one) for one in (*case.waves, case.screen, case.place) if one.si]
            texts += [case.lines.number] if case.lines.si else []
            texts += [f"{case.angle}°"] if case.angle != "0" else []
    return r"\A" + "".join(rf"(?=.*{re.escape(text)})" for text in texts) + "."


ASKED = {
    "axial": {
        "image": (r"At what distance from \w+ is the .*positive for a real image", "的距离。实像.{1,12}的距离取正，虚像取负"),
        "magnification": ("What is the magnification.*negative if it is upside down", "求放大率.*倒立时取负"),
        "height": ("How tall is the.*negative if it is upside down", "的高度。.*倒立时取负"),
        "focal": ("What is the focal length of the.*Count it as positive if", "的焦距。.*取正.*取负"),
        "object": (r"At what distance in front of \w+ does the object stand", r"求物体到 \w+ 的距离"),
        "gap": ("What is the distance d", "求距离 d"),
    },
    "lensmaker": {
        "focal": ("What is the focal length.*negative if it diverges", "的焦距。.*发散光线时取负"),
        "image": ("At what distance from the lens is the image.*negative for a virtual", "求像到透镜的距离.*虚像取负"),
    },
    "layers": {
        "refraction": ("with the normal in the last one", "在最后一层中与法线的夹角"),
        "incidence": ("with the normal in the first one", "在第一层中与法线的夹角"),
        "critical": ("What is the critical angle", "求临界角"),
        "acceptance": ("totally reflected at the cladding", "包层处发生全反射"),
        "shift": ("shifted sideways", "侧向位移"),
        "index": ("refractive index of the second medium", "求后一介质的折射率"),
    },
    "prism": {
        "deviation": ("deviate the ray in all", "棱镜后的偏向角"),
        "least": ("What is this least deviation", "求这个最小偏向角"),
        "index": ("refractive index of the prism", "求棱镜的折射率"),
    },
    "grating": {
        "angle": ("At what angle from the straight", "与直射方向的夹角。"),
        "wave": ("What is the wavelength", "求波长"),
        "lines": ("How many lines per", "求光栅每毫米的刻线数"),
        "place": ("How far from the middle", "到中央（零级）的距离。"),
        "apart": ("How far apart on the screen", "极大之间的距离"),
    },
}


def _asked(place: int) -> Callable[[Optics], str]:
    return lambda p: ASKED[type(p.case).__name__.lower()][p.case.ask][place]


_FIGURES = {"en": {2: "two", 3: "three", 4: "four"}, "zh": {2: "两", 3: "三", 4: "四"}}
_ORDERS = {1: "first", 2: "second", 3: "third", 4: "fourth"}

RULES = (
    Rule("value", dict.fromkeys(BOTH, _numbers)),
    Rule("value", {"en": _asked(0), "zh": _asked(1)}),
    Rule(
        "value",
        {"en": lambda p: f"{_FIGURES['en'][p.digits]} significant figures", "zh": lambda p: f"{_FIGURES['zh'][p.digits]}位有效数字"},
    ),
    Rule("value", {"en": "Take all given numbers as exact", "zh": "题中数据都视为精确值"}),
    Rule("value", {"en": "near the axis at small angles", "zh": "与主光轴的夹角很小"}, lambda p: isinstance(p.case, Axial | Lensmaker)),
    Rule("value", {"en": "is reflected by M and passes", "zh": "被 M 反射，再"}, lambda p: isinstance(p.case, Axial) and p.case.back),
    Rule(
        "value",
        {
            "en": lambda p: f"is {'virtual' if p.case.virtual else 'real'}, and its",
            "zh": lambda p: "虚像，到" if p.case.virtual else "实像，到",
        },
        lambda p: isinstance(p.case, Axial) and p.case.image.si > 0,
    ),
    Rule(
        "value",
        {"en": "do not approximate for small angles", "zh": "不作小角度近似"},
        lambda p: not isinstance(p.case, Axial | Lensmaker),
    ),
    Rule(
        "value",
        {"en": lambda p: f"the {_ORDERS[p.case.order]} order", "zh": lambda p: f"第 {p.case.order} 级极大"},
        lambda p: isinstance(p.case, Grating),
    ),
    Rule("unit", {"en": "without a unit", "zh": "不带单位"}, lambda p: not p.unit),
    Rule(
        "unit",
        {
            "en": lambda p: "in degrees" if p.unit == "°" else rf"figures, in {re.escape(p.unit)}\.",
            "zh": lambda p: "以度" if p.unit == "°" else f"以 {re.escape(p.unit)} 为单位",
        },
        lambda p: bool(p.unit),
    ),
)


def _written(policy: Policy) -> Callable[[Optics], str]:
    def guess(problem: Optics) -> str:
        value = policy(problem)
        return shown(problem, Fraction(value)) if value is not None and 1e-30 < abs(value) < 1e30 else ""

    return guess


SHORTCUTS = tuple(Shortcut(name, _written(policy), (0.05,) * 3 + (0.02,) * 7) for name, policy in POLICIES.items())


NO_COPIES = "Each quantity is told in one place, light meets things in one order, and the surfaces of a lens stand in ascending order."


def different(problem: Optics, rng: Random) -> Iterator[Optics]:
    """More figures asked; another object, index or angle."""
    yield replace(problem, digits=4)
    case = problem.case
    if isinstance(case, Axial) and case.object.si and case.ask != "gap":
        yield replace(problem, case=replace(case, object=Given(f"{float(case.object.number) + 0.3:.1f}", "cm")))
