"""Recurrence: a term of a sequence that is given by a linear recurrence, or its remainder where the index is huge.

Refused for the first of: format (not one integer), value (another integer)."""

from collections.abc import Iterator
from itertools import islice
from operator import mul
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.parsers import mathematics

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Recurrence", "Sequence", "proven", "verify", "verify_trace"]

MAX_TERM = 60
"""Largest index of a term that is written out."""
MAX_CYCLE = 120
"""Terms until the remainders of a sequence repeat."""
Small = Annotated[int, Meta(ge=-99, le=99)]


class Sequence(Frozen, frozen=True):
    """a(n) = coefficients[0] a(n-1) + coefficients[1] a(n-2) + ... + constant + linear n."""

    coefficients: Annotated[tuple[Small, ...], Meta(min_length=1, max_length=3)]
    """Of the last term, the one before it, and so on: `(3, 1)`."""
    start: Annotated[tuple[Small, ...], Meta(min_length=1, max_length=3)]
    """As many terms as coefficients, from a(0): `(2, 5)`."""
    constant: Small
    """`-4`."""
    linear: Small
    """What n is multiplied by: `0`."""

    def __post_init__(self) -> None:
        if len(self.coefficients) != len(self.start):
            raise ValueError("as many terms are given as the recurrence looks back")

    def following(self, n: int, last: list[int]) -> int:
        """a(n), from the terms before it, the latest last."""
        total = self.constant + self.linear * n
        for c, a in zip(self.coefficients, last[::-1], strict=False):
            total += c * a
        return total

    def terms(self) -> Iterator[int]:
        """a(0), a(1), ..."""
        window, n = list(self.start), len(self.start)
        yield from window
        while True:
            window = [*window[1:], self.following(n, window)]
            yield window[-1]
            n += 1


class Recurrence(Problem, frozen=True):
    ask: Literal["term", "remainder", "nested"]
    """a(n); the remainder of a(n) by the modulus; the remainder of a(b(n)), for the inner sequence b."""
    sequence: Sequence
    """a."""
    inner: Annotated[tuple[Sequence, ...], Meta(max_length=1)]
    """b, where it is asked for; its terms are never negative."""
    n: Annotated[int, Meta(ge=2, le=10**15)]
    """`100000`; at most 60 for a term and for the inner sequence."""
    modulus: Annotated[int, Meta(ge=0, le=200)]
    """`37`; 0 for a term."""

    def __post_init__(self) -> None:
        if (self.ask == "nested") != bool(self.inner) or (self.ask == "term") != (self.modulus == 0) or self.modulus == 1:
            raise ValueError("an inner sequence where one is asked for, and a modulus from 2 where a remainder is")
        if self.ask != "remainder" and self.n > MAX_TERM:
            raise ValueError("a term that is written out has an index of at most 60")
        if any(min(s.coefficients + s.start + (s.constant, s.linear)) < 0 for s in self.inner):
            raise ValueError("no number of the inner sequence is negative")


def term(sequence: Sequence, n: int, modulus: int = 0) -> int:
    """a(n), or its remainder. Far terms are a sum of the first ones, by the coefficients of x**n divided by the polynomial of the
    recurrence, in which a constant and n are further factors x - 1."""
    weights = [-1, *sequence.coefficients]
    for _ in range(2 if sequence.linear else 1 if sequence.constant else 0):
        weights = [a - b for a, b in zip([*weights, 0], [0, *weights], strict=True)]
    count = len(weights) - 1
    if not modulus or n < 2 * count:
        return _reduced(next(islice(sequence.terms(), n, None)), modulus)
    first = islice(sequence.terms(), count)
    far = _power([weight % modulus for weight in weights[1:]], n, modulus)
    return sum([factor * value for factor, value in zip(far, first, strict=True)]) % modulus


def _power(weights: list[int], n: int, modulus: int) -> list[int]:
    """The coefficients, from that of 1 on, of x**n divided by x**m - weights[0] x**(m-1) - ..., modulo the modulus. A polynomial is packed
    into one whole number, so that a product of numbers is one of polynomials."""
    count, wide = len(weights), 2 * modulus.bit_length() + 4
    shifts, mask, low = range(0, wide * count, wide), (1 << wide) - 1, (1 << wide * count) - 1

    def reduced(packed: int) -> int:
        return sum([(packed >> shift & mask) % modulus << shift for shift in shifts])

    def times_x(packed: int) -> int:
        packed <<= wide
        return reduced((packed & low) + (packed >> wide * count) * powers[0])

    powers = [sum([weight << shift for weight, shift in zip(reversed(weights), shifts, strict=True)])]  # x**m, x**(m+1), ...
    while len(powers) < count:
        powers.append(times_x(powers[-1]))
    found = 1
    for bit in f"{n:b}":
        square = found * found
        high = square >> wide * count
        above = [(high >> shift & mask) % modulus for shift in shifts]
        found = reduced((square & low) + sum(map(mul, above, powers)))
        if bit == "1":
            found = times_x(found)
    return [found >> shift & mask for shift in shifts]


def _reduced(value: int, modulus: int) -> int:
    return value % modulus if modulus else value


def index(problem: Recurrence) -> int:
    """The index of the term of a that is asked for."""
    return term(problem.inner[0], problem.n) if problem.inner else problem.n


@kept
def answer(problem: Recurrence) -> int:
    """The term or the remainder, 0 or more, that is asked for."""
    return term(problem.sequence, index(problem), problem.modulus)


def cycle(sequence: Sequence, modulus: int, most: int = MAX_CYCLE) -> tuple[list[int], int, int]:
    """Remainders from a(0) on until they repeat, where the repetition begins, and its length; 0 when they do not repeat within `most`
    terms."""
    size = len(sequence.start)
    found = [value % modulus for value in sequence.start]
    seen = dict[tuple[int, ...], int]()
    depends_on_n = sequence.linear % modulus != 0
    for n in range(size, most + size + 1):
        window = found[n - size :]
        state = (*window, n % modulus) if depends_on_n else tuple(window)
        if state in seen:
            return found, seen[state] - size, n - seen[state]
        seen[state] = n
        found.append(sequence.following(n, window) % modulus)
    return found, 0, 0


@kept
def given(problem: Recurrence) -> frozenset[int]:
    """The numbers of the problem."""
    sequences = (problem.sequence, *problem.inner)
    flat = [n for s in sequences for n in (*s.coefficients, *s.start, s.constant, s.linear)]
    return frozenset((*flat, problem.n, problem.modulus))


@kept
def ways(problem: Recurrence) -> list[list[Milestone]]:
    """The values on each way to the answer: terms up to the one asked for; or remainders up to the one at the index's place in the period,
    and that place, where the inner sequence's terms are worked out whole or by the period."""
    sequence, modulus = problem.sequence, problem.modulus
    if problem.ask == "term":
        return [_chain(sequence, problem.n)]
    found, begins, period = cycle(sequence, modulus)
    reached = index(problem)
    if not period:  # no problem of ours
        return [_chain(sequence, min(reached, MAX_TERM), modulus)]
    place = begins + (reached - begins) % period if reached >= begins else reached
    remainders = [*_chain(sequence, place, modulus), Milestone(found[place], ())]
    if not problem.inner:
        return [[*_placed(reached, begins, period), *remainders]]
    whole, short = _chain(problem.inner[0], problem.n), _chain(problem.inner[0], problem.n, period)
    return [[*whole, *_placed(reached, begins, period), *remainders], [*short, *_placed(reached % period, begins, period), *remainders]]


def _placed(index: int, begins: int, period: int) -> list[Milestone]:
    """How far the index goes into the period."""
    if not begins and index < period:
        return []
    return [Milestone((index - begins) % period, (index, period))]


def _chain(sequence: Sequence, last: int, modulus: int = 0) -> list[Milestone]:
    """The terms that are not given, up to a(last), each with those that it follows from."""
    size = len(sequence.start)
    window = [_reduced(value, modulus) for value in sequence.start]
    found = []
    for n in range(size, last + 1):
        value = _reduced(sequence.following(n, window), modulus)
        used = [a for c, a in zip(sequence.coefficients, reversed(window), strict=True) if c]
        found.append(Milestone(value, tuple(used) if n > size else ()))
        window = [*window[1:], value]
    return found


def verify(problem: Recurrence, answer_text: str) -> Verdict:
    read = mathematics.integer(answer_text)
    if read is None:
        return refuse("format")
    return ACCEPT if read == answer(problem) else refuse("value")


def verify_trace(problem: Recurrence, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: Recurrence, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, given(problem), ways(problem))


_FIRST = Recurrence("term", Sequence((3,), (2,), 1, 0), (), 4, 0)  # 2, 7, 22, 67, 202
_NEGATIVE = Recurrence("term", Sequence((1, -2), (1, 3), 0, 0), (), 4, 0)  # 1, 3, 1, -5, -7
_LARGE = Recurrence("remainder", Sequence((1, 1), (0, 1), 0, 0), (), 1_000_000, 37)  # Fibonacci numbers
_NESTED = Recurrence("nested", Sequence((2,), (1,), 0, 0), (Sequence((3,), (1,), 0, 0),), 4, 11)  # 2 ** 81 mod 11

EXAMPLES = (
    (_FIRST, "202", ""),
    (_FIRST, "a_4 = 202", ""),
    (_FIRST, "**202**", ""),
    (_FIRST, "The answer is 202.", ""),
    (_FIRST, r"$\boxed{202}$", ""),
    (_FIRST, "202.0", ""),
    (_NEGATIVE, "-7", ""),
    (_NEGATIVE, "−7", ""),
    (_LARGE, "16", ""),
    (_NESTED, "2", ""),
    (_FIRST, "", "format"),
    (_FIRST, "67 or 202", "format"),
    (_FIRST, "2, 7, 22, 67, 202", "format"),
    (_FIRST, "3 * 67 + 1", "format"),
    (_FIRST, "67", "value"),
    (_FIRST, "607", "value"),
    (_NEGATIVE, "7", "value"),
    (_LARGE, "53", "value"),
    (_LARGE, "0", "value"),
    (_NESTED, "8", "value"),
    (_FIRST, "答案是 202。", ""),
    (_FIRST, "第四项是 202", ""),
    (_LARGE, "余数是 16", ""),
    (_LARGE, "答案：１６", ""),
    (_NESTED, "余数为 2", ""),
    (_NESTED, "结果是2。", ""),
    (_NESTED, "结果是3。", "value"),
    (_LARGE, "余数是 25", "value"),
    (_NESTED, "答案是 7", "value"),
)
