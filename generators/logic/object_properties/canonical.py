"""The canonical form of a problem: values without names, sizes in their order."""

from collections.abc import Sequence
from typing import Any

from synth.generators.solvers.labelling import least_form
from synth.verifiers.logic.object_properties import ObjectProperties
from synth.verifiers.logic.object_properties.changes import (
    SIZE,
    Add,
    Change,
    Condition,
    Copy,
    Exchange,
    Grow,
    Match,
    Pattern,
    Turn,
    patterns,
)


def canonical(problem: ObjectProperties) -> object:
    """Renamed values of shapes, colours and materials share it, and so do these three attributes exchanged, and groups in another order."""
    values = [(attribute, value) for attribute, words in enumerate(problem.words) for value in range(len(words))]
    place = {one: number for number, one in enumerate(values)}
    parts: list[tuple[str, Change | Condition | Pattern]] = [("asked", problem.asked)]
    for number, step in enumerate(problem.steps):
        parts += [(f"{number}{part}", one) for part, one in enumerate((step.condition, step.then, step.otherwise)) if one is not None]
    groups = [([place[one] for one in enumerate(kind)], number) for kind, number in problem.groups]
    attributes = [[place[one] for one in values if one[0] == attribute] for attribute in range(len(problem.words))]
    mentioned = [[place[one] for one in _values(part)] for _, part in parts]
    involved = [things for things, _ in groups] + attributes + mentioned

    # First told apart by the groups that they are in and the places where they are mentioned: that leaves few equals.
    marks: list[list[str]] = [[f"{value}" if attribute == SIZE else "-"] for attribute, value in values]
    for things, number in groups:
        for thing in things:
            marks[thing].append(f"g{number}")
    for (where, _), things in zip(parts, mentioned, strict=True):
        for thing in things:
            marks[thing].append(where)
    told = [(mark[0], *sorted(mark[1:])) for mark in marks]
    rank = {mark: number for number, mark in enumerate(sorted(set(told)))}

    def text(index: int, colour: Sequence[object]) -> str:
        if index < len(groups):
            things, number = groups[index]
            return f"group {number} {sorted([str(colour[thing]) for thing in things])}"
        if index < len(groups) + len(attributes):
            return f"attribute {sorted([str(colour[thing]) for thing in involved[index]])}"
        where, part = parts[index - len(groups) - len(attributes)]

        def of(attribute: int, value: int) -> str:
            return str(colour[place[attribute, value]])

        def shown(pattern: Pattern) -> str:
            return str(sorted([f"{trait.positive} {of(trait.attribute, trait.value)}" for trait in pattern]))

        if isinstance(part, tuple):
            return f"{where} {shown(part)}"
        own = [shown(pattern) for pattern in patterns(part)]
        match part:
            case Turn(_, attribute, value) | Copy(_, attribute, value):
                own.append(of(attribute, value))
            case Exchange(_, attribute, a, b):
                own += sorted([of(attribute, a), of(attribute, b)])
            case Grow(_, larger):
                own.append(str(larger))
            case Add(kind, number):
                own += [*sorted([of(*one) for one in enumerate(kind)]), str(number)]
            case Match(kind):
                own += sorted([of(*one) for one in enumerate(kind)])
            case Condition(how, _, _, number):
                own += [how, str(number)]
        return f"{where} {type(part).__name__} {own}"

    shape = [[sum(step.condition is not None for step in problem.steps[:number]), number] for number in range(len(problem.steps))]
    return [len(problem.words), shape, least_form([rank[mark] for mark in told], involved, text)]


def _values(part: Any) -> list[tuple[int, int]]:
    """The values that a part of a step names, as attribute and value; each once."""
    if isinstance(part, tuple):
        found = [(trait.attribute, trait.value) for trait in part]
    else:
        found = [(trait.attribute, trait.value) for pattern in patterns(part) for trait in pattern]
        match part:
            case Turn(_, attribute, value) | Copy(_, attribute, value):
                found.append((attribute, value))
            case Exchange(_, attribute, a, b):
                found += [(attribute, a), (attribute, b)]
            case Add(kind) | Match(kind):
                found += enumerate(kind)
    return sorted(set(found))
