"""Pencil routes of the mathematics tasks: equations, each worked out from the values of earlier ones. One route is at once the exact way to
the answer, the milestones of a derivation, the worked solution and the measure of its length."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math._derivation import Milestone

Value = Number
SIGNS = (" + ", " - ", " * ", "/", "!", "C(")
"""Operations in a text; a fraction is one too."""


def shown(value: Value) -> str:
    """A number within an equation: `12`, `(3/7)`, `(-5)`."""
    return str(value) if value >= 0 and value.denominator == 1 else f"({value})"


class Equation(NamedTuple):
    name: str
    """`N(2, 3)`."""
    value: Value
    needs: tuple[Value, ...]
    """The earlier values in it."""
    terms: tuple[tuple[Value, Value], ...] = ()
    """A sum as factors and earlier values: `((2, 15), (-1, 6))`."""
    text: str = ""
    """What is worked out, where it is no such sum: `C(7, 3) * 4`."""
    milestone: bool = True
    """Whether every derivation on this way has it."""

    @property
    def operations(self) -> int:
        """Signs of arithmetic and fractions in it."""
        if self.text:
            return sum(map(self.text.count, SIGNS))
        return len(self.terms) - 1 + sum((abs(f) != 1) + (v.denominator != 1) for f, v in self.terms)

    def __str__(self) -> str:
        """`N(2, 3) = 2 * 15 - 6 = 24`."""
        text = self.text
        for factor, value in self.terms:
            sign = (" - " if text else "-") if factor < 0 else (" + " if text else "")
            size = -factor if factor < 0 else factor
            text += sign + (f"{shown(size)} * " if size != 1 else "") + shown(value)
        return f"{self.name} = {text} = {self.value}"


class Route:
    """Equations in the order in which they are worked out."""

    def __init__(self) -> None:
        self.equations = list[Equation]()

    def total(self, name: str, terms: Iterable[tuple[Value, Value]], milestone: bool = True) -> Value:
        """The sum of earlier values, each times a factor; no equation where there is nothing to work out, or ones are counted."""
        return self._summed(name, tuple([term for term in terms if term[0] and term[1]]), milestone)

    def _summed(self, name: str, kept: tuple[tuple[Value, Value], ...], milestone: bool = True) -> Value:
        result: Value = 0
        for factor, value in kept:
            result += factor * value
        counted = len(kept) > 2 and result == len(kept) and all(term == (1, 1) for term in kept)
        if kept and not counted and (len(kept) > 1 or kept[0][0] != 1):
            self.equations.append(Equation(name, result, tuple({value for _, value in kept}), kept, milestone=milestone))
        return result

    def network(self, sources: Mapping[Any, Mapping[Any, int]], name: Callable[[Any], str], ends: Iterable[Any]) -> dict[Any, Value]:
        """Values of states, each the sum of those that it comes from, so many times each; 1 where it comes from nothing. States stand
        behind those that they come from; the ones that lead to no end are left out."""
        alive = set(ends)
        for state in reversed(sources):
            if state in alive:
                alive.update(sources[state])
        values = dict[Any, Value]()
        for state, before in sources.items():
            if state in alive:
                values[state] = self._summed(name(state), tuple([(before[one], values[one]) for one in before])) if before else 1
        return values

    def work(self, name: str, text: str, value: Value, needs: Iterable[Value] = (), milestone: bool = True) -> Value:
        """The value of an equation that is no sum."""
        self.equations.append(Equation(name, value, tuple(needs), (), text, milestone))
        return value

    def milestones(self) -> list[Milestone]:
        """What every derivation on this way has to reach."""
        found = {(e.value, e.needs): e for e in self.equations if e.milestone}
        return [Milestone(Fraction(value), tuple(map(Fraction, needs)), 0) for value, needs in found]

    def operations(self) -> int:
        """The length of the route."""
        return sum(equation.operations for equation in self.equations)
