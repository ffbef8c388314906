"""What `honest/linear_algebra` claims: its rules in words, what cheap policies win, and which problems are the same puzzle."""

import re
from collections.abc import Iterator
from fractions import Fraction
from random import Random

from synth.generators.honest.linear_algebra.words import THEMES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.honest.linear_algebra import LinearAlgebra


def _asked(problem: LinearAlgebra) -> str:
    theme = THEMES[problem.theme]
    return rf"(is|find|for|determine) {re.escape(theme.measure[0].format(x=theme.article + problem.names[problem.query]))}[?,.]"


RULES = (
    Rule("value", {"en": _asked}),
    Rule("format", {"en": r"an integer, (a|an exact) decimal or a fraction|\(integer, decimal or fraction[,)]"}),
    Rule("format", {"en": lambda problem: rf"unit \({THEMES[problem.theme].many}\)"}, lambda problem: THEMES[problem.theme].many != ""),
    Rule(
        "abstained",
        {
            "en": r"If the facts fix the value, answer with it|When exactly one value fits, give it"
            r"|Answer with the number [^.]{0,80} if it follows from the facts|if no other value agrees with all facts"
            r"|If the remarks settle it, state the value exactly"
        },
    ),
    Rule(
        "unfounded",
        {
            "en": r"If more than one value is possible, answer Unknown|when several values fit, write Unknown"
            r"|with Unknown if they leave more than one value possible"
            r"|with Unknown if another value would agree|compatible with every remark, state Unknown"
        },
    ),
    Rule(
        "unfounded",
        {"en": r"Nothing says that values are whole or positive|need not be whole or positive|not bound to be whole or positive"},
    ),
)


def _unknown(problem: LinearAlgebra) -> str:
    return "Unknown"


def _first_constant(problem: LinearAlgebra) -> str:
    """The number in the first of the shortest facts about what is asked for."""
    about = [fact for fact in problem.facts if problem.query in {q for _, q in fact[0]}]
    return str(min(about, key=lambda fact: len(fact[0]))[1])


def _given(problem: LinearAlgebra) -> dict[int, Fraction]:
    return {terms[0][1]: Fraction(constant, terms[0][0]) for terms, constant in problem.facts if len(terms) == 1}


def _substitution(problem: LinearAlgebra) -> str:
    """Facts with a single unknown value, one after the other: no two facts are ever combined. Unknown where it does not get there."""
    known = _given(problem)
    left = list(problem.facts)
    while True:
        ready = [fact for fact in left if sum(q not in known for _, q in fact[0]) == 1]
        if problem.query in known or not ready:
            return str(known.get(problem.query, "Unknown"))
        for terms, constant in ready:
            open_terms = [(c, q) for c, q in terms if q not in known]
            rest = constant - sum((c * known[q] for c, q in terms if q in known), Fraction(0))
            known |= {q: rest / c for c, q in open_terms}  # nothing where an earlier fact of this round gave it
            left.remove((terms, constant))


def _one_step_guess(problem: LinearAlgebra) -> str:
    """The value by one fact, with zero for what is not stated outright."""
    given = _given(problem)
    about = [fact for fact in problem.facts if problem.query in {q for _, q in fact[0]}]
    terms, constant = min(about, key=lambda fact: sum(q not in given for _, q in fact[0]))
    own = {q: c for c, q in terms}
    rest = constant - sum((c * given.get(q, Fraction(0)) for q, c in own.items() if q != problem.query), Fraction(0))
    return str(rest / own[problem.query])


# No shortcut, but the whole of solving: substitution and, where that stops, two facts with the same two unknown values combined. No system
# asks for three at once; what is hard is to find the way among the facts, and to see that there is none.
SHORTCUTS = (
    Shortcut("always Unknown", _unknown, (0.5,) * 10),
    Shortcut("the number in the shortest fact about what is asked for", _first_constant, (0.02,) * 10),
    Shortcut(
        "substitution alone, no two facts combined, else Unknown", _substitution, (1.0, 1.0, 1.0, 0.58, 0.58, 0.52, 0.52, 0.5, 0.52, 0.5)
    ),
    Shortcut("one step, with zero for values that are not stated outright", _one_step_guess, (0.02,) * 10),
)


def copies(problem: LinearAlgebra, rng: Random) -> Iterator[LinearAlgebra]:
    """Quantities renumbered, facts and their terms in another order, facts multiplied by a number (by -1 where the sum is zero)."""
    for _ in range(2):
        new = rng.sample(range(len(problem.names)), len(problem.names))
        facts = []
        for terms, constant in rng.sample(problem.facts, len(problem.facts)):
            factor = rng.choice([1, 2, 3]) if max(abs(c) for c, _ in terms) <= 10 else 1
            by = -factor if not constant and rng.random() < 0.5 else factor
            facts.append((tuple((by * c, new[q]) for c, q in rng.sample(terms, len(terms))), by * constant))
        names = tuple(problem.names[new.index(number)] for number in range(len(new)))
        yield LinearAlgebra(names, problem.theme, tuple(facts), new[problem.query])


def different(problem: LinearAlgebra, rng: Random) -> Iterator[LinearAlgebra]:
    """One constant or coefficient is another."""
    for place in rng.sample(range(len(problem.facts)), len(problem.facts)):
        terms, constant = problem.facts[place]
        (c, q), *rest = terms
        for changed in ((terms, constant + 1), (((c + 1 or 1, q), *rest), constant)):
            facts = (*problem.facts[:place], changed, *problem.facts[place + 1 :])
            try:
                yield LinearAlgebra(problem.names, problem.theme, facts, problem.query)
            except ValueError:  # the facts contradict each other
                continue
