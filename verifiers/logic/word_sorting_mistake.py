"""Word sorting mistake: name the first wrong step of a radix sort of words, or say that none is wrong.

Refused for the first of: format (neither one integer nor `none`), range (no step has that number), step (that is not the first wrong one).
The sort goes from the last place to the first. In each pass the words are put into buckets by their letter at that place, in the order of
the list before, and a list is made of the buckets, the words without a letter there first, then a to z. A step is wrong if it is not what
follows from the rules and the steps before it."""

import re
from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic import _mistakes as mistakes
from synth.verifiers.parsers import numbers

LIST, SHORT = "list", "-"
"""Names of the step that makes a list of all buckets, and of the bucket for words without a letter at the place."""
Word = Annotated[str, Meta(pattern=r"\A[a-z]+\Z", max_length=12)]
Name = Annotated[str, Meta(pattern=r"\A(?:[a-z]|-|list)\Z", max_length=4)]
Step = tuple[Name, tuple[Annotated[str, Meta(min_length=1, max_length=12)], ...]]
"""Its words are looked at together, by the problem, as there are many."""


class WordSortingMistake(Problem, frozen=True):
    """Words and the trace of their radix sort."""

    words: Annotated[tuple[Word, ...], Meta(min_length=3, max_length=40)]
    """In the order in which they are given, all different: `("bee", "ant")`."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=2, max_length=400)]
    """Name of the bucket, or `list`, and the words there: `(("e", ("bee",)), ("t", ("ant",)), ("list", ("bee", "ant")), ...)`. A list ends
    each pass; the first pass is that of the last place of the longest word."""

    def __post_init__(self) -> None:
        if len(set(self.words)) != len(self.words):
            raise ValueError("the words are different")
        if [name for name, _ in self.steps].count(LIST) != max(map(len, self.words)) or self.steps[-1][0] != LIST:
            raise ValueError("there is one pass for each place, and each ends with a list")
        if sum([len(step) for _, step in self.steps]) > 2_000:
            raise ValueError("more than 2,000 words in all steps")
        if not re.fullmatch("[a-z]*", "".join(["".join(step) for _, step in self.steps])):
            raise ValueError("words of small letters")


def sort_pass(words: Sequence[str], place: int) -> list[Step]:
    """The steps of one pass. place: from 1."""
    buckets: dict[str, list[str]] = {}
    for word in words:
        buckets.setdefault(word[place - 1 : place] or SHORT, []).append(word)
    steps = [(name, tuple(buckets[name])) for name in sorted(buckets)]  # - comes before a
    return [*steps, (LIST, tuple([word for _, step in steps for word in step]))]


@kept
def first_mistake(problem: WordSortingMistake) -> int:
    """The number, from 1, of the first wrong step; 0 when none is wrong."""
    number, words = 0, problem.words
    for place in range(max(map(len, words)), 0, -1):
        right = sort_pass(words, place)
        stated = problem.steps[number : number + len(right)]
        if list(stated) != right:
            wrong = (at for at, (given, step) in enumerate(zip(stated, right, strict=False)) if given != step)
            return number + 1 + next(wrong, len(stated))  # the first that is missing, where none is wrong
        number += len(right)
        words = right[-1][1]
    return 0  # no step is left over: there are as many lists as places, and the last step is one


def verify(problem: WordSortingMistake, answer: str) -> Verdict:
    text = mistakes.named(answer)
    number = 0 if text == "none" else numbers.integer(text)
    if number is None:
        return refuse("format")
    if text != "none" and not 1 <= number <= len(problem.steps):
        return refuse("range")
    return ACCEPT if number == first_mistake(problem) else refuse("step")


_WRONG = WordSortingMistake(
    ("bee", "ant", "axe", "bat"),
    (
        ("e", ("bee", "axe")),
        ("t", ("bat", "ant")),
        ("list", ("bee", "axe", "bat", "ant")),
        ("a", ("bat",)),
        ("e", ("bee",)),
        ("n", ("ant",)),
        ("x", ("axe",)),
        ("list", ("bat", "bee", "ant", "axe")),
        ("a", ("ant", "axe")),
        ("b", ("bat", "bee")),
        ("list", ("ant", "axe", "bat", "bee")),
    ),
)
"""In step 2 bat stands before ant."""
_SOUND = WordSortingMistake(
    ("be", "at", "bat"),
    (
        ("-", ("be", "at")),
        ("t", ("bat",)),
        ("list", ("be", "at", "bat")),
        ("a", ("bat",)),
        ("e", ("be",)),
        ("t", ("at",)),
        ("list", ("bat", "be", "at")),
        ("a", ("at",)),
        ("b", ("bat", "be")),
        ("list", ("at", "bat", "be")),
    ),
)

EXAMPLES = (
    (_WRONG, "2", ""),
    (_WRONG, "Step 2", ""),
    (_WRONG, "The first wrong step is step 2.", ""),
    (_WRONG, "**First mistake:** step 2", ""),
    (_WRONG, r"$\boxed{2}$", ""),
    (_SOUND, "none", ""),
    (_SOUND, "No mistake.", ""),
    (_SOUND, "None of the steps is wrong", ""),
    (_SOUND, "All steps are correct.", ""),
    (_WRONG, "", "format"),
    (_WRONG, "2 or 3", "format"),
    (_WRONG, "ant", "format"),
    (_WRONG, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, none", "format"),
    (_WRONG, "12", "range"),
    (_WRONG, "0", "range"),
    (_WRONG, "-1", "range"),
    (_WRONG, "none", "step"),
    (_WRONG, "3", "step"),
    (_WRONG, "11", "step"),
    (_SOUND, "4", "step"),
    (_WRONG, "第2步", ""),
    (_WRONG, "答案是：第2步。", ""),
    (_WRONG, "第一个错误的步骤是第2步", ""),
    (_WRONG, "最早出错的是第二步", ""),
    (_WRONG, "步骤2", ""),
    (_SOUND, "没有错误", ""),
    (_SOUND, "答案：无", ""),
    (_WRONG, "第2步或第3步", "format"),
    (_WRONG, "没有错误", "step"),
    (_WRONG, "第3步", "step"),
    (_WRONG, "第30步", "range"),
)
