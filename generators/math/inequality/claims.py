"""What inequality claims: its rules in words, what cheap policies win, and which problems are the same.

The policies leave out what a case or a sign is for, or try numbers."""

import re
from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.inequality.policies import OTHER_ENDS, OTHER_WAY, POLICIES, other_ends, other_way, plugged_in
from synth.generators.math.inequality.wording import text
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.inequality import Inequality


def _sides(problem: Inequality) -> str:
    return rf"{re.escape(text(problem.left))} {problem.relation} {re.escape(text(problem.right))}(?! [-+])"


RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), _sides)),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: rf"f\(x\) = {re.escape(text(p.f[0]))}(?! [-+])"), lambda p: bool(p.f)),
    Rule("value", {"en": r"real numbers?\b", "zh": "实数"}),
    Rule("value", {"en": r"makes a denominator 0 is not a solution", "zh": "分母为 0 的数不是解"}, lambda p: "/" in text(p.left)),
    Rule("value", {"en": r"union of separate intervals with exact end points", "zh": "互不重叠的区间的并集，端点要写精确值"}),
    Rule("value", {"en": r"round bracket leaves an end point out, a square one takes it in", "zh": "圆括号表示不含端点，方括号表示含端点"}),
)

NO = (0.005,) * 10
SHARES = {
    "the absolute values are left out": (0.005, 0.005, 0.25) + (0.005,) * 7,
    "the right side is taken to be 0": (0.01, 0.01, 0.005) + (0.005,) * 7,
    "from the first critical point to the last": (0.005, 0.6, 0.35) + (0.005,) * 7,
    "outside of all critical points": (0.005, 0.6, 0.35) + (0.005,) * 7,
}

SHORTCUTS = (
    *(Shortcut(name, policy, SHARES.get(name, NO)) for name, policy in POLICIES.items()),
    Shortcut("the inequality the other way round", other_way, NO),
    Shortcut("ends taken in where they are left out", other_ends, NO),
    Shortcut("halves plugged in", plugged_in, (1.0, 1.0, 0.55) + (0.005,) * 7),
)

NO_COPIES = "Two inequalities with the same solutions are different exercises, and the sides are kept as they are written."


def different(problem: Inequality, rng: Random) -> Iterator[Inequality]:
    """The other relations."""
    yield replace(problem, relation=OTHER_WAY[problem.relation])
    yield replace(problem, relation=OTHER_ENDS[problem.relation])
