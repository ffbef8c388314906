"""What word sorting mistake claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: the order that all passes before have left. (Whoever sees that a
bucket has to be in order of what stands behind its place has found another way to solve it. So has whoever compares the
neighbours in every bucket with the list before and never looks at letters: from level 4 on that finds nearly all mistakes,
since few others are made. It is the task's work: of those who compare a part of the neighbours, each wins about that part.)"""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from msgspec.structs import replace

from synth.generators.logic.word_sorting_mistake import out_of_order
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.word_sorting_mistake import LIST, SHORT, WordSortingMistake


def _words(problem: WordSortingMistake) -> str:
    return re.escape(", ".join(problem.words)).replace(",", "[,，、]").replace(r"\ ", " ?")


def _steps(problem: WordSortingMistake) -> str:
    parts = (rf"\b{number}\b[^\n]*" + r"(, |，|、)".join(step) for number, (_, step) in enumerate(problem.steps, 1))
    return r"\n(?:[^\n]*\n){0,2}?[^\n]*?".join(parts)


RULES = (
    Rule("step", {"en": _words, "zh": _words}),
    Rule("step", {"en": _steps, "zh": _steps}),
    Rule(
        "step",
        {
            "en": r"from the last place to the first|begins with the last place and ends with the first|last place first, first place last",
            "zh": "从最后一位到第一位|先看最后一位，?最后看第一位",
        },
    ),
    Rule(
        "step",
        {
            "en": r"in the order in which they stand in the list before"
            r"|order of the list before is kept in each bucket|keep the order of the list before",
            "zh": "按它们在上一个列表中的先后|保持上一个列表中的先后",
        },
    ),
    Rule("step", {"en": r"from a to z|in alphabetical order of the buckets|a to z", "zh": "从 a 到 z"}),
    Rule(
        "step",
        {"en": r"no letter (there|at that place).{0,80}bucket -, (which is|the) (the )?first|bucket -", "zh": "没有字母.{0,40}- 号?桶"},
        lambda problem: len({len(word) for word in problem.words}) > 1,
    ),
    Rule(
        "step",
        {
            "en": r"follows from the rules and (from )?(all )?(the )?steps before it|what the rules make of the steps before",
            "zh": "由规则和(它?前面的步骤|前面各步)",
        },
    ),
    Rule("step", {"en": r"\bfirst (wrong step|mistake|step that is wrong|error)", "zh": "第一个错误的步骤|最早出错的步骤"}),
    Rule("range", {"en": r"number of (the|that|this) .{0,20}step|its number|step number", "zh": "编号"}),
    Rule("format", {"en": r"\bnone\b", "zh": "“无”"}),
)


def _first(problem: WordSortingMistake, wrong: Callable[[int, str, tuple[str, ...], Sequence[str], int], bool]) -> str:
    """The first step for which wrong(index, name, words, list before, place) holds."""
    before, place = problem.words, max(map(len, problem.words))
    for index, (name, words) in enumerate(problem.steps):
        if wrong(index, name, words, before, place):
            return str(index + 1)
        if name == LIST:
            before, place = words, place - 1
    return "none"


def _letters_alone(problem: WordSortingMistake) -> str:
    """Which words are in a bucket, and lists made of the buckets as they are; the order within a bucket ignored."""

    def wrong(index: int, name: str, words: tuple[str, ...], before: Sequence[str], place: int) -> bool:
        if name != LIST:
            return set(words) != {word for word in before if (word[place - 1 : place] or SHORT) == name}
        start = max((i + 1 for i in range(index) if problem.steps[i][0] == LIST), default=0)
        return words != tuple(word for _, step in problem.steps[start:index] for word in step)

    return _first(problem, wrong)


def _as_given(problem: WordSortingMistake) -> str:
    """The first bucket whose words do not stand in the order in which they were given."""
    return str(out_of_order(problem.steps, problem.words) or "none")


def _alphabetical(problem: WordSortingMistake) -> str:
    """The first bucket whose words are not in alphabetical order."""
    return _first(problem, lambda index, name, words, before, place: name != LIST and list(words) != sorted(words))


def _result_alone(problem: WordSortingMistake) -> str:
    """The last step, unless its words are in alphabetical order."""
    last = problem.steps[-1][1]
    return "none" if list(last) == sorted(last) else str(len(problem.steps))


def _largest(problem: WordSortingMistake) -> str:
    """The first of the fullest buckets."""
    return str(max(range(len(problem.steps)), key=lambda i: (problem.steps[i][0] != LIST) * len(problem.steps[i][1])) + 1)


SHORTCUTS = (
    Shortcut("always none", lambda problem: "none", (0.2, 0.18, 0.13, *(0.09,) * 7)),
    Shortcut("the letters alone, order in a bucket ignored", _letters_alone, (0.55, 0.48, 0.3, *(0.1,) * 7)),
    Shortcut("the order of the words as given", _as_given, (0.5, 0.36, 0.22, 0.09, 0.09, *(0.05,) * 5)),
    Shortcut("alphabetical order in each bucket", _alphabetical, (0.26, 0.15, 0.11, 0.04, 0.04, *(0.02,) * 5)),
    Shortcut("the result alone", _result_alone, (0.26, 0.2, 0.14, *(0.09,) * 7)),
    Shortcut("the fullest bucket", _largest, (0.28, 0.2, 0.2, 0.08, 0.09, *(0.04,) * 5)),
)

NO_COPIES = "The alphabet and the order of the words as given are part of the puzzle: other letters or another order make another trace."


def different(problem: WordSortingMistake, rng: Random) -> Iterator[WordSortingMistake]:
    """The first two words exchanged; a step turned around."""
    one, two, *rest = problem.words
    yield replace(problem, words=(two, one, *rest))
    at = rng.choice([i for i, (_, step) in enumerate(problem.steps) if len(step) > 1])
    name, step = problem.steps[at]
    yield replace(problem, steps=(*problem.steps[:at], (name, step[::-1]), *problem.steps[at + 1 :]))
