"""What Minesweeper claims: its rules in words, what cheap policies win, and which boards are the same puzzle.

The policies name cells without reasoning, or by single numbers alone."""

from collections.abc import Iterator
from random import Random

import msgspec

from synth.generators.logic.minesweeper import write
from synth.generators.solvers.grids import cut, neighbours, symmetries
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.minesweeper import Minesweeper
from synth.verifiers.logic.minesweeper.minefield import NOT_STATED


def _total(problem: Minesweeper) -> bool:
    return problem.total != NOT_STATED


def _no_total(problem: Minesweeper) -> bool:
    return problem.total == NOT_STATED


def _arrangement(problem: Minesweeper) -> str:
    end = r" and the total\b" if _total(problem) else r"(?! and the total)"
    return r"every arrangement of mines that fits all numbers" + end


def _arrangement_zh(problem: Minesweeper) -> str:
    return r"所有符合全部数字和地雷总数的布雷方式" if _total(problem) else r"所有符合全部数字的布雷方式"


RULES = (
    Rule(
        "uncertain",
        {
            "en": r"mines among its up to 8 neighbours, diagonal ones too"
            r"|cells that touch it, by a side or a corner"
            r"|squares around it, counting the diagonal ones as well|how many of the eight cells around it"
            r"|in the eight directions: left",
            "zh": r"周围八格（包括斜着相邻的）|与它共边或共角的格子",
        },
    ),
    Rule(
        "uncertain",
        {
            "en": r"it holds no mine, and|opened cell without a mine|turned out free of mines|cell, which has no mine"
            r"|open cells never contain a mine",
            "zh": r"那里没有地雷",
        },
    ),
    Rule(
        "uncertain",
        {
            "en": r"holds one mine or is safe|one mine or nothing|hides at most one mine|one mine or no mine"
            r"|either one mine or none",
            "zh": r"至多有一颗地雷",
        },
    ),
    Rule(
        "uncertain",
        {
            "en": lambda p: (
                rf"exactly {p.total} mines?\b"
                rf"|the board has {p.total} mines?, no more and no fewer"
            ),
            "zh": lambda p: rf"恰好有 {p.total} 颗地雷|地雷总数是 {p.total} 颗|不多不少有 {p.total} 颗地雷",
        },
        _total,
    ),
    Rule(
        "uncertain",
        {
            "en": r"total number of mines( is not known|\.)|how many mines there are in all is unknown",
            "zh": r"地雷总数未知|地雷一共有多少颗未知|没有人知道地雷的总数",
        },
        _no_total,
    ),
    Rule("uncertain", {"en": _arrangement, "zh": _arrangement_zh}),
    Rule(
        "uncertain",
        {"en": r"name exactly those|and nothing else|and no others\b|belongs? to (it|neither)", "zh": r"也不要多写"},
    ),
    Rule(
        "incomplete",
        {
            "en": r"name exactly those|list all (certain|unopened)|must be named|name all squares|complete sets?|full list",
            "zh": r"一个不漏",
        },
    ),
    Rule(
        "incomplete",
        {
            "en": r"hidden cells must hold a mine|list all certain mines|where (is a mine|a mine is) certain"
            r"|that is provably a mine|contain a mine in all of these",
            "zh": r"必定有雷.*都有雷|都有雷，它们必定有雷",
        },
        lambda p: p.ask != "safe",
    ),
    Rule(
        "incomplete",
        {
            "en": r"(hidden cells|and which) must be safe|all unopened cells that are certainly safe"
            r"|certainly safe to step|squares that are certainly safe"
            r"|opened without any risk|free of mines in all of",
            "zh": r"必定安全.*都没有雷|都没有雷，它们必定安全",
        },
        lambda p: p.ask != "mines",
    ),
    Rule(
        "board",
        {
            "en": r"is a hidden cell|a cell that has not been opened|a square that nobody has searched"
            r"|is a covered cell|shown as `.` are closed",
            "zh": r"` ?(表示|是|的是)(还没翻开|未翻开|未查过)的格子",
        },
    ),
    Rule(
        "board",
        {
            "en": r"from 1 at the top, columns from 1 at the left|row 1 at the top and column 1 at the left"
            r"|row 1 is the top row, column 1 the leftmost"
            r"|counted from 1, starting in the top left|from the top, starting at 1\) and column c \(from the left, starting at 1",
            "zh": r"最上面是第 1 行，最左边是第 1 列",
        },
    ),
    Rule(
        "board",
        {
            "en": lambda p: (
                rf"\b{len(p.rows)} (rows (and|of) |rows, |x ){len(p.rows[0])}( columns| cells"
                rf"| \(rows x columns)"
            ),
            "zh": lambda p: f"{len(p.rows)} 行 {len(p.rows[0])} 列",
        },
    ),
    Rule(
        "format",
        {"en": r"each cell once|no cell twice|no square twice|each once", "zh": r"每格只写一次"},
    ),
    Rule("format", {"en": r"no such cell, answer `none`", "zh": r"没有这样的格子，就回答“无”"}, lambda p: p.ask != "both"),
    Rule(
        "format",
        {
            "en": r"two lists, `mines:` and `safe:`, with `none`",
            "zh": r"“有雷：”开头，一行以“安全：”开头；哪一类没有格子，就在那一行写“无”",
        },
        lambda p: p.ask == "both",
    ),
)


def _nothing(problem: Minesweeper) -> str:
    return write(problem, {"mines": [], "safe": []})


def _everything(problem: Minesweeper) -> str:
    """All hidden cells beside a number, as mines; the others are safe."""
    cells = "".join(problem.rows)
    around = neighbours(len(problem.rows), len(problem.rows[0]), diagonal=True)
    hidden = [x for x, cell in enumerate(cells) if cell == "#"]
    mines = [x for x in hidden if any(cells[y] != "#" for y in around[x])]
    return write(problem, {"mines": mines, "safe": hidden if problem.ask == "safe" else [x for x in hidden if x not in mines]})


def _single_numbers(problem: Minesweeper, rounds: int) -> str:
    """A number with all its mines, or with as many hidden cells left as mines, settles its cells; so many rounds."""
    cells = "".join(problem.rows)
    around = neighbours(len(problem.rows), len(problem.rows[0]), diagonal=True)
    mines: set[int] = set()
    safe: set[int] = set()
    for _ in range(rounds):
        now, free = set(mines), set(safe)
        for x, cell in enumerate(cells):
            if cell != "#":
                left = {y for y in around[x] if cells[y] == "#"} - mines - safe
                need = int(cell) - sum(y in mines for y in around[x])
                now |= left if need == len(left) else set()
                free |= left if need == 0 else set()
        if (now, free) == (mines, safe):
            break
        mines, safe = now, free
    return write(problem, {"mines": sorted(mines), "safe": sorted(safe)})


def _two_numbers(problem: Minesweeper) -> str:
    """Single numbers, and two of which one has all hidden cells of the other and more: the rest holds the difference. Until nothing
    changes."""
    cells = "".join(problem.rows)
    around = neighbours(len(problem.rows), len(problem.rows[0]), diagonal=True)
    mines: set[int] = set()
    safe: set[int] = set()
    while True:
        known = len(mines) + len(safe)
        areas = {}
        for x, cell in enumerate(cells):
            if cell != "#":
                hidden = frozenset(y for y in around[x] if cells[y] == "#")
                areas[hidden - mines - safe] = int(cell) - len(hidden & mines)
        areas |= {big - small: areas[big] - areas[small] for big in areas for small in areas if small and small < big}
        for area, need in areas.items():
            mines |= area if need == len(area) else set()
            safe |= area if need == 0 else set()
        if len(mines) + len(safe) == known:
            return write(problem, {"mines": sorted(mines), "safe": sorted(safe)})


SHORTCUTS = (
    Shortcut("no cell is certain", _nothing, (0.05,) * 10),
    Shortcut("all hidden cells beside a number are mines", _everything, (0.05,) * 10),
    Shortcut("single numbers, each read once", lambda problem: _single_numbers(problem, 1), (0.15, 0.07) + (0.05,) * 8),
    Shortcut("single numbers, until nothing changes", lambda problem: _single_numbers(problem, 1000), (0.65, 0.6) + (0.05,) * 8),
    # Two numbers compared are the deduction that levels 3 and 4 are there for; from level 5 on there are cells that need more.
    Shortcut("two numbers compared, until nothing changes", _two_numbers, (0.95, 1.0, 0.77, 0.79) + (0.05,) * 6),
)


def copies(problem: Minesweeper, rng: Random) -> Iterator[Minesweeper]:
    """The eight rotations and reflections."""
    for turn in symmetries(len(problem.rows), len(problem.rows[0])):
        yield msgspec.structs.replace(problem, rows=cut("".join(turn.image("".join(problem.rows))), turn.columns))


def different(problem: Minesweeper, rng: Random) -> Iterator[Minesweeper]:
    """Another question; the total not stated."""
    for ask in ("mines", "safe", "both"):
        if ask != problem.ask:
            yield msgspec.structs.replace(problem, ask=ask)
    if _total(problem):
        yield msgspec.structs.replace(problem, total=NOT_STATED)
