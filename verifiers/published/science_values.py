"""Answers of science: quantities with units, numbers, formulas, single words. Refused for: value.

A quantity is compared in any unit of its dimension, to the figures that the gold answer has; a decimal may be written to more digits than
the gold answer, which it rounds to. What is no quantity is compared as `mathematics` does. Prose has no rule: `readable` says so."""

import re
from fractions import Fraction

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.quantities import quantity, same_quantity
from synth.verifiers.parsers.text import plain
from synth.verifiers.published import Extra, NoRule, mathematics

read = mathematics.read
shown = mathematics.shown

_DECIMAL = re.compile(r"-?\d*\.(\d{1,20})")


def judge(gold: str, completion: str, lenient: bool, extra: Extra) -> Verdict:
    """Raises NoRule for a gold answer that needs a judge."""
    if not readable(gold):
        raise NoRule(mathematics.JUDGE)
    answer = final_answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    return ACCEPT if same(answer, gold) else refuse("value")


def same(answer: str, gold: str) -> bool:
    """Does the answer say what the gold answer says?"""
    if mathematics.same(answer, gold) or _rounds_to(answer, gold):
        return True
    known = quantity(gold)
    if known is None or known.bare:
        return False
    return same_quantity(answer, known.value, known.dimension, _figures(gold))


def readable(gold: str) -> bool:
    """Whether a rule decides answers to it, however they are written."""
    known = quantity(gold)
    return mathematics.readable(gold) or (known is not None and not known.bare)


def _figures(gold: str) -> int:
    """The figures of the number that leads it, 2 at least: a gold answer of one figure says little of how it was rounded."""
    number = re.search(r"\d[\d,]*(?:\.\d+)?", plain(gold))
    figures = len(number[0].replace(",", "").replace(".", "").lstrip("0")) if number else 3
    return min(max(figures, 2), 15)


def _rounds_to(answer: str, gold: str) -> bool:
    known, found = _DECIMAL.fullmatch(plain(gold)), _DECIMAL.fullmatch(plain(answer))
    if not known or not found or len(found[1]) <= len(known[1]):
        return False
    return abs(Fraction(found[0]) - Fraction(known[0])) <= Fraction(1, 2 * 10 ** len(known[1]))
