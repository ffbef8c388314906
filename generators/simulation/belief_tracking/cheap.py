"""What a lazy solver would do: shorten the chain of persons, or leave out one of the rules."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from synth.verifiers.simulation.belief_tracking import BeliefTracking
from synth.verifiers.simulation.belief_tracking.story import Seen, places, prepared

Chain = tuple[int, ...]
Course = Sequence[Seen]


class Policy(NamedTuple):
    """How the story and a question are misread."""

    story: Callable[[Course], Course] = lambda seen: seen
    chain: Callable[[Chain], Chain] = lambda chain: chain
    trusting: bool = False
    """Whether everybody believes everybody."""

    def box(
        self, seen: Course, deaf: frozenset[tuple[int, int]], chain: Chain, thing: int, start: int, log: list[int] | None = None
    ) -> int:
        return places(self.story(seen), frozenset() if self.trusting else deaf, self.chain(chain), thing, start, log)


def _without(kind: str) -> Callable[[Course], Course]:
    """The events stay in their places, and nothing comes of those of one kind."""
    return lambda seen: [event._replace(kind="goes") if event.kind == kind else event for event in seen]


def _ends(chain: Chain) -> Chain:
    return (chain[0], chain[-1]) if chain[0] != chain[-1] else chain[:1]


def _unsecret(seen: Course) -> Course:
    return [event._replace(spy=-1, fooled=-1, supposed=-1) for event in seen]


POLICIES = {
    "the true place": Policy(chain=lambda chain: ()),
    "where the last person thinks it is": Policy(chain=lambda chain: chain[-1:]),
    "where the first person thinks it is": Policy(chain=lambda chain: chain[:1]),
    "the first and the last person of the chain": Policy(chain=_ends),
    "the last person left out": Policy(chain=lambda chain: chain[:-1]),
    "the first person left out": Policy(chain=lambda chain: chain[1:]),
    "nobody watches in secret or is fooled": Policy(story=_unsecret),
    "words ignored": Policy(story=_without("says")),
    "looks ignored": Policy(story=_without("looks")),
    "everybody believes everybody": Policy(trusting=True),
    "the first place": Policy(story=lambda seen: [event._replace(kind="goes") for event in seen]),
}


def concerned(problem: BeliefTracking, seen: Course) -> dict[str, Policy]:
    """The policies that misread something that the problem has."""
    return misreading(seen, problem.deaf, max((len(question.chain) for question in problem.asked), default=1))


def misreading(seen: Course, deaf: Sequence[tuple[int, int]], deepest: int) -> dict[str, Policy]:
    """The policies that misread something of a story. deepest: persons of the longest chain."""
    kinds = {event.kind for event in seen}
    absent = {
        "the first and the last person of the chain": deepest < 3,
        "nobody watches in secret or is fooled": all(event.spy < 0 and event.fooled < 0 for event in seen),
        "words ignored": "says" not in kinds,
        "looks ignored": "looks" not in kinds,
        "everybody believes everybody": not deaf,
    }
    return {name: policy for name, policy in POLICIES.items() if not absent.get(name, False)}


def guess(problem: BeliefTracking, policy: Policy) -> list[int]:
    """The boxes that a policy answers with."""
    seen, deaf = prepared(problem.story, len(problem.names)), frozenset(problem.deaf)
    return [policy.box(seen, deaf, q.chain, q.thing, problem.start[q.thing]) for q in problem.asked]
