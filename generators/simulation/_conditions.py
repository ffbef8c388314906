"""Conditions of a written program that are always true, or never, get other constants: the writer does not know how far totals grow, but a
few runs tell which values a condition compares."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from synth.generators.simulation._writer import LETTERS, Scope, Writer
from synth.verifiers.simulation._interpreter import Failed, Program, Seen, Statement, Stopped

ROUNDS = 3
"""How often constants are chosen anew: a condition that changes moves what the others meet."""
RUNS = 4
"""Runs, at most, in which arguments are looked for that take the wanted number of steps."""
ENOUGH, RATHER, SURE = 3, 6, 24
"""Values after which a condition that never changed is exchanged: most, those that hold of one value in a few, and those that speak of what
the program is given, whose constants the writer chose among what that may be."""
_COMPARED = re.compile(r"(?:(?<=if )|(?<=while )|(?<=and ))(\S.*?) (<=|>=|<|>|==|!=|in) (.+?)(?=:$| and | else )")
_REST = re.compile(r" % \d+$")


class Compared(NamedTuple):
    """A comparison in a line: `x % 3`, `==`, `1`."""

    left: str
    sign: str
    right: str
    column: int
    """Where its left side ends in the line without its indentation, from 0."""
    width: int
    """Characters of its sign and its right side."""
    guards: bool
    """Whether it keeps a list from being emptied, or a loop from going on for ever."""
    divided: str
    """What its left side is the rest of, if it is one."""
    end: int
    """Where that ends."""


@lru_cache(maxsize=4096)
def compared(line: str) -> tuple[Compared, ...]:
    """What a line compares that begins with `if`, `elif` or `while`, or has an `if` in it."""
    found = []
    for place in _COMPARED.finditer(line):
        left, sign, right = place.groups()
        rest = _REST.search(left)
        guards = line.startswith("while ") or (left.startswith("len(") and sign == ">")
        whole = (left[: rest.start()], place.end(1) - len(rest[0])) if rest else ("", -1)
        found.append(Compared(left, sign, right, place.end(1), place.end() - place.end(1), guards, *whole))
    return tuple(found)


class Tried(NamedTuple):
    """A program that was run."""

    writer: Writer
    text: str
    code: Program
    arguments: list[Any]
    ends: tuple[Any, ...]
    """What it returns for the arguments: all that it changes."""
    steps: int
    others: list[tuple[Any, ...]]
    """What it returns for those beside."""


class Condition:
    """A comparison in a program, and what runs found."""

    __slots__ = ("enough", "found", "scope", "statement", "text", "values", "whole")

    def __init__(self, statement: Statement, text: Compared, scope: Scope | None, known: Container[str]) -> None:
        self.statement, self.text, self.scope = statement, text, scope
        sure = text.sign != "in" and text.left.partition(" ")[0] in known and (text.right in known or text.right.isdigit())
        self.enough = SURE if sure else RATHER if text.divided or text.sign == "in" else ENOUGH
        self.values: list[Any] = []
        """What stood on its left side."""
        self.whole: list[int] = []
        """What that was the rest of."""
        self.found = [False, False]
        """Whether it failed, and whether it held."""

    @property
    def suspect(self) -> bool:
        """Whether it never changed, though it was met more than seldom."""
        return not (self.found[0] and self.found[1]) and len(self.values) >= self.enough


def conditions(code: Program, lines: list[str], scopes: dict[str, Scope], known: Container[str]) -> dict[tuple[Statement, int], Condition]:
    """All that `if` and `while` compare, by statement and column; those of rests by that of what is divided too."""
    found = {}
    for statement, (line, indent) in code.watched.items():
        text = lines[line - 1][indent:]
        if text.startswith(("if ", "elif ", "while ")) or " if " in text:
            scope = scopes.get(text.partition(" ")[2][:-1])
            for one in compared(text):
                site = found[statement, one.column] = Condition(statement, one, scope, known)
                if one.divided:
                    found[statement, one.end] = site
    return found


def mended(writer: Writer, text: str, code: Program) -> Tried | None:
    """A program whose conditions all hold at times and fail at times: the given one, with other constants where need be; None where there
    is none, or none that takes the wanted number of steps."""
    scopes, length = {**writer.scopes}, writer.between(4, 8)
    for _ in range(ROUNDS):
        lines = text.split("\n")
        sites = conditions(code, lines, scopes, writer.known)
        try:
            found, length = tried(writer, text, code, sites, length)
        except (Stopped, Failed):
            return None
        unsettled = [site for site in {id(site): site for site in sites.values()}.values() if site.suspect]
        if not unsettled:
            return found
        places: dict[int, list[Condition]] = {}
        for site in unsettled:
            places.setdefault(code.place(site.statement)[0], []).append(site)
        changed = {}
        for number, found_here in sorted(places.items()):
            new = line = lines[number - 1]
            indent = len(line) - len(line.lstrip())
            for site in sorted(found_here, key=lambda one: -one.text.column):
                if other := exchanged(writer, site) or instead(writer, site, around(lines, number)):
                    start = indent + site.text.column
                    new = new[: start - len(site.text.left)] + other + new[start + site.text.width :]
            if new != line:
                changed[number] = lines[number - 1] = new
                if scope := found_here[0].scope:
                    scopes[new.lstrip().partition(" ")[2][:-1]] = scope
        if not changed:
            return None
        code, text = code.exchanged(changed), "\n".join(lines)
    return None


def tried(
    writer: Writer, text: str, code: Program, sites: dict[tuple[Statement, int], Condition], length: int
) -> tuple[Tried | None, int]:
    """Runs a program, until a condition is suspect or there is all that is to be known of it; and the length of lists for which it takes
    the wanted number of steps."""
    low, high = writer.style.steps
    found: tuple[list[Any], Any, int] | None = None
    for turn in range(RUNS):
        arguments = inputs(writer, length)
        ends, steps = watched(code, writer, arguments, sites)
        if low <= steps <= high:
            found = arguments, ends, steps
        else:
            length = max(3, min(14, round(length * (low + high) / (2 * max(steps, 1)))))
        if turn and (found or any(site.suspect for site in sites.values())):
            break
    if not found or any(site.suspect for site in sites.values()):
        return None, length
    arguments, ends, steps = found
    others = [watched(code, writer, other, sites)[0] for other in beside(writer, arguments)]
    return Tried(writer, text, code, arguments, ends, steps, others), length


def watched(code: Program, writer: Writer, arguments: list[Any], sites: dict[tuple[Statement, int], Condition]) -> tuple[Any, int]:
    """What a program returns, in how many steps."""
    seen: list[Seen] = []
    found = code.measured(writer.entry, copied(arguments), 3 * writer.style.steps[1], watch=seen, counts=False)
    for statement, column, left, _, _, holds in seen:
        if site := sites.get((statement, column)):
            if holds is None:
                site.whole.append(left)
            else:
                site.values.append(left)
                site.found[bool(holds)] = True
    return found


def inputs(writer: Writer, length: int) -> list[Any]:
    """Arguments for the program."""
    found: list[Any] = [[writer.between(1, 20) for _ in range(length)], writer.between(2, 9)]
    if writer.word:
        found.append("".join(writer.pick(LETTERS) for _ in range(writer.between(3, 6))))
    return found


def beside(writer: Writer, arguments: list[Any]) -> Iterator[list[Any]]:
    """Arguments with other numbers in the list, and with one less."""
    yield [[number + writer.between(1, 3) for number in arguments[0]], *arguments[1:]]
    yield [arguments[0][:-1], *arguments[1:]]


def copied(arguments: list[Any]) -> list[Any]:
    """Arguments that a run may change."""
    return [list(one) if isinstance(one, list) else one for one in arguments]


def exchanged(writer: Writer, site: Condition) -> str:
    """The comparison of the same values with a constant that some of them pass and some do not; nothing where there is none."""
    if len(set(site.values)) < 2 < len(set(site.whole)):
        values, name = site.whole, site.text.divided
        for m in writer.rng.sample((2, 3, 4), 3):
            rests = sorted({value % m for value in values})
            if len(rests) > 1:
                return f"{name} % {m} == {writer.pick(rests)}"
    if len(set(site.values)) < 2 or type(site.values[0]) is not int or (site.text.left, site.text.sign, site.text.right) == ("n", ">", "0"):
        return ""
    ordered, sign = sorted(site.values), site.text.sign
    if sign == "in" and writer.random() < 0.5:
        m = writer.between(2, 4)
        rests = sorted({value % m for value in ordered})
        if len(rests) > 1:
            return f"{site.text.left} % {m} == {writer.pick(rests)}"
    if sign in ("==", "!="):
        return f"{site.text.left} {sign} {writer.pick(ordered)}"
    if sign == "in":
        sign = writer.pick(("<", ">"))
    quarter = len(ordered) // 4
    middle = ordered[writer.between(quarter, len(ordered) - 1 - quarter)]
    number = max(middle, ordered[0] + 1) if sign in ("<", ">=") else min(middle, ordered[-1] - 1)
    return f"{site.text.left} {sign} {number}" if number >= 0 or not site.text.guards else ""


def around(lines: list[str], number: int) -> str:
    """The conditions that a line stands within, those that stand within it, and those before and behind it of the same choice."""
    found, indents = [], [len(line) - len(line.lstrip()) for line in lines]
    indent = indents[number - 1]
    for place in range(number - 2, -1, -1):  # upwards: those of less indentation, and the beginning of the choice
        if lines[place] and (indents[place] < indent or (indents[place] == indent and lines[place].lstrip().startswith(("if ", "elif ")))):
            found.append(lines[place])
            indent = indents[place]
    for place in range(number, len(lines)):
        text = lines[place].lstrip()
        if indents[place] < indents[number - 1] or (indents[place] == indents[number - 1] and not text.startswith(("elif ", "else:"))):
            break
        found.append(lines[place])
    return "\n".join(line for line in found if line.lstrip().startswith(("if ", "elif ")))


def instead(writer: Writer, site: Condition, others: str) -> str:
    """A comparison of another number, for one whose values are all the same. others: the conditions around it and within it, which are not
    to speak of that number too."""
    if site.text.guards or not site.scope:
        return ""
    numbers, known = site.scope
    names = [number for number in numbers if number in known and not re.search(rf"\b{number.partition('(')[0]}\b", others)]
    if not names:
        return ""
    name = writer.pick(names)
    return writer.divided(name, known[name])
