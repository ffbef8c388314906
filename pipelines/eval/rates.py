"""Pass rates of a model with what they are worth: intervals that mind that completions of one prompt go together."""

from collections.abc import Sequence
from math import inf, sqrt
from typing import NamedTuple

from synth.pipelines.passrate.pass_rates import pass_at_k

Z95 = 1.96
SMALL = 2.5
"""What few prompts add to it, divided by their number, since their spread is estimated too (the quantile of Student's t)."""


class Rate(NamedTuple):
    """A share with its 95% interval, all from 0 to 1."""

    share: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.share:.2f} ({self.low:.2f} to {self.high:.2f})"


def pass_rate(passed: Sequence[Sequence[bool]]) -> Rate:
    """The share of completions that passed. passed: for each prompt, one of its completions each.

    Wilson's interval on as many trials as the prompts are worth: between their number, where the completions of a prompt pass or fail
    together, and that of the completions, where they do not depend on each other (the design effect of a cluster sample)."""
    means = [sum(one) / len(one) for one in passed]
    return _wilson(sum(means) / len(means), _trials(means, sum(map(len, passed))), Z95 + SMALL / len(means))


def pass_at(k: int, passed: Sequence[Sequence[bool]]) -> Rate:
    """pass@k, the chance that one of k completions passes, without bias from n >= k of them. Raises ValueError where a prompt has fewer."""
    if any(len(one) < k for one in passed):
        raise ValueError(f"pass@{k} needs {k} completions of each prompt")
    chances = [pass_at_k(len(one), sum(one), k) for one in passed]
    return _wilson(sum(chances) / len(chances), _trials(chances, len(chances)), Z95 + SMALL / len(chances))


def usable(passed: Sequence[Sequence[bool]]) -> Rate:
    """The share of prompts of which some completions pass and some do not: those that a group-relative advantage learns from."""
    some = [float(0 < sum(one) < len(one)) for one in passed]
    return _wilson(sum(some) / len(some), len(some))


def _trials(means: Sequence[float], most: int) -> float:
    """What prompts with these means are worth in independent trials."""
    n = len(means)
    share = sum(means) / n
    spread = sum((mean - share) ** 2 for mean in means) / (n - 1) if n > 1 else inf
    return min(max(n * share * (1 - share) / spread, n), most) if spread else float(n)


def _wilson(share: float, trials: float, z: float = Z95) -> Rate:
    middle = (share + z**2 / (2 * trials)) / (1 + z**2 / trials)
    half = z * sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2)) / (1 + z**2 / trials)
    return Rate(share, max(0.0, middle - half), min(1.0, middle + half))
