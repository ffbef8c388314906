"""The small functional language of the programs: its text read into a tree.

    e ::= x | 3 | True | \\x -> e | e e | let x = e in e | let rec f = e in e | if e then e else e
        | (e, e) | [] | [e, e] | e : e | e + e | e - e | e == e | e < e | e && e

Application binds tighter than signs, of which `+ -` bind tighter than `:`, that tighter than `== <`, and `&&` least."""

import re
from functools import lru_cache
from typing import NamedTuple

KEYWORDS = frozenset(("let", "rec", "in", "if", "then", "else"))
MOST_NODES = 200
DEEPEST = 40
"""Expressions within one another."""
_TOKEN = re.compile(r"\s*+(->|==|&&|[\\=()\[\],:+<-]|[a-z][A-Za-z0-9]*|True\b|False\b|\d{1,4}\b)")
_PRECEDENCE = {"&&": 1, "<": 2, "==": 2, ":": 3, "+": 4, "-": 4}


class Node(NamedTuple):
    """An expression. kind: var, int, bool, lam, app, let, rec, if, pair, list, op; name: of the variable that stands there or is bound, the
    literal, or the sign; parts: the expressions inside, in the order of the text."""

    kind: str
    name: str
    parts: tuple["Node", ...] = ()


class _Reader:
    def __init__(self, text: str) -> None:
        at, text = 0, text.rstrip()
        self.tokens: list[str] = _TOKEN.findall(text)
        if "".join(self.tokens) != "".join(text.split()):  # something is passed over
            while found := _TOKEN.match(text, at):
                at = found.end()
            raise ValueError(f"no program: {text[at : at + 20]!r}")
        self.tokens.append("")
        self.at = self.nodes = self.depth = 0

    def take(self, wanted: str = "") -> str:
        token = self.tokens[self.at]
        if not token or (wanted and token != wanted):
            raise ValueError(f"no program: {token or 'its end'!r} where {wanted or 'more'!r} is expected")
        self.at += 1
        return token

    def met(self, *tokens: str) -> bool:
        if self.tokens[self.at] in tokens:
            self.at += 1
            return True
        return False

    def node(self, kind: str, name: str, *parts: Node) -> Node:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise ValueError("the program is too large")
        return Node(kind, name, parts)

    def bound(self) -> str:
        name = self.take()
        if not name[0].islower() or name in KEYWORDS:
            raise ValueError(f"no program: {name!r} is no name")
        return name

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError("the program is nested too deeply")
        if self.met("\\"):
            name = self.bound()
            self.take("->")
            found = self.node("lam", name, self.expression())
        elif self.met("let"):
            kind = "rec" if self.met("rec") else "let"
            name = self.bound()
            self.take("=")
            value = self.expression()
            self.take("in")
            found = self.node(kind, name, value, self.expression())
        elif self.met("if"):
            test = self.expression()
            self.take("then")
            yes = self.expression()
            self.take("else")
            found = self.node("if", "", test, yes, self.expression())
        else:
            found = self.signs(1)
        self.depth -= 1
        return found

    def signs(self, least: int) -> Node:
        left = self.applied()
        while (rank := _PRECEDENCE.get(self.tokens[self.at], 0)) >= least:
            sign = self.take()
            left = self.node("op", sign, left, self.signs(rank if sign == ":" else rank + 1))
        return left

    def applied(self) -> Node:
        found = self.atom()
        while (token := self.tokens[self.at]) in ("(", "[") or (token[:1].isalnum() and token not in KEYWORDS):
            found = self.node("app", "", found, self.atom())
        return found

    def atom(self) -> Node:
        token = self.take()
        if token in ("True", "False"):
            return self.node("bool", token)
        if token.isdigit():
            return self.node("int", token)
        if token[0].islower() and token not in KEYWORDS:
            return self.node("var", token)
        if token == "(":
            found = self.expression()
            if self.met(","):
                found = self.node("pair", "", found, self.expression())
            self.take(")")
            return found
        if token == "[":
            items: list[Node] = []
            while not self.met("]"):
                if items:
                    self.take(",")
                items.append(self.expression())
            return self.node("list", "", *items)
        raise ValueError(f"no program: {token!r}")


@lru_cache(maxsize=64)
def parse(text: str) -> Node:
    """The tree of a program. Raises ValueError where the text is none, or too large."""
    reader = _Reader(text)
    found = reader.expression()
    if reader.tokens[reader.at]:
        raise ValueError(f"no program: {reader.tokens[reader.at]!r} after its end")
    return found
