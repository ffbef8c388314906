"""What norinori claims: its rules in words, what cheap policies win, and which grids are the same puzzle.

The policies leave out what the task is there for, regions and dominoes weighed against each other."""

import re
from collections.abc import Callable, Iterator
from random import Random

from synth.generators.logic.norinori import shown
from synth.generators.solvers.grids import cut, neighbours, symmetries
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.norinori import Norinori


def _map(problem: Norinori) -> str:
    return re.escape("\n".join(" ".join(row) for row in problem.regions))


RULES = (
    Rule("region", {"en": _map, "zh": _map}),
    Rule(
        "region",
        {
            "en": r"cells with the same letter (form one|belong to the same) region|one letter for each gardener"
            r"|each letter names the region of its cell",
            "zh": r"字母相同的(格子属于同一个区域|归同一位园丁)",
        },
    ),
    Rule(
        "region",
        {
            "en": r"every region has exactly two shaded cells|in each region exactly two cells have to be covered"
            r"|every gardener wants flowers on exactly two squares|each region contains exactly two black cells",
            "zh": r"每个区域里恰好有两个格子(涂黑|被盖住)|每位园丁的地里恰好有两块种花",
        },
    ),
    Rule(
        "region",
        {
            "en": r"need not be next to each other|halves of two dominoes that reach into other regions|may belong to different gardeners"
            r"|anywhere in the region",
            "zh": r"两个格子不一定相邻|两张骨牌各伸进来的一半|两块地可以归不同的园丁",
        },
    ),
    Rule(
        "domino",
        {
            "en": r"exactly one shaded neighbour among the cells above, below, left and right"
            r"|covers two cells that share a side.*may touch at a corner, but never along a side"
            r"|two squares side by side or one above the other.*must not share an edge with each other; corners may meet"
            r"|exactly one of the up to four cells that share a side with it is black too",
            "zh": r"上下左右的相邻格中恰好有一个也涂黑|盖住上下或左右相邻的两个格子；不同的骨牌不能有公共边，只在角上碰到没有关系"
            r"|占左右或上下相邻的两块地.*花坛与花坛之间不能有公共边，角碰角则可以",
        },
    ),
    Rule(
        "board",
        {
            "en": r"row 1 is at the top, column 1 at the left|top left cell, which is \(1, 1\)|rows counted from 1 from the top"
            r"|top row and the leftmost column have number 1",
            "zh": r"最上面是第 1 行，最左边是第 1 列|左上角是 \(1, 1\)",
        },
    ),
    Rule("format", {"en": r"\(row, column\)", "zh": r"（行，列）"}),
)


def _dominoes(problem: Norinori, order: Callable[[list[int]], object]) -> str:
    """Dominoes laid one after the other in an order of places, where they touch no other and no region gets a third cell."""
    width, cells = len(problem.regions[0]), "".join(problem.regions)
    near = neighbours(len(problem.regions), width)
    shaded, used = set[int](), dict.fromkeys(cells, 0)
    places = [[x, y] for x, own in enumerate(near) for y in own if x < y]
    for place in sorted(places, key=order):  # type: ignore[arg-type]
        free = not any(z in shaded for x in place for z in (x, *near[x]))
        names = [cells[x] for x in place]
        if free and all(used[name] + names.count(name) <= 2 for name in names):
            shaded.update(place)
            for name in names:
                used[name] += 1
    return shown(sorted(shaded), width)


def _one_in_each(problem: Norinori) -> str:
    """In every region, the smallest first, the first domino inside it that touches no other; where there is none, its first two cells."""
    width, cells = len(problem.regions[0]), "".join(problem.regions)
    near = neighbours(len(problem.regions), width)
    shaded = set[int]()
    for name in sorted(set(cells), key=lambda name: (cells.count(name), name)):
        own = [x for x, letter in enumerate(cells) if letter == name]
        inside = [(x, y) for x in own for y in near[x] if x < y and cells[y] == name]
        fitting = [pair for pair in inside if not any(z in shaded for x in pair for z in near[x])]
        shaded.update(fitting[0] if fitting else own[:2])
    return shown(sorted(shaded), width)


def _in_reading_order(problem: Norinori) -> str:
    return _dominoes(problem, lambda place: 0)


def _smallest_regions_first(problem: Norinori) -> str:
    cells = "".join(problem.regions)
    return _dominoes(problem, lambda place: sum(cells.count(cells[x]) for x in place))


def _fewest_places(problem: Norinori) -> str:
    """Always in the region with the fewest dominoes left that fit, the first that lies inside it or, where there is none, the first."""
    width, cells = len(problem.regions[0]), "".join(problem.regions)
    near = neighbours(len(problem.regions), width)
    shaded, used = set[int](), dict.fromkeys(cells, 0)
    places = [(x, y) for x, own in enumerate(near) for y in own if x < y]

    def room(names: list[str]) -> bool:
        return all(used[name] + names.count(name) <= 2 for name in names)

    while places:
        fitting: dict[str, list[tuple[int, int]]] = {}
        for x, y in places:
            for name in {cells[x], cells[y]}:
                if used[name] < 2:
                    fitting.setdefault(name, []).append((x, y))
        if not fitting:
            break
        name = min(fitting, key=lambda name: (len(fitting[name]), name))
        x, y = min(fitting[name], key=lambda place: (cells[place[0]] != cells[place[1]], place))
        shaded |= {x, y}
        used[cells[x]] += 1
        used[cells[y]] += 1
        barred = {x, y, *near[x], *near[y]}
        places = [place for place in places if barred.isdisjoint(place) and room([cells[z] for z in place])]
    return shown(sorted(shaded), width)


SHORTCUTS = (
    Shortcut(
        "dominoes from the top, none with a third cell in a region",
        _in_reading_order,
        (0.26, 0.18, 0.1, 0.07, 0.08, 0.06, 0.05, 0.03, 0.03, 0.03),
    ),
    Shortcut(
        "the same, where regions are small first", _smallest_regions_first, (0.45, 0.28, 0.25, 0.1, 0.08, 0.06, 0.04, 0.06, 0.03, 0.03)
    ),
    Shortcut("a domino inside each region, the smallest first", _one_in_each, (0.52, 0.3, 0.22, 0.09, 0.06, 0.05, 0.04, 0.05, 0.03, 0.03)),
    # To fill regions with one place left is deduction, which the puzzle is solved by; at level 4 little more is needed.
    Shortcut("the region with the fewest places first", _fewest_places, (0.66, 0.42, 0.36, 0.18, 0.12, 0.1, 0.06, 0.05, 0.04, 0.03)),
)


def copies(problem: Norinori, rng: Random) -> Iterator[Norinori]:
    """The rotations and reflections, with the letters of the regions exchanged."""
    cells = "".join(problem.regions)
    letters = sorted(set(cells))
    for turn in symmetries(len(problem.regions), len(problem.regions[0])):
        renamed = str.maketrans(dict(zip(letters, rng.sample(letters, len(letters)), strict=True)))
        yield Norinori(cut("".join(turn.image(cells)).translate(renamed), turn.columns))


def different(problem: Norinori, rng: Random) -> Iterator[Norinori]:
    """A cell given to a region beside it."""
    width, cells = len(problem.regions[0]), "".join(problem.regions)
    near = neighbours(len(problem.regions), width)
    for x in rng.sample(range(len(cells)), len(cells)):
        others = [y for y in near[x] if cells[y] != cells[x]]
        if others and cells.count(cells[x]) > 2:
            yield Norinori(cut(cells[:x] + cells[others[0]] + cells[x + 1 :], width))
            return
