"""Constraint propagation and refutation over sets of worlds, which are bits of one integer; measures how much work a puzzle is."""

from collections.abc import Sequence


def constraint_checks(every: int, constraints: Sequence[tuple[int, Sequence[Sequence[int]]]], questions: Sequence[tuple[int, bool]]) -> int:
    """Constraint checks until each question, in turn, is settled.

    every: all worlds; constraints: the worlds that one allows, and for each unknown in its scope the worlds of its values, of which each
    world has one;
    questions: a set of worlds and whether the true world is in it, which the constraints must entail."""
    counted = 0
    unknowns = {id(values): values for _, scope in constraints for values in scope}

    def propagate(state: int) -> int:
        """The state without all that single constraints rule out, given the rest of the state; 0 for a contradiction."""
        nonlocal counted
        before = 0
        seen = [-1] * len(constraints)  # the states that they left: on the same one again they rule out nothing more
        while before != state:
            before = state
            counted += len(constraints)
            for number, (allowed, scope) in enumerate(constraints):
                if seen[number] == state:
                    continue
                left = state & allowed
                if not left:
                    counted -= len(constraints) - 1 - number
                    return 0
                for values in scope if left != state else ():
                    if len(values) == 2:  # most have two, of which every world has one
                        one, other = values
                        part = left & one
                        if not part:
                            state &= other
                        elif part == left:
                            state &= one
                        continue
                    for value in values:
                        if not left & value and state & value:
                            state &= ~value
                seen[number] = state
        return state

    def refute(state: int) -> None:
        """Branch on an unknown of the constraint with the fewest open ones, until every branch contradicts itself."""
        state = propagate(state)
        if not state:
            return
        branch: Sequence[int] = ()
        fewest = 1 << 30
        open_ = {name for name, values in unknowns.items() if len([0 for value in values if state & value]) > 1}
        for _, scope in constraints:
            opened = [values for values in scope if id(values) in open_]
            if 0 < len(opened) < fewest:
                branch, fewest = opened[0], len(opened)
        for value in branch:
            if state & value:
                refute(state & value)

    state = propagate(every)
    for inside, answer in questions:
        right = inside if answer else every ^ inside
        if state & ~right:
            refute(state & ~right)
            state = propagate(state & right)
    return counted
