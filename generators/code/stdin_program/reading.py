"""Whole programs in Python: the described function, and around it what reads the input and prints the value."""

from synth.generators.code import _python
from synth.verifiers.code._language import Step
from synth.verifiers.code.stdin_program import StdinProgram
from synth.verifiers.code.stdin_program.formats import LISTS

LENGTHS = ("n", "m")
"""Names of the lengths of the first list and of the second."""


def program(problem: StdinProgram, steps: tuple[Step, ...]) -> str:
    """A program that does these steps, which are those of the problem or wrong ones."""
    return _whole(problem, steps, problem.large)


def plain(problem: StdinProgram) -> str:
    """The right program with each step in its plainest form, however long it takes."""
    return _whole(problem, problem.steps, False)


def around(problem: StdinProgram, function: str) -> str:
    """A program that prints what a function `solve` gives, which is defined in its text."""
    lines = [*_read(problem), f"found = solve({', '.join(problem.names)})", *_printed(problem.gives, problem.one_line)]
    if problem.cases:
        lines = ["for _ in range(int(input())):", *[_python.INDENT + line for line in lines]]
    return f"{function}\n\n\ndef main():\n" + "\n".join(_python.INDENT + line for line in lines) + "\n\n\nmain()"


def _whole(problem: StdinProgram, steps: tuple[Step, ...], quick: bool) -> str:
    return around(problem, _python.program("solve", problem.names, problem.start, steps, quick))


def _read(problem: StdinProgram) -> list[str]:
    lengths = iter(LENGTHS)
    lines, heads = [], []
    for name, kind in zip(problem.names, problem.kinds, strict=True):
        length = next(lengths) if kind in LISTS else ""
        heads.append(length or name)
        if kind in LISTS:
            lines += _list(name, length, kind, problem.layout)
        elif kind == "str":
            lines.append(f"{name} = input()")
        elif problem.layout != "head":
            lines.append(f"{name} = int(input())")
    if problem.layout == "head":
        return [f"{', '.join(heads)} = " + ("map(int, input().split())" if len(heads) > 1 else "int(input())"), *lines]
    return lines


def _list(name: str, length: str, kind: str, layout: str) -> list[str]:
    if kind == "table":
        lines = [f"{name} = {{}}", f"for _ in range({length}):", "    word, value = input().split()", f"    {name}[word] = int(value)"]
        return [f"{length} = int(input())", *lines] if layout != "head" else lines
    if layout == "columns":
        return [f"{length} = int(input())", f"{name} = [{'int(input())' if kind == 'ints' else 'input()'} for _ in range({length})]"]
    line = f"{name} = [int(x) for x in input().split()]" if kind == "ints" else f"{name} = input().split()"
    return ["input()", line] if layout == "rows" else [line]


def _printed(kind: str, one_line: bool) -> list[str]:
    joined = "print(' '.join([str(x) for x in {}]))"
    match kind:
        case "ints" if one_line:
            return [joined.format("found")]
        case "ints" | "strs":
            return ["print(len(found))", "for x in found:", "    print(x)"]
        case "lists":
            return ["print(len(found))", "for part in found:", f"    {joined.format('part')}"]
        case "table":
            return ["print(len(found))", "for word in sorted(found):", "    print(found[word], word)"]
    return ["print(found)"]
