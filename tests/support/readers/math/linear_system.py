"""Reads math/linear_system: equations, or prices that stand for them; solves them, with a parameter where there is one."""

import re

import sympy
from readers.math._expressions import expression, fraction, is_number
from reading import Unread, body

EQUATION = re.compile(r"^(?:\(\d+\) |- )?([-\dk(][^=\n]*|[v-z][^=\n]*) = ([^=\n]+?)$", re.MULTILINE)
THINGS = r"(\d+ [a-z -]+?(?:, \d+ [a-z -]+?)*(?:,? and \d+ [a-z -]+?)?)"
BILL = re.compile(rf"{THINGS} (?:cost|costs|have|has|weigh|weighs|are worth|is worth|last|lasts|take|takes) (\d+) [a-z]+(?: together)?[.;]")
ASKED = re.compile(rf"How (?:many|much) [a-z]+ (?:does|do|is|are) {THINGS} (?:cost|have|weigh|worth|last|take)(?: together)?\?")
ONCE = "There is exactly one number k for which this system has infinitely many solutions. For this k, "


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    if found := EQUATION.findall(text):
        return _equations(text, [expression(left) - expression(right) for left, right in found], answer)
    if not (asked := ASKED.search(text)):
        raise Unread(text)
    bills = [_things(things) - int(total) for things, total in BILL.findall(text)]
    if re.search(r"\d", BILL.sub("", re.sub(r"^\d\. |^\(\d\) ", "", ASKED.sub("", text), flags=re.MULTILINE))):
        raise Unread(text)
    return is_number(answer, _value(bills, _things(asked[1])))


def _things(text: str) -> sympy.Expr:
    """`2 pencils and 1 notebook`, each with a symbol for its kind."""
    parts = [re.fullmatch(r"(\d+) (.*)", part) for part in re.split(r",? and |, ", text)]
    return sum((int(part[1]) * sympy.Symbol(_one(part[2])) for part in parts if part), sympy.Integer(0))


def _one(name: str) -> str:
    """Of many."""
    return re.sub(r"s$", "", re.sub(r"(x|ch|sh|ss)es$", r"\1", re.sub(r"(.)ies$", r"\1y", name)))


def _value(equations: list[sympy.Expr], what: sympy.Expr) -> sympy.Expr:
    """The one value of an expression in all solutions. Raises Unread where it has several or there are no solutions."""
    names = sorted({name for one in [*equations, what] for name in one.free_symbols}, key=str)
    solved = sympy.linsolve(equations, names)
    if not solved:
        raise Unread("no solution")
    value = sympy.expand(what.subs(dict(zip(names, next(iter(solved)), strict=True)), simultaneous=True))
    if value.free_symbols:
        raise Unread(f"{what} has several values")
    return value


def _equations(text: str, equations: list[sympy.Expr], answer: str) -> bool:
    parameter = sympy.Symbol("k")
    names = sorted({name for one in equations for name in one.free_symbols if name != parameter}, key=str)
    if any(parameter in one.free_symbols for one in equations):
        if ONCE not in re.sub(r"\s+", " ", text):
            raise Unread(text)
        equations = _with_parameter(equations, names, parameter)
    if found := re.search(r"What is the value of (.+?)\?|For this k, (.+?) has the same value in all solutions\."
        r"|The system has infinitely many solutions, but (.+?) has the same value in all solutions\.", text):
        return is_number(answer, _value(equations, expression(found[1] or found[2] or found[3])))
    if not re.search(r"give the value of every unknown, as|List exactly the unknowns that have the same value in all solutions, each with its value", text):
        raise Unread(text)
    solved = sympy.linsolve(equations, names)
    if not solved:
        return answer.strip() == "no solution"
    fixed = {str(name): value for name, value in zip(names, next(iter(solved)), strict=True) if not value.free_symbols}
    if "every unknown" in text and len(fixed) < len(names):
        raise Unread("more than one solution")
    given = dict(part.split(" = ") for part in re.split(r",\s*", answer.strip()) if part.count(" = ") == 1)
    return given.keys() == fixed.keys() and all(fraction(given[name]) is not None and is_number(given[name], value) for name, value in fixed.items())


def _with_parameter(equations: list[sympy.Expr], names: list[sympy.Symbol], parameter: sympy.Symbol) -> list[sympy.Expr]:
    """The system for the one number for which it has infinitely many solutions."""
    matrix, _ = sympy.linear_eq_to_matrix(equations, names)
    found = list[list[sympy.Expr]]()
    for value in sympy.roots(sympy.Poly(matrix.det(method="berkowitz"), parameter)):
        one = [equation.subs(parameter, value) for equation in equations]
        if value.is_real and sympy.linsolve(one, names):
            found.append(one)
    if len(found) != 1:
        raise Unread(f"{len(found)} numbers k")
    return found[0]
