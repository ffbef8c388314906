"""Dimensionless groups: each group's units cancel, as many independent groups as there can be, and quantities that stand in one group only."""

import re
from collections import Counter
from fractions import Fraction

from readers.science._prompt import sentences
from reading import Unread, body
from sympy import Matrix

Powers = dict[str, Fraction]
ITEM = re.compile(r"(\w+): [A-Za-z ]+, unit (.*)")
TOPIC = r"(?:charges, currents and fields|a flow with heat transfer|the load and the heating of a structure|stars and planets)"
IDLE = re.compile(
    r"A set of groups is complete and independent if every dimensionless product of powers of the quantities is a product of powers of the groups in the set, and no "
    r"group is such a product of the others\.|A quantity may be missing from all groups\.|Any such set is accepted\."
    r"|Write the groups in one line with semicolons between them, with \* for products, / for quotients, \^ for powers, brackets where they are needed, and the symbols "
    r"as given\.|(?:\(The units are given in SI base units\.\) )?A group is a product of powers of these quantities in which all units cancel; exponents may be positive or "
    r"negative whole numbers or fractions\.|Task: write down a complete, independent set of dimensionless groups\.|Find a complete set of independent dimensionless groups\."
    r"|Give a complete set of independent dimensionless groups of these quantities\.|Which complete set of independent groups can (?:she|he) use\?"
    rf"|\d+ quantities from the physics of {TOPIC}, each with its unit in SI base units:"
    rf"|Somebody who investigates {TOPIC} believes that these quantities are connected with one another \(units in SI base units\):"
    rf"|Carry out a dimensional analysis \(Buckingham's pi theorem\) in a study of {TOPIC}\.|The quantities and their units in SI base units are:"
    rf"|To plan experiments on {TOPIC}, an engineer wants to describe the following quantities by as few numbers without units as possible:"
)
PINNED = re.compile(r"(?:(\w+)|Each of the quantities (.*)) must stand in one group only, with the exponent 1 in (?:it|that group)\.")


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is a complete set of independent groups."""
    units: dict[str, Counter[str]] = {}
    pinned: list[str] = []
    text = re.sub(r"(?<=[.?]) (?=[a-z]\w* must stand)", "\n", body(prompt))
    for sentence in sentences(text):
        if found := ITEM.fullmatch(sentence):
            parts = [part.partition("^") for part in found[2].split()]
            units[found[1]] = Counter({name: int(power or 1) for name, _, power in parts if name != "1"})
        elif found := PINNED.fullmatch(sentence):
            pinned = [found[1]] if found[1] else re.split(r", | and ", found[2])
        elif not IDLE.fullmatch(sentence):
            raise Unread(sentence)
    assert set(pinned) <= set(units)
    names = sorted(units)
    bases = sorted({base for unit in units.values() for base in unit})
    count = len(names) - Matrix([[units[name][base] for name in names] for base in bases]).rank()
    groups = [powers(text) for text in answer.strip().split(";")]
    if len(groups) != count or not all(group is not None and set(group) <= set(names) for group in groups):
        return False
    known = [group for group in groups if group is not None]
    if any(sum(power * units[name][base] for name, power in group.items()) for group in known for base in bases):
        return False
    for name in pinned:
        if [group[name] for group in known if group.get(name)] != [1]:
            return False
    return Matrix([[group.get(name, 0) for name in names] for group in known]).rank() == count


def powers(text: str) -> Powers | None:
    """Exponents of `rho * v^2 / (p * D^(1/2))`; None where it cannot be read."""
    tokens = re.findall(r"[A-Za-z_]\w*|\d+|[-*/^()]", text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        return None
    try:
        found, rest = _product(tokens)
    except (IndexError, ValueError, ZeroDivisionError):
        return None
    return None if rest else found


def _product(tokens: list[str]) -> tuple[Powers, list[str]]:
    total, tokens = _factor(tokens)
    while tokens and tokens[0] in "*/":
        sign = 1 if tokens[0] == "*" else -1
        more, tokens = _factor(tokens[1:])
        total = {name: total.get(name, Fraction(0)) + sign * more.get(name, Fraction(0)) for name in {*total, *more}}
    return total, tokens


def _factor(tokens: list[str]) -> tuple[Powers, list[str]]:
    if tokens[0] == "(":
        base, tokens = _product(tokens[1:])
        if tokens[0] != ")":
            raise ValueError
        tokens = tokens[1:]
    elif tokens[0] == "1":
        base, tokens = {}, tokens[1:]
    elif re.match(r"[A-Za-z]", tokens[0]):
        base, tokens = {tokens[0]: Fraction(1)}, tokens[1:]
    else:
        raise ValueError
    if tokens and tokens[0] == "^":
        if tokens[1] == "(":
            end = tokens.index(")")
            power, tokens = Fraction("".join(tokens[2:end])), tokens[end + 1 :]
        elif tokens[1] == "-":
            power, tokens = -Fraction(tokens[2]), tokens[3:]
        else:
            power, tokens = Fraction(tokens[1]), tokens[2:]
        base = {name: count * power for name, count in base.items()}
    return base, tokens
