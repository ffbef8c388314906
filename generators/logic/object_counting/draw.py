"""Drawing events that can happen as told, each of which the answer depends on."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from synth.generators.logic._needed import extended, happening
from synth.verifiers.logic.object_counting.events import (
    CATEGORY,
    Category,
    Double,
    Event,
    Exchange,
    Get,
    Give,
    GiveAll,
    Half,
    Impossible,
    Lose,
    Match,
    More,
    Most,
    Step,
    Stock,
    is_met,
    step_taken,
    taken,
)

T = TypeVar("T")
TRIES = 40
WAITING = 1
"""Steps and conditions that may be without effect on the answer so far, as later steps can bring it about."""
AIMED = 0.6
"""Share of the events that are drawn to change the answer; all of them, where that has to be."""
TURNS = 2
"""Further tries for a condition that would be decided the other way at the start."""
FIRST = {"exchange": 0, "all": 1, "most": 2}
"""Kinds of events that find less and less room the more steps there are whose effects they must not wipe out."""
EARLY = 2.5
"""How much earlier than by chance these come: the power to which the draw of the next kind is raised."""
MOST_THINGS = 400
"""Things of one kind with one person."""
FORMS = (
    ("get", "lose", "give", "give"),
    ("get", "lose", "give", "give", "half", "half", "double", "all"),
    ("get", "lose", "give", "half", "half", "double", "all", "match", "match", "most", "exchange"),
)


class Drawing:
    """What events are drawn from. asked: nobody, where the events need no effect."""

    def __init__(
        self,
        rng: Random,
        people: int,
        things: Sequence[str],
        categories: Sequence[Category],
        category: Category,
        asked: Sequence[int],
        forms: int,
    ) -> None:
        self.rng, self.names, self.asked = rng, things, asked
        self.categories: Sequence[Category] = categories
        self.category: Category = category
        self.people = range(people)
        self.width = len(things)
        self.things = [place for place, thing in enumerate(things) if CATEGORY[thing] in categories]
        self.counted = [place for place, thing in enumerate(things) if CATEGORY[thing] == category]
        self.amounts = [person * self.width + place for person in asked for place in self.counted]
        self.forms = FORMS[forms - 1]

    def pick(self, some: Sequence[T]) -> T:
        return some[int(self.rng.random() * len(some))]

    def steps(self, start: Stock, number: int, conditions: int) -> list[Step] | None:
        """So many steps; None when none are found."""
        conditional = set(self.rng.sample(range(number), min(conditions, number)))
        left = sorted(happening(self.forms, number), key=lambda form: FIRST.get(form, len(FIRST)))
        found: list[Step] = []
        courses = [start]
        for place in range(number):
            waiting = min(WAITING, number - 1 - place) if self.asked else number * number
            for _ in range(TRIES):
                aimed = bool(self.asked) and (not waiting or self.rng.random() < AIMED)
                kind = left[int(self.rng.random() ** EARLY * len(left))]
                step = self.step(courses[0], start, place in conditional, aimed, kind or self.pick(self.forms))
                after = self.extended(courses, step, waiting) if step else None
                if step and after:
                    break
            else:
                return None
            found.append(step)
            left.remove(kind)
            courses = after
        return found

    def value(self, has: Stock) -> int:
        return sum([has[amount] for amount in self.amounts])

    def extended(self, courses: list[Stock], step: Step, waiting: int) -> list[Stock] | None:
        """All courses after one more step; None where it can't happen as told, has no effect, or would not have."""
        has = courses[0]
        try:
            true = step_taken(step, has, self.names, strict=True)
            other = None
            if step.condition and step.otherwise:
                event = step.otherwise if is_met(step.condition, has, self.width) else step.then
                other = taken(event, has, self.names, strict=True)
        except Impossible:
            return None
        if true == has or other in (has, true) or max(true) > MOST_THINGS:
            return None
        if not self.asked:
            return [true]
        return extended(courses, true, other, lambda stock: step_taken(step, stock, self.names), self.value, waiting)

    def step(self, has: Stock, start: Stock, conditional: bool, aimed: bool, form: str) -> Step | None:
        """form: the kind of the event that happens."""
        event = self.event(has, aimed, form)
        if not event or not conditional:
            return Step(event) if event else None
        other = self.event(has, aimed, self.pick(self.forms))
        if not other:
            return None
        condition = self.condition(has)
        for _ in range(TURNS):
            if condition and is_met(condition, has, self.width) != is_met(condition, start, self.width):
                break
            condition = self.condition(has)
        if not condition:
            return None
        return Step(event, condition, other) if is_met(condition, has, self.width) else Step(other, condition, event)

    def condition(self, has: Stock) -> More | None:
        random, people, things = self.rng.random, len(self.people), self.things
        one, other = int(random() * people), int(random() * people)
        thing = things[int(random() * len(things))]
        like = thing if one != other and random() < 0.5 else things[int(random() * len(things))]
        a, b = has[one * self.width + thing], has[other * self.width + like]
        return More(one, thing, other, like) if a != b and a > 0 and b > 0 else None

    def event(self, has: Stock, aimed: bool, form: str) -> Event | None:
        rng, width, random, people = self.rng, self.width, self.rng.random, len(self.people)
        things = self.counted if aimed else self.things
        thing = things[int(random() * len(things))]
        person = int(random() * people)
        to = (person + 1 + int(random() * (people - 1))) % people
        alone = form in ("get", "lose", "double", "match")
        if aimed and (person in self.asked) == (not alone and to in self.asked):
            person = self.pick(self.asked)
            to = self.pick([one for one in self.people if one not in self.asked])
            if random() < 0.5 and not alone:
                person, to = to, person
        amount = has[person * width + thing]
        match form:
            case "get":
                return Get(person, thing, rng.randint(2, 25))
            case "lose":
                return Lose(person, thing, rng.randint(2, amount)) if amount >= 2 else None
            case "give":
                return Give(person, to, thing, rng.randint(2, amount)) if amount >= 2 else None
            case "half":
                return Half(person, to, thing) if amount and amount % 2 == 0 else None
            case "double":
                return Double(person, thing) if 0 < amount < 60 else None
            case "match":
                other, like = self.pick(self.people), self.pick(self.things)
                if (other, like) == (person, thing) or not 0 < has[other * width + like] < 90:
                    return None
                return Match(person, thing, other, like)
            case "most":
                most = max(has[thing::width])
                return Most(to, thing, rng.randint(2, min(most, 30))) if most >= 4 else None
        category = self.category if aimed else self.categories[int(rng.random() * len(self.categories))]
        return GiveAll(person, to, category) if form == "all" else Exchange(min(person, to), max(person, to), category)
