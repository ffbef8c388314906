"""Derivations of impartial games: numbered lines with the values of piles, their sum in Nim, and what each pile has to become.

`S4: g_A(3) = mex{0, 1} = 2` is sound when the set holds just the values of what a move makes of 3 stones in pile A, all of them known by
then. Values are known for a rule, so piles with the same rule share them. Three rules have formulas, which one line may use. The sum of
all piles' values, and for each pile the value that it has to become and the moves that do that, prove the answer; nothing short of that
is paid."""

import re
from collections.abc import Callable, Sequence
from functools import reduce
from operator import xor
from typing import TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers import derivation
from synth.verifiers.math.impartial_games.piles import LARGEST, LETTERS, Kind, Pile, moves, values
from synth.verifiers.parsers.steps import Step

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Let g_A(n) be the Grundy value of n stones in pile A. First work out the \
values that are needed: each line lists the values of the positions that one move leads to, all known from earlier lines, and takes mex, \
the least number 0, 1, 2, ... that is not among them. Piles with the same rule share their values:
S1: g_A(0) = mex{} = 0
S2: g_A(1) = mex{0} = 1
Where any number may be taken, write "g_A(7) = 7" at once; where at most k may be taken, use the remainder, "g_B(7) = 7 mod 4 = 3" for \
k = 3; where an odd number is taken, "g_C(7) = 7 mod 2 = 1". Then combine the values of all piles in their order, and say for each pile \
to which value it has to be brought and which of its moves do that:
S3: 7 xor 3 xor 1 = 5
S4: A: 7 xor 5 = 2 -> A5
S5: B: 3 xor 5 = 6 -> none
If the combined value is 0, no line about single piles is needed.
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行。用 g_A(n) 表示 A 堆有 n 颗石子时的 SG 值。先求出需要的值：每行列出走一步能到达的各个局面的值\
（都已在前面各行求出），再取 mex，即不在其中的最小的非负整数。规则相同的堆共用这些值：
S1: g_A(0) = mex{} = 0
S2: g_A(1) = mex{0} = 1
可以取任意颗的堆直接写“g_A(7) = 7”；最多取 k 颗的堆用余数，例如 k = 3 时写“g_B(7) = 7 mod 4 = 3”；\
只能取奇数颗的堆写“g_C(7) = 7 mod 2 = 1”。\
然后按顺序把所有堆的值异或起来，异或写成 ⊕；再对每一堆写出它应当变成的值，以及能做到这一点的走法：
S3: 7 ⊕ 3 ⊕ 1 = 5
S4: A: 7 ⊕ 5 = 2 -> A5
S5: B: 3 ⊕ 5 = 6 -> 无
如果异或的结果是 0，就不必再写各堆的行。
""",
}

_SIGNS = str.maketrans("（）：，；＝｛｝⊕→⇒、", "():,;={}^>>,", "_\\$ ")
_WORDS = re.compile(r"operatorname\{(mex)\}|(?:rm|text|mathrm)\{(mex)\}", re.ASCII)
_XOR = re.compile(r"xor|oplus|XOR", re.ASCII)
_ARROW = re.compile(r"->|=>|rightarrow|Rightarrow|implies|(?<!-)>")
_VALUE = re.compile(r"g([A-F])\((\d{1,2})\)", re.ASCII)
_MEX = re.compile(r"mex[{(]([^{}]{0,600})[})]", re.ASCII)
_FORMULA = re.compile(r"(\d{1,2})(?:mod|%)(\d{1,2})", re.ASCII)
_NUMBER = re.compile(r"\d{1,3}", re.ASCII)
_MOVES = re.compile(r"([A-F]):(.{1,80})>((?:[A-F]\d{1,2},?)+|none|无|-)", re.ASCII)
_NONE = ("none", "无", "-")

P = TypeVar("P")
Rule = tuple[Kind, tuple[int, ...]]


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], piles: Sequence[Pile]) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT. verify: judges the final answer.

    Reasons, of the first wrong line: format (it is none of these), unknown (it uses a value that is not worked out), followers (its set is
    not that of the moves), value (its sides differ), moves (others do it). Then missing (no lines), milestone (the sum or a pile is left
    open), answer (the final answer is refused)."""
    return derivation.judge(problem, completion, verify, lambda steps: _Table(piles).read(steps))


def proven(completion: str, piles: Sequence[Pile]) -> Proven:
    """Whether the lines before the first wrong one prove the right answer; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, lambda steps: _Table(piles).read(steps))


def modulus(pile: Pile) -> int:
    """By what the stones' remainder is their value; 0 where there is no such formula."""
    return {"upto": pile.numbers[0] + 1 if pile.numbers else 0, "odd": 2}.get(pile.kind, 0)


class _Table:
    """What is known, line by line."""

    def __init__(self, piles: Sequence[Pile]) -> None:
        self.piles = dict(zip(LETTERS, piles, strict=False))
        self.known: dict[Rule, set[int]] = {_rule(pile): set() for pile in piles}
        self.right = [_value(pile, pile.size) for pile in piles]
        self.total = reduce(xor, self.right)
        self.combined = False
        self.settled: set[str] = set()

    def read(self, steps: Sequence[Step]) -> derivation.Reading:
        for number, step in enumerate(steps):
            claim = _WORDS.sub(r"\1\2", step.claim.translate(_SIGNS))
            if reason := self._line(_ARROW.sub(">", _XOR.sub("^", claim)).rstrip(".。")):
                return derivation.Reading(number, reason, self._arrived())
        return derivation.Reading(len(steps), "", self._arrived())

    def _arrived(self) -> bool:
        return self.combined and (self.total == 0 or self.settled == self.piles.keys())

    def _line(self, claim: str) -> str:
        if found := _MOVES.fullmatch(claim):
            return self._moves(found[1], found[2].split("="), found[3])
        sides = claim.split("=")
        if len(sides) < 2 or len(claim) > 1_000:
            return "format"
        about = _VALUE.fullmatch(sides[0])
        return self._worth(about[1], int(about[2]), sides[1:]) if about else self._sum(sides)

    def _knows(self, pile: Pile, stones: int) -> bool:
        return stones in self.known[_rule(pile)]

    def _worth(self, letter: str, stones: int, sides: list[str]) -> str:
        """A value, by the positions that it leads to or by a formula."""
        pile = self.piles.get(letter)
        if pile is None or not _NUMBER.fullmatch(sides[-1]):
            return "format"
        if stones > max(other.size for other in self.piles.values() if _rule(other) == _rule(pile)):
            return "unknown"
        right, shown = _value(pile, stones), self._knows(pile, stones)
        for side in sides[:-1]:
            if found := _MEX.fullmatch(side):
                read = [self._read(part) for part in found[1].split(",")] if found[1] not in ("", "∅") else []
                if None in read:
                    return "unknown"
                reached = [stones - taken for taken in moves(*_rule(pile), stones)]
                if not all(self._knows(pile, rest) for rest in reached):
                    return "unknown"
                if set(read) != {_value(pile, rest) for rest in reached}:
                    return "followers"
                shown = True
            elif found := _FORMULA.fullmatch(side):
                if int(found[1]) != stones or not modulus(pile) or int(found[2]) != modulus(pile):
                    return "value"
                shown = True
                self.known[_rule(pile)] |= {*range(LARGEST + 1)}
            else:
                return "format"
        if int(sides[-1]) != right:
            return "value"
        if pile.kind == "any":
            self.known[_rule(pile)] |= {*range(LARGEST + 1)}
        elif not shown:
            return "unknown"
        self.known[_rule(pile)].add(stones)
        return ""

    def _read(self, text: str) -> int | None:
        """A number, or a value that is known."""
        if _NUMBER.fullmatch(text):
            return int(text)
        found = _VALUE.fullmatch(text)
        pile = self.piles.get(found[1]) if found else None
        return _value(pile, int(found[2])) if found and pile and self._knows(pile, int(found[2])) else None

    def _sum(self, sides: list[str]) -> str:
        """The sum in Nim of all piles."""
        read = [[self._read(part) for part in side.split("^")] for side in sides]
        if not all(self._knows(pile, pile.size) for pile in self.piles.values()):
            return "unknown"
        if len(read[-1]) > 1 or any(part is None for side in read for part in side):
            return "format"
        numbers = [[part for part in side if part is not None] for side in read]
        if not re.fullmatch(r"\d{1,3}", sides[-1]) or any(sorted(side) != sorted(self.right) for side in numbers[:-1]):
            return "value"
        if numbers[-1][0] != self.total:
            return "value"
        self.combined = True
        return ""

    def _moves(self, letter: str, sides: list[str], listed: str) -> str:
        """What a pile has to become, and its moves that do that."""
        pile = self.piles.get(letter)
        if pile is None or len(sides) != 2:
            return "format"
        if not self.combined:
            return "unknown"
        own = _value(pile, pile.size)
        if sorted(self._read(part) or 0 for part in sides[0].split("^")) != sorted((own, self.total)) or sides[1] != str(own ^ self.total):
            return "value"
        after = [(taken, pile.size - taken) for taken in moves(*_rule(pile), pile.size)]
        if not all(self._knows(pile, rest) for _, rest in after):
            return "unknown"
        right = [f"{letter}{taken}" for taken, rest in after if _value(pile, rest) == own ^ self.total]
        said = [] if listed in _NONE else listed.rstrip(",").split(",")
        if sorted(said) != sorted(right):
            return "moves"
        self.settled.add(letter)
        return ""


def _rule(pile: Pile) -> Rule:
    return pile.kind, pile.numbers


def _value(pile: Pile, stones: int) -> int:
    return values(pile.kind, pile.numbers, max(stones, pile.size))[stones]
