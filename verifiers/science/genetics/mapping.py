"""Three-point testcrosses: what the offspring of a parent with three linked genes say of recombination between them."""

from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction

Gene = Annotated[int, Meta(ge=0, le=2)]
NAMES = "ABC"


class Mapping(Frozen, frozen=True, tag="mapping"):
    counts: Annotated[tuple[Annotated[int, Meta(ge=0, le=999)], ...], Meta(min_length=8, max_length=8)]
    """Offspring by what they show: gene k dominant where bit k of the place is 1."""
    ask: Literal["recombinants", "coupling", "repulsion", "coincidence", "interference"]
    """The share of recombinants between two genes; that of double recessives among the offspring of two double heterozygotes of the
    dominant alleles on one chromosome, or on two; double recombinants by how many there would be without interference; 1 less that."""
    pair: tuple[Gene, Gene]
    """The two genes, ascending; (0, 0) where all three are asked about."""

    def __post_init__(self) -> None:
        if (self.ask in ("coincidence", "interference")) != (self.pair == (0, 0)) or (any(self.pair) and self.pair[0] >= self.pair[1]):
            raise ValueError("two genes, ascending, or all three")
        rare, often = {self.double, 7 - self.double}, {self.parental, 7 - self.parental}
        ranked = sorted(range(8), key=lambda place: self.counts[place])
        if {*ranked[:2]} != rare or {*ranked[6:]} != often or not self.counts[ranked[0]]:
            raise ValueError("the two rarest classes complete one another, and so do the two most frequent ones")
        if self.counts[ranked[1]] == self.counts[ranked[2]] or self.counts[ranked[5]] == self.counts[ranked[6]]:
            raise ValueError("the two rarest classes stand out, and so do the two most frequent ones")

    @property
    def parental(self) -> int:
        """The first of the two most frequent classes, which complete one another."""
        return max(range(4), key=lambda place: self.counts[place] + self.counts[7 - place])

    @property
    def double(self) -> int:
        """The first of the two rarest classes."""
        return min(range(4), key=lambda place: self.counts[place] + self.counts[7 - place])

    @property
    def middle(self) -> int:
        """The gene that double crossing over has exchanged: the one by which the rarest classes differ from the parental ones."""
        changed = self.parental ^ self.double
        changed = 7 - changed if changed.bit_count() == 2 else changed
        return changed.bit_length() - 1


class Interval(NamedTuple):
    one: int
    other: int
    parts: tuple[int, ...]
    """The sizes of the four classes that are recombinant between the two genes."""


def interval(mapping: Mapping, one: int, other: int) -> Interval:
    apart = (mapping.parental >> one ^ mapping.parental >> other) & 1
    return Interval(one, other, tuple(n for place, n in enumerate(mapping.counts) if (place >> one ^ place >> other) & 1 != apart))


def value(mapping: Mapping) -> Fraction:
    """The share or coefficient asked for."""
    total = sum(mapping.counts)
    if mapping.pair != (0, 0):
        share = Fraction(sum(interval(mapping, *mapping.pair).parts), total)
        if mapping.ask == "recombinants":
            return share
        return ((1 - share) / 2) ** 2 if mapping.ask == "coupling" else (share / 2) ** 2
    first, last = (k for k in range(3) if k != mapping.middle)
    sizes = [sum(interval(mapping, *sorted((k, mapping.middle))).parts) for k in (first, last)]
    doubles = mapping.counts[mapping.double] + mapping.counts[7 - mapping.double]
    coincidence = Fraction(doubles * total, sizes[0] * sizes[1])
    return coincidence if mapping.ask == "coincidence" else 1 - coincidence
