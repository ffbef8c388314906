"""Counterexample: a number that a false claim about whole numbers does not hold for; any such number is right.

Refused for the first of: format (not one whole number), range (outside of what the claim is about), premise (the number has not all of the
properties that the claim starts from), conclusion (the claim holds for the number)."""

import re
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import Milestone
from synth.verifiers.math.counterexample.derivation import TRACE_FORMAT, Look, looks
from synth.verifiers.parsers import mathematics

__all__ = ["EXAMPLES", "LIMIT", "TRACE_FORMAT", "Counterexample", "Property", "has", "looked_at", "proven", "verify", "verify_trace"]

LIMIT = 20_000
LARGEST = 100 * LIMIT + 100
"""Value of a n + b."""
Kind = Literal["mod", "digits", "reversed", "divisors", "prime", "squares", "ones", "squarefree", "smooth"]
TWO, ONE, NONE = ("mod", "digits", "reversed", "prime"), ("divisors", "ones", "smooth"), ("squares", "squarefree")


class Property(Frozen, frozen=True):
    """A property of a whole number n.

    mod: n leaves b by a; digits: its digit sum does; reversed: its digits read backwards do; divisors: it has exactly a divisors; prime:
    a n + b is prime; squares: it is the sum of two squares (0 is one); ones: exactly a ones in binary; squarefree: no square above 1
    divides it; smooth: no prime factor above a."""

    kind: Kind
    a: Annotated[int, Meta(ge=0, le=100)]
    """0 where the kind has no number: `7`."""
    b: Annotated[int, Meta(ge=0, le=100)]
    """0 where the kind has one number or none: `3`."""

    def __post_init__(self) -> None:
        if (self.kind in TWO and self.a < 1) or (self.kind in ("mod", "digits", "reversed") and not self.b < self.a):
            raise ValueError("a divisor is at least 1, and a remainder is less than it")
        if (self.kind in ONE and (self.a < 1 or self.b)) or (self.kind in NONE and (self.a or self.b)):
            raise ValueError("a number that the kind does not have is 0")


class Counterexample(Problem, frozen=True):
    """The claim: every n from 1 to the limit with all premises has the conclusion, or, where that is denied, does not have it."""

    limit: Annotated[int, Meta(ge=10, le=LIMIT)]
    """`2000`."""
    premises: Annotated[tuple[Property, ...], Meta(min_length=1, max_length=4)]
    """All of them at once."""
    conclusion: Property
    denied: bool
    """Whether the claim is that they do not have it."""


def has(n: int, one: Property) -> bool:
    """Whether a number from 1 on has a property."""
    kind, a, b = one.kind, one.a, one.b
    if kind == "mod":
        return n % a == b
    if kind == "digits":
        return sum(map(int, str(n))) % a == b
    if kind == "reversed":
        return int(str(n)[::-1]) % a == b
    if kind == "ones":
        return n.bit_count() == a
    if kind == "prime":
        value = a * n + b
        return value > 1 and _factors(value) == ((value, 1),)
    factors = _factors(n)
    if kind == "divisors":
        count = 1
        for _, exponent in factors:
            count *= exponent + 1
        return count == a
    if kind == "squares":
        return all(exponent % 2 == 0 for prime, exponent in factors if prime % 4 == 3)
    return all(exponent == 1 for _, exponent in factors) if kind == "squarefree" else all(prime <= a for prime, _ in factors)


@lru_cache(maxsize=4096)
def _factors(n: int) -> tuple[tuple[int, int], ...]:
    """Primes with their exponents."""
    found, divisor = [], 2
    while divisor * divisor <= n:
        exponent = 0
        while n % divisor == 0:
            n, exponent = n // divisor, exponent + 1
        if exponent:
            found.append((divisor, exponent))
        divisor += 1 + divisor % 2
    return (*found, (n, 1)) if n > 1 else tuple(found)


_NUMBER = re.compile(r"(?<!\d)\d{1,7}(?!\d)", re.ASCII)
_TAIL = re.compile(r"(?<=\d) ?(?:is (?:a|one) counter-?example|是(?:一个)?反例|shows it|disproves (?:it|the claim))[.。]?\Z")


def _number(answer: str) -> int | None:
    return mathematics.integer(_TAIL.sub("", answer.strip()))


def verify(problem: Counterexample, answer: str) -> Verdict:
    n = _number(answer)
    if n is None:
        return refuse("format")
    if not 1 <= n <= problem.limit:
        return refuse("range")
    if not all(has(n, premise) for premise in problem.premises):
        return refuse("premise")
    return ACCEPT if has(n, problem.conclusion) == problem.denied else refuse("conclusion")


@lru_cache(maxsize=4096)
def looked_at(n: int, one: Property) -> tuple[Look, ...]:
    """The equations that tell whether a number has a property."""
    return tuple(looks(n, one.kind, one.a, one.b, _factors(one.a * n + one.b if one.kind == "prime" else n)))


def _tried(completion: str) -> list[int]:
    """The numbers of a completion that may be looked at, or be parts of these: all those up to the largest of which the claim speaks."""
    return [int(n) for n in dict.fromkeys(_NUMBER.findall(completion, 0, 100_000)[:2_000]) if int(n) <= LARGEST]


def _ways(problem: Counterexample, completion: str) -> list[tuple[Milestone, ...]]:
    """What has to be worked out for the number that is the answer."""
    answer = final_answer(completion)
    n = None if isinstance(answer, Verdict) else _number(answer)
    if n is None or not 1 <= n <= problem.limit:
        return []
    return [tuple(look.milestone for one in (*problem.premises, problem.conclusion) for look in looked_at(n, one))]


def verify_trace(problem: Counterexample, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, _tried(completion), _ways(problem, completion))


def proven(problem: Counterexample, completion: str) -> Proven:
    """Whether the derivation looks at all properties of the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, _tried(completion), _ways(problem, completion))


_ODD = Counterexample(100, (Property("prime", 1, 0),), Property("mod", 2, 1), False)  # every prime is odd
_EULER = Counterexample(60, (Property("mod", 1, 0),), Property("squarefree", 0, 0), False)
_SUMS = Counterexample(500, (Property("mod", 4, 1), Property("digits", 3, 0)), Property("squares", 0, 0), False)  # 21 = 3 * 7
_NEVER = Counterexample(200, (Property("smooth", 5, 0), Property("ones", 4, 0)), Property("mod", 10, 0), True)  # 30, 60, 90, 120

EXAMPLES = (
    (_ODD, "2", ""),
    (_ODD, "n = 2", ""),
    (_ODD, "**2**", ""),
    (_ODD, "The answer is 2.", ""),
    (_ODD, "n = 2 is a counterexample.", ""),
    (_ODD, "A counterexample is 2.", ""),
    (_ODD, r"\boxed{2}", ""),
    (_EULER, "12", ""),
    (_EULER, "49", ""),
    (_SUMS, "21", ""),
    (_SUMS, "57", ""),
    (_NEVER, "30", ""),
    (_NEVER, "120", ""),
    (_ODD, "", "format"),
    (_ODD, "2 or 3", "format"),
    (_ODD, "the claim is true", "format"),
    (_ODD, "2 is not a counterexample", "format"),
    (_ODD, "2.5", "format"),
    (_SUMS, "2001", "range"),
    (_SUMS, "-3", "range"),
    (_SUMS, "0", "range"),
    (_ODD, "4", "premise"),
    (_SUMS, "77", "premise"),
    (_ODD, "3", "conclusion"),
    (_SUMS, "9", "conclusion"),
    (_NEVER, "15", "conclusion"),
    (_ODD, "答案是 2。", ""),
    (_ODD, "反例是 2", ""),
    (_ODD, "一个反例是 2", ""),
    (_ODD, "2 是一个反例。", ""),
    (_EULER, "反例：４９", ""),
    (_SUMS, "所以答案为21。", ""),
    (_NEVER, "结果是30", ""),
    (_NEVER, "反例是 15", "conclusion"),
    (_ODD, "反例：4", "premise"),
    (_ODD, "没有反例", "format"),
)
