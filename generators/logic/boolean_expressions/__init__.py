"""Boolean expressions: the truth value of each expression is a fair coin, thrown before its shape is drawn, so that neither place nor
length nor operators nor the number of true ones tells anything.

Effort counts what short-circuit evaluation computes (connectives, leaves and arithmetic that no earlier operand makes needless) and
adds the deepest nesting."""

from random import Random

from synth.generators.logic.boolean_expressions.expressions import Writer
from synth.generators.logic.boolean_expressions.facts import facts
from synth.generators.logic.boolean_expressions.knobs import LEVELS, Knobs
from synth.generators.logic.boolean_expressions.prompt_variables import prompt_variables
from synth.schemas.task import Sample, Task
from synth.verifiers.logic.boolean_expressions import ARITHMETIC, COMPARISONS, CONNECTIVES, BooleanExpressions, labels, verify


def generate(rng: Random, knobs: Knobs) -> Sample:
    sizes = [rng.randint(knobs.leaves_from, knobs.leaves_to) for _ in range(knobs.options)]
    writer = Writer(rng, knobs, rng.sample(facts(), sum(sizes)), [])
    expressions, true, effort, deepest = [], [], 0, 0
    for label, size in zip(labels(knobs.options), sizes, strict=True):
        truth = rng.random() < 0.5
        tokens: list[str] = []
        steps, depth = writer.expression(tokens, size, knobs.depth, truth)
        expressions.append(" ".join(tokens))
        true += [label] if truth else []
        effort, deepest = effort + steps, max(deepest, depth)
    return Sample(BooleanExpressions(tuple(expressions), tuple(writer.used)), ", ".join(true) or "none", effort=effort + deepest)


OPERATORS = frozenset((*CONNECTIVES, *COMPARISONS, *ARITHMETIC))
SYMMETRIC = frozenset(("and", "or", "xor", "iff", "nand", "nor", "=", "!=", "+", "*"))
"""Operators whose operands may trade places."""
TURNED = {">": "<", ">=": "<="}
"""Comparisons that say the same with their sides exchanged and the other sign."""


def canonical(problem: BooleanExpressions) -> object:
    """The expressions sorted, with the text of each fact in place of its number and operands of symmetric operators sorted: equal
    however expressions and such operands are ordered, and for `a > b` and `b < a`."""
    texts = {f"#{number}": text for number, (text, _) in enumerate(problem.facts)}
    return sorted(_sorted(expression, texts) for expression in problem.expressions)


def _sorted(expression: str, texts: dict[str, str]) -> str:
    """Read from the end with a stack, as the verifier does."""
    stack: list[str] = []
    for token in reversed(expression.split(" ")):
        if token == "not":
            stack[-1] = f"not {stack[-1]}"
        elif token in OPERATORS:
            first, second = stack.pop(), stack.pop()
            if token in TURNED or (token in SYMMETRIC and second < first):
                first, second = second, first
            stack.append(f"{TURNED.get(token, token)} {first} {second}")
        else:
            stack.append(texts.get(token, token))
    return stack[0]


def corrupt(problem: BooleanExpressions, answer: str, rng: Random) -> str:
    """One label more or less."""
    names = labels(len(problem.expressions))
    changed = set("" if answer == "none" else answer.split(", ")) ^ {rng.choice(names)}
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
)
