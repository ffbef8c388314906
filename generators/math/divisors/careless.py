"""How a stage comes out wrong: the answers that problems are drawn to avoid, which wrong derivations give, and which cheap policies try."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from synth.verifiers.math.divisors import Chain, sheet
from synth.verifiers.math.divisors.sheet import Sheet
from synth.verifiers.math.divisors.stages import Common, Divisors, Factorial, Multiples, Pairs, Shared, Stage, factored

__all__ = ["MISTAKES", "wrong"]


def _rounded(stage: Stage, size: int) -> int | None:
    """The share of such numbers, times the range."""
    if isinstance(stage, Multiples) and stage.total == "count" and len(stage.of) == 1:
        return round((size - stage.low + 1) / stage.of[0])
    if isinstance(stage, Multiples) and stage.total == "count":
        period = math.lcm(*stage.of)
        return round((size - stage.low + 1) * _whole(stage, period) / period)
    if isinstance(stage, Common) and stage.total == "count":
        return round(size / stage.gcd * _free(stage.number // stage.gcd))
    if isinstance(stage, Shared):
        return round(sum(size / gcd * _free(stage.number // gcd) for gcd in stage.gcds()))
    return None


def _whole(stage: Multiples, period: int) -> int:
    """How many there are in a period of all the numbers."""
    hit = [sum(n % d == 0 for d in stage.of) for n in range(1, min(period, 5_000) + 1)]
    wanted: Callable[[int], bool] = {"any": lambda h: h > 0, "one": lambda h: h == 1, "none": lambda h: h == 0}[stage.ask]
    return sum(map(wanted, hit))


def _free(number: int) -> float:
    """The share of numbers that have no prime in common with it."""
    return math.prod(1 - 1 / p for p in factored(number))


def _twice(stage: Stage, size: int) -> int | None:
    """Overlaps forgotten: what two conditions exclude is taken away twice, pairs are counted in both orders."""
    if isinstance(stage, Multiples) and stage.total == "count" and len(stage.of) > 1:
        single = sum(size // d for d in stage.of)
        return size - single if stage.ask == "none" else single
    if isinstance(stage, Common) and stage.total == "count":
        most = size // stage.gcd
        return most - sum(most // p for p in factored(stage.number // stage.gcd))
    if isinstance(stage, Pairs):
        return 2 * stage_value(stage, size) - 1
    return None


def _dropped(stage: Stage, size: int) -> int | None:
    """A condition dropped, or the overlap taken away once too little."""
    if isinstance(stage, Multiples) and len(stage.of) > 1:
        return stage_value(Multiples(stage.size, stage.low, stage.of[:-1], stage.ask, stage.total), size)
    if isinstance(stage, Common):
        most = size // stage.gcd
        return most if stage.total == "count" else stage.gcd * most * (most + 1) // 2
    if isinstance(stage, Shared):
        return size // stage.gcds()[0] if stage.gcds() else None
    if isinstance(stage, Factorial):
        return stage_value(Factorial(stage.size, stage.low, max(factored(stage.base))), size)
    if isinstance(stage, Divisors):
        return stage_value(Divisors(stage.size, stage.powers, stage.multiple, 1, stage.square), size)
    return stage_value(Pairs(stage.size, stage.powers, 1), size) if isinstance(stage, Pairs) else None


def _one_few(stage: Stage, size: int) -> int | None:
    """Powers of a prime counted once, exponents counted from one, an end left out."""
    if isinstance(stage, Factorial):
        return min((size // p - (stage.low - 1) // p) // e for p, e in factored(stage.base).items())
    if isinstance(stage, Divisors | Pairs):
        wanted = stage.of(stage.multiple) or []
        return math.prod(e - w for e, w in zip(stage.exponents(size), wanted, strict=False))
    if isinstance(stage, Multiples) and len(stage.of) == 1:
        return (size - stage.low) // stage.of[0]
    return None


def _undivided(stage: Stage, size: int) -> int | None:
    """Exponents forgotten: of the base, or of the condition; products in place of least common multiples."""
    if isinstance(stage, Factorial):
        return stage_value(Factorial(stage.size, stage.low, math.prod(factored(stage.base))), size)
    if isinstance(stage, Divisors | Pairs):
        return math.prod(e + 1 for e in stage.exponents(size))
    if isinstance(stage, Multiples) and len(stage.of) == 2 and stage.total == "count":
        both = size // math.prod(stage.of)
        single = sum(size // d for d in stage.of)
        return {"any": single - both, "one": single - 2 * both, "none": size - single + both}[stage.ask]
    return None


def stage_value(stage: Stage, size: int) -> int:
    """The right result for a size."""
    return stage.work(Sheet(), size)


MISTAKES: Mapping[str, Callable[[Stage, int], int | None]] = MappingProxyType(
    {
        "the share, rounded": _rounded,
        "overlaps forgotten": _twice,
        "a condition dropped": _dropped,
        "powers counted once": _one_few,
        "exponents forgotten": _undivided,
    }
)


def wrong(problem: Chain, mistake: str) -> int | None:
    """The answer by a mistake in the last stage; None where it does not fit there."""
    before = sheet(problem)[1][-2] if len(problem.stages) > 1 else 1
    last = problem.stages[-1]
    return MISTAKES[mistake](last, last.size * before)
