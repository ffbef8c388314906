"""What statements are worth, in kernels: by what the tables leave open, as the verifier says it, and by the cheap policies."""

from synth.generators.kernels import unmanaged
from synth.generators.tabular.table_claim.sheet import (
    BACKED,
    BEFORE,
    CHANGE,
    COLUMN,
    FALSE,
    GROWTH,
    KIND,
    LARGEST,
    LEAST,
    MEAN,
    MORE,
    MOST,
    NUMBER,
    OPEN,
    OTHER,
    PAIR,
    PER,
    REST,
    ROW,
    SHARE,
    SHOWN,
    SUM,
    TABLE,
    THIRD,
    TRUE,
    UNKNOWN,
    VALUE,
    YEARS,
    ZERO,
    ends,
    put,
)


@unmanaged
def truth(sheet, claim, bare):
    """What the table leaves of a statement. bare: whether totals say nothing."""
    table, row, column = claim[TABLE], claim[ROW], claim[COLUMN]
    if claim[KIND] == YEARS:
        least, most = 0, 0
        for year in range(sheet.figures.shape[3]):
            put(sheet.terms, 0, table, row, year, 1)
            put(sheet.terms, 1, table, claim[OTHER], year, -1)
            said = _sign(sheet, 2, 0, bare)
            least, most = least + (said == TRUE), most + (said != FALSE)
        number = claim[NUMBER] + 1 - claim[MORE]
        if least >= number:
            return TRUE if claim[MORE] else FALSE
        if most < number:
            return FALSE if claim[MORE] else TRUE
        return UNKNOWN
    if claim[KIND] != LARGEST:
        count, constant = _expression(sheet, claim)
        return _sign(sheet, count, constant, bare)
    leads = True
    for other in range(sheet.figures.shape[2]):
        if other != row and (bare or sheet.leaves[other, other]):
            put(sheet.terms, 0, table, row, column, 1)
            put(sheet.terms, 1, table, other, column, -1)
            leads &= _sign(sheet, 2, 0, bare) == TRUE
    if leads:
        return TRUE
    can = _can_lead(
        sheet.figures[SHOWN, table, :, column], sheet.leaves, sheet.blocks[0, table, column], sheet.blocks[1, table, column], row, bare
    )
    return UNKNOWN if can else FALSE


@unmanaged
def _can_lead(shown, leaves, block, left, row, bare):
    """Whether a row can be above all others of its column."""
    if shown[row] < 0 and (bare or left[block[row]] == OPEN):
        return True
    top = shown[row] if shown[row] >= 0 else left[block[row]]
    for other in range(len(shown)):
        if other == row or not (bare or leaves[other, other]):
            continue
        least = shown[other]
        if least < 0:
            least = 0
            if not bare and block[other] != block[row] and left[block[other]] != OPEN:
                sharing = 0
                for one in range(len(shown)):
                    sharing += block[one] == block[other]
                least = -(-left[block[other]] // sharing)
        if least >= top:
            return False
    return True


@unmanaged
def _expression(sheet, claim):
    """A weighted sum of cells, as many as are told, and a constant, which is above 0 exactly where the statement holds."""
    kind, table, row, column, number = claim[KIND], claim[TABLE], claim[ROW], claim[COLUMN], claim[NUMBER]
    sign = 1 if claim[MORE] else -1
    weight = 100 * sign if kind in (GROWTH, SHARE) else sign
    put(sheet.terms, 0, table, row, column, weight)
    if kind == VALUE:
        return 1, -sign * number
    if kind == PAIR:
        put(sheet.terms, 1, table, claim[OTHER], column, -sign)
        return 2, 0
    if kind == SUM:
        put(sheet.terms, 1, table, claim[OTHER], column, sign)
        put(sheet.terms, 2, table, claim[THIRD], column, -sign)
        return 3, 0
    if kind == CHANGE:
        put(sheet.terms, 1, table, row, claim[BEFORE], -sign)
        return 2, -number
    if kind == GROWTH:
        put(sheet.terms, 1, table, row, claim[BEFORE], -100 * sign - number)
        return 2, 0
    if kind == SHARE:
        put(sheet.terms, 1, table, claim[OTHER], column, -sign * number)
        return 2, 0
    if kind == MEAN:
        width = sheet.figures.shape[3]
        for year in range(width):
            put(sheet.terms, year, table, row, year, sign)
        return width, -sign * number * width
    power = sheet.scales[table] - sheet.scales[1 - table] + 6
    while number > 0 and number % 10 == 0:
        number, power = number // 10, power - 1
    put(sheet.terms, 0, table, row, column, sign * 10 ** max(0, power))
    put(sheet.terms, 1, 1 - table, row, column, -sign * number * 10 ** max(0, -power))
    return 2, 0


@unmanaged
def _sign(sheet, count, constant, bare):
    """Whether a sum is above 0."""
    low, high, bounded_below, bounded_above = ends(sheet, count, constant, bare)
    if bounded_below and low > 0:
        return TRUE
    return FALSE if bounded_above and high <= 0 else UNKNOWN


@unmanaged
def agreeing(sheet, claim, label):
    """The cheap policies that give a statement this label, as bits, in the order of `cheap.BY_STATEMENT`."""
    zero = _holds(sheet, ZERO, claim)
    given = UNKNOWN if _touches(sheet, SHOWN, claim) else zero
    bare = truth(sheet, claim, True)
    backed = UNKNOWN if _touches(sheet, BACKED, claim) else _holds(sheet, REST, claim)
    least, most = _holds(sheet, LEAST, claim), _holds(sheet, MOST, claim)
    ends = least if least == most else UNKNOWN
    return (zero == label) | (given == label) << 1 | (bare == label) << 2 | (backed == label) << 3 | (ends == label) << 4


@unmanaged
def _holds(sheet, way, claim):
    """Whether a statement holds of figures that are all there."""
    figures = sheet.figures[way]
    table, row, column = claim[TABLE], claim[ROW], claim[COLUMN]
    if claim[KIND] == LARGEST:
        for other in range(figures.shape[1]):
            if other != row and sheet.leaves[other, other] and figures[table, other, column] >= figures[table, row, column]:
                return FALSE
        return TRUE
    if claim[KIND] == YEARS:
        above = 0
        for year in range(figures.shape[2]):
            above += figures[table, row, year] > figures[table, claim[OTHER], year]
        return TRUE if (above >= claim[NUMBER] if claim[MORE] else above <= claim[NUMBER]) else FALSE
    count, total = _expression(sheet, claim)
    for place in range(count):
        total += sheet.terms[place, 3] * figures[sheet.terms[place, 0], sheet.terms[place, 1], sheet.terms[place, 2]]
    return TRUE if total > 0 else FALSE


@unmanaged
def _touches(sheet, way, claim):
    """Whether one of the figures that are named is missing."""
    kind, table = claim[KIND], claim[TABLE]
    alone, always = kind in (VALUE, CHANGE, GROWTH, MEAN, PER), kind in (MEAN, YEARS)
    for row in range(sheet.figures.shape[2]):
        if row == claim[ROW] or kind == LARGEST or (not alone and row in (claim[OTHER], claim[THIRD])):
            for column in range(sheet.figures.shape[3]):
                named = always or column in (claim[COLUMN], claim[BEFORE])
                if named and sheet.figures[way, table, row, column] < 0:
                    return True
    return False
