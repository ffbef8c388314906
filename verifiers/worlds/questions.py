"""Questions: answer a question about a fictional world from the documents that tell of it.

Refused for the first of: format (not one name, year, number or set of names, as the question asks for), value (another one). The answer is
never stored: it is worked out from the facts of the documents when a problem is built, which fails where they leave it open."""

from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.worlds import _steps
from synth.verifiers.worlds._answers import read
from synth.verifiers.worlds._query import All, Before, Count, Follow, Gap, Is, Pick
from synth.verifiers.worlds._steps import TRACE_FORMAT
from synth.verifiers.worlds._told import Told, outcome
from synth.verifiers.worlds._world import Alias, Document, Era, Fact

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Questions", "proven", "verify", "verify_trace"]


class Questions(Told, frozen=True):
    """A world that settles its question."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if outcome(self) is None:
            raise ValueError("the documents leave the answer open")


def verify(problem: Questions, answer: str) -> Verdict:
    given = read(problem, answer)
    if isinstance(given, str):
        return refuse("format")
    return ACCEPT if given == outcome(problem) else refuse("value")


def verify_trace(problem: Questions, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT and its final answer; its reasons stand in `_steps.verify_trace`."""
    return _steps.verify_trace(problem, completion, verify)  # type: ignore[arg-type]


def proven(problem: Questions, completion: str) -> Proven:
    """How much of the proof stands; see `synth.verifiers.score_steps`."""
    return _steps.proven(problem, completion)


_FACTS = (
    Fact("guild", 0, 4), Fact("guild", 1, 0, 0), Fact("teacher", 2, 0), Fact("seat", 4, 3), Fact("born", 0, 40), Fact("born", 1, 30, 0),
    Fact("guild", 2, 5), Fact("seat", 5, 6), Fact("born", 2, 65), Fact("founded", 3, 3),
)  # fmt: skip


def _told(query: Follow | Gap | Count | All, names: tuple[str, ...] = ()) -> Questions:
    english = ("Mirel", "Orenth", "Brask", "Tolmere", "Silver Wheel", "Tin Oar", "Welgate", "Tamsin", "Orvan", "Telm")
    *named, alias, first, second = names or english
    return Questions(
        tuple(named),
        ("person", "person", "person", "town", "guild", "guild", "town"),
        (Alias(2, alias, 1),),
        (Era(first, 48), Era(second, 60)),
        (Document("letter", _FACTS[:6]), Document("chronicle", _FACTS[6:])),
        ("guild",),
        query,
        0,
    )


_ZH = ("米莱尔", "奥伦特", "布拉斯", "托梅堡", "银色车轮", "锡色船桨", "韦尔港", "塔辛", "奥凡纪", "泰尔纪")
_PERSON = Follow(2, ("teacher",))
_OLDEST = Follow(Pick("person", (Is(("guild", "seat"), False, 3),), "born", True), ())
_YEAR = Follow(Pick("person", (Before(("born",), False, 1, ("guild", "seat", "founded")),), "born", True), ("born",))
_GUILDS = All("person", (Is(("guild",), True, 4),))

EXAMPLES = (
    (_told(_PERSON), "Mirel", ""),
    (_told(_PERSON), "**mirel**.", ""),
    (_told(_PERSON), "The answer is Mirel.", ""),
    (_told(_OLDEST), "Tamsin", ""),
    (_told(_OLDEST), "Brask", ""),
    (_told(Follow(2, ("teacher", "guild"))), "the guild of the Silver Wheel", ""),
    (_told(Follow(2, ("teacher", "guild"))), "The Silver Wheel", ""),
    (_told(Follow(2, ("teacher", "guild", "seat"))), "the town of Tolmere", ""),
    (_told(_YEAR), "year 22 of the Telm era", ""),
    (_told(_YEAR), "Telm 22", ""),
    (_told(_YEAR), "In the year 22 of the Telm era.", ""),
    (_told(Gap(Follow(2, ("born",)), Follow(0, ("born",)))), "25 years", ""),
    (_told(Count("person", (Is(("guild",), True, 4),))), "2", ""),
    (_told(_GUILDS), "Orenth and Mirel", ""),
    (_told(_GUILDS), "- Mirel\n- Orenth", ""),
    (_told(_PERSON), "", "format"),
    (_told(_PERSON), "Unknown", "format"),
    (_told(_PERSON), "Mirel or Orenth", "format"),
    (_told(_PERSON), "not Mirel", "format"),
    (_told(_PERSON), "Orenth", "value"),
    (_told(_PERSON), "Brask", "value"),
    (_told(_YEAR), "year 65", "format"),
    (_told(_YEAR), "year 17 of the Orvan era", "value"),
    (_told(_GUILDS), "Mirel", "value"),
    (_told(_GUILDS), "Mirel, Orenth, Brask", "value"),
    (_told(_GUILDS), "Mirel, Mirel, Orenth", "format"),
    (_told(_PERSON, _ZH), "米莱尔", ""),
    (_told(_PERSON, _ZH), "答案是：米莱尔。", ""),
    (_told(_OLDEST, _ZH), "塔辛", ""),
    (_told(Follow(2, ("teacher", "guild")), _ZH), "银色车轮行会", ""),
    (_told(_YEAR, _ZH), "泰尔纪22年", ""),
    (_told(_YEAR, _ZH), "泰尔纪第22年", ""),
    (_told(_GUILDS, _ZH), "米莱尔、奥伦特", ""),
    (_told(_GUILDS, _ZH), "奥伦特和米莱尔", ""),
    (_told(Gap(Follow(2, ("born",)), Follow(0, ("born",))), _ZH), "25年", ""),
    (_told(_PERSON, _ZH), "奥伦特", "value"),
    (_told(_PERSON, _ZH), "不是米莱尔", "format"),
    (_told(_GUILDS, _ZH), "米莱尔", "value"),
    (_told(_YEAR, _ZH), "奥凡纪17年", "value"),
    (_told(_OLDEST), "Brask (also known as Tamsin)", ""),
    (_told(_OLDEST), "Tamsin, also called Brask", ""),
    (_told(_OLDEST), "Brask (Orenth)", "format"),
    (_told(_OLDEST), "Brask / Orenth", "format"),
    (_told(_PERSON), "Mirel (also called nobody)", "format"),
    (_told(Follow(2, ("teacher", "guild"))), "The guild is the Silver Wheel.", ""),
    (_told(Follow(2, ("teacher", "guild"))), "Silver Wheel (guild)", ""),
    (_told(_YEAR), "Telm era: year 22", ""),
    (_told(_YEAR), "Year 22 (Telm era)", ""),
    (_told(_YEAR), "Telm era – Year 22", ""),
    (_told(_YEAR), "Telm era, year 22 or year 23", "format"),
    (_told(_GUILDS), "\\{Orenth, Mirel\\}", ""),
    (_told(_GUILDS), "Orenth & Mirel", ""),
    (_told(_YEAR, _ZH), "泰尔纪（第22年）", ""),
    (_told(_OLDEST, _ZH), "塔辛（又名布拉斯）", ""),
    (_told(_OLDEST, _ZH), "塔辛（奥伦特）", "format"),
    (_told(_GUILDS, _ZH), "1、米莱尔\n2、奥伦特", ""),
    (_told(Count("person", (Is(("guild",), True, 4),)), _ZH), "2个人", ""),
    (_told(_GUILDS), "Mirel = Mirel, Orenth", "format"),
    (_told(_GUILDS), "Mirel (Mirel), Orenth", "format"),
)
