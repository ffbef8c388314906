"""Flat tables as text: one record a line, in the layouts of the domain."""

from collections.abc import Callable, Sequence

from synth.generators.tabular._render import width

LAYOUTS = ("markdown", "csv", "text")


def drawn(head: Sequence[str], rows: Sequence[Sequence[str | int]], layout: str, term: Callable[[str], str]) -> str:
    """head: in words; rows: identifiers, which get their words here, and numbers."""
    lines = [list(head), *[[str(cell) if isinstance(cell, int) else term(cell) for cell in row] for row in rows]]
    if layout == "markdown":
        ruled = ["| " + " | ".join(line) + " |" for line in lines]
        return "\n".join([ruled[0], "|" + " --- |" * len(head), *ruled[1:]])
    if layout == "csv":
        return "\n".join(["```", *[",".join(f'"{cell}"' for cell in line) for line in lines], "```"])
    widths = [max(width(line[place]) for line in lines) for place in range(len(head))]
    padded = ["  ".join(cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join(["```", *padded, "```"])
