"""A function whose beginning is there: the sentences are carried out, and the answer is called, whole or put behind the given lines."""

import re
from collections.abc import Iterator
from textwrap import dedent, indent

from readers.code._described import agrees, described, unfenced
from readers.code._functions import blocks
from reading import Unread, body

ASKED = r"Complete this function, so that it does what its docstring says\. Its first lines are there\.|Someone stopped in the middle of writing `.+`\. Write the rest\.|Here is the beginning of a Python function\. Continue it, so that the docstring becomes true\.|Fill in what is missing at the end of the body of `.+`:"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    meant = described(text)
    (begun,) = blocks(text)
    ways = f"Give the whole function, defined once, under the name `{meant.name}`, or only the lines that follow the given ones, without repeating these. The standard library may be used."
    if ways not in text or not re.match(ASKED, text):
        raise Unread(text)
    given = unfenced(answer)
    if re.search(rf"^def {meant.name}\(", given, re.MULTILINE):
        helper = begun[: begun.index(f"def {meant.name}(")]
        return agrees(helper + given, meant, prompt)
    return agrees(next(filter(_stands, _joined(begun, given)), ""), meant, prompt)


def _joined(begun: str, given: str) -> Iterator[str]:
    """The given lines and the answer, whose first line may have lost its indentation, or all of whose lines."""
    for depth in range(4, 20, 4):
        yield begun + " " * depth + given.lstrip(" ")
        yield begun + indent(dedent(given), " " * depth)


def _stands(program: str) -> bool:
    try:
        compile(program, "program", "exec")
    except SyntaxError:
        return False
    return True
