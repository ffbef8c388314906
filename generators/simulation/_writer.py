"""Writes programs that look like what people write, line by line; they end by construction, never raise, and keep their numbers small.
One file, for every line uses what the writer has written before."""

import operator
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
DEEP = 0
"""Conditions around a line, from which on those within speak of what the program is given: they are met too seldom for others."""
SELDOM = 1
"""Conditions around a line, from which on those within do not speak of lists either."""
HOLDS = {"<": operator.lt, ">": operator.gt, "<=": operator.le, "!=": operator.ne}
LETTERS = "abcdeknorst"
COMMENTS = ("one pass over the input", "main loop", "go through everything once", "nothing special about the order")


MOST_LINES = 48
"""Lines of a program."""


class TooLong(Exception):
    """The program has more lines than one goes through in one's head."""


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


Said = dict[str, tuple[Sequence[int], Sequence[int]]]
"""The values of numbers for which a condition may hold, and for which it may fail."""
NOTHING: Said = {}
Scope = tuple[list[str], dict[str, Sequence[int]]]


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
        self.choosing = set[str]()  # helpers with a condition
        self.letter = ""
        self.changed: list[str] = []
        self.tests: set[str] = set()
        self.said = NOTHING  # what the last condition says
        # the numbers that there are where a condition stands, and the values that they may have
        self.scopes: dict[str, Scope] = {}
        self.around: list[str] = []  # what the conditions around a line, and before it in its branch, say of what
        # the values that a number may have where a line stands; of other numbers none are known
        self.known: dict[str, Sequence[int]] = {self.limit: range(2, 10), self.element: range(1, 21), "ord(ch) % 7": range(7)}
        self.skips = True  # a loop that counts down must not be gone on with before it does

    def below(self, number: int) -> int:
        """A number from 0, below this one. As choice does it, in a third of the time: a program is made of some hundred such draws."""
        return int(self.random() * number)

    def between(self, low: int, high: int) -> int:
        return low + int(self.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.random() * len(options))]

    def write(self) -> str:
        """The program. Raises TooLong."""
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
        if len(self.lines) > MOST_LINES:
            raise TooLong

    def helper(self, name: str) -> None:
        self.put(0, f"def {name}(n):")
        a, b, c = self.between(2, 5), self.between(1, 9), self.between(5, 13)
        match self.below(4):
            case 0:
                self.put(1, f"return (n * {a} + {b}) % {c}")
            case 1:
                self.choosing.add(name)
                self.put(1, f"if n % {a} == 0:")
                self.put(2, f"return n // {a}")
                self.put(1, f"return n + {b}")
            case 2:
                self.choosing.add(name)
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
            self.known["i"] = range(4)
        elif kind == 1:
            self.put(indent, f"for i, {self.element} in enumerate({self.items}):")
            self.numbers += [self.element, self.element, "i"]
            self.known["i"] = range(4)
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
                self.known["i"] = range(times)
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
                self.known["j"] = range(2 if times == "2" else 3)
                self.numbers.append("j")
                self.body(indent + 1, 1, depth + 2)
                self.numbers.pop()
            else:
                self.change(indent)

    def branch(self, indent: int, size: int, depth: int) -> None:
        outside, known = len(self.around), self.known
        self.put(indent, f"if {self.test()}:")
        other = self.within_branch(indent, min(size, self.between(1, 2)), depth)
        if self.random() < 0.4:
            self.known = known | other
            self.put(indent, f"elif {self.test()}:")
            other |= self.within_branch(indent, 1, depth)
            if self.skips and self.random() < 0.15:
                self.put(indent + 1, "continue")
        if self.random() < 0.6:
            self.known = known | other
            self.put(indent, "else:")
            self.body(indent + 1, 1, depth + 1)
        self.known = known
        del self.around[outside:]

    def within_branch(self, indent: int, size: int, depth: int) -> dict[str, Sequence[int]]:
        """What is done where the last condition holds; what is known where it does not."""
        said = self.said
        if said:
            self.known = self.known | {name: holds for name, (holds, _) in said.items()}
        self.body(indent + 1, size, depth + 1)
        return {name: fails for name, (_, fails) in said.items()}

    def change(self, indent: int) -> None:
        """A statement that changes a variable."""
        kinds = ["total"] * 4 + ["kept"] * 3 * bool(self.kept) + ["table"] * 2 * bool(self.table) + ["text"] * 2 * bool(self.text)
        match self.pick(kinds):
            case "kept":
                match self.below(5):
                    case 0:
                        self.put(indent, f"{self.kept}.insert(0, {self.value()})")
                    case 1 | 2 if len(self.around) <= SELDOM:
                        test = f"len({self.kept}) > {self.between(2, 3)}"
                        self.put(indent, f"if {test}:")
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
                helper = self.pick(self.helpers)
                wide = [n for n in self.numbers if len(self.known.get(n, ())) > 8 or helper not in self.choosing]
                return f"{helper}({one if one in wide else self.pick(wide)})" if wide else one
            case _:
                return f"abs({one} - {self.between(4, 12)})"

    def test(self) -> str:
        """A condition, one that the conditions around it do not decide where a few tries find one."""
        for _ in range(6):
            said, test, self.said = self._test()
            if test and test not in self.tests and said not in self.around:
                break
        else:
            said, test, self.said = self._plain()
        self.tests.add(test)
        self.scopes[test] = [*self.numbers], self.known
        self.around.append(said)
        return test

    def _plain(self) -> tuple[str, str, Said]:
        """A condition of a number that can have most values here, or of a rest."""
        name = max(self.numbers, key=lambda number: len(self.known.get(number, ())))
        values = self.known.get(name, ())
        if len(values) < 2:
            return f"{self.totals[0]} %", f"{self.totals[0]} % {self.between(2, 3)} == 0", NOTHING
        number = values[len(values) // 2]
        return name, f"{name} < {number}", self.parted(name, "<", number)

    def _test(self) -> tuple[str, str, Said]:
        """What a condition says of what, the condition, and for which values of which number it may hold. Its constants lie within what is
        known of a number, so that it is neither always true nor never."""
        sure = len(self.around) > DEEP
        one = self.number()
        match self.below(8):
            case 0 | 1:
                m = self.between(2, 4)
                if not (values := self.known.get(one)):
                    return f"{one} %", f"{one} % {m} == {self.below(m)}", NOTHING
                rest = self.pick(values) % m
                holds, fails = [value for value in values if value % m == rest], [value for value in values if value % m != rest]
                return (one, f"{one} % {m} == {rest}", {one: (holds, fails)}) if fails else ("", "", NOTHING)
            case 2:
                one = self.pick([n for n in self.numbers if n != self.limit])
                one = self.element if self.element in self.numbers else one
                if self.overlap(one, self.limit) and (one in self.known or not sure):
                    return "<".join(sorted((one, self.limit))), f"{one} > {self.limit}", self.faced(one, ">", self.limit)
            case 3 | 4 if self.kept and len(self.around) <= SELDOM:
                one = self.pick([n for n in self.numbers if n in self.known])
                if self.random() < 0.6:
                    one = f"{one} % {self.between(3, 5)}"
                return f"{one} in", f"{one} in {self.kept}", NOTHING
            case 5 | 6 if self.kept and len(self.around) <= SELDOM:
                if number := self.within(one, ">", 1, 6):
                    said = {name: (holds, self.known[name]) for name, (holds, _) in self.parted(one, ">", int(number)).items()}
                    return "len", f"len({self.kept}) < {self.between(2, 4)} and {one} > {number}", said
        numbers = [n for n in self.numbers if n in self.known] if sure else self.numbers
        one = self.pick(numbers)
        others = [n for n in numbers if n != one and self.overlap(one, n)] if self.random() < 0.5 else []
        if others:
            other, sign = self.pick(others), self.pick(("<", ">", "<="))
            return "<".join(sorted((one, other))), f"{one} {sign} {other}", self.faced(one, sign, other)
        if one not in self.known and self.random() < 0.5:
            m = self.between(2, 4)
            return f"{one} %", f"{one} % {m} == {self.below(m)}", NOTHING
        sign = self.pick(("<", ">", "<=", "!="))
        number = self.within(one, sign, 4, 12)
        if not number:
            return "", "", NOTHING
        return one if one in self.known else f"{one} <", f"{one} {sign} {number}", self.parted(one, sign, int(number))

    def parted(self, name: str, sign: str, number: int) -> Said:
        """What the comparison of a number with a constant says."""
        if not (values := self.known.get(name)):
            return NOTHING
        holds = [value for value in values if HOLDS[sign](value, number)]
        return {name: (holds, [value for value in values if value not in holds])}

    def faced(self, one: str, sign: str, other: str) -> Said:
        """What the comparison of two numbers says of each."""
        left, right = self.known.get(one), self.known.get(other)
        if not left or not right:
            return NOTHING
        compare, ends, facing = HOLDS[sign], (left[0], left[-1]), (right[0], right[-1])
        return {
            one: (
                [value for value in left if compare(value, facing[0]) or compare(value, facing[1])],
                [value for value in left if not (compare(value, facing[0]) and compare(value, facing[1]))],
            ),
            other: (
                [value for value in right if compare(ends[0], value) or compare(ends[1], value)],
                [value for value in right if not (compare(ends[0], value) and compare(ends[1], value))],
            ),
        }

    def divided(self, number: str, values: Sequence[int]) -> str:
        """A condition that some of the values of a number meet and some do not; nothing where there is none."""
        if len(values) < 2:
            return ""
        if self.random() < 0.5:
            m = self.between(2, 4)
            rests = sorted({value % m for value in values})
            if len(rests) > 1:
                return f"{number} % {m} == {self.pick(rests)}"
        sign = self.pick(("<", ">", "<="))
        return f"{number} {sign} {self.pick(values[1:] if sign == '<' else values[:-1])}"

    def overlap(self, one: str, other: str) -> bool:
        """Whether two numbers may be the first or the second the greater one."""
        first, second = self.known.get(one), self.known.get(other)
        return not first or not second or (first[0] < second[-1] and second[0] < first[-1])

    def within(self, number: str, sign: str, low: int, high: int) -> str:
        """A constant that a number may stand to in this way and may not, between low and high where there is one; nothing where there is
        none."""
        values = self.known.get(number)
        if not values:
            return str(self.between(low, high))
        if len(values) < 2:
            return ""
        choices = values if sign == "!=" else values[1:] if sign == "<" else values[:-1]
        return str(self.pick([value for value in choices if low <= value <= high] or choices))

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
