"""The canonical form of a problem: what each statement says of truth-tellers, whoever puts it into whichever words, with people
numbered by canonical labelling.

Without spies each statement is a sum modulo 2: "A says that B is a liar" is A + B = 1, and so is "B says that A is a liar". The form
knows no names of the two kinds: the problem with truth-tellers and liars exchanged throughout has the same."""

from collections.abc import Sequence, Set
from typing import NamedTuple
from zlib import crc32

from synth.generators.solvers.labelling import least_form
from synth.verifiers.logic.web_of_lies import Claim, Count, Is, Same, WebOfLies, Would, people_in


def canonical(problem: WebOfLies) -> object:
    """Renamed people and reordered statements share it; so do symmetric claims, the order of the asked, and, where there are no
    spies, truth and lie exchanged throughout."""
    head = [len(problem.people), problem.spies, len(problem.asked)]
    colours = [int(person in problem.asked) for person in range(len(problem.people))]
    lines = [(-1, claim) for claim in problem.facts] + [*problem.says]
    if problem.spies:
        involved = [sorted(people_in(claim) | ({speaker} if speaker >= 0 else set())) for speaker, claim in lines]

        def text(index: int, colour: Sequence[object]) -> str:
            speaker, claim = lines[index]
            return f"{'' if speaker < 0 else colour[speaker]}:{_text(claim, colour)}"

        blank: list[object] = [0] * len(colours)
        seen = [_text(claim, blank) for _, claim in lines]
        return [*head, least_form(_told_apart(colours, seen, involved, [{speaker} for speaker, _ in lines]), involved, text)]

    sums = [_sum(claim) if speaker < 0 else _plus(_sum(claim), _Sum(1, frozenset([speaker]))) for speaker, claim in lines]
    involved = [sorted(one.everybody()) for one in sums]
    # Nearly always one of the two is the less before anybody is numbered, or they are the same.
    exchanged = [one.exchanged() for one in sums]
    shown = [(sorted(one.text(colours) for one in which), which) for which in (sums, exchanged)][: 1 + (sums != exchanged)]
    least = min(view for view, _ in shown)
    forms = []
    for _, which in [one for one in shown if one[0] == least]:
        told = _told_apart(colours, [one.text(colours) for one in which], involved, [one.people for one in which])
        forms.append(least_form(told, involved, lambda i, c, which=which: which[i].text(c)))  # type: ignore[misc]
    return [*head, min(forms)]


def _told_apart(colours: Sequence[int], texts: Sequence[str], involved: Sequence[Sequence[int]], first: Sequence[Set[int]]) -> list[int]:
    """Colours that tell most people apart at once, by what the statements that they occur in look like. texts: of each without names;
    first: of the people involved those who play another part than the rest."""
    told = list(colours)
    for text, people, leading in zip(texts, involved, first, strict=True):
        weight = crc32(text.encode()) << 1
        for person in people:
            told[person] += 2 * weight if person in leading else weight
    return told


class _Sum(NamedTuple):
    """A statement without spies: true where, modulo 2, the number of truth-tellers among `people`, the terms that are true and `one` sum
    to 1. Same statements in other words are mostly the same sums."""

    one: int
    people: frozenset[int] = frozenset()
    terms: tuple["_Both | _Numbers", ...] = ()

    def everybody(self) -> set[int]:
        return set(self.people).union(*(term.everybody() for term in self.terms))

    def exchanged(self) -> "_Sum":
        """With truth and lie exchanged."""
        sum_ = _Sum(self.one ^ len(self.people) & 1, self.people)
        for term in self.terms:
            sum_ = _plus(sum_, term.exchanged())
        return sum_

    def text(self, colour: Sequence[object]) -> str:
        people = sorted([str(colour[person]) for person in self.people])
        return f"{self.one}{people}{sorted([term.text(colour) for term in self.terms])}" if self.terms else f"{self.one}{people}"


class _Both(NamedTuple):
    """True where both sums are."""

    a: _Sum
    b: _Sum

    def everybody(self) -> set[int]:
        return self.a.everybody() | self.b.everybody()

    def exchanged(self) -> _Sum:
        return _Sum(0, terms=(_Both(self.a.exchanged(), self.b.exchanged()),))

    def text(self, colour: Sequence[object]) -> str:
        return f"both{sorted([self.a.text(colour), self.b.text(colour)])}"


class _Numbers(NamedTuple):
    """True where the number of truth-tellers in the group is one of those whose bits are set. Bit 0 is not set, as the sum with `one`
    can say the opposite."""

    group: frozenset[int]
    numbers: int

    def everybody(self) -> set[int]:
        return set(self.group)

    def exchanged(self) -> _Sum:
        size = len(self.group)
        return _numbers(self.group, [number for number in range(size + 1) if self.numbers >> size - number & 1])

    def text(self, colour: Sequence[object]) -> str:
        return f"{self.numbers} of {sorted([str(colour[person]) for person in self.group])}"


def _plus(a: _Sum, b: _Sum) -> _Sum:
    """Modulo 2: what both sums have goes out."""
    return _Sum(
        a.one ^ b.one, a.people ^ b.people, tuple(t for t in a.terms if t not in b.terms) + tuple(t for t in b.terms if t not in a.terms)
    )


def _opposite(a: _Sum) -> _Sum:
    return _Sum(a.one ^ 1, a.people, a.terms)


def _numbers(group: frozenset[int], numbers: Sequence[int]) -> _Sum:
    size = len(group)
    bits = sum(1 << number for number in numbers)
    odd = sum(1 << number for number in range(1, size + 1, 2))
    opposite = bits & 1
    if opposite:
        bits ^= (1 << size + 1) - 1
    if bits == odd:
        return _Sum(opposite, group)
    return _Sum(opposite, terms=(_Numbers(group, bits),) if bits else ())


def _sum(claim: Claim) -> _Sum:
    if isinstance(claim, Is):
        return _Sum(int(claim.kind == "lie"), frozenset([claim.person]))
    if isinstance(claim, Same):
        return _Sum(int(claim.same), frozenset([claim.a]) ^ frozenset([claim.b]))
    if isinstance(claim, Count):
        group = frozenset(claim.group)
        size, number = len(group), claim.number
        fits = {
            "exactly": lambda n: n == number,
            "least": lambda n: n >= number,
            "most": lambda n: n <= number,
            "parity": lambda n: n % 2 == number % 2,
        }[claim.how]
        return _numbers(group, [n for n in range(size + 1) if fits(n if claim.kind == "truth" else size - n)])
    if isinstance(claim, Would):
        # Asked whether X, one says yes if one tells the truth and X is true, or lies and X is false.
        sum_ = _sum(claim.claim)
        for person in claim.chain:
            sum_ = _opposite(_plus(sum_, _Sum(0, frozenset([person]))))
        return sum_
    a, b = _sum(claim.a), _sum(claim.b)
    if claim.how in ("xor", "iff"):
        return _plus(a, b) if claim.how == "xor" else _opposite(_plus(a, b))
    if claim.how == "and":
        return _both(a, b)
    return _opposite(_both(a, _opposite(b)) if claim.how == "if" else _both(_opposite(a), _opposite(b)))


def _both(a: _Sum, b: _Sum) -> _Sum:
    """Constants and equals are worked out."""
    for one, other in ((a, b), (b, a)):
        if not one.people and not one.terms:
            return other if one.one else _Sum(0)
    if a == b:
        return a
    return _Sum(0, terms=(_Both(a, b),)) if a != _opposite(b) else _Sum(0)


def _text(claim: Claim, colour: Sequence[object]) -> str:
    """Where there are spies: the claim as it is, but for the order of its symmetric parts."""
    if isinstance(claim, Is):
        return f"{colour[claim.person]}={claim.kind}"
    if isinstance(claim, Same):
        return f"{sorted([str(colour[claim.a]), str(colour[claim.b])])}{claim.same}"
    if isinstance(claim, Count):
        return f"{sorted(str(colour[p]) for p in claim.group)}{claim.kind}{claim.how}{claim.number}"
    if isinstance(claim, Would):
        return f"{[str(colour[p]) for p in claim.chain]}>{_text(claim.claim, colour)}"
    sides = [_text(claim.a, colour), _text(claim.b, colour)]
    return claim.how + str(sides if claim.how == "if" else sorted(sides))
