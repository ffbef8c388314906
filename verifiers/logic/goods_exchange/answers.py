"""Who holds what, as models write it: `Mei: kite, drum; Ivan: nothing`, `the kite is with Mei`, objects, tables, in English and Chinese."""

import re
from collections.abc import Sequence

from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.names import CHINESE_NAMES

WORDS_OF_GOODS = {
    "lamp": "台灯", "kite": "风筝", "drum": "皮鼓", "globe": "地球仪", "vase": "花瓶", "guitar": "吉他", "camera": "相机",
    "umbrella": "雨伞", "teapot": "茶壶", "mirror": "镜子", "candle": "蜡烛", "compass": "指南针", "scarf": "围巾", "basket": "竹篮",
    "whistle": "哨子", "puppet": "木偶", "backpack": "背包", "flute": "笛子", "telescope": "望远镜", "hat": "帽子", "hammock": "吊床",
    "blanket": "毛毯", "lantern": "灯笼", "postcard": "明信片",
}  # fmt: skip
"""Goods and their Chinese words."""
_NOTHING = frozenset("nothing none no empty".split())
_IDLE = frozenset(
    "and the a an is are has have had holds hold holding held owns own owned with by to at in end finally person people name names "
    "good goods item items thing things holder holders owner owners who what ends up holdings final".split()
)
RESERVED = _NOTHING | _IDLE
"""Words of answers that can be no name."""
CHINESE = Reader(
    WORDS
    | {chinese: f" {name} " for name, chinese in CHINESE_NAMES.items()}
    | {chinese: f" {good} " for good, chinese in WORDS_OF_GOODS.items()}
    | dict.fromkeys(
        ("什么都没有", "什么也没有", "没有东西", "没有物品", "没有任何东西", "没有任何物品", "两手空空", "空手", "无物品"), "nothing"
    )
    | dict.fromkeys(
        (
            "持有",
            "拥有",
            "拿着",
            "有",
            "手里有",
            "手里",
            "手中",
            "得到",
            "在",
            "那里",
            "手上",
            "的",
            "物品",
            "人",
            "人物",
            "姓名",
            "持有人",
            "最后",
            "最终",
        ),
        "has",
    )
)
"""Reads names and goods beside what is common to all tasks."""
LONGEST_ANSWER = 2_000
"""Characters of an answer after its decorations are off."""
_BULLET = re.compile(r"(?m)^[ \t]*\d{1,2}[.)][ \t]")
_TEXT = re.compile(r"[a-z\s,;:.|()\[\]{}\"'`*_=<>→⇒&-]*")


def read(text: str, people: Sequence[str], goods: Sequence[str]) -> list[tuple[int, int]] | None:
    """(good, person), in the order of a lower-case text: people each with their goods, or goods each with its holder."""
    text = _BULLET.sub(" ", text)
    if not _TEXT.fullmatch(text):
        return None
    person_of = {name.lower(): number for number, name in enumerate(people)}
    good_of = {good: number for number, good in enumerate(goods)}
    groups: list[tuple[list[int], list[int], bool]] = []  # people, goods and whether nothing is said to be held
    last = first = ""
    for token in re.findall(r"[a-z]+", text):
        kind = "person" if token in person_of else "good" if token in good_of or token in _NOTHING else ""
        if not kind:
            if token not in _IDLE:
                return None
            continue
        first = first or kind
        # A group begins with each person, or, where goods come first, with the first good after a person.
        if not groups or (kind == first and (first == "person" or last == "person")):
            groups.append(([], [], False))
        if kind == "person":
            groups[-1][0].append(person_of[token])
        elif token in good_of:
            groups[-1][1].append(good_of[token])
        else:
            groups[-1] = (*groups[-1][:2], True)
        last = kind
    if not groups or any(len(who) != 1 or (empty and held) for who, held, empty in groups):
        return None
    named = [who[0] for who, held, _ in groups]
    if first == "person" and len(set(named)) < len(named):
        return None
    return [(good, who[0]) for who, held, _ in groups for good in held]
