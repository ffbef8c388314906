"""Number wall (Nurikabe): build walls so that each number stands in an island of its own with so many cells, and the walls hang together.

Refused for the first of: format (not a grid of walls and land of this size), givens (a number is changed, walled up or invented),
unnumbered (an island without a number), touch (an island with two numbers), size (an island of another size than its number),
block (two by two walls), connected (the walls are in several parts). Land cells that share a side are of one island, walls that share
a side of one part."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import cells, grids
from synth.verifiers.parsers.chinese import WORDS, Reader

EMPTY, WALL = ".", "#"
SMALLEST, LARGEST = 3, 10
Row = Annotated[str, Meta(min_length=SMALLEST, max_length=LARGEST, pattern=r"\A[1-9.]+\Z")]
Cells = set[cells.Cell]


class NumberWall(Problem, frozen=True):
    """A grid of 3 to 10 rows and columns with the sizes of its islands."""

    numbers: Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=LARGEST)]
    """The rows, `.` for a cell without a number: `("2..", "...", "1.1")`."""

    def __post_init__(self) -> None:
        if len({len(row) for row in self.numbers}) != 1:
            raise ValueError("rows must be equally long")


_CHINESE = Reader(WORDS | {"墙壁": "walls", "墙": "walls"})
_WALLS = (cells.MARKS | {"W", "w"}) - {"1"}
_LAND = cells.BLANKS


def verify(problem: NumberWall, answer: str) -> Verdict:
    walls = _read(problem, answer)
    if isinstance(walls, Verdict):
        return walls
    numbers = {(r, c): int(sign) for r, row in enumerate(problem.numbers) for c, sign in enumerate(row) if sign != EMPTY}
    land = {(r, c) for r, row in enumerate(problem.numbers) for c in range(len(row))} - walls
    if not numbers.keys() <= land:
        return refuse("givens")
    islands = [(len(island), [numbers[cell] for cell in island & numbers.keys()]) for island in parts(land)]
    if not all(told for _, told in islands):
        return refuse("unnumbered")
    if any(len(told) > 1 for _, told in islands):
        return refuse("touch")
    if any(size != told[0] for size, told in islands):
        return refuse("size")
    if any({(r, c), (r, c + 1), (r + 1, c), (r + 1, c + 1)} <= walls for r, c in walls):
        return refuse("block")
    return ACCEPT if len(list(parts(walls))) < 2 else refuse("connected")


def _read(problem: NumberWall, answer: str) -> Cells | Verdict:
    """The walls, counted from 0, from a grid with one sign for walls and one for land, or from a list. Numbers may stand as land."""
    rows, columns = len(problem.numbers), len(problem.numbers[0])
    grid = grids.grid(answer, rows, columns)
    if grid is None:
        listed = cells.cells(answer, "wall", _CHINESE)
        if listed is None or len(set(listed)) < len(listed) or not all(1 <= r <= rows and 1 <= c <= columns for r, c in listed):
            return refuse("format")
        return {(r - 1, c - 1) for r, c in listed}
    signs = {sign for row in grid for sign in row}
    if signs == {"0", "1"}:  # no wall but 1
        return {(r, c) for r, row in enumerate(grid) for c, sign in enumerate(row) if sign == "1"}
    if not signs <= _WALLS | _LAND | set("123456789") or len(signs & _WALLS) > 1 or len(signs & _LAND) > 1:
        return refuse("format")
    printed = {(sign, number) for row, told in zip(grid, problem.numbers, strict=True) for sign, number in zip(row, told, strict=True)}
    if any(sign not in _LAND and sign != number and (sign not in _WALLS or number != EMPTY) for sign, number in printed):
        return refuse("givens")
    return {(r, c) for r, row in enumerate(grid) for c, sign in enumerate(row) if sign in _WALLS}


def parts(some: Cells) -> Iterator[Cells]:
    """The parts of a set of cells that hang together by sides."""
    left = set(some)
    while left:
        edge = [left.pop()]
        part = set(edge)
        for r, c in edge:  # which grows
            for beside in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if beside in left:
                    left.remove(beside)
                    part.add(beside)
                    edge.append(beside)
        yield part


_SMALL = NumberWall((".....", ".1.1.", "....2", ".....", ".3..."))
_SOLVED = "# # # # #\n# 1 # 1 #\n# # # # 2\n# . . # .\n# 3 # # #"
_LISTED = "; ".join(f"({r}, {c})" for r, row in enumerate(_SOLVED.split("\n"), 1) for c, sign in enumerate(row.split(), 1) if sign == WALL)
_OPEN = NumberWall(("2..", "...", "..2"))  # two solutions
_CUT = NumberWall(("...", "3..", "..."))

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "#####\n#1#1#\n####2\n#..#.\n#3###", ""),
    (_SMALL, "■ ■ ■ ■ ■\n■ □ ■ □ ■\n■ ■ ■ ■ □\n■ □ □ ■ □\n■ □ ■ ■ ■", ""),
    (_SMALL, '[["#","#","#","#","#"],["#","1","#","1","#"],["#","#","#","#","2"],["#",".",".","#","."],["#","3","#","#","#"]]', ""),
    (_SMALL, "1 1 1 1 1\n1 0 1 0 1\n1 1 1 1 0\n1 0 0 1 0\n1 0 1 1 1", ""),
    (_SMALL, "|W|W|W|W|W|\n|-|-|-|-|-|\n|W|1|W|1|W|\n|W|W|W|W|2|\n|W|.|.|W|.|\n|W|3|W|W|W|", ""),
    (_SMALL, "Row 1: # # # # #\nRow 2: # 1 # 1 #\nRow 3: # # # # 2\nRow 4: # . . # .\nRow 5: # 3 # # #", ""),
    (_SMALL, f"Walls: {_LISTED}", ""),
    (_OPEN, "2 # #\n. # .\n# # 2", ""),
    (NumberWall(("5..", "...", "...")), "5 . .\n. # #\n. # #", "block"),
    (_OPEN, "Walls: (1, 2), (1, 3), (2, 2), (3, 1), (3, 2), (4, 1)", "format"),
    (_OPEN, "2 . #\n# # #\n# . 2", ""),
    (_SMALL, "", "format"),
    (_SMALL, "# # # # #\n# 1 # 1 #\n# # # # 2\n# . . # .", "format"),
    (_SMALL, f"{_SOLVED}\nor\n{_SOLVED}", "format"),
    (_SMALL, "# # # # #\n# 1 # 1 #\n# # # # 2\n# . ? # .\n# 3 # # #", "format"),
    (_SMALL, "# # # # #\n# 1 # 1 #\n# # # # 2\n# . o # .\n# 3 # # #", "format"),
    (_SMALL, "# # # # #\n# 1 X 1 #\n# # # # 2\n# . . # .\n# 3 # # #", "format"),
    (_SMALL, "the walls are around the islands", "format"),
    (_SMALL, "# # # # #\n# 1 # 1 #\n# # # # 2\n# . . # .\n# 4 # # #", "givens"),
    (_SMALL, "# # # # #\n# 1 # # #\n# # # # 2\n# . . # .\n# 3 # # #", "givens"),
    (_SMALL, "# # # # #\n# 1 # 1 #\n# # # # 2\n# 3 3 # .\n# 3 # # #", "givens"),
    (_SMALL, "# # # # #\n# # # # #\n# # # # #\n# # # # #\n# # # # #", "givens"),
    (_SMALL, "1 1 1 1 1\n1 0 1 1 1\n1 1 1 1 0\n1 0 0 1 0\n1 0 1 1 1", "givens"),
    (_SMALL, f"{_LISTED}; (2, 2)", "givens"),
    (_SMALL, ". # # # #\n# 1 # 1 #\n# # # # 2\n# . . # .\n# 3 # # #", "unnumbered"),
    (_SMALL, "# # # # #\n# 1 . 1 #\n# # # # 2\n# . . # .\n# 3 # # #", "touch"),
    (_SMALL, ". . . . .\n. 1 . 1 .\n. . . . 2\n. . . . .\n. 3 . . .", "touch"),
    (_SMALL, "# # # # #\n# 1 # 1 #\n# # # # 2\n# # # # #\n# 3 # # #", "size"),
    (_SMALL, "# # # # #\n# 1 # 1 #\n# # # # 2\n# . . # .\n. 3 # # #", "size"),
    (_SMALL, "# # # # #\n# 1 # 1 #\n# # # # 2\n. # # # .\n. 3 # # #", "block"),
    (_CUT, "# # #\n3 . .\n# # #", "connected"),
    (_SMALL, f"答案是：\n{_SOLVED}", ""),
    (_SMALL, "第1行：# # # # #\n第2行：# 1 # 1 #\n第3行：# # # # 2\n第4行：# . . # .\n第5行：# 3 # # #", ""),
    (_SMALL, "最终答案：\n■■■■■\n■□■□■\n■■■■□\n■□□■□\n■□■■■", ""),
    (_SMALL, f"填好的盘面如下：\n{_SOLVED}", ""),
    (_SMALL, "第一行：##### \n第二行：#1#1#\n第三行：####2\n第四行：#..#.\n第五行：#3###", ""),
    (_SMALL, f"墙：{_LISTED}", ""),
    (_SMALL, "第1行：# # # # #\n第2行：# 1 # 1 #", "format"),
    (_SMALL, "答案：\n# # # # #\n# 1 # 1 #\n# # # # 2\n. # # # .\n. 3 # # #", "block"),
    (_SMALL, "无解", "format"),
)
