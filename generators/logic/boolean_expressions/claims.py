"""What boolean expressions claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: the connectives."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from random import Random

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.boolean_expressions import ARITHMETIC, COMPARISONS, CONNECTIVES, BooleanExpressions, labels

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
MEANING = {
    "not": r"true exactly when X is false|the opposite of X",
    "and": r"true only when X and Y are both true|true if both parts are true, otherwise false",
    "or": r"at least one of X and Y is true, also when both are|false only when X and Y are both false",
    "xor": r"exactly one of X and Y is true, false when both are true|true if X and Y differ",
    "implies": r"false only when X is true and Y is false|true unless X is true and Y is false",
    "iff": r"both true or both false|same truth value",
    "nand": r"false only when X and Y are both true|true unless both parts are true",
    "nor": r"true only when X and Y are both false|false as soon as at least one of X and Y is true",
}


def _expressions(problem: BooleanExpressions) -> str:
    """Every expression, whatever its notation, on a line of its own behind its label."""
    names = zip(labels(len(problem.expressions)), problem.expressions, strict=True)
    numbers = count()
    return r"\n" + r"\n".join(rf"\(?{name}[.:)] {_infix(iter(text.split(' ')), problem, numbers)}" for name, text in names)


def _infix(tokens: Iterator[str], problem: BooleanExpressions, numbers: Iterator[int], bracketed: bool = False) -> str:
    """The rest of an expression in any of the notations; all but the outermost parts and the sides of comparisons have brackets."""
    token = next(tokens)
    if token == "not":
        return rf"(not |¬|!|it is false that ){_infix(tokens, problem, numbers, True)}"
    if token[0] == "#" or token.isdigit():
        return re.escape(f'"{problem.facts[int(token[1:])][0]}"') if token[0] == "#" else rf"{token}\b"
    inner = token not in COMPARISONS
    left, right = _infix(tokens, problem, numbers, inner), _infix(tokens, problem, numbers, inner)
    if token in CONNECTIVES:
        before, between, sign = WRITTEN[token]
        after = " or both" if token == "or" else ", but not both" if token == "xor" else ""
        group = f"sentence{next(numbers)}"
        between = f"(?({group}){between}|{sign})" if before else sign
        text = f"{f'(?P<{group}>{before})?' if before else ''}{left}{between}{right}({after})?"
    else:
        text = f"{left} ({COMPARED.get(token) or ('[×*]' if token == '*' else re.escape(token))}) {right}"
    return rf"\({text}\)" if bracketed else text


def _uses(*names: str) -> Callable[[BooleanExpressions], bool]:
    return lambda problem: any(token in names for text in problem.expressions for token in text.split(" "))


def _meaning(name: str) -> str:
    """The line of the legend that shows the connective and says what it means."""
    before, between, sign = ("", "", "") if name == "not" else WRITTEN[name]
    shown = r"(not |¬|!|it is false that )X" if name == "not" else rf"({before}X{between}|X{sign})Y[^:\n]*"
    return rf"\n- {shown}: [^\n]*({MEANING[name]})"


RULES = (
    Rule("false", {"en": _expressions}),
    *(Rule("false", {"en": _meaning(name)}, _uses(name)) for name in MEANING),
    Rule("false", {"en": r"a negation applies only to the statement|what is negated is only the single statement"}, _uses("not")),
    Rule("false", {"en": r"brackets show what belongs together|everything is fully bracketed"}),
    Rule("false", {"en": r"\"X divides Y\" means that Y is a whole multiple of X"}, _uses("divides")),
    Rule("false", {"en": r"in its plain everyday sense|decide from general knowledge"}, lambda problem: bool(problem.facts)),
    Rule(
        "false",
        {
            "en": r"labels of all true expressions|and no other label|exactly those switches are pressed whose condition is true"
            r"|naming a false one makes|stays dark if it is false"
        },
    ),
    Rule(
        "incomplete",
        {
            "en": r"labels of all true expressions|every label whose expression is true|exactly those switches are pressed whose"
            r"|leaving out a true one|letters of all lit lamps"
        },
    ),
    Rule("incomplete", {"en": r"(if none is true, write|write|word|or) \"none\""}),
)


def _named(problem: BooleanExpressions, chosen: Callable[[list[bool]], bool]) -> str:
    """The labels of the expressions whose comparisons and facts, from the first to the last, are such."""
    facts = {f"#{number}": truth for number, (_, truth) in enumerate(problem.facts)}
    names = zip(labels(len(problem.expressions)), problem.expressions, strict=True)
    return ", ".join(name for name, text in names if chosen(_leaves(text, facts))) or "none"


def _leaves(expression: str, facts: dict[str, bool]) -> list[bool]:
    values: list[int] = []
    leaves: list[bool] = []
    for token in reversed(expression.split(" ")):
        if token in COMPARISONS:
            leaves.append(COMPARISONS[token](values.pop(), values.pop()))
        elif token in ARITHMETIC:
            values.append(ARITHMETIC[token](values.pop(), values.pop()))
        elif token in facts:
            leaves.append(facts[token])
        elif token.isdigit():
            values.append(int(token))
    return leaves[::-1]


SHORTCUTS = (
    Shortcut("none", lambda problem: "none", (0.04, 0.04, 0.04, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02)),
    Shortcut(
        "those with more true statements than false ones",
        lambda p: _named(p, lambda ls: sum(ls) * 2 > len(ls)),
        (0.12, 0.06, 0.04, 0.04, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
    ),
    Shortcut(
        "those whose first statement is true",
        lambda problem: _named(problem, lambda leaves: leaves[0]),
        (0.12, 0.08, 0.04, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
    ),
    Shortcut(
        "those whose statements are all true",
        lambda problem: _named(problem, all),
        (0.12, 0.06, 0.04, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
    ),
)


def copies(problem: BooleanExpressions, rng: Random) -> Iterator[BooleanExpressions]:
    """The expressions in another order, with the facts renumbered in the order of their first use; operands of symmetric operators
    exchanged, and `a > b` as `b < a`."""
    for turn in (False, True, True):
        expressions = [_turned(text, rng) for text in problem.expressions] if turn else problem.expressions
        yield _with(problem, rng.sample(expressions, len(expressions)))


def _turned(expression: str, rng: Random) -> str:
    signs = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
    stack: list[str] = []
    for token in reversed(expression.split(" ")):
        if token == "not":
            stack.append(f"not {stack.pop()}")
        elif token.isdigit() or token[0] == "#":
            stack.append(token)
        else:
            first, second = stack.pop(), stack.pop()
            if token not in ("implies", "divides", "-") and rng.random() < 0.5:
                token, first, second = signs.get(token, token), second, first
            stack.append(f"{token} {first} {second}")
    return stack[0]


def different(problem: BooleanExpressions, rng: Random) -> Iterator[BooleanExpressions]:
    """One expression denied; one connective exchanged for another; the two sides of a comparison exchanged."""
    place = rng.randrange(len(problem.expressions))
    tokens = problem.expressions[place].split(" ")
    yield _with(problem, _put(problem, place, tokens[1:] if tokens[0] == "not" else ["not", *tokens]))
    at = next((i for i, token in enumerate(tokens) if token in CONNECTIVES), -1)
    if at >= 0:
        other = rng.choice([name for name in CONNECTIVES if name != tokens[at]])
        yield _with(problem, _put(problem, place, [*tokens[:at], other, *tokens[at + 1 :]]))
    for at, token in enumerate(tokens[:-2]):
        if token in ("<", "divides") and tokens[at + 1].isdigit() and tokens[at + 2].isdigit() and tokens[at + 1] != tokens[at + 2]:
            yield _with(problem, _put(problem, place, [*tokens[: at + 1], tokens[at + 2], tokens[at + 1], *tokens[at + 3 :]]))


def _put(problem: BooleanExpressions, place: int, tokens: list[str]) -> list[str]:
    return [" ".join(tokens) if i == place else text for i, text in enumerate(problem.expressions)]


def _with(problem: BooleanExpressions, expressions: list[str]) -> BooleanExpressions:
    """The expressions, with the facts renumbered in the order of their first use."""
    order = list(dict.fromkeys(re.findall(r"#\d+", " ".join(expressions))))
    renumbered = {old: f"#{new}" for new, old in enumerate(order)}
    texts = tuple(" ".join(renumbered.get(token, token) for token in text.split(" ")) for text in expressions)
    return BooleanExpressions(texts, tuple(problem.facts[int(old[1:])] for old in order))
