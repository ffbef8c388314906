"""Functions of prompts, each of one list of numbers: CPython runs them, since the texts come from our own generator."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

from reading import Unread

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LISTS = r"(?:The|Each) list holds at least (\d+) and at most (\d+) integers, each from (\d+) to (\d+); numbers may repeat\."


class Lists:
    """The lists that a prompt allows."""

    def __init__(self, text: str) -> None:
        found = re.search(LISTS, text)
        if not found:
            raise Unread(text)
        self.least, self.most, self.low, self.high = map(int, found.groups())

    def allowed(self, one: Any) -> bool:
        return (
            type(one) is list
            and self.least <= len(one) <= self.most
            and all(type(each) is int and self.low <= each <= self.high for each in one)
        )

    def of(self, size: int) -> Iterator[tuple[int, ...]]:
        return product(range(self.low, self.high + 1), repeat=size)


def blocks(text: str) -> list[str]:
    return BLOCK.findall(text)


def named(text: str, sentences: Iterable[str]) -> str | None:
    """The name of the function, from the first of the sentences that stands in the text."""
    return next((found[1] for each in sentences if (found := re.search(each, text, re.MULTILINE))), None)


def function(program: str, name: str) -> Callable[[Any], Any]:
    space: dict[str, Any] = {}
    exec(program, space)  # noqa: S102
    if not callable(space.get(name)):
        raise Unread(program)
    return space[name]  # type: ignore[no-any-return]


def same(one: Any, other: Any) -> bool:
    """The same value of the same type: True is not 1."""
    return type(one) is type(other) and bool(one == other)


def literal(answer: str) -> Any:
    """The value of a Python literal, None where the answer is no such thing."""
    try:
        return ast.literal_eval(answer.strip())
    except (ValueError, SyntaxError):
        return None
