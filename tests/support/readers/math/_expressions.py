"""What readers of mathematics share: expressions as people write them, and answers that are numbers."""

import re
from fractions import Fraction

import sympy
from reading import Unread

FUNCTIONS = {"ln": sympy.log, "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan, "arctan": sympy.atan, "arcsin": sympy.asin, "sqrt": sympy.sqrt}
TOKEN = re.compile(rf"\d+(?:\.\d+)?|{'|'.join(FUNCTIONS)}|√|[a-zA-Zπ](?:_\d+)?|[-+*/^()·×−]")
CONSTANTS = {"e": sympy.E, "π": sympy.pi}
SIGNS = {"^": "**", "·": "*", "×": "*", "−": "-", "√": "sqrt"}


def expression(text: str, constants: bool = False) -> sympy.Expr:
    """`(k - 3)x + 2y^2`, with letters as symbols; e and π are numbers where `constants` says so."""
    text = re.sub(r"√(\d+|[a-zπ])", r"√(\1)", text)
    tokens = TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise Unread(text)
    names = dict[str, object]()
    parts = list[str]()
    for token in tokens:
        sign = SIGNS.get(token, token)
        starts = token[0].isalnum() or token in "(√"
        if parts and starts and (parts[-1] == ")" or (parts[-1][-1].isalnum() and parts[-1] not in FUNCTIONS)):
            parts.append("*")
        parts.append(sign)
        if token in FUNCTIONS:
            names[token] = FUNCTIONS[token]
        elif token[0].isalpha():
            names[token] = CONSTANTS[token] if constants and token in CONSTANTS else sympy.Symbol(token)
    return sympy.sympify("".join(parts), locals={**names, "sqrt": sympy.sqrt})


def fraction(text: str) -> Fraction | None:
    """`-3`, `7/4`, `2.5`; None for what is no number."""
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)(?:/(\d+))?", text.strip().replace("−", "-"))
    return Fraction(found[1]) / int(found[2] or 1) if found and found[2] != "0" else None


def is_number(answer: str, value: sympy.Expr | Fraction | int) -> bool:
    """Whether an answer is exactly this rational number."""
    number = fraction(answer)
    return number is not None and bool(sympy.Rational(number.numerator, number.denominator) - value == 0)
