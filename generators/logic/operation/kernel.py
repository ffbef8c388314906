"""Whether an expression is told apart from its mistakes, compiled, for the many expressions that are drawn: `telling` of `mistakes` says
what it means.

Numbers are fractions of 64 bits; where one might not fit, the kernel says so."""

from collections.abc import Sequence

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.network import Ints
from synth.verifiers.logic.operation import MAX_CALLS, MAX_STEPS, Operator

PLUS, MINUS, TIMES, OVER, OPEN, CLOSE, X, Y, END, NEW = range(-1, -11, -1)
"""Tokens; numbers stand for themselves, and the new operators go down from `NEW`."""
CODES = {"+": PLUS, "-": MINUS, "*": TIMES, "/": OVER, "(": OPEN, ")": CLOSE, "x": X, "y": Y}
CODES |= {f"@{number}": NEW - number for number in range(6)} | {str(number): number for number in range(1000)}
ALWAYS, LESS, AT_MOST, MORE, AT_LEAST, WHOLE = range(6)
RELATIONS = {None: ALWAYS, "<": LESS, "<=": AT_MOST, ">": MORE, ">=": AT_LEAST, "whole": WHOLE}
CASES = 3
REFUSED, TELLING, TOO_LARGE = range(3)
FITS = 1 << 30
"""Numerators and denominators up to this one have products and sums of 64 bits."""
AS_MEANT, FIRST_CASE, LAST_CASE, EXCHANGED = range(4)


def pack(operators: Sequence[Operator]) -> tuple[Ints, Ints, Ints, Ints]:
    """The formulas, one behind another; where the value, left and right side of each case begin; the relations; the ranks."""
    tokens: list[int] = []
    starts: list[int] = []
    relations: list[int] = []
    for operator in operators:
        for case in operator.cases:
            for formula in (case.value, case.left, case.right):
                starts.append(len(tokens))
                tokens += map(CODES.__getitem__, formula)
                tokens.append(END)
            relations.append(RELATIONS[case.relation])
        missing = CASES - len(operator.cases)
        starts += [0] * (3 * missing)
        relations += [ALWAYS] * missing
    return np.array(tokens), np.array(starts), np.array(relations), np.array([operator.rank for operator in operators])


@njit(cache=True)
def telling(tokens, starts, relations, ranks, expression, right, ranked, least, largest, finest):
    """(whether it is: REFUSED, TELLING or TOO_LARGE, numerator, denominator, steps, whether rank 3 groups from the right)"""
    n = len(expression)
    meant, other, pending = np.empty(n + 1, np.int64), np.empty(n + 1, np.int64), np.empty(n, np.int64)
    stack, steps = np.empty((32 * (MAX_CALLS + 1), 2), np.int64), np.zeros(1, np.int64)
    _postfix(expression, ranks, 1, 2, 0, right, False, meant, pending)
    if ranked:
        for plus, times, new, grouped, flat in (
            (1, 2, 3, right, False),
            (1, 2, 1, right, False),
            (1, 2, 2, right, False),
            (1, 2, 0, right, True),
            (1, 1, 1, False, False),  # one after another from the left
            (3, 3, 3, True, False),  # and from the right
        ):
            _postfix(expression, ranks, plus, times, new, grouped, flat, other, pending)
            if _same(meant, other):
                return REFUSED, 0, 1, 0, right
    top, bottom = _evaluated(tokens, starts, relations, ranks, meant, AS_MEANT, stack, steps)
    taken = steps[0]
    if bottom < 0:
        return TOO_LARGE, 0, 1, 0, right
    if bottom == 0 or taken < least or abs(top) > largest or bottom > finest or top == 0:
        return REFUSED, 0, 1, 0, right
    several, uneven3, uneven1 = False, False, False
    for number in range(len(ranks)):
        several |= relations[CASES * number] != ALWAYS
        uneven3 |= ranks[number] != 3
        uneven1 |= ranks[number] != 1
    for mistake in range(7):
        # Grouped from the left first: where that gives the same, it is what is meant.
        change, new, grouped, flat = AS_MEANT, 0, right, False
        if mistake == 0:
            applies, grouped = right, False
        elif mistake == 1:
            applies, flat = ranked, True
        elif mistake == 2:
            applies, new = not ranked and uneven3, 3
        elif mistake == 3:
            applies, new = not ranked and uneven1, 1
        else:
            applies, change = several or mistake == 6, FIRST_CASE + mistake - 4
        if applies:
            _postfix(expression, ranks, 1, 2, new, grouped, flat, other, pending)
            wrong, under = _evaluated(tokens, starts, relations, ranks, other, change, stack, steps)
            if under < 0:
                return TOO_LARGE, 0, 1, 0, right
            if wrong == top and under == bottom:
                if mistake > 0:
                    return REFUSED, 0, 1, 0, right
                right = False
    return TELLING, top, bottom, taken, right


@unmanaged
def _same(one, other):
    place = 0
    while one[place] == other[place]:
        if one[place] == END:
            return True
        place += 1
    return False


@unmanaged
def _postfix(expression, ranks, plus, times, new, right, flat, out, pending):
    """The expression in postfix order, with END behind it. plus, times: the ranks of + - and * /; new: that of all new operators, 0 for
    their own; flat: without brackets."""
    size = height = 0
    for place in range(len(expression)):
        token = expression[place]
        if token >= 0:
            out[size] = token
            size += 1
        elif token in (OPEN, CLOSE):
            if flat:
                continue
            if token == OPEN:
                pending[height] = token
                height += 1
            else:
                while pending[height - 1] != OPEN:
                    height -= 1
                    out[size] = pending[height]
                    size += 1
                height -= 1
        else:
            bound = _rank(token, ranks, plus, times, new)
            if right and bound == 3:
                bound += 1
            while height and pending[height - 1] != OPEN and _rank(pending[height - 1], ranks, plus, times, new) >= bound:
                height -= 1
                out[size] = pending[height]
                size += 1
            pending[height] = token
            height += 1
    while height:
        height -= 1
        out[size] = pending[height]
        size += 1
    out[size] = END


@unmanaged
def _rank(token, ranks, plus, times, new):
    if token >= MINUS:
        return plus
    if token >= OVER:
        return times
    return new or ranks[NEW - token]


@unmanaged
def _evaluated(tokens, starts, relations, ranks, formula, change, stack, steps):
    steps[0] = 0
    return _value(tokens, starts, relations, len(ranks), formula, 0, change, 0, 1, 0, 1, MAX_CALLS, stack, 0, steps)


@unmanaged
def _value(tokens, starts, relations, count, formula, start, change, x, under_x, y, under_y, calls, stack, base, steps):
    """Numerator and denominator of a formula's value: 0 below where there is none, -1 where it might not fit. change: in definitions."""
    if base + 32 > len(stack):
        return 0, -1
    height, place = base, start
    while formula[place] != END:
        token = formula[place]
        place += 1
        if token >= 0:
            stack[height, 0], stack[height, 1] = token, 1
            height += 1
        elif token in (X, Y):
            if (token == X) == (change != EXCHANGED):
                stack[height, 0], stack[height, 1] = x, under_x
            else:
                stack[height, 0], stack[height, 1] = y, under_y
            height += 1
        else:
            steps[0] += 1
            height -= 1
            if steps[0] > MAX_STEPS or height <= base:
                return 0, 0
            a, under_a, b, under_b = stack[height - 1, 0], stack[height - 1, 1], stack[height, 0], stack[height, 1]
            if token >= OVER:
                top, bottom = _arithmetic(token, a, under_a, b, under_b)
            else:
                number = NEW - token
                if calls == 0 or number >= count:
                    return 0, 0
                case = CASES * number
                if change == LAST_CASE:
                    while relations[case] != ALWAYS:
                        case += 1
                while relations[case] != ALWAYS and change != FIRST_CASE:
                    steps[0] += 1
                    left, under_left = _value(tokens, starts, relations, count, tokens, starts[3 * case + 1], change,
                                              a, under_a, b, under_b, calls - 1, stack, height + 1, steps)  # fmt: skip
                    if under_left <= 0:
                        return 0, under_left
                    if relations[case] == WHOLE:
                        holds = under_left == 1
                    else:
                        other, under_other = _value(tokens, starts, relations, count, tokens, starts[3 * case + 2], change,
                                                    a, under_a, b, under_b, calls - 1, stack, height + 1, steps)  # fmt: skip
                        if under_other <= 0:
                            return 0, under_other
                        more = left * under_other - other * under_left
                        relation = relations[case]
                        holds = more == 0 and relation in (AT_MOST, AT_LEAST)
                        holds |= more < 0 and relation <= AT_MOST
                        holds |= more > 0 and relation >= MORE
                    if holds:
                        break
                    case += 1
                top, bottom = _value(tokens, starts, relations, count, tokens, starts[3 * case], change,
                                     a, under_a, b, under_b, calls - 1, stack, height + 1, steps)  # fmt: skip
            if bottom <= 0:
                return 0, bottom
            stack[height - 1, 0], stack[height - 1, 1] = top, bottom
    return (stack[base, 0], stack[base, 1]) if height == base + 1 else (0, 0)


@unmanaged
def _arithmetic(token, a, under_a, b, under_b):
    if token == TIMES:
        top, bottom = a * b, under_a * under_b
    elif token == OVER:
        if b == 0:
            return 0, 0
        top, bottom = a * under_b, under_a * b
        if bottom < 0:
            top, bottom = -top, -bottom
    else:
        sign = 1 if token == PLUS else -1
        top, bottom = a * under_b + sign * b * under_a, under_a * under_b
    rest, common = abs(top), bottom
    while rest:
        rest, common = common % rest, rest
    top, bottom = top // common, bottom // common
    return (top, bottom) if abs(top) <= FITS and bottom <= FITS else (0, -1)
