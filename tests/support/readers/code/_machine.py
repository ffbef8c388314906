"""Regular expressions as machines, whose language is asked string by string."""

import re
from collections.abc import Iterator

MOST = 300
"""Symbols that an expression may hold."""


class Machine:
    """An expression as states with edges; an edge without a symbol is free. It reads a string by the set of states that it may be in."""

    def __init__(self, text: str, symbols: str) -> None:
        self.text, self.symbols, self.place = text, symbols, 0
        self.edges: list[list[tuple[str, int]]] = []
        self.used = 0
        self.steps: dict[tuple[frozenset[int], str], frozenset[int]] = {}
        start, self.end = self.choice()
        if self.place < len(text):
            raise ValueError(text)
        self.start = self.closed({start})

    def node(self) -> int:
        self.edges.append([])
        return len(self.edges) - 1

    def here(self) -> str:
        return self.text[self.place : self.place + 1]

    def choice(self) -> tuple[int, int]:
        start, end = self.node(), self.node()
        while True:
            one, last = self.row()
            self.edges[start].append(("", one))
            self.edges[last].append(("", end))
            if self.here() != "|":
                return start, end
            self.place += 1

    def row(self) -> tuple[int, int]:
        start = end = self.node()
        while self.here() not in ("", "|", ")"):
            begin = self.place
            pieces = [self.unit()]
            stop = self.place
            least, most = self.count()
            after = self.place
            for _ in range(1, max(least, 1) if most is None else most):
                self.place = begin
                pieces.append(self.unit())
            if self.place not in (stop, after):
                raise ValueError(self.text)
            self.place = after
            end = self.joined(end, pieces if most != 0 else [], least, most)
        return start, end

    def joined(self, end: int, pieces: list[tuple[int, int]], least: int, most: int | None) -> int:
        """The state behind as many pieces as may be; of a count without an upper bound the last is repeated."""
        last = self.node()
        for number, (first, after) in enumerate(pieces):
            if number >= least:
                self.edges[end].append(("", last))
            self.edges[end].append(("", first))
            if most is None and number == len(pieces) - 1:
                self.edges[after].append(("", first))
            end = after
        self.edges[end].append(("", last))
        return last

    def count(self) -> tuple[int, int | None]:
        found = re.compile(r"[*+?]|\{(\d+)(,?)(\d*)\}").match(self.text, self.place)
        if not found:
            return 1, 1
        self.place = found.end()
        if self.here() and self.here() in "*+?{":
            raise ValueError("one count after another")
        if found[0] in "*+?":
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[found[0]]
        least, most = int(found[1]), int(found[3]) if found[3] else None if found[2] else int(found[1])
        if (most or least) > MOST or (most is not None and most < least):
            raise ValueError("more than an expression may hold")
        return least, most

    def unit(self) -> tuple[int, int]:
        if self.here() == "(":
            self.place += 1
            inside = self.choice()
            if self.here() != ")":
                raise ValueError(self.text)
            self.place += 1
            return inside
        found = re.compile(rf"[{self.symbols}.]|\[(\^?)([{self.symbols}]+)\]").match(self.text, self.place)
        if not found:
            raise ValueError(self.text)
        self.place = found.end()
        self.used += 1
        if self.used > MOST:
            raise ValueError("more symbols than an expression may hold")
        meant = self.symbols if found[0] == "." else found[2] or found[0]
        start, end = self.node(), self.node()
        self.edges[start] += [(symbol, end) for symbol in self.symbols if (symbol in meant) != bool(found[1])]
        return start, end

    def closed(self, states: set[int]) -> frozenset[int]:
        queue = list(states)
        for state in queue:
            for symbol, after in self.edges[state]:
                if not symbol and after not in states:
                    states.add(after)
                    queue.append(after)
        return frozenset(states)

    def step(self, states: frozenset[int], symbol: str) -> frozenset[int]:
        if (states, symbol) not in self.steps:
            self.steps[states, symbol] = self.closed({after for state in states for sign, after in self.edges[state] if sign == symbol})
        return self.steps[states, symbol]

    def matches(self, word: str) -> bool:
        states = self.start
        for symbol in word:
            states = self.step(states, symbol)
        return self.end in states

    def reached(self) -> Iterator[str]:
        """A shortest string to each set of states that there is."""
        met = {self.start: ""}
        queue = [self.start]
        for states in queue:
            yield met[states]
            for symbol in self.symbols:
                after = self.step(states, symbol)
                if after not in met:
                    met[after] = met[states] + symbol
                    queue.append(after)
