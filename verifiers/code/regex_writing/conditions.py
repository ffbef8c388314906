"""Conditions on words and the languages that they describe, as deterministic automata."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from operator import getitem, itemgetter
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen

MOST_STATES = 500
"""States of all atoms multiplied."""
Kind = Literal[
    "contains",
    "starts",
    "ends",
    "remainder",
    "least",
    "most",
    "exactly",
    "at",
    "at_end",
    "before",
    "followed",
    "runs",
    "places",
    "same",
    "times",
    "later",
    "behind",
    "gap",
    "apart",
]
SHAPES: tuple[Kind, ...] = ("contains", "starts", "ends")
NEGATABLE = ("contains", "starts", "ends", "at", "at_end", "followed", "later", "gap")
COUNTING = ("remainder", "least", "most", "exactly")


class Atom(Frozen, frozen=True):
    """One condition on a word."""

    kind: Kind
    """contains, starts, ends: the block, or `other` where there is one, at some place, at the beginning, at the end. remainder: the number
    of the symbol, or the length where the block is empty, leaves the remainder `number` when divided by `modulus`. least, most, exactly:
    that number, compared. at, at_end: the symbol stands at the place `number`, counted from 1 from the left or the right. before: no
    first symbol of the block anywhere behind a second one. followed: the second symbol right behind each first one. runs: each longest
    stretch of the symbol has a length divisible by `modulus`. places: the symbol at every odd (`number` 1) or even (0) place. same: not
    empty, with equal ends. times: as remainder, of the block's occurrences, which may overlap. later: the block, and `other` in what
    follows its first occurrence. behind: the block, and as remainder of the symbol `other` in what follows the first occurrence. gap:
    the second symbol stands `number` places to the right of some first one. apart: at least `number` symbols between any two of the
    symbol."""
    block: Annotated[str, Meta(max_length=4, pattern=r"\A[A-Z0-9]*\Z")] = ""
    number: Annotated[int, Meta(ge=0, le=6)] = 0
    modulus: Annotated[int, Meta(ge=0, le=5)] = 0
    other: Annotated[str, Meta(max_length=3, pattern=r"\A[A-Z0-9]*\Z")] = ""
    """What is looked for beside or behind the block: `BA`."""
    negated: bool = False
    """Whether the condition is that this is not so."""

    def __post_init__(self) -> None:
        size = len(self.block)
        sizes = {"contains": size >= 1, "starts": size >= 1, "ends": size >= 1, "before": size == 2, "followed": size == 2}
        sizes |= {"runs": size == 1, "places": size == 1, "same": size == 0, "times": size >= 1, "at": size == 1, "at_end": size == 1}
        sizes |= {"later": size >= 1, "behind": size >= 1, "gap": size == 2, "apart": size == 1}
        if not sizes.get(self.kind, size <= 1):
            raise ValueError(f"{self.kind} with the block {self.block!r}")
        if self.kind in ("before", "followed") and self.block[0] == self.block[1]:
            raise ValueError(f"{self.kind} needs two symbols")
        others = {"later": len(self.other) >= 1, "behind": len(self.other) == 1}
        others |= dict.fromkeys(SHAPES, not self.other or (self.other not in self.block and self.block not in self.other))
        if not others.get(self.kind, not self.other):
            raise ValueError(f"{self.kind} with {self.other!r} beside {self.block!r}")
        divided = self.kind in ("remainder", "times", "runs", "behind")
        if divided != (self.modulus >= 2) or (divided and self.number >= self.modulus) or (self.kind == "runs" and self.number):
            raise ValueError("a remainder lies below its modulus, which is 2 or more")
        places = {"at": 1 <= self.number <= 5, "at_end": 1 <= self.number <= 3, "places": self.number <= 1}
        places |= {"gap": 2 <= self.number <= 4, "apart": 1 <= self.number <= 4}
        if not places.get(self.kind, divided or self.kind in COUNTING or not self.number):
            raise ValueError(f"{self.kind} with the number {self.number}")
        if self.negated and self.kind not in NEGATABLE:
            raise ValueError(f"{self.kind} is not negated")


class Clause(Frozen, frozen=True):
    """What a word must fulfil: one atom, one or both of two (or), one of two and not both (either), or the second where the first holds
    (if)."""

    join: Literal["one", "or", "either", "if"]
    atoms: Annotated[tuple[Atom, ...], Meta(min_length=1, max_length=2)]

    def __post_init__(self) -> None:
        if len(self.atoms) != (1 if self.join == "one" else 2):
            raise ValueError("one atom, or two that are joined")

    def holds(self, true: tuple[bool, ...]) -> bool:
        """Whether the clause holds, given which of its atoms do."""
        first, last = true[0], true[-1]
        return {"one": first, "or": first or last, "either": first != last, "if": last or not first}[self.join]


class Dfa(NamedTuple):
    """A complete automaton: the start is state 0, `step[state][symbol]` the next one."""

    step: tuple[tuple[int, ...], ...]
    accepts: tuple[bool, ...]


def explored(start: Hashable, move: Callable[[Hashable, int], Hashable], accepts: Callable[[Hashable], bool], symbols: int) -> Dfa:
    """All states that can be reached, in the order in which they are."""
    number, states, steps = {start: 0}, [start], list[tuple[int, ...]]()
    for state in states:
        row = []
        for symbol in range(symbols):
            new = move(state, symbol)
            if new not in number:
                number[new] = len(states)
                states.append(new)
            row.append(number[new])
        steps.append(tuple(row))
    return Dfa(tuple(steps), tuple(map(accepts, states)))


@lru_cache(maxsize=1 << 15)
def automaton(atom: Atom, alphabet: str) -> Dfa:
    """The words that fulfil one atom."""
    start, move, accepts = _rules(atom, alphabet)
    return explored(start, move, lambda state: accepts(state) != atom.negated, len(alphabet))


def _beginnings(block: str) -> frozenset[str]:
    return frozenset(block[:size] for size in range(len(block) + 1))


def _rules(atom: Atom, alphabet: str) -> tuple[Hashable, Callable[..., Hashable], Callable[..., bool]]:
    """Start, move and acceptance of an atom's automaton, in states that say what matters of the word so far."""
    block, number, modulus = atom.block, atom.number, atom.modulus
    counted = [int(not block or symbol == block) for symbol in alphabet]

    either = (block, atom.other) if atom.other else (block,)
    of_block, of_other = _beginnings(block), _beginnings(atom.other)
    of_either = of_block | of_other

    def longest(seen: str, symbol: int, beginnings: frozenset[str] = of_either) -> str:
        """The longest of some beginnings with which the word now ends."""
        seen += alphabet[symbol]
        while seen not in beginnings:
            seen = seen[1:]
        return seen

    def following(state: tuple[str, str | int], symbol: int) -> tuple[str, str | int]:
        """The block so far, and once it is there what follows it: so much of the other block, or a count."""
        seen, rest = state
        if seen != block:
            return longest(seen, symbol, of_block), rest
        if isinstance(rest, int):
            return seen, (rest + (alphabet[symbol] == atom.other)) % modulus
        return seen, rest if rest == atom.other else longest(rest, symbol, of_other)

    match atom.kind:
        case "contains":
            return "", lambda s, x: s if s in either else longest(s, x), lambda s: s in either
        case "starts":
            return (
                "",
                lambda s, x: s if s == "-" or s in either else s + alphabet[x] if s + alphabet[x] in of_either else "-",
                lambda s: s in either,
            )
        case "ends":
            return "", longest, lambda s: s in either
        case "times":

            def after(state: tuple[str, int], symbol: int) -> tuple[str, int]:
                seen = longest(state[0], symbol)
                return seen, (state[1] + (seen == block)) % modulus

            return ("", 0), after, lambda s: s[1] == number
        case "later":
            return ("", ""), following, lambda s: s[1] == atom.other
        case "behind":
            return ("", 0), following, lambda s: s[0] == block and s[1] == number
        case "gap":
            first, second = map(alphabet.find, block)
            return (
                (False,) * number,
                lambda s, x: () if not s or (s[0] and x == second) else (*s[1:], x == first),
                lambda s: not s,
            )
        case "apart":
            return (
                number,
                lambda s, x: -1 if s < 0 or (counted[x] and s < number) else 0 if counted[x] else min(number, s + 1),
                lambda s: s >= 0,
            )
        case "remainder":
            return 0, lambda s, x: (s + counted[x]) % modulus, lambda s: s == number
        case "least":
            return 0, lambda s, x: min(number, s + counted[x]), lambda s: s >= number
        case "most":
            return 0, lambda s, x: min(number + 1, s + counted[x]), lambda s: s <= number
        case "exactly":
            return 0, lambda s, x: min(number + 1, s + counted[x]), lambda s: s == number
        case "at":
            return 0, lambda s, x: s if s < 0 else s + 1 if s < number - 1 else counted[x] - 2, lambda s: s == -1
        case "at_end":
            return (), lambda s, x: (*s, counted[x])[-number:], lambda s: len(s) == number and s[0] == 1
        case "before":
            first, second = map(alphabet.find, block)
            return 0, lambda s, x: 2 if s == 2 or (s == 1 and x == first) else int(s == 1 or x == second), lambda s: s < 2
        case "followed":
            first, second = map(alphabet.find, block)
            return 0, lambda s, x: 2 if s == 2 or (s == 1 and x != second) else int(x == first), lambda s: s == 0
        case "runs":
            return 0, lambda s, x: -1 if s < 0 else (s + 1) % modulus if counted[x] else -1 if s else 0, lambda s: s == 0
        case "places":
            return 0, lambda s, x: 2 if s == 2 or (s == 1 - number and not counted[x]) else 1 - s, lambda s: s < 2
        case _:
            return (-1, -1), lambda s, x: (x if s[0] < 0 else s[0], x), lambda s: s[0] == s[1] >= 0


def product(automata: list[Dfa], symbols: int) -> tuple[list[tuple[int, ...]], Dfa]:
    """All automata at once: the states that can be reached, and an automaton whose acceptance is still open."""
    start: tuple[int, ...] = (0,) * len(automata)
    tables = [one.step for one in automata]
    number, states, steps = {start: 0}, list[tuple[int, ...]]([start]), list[tuple[int, ...]]()
    for state in states:
        row = []
        for new in zip(*map(getitem, tables, state), strict=True):
            place = number.get(new)
            if place is None:
                place = number[new] = len(states)
                states.append(new)
            row.append(place)
        steps.append(tuple(row))
    return states, Dfa(tuple(steps), ())


def minimal(dfa: Dfa) -> Dfa:
    """The least automaton of the same language, its states in the order in which words reach them."""
    classes: list[int] = list(map(int, dfa.accepts))
    count = len(set(classes))
    targets = [itemgetter(*column, 0) for column in zip(*dfa.step, strict=True)]  # 0: so that there are two at least
    while True:
        number: dict[tuple[int, ...], int] = {}
        new = [number.setdefault(own, len(number)) for own in zip(classes, *[found(classes) for found in targets], strict=False)]
        if len(number) == count:
            break
        classes, count = new, len(number)
    order: dict[int, int] = {classes[0]: 0}
    first = [0]
    for state in first:
        for target in dfa.step[state]:
            if classes[target] not in order:
                order[classes[target]] = len(first)
                first.append(target)
    steps = tuple(tuple(order[classes[q]] for q in dfa.step[state]) for state in first)
    return Dfa(steps, tuple(dfa.accepts[state] for state in first))
