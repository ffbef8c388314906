"""The story with names for numbers, as records that the templates read."""

from random import Random

from synth.verifiers.logic.object_counting import Note, ObjectCounting
from synth.verifiers.logic.object_counting.events import Event, Exchange, GiveAll, Match, More, Most, named


def prompt_variables(problem: ObjectCounting, rng: Random) -> dict[str, object]:
    people, things, width = problem.people, problem.things, len(problem.things)

    def show(part: Event | More | None) -> dict[str, object] | None:
        """form and number, and whom and what it names, in order."""
        if part is None:
            return None
        named_people, named_things = named(part)
        form = part.__struct_config__.tag if not isinstance(part, More) else "more"
        return {
            "form": form,
            "people": [people[person] for person in named_people],
            "things": [things[thing] for thing in named_things],
            "number": getattr(part, "number", 0),
            "category": part.category if isinstance(part, (GiveAll, Exchange)) else "",
        }

    def told(note: Note) -> dict[str, object]:
        return {
            "kind": "dream" if note.dream else "nearly",
            "person": people[note.person],
            "thing": things[note.thing],
            "number": note.number,
        }

    lines: list[dict[str, object]] = []
    notes = list(problem.notes)
    for number, step in enumerate(problem.steps):
        while notes and notes[0].before <= number:
            lines.append(told(notes.pop(0)))
        lines.append({"kind": "step", "condition": show(step.condition), "then": show(step.then), "otherwise": show(step.otherwise)})
    lines += map(told, notes)
    events = [event for step in problem.steps for event in (step.then, step.otherwise)]
    held = []
    for person, name in enumerate(people):
        amounts = problem.start[person * width : (person + 1) * width]
        held.append((name, [(number, thing) for number, thing in zip(amounts, things, strict=True) if number]))
    return {
        "held": held,
        "lines": lines,
        "asked": [people[person] for person in problem.asked],
        "category": problem.category,
        "with_match": any(isinstance(event, Match) for event in events),
        "with_most": any(isinstance(event, Most) for event in events),
        "with_if": any(step.condition for step in problem.steps),
    }
