"""What tables and text promise: their rules in words, what cheap policies win, and which problems differ."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.tabular.tables_and_text.cheap import CORRECTIONS, GUESSED, POLICIES, Policy, guessed
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.tabular.tables_and_text import TablesAndText
from synth.verifiers.tabular.tables_and_text.report import Reading


def _asked(*kinds: str) -> Callable[[TablesAndText], bool]:
    return lambda problem: problem.figure.kind in kinds


def _told(*kinds: str) -> Callable[[TablesAndText], bool]:
    return lambda problem: any(fact.kind in kinds for fact in problem.facts)


RULES = (
    Rule(
        "value",
        {
            "en": "printed without these corrections. Take every figure as corrected by the text",
            "zh": "未经更正的数。每一步都要使用按文字更正后的数值",
        },
        _told(*CORRECTIONS),
    ),
    Rule("value", {"en": "belong to", "zh": "应属于同年的"}, _told("moved")),
    Rule("value", {"en": "have to be taken out", "zh": "应当扣除"}, _told("included")),
    Rule("value", {"en": "have to be added", "zh": "应当补上"}, _told("missed")),
    Rule("value", {"en": "Figures of a draft do not count", "zh": "草稿中的数值不算数"}, _told("draft")),
    Rule("value", {"en": "percent (above|below) the corrected figure", "zh": "比更正后的.*[高低] \\d+%"}, _told("plan")),
    Rule("value", {"en": "is worth", "zh": "折合"}, _told("rate")),
    Rule(
        "value",
        {"en": "Only rows that are no totals are chosen, and none twice", "zh": "只从非合计行中选，且同一行不重复选"},
        lambda p: bool(p.choices),
    ),
    Rule("value", {"en": "are those that are no totals", "zh": "指全部非合计行"}, _asked("share")),
    Rule("value", {"en": "the later figure minus the earlier", "zh": "后一数值减去前一数值"}, _asked("change", "growth")),
    Rule("value", {"en": "in plain units, without thousands or millions", "zh": "不带“千”或“百万”的单位"}, _asked("per")),
    Rule("value", {"en": "in percent, rounded to one decimal place", "zh": "百分数，四舍五入到一位小数"}, _asked("growth", "share")),
    Rule("value", {"en": "quotient to two decimal places", "zh": "两位小数"}, _asked("per")),
    Rule("value", {"en": "the exact number in ", "zh": "精确的数，单位为"}, _asked("value", "change")),
)


def _policy(policy: Policy) -> Callable[[TablesAndText], str]:
    return lambda problem: policy(problem, Reading(problem.tables, ()))


SHORTCUTS = (
    *(Shortcut(name, _policy(policy), (0.02,) * 10) for name, policy in POLICIES),
    Shortcut(GUESSED, guessed, (0.02, 0.28, 0.23, 0.1, 0.1, 0.08, 0.07, 0.05, 0.05, 0.05)),
)

NO_COPIES = "Rows, years and sentences stand in the order in which they are drawn, with drawn figures, so no two differ by names alone."


def different(problem: TablesAndText, rng: Random) -> Iterator[TablesAndText]:
    """Without one of the sentences, and with another amount."""
    for place, fact in enumerate(problem.facts):
        if fact.kind in CORRECTIONS:
            rest = (*problem.facts[:place], *problem.facts[place + 1 :])
            for facts in (rest, (*rest, replace(fact, amount=fact.amount * 2))):
                try:
                    yield replace(problem, facts=facts)
                except ValueError:
                    continue
