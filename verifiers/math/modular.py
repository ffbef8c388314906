"""Modular: the least number that leaves given remainders; they may be those of powers and towers, and moduli may share factors.

Refused for the first of: format (not one integer, nor `none`), none (it is said that there is no such number, and there is one; or the
reverse), remainder (a congruence does not hold), least (a smaller number would do, or the number is negative)."""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.parsers import mathematics
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Congruence", "Modular", "proven", "verify", "verify_trace"]

MOST = 4
"""Congruences of one problem."""
Modulus = Annotated[int, Meta(ge=2, le=200)]


class Congruence(Frozen, frozen=True):
    """factor x leaves the remainder of tower[0] ** tower[1] ** ... on division by modulus."""

    factor: Annotated[int, Meta(ge=1, le=200)]
    """`3`."""
    tower: Annotated[tuple[Annotated[int, Meta(ge=0, le=10_000)], ...], Meta(min_length=1, max_length=3)]
    """A number, a power, or a power whose exponent is one: `(5,)`, `(7, 30)`, `(7, 5, 9)`."""
    modulus: Modulus
    """`13`."""

    def __post_init__(self) -> None:
        if min(self.tower[1:], default=2) < 2 or (len(self.tower) > 1 and self.tower[0] < 2):
            raise ValueError("bases and exponents of powers are at least 2")


class Modular(Problem, frozen=True):
    congruences: Annotated[tuple[Congruence, ...], Meta(min_length=1, max_length=MOST)]
    """All of them must hold."""


def power_of_tower(tower: tuple[int, ...], modulus: int) -> int:
    """The remainder of a ** b ** c, by the exponent's remainder in the period of the powers of a and where that period begins."""
    if len(tower) == 1:
        return tower[0] % modulus
    if len(tower) == 2:
        return pow(tower[0], tower[1], modulus)
    begins, period = powers(tower[0], modulus)
    exponent = _exact(tower[1], tower[2], begins)
    if exponent is None:
        exponent = begins + (pow(tower[1], tower[2], period) - begins) % period
    return pow(tower[0], exponent, modulus)


def _exact(base: int, exponent: int, least: int) -> int | None:
    """base ** exponent where it is less than `least`."""
    value = 1
    for _ in range(exponent):
        value *= base
        if value >= least:
            return None
    return value


@lru_cache(maxsize=4096)
def powers(base: int, modulus: int) -> tuple[int, int]:
    """The exponent from which the remainders of the powers repeat, and after how many they do."""
    seen = dict[int, int]()
    value, exponent = 1 % modulus, 0
    while value not in seen:
        seen[value] = exponent
        value, exponent = value * base % modulus, exponent + 1
    return seen[value], exponent - seen[value]


def solved(congruence: Congruence) -> tuple[int, int] | None:
    """x = r (mod m) for a congruence with a factor, with m as small as it gets; None where no x fits."""
    factor, modulus = congruence.factor, congruence.modulus
    right = power_of_tower(congruence.tower, modulus)
    shared = math.gcd(factor, modulus)
    if right % shared:
        return None
    modulus //= shared
    return right // shared * pow(factor // shared, -1, modulus) % modulus if modulus > 1 else 0, modulus


def joined(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int] | None:
    """Both as one congruence (Chinese remainders, for any moduli); None where they contradict each other."""
    (a, m), (b, n) = one, other
    shared = math.gcd(m, n)
    if (b - a) % shared:
        return None
    step = n // shared
    times = (b - a) // shared * pow(m // shared, -1, step) % step if step > 1 else 0
    return (a + m * times) % math.lcm(m, n), math.lcm(m, n)


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
    """The remainder of each power, x by each congruence alone, and x by the first ones together. Where nothing fits, what contradicts: a
    right side that a common factor does not divide, or two remainders by a common factor of two moduli."""
    found: list[Milestone] = []
    known: tuple[int, int] = (0, 1)
    for number, c in enumerate(problem.congruences):
        right, single = power_of_tower(c.tower, c.modulus), solved(c)
        if len(c.tower) > 1:
            found.append(Milestone(right, (c.tower[0], c.modulus), _lines(c)))
        if single is None:
            return [[*found, Milestone(right % math.gcd(c.factor, c.modulus), (right,))]]
        if c.factor > 1:
            shared = math.gcd(c.factor, c.modulus)
            found.append(Milestone(single[0], (right // shared, c.modulus // shared)))
        together = joined(known, single)
        if together is None:
            shared = math.gcd(known[1], single[1])
            return [[*found, *(Milestone(r % shared, (r,)) for r in (known[0], single[0]))]]
        if number:
            found.append(Milestone(together[0], (known[0], known[1])))
        known = together
    return [found]


def _lines(congruence: Congruence) -> int:
    """Lines of a power by squaring, but for two; of a walk along powers, its length."""
    base, exponent, *above = congruence.tower
    if above:
        return sum(powers(base, congruence.modulus))
    return exponent.bit_length() + exponent.bit_count() - 3


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
