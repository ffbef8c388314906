"""The checks that the compiled solver counts are those of a plain one, over sets of worlds."""

from random import Random

from synth.generators.logic._refutation import constraint_checks

Set = frozenset[int]
Constraint = tuple[Set, list[int]]  # the worlds it allows, the unknowns in its scope


def _plain(every: Set, values: list[list[Set]], constraints: list[Constraint], right: list[Set]) -> int:
    counted = 0

    def propagate(state: Set) -> Set:
        nonlocal counted
        before = None
        while before != state:
            before = state
            for allowed, scope in constraints:
                counted += 1
                left = state & allowed
                if not left:
                    return left
                for unknown in scope:
                    for value in values[unknown]:
                        if not left & value:
                            state -= value
        return state

    def refute(state: Set) -> None:
        state = propagate(state)
        if not state:
            return
        unsettled = [[u for u in scope if sum(bool(state & value) for value in values[u]) > 1] for _, scope in constraints]
        for value in values[min(filter(None, unsettled), key=len)[0]] if any(unsettled) else ():
            if state & value:
                refute(state & value)

    state = propagate(every)
    for answer in right:
        if state - answer:
            refute(state - answer)
            state = propagate(state & answer)
    return counted


def test_checks_equal_those_of_a_plain_solver(scale):
    rng, branched = Random(1), 0
    for _ in range(150 * scale):
        count = rng.choice((5, 60, 64, 65, 150))
        every = frozenset(range(count))
        values = []
        for _ in range(rng.randint(1, 6)):
            kinds = [rng.randrange(rng.choice((2, 2, 3))) for _ in every]
            values.append([frozenset(w for w in every if kinds[w] == kind) for kind in sorted(set(kinds))])
        true = rng.randrange(count)
        constraints = []
        for _ in range(rng.randint(1, 9)):
            allowed = frozenset(w for w in every if w == true or rng.random() < 0.6)
            constraints.append((allowed, rng.sample(range(len(values)), rng.randint(1, len(values)))))
        asked = [frozenset(w for w in every if w == true or rng.random() < 0.5) for _ in range(rng.randint(1, 4))]
        inside = [rng.random() < 0.5 for _ in asked]
        bits = [[sum(1 << w for w in value) for value in some] for some in values]
        expected = _plain(every, values, constraints, asked)
        questions = [(sum(1 << w for w in (some if yes else every - some)), yes) for some, yes in zip(asked, inside, strict=True)]
        found = constraint_checks(
            (1 << count) - 1, [(sum(1 << w for w in allowed), [bits[u] for u in scope]) for allowed, scope in constraints], questions
        )
        assert found == expected
        branched += expected > 4 * len(constraints) * len(asked)
    assert branched > 20
