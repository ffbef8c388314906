"""Counting derivation trees part by part, as a person does: how many parts there are to look at is the effort."""

from synth.verifiers.code.grammar_derivation import Rule


class Chart:
    """For parts of one word the number of derivation trees, worked out as they are needed."""

    def __init__(self, rules: tuple[Rule, ...], word: str) -> None:
        self.word = word
        self._bodies: dict[str, list[str]] = {}
        for rule in rules:
            self._bodies.setdefault(rule.left, []).append(rule.right)
        self.known: dict[tuple[str, int, int], int] = {}

    def trees(self, symbols: str, start: int, end: int) -> int:
        """In how many ways the symbols, one after another, derive the letters from `start` to `end`."""
        size = end - start
        if size < len(symbols):
            return 0
        first = symbols[0]
        if first.islower():
            if self.word[start] != first:
                return 0
            return self.trees(symbols[1:], start + 1, end) if len(symbols) > 1 else int(size == 1)
        key = (symbols, start, end)
        if key not in self.known:
            if len(symbols) == 1:
                found = sum(self.trees(body, start, end) for body in self._bodies.get(first, ()))
            else:
                found = 0
                for middle in range(start + 1, end - len(symbols) + 2):
                    if rest := self.trees(symbols[1:], middle, end):
                        found += rest * self.trees(first, start, middle)
            self.known[key] = found
        return self.known[key]
