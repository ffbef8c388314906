"""What each lazy policy of `cheap.py` makes of many questions about one story: fast, by itself; a test holds it against the verifier's."""

from collections.abc import Iterable, Sequence

import numpy as np

from synth.generators.kernels import njit
from synth.generators.simulation.belief_tracking.cheap import CHAINS, POLICIES
from synth.verifiers.simulation.belief_tracking.story import DEPTH, Seen

_KINDS = {kind: number for number, kind in enumerate(("goes", "puts", "tips", "swaps", "looks", "says"))}
_GOES, _PUTS, _TIPS, _SWAPS, _LOOKS, _SAYS = range(6)
_, _NONE, _LAST, _FIRST, _ENDS, _BUT_LAST, _BUT_FIRST = range(len(CHAINS))
_POLICIES = np.array(
    [
        ([*CHAINS].index(policy.chain), sum(1 << _KINDS[kind] for kind in policy.ignored), policy.unsecret, policy.trusting)
        for policy in POLICIES.values()
    ]
)


def beaten(
    seen: Sequence[Seen], deaf: Iterable[tuple[int, int]], questions: Sequence[tuple[tuple[int, ...], int]], start: Sequence[int]
) -> list[tuple[int, int, int]]:
    """For each question (chain, thing) its box, how often that changes while the story goes on, and the policies that answer another one,
    as bits in the order of POLICIES."""
    story = np.array([(_KINDS[event.kind], *event[1:]) for event in seen])
    pairs = np.zeros(64, np.bool_)
    for who, whom in deaf:
        pairs[8 * who + whom] = True
    asked = np.array([(thing, start[thing], len(chain), *chain, *(0,) * (DEPTH - len(chain))) for chain, thing in questions])
    return [(box, changes, wrong) for box, changes, wrong in _beaten(story, pairs, asked, _POLICIES).tolist()]


@njit(cache=True)
def _beaten(story, deaf, asked, policies):
    out = np.zeros((len(asked), 3), np.int64)
    chain = np.zeros(8, np.int64)
    for row in range(len(asked)):
        thing, start, length = asked[row, 0], asked[row, 1], asked[row, 2]
        whole = asked[row, 3 : 3 + length]
        chain[:length] = whole
        out[row, 0], out[row, 1] = _place(story, deaf, chain, length, thing, start, 0, False, False)
        for policy in range(len(policies)):
            kept, count = policies[policy, 0], length
            chain[:length] = whole
            if kept == _NONE:
                count = 0
            elif kept == _LAST:
                chain[0], count = whole[length - 1], 1
            elif kept == _FIRST:
                count = 1
            elif kept == _ENDS:
                chain[1], count = whole[length - 1], 2 if whole[0] != whole[length - 1] else 1
            elif kept == _BUT_LAST:
                count = length - 1
            elif kept == _BUT_FIRST:
                chain[: length - 1], count = whole[1:], length - 1
            ignored, unsecret, trusting = policies[policy, 1], policies[policy, 2] == 1, policies[policy, 3] == 1
            if _place(story, deaf, chain, count, thing, start, ignored, unsecret, trusting)[0] != out[row, 0]:
                out[row, 2] |= 1 << policy
    return out


@njit(cache=True)
def _place(story, deaf, chain, length, thing, start, ignored, unsecret, trusting):
    """Where the thing is at the end of the chain, and how often that changed. ignored: kinds of events of which nothing comes, as bits."""
    at = np.full(8, start)
    changes, first, second = 0, chain[0] if length else -1, chain[1] if length > 1 else -1
    for event in range(len(story)):
        kind, who, what, one, other = story[event, 0], story[event, 1], story[event, 2], story[event, 3], story[event, 4]
        if kind == _GOES or ignored >> kind & 1 or (what >= 0 and what != thing):
            continue
        among, spy, fooled, supposed = story[event, 5], story[event, 6], story[event, 7], story[event, 8]
        if unsecret:
            spy = fooled = supposed = -1
        last = at[length]
        if kind == _PUTS:
            at[0] = one
        elif kind in (_TIPS, _SWAPS):
            at[0] = other if at[0] == one else one if kind == _SWAPS and at[0] == other else at[0]
        own = first >= 0 and (among >> first & 1 == 1 or spy == first)
        misled = fooled >= 0 and fooled == first and supposed == second
        for place in range(1, length + 1):
            person = chain[place - 1]
            if not own or (place > 1 and among >> person & 1 == 0 and not (misled and place == 2)):
                break
            if kind == _PUTS:
                at[place] = one
            elif kind == _LOOKS:
                if person == who:
                    at[place] = at[place - 1]
            elif kind == _SAYS:
                if person == who:
                    if place == 1:
                        continue
                    person = chain[place - 2]
                if trusting or not deaf[8 * person + who]:
                    at[place] = one
            elif at[place] == one:
                at[place] = other
            elif kind == _SWAPS and at[place] == other:
                at[place] = one
        changes += at[length] != last
    return at[length], changes
