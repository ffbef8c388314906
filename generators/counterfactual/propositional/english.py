"""Formulas of `counterfactual/propositional` in English and back: at least twelve sentences for each connective.

A sentence is a frame with two clauses in it. `read` takes the clauses out, which leaves the frame, and looks the frame up: no two
frames that say different things are alike, so every sentence that `say` makes reads back to its formula exactly."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from synth.verifiers.counterfactual.propositional import Compound, Formula, Pair, Part

Clauses = Sequence[tuple[str, str]]
"""For each atom, the clause that asserts it and the one that denies it."""

# {a} and {b} are the parts in the formula's order. Frames of one row are alike in style, so that an edited premise keeps its own.
# Clauses may hold a `not`, so none stands before a bare `whenever`, `only if` or `exactly when`: it would seem to deny those.
FRAMES: dict[str, tuple[str, ...]] = {
    "literal": (
        "{a}.",
        "it is true that {a}.",
        "it is the case that {a}.",
        "it is a fact that {a}.",
        "in fact, {a}.",
        "as a matter of fact, {a}.",
        "it is so that {a}.",
        "it holds that {a}.",
        "the truth is that {a}.",
        "it is correct to say that {a}.",
        "indeed, {a}.",
        "this much is true: {a}.",
        "in truth, {a}.",
    ),
    "and": (
        "{a}, and {b}.",
        "both of these are true: {a}; {b}.",
        "it is the case that {a} and that {b}.",
        "{a}; also, {b}.",
        "{a}, and at the same time {b}.",
        "both of the following hold: {a}; {b}.",
        "{a}; moreover, {b}.",
        "not only is it true that {a}, it is also true that {b}.",
        "{a}, and likewise {b}.",
        "it is true both that {a} and that {b}.",
        "{a}, and in addition {b}.",
        "these two are both so: {a}; {b}.",
        "{a}, while {b}.",
    ),
    "or": (
        "{a} or {b}, or both.",
        "at least one of these is true: {a}; {b}.",
        "it is the case that {a} or that {b}, or both.",
        "unless {a}, {b}.",
        "{a} unless {b}.",
        "one or both of the following hold: {a}; {b}.",
        "{a}, unless {b}.",
        "either it is true that {a} or it is true that {b}, or both.",
        "{a} or {b} (perhaps both).",
        "it is true that {a} or that {b}, and maybe both.",
        "{a}, or {b}, or both at once.",
        "of these two, at least one is so: {a}; {b}.",
        "either {a}, or {b}, or both.",
    ),
    "xor": (
        "{a} or {b}, but not both.",
        "exactly one of these is true: {a}; {b}.",
        "it is the case that {a} or that {b}, but not both.",
        "{a}, or else {b}, but never both.",
        "either {a} or {b}, but not both.",
        "just one of the following holds: {a}; {b}.",
        "either {a}, or {b}, and not both at once.",
        "either it is true that {a} or it is true that {b}, but not both.",
        "{a} or {b} (but not both).",
        "it is true that {a} or that {b}, though not both.",
        "one, and only one, of these is true: {a}; {b}.",
        "of these two, exactly one is so: {a}; {b}.",
        "of these two, one is true and the other false: {a}; {b}.",
    ),
    "nand": (
        "it is not the case that both {a} and {b}.",
        "at most one of these is true: {a}; {b}.",
        "it is not the case both that {a} and that {b}.",
        "if one of these is true, the other is false: {a}; {b}.",
        "not both of these are true: {a}; {b}.",
        "no more than one of the following holds: {a}; {b}.",
        "it is untrue that both {a} and {b}.",
        "it cannot be both that {a} and that {b}.",
        "there is no case in which both {a} and {b}.",
        "it is not true both that {a} and that {b}.",
        "one of these, or both, must be false: {a}; {b}.",
        "of these two, at most one is so: {a}; {b}.",
        "at least one of these is false: {a}; {b}.",
    ),
    "nor": (
        "it is not true that {a}, and it is not true that {b}.",
        "neither of these is true: {a}; {b}.",
        "it is neither the case that {a} nor the case that {b}.",
        "it is false that {a}, and it is false that {b}.",
        "it is not so that {a}, nor is it so that {b}.",
        "neither of the following holds: {a}; {b}.",
        "it is wrong to say that {a}, and it is wrong to say that {b}.",
        "neither is it true that {a} nor is it true that {b}.",
        "each of these is false: {a}; {b}.",
        "it is true neither that {a} nor that {b}.",
        "both of these are false: {a}; {b}.",
        "of these two, neither is so: {a}; {b}.",
        "these two are both untrue: {a}; {b}.",
    ),
    "iff": (
        "it is true that {a} if and only if it is true that {b}.",
        "these two are either both true or both false: {a}; {b}.",
        "it is the case that {a} exactly when it is the case that {b}.",
        "if, but only if, {b}, {a}.",
        "exactly when {b}, {a}.",
        "either both of the following hold or neither does: {a}; {b}.",
        "of these two, each is true if the other is: {a}; {b}.",
        "it is true that {a} precisely when it is true that {b}.",
        "when, and only when, {b}, {a}.",
        "if {a}, then {b}, and the other way round.",
        "in exactly those cases where {b}, {a}.",
        "of these two, both are so or neither is: {a}; {b}.",
        "these two stand or fall together: {a}; {b}.",
    ),
    "if": (
        "if {a}, then {b}.",
        "whenever {a}, {b}.",
        "if it is the case that {a}, then it is the case that {b}.",
        "{b} if {a}.",
        "it is true that {a} only if it is true that {b}.",
        "{b}, provided that {a}.",
        "if it is true that {a}, it is also true that {b}.",
        "when {a}, {b}.",
        "should it be the case that {a}, then {b}.",
        "assuming that {a}, {b}.",
        "it cannot be that {a} without its being true that {b}.",
        "provided that {a}, {b}.",
        "only if {b} can it be that {a}.",
    ),
    # With a pair in it, where a frame has to bracket its parts. What both rows have stands at the same place.
    "if pair": (
        "if {a}, then {b}.",
        "whenever {a}, {b}.",
        "if it is the case that {a}, then {b}.",
        "in the event that {a}, {b}.",
        "if {a}, then it is so that {b}.",
        "in every case where {a}, {b}.",
        "if it is true that {a}, it is also true that {b}.",
        "when {a}, {b}.",
        "should it be the case that {a}, then {b}.",
        "assuming that {a}, {b}.",
        "on condition that {a}, {b}.",
        "provided that {a}, {b}.",
        "as long as {a}, {b}.",
    ),
}
PAIRS = {"and": "both {a} and {b}", "or": "either {a} or {b}"}
STYLES = 13
"""Frames in each row; a style is the number of one."""

_HOLE = "\x00"
_DATA = Path(__file__).parent / "scenes.json"


class Theme(NamedTuple):
    """Every predicate (what asserts it, what denies it) fits every subject."""

    scenes: tuple[str, ...]
    subjects: tuple[str, ...]
    predicates: tuple[tuple[str, str], ...]


@cache
def themes() -> tuple[Theme, ...]:
    rows = json.loads(_DATA.read_text("utf-8"))["themes"]
    return tuple(Theme(tuple(r["scenes"]), tuple(r["subjects"]), tuple(map(_denied, r["predicates"]))) for r in rows)


def _denied(predicate: str) -> tuple[str, str]:
    yes, bar, no = predicate.partition("|")
    return yes, no if bar else re.sub(r"^(is|has|will) ", r"\1 not ", yes)


def story(rng: Random, atoms: int) -> tuple[str, Clauses]:
    """A scene, and clauses for so many atoms, each about a thing of its own."""
    theme = rng.choice(themes())
    clauses = []
    for subject in rng.sample(theme.subjects, atoms):
        yes, no = rng.choice(theme.predicates)
        clauses.append((f"{subject} {yes}", f"{subject} {no}"))
    return rng.choice(theme.scenes), tuple(clauses)


def frame_of(formula: Formula, style: int) -> str:
    """The frame in which a formula is said."""
    return FRAMES[_row(formula)][style]


def _row(formula: Formula) -> str:
    if isinstance(formula, int):
        return "literal"
    return formula.how if isinstance(formula.a, int) and isinstance(formula.b, int) else f"{formula.how} pair"


def say(formula: Formula, clauses: Clauses, style: int) -> str:
    """The sentence for a formula."""
    frame = frame_of(formula, style)
    if isinstance(formula, int):
        return start(frame.format(a=part(formula, clauses)))
    return start(frame.format(a=part(formula.a, clauses), b=part(formula.b, clauses)))


def part(item: Part, clauses: Clauses) -> str:
    """The clause for a literal, or two of them joined."""
    if isinstance(item, int):
        return clauses[abs(item) - 1][item < 0]
    return PAIRS[item.how].format(a=part(item.a, clauses), b=part(item.b, clauses))


def start(text: str) -> str:
    """With a capital letter."""
    return text[0].upper() + text[1:]


def read(sentence: str, clauses: Clauses) -> Formula:
    """The formula that a sentence says. Raises ValueError when it is not exactly one."""
    spoken = {clause: sign * number for number, pair in enumerate(clauses, 1) for sign, clause in zip((1, -1), pair, strict=True)}
    spoken |= {start(clause): literal for clause, literal in spoken.items()}
    pattern = re.compile("|".join(rf"\b{re.escape(clause)}\b" for clause in sorted(spoken, key=len, reverse=True)))
    literals = [spoken[match] for match in pattern.findall(sentence)]
    frame = pattern.sub(_HOLE, sentence)
    made = _frames().get(frame[:1].lower() + frame[1:])
    if made is None:
        raise ValueError(f"no such sentence: {sentence}")
    how, (first, second), swapped = made
    if how == "literal":
        return literals[0]
    one, two = _part(first, literals), _part(second, literals)
    return Compound(how, two, one) if swapped else Compound(how, one, two)  # type: ignore[arg-type]


def _part(shape: str, literals: list[int]) -> Part:
    """The part of a shape that the first literals make; they are taken off the list."""
    return literals.pop(0) if shape == "one" else Pair(shape, literals.pop(0), literals.pop(0))  # type: ignore[arg-type]


@cache
def _frames() -> dict[str, tuple[str, tuple[str, str], bool]]:
    """Frame with holes for its clauses -> connective, shapes of its parts as they stand in the text, whether b stands before a."""
    found: dict[str, tuple[str, tuple[str, str], bool]] = {}
    holes = {"one": _HOLE, **{how: phrase.format(a=_HOLE, b=_HOLE) for how, phrase in PAIRS.items()}}
    for row, frames in FRAMES.items():
        how = row.split()[0]
        shapes = [(x, y) for x in holes for y in holes if ((x, y) != ("one", "one")) == (row == "if pair")]
        if how == "literal":
            shapes = [("one", "")]
        for frame in frames:
            swapped = "{b}" in frame and frame.index("{b}") < frame.index("{a}")
            for a, b in shapes:
                made = (how, (b, a) if swapped else (a, b), swapped)
                text = frame.format(a=holes[a], b=holes.get(b, ""))
                if found.setdefault(text, made) != made:
                    raise ValueError(f"two readings: {text}")
    return found
