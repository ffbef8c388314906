"""Object properties: a collection of objects goes through changes that go by their properties; how many of a kind are there in the end?

Refused for the first of: format (not one whole number), count (another number of objects)."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic._counts import read_count, reader
from synth.verifiers.logic.object_properties.changes import (
    ATTRIBUTES,
    CHANGES,
    COLOUR,
    GROUPS,
    SHAPE,
    SIZE,
    SIZES,
    VALUES,
    Add,
    Change,
    Collection,
    Condition,
    Copy,
    Double,
    Exchange,
    Grow,
    Kind,
    Match,
    Number,
    Pattern,
    Remove,
    Step,
    Trait,
    Turn,
    code,
    count,
    patterns,
    step_taken,
)


class ObjectProperties(Problem, frozen=True):
    """Objects, what happens to them, and which are asked for."""

    words: Annotated[
        tuple[Annotated[tuple[Annotated[str, Meta(pattern=r"^[a-z]{2,12}\Z")], ...], Meta(min_length=2, max_length=VALUES)], ...],
        Meta(min_length=2, max_length=ATTRIBUTES),
    ]
    """For shape, colour, size and material, as many as there are, the words of the values: `(("cube", "ball"), ("red", "blue"))`."""
    groups: Annotated[tuple[tuple[Kind, Number], ...], Meta(min_length=1, max_length=GROUPS)]
    """Kinds of objects, each once, and how many there are at first: `(((0, 1), 7),)`."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=CHANGES)]
    """In order."""
    asked: Annotated[Pattern, Meta(min_length=1)]
    """The objects that are counted at the end: `(Trait(1, 0, True),)`."""

    def __post_init__(self) -> None:
        values = [len(words) for words in self.words]
        flat = [word for words in self.words for word in words]
        if len(set(flat)) < len(flat) or (len(values) > SIZE and values[SIZE] != SIZES):
            raise ValueError("no word stands for two values, and there are three sizes")
        if len({kind for kind, _ in self.groups}) < len(self.groups):
            raise ValueError("each kind of object is listed once")
        for step in self.steps:
            if (step.condition is None) != (step.otherwise is None):
                raise ValueError("a condition decides between two changes")
            if step.condition:
                _check_condition(step.condition)
        parts = [part for step in self.steps for part in (step.condition, step.then, step.otherwise) if part is not None]
        kinds = [kind for kind, _ in self.groups] + [part.kind for part in parts if isinstance(part, (Add, Match))]
        if any(len(kind) != len(values) or any(value >= most for value, most in zip(kind, values, strict=True)) for kind in kinds):
            raise ValueError("a kind has one value of each attribute")
        for pattern in (self.asked, *(pattern for part in parts for pattern in patterns(part))):
            if len({trait.attribute for trait in pattern}) < len(pattern):
                raise ValueError("a pattern names an attribute once")
            if any(trait.attribute >= len(values) or trait.value >= values[trait.attribute] for trait in pattern):
                raise ValueError("a pattern of unknown values")
        for part in parts:
            _check_change(part, values)


def _check_condition(condition: Condition) -> None:
    compared = condition.how == "more"
    if (compared and condition.a == condition.b) or (not compared and condition.b) or (condition.number > 0) != (condition.how == "least"):
        raise ValueError("a condition that compares nothing, or holds what has no meaning")


def _check_change(part: "Change | Condition", values: list[int]) -> None:
    """New values exist, and differ from those that the pattern asks for."""
    if isinstance(part, (Turn, Copy, Exchange)):
        new = [part.a, part.b] if isinstance(part, Exchange) else [part.value]
        if part.attribute >= len(values) or max(new) >= values[part.attribute] or len(set(new)) < len(new):
            raise ValueError("a change to unknown values")
        named = [trait for trait in part.pattern if trait.attribute == part.attribute]
        if isinstance(part, Exchange) and named:
            raise ValueError("values are exchanged among objects that have either")
        if any(trait.positive == (trait.value == part.value) for trait in named if not isinstance(part, Exchange)):
            raise ValueError("a change to what the objects are already, or a pattern that is open")
    if isinstance(part, Grow) and (len(values) <= SIZE or any(trait.attribute == SIZE for trait in part.pattern)):
        raise ValueError("sizes change where there are sizes, whatever they are")


def start(problem: ObjectProperties) -> Collection:
    return {code(kind): number for kind, number in problem.groups}


@kept
def counted(problem: ObjectProperties) -> int:
    """The answer."""
    objects = start(problem)
    for step in problem.steps:
        objects = step_taken(objects, step)
    return count(objects, problem.asked)


SHAPES = {"cube": "立方体", "ball": "球", "cone": "圆锥", "pyramid": "棱锥", "disc": "圆盘", "cylinder": "圆柱"}
COLOURS = {"red": "红色", "blue": "蓝色", "green": "绿色", "yellow": "黄色", "white": "白色", "black": "黑色"}
SIZE_WORDS = {"small": "小号", "medium": "中号", "large": "大号"}
MATERIALS = {"wooden": "木制", "glass": "玻璃", "metal": "金属", "plastic": "塑料", "stone": "石头", "paper": "纸制"}
CHINESE_WORDS = SHAPES | COLOURS | SIZE_WORDS | MATERIALS
"""All words of properties, and the Chinese ones."""
_NOUNS = frozenset(CHINESE_WORDS) | {f"{shape}s" for shape in SHAPES} | {"object", "objects", "thing", "things", "piece", "pieces"}
_CHINESE = reader(
    {chinese: english for english, chinese in CHINESE_WORDS.items()} | dict.fromkeys(("物体", "东西", "物品", "积木"), "objects")
)


def verify(problem: ObjectProperties, answer: str) -> Verdict:
    number = read_count(answer, _NOUNS, _CHINESE)
    if number is None:
        return refuse("format")
    return ACCEPT if number == counted(problem) else refuse("count")


_RED, _LARGE, _CUBE = Trait(COLOUR, 0, True), Trait(SIZE, 2, True), Trait(SHAPE, 0, True)
_SMALL = ObjectProperties(
    (("cube", "ball"), ("red", "blue"), ("small", "medium", "large")),
    (((0, 0, 0), 5), ((1, 1, 2), 4), ((0, 1, 1), 7)),
    (
        Step(Turn((Trait(SHAPE, 1, True),), COLOUR, 0)),  # 4 large red balls
        Step(Grow((_CUBE,), True)),  # 5 medium red cubes, 7 large blue cubes
        Step(Double((_RED,)), Condition("more", (_RED,), (Trait(COLOUR, 1, True),), 0), Remove((_LARGE,))),  # 10, 8 and 7
        Step(Exchange((_CUBE,), COLOUR, 0, 1)),  # 10 medium blue cubes, 8 large red balls, 7 large red cubes
        Step(Match((0, 0, 2), (_RED,))),
    ),
    (_RED, Trait(SIZE, 0, False)),
)

EXAMPLES = (
    (_SMALL, "30", ""),
    (_SMALL, "30 objects", ""),
    (_SMALL, "There are 30 red objects at the end.", ""),
    (_SMALL, r"\boxed{30}", ""),
    (_SMALL, "x = 30", ""),
    (_SMALL, "**30**", ""),
    (_SMALL, "30.0", ""),
    (_SMALL, "30 objects that are not blue", ""),
    (_SMALL, "At the end there are 30 of them.", ""),
    (_SMALL, "", "format"),
    (_SMALL, "thirty", "format"),
    (_SMALL, "15 + 15", "format"),
    (_SMALL, "30 or 15", "format"),
    (_SMALL, "not 30", "format"),
    (_SMALL, "30 red objects, 7 large", "format"),
    (_SMALL, "5", "count"),
    (_SMALL, "15", "count"),
    (_SMALL, "-30", "count"),
    (_SMALL, "答案是 30。", ""),
    (_SMALL, "30 个", ""),
    (_SMALL, "最后有 30 个红色物体", ""),
    (_SMALL, "一共 30 个", ""),
    (_SMALL, "结果为３０", ""),
    (_SMALL, "15 个", "count"),
    (_SMALL, "30 或 15", "format"),
    (_SMALL, "不是 30", "format"),
)
