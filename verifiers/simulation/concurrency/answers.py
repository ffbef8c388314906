"""Schedules and sets of numbers as models write them: `A B A`, `A, B, A`, `A -> B`, `ABA`, numbered lines; `1, 3`, `{1, 3}`, `1 and 3`."""

import re

from synth.verifiers.parsers.chinese import WORDS, Reader

LONGEST_ANSWER = 2_000
"""Characters of an answer after its decorations are off."""
CHINESE = Reader(
    WORDS
    | dict.fromkeys(
        "线程 进程 依次 运行 执行 顺序 调度 步骤 先 再 然后 接着 最后 到 是 为 可能 可以 的 值 取值 集合 共 有 最终 变量".split(), " "
    )
    | {"或": ","}
)
_IDLE = frozenset("thread threads process then step run runs schedule order by line next finally".split())
_OF_NUMBERS = frozenset("and or the value values possible final of are is in x y z can be finish with set".split())
_SCHEDULE = re.compile(r"[\w\s,;:.()\[\]{}\"'`*→⇒>#-]*")
_NUMBERS = re.compile(r"[\w\s,;:.()\[\]{}\"'`*=∈\\-]*")
_COUNTED = re.compile(r"(?m)^[ \t]*(?:step[ \t]+)?\d{1,3}(?:[.):][ \t]*|[ \t]+)(?=\S)", re.IGNORECASE)


def schedule(text: str, letters: str) -> list[int] | None:
    """The threads of a text in order; None where something else stands in it."""
    if len(text) > LONGEST_ANSWER or not _SCHEDULE.fullmatch(text) or re.search(r"(?<![->=])-\d", text):
        return None
    words = re.findall(r"\d+|[^\W\d_]+|_+", _COUNTED.sub(" ", text))
    words = [word for word in words if word.casefold() not in _IDLE]
    found: list[int] = []
    for word in words:
        if not word.isascii() or not word.isalpha() or not (word.isupper() or len(word) == 1) or not set(word.upper()) <= set(letters):
            return None
        found += map(letters.index, word.upper())
    return found or None


def integers(text: str) -> list[int] | None:
    """The numbers of a text, ascending; None where one is said twice or something else stands in it."""
    if len(text) > LONGEST_ANSWER or not _NUMBERS.fullmatch(text) or re.search(r"\.\.|\d\.\d|\d-\d|\d[^\S\n]+-?\d", text):
        return None
    words = [word for word in re.findall(r"-?\d+|[^\W\d_]+|_+", text) if word.casefold() not in _OF_NUMBERS]
    if not words or not all(re.fullmatch(r"-?\d{1,4}", word, re.ASCII) for word in words):
        return None
    found = [int(word) for word in words]
    return sorted(found) if len(set(found)) == len(found) else None
