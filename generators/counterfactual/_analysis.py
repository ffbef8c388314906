"""Why an option is true, false or open, in words that follow the premises one by one.

What single premises of the minimal core say of single atoms is derived, one after the other (unit propagation); where that does not
settle the option, from the supposition that it were the other way (proof by contradiction); where that stalls, cases are gone through,
those that make it shortest. What the end does not rest on is left out. An open option is shown by two worlds
in which all premises are true, each told only as far as that matters.

Shared by the tasks of premises and options, which bring their words in a `Wording`."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.counterfactual._proofs import Literal, Proof, Statement, prove, size
from synth.generators.counterfactual._rationale import cite
from synth.generators.counterfactual._search import tell
from synth.schemas.task import Discard
from synth.verifiers.counterfactual._worlds import Relation, every, meet

MAX_WORDS = 150
"""Of one analysis; a draw that needs more is given up."""
_COUNTS = ("no", "one", "two", "three", "four", "five", "six")
WORLDS = 8  # looked at for the shortest way to tell one


class Wording(NamedTuple):
    """How a task words its analyses."""

    literals: Callable[[Sequence[Literal]], str]
    """Literals as one clause: `Anna and Bruno play chess, Clara does not play chess`."""
    ends: tuple[str, ...]
    """Before `true.` or `false.`: `So this option is`."""
    open: Callable[[Random], str]
    """Before `can be true while`: `The premises leave this open. All of them`."""


def analysis(
    rng: Random, premises: Sequence[Statement], option: Statement, relation: Relation, wording: Wording, atoms: int
) -> tuple[str, int]:
    """The words, and the steps it took (for an open option: a look at each premise). Raises Discard when there are too many words."""
    stand, core = relation
    if stand == "neither":
        text, steps = _open(rng, premises, option, wording, atoms), len(premises)
    else:
        wrong = option.worlds if stand == "contradicts" else every(atoms) ^ option.worlds
        verdict, other = ("true", "false") if stand == "supports" else ("false", "true")
        cited, names = [premises[number] for number in core], [cite([number]) for number in core]
        supposed = Statement(wrong, option.atoms)
        if proof := prove(cited, supposed, atoms, direct=True):
            text, end = _told(proof._replace(dead=None), names, wording), f"{rng.choice(wording.ends)} {verdict}."
        elif proof := prove(cited, supposed, atoms, direct=False):
            lead = rng.choice((f"Suppose this option were {other}.", f"Assume for a moment that this option is {other}."))
            text, end = f"{lead} {_told(proof, names, wording)}", f"So this option must be {verdict}."
        else:
            raise Discard("an analysis needs too many cases")
        text, steps = f"{text} {end}", size(proof)
    if len(text.split()) > MAX_WORDS:
        raise Discard("an analysis is too long")
    return text, steps


def _told(proof: Proof, names: Sequence[str], wording: Wording) -> str:
    """names: of the premises; what is not among them is the supposition."""
    sentences: list[str] = []
    steps = list(proof.steps)
    while steps:
        premise = steps[0].premise
        run = next((place for place, step in enumerate(steps) if step.premise != premise), len(steps))
        found, steps = [step.literal for step in steps[:run]], steps[run:]
        sentences.append(f"{f'By {names[premise]}, ' if premise < len(names) else 'Then '}{wording.literals(sorted(found))}.")
    if proof.of is not None and proof.of < len(names):
        sentences.append(f"There are {_COUNTS[len(proof.cases)]} cases, by {names[proof.of]}.")
    for place, (literals, case) in enumerate(proof.cases):
        lead = "Say instead that" if place else "Say first that"
        sentences += [f"{lead} {wording.literals(sorted(literals))}.", _told(case, names, wording)]
    if proof.dead is not None:
        sentences.append(f"That cannot be, by {names[proof.dead]}." if proof.dead < len(names) else "That goes against what was supposed.")
    return " ".join(sentences)


def _open(rng: Random, premises: Iterable[Statement], option: Statement, wording: Wording, atoms: int) -> str:
    """Two worlds in which all premises are true, as short as some tries find: what is said of each makes them true, whatever else may be
    so. The second may be told by where it differs."""
    left = meet((premise.worlds for premise in premises), every(atoms))
    true = left & option.worlds
    sides = {"true": true, "false": left ^ true}
    starts, orders = [], []
    for turn in range(WORLDS):
        starts.append(_some(rng, sides["true" if turn % 2 else "false"], atoms))
        orders.append(rng.sample(range(atoms), atoms))
    ways = np.empty((WORLDS, 4), np.int64)
    cube = np.empty(1 << atoms, np.int64)
    tell(np.array([_bytes(sides[side], atoms) for side in ("false", "true")]), np.array(starts), np.array(orders), atoms, cube, ways)
    said = cache(lambda world, atoms: wording.literals(_literals(world, atoms)))  # world: with no other atoms
    found = []
    for turn, (world, (told, near, alone, added)) in enumerate(zip(starts, ways.tolist(), strict=True)):
        first, second = ("true", "false") if turn % 2 else ("false", "true")
        changed = told & (world ^ near) | added
        moved = f"{said(near & changed, changed)}, with all else the same"
        other = min(said(near & alone, alone), moved, key=lambda text: len(text.split()))
        so = said(world & told, told)
        found.append(f"can be true while {so}, which makes it {first}, and also while {other}, which makes it {second}.")
    return f"{wording.open(rng)} {min(found, key=lambda text: len(text.split()))}"


def _some(rng: Random, worlds: int, atoms: int) -> int:
    """One of the worlds."""
    start = rng.randrange(1 << atoms)
    above = worlds >> start
    return start + (above & -above).bit_length() - 1 if above else (worlds & -worlds).bit_length() - 1


def _bytes(worlds: int, atoms: int) -> NDArray[np.uint8]:
    return np.frombuffer(worlds.to_bytes(-(-(1 << atoms) // 8), "little"), np.uint8)


def _literals(world: int, atoms: int) -> tuple[Literal, ...]:
    """What is so in a world, of the atoms that are given as bits."""
    return tuple((atom, bool(world >> atom & 1)) for atom in range(atoms.bit_length()) if atoms >> atom & 1)
