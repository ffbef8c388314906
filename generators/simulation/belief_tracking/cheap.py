"""What a lazy solver would do: shorten the chain of persons, leave out one of the rules, or both."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from synth.verifiers.simulation.belief_tracking import BeliefTracking
from synth.verifiers.simulation.belief_tracking.story import Seen, places, prepared

Chain = tuple[int, ...]
Course = Sequence[Seen]


def _ends(chain: Chain) -> Chain:
    return (chain[0], chain[-1]) if chain[0] != chain[-1] else chain[:1]


CHAINS: dict[str, Callable[[Chain], Chain]] = {
    "all": lambda chain: chain,
    "none": lambda chain: (),
    "last": lambda chain: chain[-1:],
    "first": lambda chain: chain[:1],
    "ends": _ends,
    "but the last": lambda chain: chain[:-1],
    "but the first": lambda chain: chain[1:],
}
"""Who is left of a chain."""

CLOTH = ("tips", "swaps")
KINDS = ("puts", *CLOTH, "looks", "says")


class Policy(NamedTuple):
    """How the story and a question are misread."""

    chain: str = "all"
    """One of CHAINS."""
    ignored: tuple[str, ...] = ()
    """Kinds of events of which nothing comes."""
    unsecret: bool = False
    """Whether nobody watches in secret or is fooled."""
    trusting: bool = False
    """Whether everybody believes everybody."""

    def box(
        self, seen: Course, deaf: frozenset[tuple[int, int]], chain: Chain, thing: int, start: int, log: list[int] | None = None
    ) -> int:
        story = [event._replace(kind="goes") if event.kind in self.ignored else event for event in seen]
        if self.unsecret:
            story = [event._replace(spy=-1, fooled=-1, supposed=-1) for event in story]
        return places(story, frozenset() if self.trusting else deaf, CHAINS[self.chain](chain), thing, start, log)


POLICIES = {
    "the true place": Policy("none"),
    "where the last person thinks it is": Policy("last"),
    "where the first person thinks it is": Policy("first"),
    "the first and the last person of the chain": Policy("ends"),
    "the last person left out": Policy("but the last"),
    "the first person left out": Policy("but the first"),
    "nobody watches in secret or is fooled": Policy(unsecret=True),
    "words ignored": Policy(ignored=("says",)),
    "looks ignored": Policy(ignored=("looks",)),
    "what is done under a cloth ignored": Policy(ignored=CLOTH),
    "what is put away ignored": Policy(ignored=("puts",)),
    "everybody believes everybody": Policy(trusting=True),
    "the first place": Policy(ignored=KINDS),
    "where the first person thinks it is, looks ignored": Policy("first", ("looks",)),
    "where the last person thinks it is, looks ignored": Policy("last", ("looks",)),
    "the first and the last person, looks ignored": Policy("ends", ("looks",)),
    "the last person left out, looks ignored": Policy("but the last", ("looks",)),
    "the first and the last person, what is done under a cloth ignored": Policy("ends", CLOTH),
    "the last person left out, nobody watches in secret": Policy("but the last", unsecret=True),
    "the first person left out, nobody watches in secret": Policy("but the first", unsecret=True),
}


def concerned(problem: BeliefTracking, seen: Course) -> dict[str, Policy]:
    """The policies that misread something that the problem has."""
    return misreading(seen, problem.deaf, max((len(question.chain) for question in problem.asked), default=1))


def misreading(seen: Course, deaf: Sequence[tuple[int, int]], deepest: int) -> dict[str, Policy]:
    """The policies all of whose changes misread something of a story. deepest: persons of the longest chain."""
    kinds = {event.kind for event in seen}
    secret = any(event.spy >= 0 or event.fooled >= 0 for event in seen)
    return {
        name: policy
        for name, policy in POLICIES.items()
        if (policy.chain != "ends" or deepest > 2)
        and (not policy.ignored or kinds & {*policy.ignored})
        and (secret or not policy.unsecret)
        and (deaf or not policy.trusting)
    }


def guess(problem: BeliefTracking, policy: Policy) -> list[int]:
    """The boxes that a policy answers with."""
    seen, deaf = prepared(problem.story, len(problem.names)), frozenset(problem.deaf)
    return [policy.box(seen, deaf, q.chain, q.thing, problem.start[q.thing]) for q in problem.asked]
