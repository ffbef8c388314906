"""Puzzles as SynLogic publishes them, and the problem of ours that each is, with its published solution written as our prompts ask.

A row holds `question`, `answer` and `metadata`, whose fields differ by task; cells are counted from 0 where nothing else is said here. A
puzzle that has rules which ours has not is none of ours, nor is one that is larger."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

Fields = dict[str, Any]
Puzzle = tuple[Fields, str]
"""The fields of our problem, and the published solution."""

NO_OTHER = "its rows hold a text and its answer, from which the problem cannot be read"
ABSENT = {
    **dict.fromkeys(
        (
            "boolean_expressions", "buggy_tables", "cipher", "dyck_language_reasoning_errors", "goods_exchange", "object_counting",
            "object_properties", "operation", "space_reasoning", "space_reasoning_tree", "time_sequence", "web_of_lies", "word_sorting",
            "word_sorting_mistake", "zebra_puzzle",
        ),
        NO_OTHER,
    ),
    **dict.fromkeys(("mathador", "wordscapes"), "the form of its rows is not known here"),
    "number_wall": "its rules are others: walls need not hang together, and islands must not touch at a corner",
}  # fmt: skip
"""Why no rule of ours decides the rows of a task."""


class NotOurs(ValueError):
    """A puzzle that no problem of ours states; the message says why."""


def _grid(rows: Any, **signs: str) -> list[str]:
    """Rows as texts, each cell as its sign. signs: what stands for others, `X="."`."""
    return ["".join(signs.get(str(cell), str(cell)) for cell in row) for row in rows]


def _shown(rows: Any) -> str:
    return "\n".join(" ".join(map(str, row)) for row in rows)


def _numbers(answer: Any, width: int) -> str:
    """A square of numbers, however its brackets stand."""
    found = re.findall(r"\d+", answer if isinstance(answer, str) else json.dumps(answer))
    return _shown(_cut(found, width))


def _cut(values: Sequence[Any], width: int) -> list[Sequence[Any]]:
    return [values[start : start + width] for start in range(0, len(values), width)]


def _cells(cells: Any) -> str:
    return ", ".join(f"({row}, {column})" for row, column in cells)


def _marked(rows: Any, mark: str) -> str:
    return _cells((r, c) for r, row in enumerate(rows, 1) for c, cell in enumerate(row, 1) if cell == mark)


def arrow_maze(data: Any, answer: Any) -> Puzzle:
    return {"grid": [" ".join("." if cell == "X" else cell for cell in row) for row in data["maze"]]}, _shown(data["solution"])


def calcudoko(data: Any, answer: Any) -> Puzzle:
    """The numbers of a region differ there, which follows from the rows and columns only where it lies in one of them."""
    size, of = int(data["grid_size"]), dict[tuple[int, int], int]()
    for number, region in enumerate(data["regions"]):
        cells = [tuple(map(int, re.findall(r"\d+", str(cell)))) for cell in region["cells"]]
        of.update((cell, number) for cell in cells if len(cell) == 2)
        if min(len({cell[place] for cell in cells}) for place in (0, 1)) > 1:
            raise NotOurs("the numbers of a region that bends must differ, which is no rule of ours")
    order = [of[r, c] for r in range(1, size + 1) for c in range(1, size + 1)]
    letters = {number: chr(ord("A") + place) for place, number in enumerate(dict.fromkeys(order))}
    clues = []
    for number in letters:
        region = data["regions"][number]
        clues.append(f"{region['target']}{region['operator'] if len(region['cells']) > 1 else ''}")
    return {"cages": ["".join(letters[number] for number in row) for row in _cut(order, size)], "clues": clues}, _numbers(answer, size)


def campsite(data: Any, answer: Any) -> Puzzle:
    fields = {"meadow": _grid(data["grid"], X="."), "rows": data["row_constraints"], "columns": data["col_constraints"]}
    return fields, _marked(data["solution"], "C")


def cryptarithm(data: Any, answer: Any) -> Puzzle:
    words = data["letter_words"]
    left = "".join(chain.from_iterable(zip(words, [f" {sign} " for sign in data["operators"]] + [""], strict=False)))
    return {"equation": f"{left} = {words[-1]}"}, str(answer)


def dyck_language(data: Any, answer: Any) -> Puzzle:
    return {"prefix": data["question_sequence"]}, str(data["full_sequence"])


def dyck_language_errors(data: Any, answer: Any) -> Puzzle:
    return {"sequence": data["bracket_string"]}, "-1" if data["is_valid"] else str(data["first_error_pos"])


def futoshiki(data: Any, answer: Any) -> Puzzle:
    """`constraints`: pairs of neighbours, the left or upper one first, with < or > between them."""
    size, rows = int(data["grid_size"]), json.loads(answer) if isinstance(answer, str) else answer
    printed = {tuple(cell) for cell in data["prefilled_coords"]}
    givens = ["".join(str(rows[r][c]) if (r, c) in printed else "." for c in range(size)) for r in range(size)]
    across, down = [["."] * (size - 1) for _ in range(size)], [["."] * size for _ in range(size - 1)]
    for (r, c), (other, _), sign in data["constraints"]:
        if r == other:
            across[r][c] = sign
        else:
            down[r][c] = "^" if sign == "<" else "v"
    return {"givens": givens, "across": list(map("".join, across)), "down": list(map("".join, down))}, _shown(rows)


def game_of_24(data: Any, answer: Any) -> Puzzle:
    """`solutions`: `nums: (1, 2, 3, 4), ops: ('+', '*', '-')`, worked from left to right."""
    if set(data["operators"]) != set("+-*/"):
        raise NotOurs("other operators than + - * /")
    numbers, _, signs = str(data["solutions"][0]).partition("ops")
    first, *others = re.findall(r"\d+", numbers)
    worked = first
    for sign, number in zip(re.findall(r"'([-+*/])'", signs), others, strict=True):
        worked = f"({worked} {sign} {number})"
    return {"numbers": sorted(data["numbers"]), "target": data["result"]}, worked


def kukurasu(data: Any, answer: Any) -> Puzzle:
    return {"rows": data["row_sums"], "columns": data["col_sums"]}, _shown(_grid(data["solution"], X="0"))


def math_path(data: Any, answer: Any) -> Puzzle:
    left, right = data["query_expr"].split("=")
    spaced = re.sub(r"\s*([-+*/%])\s*", r" \1 ", left.strip())
    return {"equation": f"{spaced} = {right.strip()}"}, str(data["ref_expr"])


def minesweeper(data: Any, answer: Any) -> Puzzle:
    """How many mines there are is not told, which is -1 in ours."""
    mines = [(row + 1, column + 1) for row, column in data["current_mines"]]
    return {"rows": _grid(data["revealed_grid"], X="#"), "total": -1, "ask": "mines"}, _cells(mines)


def norinori(data: Any, answer: Any) -> Puzzle:
    """The dominoes of `solution` are counted from 1."""
    if any("X" in row for row in data["region_grid"]):
        raise NotOurs("cells outside of all regions")
    return {"regions": _grid(data["region_grid"])}, _cells(chain.from_iterable(data["solution"]))


def numbrix(data: Any, answer: Any) -> Puzzle:
    return {"givens": [[0 if cell == "X" else cell for cell in row] for row in data["grid"]]}, _shown(data["solution"])


def skyscraper_puzzle(data: Any, answer: Any) -> Puzzle:
    sides = {side: data[side] for side in ("top", "bottom", "left", "right")}
    return {"givens": ["." * data["n"]] * data["n"], **sides}, _shown(data["solved_grid"])


def star_placement_puzzle(data: Any, answer: Any) -> Puzzle:
    """The answer names the stars of each region, counted from 1: `[[A(1,2) B(3,1)]]`."""
    return {"regions": _grid(data["region_grid"]), "stars": data["k"]}, _cells(re.findall(r"\((\d+)\s*,\s*(\d+)\)", str(answer)))


def sudoku(data: Any, answer: Any) -> Puzzle:
    regions = [band[0] * 3 + band[1] * 3 + band[2] * 3 for band in ("ABC", "DEF", "GHI") for _ in range(3)]
    givens = _grid(data["original_sudoku"], **{"X": ".", "x": ".", "0": "."})
    return {"givens": givens, "regions": regions, "diagonals": False}, _shown(data["complete_sudoku"])


def survo(data: Any, answer: Any) -> Puzzle:
    """Its last row and column are the sums."""
    *rows, below = data["original_matrix"]
    fields = {
        "table": [row[:-1] for row in rows],
        "rows": [row[-1] for row in rows],
        "columns": below[:-1],
        "numbers": sorted(data["candidate_numbers"]),
    }
    return fields, _shown(row[:-1] for row in data["filled_matrix"][:-1])


PUZZLES: dict[str, Callable[[Any, Any], Puzzle]] = {
    function.__name__: function
    for function in (
        arrow_maze, calcudoko, campsite, cryptarithm, dyck_language, dyck_language_errors, futoshiki, game_of_24, kukurasu, math_path,
        minesweeper, norinori, numbrix, skyscraper_puzzle, star_placement_puzzle, sudoku, survo,
    )
}  # fmt: skip
"""`(metadata, answer) -> our problem and its solution`, by the task's name, which is ours as well."""
