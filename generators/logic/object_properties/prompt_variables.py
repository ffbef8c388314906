"""The changes in words of properties, as nested records that the templates read."""

from random import Random

from synth.verifiers.logic.object_properties import ObjectProperties
from synth.verifiers.logic.object_properties.changes import (
    COLOUR,
    MATERIAL,
    SHAPE,
    SIZE,
    Add,
    Change,
    Condition,
    Copy,
    Double,
    Exchange,
    Grow,
    Match,
    Pattern,
    Remove,
    Turn,
)

ORDER = (SIZE, COLOUR, MATERIAL)
"""In which adjectives stand before the noun."""
NAMES = {SHAPE: "shape", COLOUR: "colour", SIZE: "size", MATERIAL: "material"}


def prompt_variables(problem: ObjectProperties, rng: Random) -> dict[str, object]:
    words = problem.words

    def pattern(traits: Pattern) -> dict[str, object]:
        """adjectives: in the order of speech; shape: or nothing; nots: what the objects are not, as attribute and word."""
        word = {trait.attribute: words[trait.attribute][trait.value] for trait in traits if trait.positive}
        nots = [(NAMES[trait.attribute], words[trait.attribute][trait.value]) for trait in traits if not trait.positive]
        return {"adjectives": [word[a] for a in ORDER if a in word], "shape": word.get(SHAPE, ""), "nots": nots}

    def kind(values: tuple[int, ...]) -> dict[str, object]:
        return {"adjectives": [words[a][values[a]] for a in ORDER if a < len(values)], "shape": words[SHAPE][values[SHAPE]], "nots": []}

    def change(one: Change | None) -> dict[str, object] | None:
        match one:
            case Turn(traits, attribute, value) | Copy(traits, attribute, value):
                form = "turn" if isinstance(one, Turn) else "copy"
                return {"form": form, "what": pattern(traits), "of": NAMES[attribute], "value": words[attribute][value]}
            case Exchange(traits, attribute, a, b):
                of = words[attribute]
                return {"form": "exchange", "what": pattern(traits), "of": NAMES[attribute], "a": of[a], "b": of[b]}
            case Grow(traits, larger):
                return {"form": "grow", "what": pattern(traits), "larger": larger}
            case Remove(traits) | Double(traits):
                return {"form": "remove" if isinstance(one, Remove) else "double", "what": pattern(traits)}
            case Add(values, number):
                return {"form": "add", "kind": kind(values), "number": number}
            case Match(values, traits):
                return {"form": "match", "kind": kind(values), "what": pattern(traits)}
        return None

    def condition(one: Condition | None) -> dict[str, object] | None:
        return {"how": one.how, "a": pattern(one.a), "b": pattern(one.b), "number": one.number} if one else None

    changes = [one for step in problem.steps for one in (step.then, step.otherwise) if one]
    return {
        "groups": [(number, kind(values)) for values, number in problem.groups],
        "steps": [{"condition": condition(s.condition), "then": change(s.then), "otherwise": change(s.otherwise)} for s in problem.steps],
        "asked": pattern(problem.asked),
        "sizes": words[SIZE] if len(words) > SIZE else [],
        "with_grow": any(isinstance(one, Grow) for one in changes),
        "with_copy": any(isinstance(one, (Copy, Double)) for one in changes),
        "with_match": any(isinstance(one, Match) for one in changes),
        "with_parity": any(step.condition and step.condition.how in ("even", "odd") for step in problem.steps),
        "with_if": any(step.condition for step in problem.steps),
    }
