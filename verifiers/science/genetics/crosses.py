"""Crosses of diploid parents: several genes, dominance, linkage, genes on the X chromosome, two genes that make one trait together, and an
offspring of unknown genotype that is crossed once more. Chances of gametes are whole numbers until the last division."""

from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction

Allele = Annotated[int, Meta(ge=0, le=1)]
"""1 for the dominant one."""
Pair = tuple[Allele, Allele]
Together = Literal["none", "recessive", "dominant", "complementary", "duplicate", "suppressor"]


class Gene(Frozen, frozen=True):
    incomplete: bool
    """Whether one of each allele shows a third look, between the other two."""
    x: bool
    """Whether it lies on the X chromosome, and not on an autosome."""
    distance: Annotated[int, Meta(ge=0, le=40)]
    """Recombinant gametes with the gene before it, in percent: `20`; 0 where that lies on another chromosome."""


class Shown(Frozen, frozen=True):
    trait: Annotated[int, Meta(ge=0, le=3)]
    """Traits in the order of their genes; `together` makes one of the first two."""
    look: Annotated[int, Meta(ge=0, le=2)]
    """From the dominant look, 0, down."""


class Cross(Frozen, frozen=True, tag="cross"):
    """What comes of two parents, or of two pure strains in the second generation."""

    genes: Annotated[tuple[Gene, ...], Meta(min_length=1, max_length=4)]
    together: Together
    """How the first two genes make one trait (A and B dominant): recessive A_B_, A_bb, aa; dominant A_, aaB_, aabb; complementary A_B_
    or not; duplicate A_ or B_, or none; suppressor aaB_, or not."""
    mother: Annotated[tuple[Pair, ...], Meta(min_length=1, max_length=4)]
    """Of each gene the allele on the one chromosome and on the other: `((1, 0), (1, 1))`."""
    father: Annotated[tuple[Pair, ...], Meta(min_length=1, max_length=4)]
    """The same; of a gene on the X chromosome he has one allele, written twice."""
    plan: Literal["parents", "intercross", "testcross"]
    """Mother and father are the parents; or pure strains whose offspring are crossed with each other, or with recessive partners."""
    given: Annotated[tuple[Shown, ...], Meta(max_length=3)]
    """What is known of the offspring."""
    seen: Annotated[tuple[Shown, ...], Meta(max_length=2)]
    """What each of the first `times` offspring of that offspring and a recessive partner shows."""
    times: Annotated[int, Meta(ge=0, le=4)]
    """0: no such cross; the question is about the offspring itself."""
    event: Annotated[tuple[Shown, ...], Meta(max_length=3)]
    """What is asked about: of the offspring, or of the next offspring of the later cross."""
    pure: bool
    """Whether homozygosity in all genes is asked about as well."""
    sex: Literal["any", "female", "male"]
    """The sex that is asked about as well."""
    among: Annotated[int, Meta(ge=0, le=9_999)]
    """`640`: the expected number of them among so many offspring (that are as given) is asked; 0 for the chance."""

    def __post_init__(self) -> None:
        count = len(self.genes)
        if len(self.mother) != count or len(self.father) != count:
            raise ValueError("each parent has a pair of alleles of each gene")
        if self.genes[0].distance or any(a.x and (b.x or b.distance) for a, b in zip(self.genes, self.genes[1:], strict=False)):
            raise ValueError("the first gene follows none, and nothing is linked to a gene on the X chromosome")
        if sum(g.x for g in self.genes) > 1 or any(
            g.x and (g.distance or g.incomplete or p[0] != p[1]) for g, p in zip(self.genes, self.father, strict=True)
        ):
            raise ValueError("one gene on the X chromosome, of which males have one allele")
        if self.together != "none" and (count < 2 or any(g.incomplete or g.x for g in self.genes[:2])):
            raise ValueError("genes that make a trait together are autosomal, with complete dominance")
        if self.plan != "parents" and any(a != b for a, b in (*self.mother, *self.father)):
            raise ValueError("strains are pure")
        if any(g.x for g in self.genes) and (self.times or self.pure):
            raise ValueError("no later cross, and no pure offspring, with a gene on the X chromosome")
        if bool(self.seen) != bool(self.times) or (self.times and (self.pure or self.sex != "any" or self.among)):
            raise ValueError("the later cross is asked about by looks alone")
        for side in (self.given, self.seen, self.event):
            if len({one.trait for one in side}) < len(side) or any(one.look >= self.looks(one.trait) for one in side):
                raise ValueError("a look that a trait has, of each trait once")
        if not self.event and not self.pure:
            raise ValueError("something is asked about")

    def traits(self) -> list[tuple[int, ...]]:
        """The genes of each trait."""
        rest: list[tuple[int, ...]] = [(k,) for k in range(len(self.genes))]
        return [(0, 1), *rest[2:]] if self.together != "none" else rest

    def looks(self, trait: int) -> int:
        """How many looks a trait has; 0 where there is no such trait."""
        traits = self.traits()
        if trait >= len(traits):
            return 0
        if len(traits[trait]) == 2:
            return 3 if self.together in ("recessive", "dominant") else 2
        return 3 if self.genes[traits[trait][0]].incomplete else 2


class Offspring(NamedTuple):
    mother: int
    """Alleles from the mother, gene k in bit k."""
    father: int
    male: bool


def gametes(cross: Cross, one: int, other: int) -> dict[int, int]:
    """The gametes of a pair of chromosome sets, with weights that add up to 100 to the number of genes."""
    found = {(0, 0): 50, (0, 1): 50}
    for k, gene in enumerate(cross.genes):
        further: dict[tuple[int, int], int] = {}
        for (mask, strand), weight in found.items():
            for new in (0, 1) if k else (strand,):
                switched = gene.distance or 50
                factor = 1 if not k else switched if new != strand else 100 - switched
                allele = (other if new else one) >> k & 1
                key = (mask | allele << k, new)
                further[key] = further.get(key, 0) + weight * factor
        found = further
    result: dict[int, int] = {}
    for (mask, _), weight in found.items():
        result[mask] = result.get(mask, 0) + weight
    return result


def _sets(pairs: Iterable[Pair]) -> tuple[int, int]:
    one = other = 0
    for k, (a, b) in enumerate(pairs):
        one, other = one | a << k, other | b << k
    return one, other


def parents(cross: Cross) -> tuple[tuple[int, int], tuple[int, int]]:
    """The chromosome sets of the mother and the father of the offspring; what a male has twice for a gene on X counts once."""
    mother, father = _sets(cross.mother), _sets(cross.father)
    if cross.plan == "parents":
        return mother, father
    daughter = (mother[0], father[0])
    if cross.plan == "testcross":
        return daughter, (0, 0)
    x = sum(1 << k for k, gene in enumerate(cross.genes) if gene.x)
    return daughter, (mother[0], father[0] & ~x | mother[0] & x)


def offspring(cross: Cross) -> dict[Offspring, int]:
    """With weights; the sexes apart where they matter."""
    mother, father = parents(cross)
    x = sum(1 << k for k, gene in enumerate(cross.genes) if gene.x)
    sexes = (False, True) if x or cross.sex != "any" else (False,)
    eggs, sperm = gametes(cross, *mother), gametes(cross, *father)
    found: dict[Offspring, int] = {}
    for egg, a in eggs.items():
        for sperm_cell, b in sperm.items():
            for male in sexes:
                one = Offspring(egg, sperm_cell & ~x | egg & x if male else sperm_cell, male)
                found[one] = found.get(one, 0) + a * b
    return found


def look(cross: Cross, trait: int, one: int, other: int) -> int:
    """How a trait looks in an offspring with these two sets of alleles."""
    together = cross.together
    if trait or together == "none":
        gene = trait if together == "none" else trait + 1
        dominant = (one >> gene & 1) + (other >> gene & 1)
        return 2 - dominant if cross.genes[gene].incomplete else int(not dominant)
    a, b = (one | other) & 1, (one | other) & 2
    match together:
        case "recessive":
            return 2 if not a else int(not b)
        case "dominant":
            return 0 if a else 2 - (b > 0)
        case "complementary":
            return int(not (a and b))
        case "duplicate":
            return int(not (a or b))
    return int(not a and b > 0)


def shows(cross: Cross, side: Iterable[Shown], one: int, other: int) -> bool:
    for shown in side:  # noqa: SIM110 (in every square of every table: `all` takes longer than the loop)
        if look(cross, shown.trait, one, other) != shown.look:
            return False
    return True


def value(cross: Cross) -> Fraction | None:
    """The chance or number asked for; None where what is known is impossible."""
    every = offspring(cross)
    known = {one: weight for one, weight in every.items() if shows(cross, cross.given, one.mother, one.father)}
    if cross.times:
        return _later(cross, known)
    hits = sum(weight for one, weight in known.items() if _asked(cross, one))
    return Fraction(hits * (cross.among or 1), sum(known.values())) if known else None


def _asked(cross: Cross, one: Offspring) -> bool:
    if cross.sex != "any" and one.male != (cross.sex == "male"):
        return False
    return shows(cross, cross.event, one.mother, one.father) and (not cross.pure or one.mother == one.father)


def _later(cross: Cross, known: dict[Offspring, int]) -> Fraction | None:
    """The next offspring of one of these and a recessive partner, of whom the alleles of one gamete show."""
    whole, top, bottom = 100 ** len(cross.genes), 0, 0
    shown, asked = ([shows(cross, side, cell, 0) for cell in range(1 << len(cross.genes))] for side in (cross.seen, cross.event))
    for one, weight in known.items():
        cells = gametes(cross, one.mother, one.father)
        seen = sum(w for cell, w in cells.items() if shown[cell])
        told = weight * seen**cross.times
        top += told * sum(w for cell, w in cells.items() if asked[cell])
        bottom += told
    return Fraction(top, bottom * whole) if bottom else None
