"""A chart: marks on axes with equal divisions, and what is asked of it in steps.

Each mark stands a whole number of divisions from the start of its axis; in a stacked chart this is the height of its own part."""

from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.tabular._table import Word

MAX_DIVISIONS = 60
Place = Annotated[int, Meta(ge=0, le=11)]
Rows = tuple[tuple[int | None, ...], ...]
Divisions = Annotated[int, Meta(ge=1, le=MAX_DIVISIONS)]


class Axis(Frozen, frozen=True):
    measure: Word
    """`Net sales`."""
    unit: Word
    scale: Literal[0, 3, 6]
    start: Annotated[int, Meta(ge=0, le=10**9)]
    """Where the axis begins."""
    division: Decimal
    """What one division is worth: `Decimal("2.5")`."""
    labelled: Annotated[int, Meta(ge=2, le=10)]
    """Divisions from one label to the next."""

    def __post_init__(self) -> None:
        exponent = self.division.as_tuple().exponent
        if not isinstance(exponent, int) or not -3 <= exponent <= 0 or not 0 < self.division <= 10**9:
            raise ValueError("a division with at most three decimals")


class Series(Frozen, frozen=True):
    row: Word
    """What it stands for: `Germany`."""
    axis: Annotated[int, Meta(ge=0, le=1)]
    marks: Annotated[tuple[Divisions | None, ...], Meta(min_length=2, max_length=12)]
    """By year; nothing where there is no mark."""


class Choice(Frozen, frozen=True):
    """A year, by its rank."""

    by: Literal["value", "rise", "total", "apart"]
    """By the figure of a series; by how much it rose from the year before (a fall is below 0); by the sum of all series of the left axis;
    by how far two series lie from each other."""
    series: Place
    other: Place = 0
    """The second series of apart."""
    rank: Annotated[int, Meta(ge=1, le=5)] = 1
    largest: bool = True
    after: Annotated[int, Meta(ge=-3, le=3)] = 0
    """2: among the years after the one that the second choice gave; -2: before it; 0: among all."""


class Figure(Frozen, frozen=True):
    kind: Literal["value", "total", "change", "growth", "share", "per", "sum", "mean"]
    """Of a series in a year; of all series of the left axis; later year minus earlier; that in percent of the earlier; percentage of the
    total; divided by another series, both in units; over the years between two, with both."""
    series: Place
    other: Place = 0
    """The series that per divides by."""
    year: Annotated[int, Meta(ge=-3, le=11)] = 0
    """A place among the years; -2 for what the second choice gave."""
    to: Annotated[int, Meta(ge=-3, le=11)] = 0
    """The other year of change, growth, sum and mean; whichever is later counts as the later one."""


@lru_cache(maxsize=16)
def figures(axes: tuple[Axis, ...], series: tuple[Series, ...]) -> Rows:
    """By series and year, in thousandths so that they are whole."""
    found = list[tuple[int | None, ...]]()
    for one in series:
        start, step = 1000 * axes[one.axis].start, int(1000 * axes[one.axis].division)
        found.append(tuple([None if mark is None else start + mark * step for mark in one.marks]))
    return tuple(found)


class Reading:
    """The figures of a chart, in thousandths so that they are whole, and those that were used."""

    def __init__(self, axes: tuple[Axis, ...], series: tuple[Series, ...], rows: Rows | None = None) -> None:
        """rows: what is read in place of the figures."""
        self.scales = [axes[one.axis].scale for one in series]
        self.rows = rows or figures(axes, series)
        self.chosen = list[int]()
        self.looked = 0
        self.used = list[tuple[int, int]]()
        """Series and year of each figure behind the last one."""
        self.left = [place for place, one in enumerate(series) if one.axis == 0]

    def at(self, series: int, year: int) -> int:
        """ValueError where there is no mark."""
        found = self.rows[series][year]
        self.looked += 1
        if found is None:
            raise ValueError("no mark")
        self.used.append((series, year))
        return found

    def total(self, year: int) -> int:
        return sum([self.at(place, year) for place in self.left])

    def year(self, place: int) -> int:
        if place < 0:
            if -place > len(self.chosen):
                raise ValueError("a figure of a year that was chosen")
            return self.chosen[-place - 1]
        return place

    def compared(self, choice: Choice, years: range) -> list[tuple[int, int]]:
        """What these years are chosen by, with the years; those without a mark that it needs are left out."""
        if choice.by == "total":
            columns = [(year, [self.rows[place][year] for place in self.left]) for year in years]
            self.looked += sum(column.index(None) + 1 if None in column else len(column) for _, column in columns)
            return [(sum(column), year) for year, column in columns if None not in column]  # type: ignore[arg-type]
        row = self.rows[choice.series]
        if choice.by == "rise" and years.start == 0:
            years = years[1:]  # there is no year before
        found = [(own, year) for year in years if (own := row[year]) is not None]
        self.looked += len(years)
        if choice.by == "value":
            return found
        self.looked += len(found)
        if choice.by == "rise":
            return [(own - before, year) for own, year in found if (before := row[year - 1]) is not None]
        return [(own - other, year) for own, year in found if (other := self.rows[choice.other][year]) is not None]

    def ranked(self, choice: Choice) -> list[tuple[int, int]]:
        """The years that are chosen from, whose marks are all there, best first."""
        years = range(len(self.rows[0]))
        if choice.after:
            bound = self.year(-abs(choice.after))
            years = years[bound + 1 :] if choice.after > 0 else years[:bound]
        found = self.compared(choice, years)
        if choice.by == "apart":
            found = self.apart(found)
        return sorted(found, reverse=choice.largest)

    def apart(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Differences, with their years, as distances."""
        return [(abs(difference), year) for difference, year in found]

    def choose(self, choice: Choice) -> int:
        """ValueError where there are too few, or another year has the same figure."""
        order = self.ranked(choice)
        if len(order) < max(2, choice.rank):
            raise ValueError("too few years to choose from")
        best = [value for value, _ in order[: choice.rank + 1]]
        if len(set(best)) < len(best):
            raise ValueError("two years have the same figure")
        return order[choice.rank - 1][1]

    def figure(self, figure: Figure) -> Fraction:
        """ValueError where it is not there."""
        self.used = []
        year, place = self.year(figure.year), figure.series
        match figure.kind:
            case "value":
                return Fraction(self.at(place, year), 1000)
            case "total":
                return Fraction(self.total(year), 1000)
            case "share":
                if place not in self.left:
                    raise ValueError("a share of the left axis")
                return Fraction(100 * self.at(place, year), self.total(year))
            case "per":
                above, below = 10 ** self.scales[place], 10 ** self.scales[figure.other]
                return Fraction(self.at(place, year) * above, self.at(figure.other, year) * below)
        first, second = sorted((year, self.year(figure.to)))
        if first == second:
            raise ValueError("two years")
        if figure.kind in ("sum", "mean"):
            values = [self.at(place, one) for one in range(first, second + 1) if self.rows[place][one] is not None]
            if len(values) < 2:
                raise ValueError("two figures at least")
            return Fraction(sum(values), 1000 * (len(values) if figure.kind == "mean" else 1))
        late, early = self.at(place, second), self.at(place, first)
        return Fraction(late - early, 1000) if figure.kind == "change" else Fraction(100 * (late - early), early)
