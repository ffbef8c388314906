"""What rewriting claims: its rules in words, and what those win who leave out a step."""

import re
from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.instruct.rewrite import written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.instruct._text import Text
from synth.verifiers.instruct.rewrite import Move, Replace, Reverse, Rewrite, Sort, Swap, result

LAYOUTS = {
    "en": {"paragraph": "one paragraph", "lines": "line of its own", "numbered": r"numbered 1\.", "blocks": "paragraphs of"},
    "zh": {"paragraph": "写成一段", "lines": "单独一行", "numbered": r"编号 1\.", "blocks": "句为一段"},
}


def _has(kind: type) -> object:
    return lambda problem: any(isinstance(step, kind) for step in problem.steps)


def _replaced(problem: Rewrite) -> str:
    step = next(step for step in problem.steps if isinstance(step, Replace))
    return f"{re.escape(step.old)}.{{1,6}}(by|换成).{{1,3}}{re.escape(step.new)}"


RULES = (
    Rule("format", {"en": lambda p: LAYOUTS["en"][p.layout], "zh": lambda p: LAYOUTS["zh"][p.layout]}),
    Rule("format", {"en": r"10,000 characters", "zh": r"10000 个字符"}),
    Rule("sentences", {"en": r"step before|previous change|one before|by then", "zh": r"上一步|前一次|前一条"}),
    Rule("order", {"en": r"by their number of words, (longest|shortest) first", "zh": r"按字数.*?[长短]的在前"}, _has(Sort)),  # type: ignore[arg-type]
    Rule("order", {"en": r"last one comes first|from the last to the first", "zh": r"最后一句"}, _has(Reverse)),  # type: ignore[arg-type]
    Rule("order", {"en": r"change places", "zh": r"对调"}, _has(Swap)),  # type: ignore[arg-type]
    Rule("order", {"en": r"to the very (beginning|end)", "zh": r"移到最[前后]面"}, _has(Move)),  # type: ignore[arg-type]
    Rule("wording", {"en": r"letter by letter", "zh": r"一字不改"}),
    Rule("wording", {"en": _replaced, "zh": _replaced}, _has(Replace)),  # type: ignore[arg-type]
)


def _unchanged(problem: Rewrite) -> str:
    return written(problem, [part.value for part in Text(problem.text, problem.language).of("sentences")])


def _but_the_last(problem: Rewrite) -> str:
    return written(problem, result(replace(problem, steps=problem.steps[:-1]))) if len(problem.steps) > 1 else _unchanged(problem)


def _backwards(problem: Rewrite) -> str:
    return written(problem, result(replace(problem, steps=problem.steps[::-1])))


def _one_paragraph(problem: Rewrite) -> str:
    return written(replace(problem, layout="paragraph"), result(problem))


SHORTCUTS = (
    Shortcut("the text as it is, in the layout asked for", _unchanged, (0.01,) * 10),
    Shortcut("all steps but the last", _but_the_last, (0.01,) * 10),
    Shortcut("the steps from last to first", _backwards, (1.0, 1.0) + (0.01,) * 8),
    Shortcut("the right sentences in one paragraph", _one_paragraph, (1.0, 0.6, 0.6) + (0.01,) * 7),
)
NO_COPIES = "A text and a chain of steps are one question; in another order the steps have another result."


def different(problem: Rewrite, rng: Random) -> Iterator[Rewrite]:
    """Steps in another order, another layout."""
    if problem.steps != problem.steps[::-1]:
        yield replace(problem, steps=problem.steps[::-1])
    yield replace(problem, layout="lines" if problem.layout != "lines" else "numbered")
