"""Clues to an order as a network in which each can be switched off.

Variables are the places of the things, and one that is always 0, for clues about fewer things. A clue is one pair or one triple,
whatever its kind: no link names more than three things."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

from synth.generators.solvers.network import Network, full, network
from synth.verifiers.logic.ordering_puzzle import Apart, At, Atom, Before, Between, Clue, Link, holds, involved


class Compiled(NamedTuple):
    """A network of clues."""

    net: Network
    domains: list[int]
    """With nothing known but what 0 is."""
    switches: list[int]
    """Of each clue its number, as `digging` counts: variables, then pairs, then triples."""


Table = Any


@cache
def _single(count: int, clue: At) -> list[int]:
    """Of thing 0, and a value that is always 0."""
    return [int((v + 1 in clue.places) == clue.so) for v in range(count)]


@cache
def _double(count: int, clue: Before | Apart) -> list[int]:
    """Of things 0 and 1."""
    return [sum(1 << w for w in range(count) if holds(clue, [v, w])) for v in range(count)]


@cache
def _between(count: int) -> Table:
    clue = Between(0, 1, 2)
    return np.array([[sum(1 << x for x in range(count) if holds(clue, [v, w, x])) for w in range(count)] for v in range(count)])


def _general(clue: Before | Apart, turned: bool = False) -> Before | Apart:
    """The same about things 0 and 1; about 1 and 0, when turned."""
    a, b = (1, 0) if turned else (0, 1)
    return Before(a, b, clue.next) if isinstance(clue, Before) else Apart(a, b, clue.by, clue.so)


@lru_cache(maxsize=10_000)
def _masks(count: int, part: Atom | Between) -> Table:
    """Of thing 2, by the values of 0 and 1: the values that make the part true, which names some of these."""
    every, values = full(count), range(count)
    if isinstance(part, At):
        single = [every * bit for bit in _single(count, At(0, part.places, part.so))]
        if part.a == 2:
            return np.full((count, count), sum(1 << v for v in values if single[v]))
        return np.array([[mask] * count for mask in single] if part.a == 0 else [single] * count)
    assert not isinstance(part, Between)
    other = min(part.a, part.b)
    rows = _double(count, _general(part, part.a != other))  # by the lower of the two things
    if {part.a, part.b} == {0, 1}:
        return np.array([[every * (rows[v] >> w & 1) for w in values] for v in values])
    return np.array([[rows[v]] * count for v in values] if other == 0 else [rows] * count)


@lru_cache(maxsize=10_000)
def _linked(count: int, how: str, first: Atom, second: Atom) -> Table:
    """Of things 0, 1 and 2, of which 2 is in the second part at most."""
    every = full(count)
    firsts, seconds = _masks(count, first), _masks(count, second)
    return (every ^ firsts) | seconds if how == "if" else firsts ^ seconds


def _renamed(part: Any, number: dict[int, int]) -> Any:
    if isinstance(part, At):
        return At(number[part.a], part.places, part.so)
    if isinstance(part, Before):
        return Before(number[part.a], number[part.b], part.next)
    return Apart(number[part.a], number[part.b], part.by, part.so)


def compiled(count: int, clues: Sequence[Clue]) -> Compiled:
    """The network of these clues over `count` places, which are values from 0."""
    nought = count
    pairs: list[tuple[int, int, Table]] = []
    triples: list[tuple[int, int, int, Table]] = []
    switches: list[tuple[bool, int]] = []
    for clue in clues:
        third = isinstance(clue, (Between, Link))
        switches.append((third, len(triples) if third else len(pairs)))
        if isinstance(clue, At):
            pairs.append((clue.a, nought, _single(count, At(0, clue.places, clue.so))))
        elif isinstance(clue, Between):
            triples.append((clue.a, clue.b, clue.c, _between(count)))
        elif isinstance(clue, Link):
            first = sorted(involved(clue.first))
            things = [*first, *sorted([thing for thing in involved(clue.second) if thing not in first])]
            things = [*things, nought] if len(things) < 3 else things
            things = [*things, nought] if len(things) < 3 else things  # one thing alone: a clue of no puzzle of ours
            number = {thing: i for i, thing in enumerate(things)}
            u, v, w = things
            table = _linked(count, clue.how, _renamed(clue.first, number), _renamed(clue.second, number))
            triples.append((u, v, w, table))
        else:
            pairs.append((clue.a, clue.b, _double(count, _general(clue))))
    net = network(count + 1, count, [range(count)], pairs, triples)
    return Compiled(net, [full(count)] * count + [1], [count + 1 + index + len(pairs) * third for third, index in switches])
