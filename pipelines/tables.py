"""Tables of text that fit a terminal of 80 columns."""

from collections.abc import Sequence

WIDTH = 80
"""Columns of a terminal, at least."""


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int = WIDTH) -> list[str]:
    """Lines of a table: names on the left, numbers on the right. Where both do not fit beside each other, each name
    has a line of its own."""
    cells = [heads, *rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
    beside = sum(widths) + len(widths) - 1 <= width
    lines = []
    for name, *numbers in cells:
        shown = " ".join(f"{number:>{wide}}" for number, wide in zip(numbers, widths[1:], strict=True))
        lines += [f"{name:{widths[0]}} {shown}".rstrip()] if beside else [name, f"  {shown}".rstrip()]
    return lines
