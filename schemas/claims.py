"""What a task claims beyond its verifier, for the laws to refute: its rules in words, what cheap policies win, which problems are
one and the same puzzle. A task writes its claims down in `generators/<domain>/<task>/claims.py` (logic/game_of_24 is the example):

    RULES: tuple[Rule, ...]            every rule that the verifier enforces, with the words by which a prompt must state it:
                                       at least one for each refusal reason but `format`
    SHORTCUTS: tuple[Shortcut, ...]    at least three cheap policies, each with the share of problems that it may win
    copies(problem, rng)               iterates over symmetric copies (rotated, renamed, reordered): they must share its fingerprint
    different(problem, rng)            iterates over problems of like looks that are other puzzles: they must not

A task whose problems have no symmetric copies, because equal puzzles are equal values already, says why in place of `copies`:

    NO_COPIES: str                     `"The numbers are kept in ascending order, and each target is a puzzle of its own."`

It is refused where the task has a canonical form: a form that merges problems has copies to show.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


def _always(problem: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that the verifier enforces. Every phrasing, in every language, must state it."""

    reason: str
    """The refusal reason of the verifier behind which the rule stands: `row`. A reason may have several rules."""
    words: Mapping[str, str | Callable[[Any], str]]
    """By language a regular expression (case ignored, `.` spans lines) that the prompt must match, or a function from the problem to
    one, for rules with numbers in them: `{"en": r"each row"}`, `{"en": lambda p: rf"\\b{p.size} rows"}`."""
    when: Callable[[Any], bool] = _always
    """The problems whose prompts must state it: `lambda problem: problem.diagonal`. All by default."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A cheap policy: it answers without doing what the task is there for, as a lazy or cunning model would."""

    name: str
    """What it does, in a few words: `the most common label`, `brackets counted by kind, nesting ignored`."""
    policy: Callable[[Any], str]
    """`(problem) -> answer`; may read everything that the prompt shows."""
    at_most: tuple[float, ...]
    """The share of problems that it may win, by level; ten numbers, measured, then rounded up: `(0.3, ..., 0.08)`. A law refutes a
    number below the share that is measured, and one above twice that share + 0.05, which nothing could refute."""
