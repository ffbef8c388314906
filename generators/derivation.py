"""Worked solutions as text: equations become numbered lines, sentences stay between them."""

from collections.abc import Iterable


def numbered(said: Iterable[tuple[bool, str]]) -> str:
    """Equations (True) get labels `S1:`, `S2:`; sentences (False) get none."""
    written, number = [], 0
    for equation, text in said:
        number += equation
        written.append(f"S{number}: {text}" if equation else text)
    return "\n".join(written)
