"""What wordscapes claims: its rules in words, what cheap policies win, and which crosswords are the same.

The policies leave out what the task is there for, words weighed against all that they cross: they fill slot by slot and never look back.
(Whoever looks, before a word is written, whether each slot across it still has a word, does weigh them: without ever going back that fills
about half of the crosswords of levels 4 to 8, and one in ten of levels 9 and 10.)"""

import re
from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.logic.wordscapes import transposed
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.wordscapes import BLOCKED, OPEN, Cell, Wordscapes, slots


def _grid(problem: Wordscapes) -> str:
    return r"\n".join(re.escape(" ".join(row)).replace(r"\.", "[._?]") for row in problem.grid)


def _listed(problem: Wordscapes) -> str:
    """All words of each list, in any order."""
    lists = [words for words in (problem.across, problem.down, problem.either) if words]
    between = r"(?:, | |; |、|，|；)"
    return r"[^\n]*\n.*?[：:] ?".join("".join(rf"(?=[^\n]*\b{word}\b)" if word.isascii() else rf"(?=[^\n]*{word})" for word in words)
                                   + rf"(?:\w+{between}){{{len(words) - 1}}}" for words in lists)  # fmt: skip


def _told(problem: Wordscapes) -> bool:
    return not problem.either


def _given(problem: Wordscapes) -> bool:
    return any(cell not in (OPEN, BLOCKED) for row in problem.grid for cell in row)


RULES = (
    Rule("words", {"en": _grid, "zh": _grid}),
    Rule("words", {"en": _listed, "zh": _listed}),
    Rule(
        "words",
        {
            "en": r"two or more open cells stand next to each other|at least two cells without #|two or more neighbouring cells"
            r"|two or more squares in a row or column",
            "zh": r"两个或更多个相连的非黑格|两个或更多个不是黑格的格子连在一起|不少于两格的非黑格",
        },
    ),
    Rule("words", {"en": r"left to right", "zh": r"从左到右"}),
    Rule("words", {"en": r"top to bottom", "zh": r"从上到下"}),
    Rule(
        "direction",
        {
            "en": r"the words across in the rows and the words down in the columns|no word may be put in the other direction"
            r"|one of the words across.*one of the words down|one of the words for that direction",
            "zh": r"横向的词只能填在行里，纵向的词只能填在列里|方向要和上面写的一致|横着的填横词，竖着的填纵词",
        },
        _told,
    ),
    Rule("once", {"en": r"exactly once", "zh": r"每个恰好用一次"}),
    Rule(
        "blocked",
        {
            "en": r"# for every blocked cell|# where the grid has #|keep # for the blocked|black squares as #",
            "zh": r"黑格仍写 #|黑格写成 #|黑格保留 #",
        },
    ),
    Rule(
        "givens",
        {
            "en": r"printed letters stay|already there are fixed|may not be changed|are given and stay",
            "zh": r"已经印好的汉字不能改动",
        },
        _given,
    ),
    Rule("format", {"en": r"from top to bottom", "zh": r"从上到下"}),
    Rule("format", {"en": r"separated by spaces|a space between cells|Separate the cells by spaces", "zh": r"用空格隔开"}),
)


def _filled(problem: Wordscapes, order: list[int], crossings: bool) -> str:
    """Each slot in turn gets the first word left of its length and direction, with `crossings` one that agrees with what is there."""
    across, down = slots(problem.grid)
    every = [*across, *down]
    letters: dict[Cell, str] = {
        (y, x): cell for y, row in enumerate(problem.grid) for x, cell in enumerate(row) if cell not in (OPEN, BLOCKED)
    }
    left = [problem.across or problem.either, problem.down or problem.either]
    used: set[str] = set()
    for number in order:
        slot = every[number]
        words = [word for word in left[number >= len(across)] if len(word) == len(slot) and word not in used]
        fitting = [word for word in words if all(letters.get(cell, letter) == letter for cell, letter in zip(slot, word, strict=True))]
        if chosen := (fitting if crossings else words) or words:
            used.add(chosen[0])
            letters |= zip(slot, chosen[0], strict=True)
    rows = [[letters.get((y, x), BLOCKED) for x in range(len(row))] for y, row in enumerate(problem.grid)]
    return "\n".join(map(" ".join, rows))


def _fewest(problem: Wordscapes, looking: bool = False) -> str:
    """The slot that fewest words fit gets the first of them; with `looking` the first that leaves a word for each slot across, if there is
    one."""
    across, down = slots(problem.grid)
    every = [*across, *down]
    letters: dict[Cell, str] = {
        (y, x): cell for y, row in enumerate(problem.grid) for x, cell in enumerate(row) if cell not in (OPEN, BLOCKED)
    }
    left = [list(problem.across or problem.either), list(problem.down or problem.either)]
    waiting = set(range(len(every)))

    def fitting(slot: int, written: dict[Cell, str], but: str = "") -> list[str]:
        words = [word for word in left[slot >= len(across)] if len(word) == len(every[slot]) and word != but]
        return [word for word in words if all(written.get(cell, letter) == letter for cell, letter in zip(every[slot], word, strict=True))]

    def leaves_some(slot: int, word: str) -> bool:
        written = letters | dict(zip(every[slot], word, strict=True))
        return all(fitting(other, written, word) for other in waiting - {slot} if set(every[other]) & set(every[slot]))

    while waiting:
        slot = min(sorted(waiting), key=lambda slot: len(fitting(slot, letters)) or len(every))
        words = fitting(slot, letters)
        waiting.remove(slot)
        if words:
            word = next((word for word in words if leaves_some(slot, word)), words[0]) if looking else words[0]
            letters |= zip(every[slot], word, strict=True)
            for side in left:
                side[:] = [other for other in side if other != word]
    return "\n".join(" ".join(letters.get((y, x), BLOCKED) for x in range(len(row))) for y, row in enumerate(problem.grid))


def _in_order(problem: Wordscapes) -> list[int]:
    return list(range(sum(map(len, slots(problem.grid)))))


def _connected(problem: Wordscapes) -> list[int]:
    """From the longest slot on, always one that crosses a slot that was there."""
    every = [slot for side in slots(problem.grid) for slot in side]
    found = [max(range(len(every)), key=lambda k: len(every[k]))]
    while len(found) < len(every):
        cells = {cell for k in found for cell in every[k]}
        rest = [k for k in range(len(every)) if k not in found]
        found.append(max(rest, key=lambda k: len(cells & set(every[k]))))
    return found


SHORTCUTS = (
    Shortcut("words by length, in the order of the list", lambda p: _filled(p, _in_order(p), False), (0.5, 0.25, 0.08) + (0.02,) * 7),
    Shortcut("slots in reading order, the first word that fits", lambda p: _filled(p, _in_order(p), True), (0.85, 0.6, 0.28) + (0.02,) * 7),
    Shortcut("the slot that fewest words fit, the first of them", _fewest, (1.0, 1.0, 0.95) + (0.04,) * 7),
    Shortcut("slot after slot across the last ones, the first word that fits", lambda p: _filled(p, _connected(p), True),
             (0.95, 0.92, 0.75, 0.1, 0.06, 0.06) + (0.04,) * 4),
)  # fmt: skip


def copies(problem: Wordscapes, rng: Random) -> Iterator[Wordscapes]:
    """The mirror image in the diagonal, where words across run down."""
    yield transposed(problem)


def different(problem: Wordscapes, rng: Random) -> Iterator[Wordscapes]:
    """A letter printed more, or the directions no longer told."""
    words = (*problem.across, *problem.down)
    if words:
        yield replace(problem, across=(), down=(), either=tuple(sorted(words)))
    y, x = next((y, x) for y, row in enumerate(problem.grid) for x, cell in enumerate(row) if cell == OPEN)
    letter = (words or problem.either)[0][0]
    row = problem.grid[y][:x] + letter + problem.grid[y][x + 1 :]
    yield replace(problem, grid=(*problem.grid[:y], row, *problem.grid[y + 1 :]))
