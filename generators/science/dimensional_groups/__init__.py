"""Dimensional groups: quantities of one field of physics, of which a complete set of dimensionless products is asked.

Effort is the number of products and sums in elimination on the table of powers of units, and in finding the exponents of each group that
the reference answer has."""

import re
from collections.abc import Sequence
from math import gcd, lcm
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.derivation import numbered
from synth.generators.science.dimensional_groups.pools import POOLS
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.science.dimensional_groups import BASES, DimensionalGroups, Quantity, exponents, rank, verify

TRIES = 400
Group = dict[int, Fraction]
"""Place of a quantity -> its exponent, not 0."""


class Knobs(Frozen, frozen=True):
    quantities: Annotated[int, Meta(ge=3, le=10)]
    """How many are given."""
    groups: tuple[Annotated[int, Meta(ge=1, le=6)], Annotated[int, Meta(ge=1, le=6)]]
    """Fewest and most groups of a complete set."""
    alone: Annotated[int, Meta(ge=0, le=6)]
    """Quantities that have to stand in one group only, with the exponent 1; no more than there are groups."""
    repeated: Annotated[int, Meta(ge=0, le=3)]
    """Quantities at most that have the dimension of another one: their ratio is a group that is seen at once."""
    exponent: Annotated[int, Meta(ge=1, le=8)]
    """Largest numerator of an exponent in the reference answer."""
    effort: tuple[Annotated[int, Meta(ge=4, le=400)], Annotated[int, Meta(ge=8, le=500)]]
    """Least and largest effort."""

    def __post_init__(self) -> None:
        if self.groups[0] > self.groups[1] or self.groups[1] >= self.quantities or self.effort[0] + 4 > self.effort[1]:
            raise ValueError("groups and effort go from fewest to most, and there are fewer groups than quantities")


LEVELS = (
    Knobs(4, (1, 1), 0, 1, 2, (5, 10)),
    Knobs(4, (1, 1), 0, 1, 4, (11, 15)),
    Knobs(5, (1, 2), 0, 1, 4, (15, 20)),
    Knobs(6, (2, 3), 1, 1, 4, (20, 26)),
    Knobs(6, (2, 3), 1, 1, 4, (26, 34)),
    Knobs(7, (3, 4), 1, 1, 4, (34, 42)),
    Knobs(7, (2, 4), 2, 0, 6, (42, 51)),
    Knobs(8, (3, 5), 3, 0, 6, (51, 61)),
    Knobs(9, (4, 5), 4, 0, 6, (61, 73)),
    Knobs(10, (5, 6), 5, 0, 8, (73, 95)),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        theme = rng.randrange(len(POOLS))
        quantities = _quantities(rng, theme, knobs.quantities)
        if not quantities:
            continue
        powers = [quantity.dimension for quantity in quantities]
        independent = rank(powers)
        if not knobs.groups[0] <= len(powers) - independent <= knobs.groups[1] or len(powers) - len(set(powers)) > knobs.repeated:
            continue
        alone = sorted(rng.sample(range(len(quantities)), min(knobs.alone, len(powers) - independent)))
        if alone and rank([one for place, one in enumerate(powers) if place not in alone]) < independent:
            continue
        problem = DimensionalGroups(theme, quantities, tuple(alone))
        if not _open(problem):
            continue
        found, operations = basis(problem, rng)
        if not knobs.effort[0] <= operations <= knobs.effort[1] or not _pleasant(found, knobs.exponent):
            continue
        right, lines = "; ".join(written(problem, group) for group in found), route(problem, found)
        trace = numbered((True, line) for line in lines)
        return Sample(problem, right, effort=float(operations), trace=trace, rejected=_rejected(problem, found, lines))
    raise Discard("no quantities that fit together")


def route(problem: DimensionalGroups, found: list[Group]) -> list[str]:
    """The way by pencil: in each group the quantity that stands in no other one has a chosen exponent."""
    own = [next(place for place in group if sum(place in other for other in found) == 1) for group in found]
    symbols = {quantity.symbol: quantity.dimension for quantity in problem.quantities}
    names = [quantity.symbol for quantity in problem.quantities]
    return exponents.lines([{names[at]: power for at, power in group.items()} for group in found], [names[at] for at in own], symbols)


def _rejected(problem: DimensionalGroups, found: list[Group], lines: list[str]) -> str:
    """The way by pencil with a slip in the last exponent."""
    *others, last = found
    place = max(at for at in last)
    wrong = [*others, {**last, place: last[place] + 1 or Fraction(1)}]
    slipped = re.sub(r"(-?[\d/]+)\Z", lambda number: str(Fraction(number[0]) + 1), lines[-1])
    text = "; ".join(written(problem, group) for group in wrong)
    return f"{numbered((True, line) for line in [*lines[:-1], slipped])}\n\n<answer>\n{text}\n</answer>"


def _quantities(rng: Random, theme: int, count: int) -> tuple[Quantity, ...]:
    """Empty where two have no symbols of their own."""
    found, taken = [], set[str]()
    for name, symbols, powers in rng.sample(POOLS[theme], count):
        free = [symbol for symbol in symbols.split() if symbol.lower() not in taken]
        if not free:
            return ()
        symbol = rng.choice(free)
        taken.add(symbol.lower())
        found.append(Quantity(name, symbol, powers))
    return tuple(found)


def _pleasant(found: list[Group], exponent: int) -> bool:
    """Exponents as formulas have them."""
    return all(abs(power.numerator) <= exponent and power.denominator <= 4 for group in found for power in group.values())


def _open(problem: DimensionalGroups) -> bool:
    """Whether the groups that elimination gives in the order told are no answer, where quantities are to stand alone."""
    told = plain_basis(problem)
    return not problem.alone or any([group[place] for group in told if place in group] != [1] for place in problem.alone)


def plain_basis(problem: DimensionalGroups) -> list[Group]:
    """A basis by elimination in the order in which the quantities are told, in whole exponents."""
    return [_whole(group) for group in _null_space(problem, range(len(problem.quantities)))[0]]


def basis(problem: DimensionalGroups, rng: Random) -> tuple[list[Group], int]:
    """Groups with small exponents: quantities that stand alone are free, the others in the best of some orders. And the operations."""
    others = [place for place in range(len(problem.quantities)) if place not in problem.alone]
    best: tuple[int, list[Group], int] | None = None
    for _ in range(2):
        rng.shuffle(others)
        found, operations = _null_space(problem, [*others, *problem.alone])
        free = [group if any(place in group for place in problem.alone) else _whole(group) for group in found]
        size = sum(abs(power.numerator) + power.denominator for group in free for power in group.values())
        if best is None or size < best[0]:
            best = size, free, operations + sum(map(len, free))
    assert best
    return best[1], best[2]


def _null_space(problem: DimensionalGroups, order: Sequence[int]) -> tuple[list[Group], int]:
    """A vector for each column without a pivot, which has 1 there; pivots go to the first columns of the order that take one. And the
    products and sums on the way."""
    columns = [problem.quantities[place].dimension for place in order]
    rows = [[column[base] for column in columns] for base in range(len(BASES))]
    pivots, operations = list[int](), 0
    for at in range(len(columns)):
        step = len(pivots)
        row = next((n for n in range(step, len(rows)) if rows[n][at]), None)
        if row is None:
            continue
        rows[step], rows[row] = rows[row], rows[step]
        top = rows[step]
        pivot, filled = top[at], len(top) - top.count(0)
        operations += filled - 1 if pivot != 1 else 0
        for n, other in enumerate(rows):
            if n != step and (factor := other[at]):
                operations += filled
                new = [pivot * one - factor * two for one, two in zip(other, top, strict=True)]
                shared = gcd(*new)
                rows[n] = [one // shared for one in new] if shared > 1 else new
        pivots.append(at)
    found = []
    for free in range(len(columns)):
        if free not in pivots:
            group = {order[at]: Fraction(-rows[n][free], rows[n][at]) for n, at in enumerate(pivots) if rows[n][free]}
            found.append({order[free]: Fraction(1), **group})
    return found, operations


def _whole(group: Group) -> Group:
    """The same with whole exponents."""
    common = lcm(*(power.denominator for power in group.values()))
    return {place: power * common for place, power in group.items()}


def written(problem: DimensionalGroups, group: Group) -> str:
    """`F / (rho * v^2 * D^2)`."""
    above = [_power(problem.quantities[place].symbol, power) for place, power in group.items() if power > 0]
    below = [_power(problem.quantities[place].symbol, -power) for place, power in group.items() if power < 0]
    text = " * ".join(above) or "1"
    return text + (f" / ({' * '.join(below)})" if len(below) > 1 else f" / {below[0]}" if below else "")


def _power(symbol: str, power: Fraction) -> str:
    return symbol if power == 1 else f"{symbol}^{power}" if power.denominator == 1 else f"{symbol}^({power})"


def corrupt(problem: DimensionalGroups, answer: str, rng: Random) -> str:
    """One quantity more in one group, which gives that group a dimension."""
    parts = answer.split("; ")
    place = rng.randrange(len(parts))
    parts[place] = f"{rng.choice(problem.quantities).symbol} * {parts[place]}"
    return "; ".join(parts)


def unit(powers: Sequence[int]) -> str:
    """`kg m^-1 s^-1`."""
    return " ".join(base if power == 1 else f"{base}^{power}" for base, power in zip(BASES, powers, strict=True) if power)


def prompt_variables(problem: DimensionalGroups, rng: Random) -> dict[str, object]:
    rows = [{"symbol": q.symbol, "name": q.name, "unit": unit(q.dimension)} for q in problem.quantities]
    return {
        "theme": problem.theme,
        "rows": rows,
        "alone": [problem.quantities[place].symbol for place in problem.alone],
        "example": rng.choice(("X^2 * Y / Z; X / (N * Y^3)", "N * X / Y^2; Z / (X * Y)", "X / (Y * Z^(1/2)); N^2 / Y")),
    }


def canonical(problem: DimensionalGroups) -> object:
    """Dimensions, whatever the quantities are called and in whatever order they come."""
    return sorted((list(quantity.dimension), place in problem.alone) for place, quantity in enumerate(problem.quantities))


TASK = Task(
    __name__,
    version=3,
    problem=DimensionalGroups,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("theme",),
    guess_rate=0.01,
    capacity=(500, 1_000, 5_000) + (20_000,) + (50_000,) * 6,
)
