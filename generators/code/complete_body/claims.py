"""What completing a body claims: its rules in words, what cheap policies win, and which programs are the same."""

import re

from synth.generators.code._claims import NAMED, TRIED
from synth.generators.code._claims import SHORTCUTS as OTHERS
from synth.generators.code._described import others as different
from synth.generators.code.complete_body import copies
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code.complete_body import CompleteBody

__all__ = ["RULES", "SHORTCUTS", "copies", "different"]

RULES = (
    *NAMED,
    *TRIED,
    Rule("format", {"en": r"whole function.{0,80}or only the lines that follow", "zh": r"整个函数.{0,50}或者只给出后面的各行"}),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(p.given))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(p.helper)), lambda p: bool(p.helper)),
)


def _left_as_it_is(problem: CompleteBody) -> str:
    """The lines that are given, and then the last variable that they set."""
    names = re.findall(r"^ {4,8}(?:for )?(?:\w+, )*?(\w+)(?:, \w+)? (?:=|in) ", problem.given, re.MULTILINE)
    return f"{'    ' if problem.given.endswith(':') else ''}return {names[-1] if names else problem.names[0]}"


SHORTCUTS = (Shortcut("what the given lines have made", _left_as_it_is, (0.005,) * 10), *OTHERS[1:])
