"""Single rays: refraction at plane surfaces, prisms, and gratings. Angles are degrees; sines are those of `_real`, never floats."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import LENGTH, NONE, Dimension
from synth.verifiers.science._given import Given, root
from synth.verifiers.science._real import PI, arcsine, cosine, sine

Index = Annotated[str, Meta(pattern=r"\A[1-4]\.\d{2,4}\Z")]
"""Refractive index: `1.52`."""
Angle = Annotated[str, Meta(pattern=r"\A(\d|[1-8]\d)(\.\d{1,2})?\Z")]
"""In degrees: `35.0`; 0 where it is not told."""
_DEGREE = PI / 180


def angle(text: str) -> Fraction:
    return Fraction(text)


class Lensmaker(Frozen, frozen=True, tag="lensmaker"):
    """A thin lens in a medium, by its radii: 1/f = (n / m - 1)(1/R1 + 1/R2), radii of bulging surfaces positive."""

    index: Index
    medium: Index
    radii: Annotated[tuple[Given, ...], Meta(min_length=2, max_length=2)]
    """Sizes; 0 for a plane surface."""
    bulging: tuple[bool, bool]
    """Whether each surface bulges outwards."""
    object: Given
    """Distance of an object, where its image is asked for; else 0."""
    ask: Literal["focal", "image"]

    def __post_init__(self) -> None:
        if any(one.dimension != LENGTH for one in (*self.radii, self.object)) or bool(self.object.si) != (self.ask == "image"):
            raise ValueError("lengths, and an object where its image is asked for")

    @property
    def dimension(self) -> Dimension:
        return LENGTH

    def focal(self) -> Fraction:
        curve = Fraction(0)
        for radius, bulging in zip(self.radii, self.bulging, strict=True):
            if radius.si:
                curve += 1 / radius.si if bulging else -1 / radius.si
        power = (Fraction(self.index) / Fraction(self.medium) - 1) * curve
        if not power:
            raise ValueError("no focal length")
        return 1 / power

    def answer(self) -> Fraction:
        focal, distance = self.focal(), self.object.si
        if self.ask == "focal":
            return focal
        if distance == focal:
            raise ValueError("an image at infinity")
        return focal * distance / (distance - focal)


class Layers(Frozen, frozen=True, tag="layers"):
    """Plane parallel media, one after another."""

    indices: Annotated[tuple[Index, ...], Meta(min_length=2, max_length=4)]
    incidence: Angle
    """In the first medium, from the normal; 0 where it is not told."""
    thickness: Given
    """Of the middle medium, for the shift of a ray; else 0."""
    refraction: Angle
    """In the last medium, where the first index or angle is asked for; else 0."""
    ask: Literal["refraction", "critical", "acceptance", "shift", "index", "incidence"]
    """The angle in the last medium; the greatest one at the first surface with light in the second; the greatest one at a fibre's end (air,
    core, cladding); how far a ray is shifted by a plate; the last index; the angle in the first medium."""

    def __post_init__(self) -> None:
        given, back = Fraction(self.incidence), Fraction(self.refraction)
        if self.thickness.dimension != LENGTH or bool(self.thickness.si) != (self.ask == "shift"):
            raise ValueError("a thickness for a shift")
        if bool(given) != (self.ask in ("refraction", "shift", "index")) or bool(back) != (self.ask in ("index", "incidence")):
            raise ValueError("the angles that are told")
        wanted = {"critical": (2,), "acceptance": (3,), "shift": (3,)}.get(self.ask, (2, 3, 4))
        if len(self.indices) not in wanted or (self.ask == "shift" and self.indices[0] != self.indices[2]):
            raise ValueError("as many media as the question needs")

    @property
    def dimension(self) -> Dimension:
        return LENGTH if self.ask == "shift" else NONE

    def answer(self) -> Fraction:
        n = [Fraction(index) for index in self.indices]
        match self.ask:
            case "critical":
                return arcsine(n[1] / n[0]) * _DEGREE
            case "acceptance":
                return arcsine(root(n[1] ** 2 - n[2] ** 2) / n[0]) * _DEGREE
            case "incidence":
                return self._through(n[::-1], sine(angle(self.refraction))) * _DEGREE
            case "index":
                return n[0] * sine(angle(self.incidence)) / sine(angle(self.refraction))
        first = sine(angle(self.incidence))
        if self.ask == "refraction":
            return self._through(n, first) * _DEGREE
        inner = arcsine(first * n[0] / n[1])
        return self.thickness.si * sine(angle(self.incidence) - inner) / cosine(inner)

    def _through(self, n: list[Fraction], first: Fraction) -> Fraction:
        if any(first * n[0] >= one for one in n[1:]):
            raise ValueError("total reflection")
        return arcsine(first * n[0] / n[-1])


class Prism(Frozen, frozen=True, tag="prism"):
    """A prism in air."""

    apex: Angle
    index: Index
    """`1.00` where it is asked for."""
    incidence: Angle
    """At the first surface, from the normal; 0 for the least deviation."""
    deviation: Angle
    """Least one, where the index is asked for; else 0."""
    ask: Literal["deviation", "least", "index"]

    def __post_init__(self) -> None:
        told = (Fraction(self.index) > 1, bool(Fraction(self.incidence)), bool(Fraction(self.deviation)))
        wanted = {"deviation": (True, True, False), "least": (True, False, False), "index": (False, False, True)}[self.ask]
        if told != wanted or not Fraction(self.apex):
            raise ValueError("what is told of a prism")

    @property
    def dimension(self) -> Dimension:
        return NONE

    def answer(self) -> Fraction:
        apex, index = angle(self.apex), Fraction(self.index)
        if self.ask == "index":
            return sine((apex + angle(self.deviation)) / 2) / sine(apex / 2)
        if self.ask == "least":
            return (2 * arcsine(index * sine(apex / 2)) - apex) * _DEGREE
        inner = apex - arcsine(sine(angle(self.incidence)) / index)
        return (angle(self.incidence) + arcsine(index * sine(inner)) - apex) * _DEGREE


class Grating(Frozen, frozen=True, tag="grating"):
    """A grating with light that falls on it at right angles: sin a = m g w."""

    lines: Given
    """`600 1/mm`; 0 where they are asked for."""
    waves: Annotated[tuple[Given, ...], Meta(min_length=1, max_length=2)]
    """Wavelengths: `589 nm`; 0 where it is asked for."""
    order: Annotated[int, Meta(ge=1, le=4)]
    angle: Angle
    """Where it is told; else 0."""
    screen: Given
    """Distance of a screen, where places on it are told or asked for; else 0."""
    place: Given
    """Distance of the maximum from the middle of the screen, where it is told; else 0."""
    ask: Literal["angle", "wave", "lines", "place", "apart"]
    """The angle of a maximum; a wavelength; lines for each length; the place of a maximum on the screen; how far those of two
    wavelengths lie apart there."""

    def __post_init__(self) -> None:
        if self.lines.dimension != (-1, 0, 0, 0, 0, 0, 0) or any(one.dimension != LENGTH for one in (*self.waves, self.screen, self.place)):
            raise ValueError("lengths and lines for each length")
        told = (bool(self.lines.si), all(one.si for one in self.waves), len(self.waves) == 2)
        if told != (self.ask != "lines", self.ask != "wave", self.ask == "apart"):
            raise ValueError("one unknown")
        known = (bool(Fraction(self.angle)), bool(self.place.si))
        if known not in (((False, True), (True, False)) if self.ask in ("wave", "lines") else ((False, False),)):
            raise ValueError("where the maximum is")
        if bool(self.screen.si) != (self.ask in ("place", "apart") or bool(self.place.si)):
            raise ValueError("a screen")

    @property
    def dimension(self) -> Dimension:
        return {"angle": NONE, "lines": (-1, 0, 0, 0, 0, 0, 0)}.get(self.ask, LENGTH)

    def sines(self) -> list[Fraction]:
        found = [self.order * self.lines.si * wave.si for wave in self.waves]
        if any(one >= 1 for one in found):
            raise ValueError("no such maximum")
        return found

    def answer(self) -> Fraction:
        if self.ask in ("wave", "lines"):
            seen = sine(angle(self.angle))
            if self.place.si:
                seen = self.place.si / root(self.place.si**2 + self.screen.si**2)
            return seen / self.order / (self.lines.si if self.ask == "wave" else self.waves[0].si)
        sines = self.sines()
        if self.ask == "angle":
            return arcsine(sines[0]) * _DEGREE
        places = [self.screen.si * one / root(1 - one * one) for one in sines]
        return abs(places[-1] - places[0]) if self.ask == "apart" else places[0]
