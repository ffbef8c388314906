"""Programs that are read past their hard parts: other texts, with the same lines under the same numbers."""

import re
from collections.abc import Callable, Iterator

_HELPER = re.compile(r"^(def \w+\(n\):\n +).*", re.MULTILINE)
_REMAINDER = re.compile(r" % \d+(?=\)|$)", re.MULTILINE)
"""Where it is what is worked out, and not a part of a condition."""

STEPS = 600
"""Of a run that is misread at most: some never end."""
MISREAD: dict[str, Callable[[str], str]] = {
    "helpers give back what they are given": lambda text: _HELPER.sub(r"\1return n", text),
    "each elif taken for an if": lambda text: re.sub(r"\belif\b", "if", text),
    "nothing comes of an elif": lambda text: re.sub(r"\belif\b.*:", "elif 0 > 1:", text),
    "a while is gone through once": lambda text: re.sub(r"\bwhile\b", "if", text),
    "remainders left out": lambda text: _REMAINDER.sub("", text),
}


def misread(text: str) -> Iterator[str]:
    """The other texts of a program that has what is misread."""
    return (other for change in MISREAD.values() if (other := change(text)) != text)
