"""The way by pencil of a cross: Punnett squares of genes that have to be looked at together, by gametes with their chances."""

from collections.abc import Sequence
from itertools import pairwise, product

from synth.verifiers.exact import Fraction
from synth.verifiers.math._route import Route
from synth.verifiers.science.genetics.crosses import Cross, gametes, parents, shows
from synth.verifiers.science.genetics.sums import ONE, shared, summed

LETTERS = "ABCD"


def clusters(cross: Cross) -> list[set[int]]:
    """Genes that have to be looked at together: linked, or of one trait."""
    found: list[set[int]] = []
    for k, gene in enumerate(cross.genes):
        if found and (gene.distance or (k == 1 and cross.together != "none")):
            found[-1].add(k)
        else:
            found.append({k})
    return found


class Square:
    """The Punnett square of one cluster: gametes of both parents by the genes that are named, and the squares that fit what is known."""

    alone = True
    """Whether all that matters is in it, so that every derivation has its sums."""

    def __init__(self, way: Route, cross: Cross, cluster: set[int]) -> None:
        self.way, self.cross, self.cluster = way, cross, cluster
        traits = cross.traits()
        inside = [trait for trait, genes in enumerate(traits) if cluster.issuperset(genes)]
        self.given, self.seen, self.event = (
            [one for one in side if one.trait in inside] for side in (cross.given, cross.seen, cross.event)
        )
        self.sex = cross.sex if any(cross.genes[k].x for k in cluster) else "any"
        named_genes = {gene for one in (*self.given, *self.seen, *self.event) for gene in traits[one.trait]}
        self.genes = sorted(cluster if cross.pure else named_genes)
        self.matters = bool(self.genes) or self.sex != "any"
        self.mask = sum(1 << k for k in self.genes)
        self.told = set[tuple[int, int]]()

    def label(self, cell: int) -> str:
        return "".join(LETTERS[k] if cell >> k & 1 else LETTERS[k].lower() for k in self.genes)

    def gametes(self, one: int, other: int, name: str = "") -> dict[int, Fraction]:
        """By the named genes; those of linked genes take a line each."""
        whole = 100 ** len(self.cross.genes)
        found: dict[int, Fraction] = {}
        for cell, weight in gametes(self.cross, one, other).items():
            found[cell & self.mask] = found.get(cell & self.mask, Fraction(0)) + Fraction(weight, whole)
        for cell, share in found.items():
            if share.denominator not in (1, 2, 4, 8, 16) and (kind := (cell, one, other))[1:] not in self.told:
                text = self.strands(*kind)
                self.way.work(f"{name}{self.label(cell)}", text, share, milestone=False)
        self.told.add((one, other))
        return found

    def strands(self, cell: int, one: int, other: int) -> str:
        """The ways in which a gamete comes about: a strand by a coin, then a switch to the other or none before each gene."""
        genes = sorted(self.cluster)
        first, last = min(self.genes), max(self.genes)
        span = [k for k in genes if first <= k <= last]
        terms = dict[str, int]()
        for strands in product((0, 1), repeat=len(span)):
            if any((other if s else one) >> k & 1 != cell >> k & 1 for s, k in zip(strands, span, strict=True) if k in self.genes):
                continue
            factors = ["1/2"]
            for (before, now), k in zip(pairwise(strands), span[1:], strict=True):
                percent = self.cross.genes[k].distance or 50
                factors.append(f"{percent if before != now else 100 - percent}/100")
            text = " * ".join(factors)
            terms[text] = terms.get(text, 0) + 1
        return " + ".join(text if number == 1 else f"{number} * {text}" for text, number in terms.items())

    def squares(self) -> list[tuple[int, int, bool, tuple[Fraction, ...]]]:
        """Egg, sperm and sex of those that fit what is known, with the factors of their weight."""
        mother, father = parents(self.cross)
        eggs, sperm = self.gametes(*mother, "egg "), self.gametes(*father, "sperm ")
        if not any(self.cross.genes[k].x for k in self.cluster):
            return [(e, s, False, (a, b)) for e, a in eggs.items() for s, b in sperm.items() if shows(self.cross, self.given, e, s)]
        x = sum(1 << k for k in self.cluster)
        half = Fraction(1, 2)
        found = list[tuple[int, int, bool, tuple[Fraction, ...]]]()
        for (e, a), (s, b), male in product(eggs.items(), sperm.items(), (False, True)):
            cell = s & ~x | e & x if male else s
            if shows(self.cross, self.given, e, cell):
                found.append((e, cell, male, (a, b, half)))
        return found

    def worked(self) -> tuple[Fraction, Fraction]:
        """What is known and, of that, what is asked about."""
        cross, squares, mark = self.cross, self.squares(), self.label(self.mask) or "sex"
        if cross.times:
            return self.later(squares, mark)
        known = summed(self.way, f"known {mark}", [f for *_, f in squares], self.alone) if self.given else ONE
        hits = [
            factors
            for egg, cell, male, factors in squares
            if shows(cross, self.event, egg, cell)
            and (not cross.pure or egg == cell)
            and (self.sex == "any" or male == (self.sex == "male"))
        ]
        return known, summed(self.way, f"asked {mark}", hits, self.alone)

    def later(self, squares: Sequence[tuple[int, int, bool, tuple[Fraction, ...]]], mark: str) -> tuple[Fraction, Fraction]:
        """With what each genotype that is left leads to in the later cross."""
        kinds: dict[tuple[int, int], list[tuple[Fraction, ...]]] = {}
        for egg, cell, _, factors in squares:
            kinds.setdefault((min(egg, cell), max(egg, cell)), []).append(factors)
        known, asked = list[tuple[Fraction, ...]](), list[tuple[Fraction, ...]]()
        for (egg, cell), parts in kinds.items():
            name = f"{self.label(egg)} {self.label(cell)}"
            cells = self.gametes(egg, cell, f"from {name} ")
            shares = [
                summed(self.way, f"{side} from {name}", [(w,) for c, w in cells.items() if shows(self.cross, shown, c, 0)], milestone=False)
                if shown
                else ONE
                for side, shown in (("seen", self.seen), ("next", self.event))
            ]
            if not shares[0]:
                continue
            weight = summed(self.way, f"weight of {name}", parts, milestone=False)
            factors = (weight, *(shares[0],) * self.cross.times)
            known.append(factors)
            if shares[1]:
                asked.append((*factors, shares[1]))
        before = summed(self.way, f"known {mark}", known, self.alone)
        return before, summed(self.way, f"asked {mark}", asked, self.alone) if self.event else before


def of_cross(cross: Cross) -> Route:
    way, known, asked = Route(), list[Fraction](), list[Fraction]()
    squares = [square for square in (Square(way, cross, cluster) for cluster in clusters(cross)) if square.matters]
    half = cross.sex != "any" and not any(gene.x for gene in cross.genes)
    for square in squares:
        square.alone = len(squares) == 1 and not half
        one, other = square.worked()
        known.append(one)
        asked.append(other)
    if half:
        asked.append(Fraction(1, 2))
    shared(way, summed(way, "asked", [asked]) if len(asked) > 1 else asked[0], summed(way, "known", [known]), cross.among)
    return way
