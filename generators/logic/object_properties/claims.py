"""What object properties claims: its rules in words, what cheap policies win, and which collections are the same puzzle.

The policies leave out what the task is there for: properties that change, and conditions that depend on what has changed."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.object_properties import CHINESE_WORDS, COLOURS, MATERIALS, SHAPES, SIZE_WORDS, ObjectProperties, start
from synth.verifiers.logic.object_properties.changes import (
    SIZE,
    Add,
    Collection,
    Condition,
    Copy,
    Double,
    Exchange,
    Grow,
    Match,
    Remove,
    Step,
    Trait,
    Turn,
    after,
    count,
    holds,
    masks,
    moved,
    patterns,
    step_taken,
)


def _named(problem: ObjectProperties, part: Any) -> list[str]:
    """The words, and the number if any, of a part of a step."""
    found = [(trait.attribute, trait.value) for pattern in patterns(part) for trait in pattern]
    match part:
        case Turn(_, attribute, value) | Copy(_, attribute, value):
            found.append((attribute, value))
        case Exchange(_, attribute, a, b):
            found += [(attribute, a), (attribute, b)]
        case Add(kind) | Match(kind):
            found += enumerate(kind)
    number = [str(part.number)] if isinstance(part, Add | Condition) and part.number else []
    return [problem.words[attribute][value] for attribute, value in found] + number


def _groups(words: dict[str, str]) -> Callable[[ObjectProperties], str]:
    def pattern(problem: ObjectProperties) -> str:
        lines = []
        for kind, number in problem.groups:
            told = [problem.words[attribute][value] for attribute, value in enumerate(kind)]
            lines.append(rf"\b{number} " + "".join(f"(?=[^\n]*{words.get(word, word)})" for word in told) + "[^\n]*\n")
        return "[^\n]*".join(lines)

    return pattern


def _steps(words: dict[str, str]) -> Callable[[ObjectProperties], str]:
    """Each step behind its number, with all that it names, in any order."""

    def pattern(problem: ObjectProperties) -> str:
        lines = []
        for number, step in enumerate(problem.steps, 1):
            told = [word for part in (step.condition, step.then, step.otherwise) if part for word in _named(problem, part)]
            lines.append(rf"\n{number}\. " + "".join(f"(?=[^\n]*{words.get(word, word)})" for word in told) + "[^\n]*")
        return "".join(lines)

    return pattern


def _asked(words: dict[str, str], before: str, behind: str) -> Callable[[ObjectProperties], str]:
    def pattern(problem: ObjectProperties) -> str:
        told = [problem.words[trait.attribute][trait.value] for trait in problem.asked]
        return before + "".join(f"(?=[^\n?？]*{words.get(word, word)})" for word in told) + behind

    return pattern


def _has(*kinds: type) -> Callable[[ObjectProperties], bool]:
    return lambda problem: any(isinstance(change, kinds) for step in problem.steps for change in (step.then, step.otherwise))


def _conditional(problem: ObjectProperties) -> bool:
    return any(step.condition for step in problem.steps)


_ENGLISH: dict[str, str] = {}
_CHINESE = CHINESE_WORDS

RULES = (
    Rule("count", {"en": _groups(_ENGLISH), "zh": _groups(_CHINESE)}),
    Rule("count", {"en": _steps(_ENGLISH), "zh": _steps(_CHINESE)}),
    Rule("count", {"en": _asked(_ENGLISH, "how many ", r"[^\n?]*are there"), "zh": _asked(_CHINESE, "(最后|做完以后)", "[^\n]*多少个")}),
    Rule("count", {"en": "taken one after another", "zh": "依次进行"}),
    Rule(
        "count",
        {
            "en": "goes by the objects as they are just before that step, with all that earlier steps have changed or added",
            "zh": "以这一步之前的状况为准，前面各步改变或添上的都算在内",
        },
    ),
    Rule("count", {"en": "at the same moment, so that no object is changed twice", "zh": "同时发生，一个物体不会变两次"}),
    Rule(
        "count",
        {"en": "what the step adds is not counted or copied in it", "zh": "新添的物体，在这一步里不计数，也不再复制"},
        _has(Copy, Double, Match),
    ),
    Rule("count", {"en": "count just before that step whether it holds", "zh": "在这一步之前数一数条件是否成立"}, _conditional),
    Rule("count", {"en": "exactly one of the two changes", "zh": "两种变化中恰好进行一种"}, _conditional),
    Rule(
        "count",
        {"en": "Zero is an even number", "zh": "零算偶数"},
        lambda problem: any(step.condition and step.condition.how in ("even", "odd") for step in problem.steps),
    ),
    Rule("count", {"en": "sizes are small, medium and large", "zh": "大小分为小号、中号、大号"}, _has(Grow)),
    Rule(
        "count",
        {"en": "large already stays large.{,80}small stays small", "zh": "大号的再变大仍是大号.{,20}小号的再变小仍是小号"},
        _has(Grow),
    ),
    Rule("format", {"en": "one whole number", "zh": "用一个整数回答"}),
)


def _answer(problem: ObjectProperties, steps: tuple[Step, ...]) -> str:
    objects = start(problem)
    for step in steps:
        objects = step_taken(objects, step)
    return str(count(objects, problem.asked))


def _judged_at_the_start(problem: ObjectProperties) -> str:
    first = start(problem)
    steps = [step.then if step.condition is None or holds(first, step.condition) else step.otherwise for step in problem.steps]
    return _answer(problem, tuple(Step(change) for change in steps if change))


def _without(kind: type) -> Callable[[ObjectProperties], str]:
    """As it would be if changes of this kind changed nothing; conditions are judged in the course of that."""

    def answer(problem: ObjectProperties) -> str:
        objects = start(problem)
        for step in problem.steps:
            change = step.then if step.condition is None or holds(objects, step.condition) else step.otherwise
            if change and not isinstance(change, kind):
                objects = after(objects, change)
        return str(count(objects, problem.asked))

    return answer


def _all(problem: ObjectProperties) -> str:
    objects = start(problem)
    for step in problem.steps:
        objects = step_taken(objects, step)
    return str(sum(objects.values()))


def by_first_looks(problem: ObjectProperties) -> int:
    """What comes out when every change goes by what its objects were at first, though conditions by what they are now."""
    first = start(problem)
    followed = {(kind, kind): number for kind, number in first.items()}
    for step in problem.steps:
        now: Collection = {}
        for (_, kind), number in followed.items():
            now[kind] = now.get(kind, 0) + number
        change = step.then if step.condition is None or holds(now, step.condition) else step.otherwise
        if isinstance(change, (Add, Match)):
            added = after(
                {}, Add(change.kind, change.number) if isinstance(change, Add) else Add(change.kind, count(first, change.pattern))
            )
            followed |= {(kind, kind): followed.get((kind, kind), 0) + number for kind, number in added.items()}
        elif change:
            mask, wanted = masks(change.pattern)
            concerned = [pair for pair in followed if pair[0] & mask == wanted]
            found = dict(followed)
            if not isinstance(change, (Copy, Double)):
                for pair in concerned:
                    del found[pair]
            for (was, _), other, number in zip(
                concerned, moved([kind for _, kind in concerned], change), [followed[pair] for pair in concerned], strict=True
            ):
                if other:
                    found[was, other] = found.get((was, other), 0) + number
            followed = found
    mask, wanted = masks(problem.asked)
    return sum(number for (_, kind), number in followed.items() if kind & mask == wanted)


SHORTCUTS = (
    Shortcut("the number at the start", lambda problem: str(count(start(problem), problem.asked)), (0.05, 0.03, 0.03, *(0.02,) * 7)),
    Shortcut("the last step overlooked", lambda problem: _answer(problem, problem.steps[:-1]), (0.0,) * 10),
    Shortcut(
        "all conditions taken as met",
        lambda problem: _answer(problem, tuple(Step(step.then) for step in problem.steps)),
        (1.0, 0.57, 0.37, 0.04, 0.04, 0.04, 0.04, 0.03, 0.02, 0.02),
    ),
    Shortcut("conditions judged at the start", _judged_at_the_start, (1.0, 0.66, 0.3, 0.02, 0.02, *(0.02,) * 5)),
    Shortcut("changes go by what the objects were at first", lambda problem: str(by_first_looks(problem)), (0.92, 1.0, 0.56, *(0.0,) * 7)),
    Shortcut("nothing is taken away", _without(Remove), (0.85, 0.03, 0.88, *(0.02,) * 7)),
    Shortcut("nothing is exchanged", _without(Exchange), (1.0, 1.0, 0.52, *(0.03,) * 7)),
    Shortcut("all objects counted, whatever they are", _all, (0.26, 0.16, 0.06, 0.06, 0.08, 0.07, 0.08, 0.08, 0.08, 0.08)),
    Shortcut("always the same number", lambda problem: "32", (0.05, 0.05, 0.04, 0.04, 0.04, *(0.02,) * 5)),
)


def copies(problem: ObjectProperties, rng: Random) -> Iterator[ObjectProperties]:
    """Other words; values of shapes, colours and materials renumbered, and these attributes exchanged; groups in another order."""
    count_of = len(problem.words)
    renamed = [attribute for attribute in range(count_of) if attribute != SIZE]
    for _ in range(3):
        target = dict(zip(renamed, rng.sample(renamed, len(renamed)), strict=True)) | {SIZE: SIZE}
        orders = {a: rng.sample(range(len(problem.words[a])), len(problem.words[a])) for a in renamed} | {SIZE: [0, 1, 2]}
        words: list[tuple[str, ...]] = [()] * count_of
        for attribute in range(count_of):
            known = (SHAPES, COLOURS, SIZE_WORDS, MATERIALS)[target[attribute]]
            size = len(problem.words[attribute])
            words[target[attribute]] = tuple(SIZE_WORDS) if attribute == SIZE else tuple(rng.sample(sorted(known), size))
        move = _Move(target, orders)
        groups = [(move.kind(kind), number) for kind, number in problem.groups]
        steps = [Step(move.part(step.then), move.part(step.condition), move.part(step.otherwise)) for step in problem.steps]
        yield ObjectProperties(tuple(words), tuple(rng.sample(groups, len(groups))), tuple(steps), move.pattern(problem.asked))


class _Move:
    """Where attributes and their values go."""

    def __init__(self, target: dict[int, int], orders: dict[int, list[int]]) -> None:
        self.target, self.orders = target, orders

    def kind(self, kind: tuple[int, ...]) -> tuple[int, ...]:
        moved_to = sorted((self.target[attribute], self.orders[attribute][value]) for attribute, value in enumerate(kind))
        return tuple(value for _, value in moved_to)

    def pattern(self, traits: tuple[Trait, ...]) -> tuple[Trait, ...]:
        return tuple(sorted(Trait(self.target[t.attribute], self.orders[t.attribute][t.value], t.positive) for t in traits))

    def part(self, part: Any) -> Any:
        match part:
            case Turn(traits, attribute, value) | Copy(traits, attribute, value):
                return type(part)(self.pattern(traits), self.target[attribute], self.orders[attribute][value])
            case Exchange(traits, attribute, a, b):
                return Exchange(self.pattern(traits), self.target[attribute], self.orders[attribute][b], self.orders[attribute][a])
            case Add(kind, number):
                return Add(self.kind(kind), number)
            case Match(kind, traits):
                return Match(self.kind(kind), self.pattern(traits))
            case Condition(how, a, b, number):
                return Condition(how, self.pattern(a), self.pattern(b), number)
        return replace(part, pattern=self.pattern(part.pattern)) if part else None


def different(problem: ObjectProperties, rng: Random) -> Iterator[ObjectProperties]:
    """One step less; one object more in a group; one group less."""
    if len(problem.steps) > 1:
        yield replace(problem, steps=problem.steps[:-1])
    place = rng.randrange(len(problem.groups))
    kind, number = problem.groups[place]
    yield replace(problem, groups=(*problem.groups[:place], (kind, number + 1), *problem.groups[place + 1 :]))
    yield replace(problem, groups=problem.groups[:-1])
