"""What dimensional_groups claims: its rules in words, what cheap policies win, and which problems are the same.

The policies know some groups by heart, try small exponents, or leave something out."""

import re
from collections.abc import Iterator
from itertools import combinations, product
from random import Random

from msgspec.structs import replace

from synth.generators.science.dimensional_groups import canonical, plain_basis, unit, written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.science.dimensional_groups import DimensionalGroups, Quantity


def _units(problem: DimensionalGroups) -> str:
    return "".join(rf"- {q.symbol}\W.{{1,40}}?{re.escape(unit(q.dimension))}\n" for q in problem.quantities)


def _alone(problem: DimensionalGroups) -> str:
    return r"\W{1,5}(?:and )?".join(problem.quantities[place].symbol for place in problem.alone) + r"\b"


RULES = (
    Rule("dimension", {"en": "product of powers of these quantities in which all units cancel", "zh": "幂的乘积，其中单位全部消去"}),
    Rule("dimension", {"en": _units, "zh": _units}),
    Rule(
        "count",
        {
            "en": "every dimensionless product of powers .{1,60}of the groups in the set",
            "zh": "每个无量纲乘积都能写成这一组无量纲量的幂的乘积",
        },
    ),
    Rule("dependent", {"en": "no group is such a product of the others", "zh": "没有一个能这样由其余的得到"}),
    Rule("alone", {"en": _alone, "zh": _alone}, lambda p: bool(p.alone)),
    Rule(
        "alone",
        {"en": "stand in one group only, with the exponent 1", "zh": "只能出现在一个无量纲量中，且指数为 1"},
        lambda p: bool(p.alone),
    ),
)


def _told(problem: DimensionalGroups) -> str:
    """The groups of plain elimination, which stand alone only by chance."""
    return "; ".join(written(problem, group) for group in plain_basis(problem))


def _ratios(problem: DimensionalGroups) -> str:
    """Ratios of quantities with the same unit."""
    found = [f"{a.symbol} / {b.symbol}" for a, b in combinations(problem.quantities, 2) if a.dimension == b.dimension]
    return "; ".join(found)


def _small(problem: DimensionalGroups) -> str:
    """Products of three quantities with exponents of 1, -1, 2 and -2, as soon as each brings a quantity that is new."""
    found, seen = list[str](), set[int]()
    for places in combinations(range(len(problem.quantities)), 3):
        if seen.issuperset(places):
            continue
        columns = [problem.quantities[place].dimension for place in places]
        for powers in product((1, -1, 2, -2), repeat=3):
            if not any(sum(p * column[base] for p, column in zip(powers, columns, strict=True)) for base in range(5)):
                found.append(written(problem, {place: Fraction(power) for place, power in zip(places, powers, strict=True)}))
                seen.update(places)
                break
    return "; ".join(found)


def _one_short(problem: DimensionalGroups) -> str:
    return "; ".join(_told(problem).split("; ")[:-1])


def _first_again(problem: DimensionalGroups) -> str:
    parts = _told(problem).split("; ")
    return "; ".join([*parts[:-1], parts[0]]) if len(parts) > 1 else ""


SHORTCUTS = (
    Shortcut("elimination in the order told, whoever is to stand alone", _told, (1.0,) * 3 + (0.005,) * 7),
    Shortcut("ratios of equal units", _ratios, (0.26, 0.13, 0.06) + (0.005,) * 7),
    Shortcut("small exponents of three quantities", _small, (0.45, 0.36, 0.34) + (0.08, 0.06, 0.04) + (0.01,) * 4),
    Shortcut("one group too few", _one_short, (0.005,) * 10),
    Shortcut("the first group again for the last", _first_again, (0.005,) * 10),
)


def copies(problem: DimensionalGroups, rng: Random) -> Iterator[DimensionalGroups]:
    """The quantities in another order; under other symbols."""
    order = list(range(len(problem.quantities)))
    for _ in range(3):
        rng.shuffle(order)
        alone = sorted(order.index(place) for place in problem.alone)
        yield replace(problem, quantities=tuple(problem.quantities[place] for place in order), alone=tuple(alone))
    letters = iter("abcdefghjk")
    yield replace(problem, quantities=tuple(replace(quantity, symbol=next(letters)) for quantity in problem.quantities))


def different(problem: DimensionalGroups, rng: Random) -> Iterator[DimensionalGroups]:
    """One quantity with another power of the metre in its unit."""
    for place, one in enumerate(problem.quantities):
        for by in (1, -1):
            powers = (one.dimension[0], one.dimension[1] + by, *one.dimension[2:])
            changed: list[Quantity] = list(problem.quantities)
            if abs(powers[1]) <= 4:
                changed[place] = replace(one, dimension=powers)
            try:
                other = replace(problem, quantities=tuple(changed))
            except ValueError:
                continue
            if canonical(other) != canonical(problem):
                yield other
