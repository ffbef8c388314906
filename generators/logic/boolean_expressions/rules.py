"""The rules of boolean expressions in words: every statement is there in one of the notations, and every sign is explained."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count

from synth.generators.logic.boolean_expressions import rules_zh as chinese
from synth.generators.logic.boolean_expressions.facts import sentence
from synth.schemas.claims import Rule
from synth.verifiers.logic.boolean_expressions import BooleanExpressions, definition_names, labels, statements
from synth.verifiers.logic.boolean_expressions.language import Node, nodes

WRITTEN = {
    "and": ("both ", " and ", r" (and|∧|&&) "),
    "or": ("", "", r" (or|∨|\|\|) "),
    "xor": ("either ", " or ", r" (xor|⊕|\^) "),
    "implies": ("if ", ", then ", r" (implies|→|->) "),
    "iff": ("", "", r" (iff|↔|<->|if and only if) "),
    "nand": ("not both ", " and ", r" (nand|⊼|!&) "),
    "nor": ("neither ", " nor ", r" (nor|⊽|!\|) "),
}
"""What stands before and between the operands where a connective is written as a sentence, and between them elsewhere."""
COMPARED = {
    "<": "<|is less than",
    ">": ">|is greater than",
    "<=": "<=|≤|is at most",
    ">=": ">=|≥|is at least",
    "=": "=|==|equals",
    "!=": "!=|≠|is different from",
    "divides": "divides",
}
QUANTIFIED = {"all": "(for every |all |∀)", "some": "(for some |any |∃|for at least one )"}
MEANING = {
    "not": r"true exactly when X is false|the opposite of X",
    "and": r"true only when X and Y are both true|true if both parts are true, otherwise false",
    "or": r"at least one of X and Y is true, also when both are|false only when X and Y are both false",
    "xor": r"exactly one of X and Y is true, false when both are true|true if X and Y differ",
    "implies": r"false only when X is true and Y is false|true unless X is true and Y is false",
    "iff": r"both true or both false|same truth value",
    "nand": r"false only when X and Y are both true|true unless both parts are true",
    "nor": r"true only when X and Y are both false|false as soon as at least one of X and Y is true",
    "all": r"true for each of the numbers in curly brackets|holds whichever of the numbers",
    "some": r"true for at least one of the numbers in curly brackets|one or more for which X holds",
}


def _listed(names: tuple[str, ...]) -> Callable[[BooleanExpressions], str]:
    """The statements of these names, whatever their notation, each on a line of its own behind its name."""

    def pattern(problem: BooleanExpressions) -> str:
        trees, groups = statements(problem), count()
        facts = {f"#{number}": sentence(fact) for number, (fact, _) in enumerate(problem.facts)}
        return r"\n" + r"\n".join(rf"\(?{name}[.:)] {_infix(trees[name], facts, groups)}" for name in names if name in trees) + r"\n"

    return pattern


def _infix(node: Node, facts: Mapping[str, str], groups: Iterator[int], bare: bool = True) -> str:
    """An expression in any of the notations; all but the outermost parts, sides of comparisons and what is quantified have brackets."""
    kind, token, parts, number, variable, values = node
    if kind == "fact":
        return re.escape(f'"{facts[token]}"')
    if not parts:
        return rf"{token}\b"
    if kind == "not":
        return rf"(not |¬|!|it is false that ){_infix(parts[0], facts, groups, False)}"
    inner = [_infix(part, facts, groups, kind in ("comparison", "quantifier")) for part in parts]
    if kind == "connective":
        before, between, sign = WRITTEN[token]
        after = " or both" if token == "or" else ", but not both" if token == "xor" else ""
        group = f"sentence{next(groups)}"
        between = f"(?({group}){between}|{sign})" if before else sign
        text = f"{f'(?P<{group}>{before})?' if before else ''}{inner[0]}{between}{inner[1]}({after})?"
    elif kind == "count":
        words = {"exactly": "exactly", "atleast": "at least", "atmost": "at most"}[token]
        text = rf"{words} {number} of {', '.join(inner)} (is|are) true"
    elif kind == "quantifier":
        text = rf"{QUANTIFIED[token]}{variable} (in|∈) \{{{', '.join(map(str, values))}\}}: {inner[0]}"
    else:
        text = f"{inner[0]} ({COMPARED.get(token) or ('[×*]' if token == '*' else re.escape(token))}) {inner[1]}"
    return text if bare else rf"\({text}\)"


def _uses(*names: str) -> Callable[[BooleanExpressions], bool]:
    return lambda problem: any(part.token in names or part.kind in names for tree in statements(problem).values() for part in nodes(tree))


def _meaning(name: str) -> str:
    """The line of the legend that shows the operator and says what it means."""
    before, between, sign = WRITTEN.get(name, ("", "", ""))
    if name in QUANTIFIED:
        shown = rf"{QUANTIFIED[name]}n (in|∈) \{{\.\.\.\}}: X"
    else:
        shown = r"(not |¬|!|it is false that )X" if name == "not" else rf"({before}X{between}|X{sign})Y[^:\n]*"
    return rf"\n- {shown}: [^\n]*({MEANING[name]})"


RULES = (
    Rule("false", {"en": _listed(labels(12)), "zh": chinese.listed(labels(12))}),
    Rule(
        "false",
        {
            "en": _listed(definition_names(11)),
            "zh": chinese.listed(definition_names(11)),
        },
        lambda problem: bool(problem.definitions),
    ),
    *(Rule("false", {"en": _meaning(name), "zh": chinese.meaning(name)}, _uses(name)) for name in MEANING),
    Rule(
        "false",
        {
            "en": r"a negation applies only to the single statement|what is negated is only the single statement",
            "zh": r"否定只管紧跟在它后面的那一个|被否定的只是紧接着的那一个",
        },
        _uses("not"),
    ),
    Rule(
        "false",
        {
            "en": r"brackets show what belongs together|inside a pair of brackets belongs together",
            "zh": r"括号里的内容是一个整体|括号内看作一个整体",
        },
    ),
    Rule(
        "false",
        {
            "en": r"\"X divides Y\" means that Y is a whole multiple of X",
            "zh": r"“X 整除 Y”指 Y 是 X 的整数倍",
        },
        _uses("divides"),
    ),
    Rule(
        "false",
        {
            "en": r"stands for the statement with that letter|letter means the statement of that name",
            "zh": r"一个大写字母代表标有该字母的命题|大写字母就是叫这个名字的命题",
        },
        _uses("name"),
    ),
    Rule(
        "false",
        {
            "en": r"in their plain everyday sense|decide from general knowledge",
            "zh": r"真假按日常的意思和常识判断|说的是常识，请按平常的理解判断真假",
        },
        lambda problem: bool(problem.facts),
    ),
    Rule(
        "false",
        {
            "en": r"of all true expressions|and no other label|exactly those switches are pressed whose condition is true"
            r"|naming a false one makes|stays dark if it is false",
            "zh": r"当中所有为真的表达式的编号|式子为真灯就亮，为假灯就不亮|多写或漏写一个都算错",
        },
    ),
    Rule(
        "incomplete",
        {
            "en": r"of all true expressions|every label (from A to \w )?whose expression is true|exactly those switches are pressed whose"
            r"|leaving out a true one|letters of all lit lamps",
            "zh": r"当中所有为真的表达式的编号|所有亮着的灯的字母|多写或漏写一个都算错",
        },
    ),
    Rule("incomplete", {"en": r"(if none is true, write|write|word|or) \"none\"", "zh": r"写“无”"}),
)
