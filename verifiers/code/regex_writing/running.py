"""Running a regular expression without backtracking: as the sets of its symbols that may come next.

The automaton is Glushkov's: one state for each symbol of the expression once counts are written out. Sets of states are
bits of a number."""

from synth.verifiers.code.regex_writing.expressions import Node, Refused

MOST_SYMBOLS = 300
"""Symbols and sets of an expression when `{m,n}` is written out."""


def symbols_of(node: Node) -> int:
    """Symbols and sets when counts are written out."""
    if node[0] in ("cat", "alt"):
        return sum(map(symbols_of, node[1]))
    if node[0] == "rep":
        return int(symbols_of(node[1]) * max(1, node[2], node[3] or 0))
    return int(node[0] == "set")


_Part = tuple[bool, int, int]
"""Whether a part matches the empty word, and the places with which its words begin and end. A plain tuple: an expression has hundreds."""


class Runner:
    """An expression as an automaton: `start`, then `step` for each symbol, then `accepts`. States are bits of places, the start is -1."""

    def __init__(self, node: Node, symbols: int) -> None:
        if symbols_of(node) > MOST_SYMBOLS:
            raise Refused("size")
        self._follow: list[int] = []
        self._of = [0] * symbols
        self._empty, first, self._last = self._build(node)
        self._next: dict[int, int] = {-1: first}
        self.work = 0
        """Places looked at so far."""

    def step(self, state: int, symbol: int) -> int:
        """The state behind one more symbol."""
        union = self._next.get(state)
        if union is None:
            union, rest = 0, state
            while rest:
                low = rest & -rest
                union |= self._follow[low.bit_length() - 1]
                rest ^= low
            self.work += state.bit_count()
            self._next[state] = union
        return union & self._of[symbol]

    def accepts(self, state: int) -> bool:
        """Whether a word may end here."""
        return self._empty if state == -1 else bool(state & self._last)

    def _build(self, node: Node) -> _Part:
        if node[0] == "set":
            place = 1 << len(self._follow)
            self._follow.append(0)
            for symbol in range(len(self._of)):
                if node[1] >> symbol & 1:
                    self._of[symbol] |= place
            return False, place, place
        if node[0] == "alt":
            empty, first, last = False, 0, 0
            for item in node[1]:
                part = self._build(item)
                empty, first, last = empty or part[0], first | part[1], last | part[2]
            return empty, first, last
        if node[0] == "cat":
            whole = self._build(node[1][-1])
            for item in reversed(node[1][:-1]):
                whole = self._before(self._build(item), whole)
            return whole
        if node[0] == "rep":
            return self._repeated(node[1], node[2], node[3])
        return True, 0, 0

    def _repeated(self, node: Node, least: int, most: int | None) -> _Part:
        """From the last copy to the first, so that each is joined to what follows it once."""
        whole: _Part | None = None
        if most is None:
            empty, first, last = self._build(node)
            self._join(last, first)
            whole = empty or least == 0, first, last
        for copy in range(max(least, 1) if most is None else most, 1 if most is None else 0, -1):
            part = self._build(node)
            whole = part if whole is None else self._before(part, whole)
            if most is not None and copy > least:
                whole = True, *whole[1:]
        return whole or (True, 0, 0)

    def _before(self, part: _Part, rest: _Part) -> _Part:
        (empty, first, last), (rest_empty, rest_first, rest_last) = part, rest
        self._join(last, rest_first)
        return empty and rest_empty, first | rest_first if empty else first, rest_last | last if rest_empty else rest_last

    def _join(self, lasts: int, firsts: int) -> None:
        while lasts:
            low = lasts & -lasts
            self._follow[low.bit_length() - 1] |= firsts
            lasts ^= low
