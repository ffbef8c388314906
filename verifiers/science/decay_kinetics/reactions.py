"""Rates of reactions: tables of initial rates, integrated rate laws, and Arrhenius' law between temperatures."""

from functools import lru_cache
from itertools import product
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import CONCENTRATION, TIME, Dimension
from synth.verifiers.science._real import exp, ln
from synth.verifiers.science.decay_kinetics.isotopes import LN_2, Value, positive, require

R = Fraction("8.314")
"""In J/(mol K), as prompts give it."""


class Row(Frozen, frozen=True):
    """An experiment."""

    a: Value
    b: Value
    rate: Value

    def __post_init__(self) -> None:
        positive(self.a, self.b)
        require(self.a.dimension == self.b.dimension == CONCENTRATION, "two concentrations")
        require(self.rate.dimension == (-3, 0, -1, 0, 0, 1, 0), "a rate")


@lru_cache(maxsize=512)
def _law(rows: tuple[Row, ...]) -> tuple[int, int, Fraction]:
    """The one law that fits a table."""
    a, b, rate = rows[0].a.si, rows[0].b.si, rows[0].rate.si
    ratios = [([(row.a.si / a) ** m for m in range(4)], [(row.b.si / b) ** n for n in range(4)], row.rate.si / rate) for row in rows[1:]]
    found = [(m, n) for m, n in product(range(4), repeat=2) if all(of_a[m] * of_b[n] == of_rate for of_a, of_b, of_rate in ratios)]
    require(len(found) == 1, "one law that fits the table")
    m, n = found[0]
    return m, n, rate / (a**m * b**n)


class Rates(Frozen, frozen=True, tag="rates"):
    """Initial rates of a reaction of A and B, by a law k [A]^m [B]^n with whole m and n from 0 to 3."""

    rows: Annotated[tuple[Row, ...], Meta(min_length=2, max_length=5)]
    asked: Annotated[tuple[Row, ...], Meta(max_length=1)]
    """Concentrations for which the rate is asked for, with the rate 0."""
    ask: Literal["constant", "rate"]

    def __post_init__(self) -> None:
        positive(*(row.rate for row in self.rows))
        require((self.ask == "rate") == bool(self.asked) and not any(row.rate.si for row in self.asked), "what is asked")

    def law(self) -> tuple[int, int, Fraction]:
        """m, n and k."""
        return _law(self.rows)

    @property
    def dimension(self) -> Dimension:
        order = sum(self.law()[:2]) if self.ask == "constant" else 0
        return (-3 * (1 - order), 0, -1, 0, 0, 1 - order, 0)

    def answer(self) -> Fraction:
        m, n, k = self.law()
        return k if self.ask == "constant" else k * self.asked[0].a.si ** m * self.asked[0].b.si ** n


class Run(Frozen, frozen=True):
    """A run of the reaction A -> products, told or asked about: at a temperature, from a concentration to another, in a time."""

    temperature: Value
    """`298 K`, `25 °C`; `0` without a unit where it is not told."""
    start: Value
    end: Value
    """0 in a half-life, too: half of the start."""
    time: Value
    constant: Value
    """Told in place of start, end and time."""

    def __post_init__(self) -> None:
        warmth = self.temperature
        require(warmth.unit in ("", "K", "°C") and (not warmth.unit or 150 < warmth.si < 1500), "a temperature")
        require(self.start.dimension == self.end.dimension == CONCENTRATION and self.time.dimension == TIME, "concentrations and a time")


class Reaction(Frozen, frozen=True, tag="reaction"):
    """A reaction of order 0, 1 or 2 in A alone. One or two runs, at two temperatures, and Arrhenius' law tell of the run asked about."""

    order: Annotated[int, Meta(ge=0, le=2)]
    runs: Annotated[tuple[Run, ...], Meta(min_length=1, max_length=2)]
    barrier: Value
    """Activation energy, where it is told: `75.0 kJ/mol`."""
    asked: Run
    ask: Literal["time", "end", "start", "constant", "half-life", "barrier", "temperature"]

    def __post_init__(self) -> None:
        require(self.barrier.dimension == (2, 1, -2, 0, 0, -1, 0), "an energy for each mole")
        require(len(self.runs) == 1 or all(run.temperature.unit for run in self.runs), "temperatures")
        require(len(self.runs) == 1 or self.runs[0].temperature.si != self.runs[1].temperature.si, "two temperatures")
        require(not (self.barrier.si and len(self.runs) == 2), "an activation energy told or found")
        run, ask = self.asked, self.ask
        numbers = (bool(run.start.si), bool(run.end.si), bool(run.time.si))
        wanted: dict[str, tuple[tuple[bool, bool, bool], ...]] = {
            "time": ((True, True, False),),
            "end": ((True, False, True),),
            "start": ((False, True, True),),
            "half-life": ((self.order != 1, False, False),),
            "temperature": ((True, True, True),),
        }
        require(numbers in wanted.get(ask, ((False, False, False),)) and not run.constant.si, "one unknown")
        of_warmth, moved = ask in ("barrier", "temperature"), len(self.runs) == 2 or self.barrier.si > 0
        require(bool(run.temperature.unit) == (moved and not of_warmth), "a temperature where the rate constant is another one")
        require(not of_warmth or len(self.runs) == 2 or (ask == "temperature" and self.barrier.si > 0), "an activation energy")
        require(not self.barrier.si or bool(self.runs[0].temperature.unit), "temperatures")

    @property
    def dimension(self) -> Dimension:
        """Of the answer."""
        return {
            "end": CONCENTRATION,
            "start": CONCENTRATION,
            "constant": (-3 * (1 - self.order), 0, -1, 0, 0, 1 - self.order, 0),
            "barrier": (2, 1, -2, 0, 0, -1, 0),
            "temperature": (0, 0, 0, 0, 1, 0, 0),
        }.get(self.ask, TIME)

    def rate_constant(self, run: Run) -> Fraction:
        """Of a run that is told."""
        if run.constant.si:
            require(run.constant.dimension == (-3 * (1 - self.order), 0, -1, 0, 0, 1 - self.order, 0), "a constant of that order")
            return run.constant.si
        if not run.end.si:
            return self.half_turned(run.start) / run.time.si if run.time.si else Fraction(0)
        require(run.start.si > run.end.si and run.time.si > 0, "a run that goes on")
        return self.turned(run.start.si, run.end.si) / run.time.si

    def turned(self, start: Fraction, end: Fraction) -> Fraction:
        """k t between two concentrations."""
        return ln(start / end) if self.order == 1 else start - end if not self.order else 1 / end - 1 / start

    def half_turned(self, start: Value) -> Fraction:
        if self.order == 1:
            return LN_2
        positive(start)
        return self.turned(start.si, start.si / 2)

    def slope(self) -> Fraction:
        """Activation energy over R."""
        if self.barrier.si:
            return self.barrier.si / R
        one, two = self.runs
        found = ln(self.rate_constant(two) / self.rate_constant(one)) / (1 / one.temperature.si - 1 / two.temperature.si)
        require(found > 0, "faster when warmer")
        return found

    def answer(self) -> Fraction:
        run, first = self.asked, self.runs[0]
        if self.ask == "barrier":
            return self.slope() * R
        k = self.rate_constant(first)
        require(k > 0, "a constant above 0")
        if self.ask == "temperature":
            require(run.start.si > run.end.si, "a run that goes on")
            wanted = self.turned(run.start.si, run.end.si) / run.time.si
            inverse = 1 / first.temperature.si - ln(wanted / k) / self.slope()
            require(inverse > 0, "a temperature")
            return 1 / inverse
        if run.temperature.unit:
            k *= exp(self.slope() * (1 / first.temperature.si - 1 / run.temperature.si))
        if self.ask == "constant":
            return k
        if self.ask == "half-life":
            return self.half_turned(run.start) / k
        if self.ask == "time":
            require(run.start.si > run.end.si, "a run that goes on")
            return self.turned(run.start.si, run.end.si) / k
        return self._other_end(k * run.time.si)

    def _other_end(self, turned: Fraction) -> Fraction:
        sign, known = (-1, self.asked.start.si) if self.ask == "end" else (1, self.asked.end.si)
        if self.order == 1:
            return known * exp(sign * turned)
        found = known + sign * turned if not self.order else 1 / known - sign * turned
        require(found > 0, "a concentration above 0")
        return found if not self.order else 1 / found
