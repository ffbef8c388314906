"""Pedigrees of a hereditary trait: what one person is, given what is known of the others, by the theorem of Bayes over all genotypes."""

from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.science.genetics.pools import Shares, mated

MAX_PEOPLE = 8


class Person(Frozen, frozen=True):
    mother: Annotated[int, Meta(ge=-1, le=7)]
    """Her place in the pedigree, before this one; -1 for a person whose parents do not occur."""
    father: Annotated[int, Meta(ge=-1, le=7)]
    male: bool
    state: Literal["open", "affected", "healthy", "carrier", "free"]
    """What is known: nothing; the trait shows, or not; a person without the trait who carries one copy of the allele, or none."""
    test: bool
    """Whether a test for the allele, which misses some carriers, found nothing."""


class Pedigree(Frozen, frozen=True, tag="pedigree"):
    mode: Literal["recessive", "x"]
    """A recessive allele on an autosome, or on the X chromosome."""
    people: Annotated[tuple[Person, ...], Meta(min_length=3, max_length=MAX_PEOPLE)]
    frequency: Annotated[int, Meta(ge=0, le=200)]
    """One allele in so many in the population, at Hardy-Weinberg equilibrium, from which founders come; 0 where the genotypes of all
    founders follow from what is known of them and their children."""
    detected: Annotated[int, Meta(ge=50, le=100)]
    """Carriers that the test finds, in percent; 100 where there is none."""
    penetrance: Annotated[int, Meta(ge=50, le=100)]
    """Of those whose genotype is that of the disease so many percent are affected; 100 for all."""
    person: Annotated[int, Meta(ge=0, le=7)]
    """Who is asked about."""
    ask: Literal["affected", "carrier"]

    def __post_init__(self) -> None:
        for place, one in enumerate(self.people):
            if (one.mother < 0) != (one.father < 0) or max(one.mother, one.father) >= place:
                raise ValueError("both parents stand before a person, or neither")
            if one.mother >= 0 and (self.people[one.mother].male or not self.people[one.father].male):
                raise ValueError("a mother is female, a father male")
            if self.mode == "x" and one.male and one.state == "carrier":
                raise ValueError("a male has one X chromosome")
            if one.test and (one.state == "affected" or self.detected == 100):
                raise ValueError("a test of somebody without the trait, which misses some")
        if self.penetrance < 100 and not self.frequency:
            raise ValueError("who is healthy may have any genotype, so that founders come from a population")
        if not self.frequency and not all(map(self._is_settled, range(len(self.people)))):
            raise ValueError("founders come from a population, or their genotypes are known")
        if self.person >= len(self.people) or self.people[self.person].state in ("affected", "carrier"):
            raise ValueError("a person in the pedigree about whom something is open")
        if self.people[self.person].state == "free" or (self.ask == "carrier" and self.mode == "x" and self.people[self.person].male):
            raise ValueError("a person in the pedigree about whom something is open")

    def _is_settled(self, place: int) -> bool:
        """Whether a founder's genotype follows at once; one without the trait whose child is affected has one copy."""
        one = self.people[place]
        if one.mother >= 0 or one.state in ("affected", "carrier", "free") or (one.state == "healthy" and one.male and self.mode == "x"):
            return True
        hit = any(place in (child.mother, child.father) and child.state == "affected" for child in self.people)
        return hit and one.state == "healthy"


def _states(mode: str, male: bool) -> tuple[int, ...]:
    """Copies of the allele; of a male's one X chromosome, 0 or 1."""
    return (0, 1) if mode == "x" and male else (0, 1, 2)


def is_ill(mode: str, male: bool, copies: int) -> bool:
    """Whether a genotype is that of the disease."""
    return copies == (1 if mode == "x" and male else 2)


def shows(pedigree: Pedigree, one: Person, copies: int) -> Fraction:
    """The chance that somebody with so many copies shows what is known."""
    return _shown(one.state, copies, is_ill(pedigree.mode, one.male, copies), pedigree.penetrance)


@lru_cache(maxsize=1024)
def _shown(state: str, copies: int, ill: bool, penetrance: int) -> Fraction:
    shown = Fraction(penetrance, 100) if ill else Fraction(0)
    return {
        "open": Fraction(1),
        "affected": shown,
        "healthy": 1 - shown,
        "carrier": Fraction(copies == 1),
        "free": Fraction(copies == 0),
    }[state]


def passed(mode: str, male: bool, copies: int) -> Fraction:
    """The chance that a child gets the allele from a parent who passes a gene on."""
    return Fraction(copies) if mode == "x" and male else Fraction(copies, 2)


def chances(pedigree: Pedigree, child: Person, mother: int, father: int) -> Shares:
    """Of each number of copies in a child, by its parents' copies."""
    return _chances(pedigree.mode, child.male, mother, father)


@lru_cache(maxsize=64)
def _chances(mode: str, male: bool, mother: int, father: int) -> Shares:
    egg = passed(mode, False, mother)
    if mode == "x" and male:
        return 1 - egg, egg, Fraction(0)
    sperm = passed(mode, True, father)
    return ((1 - egg) * (1 - sperm), egg + sperm - 2 * egg * sperm, egg * sperm)


def founder(pedigree: Pedigree, one: Person) -> Shares:
    """Of each number of copies in somebody whose parents do not occur."""
    return _founder(pedigree.frequency, pedigree.mode == "x" and one.male)


@lru_cache(maxsize=1024)
def _founder(frequency: int, single: bool) -> Shares:
    if not frequency:
        return (Fraction(1),) * 3  # only one fits
    q = Fraction(1, frequency)
    return (1 - q, q, Fraction(0)) if single else mated(q)


def value(pedigree: Pedigree) -> Fraction | None:
    """The chance asked for; None where what is known is impossible. Weights are whole numbers, each person's times a constant."""
    people = pedigree.people
    asked, missed = people[pedigree.person], 100 - pedigree.detected if any(one.test for one in people) else 100
    states = [_states(pedigree.mode, one.male) for one in people]
    fits = [
        [int(shows(pedigree, one, n) * 100) * (missed if one.test and n else 100 if one.test else 1) for n in (0, 1, 2)] for one in people
    ]
    founders = [[int(part * (pedigree.frequency or 1) ** 2) for part in founder(pedigree, one)] for one in people]
    copies = [0] * len(people)
    found = {0: 0, 1: 0, 2: 0}

    def follow(place: int, weight: int) -> None:
        if place == len(people):
            found[copies[pedigree.person]] += weight
            return
        one = people[place]
        chance = founders[place] if one.mother < 0 else _quarters(pedigree.mode, one.male, copies[one.mother], copies[one.father])
        for number in states[place]:
            if factor := chance[number] * fits[place][number]:
                copies[place] = number
                follow(place + 1, weight * factor)

    follow(0, 1)
    total = sum(found.values())
    if not total:
        return None
    ill = [n for n in found if is_ill(pedigree.mode, asked.male, n)]
    if pedigree.ask == "affected":
        return Fraction(sum(found[n] for n in ill) * pedigree.penetrance, total * 100)
    return Fraction(0 if 1 in ill else found[1], total)


@lru_cache(maxsize=64)
def _quarters(mode: str, male: bool, mother: int, father: int) -> tuple[int, ...]:
    return tuple(int(part * 4) for part in _chances(mode, male, mother, father))


def possible(pedigree: Pedigree) -> list[int]:
    """For each person how many genotypes are left at a glance: by what is known of it, its possible parents and its affected children."""
    found: list[set[int]] = []
    for place, one in enumerate(pedigree.people):
        fitting = {n for n in _states(pedigree.mode, one.male) if shows(pedigree, one, n)}
        if one.mother < 0:
            fitting = {n for n in fitting if founder(pedigree, one)[n]}
        else:
            pairs = [(m, f) for m in found[one.mother] for f in found[one.father]]
            fitting &= {n for m, f in pairs for n, chance in enumerate(chances(pedigree, one, m, f)) if chance}
        gives = pedigree.mode == "recessive" or not one.male
        if gives and any(place in (child.mother, child.father) and child.state == "affected" for child in pedigree.people):
            fitting -= {0}
        found.append(fitting)
    return list(map(len, found))
