"""Belief tracking: where a person thinks that another thinks that a thing is, after moves, looks and words that not everybody is there for.

Refused for the first of: format (not one box for each question), box (another box for one of them)."""

import re
from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.parsers.names import CHINESE_NAMES
from synth.verifiers.parsers.text import plain
from synth.verifiers.simulation import _states
from synth.verifiers.simulation._states import State
from synth.verifiers.simulation.belief_tracking.answers import CHINESE, GOODS, LETTERS, read
from synth.verifiers.simulation.belief_tracking.story import (
    ASKED,
    BOXES,
    DEPTH,
    EVENTS,
    PERSONS,
    THINGS,
    Box,
    Event,
    Goes,
    Looks,
    Person,
    Puts,
    Says,
    Seen,
    Thing,
    Tips,
    places,
    prepared,
)

__all__ = ["EXAMPLES", "TRACE_FORMAT", "BeliefTracking", "Question", "proven", "states", "verify", "verify_trace"]

TRACE_FORMAT = _states.trace_format(
    en="One line is due for each numbered event, in order. It tells how each question would have to be answered right after that event: "
    "q1 for question 1, q2 for question 2, and so on.",
    zh="每个带编号的事件写一行，依次写出：如果故事到这件事为止，各个问题的答案分别是什么，"
    "q1 是问题 1 的答案，q2 是问题 2 的答案，依此类推。",
    example=(State((("q1", "C"), ("q2", "A")), "1"), State((("q1", "C"), ("q2", "D")), "2")),
)


class Question(msgspec.Struct, frozen=True, array_like=True):
    """Where the first of the chain thinks that the next thinks ... that the thing is: `Question((0, 2), 1)`."""

    chain: Annotated[tuple[Person, ...], Meta(min_length=1, max_length=DEPTH)]
    thing: Thing


class BeliefTracking(Problem, frozen=True):
    """Persons in a room with boxes, what happens, and questions about it."""

    names: Annotated[tuple[Annotated[str, Meta(pattern=r"^[A-Z][a-z]{1,11}\Z")], ...], Meta(min_length=2, max_length=PERSONS)]
    """Of the persons, to whom all else refers by number: `("Mei", "Ivan")`."""
    goods: Annotated[tuple[Annotated[str, Meta(pattern=r"^[a-z]{2,12}\Z")], ...], Meta(min_length=1, max_length=THINGS)]
    """Words for the things: `("lamp",)`."""
    boxes: Annotated[int, Meta(ge=2, le=BOXES)]
    """How many there are: A, B, C, ..."""
    start: Annotated[tuple[Box, ...], Meta(min_length=1, max_length=THINGS)]
    """The box of each thing at first."""
    deaf: Annotated[tuple[tuple[Person, Person], ...], Meta(max_length=4)]
    """(who, whom): everybody knows that the first never believes the second. Ascending."""
    story: Annotated[tuple[Event, ...], Meta(min_length=1, max_length=EVENTS)]
    """In order."""
    asked: Annotated[tuple[Question, ...], Meta(min_length=2, max_length=ASKED)]
    """In order, no two alike."""

    def __post_init__(self) -> None:
        if len(set(self.names)) < len(self.names) or len(set(self.goods)) < len(self.goods) or not set(self.goods) <= set(GOODS):
            raise ValueError("a name twice, or a thing that answers are not read by")
        if len(self.start) != len(self.goods):
            raise ValueError("each thing is somewhere at first")
        told = [event for event in self.story if isinstance(event, Puts | Says)]
        lids = [box for event in self.story if isinstance(event, Tips) for box in (event.box, event.into)]
        if max(*self.start, *lids, *(event.box for event in told), 0) >= self.boxes:
            raise ValueError("a box that there is not")
        if max(*(event.thing for event in told), *(question.thing for question in self.asked), 0) >= len(self.goods):
            raise ValueError("a thing that there is not")
        people = [person for pair in self.deaf for person in pair] + [person for question in self.asked for person in question.chain]
        if max(people) >= len(self.names):
            raise ValueError("a person that there is not")
        if list(self.deaf) != sorted(set(self.deaf)) or any(who == whom for who, whom in self.deaf):
            raise ValueError("those who never believe another, ascending")
        if len(set(self.asked)) < len(self.asked) or any(a == b for q in self.asked for a, b in zip(q.chain, q.chain[1:], strict=False)):
            raise ValueError("a question twice, or about what somebody thinks that they think themselves")
        seen(self)


@kept
def seen(problem: BeliefTracking) -> list[Seen]:
    """The story with who is in the room. Raises ValueError for an event that cannot be."""
    return prepared(problem.story, len(problem.names))


@kept
def beliefs(problem: BeliefTracking) -> tuple[int, ...]:
    """The box that each question asks for."""
    told, deaf = seen(problem), frozenset(problem.deaf)
    return tuple(places(told, deaf, q.chain, q.thing, problem.start[q.thing]) for q in problem.asked)


def written(boxes: Sequence[int]) -> str:
    """Boxes as an answer: `1: B, 2: A`."""
    return ", ".join(f"{number}: {LETTERS[box]}" for number, box in enumerate(boxes, 1))


@kept
def states(problem: BeliefTracking) -> tuple[State, ...]:
    """How each question would be answered after each event."""
    told, deaf = seen(problem), frozenset(problem.deaf)
    columns: list[list[int]] = []
    for question in problem.asked:
        columns.append([])
        places(told, deaf, question.chain, question.thing, problem.start[question.thing], columns[-1])
    return tuple(
        State(tuple((f"q{place}", LETTERS[box]) for place, box in enumerate(row, 1)), str(number))
        for number, row in enumerate(zip(*columns, strict=True), 1)
    )


def verify(problem: BeliefTracking, answer: str) -> Verdict:
    found = read(plain(answer, CHINESE), len(problem.asked), (*problem.names, *problem.goods))
    if found is None:
        return refuse("format")
    return ACCEPT if tuple(map(LETTERS.index, found)) == beliefs(problem) else refuse("box")


def verify_trace(problem: BeliefTracking, completion: str) -> TraceVerdict:
    """The verdict on lines in TRACE_FORMAT; its reasons stand in `_states.judge`."""
    return _states.judge(problem, completion, verify, states(problem))


def proven(problem: BeliefTracking, completion: str) -> Proven:
    """How much of the story is told; see `synth.verifiers.score_steps`."""
    return _states.proven(completion, states(problem))


_SMALL = BeliefTracking(
    ("Mei", "Ivan", "Rosa"),
    ("lamp",),
    4,
    (0,),
    (),
    (Goes((1,)), Puts(0, 0, 2, 1), Goes((2,)), Puts(0, 0, 3), Says(0, 1, 0, 1)),
    (Question((1,), 0), Question((2,), 0), Question((2, 1), 0), Question((0, 2), 0)),
)  # 1: B, for that is what he was told; 2: C; 3: A, as Rosa did not notice him; 4: C
_LOOKS = BeliefTracking(
    ("Mei", "Ivan", "Rosa"),
    ("lamp", "kite"),
    4,
    (0, 1),
    ((2, 0),),
    (Goes((1,)), Tips(0, 0, 3, True, -1, 2, 1), Goes((1,)), Looks(1), Says(0, -1, 0, 2)),
    (Question((2,), 0), Question((2, 0), 0), Question((2, 1), 0), Question((0, 1), 1)),
)  # Rosa never believes Mei: D; nor that Mei believes it herself: D; but that Ivan does: C; B


def _in_chinese(answer: str) -> str:
    return re.sub("Mei|Ivan|Rosa", lambda found: CHINESE_NAMES[found[0]], answer)


EXAMPLES = (
    (_SMALL, "1: B, 2: C, 3: A, 4: C", ""),
    (_SMALL, "B, C, A, C", ""),
    (_SMALL, "1. B\n2. C\n3. A\n4. C", ""),
    (_SMALL, '{"1": "B", "2": "C", "3": "A", "4": "C"}', ""),
    (_SMALL, "Q1: box B; Q2: box C; Q3: box A; Q4: box C", ""),
    (_SMALL, "1. Ivan thinks that the lamp is in box B.\n2. Box C\n3. Rosa thinks Ivan thinks it is in box A.\n4. Box C", ""),
    (_SMALL, "| Question | Box |\n|---|---|\n| 1 | B |\n| 2 | C |\n| 3 | A |\n| 4 | C |", ""),
    (_LOOKS, "4: B, 1: D, 2: D, 3: C", ""),
    (_LOOKS, "1: C, 2: C, 3: C, 4: B", "box"),
    (_SMALL, "", "format"),
    (_SMALL, "1: D, 2: D, 3: D, 4: D", "box"),
    (_SMALL, "1: B, 2: C, 3: C, 4: C", "box"),
    (_SMALL, "1: B, 2: C, 3: A", "format"),
    (_SMALL, "1: B, 2: C, 3: A or C, 4: C", "format"),
    (_SMALL, "1: not D, 2: C, 3: A, 4: C", "format"),
    (_SMALL, "1: B, 2: C, 3: A, 3: C", "format"),
    (_SMALL, "1：B 盒；2：C 盒；3：A 盒；4：C 盒", ""),
    (_SMALL, "答案是：1：B，2：C，3：A，4：C。", ""),
    (_SMALL, "问题1：B盒；问题2：C盒；问题3：A盒；问题4：C盒", ""),
    (_SMALL, "1. B 盒子\n2. C 盒子\n3. A 盒子\n4. C 盒子", ""),
    (_SMALL, _in_chinese("1：Ivan认为台灯在B盒里；2：在C盒里；3：在A盒里；4：在C盒里"), ""),
    (_SMALL, "依次是B、C、A、C", ""),
    (_SMALL, "1. 在B盒子里\n2. 在C盒子里\n3. 在A盒子里\n4. 在C盒子里", ""),
    (_SMALL, "各问的答案依次为：B、C、A、C。", ""),
    (_SMALL, "① B ② C ③ A ④ C", ""),
    (_SMALL, "问题一：B\n问题二：C\n问题三：A\n问题四：C", ""),
    (_SMALL, "1：D盒；2：C盒；3：A盒；4：C盒", "box"),
    (_SMALL, "问题1：B；问题2：C；问题3：A", "format"),
    (_SMALL, "1：不在B盒里；2：C；3：A；4：C", "format"),
)
