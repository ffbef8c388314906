"""The canonical form of a problem: persons, things and boxes without names, in an order that only the story decides."""

from synth.verifiers.simulation.belief_tracking import BeliefTracking

PERSON, THING, BOX = "who to spy fooled supposed".split(), "thing", ("box", "into")


def canonical(problem: BeliefTracking) -> object:
    """Renamed persons, things and boxes share it, and questions in another order."""
    people: list[list[int]] = [[] for _ in problem.names]
    things: list[list[int]] = [[] for _ in problem.goods]
    boxes: list[list[int]] = [[] for _ in range(problem.boxes)]
    for place, event in enumerate(problem.story):
        for role, field in enumerate(event.__struct_fields__):
            value, mark = getattr(event, field), 100 * place + role
            if field in PERSON:
                for person in value if isinstance(value, tuple) else (value,) * (value >= 0):
                    people[person].append(mark)
            elif field == THING:
                things[value].append(mark)
            elif field in BOX:
                boxes[value].append(mark)
    for who, whom in problem.deaf:
        people[who].append(10_000)
        people[whom].append(10_001)
    for question in problem.asked:
        things[question.thing].append(20_000 + len(question.chain))
        for place, person in enumerate(question.chain):
            people[person].append(20_000 + 10 * len(question.chain) + place)
    person_of, thing_of = _places(people), _places(things)
    for thing, box in enumerate(problem.start):
        boxes[box].append(30_000 + thing_of[thing])
    box_of = _places(boxes)
    story = []
    for event in problem.story:
        row: list[object] = [type(event).__name__]
        for field in event.__struct_fields__:
            value = getattr(event, field)
            if field in PERSON:
                row.append(sorted(person_of[p] for p in value) if isinstance(value, tuple) else person_of[value] if value >= 0 else -1)
            elif field == THING:
                row.append(thing_of[value])
            else:
                row.append(box_of[value] if field in BOX else bool(value))
        if getattr(event, "swap", False):
            row[2:4] = sorted(row[2:4], key=str)
        story.append(row)
    start = sorted((thing_of[thing], box_of[box]) for thing, box in enumerate(problem.start))
    deaf = sorted((person_of[who], person_of[whom]) for who, whom in problem.deaf)
    asked = sorted(([person_of[person] for person in q.chain], thing_of[q.thing]) for q in problem.asked)
    return [len(people), len(boxes), start, deaf, story, asked]


def _places(marks: list[list[int]]) -> list[int]:
    """The place of each in the order of its marks; of those with the same ones, as they stand."""
    order = sorted(range(len(marks)), key=lambda one: sorted(marks[one]))
    places = [0] * len(marks)
    for place, one in enumerate(order):
        places[one] = place
    return places
