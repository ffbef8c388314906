"""Impartial games: all first moves that win a game on several piles, each with its own rule of what may be taken; the last move wins.

Refused for the first of: format (not a list of pile letters with numbers, nor `none`), move (a move that its pile does not allow, or one
listed twice), losing (a move that does not win), missing (a winning move is left out). By the theorem of Sprague and Grundy a move wins
if it makes the exclusive or of the piles' values zero, where a pile's value is the least number that none of its followers has."""

import re
from functools import reduce
from operator import xor
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.math.impartial_games import derivation
from synth.verifiers.math.impartial_games.derivation import TRACE_FORMAT
from synth.verifiers.math.impartial_games.piles import LETTERS, Kind, Pile, moves, values
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

__all__ = [
    "EXAMPLES",
    "LETTERS",
    "TRACE_FORMAT",
    "ImpartialGames",
    "Kind",
    "Pile",
    "moves",
    "proven",
    "values",
    "verify",
    "verify_trace",
    "winning",
]


class ImpartialGames(Problem, frozen=True):
    piles: Annotated[tuple[Pile, ...], Meta(min_length=1, max_length=len(LETTERS))]
    """In the order of their letters."""


@kept
def winning(problem: ImpartialGames) -> frozenset[tuple[int, int]]:
    """Pairs of a pile's place and what to take from it."""
    tables = [values(pile.kind, pile.numbers, pile.size) for pile in problem.piles]
    total = reduce(xor, (table[-1] for table in tables))
    return frozenset(
        (place, taken)
        for place, (pile, table) in enumerate(zip(problem.piles, tables, strict=True))
        for taken in moves(pile.kind, pile.numbers, pile.size)
        if table[pile.size - taken] == total ^ table[-1]
    )


_NONE = re.compile(r"(?:none|(?:there (?:is|are) )?(?:none|no (?:such |winning )?(?:first )?moves?(?: wins?)?))")
_TAKEN_ZH = "集合为 集合是 集合 堆 取走 取 拿走 拿 颗石子 颗 枚石子 枚 个石子 石子 从 在 中 里 第一步 先手"
_WINNING_ZH = "必胜的走法 必胜的走法是 必胜走法 获胜的走法 必胜的第一步 必胜的第一步是 获胜的第一步 获胜的第一步是"
_ZH = dict.fromkeys(f"{_TAKEN_ZH} {_WINNING_ZH}".split(), "pile")
_NONE_ZH = dict.fromkeys(
    "没有必胜的走法 没有获胜的走法 没有必胜走法 没有必胜的第一步 没有获胜的第一步 没有这样的走法 无必胜走法".split(), "none"
)
_CHINESE = Reader(WORDS | _ZH | _NONE_ZH)
_IDLE = frozenset(
    "pile piles take takes taking remove removes removing stone stones from in and or the only winning first move moves set are is".split()
)
_SIGNS = re.compile(r"[\s,;:.()\[\]{}\"'`*_|=\-–→>&#$\\]*")
_TOKEN = re.compile(r"[a-z]+|\d+")
_NUMBER = re.compile(r"(?m)^[ \t]*\d{1,2}[.)][ \t]+(?=[A-Za-z*])")
"""Of a numbered list."""
MAX_ANSWER = 1_000


def read(answer: str) -> list[tuple[int, int]] | None:
    """The moves listed, as places and numbers; empty for `none`."""
    text = " ".join(_NUMBER.sub("", plain(answer, _CHINESE)).lower().rstrip(".").split())
    if _NONE.fullmatch(text):
        return []
    if len(text) > MAX_ANSWER or ">=" in text or not _SIGNS.fullmatch(_TOKEN.sub("", text)):
        return None
    said = [token for token in _TOKEN.findall(text) if token not in _IDLE]
    if not said or len(said) % 2 or (said[0].isdigit() and "from" not in text):
        return None
    firsts, seconds = said[::2], said[1::2]
    letters, numbers = (seconds, firsts) if firsts[0].isdigit() else (firsts, seconds)
    if not all(letter.upper() in tuple(LETTERS) for letter in letters) or not all(n.isdigit() and len(n) < 4 for n in numbers):
        return None
    return [(LETTERS.index(letter.upper()), int(number)) for letter, number in zip(letters, numbers, strict=True)]


def verify(problem: ImpartialGames, answer: str) -> Verdict:
    found = read(answer)
    if found is None:
        return refuse("format")
    for place, taken in found:
        pile = problem.piles[place] if place < len(problem.piles) else None
        if pile is None or taken not in moves(pile.kind, pile.numbers, pile.size):
            return refuse("move")
    if len(set(found)) < len(found):
        return refuse("move")
    right = winning(problem)
    if not right.issuperset(found):
        return refuse("losing")
    return ACCEPT if right == set(found) else refuse("missing")


def verify_trace(problem: ImpartialGames, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `derivation.judge`."""
    return derivation.judge(problem, completion, verify, problem.piles)


def proven(problem: ImpartialGames, completion: str) -> Proven:
    """Whether the derivation settles every pile; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, problem.piles)


_NIM = ImpartialGames((Pile(3, "any", ()), Pile(4, "any", ()), Pile(5, "any", ())))  # 3 ^ 4 ^ 5 = 2: 3 -> 1
_LOST = ImpartialGames((Pile(6, "upto", (2,)), Pile(9, "upto", (2,))))  # multiples of three
_MIXED = ImpartialGames((Pile(5, "upto", (3,)), Pile(2, "any", ()), Pile(1, "odd", ())))  # values 1, 2, 1
_SEVERAL = ImpartialGames((Pile(1, "any", ()), Pile(1, "odd", ()), Pile(4, "set", (1, 3)), Pile(5, "set", (1, 3))))  # values 1, 1, 0, 1

EXAMPLES = (
    (_NIM, "A2", ""),
    (_NIM, "A: 2", ""),
    (_NIM, "Take 2 from pile A.", ""),
    (_NIM, "(A, 2)", ""),
    (_MIXED, "Winning first moves: A2, B2", ""),
    (_MIXED, "1. A2\n2. B2", ""),
    (_NIM, "**A2**", ""),
    (_NIM, "The only winning move is A2.", ""),
    (_NIM, r"$\{A2\}$", ""),
    (_LOST, "No first move wins.", ""),
    (_LOST, "none", ""),
    (_NIM, "A1002", "format"),
    (_NIM, "A B", "format"),
    (_LOST, "There is no winning move.", ""),
    (_MIXED, "A2, B2", ""),
    (_MIXED, "2 from A, 2 from B", ""),
    (_SEVERAL, "A1, B1, D1, C1, D3, C3", ""),
    (_SEVERAL, "A1 and B1, D3, D1, C1, C3", ""),
    (_SEVERAL, "- A: take 1\n- B: take 1\n- C: take 1\n- C: take 3\n- D: take 1\n- D: take 3", ""),
    (_MIXED, "B2", "missing"),
    (_NIM, "", "format"),
    (_NIM, "A", "format"),
    (_NIM, "A2 or B4", "losing"),
    (_NIM, "the first player wins", "format"),
    (_NIM, "A4", "move"),
    (_NIM, ">= A2", "format"),
    (_NIM, "=> A2", ""),
    (_NIM, "D1", "move"),
    (_NIM, "A2, A2", "move"),
    (_NIM, "C2", "losing"),
    (_NIM, "none", "missing"),
    (_LOST, "A1", "losing"),
    (_SEVERAL, "A1, B1, D1, D3", "missing"),
    (_NIM, "答案是 A2。", ""),
    (_NIM, "从A堆取2颗", ""),
    (_NIM, "必胜的第一步是从 A 堆拿走 2 枚", ""),
    (_LOST, "没有必胜的第一步", ""),
    (_NIM, "必败的走法：\nA2", "format"),
    (_LOST, "没有必胜的走法", ""),
    (_MIXED, "A2、B2", ""),
    (_MIXED, "先手从A堆取2颗或", "missing"),
    (_MIXED, "所以答案是：A2，B2", ""),
    (_MIXED, "A堆取2颗，B堆取2颗", ""),
    (_NIM, "从C堆取2颗", "losing"),
    (_NIM, "没有必胜的走法", "missing"),
    (_LOST, "A堆取1颗", "losing"),
)
