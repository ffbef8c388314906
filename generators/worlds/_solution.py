"""Worked solutions: the properties that lead to the answer, in order, each with the document that tells it."""

from collections.abc import Sequence

from synth.generators.worlds._drawing import written
from synth.verifiers.worlds._query import Answer, answers
from synth.verifiers.worlds._steps import proof, with_sources
from synth.verifiers.worlds._terms import TERMS
from synth.verifiers.worlds._texts import given_date
from synth.verifiers.worlds._told import Told, told_by, world
from synth.verifiers.worlds._world import ATTRIBUTES, Cell, Value


def claim(told: Told, cell: Cell, value: Value) -> str:
    """`guild of Mira = Silver Wheel`."""
    (attribute, of), chinese = cell, told.language == "zh"
    term, name = TERMS[told.language][attribute], told.names[of]
    if value is None:
        text = "无" if chinese else "none"
    else:
        text = given_date(told.eras, value, told.language) if ATTRIBUTES[attribute].to == "year" else told.names[value]
    return f"{name}的{term} = {text}" if chinese else f"{term} of {name} = {text}"


def steps(told: Told, cells: Sequence[Cell]) -> list[str]:
    """Numbered lines."""
    facts, known = world(told).facts, world(told).known
    where = told_by(told)
    labels: dict[Cell, int] = {}
    lines = []
    for cell in cells:
        labels[cell] = len(labels) + 1
        like = facts[cell].like
        sources = [f"F{where[cell]}"] + ([f"S{labels[cell[0], like]}"] if like >= 0 else [])
        lines.append(f"S{labels[cell]}: {claim(told, cell, known[cell])} [{', '.join(sources)}]")
    return lines


def solution(told: Told, answer: Answer) -> str:
    """The steps and, as the last of them, an answer: a wrong one makes it a wrong solution."""
    lines = steps(told, proof(told))
    cited = ", ".join(f"S{number}" for number in range(1, len(lines) + 1))
    word = "答案" if told.language == "zh" else "answer"
    return "\n".join([*lines, f"S{len(lines) + 1}: {word} = {written(told, answer)} [{cited}]"])


def opened(told: Told, hidden: Cell, values: tuple[Value, Value]) -> str:
    """What can be told on the way to the hidden property, and two worlds that differ in the answer by its value."""
    facts = world(told).facts
    chinese, used = told.language == "zh", list[Cell]()
    for _, assumed, looked in answers(world(told), told.query, assigned={hidden: values[0]}):
        assert not assumed.keys() - {hidden}
        used = looked
        break
    lines = steps(told, [cell for cell in with_sources(told, used) if cell in world(told).known and cell in facts])
    lines += [
        f"{'世界' if chinese else 'World '}{name}{'：' if chinese else ': '}{claim(told, hidden, value)}"
        for name, value in zip("AB", values, strict=True)
    ]
    return "\n".join(lines)


def answered(told: Told, trace: str, answer: Answer | None) -> str:
    """A whole completion."""
    return f"{trace}\n\n<answer>\n{written(told, answer)}\n</answer>"
