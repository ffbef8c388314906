"""Families of rows, which are dropped whole or not at all: rows of one file that share a non-empty `extra_info.family_id`.

In the search for clusters a family counts as its first row, so what resembles one member stands for all, and members of one family are no
duplicates of each other. This process holds 16 bytes for each row that has a family."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from synth.pipelines.dedupe.clusters import kept_rows
from synth.pipelines.dedupe.write_kept import COPY, FAMILY, NEAR, Drops

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.uint64]


class Families:
    """All rows that have a family, ascending, and of each the first row of its family."""

    def __init__(self, units: Iterable[tuple[int, "Rows"]]) -> None:
        """units: of each the number of its first row, and the family of each row as a number, 0 for none."""
        rows, marks = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)]
        for start, families in units:
            here = np.flatnonzero(families)
            rows.append(here.astype(np.uint64) + np.uint64(start))
            marks.append(families[here])
        self._rows = np.concatenate(rows)
        _, first, which = np.unique(np.concatenate(marks), return_index=True, return_inverse=True)
        self._heads = self._rows[first][which.reshape(-1)]

    def heads(self, rows: "Rows") -> "Rows":
        """Of each row the first of its family, itself where it has none."""
        if not len(self._rows):
            return rows
        places = np.minimum(np.searchsorted(self._rows, rows), len(self._rows) - 1)
        return np.where(self._rows[places] == rows, self._heads[places], rows)

    def leaked(self, rows: "Rows") -> Drops:
        """What goes with rows that benchmarks have. rows: ascending."""
        heads, first = np.unique(self.heads(rows), return_index=True)
        places = np.minimum(np.searchsorted(heads, self._heads), max(0, len(heads) - 1))
        goes = heads[places] == self._heads if len(heads) else np.zeros(len(self._rows), bool)
        goes &= ~np.isin(self._rows, rows)
        found = self._rows[goes]
        return Drops(found, rows[first][places[goes]], np.full(len(found), FAMILY, np.uint8))

    def drops(self, edges: "Rows", copies: "NDArray[np.bool_]") -> Drops:
        """What is dropped for pairs of rows that are duplicates. copies: of all rows, whether each equals one before it."""
        heads = self.heads(edges.reshape(-1)).reshape(-1, 2)
        across = heads[:, 0] != heads[:, 1]
        dropped, instead = kept_rows(heads[across])
        alone = ~np.isin(dropped, self._heads)
        members = np.isin(self._heads, dropped)
        rows = np.concatenate([dropped[alone], self._rows[members]])
        by = np.concatenate([instead[alone], instead[np.searchsorted(dropped, self._heads[members])]])
        alike = np.isin(rows, edges[across])
        reasons = np.where(alike, np.where(copies[rows.astype(np.int64)], COPY, NEAR), FAMILY).astype(np.uint8)
        order = np.argsort(rows)
        return Drops(rows[order], by[order], reasons[order])
