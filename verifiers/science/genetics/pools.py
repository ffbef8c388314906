"""Gene pools: Hardy-Weinberg proportions, populations that merge, generations of selection or selfing; and the ABO blood groups of a family
whose parents come from such a population."""

from collections.abc import Iterable
from typing import Annotated, Literal, get_args

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction

Shares = tuple[Fraction, Fraction, Fraction]
"""Of homozygous dominant, heterozygous and homozygous recessive individuals."""


class Source(Frozen, frozen=True):
    """One population."""

    counts: Annotated[tuple[Annotated[int, Meta(ge=0, le=999)], ...], Meta(max_length=3)]
    """Individuals with two, one and no dominant allele: `(36, 48, 16)`; none where the share of recessive ones is told."""
    recessive: tuple[Annotated[int, Meta(ge=0, le=60)], Annotated[int, Meta(ge=1, le=60)]]
    """The recessive allele's frequency, of which the square is told: `(1, 20)` for one in 400; else `(0, 1)`."""
    size: Annotated[int, Meta(ge=1, le=9)]
    """Its part in the population that comes of all."""

    def __post_init__(self) -> None:
        told = bool(self.recessive[0])
        if told == bool(self.counts) or (self.counts and (len(self.counts) != 3 or not sum(self.counts))):
            raise ValueError("counts of three genotypes, or a share")
        if self.recessive[0] >= self.recessive[1]:
            raise ValueError("a share below 1")

    def frequency(self) -> Fraction:
        """Of the recessive allele."""
        if self.counts:
            return Fraction(self.counts[1] + 2 * self.counts[2], 2 * sum(self.counts))
        return Fraction(*self.recessive)


class Pool(Frozen, frozen=True, tag="pool"):
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, max_length=3)]
    """Populations that merge; all mate at random."""
    then: Literal["nothing", "selection", "selfing", "fitness", "migration"]
    """What the generations after that do: recessive homozygotes leave no offspring, the others mate at random; all fertilize themselves;
    of each genotype a share survives and mates at random; before they mate at random, a share is replaced by immigrants."""
    rates: Annotated[tuple[Annotated[int, Meta(ge=1, le=100)], ...], Meta(max_length=3)]
    """In percent: survivors of two, one and no dominant allele, `(100, 80, 50)`; or immigrants and the frequency of the recessive allele
    among them, `(10, 25)`; else none."""
    generations: Annotated[int, Meta(ge=0, le=6)]
    ask: Literal["allele", "heterozygous", "recessive", "carriers", "child", "next"]
    """A share: of the recessive allele, of heterozygotes, of recessive ones, of heterozygotes among those with the dominant look. Or
    the chance that a child of two with that look, taken at random, is recessive; or that the next one is, after so many that are not."""
    children: Annotated[int, Meta(ge=0, le=5)]

    def __post_init__(self) -> None:
        if (self.then == "nothing") != (self.generations == 0) or (self.ask == "next") != (self.children > 0):
            raise ValueError("generations and children where they are asked about")
        if len(self.rates) != {"fitness": 3, "migration": 2}.get(self.then, 0):
            raise ValueError("rates where there are some")


def mated(q: Fraction) -> Shares:
    """Hardy-Weinberg proportions."""
    return (1 - q) ** 2, 2 * q * (1 - q), q * q


def final(pool: Pool) -> Shares | None:
    """In the generation that is asked about; None where nobody is left."""
    parts = sum(source.size for source in pool.sources)
    shares = mated(sum((source.frequency() * source.size for source in pool.sources), Fraction(0)) / parts)
    for _ in range(pool.generations):
        pure, mixed, recessive = shares
        if pool.then == "fitness":
            a, b, c = (share * rate for share, rate in zip(shares, pool.rates, strict=True))
            shares = mated((b / 2 + c) / (a + b + c))
        elif pool.then == "migration":
            part, other = (Fraction(rate, 100) for rate in pool.rates)
            shares = mated((1 - part) * (mixed / 2 + recessive) + part * other)
        elif pool.then == "selfing":
            shares = pure + mixed / 4, mixed / 2, recessive + mixed / 4
        else:
            if not pure + mixed:
                return None
            shares = mated(mixed / 2 / (pure + mixed))
    return shares


def value(pool: Pool) -> Fraction | None:
    """The share or chance asked for; None where nobody is there to ask about."""
    shares = final(pool)
    if shares is None:
        return None
    pure, mixed, recessive = shares
    if pool.ask == "allele":
        return mixed / 2 + recessive
    if pool.ask in ("heterozygous", "recessive"):
        return mixed if pool.ask == "heterozygous" else recessive
    if not pure + mixed:
        return None
    carriers = mixed / (pure + mixed)
    if pool.ask == "carriers":
        return carriers
    both = carriers**2
    kept = both * Fraction(3, 4) ** pool.children
    return kept / 4 / (1 - both + kept)


Group = Literal["A", "B", "AB", "O"]
Known = Literal["", "A", "B", "AB", "O"]
ALLELES = "ABO"


class Blood(Frozen, frozen=True, tag="ABO"):
    """A and B are dominant over O, and both show in AB."""

    frequencies: tuple[Annotated[int, Meta(ge=0, le=50)], Annotated[int, Meta(ge=0, le=50)], Annotated[int, Meta(ge=0, le=50)]]
    """Of the alleles A, B and O, in parts of their sum: `(3, 1, 6)`."""
    mother: Known
    """Her group; nothing where it is not known."""
    father: Known
    children: Annotated[tuple[Group, ...], Meta(max_length=4)]
    """The groups of the children that they have."""
    asked: Group
    """The group of the next child."""

    def __post_init__(self) -> None:
        if not sum(self.frequencies):
            raise ValueError("alleles that there are")


def group(one: int, other: int) -> str:
    """By two alleles, numbered as in ALLELES."""
    found = {one, other} - {2}
    return "O" if not found else "".join(sorted(ALLELES[k] for k in found))


GENOTYPES = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))


def fitting(known: str) -> list[tuple[int, int]]:
    """The genotypes of a group, of all groups where none is known."""
    return [pair for pair in GENOTYPES if not known or group(*pair) == known]


def of_children(mother: tuple[int, int], father: tuple[int, int]) -> dict[str, int]:
    """In how many of four cases a child has each group."""
    chances = dict.fromkeys(get_args(Group), 0)
    for a in mother:
        for b in father:
            chances[group(a, b)] += 1
    return chances


def weighted(blood: Blood) -> Iterable[tuple[int, dict[str, int]]]:
    """For each pair of the parents' genotypes its weight, and in how many of four cases a child has each group."""
    f = blood.frequencies
    for mother in fitting(blood.mother):
        for father in fitting(blood.father):
            weight = f[mother[0]] * f[mother[1]] * f[father[0]] * f[father[1]]
            weight *= (1 + (mother[0] != mother[1])) * (1 + (father[0] != father[1]))
            yield weight, of_children(mother, father)


def next_child(blood: Blood) -> Fraction | None:
    """The chance of the group asked for; None where what is known is impossible."""
    top = bottom = 0
    for weight, chances in weighted(blood):
        for child in blood.children:
            weight *= chances[child]
        top += weight * chances[blood.asked]
        bottom += weight * 4
    return Fraction(top, bottom) if bottom else None
