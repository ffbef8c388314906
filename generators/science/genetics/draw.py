"""Puzzles of each kind at random, about as involved as a rank from 1 to 10 asks."""

from collections.abc import Callable
from math import gcd
from random import Random
from typing import Any, Literal

from synth.verifiers.exact import Fraction
from synth.verifiers.science.genetics import Blood, Cross, Gene, Mapping, Pedigree, Person, Pool, Puzzle, Shown, Source
from synth.verifiers.science.genetics.crosses import Pair, Together

TOGETHER: tuple[Together, ...] = ("recessive", "dominant", "complementary", "duplicate", "suppressor")
PURE: Pair = (1, 1)
NONE: Pair = (0, 0)


def cross(rng: Random, rank: int) -> Cross | None:
    """One or two genes at first, then genes on the X chromosome, linked ones, two that make a trait, what is known, later crosses."""
    count = rng.choice((1, 2, 2)) if rank < 2 else 2 if rank < 4 else rng.choice((2, 3)) if rank < 8 else rng.choice((3, 3, 4))
    together: Together = rng.choice(TOGETHER) if count > 1 and rank > 2 and rng.random() < 0.45 else "none"
    later = rank >= 6 and rng.random() < 0.55
    genes = []
    for k in range(count):
        linked = k > 0 and rank > 3 and rng.random() < 0.5
        bound = together != "none" and k < 2
        genes.append(
            Gene(
                not bound and rank > 1 and rng.random() < 0.2,
                not bound and not linked and not later and rank > 2 and k == count - 1 and rng.random() < 0.35,
                rng.randint(1, 8) * 5 if linked and rng.random() < 0.5 else rng.randint(2, 40) if linked else 0,
            )
        )
    plan: Literal["parents", "intercross", "testcross"] = (
        "parents" if rank < 3 else rng.choice(("parents", "parents", "intercross", "testcross"))
    )
    if plan == "parents":
        pairs = [
            [(1, 0) if rng.random() < 0.5 else (0, 1) if rng.random() < 0.6 else rng.choice((PURE, NONE)) for _ in genes] for _ in range(2)
        ]
    else:
        strains = [[rng.choice((PURE, NONE)) for _ in genes] for _ in range(1)]
        pairs = [strains[0], [NONE if pair == PURE else PURE if rng.random() < 0.9 else NONE for pair in strains[0]]]
    for k, gene in enumerate(genes):
        if gene.x:
            pairs[1][k] = (pairs[1][k][0],) * 2
        for side in pairs:
            if not gene.distance and not (k + 1 < count and genes[k + 1].distance):
                side[k] = (max(side[k]), min(side[k]))  # which chromosome says nothing
    traits = list(range(count - (together != "none")))

    def looks(how_many: int) -> tuple[Shown, ...]:
        picked = sorted(rng.sample(traits, min(len(traits), how_many)))
        sizes = Cross.looks(shape, 0), *[Cross.looks(shape, trait) for trait in traits[1:]]
        return tuple(Shown(trait, rng.randrange(sizes[trait])) for trait in picked)

    base: dict[str, Any] = {"genes": tuple(genes), "together": together, "mother": tuple(pairs[0]), "father": tuple(pairs[1]), "plan": plan}
    try:
        shape = Cross(**base, given=(), seen=(), times=0, event=(Shown(0, 0),), pure=False, sex="any", among=0)
        given = looks(rng.randint(1, 2)) if rank > 3 and (later or rng.random() < 0.4) else ()
        if later:
            seen = looks(rng.randint(1, 2))
            return Cross(
                **base, given=given, seen=seen, times=rng.randint(1, 4), event=looks(rng.randint(1, 3)), pure=False, sex="any", among=0
            )
        x = any(gene.x for gene in genes)
        sex: Any = rng.choice(("any", "female", "male")) if x else "any"
        pure = bool(given) and not x and rng.random() < 0.5
        if not pure and {s.trait for s in given} >= set(traits):
            given = given[:-1]
        event = () if pure else tuple(s for s in looks(rng.randint(1, 3) if rank > 1 else 1) if s.trait not in {g.trait for g in given})
        return Cross(**base, given=given, seen=(), times=0, event=event, pure=pure, sex=sex, among=0)
    except ValueError:  # nothing that is asked
        return None


def pedigree(rng: Random, rank: int) -> Pedigree | None:
    """A couple, their children, partners and grandchildren, with what is known of them."""
    mode: Literal["recessive", "x"] = "recessive" if rng.random() < 0.55 else "x"
    public = rank > 4 or (rank > 3 and rng.random() < 0.85)
    large = rank > 6  # there the numbers of the derivation grow long
    frequency = rng.randint(5, 150 if large else 200) if public else 0
    tested = rank > 3 and rng.random() < 0.6
    detected = rng.randint(55, 98) if tested else 100
    penetrance = (rng.randint(12, 19) * 5 if large else rng.randint(51, 98)) if public and rng.random() < 0.6 else 100
    people: list[Person] = []

    def add(mother: int, father: int, male: bool, state: Any) -> int:
        people.append(Person(mother, father, male, state, False))
        return len(people) - 1

    mother, father = add(-1, -1, False, "healthy"), add(-1, -1, True, "healthy")
    add(mother, father, True, "affected")
    children = [add(mother, father, rng.random() < 0.4, "healthy") for _ in range(1 if rank < 5 else rng.choice((1, 1, 2)))]
    if rank < 4:
        if rng.random() < 0.5:
            add(mother, father, rng.random() < 0.5, "open")
        return _asked(rng, mode, people, frequency, detected, tested, penetrance)
    top, least = (5 if rank < 4 else 6 if rank < 6 else 7 if rank < 8 else rng.choice((7, 8)) if rank < 9 else 8), (5 if rank < 7 else 7)
    parents = list(children)
    while len(people) < top and parents:
        one = parents.pop(0)
        male = people[one].male
        partner_state = rng.choice(
            ("healthy", "healthy", "open") if frequency else ("free", "carrier") if mode == "recessive" or not male else ("free",)
        )
        if mode == "x" and not male:
            partner_state = "healthy"  # a man has one X chromosome
        partner = add(-1, -1, not male, partner_state)
        pair = (partner, one) if male else (one, partner)
        for _ in range(rng.randint(1, 3)):
            if len(people) < top:
                state = rng.choice(("healthy", "healthy", "healthy", "open")) if len(people) > 6 else "healthy"
                parents.append(add(*pair, rng.random() < 0.5, state))
    if len(people) < least:
        return None
    return _asked(rng, mode, people, frequency, detected, tested, penetrance)


def _asked(rng: Random, mode: Any, people: list[Person], frequency: int, detected: int, tested: bool, penetrance: int) -> Pedigree | None:
    """A person without known state is asked about: the last one if it shows the trait, or another whether it carries the allele."""
    if tested:
        place = rng.choice([k for k, one in enumerate(people) if one.state in ("healthy", "open") and (k > 1 or frequency)] or [0])
        old = people[place]
        people[place] = Person(old.mother, old.father, old.male, "healthy", True)
        if old.male and mode == "x":
            return None
    last = len(people) - 1
    if people[last].mother < 0:
        return None
    if rng.random() < 0.5:
        old = people[last]
        people[last] = Person(old.mother, old.father, old.male, "open", False)
        ask: Literal["affected", "carrier"] = "affected"
        place = last
    else:
        ask = "carrier"
        place = rng.choice([k for k, one in enumerate(people) if one.state == "healthy" and k > 2] or [last])
        if people[place].male and mode == "x":
            return None
    try:
        return Pedigree(mode, tuple(people), frequency, detected, penetrance, place, ask)
    except ValueError:  # a founder whose genotype does not follow
        return None


def pool(rng: Random, rank: int) -> Pool | None:
    """One population, then two or three that merge, selection or selfing, families."""
    many = 1 if rank < 3 else rng.choice((1, 2)) if rank < 6 else 2 if rank < 8 else rng.choice((2, 3))
    sources = []
    for _ in range(many):
        size = rng.randint(1, 5) if many > 1 else 1
        if rng.random() < (0.5 if many == 1 else 0.7):
            counts = tuple(rng.randint(2, 60) * (2 if rng.random() < 0.5 else 1) for _ in range(3))
            spare = -(counts[0] + counts[1] + counts[2]) % 10
            sources.append(Source((counts[0] + spare, counts[1], counts[2]), (0, 1), size))
        else:
            recessive = Fraction(rng.randint(1, 8), rng.randint(9, 30))
            sources.append(Source((), (recessive.numerator, recessive.denominator), size))
    changes = ("nothing", "selection", "selfing", "fitness", "migration")
    then: Any = "nothing" if rank < 3 else rng.choice(changes if rank < 6 else changes[1:])
    slow = then in ("fitness", "migration")
    generations = 0 if then == "nothing" else rng.randint(1, 2 if rank < 6 else 3 if slow else 5)
    rates: tuple[int, ...] = ()
    if then == "fitness":
        dark = rng.choice((10, 10, 9, 8))
        rates = (dark * 10, rng.choice((dark, dark, rng.randint(5, 10))) * 10, rng.randint(1, 9) * 10)
    elif then == "migration":
        rates = (rng.randint(1, 6) * 5, rng.randint(1, 19) * 5)
    asks = ("heterozygous", "recessive", "carriers") if rank < 4 else ("carriers", "child", "next") if rank < 8 else ("next", "child")
    ask: Any = rng.choice(("allele", "allele", "recessive", *asks[:1]) if slow else asks)
    common = gcd(*(source.size for source in sources))
    sources = [Source(source.counts, source.recessive, source.size // common) for source in sources]
    try:
        return Pool(tuple(sources), then, rates, generations, ask, rng.randint(1, 4) if ask == "next" else 0)
    except ValueError:
        return None


def blood(rng: Random, rank: int) -> Blood | None:
    """Frequencies of the alleles, the parents' groups as far as known, and those of their children."""
    whole = rng.choice((*range(8, 31), 20, 25, 30, 32, 36, 40, 50))
    a = rng.randint(1, whole // 2)
    b = rng.randint(1, whole // 3)
    known: Any = ["A", "B", "AB", "O", *(("", "A", "B") if rank > 2 else ())]
    mother, father = rng.choice(known), rng.choice(known if rank < 7 else known[4:])
    groups: Any = ("A", "B", "AB", "O")
    children = tuple(rng.choice(groups) for _ in range(rng.randint(rank > 6, 1 if rank < 5 else 3)))
    try:
        return Blood((a, b, whole - a - b), mother, father, children, rng.choice(groups))
    except ValueError:
        return None


def mapping(rng: Random, rank: int) -> Mapping | None:
    """Offspring of a parent with three linked genes, in any order and phase, with less double crossing over than by chance."""
    order, phase = rng.sample(range(3), 3), rng.randrange(8)
    total = rng.randint(10, 40) * 20 if rank == 5 else rng.randint(40, 200) * 10
    near, far = rng.uniform(0.04, 0.3), rng.uniform(0.04, 0.3)
    both = near * far * rng.uniform(0.3, 1.0)
    shares = {0: 1 - near - far + both, 1: near - both, 2: far - both, 3: both}
    counts = [0] * 8
    for crossed, share in shares.items():
        changed = 0
        if crossed & 1:
            changed ^= 1 << order[0]
        if crossed & 2:
            changed ^= 1 << order[2]
        size = round(total * share)
        one = round(size / 2 + rng.uniform(-1, 1) * max(size, 1) ** 0.5 / 2)
        counts[phase ^ changed], counts[7 ^ phase ^ changed] = max(one, 0), max(size - one, 0)
    pairs = ("recombinants",) if rank < 4 else ("recombinants", "coupling", "repulsion")
    asks: tuple[Any, ...] = pairs if rank < 6 else ("coincidence", "interference")
    ask = rng.choice(asks)
    pair = (0, 0) if rank > 5 else rng.choice(((0, 1), (0, 2), (1, 2)))
    try:
        return Mapping(tuple(counts), ask, pair)
    except ValueError:  # classes that do not stand out
        return None


KINDS: dict[str, Callable[[Random, int], Puzzle | None]] = {
    "cross": cross,
    "pedigree": pedigree,
    "pool": pool,
    "blood": blood,
    "mapping": mapping,
}
