"""What recurrence claims: its rules in words, what cheap policies win, and which problems are the same.

The policies do without the period, without one part of the recurrence, or miscount."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.recurrence import Recurrence, Sequence, index, term


def _start(name: str, sequence: Sequence) -> str:
    return ".{1,8}".join(rf"{name}\({n}\) = {a}\b" for n, a in enumerate(sequence.start))


def _recurrence(name: str, sequence: Sequence) -> str:
    """The right side, part by part."""
    parts = [(c, rf"{name}\(n-{k}\)") for k, c in enumerate(sequence.coefficients, 1) if c]
    parts += [(sequence.linear, "n")] if sequence.linear else []
    parts += [(sequence.constant, "")] if sequence.constant else []
    sides = []
    for place, (factor, what) in enumerate(parts):
        sign = ("-" if factor < 0 else "") if not place else r" - " if factor < 0 else r" \+ "
        size = "" if abs(factor) == 1 and what else str(abs(factor)) + (" " if what else "")
        sides.append(sign + size + what)
    return rf"{name}\(n\) = " + "".join(sides) + r"(?= 都有|[ ,.。，；\n])"


RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: _start("a", p.sequence))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: _recurrence("a", p.sequence))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: rf"n >= {len(p.sequence.start)}\b")),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: rf"a\({p.n}\)"), lambda p: not p.inner),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: rf"b\({p.n}\)"), lambda p: bool(p.inner)),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: _start("b", p.inner[0])), lambda p: bool(p.inner)),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: _recurrence("b", p.inner[0])), lambda p: bool(p.inner)),
    Rule(
        "value",
        {
            "en": lambda p: rf"(divided by|division by) {p.modulus}\b.*|from 0 to {p.modulus - 1}\b",
            "zh": lambda p: rf"除以 {p.modulus}\b.*0 到 {p.modulus - 1} 之间",
        },
        lambda p: bool(p.modulus),
    ),
)


def _changed(change: Callable[[Sequence], Sequence]) -> Callable[[Recurrence], str]:
    """The answer for another sequence."""
    return lambda problem: str(term(change(problem.sequence), index(problem), problem.modulus))


def _at(place: Callable[[Recurrence], int]) -> Callable[[Recurrence], str]:
    """The answer at another index."""
    return lambda problem: str(term(problem.sequence, max(0, place(problem)), problem.modulus))


def _without(names: tuple[str, ...]) -> Callable[[Recurrence], str]:
    """Where there is nothing to leave out, no answer."""

    def policy(problem: Recurrence) -> str:
        if not any(getattr(problem.sequence, name) for name in names):
            return ""
        return _changed(lambda s: replace(s, **dict.fromkeys(names, 0)))(problem)

    return policy


def _last_alone(problem: Recurrence) -> str:
    s = problem.sequence
    return _changed(lambda _: replace(s, coefficients=(s.coefficients[0], *[0] * (len(s.start) - 1))))(problem) if len(s.start) > 1 else ""


SHORTCUTS = (
    Shortcut("one term too few", _at(lambda p: index(p) - 1), (0.005,) * 10),
    Shortcut("one term too many", _at(lambda p: index(p) + 1), (0.005,) * 10),
    Shortcut("the period is the modulus", _at(lambda p: index(p) % p.modulus if p.modulus else p.n - 1), (0.005,) * 10),
    Shortcut("the period is one less", _at(lambda p: index(p) % (p.modulus - 1) if p.modulus else p.n - 1), (0.005,) * 10),
    Shortcut("the last digit of the index", _at(lambda p: index(p) % 10 if p.modulus else p.n - 1), (0.005,) * 10),
    Shortcut("nothing is added", _without(("constant", "linear")), (0.005,) * 3 + (0.08,) * 7),
    Shortcut("the last term alone", _last_alone, (0.01,) * 3 + (0.08,) * 7),
    Shortcut("the index of the second sequence as it stands", _at(lambda p: p.n if p.inner else p.n - 1), (0.005,) * 10),
)

NO_COPIES = "Coefficients and first terms are drawn below every modulus, so no two of these problems differ by multiples of one."


def different(problem: Recurrence, rng: Random) -> Iterator[Recurrence]:
    """Another first term, another index, another constant."""
    s = problem.sequence
    yield replace(problem, sequence=replace(s, start=(s.start[0] + 1, *s.start[1:])))
    yield replace(problem, n=problem.n - 1 if problem.n > 2 else 3)
    yield replace(problem, sequence=replace(s, constant=s.constant + 1 if s.constant < 99 else 0))
