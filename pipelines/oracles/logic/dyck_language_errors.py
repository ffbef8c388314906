"""Independent route: matched pairs are erased until nothing changes, as a rewriting system would, without any stack.

A prefix is sound when erasing leaves opening brackets only; the first error is the end of the shortest prefix that is not."""

import re

PAIRS = ("()", "[]", "{}", "<>", "«»", "「」")
CLOSERS = {pair[1] for pair in PAIRS}


def _rest(text: str) -> str:
    while True:
        before = text
        for pair in PAIRS:
            text = text.replace(pair, "")
        if text == before:
            return text


def _sound(prefix: str) -> bool:
    return not CLOSERS & set(_rest(prefix))


def _answer(sequence: str) -> int:
    if not _rest(sequence):
        return -1
    if _sound(sequence):
        return len(sequence) + 1
    low, high = 0, len(sequence)  # a sound prefix and one that is not: errors never heal
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _sound(sequence[:middle]) else (low, middle)
    return high


def check(problem: dict, answer: str) -> bool:
    found = re.findall(r"-?\d+", re.sub(r"(?<=\d)[,_ ](?=\d{3}\b)|\.0+\b", "", answer.replace("−", "-").replace("- ", "-")))
    return len(found) == 1 and int(found[0]) == _answer(problem["sequence"])


def solutions(problem: dict) -> int:
    return sum(check(problem, str(value)) for value in (-1, *range(1, len(problem["sequence"]) + 2)))
