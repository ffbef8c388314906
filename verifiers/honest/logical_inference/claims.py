"""Sentences of honest/logical_inference: a statement in words, its negative, and the reading of claims that models write.

A statement is `<somebody or something> <is, can or has> <the rest>`; it holds no other verb of these and no word that joins or denies
statements, so claims can be taken apart by their words alone. A literal is a number: 3 for the third statement, -3 for its negative."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

RESERVED = frozenset("not and or if then either neither nor but unless whenever only true false unknown case that it therefore so".split())
VERBS = {"is": "is not", "can": "cannot", "has": "does not have"}
MAX_CLAIM = 1_000
"""Characters of a claim; a whole derivation has no longer step."""
MAX_LITERALS, MAX_CLAUSES = 8, 6
"""Of one claim: `if A or B or C then D and E` makes six clauses. Longer ones are not read, or judging them would take too long."""

Clause = tuple[int, ...]

_SPELT = {"isn't": "is not", "can't": "can not", "cannot": "can not", "hasn't": "has not"} | dict.fromkeys(
    ("does not have", "doesn't have"), "has not"
)
_SPELLING = re.compile(rf"\b(?:{'|'.join(sorted(_SPELT, reverse=True))})\b")
_DENIAL = re.compile(r"not\b[: ]\s*|it is not the case that |it is not true that |it is false that |¬\s*|~\s*")
_ASSENT = re.compile(r"(?:so|thus|hence|therefore|then|also|both|either),? |it is true that |it is the case that |[:,]\s*")
_OPENED = re.compile(
    rf"(?:(?:so|thus|hence|therefore|then|also|both|either),? )*+(?:(?P<denied>{_DENIAL.pattern})|it is (?:true|the case) that )"
)
_SAID_TRUE = re.compile(r"(?: is|:|=| =)? (true|false)$")
_NOT = re.compile(r"\b(is|can|has) not\b")
_AND = re.compile(r"(?:,| and| but)+ ")
_OR = re.compile(r"(?:,| or)+ ")
_OR_BOTH = re.compile(r",? or (?:both|all(?: three)?)$|,? \(or (?:both|all(?: three)?)\)$")


def negative(statement: str) -> str:
    """The statement denied: `Nora is patient` gives `Nora is not patient`."""
    words = statement.split(" ")
    place = next(i for i, word in enumerate(words) if word in VERBS)
    return " ".join([*words[:place], VERBS[words[place]], *words[place + 1 :]])


def sentence(literal: int, statements: tuple[str, ...]) -> str:
    """A literal in words."""
    statement = statements[abs(literal) - 1]
    return statement if literal > 0 else negative(statement)


def is_statement(text: str) -> bool:
    words = text.lower().split(" ")
    verbs = sum(map(words.count, VERBS))
    return verbs == 1 and words[0] not in VERBS and words[-1] not in VERBS and RESERVED.isdisjoint(words)


@lru_cache(maxsize=512)
def numbers(statements: tuple[str, ...]) -> Mapping[str, int]:
    """The literal that each statement in lower case stands for; names may leave out a leading article."""
    table: dict[str, int] = {}
    for number, statement in enumerate(statements, 1):
        table[statement.lower()] = number
    for number, statement in enumerate(statements, 1):
        table.setdefault(statement.lower().removeprefix("the "), number)
    return table


def _normal(text: str) -> str:
    text = text.lower().replace("\u2019", "'").replace('"', "").replace("*", "").replace("`", "")
    text = _SPELLING.sub(lambda match: _SPELT[match[0]], text)
    return " ".join(text.split()).strip(" .;'")


def _literal(text: str, table: Mapping[str, int]) -> int | None:
    sign = 1
    text = text.strip(" .,;:'()")
    for _ in range(4):
        denied = _DENIAL.match(text)
        start = denied or _ASSENT.match(text)
        if not start:
            break
        sign = -sign if denied else sign
        text = text[start.end() :].strip(" .,;:'()")
    said = _SAID_TRUE.search(text)
    if said:
        text = text[: said.start()].strip(" ,:'()")
        sign = -sign if said[1] == "false" else sign
    if text not in table:
        text, found = _NOT.subn(r"\1", text, count=1)
        if not found or text not in table:
            return None
        sign = -sign
    return sign * table[text]


def _literals(parts: list[str], table: Mapping[str, int]) -> tuple[int, ...] | None:
    found = [_literal(part, table) for part in parts if part.strip()]
    return tuple(n for n in found if n is not None) if found and None not in found else None


def literal(text: str, statements: tuple[str, ...]) -> int | None:
    """The literal that a text states, or None."""
    return _literal(_normal(text), numbers(statements)) if len(text) <= MAX_CLAIM else None


def claim(text: str, statements: tuple[str, ...]) -> tuple[Clause, ...] | None:
    """The clauses (disjunctions of literals) that a claim states together: a literal, `A and B`, `A or B`, `if A and B then C`
    (also with `or` on either side); None when it can't be read, or can be read in two ways."""
    if len(text) > MAX_CLAIM:
        return None
    table, text = numbers(statements), _normal(text)
    alone = _literal(text, table)
    if alone is not None:
        return ((alone,),)
    if not text.startswith("if "):
        return _side(text, table)
    before, _, after = text.removeprefix("if ").partition(" then " if " then " in text else ", ")
    body, head = _side(before, table), _side(after, table)
    if body is None or head is None or (" then " not in text and text.count(", ") > 1):  # `if A, B and C`: where does the case end?
        return None
    # Either one disjunction or a conjunction of literals stands before `then`.
    cases = [tuple(-n for (n,) in body)] if all(len(clause) == 1 for clause in body) else [(-n,) for clause in body for n in clause]
    return tuple(tuple(sorted({*case, *clause})) for case in cases for clause in head) if len(cases) * len(head) <= MAX_CLAUSES else None


def _side(text: str, table: Mapping[str, int]) -> tuple[Clause, ...] | None:
    text = _OR_BOTH.sub("", text)
    joined = " or " in text
    parts = (_OR if joined else _AND).split(text)
    if (joined and " and " in text) or len(parts) > MAX_LITERALS or _unclear(parts):
        return None
    found = _literals(parts, table)
    return None if found is None else (found,) if joined else tuple((n,) for n in found)


def _unclear(parts: list[str]) -> bool:
    """Whether what is denied in front, or called false at the end, may be one part or several: `not: A and B`, `A or B is false`."""
    front = [_OPENED.match(part.strip(" (")) for part in parts]
    back = [_SAID_TRUE.search(part.rstrip(" )")) for part in parts]
    denied = any(found and found["denied"] for found in front) and any(a and not b for a, b in pairwise(front))
    return denied or (any(found and found[1] == "false" for found in back) and any(b and not a for a, b in pairwise(back)))


def world(text: str, statements: tuple[str, ...]) -> frozenset[int] | None:
    """The statements true in a world, given as a list of them; `none` for a world in which all are false. Negative sentences may
    stand among them. None when something can't be read or is said both ways."""
    if len(text) > 100 * len(statements) + 200:
        return None
    table, text = numbers(statements), _normal(text)
    if text in ("none", "nothing", "no statement", "-", "(none)", "[]", "{}"):
        return frozenset()
    text = text.strip("[]{}() .")
    found = _literals(re.split(r"[;,]\s*(?:and )?|\sand\s", text), table)
    if found is None or any(-n in found for n in found):
        return None
    return frozenset(n for n in found if n > 0)
