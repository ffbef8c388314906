"""The way by pencil through a network: variables are summed out one after another, that with the fewest neighbours first, in the part of
the network on which the answer depends."""

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.science._sheet import Sheet, Value

LABELS = "ABCDEFGH"
_MOVE = 1e-3


class Table(NamedTuple):
    scope: tuple[int, ...]
    entries: dict[tuple[bool, ...], Value]


class Route:
    def __init__(self, tables: Sequence[tuple[tuple[int, ...], tuple[int, ...]]], seen: Mapping[int, bool], asked: Sequence[int]) -> None:
        """tables: parents and chances of each variable."""
        self.sheet, self.seen, self.asked = Sheet(), seen, tuple(asked)
        self.chances = dict[int, Value]()
        relevant = {*seen, *asked}
        for place in range(len(tables) - 1, -1, -1):
            if place in relevant:
                relevant.update(tables[place][0])
        self.tables = [self.table(place, *tables[place]) for place in sorted(relevant)]
        hidden = relevant - {*seen, *asked}
        while hidden:
            around = {place: {one for table in self.tables if place in table.scope for one in table.scope} for place in hidden}
            place = min(hidden, key=lambda one: (len(around[one]), one))
            self.sum_out(place, tuple(sorted(around[place] - {place})))
            hidden.remove(place)

    def chance(self, percent: int) -> Value:
        """As a part of one. Chances of an event and its opposite move against each other."""
        if percent not in self.chances:
            part = percent / 100
            moved = part + _MOVE * math.sin(37 * (part - 0.5))
            self.chances[percent] = self.sheet.also(self.sheet.given(str(percent), share=moved / part) / 100)
        return self.chances[percent]

    def table(self, place: int, parents: tuple[int, ...], chances: tuple[int, ...]) -> Table:
        scope = tuple(one for one in sorted({place, *parents}) if one not in self.seen)
        entries = dict[tuple[bool, ...], Value]()
        for states in product((True, False), repeat=len(scope)):
            known = {**self.seen, **dict(zip(scope, states, strict=True))}
            percent = chances[sum(known[parent] << j for j, parent in enumerate(parents))]
            entries[states] = self.chance(percent if known[place] else 100 - percent)
        return Table(scope, entries)

    def entry(self, tables: Sequence[Table], known: Mapping[int, bool]) -> Value:
        factors = [table.entries[tuple(known[one] for one in table.scope)] for table in tables]
        total = factors[0]
        for factor in factors[1:]:
            total = total * factor
        return total

    def sum_out(self, place: int, scope: tuple[int, ...]) -> None:
        used = [table for table in self.tables if place in table.scope]
        self.tables = [table for table in self.tables if place not in table.scope]
        entries = dict[tuple[bool, ...], Value]()
        for states in product((True, False), repeat=len(scope)):
            known = dict(zip(scope, states, strict=True))
            total = self.entry(used, known | {place: True}) + self.entry(used, known | {place: False})
            entries[states] = self.sheet.line(f"f{place + 1}{named(known)}", total)
        self.tables.append(Table(scope, entries))

    def end(self, states: tuple[bool, ...], right: Fraction) -> None:
        """Of the asked variables in these states."""
        weights = dict[tuple[bool, ...], Value]()
        for one in product((True, False), repeat=len(self.asked)) if self.seen else (states,):
            known = dict(zip(self.asked, one, strict=True))
            weight = self.entry(self.tables, known)
            weights[one] = self.sheet.line(f"w{named(known)}", weight, keep=True) if self.seen and weight.work else weight
        if not self.seen:
            self.sheet.line("P", weights[states], shown=str(right))
            return
        total: Value | None = None
        for weight in weights.values():
            total = weight if total is None else total + weight
        assert total is not None
        self.sheet.line("P", weights[states] / total, shown=str(right))


def named(known: Mapping[int, bool]) -> str:
    """`(A, ~C)`."""
    return f"({', '.join(('' if on else '~') + LABELS[place] for place, on in known.items())})" if known else ""
