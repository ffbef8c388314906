"""Ordering puzzle: put things in a row, the one order that all clues allow.

Refused for the first of: format (not a list of names, bare in order or each with its place), names (not each of them exactly once),
clue (an order that a clue forbids). Places count from 1 at the start of the row. That the clues leave one order is the generator's
promise; the verdict needs the clues alone."""

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.names import CHINESE_NAMES
from synth.verifiers.parsers.text import plain

MAX_THINGS = 14
MAX_LENGTH = 2_000
"""Characters of an answer after its decorations are off."""
Thing = Annotated[int, Meta(ge=0, le=MAX_THINGS - 1)]
Place = Annotated[int, Meta(ge=1, le=MAX_THINGS)]


class Before(msgspec.Struct, frozen=True, array_like=True, tag="before"):
    """Thing a comes before thing b; directly, when `next` is true."""

    a: Thing
    b: Thing
    next: bool


class Apart(msgspec.Struct, frozen=True, array_like=True, tag="apart"):
    """The places of the two differ by exactly `by` (1: they are neighbours); by anything else, when `so` is false."""

    a: Thing
    b: Thing
    by: Annotated[int, Meta(ge=1, le=MAX_THINGS - 1)]
    so: bool


class Between(msgspec.Struct, frozen=True, array_like=True, tag="between"):
    """Thing a is somewhere between b and c."""

    a: Thing
    b: Thing
    c: Thing


class At(msgspec.Struct, frozen=True, array_like=True, tag="at"):
    """Thing a is at one of the places; at none of them, when `so` is false."""

    a: Thing
    places: Annotated[tuple[Place, ...], Meta(min_length=1, max_length=2)]
    so: bool


Atom = Before | Apart | At


class Link(msgspec.Struct, frozen=True, array_like=True, tag="link"):
    """The second holds if the first does; exactly one of them holds. They name three things at most."""

    how: Literal["if", "xor"]
    first: Atom
    second: Atom


Clue = Atom | Between | Link

_BOOKS = {
    "atlas": "地图集", "novel": "小说", "diary": "日记", "cookbook": "菜谱", "dictionary": "词典", "biography": "传记", "comic": "漫画",
    "almanac": "年鉴", "songbook": "歌本", "encyclopedia": "百科全书", "textbook": "教科书", "anthology": "诗集", "guidebook": "旅游指南",
    "catalogue": "图录",
}  # fmt: skip
_ANIMALS = {
    "lion": "狮子", "tiger": "老虎", "zebra": "斑马", "panda": "熊猫", "camel": "骆驼", "monkey": "猴子", "wolf": "狼", "fox": "狐狸",
    "otter": "水獭", "eagle": "老鹰", "owl": "猫头鹰", "koala": "考拉", "giraffe": "长颈鹿", "elephant": "大象",
}  # fmt: skip
_INSTRUMENTS = {
    "violin": "小提琴", "flute": "长笛", "cello": "大提琴", "trumpet": "小号", "harp": "竖琴", "piano": "钢琴", "guitar": "吉他",
    "clarinet": "单簧管", "oboe": "双簧管", "trombone": "长号", "lute": "琵琶", "accordion": "手风琴", "organ": "管风琴", "drum": "大鼓",
}  # fmt: skip
THINGS = {
    **dict.fromkeys(("race", "queue", "ages"), CHINESE_NAMES),
    "shelf": _BOOKS,
    "zoo": _ANIMALS,
    "concert": _INSTRUMENTS,
}
"""For each theme what is put in order, with the Chinese words."""
Theme = Literal["race", "queue", "ages", "shelf", "zoo", "concert"]
THEMES: tuple[Theme, ...] = ("race", "queue", "ages", "shelf", "zoo", "concert")
ZH = CHINESE_NAMES | _BOOKS | _ANIMALS | _INSTRUMENTS
_KNOWN = frozenset(ZH)


class OrderingPuzzle(Problem, frozen=True):
    """Things and clues to their order."""

    theme: Theme
    """What kind of row it is: runners from the first to the last, people from the front to the back or from the youngest to the oldest,
    books or animals from left to right, pieces from the first to the last."""
    things: Annotated[tuple[Annotated[str, Meta(pattern=r"^[A-Za-z]{2,12}\Z")], ...], Meta(min_length=3, max_length=MAX_THINGS)]
    """Names, to which clues refer by number from 0, in any order: `("lion", "wolf", "owl")`."""
    clues: Annotated[tuple[Clue, ...], Meta(min_length=1, max_length=40)]
    """`(Before(a=0, b=2, next=False), At(a=1, places=(1,), so=False))`."""

    def __post_init__(self) -> None:
        if len(set(self.things)) != len(self.things) or not THINGS[self.theme].keys() >= set(self.things):
            raise ValueError("names are different ones of the theme")
        count = len(self.things)
        for clue in self.clues:
            named = involved(clue)
            if max(named) >= count or any(place > count for atom in atoms(clue) if isinstance(atom, At) for place in atom.places):
                raise ValueError("a clue names a thing or a place that is not there")
            if any(len(involved(atom)) < width(atom) for atom in atoms(clue)):
                raise ValueError("a clue compares a thing with itself")
            if len(named) > 3 or any(isinstance(atom, Apart) and atom.by > 1 and not atom.so for atom in atoms(clue)):
                raise ValueError("the parts of a link name three things at most, and no distance but that of neighbours is denied")


def atoms(clue: Clue) -> tuple[Atom | Between, ...]:
    """The parts of a link, or the clue itself."""
    return (clue.first, clue.second) if isinstance(clue, Link) else (clue,)


def width(clue: Atom | Between) -> int:
    """How many things it takes."""
    return 1 if isinstance(clue, At) else 3 if isinstance(clue, Between) else 2


def involved(clue: Clue) -> set[int]:
    """The things that the clue names."""
    if isinstance(clue, Link):
        return involved(clue.first) | involved(clue.second)
    if isinstance(clue, At):
        return {clue.a}
    return {clue.a, clue.b, clue.c} if isinstance(clue, Between) else {clue.a, clue.b}


def holds(clue: Clue, place: list[int]) -> bool:
    """Whether it is true where thing i is at place[i]."""
    if isinstance(clue, Before):
        return place[clue.a] + 1 == place[clue.b] if clue.next else place[clue.a] < place[clue.b]
    if isinstance(clue, Apart):
        return (abs(place[clue.a] - place[clue.b]) == clue.by) == clue.so
    if isinstance(clue, Between):
        low, high = sorted((place[clue.b], place[clue.c]))
        return low < place[clue.a] < high
    if isinstance(clue, At):
        return (place[clue.a] in clue.places) == clue.so
    first, second = holds(clue.first, place), holds(clue.second, place)
    return first != second if clue.how == "xor" else second or not first


_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
_IDLE = frozenset(
    "and then is was the a in at from to on of order place position rank name left right front back start end beginning top bottom "
    "youngest oldest leftmost rightmost runner runners person people book books animal animals piece pieces instrument came comes "
    "finished st nd rd th next finally last followed by lastly winner queue row stands lives plays".split()
)
_THEN = (
    *"然后 接着 再 最后 其次 首先 名 位 从 到 至 的 顺序 依次 排列 排在 名次 先后顺序".split(),
    *"从左到右 从前到后 从小到大 按年龄从小到大 从先到后 依次是 依次为 顺序是 顺序为".split(),
)
_BACK = (
    *"从右到左 从后到前 从大到小 按年龄从大到小 从队尾到队首 从最后一名到冠军".split(),
    *"从年龄最大到年龄最小 从后到先 从最后演奏到最先演奏".split(),
)
_READER = Reader(
    WORDS
    | {chinese: f"{english} " for english, chinese in ZH.items()}
    | dict.fromkeys(_THEN, "then")
    | {"在": "at"}
    | dict.fromkeys(_BACK, "backwards")
)
_STARTS = "left|leftmost|first|winner|youngest|front|start|beginning|top"
_REVERSED = re.compile(rf"\b(?:right|rightmost|last|last runner|oldest|back|end|bottom) to (?:the )?(?:{_STARTS})\b")
_TEXT = re.compile(r"[a-z0-9\s,;:.()\[\]{}\"'`*_|<>=/\\$#→⇒➜➡⟶⟹-]*")
_LATEX = re.compile(r"\\(?:to|rightarrow|Rightarrow|longrightarrow|prec|lt|quad)(?![a-zA-Z])")
_TOKEN = re.compile(r"[a-z]+|\d+")


def _things(answer: str) -> list[str] | None:
    """The names in order, in lower case: as they stand, or by their places where each has one."""
    text = _LATEX.sub("→", plain(answer, _READER)).lower()
    if len(text) > MAX_LENGTH or not _TEXT.fullmatch(text) or _REVERSED.search(text):
        return None
    names: list[str] = []
    places: list[int] = []
    shape = ""
    for token in _TOKEN.findall(text):
        if token in _LOWER:
            names.append(token)
            shape += "n"
        elif token in _ORDINALS or (token.isdigit() and len(token) <= 2):
            places.append(int(token) if token.isdigit() else _ORDINALS.index(token) + 1)
            shape += "p"
        elif token not in _IDLE:
            return None
    if not names:
        return None
    if not places:
        return names
    if len(places) < len(names) and shape[0] == "p" and places == [1] and "last" in text:  # `First A, then B, ... and last C`
        return names
    if not (re.fullmatch(r"(?:pn)+|(?:np)+", shape) and sorted(places) == list(range(1, len(places) + 1))):
        return None
    return [name for _, name in sorted(zip(places, names, strict=True))]


_LOWER = frozenset(name.lower() for name in _KNOWN)


def verify(problem: OrderingPuzzle, answer: str) -> Verdict:
    found = _things(answer)
    if found is None:
        return refuse("format")
    number = {name.lower(): thing for thing, name in enumerate(problem.things)}
    if sorted(found) != sorted(number):
        return refuse("names")
    place = [0] * len(found)
    for k, name in enumerate(found, 1):
        place[number[name]] = k
    return ACCEPT if all(holds(clue, place) for clue in problem.clues) else refuse("clue")


_RACE = OrderingPuzzle(
    "race",
    ("Boris", "Carmen", "Ivan", "Mina"),
    (Before(2, 3, True), At(1, (4,), True), Before(3, 0, False)),
)
_ZOO = OrderingPuzzle(
    "zoo",
    ("wolf", "owl", "lion", "fox", "zebra"),
    (
        Apart(0, 3, 2, True),
        Between(1, 0, 3),
        Link("if", Before(1, 2, False), At(4, (1,), True)),
        Link("xor", Before(2, 0, False), Apart(0, 4, 1, True)),
        Apart(2, 3, 1, False),
        At(3, (1, 5), False),
        Before(4, 3, True),
    ),
)
"""Lion, zebra, fox, owl, wolf."""
_QUEUE = OrderingPuzzle("queue", tuple(CHINESE_NAMES)[:11], tuple(Before(thing, thing + 1, True) for thing in range(10)))

EXAMPLES = (
    (_RACE, "Ivan, Mina, Boris, Carmen", ""),
    (_RACE, "[Ivan, Mina, Boris, Carmen]", ""),
    (_RACE, '["Ivan", "Mina", "Boris", "Carmen"]', ""),
    (_RACE, "1. Ivan\n2. Mina\n3. Boris\n4. Carmen", ""),
    (_RACE, "Ivan < Mina < Boris < Carmen", ""),
    (_RACE, "Ivan → Mina → Boris → Carmen", ""),
    (_RACE, "Ivan, then Mina, then Boris and finally Carmen", ""),
    (_RACE, "First Ivan, then Mina, then Boris, and Carmen last.", ""),
    (_RACE, "1st: Ivan, 2nd: Mina, 3rd: Boris, 4th: Carmen", ""),
    (_RACE, "Boris was third, Carmen was fourth, Ivan was first, Mina was second", ""),
    (_RACE, "Boris: 3, Carmen: 4, Ivan: 1, Mina: 2", ""),
    (_RACE, "| Place | Runner |\n|---|---|\n| 1 | Ivan |\n| 2 | Mina |\n| 3 | Boris |\n| 4 | Carmen |", ""),
    (_RACE, "From the winner to the last runner: Ivan, Mina, Boris, Carmen", ""),
    (_RACE, r"\text{Ivan, Mina, Boris, Carmen}", ""),
    (_QUEUE, "\n".join(f"{place}. {name}" for place, name in enumerate(_QUEUE.things, 1)), ""),
    (_ZOO, "lion, zebra, fox, owl, wolf", ""),
    (_ZOO, "the lion, the zebra, the fox, the owl, the wolf", ""),
    (_ZOO, "From left to right: lion, zebra, fox, owl, wolf", ""),
    (_RACE, "", "format"),
    (_RACE, "Ivan, Mina, Boris or Carmen", "format"),
    (_RACE, "not Ivan, Mina, Boris, Carmen", "format"),
    (_RACE, "Ivan, Mina, Boris, Karl", "format"),
    (_RACE, "1. Ivan\n1. Mina\n2. Boris\n3. Carmen", "format"),
    (_RACE, "Ivan: 1, Mina: 2, Boris, Carmen", "format"),
    (_ZOO, "From right to left: lion, zebra, fox, owl, wolf", "format"),
    (_RACE, "Ivan, Mina, Boris", "names"),
    (_RACE, "Ivan, Mina, Boris, Carmen, Ivan", "names"),
    (_RACE, "Ivan, Mina, Boris, Carmen / Mina, Ivan, Boris, Carmen", "names"),
    (_RACE, "Ivan, Mina, Boris, Hugo", "names"),
    (_RACE, "Boris, Carmen, Ivan, Mina", "clue"),
    (_RACE, "Carmen, Boris, Mina, Ivan", "clue"),
    (_RACE, "1. Boris\n2. Ivan\n3. Mina\n4. Carmen", "clue"),
    (_ZOO, "wolf, owl, fox, zebra, lion", "clue"),
    (_ZOO, "lion, fox, owl, wolf, zebra", "clue"),
    (_ZOO, "狮子，斑马，狐狸，猫头鹰，狼", ""),
    (_ZOO, "答案是：狮子、斑马、狐狸、猫头鹰、狼。", ""),
    (_ZOO, "从左到右依次是：狮子、斑马、狐狸、猫头鹰和狼", ""),
    (_ZOO, "1. 狮子\n2. 斑马\n3. 狐狸\n4. 猫头鹰\n5. 狼", ""),
    (_ZOO, "第一个：狮子，第二个：斑马，第三个：狐狸，第四个：猫头鹰，第五个：狼", ""),
    (_ZOO, "狮子→斑马→狐狸→猫头鹰→狼", ""),
    (_ZOO, "狼，猫头鹰，狐狸，斑马，狮子", "clue"),
    (_ZOO, "从右到左：狮子，斑马，狐狸，猫头鹰，狼", "format"),
    (_ZOO, "狮子，斑马，狐狸，猫头鹰", "names"),
    (_ZOO, "狮子，斑马，狐狸，猫头鹰或者狼", "format"),
    (_ZOO, "狮子，斑马，狐狸，猫头鹰，大熊", "format"),
)
