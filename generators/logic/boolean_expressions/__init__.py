"""Boolean expressions: the truth value of each statement is a fair coin, thrown before its shape is drawn, so that neither place nor
length nor operators nor the number of true ones tells anything. Definitions come first, each built on one of the last two, then the
labelled expressions, which speak of definitions and of one another; letters are dealt at random, so a list's order is not the order in
which it can be worked out.

Effort counts what has to be evaluated and adds the deepest nesting through all definitions; `effort.py` says how."""

import re
from hashlib import blake2b
from random import Random

import numpy as np

from synth.generators.logic.boolean_expressions.expressions import drawn
from synth.generators.logic.boolean_expressions.facts import facts
from synth.generators.logic.boolean_expressions.knobs import LEVELS, Knobs
from synth.generators.logic.boolean_expressions.prompt_variables import prompt_variables
from synth.generators.logic.boolean_expressions.tokens import COUNT, FACT, NAME, text
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.boolean_expressions import MAX_TEXT, BooleanExpressions, definition_names, labels, statements, verify
from synth.verifiers.logic.boolean_expressions.language import Node


def generate(rng: Random, knobs: Knobs, language: str = "en") -> Sample:
    defined, labelled = definition_names(knobs.definitions), labels(knobs.options)
    order = [*rng.sample(defined, len(defined)), *rng.sample(labelled, len(labelled))]
    shares = (knobs.negation, knobs.facts, knobs.references, knobs.counts, knobs.quantifiers, knobs.nested)
    found, starts, truths, effort = drawn(
        len(defined),
        len(order),
        knobs.leaves_from,
        knobs.leaves_to,
        knobs.operators,
        knobs.terms,
        knobs.highest,
        np.array(shares),
        np.array([rng.getrandbits(62) + 1]),
    )
    tokens, begins = found.tolist(), starts.tolist()
    at = {name: slice(*begins[place : place + 2]) for place, name in enumerate(order)}
    unused = rng.sample(facts(language), sum(FACT <= token < COUNT for token in tokens))
    used: list[tuple[str, bool]] = []

    def written(token: int) -> str:
        if not NAME <= token < COUNT:
            return text(token)
        if token < FACT:
            return order[token - NAME]
        fact = unused.pop()
        used.append((fact.true, True) if token > FACT else (rng.choice(fact.false), False))
        return f"#{len(used) - 1}"

    asked, definitions = (tuple([" ".join(map(written, tokens[at[name]])) for name in names]) for names in (labelled, defined))
    if sum(map(len, asked + definitions)) > MAX_TEXT or max(map(len, asked + definitions)) > 400:
        raise Discard("too long")
    true = sorted(name for name, truth in zip(order, truths.tolist(), strict=True) if truth and name in labelled)
    return Sample(BooleanExpressions(asked, tuple(used), definitions), ", ".join(true) or "none", effort=float(effort))


SYMMETRIC = frozenset(("and", "or", "xor", "iff", "nand", "nor", "=", "!=", "+", "*", "exactly", "atleast", "atmost"))
"""Operators whose operands may trade places."""
TURNED = {">": "<", ">=": "<="}
"""Comparisons that say the same with their sides exchanged and the other sign."""


def canonical(problem: BooleanExpressions) -> object:
    """The expressions sorted, and the definitions, with the name of each fact in place of its number, the form of a statement in place
    of its name, and operands of symmetric operators sorted: equal however statements are ordered and named and such operands placed,
    and for `a > b` and `b < a`."""
    trees = statements(problem)
    leaves = {f"#{number}": name for number, (name, _) in enumerate(problem.facts)}

    def form(node: Node) -> str:
        kind, token, parts, number, variable, values = node
        if not parts:
            if kind == "name" and token not in leaves:  # a hash, or forms would double in length from definition to definition
                leaves[token] = blake2b(form(trees[token]).encode(), digest_size=16).hexdigest()
            return leaves.get(token, token)
        operands = [form(part) for part in parts]
        if token in TURNED:
            operands.reverse()
            token = TURNED[token]
        elif token in SYMMETRIC:
            operands.sort()
        if kind in ("count", "quantifier"):
            token = " ".join(map(str, [token, number, variable, *values]))
        return f"{token} {' '.join(operands)}"

    forms = {name: form(node) for name, node in trees.items()}
    asked = labels(len(problem.expressions))
    return [sorted(form for name, form in forms.items() if (name in asked) == wanted) for wanted in (True, False)]


def corrupt(problem: BooleanExpressions, answer: str, rng: Random) -> str:
    """One label more or less."""
    names = labels(len(problem.expressions))
    changed = set(re.findall("[A-L]", answer)) ^ {rng.choice(names)}
    return ", ".join(sorted(changed)) or "none"


TASK = Task(
    __name__,
    version=2,
    problem=BooleanExpressions,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.032,
    capacity=(1_000_000,) * 10,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    by_language=True,
    words={"zh": {"none": "无"}},
)
