"""What it takes to evaluate a problem, in kernels: operators, leaves and arithmetic that no earlier operand makes needless, each statement
once and only where it is spoken of; and the deepest nesting, through the names of other statements too."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.boolean_expressions.tokens import (
    COMPARISON,
    COUNT,
    FACT,
    JOINED,
    NAME,
    NOT,
    NUMBER,
    QUANTIFIER,
    SOME,
    N,
    arity,
    counted,
    decides,
    holds,
)


@njit(cache=True)
def effort(tokens, starts, truths, definitions):
    """starts: where each statement begins, those first that others speak of, and where the last one ends; truths: theirs. The first ones
    are definitions."""
    size = len(tokens)
    behind, depths, values = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64)
    steps, true, reached = np.empty(size, np.int64), np.empty(size, np.int64), np.zeros(size, np.int64)
    for number in range(len(truths)):
        for place in range(starts[number + 1] - 1, starts[number] - 1, -1):
            depths[place] = _part(tokens, place, starts, truths, behind, depths, steps, true, values)
    total = len(truths) - definitions + depths.max()
    reached[starts[definitions : len(truths)]] = 1
    for number in range(len(truths) - 1, -1, -1):
        start = starts[number]
        total += steps[start] * reached[start]
        for place in range(start, starts[number + 1]):
            token, part = tokens[place], place + 1
            if not reached[place] or token >= QUANTIFIER:
                continue
            if NAME <= token < FACT:
                reached[starts[token - NAME]] = 1
            elif token <= NOT or token >= COUNT:
                for number_of_part in range(arity(token)):
                    reached[part] = number_of_part == 0 or token >= COUNT or not decides(token, true[place + 1])
                    part = behind[part]
    return total


@unmanaged
def _part(tokens, place, starts, truths, behind, depths, steps, true, values):
    """Work out where a part ends, its steps and its truth, when those of its operands are; its depth."""
    token, end, depth, total, met = tokens[place], place + 1, 0, 1, 0
    for _ in range(arity(token)):
        depth, total, met = max(depth, depths[end]), total + steps[end], met + true[end]
        end = behind[end]
    behind[place] = end
    if NAME <= token < FACT:
        depth, met = depths[starts[token - NAME]], truths[token - NAME]
    elif FACT <= token < COUNT:
        met = token - FACT
    elif COMPARISON <= token < N:
        depth = 0
        total, met = _compared(tokens, place, 0, 0, behind, values)
    elif QUANTIFIER <= token < NUMBER:
        total, met = _quantified(tokens, place, behind, values)
    elif token < NOT:
        first = true[place + 1]
        total -= steps[behind[place + 1]] * decides(token, first)
        met = JOINED[token, first, met - first]
    elif token == NOT:
        met = 1 - met
    elif COUNT <= token < QUANTIFIER:
        met = counted(token, met)
    steps[place], true[place] = total, met
    return depth + (token <= NOT or COUNT <= token < NUMBER)


@unmanaged
def _quantified(tokens, place, behind, values):
    """The steps and the truth of a quantifier, or of one and another inside it."""
    token, inner, body = tokens[place], tokens[place + 1], place + 1
    if not QUANTIFIER <= inner < NUMBER:
        inner = 0
    else:
        body += 1
    total, some = 1, int(token & SOME > 0)
    for n in range(1, 13):
        if not token >> n - 1 & 1:
            continue
        if inner:
            total, wanted = total + 1, int(inner & SOME > 0)
            true = 1 - wanted
            for m in range(1, 13):
                if true != wanted and inner >> m - 1 & 1:
                    taken, true = _joined(tokens, body, n, m, behind, values)
                    total += taken
        else:
            taken, true = _joined(tokens, body, n, 0, behind, values)
            total += taken
        if true == some:
            return total, some
    return total, 1 - some


@unmanaged
def _joined(tokens, place, n, m, behind, values):
    """The steps and the truth of a comparison, or of two that are joined."""
    token = tokens[place]
    if token > NOT:
        return _compared(tokens, place, n, m, behind, values)
    total, first = _compared(tokens, place + 1, n, m, behind, values)
    taken, second = _compared(tokens, behind[place + 1], n, m, behind, values)
    return 1 + total + (0 if decides(token, first) else taken), int(JOINED[token, first, second])


@unmanaged
def _compared(tokens, place, n, m, behind, values):
    """The steps and the truth of a comparison."""
    total = 0
    for part in range(place, behind[place]):
        total += tokens[part] < N
    return total, int(holds(tokens, place, behind[place], n, m, values))
