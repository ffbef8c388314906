"""Drawing changes of a collection, each of which moves something."""

from collections.abc import Iterable, Sequence
from itertools import combinations, product
from random import Random
from typing import TypeVar

from synth.generators.logic._needed import extended, happening
from synth.verifiers.logic.object_properties.changes import (
    ATTRIBUTES,
    SIZE,
    VALUES,
    Add,
    Change,
    Collection,
    Condition,
    Copy,
    Double,
    Exchange,
    Grow,
    Match,
    Pattern,
    Remove,
    Step,
    Trait,
    Turn,
    after,
    code,
    count,
    holds,
    masks,
    step_taken,
)

T = TypeVar("T")

TRIES = 40
MOST = 250
"""Objects in a collection."""
WAITING = 1
"""Steps and conditions that may be without effect on the number so far, as later steps can bring it about."""
TURNS = 2
"""Further tries for a condition that would be decided the other way at the start."""
FIRST = {"grow": 0, "remove": 1, "exchange": 2}
"""Kinds of changes that find less and less room the more steps there are whose effects they must not wipe out."""
EARLY = 2
"""How much earlier than by chance these come: the power to which the draw of the next kind is raised."""
NEW = 0.5
"""Share of the patterns that are drawn to fit objects of a kind of which there were none at the start."""
AIMED = 0.7
"""Share of the changes that are drawn to change the number of the objects asked for; all of them, where that has to be."""
NUMBERS = range(2, 13)
HOW = ("more", "more", "least", "even")
"""What conditions compare."""
POSITIVE = tuple({1 << value: Trait(attribute, value, True) for value in range(VALUES)} for attribute in range(ATTRIBUTES))
"""For each attribute the trait of an object, by its bit."""
TRAITS = {(*key, positive): Trait(*key, positive) for key in product(range(ATTRIBUTES), range(VALUES)) for positive in (False, True)}


class Drawing:
    """What a problem is drawn from: the number of values of each attribute, and which changes may be drawn."""

    def __init__(self, rng: Random, values: list[int], forms: int, nots: bool) -> None:
        self.rng, self.values, self.nots = rng, values, nots
        self.first: Collection = {}
        every = range(len(values))
        self.choices = {(n, but): tuple(combinations([a for a in every if a != but], n)) for n in range(3) for but in (-1, *every)}
        self.forms = ["turn", "turn", "add", "remove"]
        if forms >= 2:
            self.forms += ["turn", "turn", "copy", "exchange", "exchange"]
        if forms >= 3:
            self.forms += ["double", "match", "copy"] + ["grow", "grow"] * (len(values) > SIZE)

    def asked(self, objects: Collection) -> Pattern:
        """One or two traits."""
        return self.pattern(1 if len(self.values) < 3 or self.rng.random() < 0.5 else 2, objects)

    def steps(self, objects: Collection, asked: Pattern, number: int, conditions: int) -> list[Step] | None:
        """So many steps, each of which is needed, and each of its conditions, for the number of the objects asked for; None when none are
        found. Few of them may be without effect on it until later steps bring one about."""
        conditional = set(self.rng.sample(range(number), min(conditions, number)))
        found: list[Step] = []
        courses = [objects]
        self.first = objects
        left = sorted(happening(self.forms, number), key=lambda form: FIRST.get(form, len(FIRST)))
        for place in range(number):
            waiting = min(WAITING, number - 1 - place)
            for _ in range(TRIES):
                kind = left[int(self.rng.random() ** EARLY * len(left))]
                drawn = self.step(
                    courses[0],
                    place in conditional,
                    asked if not waiting or self.rng.random() < AIMED else (),
                    kind or self.pick(self.forms),
                )
                after_it = self.extended(courses, *drawn, asked, waiting) if drawn else None
                if drawn and after_it:
                    break
            else:
                return None
            found.append(drawn[0])
            left.remove(kind)
            courses = after_it
        return found

    def extended(self, courses: list[Collection], step: Step, met: bool, asked: Pattern, waiting: int) -> list[Collection] | None:
        """All courses after one more step; None where too many lead to the same number as the true one, which comes first. met: whether the
        step's condition is met in that one."""
        taken = step.then if met else step.otherwise
        true = after(courses[0], taken) if taken else courses[0]
        mask, wanted = masks(asked)

        def value(objects: Collection) -> int:
            return sum([number for kind, number in objects.items() if kind & mask == wanted])

        if not value(true) or sum(true.values()) > MOST:
            return None
        other = None
        if step.condition and step.otherwise:
            other = after(courses[0], step.otherwise if met else step.then)
        return extended(courses, true, other, lambda objects: step_taken(objects, step), value, waiting)

    def step(self, objects: Collection, conditional: bool, aim: Pattern, form: str) -> tuple[Step, bool] | None:
        """A step, and whether its condition is met. form: the kind of the change that happens."""
        change = self.change(objects, aim, form)
        if not conditional:
            return Step(change), True
        drawn = self.condition(objects)
        for _ in range(TURNS):
            if drawn and drawn[1] != holds(self.first, drawn[0]):
                break
            drawn = self.condition(objects)
        if not drawn:
            return None
        other = self.change(objects, aim, self.pick(self.forms))
        return Step(*((change, drawn[0], other) if drawn[1] else (other, drawn[0], change))), drawn[1]

    def below(self, number: int) -> int:
        return int(self.rng.random() * number)  # a good deal faster than randrange, and nearly all that takes time is drawing

    def pick(self, some: Sequence[T]) -> T:
        return some[int(self.rng.random() * len(some))]

    def condition(self, objects: Collection) -> tuple[Condition, bool] | None:
        """One that holds in about half of the cases, and whether it does."""
        rng = self.rng
        how, a = HOW[int(rng.random() * len(HOW))], self.pattern(1 if rng.random() < 0.7 else 2, objects)
        number = count(objects, a)
        if how == "even":
            odd = self.below(2)
            return Condition("odd" if odd else "even", a, (), 0), number % 2 == odd
        if how == "least":
            least = max(1, number + self.pick((-3, -2, -1, 0, 1, 2, 3, 4)))
            return Condition("least", a, (), least), number >= least
        b = self.pattern(len(a), objects)
        other = count(objects, b)
        if rng.random() < 0.5:
            a, b, number, other = b, a, other, number
        return (Condition("more", a, b, 0), number > other) if number != other else None

    def change(self, objects: Collection, aim: Pattern, form: str) -> Change:
        """aim: the objects of which the number should change, if it should."""
        rng, values, random = self.rng, self.values, self.rng.random
        trait = aim[int(random() * len(aim))] if aim else None
        attribute = trait.attribute if trait else int(random() * len(values))
        mask, wanted = masks(aim)
        inside = [kind for kind in objects if kind & mask == wanted]
        if form == "add":
            return Add(self.kind(inside), self.pick(NUMBERS))
        if form == "match":
            return Match(self.kind(inside), self.pattern(1 if rng.random() < 0.5 else 2, objects))
        if form == "grow":
            return Grow(self.pattern(self.below(2), objects, but=SIZE), rng.random() < 0.5)
        if form == "exchange":
            a = trait.value if trait else self.below(values[attribute])
            b = self.pick([value for value in range(values[attribute]) if value != a])
            return Exchange(self.pattern(self.below(2), objects, but=attribute), attribute, min(a, b), max(a, b))
        traits = 2 if len(values) > 2 and (form in ("remove", "double") or rng.random() < 0.6) else 1
        if form in ("remove", "double"):
            return (Remove if form == "remove" else Double)(self.pattern(traits, inside))
        into = trait is not None and rng.random() < 0.5
        pattern = self.pattern(traits, [kind for kind in objects if kind & mask != wanted] if into else inside)
        named = next((one for one in pattern if one.attribute == attribute), None)
        values_left = [value for value in range(values[attribute]) if not named or (value == named.value) != named.positive]
        value = trait.value if trait and into and trait.value in values_left else self.pick(values_left)
        return (Turn if form == "turn" else Copy)(pattern, attribute, value)

    def pattern(self, traits: int, objects: Iterable[int], but: int = -1) -> Pattern:
        """So many traits of a kind of object that there is, in the order of the attributes, of other attributes than `but`."""
        random, first = self.rng.random, self.first  # written out: nearly half of a draw's time goes here
        pool = list(objects)
        if random() < NEW:  # what has become what it is only now
            pool = [kind for kind in pool if kind not in first] or pool
        chosen = pool[int(random() * len(pool))] if pool and random() < 0.9 else code(self.kind(()))
        choices = self.choices[traits, but]
        attributes = choices[int(random() * len(choices))]
        if attributes and self.nots and random() < 0.3:
            negative = attributes[int(random() * len(attributes))]
            found = []
            for attribute in attributes:
                value = value_of(chosen, attribute)
                if attribute == negative:
                    value = (value + 1 + self.below(self.values[attribute] - 1)) % self.values[attribute]
                found.append(TRAITS[attribute, value, attribute != negative])
            return tuple(found)
        return tuple([POSITIVE[attribute][chosen >> 8 * attribute & 255] for attribute in attributes])

    def kind(self, objects: Iterable[int]) -> tuple[int, ...]:
        """A kind of object out of these, or mostly so."""
        pool = list(objects)
        if not pool or self.rng.random() < 0.1:
            return tuple(self.below(most) for most in self.values)
        chosen = self.pick(pool)
        return tuple(value_of(chosen, attribute) for attribute in range(len(self.values)))


def value_of(kind: int, attribute: int) -> int:
    return (kind >> 8 * attribute & 255).bit_length() - 1
