"""Statements of a given truth value in a kernel: the shape is drawn first and does not depend on the value; then truth values are handed
down to the operands, and the leaves (facts, comparisons, names of other statements, counts, quantifiers) are made to have theirs.

One file, since all of it writes into one list of tokens and draws from one state."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.boolean_expressions.effort import effort
from synth.generators.logic.boolean_expressions.tokens import (
    ATLEAST,
    ATMOST,
    COMPARISON,
    COUNT,
    DIVIDES,
    FACT,
    JOINED,
    MINUS,
    NAME,
    NOT,
    NUMBER,
    OF_M,
    PLUS,
    QUANTIFIER,
    SOME,
    TIMES,
    M,
    N,
    counted,
    holds,
)
from synth.generators.solvers.bits import below, bits, chance, one_of, real
from synth.verifiers.logic.boolean_expressions.language import CONNECTIVES

AND, OR = (tuple(CONNECTIVES).index(name) for name in ("and", "or"))
_OFFSETS = (
    ((1,), (-1, -1, 0)),
    ((-1,), (1, 1, 0)),
    ((1, 1, 0), (-1,)),
    ((-1, -1, 0), (1,)),
    ((0,), (-1, 1)),
    ((-1, 1), (0,)),
)
OFFSETS = np.array([[offsets * (6 // len(offsets)) for offsets in both] for both in _OFFSETS])
"""For < > <= >= = != right side minus left side of a comparison that is true, and of one that is false, in units of a positive step;
each as often as it is drawn."""
WEIGHTED = np.array([0, 1, 2, 2, 2, 3, 4, 4, 4, 5, 6])
"""Connectives as often as they are taken: what `xor` and `iff` join has to be worked out on both sides."""
DECISIVE = 0.7
"""Chance that a statement hangs on the statement that it must speak of: were that one's truth another, its own would be too. Always
would tell that all other parts may be skipped; seldom, that a wrong guess at that one does little harm."""
TRIES = 400
LONGEST = 256
"""Tokens of a statement: six leaves have less."""


@njit(cache=True)
def drawn(definitions, count, leaves_from, leaves_to, operators, terms, highest, shares, state):
    """The tokens of statements, definitions first, each with its truth value; where each begins; the effort. shares: of negations, facts,
    references, counts, quantifiers and nested ones."""
    out = np.empty(count * LONGEST, np.int64)
    starts = np.zeros(count + 1, np.int64)
    truths = np.empty(count, np.int64)
    room = np.empty((4, LONGEST), np.int64)
    end, waiting, weights = 0, 0, np.sum(operators > WEIGHTED)
    for number in range(count):
        truths[number] = below(state, 2)
        others = (1 << number) - 1 if definitions else 0
        if number < definitions:
            others ^= others >> 2  # one of the last two
        first = waiting & others if waiting & others else others
        must = one_of(state, first) if first else -1
        leaves = leaves_from + below(state, leaves_to - leaves_from + 1)
        place = below(state, leaves) if must >= 0 else -1
        end, waiting = _statement(out, end, leaves, truths, number, must, place, waiting, weights, terms, highest, shares, room, state)
        starts[number + 1] = end
        if number < definitions:
            waiting |= 1 << number
    return out[:end], starts, truths, effort(out[:end], starts, truths, definitions)


@unmanaged
def _statement(out, end, leaves, truths, number, must, place, waiting, operators, terms, highest, shares, room, state):
    """Write a statement with so many leaves, of which the one at `place` is the name to speak of, `must`, or its denial. Where it ends,
    and the definitions that no statement speaks of yet, as bits."""
    said = 1 << must if must >= 0 else 0
    decisive = chance(state, DECISIVE)
    values, left = room[0], room[1:]  # left: of the parts that are still to be written the leaves, the truth and the place
    left[0, 0], left[1, 0], left[2, 0] = leaves, truths[number], place
    parts = 1
    while parts:
        parts -= 1
        leaves, truth, place = left[0, parts], left[1, parts], left[2, parts]
        if leaves > 1:
            negated = int(chance(state, shares[0]))
            if negated:
                out[end] = NOT
                end += 1
            first = 1 + below(state, leaves - 1)
            word = WEIGHTED[below(state, operators)]
            out[end] = word
            end += 1
            x, y = _operands(word, truth ^ negated, (1 if place < first else 2) if decisive and 0 <= place < leaves else 0, state)
            left[0, parts], left[1, parts], left[2, parts] = leaves - first, y, place - first
            left[0, parts + 1], left[1, parts + 1], left[2, parts + 1] = first, x, place
            parts += 2
            continue
        others = ((1 << number) - 1) & ~said
        which = real(state) - shares[2]
        if place == 0 or (which < 0 and others):
            one = must if place == 0 else one_of(state, others)
            said |= 1 << one
            waiting &= ~(1 << one)
            if truths[one] != truth:
                out[end] = NOT
                end += 1
            out[end] = NAME + one
            end += 1
            continue
        which -= shares[3]
        if which < 0 and bits(others) > 2:
            before = end
            end = _count(out, end, others, truths, truth, state)
            for i in range(before + 1, end):
                said |= 1 << out[i] - NAME
                waiting &= ~(1 << out[i] - NAME)
            continue
        if chance(state, shares[0]):
            out[end] = NOT
            end += 1
            truth ^= 1
        which -= shares[4]
        if which < 0:
            end = _quantified(out, end, truth, shares[5], values, state)
        elif which < shares[1]:
            out[end] = FACT + truth
            end += 1
        else:
            end = _comparison(out, end, truth, terms, highest, values, state)
    return end, waiting


@unmanaged
def _operands(word, truth, decisive, state):
    """Truth values of the operands that give a connective its own. decisive: the operand that must not be otherwise, or 0."""
    found = count = 0
    for x in range(2):
        for y in range(2):
            if JOINED[word, x, y] != truth or (decisive and JOINED[word, x ^ (decisive == 1), y ^ (decisive == 2)] == truth):
                continue
            count += 1
            if not below(state, count):
                found = 2 * x + y
    return found >> 1, found & 1


@unmanaged
def _count(out, end, others, truths, truth, state):
    """Of three or four other statements; any threshold that says what it should is as likely."""
    operands = 4 if bits(others) > 3 and not below(state, 3) else 3
    true = 0
    for place in range(operands):
        one = one_of(state, others)
        others &= ~(1 << one)
        true += truths[one]
        out[end + 1 + place] = NAME + one
    count = 0
    for word in range(ATMOST + 1):
        for least in range(2 if word == ATLEAST else 1, operands - (word == ATMOST)):
            token = COUNT + (word << 6) + (least << 3) + operands
            if counted(token, true) == truth:
                count += 1
                if not below(state, count):
                    out[end] = token
    return end + 1 + operands


@unmanaged
def _quantified(out, start, truth, nested, values, state):
    """Such that one number at most decides: "every" fails for one or none, "some" holds for one or none."""
    for _ in range(TRIES):
        end = start
        some = below(state, 2)
        wanted = (1 if truth else 0) if some else (3 if truth else 2)
        numbers = _some_of(12, 3, state)
        out[end] = QUANTIFIER + SOME * some + numbers
        inner = int(chance(state, nested))
        others, any_of = 1, False
        if inner:
            any_of = below(state, 2) == 1
            others = _some_of(12, 2 + below(state, 2), state)
            out[end + 1] = QUANTIFIER + SOME * any_of + OF_M + others
            end += 1
        joined = 0 if inner else below(state, 2)
        if joined:
            any_of = below(state, 2) == 1
            out[end + 1] = OR if any_of else AND
            end += 1
        first = end + 1
        second = end = _condition(out, first, inner, state)
        if joined:
            end = _condition(out, second, 0, state)
        met = 0
        for n in range(1, 13):
            if not numbers >> n - 1 & 1:
                continue
            true = 0 if any_of else 1
            for m in range(1, 13):
                if others >> m - 1 & 1:
                    for begin, behind in ((first, second), (second, end)):
                        if begin < behind and holds(out, begin, behind, n, m, values) == any_of:
                            true = int(any_of)
            met += true
        if met == wanted:
            return end
    out[start], out[start + 1], out[start + 2], out[start + 3] = QUANTIFIER + 0b1110, COMPARISON, N, NUMBER + 4 + truth
    return start + 4


@unmanaged
def _condition(out, end, other, state):
    """A comparison about n, and about m where that is bound as well. Where it ends."""
    if not below(state, 4):
        number = NUMBER + 1 + below(state, 9)
        out[end] = DIVIDES
        if below(state, 2):
            out[end + 1], out[end + 2], out[end + 3], out[end + 4] = NUMBER + 2 + below(state, 4), PLUS, N, M if other else number
            return end + 5
        out[end + 1], out[end + 2] = N, M if other else NUMBER + 6 + below(state, 55)
        return end + 3
    out[end] = COMPARISON + below(state, 6)
    if other:
        out[end + 1], out[end + 2], out[end + 3], out[end + 4] = PLUS + below(state, 3), N, M, NUMBER + 1 + below(state, 24)
        return end + 5
    form, small = below(state, 6), NUMBER + 2 + below(state, 8)
    if form == 0:  # n is compared with a number, itself, several times or squared, or taken from one
        out[end + 1], out[end + 2] = N, small
        return end + 3
    out[end + 1], out[end + 2], out[end + 3] = MINUS if form > 3 else TIMES, N if form in (2, 3) else small, N
    if form == 3:
        out[end + 4], out[end + 5], out[end + 6] = PLUS, N, small
        return end + 7
    out[end + 4] = N if form == 4 else small if form == 2 else NUMBER + 2 + below(state, 29)
    return end + 5


@unmanaged
def _comparison(out, end, truth, terms, highest, values, state):
    """Of values that lie close to each other, so that the arithmetic has to be done. Where it ends."""
    if chance(state, 0.15):
        divisor = 3 + below(state, 7)
        multiple = divisor * (2 + below(state, max(2, highest // divisor) - 1))
        out[end], out[end + 1] = DIVIDES, NUMBER + divisor
        return _number(out, end + 2, multiple if truth else multiple + 1 + below(state, divisor - 1), terms, values, state)
    word, step = below(state, 6), (1, 1, 2, 3)[below(state, 4)]
    left = highest // 2 + below(state, highest - highest // 2 + 1)
    right = max(0, left + step * OFFSETS[word, 1 - truth, below(state, 6)])
    other = below(state, terms + 1)
    swap = below(state, 2)
    out[end] = COMPARISON + word
    end = _number(out, end + 1, left, other if swap else terms, values, state)
    return _number(out, end, right, terms if swap else other, values, state)


@unmanaged
def _number(out, end, value, terms, values, state):
    """An arithmetic expression of this value with about so many operations. Where it ends."""
    behind = 0
    while terms > 0 and value >= 4:
        word = PLUS + below(state, 3)
        if word == TIMES:
            factor = 2 + below(state, min(value // 2, 9) - 1)
            remainder = value % factor
            if not remainder or terms > 1:
                if remainder:
                    out[end] = PLUS
                    values[behind] = remainder
                    end, behind, terms = end + 1, behind + 1, terms - 1
                out[end], out[end + 1] = TIMES, NUMBER + factor
                end, value, terms = end + 2, value // factor, terms - 1
                continue
            word = PLUS
        part = 1 + below(state, value - 1)
        out[end] = word
        values[behind] = value - part if word == PLUS else part
        end, behind, terms = end + 1, behind + 1, terms - 1
        value = part if word == PLUS else value + part
    out[end] = NUMBER + value
    for place in range(behind - 1, -1, -1):
        end += 1
        out[end] = NUMBER + values[place]
    return end + 1


@unmanaged
def _some_of(most, count, state):
    """So many numbers from 1, as bits."""
    found = 0
    while bits(found) < count:
        found |= 1 << below(state, most)
    return found
