"""The canonical form of a problem: people, things and categories without names; notes left out."""

from collections.abc import Sequence

from synth.generators.solvers.labelling import least_form
from synth.verifiers.logic.object_counting import ObjectCounting
from synth.verifiers.logic.object_counting.events import CATEGORY, Event, Exchange, GiveAll, More, named


def canonical(problem: ObjectCounting) -> object:
    """Renamed people, things and categories share it, and so do exchanges told from the other side."""
    people, width = len(problem.people), len(problem.things)
    parts = [
        (f"{number}{place}", part)
        for number, step in enumerate(problem.steps)
        for place, part in enumerate((step.condition, step.then, step.otherwise))
        if part is not None
    ]
    used: set[str] = {problem.category} | {CATEGORY[thing] for thing in problem.things}
    used |= {part.category for _, part in parts if isinstance(part, (GiveAll, Exchange))}
    category = {name: people + width + place for place, name in enumerate(sorted(used))}
    stock = [(place // width, people + place % width, number) for place, number in enumerate(problem.start) if number]
    members = [(people + place, category[CATEGORY[thing]]) for place, thing in enumerate(problem.things)]
    names = [named(part) for _, part in parts]
    mentioned = [_things(part, both, people, category) for (_, part), both in zip(parts, names, strict=True)]
    involved = [[person, thing] for person, thing, _ in stock] + [[*pair] for pair in members] + mentioned

    # First told apart by what is known of each, and where it is mentioned: that leaves few equals.
    marks: list[list[str]] = [["person" + str(person in problem.asked)] for person in range(people)]
    marks += [["thing"] for _ in range(width)] + [["category" + str(name == problem.category)] for name in category]
    for person, thing, number in stock:
        marks[person].append(f"s{number}")
        marks[thing].append(f"s{number}")
    for (where, _), things in zip(parts, mentioned, strict=True):
        for thing in things:
            marks[thing].append(where)
    told = [(mark[0], *sorted(mark[1:])) for mark in marks]
    rank = {mark: number for number, mark in enumerate(sorted(set(told)))}

    def text(index: int, colour: Sequence[object]) -> str:
        if index < len(stock):
            person, thing, number = stock[index]
            return f"has {colour[person]} {colour[thing]} {number}"
        if index < len(stock) + len(members):
            thing, group = members[index - len(stock)]
            return f"is {colour[thing]} {colour[group]}"
        where, part = parts[index - len(stock) - len(members)]
        its_people, its_things = names[index - len(stock) - len(members)]
        shown = [str(colour[person]) for person in its_people]
        shown = sorted(shown) if isinstance(part, Exchange) else shown
        shown += [str(colour[people + thing]) for thing in its_things]
        if isinstance(part, (GiveAll, Exchange)):
            shown.append(str(colour[category[part.category]]))
        return f"{where} {type(part).__name__} {shown} {getattr(part, 'number', '')}"

    asked = sorted({rank[told[person]] for person in problem.asked})
    return [people, width, len(problem.asked), asked, least_form([rank[mark] for mark in told], involved, text)]


def _things(part: Event | More, names: tuple[list[int], list[int]], people: int, category: dict[str, int]) -> list[int]:
    """All that a part of a step names, each once. names: the people and the things."""
    found = {*names[0], *[people + thing for thing in names[1]]}
    if isinstance(part, (GiveAll, Exchange)):
        found.add(category[part.category])
    return sorted(found)
