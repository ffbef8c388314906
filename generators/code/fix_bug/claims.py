"""What fixing a bug claims: its rules in words, what cheap policies win, and which programs are the same."""

import re

from synth.generators.code import _described
from synth.generators.code._claims import NAMED, TRIED
from synth.generators.code._claims import SHORTCUTS as OTHERS
from synth.generators.code._described import others as different
from synth.generators.code._described import renamed as copies
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code.fix_bug import FixBug

__all__ = ["RULES", "SHORTCUTS", "copies", "different"]


def _as_it_stands(problem: FixBug) -> str:
    return _described.text_of(problem, problem.wrong)


RULES = (
    *NAMED,
    *TRIED,
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(_as_it_stands(p)))),
    Rule("value", {"en": r"mistake|bug", "zh": r"错误"}),
)
SHORTCUTS = (Shortcut("the program as it stands", _as_it_stands, (0.005,) * 10), *OTHERS[1:])
