"""The length of the pencil route: variables are summed out one after another, that with the fewest neighbours first, in the part of the
network on which the answer depends."""

from synth.verifiers.science.bayes_net import BayesNet


def relevant(problem: BayesNet) -> set[int]:
    """What is asked or seen, and the ancestors of that."""
    found = {state.variable for state in (*problem.asked, *problem.seen)}
    for place in range(len(problem.variables) - 1, -1, -1):
        if place in found:
            found.update(problem.variables[place].parents)
    return found


def effort(problem: BayesNet) -> int:
    """A product for each entry of each table that is made, a sum for each entry that is left, and the last quotient."""
    seen = {state.variable for state in problem.seen}
    asked = {state.variable for state in problem.asked}
    scopes = [frozenset({place, *problem.variables[place].parents}) - seen for place in sorted(relevant(problem))]
    reached, front = set(asked), set(asked)
    while front:  # what is not connected with the asked variables falls out
        front = {place for scope in scopes if scope & front for place in scope} - reached
        reached |= front
    scopes = [scope for scope in scopes if scope & reached]
    total = 0
    hidden = reached - asked
    while hidden:
        around = {place: frozenset[int]().union(*(scope for scope in scopes if place in scope)) for place in hidden}
        place = min(hidden, key=lambda one: (len(around[one]), one))
        used = sum(place in scope for scope in scopes)
        total += 2 ** len(around[place]) * (used - 1) + 2 ** (len(around[place]) - 1)
        scopes = [scope for scope in scopes if place not in scope] + [around[place] - {place}]
        hidden -= {place}
    total += 2 ** len(asked) * (sum(bool(scope) for scope in scopes) - 1)
    return total + (2 ** len(asked) if problem.seen else 0) + 2 * problem.best
