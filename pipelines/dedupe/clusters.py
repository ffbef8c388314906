"""Clusters of duplicates, by union-find over the pairs that were found: of each, the row of the lowest number is kept."""

from array import array
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def kept_rows(edges: "NDArray[np.uint64]") -> tuple["NDArray[np.uint64]", "NDArray[np.uint64]"]:
    """(rows that are dropped, ascending; for each the row that is kept instead). edges: pairs of rows that belong together, in any order.

    `kept_rows([[3, 5], [5, 9]])` gives `([5, 9], [3, 3])`."""
    rows, places = np.unique(edges, return_inverse=True)
    parent = array("q", range(len(rows)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]  # halves the way for the next time
            place = parent[place]
        return place

    for one, other in places.reshape(-1, 2).tolist():
        low, high = sorted((root(one), root(other)))
        parent[high] = low  # the root is the lowest row of its cluster
    roots = np.array([root(place) for place in range(len(rows))], np.int64)
    dropped = roots != np.arange(len(rows))
    return rows[dropped], rows[roots[dropped]]
