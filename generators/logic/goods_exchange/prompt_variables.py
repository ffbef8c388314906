"""The record with names for numbers, and which conventions the prompt has to explain."""

from random import Random

from synth.verifiers.logic.goods_exchange import GoodsExchange
from synth.verifiers.logic.goods_exchange.record import (
    Action,
    Again,
    Condition,
    Give,
    Holder,
    Holds,
    Met,
    More,
    Note,
    Pass,
    Swap,
    Together,
    Who,
)


def prompt_variables(problem: GoodsExchange, rng: Random) -> dict[str, object]:
    people, goods = problem.people, problem.goods

    def who(one: Who) -> dict[str, str]:
        return {"holder_of": goods[one.good]} if isinstance(one, Holder) else {"name": people[one]}

    def show(part: Action | Condition | None) -> dict[str, object] | None:
        match part:
            case Swap(a, b):
                return {"form": "swap", "a": who(a), "b": who(b)}
            case Give(good, to):
                return {"form": "give", "good": goods[good], "to": who(to)}
            case Pass(ring):
                return {"form": "pass", "ring": [people[person] for person in ring]}
            case Again(step):
                return {"form": "again", "step": step + 1}
            case Holds(person, good):
                return {"form": "holds", "person": people[person], "good": goods[good]}
            case Together(a, b):
                return {"form": "together", "a": goods[a], "b": goods[b]}
            case More(a, b):
                return {"form": "more", "a": people[a], "b": people[b]}
            case Met(step):
                return {"form": "met", "step": step + 1}
        return None

    def told(note: Note) -> dict[str, object]:
        return {"kind": note.kind, "person": people[note.person], "good": goods[note.good], "other": people[note.other]}

    lines: list[dict[str, object]] = []
    notes = list(problem.notes)
    for number, step in enumerate(problem.steps):
        while notes and notes[0].before <= number:
            lines.append(told(notes.pop(0)))
        shown = {"condition": show(step.condition), "then": show(step.then), "otherwise": show(step.otherwise)}
        lines.append({"kind": "step", "number": number + 1, "positive": step.positive, **shown})
    lines += map(told, notes)
    parts = [part for step in problem.steps for part in (step.condition, step.then, step.otherwise)]
    return {
        "people": people,
        "goods_count": len(goods),
        "held": [(name, [g for g, holder in zip(goods, problem.start, strict=True) if holder == k]) for k, name in enumerate(people)],
        "lines": lines,
        "void": [number + 1 for number in problem.void],
        "with_give": any(isinstance(part, Give) for part in parts),
        "with_swap": any(isinstance(part, Swap) for part in parts),
        "with_pass": any(isinstance(part, Pass) for part in parts),
        "with_again": any(isinstance(part, Again) for part in parts),
        "with_if": any(step.condition for step in problem.steps),
        "with_one_way": any(step.condition and not step.otherwise for step in problem.steps),
        "with_holder": any(isinstance(one, Holder) for part in parts for one in (getattr(part, k, None) for k in ("a", "b", "to"))),
    }
