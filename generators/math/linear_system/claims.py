"""What linear_system claims: its rules in words, what cheap policies win, and which systems are the same.

The policies leave equations, signs or the parameter out, or stop before the last step.

A k near the one that leaves the coefficients beside it small is right for up to an eighth of systems. That stays: whoever takes it has
still the whole elimination to do."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from msgspec.structs import replace

from synth.generators.math.linear_system.guesses import GUESSES, near_size
from synth.generators.math.linear_system.wording import equation
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math._elimination import reduced
from synth.verifiers.math.linear_system import LinearSystem, Outcome, outcome, sum_text


def _told(p: LinearSystem) -> str:
    """Every equation, in its order."""
    if not p.story:
        return ".{1,12}".join(re.escape(equation(p, number)) for number in range(len(p.rows)))
    facts = (".{3,30}".join(rf"(?<!\d){count} " for count in row[:-1] if count) + rf".{{3,50}} {row[-1]} " for row in p.rows)
    return ".{2,40}".join(facts)


def _several(p: LinearSystem) -> bool:
    return bool(p.slopes) or p.ask == "fixed" or (p.ask == "form" and len(reduced(p.rows, len(p.names))[1]) < len(p.names))


RULES = (
    Rule("value", {"en": _told, "zh": _told}),
    Rule(
        "value",
        dict.fromkeys(("en", "zh"), lambda p: rf"(?<!\w){re.escape(sum_text(p.weights, p.names))}(?! [-+=])"),
        lambda p: bool(p.weights) and not p.story,
    ),
    Rule(
        "value",
        dict.fromkeys(("en", "zh"), lambda p: ".{3,30}".join(rf"(?<!\d){weight} " for weight in p.weights if weight) + ".{1,40}[?？]"),
        lambda p: bool(p.story),
    ),
    Rule("value", {"en": "one kind", "zh": "同一种"}, lambda p: bool(p.story)),
    Rule(
        "value",
        {"en": r"exactly one number k for which this system has infinitely many solutions", "zh": r"只有一个数 k 使这个方程组有无穷多解"},
        lambda p: bool(p.slopes),
    ),
    Rule("value", {"en": r"same value in all solutions", "zh": r"所有解中.{0,40}的值都相同"}, _several),
    Rule("value", {"en": r"value of every unknown", "zh": r"每个未知数的值"}, lambda p: p.ask == "solution"),
    Rule("none", {"en": r"If there is no solution, write: no solution", "zh": r"如果没有解，就写“无解”"}, lambda p: p.ask == "solution"),
    Rule(
        "unknowns",
        {
            "en": r"exactly the unknowns that have the same value in all solutions",
            "zh": r"所有在全部解中取值相同的未知数.{1,20}不要写其余的未知数",
        },
        lambda p: p.ask == "fixed",
    ),
)


def _policy(guess: Callable[[LinearSystem], Outcome]) -> Callable[[LinearSystem], str]:
    def answer(problem: LinearSystem) -> str:
        values, right = guess(problem), outcome(problem)
        if values is None:
            return ""
        if problem.ask == "form":
            return str(values[0])
        fixed = [one is not None for one in right or values]  # nobody has to find out which unknowns stay open
        return ", ".join(f"{name} = {value}" for name, value, said in zip(problem.names, values, fixed, strict=True) if said)

    return answer


NO_K = (0.005,) * 6
SHORTCUTS = (
    *(Shortcut(name, _policy(guess), (0.005,) * 10) for name, guess in GUESSES),
    *(
        Shortcut(f"k is {more:+} from what leaves the coefficients beside it small", _policy(partial(near_size, more=more)), NO_K + share)
        for more, share in ((1, (0.03,) * 4), (2, (0.14, 0.12, 0.14, 0.12)), (-2, (0.12,) * 4))
    ),
    Shortcut("always no solution", lambda _: "no solution", (0.0,) * 3 + (0.05,) * 2 + (0.0,) * 5),
    Shortcut("always 2", lambda _: "2", (0.1,) + (0.04,) * 2 + (0.03,) * 7),
)


def copies(problem: LinearSystem, rng: Random) -> Iterator[LinearSystem]:
    """The equations in another order; one with all its signs changed."""
    order = rng.sample(range(len(problem.rows)), len(problem.rows))
    slopes = problem.slopes or ((),) * len(order)
    yield replace(problem, rows=tuple(problem.rows[i] for i in order), slopes=tuple(slopes[i] for i in order if slopes[i]))
    if not problem.story:
        place = rng.choice(order)
        yield replace(problem, rows=_negated(problem.rows, place), slopes=_negated(problem.slopes, place))


def _negated(rows: tuple[tuple[int, ...], ...], place: int) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(-entry for entry in row) if number == place else row for number, row in enumerate(rows))


def different(problem: LinearSystem, rng: Random) -> Iterator[LinearSystem]:
    """Another sum; another right side."""
    if problem.weights:
        yield replace(problem, weights=tuple(2 * weight for weight in problem.weights))
    if problem.ask == "solution":
        yield replace(problem, rows=(*problem.rows[:-1], (*problem.rows[-1][:-1], problem.rows[-1][-1] + 1)))
    if problem.ask == "fixed":
        yield replace(problem, rows=tuple((*row[:-1], 2 * row[-1]) for row in problem.rows), slopes=_doubled(problem.slopes))


def _doubled(rows: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """Twice the right sides, for which k stays what it is."""
    return tuple((*row[:-1], 2 * row[-1]) for row in rows)
