"""Statements at random, in a kernel: about missing figures mostly, with numbers near the one that would be exact, and as round as people
say them."""

from synth.generators.kernels import unmanaged
from synth.generators.solvers.bits import below
from synth.generators.tabular.table_claim.sheet import (
    BEFORE,
    CHANGE,
    COLUMN,
    FULL,
    GROWTH,
    KIND,
    LARGEST,
    MEAN,
    MORE,
    NUMBER,
    OTHER,
    PAIR,
    ROW,
    SHARE,
    SHOWN,
    SUM,
    TABLE,
    THIRD,
    VALUE,
    YEARS,
)


@unmanaged
def _row(sheet, table, column, total, missing, one, other, third, state):
    """A row at random that is a total, or is none, and none of three; whose figure is missing, where that is asked for. -1 where there is
    none."""
    chosen = 0
    for look in range(2):
        count = 0
        for row in range(sheet.figures.shape[2]):
            fits = sheet.leaves[row, row] != total and row != one and row != other and row != third
            if fits and (not missing or sheet.figures[SHOWN, table, row, column] < 0):
                if look and count == chosen:
                    return row
                count += 1
        if not count:
            return -1
        if not look:
            chosen = below(state, count)
    return -1


@unmanaged
def draw_claim(sheet, kind, claim, alike, like, state):
    """Fill `claim` at random; where it is to be alike, as another in direction, in the count of years, and in being of a total."""
    height, width = sheet.figures.shape[2], sheet.figures.shape[3]
    more, number, of_total = like[MORE], like[NUMBER], sheet.leaves[like[ROW], like[ROW]] == 0
    table = below(state, sheet.figures.shape[1])
    row, column = below(state, height), below(state, width)
    if below(state, 5) < 3:
        while True:  # each table has figures missing
            hole = below(state, len(sheet.holes))
            if sheet.holes[hole, 0] == table:
                break
        row, column = sheet.holes[hole, 1], sheet.holes[hole, 2]
    if alike and of_total != (sheet.leaves[row, row] == 0):
        row = _row(sheet, table, column, int(of_total), False, -1, -1, -1, state)
    if kind in (PAIR, SUM, SHARE, YEARS) and sheet.leaves[row, row] == 0:
        row = _row(sheet, table, column, 0, True, -1, -1, -1, state)
        row = row if row >= 0 else _row(sheet, table, column, 0, False, -1, -1, -1, state)
    other, third, before = 0, 0, 0
    if kind in (PAIR, SUM, YEARS):
        other = _row(sheet, table, column, 0, False, row, -1, -1, state)
        if kind == SUM:
            third = _row(sheet, table, column, 0, False, row, other, -1, state)
            if len(sheet.totals) and below(state, 10) < 3:
                third = _whole(sheet, row, other, third, state)
    if kind == SHARE:
        other = _whole(sheet, row, -1, -1, state)
        other = other if other >= 0 else _row(sheet, table, column, 0, False, row, -1, -1, state)
    if kind in (CHANGE, GROWTH):
        before = (column + 1 + below(state, width - 1)) % width
        if sheet.years[column] < sheet.years[before]:
            column, before = before, column
    if kind == LARGEST:  # any row would mostly be none
        row = _ranked(sheet, table, column, max(0, below(state, 6) - 3))
    if not alike:
        more = 1 if kind == LARGEST else below(state, 2)
    claim[KIND], claim[TABLE], claim[ROW], claim[COLUMN] = kind, table, row, 0 if kind in (MEAN, YEARS) else column
    claim[OTHER], claim[THIRD], claim[BEFORE], claim[NUMBER], claim[MORE] = other, third, before, 0, more
    if alike and kind == YEARS:
        claim[NUMBER] = number
    elif kind not in (PAIR, SUM, LARGEST):
        _number(sheet, claim, state)


@unmanaged
def _whole(sheet, row, other, otherwise, state):
    """A total at random: one that a row is part of, or, where another row is given, one that not both are part of."""
    chosen = 0
    for look in range(2):
        count = 0
        for total in sheet.totals:
            if sheet.leaves[total, row] == (other < 0) if other < 0 else not (sheet.leaves[total, row] and sheet.leaves[total, other]):
                if look and count == chosen:
                    return total
                count += 1
        if not count:
            return otherwise
        if not look:
            chosen = below(state, count)
    return otherwise


@unmanaged
def _ranked(sheet, table, column, rank):
    """The row that is no total of this rank from 0, the largest first."""
    for row in range(sheet.figures.shape[2]):
        if sheet.leaves[row, row]:
            above = 0
            for other in range(sheet.figures.shape[2]):
                if sheet.leaves[other, other]:
                    mine, theirs = sheet.figures[FULL, table, row, column], sheet.figures[FULL, table, other, column]
                    above += theirs > mine or (theirs == mine and other < row)
            if above == rank:
                return row
    return 0


@unmanaged
def _off(state):
    """Hundredths from 70 to 140 that are not near 100."""
    return 103 + below(state, 38) if below(state, 2) else 70 + below(state, 28)


@unmanaged
def _short(hundredths):
    """Two significant digits of a number of hundredths, as round numbers are said; 1 at least."""
    step = 100
    while hundredths >= 100 * step:
        step *= 10
    return max(1, (hundredths + step // 2) // step * (step // 100))


@unmanaged
def _number(sheet, claim, state):
    """Give a statement a number near the one that would be exact."""
    kind, table, row, column = claim[KIND], claim[TABLE], claim[ROW], claim[COLUMN]
    own, width = sheet.figures[FULL, table, row, column], sheet.figures.shape[3]
    if kind == VALUE:
        claim[NUMBER] = _short(own * _off(state))
    elif kind == MEAN:
        whole = 0
        for year in range(width):
            whole += sheet.figures[FULL, table, row, year]
        claim[NUMBER] = _short(whole * _off(state) // width)
    elif kind == YEARS:
        above = below(state, 5) - 2
        for year in range(width):
            above += sheet.figures[FULL, table, row, year] > sheet.figures[FULL, table, claim[OTHER], year]
        claim[NUMBER] = min(width - 1 + claim[MORE], max(claim[MORE], above))
    elif kind == CHANGE:
        before = sheet.figures[FULL, table, row, claim[BEFORE]]
        claim[NUMBER] = _short(abs(own - before) * _off(state))
        claim[MORE] = int((own > before) == (below(state, 20) < 17))
    elif kind == GROWTH:
        before = sheet.figures[FULL, table, row, claim[BEFORE]]
        percent = abs(100 * (own - before)) // before + below(state, 13) - 6
        claim[NUMBER] = max(1, min(99, percent))
        if below(state, 5) < 4:
            claim[MORE] = int(own > before)
    elif kind == SHARE:
        claim[NUMBER] = max(1, min(99, own * _off(state) // sheet.figures[FULL, table, claim[OTHER], column]))
    else:
        ratio = own / sheet.figures[FULL, 1 - table, row, column] * 10.0 ** (sheet.scales[table] - sheet.scales[1 - table])
        if ratio < 1:  # so many times the smaller one
            claim[TABLE], ratio = 1 - table, 1 / ratio
        number = 10**6
        while number == 10**6:
            number = _short(int(ratio * 10**6 * _off(state)))
        claim[NUMBER] = number
