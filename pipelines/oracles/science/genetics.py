"""Independent route: genes dropped allele by allele, each meiosis written out crossover by crossover, everything in fractions."""

import re
from fractions import Fraction
from itertools import pairwise, product

HALF = Fraction(1, 2)


def check(problem: dict, answer: str) -> bool:
    found = re.fullmatch(r"\s*(-?\d{1,30}(?:\.\d{0,30}|/\d{1,30})?|\.\d{1,30})[\s.]*", answer)
    if not found or re.search(r"/0+$", found[1]):
        return False
    return Fraction(found[1]) == _value(problem["puzzle"])


def solutions(problem: dict) -> int:
    """A chance is one number."""
    return 1


def _value(p: dict) -> Fraction:
    return {"cross": _cross, "pedigree": _pedigree, "pool": _pool, "ABO": _blood, "mapping": _mapping}[p["type"]](p)


def _meiosis(p: dict, one: tuple, other: tuple) -> dict:
    """Gametes of two chromosome sets: first strand by a coin, then a switch or none before each further gene."""
    found: dict = {}
    strands = (one, other)
    gaps = [Fraction(gene["distance"], 100) if gene["distance"] else HALF for gene in p["genes"][1:]]
    for first in (0, 1):
        for switches in product((0, 1), repeat=len(gaps)):
            chance, at, cell = HALF, first, [strands[first][0]]
            for place, (gap, switch) in enumerate(zip(gaps, switches, strict=True), 1):
                chance *= gap if switch else 1 - gap
                at ^= switch
                cell.append(strands[at][place])
            found[tuple(cell)] = found.get(tuple(cell), 0) + chance
    return found


def _looks(p: dict, one: tuple, other: tuple) -> list:
    """The look of each trait, by counts of dominant alleles."""
    n = [a + b for a, b in zip(one, other, strict=True)]
    singles = [2 - k if gene["incomplete"] else 0 if k else 1 for k, gene in zip(n, p["genes"], strict=True)]
    if p["together"] == "none":
        return singles
    a, b = n[0] > 0, n[1] > 0
    table = {  # by (has A, has B)
        "recessive": {(1, 1): 0, (1, 0): 1, (0, 1): 2, (0, 0): 2},
        "dominant": {(1, 1): 0, (1, 0): 0, (0, 1): 1, (0, 0): 2},
        "complementary": {(1, 1): 0, (1, 0): 1, (0, 1): 1, (0, 0): 1},
        "duplicate": {(1, 1): 0, (1, 0): 0, (0, 1): 0, (0, 0): 1},
        "suppressor": {(1, 1): 0, (1, 0): 0, (0, 1): 1, (0, 0): 0},
    }[p["together"]]
    return [table[(int(a), int(b))], *singles[2:]]


def _fits(p: dict, side: list, one: tuple, other: tuple) -> bool:
    looks = _looks(p, one, other)
    return all(looks[s["trait"]] == s["look"] for s in side)


def _cross(p: dict) -> Fraction:
    mother, father = (tuple(zip(*p[who], strict=True)) for who in ("mother", "father"))
    x = [gene["x"] for gene in p["genes"]]
    if p["plan"] != "parents":
        egg, sperm = mother[0], father[0]
        son = tuple(e if on_x else s for e, s, on_x in zip(egg, sperm, x, strict=True))
        none = (0,) * len(x)
        mother, father = (egg, sperm), ((egg, son) if p["plan"] == "intercross" else (none, none))
    top = bottom = Fraction(0)
    for (egg, a), (sperm, b), male in product(_meiosis(p, *mother).items(), _meiosis(p, *father).items(), (False, True)):
        sperm = tuple(e if on_x and male else s for e, s, on_x in zip(egg, sperm, x, strict=True))
        if not _fits(p, p["given"], egg, sperm):
            continue
        weight = a * b
        if p["times"]:
            none = (0,) * len(x)
            cells = _meiosis(p, egg, sperm)
            weight *= sum((w for cell, w in cells.items() if _fits(p, p["seen"], cell, none)), Fraction(0)) ** p["times"]
            top += weight * sum((w for cell, w in cells.items() if _fits(p, p["event"], cell, none)), Fraction(0))
        elif _fits(p, p["event"], egg, sperm) and p["sex"] in ("any", "male" if male else "female"):
            top += weight * (not p["pure"] or egg == sperm)
        bottom += weight
    return top / bottom * (p["among"] or 1)


def _pedigree(p: dict) -> Fraction:
    """Each person has an allele from the mother and one from the father (a male's X only the first); all ways to pass them on."""
    x, people = p["mode"] == "x", p["people"]
    q = Fraction(1, p["frequency"]) if p["frequency"] else HALF
    missed = 1 - Fraction(p["detected"], 100)
    shown = Fraction(p["penetrance"], 100)

    def go(k: int, drawn: tuple, weight: Fraction) -> tuple:
        if k == len(people):
            one = people[p["person"]]
            n = sum(drawn[p["person"]])
            ill = n == len(drawn[p["person"]])
            return weight * (shown * ill if p["ask"] == "affected" else n == 1 and not ill) * bool(one), weight
        one = people[k]
        single = x and one["male"]
        sides = [(1,)] if one["mother"] < 0 else [drawn[one["mother"]], drawn[one["father"]]]
        if one["mother"] < 0:
            options = [((1, q), (0, 1 - q))] * (1 if single else 2)
        else:
            options = [[(allele, Fraction(1, len(side))) for allele in side] for side in sides[: 1 if single else 2]]
        top = bottom = Fraction(0)
        for picked in product(*options):
            alleles = tuple(allele for allele, _ in picked)
            n, ill = sum(alleles), all(alleles)
            fits = {"open": 1, "affected": ill * shown, "healthy": 1 - ill * shown, "carrier": n == 1 and not ill, "free": n == 0}[
                one["state"]
            ]
            if fits:
                chance = weight * fits
                for _, part in picked:
                    chance *= part
                more = go(k + 1, (*drawn, alleles), chance * (missed if one["test"] and n else 1))
                top, bottom = top + more[0], bottom + more[1]
        return top, bottom

    top, bottom = go(0, (), Fraction(1))
    return top / bottom


def _pool(p: dict) -> Fraction:
    """Allele by allele: a table of mating pairs in each generation."""
    parts = sum(s["size"] for s in p["sources"])
    genotypes = {0: Fraction(0), 1: Fraction(0), 2: Fraction(0)}
    for s in p["sources"]:
        r = Fraction(*s["recessive"])
        shares = [Fraction(n, sum(s["counts"])) for n in s["counts"]] if s["counts"] else [(1 - r) ** 2, 2 * r * (1 - r), r * r]
        for n, share in enumerate(shares):
            genotypes[n] += share * Fraction(s["size"], parts)
    genotypes = _mate(genotypes)
    for _ in range(p["generations"]):
        if p["then"] == "fitness":
            genotypes = _mate({n: g * p["rates"][n] for n, g in genotypes.items()})
        elif p["then"] == "migration":
            part, r = (Fraction(rate, 100) for rate in p["rates"])
            strangers = {0: (1 - r) ** 2, 1: 2 * r * (1 - r), 2: r * r}
            genotypes = _mate({n: (1 - part) * g + part * strangers[n] for n, g in genotypes.items()})
        elif p["then"] == "selection":
            genotypes = _mate({n: g for n, g in genotypes.items() if n < 2})
        else:
            new = {0: Fraction(0), 1: Fraction(0), 2: Fraction(0)}
            for n, g in genotypes.items():
                for child, chance in _child(n, n).items():
                    new[child] += g * chance
            genotypes = new
    if p["ask"] == "allele":
        return genotypes[1] / 2 + genotypes[2]
    if p["ask"] in ("heterozygous", "recessive"):
        return genotypes[1 if p["ask"] == "heterozygous" else 2]
    dark = {n: genotypes[n] / (genotypes[0] + genotypes[1]) for n in (0, 1)}
    if p["ask"] == "carriers":
        return dark[1]
    top = bottom = Fraction(0)
    for (m, a), (f, b) in product(dark.items(), dark.items()):
        light = _child(m, f).get(2, Fraction(0))
        weight = a * b * (1 - light) ** p["children"]
        top, bottom = top + weight * light, bottom + weight
    return top / bottom


def _child(mother: int, father: int) -> dict:
    found: dict = {}
    for a, b in product(*([(0, 0), (0, 1), (1, 1)][n] for n in (mother, father))):
        found[a + b] = found.get(a + b, 0) + Fraction(1, 4)
    return found


def _mate(genotypes: dict) -> dict:
    whole = sum(genotypes.values())
    new = {0: Fraction(0), 1: Fraction(0), 2: Fraction(0)}
    for (m, a), (f, b) in product(genotypes.items(), genotypes.items()):
        for child, chance in _child(m, f).items():
            new[child] += a * b * chance / whole / whole
    return new


def _mapping(p: dict) -> Fraction:
    """The order of the genes is that in which the rarest classes are double recombinants of the most frequent ones."""
    classes = {tuple(place >> k & 1 for k in range(3)): n for place, n in enumerate(p["counts"])}
    total = sum(classes.values())
    parent = max(classes, key=classes.__getitem__)

    def share(*genes: int) -> Fraction:
        """Of classes with a switch of strand between all of these neighbours."""
        strands = ([c[k] ^ parent[k] for k in genes] for c in classes)
        return Fraction(sum(n for s, n in zip(strands, classes.values(), strict=True) if all(a != b for a, b in pairwise(s))), total)

    if p["pair"] != [0, 0]:
        r = share(*p["pair"])
        return {"recombinants": r, "coupling": (1 - r) ** 2 / 4, "repulsion": r**2 / 4}[p["ask"]]
    orders = [(0, 1, 2), (1, 0, 2), (0, 2, 1)]
    order = min(orders, key=lambda genes: share(*genes))
    found = share(*order) / (share(*order[:2]) * share(*order[1:]))
    return found if p["ask"] == "coincidence" else 1 - found


def _blood(p: dict) -> Fraction:
    """All four alleles of the parents, all ways to pass them on."""
    f = dict(zip("ABO", p["frequencies"], strict=True))
    top = bottom = Fraction(0)
    for alleles in product("ABO", repeat=4):
        mother, father = alleles[:2], alleles[2:]
        if any(known and _group(*pair) != known for known, pair in ((p["mother"], mother), (p["father"], father))):
            continue
        weight = Fraction(1)
        for allele in alleles:
            weight *= f[allele]
        for child in p["children"]:
            weight *= Fraction(sum(_group(a, b) == child for a in mother for b in father), 4)
        bottom += weight
        top += weight * Fraction(sum(_group(a, b) == p["asked"] for a in mother for b in father), 4)
    return top / bottom


def _group(a: str, b: str) -> str:
    return "".join(sorted({a, b} - {"O"})) or "O"
