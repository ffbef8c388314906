"""Balls drawn without replacement, under a condition: contents of the draw by binomial coefficients."""

import math
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.math._route import Route, Value


class Bound(Frozen, frozen=True):
    """How many of the drawn balls have a colour."""

    colour: Annotated[int, Meta(ge=0, le=3)]
    least: Annotated[int, Meta(ge=0, le=8)]
    most: Annotated[int, Meta(ge=0, le=8)]

    def __post_init__(self) -> None:
        if self.least > self.most:
            raise ValueError("least is at most most")


class Urns(Frozen, frozen=True, tag="urns"):
    """counts: balls of each colour in the urn."""

    counts: Annotated[tuple[Annotated[int, Meta(ge=1, le=20)], ...], Meta(min_length=2, max_length=4)]
    draws: Annotated[int, Meta(ge=1, le=8)]
    event: Annotated[tuple[Bound, ...], Meta(min_length=1, max_length=2)]
    """What is asked about; for a mean, the colour whose number is asked."""
    given: Annotated[tuple[Bound, ...], Meta(max_length=2)]
    """What is known of the draw."""
    ask: Literal["chance", "mean"]
    """The chance of the event, or the mean number of balls of its colour."""

    def __post_init__(self) -> None:
        bounds = self.event + self.given
        if self.draws > sum(self.counts) or any(b.colour >= len(self.counts) or b.most > self.draws for b in bounds):
            raise ValueError("there are as many balls and colours as are named")
        if len({b.colour for b in self.event}) < len(self.event) or len({b.colour for b in self.given}) < len(self.given):
            raise ValueError("a colour is named once in an event")
        if self.ask == "mean" and self.event != (Bound(self.event[0].colour, 0, self.draws),):
            raise ValueError("a mean asks about one colour without bounds")
        if not any(_keeps(contents, self.given) for contents in _contents(self.counts, self.draws)):
            raise ValueError("what is known is possible")


def _contents(counts: tuple[int, ...], draws: int) -> Iterator[tuple[int, ...]]:
    """How many of each colour a draw may hold."""
    if len(counts) == 1:
        if draws <= counts[0]:
            yield (draws,)
        return
    for first in range(min(counts[0], draws) + 1):
        for others in _contents(counts[1:], draws - first):
            yield first, *others


def _keeps(contents: tuple[int, ...], bounds: tuple[Bound, ...]) -> bool:
    return all(b.least <= contents[b.colour] <= b.most for b in bounds)


def route(problem: Urns) -> tuple[Route, Fraction]:
    """Draws that keep the condition, and those of them in which the event happens, each weighted by its number of balls for a mean; the
    draws themselves are counted, or the other ones, whichever are fewer."""
    known, happening, others = _parted(problem)
    return _route(problem, len(known) - len(happening) < len(happening), len(others) < len(known))


def other_ways(problem: Urns) -> list[Route]:
    """The same, counted the other way; the chances of the condition and of both."""
    ways = [_route(problem, missed, unknown)[0] for missed in (False, True) for unknown in (False, True)]
    *_, last = route(problem)[0].equations
    every, way = math.comb(sum(problem.counts), problem.draws), Route()
    way.work("answer", "", last.value, [Fraction(value) / every for value in last.needs])
    return [*ways, way] if problem.given else ways


Contents = tuple[int, ...]


def _parted(problem: Urns) -> tuple[list[Contents], list[Contents], list[Contents]]:
    """What a draw may hold: what keeps the condition, those with the event among them, and what does not keep it."""
    known, others = list[Contents](), list[Contents]()
    for contents in _contents(problem.counts, problem.draws):
        (known if _keeps(contents, problem.given) else others).append(contents)
    return known, [contents for contents in known if _keeps(contents, problem.event)], others


def _route(problem: Urns, by_missed: bool, by_unknown: bool) -> tuple[Route, Fraction]:
    """by_missed: count the draws without the event; by_unknown: those that do not keep the condition."""
    way, (known, happening, others) = Route(), _parted(problem)
    colour, mean = problem.event[0].colour, problem.ask == "mean"
    ways = dict[Contents, Value]()

    def counted(listed: list[Contents], weighted: bool = False) -> list[tuple[Value, Value]]:
        for contents in listed:
            if contents not in ways:
                ways[contents] = _counted(way, problem, contents)
        return [(contents[colour] if weighted else 1, ways[contents]) for contents in listed]

    if mean:
        favourable = way.total("event", counted(happening, weighted=True))
    elif not by_missed:
        favourable = way.total("event", counted(happening))
    if problem.given and not by_unknown:
        possible = way.total("given", counted(known))
    else:
        every = math.comb(sum(problem.counts), problem.draws)
        possible = way.work("all", f"C({sum(problem.counts)}, {problem.draws})", every, (sum(problem.counts),))
        if problem.given:
            possible = way.total("given", [(1, every), *((-1, value) for _, value in counted(others))])
    if not mean and by_missed:
        missed = counted([contents for contents in known if contents not in happening])
        favourable = way.total("event", [(1, possible), *((-1, value) for _, value in missed)])
    result = Fraction(favourable) / possible
    way.work("answer", f"{favourable} / {possible}", result, (favourable, possible))
    return way, result


def _counted(way: Route, problem: Urns, contents: Contents) -> int:
    """The draws that hold so many of each colour."""
    parts = [(count, k) for count, k in zip(problem.counts, contents, strict=True) if k]
    ways = math.prod(math.comb(count, k) for count, k in parts)
    text = " * ".join(f"C({count}, {k})" for count, k in parts)
    way.work(f"n({', '.join(map(str, contents))})", text, ways, {count for count, k in parts if 0 < k < count})
    return ways
