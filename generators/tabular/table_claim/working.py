"""Worked solutions: what the printed totals leave for missing figures, then for each statement the least and the most of d, by how much it
holds (of a share or a growth a multiple of that), and last what this says of it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

from synth.generators.math._derivation import lines
from synth.generators.tabular._writing import exact
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.table_claim import LABELS, TableClaim, sums
from synth.verifiers.tabular.table_claim.bounds import MICRO, columns
from synth.verifiers.tabular.table_claim.steps import End, ends

_NAMES = {"min": "min d", "max": "max d", "both": "d"}
_WHY = {"True": "d is above 0", "False": "d is never above 0", "Unknown": "d can be above 0, and need not be"}
_OF_SEVERAL = {"years": "the years in which d is above 0 decide", "largest": "each d has to be above 0"}


def trace_and_rejected(rng: Random, problem: TableClaim, labels: Sequence[str]) -> tuple[str, str]:
    """The worked solution; and the same with a slip, and what it leads to."""
    said = [line for number, table in enumerate(problem.tables, 1) for line in _shared(table, number if len(problem.tables) > 1 else 0)]
    slips = list[int]()
    for number, (claim, label) in enumerate(zip(problem.claims, labels, strict=True), 1):
        said.append(f"Statement {number}.")
        for one in sums(problem.tables, claim):
            for end in ends(problem.tables, one):
                slips += [len(said)] if end.parts else []
                said.append(_worked(end))
        said.append(f"So {_OF_SEVERAL.get(claim.kind) or _WHY[label]}: {label}.")
    place = rng.randrange(len(labels))
    wrong = [*labels[:place], rng.choice([label for label in LABELS if label != labels[place]]), *labels[place + 1 :]]
    slipped = list(said)
    if slips:
        at = rng.choice(slips)
        left, _, value = said[at].rpartition(" = ")
        slipped[at] = f"{left} = {exact(Fraction(value) + 1)}"
    return lines(said), f"{lines(slipped)}\n\n<answer>\n{', '.join(wrong)}\n</answer>"


def _shared(table: Table, number: int) -> Iterator[str]:
    """The missing parts of each printed total, and what is left for them."""
    totals = sorted(table.totals, key=lambda total: len(total.parts))
    for place, column in enumerate(columns(table)):
        done = list[tuple[tuple[int, ...], Fraction]]()
        for block in column.blocks:
            if block.left is None:
                continue
            total = next(one for one in totals if block.rows[0] in one.parts and table.cells[one.at][place] is not None)
            left = Fraction(block.left, 10**MICRO)
            figures = [Fraction(column.known[part], 10**MICRO) for part in total.parts if part in column.known]
            figures += [amount for rows, amount in done if rows[0] in total.parts]
            done.append((block.rows, left))
            names = " and ".join(" / ".join(table.rows[row]) for row in block.rows)
            yield f"{f'Table {number}, ' if number else ''}{table.columns[place][-1]}, {names} together:"
            whole = Fraction(table.cells[total.at][place] or 0)
            yield f"rest = {' - '.join(map(exact, (whole, *(figures or [Fraction(0)]))))} = {exact(left)}"


def _worked(end: End) -> str:
    """`min d = 100 * 150 - 120 * 100 = 3000`."""
    shown = ""
    for weight, amount in end.parts or ((Fraction(1), Fraction(0)),):
        size = exact(amount) if abs(weight) == 1 else f"{exact(abs(weight))} * {exact(amount)}"
        shown += f"{' - ' if weight < 0 else ' + ' if shown else ''}{size}" if shown else f"{'0 - ' if weight < 0 else ''}{size}"
    shown = shown if len(end.parts) > 1 or "0 - " in shown or "*" in shown else f"{shown} + 0"
    return f"{_NAMES[end.name]} = {shown} = {exact(end.value)}"
