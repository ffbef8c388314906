"""Worked solutions of the mathematics tasks as text."""

from collections.abc import Iterable

from synth.generators.derivation import numbered


def lines(said: Iterable[str]) -> str:
    """Equations between numbers become numbered lines; what does not end in `= number` is prose."""
    return numbered(("=" in text and text[-1].isdigit(), text) for text in said)
