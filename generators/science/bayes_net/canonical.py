"""One form for networks that differ in the order of their variables alone."""

from hashlib import blake2b

from synth.verifiers.science.bayes_net import BayesNet, State, Variable

ROUNDS = 8


def _mixed(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def colours(problem: BayesNet) -> list[str]:
    """For each variable what it looks like from itself, with its neighbours and theirs: their chances, and what is seen and asked."""
    seen = {state.variable: state.on for state in problem.seen}
    asked = {state.variable: state.on for state in problem.asked}
    found = [_mixed(sorted(v.table), seen.get(k), asked.get(k)) for k, v in enumerate(problem.variables)]
    for _ in range(ROUNDS):
        children: dict[int, list[str]] = {}
        for k, v in enumerate(problem.variables):
            for j, parent in enumerate(v.parents):
                halves = (sorted(chance for row, chance in enumerate(v.table) if row >> j & 1 == on) for on in (0, 1))
                children.setdefault(parent, []).append(_mixed(found[k], *halves))
        found = [
            _mixed(found[k], sorted(found[parent] for parent in v.parents), sorted(children.get(k, [])))
            for k, v in enumerate(problem.variables)
        ]
    return found


def renamed(problem: BayesNet, order: list[int]) -> BayesNet:
    """With the variables in another order, in which parents stand before children; order: old places."""
    new = {old: place for place, old in enumerate(order)}
    variables = []
    for old in order:
        v = problem.variables[old]
        parents = sorted(v.parents, key=new.__getitem__)
        places = [v.parents.index(parent) for parent in parents]  # of the new bit j in the old table
        rows = (sum((row >> j & 1) << place for j, place in enumerate(places)) for row in range(len(v.table)))
        variables.append(Variable(tuple(new[parent] for parent in parents), tuple(v.table[row] for row in rows)))

    def moved(states: tuple[State, ...]) -> tuple[State, ...]:
        return tuple(sorted((State(new[state.variable], state.on) for state in states), key=lambda state: state.variable))

    return BayesNet(tuple(variables), moved(problem.seen), moved(problem.asked), problem.best, problem.theme)


def canonical(problem: BayesNet) -> object:
    """The variables by what they look like, parents before children."""
    looks = colours(problem)
    order: list[int] = []
    while len(order) < len(looks):
        ready = [k for k, v in enumerate(problem.variables) if k not in order and set(v.parents) <= set(order)]
        order.append(min(ready, key=lambda k: (looks[k], k)))
    one = renamed(problem, order)
    return (
        [(v.parents, v.table) for v in one.variables],
        [(s.variable, s.on) for s in one.seen],
        [(s.variable, s.on) for s in one.asked],
        one.best,
    )
