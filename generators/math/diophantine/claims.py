"""What diophantine equations claim: their rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.diophantine import GUESSES, written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.diophantine import NAMES, Diophantine, Equation, Term


def _equations(p: Diophantine) -> str:
    return ".*".join(re.escape(written(equation)) + r"(?!\d)" for equation in p.equations)


RULES = (
    Rule("equation", {"en": _equations, "zh": _equations}),
    Rule("equation", {"en": r"any one of them is right", "zh": "任意一组"}),
    Rule("equation", {"en": r"in this order, separated by commas", "zh": "的顺序写出各个值"}),
    Rule(
        "bounds",
        {
            "en": lambda p: ".*".join(rf"\b{name} from 1 to {most}\b" for name, most in zip(NAMES, p.most, strict=False)),
            "zh": lambda p: ".*".join(rf"\b{name} 从 1 到 {most}\b" for name, most in zip(NAMES, p.most, strict=False)),
        },
    ),
    Rule("bounds", {"en": r"whole numbers", "zh": "整数"}),
)

_EASY = {"numbers up to 3": (0.1, 0.04, 0.02), "all 1 but one": (0.06, 0.05, 0.02)}
SHORTCUTS = tuple(Shortcut(name, guess, (*_EASY.get(name, (0.03,) * 3), *(0.02,) * 7)) for name, guess in GUESSES.items())


def copies(problem: Diophantine, rng: Random) -> Iterator[Diophantine]:
    """Unknowns, equations and terms in another order."""
    for _ in range(3):
        order = rng.sample(range(len(problem.most)), len(problem.most))
        equations = [
            Equation(tuple(Term(t.factor, tuple(t.powers[k] for k in order)) for t in rng.sample(e.terms, len(e.terms))), e.value)
            for e in problem.equations
        ]
        yield Diophantine(tuple(rng.sample(equations, len(equations))), tuple(problem.most[k] for k in order))


def different(problem: Diophantine, rng: Random) -> Iterator[Diophantine]:
    """Another right side, another bound."""
    first, *rest = problem.equations
    yield replace(problem, equations=(replace(first, value=first.value + 1), *rest))
    yield replace(problem, most=(problem.most[0] + 1, *problem.most[1:]))
