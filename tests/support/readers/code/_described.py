"""Functions that prompts describe by steps: their arguments and examples, the steps, and inputs on which an answer is tried."""

import ast
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any, NamedTuple

from readers.code._keys import Step
from readers.code._steps import carried_out, step
from reading import Unread

SIGNATURE = (
    r"^Write a Python function `(\w+)\((.+)\)`\.$",
    r"^Please implement `(\w+)\((.+)\)` in Python\.",
    r"^Specification of (?:the Python function )?`(\w+)\((.+)\)`$",
    r"^Here is what `(\w+)\((.+)\)` should do\.$",
    r"^Find and fix the bug\. The function `(\w+)\((.+)\)` is meant to do the following",
    r"^A colleague implemented `(\w+)\((.+)\)` from these instructions and made a mistake\.$",
    r'^def (\w+)\((.+)\):\n    """',
)
BEGIN = (
    r"(?:Begin|begin|beginning) with `(\w+)`",
    r"[Ss]tarting from `(\w+)`",
    r"made of `(\w+)` step by step:",
    r"each line works on the result of the one before; the first on `(\w+)`; the last gives the output",
    r"The first step is done to `(\w+)`, each other one to the result of the step before\. The last result,",
)
ONE_BY_ONE = r"each step (?:with|takes) what the (?:step|one) before has left|worked out as follows, starting|step by step:|each line works on the result of the one before|each step applied to the result of the one before|carried out one after the other, beginning|each other one to the result of the step before|carry out in this order, each on the outcome of the one above"
GIVES = (
    r"\bIt (?:should return|returns) (.+?)\. Begin with",
    r"^The value, (.+?), is worked out as follows",
    r'"""Return (.+?), made of `',
    r'"""Work out (.+)\.$',
    r"^Output\n\* (.+)$",
    r"^Output: (.+)$",
    r"the last result returned \((.+)\):$",
    r"[Tt]he last result,\s+(.+?), is returned",
    r"and return the outcome of the last, (.+)\.$",
)
KINDS = {
    "a list of integers, which may be empty": "ints",
    "a list, which may be empty, of words (non-empty strings of lower-case letters a to z)": "words",
    "a string of lower-case letters a to z and spaces, which may be empty": "text",
    "a dictionary, which may be empty, from words (non-empty strings of lower-case letters a to z) to integers": "table",
    "an integer, which may be negative or 0": "integer",
}
TYPES: dict[str, Callable[[Any], bool]] = {
    "an integer": lambda x: type(x) is int,
    "a list of integers": lambda x: type(x) is list and all(type(y) is int for y in x),
    "a list of words (strings of lower-case letters)": lambda x: type(x) is list and all(type(y) is str for y in x),
    "a string of lower-case letters and spaces": lambda x: type(x) is str,
    "a string": lambda x: type(x) is str,
    "a list of lists of integers": lambda x: type(x) is list and all(type(y) is list and all(type(z) is int for z in y) for y in x),
    "a dictionary from words to integers": lambda x: type(x) is dict and all(type(y) is str and type(z) is int for y, z in x.items()),
}
LISTED = re.compile(r"^ *(?:\d+[.)]|[-*]|Step \d+:) (?!`)(.+?)\.?$", re.MULTILINE)
RUNNING = re.compile(r"worked out as follows, starting from `\w+`\. (.+) Return the result\.$", re.MULTILINE)
EXAMPLES = re.compile(r"^(?: *>>> (.+)\n +(.+)|(?:[-*] )?`(.+)` (?:returns|gives|→) `(.+)`)$", re.MULTILINE)
JUDGED = "The function is tried on many inputs of these types, among them empty ones and ones with equal items. Every call must return within one second, raise no exception, and give exactly the value described, of the same type."
WORDS = (
    "abba",
    "level",
    "eel",
    "noon",
    "onion",
    "sky",
    "rhythm",
    "apple",
    "banana",
    "unit",
    "a",
    "b",
    "ee",
    "zzz",
    "kiwi",
    "aab",
    "crypt",
    "ooo",
    "abcabc",
    "queue",
)
INPUTS = 200
RARE = 3000


class Described(NamedTuple):
    name: str
    arguments: dict[str, str]  # its kind by the name of each
    steps: list[Step]
    gives: Callable[[Any], bool]
    examples: list[tuple[list[Any], Any]]
    numbers: list[int]  # those that the steps name

    def value(self, values: list[Any]) -> Any:
        """What the steps make of the arguments."""
        first, *others = deepcopy(values)
        found = carried_out(self.steps, first, dict(zip(list(self.arguments)[1:], others, strict=True)))
        if not self.gives(found):
            raise Unread(f"{found!r} is of another type than the prompt says")
        return found

    def inputs(self, seed: str, number: int) -> Iterator[list[Any]]:
        """Those of the examples, and so many others."""
        draws = Random(seed)
        yield from (values for values, _ in self.examples)
        for size in range(number):
            values = [drawn(draws, kind, self.numbers, size) for kind in self.arguments.values()]
            if "integer" in self.arguments.values() and isinstance(values[0], list) and size % 2:
                bounds = [x for x in values[0] if type(x) is int] or [0]
                values[list(self.arguments.values()).index("integer")] = draws.choice(bounds)
            yield values


def described(text: str) -> Described:
    """What a prompt says of a function. Its examples have to be right."""
    signature, begin, gives = (_one(patterns, text) for patterns in (SIGNATURE, BEGIN, GIVES))
    outside = re.sub(r"^```python\n.*?^```$", lambda block: block[0] if '"""' in block[0] else "", text, flags=re.MULTILINE | re.DOTALL)
    if JUDGED not in text or not re.search(ONE_BY_ONE, text) or gives[1] not in TYPES:
        raise Unread(text)
    arguments = {}
    for name in signature[2].split(", "):
        found = re.search(rf"^(?:[-*] `{name}`|    {name}), (.+)$", outside, re.MULTILINE)
        if not found or found[1] not in KINDS:
            raise Unread(f"what {name} is: {text}")
        arguments[name] = KINDS[found[1]]
    if begin[1] != next(iter(arguments)):
        raise Unread(begin[0])
    said = steps_of(outside, [gives[1]])
    examples = [(_arguments(one[1] or one[3], signature[1]), ast.literal_eval(one[2] or one[4])) for one in EXAMPLES.finditer(outside)]
    numbers = [int(each) for words in said for each in re.findall(r"-?\d+", words)]
    found = Described(signature[1], arguments, [step(words) for words in said], TYPES[gives[1]], examples, numbers)
    if not examples or any(not alike(found.value(values), value) for values, value in examples):
        raise Unread(f"an example that the steps do not give: {text}")
    return found


def steps_of(text: str, others: list[str] = []) -> list[str]:  # noqa: B006
    """The sentences of the steps; `others` are lines of lists that are none."""
    if running := RUNNING.search(text):
        said = re.split(r"(?:^|\. )(?:First|Then|Finally), ", running[1].removesuffix("."))
        return [words for words in said if words]
    said = [words for words in LISTED.findall(text) if words not in others]
    if not said:
        raise Unread(text)
    return said


def _one(patterns: tuple[str, ...], text: str) -> re.Match[str]:
    for pattern in patterns:
        if found := re.search(pattern, text, re.MULTILINE):
            return found
    raise Unread(f"none of {patterns} in {text}")


def _arguments(call: str, name: str) -> list[Any]:
    if not call.startswith(f"{name}("):
        raise Unread(call)
    return list(ast.literal_eval(f"[{call[len(name) + 1 : -1]}]"))


def drawn(draws: Random, kind: str, named: list[int], size: int) -> Any:
    """An input: empty first, then longer, now of few different things, now of many."""
    number = [
        lambda: draws.randint(-3, 3),
        lambda: draws.randint(-20, 40),
        lambda: draws.choice(named or [0]) + draws.randint(-1, 1),
        lambda: draws.randint(-200, 200),
    ][draws.randrange(4)]
    count = size if size < 3 else draws.randint(1, 16)
    if kind == "integer":
        return number()
    if kind == "ints":
        found = [number() for _ in range(count)]
        return [x for x in found for _ in range(draws.choice((1, 1, 2)))] if size % 3 else sorted(found)
    few = draws.sample(WORDS, 4) if size % 2 else WORDS
    words = [
        draws.choice(few) if draws.random() < 0.6 else "".join(draws.choices("abceiouxyz", k=draws.randint(1, 9))) for _ in range(count)
    ]
    if kind == "words":
        return words
    if kind == "table":
        return {word: number() for word in words}
    return "".join(" " * draws.randint(0, 2) + word + " " for word in words)[: draws.choice((-1, None))]


def alike(one: Any, other: Any) -> bool:
    """The same value of the same type, all the way down; dictionaries in any order."""
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, list):
        return all(map(alike, one, other))
    return not isinstance(one, dict) or all(alike(value, other[name]) for name, value in one.items())


def agrees(program: str, meant: Described, seed: str, number: int = INPUTS) -> bool:
    """A program's function gives what the steps do, on the examples and on so many other inputs."""
    space: dict[str, Any] = {}
    try:
        exec(program, space)  # noqa: S102
        return all(alike(space[meant.name](*deepcopy(values)), meant.value(values)) for values in meant.inputs(seed, number))
    except Unread:
        raise
    except Exception:
        return False


def unfenced(answer: str) -> str:
    """A program without marks around it."""
    return re.sub(r"\A\s*```(?:python)?\n|\n```\s*\Z", "", answer)
