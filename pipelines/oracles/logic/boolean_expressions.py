"""Independent route: each expression becomes a z3 term, read from the left by recursive descent, and z3 says whether it is valid.
The truth of the facts is looked up in the project's own data, not taken from the problem."""

import json
import operator
import re
from functools import cache
from pathlib import Path

import z3

DATA = Path(__file__).parents[3] / "generators" / "logic" / "boolean_expressions" / "facts.json"
NUMBERS = {"+": operator.add, "-": operator.sub, "*": operator.mul}
TERMS = {
    "and": z3.And,
    "or": z3.Or,
    "xor": z3.Xor,
    "implies": z3.Implies,
    "iff": lambda x, y: x == y,
    "nand": lambda x, y: z3.Or(z3.Not(x), z3.Not(y)),
    "nor": lambda x, y: z3.And(z3.Not(x), z3.Not(y)),
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
    "divides": lambda a, b: b - a * (b / a) == 0,
} | NUMBERS


@cache
def _true_sentences() -> frozenset[str]:
    data = json.loads(DATA.read_text("utf-8"))
    said = [table["say"].format(x=x, y=y) for table in data["tables"] for x, y in table["rows"]]
    for order in data["orders"]:
        items = order["items"]
        said += [order["say"].format(x=x, y=y) for i, x in enumerate(items) for y in items[i + 1 :]]
    return frozenset(sentence[0].upper() + sentence[1:] for sentence in said)


def check(problem: dict, answer: str) -> bool:
    letters = "".join(re.sub(r"\\[a-zA-Z]+|none|of them|\band\b|the answer is", " ", answer, flags=re.IGNORECASE).split())
    return set(re.findall("[A-Z]", letters.upper())) == _true(problem)


def solutions(problem: dict) -> int:
    """There is one set of true expressions, if all facts are as the data has them."""
    agreed = all((text in _true_sentences()) == truth for text, truth in problem["facts"])
    _true(problem)
    return 1 if agreed else 0


def _true(problem: dict) -> set[str]:
    facts = [z3.BoolVal(text in _true_sentences()) for text, _ in problem["facts"]]
    found = set()
    for number, text in enumerate(problem["expressions"]):
        tokens = iter(text.split())
        value = z3.simplify(_term(tokens, facts))
        assert next(tokens, None) is None
        assert z3.is_true(value) or z3.is_false(value)
        if z3.is_true(value):
            found.add("ABCDEFGHIJKLMNOP"[number])
    return found


def _term(tokens, facts):
    token = next(tokens)
    if token == "not":
        return z3.Not(_term(tokens, facts))
    if token.startswith("#"):
        return facts[int(token[1:])]
    if token.isdigit():
        return z3.IntVal(int(token))
    return TERMS[token](_term(tokens, facts), _term(tokens, facts))
