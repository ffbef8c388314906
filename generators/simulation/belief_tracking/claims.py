"""What belief tracking claims: its rules in words, what cheap policies win, and which stories are the same puzzle."""

from collections.abc import Callable, Iterator, Mapping
from random import Random

from msgspec.structs import replace

from synth.generators.simulation.belief_tracking import NAMES, WORDS
from synth.generators.simulation.belief_tracking.cheap import POLICIES, Policy, concerned, guess
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.parsers.names import CHINESE_NAMES
from synth.verifiers.simulation.belief_tracking import BeliefTracking, written
from synth.verifiers.simulation.belief_tracking.answers import GOODS, LETTERS
from synth.verifiers.simulation.belief_tracking.story import Event, Goes, Looks, Puts, Says, Tips, prepared

_CHINESE = CHINESE_NAMES | GOODS


def _named(event: Event, problem: BeliefTracking) -> list[str]:
    """What an event names, in order."""
    names = problem.names
    if isinstance(event, Goes):
        return [names[person] for person in event.who]
    told = [names[event.who]]
    if isinstance(event, Says):
        told += [names[event.to]] if event.to >= 0 else []
    if isinstance(event, Puts | Says):
        told += [problem.goods[event.thing], LETTERS[event.box]]
    if isinstance(event, Tips):
        told += [LETTERS[event.box], LETTERS[event.into]]
    told += [names[event.spy]] if event.spy >= 0 else []
    if not isinstance(event, Says) and event.fooled >= 0:
        told += [names[event.fooled], names[event.supposed]]
    return told


def _story(words: Mapping[str, str]) -> Callable[[BeliefTracking], str]:
    return lambda problem: r"[^\n]*\n".join(
        rf"{number}\. .*?" + r"[^\n]*?".join(words.get(word, word) for word in _named(event, problem))
        for number, event in enumerate(problem.story, 1)
    )


def _asked(words: Mapping[str, str]) -> Callable[[BeliefTracking], str]:
    return lambda problem: r"[^\n]*\n".join(
        rf"{number}\. [^\n]*?" + r"[^\n]*?".join(words.get(w, w) for w in (*(problem.names[p] for p in q.chain), problem.goods[q.thing]))
        for number, q in enumerate(problem.asked, 1)
    )


def _start(words: Mapping[str, str], between: str) -> Callable[[BeliefTracking], str]:
    return lambda problem: r".{1,12}".join(
        rf"{words.get(good, good)}{between}{LETTERS[box]}" for good, box in zip(problem.goods, problem.start, strict=True)
    )


def _deaf(words: Mapping[str, str], between: str) -> Callable[[BeliefTracking], str]:
    return lambda problem: r".{1,9}".join(
        rf"{words.get(problem.names[a], problem.names[a])}{between}{words.get(problem.names[b], problem.names[b])}" for a, b in problem.deaf
    )


def _has(*kinds: type) -> Callable[[BeliefTracking], bool]:
    return lambda problem: any(isinstance(event, kinds) for event in problem.story)


def _secrets(field: str) -> Callable[[BeliefTracking], bool]:
    return lambda problem: any(getattr(event, field, -1) >= 0 for event in problem.story)


_NONE: dict[str, str] = {}
RULES = (
    Rule("box", {"en": lambda p: rf"{p.boxes} closed boxes", "zh": lambda p: rf"{p.boxes} 个盖着的盒子"}),
    Rule("box", {"en": _start(_NONE, " is in box "), "zh": _start(_CHINESE, "在 ")}),
    Rule("box", {"en": _story(_NONE), "zh": _story(_CHINESE)}),
    Rule("box", {"en": _asked(_NONE), "zh": _asked(_CHINESE)}),
    Rule("box", {"en": r"does not show what is in the boxes", "zh": r"看不到盒子里有什么。"}),
    Rule("box", {"en": r"each of them knows that all of them notice it", "zh": r"每个人都知道在场的人全都注意到了"}),
    Rule("box", {"en": r"sees which thing it is and which box", "zh": r"都看到放的是什么、放进了哪个盒子"}, _has(Puts)),
    Rule("box", {"en": r"took to be in the one box has gone into the other", "zh": r"现在到了另一个盒子里"}, _has(Tips)),
    Rule("box", {"en": r"not even to the person who does it", "zh": r"动手的人自己也看不到"}, _has(Tips)),
    Rule("box", {"en": r"finds everything where they themselves think it is", "zh": r"都在自己所以为的地方"}, _has(Looks)),
    Rule(
        "box",
        {"en": r"believes it at once.{5,50}thinks that the speaker believes it", "zh": r"都会马上相信，并且认为说话的人自己也相信"},
        _has(Says),
    ),
    Rule("box", {"en": r"own opinion about the thing stays", "zh": r"说话的人自己.{5,15}看法不变"}, _has(Says)),
    Rule(
        "box",
        {"en": r"noticed by these two only", "zh": r"只有这两个人知道"},
        lambda p: any(isinstance(event, Says) and event.to >= 0 for event in p.story),
    ),
    Rule("box", {"en": _deaf(_NONE, " never believes "), "zh": _deaf(_CHINESE, "从来不相信")}, lambda p: bool(p.deaf)),
    Rule("box", {"en": r"nor about where that speaker thinks it is", "zh": r"也不改变自己对“说话人认为"}, lambda p: bool(p.deaf)),
    Rule("box", {"en": r"nobody notices or suspects", "zh": r"没有人发现他，也没有人怀疑"}, _secrets("spy")),
    Rule("box", {"en": r"nobody knows about this mistake", "zh": r"别人也不知道有这个误会"}, _secrets("fooled")),
    Rule("box", {"en": r"Otherwise nobody changes their mind", "zh": r"除此之外，谁也不会改变看法"}),
)


def _under(name: str, policy: Policy) -> Callable[[BeliefTracking], str]:
    def answer(problem: BeliefTracking) -> str:
        seen = prepared(problem.story, len(problem.names))
        return written(guess(problem, policy)) if name in concerned(problem, seen) else ""

    return answer


def _last_named(problem: BeliefTracking) -> str:
    """The box that is named last beside the thing."""
    found = list(problem.start)
    for event in problem.story:
        if isinstance(event, Puts | Says):
            found[event.thing] = event.box
    return written([found[question.thing] for question in problem.asked])


SHORTCUTS = (
    *(Shortcut(name, _under(name, policy), (0.005,) * 10) for name, policy in POLICIES.items()),
    Shortcut("the box named last beside the thing", _last_named, (0.02,) * 10),
    Shortcut("A for each", lambda problem: written([0] * len(problem.asked)), (0.005,) * 10),
)


def copies(problem: BeliefTracking, rng: Random) -> Iterator[BeliefTracking]:
    """Other names and things; the boxes renamed; the questions in another order."""
    yield replace(problem, names=tuple(rng.sample(NAMES, len(problem.names))), goods=tuple(rng.sample(WORDS, len(problem.goods))))
    boxes = rng.sample(range(problem.boxes), problem.boxes)

    def renamed(event: Event) -> Event:
        if isinstance(event, Tips):
            return replace(event, box=boxes[event.box], into=boxes[event.into])
        return replace(event, box=boxes[event.box]) if isinstance(event, Puts | Says) else event

    yield replace(problem, start=tuple(boxes[box] for box in problem.start), story=tuple(map(renamed, problem.story)))
    yield replace(problem, asked=tuple(rng.sample(problem.asked, len(problem.asked))))


def different(problem: BeliefTracking, rng: Random) -> Iterator[BeliefTracking]:
    """One more who puts a thing away at the end; the first question about somebody else."""
    inside = set(range(len(problem.names)))
    for event in problem.story:
        if isinstance(event, Goes):
            inside ^= set(event.who)
    if len(problem.story) < 40:
        yield replace(problem, story=(*problem.story, Puts(min(inside), 0, 0)))
    chain = problem.asked[0].chain[1:]
    if chain and all(question.chain != chain for question in problem.asked):
        yield replace(problem, asked=(replace(problem.asked[0], chain=chain), *problem.asked[1:]))
