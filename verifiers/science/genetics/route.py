"""The way by pencil of a pedigree, a gene pool, blood groups or a testcross of three genes, as exact equations: cases with what is known,
those among them that are asked about, and their share. Crosses stand in `squares`."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from itertools import product

from synth.verifiers.exact import Fraction
from synth.verifiers.math._route import Route
from synth.verifiers.science.genetics import mapping, pedigrees, pools
from synth.verifiers.science.genetics.crosses import Cross
from synth.verifiers.science.genetics.mapping import Mapping
from synth.verifiers.science.genetics.pedigrees import Pedigree
from synth.verifiers.science.genetics.pools import Blood, Pool
from synth.verifiers.science.genetics.squares import of_cross
from synth.verifiers.science.genetics.sums import ONE, named, shared, summed


class Factor:
    """A table over the numbers of copies in some people."""

    def __init__(self, scope: tuple[int, ...], entries: Table[tuple[int, ...], tuple[Fraction, ...]]) -> None:
        self.scope, self.entries = scope, entries


def of_pedigree(pedigree: Pedigree) -> Route:
    """People are summed out one after another, those with the fewest relatives left first."""
    way, people = Route(), pedigree.people
    missed = 1 - Fraction(pedigree.detected, 100)
    if any(one.test for one in people):
        way.work("missed", f"1 - {pedigree.detected}/100", missed, milestone=False)
    if pedigree.penetrance < 100:
        way.work("healthy all the same", f"1 - {pedigree.penetrance}/100", 1 - Fraction(pedigree.penetrance, 100), milestone=False)
    priors = dict[bool, pools.Shares]()
    for one in people:
        single = pedigree.mode == "x" and one.male
        if one.mother < 0 and pedigree.frequency and single not in priors:
            q = Fraction(1, pedigree.frequency)
            priors[single] = pedigrees.founder(pedigree, one)
            texts = [f"1 - {q}", ""] if single else [f"(1 - {q})^2", f"2 * {q} * (1 - {q})", f"({q})^2"]
            for copies, text in enumerate(texts):
                if text:
                    way.work(f"founder {copies}", text, priors[single][copies], milestone=False)
    factors = []
    for place, one in enumerate(people):
        states = (0, 1) if pedigree.mode == "x" and one.male else (0, 1, 2)
        scope = (place,) if one.mother < 0 else (one.mother, one.father, place)
        entries: dict[tuple[int, ...], tuple[Fraction, ...]] = {}
        for copies in states:
            fits = pedigrees.shows(pedigree, one, copies)
            own = (fits, missed if one.test and copies else ONE)
            if one.mother < 0:
                chance = pedigrees.founder(pedigree, one)[copies]
                if chance * fits:
                    entries[copies,] = (chance, *own)
                continue
            for mother, father in product((0, 1, 2), (0, 1) if pedigree.mode == "x" else (0, 1, 2)):
                chance = pedigrees.chances(pedigree, one, mother, father)[copies]
                if chance * fits:
                    entries[mother, father, copies] = (chance, *own)
        factors.append(Factor(scope, entries))
    hidden = set(range(len(people))) - {pedigree.person}
    while hidden:
        around = {k: {one for factor in factors if k in factor.scope for one in factor.scope} for k in hidden}
        place = min(hidden, key=lambda k: (len(around[k]), -k))
        used = [factor for factor in factors if place in factor.scope]
        factors = [factor for factor in factors if place not in factor.scope]
        factors.append(_summed_out(way, used, place, tuple(sorted(around[place] - {place}))))
        hidden.remove(place)
    who = people[pedigree.person]
    weights = dict[int, Fraction]()
    for copies in (0, 1, 2):
        parts = [factor.entries.get((copies,) if factor.scope else ()) for factor in factors]
        if all(part is not None for part in parts):
            weights[copies] = summed(way, f"weight of {copies}", [[one for part in parts if part for one in part]])
    ill = [n for n in weights if pedigrees.is_ill(pedigree.mode, who.male, n)]
    hits = ill if pedigree.ask == "affected" else [n for n in weights if n == 1 and n not in ill]
    asked = summed(way, "asked", [[weights[n], Fraction(pedigree.penetrance, 100) if pedigree.ask == "affected" else ONE] for n in hits])
    shared(way, asked, summed(way, "known", [[weight] for weight in weights.values()]))
    return way


def _summed_out(way: Route, used: Sequence[Factor], place: int, scope: tuple[int, ...]) -> Factor:
    gathered: dict[tuple[int, ...], list[list[Fraction]]] = {}
    rows: list[tuple[dict[int, int], list[Fraction]]] = [({}, [])]
    for factor in used:
        further = []
        for known, factors in rows:
            for key, more in factor.entries.items():
                told = dict(zip(factor.scope, key, strict=True))
                if all(known.get(k, n) == n for k, n in told.items()):
                    further.append((known | told, [*factors, *more]))
        rows = further
    for known, factors in rows:
        gathered.setdefault(tuple(known[k] for k in scope), []).append(factors)
    names = {key: ", ".join(map(str, key)) for key in gathered}
    return Factor(scope, {key: (summed(way, f"f{place + 1}({names[key]})", gathered[key], milestone=False),) for key in gathered})


def of_pool(pool: Pool) -> Route:
    """Of a population at equilibrium the root of the share that is light is seen at once."""
    way = Route()
    parts = sum(source.size for source in pool.sources)
    terms = list[tuple[Fraction, ...]]()
    for source in pool.sources:
        q = source.frequency()
        if source.counts:
            a, b, c = source.counts
            way.work("q", f"({b} + 2 * {c}) / (2 * ({a} + {b} + {c}))", q)
        terms.append((Fraction(source.size, parts), q))
    q = summed(way, "q", terms) if len(terms) > 1 else terms[0][1]

    def mated() -> pools.Shares:
        found = pools.mated(q)
        if pool.ask == "allele" and pool.then in ("migration", "nothing"):
            return found
        for name, text, share in zip(("AA", "Aa", "aa"), (f"(1 - {q})^2", f"2 * {q} * (1 - {q})", f"({q})^2"), found, strict=True):
            way.work(name, text, share, milestone=False)
        return found

    shares = mated() if pool.generations or pool.ask != "allele" else pools.mated(q)
    for generation in range(1, pool.generations + 1):
        pure, mixed, recessive = shares
        if pool.then == "selfing":
            way.work("Aa", f"{named(mixed)} / 2", mixed / 2, milestone=False)
            way.work("AA", f"{named(pure)} + {named(mixed)} / 4", pure + mixed / 4, milestone=False)
            way.work("aa", f"{named(recessive)} + {named(mixed)} / 4", recessive + mixed / 4, milestone=False)
            shares = pure + mixed / 4, mixed / 2, recessive + mixed / 4
            continue
        if pool.then == "selection":
            q = mixed / 2 / (pure + mixed)
            way.work("q", f"{named(mixed)} / 2 / ({named(pure)} + {named(mixed)})", q)
        elif pool.then == "fitness":
            left = [share * Fraction(rate, 100) for share, rate in zip(shares, pool.rates, strict=True)]
            for name, share, rate, size in zip(("AA", "Aa", "aa"), shares, pool.rates, left, strict=True):
                if rate < 100:
                    way.work(name, f"{named(share)} * {rate}/100", size, milestone=False)
            q = (left[1] / 2 + left[2]) / sum(left, Fraction(0))
            way.work("q", f"({named(left[1])} / 2 + {named(left[2])}) / ({' + '.join(map(named, left))})", q)
        else:
            rate, other = pool.rates
            text = f"(1 - {rate}/100) * {named(q)} + {rate}/100 * {other}/100"
            q = (1 - Fraction(rate, 100)) * q + Fraction(rate, 100) * Fraction(other, 100)
            way.work("q", text, q)
        if generation < pool.generations or pool.ask != "allele":
            shares = mated()
    _ask_pool(way, pool, shares if pool.then == "selfing" or pool.ask != "allele" else pools.mated(q), q)
    return way


def _ask_pool(way: Route, pool: Pool, shares: pools.Shares, q: Fraction) -> None:
    pure, mixed, recessive = shares
    if pool.ask == "allele":
        if pool.then == "selfing":
            way.work("q", f"{named(mixed)} / 2 + {named(recessive)}", mixed / 2 + recessive)
        return
    if pool.ask in ("heterozygous", "recessive"):
        share = mixed if pool.ask == "heterozygous" else recessive
        way.equations[:] = [
            one._replace(milestone=True) if one.value == share and one is last else one
            for last in [next(e for e in reversed(way.equations) if e.value == share)]
            for one in way.equations
        ]
        return
    carriers = mixed / (pure + mixed)
    way.work("carriers", f"{named(mixed)} / ({named(pure)} + {named(mixed)})", carriers)
    if pool.ask == "carriers":
        return
    both = carriers**2
    way.work("both", f"{named(carriers)}^2", both, milestone=False)
    if pool.ask == "child":
        way.work("P", f"{named(both)} / 4", both / 4, (carriers,))
        return
    kept = both * Fraction(3, 4) ** pool.children
    way.work("kept", f"{named(both)} * (3/4)^{pool.children}", kept, milestone=False)
    way.work("known", f"1 - {named(both)} + {named(kept)}", 1 - both + kept, milestone=False)
    way.work("P", f"{named(kept)} / 4 / {named(1 - both + kept)}", kept / 4 / (1 - both + kept), (carriers,))


def of_blood(blood: Blood) -> Route:
    way, names = Route(), pools.ALLELES
    whole = sum(blood.frequencies)
    pairs: dict[tuple[int, int], Fraction] = {}
    f = [Fraction(part, whole) for part in blood.frequencies]
    known, asked = list[tuple[Fraction, ...]](), list[tuple[Fraction, ...]]()
    for mother, father in product(pools.fitting(blood.mother), pools.fitting(blood.father)):
        chances = pools.of_children(mother, father)
        if not all(chances[child] for child in blood.children):
            continue
        for pair in (mother, father):
            if pair not in pairs:
                size = f[pair[0]] * f[pair[1]] * (1 + (pair[0] != pair[1]))
                text = f"{'2 * ' if pair[0] != pair[1] else ''}{f[pair[0]]} * {f[pair[1]]}"
                pairs[pair] = Fraction(way.work(names[pair[0]] + names[pair[1]], text, size, milestone=False))
        factors = (pairs[mother], pairs[father], *(Fraction(chances[child], 4) for child in blood.children))
        if all(factors):
            known.append(factors)
            if chances[blood.asked]:
                asked.append((*factors, Fraction(chances[blood.asked], 4)))
    before = summed(way, "known", known)
    shared(way, summed(way, "asked", asked), before)
    return way


def of_mapping(problem: Mapping) -> Route:
    way, total = Route(), sum(problem.counts)
    way.work("N", " + ".join(map(str, problem.counts)), Fraction(total), milestone=False)

    def share(one: int, other: int) -> Fraction:
        parts = mapping.interval(problem, one, other).parts
        size = Fraction(sum(parts), total)
        way.work(f"r({mapping.NAMES[one]}, {mapping.NAMES[other]})", f"({' + '.join(map(str, parts))}) / {total}", size)
        return size

    if problem.pair != (0, 0):
        r = share(*problem.pair)
        if problem.ask != "recombinants":
            cell = (1 - r) / 2 if problem.ask == "coupling" else r / 2
            way.work("gamete", f"(1 - {r}) / 2" if problem.ask == "coupling" else f"{named(r)} / 2", cell, milestone=False)
            way.work("P", f"{named(cell)}^2", cell**2, (r,))
        return way
    first, last = (k for k in range(3) if k != problem.middle)
    sizes = [share(min(k, problem.middle), max(k, problem.middle)) for k in (first, last)]
    doubles = (problem.counts[problem.double], problem.counts[7 - problem.double])
    expected = sizes[0] * sizes[1] * total
    way.work("expected", f"{named(sizes[0])} * {named(sizes[1])} * {total}", expected, milestone=False)
    found = sum(doubles) / expected
    way.work("c", f"({doubles[0]} + {doubles[1]}) / {named(expected)}", found, sizes)
    if problem.ask == "interference":
        way.work("I", f"1 - {named(found)}", 1 - found, (found,))
    return way


def of_puzzle(puzzle: Cross | Pedigree | Pool | Blood | Mapping) -> Route:
    match puzzle:
        case Cross():
            return of_cross(puzzle)
        case Pedigree():
            return of_pedigree(puzzle)
        case Pool():
            return of_pool(puzzle)
        case Blood():
            return of_blood(puzzle)
    return of_mapping(puzzle)
