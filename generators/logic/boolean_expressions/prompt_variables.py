"""The expressions in infix notation, in one of several notations for the connectives and the comparisons."""

from collections.abc import Iterator
from random import Random

from synth.generators.logic.boolean_expressions.expressions import OPERATORS
from synth.verifiers.logic.boolean_expressions import ARITHMETIC, COMPARISONS, BooleanExpressions, labels

BRACKETED = ("({} and {})", "({} or {})", "({} xor {})", "({} implies {})", "({} iff {})", "({} nand {})", "({} nor {})")
NOTATIONS: dict[str, dict[str, str]] = {
    "words": {"not": "not {}"} | dict(zip(OPERATORS, BRACKETED, strict=True)),
    "capitals": {"not": "NOT {}"} | {name: f"({{}} {name.upper()} {{}})" for name in OPERATORS},
    "symbols": {"not": "¬{}"} | {name: f"({{}} {sign} {{}})" for name, sign in zip(OPERATORS, "∧∨⊕→↔⊼⊽", strict=True)},
    "code": {"not": "!{}"} | {name: f"({{}} {sign} {{}})" for name, sign in zip(OPERATORS, "&& || ^ -> <-> !& !|".split(), strict=True)},
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
    "words": {
        "<": "is less than",
        ">": "is greater than",
        "<=": "is at most",
        ">=": "is at least",
        "=": "equals",
        "!=": "is different from",
        "divides": "divides",
    },
}


def prompt_variables(problem: BooleanExpressions, rng: Random) -> dict[str, object]:
    """show(notation, compared): the labelled expressions as text; legend(notation): a sample of each operator that occurs."""
    names = labels(len(problem.expressions))
    used = {token for expression in problem.expressions for token in expression.split(" ")}
    quoted = [f'"{text}"' for text, _ in problem.facts]

    def show(notation: str, compared: str) -> list[tuple[str, str]]:
        signs = COMPARED[compared]
        texts = (_infix(iter(expression.split(" ")), NOTATIONS[notation], signs, quoted) for expression in problem.expressions)
        return [(name, _without_outer_brackets(text)) for name, text in zip(names, texts, strict=True)]

    def legend(notation: str) -> list[tuple[str, str]]:
        return [(name, _without_outer_brackets(NOTATIONS[notation][name].format("X", "Y"))) for name in ("not", *OPERATORS) if name in used]

    return {
        "show": show,
        "legend": legend,
        "last": names[-1],
        "count": len(names),
        "facts": bool(quoted),
        "divides": "divides" in used,
    }


def _infix(tokens: Iterator[str], notation: dict[str, str], signs: dict[str, str], facts: list[str]) -> str:
    token = next(tokens)
    if token in notation:
        operands = [_infix(tokens, notation, signs, facts) for _ in range(1 if token == "not" else 2)]
        return notation[token].format(*operands)
    if token in COMPARISONS or token in ARITHMETIC:
        left, right = _infix(tokens, notation, signs, facts), _infix(tokens, notation, signs, facts)
        if token in COMPARISONS:
            left, right = _without_outer_brackets(left), _without_outer_brackets(right)
        return f"({left} {signs.get(token, token)} {right})"
    return facts[int(token[1:])] if token[0] == "#" else token


def _without_outer_brackets(text: str) -> str:
    """Without the brackets around the whole: every text that begins with one is a single bracket."""
    return text[1:-1] if text[0] == "(" else text
