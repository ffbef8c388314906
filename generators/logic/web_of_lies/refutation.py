"""Settling questions by propagation and refutation, where constraints are sets of worlds and sets are bits of one integer.

Measures how much work a puzzle about kinds of people (or any few-valued unknowns) is: each look at a constraint counts one."""

from collections.abc import Sequence


def looks(every: int, constraints: Sequence[tuple[int, Sequence[Sequence[int]]]], questions: Sequence[tuple[int, bool]]) -> int:
    """Looks at constraints until each question is settled in order.

    every: all worlds; constraints: the worlds that one allows, and for each unknown in its scope the worlds of its values;
    questions: a set of worlds and whether the true world is in it, which the constraints must entail."""
    counted = 0

    def spread(state: int) -> int:
        """The state without all that single constraints rule out, given the rest of the state; 0 for a contradiction."""
        nonlocal counted
        before = 0
        while before != state:
            before = state
            for allowed, scope in constraints:
                counted += 1
                some = state & allowed
                if not some:
                    return 0
                for values in scope:
                    for value in values:
                        if not some & value and state & value:
                            state &= ~value
        return state

    def refute(state: int) -> None:
        """Branch on an unknown of the constraint with the fewest open ones, until every branch contradicts itself."""
        state = spread(state)
        if not state:
            return
        best: Sequence[int] = ()
        fewest = 1 << 30
        for _, scope in constraints:
            opened = [values for values in scope if sum(1 for value in values if state & value) > 1]
            if 0 < len(opened) < fewest:
                best, fewest = opened[0], len(opened)
        for value in best:
            if state & value:
                refute(state & value)

    state = spread(every)
    for inside, answer in questions:
        right = inside if answer else every ^ inside
        if state & ~right:
            refute(state & ~right)
            state = spread(state & right)
    return counted
