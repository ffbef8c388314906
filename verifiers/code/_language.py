"""Programs as data: a chain of steps from the first argument to the value that is returned, checked by type, run by tables.

A program is total: every step gives a value for every value of its type. Its cost is bounded by the number of steps and the size of the
inputs, which are ours (`_inputs`)."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.verifiers.code._operations import ITEMS, KEYS, NUMBERED, OF_A_KEY, OPERATIONS, RELATIONS, UNARY, Reading

Name = Annotated[str, Meta(pattern=r"\A[a-z][a-z_]{0,30}\Z")]
MOST_STEPS = 14
Start = Literal["ints", "strs", "str", "table"]
"""Types of a first argument."""
_ANY = (-99, 99)
BOUNDS: dict[str, dict[str, tuple[int, int]]] = {
    "sort": {"m": (0, 1)},
    "first": {"n": (1, 9)},
    "skip": {"n": (1, 9)},
    "last": {"n": (1, 9)},
    "every": {"n": (2, 5)},
    "rotate": {"n": (1, 5)},
    "affine": {"n": (-9, 9), "m": _ANY},
    "clamp": {"n": _ANY, "m": _ANY},
    "windows": {"n": (2, 5)},
    "greater": {"n": (-1, 0)},
    "balance": {"m": (0, 3), "n": (0, 9)},
    "merge": {"m": (0, 3)},
    "chunks": {"n": (2, 6)},
    "best": {"m": (0, 1)},
    "best_word": {"m": (0, 1)},
    "max": {"n": (-1, 0)},
    "min": {"n": (-1, 0)},
    "common": {"n": (-1, 0)},
    "fold": {"n": (2, 99), "m": (2, 9999)},
    "pairs": {"n": (0, 9)},
    "shift": {"n": (1, 25)},
    "each_word": {"m": (0, 3), "n": (0, 5)},
    "above": {"n": (1, 99)},
}
"""Least and greatest `n` and `m` of an operation; where nothing is said, 0."""


class Key(Frozen, frozen=True, omit_defaults=True):
    """A number of an item: its length, its digit sum, its remainder by n."""

    name: Literal[tuple(sorted({name for names in KEYS.values() for name in names}))]  # type: ignore[valid-type]
    n: Annotated[int, Meta(ge=-99, le=99)] = 0

    def __post_init__(self) -> None:
        if (self.n != 0) != (self.name in NUMBERED) or (self.name == "mod" and self.n < 2):
            raise ValueError("n goes with mod, at least 2, and distance")


class Test(Frozen, frozen=True, omit_defaults=True):
    """A key of an item compared with a number, or with the limit; joined with a second one by and, or."""

    key: Key
    rel: Literal[tuple(RELATIONS)]  # type: ignore[valid-type]
    value: Annotated[int, Meta(ge=-999, le=999)] = 0
    limit: bool = False
    join: Literal["", "and", "or"] = ""
    key2: Key | None = None
    rel2: Literal[("", *RELATIONS)] = ""  # type: ignore[valid-type]
    value2: Annotated[int, Meta(ge=-999, le=999)] = 0

    def __post_init__(self) -> None:
        if (self.join != "") != (self.key2 is not None) or (self.join != "") != (self.rel2 != "") or (self.value2 and not self.join):
            raise ValueError("join comes with a second comparison")
        if self.limit and (self.value or self.rel in (*UNARY, "multiple")):
            raise ValueError("the limit stands in place of a value")
        for rel, value in ((self.rel, self.value), (self.rel2, self.value2)):
            if (rel in UNARY and value) or (rel == "multiple" and value < 2):
                raise ValueError("even and odd have no value, a multiple is of 2 or more")


class Step(Frozen, frozen=True, omit_defaults=True):
    """One operation with what it needs."""

    op: Literal[tuple(OPERATIONS)]  # type: ignore[valid-type]
    n: Annotated[int, Meta(ge=-99, le=99)] = 0
    m: Annotated[int, Meta(ge=-99, le=9999)] = 0
    flag: bool = False
    key: Key | None = None
    test: Test | None = None
    text: Literal["", "-", ", ", " ", "/"] = ""

    def __post_init__(self) -> None:
        fields, bounds = OPERATIONS[self.op].fields.split(), BOUNDS.get(self.op, {})
        for name in ("n", "m"):
            low, high = bounds.get(name, (0, 0))
            if not low <= getattr(self, name) <= high:
                raise ValueError(f"{name} of {self.op} is from {low} to {high}")
        if (self.key is not None) != ("key" in fields) or (self.test is not None) != ("test" in fields):
            raise ValueError(f"{self.op} reads {fields}")
        if (self.flag and "flag" not in fields) or (self.text and "text" not in fields):
            raise ValueError(f"{self.op} reads {fields}")
        if (self.op == "affine" and self.n == 0) or (self.op == "clamp" and self.n >= self.m):
            raise ValueError(f"{self.op} does nothing")
        if (self.op == "balance" and (self.n > 0) != (self.m == 3)) or (self.op == "each_word" and (self.n > 0) != (self.m == 1)):
            raise ValueError(f"n of {self.op} goes with one m")
        if self.op == "pairs" and (self.n < 2) != self.flag:
            raise ValueError("pairs are of a multiple or inverted")


def types(start: str, steps: Sequence[Step]) -> list[str]:
    """The type before each step and after the last. Raises ValueError where a step cannot take what comes."""
    found = [start]
    for step in steps:
        operation, item = OPERATIONS[step.op], ITEMS.get(found[-1], "")
        if found[-1] not in operation.takes:
            raise ValueError(f"{step.op} takes no {found[-1]}")
        for key in (step.key, step.test and step.test.key, step.test and step.test.key2):
            if key and key.name not in KEYS[item]:
                raise ValueError(f"{item} has no {key.name}")
        if step.op == "sort" and step.m and found[-1] == "lists":
            raise ValueError("lists in a tie keep their order")
        found.append(found[-1] if operation.gives == "same" else operation.gives)
    return found


class Spec(Problem, frozen=True):
    """A function to be written: its name, the names of its arguments, the type of the first, and what is done with it.

    names: the first argument's, then the limit's where a test uses it, then the second list's where it is used."""

    function: Name
    names: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=3)]
    start: Start
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=MOST_STEPS)]

    def __post_init__(self) -> None:
        types(self.start, self.steps)
        if (
            sum(1 for step in self.steps for key in (step.key,) if key and key.name == "square") > 2
            or sum(step.op == "merge" for step in self.steps) > 2
        ):
            raise ValueError("numbers or lists grow too much")
        if len({self.function, *self.names}) != 1 + len(self.names) or len(self.names) != 1 + sum(needs(self.steps)):
            raise ValueError("names are distinct, one for each argument")

    @property
    def kinds(self) -> list[str]:
        """The types of the arguments."""
        limit, other = needs(self.steps)
        return [self.start, *["int"] * limit, *["ints"] * other]

    @property
    def gives(self) -> str:
        return types(self.start, self.steps)[-1]


def needs(steps: Sequence[Step]) -> tuple[bool, bool]:
    """Whether a program reads a limit, and a second list."""
    return any(step.test and step.test.limit for step in steps), any(step.op == "merge" for step in steps)


def _key(key: Key, kind: str) -> Callable[[Any], int]:
    return KEYS[kind][key.name](key.n)


def _comparison(key: Key, rel: str, value: int, kind: str) -> Callable[[Any], bool]:
    return RELATIONS[rel](value) if key.name == "same" else OF_A_KEY[rel](_key(key, kind), value)


def passes(test: Test | None, kind: str, limit: int) -> Any:
    """What tells whether an item passes; nothing without a test."""
    if test is None:
        return None
    first = _comparison(test.key, test.rel, limit if test.limit else test.value, kind)
    if not test.join or test.key2 is None:
        return first
    second = _comparison(test.key2, test.rel2, test.value2, kind)
    if test.join == "and":
        return lambda x: first(x) and second(x)
    return lambda x: first(x) or second(x)


Runner = Callable[[Any, int, list[int]], Any]
"""(value, limit, second list) -> value."""


def runner(start: str, steps: Sequence[Step]) -> Runner:
    """What a program does, put together once for many inputs."""
    parts = [_part(step, kind) for kind, step in zip(types(start, steps), steps, strict=False)]
    if len(parts) == 1:
        return parts[0]

    def run(value: Any, limit: int, other: list[int]) -> Any:
        for part in parts:
            value = part(value, limit, other)
        return value

    return run


def each(kind: str, step: Step, values: Sequence[Any], given: Sequence[tuple[int, list[int]]]) -> list[Any]:
    """What one step gives for each of many values. given: the limit and the second list that go with each."""
    part = _part(step, kind)
    return [part(value, limit, other) for value, (limit, other) in zip(values, given, strict=True)]


def part(step: Step, kind: str, operation: Callable[[Any, Reading], Any]) -> Runner:
    """What an operation does with the numbers, key and test of a step."""
    item = ITEMS.get(kind, "")
    key: Any = _key(step.key, item) if step.key else None
    if (step.test and step.test.limit) or step.op == "merge":
        return lambda value, limit, other: operation(
            value, Reading(step.n, step.m, step.flag, step.text, key, passes(step.test, item, limit), other)
        )
    reading = Reading(step.n, step.m, step.flag, step.text, key, passes(step.test, item, 0), [])
    return lambda value, limit, other: operation(value, reading)


@lru_cache(maxsize=1 << 12)
def _part(step: Step, kind: str) -> Runner:
    return part(step, kind, OPERATIONS[step.op].run)


def ran(start: str, steps: Sequence[Step], arguments: Sequence[Any]) -> Any:
    """The value that a program returns: arguments are the first, then the limit and the second list where they are read."""
    return runner(start, steps)(arguments[0], *others(arguments))


def others(arguments: Sequence[Any]) -> tuple[int, list[int]]:
    """The limit and the second list among the arguments; 0 and nothing where they are not there."""
    if len(arguments) == 1:
        return 0, []
    limit = next((one for one in arguments[1:] if isinstance(one, int)), 0)
    return limit, next((one for one in arguments[1:] if isinstance(one, list)), [])
