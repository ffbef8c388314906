"""What Dyck language reasoning errors claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: what was opened long ago and comes into sight again."""

import re
from collections.abc import Iterable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.logic._brackets import other_kinds, used
from synth.generators.logic.dyck_language_reasoning_errors import itself
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic._brackets import CLOSER, OPENER
from synth.verifiers.logic.dyck_language_reasoning_errors import DyckLanguageReasoningErrors


def _lines(problem: DyckLanguageReasoningErrors) -> str:
    """Every step with its number, its bracket and what it shows."""
    steps = zip(problem.sequence, problem.stacks, strict=True)
    shown = (re.escape(" ".join(stack)) or r"(-|\(empty\)|nothing|空)" for _, stack in steps)
    return r"\n".join(
        rf"[^\n]{{0,8}}{number}[^\n]{{1,20}}{re.escape(bracket)}[^\n]{{0,20}} {stack}"
        for number, (bracket, stack) in enumerate(zip(problem.sequence, shown, strict=True), 1)
    )


def _pairs(problem: DyckLanguageReasoningErrors) -> str:
    return r"(   |; | and | ?, |，|；|、)".join(re.escape(" ".join(pair)) for pair in used("".join((problem.sequence, *problem.stacks))))


def _sequence(problem: DyckLanguageReasoningErrors) -> str:
    return re.escape(" ".join(problem.sequence))


def _shown(problem: DyckLanguageReasoningErrors, language: str) -> str:
    count = problem.shown
    if count >= len(problem.sequence):
        return {"en": "all brackets that are still open", "zh": "所有还开着的括号"}[language]
    english = rf"the innermost {count} brackets that are still open.{{0,60}}if fewer are open, all of them"
    return {"en": english, "zh": f"最里面的 {count} 个.{{0,40}}不足 {count} 个时全部"}[language]


RULES = (
    Rule("missed", {"en": _sequence, "zh": _sequence}),
    Rule("missed", {"en": _lines, "zh": _lines}),
    Rule("missed", {"en": _pairs, "zh": _pairs}),
    Rule("missed", {"en": lambda p: _shown(p, "en"), "zh": lambda p: _shown(p, "zh")}),
    Rule("missed", {"en": r"innermost (one )?last|the most recently opened one last", "zh": "最里面的写在最后"}),
    Rule(
        "missed",
        {
            "en": r"closes the (most recently opened|innermost|last) bracket that is still open|takes the most recently opened one off",
            "zh": "闭括号关闭最近打开而?且?还没有关闭的",
        },
    ),
    Rule(
        "sound",
        {
            "en": r"judged by the sequence alone|measured against the sequence alone|compare each (step|line) with the sequence alone"
            r"|only the sequence decides",
            "zh": "只以括号序列为准",
        },
    ),
    Rule(
        "missed",
        {
            "en": r"goes on over several steps makes each of them wrong|carried along makes every step wrong in which it stands"
            r"|each line that repeats it is wrong as well|repeated in later lines counts in each of them",
            "zh": "延续了几步，这几步就?都算错",
        },
    ),
    Rule("missed", {"en": r"all wrong (steps|lines)|which steps are wrong", "zh": "所有错误步骤|哪些步骤是错的"}),
    Rule("format", {"en": r"\bnone\b", "zh": "“无”"}),
)


def _answer(steps: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(set(steps)))) or "none"


def _breaks(problem: DyckLanguageReasoningErrors) -> list[int]:
    return itself.breaks(problem.sequence, problem.stacks, problem.shown)


def _returns(problem: DyckLanguageReasoningErrors) -> str:
    return _answer(itself.against_earlier(problem.sequence, problem.stacks, problem.shown, last=False))


def _most(problem: DyckLanguageReasoningErrors) -> str:
    return _answer(itself.against_most(itself.returns(problem.sequence), problem.stacks, tie="breaks", broken=_breaks(problem)))


def _between_breaks(problem: DyckLanguageReasoningErrors) -> str:
    """Wrong from one break to the step before the next."""
    breaks = _breaks(problem)
    ends = [*breaks[1::2], len(problem.sequence) + 1] if len(breaks) % 2 else breaks[1::2]
    return _answer(step for first, end in zip(breaks[::2], ends, strict=True) for step in range(first, end))


def _wrong_number(problem: DyckLanguageReasoningErrors) -> str:
    """Steps that show too many or too few brackets, whatever their kinds."""
    depth, found = 0, []
    for number, (bracket, stack) in enumerate(zip(problem.sequence, problem.stacks, strict=True), 1):
        depth += 1 if bracket in CLOSER else -1
        if len(stack) != min(depth, problem.shown):
            found.append(number)
    return _answer(found)


def _innermost(problem: DyckLanguageReasoningErrors) -> str:
    """Only the last bracket of each step looked at: against the bracket read when it opens, against the next one when that closes."""
    found = []
    for number, (bracket, stack) in enumerate(zip(problem.sequence, problem.stacks, strict=True), 1):
        after = problem.sequence[number : number + 1]
        if (bracket in CLOSER and stack[-1:] != bracket) or (after in OPENER and stack[-1:] != OPENER[after]):
            found.append(number)
    return _answer(found)


SHORTCUTS = (
    Shortcut("always none", lambda problem: "none", (0.2, 0.17, 0.15, *(0.09,) * 7)),
    Shortcut("each step against the one before", lambda problem: _answer(_breaks(problem)), (0.3, 0.22, 0.2, *(0.09,) * 7)),
    Shortcut("from one break to the next", _between_breaks, (1, 0.97, 0.9, *(0.09,) * 7)),
    Shortcut("brackets counted, kinds ignored", _wrong_number, (0.42, 0.35, 0.3, *(0.09,) * 7)),
    Shortcut("each step against the first with the same brackets open", _returns, (0.7, 0.62, 0.56, *(0.09,) * 7)),
    Shortcut("what most steps with the same brackets open show", _most, (0.85, 0.8, 0.78, *(0.09,) * 7)),
    Shortcut("only the innermost bracket", _innermost, (0.7, 0.55, 0.54, *(0.09,) * 7)),
)


def copies(problem: DyckLanguageReasoningErrors, rng: Random) -> Iterator[DyckLanguageReasoningErrors]:
    """Other kinds of brackets for the same trace."""
    for _ in range(3):
        table = other_kinds(rng)
        stacks = tuple(stack.translate(table) for stack in problem.stacks)
        yield replace(problem, sequence=problem.sequence.translate(table), stacks=stacks)


def different(problem: DyckLanguageReasoningErrors, rng: Random) -> Iterator[DyckLanguageReasoningErrors]:
    """A step that shows nothing; one that shows its last bracket twice."""
    shown = [step for step, stack in enumerate(problem.stacks) if stack]
    step = rng.choice(shown)
    for new in ("", (problem.stacks[step] * 2)[-problem.shown :]):
        if new != problem.stacks[step]:
            yield replace(problem, stacks=(*problem.stacks[:step], new, *problem.stacks[step + 1 :]))
