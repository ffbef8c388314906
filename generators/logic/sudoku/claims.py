"""What Sudoku claims: its rules in words, what cheap policies win, and which grids are the same puzzle.

The policies place symbols without looking ahead, or leave a kind of rule out. (Naked and hidden singles are sure, so placing them is
solving: levels 1 to 6 and 8 take nothing else. Where they do not suffice, whoever goes on by guesses and never goes back wins 13 % at level
7, 11 % at level 9 and 9 % at level 10, never more than one in five; to leave less to luck would take twice as long at level 7, where one
step beyond singles is all that is asked.)"""

import re
from collections.abc import Callable, Iterator
from random import Random

import msgspec

from synth.generators.logic.sudoku.canonical import LETTERS, box_shape
from synth.generators.solvers.grids import cut, symmetries
from synth.generators.solvers.network import full, network
from synth.generators.solvers.search import solve
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.sudoku import SYMBOLS, Sudoku


def _size(problem: Sudoku) -> int:
    return len(problem.givens)


def _jigsaw(problem: Sudoku) -> bool:
    return box_shape(problem) is None


def _boxed(problem: Sudoku) -> bool:
    return not _jigsaw(problem)


def _once(house: str, houses: str) -> Callable[[Sudoku], str]:
    """That each symbol stands once in each row, column, box..."""
    return lambda p: (
        rf"every {house} contains each|twice [^.]*?in the same {house}\b|the {_size(p)} cells of a {house} all hold different"
        rf"|once in each of the {_size(p)} {houses}|each (of the {_size(p)} )?({house}|{houses})\b[^.]{{0,80}}must be good"
    )


def _shape(problem: Sudoku) -> str:
    height, width = box_shape(problem) or (0, 0)
    return rf"\b{height} (rows|cells)( by| high and| tall and| and) {width} (columns|cells)"


def _symbols(problem: Sudoku) -> str:
    size = _size(problem)
    return rf"(numbers?|symbols?) (from )?{f'1 to {size}' if size < 10 else '1 to 9 and A to G'}\b"


def _map(problem: Sudoku) -> str:
    return re.escape("\n".join(" ".join(row) for row in problem.regions))


RULES = (
    Rule("row", {"en": _once("row", "rows"), "zh": r"每行中每个(数字|符号)恰好出现一次|同一行.{0,30}没有重复|同一行的 \d+ 格互不相同"}),
    Rule(
        "column",
        {
            "en": _once("column", "columns"),
            "zh": r"每列中每个(数字|符号)恰好出现一次|同一列.{0,30}没有重复|同一列的 \d+ 格互不相同",
        },
    ),
    Rule(
        "region",
        {
            "en": _once("box", "boxes"),
            "zh": r"每宫中每个(数字|符号)恰好出现一次|同一宫里都没有重复|同一宫的 \d+ 格互不相同",
        },
        _boxed,
    ),
    Rule("region", {"en": _shape, "zh": lambda p: "{} 行 {} 列的?".format(*box_shape(p) or ())}, _boxed),
    Rule(
        "region",
        {
            "en": _once("region", "regions"),
            "zh": r"每个区域中每个(数字|符号)恰好出现一次|同一区域里都没有重复|同一区域的 \d+ 格互不相同",
        },
        _jigsaw,
    ),
    Rule("region", {"en": _map, "zh": _map}, _jigsaw),
    Rule(
        "region",
        {
            "en": r"same letter.{0,40}same region|letter of its region|letters.{0,20}same region|letter.{0,40}(names its"
            r"|of one) region",
            "zh": r"字母相同的格子属于同一区域",
        },
        _jigsaw,
    ),
    Rule(
        "diagonal",
        {
            "en": r"each of the two long diagonals.{0,90}contains each|twice on either of the two main diagonals"
            r"|each of the two corner-to-corner diagonals all hold different|once on each of the two diagonals"
            r"|so must be both long diagonals",
            "zh": r"两条长对角线.{0,30}都恰好出现一次|两条对角线上也不能有重复|对角线上的 \d+ 格也各自互不相同",
        },
        lambda p: p.diagonals,
    ),
    Rule(
        "givens",
        {
            "en": r"already printed must stay|given (number|symbol)s may not be changed|filled at the start keep their"
            r"|without touching what is printed|filled cells stay as they are",
            "zh": r"已有的(数字|符号)不能改动|已经填好的格子不能改动|一开始就有的(数字|符号)不能改动",
        },
    ),
    Rule("format", {"en": _symbols, "zh": lambda p: f"1 到 {_size(p)}" if _size(p) < 10 else "1 到 9 和 A 到 G"}),
    Rule(
        "format",
        {
            "en": lambda p: rf"\b{_size(p)}( ?x ?| by | rows and ){_size(p)}\b",
            "zh": lambda p: f"{_size(p)}(×| 行 ){_size(p)}",
        },
    ),
    Rule(
        "format",
        {
            "en": r"separated by( single)? spaces|with a space between|with single spaces between|parted by spaces",
            "zh": r"用空格隔开",
        },
    ),
)


def _write(problem: Sudoku, symbols: list[str]) -> str:
    return "\n".join(cut(symbols, _size(problem), " "))


def _houses(problem: Sudoku, x: int) -> set[str]:
    """The symbols that are given in the row, column, region and diagonals of a cell."""
    size, (r, c) = _size(problem), divmod(x, _size(problem))
    cells = "".join(problem.givens)
    regions = "".join(problem.regions)
    near = [cells[r * size : (r + 1) * size], cells[c::size], [v for v, g in zip(cells, regions, strict=True) if g == regions[x]]]
    if problem.diagonals:
        near += [cells[:: size + 1]] * (r == c) + [cells[size - 1 : -1 : size - 1]] * (r + c == size - 1)
    return set().union(*near)


def _ascending(problem: Sudoku) -> str:
    symbols = []
    for row in problem.givens:
        missing = iter(sorted(set(SYMBOLS[: len(row)]) - set(row)))
        symbols += [next(missing) if cell == "." else cell for cell in row]
    return _write(problem, symbols)


def _first_fit(problem: Sudoku) -> str:
    """The first symbol that fits, cell by cell; what was written counts, no step is taken back."""
    size = _size(problem)
    for x in range(size * size):
        r, c = divmod(x, size)
        row = problem.givens[r]
        if row[c] == ".":
            taken = _houses(problem, x)
            symbol = next((s for s in SYMBOLS[:size] if s not in taken), SYMBOLS[0])
            rows = (*problem.givens[:r], row[:c] + symbol + row[c + 1 :], *problem.givens[r + 1 :])
            problem = msgspec.structs.replace(problem, givens=rows)
    return _write(problem, list("".join(problem.givens)))


def _one_look(problem: Sudoku) -> str:
    """For each empty cell the first symbol that no given cell forbids: right where all are naked singles at once."""
    size = _size(problem)
    cells = "".join(problem.givens)
    return _write(
        problem,
        [next((s for s in SYMBOLS[:size] if s not in _houses(problem, x)), "1") if v == "." else v for x, v in enumerate(cells)],
    )


def _rows_and_columns(problem: Sudoku) -> str:
    """A Latin square with the givens: regions and diagonals ignored."""
    size = _size(problem)
    cells = list(range(size * size))
    net = network(size * size, size, [cells[i * size : (i + 1) * size] for i in range(size)] + [cells[i::size] for i in range(size)])
    domains = [full(size) if cell == "." else 1 << SYMBOLS.index(cell) for cell in "".join(problem.givens)]
    _, _, found = solve(net, domains, 1, budget=500)
    return _write(problem, [SYMBOLS[v] for v in found[0]]) if len(found) else ""


SHORTCUTS = (
    Shortcut("in each row the missing symbols in ascending order", _ascending, (0.02,) * 10),
    Shortcut("the first symbol that fits, cell by cell", _first_fit, (0.7, 0.22, 0.15, 0.03) + (0.02,) * 6),
    Shortcut("for each cell the first symbol that the givens allow", _one_look, (0.18,) + (0.02,) * 9),
    Shortcut("a Latin square: regions and diagonals ignored", _rows_and_columns, (1.0, 0.93, 0.95, 0.05) + (0.02,) * 6),
)


def copies(problem: Sudoku, rng: Random) -> Iterator[Sudoku]:
    """The eight rotations and reflections, with symbols exchanged. With boxes also rows and columns that trade places within their
    bands, and bands as wholes; where the diagonals count, rows and columns alike, so that the diagonals stay."""
    size = _size(problem)
    for turn in symmetries(size, size):
        new = rng.sample(SYMBOLS[:size], size)
        givens = "".join(turn.image("".join(problem.givens))).translate(str.maketrans(SYMBOLS[:size], "".join(new)))
        regions = turn.image("".join(problem.regions))
        letters = dict(zip(dict.fromkeys(regions), LETTERS, strict=False))
        copy = Sudoku(cut(givens, size), cut([letters[g] for g in regions], size), problem.diagonals)
        yield copy
        if box := box_shape(copy):
            yield _rearranged(copy, box, rng)


def _rearranged(problem: Sudoku, box: tuple[int, int], rng: Random) -> Sudoku:
    size = _size(problem)
    down, across = (_order(size, side, problem.diagonals, rng) for side in box)
    if problem.diagonals:
        across = down if box[0] == box[1] else list(range(size))
        down = across
    return msgspec.structs.replace(problem, givens=tuple("".join(problem.givens[r][c] for c in across) for r in down))


def _order(size: int, side: int, mirrored: bool, rng: Random) -> list[int]:
    """A new order of rows that keeps bands of `side` rows together; mirrored: the last row stays opposite the first, and so on."""
    bands = [list(range(first, first + side)) for first in range(0, size, side)]
    if not mirrored:
        return [row for band in rng.sample(bands, len(bands)) for row in rng.sample(band, side)]
    half = [rng.sample(band, side) for band in rng.sample(bands[: len(bands) // 2], len(bands) // 2)]
    if rng.random() < 0.5:
        half = [[size - 1 - row for row in band] for band in half]
    rows = [row for band in half for row in band]
    middle = bands[len(bands) // 2] if len(bands) % 2 else []
    if rng.random() < 0.5:
        middle = middle[::-1]
    return rows + middle + [size - 1 - row for row in reversed(rows)]


def different(problem: Sudoku, rng: Random) -> Iterator[Sudoku]:
    """A given less; the rule of the diagonals dropped or added."""
    cells = "".join(problem.givens)
    x = rng.choice([x for x, cell in enumerate(cells) if cell != "."])
    yield msgspec.structs.replace(problem, givens=cut(cells[:x] + "." + cells[x + 1 :], _size(problem)))
    yield msgspec.structs.replace(problem, diagonals=not problem.diagonals)
