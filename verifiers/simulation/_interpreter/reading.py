"""Programs as text: functions, line by line.

A line that was read once, in whatever program, is not read again: its closures know nothing of where it stands. Text that is not laid out
as people do it (four blanks a level, a statement a line) is read as a whole, with the same outcome."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from synth.verifiers.simulation._interpreter.machine import Code, ProgramError, Statement
from synth.verifiers.simulation._interpreter.statements import statement

MAX_INDENT = 8
"""Statements within statements."""
KEPT_LINES = 16_384
INDENT = 4
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


class Place(NamedTuple):
    line: int
    """From 1."""
    indent: int
    """Blanks before the statement's text."""


class Function(NamedTuple):
    name: str
    parameters: tuple[str, ...]
    body: list[Code]
    last: int
    """The line of its last statement, not counting those within others."""


class Reader:
    """Reads the functions of one program."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.calls = set[str]()
        """Functions that are called."""
        self.places = dict[Statement, Place]()
        """Where the statements stand that compare or divide."""
        self._lines: list[tuple[int, int, str]] = []
        self._at = 0

    def functions(self) -> list[Function]:
        """Raises ProgramError."""
        try:
            return self._by_line()
        except ProgramError:
            self.calls, self.places = set(), {}
            return self._as_a_whole()

    def _by_line(self) -> list[Function]:
        lines = self.text.split("\n")
        if not "".join(lines).isprintable():
            raise ProgramError("blanks of other kinds")
        for number, line in enumerate(lines, 1):
            text = line.lstrip(" ")
            if text and text[0] != "#":
                self._lines.append((number, len(line) - len(text), text))
        found: list[Function] = []
        while self._at < len(self._lines):
            number, indent, text = self._lines[self._at]
            head = self._placed(number, indent, text)
            if indent or head.parameters is None:
                raise ProgramError("a program is functions")
            self._at += 1
            body, last = self._block(1)
            found.append(Function(head.parameters[0], head.parameters[1:], body, last))
        return found

    def _block(self, depth: int) -> tuple[list[Code], int]:
        """The statements of one level, and the line of the last."""
        if depth > MAX_INDENT:
            raise ProgramError("too deep")
        codes, last = list[Code](), 0
        while self._at < len(self._lines) and self._lines[self._at][1] == INDENT * depth and self._lines[self._at][2] != "else:":
            if self._lines[self._at][2].startswith("elif"):
                raise ProgramError("elif stands behind if")
            last = self._lines[self._at][0]
            codes.append(self._statement(depth))
        if not codes or (self._at < len(self._lines) and self._lines[self._at][1] > INDENT * depth):
            raise ProgramError("a level has statements, of one indentation")
        return codes, last

    def _statement(self, depth: int) -> Code:
        number, indent, text = self._lines[self._at]
        found = self._placed(number, indent, text)
        self._at += 1
        if found.parameters is not None:
            raise ProgramError("no function within another")
        if text[-1] != ":":
            return found.make(number, [], [])
        body, other = self._block(depth + 1)[0], list[Code]()
        _, indent, behind = self._lines[self._at] if self._at < len(self._lines) else (0, -1, "")
        if indent == INDENT * depth and text.startswith(("if ", "elif ")):
            if behind == "else:":
                self._at += 1
                other = self._block(depth + 1)[0]
            elif behind.startswith("elif "):
                other = [self._statement(depth)]
        return found.make(number, body, other)

    def _placed(self, number: int, indent: int, text: str) -> Statement:
        found = line(text)
        if found.watched:
            if found in self.places:
                found = line.__wrapped__(text)  # the same words once more, which are to be told apart
            self.places[found] = Place(number, indent)
        self.calls |= found.calls
        return found

    def ending(self, number: int, text: str) -> Code:
        """The code of a statement that stands in a line in place of another."""
        found = line(text)
        self.calls |= found.calls
        return found.make(number, [], [])

    def _as_a_whole(self) -> list[Function]:
        try:
            nodes = ast.parse(self.text).body
        except UNREADABLE as error:
            raise ProgramError("no Python") from error
        return list(map(self._function, nodes))

    def _function(self, node: ast.stmt) -> Function:
        head = statement(node)
        if head.parameters is None or not isinstance(node, ast.FunctionDef):
            raise ProgramError("a program is functions")
        return Function(node.name, head.parameters[1:], list(self._codes(node.body, 1)), node.body[-1].lineno)

    def _codes(self, nodes: list[ast.stmt], depth: int) -> Iterator[Code]:
        if depth > MAX_INDENT:
            raise ProgramError("too deep")
        for node in nodes:
            found = statement(node)
            if found.parameters is not None:
                raise ProgramError("no function within another")
            self.calls |= found.calls
            self.places[found] = Place(node.lineno, 0)
            body, other = list[Code](), list[Code]()
            if isinstance(node, ast.For | ast.While | ast.If):
                body = list(self._codes(node.body, depth + 1))
                # elif is no level of its own
                other = list(self._codes(node.orelse, depth + (len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If))))
            yield found.make(node.lineno, body, other)


@lru_cache(maxsize=KEPT_LINES)
def line(text: str) -> Statement:
    """The statement of a line, `for` and the like without what is within. Raises ProgramError where it is none, or several."""
    opens, later = text.endswith(":"), text.startswith("elif ")
    try:
        nodes = ast.parse(f"{'if 0: pass' if later else ''}\n{text}{' pass' if opens else ''}").body
    except UNREADABLE as error:
        raise ProgramError("no line of Python") from error
    if later and isinstance(nodes[0], ast.If):
        nodes = nodes[0].orelse
    if len(nodes) != 1 or isinstance(nodes[0], ast.FunctionDef | ast.For | ast.While | ast.If) != opens or (opens and "#" in text):
        raise ProgramError("no line of its own")
    return statement(nodes[0])
