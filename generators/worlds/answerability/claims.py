"""What `worlds/answerability` claims: its rules in words, what cheap policies win, and which problems are the same puzzle."""

from synth.generators.worlds._cheap import POLICIES
from synth.generators.worlds._claims import RULES as SHARED
from synth.generators.worlds._claims import copies, different
from synth.generators.worlds._drawing import written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.worlds.answerability import Answerability

__all__ = ["RULES", "SHORTCUTS", "copies", "different"]

RULES = (
    *SHARED,
    Rule(
        "abstained",
        {"en": "if all worlds that fit it agree, give|settle the answer, give it", "zh": "答案都一致，就写出|能确定答案时，请写出"},
    ),
    Rule(
        "unfounded",
        {
            "en": "differ in the answer, answer Unknown|have different answers, write Unknown",
            "zh": "答案却不同，请回答“未知”|不同的答案，请写“未知”",
        },
    ),
    Rule("unfounded", {"en": "may be anything that the list and these rules allow", "zh": "名单和这些规则所允许的任何情况"}),
    Rule("unfounded", {"en": "nobody is their own teacher or ancestor", "zh": "没有人是自己的师父或自己的祖先"}),
)


def _unknown(told: Answerability) -> str:
    return written(told, None)


_WON = (
    (0.25, 0.1, 0.08, 0.06, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05),
    (0.25, 0.1, 0.08, 0.06, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05),
    (0.25, 0.1, 0.08, 0.06, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05),
    (0.25, 0.1, 0.08, 0.06, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05),
    (0.25, 0.15, 0.14, 0.17, 0.13, 0.23, 0.3, 0.34, 0.37, 0.4),
)
"""Who leaves a condition out, and says Unknown where the rest of the question leads nowhere, sees what is missing there, and wins less
than always to say Unknown."""
SHORTCUTS = (
    Shortcut("always Unknown", _unknown, (0.5,) * 10),
    *(Shortcut(name, policy, won) for (name, policy), won in zip(POLICIES.items(), _WON, strict=True)),
)
