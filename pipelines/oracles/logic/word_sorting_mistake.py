"""Independent route: the list after a pass is the words sorted by what stands from that place on, ties as they were given; a bucket is a
part of it. So every step is known from the words alone, without any step before it."""

import re


def _expected(words: list[str], place: int) -> list[tuple[str, list[str]]]:
    ordered = sorted(words, key=lambda word: word[place - 1 :])  # what has no letter there has an empty rest, and comes first
    before = sorted(words, key=lambda word: word[place:])
    letters = sorted({word[place - 1 : place] for word in words})
    steps = [(letter or "-", [word for word in before if word[place - 1 : place] == letter]) for letter in letters]
    return [*steps, ("list", ordered)]


def _first_wrong(problem: dict) -> int:
    words = problem["words"]
    expected = [step for place in range(max(map(len, words)), 0, -1) for step in _expected(words, place)]
    stated = [(name, list(step)) for name, step in problem["steps"]]
    wrong = [i for i in range(max(len(stated), len(expected))) if stated[i : i + 1] != expected[i : i + 1]]
    return wrong[0] + 1 if wrong else 0


def check(problem: dict, answer: str) -> bool:
    found = re.findall(r"\d+", answer)
    mistake = _first_wrong(problem)
    return [int(number) for number in found] == [mistake] if mistake else not found and re.search("none|无", answer.lower()) is not None


def solutions(problem: dict) -> int:
    return sum(check(problem, answer) for answer in ("none", *(str(step) for step in range(1, len(problem["steps"]) + 1))))
