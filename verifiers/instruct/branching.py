"""Branching: write about the given details, by rules some of which hang on what a given note is like.

The whole reply is judged, by the rules of the branches that the note decides. Refused for the first of: format (nothing is written, or too
much), words (which words and phrases there are, and how many), letters (letters, digits and numbers), case (capitals and small letters),
marks (punctuation and brackets), layout (parts, lists, headings, lines), order (how parts follow one another, begin and end), links (what
refers to another part of the reply), formats (what programs read: an element around the text, JSON, CSV, tables)."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import Verdict
from synth.verifiers.instruct import _rules
from synth.verifiers.instruct._case import Upper
from synth.verifiers.instruct._formats import Tagged
from synth.verifiers.instruct._letters import NumberCount, WithoutLetter
from synth.verifiers.instruct._links import StatesCount
from synth.verifiers.instruct._marks import MarkCount, WithoutMark
from synth.verifiers.instruct._order import Alphabetical
from synth.verifiers.instruct._rules import AsGiven, Case, IfGiven, Rules
from synth.verifiers.instruct._text import Language, Text
from synth.verifiers.instruct._words import OwnSentences
from synth.verifiers.instruct.free_text import Name

WHOLE_REPLY = True


class Branching(Problem, frozen=True):
    """A request for a text, with a note."""

    language: Language
    theme: Name
    """What the text is about: `a village fair`."""
    genre: Name
    """`a notice`."""
    note: Annotated[str, Meta(min_length=1, max_length=3_000, pattern=r"\A[^\x00-\x09\x0b-\x1f]+\Z")]
    """What decides the branches."""
    rules: Rules
    """The constraints, those on the given details first."""


def verify(problem: Branching, answer: str) -> Verdict:
    return _rules.judged(problem.rules, answer, Text(problem.note, problem.language))


def components(problem: Branching, answer: str) -> dict[str, bool]:
    """For each constraint, by its place and kind, whether the reply keeps it."""
    return _rules.by_rule(problem.rules, answer, Text(problem.note, problem.language))


def _if(given: object, rule: object, otherwise: object) -> IfGiven:
    return IfGiven((Case((given,), rule),), otherwise)  # type: ignore[arg-type]


_NOTE = "Bring 3 chairs, please. The room is on the left."
_TWO = OwnSentences(("the old mill", "4 euros"), 4)
_NUMBER = NumberCount(1)
_ONE = Branching(
    "en", "a village fair", "a notice", _NOTE, (_TWO, _if(_NUMBER, WithoutMark(","), Upper()), AsGiven("sentences", "sentences"))
)
_LINES = _if(MarkCount(1, mark="?"), Upper(), Alphabetical("lines"))
_OTHER = Branching("en", "a village fair", "a notice", _NOTE, (_TWO, _LINES, _if(_NUMBER, WithoutLetter("z"), WithoutLetter("a"))))
_LOUD = Branching(
    "en", "a village fair", "a notice", "Is it you?", (_TWO, _LINES, _if(_NUMBER, WithoutMark("."), StatesCount("N:", "words")))
)
_GOOD = "We meet again at the old mill on Sunday. Entry is only 4 euros for a whole family."
_BOTH = OwnSentences(("老磨坊广场", "3元"), 6)
_MARKED = _if(NumberCount(1), MarkCount(1, mark="！"), MarkCount(0, 0, mark="！"))
_ZH = Branching("zh", "社区夏日集市", "一则通知", "请带 3 把椅子。房间在左边。", (_BOTH, _MARKED, AsGiven("sentences", "sentences")))
_PLAIN = Branching("zh", "社区夏日集市", "一则通知", "请带椅子。房间在左边。", (_BOTH, _MARKED, AsGiven("sentences", "sentences")))
_RIGHT = "今年大家都到老磨坊广场来玩。成人每位只收3元门票费用！"
_TAGGED = Branching("en", "a village fair", "a notice", "Is it you?", (_TWO, _if(_NUMBER, WithoutMark("."), Tagged("body"))))
EXAMPLES = (
    (_ONE, _GOOD, ""),
    (_ONE, f"\n{_GOOD}\n", ""),
    (_ONE, "Entry costs just 4 Euros this year! Will you join us near The Old Mill after lunch?", ""),
    (_OTHER, "Entry is only 4 euros for a whole family.\nWe meet again at the old mill on Sunday.", ""),
    (_LOUD, "WE MEET AGAIN AT THE OLD MILL ON SUNDAY. ENTRY IS ONLY 4 EUROS FOR US.\nN: 16", ""),
    (_ONE, "We all met at the old mill. Entry costs us 4 euros today.", ""),
    (_ONE, "We met at the old mill. Entry costs us 4 euros today.", "words"),
    (_ONE, "", "format"),
    (_ONE, _GOOD + 5_000 * " Yes", "format"),
    (_ONE, _GOOD.upper().replace("MILL", "MALL"), "words"),
    (_ONE, _GOOD.replace("Sunday", "Sunday, at last"), "marks"),
    (_ONE, f"{_GOOD} So there you are.", "layout"),
    (_OTHER, "We meet again at the old mill on Sunday.\nEntry is only 4 euros for a whole family.", "order"),
    (_OTHER, "Entry is only 4 euros for a dozen children.\nWe meet again at the old mill on Sunday.", "letters"),
    (_LOUD, "We meet again at the old mill on Sunday. Entry is only 4 euros for us.\nN: 16", "case"),
    (_LOUD, "WE MEET AGAIN AT THE OLD MILL ON SUNDAY. ENTRY IS ONLY 4 EUROS FOR US.\nN: 12", "links"),
    (_TAGGED, f"<body>{_GOOD}</body>", ""),
    (_TAGGED, _GOOD, "formats"),
    (_ZH, _RIGHT, ""),
    (_ZH, "欢迎各位邻居来到老磨坊广场逛一逛！\n\n入场费用是每人3元，小孩不要钱。", ""),
    (_ZH, "你知道老磨坊广场那边正在搭棚子吗？门票今年还是3元没有涨价，快来吧！", ""),
    (_ZH, "门票今年还是3元没有涨价。快去老磨坊广场看看搭好的棚子吧！！", ""),
    (_ZH, "\r\n老磨坊广场已经搭好了棚子！\r\n每人3元就可以进去逛一逛。\r\n", ""),
    (_ZH, "我们在老磨坊广场见面吧！门票只要3元一个。", ""),
    (_ZH, "我们在老磨坊广场见面！门票只要3元一个。", "words"),
    (_PLAIN, "我们在老磨坊广场见面吧。门票只要3元一个。", ""),
    (_PLAIN, "我们在老磨坊广场见面吧！门票只要3元一个。", "marks"),
    (_ZH, "老磨坊广场，3元！", "words"),
    (_ZH, "今年大家都到老磨坊广场来玩。成人每位只收3元门票费用。", "marks"),
    (_ZH, f"好的，通知在下面。{_RIGHT}", "layout"),
)
