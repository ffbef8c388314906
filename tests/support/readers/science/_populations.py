"""Alleles in populations: a recessive trait over generations, blood groups of a family, and family trees."""

import re
from fractions import Fraction
from itertools import product
from math import isqrt

from reading import Unread

F = r"(\d+(?:/\d+)?)"
People = tuple[Fraction, Fraction, Fraction]
"""Shares of A/A, A/a and a/a."""


def hardy_weinberg(q: Fraction) -> People:
    return (1 - q) ** 2, 2 * q * (1 - q), q * q


def frequency(people: People) -> Fraction:
    """Of allele a."""
    return (people[1] / 2 + people[2]) / sum(people)


def generations(story: str, asked: str) -> Fraction:
    """A gene with a dominant allele A over generations."""
    populations: list[People] = []
    tell = rf"(?:A|The (?:first|second|third)) population (?:is in Hardy-Weinberg equilibrium, and {F} of it is light|has genotypes in the ratio (\d+) A/A : (\d+) A/a : (\d+) a/a)\. ?"
    while found := re.match(tell, story):
        if found[1]:
            light = Fraction(found[1])
            q = Fraction(isqrt(light.numerator), isqrt(light.denominator))
            assert q * q == light
            populations.append(hardy_weinberg(q))
        else:
            parts = [Fraction(x) for x in found.group(2, 3, 4)]
            populations.append((parts[0] / sum(parts), parts[1] / sum(parts), parts[2] / sum(parts)))
        story = story[found.end() :]
    if story.startswith("The individuals alive now are generation 0."):
        people, story = populations[0], story.removeprefix("The individuals alive now are generation 0.").strip()
    elif found := re.match(r"(All|They merge, so that (.*?), and all) mate at random\. Their offspring are generation 0\. ?", story):
        weights = [Fraction(x) for x in re.findall(rf"{F} of the individuals come from the", found[2] or "")] or [Fraction(1)]
        assert len(weights) == len(populations) and sum(weights) == 1
        people = hardy_weinberg(sum((w * frequency(p) for w, p in zip(weights, populations, strict=True)), Fraction(0)))
        story = story[found.end() :]
    else:
        raise Unread(story)
    survive, selfing, coming = [Fraction(1)] * 3, False, (Fraction(0), Fraction(0))
    if found := re.match(r"From generation 0 on, light individuals never reproduce, and the dark ones mate at random among themselves\. ?", story):
        survive[2] = Fraction(0)
    elif found := re.match(r"From generation 0 on, every plant is fertilized by itself alone, and all leave equally many offspring\. ?", story):
        selfing = True
    elif found := re.match(
        r"In each generation from generation 0 on, (\d+)% of A/A, (\d+)% of A/a and (\d+)% of a/a survive from birth until they reproduce; the survivors mate at random, and "
        r"their offspring are the next generation, in which shares and frequencies are counted at birth\. ?",
        story,
    ):
        survive = [Fraction(int(x), 100) for x in found.groups()]
    elif found := re.match(
        r"In each generation from generation 0 on, (\d+)% of the individuals that reproduce are immigrants that have come before mating, and the others are natives; the "
        r"frequency of allele a among the immigrants is always (\d+)%\. All mate at random, and their offspring are the next generation\. ?",
        story,
    ):
        coming = Fraction(int(found[1]), 100), Fraction(int(found[2]), 100)
    story = story[found.end() :] if found else story
    number = re.search(r"generation (\d+)", story + asked)
    if not number:
        raise Unread(story + asked)
    if int(number[1]) and not found:
        raise Unread("what happens between generations")
    for _ in range(int(number[1])):
        if selfing:
            people = people[0] + people[1] / 4, people[1] / 2, people[2] + people[1] / 4
        else:
            q = frequency((people[0] * survive[0], people[1] * survive[1], people[2] * survive[2]))
            people = hardy_weinberg(q * (1 - coming[0]) + coming[1] * coming[0])
    return _asked(people, story.strip(), asked)


def _asked(people: People, story: str, asked: str) -> Fraction:
    hybrid = people[1] / (people[0] + people[1])
    if re.fullmatch(r"What fraction of the dark individuals of generation \d+ is heterozygous\?", asked) and not story:
        return hybrid
    if re.fullmatch(r"What fraction of generation \d+ is (heterozygous|light)\?", asked) and not story:
        return people[1] if "heterozygous" in asked else people[2]
    if re.fullmatch(r"What is the frequency of (?:the )?allele a in generation \d+\?", asked) and not story:
        return frequency(people)
    seen = re.fullmatch(
        r"Two dark individuals of generation \d+ are taken independently at random and crossed\.(?: Their first (?:(\d+) offspring are all dark|offspring is (dark))\.)?", story
    )
    if not seen or not re.fullmatch(r"What is the probability that (?:the next one|an offspring of theirs) is light\?", asked):
        raise Unread(f"{story} {asked}")
    dark = int(seen[1] or bool(seen[2]))
    both, light = hybrid**2, Fraction(1, 4)
    weight = (1 - light) ** dark
    return both * weight * light / (both * weight + 1 - both)


def blood(story: str, asked: str) -> Fraction:
    """Blood groups of children."""
    found = re.fullmatch(
        rf"In the ABO blood groups, alleles A and B are dominant over O, and a person with A and B has group AB\. In a population in Hardy-Weinberg equilibrium the alleles A, B "
        rf"and O have the frequencies {F}, {F} and {F}\. A woman (of group \w+|whose group is not known) and a man (of group \w+|whose group is not known), both from this "
        r"population and not related, (?:have (?:a child of group (\w+)|children of the groups ([\w, ]+)) and expect another one|expect a child)\.",
        story,
    )
    wanted = re.fullmatch(r"What is the probability that the (?:next )?child has group (\w+)\?", asked)
    if not found or not wanted:
        raise Unread(f"{story} {asked}")
    alleles = dict(zip("ABO", (Fraction(x) for x in found.group(1, 2, 3)), strict=True))

    def group(pair: tuple[str, str]) -> str:
        return "".join(sorted(set(pair) - {"O"})) or "O"

    top = bottom = Fraction(0)
    pairs = list(product("ABO", repeat=2))
    for woman, man in product(pairs, repeat=2):
        if any("known" not in told and group(one) != told.removeprefix("of group ") for one, told in ((woman, found[4]), (man, found[5]))):
            continue
        weight = alleles[woman[0]] * alleles[woman[1]] * alleles[man[0]] * alleles[man[1]]
        children = [group(child) for child in product(woman, man)]
        for seen in re.findall(r"\b(?:AB|A|B|O)\b", found[6] or found[7] or ""):
            weight *= Fraction(children.count(seen), 4)
        top, bottom = top + weight * Fraction(children.count(wanted[1]), 4), bottom + weight
    return top / bottom


def tree(story: str, asked: str) -> Fraction:
    """A recessive disease in a family, on an autosome or on the X chromosome."""
    head = re.match(
        r"A disease is caused by a recessive allele on (an autosome|the X chromosome)\. (?:People with two copies are affected, all others are healthy; somebody|Males with the "
        r"allele and females with two copies are affected, all others are healthy; a female) with exactly one copy is called a carrier\. There are no new mutations\. People "
        rf"whose parents are not mentioned come at random from a population in Hardy-Weinberg equilibrium, in which the allele has the frequency {F}(?:, in both sexes)?\. ?"
        r"(?:A test finds the allele in (\d+)% of the people that carry it, and is negative in the others of them and in all people without it\. ?)?",
        story,
    )
    if not head:
        raise Unread(story)
    on_x, q, finds = head[1] == "the X chromosome", Fraction(head[2]), Fraction(int(head[3] or 0), 100)
    parents: dict[str, tuple[str, str] | None] = {}
    known: dict[str, list[str]] = {}
    male: dict[str, bool] = {}
    rest = story[head.end() :]
    line = re.compile(r"(\w+)(?: \(([^)]*)\))? and (\w+)(?: \(([^)]*)\))? have (?:\w+) child(?:ren)?: (.*?\))\.(?: |$)")
    while found := line.match(rest):
        rest = rest[found.end() :]
        for place, name in enumerate((found[1], found[3])):
            if name not in parents:
                parents[name], known[name] = None, (found[2 + 2 * place] or "").split(", ")
            assert male.setdefault(name, bool(place)) == bool(place)
        for sex, name, status in re.findall(r"a (son|daughter), (\w+) \(([^)]*)\)", found[5]):
            parents[name], known[name], male[name] = (found[1], found[3]), status.split(", "), sex == "son"
    wanted = re.fullmatch(r"What is the probability that (\w+) is (affected|a carrier)\?", asked)
    if rest or not wanted:
        raise Unread(f"{rest} {asked}")

    def ill(name: str, copies: int) -> bool:
        return copies == 2 or (on_x and male[name] and copies == 1)

    def fits(name: str, copies: int) -> Fraction:
        chance = Fraction(1)
        for word in known[name]:
            if word in ("healthy", "affected"):
                chance *= (word == "affected") == ill(name, copies)
            elif word in ("negative in the test", "positive in the test"):
                chance *= (finds if copies else 0) if word[0] == "p" else (1 - finds if copies else 1)
            elif word != "nothing more is known":
                raise Unread(word)
        return chance

    def birth(name: str, copies: int, world: dict[str, int]) -> Fraction:
        ancestry = parents[name]
        if ancestry is None:
            chances = ((1 - q), q, Fraction(0)) if on_x and male[name] else hardy_weinberg(q)
            return chances[copies]
        gives = [Fraction(world[parent], 2) for parent in ancestry]
        if on_x:
            gives[1] = Fraction(0) if male[name] else Fraction(world[ancestry[1]])
        return ((1 - gives[0]) * (1 - gives[1]), gives[0] * (1 - gives[1]) + gives[1] * (1 - gives[0]), gives[0] * gives[1])[copies]

    order = list(parents)
    totals = {True: Fraction(0), False: Fraction(0)}

    def walk(place: int, world: dict[str, int], weight: Fraction) -> None:
        if place == len(order):
            copies = world[wanted[1]]
            carries = copies == 1 and not (on_x and male[wanted[1]])
            totals[ill(wanted[1], copies) if wanted[2] == "affected" else carries] += weight
            return
        name = order[place]
        for copies in range(3):
            chance = birth(name, copies, world) * fits(name, copies)
            if chance:
                walk(place + 1, world | {name: copies}, weight * chance)

    walk(0, {}, Fraction(1))
    return totals[True] / (totals[True] + totals[False])
