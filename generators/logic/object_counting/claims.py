"""What object counting claims: its rules in words, what cheap policies win, and which stories are the same puzzle.

The policies leave out what the task is there for: numbers that depend on earlier events, and telling what counts from what does not."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.object_counting import CHINESE_THINGS, ObjectCounting, total
from synth.verifiers.logic.object_counting.events import (
    CATEGORIES,
    CATEGORY,
    Category,
    Exchange,
    Get,
    Give,
    GiveAll,
    Half,
    Lose,
    Match,
    Most,
    Step,
    is_met,
    named,
    step_taken,
    taken,
)
from synth.verifiers.parsers.names import CHINESE_NAMES

_KINDS = {
    "fruit": "pieces of fruit",
    "instrument": "musical instruments",
    "garment": "pieces of clothing",
    "furniture": "pieces of furniture",
    "tool": "tools",
    "animal": "animals",
}
_CHINESE = CHINESE_NAMES | CHINESE_THINGS


def _start(words: dict[str, str]) -> Callable[[ObjectCounting], str]:
    """Everybody with what they have at the start."""

    def pattern(problem: ObjectCounting) -> str:
        width, lines = len(problem.things), []
        for person, name in enumerate(problem.people):
            has = zip(problem.start[person * width : (person + 1) * width], problem.things, strict=True)
            told = [words.get(name, name), *(rf"\b{number} [^ \d\n]?{words.get(thing, thing)}" for number, thing in has if number)]
            lines.append("[^\n]*".join(told))
        return "[^\n]*\n[^\n]*".join(lines)

    return pattern


def _steps(words: dict[str, str]) -> Callable[[ObjectCounting], str]:
    """For each step a line with all that it names, in any order."""

    def pattern(problem: ObjectCounting) -> str:
        lines = []
        for step in problem.steps:
            told = []
            for part in (step.condition, step.then, step.otherwise):
                if part is not None:
                    people, things = named(part)
                    told += [problem.people[person] for person in people] + [problem.things[thing] for thing in things]
                    told += [str(part.number)] if isinstance(part, Get | Lose | Give | Most) else []
                    told += [part.category] if isinstance(part, GiveAll | Exchange) else []
            shown = [words.get(word, word) if words else _KINDS.get(word, word) for word in told]
            lines.append("\n" + "".join(f"(?=[^\n]*{word})" for word in shown) + "[^\n]*")
        return ".*?".join(lines)

    return pattern


def _asked(problem: ObjectCounting) -> str:
    names = [problem.people[person] for person in problem.asked]
    return f"how many {_KINDS[problem.category]} do(es)? " + "[^\n]*".join(names) + r"[^\n]* have at the end"


def _asked_in_chinese(problem: ObjectCounting) -> str:
    names = [CHINESE_NAMES[problem.people[person]] for person in problem.asked]
    return "最后，" + "[^\n]*".join(names) + f"[^\n]*多少.{CHINESE_THINGS[problem.category]}"


def _has(*kinds: type) -> Callable[[ObjectCounting], bool]:
    return lambda problem: any(isinstance(event, kinds) for step in problem.steps for event in (step.then, step.otherwise))


def _conditional(problem: ObjectCounting) -> bool:
    return any(step.condition for step in problem.steps)


RULES = (
    Rule("count", {"en": _start({}), "zh": _start(_CHINESE)}),
    Rule("count", {"en": _steps({}), "zh": _steps(_CHINESE)}),
    Rule("count", {"en": _asked, "zh": _asked_in_chinese}),
    Rule("count", {"en": "one after another, in the order given", "zh": "按所写的次序依次发生"}),
    Rule("count", {"en": "Nobody has any things but those that are named", "zh": "除了写明的，谁也没有别的东西"}),
    Rule("count", {"en": "is judged just before the event", "zh": "以那件事发生之前的数目为准"}, _conditional),
    Rule("count", {"en": "exactly one of the two things that are said then happens", "zh": "两种说法中恰好有一种实际发生"}, _conditional),
    Rule("count", {"en": "means the number just before the event", "zh": "“一样多”也指那件事发生之前的数目"}, _has(Match)),
    Rule("count", {"en": "has the most of these things just before the event", "zh": "“最多的人”指那件事发生之前这种东西最多"}, _has(Most)),
    Rule("format", {"en": "one whole number", "zh": "用一个整数回答"}),
)


def _answer(problem: ObjectCounting, steps: tuple[Step, ...], **changed: Any) -> str:
    """As it would be with other steps, or for another question."""
    has = problem.start
    for step in steps:
        has = step_taken(step, has, problem.things)
    width = len(problem.things)
    people = changed.get("asked", problem.asked)
    categories = changed.get("categories", (problem.category,))
    places = [place for place, thing in enumerate(problem.things) if CATEGORY[thing] in categories]
    return str(sum(has[person * width + place] for person in people for place in places))


def _judged_at_the_start(problem: ObjectCounting) -> str:
    width = len(problem.things)
    events = [s.then if s.condition is None or is_met(s.condition, problem.start, width) else s.otherwise for s in problem.steps]
    return _answer(problem, tuple(Step(event) for event in events if event))


def _numbers(problem: ObjectCounting) -> list[int]:
    """All numbers of the story, in order."""
    found = [number for number in problem.start if number]
    for step in problem.steps:
        found += [part.number for part in (step.then, step.otherwise) if isinstance(part, Get | Lose | Give | Most)]
    return found


def _plus_and_minus(problem: ObjectCounting) -> str:
    """Plain numbers that the asked get or give are added and subtracted, all else is passed over."""
    right = total(problem.start, problem)
    for step in problem.steps:
        event = step.then
        if isinstance(event, Get | Lose | Give) and CATEGORY[problem.things[event.thing]] == problem.category:
            sign = -1 if isinstance(event, Lose | Give) else 1
            right += sign * event.number * (event.person in problem.asked)
            right += event.number * (isinstance(event, Give) and event.to in problem.asked)
    return str(right)


def _without(*kinds: type) -> Callable[[ObjectCounting], str]:
    """As it would be if events of these kinds changed nothing; conditions are judged in the course of that."""

    def answer(problem: ObjectCounting) -> str:
        has, width = problem.start, len(problem.things)
        for step in problem.steps:
            event = step.then if step.condition is None or is_met(step.condition, has, width) else step.otherwise
            if event and not isinstance(event, kinds):
                has = taken(event, has, problem.things)
        return str(total(has, problem))

    return answer


def from_start(problem: ObjectCounting) -> int:
    """What comes out when every change is worked out from the numbers at the start, though conditions from those of the moment."""
    has, width = problem.start, len(problem.things)
    for step in problem.steps:
        event = step.then if step.condition is None or is_met(step.condition, has, width) else step.otherwise
        if event:
            after = taken(event, problem.start, problem.things)
            has = tuple(now + new - old for now, new, old in zip(has, after, problem.start, strict=True))
    return total(has, problem)


SHORTCUTS = (
    Shortcut("the number at the start", lambda problem: str(total(problem.start, problem)), (0.06, 0.03, 0.03, *(0.02,) * 7)),
    Shortcut("plain numbers added and subtracted, all else passed over", _plus_and_minus, (1.0, 0.58, 0.07, 0.03, *(0.02,) * 6)),
    Shortcut("the sum of all numbers", lambda problem: str(sum(_numbers(problem))), (0.02,) * 10),
    Shortcut("the last number", lambda problem: str(_numbers(problem)[-1]), (0.05, 0.04, 0.04, *(0.02,) * 7)),
    Shortcut(
        "all conditions taken as met",
        lambda p: _answer(p, tuple(Step(step.then) for step in p.steps)),
        (1.0, 0.58, 0.32, 0.03, 0.03, *(0.02,) * 5),
    ),
    Shortcut("conditions judged at the start", _judged_at_the_start, (1.0, 0.74, 0.48, *(0.02,) * 7)),
    Shortcut("changes worked out from the numbers at the start", lambda problem: str(from_start(problem)), (1.0, 1.0, 0.46, *(0.0,) * 7)),
    Shortcut(
        "all their things, whatever they are",
        lambda problem: _answer(problem, problem.steps, categories=tuple(CATEGORIES)),
        (0.28, 0.1, 0.04, *(0.02,) * 7),
    ),
    Shortcut("all that somebody has of a category stays where it is", _without(GiveAll, Exchange), (1.0, 1.0, 0.75, *(0.02,) * 7)),
    Shortcut("halves passed over", _without(Half), (1.0, 1.0, 0.6, *(0.02,) * 7)),
    Shortcut("what everybody has", lambda p: _answer(p, p.steps, asked=range(len(p.people))), (0.06, 0.03, 0.03, *(0.02,) * 7)),
)


def copies(problem: ObjectCounting, rng: Random) -> Iterator[ObjectCounting]:
    """People, things and categories renamed; people and things in another order; exchanges told from the other side; no notes."""
    for _ in range(3):
        people, things = (rng.sample(range(len(words)), len(words)) for words in (problem.people, problem.things))
        category = dict(zip(CATEGORIES, rng.sample(list(CATEGORIES), len(CATEGORIES)), strict=True))
        words = {one: iter(rng.sample(CATEGORIES[category[one]], len(CATEGORIES[one]))) for one in CATEGORIES}
        names = dict(zip(things, (next(words[CATEGORY[thing]]) for thing in problem.things), strict=True))
        width = len(things)
        start = [0] * len(problem.start)
        for place, number in enumerate(problem.start):
            start[people[place // width] * width + things[place % width]] = number

        def moved(part: Any, people: list[int] = people, things: list[int] = things, category: dict[Category, Category] = category) -> Any:
            if part is None:
                return None
            changed: dict[str, Any] = {}
            for field in part.__struct_fields__:
                value = getattr(part, field)
                where = people if field in ("person", "to", "other") else things
                changed[field] = category[value] if field == "category" else value if field == "number" else where[value]
            if isinstance(part, Exchange):
                changed["person"], changed["to"] = changed["to"], changed["person"]
            return type(part)(**changed)

        yield ObjectCounting(
            tuple(rng.sample(sorted(CHINESE_NAMES), len(people))),
            tuple(names[place] for place in range(width)),
            tuple(start),
            tuple(Step(moved(step.then), moved(step.condition), moved(step.otherwise)) for step in problem.steps),
            tuple(sorted(people[person] for person in problem.asked)),
            category[problem.category],
            (),
        )


def different(problem: ObjectCounting, rng: Random) -> Iterator[ObjectCounting]:
    """One step less; somebody gets two more in between; another question."""
    if len(problem.steps) > 1:
        notes = tuple(note for note in problem.notes if note.before < len(problem.steps))
        yield replace(problem, steps=problem.steps[:-1], notes=notes)
    yield replace(problem, steps=(*problem.steps, Step(Get(0, 0, 2))))
    if len(problem.asked) > 1:
        yield replace(problem, asked=problem.asked[1:])
