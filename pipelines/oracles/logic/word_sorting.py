"""Independent route: the alphabet as exact places on a line (a letter is moved by giving it a place between two others), and the
answer judged pair by pair: no word may come before one that precedes it. Nothing is sorted by key columns."""

import re
from fractions import Fraction
from itertools import combinations, pairwise

FILLING = ("and", "then", "the", "answer", "is")
FRONT = {"alphabet": lambda word: list(word), "reversed": lambda word: [word[i] for i in range(len(word) - 1, -1, -1)]}


def check(problem: dict, answer: str) -> bool:
    problem, answer = _spelt(problem, answer)
    # A backslash may begin a LaTeX command or be noise before a word.
    texts = (answer.lower(), re.sub(r"\\[a-z]+", " ", answer.lower()))
    readings = [[w for w in re.findall("[a-z]+", text) if w in problem["words"]] for text in texts]
    words = next((words for words in readings if sorted(words) == sorted(problem["words"])), None)
    if words is None or any(word not in (*problem["words"], *FILLING) for word in re.findall("[a-z]+", texts[1])):
        return False
    places = _ranks(problem["steps"])
    return all(_compare(one, two, problem["keys"], places) < 0 for one, two in pairwise(words))


def _spelt(problem: dict, answer: str) -> tuple[dict, str]:
    """Chinese words, also those of the answer, replaced by the pinyin that is sorted."""
    if not problem.get("pinyin"):
        return problem, answer
    spelt = dict(zip(problem["words"], problem["pinyin"], strict=True))
    for word in sorted(spelt, key=len, reverse=True):
        answer = answer.replace(word, f" {spelt[word]} ")
    return {**problem, "words": problem["pinyin"]}, answer


def solutions(problem: dict) -> int:
    """One when every two words are told apart by the keys."""
    problem, _ = _spelt(problem, "")
    places = _ranks(problem["steps"])
    pairs = combinations(problem["words"], 2)
    return 1 if all(_compare(one, two, problem["keys"], places) for one, two in pairs) else 2


def _ranks(steps: list[str]) -> dict[str, int]:
    place = _places(steps)
    return {letter: sum(other <= value for other in place.values()) for letter, value in place.items()}


def _places(steps: list[str]) -> dict[str, Fraction]:
    place = {chr(code): Fraction(code - 96) for code in range(97, 123)}
    for step in steps:
        kind, *rest = step.split()
        low, high = min(place.values()), max(place.values())
        if kind == "order":
            place = {letter: Fraction(number) for number, letter in enumerate(rest[0])}
        elif kind == "swap":
            place[rest[0]], place[rest[1]] = place[rest[1]], place[rest[0]]
        elif kind == "first":
            place[rest[0]] = low - 1
        elif kind == "last":
            place[rest[0]] = high + 1
        elif kind == "reverse":
            place = {letter: -value for letter, value in place.items()}
        elif kind == "front":
            for number, letter in enumerate(reversed(rest[0]), 1):
                place[letter] = low - number
        elif kind == "rotate":
            for number in range(int(rest[0])):
                place[min(place, key=place.__getitem__)] = high + 1 + number
        else:
            others = [value for letter, value in place.items() if letter not in rest]
            anchor = place[rest[1]]
            if kind == "after":
                place[rest[0]] = (anchor + min([v for v in others if v > anchor], default=anchor + 2)) / 2
            else:
                place[rest[0]] = (anchor + max([v for v in others if v < anchor], default=anchor - 2)) / 2
    return place


def _compare(one: str, two: str, keys: list[list[str]], rank: dict[str, int]) -> int:
    for by, direction in keys:
        sign = _sign(by, one, two, rank)
        if sign:
            return sign if direction == "up" else -sign
    return 0


def _sign(by: str, one: str, two: str, rank: dict[str, int]) -> int:
    if by in FRONT:
        for a, b in zip(FRONT[by](one), FRONT[by](two), strict=False):
            if a != b:
                return -1 if rank[a] < rank[b] else 1
        return (len(one) > len(two)) - (len(one) < len(two))
    a, b = (_measure(by, word, [rank[letter] for letter in word]) for word in (one, two))
    return (a > b) - (a < b)


def _measure(by: str, word: str, ranks: list[int]) -> int:
    if by == "length":
        return len(ranks)
    if by == "vowels":
        return len(re.findall("[aeiou]", word))
    if by == "distinct":
        return len(dict.fromkeys(word))
    if by == "sum":
        return sum(ranks)
    ordered = sorted(ranks)
    return {"first": ranks[0], "second": ranks[1], "last": ranks[-1], "earliest": ordered[0], "latest": ordered[-1]}[by]
