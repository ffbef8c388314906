"""The same rules in Chinese."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count

from synth.generators.logic.boolean_expressions.facts import sentence
from synth.verifiers.logic.boolean_expressions import BooleanExpressions, statements
from synth.verifiers.logic.boolean_expressions.language import Node

WRITTEN = {
    "and": ("", "，并且 ", r" (且|∧|&&) ", ""),
    "or": ("", " 和 ", r" (或|∨|\|\|) ", " 至少有一个为真"),
    "xor": ("", " 和 ", r" (异或|⊕|\^) ", " 恰好有一个为真"),
    "implies": ("如果 ", "，那么 ", " (蕴含|→|->) ", ""),
    "iff": ("", " 当且仅当 ", " (等价于|↔|<->) ", ""),
    "nand": ("", " 和 ", " (与非|⊼|!&) ", " 不都为真"),
    "nor": ("", " 和 ", r" (或非|⊽|!\|) ", " 都为假"),
}
"""What stands before, between and behind the operands where a connective is written as a sentence; between them elsewhere, third."""
COMPARED = {
    "<": "<|小于",
    ">": ">|大于",
    "<=": "<=|≤|不大于",
    ">=": ">=|≥|不小于",
    "=": "=|==|等于",
    "!=": "!=|≠|不等于",
    "divides": "整除",
}
QUANTIFIED = {
    "all": r"(∀@ ∈ \{#\}|对每个 @ ∈ \{#\}|不论 @ 取 \{#\} 中的哪个数，都有)：",
    "some": r"(∃@ ∈ \{#\}|存在 @ ∈ \{#\}|至少有一个 @ ∈ \{#\}，使得)：",
}
MEANING = {
    "not": "X 假时为真，X 真时为假|真假与 X 相反",
    "and": "只有 X 和 Y 都真时才为真|X、Y 都真则为真，否则为假",
    "or": "至少有一个真时为真，两个都真也为真|只有 X 和 Y 都假时才为假",
    "xor": "恰好有一个真时为真，同真或同假时为假|一真一假时为真，否则为假",
    "implies": "只有 X 真而 Y 假时才为假|X 真 Y 假时为假，其余情况都为真",
    "iff": "同真或同假时为真|真假相同时为真，否则为假",
    "nand": "只有 X 和 Y 都真时才为假|X、Y 都真则为假，否则为真",
    "nor": "只有 X 和 Y 都假时才为真|只要有一个真就为假",
    "all": "逐个代入 n，X 每次都真时为真|不论代表花括号里的哪个数，X 都真",
    "some": "逐个代入 n，X 至少有一次为真时为真|至少有一个数，用它代替 n 时 X 为真",
}


def listed(names: tuple[str, ...]) -> Callable[[BooleanExpressions], str]:
    """The statements of these names, whatever their notation, each on a line of its own behind its name."""

    def pattern(problem: BooleanExpressions) -> str:
        trees, groups = statements(problem), count()
        facts = {f"#{number}": sentence(fact) for number, (fact, _) in enumerate(problem.facts)}
        lines = (rf"\(?{name}[.：)、] ?{_infix(trees[name], facts, groups)}" for name in names if name in trees)
        return r"\n" + r"\n".join(lines) + r"\n"

    return pattern


def _infix(node: Node, facts: Mapping[str, str], groups: Iterator[int], bare: bool = True) -> str:
    """An expression in any of the notations; all but the outermost parts, sides of comparisons and what is quantified have brackets."""
    kind, token, parts, number, variable, values = node
    if kind == "fact":
        return re.escape(f"“{facts[token]}”")
    if not parts:
        return rf"{token}\b"
    if kind == "not":
        return f"(非 |¬|!|并非 ){_infix(parts[0], facts, groups, False)}"
    inner = [_infix(part, facts, groups, kind in ("comparison", "quantifier")) for part in parts]
    if kind == "connective":
        before, between, sign, after = WRITTEN[token]
        group = f"sentence{next(groups)}"
        if before:
            text = f"(?P<{group}>{before})?{inner[0]}(?({group}){between}|{sign}){inner[1]}"
        else:
            text = f"{inner[0]}(?:(?P<{group}>{between})|{sign}){inner[1]}(?({group}){after})"
    elif kind == "count":
        words = {"exactly": "恰好", "atleast": "至少", "atmost": "至多"}[token]
        text = f"{'、'.join(inner)} 当中{words}有 {number} 个为真"
    elif kind == "quantifier":
        text = QUANTIFIED[token].replace("@", variable).replace("#", ", ".join(map(str, values))) + inner[0]
    else:
        text = f"{inner[0]} ({COMPARED.get(token) or ('[×*]' if token == '*' else re.escape(token))}) {inner[1]}"
    return text if bare else rf"\({text}\)"


def meaning(name: str) -> str:
    """The line of the legend that shows the operator and says what it means."""
    if name in QUANTIFIED:
        shown = QUANTIFIED[name].replace("@", "n").replace("#", r"\.\.\.") + "X"
    elif name == "not":
        shown = "(非 |¬|!|并非 )X"
    else:
        before, between, sign, after = WRITTEN[name]
        shown = f"({before}X{between}Y{after}|X{sign}Y)"
    return rf"\n- {shown}：[^\n]*({MEANING[name]})"
