"""Functions that check a list by its measures, as people write them: the same function in several styles, right or with a slip."""

from random import Random
from typing import NamedTuple

from synth.generators.code._blocks import INDENT, NAMES, Block, block
from synth.verifiers.code._measures import Condition, Contract, Measure

ENTRIES = "check accept validate matches qualifies inspect examine is_valid approve screen".split()
LISTS = "items numbers values data scores readings".split()
ELEMENTS = "x n v item value num".split()
_SIGNS = {"is": "==", "least": ">=", "most": "<=", "over": ">", "under": "<"}
_OPPOSITE = {"is": "!=", "least": "<", "most": ">", "over": "<=", "under": ">="}


class Part(NamedTuple):
    """A measure as the code works it out, and what it is compared with; nothing for the measure that is returned."""

    measure: Measure
    slip: str = ""
    condition: Condition | None = None


class Style(NamedTuple):
    """How somebody writes."""

    entry: str
    items: str
    element: str
    names: tuple[tuple[str, str], ...]
    """Of the variables of each part."""
    loop: str
    """How the loop goes: over the items, or over their places."""
    leaves: bool
    """Whether it returns as soon as a condition fails."""
    order: tuple[int, ...]
    """Of the parts."""


def style(rng: Random, kinds: list[str], other: Style | None = None, plain: bool = False) -> Style:
    """Somebody's style. other: of somebody else, for the same function in other words. plain: parts in order, conditions in one line."""
    taken = {other.items, other.element, *(name for pair in other.names for name in pair)} if other else set()
    items, element = (rng.choice([name for name in pool if name not in taken]) for pool in (LISTS, ELEMENTS))
    used = {items, element, "i"}
    names = []
    for kind in kinds:
        pair = []
        for pool in NAMES[kind]:
            free = [name for name in pool if name not in used] or [f"{name}_{kind}" for name in pool] or [""]
            pair.append(rng.choice([name for name in free if name not in taken] or free))
            used.add(pair[-1])
        names.append((pair[0], pair[1]))
    order = list(range(len(kinds)))
    if not plain:
        rng.shuffle(order)
    return Style(
        other.entry if other else rng.choice(ENTRIES),
        items,
        element,
        tuple(names),
        rng.choice(("items", "range", "enumerate")),
        not plain and rng.random() < 0.5,
        tuple(order),
    )


def blocks(parts: list[Part], made: Style) -> list[Block]:
    """The code of each part."""
    return [
        block(part.measure, a, b, made.element, "i", part.slip) for part, (a, b) in zip(parts, made.names, strict=True)
    ]


def written(parts: list[Part], made: Style) -> str:
    """The function's text."""
    found = blocks(parts, made)
    lines = [f"def {made.entry}({made.items}):"]
    for place in made.order:
        lines += [INDENT + line for line in found[place].start]
    inner = [line for place in made.order for line in found[place].body]
    if made.loop == "range":
        lines += [f"{INDENT}for i in range(len({made.items})):", f"{INDENT * 2}{made.element} = {made.items}[i]"]
    elif made.loop == "enumerate" or any(part.measure.kind in ("first", "places") for part in parts):
        lines.append(f"{INDENT}for i, {made.element} in enumerate({made.items}):")
    else:
        lines.append(f"{INDENT}for {made.element} in {made.items}:")
    lines += [INDENT * 2 + line for line in inner]
    tests = [(parts[place].condition, found[place].value) for place in made.order]
    given = next((found[place].value for place, part in enumerate(parts) if part.condition is None), "")
    lines += [INDENT + line for line in _ending([(c, value) for c, value in tests if c], given, made.leaves)]
    return "\n".join(lines) + "\n"


def _ending(tests: list[tuple[Condition, str]], given: str, leaves: bool) -> list[str]:
    if leaves:
        lines = []
        for condition, value in tests:
            lines += [f"if {compared(condition, value, _OPPOSITE)}:", f"{INDENT}return {'-1' if given else 'False'}"]
        return [*lines, f"return {given or 'True'}"]
    whole = " and ".join(compared(condition, value, _SIGNS) for condition, value in tests)
    return [f"if {whole}:", f"{INDENT}return {given}", "return -1"] if given else [f"return {whole}"]


def compared(condition: Condition, value: str, signs: dict[str, str]) -> str:
    """A condition on an expression."""
    if condition.rel == "remainder":
        value = f"({value})" if " " in value else value
        return f"{value} % {condition.m} {signs['is']} {condition.n}"
    return f"{value} {signs[condition.rel]} {condition.n}"


def contract(parts: list[Part]) -> Contract:
    """What the function is to return."""
    given = [part.measure for part in parts if part.condition is None]
    return Contract(tuple(part.condition for part in parts if part.condition), given[0] if given else None)
