"""Strings that avoid blocks, by the automaton of the blocks' beginnings; up to reversal, by the palindromes among them."""

from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.math._route import Route, Value

Block = Annotated[str, Meta(pattern=r"\A[ABCD]{2,4}\Z")]

Letter = Annotated[str, Meta(pattern=r"\A[ABCD]?\Z")]


class Words(Frozen, frozen=True, tag="words"):
    """Strings of A, B, C, D."""

    letters: Annotated[int, Meta(ge=2, le=4)]
    """How many of the four letters there are: `3`."""
    length: Annotated[int, Meta(ge=2, le=16)]
    forbidden: Annotated[tuple[Block, ...], Meta(max_length=4)]
    """Blocks that do not occur in consecutive places, ascending: `("AB", "CC")`."""
    exactly: Annotated[int, Meta(ge=-1, le=16)]
    """How many letters A there are; -1 for any number."""
    first: Letter
    """The letter that a string begins with; nothing where it may be any."""
    last: Letter
    """The letter that a string ends with; nothing where it may be any."""
    turned: bool
    """Whether a string and its reversal count once."""

    def __post_init__(self) -> None:
        if list(self.forbidden) != sorted(set(self.forbidden)) or any(max(block) > "ABCD"[self.letters - 1] for block in self.forbidden):
            raise ValueError("forbidden blocks ascend and use the letters that there are")
        if max(self.first, self.last) > "ABCD"[self.letters - 1] or (self.turned and self.first + self.last):
            raise ValueError("first and last letters are among those that there are, and not told where strings are turned")
        if self.turned and {block[::-1] for block in self.forbidden} != set(self.forbidden):
            raise ValueError("what is forbidden is so in both directions where strings are turned")


State = tuple[int, str, int]
"""Length, the letters at the end that may begin a forbidden block, and how many A there are (0 where that does not matter)."""


def route(problem: Words) -> tuple[Route, int]:
    """Strings by their length and state, then the palindromes among them, from the middle outwards."""
    way = Route()
    every = _strings(way, problem)
    if not problem.turned:
        return way, int(every)
    same = _palindromes(way, problem)
    doubled = way.total("doubled", [(1, every), (1, same)])
    return way, int(way.work("classes", f"{doubled} / 2", doubled // 2, (doubled,)))


def _strings(way: Route, problem: Words) -> Value:
    sources: dict[State, dict[State, int]] = {(0, "", 0): {}}
    layer = [(0, "", 0)]
    counts, most = problem.exactly >= 0, max(problem.exactly, 0)
    for size in range(1, problem.length + 1):
        letters = "ABCD"[: problem.letters]
        if size == 1 and problem.first:
            letters = problem.first
        if size == problem.length and problem.last:
            letters = problem.last if letters.find(problem.last) >= 0 else ""
        longer = dict[State, dict[State, int]]()
        for state in layer:
            _, end, count = state
            for letter, following in _following(problem.forbidden, end, letters):
                new = count + 1 if counts and letter == "A" else count
                if new <= most:
                    _add(longer, (size, following, new), state)
        layer = sorted(longer)
        sources |= {state: longer[state] for state in layer}
    return _summed(way, "f", "all", problem, sources)


@lru_cache(maxsize=4096)
def _following(forbidden: tuple[str, ...], end: str, letters: str) -> list[tuple[str, str]]:
    """The letters that may come next, and the ends then."""
    return [(letter, _end(forbidden, end + letter)) for letter in letters if not (end + letter).endswith(forbidden)]


def _palindromes(way: Route, problem: Words) -> Value:
    """Palindromes that avoid the blocks; what is forbidden at one end is so at the other. A short one is a state of its own."""
    keep, letters = max(map(len, problem.forbidden), default=1) - 1, "ABCD"[: problem.letters]
    middles = [""] if problem.length % 2 == 0 else list(letters)
    middles = [text for text in middles if _counted(problem, text) <= max(problem.exactly, 0)]
    layer = {(problem.length % 2, text, _counted(problem, text)): text for text in middles}
    sources: dict[State, dict[State, int]] = {state: {} for state in layer}
    for size in range(2 + problem.length % 2, problem.length + 1, 2):
        longer, whole = dict[State, dict[State, int]](), dict[State, str]()
        for state, text in layer.items():
            for letter in letters:
                new = (letter if len(text) == size - 2 else "") + text + letter
                count = state[2] + 2 * _counted(problem, letter)
                if any(block in new for block in problem.forbidden) or count > max(problem.exactly, 0):
                    continue
                short = len(new) == size and size < keep
                following = size, new if short else _end(problem.forbidden, new), count
                _add(longer, following, state)
                whole[following] = following[1]
        layer = {state: whole[state] for state in sorted(longer)}
        sources |= {state: longer[state] for state in layer}
    return _summed(way, "p", "same", problem, sources)


def _counted(problem: Words, text: str) -> int:
    return text.count("A") if problem.exactly >= 0 else 0


def _add(longer: dict[State, dict[State, int]], state: State, before: State) -> None:
    sources = longer.setdefault(state, {})
    sources[before] = sources.get(before, 0) + 1


@lru_cache(maxsize=4096)
def _end(forbidden: tuple[str, ...], text: str) -> str:
    """The longest end of a text that begins a forbidden block."""
    return next((text[at:] for at in range(len(text)) if any(block.startswith(text[at:]) for block in forbidden)), "")


def _summed(way: Route, name: str, total: str, problem: Words, sources: dict[State, dict[State, int]]) -> Value:
    """Of all states of full length."""

    def named(state: State) -> str:
        size, end, count = state
        return f"{name}({size}, {end or 'other'}" + (f", {count})" if problem.exactly >= 0 else ")")

    ends = [state for state in sources if state[0] == problem.length and (problem.exactly < 0 or state[2] == problem.exactly)]
    values = way.network(sources, named, ends)
    return way.total(total, [(1, values[state]) for state in ends])
