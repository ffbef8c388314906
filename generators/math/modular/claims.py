"""What modular claims: its rules in words, what cheap policies win, and which systems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.modular import GUESSES, WITHOUT
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.modular import Congruence, Modular


def _told(p: Modular) -> str:
    """Every congruence, in its order."""
    parts = []
    for c in p.congruences:
        left = "x" if c.factor == 1 else f"{c.factor}x"
        base, *above = map(str, c.tower)
        right = "^".join([base, above[0] if len(above) == 1 else f"({above[0]}^{above[1]})"]) if above else base
        parts.append(rf"(?<!\d){left} .{{0,40}}{re.escape(right)}.{{0,45}}[^\d]{c.modulus}\b")
    return r"(?s)" + ".{1,12}".join(parts)


RULES = (
    Rule("remainder", {"en": _told, "zh": _told}),
    Rule("remainder", {"en": r"leaves? the same remainder", "zh": r"余数相同"}),
    Rule(
        "remainder",
        {"en": r"is 7 raised to the number 2\^5", "zh": r"指数是 2\^5"},
        lambda p: any(len(c.tower) == 3 for c in p.congruences),
    ),
    Rule("least", {"en": r"\bleast\b", "zh": r"最小"}),
    Rule("least", {"en": r"whole number.*(x >= 0|0 or larger)|x >= 0, a whole number", "zh": r"最小整数 x（x >= 0）|最小的非负整数"}),
    Rule("none", {"en": r"If there is no such number, write none", "zh": r"没有这样的数，就写“无解”"}),
)


def _policy(guess: Callable[[Modular], str]) -> Callable[[Modular], str]:
    """The number that it gives, if any."""
    return lambda problem: guess(problem).replace("None", "")


PLACES = ("first", "second", "third", "fourth")
SHORTCUTS = (
    *(Shortcut(f"without the {which} congruence", _policy(guess), (0.005,) * 10) for which, guess in zip(PLACES, WITHOUT, strict=True)),
    Shortcut("without the factors of x", _policy(GUESSES[4]), (0.01,) * 5 + (0.02,) * 5),
    Shortcut("exponents by the modulus", _policy(GUESSES[5]), (0.01,) * 5 + (0.02,) * 5),
    Shortcut("exponents by the modulus less one", _policy(GUESSES[6]), (0.01,) * 5 + (0.02,) * 5),
    Shortcut("a tower as a power of a power", _policy(GUESSES[7]), (0.01,) * 5 + (0.05,) * 5),
    Shortcut("always none", lambda _: "none", (0.0,) * 4 + (0.12,) * 6),
)


def copies(problem: Modular, rng: Random) -> Iterator[Modular]:
    """The congruences in another order; a factor, a base or a told remainder with the modulus added."""
    listed = list(problem.congruences)
    yield Modular(tuple(rng.sample(listed, len(listed))))
    place = rng.randrange(len(listed))
    c = listed[place]
    for other in (
        Congruence(c.factor + c.modulus, c.tower, c.modulus) if c.factor + c.modulus <= 200 else c,
        Congruence(c.factor, (c.tower[0] + c.modulus, *c.tower[1:]), c.modulus) if len(c.tower) < 3 else c,
    ):
        yield Modular((*listed[:place], other, *listed[place + 1 :]))


def different(problem: Modular, rng: Random) -> Iterator[Modular]:
    """Another modulus, another base."""
    listed = list(problem.congruences)
    place = rng.randrange(len(listed))
    c = listed[place]
    for other in (replace(c, modulus=c.modulus + 1), replace(c, tower=(c.tower[0] + 1, *c.tower[1:]))):
        yield Modular((*listed[:place], other, *listed[place + 1 :]))
