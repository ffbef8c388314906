"""Sentences of `counterfactual/propositional` back to formulas: the clauses are taken out, and the template that is left is looked up."""

import re
from functools import cache

from synth.generators.counterfactual.propositional.english import start
from synth.generators.counterfactual.propositional.templates import PAIR_TEMPLATES, TEMPLATES
from synth.generators.counterfactual.propositional.words import Clauses
from synth.verifiers.counterfactual.propositional import Compound, Formula, Pair, Part

_SLOT = "\x00"


def read(sentence: str, clauses: Clauses) -> Formula:
    """The formula that a sentence says. Raises ValueError when it is not exactly one."""
    spoken = {clause: sign * number for number, pair in enumerate(clauses, 1) for sign, clause in zip((1, -1), pair, strict=True)}
    spoken |= {start(clause): literal for clause, literal in spoken.items()}
    pattern = re.compile("|".join(rf"\b{re.escape(clause)}\b" for clause in sorted(spoken, key=len, reverse=True)))
    literals = [spoken[match] for match in pattern.findall(sentence)]
    template = pattern.sub(_SLOT, sentence)
    made = _templates().get(template[:1].lower() + template[1:])
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
def _templates() -> dict[str, tuple[str, tuple[str, str], bool]]:
    """Frame with slots for its clauses -> connective, shapes of its parts as they stand in the text, whether b stands before a."""
    found: dict[str, tuple[str, tuple[str, str], bool]] = {}
    slots = {"one": _SLOT, **{how: phrase.format(a=_SLOT, b=_SLOT) for how, phrase in PAIR_TEMPLATES.items()}}
    for row, templates in TEMPLATES.items():
        how = row.split()[0]
        shapes = [(x, y) for x in slots for y in slots if ((x, y) != ("one", "one")) == (row == "if pair")]
        if how == "literal":
            shapes = [("one", "")]
        for template in templates:
            swapped = "{b}" in template and template.index("{b}") < template.index("{a}")
            for a, b in shapes:
                made = (how, (b, a) if swapped else (a, b), swapped)
                text = template.format(a=slots[a], b=slots.get(b, ""))
                if found.setdefault(text, made) != made:
                    raise ValueError(f"two readings: {text}")
    return found
