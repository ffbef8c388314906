"""Answers built to break parsers: nesting, powers, huge digits, NUL, surrogates, size, code, markup."""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

N = 100_000

HOSTILE = (
    "",
    " " * N,
    "\n" * N,
    "\t \n" * (N // 3),
    "0" * N,
    "9" * N,
    "-" * N,
    "." * N,
    "," * N,
    "|" * N,
    "1 " * (N // 2),
    "1," * (N // 2),
    "A, " * (N // 3),
    "a" * N,
    "(" * N,
    "[" * N,
    "{" * N,
    "[]" * (N // 2),
    "()" * (N // 2),
    "[[" * (N // 4) + "]]" * (N // 4),
    "(1+" * (N // 3),
    "1+" * (N // 2) + "1",
    "`" * N,
    "```\n" + " " * (N - 4),
    "```" * (N // 3),
    "$" * N,
    "*" * N,
    "_" * N,
    "\\" * N,
    '"' * N,
    "'" * N,
    "\\boxed{" * (N // 7),
    "\\text{" * (N // 6),
    "\\frac{1}{" * (N // 9),
    "<answer>" * (N // 8),
    "</answer>" * (N // 9),
    "<think>" * (N // 7),
    "answer is " * (N // 10),
    "the answer:" + " " * N,
    "- " * (N // 2),
    "1. " * (N // 3),
    "|---" * (N // 4),
    "row 1: " * (N // 7),
    "=" * N,
    "→" * N,
    "\x00" * N,
    "\ud800" * 1000,
    "\udfff\ud800",
    "𝟙" * (N // 4),
    "٣" * N,
    "１" * N,
    "\u202e" + "1" * 100,
    "9**9**9**9",
    "9^{9^{9^9}}",
    "10^(10^10)",
    "1e999999999",
    "1" + "0" * 5000,
    "0x" + "f" * 1000,
    "1/0",
    "0/0",
    "nan",
    "inf",
    "__import__('os').system('touch /tmp/synth-was-hacked')",
    "().__class__.__bases__[0].__subclasses__()",
    "open('/etc/passwd').read()",
    "exec('x=1')",
    "{{7*7}}",
    "%s%s%s%n",
    "null",
    "true",
    "{}",
    "[]",
    '{"a": ' * 10_000,
    "all of the above",
    "any valid answer",
    "unknown",
    "0",
    "*",
)


PIECES = (
    *("(", ")", "[", "]", "{", "}", ",", ";", "\n", " ", "\\", "$", "`", "*", "-", "+", "/", "=", ".", "1", "0", "9" * 400),
    *("A", "yes", "no", "none", "and", "or", "→", "\x00", "\ud800", "<answer>", "</answer>", "\\boxed{", "\\frac", "```", "**", "|"),
    *("__import__('os')", "1e400", "²", "١", "٫", "\u2028", "true", "-1"),
)
JOINTS = (" or ", "\n", " ", ", ", "")
CHARACTERS = "0123456789ABCXabyn .,-"


class Edit(NamedTuple):
    """One random change to an answer, drawn before anybody knows the answer: places are shares of its length."""

    kind: str
    first: float
    second: float
    text: str
    times: int

    def apply(self, answer: str, other: str) -> str:
        """The hostile text made of an answer and of the answer to another problem."""
        here, there = sorted((round(self.first * len(answer)), round(self.second * len(answer))))
        if self.kind == "replace":
            return self.text
        if self.kind == "cut":
            return answer[:here] + answer[there:]
        if self.kind == "insert":
            return answer[:here] + self.text + answer[here:]
        if self.kind == "exchange":
            return answer[:here] + CHARACTERS[self.times % len(CHARACTERS)] + answer[here + 1 :]
        if self.kind == "join":
            return answer + JOINTS[self.times % len(JOINTS)] + other
        if self.kind == "shuffle":
            words = answer.split(" ")[:40]
            Random(self.times).shuffle(words)
            return " ".join(words)
        if self.kind == "repeat":
            return (answer + "\n") * (2 + self.times % 49)
        return answer[::-1]


KINDS = ("replace", "replace", "cut", "insert", "exchange", "join", "shuffle", "repeat", "reverse")


@cache
def edits(count: int) -> tuple[Edit, ...]:
    """The first `count` random edits, the same for every task."""
    rng = Random(0)
    return tuple(_edit(rng) for _ in range(count))


def _edit(rng: Random) -> Edit:
    if rng.random() < 0.5:
        text = "".join(rng.choice(PIECES) for _ in range(rng.randrange(40)))
    else:  # any character that Unicode knows, those of ASCII as often as all others
        text = "".join(chr(rng.randrange(128) if rng.random() < 0.5 else rng.randrange(0x11_0000)) for _ in range(rng.randrange(60)))
    return Edit(rng.choice(KINDS), rng.random(), rng.random(), text, rng.randrange(10**6))


def hostile_texts(answers: Sequence[str], count: int) -> Iterator[tuple[int, str]]:
    """(number of an answer, text): random text, broken structures, and answers cut, doubled, spliced and decorated."""
    for turn, edit in enumerate(edits(count)):
        number = turn % len(answers)
        yield number, edit.apply(answers[number], answers[edit.times % len(answers)])
