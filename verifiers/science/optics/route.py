"""The way by pencil through lenses, mirrors, surfaces, prisms and gratings. Angles are numbers in degrees."""

from collections.abc import Sequence

from synth.verifiers.science._given import Given
from synth.verifiers.science._sheet import Sheet, Value, asin, cos, sin, sqrt
from synth.verifiers.science.optics.axial import Axial, Element
from synth.verifiers.science.optics.rays import Grating, Layers, Lensmaker, Prism


class Route:
    def __init__(self, case: Axial | Lensmaker | Layers | Prism | Grating, unit: str) -> None:
        self.sheet, self.unit = Sheet(), unit if unit != "°" else ""
        match case:
            case Axial():
                self.axial(case)
            case Lensmaker():
                self.lensmaker(case)
            case Layers():
                self.layers(case)
            case Prism():
                self.prism(case)
            case Grating():
                self.grating(case)

    def given(self, given: Given) -> Value:
        return self.sheet.given(given)

    def focal(self, element: Element) -> Value:
        size = self.given(element.focal)
        if element.kind == "mirror":
            size = self.sheet.line("f", size / 2, "cm")
        return size if element.converging else -size

    def conjugate(self, name: str, element: Element, distance: Value) -> Value:
        """1/s + 1/s' = 1/f."""
        f = self.focal(element)
        return self.sheet.line(name, f * distance / (distance - f), "cm")

    def forward(self, elements: Sequence[Element], gaps: Sequence[Value], distance: Value) -> list[tuple[Value, Value]]:
        steps = list[tuple[Value, Value]]()
        for place, element in enumerate(elements):
            if place:
                distance = self.sheet.line("s", gaps[place - 1] - steps[-1][1], "cm")
            steps.append((distance, self.conjugate("i", element, distance)))
        return steps

    def backward(self, elements: Sequence[Element], gaps: Sequence[Value], image: Value) -> Value:
        for place in reversed(range(len(elements))):
            image = self.conjugate("s", elements[place], image)
            if place:
                image = self.sheet.line("i", gaps[place - 1] - image, "cm")
        return image

    def axial(self, case: Axial) -> None:
        sheet = self.sheet
        elements = list(case.elements)
        gaps = [self.given(gap) for gap in case.gaps]
        if case.back:
            elements, gaps = elements + elements[-2::-1], gaps + gaps[::-1]
        if case.ask in ("image", "magnification", "height"):
            steps = self.forward(elements, gaps, self.given(case.object))
            if case.ask != "image":
                size: Value | None = self.given(case.height) if case.ask == "height" else None
                for s, i in steps:
                    ratio = -(i / s) if float(i) > 0 else -i / s
                    size = ratio if size is None else size * ratio
                if size is not None:
                    sheet.line("M", size, self.unit)
            return
        image = self.given(case.image)
        image = -image if case.virtual else image
        if case.ask == "object":
            self.backward(elements, gaps, image)
        elif case.ask == "focal":
            at = next(place for place, one in enumerate(elements) if not one.focal.si)
            first = self.given(case.object)
            if at:
                first = sheet.line("s", gaps[at - 1] - self.forward(elements[:at], gaps[: at - 1], first)[-1][1], "cm")
            if elements[at + 1 :]:
                image = sheet.line("i", gaps[at] - self.backward(elements[at + 1 :], gaps[at + 1 :], image), "cm")
            sheet.line("f", first * image / (first + image), self.unit)
        else:
            at = next(place for place, gap in enumerate(case.gaps) if not gap.si)
            before = self.forward(elements[: at + 1], gaps[:at], self.given(case.object))[-1][1]
            sheet.line("d", self.backward(elements[at + 1 :], gaps[at + 1 :], image) + before, self.unit)

    def lensmaker(self, case: Lensmaker) -> None:
        curve: Value | None = None
        for radius, bulging in zip(case.radii, case.bulging, strict=True):
            if radius.si:
                one = 1 / self.given(radius)
                curve = (one if bulging else -one) if curve is None else curve + one if bulging else curve - one
        assert curve is not None
        ratio = self.sheet.given(case.index) / self.sheet.given(case.medium) if float(case.medium) != 1 else self.sheet.given(case.index)
        focal = self.sheet.line("f", 1 / ((ratio - 1) * curve), "cm")
        if case.ask == "image":
            distance = self.given(case.object)
            self.sheet.line("i", focal * distance / (distance - focal), self.unit)

    def layers(self, case: Layers) -> None:
        sheet, n = self.sheet, [self.sheet.given(index) for index in case.indices]
        match case.ask:
            case "critical":
                sheet.line("a", asin(n[1] / n[0]))
            case "acceptance":
                sheet.line("a", asin(sqrt(n[1] ** 2 - n[2] ** 2) / n[0]))
            case "incidence":
                sheet.line("a", asin(n[-1] * sin(sheet.given(case.refraction)) / n[0]))
            case "index":
                sheet.line("n", n[0] * sin(sheet.given(case.incidence)) / sin(sheet.given(case.refraction)))
            case "refraction":
                sheet.line("b", asin(n[0] * sin(sheet.given(case.incidence)) / n[-1]))
            case _:
                incidence = sheet.given(case.incidence)
                inner = sheet.line("b", asin(n[0] * sin(incidence) / n[1]))
                sheet.line("x", self.given(case.thickness) * sin(incidence - inner) / cos(inner), self.unit)

    def prism(self, case: Prism) -> None:
        sheet, apex = self.sheet, self.sheet.given(case.apex)
        if case.ask == "index":
            sheet.line("n", sin((apex + sheet.given(case.deviation)) / 2) / sin(apex / 2))
            return
        index = sheet.given(case.index)
        if case.ask == "least":
            sheet.line("d", 2 * sheet.line("a", asin(index * sin(apex / 2))) - apex)
            return
        incidence = sheet.given(case.incidence)
        first = sheet.line("b", asin(sin(incidence) / index))
        second = sheet.line("c", apex - first)
        out = sheet.line("e", asin(index * sin(second)))
        sheet.line("d", incidence + out - apex)

    def grating(self, case: Grating) -> None:
        sheet, order = self.sheet, case.order
        if case.ask in ("wave", "lines"):
            if case.place.si:
                place, screen = self.given(case.place), self.given(case.screen)
                seen = sheet.line("q", place / sqrt(place**2 + screen**2))
            else:
                seen = sin(sheet.given(case.angle))
            other = self.given(case.lines if case.ask == "wave" else case.waves[0])
            sheet.line("w" if case.ask == "wave" else "g", seen / (order * other) if order > 1 else seen / other, self.unit)
            return
        lines = self.given(case.lines)
        sines = [sheet.line("q", order * lines * self.given(wave) if order > 1 else lines * self.given(wave)) for wave in case.waves]
        if case.ask == "angle":
            sheet.line("a", asin(sines[0]))
            return
        screen = self.given(case.screen)
        places = [sheet.line("x", screen * one / sqrt(1 - one**2), "cm") for one in sines]
        if case.ask == "apart":
            one, two = sorted(places, key=float)
            sheet.line("d", two - one, self.unit)
        else:
            sheet.line("x", places[0], self.unit)
