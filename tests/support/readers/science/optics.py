"""Thin lenses and mirrors: images one after another with signed distances, forwards and backwards. Rays are read in `_rays`."""

import re
from math import inf, isnan, nan

from readers.science._prompt import NUMBER, quantity, rounded
from readers.science._rays import ray
from reading import Unread, body

D = rf"{NUMBER} cm"
ELEMENT = re.compile(
    rf"(L\d?|M), a (?:(converging) thin lens with a focal length of|(diverging) thin lens whose focal length has the magnitude|(concave|convex) mirror with a radius of "
    rf"curvature of) ({D})\.|(L\d?|M), a (?:thin lens|curved mirror) whose focal length is not known\."
)
IDLE = (
    r"A problem for the optics class:|Please work out this one\.|(?:Lenses are|The lens is) thin, all rays run near the axis at small angles, and everything is in air\.",
    r"All rays run near the axis at small angles, and everything is in air\.",
    r"Take all given numbers as exact,(?: do not approximate for small angles,)? and give the answer to three significant figures, (?:in cm|in nm|in mm|in 1/mm|in degrees \(°\)"
    r"|as a number without a unit)\.",
    r"Count (?:it|the distance|its height) as positive (?:for a real image, where rays meet, and as negative for a virtual one"
    r"|if (?:it|this image) is upright like the object, and as negative if it is upside down)\.",
    r"Count it as positive if (?:it is a (?:converging lens|concave mirror), and as negative if it is a (?:diverging|convex) one"
    r"|the lens converges light, and as negative if it diverges light)\.",
    r"Rays run near the axis at small angles\.",
    r"Light from the object passes the lens, is reflected by M and passes the lens once more on its way back\.",
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
    value, kind = images(text, back) if "An object " in text and "thin lens of glass" not in text else ray(text)
    return rounded(prompt, answer, value, kind)


def images(text: str, back: bool) -> tuple[float, str]:
    """Place in m, height in m or magnification of the last image; or the distance or focal length that is not told, from both ends."""
    elements = list(ELEMENT.finditer(text))
    focal = [quantity(e[5]) * (-1 if e[3] or e[4] == "convex" else 1) / (2 if e[4] else 1) if e[5] else nan for e in elements]
    text = ELEMENT.sub("#", text)
    text, found = take(text, rf"An object (?:that is ({D}) tall )?stands on the axis (?:({D})|at an unknown distance) in front of #")
    if not found:
        raise Unread(text)
    tall, distance = found[1], quantity(found[2]) if found[2] else nan
    gaps = []
    while (rest := take(text, rf"(?:({D})|At an unknown distance d) behind L\d stands #"))[1]:
        text = rest[0]
        gaps.append(quantity(rest[1][1]) if rest[1][1] else nan)
    text, image = take(text, rf"The (?:last )?image(?:, which light forms after its second passage through L1,)? is (real|virtual), and its distance from (?:L\d?|M) is ({D})\.")
    asked = " ".join(text.split())
    if len(gaps) != len(focal) - 1 or back != any((e[1] or e[6]) == "M" for e in elements[1:]):
        raise Unread(asked)
    if back:
        focal, gaps = focal + focal[-2::-1], gaps + gaps[::-1]
    if image:
        return missing(asked, focal, gaps, distance, quantity(image[2]) * (1 if image[1] == "real" else -1)), "cm"
    size = 1.0
    for power, gap in zip(focal, [*gaps, inf], strict=True):
        place = 1 / (1 / power - 1 / distance)
        size *= -place / distance
        distance = gap - place
    if re.fullmatch(r"At what distance from (?:L\d?|M) is the (?:last )?image(?:, which light forms after its second passage through (?:L1|the lens))?\?", asked):
        return place, "cm"
    if tall and re.fullmatch(r"How tall is the (?:last )?image\?", asked):
        return size * quantity(tall), "cm"
    if re.fullmatch(r"What is the magnification, the height of the (?:last )?image divided by that of the object\?", asked):
        return size, "1"
    raise Unread(asked)


def missing(asked: str, focal: list[float], gaps: list[float], distance: float, last: float) -> float:
    """The one of all that is not told: the object's distance, a focal length, a distance between two."""
    ahead, behind = [distance], [last]
    for power, gap in zip(focal, gaps, strict=False):
        ahead.append(gap - 1 / (1 / power - 1 / ahead[-1]))
    for power, gap in zip(reversed(focal), [*reversed(gaps), nan], strict=True):
        behind.append(gap - 1 / (1 / power - 1 / behind[-1]))
    places = behind[-2::-1]
    """Of the image of each element, as far as it follows from the last one."""
    if [isnan(x) for x in (distance, *focal, *gaps)].count(True) != 1:
        raise Unread(asked)
    if isnan(distance) and re.fullmatch(r"At what distance in front of (?:L1?|M) does the object stand\?", asked):
        return 1 / (1 / focal[0] - 1 / places[0])
    if re.fullmatch(r"What is the focal length of the (?:lens|mirror) that is not known\?", asked):
        number = next(k for k, power in enumerate(focal) if isnan(power))
        return 1 / (1 / ahead[number] + 1 / places[number])
    if asked == "What is the distance d?":
        number = next(k for k, gap in enumerate(gaps) if isnan(gap))
        return 1 / (1 / focal[number] - 1 / ahead[number]) + 1 / (1 / focal[number + 1] - 1 / places[number + 1])
    raise Unread(asked)
