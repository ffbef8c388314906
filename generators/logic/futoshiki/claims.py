"""What Futoshiki claims: its rules in words, what cheap policies win, and which squares are the same puzzle.

The policies fill in numbers without looking ahead, or leave one kind of rule out."""

import re
from collections.abc import Iterator
from random import Random

import msgspec

from synth.generators.logic.futoshiki import assemble, comparisons, drawing
from synth.generators.solvers.grids import cut, symmetries
from synth.generators.solvers.network import full, network
from synth.generators.solvers.search import solve
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.futoshiki import EMPTY, Futoshiki, less


def _drawing(problem: Futoshiki) -> str:
    """The drawing, or the rows and the list of signs, whatever stands for an empty cell."""
    rows = "\n".join(" ".join(row) for row in problem.givens)
    drawn, listed = (re.escape(text).replace(r"\.", "[._?]") for text in (drawing(problem), rows))
    return rf"{drawn}|{listed}.*" + re.escape("\n".join(comparisons(problem)))


RULES = (
    Rule(
        "row",
        {
            "en": r"every row contains each|in each row and in each column|once in every row|twice in the same row",
            "zh": r"每行.{0,5}每个数都?恰好出现一次",
        },
    ),
    Rule(
        "column",
        {
            "en": r"every column contains each|in each row and in each column|once in every column|twice in the same column",
            "zh": r"每列.{0,5}每个数都?恰好出现一次",
        },
    ),
    Rule("sign", {"en": _drawing, "zh": _drawing}),
    Rule(
        "sign",
        {
            "en": r"number on its left is smaller.{0,80}right is smaller|a is less than b|is less than\"|open towards the larger",
            "zh": r"左边的数较小.{0,10}右边的数较小|读作“小于”|小于号、大于号一样读",
        },
    ),
    Rule("sign", {"en": r"directly above it is smaller.{0,60}below it is smaller|upper number is less.{0,60}lower number is less"
                  r"|\(r, c\) is the cell in row r|upper number is the smaller.{0,40}lower number is the smaller",
                  "zh": r"正上方的数较小.{0,10}正下方的数较小|第 r 行第 c 列|上面的数较小.{0,10}下面的数较小"}),
    Rule(
        "givens",
        {
            "en": r"printed numbers must stay|already there may not be changed|filled cells stay as they are|printed is fixed",
            "zh": r"已有的数不能改动|已经填好的格子不能改动",
        },
    ),
    Rule("format", {"en": lambda p: rf"1 to {len(p.givens)}\b", "zh": lambda p: f"1 到 {len(p.givens)}"}),
    Rule("format", {"en": r"separated by spaces|space between numbers|spaces between them", "zh": r"用空格隔开"}),
    Rule("format", {"en": r"from top to bottom|row by row from the top", "zh": r"从上到下"}),
)  # fmt: skip


def _text(problem: Futoshiki, numbers: list[str]) -> str:
    return "\n".join(cut(numbers, len(problem.givens), " "))


def _ascending(problem: Futoshiki) -> str:
    numbers = []
    for row in problem.givens:
        missing = iter(sorted(set("123456789"[: len(row)]) - set(row)))
        numbers += [next(missing) if cell == EMPTY else cell for cell in row]
    return _text(problem, numbers)


def _first_fit(problem: Futoshiki) -> str:
    """Cell by cell the least number that row, column and the signs to filled cells allow; no step is taken back."""
    size, cells = len(problem.givens), list("".join(problem.givens))
    pairs = less(problem)
    for x, cell in enumerate(cells):
        if cell == EMPTY:
            r, c = divmod(x, size)
            taken = {*cells[r * size : (r + 1) * size], *cells[c::size]}
            low = max((int(cells[a]) for a, b in pairs if b == x and cells[a] != EMPTY), default=0)
            high = min((int(cells[b]) for a, b in pairs if a == x and cells[b] != EMPTY), default=size + 1)
            cells[x] = next((str(v) for v in range(low + 1, high) if str(v) not in taken), "1")
    return _text(problem, cells)


def _without_signs(problem: Futoshiki) -> str:
    """A Latin square with the printed numbers: the signs ignored."""
    size, cells = len(problem.givens), list(range(len(problem.givens) ** 2))
    net = network(size * size, size, [cells[i * size : (i + 1) * size] for i in range(size)] + [cells[i::size] for i in range(size)])
    domains = [full(size) if cell == EMPTY else 1 << int(cell) - 1 for cell in "".join(problem.givens)]
    _, _, found = solve(net, domains, 1, budget=500)
    return _text(problem, [str(v + 1) for v in found[0]]) if len(found) else ""


def _by_signs_alone(problem: Futoshiki) -> str:
    """Each cell one more than the longest rising chain of signs that leads to it: rows and columns ignored."""
    size = len(problem.givens)
    height = [int(cell) if cell != EMPTY else 1 for cell in "".join(problem.givens)]
    for _ in range(size):
        for x, y in less(problem):
            height[y] = min(max(height[y], height[x] + 1), size)
    return _text(problem, list(map(str, height)))


def _fewest_first(problem: Futoshiki) -> str:
    """Bounds along the signs, read once; then always the cell that has the fewest numbers left, and of these the least."""
    size, cells, pairs = len(problem.givens), "".join(problem.givens), less(problem)
    low = [1 if cell == EMPTY else int(cell) for cell in cells]
    high = [size if cell == EMPTY else int(cell) for cell in cells]
    for _ in range(size):
        for x, y in pairs:
            low[y], high[x] = max(low[y], low[x] + 1), min(high[x], high[y] - 1)
    left = [set(range(one, other + 1)) for one, other in zip(low, high, strict=True)]
    numbers, open_ = [1] * size**2, set(range(size**2))
    while open_:
        x = min(open_, key=lambda x: (cells[x] == EMPTY, len(left[x]), x))
        open_.remove(x)
        numbers[x] = min(left[x], default=1)
        for y in open_:
            if y // size == x // size or y % size == x % size:
                left[y].discard(numbers[x])
    return _text(problem, list(map(str, numbers)))


def _bounds_again(problem: Futoshiki) -> str:
    """As before, but bounds along the signs are read again after each number."""
    size, cells, pairs = len(problem.givens), "".join(problem.givens), less(problem)
    left = [full(size) if cell == EMPTY else 1 << int(cell) - 1 for cell in cells]  # a bit for each number
    numbers, open_ = [1] * size**2, set(range(size**2))
    while open_:
        changed = True
        while changed:
            changed = False
            for x, y in pairs:
                low, high = left[y] & -((left[x] & -left[x]) << 1), left[x] & (1 << max(left[y].bit_length() - 1, 0)) - 1
                if low and high and (low, high) != (left[y], left[x]):
                    left[y], left[x], changed = low, high, True
        x = min(open_, key=lambda x: (cells[x] == EMPTY, left[x].bit_count(), x))
        open_.remove(x)
        left[x] &= -left[x]
        numbers[x] = left[x].bit_length() or 1
        for y in open_:
            if y // size == x // size or y % size == x % size:
                left[y] &= ~left[x]
    return _text(problem, list(map(str, numbers)))


SHORTCUTS = (
    Shortcut("in each row the missing numbers in ascending order", _ascending, (0.02,) * 10),
    Shortcut("the least number that fits, cell by cell", _first_fit, (0.18,) + (0.02,) * 9),
    Shortcut("a Latin square: the signs ignored", _without_signs, (0.32,) + (0.02,) * 9),
    Shortcut("along the signs alone: rows and columns ignored", _by_signs_alone, (0.02,) * 10),
    Shortcut("fewest numbers left first, bounds read once", _fewest_first, (1, 0.7, 0.34, 0.09, 0.08, *(0.02,) * 5)),
    # This is deduction, for which levels 4 and 5 are made; what it lacks is the last place of a number in a line, and going back.
    # With the last places it wins levels 4 to 7 whole and, as a guess may be right, 10 to 14 % of levels 8 to 10 (of 200).
    Shortcut("fewest numbers left first, bounds read again", _bounds_again, (1, 0.82, 0.6, 0.21, 0.36, 0.08, 0.04, 0.03, 0.02, 0.02)),
)


def copies(problem: Futoshiki, rng: Random) -> Iterator[Futoshiki]:
    """The eight rotations and reflections, each also with every number k turned into size + 1 - k and every sign turned round."""
    size, numbers = len(problem.givens), "123456789"[: len(problem.givens)]
    for turn in symmetries(size, size):
        place = {old: new for new, old in enumerate(turn.image(range(size * size)))}
        pairs = [(place[x], place[y]) for x, y in less(problem)]
        shown = turn.image("".join(problem.givens))
        yield assemble(shown, pairs)
        opposite = dict(zip(numbers, numbers[::-1], strict=True))
        yield assemble([opposite.get(cell, cell) for cell in shown], [(y, x) for x, y in pairs])


def different(problem: Futoshiki, rng: Random) -> Iterator[Futoshiki]:
    """One sign less; one printed number less."""
    pairs = less(problem)
    dropped = rng.randrange(len(pairs))
    yield assemble("".join(problem.givens), pairs[:dropped] + pairs[dropped + 1 :])
    places = [x for x, cell in enumerate("".join(problem.givens)) if cell != EMPTY]
    if places:
        cells = list("".join(problem.givens))
        cells[rng.choice(places)] = EMPTY
        yield msgspec.structs.replace(problem, givens=cut(cells, len(problem.givens)))
