"""Whether a problem is worth keeping: its rounding is decided, and no cheap policy comes near its answer."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written

P = TypeVar("P")


def on_an_edge(value: Fraction, digits: int) -> bool:
    """Whether rounding to so many significant digits hangs on the next figures but one."""
    low, high = (written(value * Fraction(one, 10**5), digits) for one in (10**5 - 8, 10**5 + 8))
    return low != high


def guessed(policy: Callable[[P], Fraction | float | None], problem: P, signed: bool = False) -> float | None:
    """What a cheap policy says, or None. signed: values below zero may be answers."""
    try:
        guess = policy(problem)
    except (ValueError, ZeroDivisionError):
        return None
    return float(guess) if guess and (signed or guess > 0) else None


def near(right: Fraction, digits: int, guesses: Iterable[float | None]) -> bool:
    """Whether a guess is the answer but for a unit or so of its last significant digit."""
    value, share = float(right), 1.1 * 10.0 ** (1 - digits)
    return any(guess is not None and abs(guess - value) <= share * abs(value) for guess in guesses)
