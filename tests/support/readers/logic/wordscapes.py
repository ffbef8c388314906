"""Reads a crossword grid and its words, and fills it by SAT; a second filling is looked for, as the prompt promises that there is none."""

import re

from pysat.solvers import Cadical153
from readers.logic._prompt import found
from reading import Unread, body

Cell = tuple[int, int]
ONE = r"This can be done in one way only|Only one filling fits|The solution is unique|There is exactly one solution"
EACH = r"each exactly once|every word is used exactly once|occurs exactly once|Use each of the \d+ words exactly once"
ACROSS = r"(?:From left to right|Across[^:\n]*|Horizontal words[^:\n]*|[^:\n]*across[^:\n]*): ([a-z]+(?:[,;]? [a-z]+)*)"
DOWN = r"(?:From top to bottom|Down[^:\n]*|Vertical words[^:\n]*|[^:\n]*down[^:\n]*): ([a-z]+(?:[,;]? [a-z]+)*)"
BOTH = r"(?:(?:List|Words)[^:\n]*|[^:\n]*words[^:\n]*): ([a-z]+(?:[,;]? [a-z]+)*)"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    if not re.search(ONE, text) or not re.search(EACH, text):
        raise Unread(text)
    across, down, both = list[str](), list[str](), list[str]()
    for line in map(str.strip, text.splitlines()):
        for held, pattern in ((across, ACROSS), (down, DOWN), (both, BOTH)):
            if m := re.fullmatch(pattern, line):
                held += re.findall(r"[a-z]+", m[1])
                break
    rows = [line.split() for line in text.splitlines() if re.fullmatch(r"[a-z#?._](?: [a-z#?._])+", line.strip())]
    words = both or across + down
    if bool(both) == bool(across and down) or len(words) != int(found(r"(\d+) words", text)[1]) if "words" in text and re.search(r"\d+ words", text) else not words:
        raise Unread(text)
    slots = _slots(rows)
    solver, meant, at = Cadical153(), dict[int, tuple[int, int]](), dict[tuple[Cell, str], int]()
    count = 0

    def fresh() -> int:
        nonlocal count
        count += 1
        return count

    def letter(cell: Cell, said: str) -> int:
        if (cell, said) not in at:
            at[cell, said] = fresh()
        return at[cell, said]

    takes = dict[int, list[int]]()
    for number, (cells, is_across) in enumerate(slots):
        options = list[int]()
        for index, word in enumerate(words):
            if len(word) != len(cells) or (not both and is_across != (index < len(across))):
                continue
            option = fresh()
            options.append(option)
            meant[option] = (number, index)
            takes.setdefault(index, []).append(option)
            for cell, said in zip(cells, word, strict=True):
                solver.add_clause([-option, letter(cell, said)])
        solver.add_clause(options)
    for index in range(len(words)):
        chosen = takes.get(index, [])
        solver.add_clause(chosen)
        for i, one in enumerate(chosen):
            for other in chosen[:i]:
                solver.add_clause([-one, -other])
    for (cell, said), variable in list(at.items()):
        shown = rows[cell[0]][cell[1]]
        if shown.isalpha() and shown != said:
            solver.add_clause([-variable])
        for (other, also), second in at.items():
            if other == cell and also < said:
                solver.add_clause([-variable, -second])
    if not solver.solve():
        raise Unread("no filling: " + text)
    filled = [list(row) for row in rows]
    true = set(solver.get_model() or [])
    for option in true & set(meant):
        number, index = meant[option]
        for (row, column), said in zip(slots[number][0], words[index], strict=True):
            filled[row][column] = said
    solver.add_clause([-letter((row, column), filled[row][column]) for cells, _ in slots for row, column in cells])
    return not solver.solve() and [line.split() for line in answer.splitlines()] == filled


def _slots(rows: list[list[str]]) -> list[tuple[list[Cell], bool]]:
    """Runs of two or more open cells, and whether they lie in a row."""
    slots = list[tuple[list[Cell], bool]]()
    wide = [[(r, c) for c in range(len(rows[0]))] for r in range(len(rows))]
    high = [[(r, c) for r in range(len(rows))] for c in range(len(rows[0]))]
    for stretches, is_across in ((wide, True), (high, False)):
        for stretch in stretches:
            run = list[Cell]()
            for row, column in [*stretch, (-1, -1)]:
                if (row, column) != (-1, -1) and rows[row][column] != "#":
                    run.append((row, column))
                else:
                    if len(run) > 1:
                        slots.append((run, is_across))
                    run = []
    return slots
