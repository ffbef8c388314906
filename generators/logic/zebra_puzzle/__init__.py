"""Zebra puzzle: a random table, then clues against wrong tables until one is left, then every clue dropped that can be.

From level 4 on a few questions mostly stand in for the whole table, chosen so that their answer rests on nearly all clues.

Effort is the number of deductions (readings of a clue or an attribute that rule something out) in the proof of the one solution,
over all its branches."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated, Any, Literal

import numpy as np
from msgspec import Meta

from synth.generators.logic.zebra_puzzle.clues import KINDS
from synth.generators.logic.zebra_puzzle.questions import choose_questions
from synth.generators.logic.zebra_puzzle.refinement import LED, ORDERED, PAIRED, SWAPPABLE, refined
from synth.generators.logic.zebra_puzzle.solver import Puzzle, draw, rivals
from synth.generators.solvers.labelling import least_form
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.zebra_puzzle import UNORDERED, Attribute, Clue, ZebraPuzzle, arrange, verify
from synth.verifiers.logic.zebra_puzzle.chinese import WORDS
from synth.verifiers.logic.zebra_puzzle.questions import Ask, answers

DRAWS = 8
BUDGET = 1_000  # nodes of one search; a set of clues that needs more is drawn anew, as its proof would mostly be too long
MOST_STEPS = 10_000  # deductions of a proof; so is a puzzle that asks for more
LEAST = 0.75
"""Share of the clues that the answer to the questions needs, at least."""
SHARES = {  # how often a kind is tried, in the order of KINDS
    "plain": (3, 0, 2, 0, 0, 6, 0, 3, 0, 4, 0, 0, 0, 0, 0),
    "placed": (2, 3, 2, 2, 2, 5, 3, 3, 3, 3, 4, 2, 2, 0, 0),
    "mixed": (1, 4, 2, 2, 2, 4, 6, 3, 4, 3, 6, 2, 3, 4, 2),
    "subtle": (0, 4, 2, 2, 2, 1, 8, 3, 6, 1, 8, 2, 4, 5, 3),
}


class Knobs(Frozen, frozen=True):
    places: Annotated[int, Meta(ge=3, le=9)]  # houses, desks, boats...: rows of the table
    attributes: Annotated[int, Meta(ge=2, le=8)]  # columns of the table
    clues: Literal["plain", "placed", "mixed", "subtle"]  # kinds: direct; + positions; + choices; few direct
    spare: Annotated[int, Meta(ge=0, le=20)] = 0  # true clues added to a set from which none could be dropped
    asked: Annotated[int, Meta(ge=0, le=4)] = 0  # questions about the table; 0 for the whole table as the answer
    order: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that one question for all values of an attribute in order replaces them
    table: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that the whole table is asked for all the same

    def __post_init__(self) -> None:
        if self.places * self.attributes > 64:
            raise ValueError(f"{self.places} places times {self.attributes} attributes is more than 64 values")
        if 2 * self.asked > self.places * self.attributes:
            raise ValueError(f"asked={self.asked} needs two values for each question")


LEVELS = (
    Knobs(3, 3, "plain", 1),
    Knobs(3, 4, "plain", 1),
    Knobs(4, 3, "placed", 1),
    Knobs(4, 5, "mixed", 0, 3, 0.0, 0.3),
    Knobs(5, 4, "mixed", 0, 3, 0.2, 0.2),
    Knobs(5, 5, "mixed", 0, 3, 0.2, 0.1),
    Knobs(6, 5, "mixed", 0, 3, 0.2),
    Knobs(6, 6, "mixed", 0, 3, 0.2),
    Knobs(7, 6, "mixed", 0, 3, 0.2),
    Knobs(8, 7, "mixed", 0, 3, 0.2),
)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((Path(__file__).parent / "themes.json").read_text("utf-8"))
    return data


def generate(rng: Random, knobs: Knobs) -> Sample:
    size, columns = knobs.places, knobs.attributes
    for _ in range(DRAWS):
        # The mix of kinds varies from puzzle to puzzle.
        weights = [share * rng.choice((1, 2, 6)) for share in SHARES[knobs.clues]]
        puzzle = draw(size, columns, weights, knobs.spare, rng.getrandbits(60), BUDGET)
        if puzzle.proved and puzzle.steps <= MOST_STEPS:
            break
    else:
        raise Discard("proof too long")
    data = _data()
    # People have names more often than any other attribute.
    others = [name for name in data["attributes"] if name != "Name"]
    named = ["Name"] if rng.random() < 0.5 else []
    attributes = tuple(
        Attribute(name, tuple(sorted(rng.sample(data["attributes"][name], size))))
        for name in sorted(named + rng.sample(others, columns - len(named)))
    )
    words = [value for attribute in attributes for value in attribute.values]
    clues = []
    for kind, *variables, number in puzzle.clues.tolist():
        name = KINDS[kind]
        values = tuple(words[v] for v in variables[: 1 if kind < 5 else 2 if kind < 12 else 3 if kind < 14 else 4])
        clues.append(Clue(name, arrange(name, values), number))  # type: ignore[arg-type]
    place, said = rng.choice(data["places"]), tuple(sorted(clues))
    if knobs.asked and rng.random() >= knobs.table:
        return _asked(rng, knobs, place, attributes, said, puzzle)
    rows = [[str(p + 1)] + [""] * columns for p in range(size)]
    for v, p in enumerate(puzzle.places.tolist()):
        rows[p][1 + v // size] = words[v]
    lines = [[place.capitalize(), *(attribute.name for attribute in attributes)], *rows]
    return Sample(ZebraPuzzle(place, attributes, said), "\n".join(" | ".join(line) for line in lines), effort=puzzle.steps)


def _asked(rng: Random, knobs: Knobs, place: str, attributes: tuple[Attribute, ...], clues: tuple[Clue, ...], puzzle: Puzzle) -> Sample:
    """With questions instead of the whole table, whose answer nearly all clues are needed for."""
    owners = {value: attribute.name for attribute in attributes for value in attribute.values}
    others = rivals(knobs.places, knobs.attributes, puzzle)
    asks, share = choose_questions(rng, attributes, np.vstack((puzzle.places, others)), knobs.asked, rng.random() < knobs.order)
    if share < LEAST:
        raise Discard("questions about a part")
    where = dict(zip(owners, (puzzle.places + 1).tolist(), strict=True))
    solution = tuple(tuple(where[value] for value in attribute.values) for attribute in attributes)
    problem = ZebraPuzzle(place, attributes, clues, asks, solution)
    return Sample(problem, ", ".join(answers(asks, where, owners)), effort=puzzle.steps)


def prompt_variables(problem: ZebraPuzzle, rng: Random) -> dict[str, object]:
    """Attributes and clues in an order that `rng` decides; kinds: those of the clues, and `ask between` and the like for questions;
    owners: the attribute of each value. All words stand in the template."""
    clues = [
        {"kind": clue.kind, "k": clue.number, **dict(zip("xyzw", clue.values, strict=False))}
        for clue in rng.sample(problem.clues, len(problem.clues))
    ]
    return {
        "n": problem.size,
        "place": problem.place,
        "owners": problem.owners,
        "attributes": rng.sample(problem.attributes, len(problem.attributes)),
        "clues": clues,
        "kinds": {clue.kind for clue in problem.clues} | {f"ask {ask.kind}" for ask in problem.asks},
        "asks": problem.asks,
    }


ASKED = {"value": 101, "place": 102, "between": 103, "order": 104}
"""Questions in the form, beside the kinds of clues."""


def canonical(problem: ZebraPuzzle) -> object:
    """The clues and questions over values that are named by their part in them alone (colour refinement, where equals are told apart in
    turn), or those of the mirror image, whichever comes first. Theme, names and the order of everything are gone."""
    return _canonical(problem, problem.asks)


def split_key(problem: ZebraPuzzle) -> object:
    """The form of the clues alone: whatever is asked about one table falls in one split."""
    return _canonical(problem, ())


def _canonical(problem: ZebraPuzzle, asks: tuple[Ask, ...]) -> object:
    size, columns = problem.size, len(problem.attributes)
    number = {value: v for v, value in enumerate(problem.owners)}
    columns_of = {a.name: tuple(number[value] for value in a.values) for a in problem.attributes}
    here, mirrored = [], []
    for clue in problem.clues:
        kind, variables, k = KINDS.index(clue.kind), tuple(number[value] for value in clue.values), clue.number
        here.append((kind, k, variables))
        if clue.kind in ("left", "just_left"):
            variables = variables[::-1]
        elif clue.kind in ("at", "not_at"):
            k = size + 1 - k
        elif clue.kind in ("odd", "even") and size % 2 == 0:
            kind = KINDS.index("even" if clue.kind == "odd" else "odd")
        mirrored.append((kind, k, variables))
    for ask in asks:  # an attribute stands for all its values
        one = (ASKED[ask.kind], 0, tuple(v for word in ask.words for v in columns_of.get(word) or (number[word],)))
        here.append(one)
        mirrored.append(one)
    # Kinds and numbers alone say, mostly, which of the two comes first.
    sketches = [sorted((kind, k) for kind, k, _ in clues) for clues in (here, mirrored)]
    return min(_form(clues, size, columns) for clues, sketch in zip((here, mirrored), sketches, strict=True) if sketch == min(sketches))


_PARTS = dict.fromkeys((*(KINDS.index(kind) for kind in UNORDERED), ASKED["between"], ASKED["order"]), SWAPPABLE)
_PARTS |= {KINDS.index("between"): LED, KINDS.index("either"): LED, ASKED["value"]: LED, KINDS.index("pair"): PAIRED}


def _form(clues: list[tuple[int, int, tuple[int, ...]]], size: int, columns: int) -> list[Any]:
    width = max([len(variables) for _, _, variables in clues])
    rows = np.array([[kind, k, *variables, *[-1] * (width - len(variables))] for kind, k, variables in clues])
    parts = np.array([_PARTS.get(kind, ORDERED) for kind, _, _ in clues])
    found, count, signatures, order = refined(rows, parts, size, columns)
    colours = found.tolist()
    if count < len(colours):
        return [size, _form_of_ties(clues, colours, size)]
    signed = [tuple([colour for colour in signature if colour >= 0]) for signature in signatures[order].tolist()]
    return [size, sorted([sorted(colours[v : v + size]) for v in range(0, len(colours), size)]), signed]


def _form_of_ties(clues: list[tuple[int, int, tuple[int, ...]]], colours: list[int], size: int) -> list[str]:
    """The form where refinement leaves equals, which have to be told apart one after the other. Attributes are things too."""
    attributes = range(len(colours), len(colours) + len(colours) // size)

    def text(index: int, colour: Sequence[object]) -> str:
        if index >= len(clues):
            value = index - len(clues)
            return f"{colour[value]} in {colour[attributes[value // size]]}"
        kind, k, variables = clues[index]
        seen = [str(colour[v]) for v in variables]
        part = _PARTS.get(kind, ORDERED)
        if part == SWAPPABLE:
            seen.sort()
        elif part == LED:
            seen[1:] = sorted(seen[1:])
        elif part == PAIRED:
            seen = [c for side in sorted((sorted(seen[:2]), sorted(seen[2:]))) for c in side]
        return f"{kind} {k} {seen}"

    involved = [sorted({*variables}) for _, _, variables in clues] + [[v, attributes[v // size]] for v in range(len(colours))]
    return least_form(colours + [len(colours)] * len(attributes), involved, text)


def corrupt(problem: ZebraPuzzle, answer: str, rng: Random) -> str:
    """Two values of one attribute exchanged: the table stays complete, and it is not the one solution. In a short answer, one item
    exchanged for another value of its attribute or the next number. The answer may be in any language."""
    groups = [attribute.values for attribute in problem.attributes]
    groups += [tuple(WORDS.get(value, value) for value in values) for values in groups]
    if problem.asks:
        items = re.split("(, |，)", answer)
        place = 2 * rng.randrange(1 + len(items) // 2)
        item = items[place]
        values: tuple[str, ...] = next((group for group in groups if item in group), ())
        items[place] = rng.choice([value for value in values if value != item] or [str(int(item) + 1) if item.isdigit() else ""])
        return "".join(items)
    number = rng.randrange(len(problem.attributes))
    first, second = rng.sample(range(problem.size), 2)
    swap = {group[a]: group[b] for group in groups[number :: len(problem.attributes)] for a, b in ((first, second), (second, first))}
    return "\n".join(" | ".join(swap.get(cell, cell) for cell in line.split(" | ")) for line in answer.split("\n"))


TASK = Task(
    __name__,
    version=2,
    problem=ZebraPuzzle,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.035,  # three questions about four places; 0.005 for tables
    capacity=(20_000, 500_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000),
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    split_key=split_key,
    words={"zh": WORDS},
)
