"""What `worlds/search` claims: its rules in words, what cheap policies win, and which problems are the same puzzle."""

from synth.generators.worlds._claims import ANSWER_RULES, copies, different
from synth.generators.worlds.search._policies import POLICIES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.worlds.search import Search

__all__ = ["RULES", "SHORTCUTS", "copies", "different"]


def _calls(told: Search) -> str:
    return rf"at most {told.calls} calls"


def _calls_zh(told: Search) -> str:
    return rf"最多可以调用{told.calls}次"


RULES = (
    Rule(
        "value",
        {
            "en": "all that they say is true|everything in its [0-9]+ documents is true|true documents|all of it is true",
            "zh": "都是真的|全部属实",
        },
    ),
    Rule(
        "value",
        {
            "en": "nobody and nothing of their kinds that they do not name|name all people|exists there that no document names|"
            "whatever there is, they name",
            "zh": "没有提到的人和事物在那里也不存在|没有提到的就不存在",
        },
    ),
    Rule("format", {"en": r"`search\(query\)`.{1,250}`open\(id\)`", "zh": r"`search\(query\)`.{1,250}`open\(id\)`"}),
    Rule("format", {"en": _calls, "zh": _calls_zh}),
    *ANSWER_RULES,
)

_FEW = (0.04,) * 9
_WON = ((0.42, *_FEW), (0.45, *_FEW), (1.0, *_FEW), (1.0, *_FEW), (0.0,) * 10)
SHORTCUTS = tuple(Shortcut(name, policy, won) for (name, policy), won in zip(POLICIES.items(), _WON, strict=True))
