"""Free text: write about the given details so that every constraint holds.

The whole reply is judged. Refused for the first of: format (nothing is written, or too much), words (which words and phrases there are,
and how many), letters (letters, digits and numbers), case (capitals and small letters), marks (punctuation and brackets), layout (parts,
lists, headings, lines), order (how parts follow one another, begin and end), links (what refers to another part of the reply),
formats (what programs read: an element around the text, JSON, CSV, tables)."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import Verdict
from synth.verifiers.instruct import _rules
from synth.verifiers.instruct._case import Upper
from synth.verifiers.instruct._formats import Tagged
from synth.verifiers.instruct._layout import UnitCount
from synth.verifiers.instruct._letters import Initials, WithoutLetter
from synth.verifiers.instruct._links import StatesCount
from synth.verifiers.instruct._marks import MarkCount, WithoutMark, Wrapped
from synth.verifiers.instruct._order import Alphabetical, Openings
from synth.verifiers.instruct._rules import Each, Rules
from synth.verifiers.instruct._text import Language, Text
from synth.verifiers.instruct._words import NoRepeatedRun, OwnSentences, UsesAll, WordCount

WHOLE_REPLY = True
Name = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"\A[^\x00-\x1f]+\Z")]


class FreeText(Problem, frozen=True):
    """A request for a text."""

    language: Language
    theme: Name
    """What it is about: `a village fair`."""
    genre: Name
    """`a notice`."""
    rules: Rules
    """The constraints, those on the given details first."""


def verify(problem: FreeText, answer: str) -> Verdict:
    return _rules.judged(problem.rules, answer, Text("", problem.language))


def components(problem: FreeText, answer: str) -> dict[str, bool]:
    """For each constraint, by its place and kind, whether the reply keeps it."""
    return _rules.by_rule(problem.rules, answer, Text("", problem.language))


_TWO = OwnSentences(("the old mill", "4 euros"), 4)
_GOOD = "We meet again at the old mill on Sunday. Entry is only 4 euros for a whole family."
_FAIR = FreeText("en", "a village fair", "a notice", (_TWO, NoRepeatedRun(3), UnitCount(2, 2, unit="sentences")))
_LOUD = FreeText("en", "a village fair", "a notice", (_TWO, Upper(), StatesCount("WORDS:", "words")))
_LINES = FreeText("en", "a village fair", "a notice", (_TWO, Alphabetical("lines"), WithoutLetter("z"), WithoutMark(",")))
_BOTH = OwnSentences(("老磨坊广场", "3元"), 6)
_ZH = FreeText(
    "zh", "社区夏日集市", "一则通知", (_BOTH, NoRepeatedRun(8), WordCount(20, 40), MarkCount(1, mark="！"), Openings("sentences"))
)
_HIDDEN = FreeText(
    "zh", "社区夏日集市", "一则通知", (_BOTH, Initials("lines", ("今", "每")), Each("sentences", MarkCount(0, 0, mark="，")))
)
_RIGHT = "今年大家都到老磨坊广场来玩。成人每位只收3元门票费用！"
_SHORTEST = "今年我们在老磨坊广场见面吧！门票只要3元一个。"
_TAGGED = FreeText("en", "a village fair", "a notice", (_TWO, Initials("sentences", ("w", "e")), Tagged("body")))
_APT = FreeText(
    "en", "a village fair", "a notice", (OwnSentences(("Miller's meadow", "4 euros"), 4), UsesAll(("snow-white",)), Wrapped('"', '"'))
)
EXAMPLES = (
    (_FAIR, _GOOD, ""),
    (_FAIR, _GOOD.replace(". ", ".\n\n"), ""),
    (_FAIR, "Entry costs just 4 Euros this year! Will you join us near The Old Mill after lunch?", ""),
    (_FAIR, "**Come and see** the old mill with your own eyes.\r\nYou only need 4 euros in your pocket.", ""),
    (_FAIR, "We all met at the old mill. Entry costs us 4 euros today.", ""),
    (_FAIR, "We met at the old mill. Entry costs us 4 euros today.", "words"),
    (_FAIR, "", "format"),
    (_FAIR, _GOOD + 5_000 * " Yes", "format"),
    (_FAIR, "the old mill. 4 euros.", "words"),
    (_FAIR, "We meet at the old mill, where entry is only 4 euros for all. That is all we say.", "words"),
    (_FAIR, "We meet at the old mill on Sunday. We meet at four, and 4 euros is what you pay.", "words"),
    (_FAIR, f"Sure, here is the notice. {_GOOD}", "layout"),
    (_LOUD, "WE MEET AGAIN AT THE OLD MILL ON SUNDAY. ENTRY IS ONLY 4 EUROS FOR US.\nWORDS: 16", ""),
    (_LOUD, "WE MEET AGAIN AT THE OLD MILL ON SUNDAY. ENTRY IS ONLY 4 EUROS FOR US.\nWORDS: 17", "links"),
    (_LOUD, "We meet again at the old mill on Sunday. Entry is only 4 euros for us.\nWords: 16", "case"),
    (_LINES, "Entry is only 4 euros for a whole family.\nWe meet again at the old mill on Sunday.", ""),
    (_LINES, "We meet again at the old mill on Sunday.\nEntry is only 4 euros for a whole family.", "order"),
    (_LINES, "Entry is only 4 euros for a dozen children.\nWe meet again at the old mill on Sunday.", "letters"),
    (_LINES, "Entry is only 4 euros for a child, as ever.\nWe meet again at the old mill on Sunday.", "marks"),
    (_ZH, _RIGHT, ""),
    (_ZH, "欢迎各位邻居来到老磨坊广场逛一逛！\n\n入场费用是每人3元，小孩不要钱。", ""),
    (_ZH, "你知道老磨坊广场那边正在搭棚子吗？门票今年还是3元没有涨价，快来吧！", ""),
    (_HIDDEN, "今年大家都到老磨坊广场来玩。\n每位大人只收3元门票费用！", ""),
    (_HIDDEN, "今天的老磨坊广场特别热闹。\n每个人交3元就可以进去。", ""),
    (_ZH, _SHORTEST, ""),
    (_ZH, _SHORTEST.replace("今年", "快，"), "words"),
    (_ZH, f"{_SHORTEST}到时候大家可以听音乐也可以买新鲜水果回家。", ""),
    (_ZH, f"{_SHORTEST}到时候大家可以听音乐也可以买些新鲜水果回家。", "words"),
    (_ZH, "今天晚上我们在老磨坊广场见面吧！门票只要3元钱。", "words"),
    (_ZH, "今天晚上我们一起去老磨坊广场！而今天晚上我们一道只付3元。", ""),
    (_ZH, "今天晚上我们一起去老磨坊广场！而今天晚上我们一起只付3元。", "words"),
    (_HIDDEN, "今年大家都到老磨坊广场，来玩。\n每位大人只收3元门票费用！", "marks"),
    (_ZH, "老磨坊广场，3元！", "words"),
    (_ZH, f"好的，通知如下：{_RIGHT}{_RIGHT}", "words"),
    (_ZH, "今年大家都到老磨坊广场来玩。成人每位只收3元门票费用。", "marks"),
    (_HIDDEN, "今年大家都到老磨坊广场来玩，每位大人只收3元门票费用！", "words"),
    (_HIDDEN, "大家今年都到老磨坊广场来玩。\n每位大人只收3元门票费用！", "letters"),
    (_TAGGED, f"<body>{_GOOD}</body>", ""),
    (_TAGGED, f"<body>\n{_GOOD}\n</body>", ""),
    (_TAGGED, f"<body>{_GOOD}", "formats"),
    (_APT, "“We meet at Miller’s meadow on Sunday. Entry is 4\u202feuros, and snow‑white cakes are for all.”", ""),
    (_APT, '"We meet at Miller\'s meadow on Sunday. Entry is 4 euros, and “snow-white” cakes are for all."', "marks"),
    (_ZH, "欢迎各位邻居来到老磨坊广场逛一逛！入场费用是每人 3 元，小孩不要钱。", ""),
)
