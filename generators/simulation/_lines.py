"""Which lines of a program's text its rows are, for what the kernel logs."""

from synth.generators.simulation._tree import Continue, Count, Draft, Halve, If, Loop, Node, Pop

Change = tuple[int, str]
"""A line, from 1, and the variable that it changes."""


class _Lines:
    """Goes through a draft as `_coding` and `Draft.text` do."""

    def __init__(self, line: int, row: int) -> None:
        self.line, self.row = line, row
        self.found: dict[int, Change] = {}

    def change(self, name: str) -> None:
        """A line that is a row."""
        self.found[2 * self.row] = self.line, name
        self.row += 1
        self.line += 1

    def block(self, body: list[Node]) -> None:
        for node in body:
            match node:
                case Continue():
                    self.row += 1
                    self.line += 1
                case Pop():
                    self.line += 1
                    self.change(node.total)
                case Count():
                    self.found[2 * self.row + 1] = self.line, "key"
                    self.line += 1
                    self.change(node.name)
                case Halve():
                    self.row += 1
                    self.line += 1
                    self.change(node.name)
                    self.change(node.other)
                    self.row += 1
                case If():
                    self.choice(node)
                case Loop():
                    self.loop(node)
                case _:
                    self.change(node.name)

    def choice(self, node: If) -> None:
        self.row += 1
        self.line += 1
        self.block(node.body)
        if node.other:
            self.row += 1
            self.line += not node.chained
            self.block(node.other)

    def loop(self, node: Loop) -> None:
        self.row += 1
        self.line += 1
        if node.kind != "down":
            if node.kind in ("index", "letters"):
                self.found[2 * self.row] = self.line, node.element
                self.line += 1
            self.row += 1
        self.block(node.body)
        if node.kind == "down":
            self.change(node.name)
        self.row += 1


def changes(draft: Draft) -> dict[int, Change]:
    """By what the kernel logs: the lines that change something within the function that is called, but those of loops and first values."""
    line = sum(len(helper.lines()) for helper in draft.helpers) + 2 + len(draft.starts) + bool(draft.comment)
    lines = _Lines(line, len(draft.starts))
    lines.block(draft.body)
    return lines.found
