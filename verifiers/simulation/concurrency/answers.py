"""Schedules and sets of numbers as models write them: `A B A`, `A, B, A`, `A -> B`, `ABA`, numbered lines; `1, 3`, `{1, 3}`, `1 and 3`."""

import re

from synth.verifiers.parsers.chinese import WORDS, Reader

LONGEST_ANSWER = 2_000
"""Characters of an answer after its decorations are off."""
CHINESE = Reader(
    WORDS
    | dict.fromkeys(
        "所有 一个 可行 有效 可行的".split()
        + "线程 进程 依次 运行 执行 顺序 调度 步骤 先 再 然后 接着 最后 到 是 为 可能 可以 的 值 取值 集合 共 共有 有 个 最终 变量".split(),
        " ",
    )
    | {"或": ","}
)
_IDLE = frozenset("thread threads process deadlock then step run runs schedule order by line next finally".split())
_OF_NUMBERS = frozenset("all and or the value values possible final of are is in x y z can be finish with set".split())
_NAMED = re.compile(r"\A(?:an?|one|the) (?:(?:valid|possible|suitable) )?(?:schedule|order)(?: is)?\s*:?\s", re.IGNORECASE)
_SCHEDULE = re.compile(r"[\w\s,;:.()\[\]{}\"'`*→⇒>#-]*")
_NUMBERS = re.compile(r"[\w\s,;:.()\[\]{}\"'`*=∈\\-]*")
_COUNTED = re.compile(r"(?m)^[ \t]*(?:step[ \t]+)?\d{1,3}(?:[.):][ \t]*|[ \t]+)(?=\S)", re.IGNORECASE)
_COUNT = re.compile(r"(?:there (?:are|is)\s)?\s*(\d{1,2})\s*[a-z\s]{0,30}:(?=\s*[-\d{\[])", re.IGNORECASE)
"""`3 possible values: 4, 7, 8`."""


def schedule(text: str, letters: str) -> list[int] | None:
    """The threads of a text in order; None where something else stands in it."""
    text = re.sub(r"\\(?:rightarrow|to)(?![a-z])", " ", _NAMED.sub("", text))
    if len(text) > LONGEST_ANSWER or not _SCHEDULE.fullmatch(text) or re.search(r"(?<![->=])-\d", text):
        return None
    words = _words(text)
    if len(words) > 1 and words[::2] == [str(number) for number in range(1, len(words) // 2 + 1)]:
        words = words[1::2]  # `1: A, 2: B`
    else:
        words = _words(_COUNTED.sub(" ", text))
    found: list[int] = []
    for word in words:
        if not word.isascii() or not word.isalpha() or not (word.isupper() or len(word) == 1) or not set(word.upper()) <= set(letters):
            return None
        found += map(letters.index, word.upper())
    return found or None


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\d+|[^\W\d_]+|_+", text) if word.casefold() not in _IDLE]


def integers(text: str) -> list[int] | None:
    """The numbers of a text, ascending; None where one is said twice or something else stands in it."""
    text = text.replace("$", " ")
    if len(text) > LONGEST_ANSWER or not _NUMBERS.fullmatch(text) or re.search(r"\.\.|\d\.\d|\d-\d|\d[^\S\n]+-[^\S\n]+\d", text):
        return None
    count = _COUNT.match(text)
    if count and len(re.findall(r"-?\d+", text[count.end() :])) == int(count[1]):
        text = text[count.end() :]
    words = [word for word in re.findall(r"-?\d+|[^\W\d_]+|_+", text) if word.casefold() not in _OF_NUMBERS]
    if not words or not all(re.fullmatch(r"-?\d{1,4}", word, re.ASCII) for word in words):
        return None
    found = [int(word) for word in words]
    return sorted(found) if len(set(found)) == len(found) else None
