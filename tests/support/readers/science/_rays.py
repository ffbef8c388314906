"""Rays: Snell's law at plane surfaces, prisms, plates and fibres, lenses by their surfaces, and gratings."""

import re
from collections.abc import Callable
from math import asin, cos, degrees, radians, sin, sqrt, tan

from readers.science._prompt import NUMBER as N
from readers.science._prompt import quantity
from reading import Unread

ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
D = rf"{N} cm"
SIDE = rf"a (?:(plane) surface|surface that (bulges outwards|is hollow) with a radius of curvature of ({D}))"


def ray(text: str) -> tuple[float, str]:
    """The quantity that is asked for, in SI units or degrees, and its unit."""
    text = " ".join(text.split())
    question = re.match(r"((?:What|At what|By what|By how|How)[^?]*\?) (.*)", text)
    if question:
        text = f"{question[2]} {question[1]}"
    for form, solve in FORMS:
        if found := re.fullmatch(form, text):
            return solve(found)
    raise Unread(text)


def layers(found: re.Match[str]) -> tuple[float, str]:
    indices = [float(x) for x in found[1].split(", ")]
    here, there = (indices[0], indices[-1]) if found[2] else (indices[-1], indices[0])
    return degrees(asin(here * sin(radians(float(found[3]))) / there)), "°"


def plate(found: re.Match[str]) -> tuple[float, str]:
    """The shift is what the ray inside has gone, across the line outside."""
    inner, thick, outer, falls = float(found[1]), quantity(found[2]), float(found[3]), radians(float(found[4]))
    inside = asin(outer * sin(falls) / inner)
    return thick / cos(inside) * sin(falls - inside), "cm"


def fibre(found: re.Match[str]) -> tuple[float, str]:
    core, cladding, outside = (float(x) for x in found.groups())
    return degrees(asin(sqrt(core**2 - cladding**2) / outside)), "°"


def lens(found: re.Match[str]) -> tuple[float, str]:
    """By the two surfaces; bulging ones count as positive."""
    glass, outside = float(found[1]), float(found[8])
    curves = [0.0 if plane else (1 if "bulges" in way else -1) / quantity(radius) for plane, way, radius in (found.group(2, 3, 4), found.group(5, 6, 7))]
    power = (glass / outside - 1) * sum(curves)
    return (1 / (power - 1 / quantity(found[9])) if found[9] else 1 / power), "cm"


def prism(found: re.Match[str]) -> tuple[float, str]:
    apex, index, falls = (radians(float(found[1])), float(found[2]), radians(float(found[3])))
    inside = apex - asin(sin(falls) / index)
    if index * sin(inside) >= 1:
        raise Unread(found[0])
    return degrees(falls + asin(index * sin(inside)) - apex), "°"


def grating(found: re.Match[str]) -> tuple[float, str]:
    """sin(angle) = order * wavelength * lines per metre; on a screen the tangent of the angle."""
    waves = [quantity(x) for x in re.findall(rf"{N} nm", found["waves"])]
    lines, far = float(found["lines"]) * 1000 if found["lines"] else 0.0, quantity(found["far"]) if found["far"] else 0.0
    asked = found["asked"]
    if seen := re.fullmatch(rf"The maximum of the (\w+) order is seen at ({N})° from the straight direction\. (.*)", asked):
        order, angle, question = ORDER[seen[1]], radians(float(seen[2])), seen[3]
    elif seen := re.fullmatch(rf"On the screen the maximum of the (\w+) order lies ({D}) from the middle \(order 0\)\. (.*)", asked):
        order, question = ORDER[seen[1]], seen[3]
        angle = _angle(quantity(seen[2]) / far)
    elif seen := re.fullmatch(r"At what angle from the straight direction is the maximum of the (\w+) order\?", asked):
        return degrees(asin(ORDER[seen[1]] * waves[0] * lines)), "°"
    elif seen := re.fullmatch(r"How far from the middle of the screen \(order 0\) is the maximum of the (\w+) order\?", asked):
        return far * tan(asin(ORDER[seen[1]] * waves[0] * lines)), "cm"
    elif (seen := re.search(r"of the (\w+) order", asked)) and len(waves) == 2 and far:
        return abs(far * tan(asin(ORDER[seen[1]] * waves[0] * lines)) - far * tan(asin(ORDER[seen[1]] * waves[1] * lines))), "cm"
    else:
        raise Unread(found[0])
    if question == "What is the wavelength?" and not waves:
        return sin(angle) / order / lines, "nm"
    if question == "How many lines per millimetre does the grating have?" and not lines:
        return sin(angle) / order / waves[0], "1/mm"
    raise Unread(question)


def _angle(slope: float) -> float:
    return asin(slope / sqrt(1 + slope * slope))


FORMS: tuple[tuple[str, Callable[[re.Match[str]], tuple[float, str]]], ...] = (
    (
        rf"A ray goes through plane parallel layers with the refractive indices ((?:{N}, )+{N}), in this order\. In the (?:(first) one it makes|last one it makes) an angle of ({N})° with the "
        r"normal\. What angle (?:does it make with the normal in the last one|did it make with the normal in the first one)\?",
        layers,
    ),
    (
        rf"A ray goes through a plane surface from a medium with the refractive index ({N}) into one whose index is not known\. It makes an angle of ({N})° with the normal in the "
        rf"first medium and of ({N})° in the second\. What is the refractive index of the second medium\?",
        lambda found: (float(found[1]) * sin(radians(float(found[2]))) / sin(radians(float(found[3]))), "1"),
    ),
    (
        rf"Light in a (?:glass|medium) with the refractive index ({N}) meets a plane surface, behind which the refractive index is ({N})\. What is the critical angle, the greatest "
        r"angle of incidence \(from the normal\) at which light still gets through\?",
        lambda found: (degrees(asin(float(found[2]) / float(found[1]))), "°"),
    ),
    (
        rf"A plane parallel plate with the refractive index ({N}) is ({D}) thick\. On both sides of it the refractive index is ({N})\. A ray meets the plate at ({N})° from the "
        r"normal\. By how much is the ray that leaves the plate shifted sideways, as the distance between its line and the line of the ray that came\?",
        plate,
    ),
    (
        rf"A straight optical fibre has a core with the refractive index ({N}) and around it a cladding with the refractive index ({N})\. Its plane end, at right angles to the axis, "
        rf"is in \w+ with the refractive index ({N})\. What is the greatest angle to the axis, outside, at which a ray that meets the axis can enter so that it is totally reflected "
        r"at the cladding\?",
        fibre,
    ),
    (
        rf"A thin lens of glass with the refractive index ({N}) has {SIDE} on one side and {SIDE} on the other\. It stands in (?:a liquid with the |air \()refractive index ({N})\)?\. "
        rf"(?:An object stands on its axis in the same medium, ({D}) from the lens\. At what distance from the lens is the image\?|What is the focal length of the lens there\?)",
        lens,
    ),
    (
        rf"A prism in air \(refractive index 1\.00\) has an apex angle of ({N})° and an index that is not known\. The least deviation of a ray at right angles to its edge is ({N})°\. "
        r"What is the refractive index of the prism\?",
        lambda found: (sin(radians(float(found[1]) + float(found[2])) / 2) / sin(radians(float(found[1])) / 2), "1"),
    ),
    (
        rf"A prism in air \(refractive index 1\.00\) has an apex angle of ({N})° and a refractive index of ({N})\. A ray at right angles to its edge goes through it in such a way that "
        r"it is deviated least\. What is this least deviation\?",
        lambda found: (degrees(2 * asin(float(found[2]) * sin(radians(float(found[1])) / 2))) - float(found[1]), "°"),
    ),
    (
        rf"A prism in air \(refractive index 1\.00\) has an apex angle of ({N})° and a refractive index of ({N})\. A ray at right angles to the edge of the prism meets the first face "
        rf"at ({N})° from the normal, from the side of the base, and leaves through the second face\. By what angle does the prism deviate the ray in all\?",
        prism,
    ),
    (
        rf"Light of (?P<waves>the wavelength {N} nm|the two wavelengths {N} nm and {N} nm|one unknown wavelength) falls at right angles on a grating (?:with (?P<lines>{N}) lines per "
        rf"millimetre|whose number of lines is not known)\. (?:A screen stands parallel to it, (?P<far>{D}) behind it\. )?(?P<asked>.*)",
        grating,
    ),
)
