"""Forced win: find the moves with which the player X, whose turn it is, can be sure to win a small board game, whatever O does.

Refused for the first of: format (not a list of moves, or the wrong number of things), move (not possible), losing (a move that does not
force a win), missing (not all moves asked for), length (the wrong number of moves until the win)."""

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.simulation.forced_win.games import ForcedWin, possible, winning
from synth.verifiers.simulation.forced_win.reading import read


def verify(problem: ForcedWin, answer: str) -> Verdict:
    found = read(problem, answer)
    if found is None or (found[1] is None) != (problem.question != "plies") or (problem.question == "one" and len(found[0]) != 1):
        return refuse("format")
    moves, number = found
    if not set(moves).issubset(possible(problem)) or len(set(moves)) < len(moves):
        return refuse("move")
    right, left = winning(problem)
    if not set(moves).issubset(right):
        return refuse("losing")
    if problem.question == "one":
        return ACCEPT
    if len(moves) < len(right):
        return refuse("missing")
    return ACCEPT if number is None or number == left else refuse("length")


_ROW = ForcedWin("line", 3, False, ("XO.", ".X.", "O..", "..."), "all")
_ONE = ForcedWin("line", 3, False, ("X.O", "...", "O.X"), "one")
_LOST = ForcedWin("same", 3, True, ("XX.", "..X", "X.X"), "all")
_DROP = ForcedWin("drop", 3, False, ("O...", "X...", "XOX."), "all")
_KING = ForcedWin("tokens", 0, False, ("X..", "#.#", "..O"), "plies")
_THREE = ForcedWin("pawns", 0, False, ("XX.", "...", ".OO"), "all")

EXAMPLES = (
    (_ONE, "b2", ""),
    (_ONE, "X plays b2", ""),
    (_ONE, "**B2**", ""),
    (_ONE, "Place an X on b2", ""),
    (_ONE, "One winning move is b2", ""),
    (_ROW, "c1, a2, c2, b3, c3, a4, b4, c4", ""),
    (_ROW, "All winning moves: a2, a4, b3, b4, c1, c2, c3 and c4.", ""),
    (_ROW, "1. c1\n2. a2\n3. c2\n4. b3\n5. c3\n6. a4\n7. b4\n8. c4", ""),
    (_LOST, "none", ""),
    (_LOST, "There is no winning move.", ""),
    (_DROP, "b, c", ""),
    (_DROP, "columns b and c", ""),
    (_DROP, "b2, c2", ""),
    (_DROP, "$b$, $c$", ""),
    (_DROP, "2 moves: b, c", ""),
    (_DROP, "3 moves: b, c", "format"),
    (_THREE, "Only a1-a2", ""),
    (_LOST, "X has no winning move", ""),
    (_KING, "b2 | 3", ""),
    (_KING, "b2; 3", ""),
    (_KING, "b2, in 3 moves", ""),
    (_THREE, "a1-a2", ""),
    (_THREE, "a1 to a2", ""),
    (_THREE, "a1→a2", ""),
    (_ONE, "", "format"),
    (_ONE, "b2, a2", "format"),
    (_ONE, "b2 or a2", "format"),
    (_ONE, "a1", "move"),
    (_ONE, "d2", "move"),
    (_ONE, "a2", "losing"),
    (_ONE, "none", "format"),
    (_ROW, "c3", "missing"),
    (_ROW, "none", "missing"),
    (_ROW, "X wins", "format"),
    (_ROW, "c1, c1", "move"),
    (_DROP, "b, c, d", "losing"),
    (_DROP, "a", "move"),
    (_KING, "b2; 5", "length"),
    (_KING, "b2", "format"),
    (_KING, "b1, b2; 3", "losing"),
    (_THREE, "a2", "format"),
    (_THREE, "b1-b2", "losing"),
    (_ONE, "答案是 b2。", ""),
    (_ONE, "X 走 b2", ""),
    (_LOST, "没有必胜的走法", ""),
    (_LOST, "无", ""),
    (_DROP, "必胜的走法：b、c", ""),
    (_KING, "b2；3", ""),
    (_KING, "b2，共3步", ""),
    (_KING, "必胜走法：b2；步数：3", ""),
    (_LOST, "不存在这样的走法", ""),
    (_LOST, "X 没有必胜的走法", ""),
    (_ONE, "X 应走 b2", ""),
    (_ONE, "下在格子 b2", ""),
    (_DROP, "共2种：b、c", ""),
    (_THREE, "只有兵从a1走到a2", ""),
    (_THREE, "从 a1 走到 a2", ""),
    (_ONE, "走 a2", "losing"),
    (_ONE, "b2 或 a2", "format"),
    (_ROW, "无", "missing"),
    (_KING, "b2；5", "length"),
)
