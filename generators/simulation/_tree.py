"""Programs as trees: what the writer makes, the kernel runs, and prompts show as text. Nodes may be changed in place.

One file of more than 300 lines: a class for each kind of statement, and how each is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

INDENT = "    "
FIRST, LAST = "insert(0, ", "append("
LETTERS = "abcdeknorst"
"""Of words that programs are given, and of texts that they write."""


class Value(NamedTuple):
    """An expression of one or two numbers."""

    form: str
    """Nothing for the number alone; `+`, `-`, `*`, `%` between it and another; `abs` of the difference; `call` of a helper."""
    name: str
    """A variable, or a number that is written out."""
    by: str = ""
    """The other, or the helper."""

    def __str__(self) -> str:
        match self.form:
            case "":
                return self.name
            case "abs":
                return f"abs({self.name} - {self.by})"
            case "call":
                return f"{self.by}({self.name})"
            case sign:
                return f"{self.name} {sign} {self.by}"


@dataclass(slots=True, eq=False)
class Condition:
    """A comparison: `x % 3 == 1`, `x > limit`, `x in kept`, `len(kept) < 3 and x > 5`."""

    left: Value
    sign: str
    right: str
    """A number, a variable, or a list."""
    few: int = 0
    """Fewer things than these are kept, where that is asked first."""
    kept: str = ""
    numbers: list[str] = field(default_factory=list)
    """Variables that could be spoken of in its place."""
    tries: int = 0
    """How often it was changed."""

    def __str__(self) -> str:
        few = f"len({self.kept}) < {self.few} and " if self.few else ""
        return f"{few}{self.left} {self.sign} {self.right}"


@dataclass(slots=True, eq=False)
class Add:
    """`total += x`."""

    name: str
    sign: str
    value: Value


@dataclass(slots=True, eq=False)
class Mix:
    """`total = (total * 3 + x) % 17`."""

    name: str
    times: int
    number: str
    modulus: int


@dataclass(slots=True, eq=False)
class Bound:
    """`total = max(0, total - x)`, `min(9, total - x)`, `abs(total - x)`, `max(total, x)`."""

    name: str
    how: str
    """`{}` stands for the difference."""
    number: str


@dataclass(slots=True, eq=False)
class Keep:
    """`kept.append(x)`."""

    name: str
    where: str
    value: Value


@dataclass(slots=True, eq=False)
class Pop:
    """`if len(kept) > 2: total += kept.pop()`."""

    name: str
    most: int
    total: str
    first: bool
    """Whether the first thing is taken, not the last."""


@dataclass(slots=True, eq=False)
class Count:
    """`key = x % 3`, `table[key] = table.get(key, 0) + 1`."""

    name: str
    number: str
    modulus: int
    by: str


@dataclass(slots=True, eq=False)
class Write:
    """`text += str(x % 5)`."""

    name: str
    new: str
    """`'a'`, a letter's name, or the number whose rest is written."""
    modulus: int
    front: bool


@dataclass(slots=True, eq=False)
class Continue:
    """`continue`."""


@dataclass(slots=True, eq=False)
class If:
    test: Condition
    body: "list[Node]"
    other: "list[Node]"

    @property
    def chained(self) -> "If | None":
        """The choice that is all there is behind `else`, which is then written as `elif`."""
        return self.other[0] if len(self.other) == 1 and isinstance(self.other[0], If) else None


@dataclass(slots=True, eq=False)
class Loop:
    """A loop over the input (`index`, `enumerate`, `[::-1]`, `sorted` or nothing), over the letters of a word (`letters`), over what was
    kept (`kept`), over a range (`range`), or while a number is above 0, which it then lowers (`down`)."""

    kind: str
    name: str
    """Of what it runs over, or of what it lowers."""
    element: str
    times: str
    """Of a range; by how much it lowers."""
    body: "list[Node]"
    i: str = ""


@dataclass(slots=True, eq=False)
class Halve:
    """`while total > 5: total = total // 2; other += 1`."""

    name: str
    above: int
    other: str
    by: int


Node = Add | Mix | Bound | Keep | Pop | Count | Write | Continue | If | Loop | Halve


@dataclass(slots=True, eq=False)
class Helper:
    """A function of a number."""

    name: str
    kind: str
    """`rest`, `divide`, `shift` or `digits`."""
    a: int
    b: int
    c: int
    comment: bool

    def lines(self) -> list[str]:
        a, b, c = self.a, self.b, self.c
        match self.kind:
            case "rest":
                said, body = "", [f"return (n * {a} + {b}) % {c}"]
            case "divide":
                said = f"multiples of {a} are divided, all others grow"
                body = [f"if n % {a} == 0:", f"{INDENT}return n // {a}", f"return n + {b}"]
            case "shift":
                said, body = f"numbers above {c} shrink, all others grow", [f"return n - {c} if n > {c} else n + {a}"]
            case _:
                said = f"{a} times the sum of the digits"
                body = ["r = 0", "while n > 0:", f"{INDENT}r += n % 10", f"{INDENT}n //= 10", f"return r * {a}"]
        comment = [f"# {said}"] if said and self.comment else []
        return [*comment, f"def {self.name}(n):", *(INDENT + line for line in body), ""]


@dataclass(slots=True, eq=False)
class Draft:
    """A program: a function of a list, a number and perhaps a word, behind its helpers."""

    helpers: list[Helper]
    entry: str
    items: str
    limit: str
    word: str
    starts: dict[str, str]
    """What variables hold at first."""
    comment: str
    body: list[Node]

    @property
    def lines(self) -> int:
        """About as many as its text has."""
        own = sum(LINES.get(type(node), 1) + (bool(node.other) if isinstance(node, If) else 0) for node in nodes(self.body))
        return own + len(self.starts) + 2 + sum(len(helper.lines()) for helper in self.helpers)

    def text(self, returned: str) -> str:
        """The program, which returns an expression."""
        lines = [line for helper in self.helpers for line in helper.lines()]
        lines.append(f"def {self.entry}({', '.join(filter(None, (self.items, self.limit, self.word)))}):")
        lines += [f"{INDENT}{name} = {start}" for name, start in self.starts.items()]
        if self.comment:
            lines.append(f"{INDENT}# {self.comment}")
        _show(self.body, INDENT, lines)
        lines.append(f"{INDENT}return {returned}")
        return "\n".join(lines) + "\n"


def _show(nodes: list[Node], indent: str, lines: list[str]) -> None:
    for node in nodes:
        match node:
            case Add(name, sign, value):
                lines.append(f"{indent}{name} {sign}= {value}")
            case Mix(name, times, number, modulus):
                lines.append(f"{indent}{name} = ({name} * {times} + {number}) % {modulus}")
            case Bound(name, how, number):
                lines.append(f"{indent}{name} = {how.replace('{}', f'{name} - {number}')}")
            case Keep(name, where, value):
                lines.append(f"{indent}{name}.{where}{value})")
            case Pop(name, most, total, first):
                lines.append(f"{indent}if len({name}) > {most}:")
                lines.append(f"{indent}{INDENT}{total} += {name}.pop({'0' if first else ''})")
            case Count(name, number, modulus, by):
                lines.append(f"{indent}key = {number} % {modulus}")
                lines.append(f"{indent}{name}[key] = {name}.get(key, 0) + {by}")
            case Write(name, new, modulus, front):
                shown = f"str({new} % {modulus})" if modulus else new
                lines.append(f"{indent}{name} = {shown} + {name}" if front else f"{indent}{name} += {shown}")
            case Continue():
                lines.append(f"{indent}continue")
            case If():
                _show_choice(node, indent, lines)
            case Loop():
                lines += [indent + line for line in _heads(node)]
                _show(node.body, indent + INDENT, lines)
                if node.kind == "down":
                    lines.append(f"{indent}{INDENT}{node.name} -= {node.times}")
            case Halve(name, above, other, by):
                lines.append(f"{indent}while {name} > {above}:")
                lines.append(f"{indent}{INDENT}{name} = {name} // 2")
                lines.append(f"{indent}{INDENT}{other} += {by}")


def _show_choice(node: If, indent: str, lines: list[str]) -> None:
    """`if`, and what else; a choice that is all there is behind `else` is an `elif`."""
    word = "if"
    while True:
        lines.append(f"{indent}{word} {node.test}:")
        _show(node.body, indent + INDENT, lines)
        if other := node.chained:
            node, word = other, "elif"
            continue
        if node.other:
            lines.append(f"{indent}else:")
            _show(node.other, indent + INDENT, lines)
        return


def _heads(loop: Loop) -> list[str]:
    """The first lines of a loop."""
    name, element = loop.name, loop.element
    match loop.kind:
        case "index":
            return [f"for {loop.i} in range(len({name})):", f"{INDENT}{element} = {name}[{loop.i}]"]
        case "enumerate":
            return [f"for {loop.i}, {element} in enumerate({name}):"]
        case "sorted":
            return [f"for {element} in sorted({name}):"]
        case "[::-1]":
            return [f"for {element} in {name}[::-1]:"]
        case "letters":
            return [f"for ch in {name}:", f"{INDENT}{element} = ord(ch) % 7"]
        case "range":
            return [f"for {element} in range({loop.times}):"]
        case "down":
            return [f"while {name} > 0:"]
        case _:
            return [f"for {element} in {name}:"]


LINES = {Pop: 2, Count: 2, Halve: 3}
"""Those of statements that have more than one, without what is within."""


def nodes(body: list[Node]) -> list[Node]:
    """All statements, those within others too."""
    found: list[Node] = []
    for node in body:
        found.append(node)
        kind = type(node)
        if kind is If:
            found += nodes(node.body)  # type: ignore[union-attr]
            found += nodes(node.other)  # type: ignore[union-attr,arg-type]
        elif kind is Loop:
            found += nodes(node.body)  # type: ignore[union-attr]
    return found


def all_reads(body: list[Node]) -> set[str]:
    """What statements and those within them read."""
    return {name for node in nodes(body) for name in reads(node)}


def all_changed(body: list[Node]) -> set[str]:
    """What statements and those within them change."""
    return {name for node in nodes(body) for name in changed(node)}


def reads(node: Node) -> Sequence[str]:
    """Numbers and lists that a statement reads, other than for its own change."""
    return READS[type(node)](node)


def changed(node: Node) -> Sequence[str]:
    """Variables that a statement changes, but those of loops."""
    return CHANGED[type(node)](node)


READS: dict[type, Callable[[Any], Sequence[str]]] = {
    Add: lambda node: node.value,
    Keep: lambda node: node.value,
    Mix: lambda node: (node.number,),
    Bound: lambda node: (node.number,),
    Write: lambda node: (node.new,),
    Count: lambda node: (node.number, node.by),
    Pop: lambda node: (node.name,),
    Halve: lambda node: (node.name,),
    If: lambda node: (node.test.left.name, node.test.left.by, node.test.right, node.test.kept if node.test.few else ""),
    Loop: lambda node: (node.name, node.times.partition(" ")[0]),
    Continue: lambda node: (),
}
CHANGED: dict[type, Callable[[Any], Sequence[str]]] = {
    **dict.fromkeys((Add, Keep, Mix, Bound, Write, Count), lambda node: (node.name,)),
    Pop: lambda node: (node.name, node.total),
    Halve: lambda node: (node.name, node.other),
    **dict.fromkeys((If, Loop, Continue), lambda node: ()),
}
