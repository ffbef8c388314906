"""The plane with the regions and the points."""

from synth.generators.drawing.svg import dot, line, picture, text
from synth.verifiers.math.planar_relations import PlanarRelations


def draw(problem: PlanarRelations, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    named = {word.strip() for word in answer.split(",")}
    points = [point for region in problem.regions for point in region.points] + list(problem.points)
    reach = max(max(abs(x), abs(y)) for x, y in points) + 1
    scale = 5 / reach
    parts = [line([(-5, 0), (5, 0)]), line([(0, -5), (0, 5)])]
    for region in problem.regions:
        at = [(x * scale, -y * scale) for x, y in region.points]
        if region.kind == "polygon":
            parts.append(line(at, "fill", closed=True))
        elif region.kind == "circle":
            (x, y), radius = _circle(at)
            parts.append(dot(x, y, radius, "fill"))
        elif region.kind == "sight":
            parts += [text(*at[0], "◉"), *(line(wall, "thick") for wall in zip(at[1::2], at[2::2], strict=True))]
        else:
            parts.append(line(at, "way"))
    for i, (x, y) in enumerate(problem.points):
        name = chr(ord("A") + i)
        kind = "answer" if name in named else ""
        parts += [dot(x * scale, -y * scale, 0.09, "cell dark"), text(x * scale + 0.28, -y * scale - 0.22, name, kind)]
    return picture(parts, (-5.2, -5.2, 10.4, 10.4))


def _circle(at: list[tuple[float, float]]) -> tuple[tuple[float, float], float]:
    """The centre and the radius of the circle through three points, by complex numbers."""
    a, b, c = (complex(*point) for point in at)
    ratio = (c - a) / (b - a)
    centre = (b - a) * (ratio - abs(ratio) ** 2) / (2j * ratio.imag) + a
    return (centre.real, centre.imag), abs(a - centre)
