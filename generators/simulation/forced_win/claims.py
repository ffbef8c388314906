"""What forced win claims: its rules in words, what cheap policies win, and which boards are the same.

The policies leave out what the task is there for, looking further ahead than one answer. Looking three or five moves ahead is a search of
all answers as far as the game goes on many boards of the lower levels; it is named for its share, which falls as games get longer."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.simulation.forced_win import written
from synth.generators.simulation.forced_win.boards import hemming, middle, turned
from synth.generators.simulation.forced_win.kernel import Rules, solve
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation.forced_win.games import LINES, ForcedWin, Move, possible


def _board(problem: Any) -> str:
    return r"\n".join(rf"{number} {' '.join(row)}".replace(".", r"\.") for number, row in enumerate(problem.board, 1))


def _of(*games: str) -> Callable[[ForcedWin], bool]:
    return lambda problem: problem.game in games


RULES = (
    Rule("move", {"en": _board, "zh": _board}),
    Rule("move", {"en": r"X's turn|X is to move|X has the next move", "zh": r"轮到 X 走"}),
    Rule("move", {"en": r"move in turn", "zh": r"轮流走棋"}),
    Rule(
        "move",
        {"en": r"# is a cell that nobody may use", "zh": r"“#”是谁都不能用的格子"},
        lambda p: any("#" in row for row in p.board),
    ),
    Rule("move", {"en": r"mark of their own on a free cell", "zh": r"在一个空格子里放一枚自己的棋子"}, _of("line")),
    Rule("move", {"en": r"falls to the lowest free cell of that column", "zh": r"落到这一列最低的空格子"}, _of("drop")),
    Rule("move", {"en": r"both players use the same mark", "zh": r"双方用同一种棋子"}, _of("same")),
    Rule(
        "losing",
        {
            "en": lambda p: rf"\b{p.length} marks.{{0,40}}side by side.{{0,60}}{'loses' if p.misere else 'wins'} at once",
            "zh": lambda p: rf" {p.length} 枚.{{0,40}}立刻{'输' if p.misere else '赢'}",
        },
        _of(*LINES),
    ),
    Rule("losing", {"en": r"across, down or diagonally", "zh": r"横、竖、斜都算"}, _of(*LINES)),
    Rule("losing", {"en": r"the game is a draw", "zh": r"就是和棋"}, _of(*LINES)),
    Rule(
        "move",
        {"en": r"by one step to a free cell beside it, across, up, down or diagonally", "zh": r"移到相邻的一个空格子，横、竖、斜都可以"},
        _of("tokens"),
    ),
    Rule("losing", {"en": r"token leaves is closed for both players", "zh": r"离开的格子从此封闭"}, _of("tokens")),
    Rule(
        "losing",
        {
            "en": lambda p: rf"cannot move in their turn {'wins' if p.misere else 'loses'}",
            "zh": lambda p: rf"无路可走，谁就{'赢' if p.misere else '输'}",
        },
        _of("tokens", "pawns"),
    ),
    Rule("move", {"en": r"Pawns of X go down.{0,60}pawns of O go up", "zh": r"X 的兵向下走.{0,20}O 的兵向上走"}, _of("pawns")),
    Rule(
        "move",
        {"en": r"straight ahead to a free cell, or diagonally ahead to a cell with a pawn", "zh": r"向正前方走到空格子，或者向斜前方"},
        _of("pawns"),
    ),
    Rule(
        "losing",
        {
            "en": lambda p: rf"the bottom row for X, the top row for O\) {'loses' if p.misere else 'wins'} at once",
            "zh": lambda p: rf"X 是最下面一行，O 是最上面一行），谁立刻{'输' if p.misere else '赢'}",
        },
        _of("pawns"),
    ),
    Rule("losing", {"en": r"whatever O does", "zh": r"无论 O 怎么应对"}),
    Rule(
        "missing",
        {"en": r"all the moves.{0,80}Give all of them", "zh": r"所有这样的走法.{0,60}全部写出"},
        lambda p: p.question != "one",
    ),
    Rule("missing", {"en": r"write none if there is no such move", "zh": r"就写“无”"}, lambda p: p.question == "all"),
    Rule(
        "length",
        {"en": r"X wins as fast as possible and O puts it off as long as possible", "zh": r"X 尽快取胜，O 尽量拖延"},
        lambda p: p.question == "plies",
    ),
    Rule("length", {"en": r"Count the moves of both players", "zh": r"双方的步数都算"}, lambda p: p.question == "plies"),
    Rule("format", {"en": r"Write a move as", "zh": r"走法(?:用|写成)"}),
)


def _answer(problem: ForcedWin, moves: list[Move]) -> str:
    """With the most common number of moves, where one is asked for."""
    return written(problem, sorted(moves), 5)


def _rules(problem: ForcedWin) -> Rules:
    return Rules(problem.game, len(problem.board), len(problem.board[0]), problem.length, problem.misere)


def _middle(problem: ForcedWin) -> str:
    """The move whose cell is nearest to the middle of the board."""
    return _answer(problem, [middle(sorted(possible(problem)), _rules(problem))])


def _first(problem: ForcedWin) -> str:
    return _answer(problem, sorted(possible(problem))[:1])


def _every(problem: ForcedWin) -> str:
    return _answer(problem, list(possible(problem))[: 1 if problem.question == "one" else None])


def _safe(problem: ForcedWin) -> str:
    """A win at once, where there is one; else all moves after which O does not win at once."""
    found, _ = solve(_rules(problem), "".join(problem.board))
    moves = [move for move, value in found.items() if value == 1] or [move for move, value in found.items() if value != -2]
    return _answer(problem, moves[: 1 if problem.question == "one" else None])


def _hemming(problem: ForcedWin) -> str:
    """The moves of a token, or of pawns, after which O has the fewest moves; else the first move."""
    moves = sorted(possible(problem))
    fewest = hemming(moves, _rules(problem), "".join(problem.board)) or moves
    return _answer(problem, fewest[: 1 if problem.question == "one" or fewest == moves else None])


def _ahead(most: int) -> Callable[[ForcedWin], str]:
    """The moves by which X wins within so many moves of both players, with the fewest of these; the first move where one has to be named
    and there are none."""

    def policy(problem: ForcedWin) -> str:
        found, _ = solve(_rules(problem), "".join(problem.board))
        moves = {move: value for move, value in found.items() if 0 < value <= most}
        if problem.question == "one":
            return _answer(problem, list(moves or found)[:1])
        return written(problem, sorted(moves), min(moves.values(), default=0))

    return policy


SHORTCUTS = (
    Shortcut("the move nearest to the middle", _middle, (0.38, 0.33, 0.38, 0.1, 0.1, 0.1, 0.1, 0.04, 0.04, 0.04)),
    Shortcut("the first possible move", _first, (0.32, 0.34, 0.28, 0.07, 0.07, 0.07, 0.07, 0.03, 0.02, 0.02)),
    Shortcut("all possible moves", _every, (0.32, 0.34, 0.28) + (0.0,) * 7),
    Shortcut("all moves that do not lose at once", _safe, (0.75, 0.65, 0.36) + (0.02,) * 7),
    Shortcut("the moves that leave O the fewest", _hemming, (0.42, 0.36, 0.36) + (0.08,) * 4 + (0.04,) * 3),
    Shortcut("three moves ahead", _ahead(3), (0.84, 0.72, 0.5, 0.2, 0.17, 0.16, 0.1, 0.08, 0.02, 0.02)),
    Shortcut("five moves ahead", _ahead(5), (1.0, 0.95, 0.75, 0.45, 0.38, 0.36, 0.25, 0.25, 0.14, 0.12)),
    Shortcut("always none", lambda _: "none", (0.0,) * 3 + (0.08,) * 4 + (0.0,) * 3),
)


def copies(problem: ForcedWin, rng: Random) -> Iterator[ForcedWin]:
    """The board turned and mirrored, where the rules do not tell up from down."""
    for board in turned(problem):
        yield replace(problem, board=board)


def different(problem: ForcedWin, rng: Random) -> Iterator[ForcedWin]:
    """Who would win loses; another question."""
    yield replace(problem, misere=not problem.misere)
    yield replace(problem, question="all" if problem.question != "all" else "plies")
