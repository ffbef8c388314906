"""Writes programs that look like what people write, line by line; they end by construction, never raise, and keep their numbers small.
One file, for every line uses what the writer has written before."""

import re
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, TypeVar

from msgspec import Meta

from synth.schemas.problem import Frozen

T = TypeVar("T")
INDENT = "    "
_NAME = re.compile(r"\w+")
ENTRIES = "solve process summarize compute collect scan update evaluate track measure".split()
LISTS = "items numbers values data scores readings prices".split()
ELEMENTS = "x n v item value num".split()
TOTALS = "total score balance level state acc mark".split()
COUNTS = "count hits steps moves changes".split()
KEPT = "result kept out found stack chosen".split()
TABLES = "counts table groups tally".split()
TEXTS = "text code label path".split()
WORDS = "word name line tag".split()
HELPERS = "adjust shift weight fold mix bump scale wrap".split()
LETTERS = "abcdeknorst"
COMMENTS = ("one pass over the input", "main loop", "go through everything once", "nothing special about the order")


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
        self.lines: list[str] = []
        self.items, self.entry = pick(LISTS), pick(ENTRIES)
        self.element = pick([name for name in ELEMENTS if name != self.items])
        self.limit = pick(("k", "limit", "m"))
        self.helpers = rng.sample(HELPERS, style.helpers)
        self.totals = rng.sample(TOTALS, self.between(1, 2)) + rng.sample(COUNTS, int(self.random() < 0.4))
        self.kept = pick(KEPT) if style.kinds > 1 and self.random() < 0.8 else ""
        self.table = pick(TABLES) if style.kinds > 2 and self.random() < 0.6 else ""
        self.text = pick(TEXTS) if style.kinds > 3 and self.random() < 0.6 else ""
        self.word = pick(WORDS) if style.kinds > 3 and self.random() < 0.4 else ""
        self.numbers = [self.limit]
        self.letter = ""
        self.changed: list[str] = []
        self.tests: set[str] = set()
        self.around: list[str] = []  # what the conditions around a line, and before it in its branch, say of what
        self.known = {self.limit: (2, 9), self.element: (1, 20), "ord(ch) % 7": (0, 6)}  # ends of ranges; of other numbers none are known
        self.skips = True  # a loop that counts down must not be gone on with before it does

    def below(self, number: int) -> int:
        """A number from 0, below this one. As choice does it, in a third of the time: a program is made of some hundred such draws."""
        return int(self.random() * number)

    def between(self, low: int, high: int) -> int:
        return low + int(self.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.random() * len(options))]

    def write(self) -> str:
        for name in self.helpers:
            self.helper(name)
        parameters = [self.items, self.limit, self.word] if self.word else [self.items, self.limit]
        self.put(0, f"def {self.entry}({', '.join(parameters)}):")
        for name in self.totals:
            self.put(1, f"{name} = {self.pick((0, 0, 1, self.limit))}")
        for name, empty in ((self.kept, "[]"), (self.table, "{}"), (self.text, self.pick(("''", "'-'", "'a'")))):
            if name:
                self.put(1, f"{name} = {empty}")
        self.numbers += self.totals
        if self.random() < 0.25:
            self.put(1, f"# {self.pick(COMMENTS)}")
        self.loop(1, self.style.body)
        self.moving()
        for _ in range(self.style.loops - 1):
            self.second()
        self.put(1, f"return {', '.join(self.ends)},")
        return "\n".join(self.used()) + "\n"

    def moving(self) -> None:
        """Lets the first loop change what conditions read, or may read later, and nothing has changed so far: they would never change."""
        for name in (*self.totals, self.kept):
            if name and name not in self.changed and (self.style.loops > 1 or any(name in test for test in self.tests)):
                if name == self.kept:
                    by = self.pick((f"% {self.between(3, 7)}", f"- {self.limit}", f"+ {self.pick(self.totals)}"))
                    self.put(2, f"{name}.append({self.element} {by})")
                else:
                    self.put(2, f"{name} += {self.pick((self.element, self.between(1, 4)))}")
                self.changed.append(name)

    @property
    def ends(self) -> list[str]:
        """What may be returned: the variables that lines change."""
        return sorted(set(self.changed))

    def used(self) -> list[str]:
        """The lines without variables and parameters that nothing reads."""
        uses = Counter(_NAME.findall("\n".join(self.lines)))
        lines = self.lines
        for name in (*self.totals, self.kept, self.table, self.text):
            if name and uses[name] == 1:
                lines = [line for line in lines if not line.startswith(f"{INDENT}{name} = ")]
        if self.word and uses[self.word] == 1:
            lines = [line.replace(f", {self.word})", ")") if line.startswith(f"def {self.entry}(") else line for line in lines]
            self.word = ""
        for name in self.helpers:
            if uses[name] == 1:
                start = lines.index(f"def {name}(n):")
                lines = lines[:start] + lines[lines.index("", start) + 1 :]
        return lines

    def put(self, indent: int, line: str) -> None:
        self.lines.append(INDENT * indent + line)

    def helper(self, name: str) -> None:
        self.put(0, f"def {name}(n):")
        a, b, c = self.between(2, 5), self.between(1, 9), self.between(5, 13)
        match self.below(4):
            case 0:
                self.put(1, f"return (n * {a} + {b}) % {c}")
            case 1:
                self.put(1, f"if n % {a} == 0:")
                self.put(2, f"return n // {a}")
                self.put(1, f"return n + {b}")
            case 2:
                self.put(1, f"return n - {c} if n > {c} else n + {a}")
            case _:
                self.put(1, "r = 0")
                self.put(1, "while n > 0:")
                self.put(2, "r += n % 10")
                self.put(2, "n //= 10")
                self.put(1, f"return r * {a}")
        self.put(0, "")

    def loop(self, indent: int, size: int) -> None:
        """A pass over the input."""
        kind = self.below(5)
        if self.word and self.random() < 0.5:
            self.letter = "ch"
            self.put(indent, f"for ch in {self.word}:")
            self.numbers.append("ord(ch) % 7")
            self.body(indent + 1, size, 1)
            self.letter = ""
            self.numbers.pop()
        if kind == 0:
            self.put(indent, f"for i in range(len({self.items})):")
            self.put(indent + 1, f"{self.element} = {self.items}[i]")
            self.numbers += [self.element, self.element, "i"]
            self.known["i"] = 0, 3
        elif kind == 1:
            self.put(indent, f"for i, {self.element} in enumerate({self.items}):")
            self.numbers += [self.element, self.element, "i"]
            self.known["i"] = 0, 3
        elif kind == 2:
            self.put(indent, f"for {self.element} in {self.items}[::-1]:")
            self.numbers += [self.element, self.element, self.element]
        else:
            self.put(indent, f"for {self.element} in {self.items}:")
            self.numbers += [self.element, self.element, self.element]
        self.body(indent + 1, size, 1)
        del self.numbers[-3:]

    def second(self) -> None:
        """A loop behind the first: one that counts down, one that halves, or one over what was kept."""
        total = self.pick([name for name in self.totals if name in self.changed] or self.totals)
        match self.below(4 if self.kept else 3):
            case 0:
                self.put(1, f"while {self.limit} > 0:")
                self.skips = False
                self.body(2, max(1, self.style.body - 1), 1)
                self.skips = True
                self.put(2, f"{self.limit} -= {self.between(1, 2)}")
            case 1:
                self.put(1, f"while {total} > {self.between(3, 9)}:")
                self.put(2, f"{total} = {total} // 2")
                others = [name for name in self.totals if name != total]
                self.put(2, f"{others[0]} += {self.between(1, 3)}" if others else f"{self.limit} += 1")
            case 2:
                times = self.between(2, 5)
                self.put(1, f"for i in range({times}):")
                self.known["i"] = 0, times - 1
                self.numbers += ["i", "i"]
                self.body(2, max(1, self.style.body - 1), 1)
                del self.numbers[-2:]
            case _:
                self.put(1, f"for y in {self.kept}:")
                self.numbers += ["y", "y"]
                kept, self.kept = self.kept, ""  # no loop goes over what it lengthens
                self.body(2, max(1, self.style.body - 1), 1)
                self.kept = kept
                del self.numbers[-2:]

    def body(self, indent: int, size: int, depth: int) -> None:
        branched = False
        for _ in range(size):
            if depth < self.style.nesting + 1 and not branched and self.random() < 0.65:
                self.branch(indent, max(1, size - 1), depth)
                branched = True
            elif depth < self.style.nesting and self.random() < 0.2:
                times = self.pick(("2", "3", f"{self.limit} % 3 + 1"))
                self.put(indent, f"for j in range({times}):")
                self.known["j"] = 0, 1 if times == "2" else 2
                self.numbers.append("j")
                self.body(indent + 1, 1, depth + 2)
                self.numbers.pop()
            else:
                self.change(indent)

    def branch(self, indent: int, size: int, depth: int) -> None:
        outside = len(self.around)
        self.put(indent, f"if {self.test()}:")
        self.body(indent + 1, min(size, self.between(1, 2)), depth + 1)
        if self.random() < 0.4:
            self.put(indent, f"elif {self.test()}:")
            self.body(indent + 1, 1, depth + 1)
            if self.skips and self.random() < 0.15:
                self.put(indent + 1, "continue")
        if self.random() < 0.6:
            self.put(indent, "else:")
            self.body(indent + 1, 1, depth + 1)
        del self.around[outside:]

    def change(self, indent: int) -> None:
        """A statement that changes a variable."""
        kinds = ["total"] * 4 + ["kept"] * 3 * bool(self.kept) + ["table"] * 2 * bool(self.table) + ["text"] * 2 * bool(self.text)
        match self.pick(kinds):
            case "kept":
                match self.below(5):
                    case 0:
                        self.put(indent, f"{self.kept}.insert(0, {self.value()})")
                    case 1:
                        self.put(indent, f"if len({self.kept}) > {self.between(2, 3)}:")
                        self.put(indent + 1, f"{self.pick(self.totals)} += {self.kept}.pop({self.pick(('', '0'))})")
                        self.put(indent, f"{self.kept}.append({self.value()})")
                    case _:
                        self.put(indent, f"{self.kept}.append({self.value()})")
                self.changed.append(self.kept)
            case "table":
                key = f"{self.number()} % {self.between(2, 5)}"
                by = self.pick(("1", self.number()))
                self.put(indent, f"key = {key}")
                self.put(indent, f"{self.table}[key] = {self.table}.get(key, 0) + {by}")
                self.changed.append(self.table)
            case "text":
                if self.letter:
                    new = self.letter
                else:
                    new = self.pick((f"str({self.number()} % {self.between(3, 10)})", f"'{self.pick(LETTERS)}'", f"'{self.pick('xyz')}'"))
                self.put(indent, f"{self.text} = {new} + {self.text}" if self.random() < 0.3 else f"{self.text} += {new}")
                self.changed.append(self.text)
            case _:
                name = self.pick(self.totals)
                match self.below(6):
                    case 0:
                        self.put(indent, f"{name} = ({name} * {self.between(2, 5)} + {self.number()}) % {self.between(11, 40)}")
                    case 1:
                        less = f"{name} - {self.pick([n for n in self.numbers if n != name])}"
                        self.put(indent, f"{name} = {self.pick((f'max(0, {less})', f'min(9, {less})', f'abs({less})'))}")
                    case 2:
                        self.put(indent, f"{name} -= {self.value(name)}")
                    case _:
                        self.put(indent, f"{name} += {self.value(name)}")
                self.changed.append(name)

    def number(self) -> str:
        return self.pick(self.numbers)

    def value(self, target: str = "") -> str:
        """An expression of one or two numbers, other than the one that it is added to."""
        one = self.pick([n for n in self.numbers if n != target])
        match self.below(8):
            case 0 | 1:
                return one
            case 2:
                return f"{one} + {self.between(1, 5)}"
            case 3:
                return f"{one} * {self.between(2, 3)}"
            case 4:
                return f"{one} % {self.between(3, 7)}"
            case 5:
                other = self.pick([n for n in self.numbers if n not in (one, target)] or ["3"])
                return f"{one} - {other}"
            case _ if self.helpers:
                return f"{self.pick(self.helpers)}({one})"
            case _:
                return f"abs({one} - {self.between(4, 12)})"

    def test(self) -> str:
        """A condition, one that the conditions around it do not decide where a few tries find one."""
        said, test = self._test()
        for _ in range(3):
            if test not in self.tests and said not in self.around:
                break
            said, test = self._test()
        self.tests.add(test)
        self.around.append(said)
        return test

    def _test(self) -> tuple[str, str]:
        """What a condition says of what, and the condition. Its constants lie within what is known of a number, so that it is neither
        always true nor never."""
        one = self.number()
        match self.below(6):
            case 0 | 1:
                m = self.between(2, 4)
                return f"{one} %", f"{one} % {m} == {self.below(min(m, self.range(one)[1] + 1))}"
            case 2:
                one = self.pick([n for n in self.numbers if n != self.limit])
                one = self.element if self.element in self.numbers else one
                if self.overlap(one, self.limit):
                    return f"{one} <", f"{one} > {self.limit}"
            case 3 if self.kept:
                return f"{one} in", f"{one} in {self.kept}"
            case 4 if self.kept:
                return "len", f"len({self.kept}) < {self.between(2, 4)} and {one} > {self.within(one, '>', 1, 6)}"
        sign = self.pick(("<", ">", "<=", "!="))
        others = [n for n in self.numbers if n != one and self.overlap(one, n)] if self.random() < 0.5 else []
        other = self.pick(others) if others else str(self.within(one, sign, 4, 12))
        return f"{one} <", f"{one} {sign} {other}"

    def range(self, number: str) -> tuple[int, int]:
        return self.known.get(number, (-99, 99))

    def overlap(self, one: str, other: str) -> bool:
        """Whether two numbers may be the first or the second the greater one."""
        (low, high), (least, most) = self.range(one), self.range(other)
        return low < most and least < high

    def within(self, number: str, sign: str, low: int, high: int) -> int:
        """A constant that a number may stand to in this way and may not; between low and high where there is one."""
        least, most = self.range(number)
        least, most = least + (sign == "<"), most - (sign in (">", "<="))
        return self.between(max(low, least), min(high, most)) if max(low, least) <= min(high, most) else self.between(least, most)

    def returned(self, values: dict[str, Any]) -> tuple[str, Any]:
        """An expression to return, of the variables that depend on the input, and its value."""
        names = list(values)
        whole = [name for name in names if name in (self.kept, self.table, self.text)]
        numbers = [name for name in names if name in self.totals]
        if whole and self.random() < 0.5:
            name = self.pick(whole)
            return name, values[name]
        if len(names) > 1 and self.random() < 0.4:
            a, b = self.rng.sample(names, 2)
            if a in numbers and b in numbers:
                return f"[{a}, {b}]", [values[a], values[b]]
            return f"{a}, {b}", (values[a], values[b])
        if len(numbers) > 1 and self.random() < 0.6:
            a, b = self.rng.sample(numbers, 2)
            return (f"{a} - {b}", values[a] - values[b]) if self.random() < 0.5 else (f"{a} + {b}", values[a] + values[b])
        name = self.pick(numbers or names)
        return name, values[name]
