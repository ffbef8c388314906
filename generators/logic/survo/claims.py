"""What survo claims: its rules in words, what cheap policies win, and which tables are the same puzzle.

The policies leave out what the task is there for, weighing rows, columns and the numbers left against each other. The
last one lists all sums of all lines, which is most of the work at levels 4 and 5, where it wins 13 %; so it stays."""

from collections.abc import Callable, Iterator
from itertools import chain, combinations
from random import Random

from synth.generators.logic.survo import prompt_variables
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.survo import EMPTY, Survo


def _sums(joint: str) -> Callable[[Survo], str]:
    """The drawing, or both lists of sums."""

    def words(problem: Survo) -> str:
        drawing = str(prompt_variables(problem, Random(0))["drawing"]).replace("|", r"\|").replace(".", "[._?]")
        lists = (rf"(?<!\d){joint.join(map(str, told))}(?!\d)" for told in (problem.rows, problem.columns))
        return drawing + "|" + ".*".join(lists)

    return words


def _table(problem: Survo) -> str:
    """The drawing, or the rows of the table."""
    shown = prompt_variables(problem, Random(0))
    drawing = str(shown["drawing"]).replace("|", r"\|")
    return f"{drawing}|{chr(10).join(shown['rows'])}".replace(".", "[._?]")  # type: ignore[arg-type]


def _numbers(joint: str) -> Callable[[Survo], str]:
    return lambda problem: rf"(?<!\d){joint.join(map(str, problem.numbers))}(?!\d)"


def _repeats(problem: Survo) -> bool:
    return len(set(problem.numbers)) < len(problem.numbers)


def _given(problem: Survo) -> bool:
    return any(chain(*problem.table))


RULES = (
    Rule("given", {"en": _table, "zh": _table}),
    Rule(
        "given",
        {
            "en": r"numbers already in the table stay|printed numbers may not be changed|keep the numbers that are there"
            r"|entries that can still be read",
            "zh": r"已有的数(保持不变|不能改动)",
        },
        _given,
    ),
    Rule("numbers", {"en": _numbers(", "), "zh": _numbers("，")}),
    Rule(
        "numbers",
        {"en": r"(each|every one) of (them|these numbers)( is used)? exactly once", "zh": r"每个数恰好用一次"},
    ),
    Rule(
        "numbers",
        {
            "en": r"listed (twice|several times|more than once)",
            "zh": r"列出(两次|几次)",
        },
        _repeats,
    ),
    Rule("row", {"en": _sums(", "), "zh": _sums("，")}),
    Rule(
        "row",
        {
            "en": r"numbers of each row (must )?add up to|sum of every row|row must total|row totals",
            "zh": r"每一行(的数)?(之和|加起来)",
        },
    ),
    Rule(
        "column",
        {
            "en": r"those of each column to the sum|sum of every column|column must total|column totals",
            "zh": r"每一列(的数)?(之和|加起来)",
        },
    ),
    Rule("format", {"en": r"without the (sums|totals)", "zh": r"不(要|必)写(出)?(和|合计)"}),
    Rule("format", {"en": r"separated by spaces|a space between (two )?numbers|with spaces in between", "zh": r"用空格隔开"}),
    Rule("format", {"en": r"from top to bottom|top row first|from the top", "zh": r"从上到下"}),
)


def _shown(rows: list[list[int]]) -> str:
    return "\n".join(" ".join(map(str, row)) for row in rows)


def _subtract(problem: Survo) -> tuple[list[list[int]], list[int]]:
    """The table after every line with one empty cell is completed, again and again, and the numbers left."""
    table, left = [list(row) for row in problem.table], list(problem.numbers)
    height, width = len(problem.rows), len(problem.columns)
    lines = [[(r, c) for c in range(width)] for r in range(height)] + [[(r, c) for r in range(height)] for c in range(width)]
    changed = True
    while changed:
        changed = False
        for line, told in zip(lines, problem.rows + problem.columns, strict=True):
            gaps = [(r, c) for r, c in line if table[r][c] == EMPTY]
            number = told - sum(table[r][c] for r, c in line)
            if len(gaps) == 1 and number in left:
                table[gaps[0][0]][gaps[0][1]] = number
                left.remove(number)
                changed = True
    return table, left


def _rest_ascending(problem: Survo) -> str:
    table, left = _subtract(problem)
    return _shown([[number or left.pop(0) for number in row] for row in table])


def _rows_alone(problem: Survo) -> str:
    """After subtraction, for each row from the top the first of the numbers left that give its sum, ascending."""
    table, left = _subtract(problem)
    for row, told in zip(table, problem.rows, strict=True):
        gaps = row.count(EMPTY)
        fitting = (chosen for chosen in combinations(left, gaps) if sum(chosen) + sum(row) == told)
        chosen = list(next(fitting, left[:gaps]))
        for number in chosen:
            left.remove(number)
        row[:] = [number or chosen.pop(0) for number in row]
    return _shown(table)


def _largest_first(problem: Survo) -> str:
    """The largest number left goes where row and column still lack most, on average over their empty cells; a line with one empty cell
    is completed as soon as there is one."""
    while True:
        table, left = _subtract(problem)
        if not left:
            return _shown(table)
        columns = list(zip(*table, strict=True))

        def lack(line: tuple[int, ...], told: int) -> float:
            return (told - sum(line)) / line.count(EMPTY)

        cells = [(r, c) for r, row in enumerate(table) for c, number in enumerate(row) if number == EMPTY]
        r, c = max(
            cells, key=lambda cell: lack(tuple(table[cell[0]]), problem.rows[cell[0]]) + lack(columns[cell[1]], problem.columns[cell[1]])
        )
        table[r][c] = left.pop()
        problem = Survo(tuple(map(tuple, table)), problem.rows, problem.columns, tuple(left)) if left else problem
        if not left:
            return _shown(table)


def _fewest_ways(problem: Survo) -> str:
    """The line whose empty cells can get fewest sets of the numbers left gets the first of these sets, larger numbers where the crossing
    lines lack more, again and again; nothing is ever taken back."""
    table, left = [list(row) for row in problem.table], list(problem.numbers)
    height, width = len(table), len(table[0])
    lines = [([(r, c) for c in range(width)], told) for r, told in enumerate(problem.rows)]
    lines += [([(r, c) for r in range(height)], told) for c, told in enumerate(problem.columns)]

    def lack(cells: list[tuple[int, int]], told: int) -> tuple[list[tuple[int, int]], int]:
        return [(r, c) for r, c in cells if table[r][c] == EMPTY], told - sum(table[r][c] for r, c in cells)

    while left:
        open_lines = [(cells, told, *lack(cells, told)) for cells, told in lines if lack(cells, told)[0]]
        ways = [[chosen for chosen in combinations(left, len(gaps)) if sum(chosen) == missing] for *_, gaps, missing in open_lines]
        place = min(range(len(ways)), key=lambda k: len(ways[k]))
        if not ways[place]:
            return ""
        line, _, gaps, _ = open_lines[place]
        wanted = {}
        for cell in gaps:
            crossing = next(one for one in open_lines if cell in one[0] and one[0] != line)
            wanted[cell] = crossing[3] / len(crossing[2])
        for (r, c), number in zip(sorted(gaps, key=wanted.__getitem__), ways[place][0], strict=True):
            table[r][c] = number
            left.remove(number)
    return _shown(table)


SHORTCUTS = (
    Shortcut("lines with one empty cell, the rest in ascending order", _rest_ascending, (0.86, 0.75) + (0.02,) * 8),
    Shortcut("lines with one empty cell, then the first numbers that give each row's sum", _rows_alone, (0.9, 0.82, 0.1) + (0.02,) * 7),
    Shortcut("the largest number where row and column lack most", _largest_first, (0.96, 0.93, 0.5, 0.08, 0.06, 0.05) + (0.03,) * 4),
    Shortcut(
        "the first sum of the line that has fewest, never going back",
        _fewest_ways,
        (0.85, 0.77, 0.5, 0.15, 0.14, 0.1) + (0.04,) + (0.03,) * 3,
    ),
)


def copies(problem: Survo, rng: Random) -> Iterator[Survo]:
    """Rows and columns exchanged; the rows, and the columns, in another order."""
    table, rows, columns, numbers = problem.table, problem.rows, problem.columns, problem.numbers
    if len(columns) <= 5:
        yield Survo(tuple(zip(*table, strict=True)), columns, rows, numbers)
    order = rng.sample(range(len(rows)), len(rows))
    yield Survo(tuple(table[r] for r in order), tuple(rows[r] for r in order), columns, numbers)
    order = rng.sample(range(len(columns)), len(columns))
    yield Survo(tuple(tuple(row[c] for c in order) for row in table), rows, tuple(columns[c] for c in order), numbers)


def different(problem: Survo, rng: Random) -> Iterator[Survo]:
    """Two sums that differ exchanged while the table stays; another number to be placed."""
    table, rows, columns, numbers = problem.table, problem.rows, problem.columns, problem.numbers
    yield Survo(table, (rows[0] + 1, *rows[1:]), columns, numbers)
    yield Survo(table, rows, columns, (*numbers[:-1], numbers[-1] + 1))
