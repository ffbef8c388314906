"""Programs as text: functions, line by line.

A line that was read once, in whatever program, is not read again: its closures know nothing of where it stands. Text that is not laid out
as people do it (four blanks a level, a statement a line) is read as a whole, with the same outcome."""

import ast
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from synth.verifiers.simulation._interpreter.machine import Code, Mark, ProgramError, Statement
from synth.verifiers.simulation._interpreter.statements import statement

MAX_INDENT = 8
"""Statements within statements."""
KEPT_LINES, MET_LINES = 16_384, 65_536
_lines: dict[str, Statement] = {}
_met = set[str]()
INDENT = 4
ELSE = Statement()
"""What stands for the line `else:`."""
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


Place = tuple[int, int]
"""A line, from 1, and the blanks before the statement's text."""


class Line(NamedTuple):
    number: int
    """From 1."""
    indent: int
    text: str
    """Without its indentation."""
    statement: Statement


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
        self.calls: set[str] = set()
        """Functions that are called."""
        self.places: dict[Mark, Place] = {}
        """Where the statements stand that compare or divide."""
        self.by_line = True
        """Whether the text is laid out as people do it."""
        self._lines: list[Line] = []
        self._at = 0
        self._made: dict[int, tuple[Code, int]] = {}
        """Statements that hold others: by the place of their first line their code, and the place behind their last line."""

    def functions(self) -> list[Function]:
        """Raises ProgramError."""
        try:
            return self._by_line()
        except ProgramError:
            self.calls, self.places, self.by_line = set(), {}, False
            return self._as_a_whole()

    def _by_line(self) -> list[Function]:
        if not self._lines:
            lines = self.text.split("\n")
            if not "".join(lines).isprintable():
                raise ProgramError("blanks of other kinds")
            for number, line in enumerate(lines, 1):
                text = line.lstrip(" ")
                if text and text[0] != "#":
                    self._lines.append(self._placed(number, len(line) - len(text), text))
        self.calls.update(*(read.statement.calls for read in self._lines if read.statement.calls))
        found: list[Function] = []
        while self._at < len(self._lines):
            first = self._lines[self._at]
            head = first.statement.parameters
            if first.indent or head is None:
                raise ProgramError("a program is functions")
            self._at += 1
            body, last = self._block(1)
            found.append(Function(head[0], head[1:], body, last))
        return found

    def exchanged(self, changed: dict[int, str]) -> "Reader":
        """A reader of the text with other lines in place of some, by number. Where each line stands for itself, it reads those alone."""
        lines = self.text.split("\n")
        for number, line in changed.items():
            lines[number - 1] = line
        other = Reader("\n".join(lines))
        read = {old.number: place for place, old in enumerate(self._lines)}
        plain = all(line.isprintable() and line.lstrip(" ")[:1] not in ("", "#") for line in changed.values())
        if self.by_line and plain and changed.keys() <= read.keys():
            gone = {self._lines[read[number]].statement.mark for number in changed}
            other.places = {mark: place for mark, place in self.places.items() if mark not in gone}
            found = [*self._lines]
            with suppress(ProgramError):
                for number, line in changed.items():
                    text = line.lstrip(" ")
                    found[read[number]] = other._placed(number, len(line) - len(text), text)
                other._lines = found
                places = [read[number] for number in changed]
                # where a statement ends is seen from the line behind it
                other._made = {at: made for at, made in self._made.items() if not any(at <= place <= made[1] for place in places)}
        return other

    def _block(self, depth: int) -> tuple[list[Code], int]:
        """The statements of one level, and the line of the last."""
        if depth > MAX_INDENT:
            raise ProgramError("too deep")
        codes: list[Code] = []
        last, lines = 0, self._lines
        while self._at < len(lines):
            number, indent, text, found = lines[self._at]
            if indent != INDENT * depth or found is ELSE:
                break
            if text.startswith("elif"):
                raise ProgramError("elif stands behind if")
            last = number
            codes.append(self._statement(depth))
        if not codes:
            raise ProgramError("a level has statements")
        return codes, last

    def _statement(self, depth: int) -> Code:
        at = self._at
        number, _, text, found = self._lines[at]
        if found.parameters is not None:
            raise ProgramError("no function within another")
        if text[-1] != ":":
            self._at += 1
            return found.make(number, [], [])
        if at in self._made:
            code, self._at = self._made[at]
            return code
        self._at += 1
        body = self._block(depth + 1)[0]
        other: list[Code] = []
        if self._at < len(self._lines) and text.startswith(("if ", "elif ")):
            _, indent, behind, then = self._lines[self._at]
            if indent == INDENT * depth and then is ELSE:
                self._at += 1
                other = self._block(depth + 1)[0]
            elif indent == INDENT * depth and behind.startswith("elif "):
                other = [self._statement(depth)]
        code = found.make(number, body, other)
        self._made[at] = code, self._at
        return code

    def _placed(self, number: int, indent: int, text: str) -> Line:
        found = ELSE if text == "else:" else line(text)
        if found.watched:
            if found.mark in self.places:
                found = read_line(text)  # the same words once more, which are to be told apart
            self.places[found.mark] = number, indent
        return Line(number, indent, text, found)

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
            self.places[found.mark] = node.lineno, 0
            body, other = list[Code](), list[Code]()
            if isinstance(node, ast.For | ast.While | ast.If):
                body = list(self._codes(node.body, depth + 1))
                # elif is no level of its own
                other = list(self._codes(node.orelse, depth + (len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If))))
            yield found.make(node.lineno, body, other)


def line(text: str) -> Statement:
    """The statement of a line, kept from the second time on that it is met: most lines are met once, and each that is kept is some thirty
    objects that the garbage collector goes through again and again. Raises ProgramError."""
    if (known := _lines.get(text)) is not None:
        return known
    found = read_line(text)
    if text in _met:
        if len(_lines) >= KEPT_LINES:
            _lines.clear()
        _lines[text] = found
    else:
        if len(_met) >= MET_LINES:
            _met.clear()
        _met.add(text)
    return found


def read_line(text: str) -> Statement:
    """The statement of a line, `for` and the like without what is within. Raises ProgramError where it is none, or several."""
    opens, as_first = text.endswith(":"), f"if   {text[5:]}" if text.startswith("elif ") else text
    try:
        nodes = ast.parse(f"{as_first}{' pass' if opens else ''}").body
    except UNREADABLE as error:
        raise ProgramError("no line of Python") from error
    if len(nodes) != 1 or isinstance(nodes[0], ast.FunctionDef | ast.For | ast.While | ast.If) != opens or (opens and "#" in text):
        raise ProgramError("no line of its own")
    return statement(nodes[0])
