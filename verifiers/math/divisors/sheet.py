"""A sheet of paper: the lines of a pencil route, the values that it must reach, and how many operations it takes."""

import math
from collections.abc import Sequence

from synth.verifiers.exact import Fraction
from synth.verifiers.math._derivation import Milestone


class Sheet:
    def __init__(self) -> None:
        self.lines = list[str]()
        """Equations between numbers, and prose: `(90 - 90 mod 7) / 7 = 12`."""
        self.milestones = list[tuple[int, tuple[int, ...]]]()
        """Values, each with earlier ones that it needs."""
        self.told = set[int]()
        """Numbers that stand in the problem or follow from its numbers alone."""
        self.cost = 0
        """Operations."""

    def say(self, text: str) -> None:
        self.lines.append(text)

    def nothing(self) -> int:
        self.say("There is none.")
        return 0

    def add(self, expression: str, value: int, needs: Sequence[int], cost: int = 1) -> int:
        self.lines.append(f"{expression} = {value}")
        self.milestones.append((value, tuple(needs)))
        self.cost += cost
        return value

    def lcm(self, several: Sequence[int], lcm: int) -> None:
        self._follows(lcm, f"lcm({several[0]}, {several[1]}) = {lcm}" if len(several) == 2 else "")

    def product(self, several: Sequence[int], product: int) -> None:
        self._follows(product)

    def _follows(self, number: int, line: str = "") -> None:
        self.told.add(number)
        self.cost += 1
        if line:
            self.lines.append(line)

    def factor(self, number: int) -> None:
        self.told.add(number)
        self.cost += 1

    def quotient(self, number: int, divisor: int) -> int:
        """Without the remainder."""
        value = number // divisor
        if divisor == 1 or not value:
            return value
        return self.add(f"({number} - {number} mod {divisor}) / {divisor}", value, (number,))

    def combined(self, parts: Sequence[tuple[int, int]]) -> int:
        """The sum of values, each with a factor."""
        kept = [(factor, value) for factor, value in parts if value]
        if len(kept) == 1 and kept[0][0] == 1:
            return kept[0][1]
        text = ""
        for factor, value in kept:
            sign = ("-" if factor < 0 else "") if not text else " - " if factor < 0 else " + "
            text += sign + (f"{abs(factor)} * " if abs(factor) > 1 else "") + str(value)
        total = sum(factor * value for factor, value in kept)
        return self.add(text, total, [value for _, value in kept], len(kept) - 1) if kept else 0

    def tally(self, most: int, terms: Sequence[tuple[int, int]], total: str) -> int:
        """How many multiples up to `most` the divisors in the terms have, or the sum of the multiples; each with a factor."""
        parts = []
        for factor, divisor in terms:
            value = self.quotient(most, divisor)
            if value and total == "sum":
                start = f"{divisor} * " if divisor > 1 else ""
                value = self.add(f"{start}{value} * ({value} + 1) / 2", divisor * value * (value + 1) // 2, (value,), 3)
            parts.append((factor, value))
        return self.combined(parts)

    def legendre(self, number: int, prime: int) -> int:
        """How often a prime divides the factorial of a number."""
        found = []
        while number:
            number = self.quotient(number, prime)
            found.append((1, number))
        return self.combined(found)

    def choices(self, factors: Sequence[tuple[int, int, int]]) -> int:
        """The product of step * (exponent - least) + 1: the ways to choose an exponent for each prime."""
        if any(exponent < least for exponent, least, _ in factors):
            return self.nothing()
        shown = [(str(e) if not w else f"({e} - {w})" if step > 1 else f"{e} - {w}", step) for e, w, step in factors]
        text = " * ".join(f"({step} * {what} + 1)" if step > 1 else f"({what} + 1)" for what, step in shown)
        value = math.prod(step * (e - w) + 1 for e, w, step in factors)
        return self.add(text, value, (factors[0][0],), 2 * len(factors) - 1 + sum(w > 0 for _, w, _ in factors))

    def keys(self) -> list[Milestone]:
        """The milestones as derivations are judged by."""
        return [Milestone(Fraction(value), tuple(map(Fraction, needs))) for value, needs in self.milestones]
