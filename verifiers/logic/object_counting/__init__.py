"""Object counting: people have things, give, get and lose some; how many of a category do some of them have in the end?

Refused for the first of: format (not one whole number), count (another number of things)."""

from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic._counts import read_count, reader
from synth.verifiers.logic.object_counting.events import (
    CATEGORY,
    EVENTS,
    PEOPLE,
    THINGS,
    Category,
    Double,
    Exchange,
    Get,
    Give,
    GiveAll,
    Half,
    Lose,
    Match,
    More,
    Most,
    Number,
    Person,
    Step,
    Stock,
    Thing,
    named,
    step_taken,
)
from synth.verifiers.parsers.names import CHINESE_NAMES


class Note(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A line that changes nothing: a person nearly buys so many of a thing, or dreams of having so many."""

    before: Annotated[int, Meta(ge=0, le=EVENTS)]
    """The step before which it stands; the number of steps: at the end."""
    dream: bool
    person: Person
    thing: Thing
    number: Number


class ObjectCounting(Problem, frozen=True):
    """Who has what, what happens, and what is asked."""

    people: Annotated[tuple[Annotated[str, Meta(pattern=r"^[A-Z][a-z]{1,11}\Z")], ...], Meta(min_length=1, max_length=PEOPLE)]
    """Names, to which all else refers by number: `("Mei", "Ivan")`."""
    things: Annotated[tuple[Annotated[str, Meta(pattern=r"^[a-z]{2,12}\Z")], ...], Meta(min_length=1, max_length=THINGS)]
    """Words out of `CATEGORIES`: `("apple", "hammer")`."""
    start: Annotated[tuple[Annotated[int, Meta(ge=0, le=99)], ...], Meta(min_length=1, max_length=PEOPLE * THINGS)]
    """How many of each thing the first person has, then the second, ...: `(5, 2, 0, 7)`."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=EVENTS)]
    """In order."""
    asked: Annotated[tuple[Person, ...], Meta(min_length=1, max_length=PEOPLE)]
    """The people whose things are counted at the end, ascending: `(0,)`."""
    category: Category
    """Of which things are counted: `"fruit"`."""
    notes: Annotated[tuple[Note, ...], Meta(max_length=12)]
    """Lines that change nothing, in the order in which they stand."""

    def __post_init__(self) -> None:
        if not CATEGORY.keys() >= set(self.things) or len(set(self.things)) < len(self.things):
            raise ValueError("things are known ones, each once")
        if len(set(self.people)) < len(self.people) or len(self.start) != len(self.people) * len(self.things):
            raise ValueError("a name twice, or numbers that are not one for each person and thing")
        if list(self.asked) != sorted(set(self.asked)) or self.asked[-1] >= len(self.people):
            raise ValueError("the asked are people, in order")
        for step in self.steps:
            if (step.condition is None) != (step.otherwise is None):
                raise ValueError("a condition decides between two events")
            for part in (step.condition, step.then, step.otherwise):
                if part is None:
                    continue
                people, things = named(part)
                if max(people) >= len(self.people) or max(things, default=0) >= len(self.things):
                    raise ValueError("a step about somebody or something unknown")
                if isinstance(part, (Match, More)):
                    if (part.person, part.thing) == (part.other, part.like):
                        raise ValueError("a number compared with itself")
                elif len(set(people)) < len(people):
                    raise ValueError("nobody gives themselves anything")
        if any(note.person >= len(self.people) or note.thing >= len(self.things) for note in self.notes):
            raise ValueError("a note about somebody or something unknown")
        if [note.before for note in self.notes] != sorted(min(note.before, len(self.steps)) for note in self.notes):
            raise ValueError("notes stand in order, between the steps")
        counted(self)


def total(has: Stock, problem: ObjectCounting) -> int:
    """Things of the category that the asked have together."""
    width = len(problem.things)
    places = [place for place, thing in enumerate(problem.things) if CATEGORY[thing] == problem.category]
    return sum(has[person * width + place] for person in problem.asked for place in places)


@kept
def counted(problem: ObjectCounting) -> int:
    """The answer. Raises ValueError where a step can't happen as told."""
    has = problem.start
    for step in problem.steps:
        has = step_taken(step, has, problem.things, strict=True)
    return total(has, problem)


CHINESE_THINGS = {
    "apple": "苹果", "pear": "梨", "banana": "香蕉", "plum": "李子", "lemon": "柠檬", "mango": "芒果",
    "hammer": "锤子", "saw": "锯子", "screwdriver": "螺丝刀", "drill": "电钻", "chisel": "凿子", "spanner": "扳手",
    "violin": "小提琴", "trumpet": "小号", "guitar": "吉他", "flute": "长笛", "harp": "竖琴", "cello": "大提琴",
    "goat": "山羊", "cow": "奶牛", "duck": "鸭子", "rabbit": "兔子", "horse": "马", "hen": "母鸡",
    "shirt": "衬衫", "jacket": "夹克", "skirt": "裙子", "coat": "大衣", "sweater": "毛衣", "vest": "背心",
    "chair": "椅子", "table": "桌子", "desk": "书桌", "sofa": "沙发", "stool": "凳子", "wardrobe": "衣柜",
    "fruit": "水果", "tool": "工具", "instrument": "乐器", "animal": "动物", "garment": "衣服", "furniture": "家具",
}  # fmt: skip
"""Things and categories, and their Chinese words."""
_NOUNS = (
    frozenset(f"{word}{ending}" for word in CHINESE_THINGS for ending in ("", "s"))
    | frozenset(name.lower() for name in CHINESE_NAMES)
    | frozenset("and have has had together they pieces piece items item clothing clothes musical things objects altogether now".split())
)
_CHINESE = reader(
    {word: english for english, word in CHINESE_THINGS.items()}
    | {word: name.lower() for name, word in CHINESE_NAMES.items()}
    | dict.fromkeys((*"把只头匹条张支架件台", "合起来", "加起来", "他们", "她们", "两人", "手里", "拥有", "东西"), "have")
)


def verify(problem: ObjectCounting, answer: str) -> Verdict:
    number = read_count(answer, _NOUNS, _CHINESE)
    if number is None:
        return refuse("format")
    return ACCEPT if number == counted(problem) else refuse("count")


_SMALL = ObjectCounting(
    ("Mei", "Ivan", "Rosa"),
    ("apple", "pear", "hammer"),
    (8, 3, 5, 4, 9, 0, 0, 6, 7),
    (
        Step(Half(0, 1, 0)),  # Mei 4 apples, Ivan 8
        Step(Match(0, 1, 2, 2)),  # Mei 10 pears
        Step(GiveAll(2, 0, "fruit"), More(1, 0, 0, 0), Lose(0, 0, 2)),  # Mei 16 pears
        Step(Most(1, 1, 5)),  # Mei 11 pears, Ivan 14
        Step(Double(0, 0)),  # Mei 8 apples
        Step(Exchange(0, 2, "tool")),
        Step(Give(1, 2, 0, 3)),
    ),
    (0,),
    "fruit",
    (Note(2, False, 0, 0, 40),),
)
_BOTH = replace(_SMALL, asked=(0, 1), steps=(*_SMALL.steps, Step(Get(0, 1, 5))))  # 19 + 5 and 5 apples + 14 pears

EXAMPLES = (
    (_SMALL, "19", ""),
    (_SMALL, "19 pieces of fruit", ""),
    (_SMALL, "Mei has 19 pieces of fruit.", ""),
    (_SMALL, r"\boxed{19}", ""),
    (_SMALL, "x = 19", ""),
    (_SMALL, "**19**", ""),
    (_BOTH, "Together they have 43 pieces of fruit.", ""),
    (_SMALL, "", "format"),
    (_SMALL, "nineteen", "format"),
    (_SMALL, "8 + 11", "format"),
    (_SMALL, "19 or 20", "format"),
    (_SMALL, "not 19", "format"),
    (_SMALL, "8 apples, 11 pears", "format"),
    (_SMALL, "11", "count"),
    (_SMALL, "22", "count"),
    (_SMALL, "26", "count"),
    (_SMALL, "答案是 19。", ""),
    (_SMALL, "19 个", ""),
    (_SMALL, f"{CHINESE_NAMES['Mei']}一共有 19 个水果", ""),
    (_SMALL, "19个水果", ""),
    (_SMALL, "总数是 19", ""),
    (_SMALL, "结果为１９", ""),
    (_SMALL, "11 个", "count"),
    (_SMALL, "19 或 20", "format"),
    (_SMALL, "不是 19", "format"),
)
