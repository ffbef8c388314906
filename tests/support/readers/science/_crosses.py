"""Crosses: traits, gametes of linked genes, offspring and test crosses; and three genes whose order is read off the offspring."""

import re
from collections import Counter
from fractions import Fraction
from itertools import pairwise, product

from reading import Unread

Genotype = tuple[tuple[str, str], ...]
"""By group of linked genes, the alleles of the chromosome from the mother and of that from the father, `AbC` and `Y`."""
Chances = dict[Genotype, Fraction]


def things(text: str) -> list[str]:
    """`large ears, a long tail and smooth fur`, one by one."""
    return re.split(r", (?:and )?| and ", text)


class Species:
    """Traits, linkage and sex chromosomes, as told."""

    def __init__(self, text: str) -> None:
        self.rules: list[list[tuple[str, str]]] = []
        for line in re.findall(r"(?m)^- (.*)$", text):
            if found := re.fullmatch(r"[\w ]+: gene ([A-E])\. Allele \1 \((.*?)\) is dominant over ([a-e]) \((.*?)\)\.", line):
                self.rules.append([(f"at least one {found[1]}", found[2]), ("", found[4])])
            elif found := re.fullmatch(r"[\w ]+: gene ([A-E])\. \1/\1 gives (.*?), \1/([a-e]) (.*?), \3/\3 (.*?)\.", line):
                self.rules.append([(f"{found[1]}/{found[1]}", found[2]), (f"at least one {found[1]}", found[4]), ("", found[5])])
            elif found := re.fullmatch(r"[\w ]+: genes [A-E] and [A-E] together\. (.*)\.", line):
                self.rules.append(self._together(found[1]))
            else:
                raise Unread(line)
        self.recombinant = {(a, b): Fraction(int(p), 100) for a, b, p in re.findall(
            r"([A-E]) and ([A-E]) lie on the same autosome, and (\d+)% of the gametes are recombinant between them, in both sexes\.", text)}  # fmt: skip
        self.on_x = re.findall(r"([A-E]) lies on the X chromosome; females have two X chromosomes, males one X and one Y, which carries no allele of this gene\.", text)

    @staticmethod
    def _together(text: str) -> list[tuple[str, str]]:
        rule = []
        for clause in re.split(r"; |, (?=otherwise)", text):
            found = re.fullmatch(r"[Ww]ith (.*?)(?:,? it (?:always )?has |, (?=an? |\w+ flowers))(.*)", clause)
            if not found and not clause.startswith("otherwise "):
                raise Unread(clause)
            rule.append((found[1].replace("allele ", ""), found[2]) if found else ("", clause.removeprefix("otherwise ")))
        return rule

    def looks(self, genotype: Genotype) -> set[str]:
        """All that can be seen of an individual."""
        alleles = Counter("".join(one + two for one, two in genotype))

        def holds(condition: str) -> bool:
            if " or at least" in condition:
                return any(holds(c) for c in condition.removesuffix(" (or both)").split(" or "))
            for part in re.split(r",? and |, but ", condition):
                if found := re.fullmatch(r"at least one ([A-E])", part):
                    ok = alleles[found[1]] > 0
                elif found := re.fullmatch(r"([A-Ea-e])/\1", part):
                    ok = alleles[found[1]] > 0 and not alleles[found[1].swapcase()]
                    assert found[1].islower() or alleles[found[1]] == 2 or not ok
                else:
                    raise Unread(part)
                if not ok:
                    return False
            return True

        seen = {next(look for condition, look in rule if not condition or holds(condition)) for rule in self.rules}
        return seen | {"male" if any(two == "Y" for _, two in genotype) else "female"}

    def gametes(self, genotype: Genotype) -> dict[tuple[str, ...], Fraction]:
        groups = []
        for one, two in genotype:
            if two == "Y":
                groups.append({one: Fraction(1, 2), "Y": Fraction(1, 2)})
                continue
            found: dict[str, Fraction] = Counter()  # type: ignore[assignment]
            for sides in product((0, 1), repeat=len(one)):
                chance = Fraction(1, 2)
                for (place, side), (_, other) in pairwise(enumerate(sides)):
                    pair = (one[place].upper(), one[place + 1].upper())
                    part = self.recombinant.get(pair, self.recombinant.get(pair[::-1]))
                    if part is None:
                        raise Unread(f"how {pair} are linked")
                    chance *= part if side != other else 1 - part
                found["".join((one, two)[side][place] for place, side in enumerate(sides))] += chance
            groups.append(found)
        made: dict[tuple[str, ...], Fraction] = {}
        for choice in product(*(group.items() for group in groups)):
            chance = Fraction(1)
            for _, part in choice:
                chance *= part
            made[tuple(hap for hap, _ in choice)] = chance
        return made

    def cross(self, mother: Genotype, father: Genotype) -> Chances:
        found: Chances = Counter()  # type: ignore[assignment]
        for (egg, one), (sperm, two) in product(self.gametes(mother).items(), self.gametes(father).items()):
            found[tuple(zip(egg, sperm, strict=True))] += one * two
        return found


def genotype(text: str) -> Genotype:
    """`A B/a b; c/Y`."""
    groups = []
    for group in text.split("; "):
        one, two = group.split("/")
        groups.append((one.replace(" ", ""), two.replace(" ", "")))
    return tuple(groups)


def satisfies(species: Species, one: Genotype, text: str) -> bool:
    """Whether an individual is as `has a long tail and small ears`, `is homozygous for all of the genes A and B` says."""
    if found := re.fullmatch(r"(?:is|be) (homozygous|heterozygous) for (?:all of the genes|gene) ([A-E](?:(?:, | and )[A-E])*)", text):
        genes = re.findall("[A-E]", found[2])
        pairs = {a.upper(): (a, b) for hap, other in one for a, b in zip(hap, other if other != "Y" else " " * len(hap), strict=True)}
        if any(pairs[gene][1] == " " for gene in genes):
            raise Unread(f"{text}, for a male")
        return all((pairs[gene][0] == pairs[gene][1]) == (found[1] == "homozygous") for gene in genes)
    seen = species.looks(one)
    for part in re.split(r" and (?=be |is )", text):
        if found := re.fullmatch(r"(?:has|have) (.*)", part):
            wanted = things(found[1])
            every = {look for rule in species.rules for _, look in rule}
            if not set(wanted) <= every:
                raise Unread(text)
            if not set(wanted) <= seen:
                return False
        elif found := re.fullmatch(r"(?:be|is) (?:a )?(male|female)", part):
            if found[1] not in seen:
                return False
        else:
            raise Unread(text)
    return True


def share(species: Species, chances: Chances, what: str, among: str | None) -> Fraction:
    inside = {one: chance for one, chance in chances.items() if among is None or satisfies(species, one, among)}
    return sum((chance for one, chance in inside.items() if satisfies(species, one, what)), Fraction(0)) / sum(inside.values())


def crossed(text: str, story: str, asked: str) -> Fraction:
    """The answer to a question about crosses: `text` with the traits, `story` what is done."""
    species = Species(text)
    if found := re.match(r"A \w+ of genotype (.*?) \(mother\) is crossed with a \w+ of genotype (.*?) \(father\)\. ?", story):
        chances = species.cross(genotype(found[1]), genotype(found[2]))
    elif found := re.match(
        r"Females of a pure strain (.*?) are crossed with males of a pure strain (.*?)\. Their offspring are crossed with each other; what follows is about the offspring of "
        r"that second cross\. ?",
        story,
    ):
        first = species.cross(genotype(found[1]), genotype(found[2]))
        females, males = ([one for one in first if sex in species.looks(one)] for sex in ("female", "male"))
        assert len(females) == 1 and len(males) == bool(species.on_x)
        chances = species.cross(females[0], (males or females)[0])
    elif found := re.match(
        r"Females of a pure strain (.*?) are crossed with males of a pure strain (.*?)\. Their daughters are crossed with males that carry only recessive alleles of all these "
        r"genes; what follows is about the offspring of that second cross\. ?",
        story,
    ):
        females = [one for one in species.cross(genotype(found[1]), genotype(found[2])) if "female" in species.looks(one)]
        assert len(females) == 1
        chances = species.cross(females[0], tester(species, females[0], male=True))
    else:
        raise Unread(story)
    rest = story[found.end() :]
    if number := re.fullmatch(r"How many of (\d+) such offspring(?: that (have .*?))? are expected to (.*?)\?", asked):
        return int(number[1]) * share(species, chances, number[3], number[2])
    taken = re.match(r"One of these offspring(?: that (has .*?))? is taken at random(?: and crossed with a \w+ that carries only recessive alleles of all these genes)?\. ?", rest)
    wanted = re.fullmatch(r"What is the probability that (?:it|the next one|an offspring of this last cross|the first offspring of this last cross) (.*)\?", asked)
    if not taken or not wanted:
        raise Unread(f"{rest} {asked}")
    if "crossed with" not in taken[0]:
        if rest[taken.end() :]:
            raise Unread(rest)
        return share(species, chances, wanted[1], taken[1])
    seen = re.fullmatch(r"(?:The first (\d+ )?offspring of this last cross (?:all )?(ha\w+ .*)\.)?", rest[taken.end() :])
    if not seen:
        raise Unread(rest)
    top = bottom = Fraction(0)
    for one, chance in chances.items():
        if taken[1] and not satisfies(species, one, taken[1]):
            continue
        male = "male" in species.looks(one)
        brood = species.cross(tester(species, one, male=False), one) if male else species.cross(one, tester(species, one, male=True))
        weight = chance * (share(species, brood, seen[2], None) ** int(seen[1] or 1) if seen[2] else 1)
        top, bottom = top + weight * share(species, brood, wanted[1], None), bottom + weight
    return top / bottom


def tester(species: Species, one: Genotype, *, male: bool) -> Genotype:
    """A partner that carries only recessive alleles of all genes of an individual."""
    return tuple((hap.lower(), "Y" if male and hap[0].upper() in species.on_x else hap.lower()) for hap, _ in one)


def three_genes(text: str, told: str) -> Fraction:
    """Recombinants between two of three genes, then a cross of double heterozygotes."""
    species = Species("\n".join(line for line in text.splitlines() if not re.match(r"- \d", line)))
    counts: Counter[str] = Counter()
    for number, looks in re.findall(r"(?m)^- (\d+) with (.*)$", text):
        seen = things(looks)
        haplotype = "".join(gene if rule[0][1] in seen else gene.lower() for gene, rule in zip("ABC", species.rules, strict=True))
        assert len(seen) == 3 and haplotype not in counts
        counts[haplotype] = int(number)
    ranked = [count for _, count in counts.most_common()]
    assert len(counts) == 8 and ranked[1] > ranked[2] and ranked[5] > ranked[6]
    parental = [haplotype for haplotype, _ in counts.most_common(2)]

    def between(one: str, other: str) -> Fraction:
        """The share of offspring with a combination of two alleles that neither parental class has."""
        places = ["ABC".index(gene) for gene in (one, other)]
        whole = {tuple(haplotype[p] for p in places) for haplotype in parental}
        return Fraction(sum(n for haplotype, n in counts.items() if tuple(haplotype[p] for p in places) not in whole), counts.total())

    if found := re.fullmatch(r"What fraction of these offspring is recombinant between genes ([A-C]) and ([A-C])\?", told):
        return between(found[1], found[2])
    if found := re.fullmatch(
        r"The coefficient of coincidence is the number of double recombinants, divided by the number expected if crossing over in the two intervals were independent: the product of "
        r"the fractions that are recombinant between the neighbouring genes, times the number of offspring\. (?:(Interference is 1 less this coefficient\. What is the interference)"
        r"|What is the coefficient of coincidence)\?",
        told,
    ):
        doubles = sum(n for _, n in counts.most_common()[6:])
        near, far, _ = sorted((between("A", "B"), between("B", "C"), between("A", "C")))  # the two outer genes recombine most
        coincidence = doubles / (near * far * counts.total())
        return 1 - coincidence if found[1] else coincidence
    found = re.fullmatch(
        r"In two other individuals, one chromosome carries the alleles ([A-C]) and ([A-Ca-c]), the other one ([a-c]) and ([A-Ca-c])\. They are crossed with each other\. "
        r"Take the fraction of these offspring that is recombinant between genes ([A-C]) and ([A-C]) for the fraction of recombinant gametes, in both sexes\. "
        r"What is the probability that an offspring of theirs is ([a-c])/\7 and ([a-c])/\8\?",
        told,
    )
    if not found:
        raise Unread(told)
    genes = found[5], found[6]
    assert [found[7].upper(), found[8].upper()] == list(genes)
    recombined = between(*genes)
    lies_so = (found[7], found[8]) in ((found[1], found[2]), (found[3], found[4]))
    return ((1 - recombined) / 2 if lies_so else recombined / 2) ** 2
