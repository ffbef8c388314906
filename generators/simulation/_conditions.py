"""Conditions of a draft that never change over many inputs get other constants, or speak of something else; where that does not help, they
go, and with them what is never done."""

from typing import Any, NamedTuple

from synth.generators.simulation import _kernel
from synth.generators.simulation._coding import Coded, coded
from synth.generators.simulation._kernel import Seen
from synth.generators.simulation._tree import (
    LAST,
    Add,
    Condition,
    Continue,
    Draft,
    Helper,
    If,
    Keep,
    Loop,
    Node,
    Value,
    all_changed,
    all_reads,
    nodes,
)
from synth.generators.simulation._writer import Writer

RUNS = 40
"""Inputs, drawn at random."""
ROUNDS = 9
"""How often a draft is run and changed."""
TRIES = 2
"""How often a condition is changed before it goes."""
SHORTEST, LONGEST = 3, 14
"""Numbers of an input."""


class Tried(NamedTuple):
    """A draft whose conditions change, and inputs for which it takes the wanted number of steps."""

    writer: Writer
    draft: Draft
    code: Coded
    seen: Seen
    length: int
    inputs: tuple[Any, Any, Any, Any]
    """Lists, numbers, words and their lengths, a row a run."""

    def arguments(self, run: int) -> list[Any]:
        numbers, limits, words, letters = self.inputs
        found: list[Any] = [numbers[run, : self.length].tolist(), int(limits[run])]
        if self.draft.word:
            found.append("".join(map(chr, words[run, : letters[run]].tolist())))
        return found


def mended(writer: Writer, draft: Draft) -> Tried | None:
    """The draft with other conditions where need be; None where that comes to nothing."""
    low, high = writer.style.steps
    length = writer.between(5, 8)
    seed = int(writer.random() * 2**53)
    code = None
    for _ in range(ROUNDS):
        if code is None:
            tidied(writer, draft)
            code = coded(draft)
        seen, *inputs = _kernel.surveyed(code, seed, length, RUNS, (low, high))
        if not seen.whole:
            return None
        other = max(SHORTEST, min(LONGEST, round(length * (low + high) / (2 * seen.mean))))
        if other != length and not low <= seen.mean <= high:
            length = other
            seen, *inputs = _kernel.surveyed(code, seed, length, RUNS, (low, high))
            if not seen.whole:
                return None
        if not (mends := improved(writer, draft, code, seen)):
            return Tried(writer, draft, code, seen, length, (inputs[0], inputs[1], inputs[2], inputs[3])) if seen.fitting else None
        if mends[0] or not all(map(code.changed, mends[1])):
            code = None
    return None


def improved(writer: Writer, draft: Draft, code: Coded, seen: Seen) -> tuple[bool, list[Condition]] | None:
    """Changes conditions that never changed, or lets them go: whether statements are others now, and which conditions. None where all
    change."""
    met = seen.found.sum(axis=1).tolist() if seen.stuck else []
    # what is never met goes with what is around it, or when that is all there is
    some = [site for site in seen.stuck if met[site]] or seen.stuck
    gone: dict[Any, bool | None] = {}
    exchanged: list[Condition] = []
    others = False
    for site in some:
        owner, part = code.sites[site]
        holds = bool(seen.found[site, 1]) if met[site] else None
        if isinstance(owner, Loop) and holds:
            continue  # one that has always something to go over
        if isinstance(owner, Condition):
            owner.tries += 1
            if part:
                owner.few = 0
                others = True  # its place among the conditions is gone
            elif owner.tries <= TRIES and exchange(writer, draft, owner, seen.values[site, : min(met[site], _kernel.SEEN)].tolist()):
                exchanged.append(owner)
            else:
                gone[owner] = holds
        elif isinstance(owner, Helper):
            owner.kind, owner.a, owner.c, owner.comment = "rest", writer.between(2, 4), writer.pick((5, 7, 11, 13)), False
            others = True
        else:
            gone[owner] = holds
    if gone:
        draft.body = without(draft.body, gone)
    others = others or bool(gone)
    return (others, exchanged) if others or exchanged else None


def exchange(writer: Writer, draft: Draft, test: Condition, values: list[int]) -> bool:
    """Lets a comparison have a constant that some of its values pass and some do not, or speak of something else. values: of its left side,
    of what a remainder is taken of where it is one."""
    name, sign = test.left.name, test.sign
    ordered = sorted(values)
    different = len(set(ordered)) > 1
    if different and (sign in ("==", "in") or writer.random() < 0.3):
        for modulus in writer.rng.sample((2, 3, 4), 3):
            rests = sorted({value % modulus for value in ordered})
            if len(rests) > 1:
                test.left, test.sign, test.right = Value("%", name, str(modulus)), "==", str(writer.pick(rests))
                return True
    if different:
        quarter = len(ordered) // 4
        middle = ordered[writer.between(quarter, len(ordered) - 1 - quarter)]
        if sign not in ("<", ">", "<="):
            sign = writer.pick(("<", ">"))
        number = max(middle, ordered[0] + 1) if sign == "<" else min(middle, ordered[-1] - 1)
        if number >= 0:
            test.left, test.sign, test.right = Value("", name), sign, str(number)
            return True
    spoken = around(draft.body, test) or set()
    numbers = [
        number
        for number in test.numbers
        if number not in spoken and number != name and (number in draft.starts or number not in writer.totals)
    ]
    if not numbers:
        return False
    other = writer.pick(numbers)
    if writer.random() < 0.5 and other != "j":
        new = writer.rest(other)
    else:
        new = Condition(Value("", other), writer.pick(("<", ">")), writer.constant(other))
    test.left, test.sign, test.right, test.few = new.left, new.sign, new.right, 0
    return True


def around(body: list[Node], test: Condition) -> set[str] | None:
    """The numbers that the conditions around one speak of, and those within it; None where it is not there."""
    for node in body:
        if isinstance(node, If):
            if node.test is test:
                return {one.test.left.name for one in nodes([*node.body, *node.other]) if isinstance(one, If)}
            for part in (node.body, node.other):
                if (found := around(part, test)) is not None:
                    return found | {node.test.left.name, node.test.right}
        elif isinstance(node, Loop) and (found := around(node.body, test)) is not None:
            return found
    return None


def without(body: list[Node], gone: dict[Any, bool | None]) -> list[Node]:
    """The statements, with what is done in place of a condition that always holds, or never."""
    found: list[Node] = []
    for node in body:
        if isinstance(node, If):
            node.body, node.other = without(node.body, gone), without(node.other, gone)
            if node.test in gone:
                found += node.body if gone[node.test] else node.other
                continue
        elif isinstance(node, Loop):
            node.body = without(node.body, gone)
        if node not in gone:
            found.append(node)
    return found


def tidied(writer: Writer, draft: Draft) -> None:
    """Sees to it that what is written is used, and what is read changes."""
    draft.body = _swept(writer, draft, draft.body, False, True)
    every, read, moved = nodes(draft.body), all_reads(draft.body), all_changed(draft.body)
    passes = [node for node in every if isinstance(node, Loop) and node.name == draft.items]
    for name in [name for name in draft.starts if name not in moved]:
        if name not in read:
            del draft.starts[name]
            continue
        if draft.starts[name] == "[]":
            by = writer.pick((Value("%", writer.element, str(writer.between(3, 7))), Value("-", writer.element, draft.limit)))
            new: Node = Keep(name, LAST, by)
        else:
            by = Value("", writer.pick((writer.element, str(writer.between(1, 4)))))
            new = Add(name, "+", by)
        passes[0].body.append(new)
        read.update(by)
    for node in every:
        if isinstance(node, Loop) and node.name and node.element and node.element not in all_reads(node.body):
            node.body.append(Add(_total(writer, draft), "+", Value("", node.element)))
    draft.helpers = [helper for helper in draft.helpers if helper.name in read]
    if draft.word not in read:
        draft.word = ""
    for node in passes:
        if node.kind == "enumerate" and "i" not in all_reads(node.body):
            node.kind, node.i = "", ""
            for one in nodes(node.body):
                if isinstance(one, If):
                    one.test.numbers = [number for number in one.test.numbers if number != "i"]
    if draft.limit not in read and draft.limit not in draft.starts.values():
        for name, start in draft.starts.items():
            if start.isdigit():
                draft.starts[name] = draft.limit
                break


def _swept(writer: Writer, draft: Draft, body: list[Node], follows: bool, whole: bool) -> list[Node]:
    """Without choices and loops that do nothing, and without `continue` where nothing comes behind it. follows: whether something does;
    whole: whether these are the loops of the program, of which none goes."""
    found: list[Node] = []
    for place, node in enumerate(body):
        later = follows or place < len(body) - 1
        if isinstance(node, Continue) and (not later or place == 0):
            continue
        if isinstance(node, If):
            node.body, node.other = _swept(writer, draft, node.body, later, False), _swept(writer, draft, node.other, later, False)
            if not node.body and not node.other:
                continue
            if not node.body:
                node.body.append(_small(writer, draft))
        elif isinstance(node, Loop):
            node.body = _swept(writer, draft, node.body, False, False)
            if not node.body:
                if not whole or node.name != draft.items:
                    continue
                node.body.append(_small(writer, draft))
        found.append(node)
    return found


def _small(writer: Writer, draft: Draft) -> Node:
    """A change of a total."""
    return Add(_total(writer, draft), "+", Value("", str(writer.between(1, 4))))


def _total(writer: Writer, draft: Draft) -> str:
    """A total that there is."""
    totals = [name for name in writer.totals if name in draft.starts]
    if not totals:
        draft.starts = {writer.totals[0]: "0"} | draft.starts
    return writer.pick(totals or writer.totals[:1])
