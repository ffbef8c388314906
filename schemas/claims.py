"""What a task claims beyond its rules, for the laws to refute. A task writes its claims down in `generators/<domain>/<task>/claims.py`:

    RULES: tuple[Rule, ...]            every rule that the verifier enforces, with the words by which a prompt must state it
    SHORTCUTS: tuple[Shortcut, ...]    cheap policies, each with the share of problems that it may win
    copies(problem, rng)               iterates over symmetric copies (rotated, renamed, reordered): they must share a fingerprint
    different(problem, rng)            iterates over problems of like looks that are other puzzles: they must not
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
    """The share of problems that it may win, by level; ten numbers, measured, then rounded up: `(0.3, ..., 0.08)`."""
