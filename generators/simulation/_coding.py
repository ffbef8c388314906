"""Drafts of programs as rows of numbers, which the kernel runs."""

from array import array
from typing import Any, NamedTuple

import numpy as np

from synth.generators.simulation._tree import (
    LAST,
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

ADD, SUBTRACT, MIX, BOUND, FRONT, BACK, POP, COUNT, WRITE, TEST, GO, BEGIN, NEXT, WHILE, HALVE, END = range(16)
FORMS = {"": 1, "+": 2, "*": 3, "%": 4, "-": 5, "abs": 6, "call": 7}
SIGNS = {"<": 0, "<=": 1, ">": 2, ">=": 3, "==": 4, "!=": 5, "in": 6}
BOUNDS = {"max(0, {})": 0, "min(9, {})": 1, "abs({})": 2}
WEIGHTS = {"index": 1, "[::-1]": 1, "sorted": 2, "enumerate": 3}
"""What loops over the input cost before they begin: `_kernel.weighed`."""
LISTS = {"index": 0, "enumerate": 0, "": 0, "[::-1]": 1, "sorted": 2, "letters": 3, "kept": 4, "range": 5}
HELPERS = {"rest": 0, "divide": 1, "shift": 2, "digits": 3}
LAST_DIGIT, UNDIVIDED, SUMMED = 4, 5, 6
"""What becomes of `digits` without going round, of `rest` and of `digits` without their remainders."""
CODES = 6
"""A loop over the letters of a word that takes their codes as they are."""
WHOLE = -1
"""In place of what a remainder is taken by: the number itself is counted under, or written."""
ZEROS = 0, 0, 0, 0
SPARE = 24
"""Places for constants that are not yet in a draft."""


class Coded(NamedTuple):
    """A draft as rows of numbers: kind, four numbers, where it jumps to, an expression of three, steps."""

    rows: Any
    start: Any
    """What variables and constants hold at first."""
    helpers: Any
    slots: dict[str, int]
    """The place of each variable and constant."""
    free: list[int]
    """Places that none has yet."""
    sites: list[tuple[Condition | Pop | Helper | Loop | Halve, str]]
    """What has a condition, and which of them: `few` or nothing."""
    tests: dict[Condition, int]
    """The rows of conditions."""
    elifs: list[tuple[int, int]]
    """For each `elif`, the row that leads past it, and the one of its condition."""
    whiles: list[int]
    """The rows that lead back to a `while`."""

    def changed(self, test: Condition) -> bool:
        """Puts another condition in the place of the one that was there; whether there is room for its constants."""
        missing = [name for name in (test.left.name, test.left.by, test.right) if name and test.sign != "in" and name not in self.slots]
        if len(missing) > len(self.free):
            return False
        for name in missing:
            place = self.slots[name] = self.free.pop()
            self.start[place] = int(name)
        row, left = self.rows[self.tests[test]], test.left
        row[1:4] = SIGNS[test.sign], self.slots[test.right] if test.sign != "in" else -1, test.few
        row[6:9] = FORMS[left.form], self.slots[left.name], self.slots[left.by] if left.by else 0
        return True


class _Coder:
    """Turns a draft into rows."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.rows: list[int] = []
        self.many = 0
        self.slots: dict[str, int] = {}
        self.start: list[int] = []
        self.sites: list[tuple[Any, str]] = []
        self.tests: dict[Condition, int] = {}
        self.elifs: list[tuple[int, int]] = []
        self.whiles: list[int] = []
        self.helpers = {helper.name: place for place, helper in enumerate(draft.helpers)}

    def slot(self, name: str) -> int:
        """Where a variable stands, or a number that is written out."""
        known = self.slots.get(name)
        if known is None:
            known = self.slots[name] = len(self.start)
            self.start.append(int(name) if name.lstrip("-").isdigit() else 0)
        return known

    def own(self) -> int:
        """A place that no variable has."""
        self.start.append(0)
        return len(self.start) - 1

    def site(self, owner: Condition | Pop | Helper | Loop | Halve, part: str = "") -> int:
        self.sites.append((owner, part))
        return len(self.sites) - 1

    def put(self, kind: int, *numbers: int, value: Value | None = None, steps: int = 1) -> int:
        """A row; the place where it jumps to comes later."""
        form = by = of = 0
        if value:
            sign, name, other = value
            form, of = FORMS[sign], self.slot(name)
            by = self.helpers[other] if sign == "call" else self.slot(other) if other else 0
        self.rows += (kind, *numbers, *ZEROS[len(numbers) :], 0, form, of, by, steps)
        self.many += 1
        return self.many - 1

    def jump(self, row: int, to: int) -> None:
        self.rows[10 * row + 5] = to

    def block(self, body: list[Node], on: int) -> None:
        """on: where `continue` leads."""
        for node in body:
            CODED[type(node)](self, node, on)

    def add(self, node: Add, on: int) -> None:
        self.put(ADD if node.sign == "+" else SUBTRACT, self.slot(node.name), value=node.value)

    def mix(self, node: Mix, on: int) -> None:
        self.put(MIX, self.slot(node.name), node.times, node.modulus, value=Value("", node.number))

    def bound(self, node: Bound, on: int) -> None:
        how = BOUNDS.get(node.how, 3 if node.how.startswith("max") else 4)
        self.put(BOUND, self.slot(node.name), how, value=Value("", node.number))

    def keep(self, node: Keep, on: int) -> None:
        self.put(BACK if node.where == LAST else FRONT, value=node.value)

    def pop(self, node: Pop, on: int) -> None:
        self.put(POP, self.slot(node.total), node.most, node.first, self.site(node))

    def count(self, node: Count, on: int) -> None:
        self.put(COUNT, node.modulus, self.slot(node.by), value=Value("", node.number), steps=2)

    def write(self, node: Write, on: int) -> None:
        if node.new[0] == "'":
            self.put(WRITE, 0, node.front, ord(node.new[1]))
        else:
            self.put(WRITE, node.modulus, node.front, value=Value("", node.new))

    def go_on(self, node: Continue, on: int) -> None:
        self.jump(self.put(GO), on)

    def choose(self, node: If, on: int) -> None:
        test = node.test
        if test.few:
            self.site(test, "few")  # just before its own, as the kernel expects
        right = -1 if test.sign == "in" else self.slot(test.right)
        row = self.tests[test] = self.put(TEST, SIGNS[test.sign], right, test.few, self.site(test), value=test.left)
        self.block(node.body, on)
        if node.other:
            end = self.put(GO, steps=0)
            self.jump(row, self.many)
            if node.chained:
                self.elifs.append((end, end + 1))
            self.block(node.other, on)
            row = end
        self.jump(row, self.many)

    def loop(self, node: Loop, on: int) -> None:
        if node.kind == "down":
            name = self.slot(node.name)
            row = self.put(WHILE, name, 0, -1)
            self.block(node.body, row)
            self.put(SUBTRACT, name, value=Value("", node.times))
            self.back(row)
            return
        counter, bound, kind = self.own(), self.own(), LISTS[node.kind]
        if node.kind != "range":
            times = None
        elif node.times.isdigit():
            times = Value("", node.times)
        else:
            times = Value("%", node.times.partition(" ")[0], "3")
        more = WEIGHTS.get(node.kind, times is not None and times.form == "%")
        self.put(BEGIN, counter, bound, kind, more, value=times)
        site = self.site(node) if node.kind == "kept" else -1
        extra = 1 if node.kind in ("index", "letters") else 0
        i = self.slot(node.i) if node.i else self.slot("ch") if node.kind == "letters" else -1
        row = self.put(NEXT, counter, self.slot(node.element), i, site, steps=1 + extra)
        self.rows[10 * row + 6], self.rows[10 * row + 7] = kind, bound
        self.block(node.body, row)
        self.jump(self.put(GO, steps=0), row)
        self.jump(row, self.many)

    def halve(self, node: Halve, on: int) -> None:
        name = self.slot(node.name)
        row = self.put(WHILE, name, node.above, self.site(node))
        self.put(HALVE, name)
        self.put(ADD, self.slot(node.other), value=Value("", str(node.by)))
        self.back(row)

    def back(self, row: int) -> None:
        """The end of a `while`."""
        self.whiles.append(self.put(GO, steps=0))
        self.jump(self.whiles[-1], row)
        self.jump(row, self.many)


CODED: dict[type, Any] = {
    Add: _Coder.add, Mix: _Coder.mix, Bound: _Coder.bound, Keep: _Coder.keep, Pop: _Coder.pop, Count: _Coder.count, Write: _Coder.write,
    Continue: _Coder.go_on, If: _Coder.choose, Loop: _Coder.loop, Halve: _Coder.halve,
}  # fmt: skip


def coded(draft: Draft) -> Coded:
    """A draft, ready to be run."""
    coder = _Coder(draft)
    coder.slot(draft.limit)
    helpers = [[HELPERS[one.kind], one.a, one.b, one.c, coder.site(one) if one.kind in ("divide", "shift") else 0] for one in draft.helpers]
    for name, start in draft.starts.items():
        if start[0] not in "[{'":
            coder.put(ADD, coder.slot(name), value=Value("", start))
        elif start[0] == "'" and len(start) > 2:
            coder.put(WRITE, 0, 0, ord(start[1]))
        else:
            coder.jump(coder.put(GO), coder.many)
    coder.block(draft.body, 0)
    coder.put(END, steps=2)  # the call and the return
    rows = np.frombuffer(array("q", coder.rows), np.int64).reshape(coder.many, 10)  # in a fifth of the time that a list takes
    free = [len(coder.start) + place for place in range(SPARE)]
    first = np.frombuffer(array("q", coder.start + [0] * SPARE), np.int64)
    return Coded(
        rows, first, np.array(helpers or [[0] * 5], np.int64), coder.slots, free, coder.sites, coder.tests, coder.elifs, coder.whiles
    )
