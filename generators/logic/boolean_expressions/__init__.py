"""Boolean expressions: the truth of each one is a fair coin, thrown before its shape is drawn, so that neither place nor length
nor operators nor the number of true ones tells anything; then truth is handed down and the leaves are made to have it.

Effort counts what a lazy reader evaluates (connectives, leaves and arithmetic that no earlier operand makes needless) and adds
the deepest nesting."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.schemas.task import Sample, Task
from synth.verifiers.logic.boolean_expressions import ARITHMETIC, COMPARISONS, CONNECTIVES, BooleanExpressions, labels, verify

FACTS = Path(__file__).parent / "facts.json"
OPERATORS = ("and", "or", "xor", "implies", "iff", "nand", "nor")
OPERANDS = {
    (name, truth): tuple((x, y) for x in (False, True) for y in (False, True) if CONNECTIVES[name](x, y) == truth)
    for name in OPERATORS
    for truth in (False, True)
}
DECIDED = {"and": False, "nand": False, "or": True, "nor": True, "implies": False}  # a first operand that needs no second one
OFFSETS = {  # right side minus left side: (when true, when false), in units of a positive step
    "<": ((1,), (-1, -1, 0)),
    ">": ((-1,), (1, 1, 0)),
    "<=": ((1, 1, 0), (-1,)),
    ">=": ((-1, -1, 0), (1,)),
    "=": ((0,), (-1, 1)),
    "!=": ((-1, 1), (0,)),
}


class Knobs(Frozen, frozen=True):
    options: Annotated[int, Meta(ge=4, le=16)]  # labelled expressions
    leaves_from: Annotated[int, Meta(ge=1, le=16)]  # least number of comparisons and facts in one expression
    leaves_to: Annotated[int, Meta(ge=1, le=16)]  # greatest number of them
    depth: Annotated[int, Meta(ge=1, le=8)]  # connectives one inside another, at most
    operators: Annotated[int, Meta(ge=2, le=7)]  # how many of OPERATORS may occur
    negation: Annotated[float, Meta(ge=0, le=0.6)]  # chance of a `not` in front of a part
    facts: Annotated[float, Meta(ge=0, le=1)]  # share of facts among the leaves
    highest: Annotated[int, Meta(ge=20, le=999)]  # largest value that is compared
    terms: Annotated[int, Meta(ge=0, le=3)]  # arithmetic operations on one side of a comparison, at most

    def __post_init__(self) -> None:
        if not self.leaves_from <= self.leaves_to <= 2**self.depth:
            raise ValueError(f"leaves_from <= leaves_to <= 2**depth does not hold: {self}")


LEVELS = (
    Knobs(5, 2, 2, 1, 2, 0.2, 0.4, 20, 0),
    Knobs(5, 2, 3, 2, 2, 0.25, 0.4, 30, 1),
    Knobs(6, 3, 4, 3, 3, 0.25, 0.4, 40, 1),
    Knobs(6, 4, 5, 3, 4, 0.25, 0.4, 60, 1),
    Knobs(7, 4, 6, 4, 4, 0.25, 0.4, 99, 1),
    Knobs(8, 5, 8, 4, 5, 0.25, 0.4, 99, 2),
    Knobs(9, 6, 9, 5, 6, 0.3, 0.35, 200, 2),
    Knobs(10, 8, 11, 5, 7, 0.3, 0.35, 400, 2),
    Knobs(11, 9, 11, 6, 7, 0.3, 0.3, 700, 2),
    Knobs(12, 11, 13, 7, 7, 0.3, 0.25, 999, 2),
)


class Fact(NamedTuple):
    """A true sentence and false ones that differ from it in one place."""

    true: str
    false: tuple[str, ...]


@cache
def facts() -> tuple[Fact, ...]:
    """Every fact of our data. In a table, another row's value makes the sentence false; in an order, the exchange does."""
    data, found = json.loads(FACTS.read_text("utf-8")), []
    for table in data["tables"]:
        for x, y in table["rows"]:
            others = tuple(_say(table["say"], x, other) for _, other in table["rows"] if other != y)
            found.append(Fact(_say(table["say"], x, y), others))
    for order in data["orders"]:
        for place, x in enumerate(order["items"]):
            found += [Fact(_say(order["say"], x, y), (_say(order["say"], y, x),)) for y in order["items"][place + 1 :]]
    return tuple(found)


def _say(template: str, x: str, y: str) -> str:
    text = template.format(x=x, y=y)
    return text[0].upper() + text[1:]


class Draft(NamedTuple):
    """What one problem's expressions are written with. unused: facts not yet told; told: texts and truths, in order of use."""

    rng: Random
    knobs: Knobs
    unused: list[Fact]
    told: list[tuple[str, bool]]


def generate(rng: Random, knobs: Knobs) -> Sample:
    sizes = [rng.randint(knobs.leaves_from, knobs.leaves_to) for _ in range(knobs.options)]
    draft = Draft(rng, knobs, rng.sample(facts(), sum(sizes)), [])
    expressions, true, effort, deepest = [], [], 0, 0
    for label, size in zip(labels(knobs.options), sizes, strict=True):
        truth = rng.random() < 0.5
        tokens: list[str] = []
        steps, depth = _write(draft, tokens, size, knobs.depth, truth)
        expressions.append(" ".join(tokens))
        true += [label] if truth else []
        effort, deepest = effort + steps, max(deepest, depth)
    return Sample(BooleanExpressions(tuple(expressions), tuple(draft.told)), ", ".join(true) or "none", effort=effort + deepest)


def _write(draft: Draft, tokens: list[str], leaves: int, depth: int, truth: bool) -> tuple[int, int]:
    """Append an expression of the given truth in Polish notation. Its shape does not depend on the truth. Returns the steps that
    a lazy reader needs and the nesting."""
    rng, knobs = draft.rng, draft.knobs
    negated = rng.random() < knobs.negation
    if negated:
        tokens.append("not")
        truth = not truth
    if leaves == 1:
        steps = _fact(draft, tokens, truth) if rng.random() < knobs.facts else _comparison(rng, knobs, tokens, truth)
        return steps + negated, int(negated)
    half = 2 ** (depth - 1)
    left = rng.randint(max(1, leaves - half), min(leaves - 1, half))
    name = OPERATORS[rng.randrange(knobs.operators)]
    tokens.append(name)
    one, two = rng.choice(OPERANDS[name, truth])
    left_steps, left_depth = _write(draft, tokens, left, depth - 1, one)
    right_steps, right_depth = _write(draft, tokens, leaves - left, depth - 1, two)
    steps = 1 + left_steps + (0 if DECIDED.get(name) is one else right_steps)
    return steps + negated, max(left_depth, right_depth) + 1 + negated


def _fact(draft: Draft, tokens: list[str], truth: bool) -> int:
    fact = draft.unused.pop()
    tokens.append(f"#{len(draft.told)}")
    draft.told.append((fact.true if truth else draft.rng.choice(fact.false), truth))
    return 1


def _comparison(rng: Random, knobs: Knobs, tokens: list[str], truth: bool) -> int:
    """Values that lie close to each other, so that the arithmetic has to be done."""
    start = len(tokens)
    if rng.random() < 0.15:
        divisor = rng.randint(3, 9 + knobs.highest // 50)
        multiple = divisor * rng.randint(2, max(2, knobs.highest // divisor))
        tokens += ["divides", str(divisor)]
        _number(rng, tokens, multiple if truth else multiple + rng.randint(1, divisor - 1), rng.randint(0, knobs.terms))
    else:
        name = rng.choice(tuple(OFFSETS))
        left, step = rng.randint(knobs.highest // 2, knobs.highest), rng.choice((1, 1, 2, 3, 5, 10))
        tokens.append(name)
        terms = [rng.randint(min(1, knobs.terms), knobs.terms), rng.randint(0, knobs.terms)]
        rng.shuffle(terms)
        _number(rng, tokens, left, terms[0])
        _number(rng, tokens, max(0, left + step * rng.choice(OFFSETS[name][not truth])), terms[1])
    return 1 + sum(token in ARITHMETIC for token in tokens[start:])


def _number(rng: Random, tokens: list[str], value: int, terms: int) -> None:
    """Append an expression of this value with about so many operations."""
    if terms == 0 or value < 4:
        tokens.append(str(value))
        return
    kind = rng.choice("+-*")
    if kind == "*":
        factor = rng.randint(2, min(value // 2, 29))
        quotient, rest = divmod(value, factor)
        if rest and terms == 1:
            kind = "+"
        else:
            tokens += ["+"] * (rest > 0) + ["*", str(factor)]
            _number(rng, tokens, quotient, terms - 1 - (rest > 0))
            tokens += [str(rest)] * (rest > 0)
            return
    part = rng.randint(1, value - 1)
    tokens.append(kind)
    _number(rng, tokens, part if kind == "+" else value + part, terms - 1)
    tokens.append(str(value - part if kind == "+" else part))


BRACKETED = ("({} and {})", "({} or {})", "({} xor {})", "({} implies {})", "({} iff {})", "({} nand {})", "({} nor {})")
NOTATIONS: dict[str, dict[str, str]] = {
    "words": {"not": "not {}"} | dict(zip(OPERATORS, BRACKETED, strict=True)),
    "capitals": {"not": "NOT {}"} | {name: f"({{}} {name.upper()} {{}})" for name in OPERATORS},
    "symbols": {"not": "¬{}"} | {name: f"({{}} {sign} {{}})" for name, sign in zip(OPERATORS, "∧∨⊕→↔⊼⊽", strict=True)},
    "code": {"not": "!{}"}
    | {name: f"({{}} {sign} {{}})" for name, sign in zip(OPERATORS, "&& || ^ -> <-> !& !|".split(), strict=True)},
    "sentences": {
        "not": "it is false that {}",
        "and": "(both {} and {})",
        "or": "({} or {} or both)",
        "xor": "(either {} or {}, but not both)",
        "implies": "(if {}, then {})",
        "iff": "({} if and only if {})",
        "nand": "(not both {} and {})",
        "nor": "(neither {} nor {})",
    },
}
COMPARED = {
    "signs": dict(zip(COMPARISONS, ("<", ">", "≤", "≥", "=", "≠", "divides"), strict=True)) | {"*": "×"},
    "code": dict(zip(COMPARISONS, ("<", ">", "<=", ">=", "==", "!=", "divides"), strict=True)),
    "said": {
        "<": "is less than",
        ">": "is greater than",
        "<=": "is at most",
        ">=": "is at least",
        "=": "equals",
        "!=": "is different from",
        "divides": "divides",
    },
}


def prompt_variables(problem: BooleanExpressions) -> dict[str, object]:
    """show(notation, compared): the labelled expressions as text; legend(notation): a sample of each operator that occurs."""
    names = labels(len(problem.expressions))
    used = {token for expression in problem.expressions for token in expression.split(" ")}
    told = [f'"{text}"' for text, _ in problem.facts]

    def show(notation: str, compared: str) -> list[tuple[str, str]]:
        signs = COMPARED[compared]
        texts = (_infix(iter(expression.split(" ")), NOTATIONS[notation], signs, told) for expression in problem.expressions)
        return [(name, _bare(text)) for name, text in zip(names, texts, strict=True)]

    def legend(notation: str) -> list[tuple[str, str]]:
        return [(name, _bare(NOTATIONS[notation][name].format("X", "Y"))) for name in ("not", *OPERATORS) if name in used]

    return {
        "show": show,
        "legend": legend,
        "last": names[-1],
        "count": len(names),
        "facts": bool(told),
        "divides": "divides" in used,
    }


def _infix(tokens: Iterator[str], notation: dict[str, str], signs: dict[str, str], told: list[str]) -> str:
    token = next(tokens)
    if token in notation:
        operands = [_infix(tokens, notation, signs, told) for _ in range(1 if token == "not" else 2)]
        return notation[token].format(*operands)
    if token in COMPARISONS or token in ARITHMETIC:
        left, right = _infix(tokens, notation, signs, told), _infix(tokens, notation, signs, told)
        if token in COMPARISONS:
            left, right = _bare(left), _bare(right)
        return f"({left} {signs.get(token, token)} {right})"
    return told[int(token[1:])] if token[0] == "#" else token


def _bare(text: str) -> str:
    """Without the brackets around the whole: every text that begins with one is a single bracket."""
    return text[1:-1] if text[0] == "(" else text


def canonical(problem: BooleanExpressions) -> object:
    """However the expressions are ordered."""
    told = {f"#{number}": text for number, (text, _) in enumerate(problem.facts)}
    return sorted(" ".join(told.get(token, token) for token in text.split(" ")) for text in problem.expressions)


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
