"""Writes programs that look like what people write, as trees; they end by construction, never raise, and keep their numbers small."""

from collections.abc import Sequence
from random import Random
from typing import Annotated, TypeVar

from msgspec import Meta

from synth.generators.simulation._tree import (
    FIRST,
    LAST,
    LETTERS,
    Add,
    Bound,
    Condition,
    Continue,
    Count,
    Draft,
    Halve,
    Helper,
    If,
    Keep,
    Loop,
    Mix,
    Node,
    Pop,
    Value,
    Write,
)
from synth.schemas.problem import Frozen

T = TypeVar("T")
ENTRIES = "solve process summarize compute collect scan update evaluate track measure".split()
LISTS = "items numbers values data scores readings prices".split()
ELEMENTS = "x n v item value num".split()
TOTALS = "total score balance level state acc mark".split()
COUNTS = "count hits steps moves changes".split()
KEPT = "result kept out found stack chosen".split()
TABLES = "counts table groups tally".split()
TEXTS = "text code label path".split()
WORDS = "word name line tag".split()
HELPERS = {
    "rest": ("mix", "wrap", "fold"),
    "divide": ("adjust", "scale", "reduce"),
    "shift": ("shift", "bump", "clip"),
    "digits": ("weight", "digits"),
}
COMMENTS = ("one pass over the input", "main loop", "go through everything once")
RANGES = {"i": (1, 4), "j": (1, 1), "c": (2, 5), "y": (3, 12)}
"""Numbers that some variables are compared with; other variables, with those from 3 to 12."""


class Style(Frozen, frozen=True):
    """What a program is made of: the knobs that the tasks about programs share."""

    body: Annotated[int, Meta(ge=1, le=4)]
    """Statements in the body of a loop."""
    nesting: Annotated[int, Meta(ge=1, le=4)]
    """Loops and branches within one another."""
    loops: Annotated[int, Meta(ge=1, le=3)]
    """Loops one after another."""
    helpers: Annotated[int, Meta(ge=0, le=3)]
    """Further functions that the program may call."""
    kinds: Annotated[int, Meta(ge=1, le=4)]
    """Kinds of variables: numbers; lists too; dicts too; texts too."""
    steps: tuple[Annotated[int, Meta(ge=5, le=150)], Annotated[int, Meta(ge=15, le=220)]]
    """Fewest and most statements, iterations and calls that are executed."""

    def __post_init__(self) -> None:
        if self.steps[0] + 5 > self.steps[1]:
            raise ValueError("steps go from fewest to most, at least 5 apart")


class Writer:
    """Writes one program; what its lines may use is kept as they are written."""

    def __init__(self, rng: Random, style: Style) -> None:
        self.rng, self.style = rng, style
        self.random = rng.random
        pick = self.pick
        self.items, self.entry = pick(LISTS), pick(ENTRIES)
        self.element = pick(ELEMENTS)
        self.limit = pick(("k", "limit", "m"))
        self.totals = rng.sample(TOTALS, self.between(1, 2)) + rng.sample(COUNTS, int(self.random() < 0.4))
        self.kept = pick(KEPT) if style.kinds > 1 and self.random() < 0.8 else ""
        self.table = pick(TABLES) if style.kinds > 2 and self.random() < 0.6 else ""
        self.shown = pick(TEXTS) if style.kinds > 3 and self.random() < 0.6 else ""
        self.word = pick(WORDS) if style.kinds > 3 and self.random() < 0.4 else ""
        self.kinds = ["total"] * 4 + ["kept"] * 3 * bool(self.kept) + ["table"] * 2 * bool(self.table) + ["text"] * 2 * bool(self.shown)
        self.helpers: list[Helper] = []
        for _ in range(style.helpers):
            self.helpers.append(self.helper())
        self.numbers = [self.limit, *self.totals]
        self.letter = False  # whether a line stands in a loop over letters
        self.tests: set[str] = set()
        self.around: list[str] = []  # what the conditions around a line, and before it in its choice, speak of
        self.skips = True  # a loop that counts down must not be gone on with before it does

    def below(self, number: int) -> int:
        """A number from 0, below this one. As choice does it, in a third of the time: a program is made of some hundred such draws."""
        return int(self.random() * number)

    def between(self, low: int, high: int) -> int:
        return low + int(self.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.random() * len(options))]

    def write(self) -> Draft:
        starts = {name: self.pick(("0", "0", "1", self.limit)) for name in self.totals}
        empty = ((self.kept, "[]"), (self.table, "{}"), (self.shown, self.pick(("''", "'-'", "'a'"))))
        starts |= {name: start for name, start in empty if name}
        comment = self.pick(COMMENTS) if self.random() < 0.25 else ""
        body: list[Node] = []
        if self.word and self.random() < 0.5:
            self.letter = True
            body.append(Loop("letters", self.word, "c", "", self.inner(["c", "c"], self.style.body)))
            self.letter = False
        body.append(self.loop())
        body += [self.second() for _ in range(self.style.loops - 1)]
        return Draft(self.helpers, self.entry, self.items, self.limit, self.word, starts, comment, body)

    def helper(self) -> Helper:
        kind = self.pick(("rest", "divide", "shift", "digits"))
        a, b, c = self.between(2, 5), self.between(1, 9), self.between(5, 13)
        if kind == "rest":  # no factor that both share, or it would give few numbers
            a, c = self.between(2, 4), self.pick((5, 7, 11, 13))
        name = self.pick([name for name in HELPERS[kind] if all(name != one.name for one in self.helpers)])
        return Helper(name, kind, a, b, c, self.random() < 0.3)

    def inner(self, numbers: list[str], size: int) -> list[Node]:
        """The body of a loop, with further numbers."""
        self.numbers += numbers
        body = self.body(size, 1)
        del self.numbers[-len(numbers) :]
        return body

    def loop(self) -> Loop:
        """A pass over the input."""
        kind = self.pick(("index", "enumerate", "[::-1]", "sorted", "", "", ""))
        i = "i" if kind in ("index", "enumerate") else ""
        numbers = [self.element, self.element, i or self.element]
        return Loop(kind, self.items, self.element, "", self.inner(numbers, self.style.body), i)

    def second(self) -> Loop | Halve:
        """A loop behind the first: one that counts down, one that halves, or one over what was kept."""
        size = max(1, self.style.body - 1)
        match self.below(4 if self.kept else 3):
            case 0:
                self.skips = False
                body = self.body(size, 1)
                self.skips = True
                return Loop("down", self.limit, "", str(self.between(1, 2)), body)
            case 1 if len(self.totals) > 1:
                total, other = self.rng.sample(self.totals, 2)
                return Halve(total, self.between(3, 9), other, self.between(1, 3))
            case 1 | 2:
                return Loop("range", "", "i", str(self.between(2, 5)), self.inner(["i", "i"], size))
            case _:
                kept, self.kept = self.kept, ""  # no loop goes over what it lengthens
                kinds, self.kinds = self.kinds, [kind for kind in self.kinds if kind != "kept"]
                body = self.inner(["y", "y"], size)
                self.kept, self.kinds = kept, kinds
                return Loop("kept", kept, "y", "", body)

    def body(self, size: int, depth: int) -> list[Node]:
        found: list[Node] = []
        branched = False
        for _ in range(size):
            if depth < self.style.nesting + 1 and not branched and self.random() < 0.65:
                found.append(self.branch(max(1, size - 1), depth))
                branched = True
            elif depth < self.style.nesting and self.random() < 0.2:
                times = self.pick(("2", "3", f"{self.limit} % 3 + 1"))
                self.numbers.append("j")
                found.append(Loop("range", "", "j", times, self.body(1, depth + 2)))
                self.numbers.pop()
            else:
                found += self.change()
        return found

    def branch(self, size: int, depth: int) -> If:
        outside = len(self.around)
        found = If(self.test(), self.body(min(size, self.between(1, 2)), depth + 1), [])
        last = found
        if self.random() < 0.4:
            last = If(self.test(), self.body(1, depth + 1), [])
            if self.skips and self.random() < 0.15:
                last.body.append(Continue())
            found.other.append(last)
        if self.random() < 0.6:
            last.other += self.body(1, depth + 1)
        del self.around[outside:]
        return found

    def change(self) -> list[Node]:
        """A statement that changes a variable, or two that belong together."""
        match self.pick(self.kinds):
            case "kept":
                kind = self.below(5)
                keep = Keep(self.kept, FIRST if kind == 0 else LAST, self.value())
                if kind in (1, 2) and len(self.around) < 2:
                    return [Pop(self.kept, self.between(2, 3), self.pick(self.totals), self.random() < 0.5), keep]
                return [keep]
            case "table":
                return [Count(self.table, self.number(), self.between(2, 5), self.pick(("1", self.number())))]
            case "text":
                letters = (f"'{self.pick(LETTERS)}'", 0), (f"'{self.pick('xyz')}'", 0)
                new, modulus = self.pick(((self.number(), self.between(3, 10)), *letters))
                return [Write(self.shown, *(("ch", 0) if self.letter else (new, modulus)), self.random() < 0.3)]
            case _:
                return [self.total()]

    def total(self) -> Node:
        name = self.pick(self.totals)
        match self.below(12):
            case 0 | 1:
                return Mix(name, self.between(2, 5), self.other(name), self.between(11, 40))
            case 2:
                return Bound(name, self.pick(("max(0, {})", "min(9, {})", "abs({})")), self.other(name))
            case 3:
                other = self.other(name)
                return Bound(name, f"{self.pick(('max', 'min'))}({name}, {other})", other)
            case 4 | 5:
                return Add(name, "-", self.value(name))
            case _:
                return Add(name, "+", self.value(name))

    def number(self) -> str:
        return self.pick(self.numbers)

    def other(self, name: str) -> str:
        """Another number."""
        return self.pick([number for number in self.numbers if number != name])

    def value(self, target: str = "") -> Value:
        """An expression of one or two numbers, other than the one that it is added to."""
        one = self.other(target)
        match self.below(8):
            case 0 | 1:
                return Value("", one)
            case 2:
                return Value("+", one, str(self.between(1, 5)))
            case 3:
                return Value("*", one, str(self.between(2, 3)))
            case 4:
                return Value("%", one, str(self.between(3, 7) if one != "i" else 3)) if one != "j" else Value("", one)
            case 5:
                others = [number for number in self.numbers if number not in (one, target)]
                return Value("-", one, self.pick(others) if others else "3")
            case _ if self.helpers and one not in ("i", "j"):
                return Value("call", one, self.pick(self.helpers).name)
            case _:
                return Value("abs", one, str(self.between(4, 12)))

    def test(self) -> Condition:
        """A condition that says nothing of what the conditions around it speak of, where a few tries find one."""
        test, about = self._test(), ""
        for _ in range(6):
            about = f"{test.left.name} {test.left.form}"
            if str(test) not in self.tests and about not in self.around:
                break
            test = self._test()
        self.tests.add(str(test))
        self.around.append(about)
        test.numbers = [*self.numbers]
        return test

    def _test(self) -> Condition:
        one = self.number()
        match self.below(8):
            case 0 | 1 if one != "j":
                return self.rest(one)
            case 2 if self.element in self.numbers:
                return Condition(Value("", self.element), ">", self.limit)
            case 3 | 4 if self.kept and len(self.around) < 2:
                return Condition(Value("%", one, str(self.between(3, 5))) if self.random() < 0.6 else Value("", one), "in", self.kept)
            case 5 | 6 if self.kept and len(self.around) < 2:
                return Condition(Value("", one), ">", self.constant(one), self.between(2, 4), self.kept)
        if self.random() < 0.5:
            return Condition(Value("", one), self.pick(("<", ">", "<=")), self.other(one))
        return Condition(Value("", one), self.pick(("<", ">", "<=", "!=")), self.constant(one))

    def rest(self, one: str) -> Condition:
        modulus = self.between(2, 4)
        return Condition(Value("%", one, str(modulus)), "==", str(self.below(modulus)))

    def constant(self, one: str) -> str:
        """A number that another one may be compared with."""
        return str(self.between(*RANGES.get(one, (3, 7) if one == self.limit else (3, 12))))
