"""Independent route: the steps are done anew on own inputs, which are written and read back by other code; the answer is run by walking its
syntax tree, with input and print of its own. How long a program takes on long inputs is not looked at here."""

import ast

from synth.pipelines.oracles.code import _programs, _python

FEW = 10
"""Cases of the first of two inputs, at which most wrong programs fall."""


class Program(_python.Run):
    """A whole program: what it reads is in `unread`, what it prints in `printed`."""

    left = 4_000_000

    def __init__(self, tree: ast.Module, text: str) -> None:
        super().__init__("")
        self.functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        self.unread, self.printed = text.split("\n")[:-1], ""
        self.statements([node for node in tree.body if not isinstance(node, ast.FunctionDef)], {})

    def outer(self, name):
        if name == "input":
            return lambda: self.unread.pop(0)
        return self.print if name == "print" else super().outer(name)

    def print(self, *values, sep=" ", end="\n"):
        self.printed += sep.join(map(str, values)) + end


def case_lines(problem: dict, arguments: list):
    """One case, from the words of the prompt."""
    lists = [one for one in arguments if not isinstance(one, int | str)]
    first, rest = arguments[0], arguments[1:]
    if problem["layout"] == "head":
        yield " ".join(str(one) if isinstance(one, int) else str(len(one)) for one in arguments)
        for one in lists:
            yield from elements(one, False)
        return
    if isinstance(first, str):
        yield first
    for one in rest if isinstance(first, str) else arguments:
        if isinstance(one, int):
            yield f"{one}"
        else:
            yield f"{len(one)}"
            yield from elements(one, problem["layout"] == "columns")


def elements(values, each: bool):
    if isinstance(values, dict):
        return [f"{key} {values[key]}" for key in values]
    return [f"{value}" for value in values] if each else [" ".join(f"{value}" for value in values)]


def value_lines(one_line: bool, value) -> list[str]:
    if isinstance(value, dict):
        return [f"{len(value)}", *(f"{number} {word}" for word, number in sorted(value.items()))]
    if not isinstance(value, list):
        return [f"{value}"]
    if one_line:
        return [" ".join(f"{one}" for one in value)]
    return [f"{len(value)}", *(" ".join(map(str, one)) if isinstance(one, list) else f"{one}" for one in value)]


def gives_numbers(values: list) -> bool:
    """Whether the results are lists of numbers, which an empty list does not show."""
    return all(isinstance(value, list) and all(isinstance(one, int) for one in value) for value in values)


def check(problem: dict, answer: str) -> bool:
    try:
        tree = ast.parse(_python.code(answer))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    done = _programs.cases(problem)
    one_line = problem["one_line"] and gives_numbers([value for _, value in done])
    groups = [done[:FEW], done[FEW:]] if problem["cases"] else [[one] for one in done]
    for group in groups:
        lines = [f"{len(group)}"] if problem["cases"] else []
        lines += [line for one, _ in group for line in case_lines(problem, one)]
        expected = [line for _, value in group for line in value_lines(one_line, value)]
        try:
            printed = Program(tree, "\n".join([*lines, ""])).printed
        except _programs.RAISED:
            return False
        if plain(printed.split("\n")) != plain(expected):
            return False
    return True


def plain(lines: list[str]) -> str:
    """Without what does not matter."""
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")
