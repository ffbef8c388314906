"""How long the analytic pencil route of a figure is: operations for each new point, line and circle, more for fractions."""

from synth.verifiers.math.geometry import Figure, Geometry, Round, Straight

GIVEN = {"coordinates": 0, "sides": 5, "angle": 2, "parallelogram": 3, "hexagon": 4}
POINT = {
    "midpoint": 2,
    "divide": 4,
    "turn": 2,
    "fourth": 4,
    "centroid": 4,
    "foot": 4,
    "mirror": 6,
    "meet": 5,
    "centre": 0,
    "orthocentre": 11,
}
POINT |= {"touch": 4, "again": 6, "common": 8}
LINE = {"through": 3, "perpendicular": 3, "parallel": 3, "bisector": 6, "middle": 5, "tangent": 4}
CIRCLE = {"through": 12, "diameter": 5, "around": 3, "inscribed": 9, "about": 7}
ASKED = {"coordinates": 0, "length": 4, "area": 5, "cosine": 9, "distance": 5, "radius": 1, "tangent": 5}


def effort(problem: Geometry) -> int:
    """Operations; a line or a circle that comes twice is worked out once."""
    known = set[Straight | Round]()
    total = GIVEN[problem.given.kind] + ASKED[problem.ask.kind]

    def need(part: Straight | Round) -> int:
        if part in known:
            return 0
        known.add(part)
        if isinstance(part, Round):
            return CIRCLE[part.kind]
        return LINE[part.kind] + sum(map(need, part.circle))

    figure = Figure(problem.given)
    for step in problem.steps:
        total += POINT[step.kind] + sum(map(need, step.lines)) + sum(map(need, step.circles))
        total += (3 + 9) * (step.kind == "touch")
        _, _, w = figure.add(step)
        total += 2 * (w > 1) + 2 * (w > 12)
    return total + sum(map(need, problem.ask.lines)) + sum(map(need, problem.ask.circles))
