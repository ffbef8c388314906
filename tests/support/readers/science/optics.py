"""Thin lenses, mirrors and prisms: images one after another, signed distances, or Snell's law at both faces."""

import re
from math import asin, cos, degrees, inf, radians, sin

from readers.science._prompt import NUMBER, quantity, rounded
from reading import Unread, body

D = rf"{NUMBER} cm"
ELEMENT = re.compile(
    rf"(L\d?|M), a (?:(converging) thin lens with a focal length of|(diverging) thin lens whose focal length has the magnitude|(concave|convex) mirror with a radius of "
    rf"curvature of) ({D})\."
)
IDLE = (
    r"A problem for the optics class:|Please work out this one\.|(?:Lenses are|The lens is) thin, all rays run near the axis at small angles, and everything is in air\.",
    r"All rays run near the axis at small angles, and everything is in air\.",
    r"Take all given numbers as exact,(?: do not approximate for small angles,)? and give the answer to three significant figures, (?:in cm|in degrees \(°\)"
    r"|as a number without a unit)\.",
    r"Count (?:it|the distance|its height) as positive (?:for a real image, where rays meet, and as negative for a virtual one"
    r"|if (?:it|this image) is upright like the object, and as negative if it is upside down)\.",
    r"Light from the object passes the lenses, is reflected by M and passes the lenses, L2 and then L1, once more on its way back\.",
)


def take(text: str, form: str) -> tuple[str, re.Match[str] | None]:
    """The text without the first place where a form stands, and what stood there."""
    found = re.search(form, text)
    return (text[: found.start()] + " " + text[found.end() :] if found else text), found


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    text = " ".join(body(prompt).split())
    back = "once more on its way back" in text
    for form in IDLE:
        text = re.sub(form, " ", text)
    text = " ".join(text.split())
    value = prism(text) if "prism" in text else images(text, back)
    kind = "cm" if value[1] == "cm" else value[1]
    return rounded(prompt, answer, value[0], kind)


def prism(text: str) -> tuple[float, str]:
    """Deviation of a ray, in degrees, or the refractive index."""
    text, found = take(text, rf"A prism in air \(refractive index 1\.00\) has an apex angle of ({NUMBER})° and (?:a refractive index of ({NUMBER})|an index that is not known)\.")
    if not found:
        raise Unread(text)
    apex, index = radians(float(found[1])), float(found[2] or 0)
    text = " ".join(text.split())
    if found := re.fullmatch(
        rf"The least deviation of a ray at right angles to its edge is ({NUMBER})°\. What is the refractive index of the prism\?",
        text,
    ):
        return sin((apex + radians(float(found[1]))) / 2) / sin(apex / 2), "1"
    if text == "A ray at right angles to its edge goes through it in such a way that it is deviated least. What is this least deviation?":
        return degrees(2 * asin(index * sin(apex / 2)) - apex), "°"
    if found := re.fullmatch(
        rf"A ray at right angles to the edge of the prism meets the first face at ({NUMBER})° from the normal, from the side of the base, and leaves through the "
        r"second face\. By what angle does the prism deviate the ray in all\?",
        text,
    ):
        falls = radians(float(found[1]))
        inside = apex - asin(sin(falls) / index)
        assert cos(inside) and index * sin(inside) < 1
        return degrees(falls + asin(index * sin(inside)) - apex), "°"
    raise Unread(text)


def images(text: str, back: bool) -> tuple[float, str]:
    """Place in m, height in m or magnification of the last image; the distance of the object where that is asked."""
    elements = list(ELEMENT.finditer(text))
    focal = [quantity(e[5]) * (-1 if e[3] or e[4] == "convex" else 1) / (2 if e[4] else 1) for e in elements]
    text = ELEMENT.sub("#", text)
    text, found = take(text, rf"An object (?:that is ({D}) tall )?stands on the axis (?:({D})|at an unknown distance) in front of #")
    if not found:
        raise Unread(text)
    tall, distance = found[1], quantity(found[2]) if found[2] else None
    gaps = []
    while (rest := take(text, rf"({D}) behind L\d stands #"))[1]:
        text = rest[0]
        gaps.append(quantity(rest[1][1]))
    text, image = take(text, rf"The image is (real|virtual), and its distance from (?:L|M) is ({D})\.")
    asked = " ".join(text.split())
    if distance is None:
        if not image or not re.fullmatch(r"At what distance in front of (?:L|M) does the object stand\?", asked):
            raise Unread(asked)
        return 1 / (1 / focal[0] - 1 / (quantity(image[2]) * (1 if image[1] == "real" else -1))), "cm"
    if len(gaps) != len(focal) - 1 or back != any(e[1] == "M" for e in elements[1:]):
        raise Unread(asked)
    if back:
        focal, gaps = focal + focal[-2::-1], gaps + gaps[::-1]
    size = 1.0
    for power, gap in zip(focal, [*gaps, inf], strict=True):
        place = 1 / (1 / power - 1 / distance)
        size *= -place / distance
        distance = gap - place
    if re.fullmatch(r"At what distance from (?:L\d?|M) is the (?:last )?image(?:, which light forms after its second passage through L1)?\?", asked):
        return place, "cm"
    if tall and asked == "How tall is the last image?":
        return size * quantity(tall), "cm"
    if asked == "What is the magnification, the height of the last image divided by that of the object?":
        return size, "1"
    raise Unread(asked)
