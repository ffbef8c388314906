"""The canonical form of a problem: people and goods without names, in an order that only the record decides; notes left out."""

from collections.abc import Sequence

import msgspec

from synth.generators.solvers.labelling import least_form
from synth.verifiers.logic.goods_exchange import GoodsExchange
from synth.verifiers.logic.goods_exchange.record import Again, Give, Holder, Holds, Met, More, Pass, Swap, Together, Who, mentioned


def canonical(problem: GoodsExchange) -> object:
    """Renamed people and goods share it, and so do swaps with the two exchanged, rounds told from another person on, whatever is void."""
    people = len(problem.people)
    count = people + len(problem.goods)
    parts = [
        (f"{number}{place}", part)
        for number, step in enumerate(problem.steps)
        if number not in problem.void
        for place, part in enumerate((step.condition, step.then, step.otherwise))
        if part is not None
    ]
    involved = [[person, people + good] for good, person in enumerate(problem.start)]
    involved += [[*named[0], *(people + good for good in named[1])] for named in (mentioned(part) for _, part in parts)]
    # First told apart by where they are mentioned, with whom they start, and beside whom they are mentioned: that leaves few equals.
    marks: list[list[str]] = [[str(int(thing >= people))] for thing in range(count)]
    for index, (things, (where, part)) in enumerate(zip(involved[len(problem.start) :], parts, strict=True)):
        for thing in things:
            marks[thing].append(f"{where}{_role(part, thing, people)}{index}")
    ranks = _ranks(marks)
    for _ in range(2):
        if len(set(ranks)) == count:
            break
        for mark, rank in zip(marks, ranks, strict=True):
            mark[:] = [str(rank)]
        for things in involved:
            for thing in things:
                marks[thing].append(repr(sorted([ranks[other] for other in things if other != thing])))
        ranks = _ranks([[*mark[:1], *sorted(mark[1:])] for mark in marks])

    def text(index: int, colour: Sequence[object]) -> str:
        if index < len(problem.start):
            return f"start {colour[problem.start[index]]} {colour[people + index]}"
        where, part = parts[index - len(problem.start)]
        return f"{where} {_text(part, colour, people)}"

    positive = [step.positive for number, step in enumerate(problem.steps) if number not in problem.void]
    kept = [number for number in range(len(problem.steps)) if number not in problem.void]
    return [people, kept, positive, least_form(ranks, involved, text)]


def _ranks(marks: list[list[str]]) -> list[int]:
    place = {mark: rank for rank, mark in enumerate(sorted({tuple(mark) for mark in marks}))}
    return [place[tuple(mark)] for mark in marks]


def _role(part: msgspec.Struct, thing: int, people: int) -> str:
    """What a thing is in a part of a step; equal where two may be exchanged."""
    match part:
        case Give(good, _):
            return "good" if thing == people + good else "to"
        case More(a, _):
            return "a" if thing == a else "b"
    return ""


def _text(part: msgspec.Struct, colour: Sequence[object], people: int) -> str:
    def who(one: Who) -> str:
        return f"holder {colour[people + one.good]}" if isinstance(one, Holder) else f"{colour[one]}"

    match part:
        case Swap(a, b):
            return f"swap {sorted([who(a), who(b)])}"
        case Give(good, to):
            return f"give {colour[people + good]} {who(to)}"
        case Pass(ring):
            shown = [f"{colour[person]}" for person in ring]
            return f"pass {min(shown[k:] + shown[:k] for k in range(len(shown)))}"
        case Holds(person, good):
            return f"holds {colour[person]} {colour[people + good]}"
        case Together(a, b):
            return f"together {sorted([str(colour[people + a]), str(colour[people + b])])}"
        case More(a, b):
            return f"more {colour[a]} {colour[b]}"
        case Again(step) | Met(step):
            return f"{type(part).__name__} {step}"
    raise TypeError(part)
