"""Independent route: each statement becomes a z3 term, read from the left by recursive descent, and is tied to a variable of its name;
z3 finds the truth values that fit and says whether others would. The truth of the facts is looked up in the project's own data, not
taken from the problem."""

import json
import operator
import re
from functools import cache
from pathlib import Path

import z3

DATA = Path(__file__).parents[3] / "generators" / "logic" / "boolean_expressions"
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
    "divides": lambda a, b: z3.And(a != 0, b % a == 0),
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
COUNTS = {"exactly": z3.PbEq, "atleast": z3.PbGe, "atmost": z3.PbLe}


@cache
def _tables() -> dict:
    files = [json.loads((DATA / name).read_text("utf-8")) for name in ("facts.json", "facts_zh.json")]
    return {table["name"]: table for data in files for table in data["tables"] + data["orders"]}


def _is_true(fact: str) -> bool:
    name, i, j = fact.split(".")
    table = _tables()[name]
    return int(i) < int(j) if "items" in table else table["rows"][int(i)][1] == table["rows"][int(j)][1]


def check(problem: dict, answer: str) -> bool:
    letters = "".join(re.sub(r"\\[a-zA-Z]+|none|of them|\band\b|the answer is", " ", answer, flags=re.IGNORECASE).split())
    truths = _solve(json.dumps(problem))[0]
    asked = "ABCDEFGHIJKL"[: len(problem["expressions"])]
    return set(re.findall("[A-Z]", letters.upper())) == {name for name in asked if truths[name]}


def solutions(problem: dict) -> int:
    """How many ways there are to make the statements true and false, counted up to two; none if the data know a fact otherwise."""
    if any(_is_true(name) != truth for name, truth in problem["facts"]):
        return 0
    return len(_solve(json.dumps(problem)))


@cache
def _solve(text: str) -> list[dict[str, bool]]:
    problem = json.loads(text)
    facts = [z3.BoolVal(_is_true(name)) for name, _ in problem["facts"]]
    named = dict(zip("ABCDEFGHIJKL", problem["expressions"], strict=False)) | dict(zip("MNOPQRSTUVW", problem["definitions"], strict=False))
    solver, found = z3.Solver(), []
    for name, expression in named.items():
        tokens = iter(expression.split())
        solver.add(z3.Bool(name) == _term(tokens, facts, {}))
        assert next(tokens, None) is None
    while len(found) < 2 and solver.check() == z3.sat:
        model = solver.model()
        found.append({name: z3.is_true(model.eval(z3.Bool(name), model_completion=True)) for name in named})
        solver.add(z3.Or([z3.Bool(name) != truth for name, truth in found[-1].items()]))
    return found


def _term(tokens, facts, bound):
    token = next(tokens)
    word, *numbers = token.split(":")
    if word in COUNTS:
        parts = [(_term(tokens, facts, bound), 1) for _ in range(int(numbers[1]))]
        return COUNTS[word](parts, int(numbers[0]))
    if word in ("all", "some"):
        variable = z3.Int(numbers[0])
        body = _term(tokens, facts, bound | {numbers[0]: variable})
        cases = [z3.substitute(body, (variable, z3.IntVal(value))) for value in numbers[1].split(",")]
        return (z3.And if word == "all" else z3.Or)(cases)
    if token == "not":
        return z3.Not(_term(tokens, facts, bound))
    if token.startswith("#"):
        return facts[int(token[1:])]
    if token.isdigit():
        return z3.IntVal(int(token))
    if token in bound:
        return bound[token]
    return TERMS[token](_term(tokens, facts, bound), _term(tokens, facts, bound)) if token in TERMS else z3.Bool(token)
