"""What careless readers would work out instead. No answer is one of theirs."""

from collections.abc import Callable
from math import prod

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.science.bayes_net import LABELS, BayesNet, State, answer, weights

Policy = Callable[[BayesNet], str]


def written(problem: BayesNet, letters: frozenset[str], chance: Fraction) -> str:
    """`9/13`; `A, C; 9/13`."""
    return f"{', '.join(sorted(letters)) or 'none'}; {chance}" if problem.best else str(chance)


def _with(problem: BayesNet, seen: tuple[State, ...]) -> str:
    other = replace(problem, seen=seen)
    found = answer(other)
    return written(problem, *found) if found and seen != problem.seen else ""


def prior(problem: BayesNet) -> str:
    return _with(problem, ())


def first_left_aside(problem: BayesNet) -> str:
    return _with(problem, problem.seen[1:])


def last_left_aside(problem: BayesNet) -> str:
    return _with(problem, problem.seen[:-1])


def _chance(problem: BayesNet, states: tuple[State, ...]) -> Fraction:
    """Of some states together, nothing observed."""
    return answer(BayesNet(problem.variables, (), states, False, 0))[1] if states else Fraction(1)  # type: ignore[index]


def _combination(problem: BayesNet) -> tuple[State, ...]:
    """The asked states, or the most probable ones."""
    found = answer(problem)
    if not problem.best or found is None:
        return problem.asked
    return tuple(State(state.variable, LABELS[state.variable] in found[0]) for state in problem.asked)


def _letters(states: tuple[State, ...]) -> frozenset[str]:
    return frozenset(LABELS[state.variable] for state in states if state.on)


def joint(problem: BayesNet) -> str:
    """Not divided by the chance of what is seen."""
    states = _combination(problem)
    if not problem.seen:
        return ""
    return written(problem, _letters(states), _chance(problem, states + problem.seen))


def turned_round(problem: BayesNet) -> str:
    """The chance of what is seen, given what is asked."""
    states = _combination(problem)
    if not problem.seen:
        return ""
    return written(problem, _letters(states), _chance(problem, states + problem.seen) / _chance(problem, states))


def independent_signs(problem: BayesNet) -> str:
    """As if all that is seen hung on the asked variable alone (naive Bayes)."""
    if problem.best or len(problem.asked) > 1 or len(problem.seen) < 2:
        return ""
    odds = []
    for on in (True, False):
        state = (State(problem.asked[0].variable, on),)
        chance = _chance(problem, state)
        odds.append(chance * prod((_chance(problem, (*state, sign)) / chance for sign in problem.seen), start=Fraction(1)))
    mine = odds[0] if problem.asked[0].on else odds[1]
    return str(mine / sum(odds))


def one_by_one(problem: BayesNet) -> str:
    """Each asked variable alone, and the product of their chances."""
    if len(problem.asked) < 2:
        return ""
    chance, letters = Fraction(1), frozenset[str]()
    for state in problem.asked:
        found = weights(BayesNet(problem.variables, problem.seen, (State(state.variable, True),), False, 0))
        on = Fraction(found[1], found[0] + found[1])
        is_on = on > Fraction(1, 2) if problem.best else state.on
        chance *= on if is_on else 1 - on
        letters |= {LABELS[state.variable]} if is_on else frozenset()
    return written(problem, letters, chance)


def other_state(problem: BayesNet) -> str:
    found = answer(problem)
    return written(problem, found[0], 1 - found[1]) if found else ""


def half(problem: BayesNet) -> str:
    found = answer(problem)
    return written(problem, found[0], Fraction(1, 2)) if found else ""


def mistakes(problem: BayesNet) -> tuple[Callable[[], BayesNet], ...]:
    """What makes the problem with an observation overlooked, or taken for its opposite."""
    turned = tuple(State(state.variable, not state.on) for state in problem.seen[-1:])
    return (
        lambda: replace(problem, seen=problem.seen[1:]),
        lambda: replace(problem, seen=(*problem.seen[:-1], *turned)),
        lambda: replace(problem, asked=tuple(State(state.variable, problem.best or not state.on) for state in problem.asked)),
    )


POLICIES: dict[str, Policy] = {
    "what is seen left aside": prior,
    "the first observation left aside": first_left_aside,
    "the last observation left aside": last_left_aside,
    "not divided by the chance of what is seen": joint,
    "the chance of what is seen instead": turned_round,
    "all that is seen hangs on the asked variable alone": independent_signs,
    "each asked variable alone": one_by_one,
    "the other state": other_state,
    "one half": half,
}
