"""Worked solutions of counterexamples: numbers with the premises are looked at until the claim fails for one."""

from collections.abc import Iterator, Sequence

from synth.generators.derivation import numbered
from synth.verifiers.math.counterexample import Counterexample, Property, looked_at


def worked(problem: Counterexample, right: int, held: Sequence[int]) -> tuple[str, str]:
    """The lines; and a whole completion that stops at the first number for which the claim holds. held: such numbers, with the premises."""
    told = [line for n in held for line in _looked_at(n, (problem.conclusion,), "has the premises, and the claim holds for it:")]
    told += _looked_at(right, (*problem.premises, problem.conclusion), "has the premises, and the claim fails for it:")
    wrong = held[0] if held else right + 1
    return numbered(told), f"{numbered(_looked_at(wrong, (problem.conclusion,), 'has the premises:'))}\n\n<answer>\n{wrong}\n</answer>"


def _looked_at(n: int, properties: Sequence[Property], what: str) -> Iterator[tuple[bool, str]]:
    yield False, f"{n} {what}"
    for text in dict.fromkeys(look.text for one in properties for look in looked_at(n, one)):
        yield True, text
