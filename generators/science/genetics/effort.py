"""The length of the pencil route: squares of gametes filled in, cases of genotypes, formulas of frequencies, and what is done with them."""

from synth.verifiers.science.genetics import Blood, Cross, Mapping, Pedigree, Pool, Puzzle
from synth.verifiers.science.genetics.crosses import gametes, parents, shows
from synth.verifiers.science.genetics.pedigrees import possible
from synth.verifiers.science.genetics.pools import weighted
from synth.verifiers.science.genetics.squares import clusters


def effort(puzzle: Puzzle) -> int:
    match puzzle:
        case Cross():
            return _cross(puzzle)
        case Pedigree():
            return _pedigree(puzzle)
        case Pool():
            return _pool(puzzle)
        case Mapping():
            return _mapping(puzzle)
    return _blood(puzzle)


def _cross(cross: Cross) -> int:
    """For each cluster: squares of the table that fulfil what is known, and what is asked (or those that do not, where they are fewer);
    in a later cross each genotype that is left, with its gametes. Linked genes take two operations for each kind of gamete."""
    traits = cross.traits()
    total, both = 0, parents(cross)
    for cluster in clusters(cross):
        inside = [trait for trait, genes in enumerate(traits) if cluster.issuperset(genes)]
        given, seen, event = ([one for one in side if one.trait in inside] for side in (cross.given, cross.seen, cross.event))
        if not (given or seen or event or cross.pure):
            continue
        named = {gene for one in (*given, *seen, *event) for gene in traits[one.trait]} or cluster
        needed = cluster if cross.pure else {k for k in cluster if min(named) <= k <= max(named)}
        mask = sum(1 << k for k in needed & named) if not cross.pure else sum(1 << k for k in cluster)
        eggs, sperm = ({cell & mask for cell in gametes(cross, *parent)} for parent in both)
        pairs = [(egg, cell) for egg in eggs for cell in sperm]
        kept = [pair for pair in pairs if shows(cross, given, *pair)]
        total += 2 * sum(cross.genes[k].distance > 0 and k > min(needed) for k in needed) * ((len(eggs) > 1) + (len(sperm) > 1))
        total += min(len(kept), len(pairs) - len(kept)) + 1 if given else 0
        if cross.times:
            kinds = {(min(pair), max(pair)) for pair in kept}
            total += len(kinds) * (1 + bool(seen) + bool(event))
        elif event or cross.pure:
            hits = sum(shows(cross, event, *pair) and (not cross.pure or pair[0] == pair[1]) for pair in kept)
            total += min(hits, len(kept) - hits) + 1
    total += len(cross.event) + (cross.sex != "any") + 2 * (cross.plan != "parents") + bool(cross.given)
    return total + (4 + cross.times if cross.times else 0)


def _pedigree(pedigree: Pedigree) -> int:
    """For each person of whom more than one genotype is possible: one operation for each, again for each parent and child that it hangs
    on, and what a test or the population says of it."""
    sizes = possible(pedigree)
    total = 3 + 4 * (pedigree.penetrance < 100)
    for place, (one, size) in enumerate(zip(pedigree.people, sizes, strict=True)):
        if size == 1:
            continue
        hangs_on = [parent for parent in (one.mother, one.father) if parent >= 0 and sizes[parent] > 1]
        children = sum(place in (child.mother, child.father) for child in pedigree.people)
        total += size * (1 + len(hangs_on)) + 2 * children + 3 * one.test + 3 * (one.mother < 0)
    return total


def _pool(pool: Pool) -> int:
    total = sum(3 if source.counts else 1 for source in pool.sources) + 3 * (len(pool.sources) > 1) * len(pool.sources)
    total += pool.generations * {"nothing": 0, "selection": 4, "selfing": 3, "fitness": 8, "migration": 4}[pool.then]
    return total + {"allele": 1, "heterozygous": 2, "recessive": 1, "carriers": 5, "child": 7, "next": 12 + 2 * pool.children}[pool.ask]


def _mapping(mapping: Mapping) -> int:
    """The parental classes and the four classes of each interval; for a coefficient the middle gene and two intervals."""
    return {"recombinants": 11, "coupling": 14, "repulsion": 14, "coincidence": 20, "interference": 21}[mapping.ask]


def _blood(blood: Blood) -> int:
    """For each pair of genotypes that matters its weight and each child; then the sums."""
    pairs = [weight for weight, _ in weighted(blood) if weight]
    known = 2 if len(pairs) == 1 else 4 if all((blood.mother, blood.father)) else 6
    return known + len(pairs) * (2 + len(blood.children))
