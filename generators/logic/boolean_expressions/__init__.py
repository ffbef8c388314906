"""Boolean expressions: the truth value of each statement is a fair coin, thrown before its shape is drawn, so that neither place nor
length nor operators nor the number of true ones tells anything. Definitions come first, each built on one of the last two, then the
labelled expressions, which speak of definitions and of one another; letters are dealt at random, so a list's order is not the order in
which it can be worked out.

Effort counts what has to be evaluated and adds the deepest nesting through all definitions; `effort.py` says how."""

import re
from hashlib import blake2b
from random import Random

from synth.generators.logic.boolean_expressions.effort import effort
from synth.generators.logic.boolean_expressions.expressions import Writer
from synth.generators.logic.boolean_expressions.facts import facts, true_facts
from synth.generators.logic.boolean_expressions.knobs import LEVELS, Knobs
from synth.generators.logic.boolean_expressions.prompt_variables import prompt_variables
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.boolean_expressions import MAX_TEXT, BooleanExpressions, definition_names, labels, statements, verify
from synth.verifiers.logic.boolean_expressions.language import Node


def generate(rng: Random, knobs: Knobs, language: str = "en") -> Sample:
    defined, labelled = definition_names(knobs.definitions), labels(knobs.options)
    order = [*rng.sample(defined, len(defined)), *rng.sample(labelled, len(labelled))]
    writer = Writer(rng, knobs, rng.sample(facts(language), len(order) * knobs.leaves_to), {}, [], [])
    texts = {}
    for name in order:
        truth = rng.random() < 0.5
        texts[name] = writer.statement(truth, name in defined)
        writer.truths[name] = truth
        if name in defined:
            writer.waiting.append(name)
    names = list(dict.fromkeys(re.findall(r"#([a-z_.\d]+)", " ".join(texts[name] for name in (*labelled, *defined)))))
    for name in order:
        texts[name] = re.sub(r"#([a-z_.\d]+)", lambda fact: f"#{names.index(fact[1])}", texts[name])
    if sum(map(len, texts.values())) > MAX_TEXT or max(map(len, texts.values())) > 400:
        raise Discard("too long")
    true = true_facts(language)
    problem = BooleanExpressions(
        tuple(texts[name] for name in labelled), tuple((name, name in true) for name in names), tuple(texts[name] for name in defined)
    )
    truths = writer.truths | {f"#{number}": truth for number, (_, truth) in enumerate(problem.facts)}
    return Sample(problem, ", ".join(name for name in labelled if writer.truths[name]) or "none", effort=effort(problem, truths))


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
    version=1,
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
