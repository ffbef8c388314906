"""Constraint problems over finite domains, stated: variables, all-different groups, tables on pairs and triples, chains.

One form for Latin squares, Sudoku variants, cages, sums, house-and-attribute puzzles and the like. A variable's domain is an integer
whose bit v says that value v is possible; what is given is a domain of one bit. `search` solves such a network, `digging` takes
givens back while one solution stays, `grading` says how hard it is; all three are called from Python and run compiled.

    less = relation(values, lambda v, w: v < w)
    net = network(variables, values, groups=[(0, 1, 2)], pairs=[(0, 1, less)])
    count, nodes, found = solve(net, [full(values)] * variables)

A clue whose number matters (a sum, a count, what is seen from an edge) is best a variable of its own at the end of a `chain`: given,
it is one value; taken back, it is any."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
MAX_VALUES = 62
"""Values that a variable can have; two bits of the integer are for the kernels."""


def full(values: int) -> int:
    """The domain of all values 0 .. `values` - 1: `full(3) == 0b111`."""
    return (1 << values) - 1


def relation(values: int, holds: Callable[[int, int], bool]) -> list[int]:
    """The table of a pair: entry v has a bit for each value w with holds(v, w). `relation(3, operator.lt) == [0b110, 0b100, 0]`."""
    return [sum(1 << w for w in range(values) if holds(v, w)) for v in range(values)]


Pair = tuple[int, int, Sequence[int]]
Triple = tuple[int, int, int, Sequence[Sequence[int]]]


def chain(states: Sequence[int], cells: Sequence[int], values: int, step: Callable[[int, int], int | None]) -> list[Triple]:
    """Triples that read `cells` one by one: variable states[i + 1] is step(states[i], cells[i]), all of them numbers below `values`;
    None forbids. `states` holds one variable more than `cells`; give the first one its value by its domain.

    A running total: `chain([9, 10, 11, 12], [0, 1, 2], 20, lambda total, v: total + v)`."""
    after = [[step(state, value) for value in range(values)] for state in range(values)]
    table = [[1 << new if new is not None and new < values else 0 for new in row] for row in after]
    return [(old, cell, new, table) for old, cell, new in zip(states[:-1], cells, states[1:], strict=True)]


class Network(NamedTuple):
    """Constraints as arrays, as the kernels take them: `*net`, because numba takes long to look at a tuple of arrays as a whole.
    "CSR": the items of row i of a ragged table are items[start[i]:start[i + 1]]."""

    group_start: Ints  # CSR: group -> its variables
    group_variables: Ints
    group_full: Ints  # 1 when the group has as many variables as there are values, so each value occurs
    in_groups_start: Ints  # CSR: variable -> its groups
    in_groups: Ints
    on: Ints  # of each pair, then of each triple; 0: the constraint does not count
    pairs: Ints  # (n, 3): the variables and the table
    pair_tables: Ints  # (tables, 2, values): both directions
    in_pairs_start: Ints  # CSR: variable -> its pairs
    in_pairs: Ints
    triples: Ints  # (n, 4)
    triple_tables: Ints  # (tables, values, values)
    in_triples_start: Ints
    in_triples: Ints


def network(
    variables: int,
    values: int,
    groups: Iterable[Sequence[int]] = (),
    pairs: Iterable[Pair] = (),
    triples: Iterable[Triple] = (),
) -> Network:
    """The constraints over variables 0 .. `variables` - 1 with values 0 .. `values` - 1 (at most MAX_VALUES).

    groups: variables that differ from one another; pairs: two variables and `values` masks, of which mask v holds the values that
    the second may have when the first has v; triples: three variables and `values` x `values` masks of the third by the first two.
    A table that serves many constraints is best the same object in all of them: it is read once."""
    if not 1 <= values <= MAX_VALUES:
        raise ValueError(f"1 to {MAX_VALUES} values")
    pairs, triples = list(pairs), list(triples)
    pair_table, pair_tables = _tables([pair[2] for pair in pairs], (values,))
    triple_table, triple_tables = _tables([triple[3] for triple in triples], (values, values))
    backward = (pair_tables[:, :, None] >> np.arange(values) & 1) << np.arange(values)[None, :, None]
    of_pairs = np.array([(x, y, table) for (x, y, _), table in zip(pairs, pair_table, strict=True)], np.int64).reshape(-1, 3)
    of_triples = np.array([(x, y, z, table) for (x, y, z, _), table in zip(triples, triple_table, strict=True)], np.int64).reshape(-1, 4)
    group_start, group_variables, in_groups_start, in_groups = _grouped(tuple(map(tuple, groups)), variables)
    return Network(
        group_start,
        group_variables,
        (np.diff(group_start) == values).astype(np.int64),
        in_groups_start,
        in_groups,
        np.ones(len(pairs) + len(triples), np.int64),
        of_pairs,
        np.stack([pair_tables, backward.sum(axis=1)], axis=1),
        *_inverse(of_pairs[:, :2], variables),
        of_triples,
        triple_tables,
        *_inverse(of_triples[:, :3], variables),
    )


def with_pairs(net: Network, pairs: Sequence[tuple[int, int]]) -> Network:
    """A network that has one table of pairs, with other pairs for it: one that is made ready once serves puzzles that differ in these."""
    of_pairs = np.zeros((len(pairs), 3), np.int64)
    if len(pairs):
        of_pairs[:, :2] = pairs
    in_start, in_pairs = _inverse(of_pairs[:, :2], len(net.in_pairs_start) - 1)
    on = np.ones(len(pairs) + len(net.triples), np.int64)
    return net._replace(on=on, pairs=of_pairs, in_pairs_start=in_start, in_pairs=in_pairs)


@lru_cache(maxsize=64)
def _grouped(groups: tuple[tuple[int, ...], ...], variables: int) -> tuple[Ints, Ints, Ints, Ints]:
    """CSR of the groups' variables, and of the variables' groups; the arrays are those of every network with these groups."""
    start = np.cumsum([0, *map(len, groups)], dtype=np.int64)
    items = np.array([item for group in groups for item in group], np.int64)
    number = np.repeat(np.arange(len(groups)), np.diff(start))
    in_start, order = _inverse(items[:, None], variables)
    return start, items, in_start, number[order]


def _tables(tables: Sequence[Any], shape: tuple[int, ...]) -> tuple[list[int], Ints]:
    """The number of each table, and the different ones."""
    number: dict[int, int] = {}
    different = []
    for table in tables:
        if number.setdefault(id(table), len(number)) == len(different):
            different.append(table)
    return [number[id(table)] for table in tables], np.array(different, np.int64).reshape(-1, *shape)


def _inverse(rows: Ints, variables: int) -> tuple[Ints, Ints]:
    """CSR: variable -> the rows that it is in, from rows of equal length."""
    flat = rows.ravel()
    start = np.zeros(variables + 1, np.int64)
    np.cumsum(np.bincount(flat, minlength=variables), out=start[1:])
    return start, np.argsort(flat, kind="stable") // rows.shape[1]
