"""Programs that look like what people write: a function of a list, a number and perhaps a text, with loops, branches and helpers.

They end by construction (loops go over what is there, a `while` counts down or halves), never raise, and keep their numbers small. `draw`
keeps those that take the wanted number of steps and whose value depends on what they are given."""

import re
from collections.abc import Iterator, Sequence
from keyword import iskeyword
from random import Random
from typing import Any, NamedTuple

from synth.schemas.task import Discard
from synth.verifiers.simulation._interpreter import BUILTINS, Event, Failed, Program, Seen, Stopped, remembered
from synth.verifiers.simulation._states import State

TRIES = 60
LINES = 48
LONGEST = 60
"""Characters of a value that is asked for."""
INDENT = "    "
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


EXAMPLES: dict[type, tuple[str, ...]] = {
    int: ("-4071", "90210", "-5836"),
    str: ("'q-7-q'", "'z9z9'", "'8y-8-y'"),
    list: ("[4071, -386, 4071]", "[905, 777]", "[-612, 8080, 9]"),
    dict: ("{71: 4071, 86: -5}", "{55: 905}", "{93: -612, 44: 8}"),
    tuple: ("(4071, -386)", "(905, [777])", "(-612, {44: 8})"),
}
"""Values of the forms that answers have, none of which is one."""


class Style(NamedTuple):
    """What a program is made of."""

    body: int
    """Statements in a loop's body: `3`."""
    nesting: int
    """Loops and branches within one another: `2`."""
    loops: int
    """Loops one after another: `1`."""
    helpers: int
    """Further functions: `1`."""
    kinds: int
    """Kinds of variables, of numbers, lists, dicts and texts in this order: `2`."""
    steps: tuple[int, int]
    """Fewest and most steps that it takes: `(20, 40)`."""
    branches: bool
    """Whether the value is another one where every condition, or none, is taken to hold: `True`."""


class Drawn(NamedTuple):
    text: str
    entry: str
    """The function that is called."""
    arguments: list[Any]
    value: Any
    """What it returns."""
    steps: int
    events: list[Event]
    """What it executes."""


class Writer:
    """Writes one program; what its lines may use is kept as they are written."""

    def __init__(self, rng: Random, style: Style) -> None:
        self.rng, self.style = rng, style
        pick = self.pick = rng.choice
        self.lines: list[str] = []
        self.items, self.entry = pick(LISTS), pick(ENTRIES)
        self.element = pick([name for name in ELEMENTS if name != self.items])
        self.limit = pick(("k", "limit", "m"))
        self.helpers = rng.sample(HELPERS, style.helpers)
        self.totals = rng.sample(TOTALS, rng.randint(1, 2)) + rng.sample(COUNTS, int(rng.random() < 0.4))
        self.kept = pick(KEPT) if style.kinds > 1 and rng.random() < 0.8 else ""
        self.table = pick(TABLES) if style.kinds > 2 and rng.random() < 0.6 else ""
        self.text = pick(TEXTS) if style.kinds > 3 and rng.random() < 0.6 else ""
        self.word = pick(WORDS) if style.kinds > 3 and rng.random() < 0.4 else ""
        self.numbers = [self.limit]
        self.letter = ""
        self.changed: list[str] = []
        self.tests: set[str] = set()
        self.skips = True  # a loop that counts down must not be gone on with before it does

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
        if self.rng.random() < 0.25:
            self.put(1, f"# {self.pick(COMMENTS)}")
        self.loop(1, self.style.body)
        for _ in range(self.style.loops - 1):
            self.second()
        self.put(1, f"return {', '.join(self.ends)},")
        return "\n".join(self.used()) + "\n"

    @property
    def ends(self) -> list[str]:
        """What may be returned: the variables that lines change."""
        return sorted(set(self.changed))

    def used(self) -> list[str]:
        """The lines without variables and parameters that nothing reads."""
        text = "\n".join(self.lines)
        lines = self.lines
        for name in (*self.totals, self.kept, self.table, self.text):
            if name and len(re.findall(rf"\b{name}\b", text)) == 1:
                lines = [line for line in lines if not line.startswith(f"{INDENT}{name} = ")]
        if self.word and len(re.findall(rf"\b{self.word}\b", text)) == 1:
            lines = [line.replace(f", {self.word})", ")") if line.startswith(f"def {self.entry}(") else line for line in lines]
            self.word = ""
        for name in self.helpers:
            if len(re.findall(rf"\b{name}\b", text)) == 1:
                start = lines.index(f"def {name}(n):")
                lines = lines[:start] + lines[lines.index("", start) + 1 :]
        return lines

    def put(self, indent: int, line: str) -> None:
        self.lines.append(INDENT * indent + line)

    def helper(self, name: str) -> None:
        rng = self.rng
        self.put(0, f"def {name}(n):")
        a, b, c = rng.randint(2, 5), rng.randint(1, 9), rng.randint(5, 13)
        match rng.randrange(4):
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
        rng = self.rng
        kind = rng.randrange(5)
        if self.word and rng.random() < 0.5:
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
        elif kind == 1:
            self.put(indent, f"for i, {self.element} in enumerate({self.items}):")
            self.numbers += [self.element, self.element, "i"]
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
        rng, total = self.rng, self.pick(self.totals)
        match rng.randrange(4 if self.kept else 3):
            case 0:
                self.put(1, f"while {self.limit} > 0:")
                self.skips = False
                self.body(2, max(1, self.style.body - 1), 1)
                self.skips = True
                self.put(2, f"{self.limit} -= {rng.randint(1, 2)}")
            case 1:
                self.put(1, f"while {total} > {rng.randint(3, 9)}:")
                self.put(2, f"{total} = {total} // 2")
                others = [name for name in self.totals if name != total]
                self.put(2, f"{others[0]} += {rng.randint(1, 3)}" if others else f"{self.limit} += 1")
            case 2:
                self.put(1, f"for i in range({rng.randint(2, 5)}):")
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
        rng = self.rng
        branched = False
        for _ in range(size):
            if depth < self.style.nesting + 1 and not branched and rng.random() < 0.65:
                self.branch(indent, max(1, size - 1), depth)
                branched = True
            elif depth < self.style.nesting and rng.random() < 0.2:
                self.put(indent, f"for j in range({self.pick((2, 3, f'{self.limit} % 3 + 1'))}):")
                self.numbers.append("j")
                self.body(indent + 1, 1, depth + 2)
                self.numbers.pop()
            else:
                self.change(indent)

    def branch(self, indent: int, size: int, depth: int) -> None:
        rng = self.rng
        self.put(indent, f"if {self.test()}:")
        self.body(indent + 1, min(size, rng.randint(1, 2)), depth + 1)
        if rng.random() < 0.4:
            self.put(indent, f"elif {self.test()}:")
            self.body(indent + 1, 1, depth + 1)
            if self.skips and rng.random() < 0.15:
                self.put(indent + 1, "continue")
        if rng.random() < 0.6:
            self.put(indent, "else:")
            self.body(indent + 1, 1, depth + 1)

    def change(self, indent: int) -> None:
        """A statement that changes a variable."""
        rng = self.rng
        kinds = ["total"] * 4 + ["kept"] * 3 * bool(self.kept) + ["table"] * 2 * bool(self.table) + ["text"] * 2 * bool(self.text)
        match self.pick(kinds):
            case "kept":
                match rng.randrange(5):
                    case 0:
                        self.put(indent, f"{self.kept}.insert(0, {self.value()})")
                    case 1:
                        self.put(indent, f"if len({self.kept}) > {rng.randint(2, 3)}:")
                        self.put(indent + 1, f"{self.pick(self.totals)} += {self.kept}.pop({self.pick(('', '0'))})")
                        self.put(indent, f"{self.kept}.append({self.value()})")
                    case _:
                        self.put(indent, f"{self.kept}.append({self.value()})")
                self.changed.append(self.kept)
            case "table":
                key = f"{self.number()} % {rng.randint(2, 5)}"
                by = self.pick(("1", self.number()))
                self.put(indent, f"key = {key}")
                self.put(indent, f"{self.table}[key] = {self.table}.get(key, 0) + {by}")
                self.changed.append(self.table)
            case "text":
                if self.letter:
                    new = self.letter
                else:
                    new = self.pick((f"str({self.number()} % {rng.randint(3, 10)})", f"'{rng.choice(LETTERS)}'", f"'{rng.choice('xyz')}'"))
                self.put(indent, f"{self.text} = {new} + {self.text}" if rng.random() < 0.3 else f"{self.text} += {new}")
                self.changed.append(self.text)
            case _:
                name = self.pick(self.totals)
                match rng.randrange(6):
                    case 0:
                        self.put(indent, f"{name} = ({name} * {rng.randint(2, 5)} + {self.number()}) % {rng.randint(11, 40)}")
                    case 1:
                        self.put(
                            indent,
                            f"{name} = {self.pick(('max', 'min', 'abs'))}({name} - {self.number()})".replace("max(", "max(0, ").replace(
                                "min(", "min(9, "
                            ),
                        )
                    case 2:
                        self.put(indent, f"{name} -= {self.value(name)}")
                    case _:
                        self.put(indent, f"{name} += {self.value(name)}")
                self.changed.append(name)

    def number(self) -> str:
        return self.pick(self.numbers)

    def value(self, target: str = "") -> str:
        """An expression of one or two numbers, other than the one that it is added to."""
        rng, one = self.rng, self.pick([n for n in self.numbers if n != target])
        match rng.randrange(8):
            case 0 | 1:
                return one
            case 2:
                return f"{one} + {rng.randint(1, 5)}"
            case 3:
                return f"{one} * {rng.randint(2, 3)}"
            case 4:
                return f"{one} % {rng.randint(3, 7)}"
            case 5:
                other = self.pick([n for n in self.numbers if n not in (one, target)] or ["3"])
                return f"{one} - {other}"
            case _ if self.helpers:
                return f"{self.pick(self.helpers)}({one})"
            case _:
                return f"abs({one} - {rng.randint(4, 12)})"

    def test(self) -> str:
        test = self._test()
        if test in self.tests:
            test = self._test()
        self.tests.add(test)
        return test

    def _test(self) -> str:
        rng, one = self.rng, self.number()
        match rng.randrange(6):
            case 0 | 1:
                m = rng.randint(2, 4)
                return f"{one} % {m} == {rng.randrange(m)}"
            case 2:
                return f"{self.element if self.element in self.numbers else one} > {self.limit}"
            case 3 if self.kept:
                return f"{one} in {self.kept}"
            case 4 if self.kept:
                return f"len({self.kept}) < {rng.randint(2, 4)} and {one} > {rng.randint(1, 6)}"
            case _:
                other = self.pick([n for n in self.numbers if n != one] or [str(rng.randint(4, 12))])
                return f"{one} {self.pick(('<', '>', '<=', '!='))} {self.pick((other, str(rng.randint(4, 12))))}"

    def returned(self, values: dict[str, Any]) -> tuple[str, Any]:
        """An expression to return, of the variables that depend on the input, and its value."""
        names = list(values)
        whole = [name for name in names if name in (self.kept, self.table, self.text)]
        numbers = [name for name in names if name in self.totals]
        if whole and self.rng.random() < 0.5:
            name = self.pick(whole)
            return name, values[name]
        if len(names) > 1 and self.rng.random() < 0.4:
            a, b = self.rng.sample(names, 2)
            if a in numbers and b in numbers:
                return f"[{a}, {b}]", [values[a], values[b]]
            return f"{a}, {b}", (values[a], values[b])
        if len(numbers) > 1 and self.rng.random() < 0.6:
            a, b = self.rng.sample(numbers, 2)
            return (f"{a} - {b}", values[a] - values[b]) if self.rng.random() < 0.5 else (f"{a} + {b}", values[a] + values[b])
        name = self.pick(numbers or names)
        return name, values[name]


def inputs(rng: Random, writer: Writer, length: int) -> list[Any]:
    """Arguments for the program."""
    found: list[Any] = [[rng.randint(1, 20) for _ in range(length)], rng.randint(2, 9)]
    if writer.word:
        found.append("".join(rng.choice(LETTERS) for _ in range(rng.randint(3, 6))))
    return found


def copied(arguments: list[Any]) -> list[Any]:
    """Arguments that a run may change."""
    return [list(one) if isinstance(one, list) else one for one in arguments]


def draw(rng: Random, style: Style) -> Drawn:
    """A program and what it is called with, so that the value depends on that. Raises Discard."""
    for writer, made, code in written(rng, style):
        for arguments, ends, steps in fitting(rng, code, writer, 2):
            values = _dependent(rng, code, writer, arguments, ends)
            if values:
                expression, value = writer.returned(values)
                if not _cheap(value, arguments):
                    return ended(writer, made, code, expression, arguments, steps)
    raise Discard("no program of that length")


def written(rng: Random, style: Style) -> Iterator[tuple[Writer, str, Program]]:
    """Programs that return all that they change."""
    for _ in range(TRIES):
        writer = Writer(rng, style)
        made = writer.write()
        if 4 <= made.count("\n") <= LINES:
            yield writer, made, Program(made)


def ended(
    writer: Writer, made: str, code: Program, expression: str, arguments: list[Any], steps: int, watch: list[Seen] | None = None
) -> Drawn:
    """The program with another expression to return. watch: gets what is compared and divided."""
    text = f"{made.rpartition('return ')[0]}return {expression}\n"
    code = remembered(text, code.returning(writer.entry, expression))
    events: list[Event] = []
    value = code.run(writer.entry, copied(arguments), events=events, watch=watch)
    return Drawn(text, writer.entry, arguments, value, steps, events)


def fitting(rng: Random, code: Program, writer: Writer, most: int) -> Iterator[tuple[list[Any], tuple[Any, ...], int]]:
    """At most so many arguments for which the program takes the wanted number of steps, the final values and the steps."""
    low, high = writer.style.steps
    length, found = rng.randint(4, 8), 0
    for _ in range(2 * most + 1):
        arguments = inputs(rng, writer, length)
        try:
            ends, steps = code.measured(writer.entry, copied(arguments), 3 * high)
        except (Stopped, Failed):
            return
        if low <= steps <= high:
            yield arguments, ends, steps
            found += 1
            if found == most:
                return
        else:
            length = max(3, min(14, round(length * (low + high) / (2 * max(steps, 1)))))


def _cheap(value: Any, arguments: list[Any]) -> bool:
    """Whether a value is long, empty, or what somebody would say who has not run the program."""
    numbers = arguments[0]
    guesses = (0, 1, -1, *arguments, numbers[::-1], numbers[0], numbers[-1], sum(numbers), len(numbers), max(numbers), min(numbers))
    shown = repr(value)
    return len(shown) > LONGEST or value in guesses or not any(map(str.isalnum, shown))


def _dependent(rng: Random, code: Program, writer: Writer, arguments: list[Any], ends: tuple[Any, ...]) -> dict[str, Any]:
    """The final values that change with the list: when its last number is left out, and when all of them are others; and which depend on
    the branches taken, if they are to."""
    values = dict(zip(writer.ends, ends, strict=True))
    for turn in range(4 if writer.style.branches else 2):
        other = copied(arguments)
        if turn == 1:
            other[0] = [n + rng.randint(1, 3) for n in other[0]]
        elif turn == 0:
            other[0].pop()
        try:
            found = code.run(writer.entry, other, 5 * writer.style.steps[1], force=(None, None, True, False)[turn])
        except (Stopped, Failed):
            continue
        values = {name: value for name, value in zip(writer.ends, found, strict=True) if values.get(name, value) != value}
        values = {name: ends[writer.ends.index(name)] for name in values}
        if not values:
            break
    return values


def slipped(states: Sequence[State]) -> list[State]:
    """The states with a slip in the last one that has a number in it."""
    found = list(states)
    for place in range(len(found) - 1, -1, -1):
        (name, value), *others = found[place].values
        if slip := moved(value):
            found[place] = found[place]._replace(values=((name, slip), *others))
            break
    return found


def wrong(value: Any) -> str:
    """A value beside the right one, as Python shows it."""
    shown = repr(value)
    return moved(shown) or shown[:-1] + "x" + shown[-1]


def moved(shown: str) -> str:
    """With the last whole number one off; nothing where there is none."""
    numbers = list(re.finditer(r"\d+", shown))
    return shown[: numbers[-1].start()] + str(int(numbers[-1][0]) + 1) + shown[numbers[-1].end() :] if numbers else ""


_WORD = re.compile(r"'[^'\n]*'|#[^\n]*|(?<!\.)\b[A-Za-z_]\w*")
_SPACE = re.compile(r"\n\s*(?=\n)|[ ]+(?=\n)")


def nameless(text: str) -> str:
    """A program with its own names replaced by numbers in the order of their first use, without comments and blank lines."""
    names: dict[str, str] = {}

    def word(found: re.Match[str]) -> str:
        name = found[0]
        if name[0] == "#":
            return ""
        if name[0] == "'" or iskeyword(name) or name in BUILTINS:
            return name
        return names.setdefault(name, f"v{len(names)}")

    return _SPACE.sub("", _WORD.sub(word, text)).strip()


def renamed(text: str, rng: Random) -> tuple[str, dict[str, str]]:
    """The same program with a comment in its first line and other names for its variables and functions, and these."""
    names: dict[str, str] = {}
    fresh = rng.sample(
        "alpha beta gamma delta left right first second third inner outer start end low high size rest part whole".split(), 16
    )

    def word(found: re.Match[str]) -> str:
        name = found[0]
        if name[0] in "#'" or iskeyword(name) or name in BUILTINS:
            return name
        return names.setdefault(name, fresh[len(names)] if len(names) < len(fresh) else f"z{len(names)}"[:1] * (len(names) - 10))

    return "# a small program\n" + _WORD.sub(word, text), names
