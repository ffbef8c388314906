"""Radioactive isotopes, case by case: what is told, and the quantity that is asked for, in SI units.

A number `0` stands for what is not told. Logarithms and exponentials are those of `_real`, never floats. Every function raises ValueError
where what is told gives no answer."""

from functools import lru_cache
from math import prod
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import FREQUENCY, KELVIN_AT_0_CELSIUS, MASS, NONE, TIME, Dimension
from synth.verifiers.science._given import unit
from synth.verifiers.science._real import exp, ln

LN_2 = ln(Fraction(2))


class Value(Frozen, frozen=True):
    """A quantity as the problem tells it."""

    number: Annotated[str, Meta(pattern=r"\A\d{1,5}(\.\d{1,6})?(e-?\d{1,2})?\Z")]
    """`5.27`, `3.1e-4`; 0 for what is not told."""
    unit: Annotated[str, Meta(pattern=r"\A[A-Za-z°µ/^0-9 ()]{0,16}\Z")]
    """`yr`, `mol/L`, `°C`."""

    def __post_init__(self) -> None:
        if self.unit:
            unit(self.unit)

    @property
    def si(self) -> Fraction:
        """In SI base units; a temperature in kelvin."""
        return _size(self.number, self.unit)

    @property
    def dimension(self) -> Dimension:
        return unit(self.unit)[1] if self.unit else NONE


@lru_cache(maxsize=4096)
def _size(number: str, name: str) -> Fraction:
    if name == "°C":
        return Fraction(number) + KELVIN_AT_0_CELSIUS
    return Fraction(number) * (unit(name)[0] if name else 1)


def require(condition: bool, what: str) -> None:
    if not condition:
        raise ValueError(what)


def positive(*values: Value) -> None:
    require(all(value.si > 0 for value in values), "quantities above 0")


class Isotope(Frozen, frozen=True, tag="isotope"):
    """One isotope: half-life, amount at first, time, amount at last; one of them is asked for."""

    half_life: Value
    start: Value
    time: Value
    end: Value

    def __post_init__(self) -> None:
        require(self.half_life.dimension == self.time.dimension == TIME, "two times")
        require(self.start.dimension == self.end.dimension and self.start.dimension in (FREQUENCY, MASS), "two activities or masses")
        require([self.half_life.si, self.start.si, self.time.si, self.end.si].count(Fraction(0)) == 1, "one unknown")

    @property
    def dimension(self) -> Dimension:
        return self.start.dimension if not self.start.si or not self.end.si else TIME

    def answer(self) -> Fraction:
        if not self.start.si or not self.end.si:
            shrunk = exp(-self.time.si / self.half_life.si * LN_2)
            return self.end.si / shrunk if not self.start.si else self.start.si * shrunk
        require(self.start.si > self.end.si, "less at last")
        halvings = ln(self.start.si / self.end.si) / LN_2
        return self.half_life.si * halvings if self.half_life.si else self.time.si / halvings


class Dating(Frozen, frozen=True, tag="dating"):
    """The age of a mineral that held no daughter at first: daughters for each parent now, and the share of decays that lead to it."""

    half_life: Value
    ratio: Value
    branch: Value

    def __post_init__(self) -> None:
        require(self.half_life.dimension == TIME and self.ratio.dimension == self.branch.dimension == NONE, "a time and two numbers")
        positive(self.half_life, self.ratio, self.branch)

    @property
    def dimension(self) -> Dimension:
        return TIME

    def answer(self) -> Fraction:
        return self.half_life.si * ln(1 + self.ratio.si / self.branch.si) / LN_2


class Series(Frozen, frozen=True, tag="series"):
    """A parent, pure at first, and what it decays to, itself radioactive: by Bateman's formula."""

    half_lives: Annotated[tuple[Value, ...], Meta(min_length=2, max_length=3)]
    branch: Value
    """Share of the parent's decays that lead to the next one."""
    start: Value
    """Activity of the parent at first."""
    time: Value
    ask: Literal["activity", "time of greatest", "greatest"]
    """Of the last one's activity."""

    def __post_init__(self) -> None:
        positive(*self.half_lives, self.branch, self.start)
        require(all(one.dimension == TIME for one in (*self.half_lives, self.time)) and self.start.dimension == FREQUENCY, "an activity")
        require(self.branch.dimension == NONE, "a share")
        require(len({one.si for one in self.half_lives}) == len(self.half_lives), "different half-lives")
        require((self.ask == "activity") == (self.time.si > 0) and (self.ask == "activity" or len(self.half_lives) == 2), "a time")

    @property
    def dimension(self) -> Dimension:
        return TIME if self.ask == "time of greatest" else FREQUENCY

    def rates(self) -> list[Fraction]:
        return [LN_2 / one.si for one in self.half_lives]

    def greatest(self) -> Fraction:
        """When two in a row have equal activities."""
        one, two = self.rates()
        return ln(two / one) / (two - one)

    def activity(self, time: Fraction) -> Fraction:
        """Of the last one."""
        rates = self.rates()
        terms = (
            exp(-one * time) / prod((other - one for j, other in enumerate(rates) if j != i), start=Fraction(1))
            for i, one in enumerate(rates)
        )
        return self.start.si * self.branch.si * prod(rates[1:], start=Fraction(1)) * sum(terms, Fraction(0))

    def answer(self) -> Fraction:
        if self.ask == "activity":
            return self.activity(self.time.si)
        return self.greatest() if self.ask == "time of greatest" else self.activity(self.greatest())


class Mixture(Frozen, frozen=True, tag="mixture"):
    """Two isotopes that do not come from each other, and their activity together at time 0 and at a later time."""

    half_lives: Annotated[tuple[Value, ...], Meta(min_length=2, max_length=2)]
    first: Value
    """Activity together at time 0."""
    time: Value
    second: Value
    """And then."""
    later: Value
    """When the activity together is asked for; else 0."""
    ask: Literal["one", "two", "later"]
    """The activity of one of them at time 0, or that of both later."""

    def __post_init__(self) -> None:
        positive(*self.half_lives, self.first, self.time, self.second)
        require(all(one.dimension == TIME for one in (*self.half_lives, self.time, self.later)), "times")
        require(self.first.dimension == self.second.dimension == FREQUENCY, "activities")
        require((self.ask == "later") == (self.later.si > 0) and self.half_lives[0].si != self.half_lives[1].si, "a later time")

    @property
    def dimension(self) -> Dimension:
        return FREQUENCY

    def parts(self) -> tuple[Fraction, Fraction]:
        """Their activities at time 0."""
        one, two = (exp(-self.time.si / half.si * LN_2) for half in self.half_lives)
        first = (self.second.si - self.first.si * two) / (one - two)
        require(0 < first < self.first.si, "two activities above 0")
        return first, self.first.si - first

    def answer(self) -> Fraction:
        parts = self.parts()
        if self.ask != "later":
            return parts[self.ask == "two"]
        both = zip(parts, self.half_lives, strict=True)
        return sum((part * exp(-self.later.si / half.si * LN_2) for part, half in both), Fraction(0))
