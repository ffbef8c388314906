"""Chances of counts, for laws that test a stated rate."""

from math import exp, lgamma, log


def poisson_tail(count: int, expected: float) -> float:
    """The chance of `count` or more events where `expected` are expected."""
    if count <= 0:
        return 1.0
    if expected == 0:
        return 0.0
    return 1 - sum(exp(k * log(expected) - expected - lgamma(k + 1)) for k in range(count))


def at_least(count: int, trials: int, rate: float) -> float:
    """The chance that `count` or more of `trials` succeed, each with chance `rate`."""
    return sum(_exactly(k, trials, rate) for k in range(count, trials + 1))


def at_most(count: int, trials: int, rate: float) -> float:
    """The chance that `count` or fewer of `trials` succeed, each with chance `rate`."""
    return sum(_exactly(k, trials, rate) for k in range(count + 1))


def _exactly(k: int, trials: int, rate: float) -> float:
    if rate <= 0 or rate >= 1:
        return float(k == (trials if rate >= 1 else 0))
    ways = lgamma(trials + 1) - lgamma(k + 1) - lgamma(trials - k + 1)
    return exp(ways + k * log(rate) + (trials - k) * log(1 - rate))
