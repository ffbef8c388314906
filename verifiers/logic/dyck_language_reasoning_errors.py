"""Dyck language reasoning errors: name all steps of a stack trace that show something else than the brackets really open there.

Refused for the first of: format (not a set of numbers of steps, or `none`), sound (a step is named that is right), missed (a wrong one is
not named). Each step is judged by the bracket sequence alone, so an error that goes on for several steps makes each of them wrong."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic import _mistakes as mistakes
from synth.verifiers.logic._brackets import CLOSER, PATTERN, stacks
from synth.verifiers.parsers import lists, numbers


class DyckLanguageReasoningErrors(Problem, frozen=True):
    """A sequence of brackets and a trace that shows the innermost open brackets after each of them."""

    sequence: Annotated[str, Meta(min_length=2, max_length=300, pattern=PATTERN)]
    """No closing bracket in it is wrong: `"([]<>"`."""
    shown: Annotated[int, Meta(ge=1, le=300)]
    """Brackets that a step shows at most: `3`."""
    stacks: Annotated[tuple[Annotated[str, Meta(max_length=300)], ...], Meta(min_length=2, max_length=300)]
    """What each step shows, innermost last: `("(", "([", "(", "(<", "[")`."""

    def __post_init__(self) -> None:
        if len(real_stacks(self)) < len(self.sequence):
            raise ValueError("every closing bracket matches the innermost open one")
        fits = max(map(len, self.stacks), default=0) <= self.shown and set("".join(self.stacks)) <= CLOSER.keys()
        if len(self.stacks) != len(self.sequence) or not fits:
            raise ValueError("one step for each bracket, each with so many opening brackets at most")


@kept
def real_stacks(problem: DyckLanguageReasoningErrors) -> list[str]:
    """The brackets that are open after each step; up to a closing one that is wrong."""
    return stacks(problem.sequence)


@kept
def wrong_steps(problem: DyckLanguageReasoningErrors) -> frozenset[int]:
    """The numbers, from 1, of the steps that are wrong."""
    pairs = zip(problem.stacks, real_stacks(problem), strict=True)
    return frozenset(number for number, (stated, stack) in enumerate(pairs, 1) if stated != stack[-problem.shown :])


def verify(problem: DyckLanguageReasoningErrors, answer: str) -> Verdict:
    text = mistakes.named(answer)
    alone = numbers.integer(text)
    named = lists.labels(text if alone is None else str(alone), frozenset(map(str, range(1, len(problem.sequence) + 1))))
    if named is None:
        return refuse("format")
    wrong = wrong_steps(problem)
    if not wrong.issuperset(map(int, named)):
        return refuse("sound")
    return ACCEPT if len(named) == len(wrong) else refuse("missed")


_TWO = DyckLanguageReasoningErrors("([]<>)", 6, ("(", "([", "[", "(<", "[", ""))
_DEEP = DyckLanguageReasoningErrors("([{<>}", 2, ("(", "([", "[{", "{<", "({", "(["))
"""Step 5 shows ( where [ is open."""
_SOUND = DyckLanguageReasoningErrors("([{<>}]", 2, ("(", "([", "[{", "{<", "[{", "([", "("))

EXAMPLES = (
    (_TWO, "3, 5", ""),
    (_TWO, "5 and 3", ""),
    (_TWO, "[3, 5]", ""),
    (_TWO, "Steps 3 and 5", ""),
    (_TWO, "Step 3\nStep 5", ""),
    (_TWO, "- 3\n- 5", ""),
    (_TWO, r"$\{3, 5\}$", ""),
    (_TWO, "The wrong steps are: 3, 5.", ""),
    (_DEEP, "5", ""),
    (_DEEP, "5, 6", "sound"),
    (_SOUND, "none", ""),
    (_SOUND, "None of the steps is wrong.", ""),
    (_SOUND, "[]", ""),
    (_SOUND, "No errors", ""),
    (_TWO, "", "format"),
    (_TWO, "3 or 5", "format"),
    (_TWO, "3, 5, 9", "format"),
    (_TWO, "3, 3, 5", "format"),
    (_TWO, "3, 5, none", "format"),
    (_TWO, "0", "format"),
    (_TWO, "1-6", "format"),
    (_TWO, "1, 2, 3, 4, 5, 6", "sound"),
    (_TWO, "4", "sound"),
    (_SOUND, "5", "sound"),
    (_TWO, "3", "missed"),
    (_TWO, "none", "missed"),
    (_TWO, "第3步和第5步", ""),
    (_TWO, "答案是：3、5。", ""),
    (_TWO, "错误的步骤是：第3步、第5步", ""),
    (_TWO, "步骤3，步骤5", ""),
    (_TWO, "第三步、第五步", ""),
    (_SOUND, "没有错误", ""),
    (_SOUND, "答案：无", ""),
    (_SOUND, "所有步骤都正确。", ""),
    (_TWO, "第3步或第5步", "format"),
    (_TWO, "第3步", "missed"),
    (_TWO, "没有错误的步骤", "missed"),
    (_TWO, "第4步和第5步", "sound"),
)
