"""Heredity, networks of chances, causal graphs, and the theorem of Buckingham."""

from itertools import combinations, combinations_with_replacement, pairwise, product
from math import prod

import numpy as np

from formula_sheet.reading import fits

LETTERS = "ABCDEFGHIJ"


def _pool(p):
    """Hardy and Weinberg: p^2, 2pq, q^2 of the mean q; then a formula for each generation."""
    q = sum(
        one["size"] * ((one["counts"][1] / 2 + one["counts"][2]) / sum(one["counts"]) if one["counts"] else one["recessive"][0] / one["recessive"][1])
        for one in p["sources"]
    ) / sum(one["size"] for one in p["sources"])
    mixed, rates = 1.0, [rate / 100 for rate in p["rates"]]
    for _ in range(p["generations"]):
        if p["then"] == "selection":
            q = q / (1 + q)
        elif p["then"] == "selfing":
            mixed /= 2
        elif p["then"] == "migration":
            q = (1 - rates[0]) * q + rates[0] * rates[1]
        else:
            a, b, c = (1 - q) ** 2 * rates[0], q * (1 - q) * rates[1], q * q * rates[2]
            q = (b + c) / (a + 2 * b + c)
    both = 2 * q * (1 - q) * mixed
    recessive = q - both / 2
    carriers = both / (1 - recessive)
    after = carriers**2 * 0.75 ** p["children"]  # both are carriers, and no child has shown it
    return {
        "allele": q,
        "heterozygous": both,
        "recessive": recessive,
        "carriers": carriers,
        "child": carriers**2 / 4,
        "next": after / 4 / (1 - carriers**2 + after),
    }[p["ask"]]


def _blood(p):
    """Bayes over the genotypes of both parents: AA, AO, ..."""
    share = dict(zip("ABO", p["frequencies"], strict=True))

    def group(pair):
        return "".join(sorted({*pair} - {"O"})) or "O"

    def child(one, other, wanted):
        return sum(group(pair) == wanted for pair in product(one, other)) / 4

    genotypes = [(pair, share[pair[0]] * share[pair[1]] * (1 + (pair[0] != pair[1]))) for pair in combinations_with_replacement("ABO", 2)]
    top = bottom = 0.0
    for (mother, a), (father, b) in product(genotypes, repeat=2):
        if p["mother"] in ("", group(mother)) and p["father"] in ("", group(father)):
            weight = a * b * prod(child(mother, father, seen) for seen in p["children"])
            bottom += weight
            top += weight * child(mother, father, p["asked"])
    return top / bottom


def _mapping(p):
    """The middle gene is the one in which the rarest class differs from the most frequent; interference is 1 - seen / expected."""
    counts, total = p["counts"], sum(p["counts"])

    def share(recombined):
        return sum(n for place, n in enumerate(counts) if recombined(place ^ max(range(8), key=counts.__getitem__))) / total

    def between(one, other):
        return share(lambda switched: (switched >> one ^ switched >> other) & 1)

    if p["pair"] != [0, 0]:
        r = between(*p["pair"])
        return {"recombinants": r, "coupling": ((1 - r) / 2) ** 2, "repulsion": (r / 2) ** 2}[p["ask"]]
    rare = min((1, 2, 4), key=lambda gene: share(lambda switched: switched in (gene, 7 - gene)))
    middle = (1, 2, 4).index(rare)
    first, last = (gene for gene in range(3) if gene != middle)
    found = share(lambda switched: switched in (rare, 7 - rare)) / (between(first, middle) * between(middle, last))
    return found if p["ask"] == "coincidence" else 1 - found


def _pedigree(p):
    """The sum over all genotypes of everybody, by number of alleles: 0, 1, 2 (on X of males 0, 1)."""
    x, shown, q = p["mode"] == "x", p["penetrance"] / 100, 1 / p["frequency"] if p["frequency"] else 0.5
    operands = []
    for place, one in enumerate(p["people"]):
        single = x and one["male"]
        ill = np.array([0, 1, 0] if single else [0, 0, 1])
        carries = np.array([0, 0, 0] if single else [0, 1, 0])
        state = {"open": ill * 0 + 1, "affected": ill * shown, "healthy": 1 - ill * shown, "carrier": carries, "free": np.array([1, 0, 0])}
        missed = 1 - p["detected"] / 100 if one["test"] else 1
        operands += [state[one["state"]] * np.array([1, missed, missed]), [place]]
        if one["mother"] < 0:
            operands += [np.array([1 - q, q, 0] if single else [(1 - q) ** 2, 2 * q * (1 - q), q * q]), [place]]
        else:
            passed = np.zeros((3, 3, 3))
            for m, f in product(range(3), repeat=2):
                a, b = m / 2, min(1, f) if x else f / 2
                passed[m, f] = [1 - a, a, 0] if single else [(1 - a) * (1 - b), a + b - 2 * a * b, a * b]
            operands += [passed, [one["mother"], one["father"], place]]
        if place == p["person"]:
            wanted = ill * shown if p["ask"] == "affected" else carries
    found = np.einsum(*operands, [p["person"]], optimize="greedy")
    return float(found @ wanted / found.sum())


def _gametes(p, one, other):
    """Linked genes stay together with 1 - r: {(1, 0): 0.4}."""
    found = {}
    for strands in product((0, 1), repeat=len(one)):
        chance = 0.5
        for gene, (before, now) in zip(p["genes"][1:], pairwise(strands), strict=True):
            r = gene["distance"] / 100 or 0.5
            chance *= r if before != now else 1 - r
        cell = tuple((one, other)[strand][place] for place, strand in enumerate(strands))
        found[cell] = found.get(cell, 0.0) + chance
    return found


RATIOS = {"recessive": "012 ", "dominant": "0012", "complementary": "0111", "duplicate": "0001", "suppressor": "0010"}
"""What A_B_, A_bb, aaB_ and aabb look like: 9:3:4, 12:3:1, 9:7, 15:1, 13:3."""


def _cross(p):
    """Punnett's square, with the theorem of Bayes where an offspring's own offspring are seen."""

    def fits_all(side, one, other):
        dominant = [a + b for a, b in zip(one, other, strict=True)]
        looks = [2 - n if gene["incomplete"] else int(not n) for n, gene in zip(dominant, p["genes"], strict=True)]
        if p["together"] != "none":
            place = 2 * (not dominant[0]) + (not dominant[1])
            looks = [int(RATIOS[p["together"]].replace(" ", "2")[place]), *looks[2:]]
        return all(looks[seen["trait"]] == seen["look"] for seen in side)

    mother, father = (tuple(zip(*p[who], strict=True)) for who in ("mother", "father"))
    on_x, none = [gene["x"] for gene in p["genes"]], (0,) * len(p["genes"])

    def sons(egg, sperm):
        """His Y has nothing, so that what he has of the mother shows."""
        return tuple(e if x else s for e, s, x in zip(egg, sperm, on_x, strict=True))

    if p["plan"] != "parents":
        egg, sperm = mother[0], father[0]
        mother, father = (egg, sperm), (egg, sons(egg, sperm)) if p["plan"] == "intercross" else (none, none)
    top = bottom = 0.0
    for (egg, a), (sperm, b), male in product(_gametes(p, *mother).items(), _gametes(p, *father).items(), (False, True)):
        sperm = sons(egg, sperm) if male else sperm
        if not fits_all(p["given"], egg, sperm):
            continue
        weight, right = a * b, float(fits_all(p["event"], egg, sperm) and p["sex"] in ("any", "male" if male else "female"))
        if p["times"]:
            cells = _gametes(p, egg, sperm).items()
            weight *= sum(share for cell, share in cells if fits_all(p["seen"], cell, none)) ** p["times"]
            right = sum(share for cell, share in cells if fits_all(p["event"], cell, none))
        top += weight * right * (not p["pure"] or egg == sperm or bool(p["times"]))
        bottom += weight
    return top / bottom * (p["among"] or 1)


def genetics(p, answer):
    p = p["puzzle"]
    return fits(answer, {"pool": _pool, "ABO": _blood, "mapping": _mapping, "pedigree": _pedigree, "cross": _cross}[p["type"]](p), 0)


def bayes_net(p, answer):
    """The product of all conditional chances, summed over what is neither seen nor asked about."""
    operands = []
    for place, one in enumerate(p["variables"]):
        true = np.array(one["table"]).reshape((2,) * len(one["parents"]), order="F") / 100
        operands += [np.stack([1 - true, true], -1), [*one["parents"], place]]
    operands += [term for one in p["seen"] for term in (np.eye(2)[int(one["on"])], [one["variable"]])]
    asked = [one["variable"] for one in p["asked"]]
    table = np.einsum(*operands, asked, optimize="greedy")
    table = table / table.sum()
    if not p["best"]:
        return fits(answer, table[tuple(int(one["on"]) for one in p["asked"])], 0)
    on, _, chance = answer.partition("; ")
    states = tuple(int(LETTERS[variable] in on.split(", ")) for variable in asked)
    return bool(table[states] == table.max()) and fits(chance, table[states], 0)


def _paths(arrows, start, end, seen=()):
    """All ways along arrows in either direction, as lists of places."""
    if start == end:
        yield [*seen, end]
        return
    for a, b in arrows:
        for here, there in ((a, b), (b, a)):
            if here == start and there not in seen:
                yield from _paths(arrows, there, end, (*seen, start))


def _effects(arrows, place):
    return {place}.union(*(_effects(arrows, b) for a, b in arrows if a == place))


def _separated(arrows, one, other, z):
    """Each path holds a chain or fork in z, or a collider with no effect in z."""
    arrows = {tuple(arrow) for arrow in arrows}
    below = {place: _effects(arrows, place) for place in {end for arrow in arrows for end in arrow}}

    def is_blocked(path):
        for before, here, after in zip(path, path[1:], path[2:], strict=False):
            collides = (before, here) in arrows and (after, here) in arrows
            if not below[here] & z if collides else here in z:
                return True
        return False

    return all(is_blocked(path) for path in _paths(arrows, one, other) if len(set(path)) == len(path))


def causal_graphs(p, answer):
    named = {LETTERS.index(letter) for letter in answer.split(", ")} if answer != "none" else set()
    arrows, x, y, ask = p["arrows"], p["x"], p["y"], p["ask"]
    free = set(range(p["count"])) - {x, y, *p["z"], *p["hidden"]}
    if ask == "separated":
        return named == {one for one in free if _separated(arrows, x, one, set(p["z"]))}

    def right(z):
        if ask == "block":
            return _separated(arrows, x, y, z)
        back_doors = [arrow for arrow in arrows if arrow[0] != x]
        return not z & _effects(arrows, x) and _separated(back_doors, x, y, z)

    if ask == "harmful":
        return named == {one for one in free if not right({one, *p["z"]})}
    smaller = () if ask == "adjust" else (one for size in range(len(named)) for one in combinations(sorted(free), size))
    return named <= free and right(named) and not any(right(set(one)) for one in smaller)


def dimensional_groups(p, answer):
    """As many groups as quantities less the rank, independent, each the same number whatever the units of mass, length, time, ..."""
    table = np.array([one["dimension"] for one in p["quantities"]], float)
    symbols = [one["symbol"] for one in p["quantities"]]
    groups = []
    for group in answer.split("; "):
        powers = [0.0] * len(symbols)
        for sign, side in zip((1, -1), group.split(" / "), strict=False):
            for factor in side.strip("()").split(" * ") if side != "1" else ():
                symbol, _, power = factor.partition("^")
                top, _, below = power.strip("()").partition("/")
                powers[symbols.index(symbol)] += sign * float(top or 1) / float(below or 1)
        groups.append(powers)
    units = np.array([2.0, 3.0, 5.0, 7.0, 11.0])  # each is made so much smaller
    numbers = [prod(units**row) for row in table]
    same = all(abs(prod(number**power for number, power in zip(numbers, group, strict=True)) - 1) < 1e-9 for group in groups)
    alone = all([group[place] for group in groups if group[place]] == [1.0] for place in p["alone"])
    many = len(symbols) - np.linalg.matrix_rank(table)
    return same and alone and len(groups) == many == np.linalg.matrix_rank(np.array(groups))


SHEET = {"genetics": genetics, "bayes_net": bayes_net, "causal_graphs": causal_graphs, "dimensional_groups": dimensional_groups}
