"""Worked solutions of the mathematics tasks as text: equations become numbered lines, sentences stay between them."""

from collections.abc import Iterable


def lines(said: Iterable[str]) -> str:
    """Equations between numbers get labels `S1:`, `S2:`; what does not end in `= number` is prose."""
    written, number = [], 0
    for text in said:
        if "=" in text and text[-1].isdigit():
            number += 1
            written.append(f"S{number}: {text}")
        else:
            written.append(text)
    return "\n".join(written)
