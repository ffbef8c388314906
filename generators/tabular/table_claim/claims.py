"""What table claims promise: their rules in words, what cheap policies win, and which problems differ."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.tabular.table_claim.cheap import POLICIES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.tabular.table_claim import TableClaim

RULES = (
    Rule(
        "value",
        {"en": "stands for a figure that exists and is not shown: a number from 0 up", "zh": "确实存在、只是没有给出的数：它不小于 0"},
    ),
    Rule("value", {"en": "as many decimals as the other figures", "zh": "小数位数与该表其他数相同"}),
    Rule(
        "value",
        {
            "en": "Every total is exactly the sum of its rows, with those that are not shown",
            "zh": "每个合计都恰好等于其各行之和，没有给出的数也计算在内",
        },
        lambda p: any(table.totals for table in p.tables),
    ),
    Rule("value", {"en": "True: it holds whatever", "zh": "真：无论"}),
    Rule("value", {"en": "False: it fails whatever", "zh": "假：无论"}),
    Rule("value", {"en": "Unknown: it holds for some .* and fails for others", "zh": "未知：.*有的使说法成立，有的使说法不成立"}),
    Rule("value", {"en": "Judge by what is shown alone", "zh": "只根据表中所示内容判断"}),
    Rule(
        "value",
        {
            "en": lambda p: rf"one label for each of the {len(p.claims)} statements, in their order",
            "zh": lambda p: rf"按顺序为 {len(p.claims)} 条说法",
        },
    ),
    Rule("value", {"en": "no total", "zh": "非合计行"}, lambda p: any(claim.kind == "largest" for claim in p.claims)),
)

_RARE = (0.03,) * 8
_AT_MOST = ((0.25, 0.25), (1.0, 0.7), (1.0, 1.0), (1.0, 1.0), (1.0, 1.0), (0.06, 0.06), (0.06, 0.06))


def _said(policy: Callable[[TableClaim], list[str]]) -> Callable[[TableClaim], str]:
    return lambda problem: ", ".join(policy(problem))


SHORTCUTS = tuple(Shortcut(name, _said(policy), first + _RARE) for (name, policy), first in zip(POLICIES, _AT_MOST, strict=True))

NO_COPIES = "Statements and rows stand in the order in which they are drawn, with drawn figures, so no two differ by names alone."


def different(problem: TableClaim, rng: Random) -> Iterator[TableClaim]:
    """Without one of the statements, and with one turned round."""
    if len(problem.claims) > 2:
        yield replace(problem, claims=problem.claims[1:])
    first = problem.claims[0]
    yield replace(problem, claims=(replace(first, more=not first.more), *problem.claims[1:]))
