"""Modular: the least number that leaves given remainders; they may be those of powers and towers, and moduli may share factors.

Refused for the first of: format (not one integer, nor `none`), none (it is said that there is no such number, and there is one; or the
reverse), remainder (a congruence does not hold), least (a smaller number would do, or the number is negative)."""

import math
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.math.modular.congruences import Congruence, joined, power_of_tower, powers, solved
from synth.verifiers.math.modular.derivation import milestones
from synth.verifiers.parsers import mathematics
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

__all__ = [
    "EXAMPLES",
    "TRACE_FORMAT",
    "Congruence",
    "Modular",
    "joined",
    "power_of_tower",
    "powers",
    "proven",
    "solved",
    "verify",
    "verify_trace",
]

MOST = 4
"""Congruences of one problem."""


class Modular(Problem, frozen=True):
    congruences: Annotated[tuple[Congruence, ...], Meta(min_length=1, max_length=MOST)]
    """All of them must hold."""


def stages(problem: Modular) -> Iterator[tuple[int, int] | None]:
    """What is known of x after each congruence; ends with None where nothing fits."""
    known: tuple[int, int] | None = (0, 1)
    for congruence in problem.congruences:
        single = solved(congruence)
        known = joined(known, single) if known and single else None
        yield known
        if known is None:
            return


@kept
def least(problem: Modular) -> int | None:
    """The least x >= 0 that fits, None where there is none."""
    *_, last = stages(problem)
    return last[0] if last else None


_NONE = frozenset(
    ["none", "no solution", "no solutions", "no such number", "no such x", "there is no such number", "there is none", "impossible"]
)
_CHINESE = Reader(WORDS | dict.fromkeys(("无解", "不存在", "没有这样的数", "不存在这样的数", "没有解"), "none"))


def verify(problem: Modular, answer: str) -> Verdict:
    right = least(problem)
    if " ".join(plain(answer, _CHINESE).lower().rstrip(".").split()) in _NONE:
        return ACCEPT if right is None else refuse("none")
    read = mathematics.integer(answer)
    if read is None:
        return refuse("format")
    if right is None:
        return refuse("none")
    for c in problem.congruences:
        if (c.factor * read - power_of_tower(c.tower, c.modulus)) % c.modulus:
            return refuse("remainder")
    return ACCEPT if read == right else refuse("least")


@kept
def given(problem: Modular) -> frozenset[int]:
    """The numbers of the problem, and moduli on the way."""
    told = {n for c in problem.congruences for n in (c.factor, *c.tower, c.modulus, c.modulus // math.gcd(c.factor, c.modulus))}
    told.update(known[1] for known in stages(problem) if known)
    return frozenset(told)


@kept
def ways(problem: Modular) -> list[list[Milestone]]:
    """What a derivation has to reach; see `derivation.milestones`."""
    return [milestones(problem.congruences)]


def verify_trace(problem: Modular, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: Modular, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, given(problem), ways(problem))


_ONE = Modular((Congruence(1, (7, 4), 11),))  # 2401 = 218 * 11 + 3
_TWO = Modular((Congruence(1, (2,), 5), Congruence(3, (4,), 7)))  # 2, 7, 12, ... and 6, 13, 20, 27, ...
_SHARED = Modular((Congruence(1, (3,), 8), Congruence(1, (7,), 12)))  # 3, 11, 19 and 7, 19
_AGAINST = Modular((Congruence(1, (3,), 8), Congruence(1, (6,), 12)))  # odd, and even
_TOWER = Modular((Congruence(1, (3, 4, 5), 14),))  # 3 ** 1024, of period 6: 3 ** 4 = 81

EXAMPLES = (
    (_ONE, "3", ""),
    (_ONE, "x = 3", ""),
    (_ONE, "**3**", ""),
    (_ONE, r"$x = 3$", ""),
    (_TWO, "27", ""),
    (_TWO, "The answer is 27.", ""),
    (_TWO, "The smallest solution is x = 27.", ""),
    (_SHARED, "19", ""),
    (_TOWER, "11", ""),
    (_AGAINST, "none", ""),
    (_AGAINST, "No solution.", ""),
    (_AGAINST, "There is no such number", ""),
    (_ONE, "", "format"),
    (_ONE, "3 or 14", "format"),
    (_ONE, "7^4 mod 11", "format"),
    (_ONE, "none", "none"),
    (_AGAINST, "6", "none"),
    (_ONE, "2401", "least"),
    (_TWO, "62", "least"),
    (_TWO, "-8", "least"),
    (_TWO, "2", "remainder"),
    (_TWO, "6", "remainder"),
    (_SHARED, "67", "least"),
    (_TOWER, "5", "remainder"),
    (_ONE, "答案是 3。", ""),
    (_TWO, "x = 27", ""),
    (_TWO, "最小的数是27", ""),
    (_TWO, "最小非负整数解为 27", ""),
    (_TWO, "最小的数不是27", "format"),
    (_AGAINST, "无解", ""),
    (_AGAINST, "不存在这样的数。", ""),
    (_SHARED, "答案：１９", ""),
    (_SHARED, "所以答案为19。", ""),
    (_ONE, "结果是3", ""),
    (_TWO, "答案是 62", "least"),
    (_TWO, "无解", "none"),
    (_AGAINST, "答案是 3", "none"),
)
