"""What Dyck language errors claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: the stack that says which of the open brackets is the last one."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise
from random import Random

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic._brackets import PAIRS
from synth.verifiers.logic.dyck_language_errors import DyckLanguageErrors

PAIR = {bracket: pair for pair in PAIRS for bracket in pair}
OPENING = frozenset(pair[0] for pair in PAIRS)


def _sequence(problem: DyckLanguageErrors) -> str:
    whole, spaced = re.escape(problem.sequence), re.escape(" ".join(problem.sequence))
    return rf"\n({whole}|{spaced}\n(\(the blanks [^\n]+ not counted\.\)|（括号之间的空格只是为了好看，不计入位置。）))\n"


def _pairs(problem: DyckLanguageErrors) -> str:
    used = [pair for pair in PAIRS if set(pair) & set(problem.sequence)]
    return r"(   |; | , | and |, |，)".join(re.escape(" ".join(pair)) for pair in used)


RULES = (
    Rule("position", {"en": _sequence, "zh": _sequence}),
    Rule("position", {"en": _pairs, "zh": _pairs}),
    Rule(
        "position",
        {
            "en": r"opening one first|\(opening, closing\)|the left one opens|left: opening"
            r"|(an|each) opening bracket (is put|goes) on",
            "zh": r"开括号在前|左边的是开括号",
        },
    ),
    Rule(
        "position",
        {
            "en": r"has to match the most recently opened bracket that has not been closed yet"
            r"|must be the partner of the last opening bracket that is still waiting"
            r"|the bracket on top of the pile must be its partner, and it is taken off"
            r"|closed in the reverse of the order in which they were opened, each by its own partner"
            r"|pair up with the nearest earlier opening bracket that has no partner yet",
            "zh": r"最近打开、还没有关闭的开括号同种|栈顶必须是与它配对的开括号，然后把栈顶取走|最近的、尚未配对的开括号配成一对",
        },
    ),
    Rule(
        "position",
        {
            "en": r"of another kind than that one, or that comes when no bracket is open"
            r"|partner of another kind, or nothing is waiting, it is an error"
            r"|if the top is not its partner, or the pile is empty, the program stops"
            r"|is of a different kind, or if no bracket is open"
            r"|of different kinds or if there is no unpaired opening bracket",
            "zh": r"种类不符，或者出现时没有任何开括号可配|不是与它配对的开括号，或者栈是空的|不是同一种，或者前面没有尚未配对的开括号",
        },
    ),
    Rule(
        "position",
        {
            "en": r"position of the first error|of the first closing bracket that is an error|stops and reports|position of the first break"
            r"|first bad closing bracket",
            "zh": r"第一处错误的位置|停下来，报告一共读了几个括号|第一个坏的闭括号的位置",
        },
    ),
    Rule(
        "position",
        {
            "en": r"has position 1|counted from 1|the bad one included|numbered 1, 2, 3|has place 1",
            "zh": r"第一个括号的位置是 1|出错的这个也算在内|从 1 数起",
        },
    ),
    Rule(
        "range",
        {
            "en": lambda problem: (
                r"length plus one if the only fault is that brackets are left open at the end"
                rf"|still waiting at the end: {len(problem.sequence)} \+ 1"
                r"|still on the pile, it reports the number of all brackets plus 1"
                r"|length of the sequence plus 1 when at least one is still open"
                r"|otherwise report the number of brackets in the line increased by one"
            ),
            "zh": lambda problem: rf"没有关闭，回答序列的长度加 1|还有括号，就报告括号总数加 1|没有配对，回答 {len(problem.sequence)} \+ 1",
        },
    ),
    Rule(
        "range",
        {
            "en": r"-1 if the sequence is completely correct|if nothing is wrong at all: -1|empty pile, it reports -1"
            r"|-1 when all brackets have been closed|-1 if every opening bracket found its partner",
            "zh": r"完全正确，回答 -1|栈是空的，就报告 -1|全都配好了对，回答 -1",
        },
    ),
)


def _answer(problem: DyckLanguageErrors, error: int, left_open: bool) -> str:
    return str(error or (len(problem.sequence) + 1 if left_open else -1))


def _counters_per_kind(problem: DyckLanguageErrors) -> str:
    opened: Counter[str] = Counter()
    for position, bracket in enumerate(problem.sequence, 1):
        opened[PAIR[bracket]] += 1 if bracket in OPENING else -1
        if opened[PAIR[bracket]] < 0:
            return str(position)
    return _answer(problem, 0, any(opened.values()))


def _one_counter(problem: DyckLanguageErrors) -> str:
    depths = list(accumulate(1 if bracket in OPENING else -1 for bracket in problem.sequence))
    below = next((position for position, depth in enumerate(depths, 1) if depth < 0), 0)
    return _answer(problem, below, depths[-1] > 0)


def _neighbours(problem: DyckLanguageErrors) -> str:
    """A closing bracket right behind an opening one of another kind."""
    wrong = (
        position
        for position, (one, two) in enumerate(pairwise(problem.sequence), 2)
        if one in OPENING and two not in OPENING and PAIR[one] != PAIR[two]
    )
    return _answer(problem, next(wrong, 0), False)


def _short_stack(problem: DyckLanguageErrors, kept: int) -> str:
    """A stack that forgets all but the last open brackets; what closes a forgotten one is taken for right."""
    stack: list[str] = []
    depth = 0
    for position, bracket in enumerate(problem.sequence, 1):
        if bracket in OPENING:
            stack, depth = [*stack, PAIR[bracket]][-kept:], depth + 1
        elif depth == 0 or (stack and stack.pop() != PAIR[bracket]):
            return str(position)
        else:
            depth -= 1
    return _answer(problem, 0, depth > 0)


def _last_closer(problem: DyckLanguageErrors) -> str:
    return str(max((place for place, bracket in enumerate(problem.sequence, 1) if bracket not in OPENING), default=-1))


SHORTCUTS = (
    Shortcut("always -1", lambda problem: "-1", (0.13, 0.12, 0.1, *(0.05,) * 7)),
    Shortcut("always the length plus one", lambda problem: str(len(problem.sequence) + 1), (0.14, 0.12, 0.1, *(0.05,) * 7)),
    Shortcut("the last closing bracket", _last_closer, (0.14, 0.1, 0.07, *(0.04,) * 7)),
    Shortcut("a counter for each kind, nesting ignored", _counters_per_kind, (0.48, 0.4, 0.3, *(0.1,) * 7)),
    Shortcut("one counter, kinds ignored", _one_counter, (0.48, 0.4, 0.3, *(0.1,) * 7)),
    Shortcut("neighbours alone", _neighbours, (0.38, 0.34, 0.22, *(0.05,) * 7)),
    Shortcut("a stack that forgets all but three brackets", lambda p: _short_stack(p, 3), (0.94, 0.86, 0.58, *(0.1,) * 7)),
    # A stack as deep as the nest in front of the error finds it: that is the work. Nests grow from 3 to 5
    # brackets at level 4 to 10 to 12 at level 10.
    Shortcut(
        "a stack that forgets all but five brackets", lambda p: _short_stack(p, 5), (1, 1, 0.95, 0.66, 0.29, 0.15, 0.16, *(0.14,) * 3)
    ),
)


def copies(problem: DyckLanguageErrors, rng: Random) -> Iterator[DyckLanguageErrors]:
    """Other kinds of brackets for the same sequence."""
    for _ in range(3):
        kinds = dict(zip(PAIRS, rng.sample(PAIRS, len(PAIRS)), strict=True))
        yield DyckLanguageErrors("".join(kinds[PAIR[bracket]][bracket not in OPENING] for bracket in problem.sequence))


def different(problem: DyckLanguageErrors, rng: Random) -> Iterator[DyckLanguageErrors]:
    """One bracket turned around, or two neighbours that are not alike exchanged."""
    place = rng.randrange(len(problem.sequence))
    pair = PAIR[problem.sequence[place]]
    turned = pair[problem.sequence[place] in OPENING]
    yield DyckLanguageErrors(problem.sequence[:place] + turned + problem.sequence[place + 1 :])
    unlike = [i for i, (one, two) in enumerate(pairwise(problem.sequence)) if (one in OPENING) != (two in OPENING)]
    if unlike:
        at = rng.choice(unlike)
        yield DyckLanguageErrors(problem.sequence[:at] + problem.sequence[at + 1] + problem.sequence[at] + problem.sequence[at + 2 :])
