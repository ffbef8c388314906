"""What the number wall claims: its rules in words, what cheap policies win, and which grids are the same puzzle.

The policies leave out what the task is there for, islands weighed against walls that must hang together."""

import re
from collections.abc import Iterator
from random import Random

from synth.generators.logic.number_wall import images
from synth.generators.solvers.grids import cut, neighbours
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.number_wall import EMPTY, WALL, NumberWall


def _grid(problem: NumberWall) -> str:
    return re.escape("\n".join(" ".join(row) for row in problem.numbers))


RULES = (
    Rule("givens", {"en": _grid, "zh": _grid}),
    Rule(
        "givens",
        {
            "en": r"a number is never a wall|numbered cells are white|exactly one number, always on land|plots with a number are lawn",
            "zh": r"有数字的格子不能是墙|数字都写在陆地上",
        },
    ),
    Rule(
        "unnumbered",
        {
            "en": r"every island contains exactly one number|no area is without a number|there are no islands besides these"
            r"|neither none nor several",
            "zh": r"每座岛恰好有一个数字|没有数字的岛是不存在的",
        },
    ),
    Rule(
        "touch",
        {
            "en": r"two islands never share a side|none has two\)|there is sea between any two islands|neither none nor several",
            "zh": r"每座岛恰好有一个数字|每座岛上恰好有一个数字",
        },
    ),
    Rule(
        "touch",
        {
            "en": r"may touch at a corner|joined by their sides form a white area|their corners may meet|corners alone do not join",
            "zh": r"可以在角上相碰|只在角上相碰的不算相连",
        },
    ),
    Rule(
        "size",
        {
            "en": r"how many cells the island has, the cell of the number included|count of cells of its area, its own cell counted too"
            r"|of how many squares the island consists, that one included|as many plots as this number says, the numbered plot included",
            "zh": r"岛的格数（数字所在的格子也算在内）|一共有几格，写着数字的那一格也算",
        },
    ),
    Rule(
        "block",
        {
            "en": r"nowhere do walls fill a block of 2 x 2|no four wall cells form a 2 x 2|2 x 2 square all sea"
            r"|no square of 2 x 2 plots may consist",
            "zh": r"2×2 的四格(都不能全是墙|全是海)",
        },
    ),
    Rule(
        "connected",
        {
            "en": r"through walls that share a side|one single piece, joined by sides|sea is connected: [^.]* up, down, left and right"
            r"|all of one piece; its plots are joined through sides",
            "zh": r"只经过有公共边的墙|海是连成一片的，小船上下左右移动",
        },
    ),
    Rule(
        "format",
        {
            "en": r"# for (a wall|wall|sea|hedge), \. for (land|white|lawn)",
            "zh": r"(墙|海)写 #，(岛|陆地)写 \.",
        },
    ),
)


def _shown(problem: NumberWall, land: set[int]) -> str:
    numbers = "".join(problem.numbers)
    signs = [number if number != EMPTY or x in land else WALL for x, number in enumerate(numbers)]
    return "\n".join(" ".join(row) for row in cut(signs, len(problem.numbers[0])))


def _grown(problem: NumberWall, order: tuple[int, ...] | None, blocks: bool) -> str:
    """Number by number, the smallest first, an island of its cells: each time the first free cell beside it that no other island touches,
    in an order of directions (0 left, 1 right, 2 up, 3 down), or, with blocks, one of most blocks of four walls."""
    rows, columns = len(problem.numbers), len(problem.numbers[0])
    near, cells = neighbours(rows, columns), "".join(problem.numbers)
    starts = sorted((x for x, sign in enumerate(cells) if sign != EMPTY), key=lambda x: int(cells[x]))
    owner = {x: x for x in starts}

    def filled(x: int) -> int:
        corners = (x, x - 1, x - columns, x - columns - 1)
        whole = [c for c in corners if c >= 0 and c % columns < columns - 1 and c // columns < rows - 1]
        return sum(not {c, c + 1, c + columns, c + columns + 1} & owner.keys() for c in whole)

    for start in starts:
        island = [start]
        while len(island) < int(cells[start]):
            edge = [y for x in island for y in near[x] if y not in owner and all(owner.get(z, start) == start for z in near[y])]
            if not edge:
                break
            if order:
                towards = {way: rank for rank, way in enumerate(order)}
                edge.sort(key=lambda y: min(towards[(y > x) + (abs(y - x) == columns) * 2] for x in island if y in near[x]))
            best = max(edge, key=filled) if blocks else edge[0]
            owner[best] = start
            island.append(best)
    return _shown(problem, set(owner))


def _block_by_block(problem: NumberWall) -> str:
    """The first block of four walls, again and again: its first cell that makes an unfinished island larger."""
    rows, columns = len(problem.numbers), len(problem.numbers[0])
    near, cells = neighbours(rows, columns), "".join(problem.numbers)
    owner = {x: x for x, sign in enumerate(cells) if sign != EMPTY}
    room = {x: int(cells[x]) - 1 for x in owner}
    corners = [x for x in range((rows - 1) * columns) if x % columns < columns - 1]
    changed = True
    while changed:
        changed = False
        for c in corners:
            block = (c, c + 1, c + columns, c + columns + 1)
            if not owner.keys() & set(block):
                for x in block:
                    beside = {owner[y] for y in near[x] if y in owner}
                    if len(beside) == 1 and room[min(beside)]:
                        owner[x] = min(beside)
                        room[owner[x]] -= 1
                        changed = True
                        break
    return _shown(problem, set(owner))


SHORTCUTS = (
    Shortcut("only the numbers are land", lambda p: _shown(p, set()), (0.03,) * 10),
    Shortcut("islands grow by the first free cell in reading order", lambda p: _grown(p, None, blocks=False), (0.17, 0.06) + (0.03,) * 8),
    Shortcut(
        "islands grow downwards and to the right where they can",
        lambda p: _grown(p, (3, 1, 2, 0), blocks=False),
        (0.17, 0.05) + (0.03,) * 8,
    ),
    Shortcut("islands grow into most blocks of four walls", lambda p: _grown(p, None, blocks=True), (0.64, 0.44, 0.26, 0.1) + (0.05,) * 6),
    Shortcut("block by block, the first cell that an island can take", _block_by_block, (0.3, 0.17, 0.07) + (0.04,) * 7),
)


def copies(problem: NumberWall, rng: Random) -> Iterator[NumberWall]:
    """The eight rotations and reflections."""
    for rows in images(problem):
        yield NumberWall(rows)


def different(problem: NumberWall, rng: Random) -> Iterator[NumberWall]:
    """A number that is larger or smaller by one."""
    cells = list("".join(problem.numbers))
    x = rng.choice([x for x, sign in enumerate(cells) if sign != EMPTY])
    cells[x] = str(int(cells[x]) + (1 if cells[x] == "1" or (cells[x] != "9" and rng.random() < 0.5) else -1))
    yield NumberWall(cut(cells, len(problem.numbers[0])))
