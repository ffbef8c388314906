"""Boxes for numbered questions, as models write them: `1: B, 2: A`, `B, A`, sentences, objects, tables, in English and Chinese."""

import re
from collections.abc import Sequence

from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.names import CHINESE_NAMES

LETTERS = "ABCDEFG"
LONGEST_ANSWER = 2_000
"""Characters of an answer after its decorations are off."""
GOODS = {
    "lamp": "台灯", "kite": "风筝", "drum": "皮鼓", "globe": "地球仪", "vase": "花瓶", "camera": "相机", "teapot": "茶壶", "mirror": "镜子",
    "candle": "蜡烛", "compass": "指南针", "scarf": "围巾", "whistle": "哨子", "puppet": "木偶", "flute": "笛子", "lantern": "灯笼",
    "postcard": "明信片",
}  # fmt: skip
"""Things and their Chinese words."""
CHINESE = Reader(
    WORDS
    | {chinese: f" {name} " for name, chinese in CHINESE_NAMES.items()}
    | {chinese: f" {good} " for good, chinese in GOODS.items()}
    | dict.fromkeys("认为 以为 觉得 相信 在 的 里 里面 盒子 盒 箱子 箱 号 位置 问题 题 问 第 是 了".split(), " ")
    | dict.fromkeys(
        "依次 依次是 分别 分别是 依次为 分别为 应该 会 还 仍然 仍 盒里 盒子里 箱子里 各题 各问 各个问题".split(),
        " ",
    )
    | {f"{letter}{box}": f" {letter} " for letter in LETTERS for box in ("盒", "盒子")}
    | {f"{word}{digit}": f" {number} " for word in ("问题", "题") for number, digit in enumerate("一二三四五六", 1)}
)
_IDLE = frozenset(
    "q question questions number thinks think believes believe that the is it in inside of box boxes place letter answer and".split()
)
_RINGED = {ord(sign): f" {number} " for number, sign in enumerate("①②③④⑤⑥", 1)}
_TEXT = re.compile(r"[①-⑥\w\s,;:.|()\[\]{}\"'`*=→⇒>?#-]*")


def read(text: str, count: int, own: Sequence[str]) -> list[str] | None:
    """The letters for the questions, in order; None where the text is anything else. own: names and things, which may be spoken of."""
    if len(text) > LONGEST_ANSWER or not _TEXT.fullmatch(text) or re.search(r"\d\.\d|-\d", text):
        return None
    text = text.translate(_RINGED)
    idle = _IDLE.union(word.casefold() for word in own)
    words = [word for word in re.findall(r"\d+|[^\W\d_]+|_+", text) if word.casefold() not in idle]
    if not all(word.isascii() and ((word.isdigit() and len(word) < 3) or word.upper() in LETTERS) for word in words):
        return None
    words = [word.upper() for word in words]
    if len(words) == count and not any(word.isdigit() for word in words) and all(len(word) == 1 for word in words):
        return words
    said = {int(number): letter for number, letter in zip(words[::2], words[1::2], strict=False) if number.isdigit()}
    if len(words) != 2 * count or said.keys() != set(range(1, count + 1)) or any(v not in LETTERS or len(v) != 1 for v in said.values()):
        return None
    return [said[number] for number in range(1, count + 1)]
