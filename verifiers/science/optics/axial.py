"""Thin lenses and mirrors on one axis: images of images, in exact fractions.

Distances of objects and images count as positive in front of a lens or mirror, where light comes from, and behind a lens or in front of a
mirror, where it goes. Every function raises ValueError where an image would be at infinity or on a lens."""

from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import LENGTH, NONE, Dimension
from synth.verifiers.science._given import Given


class Element(Frozen, frozen=True):
    kind: Literal["lens", "mirror"]
    converging: bool
    """A converging lens or concave mirror."""
    focal: Given
    """Size of the focal length, or of the radius of a mirror: `12 cm`; 0 where it is asked for."""

    @property
    def length(self) -> Fraction:
        """The focal length with its sign, in metres."""
        size = self.focal.si if self.kind == "lens" else self.focal.si / 2
        return size if self.converging else -size


class Axial(Frozen, frozen=True, tag="axial"):
    elements: Annotated[tuple[Element, ...], Meta(min_length=1, max_length=3)]
    """In the order in which light meets them; a mirror is the last."""
    gaps: Annotated[tuple[Given, ...], Meta(max_length=2)]
    """Distances between them; 0 for the one asked for."""
    back: bool
    """Whether light passes the lenses again after the mirror."""
    object: Given
    """Distance of the object from the first element; 0 where it is asked for."""
    height: Given
    """Of the object, where the height of the image is asked for; else 0."""
    image: Given
    """Distance of the last image from the element that light passes last, where it is told; else 0."""
    virtual: bool
    """Whether that image is virtual."""
    ask: Literal["image", "magnification", "height", "focal", "object", "gap"]

    def __post_init__(self) -> None:
        lengths = (*(one.focal for one in self.elements), *self.gaps, self.object, self.height, self.image)
        if any(one.dimension != LENGTH for one in lengths):
            raise ValueError("lengths")
        kinds = [one.kind for one in self.elements]
        if "mirror" in kinds[:-1] or len(self.gaps) != len(kinds) - 1 or self.back != (len(kinds) > 1 and kinds[-1] == "mirror"):
            raise ValueError("a mirror last, a gap between two elements")
        missing = (sum(not one.focal.si for one in self.elements), sum(not gap.si for gap in self.gaps), not self.object.si)
        if missing != (self.ask == "focal", self.ask == "gap", self.ask == "object"):
            raise ValueError("one unknown")
        inverse = self.ask in ("focal", "gap", "object")
        if bool(self.image.si) != inverse or bool(self.height.si) != (self.ask == "height") or (self.virtual and not inverse):
            raise ValueError("an image where something else is asked for")
        if inverse and self.back and self.ask != "object":
            raise ValueError("an unknown that light meets twice")

    @property
    def dimension(self) -> Dimension:
        return NONE if self.ask == "magnification" else LENGTH

    def path(self) -> tuple[list[Element], list[Fraction]]:
        """All elements and gaps that light passes, one after another."""
        elements, gaps = list(self.elements), [gap.si for gap in self.gaps]
        if self.back:
            elements, gaps = elements + elements[-2::-1], gaps + gaps[::-1]
        return elements, gaps

    def answer(self) -> Fraction:
        elements, gaps = self.path()
        if self.ask in ("image", "magnification", "height"):
            steps = forward(elements, gaps, self.object.si)
            if self.ask == "image":
                return steps[-1].image
            size = self.height.si if self.ask == "height" else Fraction(1)
            for step in steps:
                size *= -step.image / step.object
            return size
        image = -self.image.si if self.virtual else self.image.si
        if self.ask == "object":
            return backward(elements, gaps, image)
        if self.ask == "focal":
            at = next(place for place, one in enumerate(elements) if not one.focal.si)
            first = self._reached(elements[:at], gaps[:at])
            last = self._left(elements[at + 1 :], gaps[at:], image)
            if first + last == 0 or not first:
                raise ValueError("no focal length")
            return first * last / (first + last)
        at = next(place for place, gap in enumerate(gaps) if not gap)
        before = forward(elements[: at + 1], gaps[:at], self.object.si)[-1].image
        return before + backward(elements[at + 1 :], gaps[at + 1 :], image)

    def _reached(self, elements: list[Element], gaps: list[Fraction]) -> Fraction:
        """Distance of the object for the element behind these."""
        if not elements:
            return self.object.si
        return gaps[-1] - forward(elements, gaps[:-1], self.object.si)[-1].image

    def _left(self, elements: list[Element], gaps: list[Fraction], image: Fraction) -> Fraction:
        """Distance of the image of the element before these."""
        return gaps[0] - backward(elements, gaps[1:], image) if elements else image


class Step(NamedTuple):
    object: Fraction
    image: Fraction


def forward(elements: list[Element], gaps: list[Fraction], distance: Fraction) -> list[Step]:
    """Object and image distance at each element."""
    steps: list[Step] = []
    for place, element in enumerate(elements):
        if place:
            distance = gaps[place - 1] - steps[-1].image
        steps.append(Step(distance, conjugate(element, distance)))
    return steps


def backward(elements: list[Element], gaps: list[Fraction], image: Fraction) -> Fraction:
    """Distance of the object at the first element that gives this image at the last one."""
    for place in reversed(range(len(elements))):
        image = conjugate(elements[place], image)
        if place:
            image = gaps[place - 1] - image
    return image


def conjugate(element: Element, distance: Fraction) -> Fraction:
    """Of an object distance the image distance, and the other way round: 1/s + 1/s' = 1/f."""
    focal = element.length
    if not distance or distance == focal or not focal:
        raise ValueError("an image at infinity or on a lens")
    return focal * distance / (distance - focal)
