"""Facts of `honest/linear_algebra` in English: for each fact all the sentences that can say it.

What sentences there are depends on coefficients and constant alone, so both members of a pair get the same choice."""

from collections.abc import Sequence
from random import Random

from synth.generators.honest.linear_algebra.words import THEMES, Theme
from synth.verifiers.honest.linear_algebra import Fact, LinearAlgebra

MULTIPLES = {2: "twice ", 3: "three times ", 4: "four times ", 5: "five times "}


def prompt_variables(problem: LinearAlgebra, rng: Random) -> dict[str, object]:
    """The template's variables: for each fact its possible sentences."""
    theme = THEMES[problem.theme]
    names = [theme.article + name for name in problem.names]
    # The same for both members, which have the same constants.
    measure = theme.measure[sum(constant for _, constant in problem.facts) % len(theme.measure)]
    measures = [measure.format(x=name) for name in names]
    return {
        "facts": [_sentences(fact, theme, names, measures) for fact in problem.facts],
        "asked": theme.measure[0].format(x=names[problem.query]),
        "intro": theme.intro,
        "unit": theme.many,
        "total": len(names),
    }


def _start(text: str) -> str:
    """With a capital, unless a symbol stands first."""
    return text if text[1:2] == "_" else text[0].upper() + text[1:]


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _sentences(fact: Fact, theme: Theme, names: list[str], measures: list[str]) -> list[str]:
    terms, constant = fact
    n = f"{constant} {theme.one if constant == 1 else theme.many}".strip()
    # Single quantities first: "twice A and B" could be read as twice the sum.
    pos = sorted(((c, q) for c, q in terms if c > 0), key=lambda term: term[0])
    neg = sorted(((-c, q) for c, q in terms if c < 0), key=lambda term: term[0])
    many = [_times(c, measures[q]) for c, q in pos]
    less = [_times(c, measures[q]) for c, q in neg]
    plain = all(abs(c) == 1 for c, _ in terms)
    if len(pos) == 1 and not neg:
        found = [f"{many[0]} is {n}", f"{n} is {many[0]}", f"{many[0]} equals {n}", f"{many[0]} comes to {n}", f"{many[0]} amounts to {n}"]
        found += [f"{many[0]} is exactly {n}", f"we know that {many[0]} is {n}", f"it is certain that {many[0]} is {n}"]
        found += (
            [s.format(x=names[pos[0][1]], n=n) for s in theme.alone]
            if plain
            else [f"if you take {many[0]}, you get {n}", f"{n} is what {many[0]} comes to"]
        )
    elif not neg:
        found = [
            f"{_joined(many)} add up to {n}",
            f"the sum of {_joined(many)} is {n}",
            f"{' plus '.join(many)} is {n}",
            f"{n} is the total of {_joined(many)}",
        ]
        found += [f"{_joined(many)} together make {n}", f"adding {_joined(many)} gives {n}", f"taken together, {_joined(many)} come to {n}"]
        found += [f"{' plus '.join(many)} equals {n}", f"the total of {_joined(many)} is {n}", f"{n} is what {_joined(many)} make together"]
        found += [s.format(x=names[pos[0][1]], y=names[pos[1][1]], n=n) for s in theme.pair] if plain and len(pos) == 2 else []
    else:
        a, b = " plus ".join(many), " plus ".join(less)
        if constant:
            found = [f"{a} is {n} more than {b}", f"{b} is {n} less than {a}", f"{a} equals {b} plus {n}", f"{a} exceeds {b} by {n}"]
            found += [
                f"{b} falls {n} short of {a}",
                f"adding {n} to {b} gives {a}",
                f"{b} plus {n} is {a}",
                f"to get {a} from {b}, add {n}",
            ]
            found += [f"{n} is the amount by which {a} exceeds {b}", f"{a} is greater than {b}, namely by {n}"]
        else:
            found = [f"{a} is the same as {b}", f"{b} is the same as {a}", f"{a} equals {b}", f"{b} equals {a}", f"{a} is exactly {b}"]
            found += [
                f"{a} comes to as much as {b}",
                f"{b} comes to as much as {a}",
                f"{b} is exactly {a}",
                f"between {a} and {b} there is no difference",
            ]
            found += [f"{a} is neither more nor less than {b}"]
        if plain and len(terms) == 2:
            forms = (*theme.more, *theme.less) if constant else theme.same
            found += [s.format(x=names[pos[0][1]], y=names[neg[0][1]], n=n) for s in forms]
    return [_start(sentence) for sentence in found]


def _times(count: int, measure: str) -> str:
    return measure if count == 1 else MULTIPLES.get(count, f"{count} times ") + measure
