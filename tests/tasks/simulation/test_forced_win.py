"""What the laws cannot say of simulation/forced_win: what the rules are, and that the fast search of the generator plays by them."""

import json
from random import Random

import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators.simulation.forced_win.boards import GAMES, drawn, hemming
from synth.generators.simulation.forced_win.kernel import Rules, solve
from synth.pipelines.oracles.simulation.forced_win import _forced, _moves, check
from synth.verifiers.simulation.forced_win import verify
from synth.verifiers.simulation.forced_win.games import ForcedWin, named, possible, winning
from synth.verifiers.simulation.forced_win.reading import read


def _outcomes(problem):
    """For each move how soon X wins with it, by the fast search, with which the verifier agrees about those that win, and how soon."""
    rules = Rules(problem.game, len(problem.board), len(problem.board[0]), problem.length, problem.misere)
    found, _ = solve(rules, "".join(problem.board))
    assert sorted(found) == sorted(possible(problem))
    right, left = winning(replace(problem, question="plies"))
    assert sorted(right) == sorted(move for move, value in found.items() if value > 0)
    assert not right or left == min(found[move] for move in right)
    assert sorted(winning(problem)[0]) == sorted(right)
    return {named(problem, move): value for move, value in found.items()}


def _of(game, board, length=0, misere=False):
    return _outcomes(ForcedWin(game, length, misere, tuple(board.split("/")), "all"))


def test_rows_win_or_lose_or_fill_the_board():
    assert _of("line", "XX./OO./###", 3) == {"c1": 1, "c2": 0}
    assert _of("line", "XX./OO./###", 3, True) == {"c1": -1, "c2": 0}
    assert _of("line", "XXO/OOX/X.O", 3) == {"b3": 0}
    assert _of("same", "XX./.##/###", 3) == {"c1": 1, "a2": -2}
    assert _of("drop", "O.O/X.X/XOX", 3) == {"b": 1}


def test_a_token_closes_its_cell_and_is_stuck_at_last():
    assert _of("tokens", "X.#/###/##O") == {"b1": 1}
    assert _of("tokens", "X.#/###/##O", misere=True) == {"b1": -1}
    assert _of("tokens", "X.#/###/.#O") == {"b1": 1}
    assert _of("tokens", "X.#/###/#.O") == {"b1": -2}


def test_pawns_take_diagonally_and_win_on_the_far_row():
    assert _of("pawns", "X../.O./...") == {"a1-a2": -2, "a1-b2": 1}
    assert _of("pawns", "X../#O./...", misere=True) == {"a1-b2": -1}
    assert _of("pawns", "#../X../.O.") == {"a2-a3": 1, "a2-b3": 1}
    assert _of("pawns", "#../X../#.O", misere=True) == {}


@pytest.mark.parametrize("game", GAMES)
def test_the_fast_search_and_the_oracle_play_by_the_same_rules(game):
    rng, compared = Random(game), 0
    while compared < 40:
        board = drawn(rng, game, 4, 6)
        if board is None:
            continue
        rules, cells = board
        rows = tuple(cells[k : k + rules.columns] for k in range(0, len(cells), rules.columns))
        problem = ForcedWin(game, rules.length, rules.misere, rows, "all")
        found = _outcomes(problem)
        if len(found) < 7:
            moves = _moves("/".join(rows), "X", (game, rules.length, rules.misere))
            wins = {name: _forced(after, "O", (game, rules.length, rules.misere)) for name, after in moves}
            assert wins == {move: max(value, 0) for move, value in found.items()}
        compared += 1


@pytest.mark.parametrize("game", GAMES)
def test_the_verifier_and_the_fast_search_agree_on_large_boards(game):
    rng, compared = Random(game), 0
    while compared < 60:
        if board := drawn(rng, game, 7, 12):
            rules, cells = board
            rows = tuple(cells[k : k + rules.columns] for k in range(0, len(cells), rules.columns))
            if game != "pawns" or {"X", "O"} <= set(cells):
                _outcomes(ForcedWin(game, rules.length, rules.misere, rows, "all"))
            compared += 1


def test_there_are_several_moves_and_not_all_of_them_win():
    for level in (1, 5, 9):
        for sample in members("simulation/forced_win", level, 20):
            found = _outcomes(sample.problem)
            assert len(found) >= 3 and any(value <= 0 for value in found.values())


def test_reading():
    drop = ForcedWin("drop", 3, False, ("O...", "X...", "XOX."), "plies")
    assert read(drop, "b, c; 3") == read(drop, "b2 and c2; 3 moves") == ([(5,), (6,)], 3)
    assert read(drop, "b; 3; 5") is None
    pawns = ForcedWin("pawns", 0, False, ("XX.", "...", ".OO"), "one")
    assert read(pawns, "A1xB2") == read(pawns, "a1 to b2") == ([(0, 4)], None)
    assert read(pawns, "a1-b2 or a1-a2") is None
    assert verify(pawns, "a1-b2").reason == "move"


def test_moves_that_leave_the_other_player_the_fewest():
    tokens, pawns = Rules("tokens", 3, 3, 0, False), Rules("pawns", 4, 3, 0, False)
    assert hemming([(4,), (1,), (3,)], tokens, "X..".ljust(6, ".") + "#.O") == [(4,)]
    assert hemming([(3, 6), (1, 4)], pawns, ".X.X....." + ".O.") == [(1, 4)]
    assert hemming([(3, 6), (4, 7)], pawns, "...XX...." + ".O.") == [(4, 7)]
    assert hemming([(0,), (1,)], Rules("line", 3, 3, 3, False), "." * 9) == []


def test_boards_where_hemming_in_is_right_are_rare():
    boards = [sample.problem for sample in members("simulation/forced_win", 4, 150) if sample.problem.game == "pawns"]
    found = 0
    for problem in boards:
        rules = Rules(problem.game, len(problem.board), len(problem.board[0]), problem.length, problem.misere)
        found += sorted(hemming(sorted(possible(problem)), rules, "".join(problem.board))) == sorted(winning(problem)[0])
    assert found <= 0.22 * len(boards)


def test_a_hyphen_may_be_left_out_for_verifier_and_oracle_alike():
    problem = ForcedWin("pawns", 0, False, ("...", "X..", "...", "..O"), "plies")
    right, plies = winning(problem)
    told = ", ".join(named(problem, move) for move in right)
    assert right
    for written in (f"{told}; {plies}", f"{told.replace('-', '')}; {plies}", f"{told.replace('-', ' to ')}; {plies}"):
        assert verify(problem, written).accepted
        assert check(json.loads(problem.to_json()), written)


def test_more_pawns_than_four_make_no_board():
    ForcedWin("pawns", 0, False, ("XXXX.", ".....", ".....", "OOOO."), "all")
    for board in (("XXXXX", ".....", ".....", "OOOO."), ("XXXX.", ".....", ".....", "OOOOO")):
        with pytest.raises(ValueError, match="not too many"):
            ForcedWin("pawns", 0, False, board, "all")
