"""Web of lies: truth-tellers say only what is true, liars say only what is false, spies say anything; who is a truth-teller?

Refused for the first of: format (not a list of yes and no, or of kinds, bare in the order asked or each with a name), people (not one
answer for each person asked), truth (an answer that the statements rule out).

Kinds are written `truth`, `lie` and `spy`. A world is a kind for each person with exactly `spies` spies in which all facts are
true and everybody speaks as their kind does. In all worlds the asked people agree on being truth-tellers: a problem without that
property, or without worlds, cannot be built. Sets of worlds are bits of one integer, so a statement
is evaluated in all of them by a few operations."""

from functools import lru_cache
from itertools import combinations
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.web_of_lies.answers import CHINESE, RESERVED, read
from synth.verifiers.logic.web_of_lies.counting import at_least, binary, exactly
from synth.verifiers.parsers.names import CHINESE_NAMES
from synth.verifiers.parsers.text import plain

MAX_PEOPLE = 14
MAX_LENGTH = 4_000
"""Characters of an answer after its decorations are off."""

Kind = Literal["truth", "lie", "spy"]
Person = Annotated[int, Meta(ge=0, le=MAX_PEOPLE - 1)]
Group = Annotated[tuple[Person, ...], Meta(min_length=2, max_length=MAX_PEOPLE)]


class Is(msgspec.Struct, frozen=True, array_like=True, tag="is"):
    """The person is of the kind."""

    person: Person
    kind: Kind


class Same(msgspec.Struct, frozen=True, array_like=True, tag="same"):
    """The two people are of one kind (or, when `same` is false, of different kinds)."""

    a: Person
    b: Person
    same: bool


class Count(msgspec.Struct, frozen=True, array_like=True, tag="count"):
    """Exactly, at least or at most `number` of the group are of the kind; or their number is odd (1) or even (0)."""

    group: Group
    kind: Kind
    how: Literal["exactly", "least", "most", "parity"]
    number: Annotated[int, Meta(ge=0, le=MAX_PEOPLE)]


Atom = Is | Same | Count


class Link(msgspec.Struct, frozen=True, array_like=True, tag="link"):
    """Both hold; at least one; exactly one; the second if the first; the second exactly if the first."""

    how: Literal["and", "or", "xor", "if", "iff"]
    a: Atom
    b: Atom


class Would(msgspec.Struct, frozen=True, array_like=True, tag="would"):
    """The first would say that the second would say ... that the claim holds. Only where there are no spies."""

    chain: Annotated[tuple[Person, ...], Meta(min_length=1, max_length=3)]
    claim: Atom


Claim = Atom | Link | Would


class WebOfLies(Problem, frozen=True):
    """People of unknown kinds, what they say, and whom the question is about."""

    people: Annotated[tuple[Annotated[str, Meta(pattern=r"^[A-Z][a-z]{1,11}\Z")], ...], Meta(min_length=2, max_length=MAX_PEOPLE)]
    """Names, to which claims refer by number: `("Freya", "Quentin")`."""
    spies: Annotated[int, Meta(ge=0, le=2)]
    """How many of the people are spies, exactly."""
    facts: Annotated[tuple[Claim, ...], Meta(max_length=6)]
    """Claims that are true whoever speaks: `(Is(person=0, kind="lie"),)`."""
    says: Annotated[tuple[tuple[Person, Claim], ...], Meta(min_length=1, max_length=40)]
    """Speaker and claim, each speaker any number of times: `((1, Is(person=0, kind="truth")),)`."""
    asked: Annotated[tuple[Person, ...], Meta(min_length=1, max_length=MAX_PEOPLE)]
    """The people of whom it is asked whether they are truth-tellers: `(1, 0)`."""

    def __post_init__(self) -> None:
        if len(set(self.people)) != len(self.people) or len(set(self.asked)) != len(self.asked):
            raise ValueError("nobody is named or asked about twice")
        if not RESERVED.isdisjoint(name.lower() for name in self.people):
            raise ValueError("a name that means something else in answers")
        if self.spies >= len(self.people):
            raise ValueError("not everybody is a spy")
        claims = [*self.facts, *(claim for _, claim in self.says)]
        mentioned = {*self.asked, *(speaker for speaker, _ in self.says)}.union(*map(people_in, claims))
        if max(mentioned) >= len(self.people):
            raise ValueError("a person without a name")
        if self.spies and any(isinstance(claim, Would) for claim in claims):
            raise ValueError("what a spy would say is open")
        truths(self)


class Worlds(NamedTuple):
    """Possible worlds as bits of integers."""

    every: int
    """All worlds."""
    by_kind: tuple[dict[str, int], ...]
    """`by_kind[person][kind]`: the worlds in which the person is of the kind."""


@lru_cache(maxsize=64)
def worlds(people: int, spies: int) -> Worlds:
    """All kinds for so many people with exactly so many spies; bit i of every set is world i."""
    honest = people - spies
    block = (1 << (1 << honest)) - 1
    # In a block of 2 ** n worlds of n people, person i tells the truth in the worlds whose number has bit i.
    patterns = [block // ((1 << (1 << i)) + 1) << (1 << i) for i in range(honest)]
    by_kind: list[dict[str, int]] = [{"truth": 0, "lie": 0, "spy": 0} for _ in range(people)]
    shift = 0
    for chosen in combinations(range(people), spies):
        rank = 0
        for person in range(people):
            if person in chosen:
                by_kind[person]["spy"] |= block << shift
            else:
                by_kind[person]["truth"] |= patterns[rank] << shift
                by_kind[person]["lie"] |= (block ^ patterns[rank]) << shift
                rank += 1
        shift += 1 << honest
    return Worlds((1 << shift) - 1, tuple(by_kind))


def people_in(claim: Claim) -> set[int]:
    """Everybody whose kind the claim is about."""
    if isinstance(claim, Is):
        return {claim.person}
    if isinstance(claim, Same):
        return {claim.a, claim.b}
    if isinstance(claim, Count):
        return set(claim.group)
    if isinstance(claim, Link):
        return people_in(claim.a) | people_in(claim.b)
    return set(claim.chain) | people_in(claim.claim)


def holds(claim: Claim, among: Worlds) -> int:
    """The worlds in which the claim is true."""
    every, by_kind = among
    if isinstance(claim, Is):
        return by_kind[claim.person][claim.kind]
    if isinstance(claim, Link):
        x, y = holds(claim.a, among), holds(claim.b, among)
        how = claim.how
        if how == "and":
            return x & y
        if how == "or":
            return x | y
        if how == "if":
            return (every ^ x) | y
        return x ^ y if how == "xor" else every ^ x ^ y
    if isinstance(claim, Same):
        a, b = by_kind[claim.a], by_kind[claim.b]
        alike = a["truth"] & b["truth"] | a["lie"] & b["lie"] | a["spy"] & b["spy"]
        return alike if claim.same else every ^ alike
    if isinstance(claim, Count):
        return _count(claim, among)
    true = holds(claim.claim, among)
    for person in claim.chain:
        true ^= by_kind[person]["lie"]
    return true


def _count(claim: Count, among: Worlds) -> int:
    digits = binary([among.by_kind[person][claim.kind] for person in claim.group])
    if claim.how == "parity":
        return digits[0] if claim.number % 2 else among.every ^ digits[0]
    if claim.how == "exactly":
        return exactly(claim.number, digits, among.every)
    if claim.how == "least":
        return at_least(claim.number, digits, among.every)
    return among.every ^ at_least(claim.number + 1, digits, among.every)


def spoken(speaker: int, claim: Claim, among: Worlds) -> int:
    """The worlds in which the person may say so."""
    kinds = among.by_kind[speaker]
    return kinds["spy"] | (holds(claim, among) ^ kinds["lie"])


@kept
def truths(problem: WebOfLies) -> tuple[bool, ...]:
    """Whether each person asked is a truth-teller. Raises ValueError when there is no world or they are not settled."""
    among = worlds(len(problem.people), problem.spies)
    left = among.every
    for claim in problem.facts:
        left &= holds(claim, among)
    for speaker, claim in problem.says:
        left &= spoken(speaker, claim, among)
    sure = [left & among.by_kind[person]["truth"] for person in problem.asked]
    if not left or any(some not in (0, left) for some in sure):
        raise ValueError("the statements contradict each other or leave somebody open")
    return tuple(some != 0 for some in sure)


def verify(problem: WebOfLies, answer: str) -> Verdict:
    text = plain(answer, CHINESE).lower()
    found = read(text, problem.people) if len(text) <= MAX_LENGTH else None
    if found is None:
        return refuse("format")
    named, values = found
    asked = [problem.people[person] for person in problem.asked]
    if len(values) != len(asked) or (named and sorted(named) != sorted(asked)):
        return refuse("people")
    given = dict(zip(named or asked, values, strict=True))
    return ACCEPT if tuple(given[name] for name in asked) == truths(problem) else refuse("truth")


_FOUR = WebOfLies(
    ("Freya", "Quentin", "Jamal", "Priya"),
    0,
    (),
    ((3, Count((0, 1, 2, 3), "truth", "most", 1)), (0, Is(2, "lie")), (1, Same(2, 3, False))),
    (3, 0, 2, 1),
)
_SPY = WebOfLies(
    ("Beatriz", "Stefan", "Felix", "Carmen"),
    1,
    (),
    ((1, Is(0, "truth")), (2, Is(0, "spy")), (0, Count((0, 1, 2, 3), "lie", "exactly", 3)), (3, Is(0, "spy"))),
    (2, 3, 0),
)


def _in_chinese(answer: str) -> str:
    return answer.format(*(CHINESE_NAMES[name] for name in ("Priya", "Freya", "Jamal", "Quentin")))


EXAMPLES = (
    (_FOUR, "no, no, yes, yes", ""),
    (_FOUR, '["no", "no", "yes", "yes"]', ""),
    (_FOUR, "No\nNo\nYes\nYes", ""),
    (_FOUR, "1. no\n2. no\n3. yes\n4. yes", ""),
    (_FOUR, "[false, false, true, true]", ""),
    (_FOUR, "Freya: no, Jamal: yes, Quentin: yes, Priya: no", ""),
    (_FOUR, '{"Priya": "no", "Freya": "no", "Jamal": "yes", "Quentin": "yes"}', ""),
    (_FOUR, "- **Priya**: no\n- **Freya**: no\n- **Jamal**: yes\n- **Quentin**: yes", ""),
    (_FOUR, "Priya is a liar, Freya is a liar, Jamal is a truth-teller and Quentin is a truth-teller", ""),
    (_FOUR, r"\text{no, no, yes, yes}", ""),
    (_FOUR, "no no yes yes", ""),
    (_FOUR, "| Person | Truth-teller |\n|---|---|\n| Priya | no |\n| Freya | no |\n| Jamal | yes |\n| Quentin | yes |", ""),
    (_FOUR, "Priya (no), Freya (no), Jamal (yes), Quentin (yes)", ""),
    (_FOUR, "Jamal: yes (truth teller)\nFreya: no (liar)\nQuentin: yes (truth teller)\nPriya: no (liar)", ""),
    (_FOUR, "Priya is not a truth-teller. Freya is not a truth-teller. Jamal is a truth-teller. Quentin is a truth-teller.", ""),
    (_FOUR, "| Name | Answer |\n|---|---|\n| Priya | No |\n| Freya | No |\n| Jamal | Yes |\n| Quentin | Yes |", ""),
    (_SPY, "yes, yes, no", ""),
    (_SPY, "Felix = knight; Carmen = knight; Beatriz = spy", ""),
    (_FOUR, "", "format"),
    (_FOUR, "yes/no, yes/no, yes/no, yes/no", "people"),
    (_FOUR, "no, no, yes, yes or yes, yes, no, no", "format"),
    (_FOUR, "Jamal, Quentin", "format"),
    (_FOUR, "no, no, yes, maybe", "format"),
    (_FOUR, "Priya: no, no, yes, yes", "format"),
    (_FOUR, "Freya: no, yes", "format"),
    (_FOUR, "Priya: no (truth-teller), Freya: no, Jamal: yes, Quentin: yes", "format"),
    (_FOUR, "Priya is not a liar, Freya is a liar, Jamal is a truth-teller, Quentin is a truth-teller", "format"),
    (_FOUR, "not no, no, yes, yes", "format"),
    (_FOUR, "3. no\n4. no\n1. yes\n2. yes", "format"),
    (_FOUR, "no, no, yes", "people"),
    (_FOUR, "no, no, yes, yes, no, no, yes, yes", "people"),
    (_FOUR, "Priya: no, Freya: no, Jamal: yes, Jamal: yes", "people"),
    (_FOUR, "Priya: no, Freya: no, Jamal: yes, Anna: yes", "format"),
    (_FOUR, "yes, yes, no, no", "truth"),
    (_FOUR, "no, no, no, no", "truth"),
    (_SPY, "yes, yes, yes", "truth"),
    (_FOUR, "否，否，是，是", ""),
    (_FOUR, "答案是：不是、不是、是、是。", ""),
    (_FOUR, _in_chinese("{}：否，{}：否，{}：是，{}：是"), ""),
    (_FOUR, _in_chinese("{}是骗子，{}是骗子，{}是老实人，{}是老实人"), ""),
    (_FOUR, _in_chinese("{}不是骑士；{}不是骑士；{}是骑士；{}是骑士。"), ""),
    (_FOUR, "1. 否\n2. 否\n3. 是\n4. 是", ""),
    (_FOUR, "是，是，否，否", "truth"),
    (_FOUR, "否，否，是", "people"),
    (_FOUR, "否，否，是，也许", "format"),
    (_FOUR, _in_chinese("{2}和{3}"), "format"),
)
