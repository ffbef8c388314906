"""Tokens of expressions as numbers, and what they mean, in kernels: `language.py` of the verifier says it of the texts."""

from functools import lru_cache

import numpy as np

from synth.generators.kernels import unmanaged
from synth.verifiers.logic.boolean_expressions.language import ARITHMETIC, COMPARISONS, CONNECTIVES, COUNTS

WORDS = (*CONNECTIVES, "not", *COMPARISONS, *ARITHMETIC, "n", "m")
CONNECTIVE, NOT, COMPARISON, DIVIDES, PLUS, MINUS, TIMES, N, M = map(WORDS.index, ("and", "not", "<", "divides", "+", "-", "*", "n", "m"))
"""The first words of each kind, and single ones."""
NAME = 32
"""With the place of another statement added."""
FACT = 64
"""With a truth value added."""
COUNT = 128
"""With the word, the number and the operands added, each in three bits."""
EXACTLY, ATLEAST, ATMOST = range(len(COUNTS))
QUANTIFIER = 1 << 14
"""With the numbers from 1 to 12 added as bits."""
OF_M, SOME = 1 << 12, 1 << 13
"""Added to quantifiers that bind m, and to those that say `some`."""
NUMBER = 1 << 15
"""With its value added."""
JOINED = np.array([[[holds(x, y) for y in (False, True)] for x in (False, True)] for holds in CONNECTIVES.values()])
"""The truth of a connective, by those of its operands."""


@lru_cache(maxsize=8192)
def text(token: int) -> str:
    """A token that is neither a name nor a fact."""
    if token >= NUMBER:
        return str(token - NUMBER)
    if token >= QUANTIFIER:
        values = ",".join(str(value) for value in range(1, 13) if token >> value - 1 & 1)
        return f"{'some' if token & SOME else 'all'}:{'m' if token & OF_M else 'n'}:{values}"
    if token >= COUNT:
        return f"{tuple(COUNTS)[token - COUNT >> 6]}:{token >> 3 & 7}:{token & 7}"
    return WORDS[token]


@unmanaged
def arity(token):
    """How many operands follow."""
    if token < N:
        return 1 if token == NOT else 2
    if COUNT <= token < QUANTIFIER:
        return token & 7
    return 1 if QUANTIFIER <= token < NUMBER else 0


@unmanaged
def compared(word, x, y):
    """The truth of a comparison: < > <= >= = != divides."""
    if word == DIVIDES:
        return x != 0 and y % x == 0
    at = word - COMPARISON
    return x < y if at == 0 else x > y if at == 1 else x <= y if at == 2 else x >= y if at == 3 else (x == y) == (at == 4)


@unmanaged
def holds(tokens, start, end, n, m, room):
    """Whether the comparison is true for these values of the variables. room: for values on the way."""
    top = 0
    for place in range(end - 1, start - 1, -1):
        token = tokens[place]
        if token >= NUMBER or token >= N:
            room[top] = token - NUMBER if token >= NUMBER else n if token == N else m
            top += 1
            continue
        top -= 1
        x, y = room[top], room[top - 1]
        if token < PLUS:
            return compared(token, x, y)
        room[top - 1] = x + y if token == PLUS else x - y if token == MINUS else x * y
    return False


@unmanaged
def counted(token, true):
    """The truth of a count with so many true operands."""
    word, number = token - COUNT >> 6, token >> 3 & 7
    return true == number if word == EXACTLY else true >= number if word == ATLEAST else true <= number


@unmanaged
def decides(token, true):
    """Whether the first operand of a connective settles its truth."""
    return JOINED[token, int(true), 0] == JOINED[token, int(true), 1]
