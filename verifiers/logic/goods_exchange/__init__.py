"""Goods exchange: who holds what after a run of swaps, gifts and rounds, some of them on conditions.

Refused for the first of: format (not people with what they hold), goods (not each good exactly once), holder (a good is with somebody
else). Those who hold nothing may be left out."""

import re
from typing import Annotated

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.goods_exchange.answers import CHINESE, LONGEST_ANSWER, RESERVED, read
from synth.verifiers.logic.goods_exchange.record import (
    GOODS,
    PEOPLE,
    STEPS,
    Again,
    Course,
    Earlier,
    Give,
    Holder,
    Holds,
    Met,
    Note,
    Pass,
    Person,
    Step,
    Swap,
    Together,
    mentioned,
)
from synth.verifiers.parsers.names import CHINESE_NAMES
from synth.verifiers.parsers.text import plain


class GoodsExchange(Problem, frozen=True):
    """People, goods and what happens to them."""

    people: Annotated[tuple[Annotated[str, Meta(pattern=r"^[A-Z][a-z]{1,11}\Z")], ...], Meta(min_length=2, max_length=PEOPLE)]
    """Names, to which all else refers by number: `("Mei", "Ivan")`."""
    goods: Annotated[tuple[Annotated[str, Meta(pattern=r"^[a-z]{2,12}\Z")], ...], Meta(min_length=2, max_length=GOODS)]
    """Words, each for one thing: `("lamp", "kite")`."""
    start: Annotated[tuple[Person, ...], Meta(min_length=2, max_length=GOODS)]
    """Who holds each good at the start: `(1, 0)`."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=STEPS)]
    """In order."""
    void: Annotated[tuple[Earlier, ...], Meta(max_length=4)]
    """Steps that never took place, ascending: `(3,)`."""
    notes: Annotated[tuple[Note, ...], Meta(max_length=12)]
    """Lines that change nothing, in the order in which they stand."""

    def __post_init__(self) -> None:
        words = [*(name.lower() for name in self.people), *self.goods]
        if len(set(words)) != len(words) or not RESERVED.isdisjoint(words):
            raise ValueError("a name twice, or one that means something else in answers")
        if len(self.start) != len(self.goods) or max(self.start) >= len(self.people):
            raise ValueError("each good is with somebody")
        if list(self.void) != sorted(set(self.void)) or (self.void and self.void[-1] >= len(self.steps)):
            raise ValueError("void steps are steps, in order")
        for number, step in enumerate(self.steps):
            self._check(number, step)
        if any(max(note.person, note.other) >= len(self.people) or note.good >= len(self.goods) for note in self.notes):
            raise ValueError("a note about somebody or something unknown")
        if [note.before for note in self.notes] != sorted(min(note.before, len(self.steps)) for note in self.notes):
            raise ValueError("notes stand in order, between the steps")

    def _check(self, number: int, step: Step) -> None:
        """All people, goods and earlier steps that a step speaks of exist."""
        if step.condition is None and (step.otherwise or not step.positive):
            raise ValueError("only a condition can fail")
        for part in (step.condition, step.then, step.otherwise):
            if part is None:
                continue
            people, goods, earlier = mentioned(part)
            if (people and max(people) >= len(self.people)) or (goods and max(goods) >= len(self.goods)):
                raise ValueError("a step about somebody or something unknown")
            if len(set(people)) < len(people) or len(set(goods)) < len(goods):
                raise ValueError("a step that names somebody or something twice")
            if earlier is not None:
                if earlier >= number or earlier in self.void:
                    raise ValueError("a step refers to one before it that took place")
                told = self.steps[earlier]
                if isinstance(part, Met) and told.condition is None:
                    raise ValueError("a step without a condition")
                if isinstance(part, Again) and not isinstance(told.then, Swap):
                    raise ValueError("a step that is no swap")
                if isinstance(part, Again) and told.otherwise:
                    raise ValueError("a step that is more than a swap")


@kept
def outcome(problem: GoodsExchange) -> tuple[int, ...]:
    """Who holds each good at the end."""
    course = Course(problem.start)
    for number, step in enumerate(problem.steps):
        if number in problem.void:
            course.skip()
        else:
            course.take(step)
    return tuple(course.holder)


def verify(problem: GoodsExchange, answer: str) -> Verdict:
    text = plain(answer, CHINESE).lower()
    found = read(text, problem.people, problem.goods) if len(text) <= LONGEST_ANSWER else None
    if found is None:
        return refuse("format")
    if sorted(good for good, _ in found) != list(range(len(problem.goods))):
        return refuse("goods")
    return ACCEPT if tuple(person for _, person in sorted(found)) == outcome(problem) else refuse("holder")


_SMALL = GoodsExchange(
    ("Mei", "Ivan", "Rosa"),
    ("lamp", "kite", "drum"),
    (0, 1, 2),
    (
        Step(Swap(0, 1)),  # Mei kite, Ivan lamp
        Step(Give(1, 2), Holds(1, 0)),  # Rosa drum, kite; Mei nothing
        Step(Swap(Holder(2), 0), Met(1), False),
        Step(Pass((0, 1, 2)), Together(1, 2)),  # Mei drum, kite; Ivan nothing; Rosa lamp
    ),
    (),
    (Note(1, "offers", 2, 0, 1),),
)
_VOID = msgspec.structs.replace(_SMALL, steps=(*_SMALL.steps[:2], Step(Swap(0, Holder(0))), Step(Again(0))), void=(2,))


def _in_chinese(answer: str) -> str:
    return re.sub("Mei|Ivan|Rosa", lambda found: CHINESE_NAMES[found[0]], answer)


EXAMPLES = (
    (_SMALL, "Mei: kite, drum; Ivan: nothing; Rosa: lamp", ""),
    (_SMALL, "Mei: drum and kite\nIvan: nothing\nRosa: lamp", ""),
    (_SMALL, '{"Mei": ["kite", "drum"], "Ivan": [], "Rosa": ["lamp"]}', ""),
    (_SMALL, "Mei has the kite and the drum, Ivan has nothing, and Rosa has the lamp.", ""),
    (_SMALL, "- **Mei**: kite, drum\n- **Ivan**: none\n- **Rosa**: lamp", ""),
    (_SMALL, "1. Mei -> drum, kite\n2. Ivan -> nothing\n3. Rosa -> lamp", ""),
    (_SMALL, "| Person | Goods |\n|---|---|\n| Mei | kite, drum |\n| Ivan | - |\n| Rosa | lamp |", ""),
    (_SMALL, "Final holdings:\nMei: kite, drum; Ivan: nothing; Rosa: lamp", ""),
    (_SMALL, "lamp: Rosa, kite: Mei, drum: Mei", ""),
    (_SMALL, "Rosa: lamp; Mei: drum, kite", ""),
    (_VOID, "Mei: lamp; Ivan: nothing; Rosa: kite, drum", ""),
    (_SMALL, "", "format"),
    (_SMALL, "nothing", "format"),
    (_SMALL, "Mei: kite or drum; Ivan: nothing; Rosa: lamp", "format"),
    (_SMALL, "Mei: kite, drum; Ivan: no lamp; Rosa: lamp", "format"),
    (_SMALL, "Mei: kite; Mei: drum; Rosa: lamp", "format"),
    (_SMALL, "Mei, Ivan: kite, drum; Anna: lamp", "format"),
    (_SMALL, "Mei and Rosa do not hold the lamp", "format"),
    (_SMALL, "Mei: kite, drum; Ivan: lamp; Rosa: lamp", "goods"),
    (_SMALL, "Mei: kite; Rosa: lamp", "goods"),
    (_SMALL, "Mei: lamp; Ivan: kite; Rosa: drum", "holder"),
    (_SMALL, "Mei: nothing; Ivan: lamp; Rosa: kite, drum", "holder"),
    (_VOID, "Mei: nothing; Ivan: lamp; Rosa: kite, drum", "holder"),
    (_SMALL, _in_chinese("Mei：风筝、皮鼓；Ivan：无；Rosa：台灯"), ""),
    (_SMALL, _in_chinese("答案是：Mei：风筝，皮鼓；Ivan：没有；Rosa：台灯。"), ""),
    (_SMALL, _in_chinese("Mei有皮鼓和风筝，Ivan什么都没有，Rosa有台灯。"), ""),
    (_SMALL, _in_chinese("| 人物 | 物品 |\n|---|---|\n| Mei | 皮鼓，风筝 |\n| Ivan | 无 |\n| Rosa | 台灯 |"), ""),
    (_SMALL, _in_chinese("- Mei：皮鼓、风筝\n- Ivan：两手空空\n- Rosa：台灯"), ""),
    (_SMALL, _in_chinese("台灯在Rosa手里，风筝在Mei手里，皮鼓在Mei手里"), ""),
    (_SMALL, _in_chinese("Mei：风筝；Ivan：无；Rosa：台灯"), "goods"),
    (_SMALL, _in_chinese("Mei：无；Ivan：台灯；Rosa：风筝，皮鼓"), "holder"),
    (_SMALL, _in_chinese("Mei：风筝或皮鼓；Ivan：无；Rosa：台灯"), "format"),
    (_SMALL, _in_chinese("Mei不是风筝，皮鼓；Rosa：台灯"), "format"),
)
