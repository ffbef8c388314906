"""What campsite claims: its rules in words, what cheap policies win, and which meadows are the same puzzle.

The policies leave out what the task is there for, tents that depend on each other through rows, columns and trees."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

from synth.generators.logic.campsite import images, prompt_variables, shown
from synth.generators.solvers.grids import neighbours
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.campsite import HIDDEN, OPEN, TREE, Campsite


def _numbers(joint: str) -> Callable[[Campsite], str]:
    """The drawing, or the meadow and both lists of numbers."""

    def words(problem: Campsite) -> str:
        shown = prompt_variables(problem, Random(0))
        parts = ["\n".join(shown["meadow"]), joint.join(shown["rows"]), joint.join(shown["columns"])]  # type: ignore[arg-type]
        return re.escape(str(shown["drawing"])) + "|" + ".*".join(map(re.escape, parts))

    return words


def _hidden(problem: Campsite) -> bool:
    return HIDDEN in problem.rows + problem.columns


RULES = (
    Rule("row", {"en": _numbers(", "), "zh": _numbers("，")}),
    Rule(
        "row",
        {
            "en": r"number of tents in that row|tents in the rows|beside each row and under each column stands how many tents"
            r"|how many tents there are in each row",
            "zh": r"这一行的帐篷数|各行的帐篷数",
        },
    ),
    Rule(
        "column",
        {
            "en": r"number of tents in that column|tents in the columns|beside each row and under each column stands how many tents"
            r"|at the bottom how many in each column",
            "zh": r"这一列的帐篷数|各列的帐篷数",
        },
    ),
    Rule(
        "row",
        {"en": r"a \? says nothing|number that you are not told|a \? leaves that open|the note is unreadable", "zh": r"问号表示没有告诉你"},
        _hidden,
    ),
    Rule(
        "touch",
        {
            "en": r"neighbouring cells, not even diagonally|neither at a side nor at a corner|diagonal ones included, hold no tent"
            r"|not even corner to corner",
            "zh": r"任何两顶帐篷都不能相邻，斜着相邻也不行",
        },
    ),
    Rule(
        "trees",
        {
            "en": r"straight above, below, left or right of it|shares a side with the picked tree"
            r"|next to its tree, horizontally or vertically|directly north, south, east or west of the group.s own tree",
            "zh": r"正上、正下、正左或正右|与自己的树共一条边",
        },
    ),
    Rule(
        "trees",
        {
            "en": r"every tree has a tent of its own|no tree twice and none left over|matched one to one|no two groups have the same tree",
            "zh": r"每棵树配一顶自己的帐篷|一棵树一队",
        },
    ),
    Rule(
        "board",
        {"en": r"tents on free cells|cell without a tree|cells marked with a dot|on a free cell", "zh": r"在空地上搭|没有树的格子里搭"},
    ),
    Rule(
        "format",
        {
            "en": r"row 1 is at the top, column 1 at the left|top left corner, which is \(1, 1\)|rows counted from 1 from the top"
            r"|top row and the leftmost column having number 1",
            "zh": r"最上面是第 1 行，最左边是第 1 列|左上角是 \(1, 1\)",
        },
    ),
)


def _greedy(problem: Campsite, order: Callable[[int], tuple[int, ...]]) -> str:
    """Tree by tree the first cell beside it, in an order of its own, that touches no tent and overfills no row or column."""
    width, meadow = len(problem.columns), "".join(problem.meadow)
    around = neighbours(len(problem.rows), width, diagonal=True)
    rows, columns, tents = list(problem.rows), list(problem.columns), list[int]()
    for tree in (x for x, sign in enumerate(meadow) if sign == TREE):
        for x in order(tree):
            r, c = divmod(x, width)
            if meadow[x] == OPEN and x not in tents and rows[r] and columns[c] and not set(around[x]) & set(tents):
                tents.append(x)
                rows[r], columns[c] = rows[r] - (rows[r] > 0), columns[c] - (columns[c] > 0)
                break
    return shown(sorted(tents), width)


def _beside(problem: Campsite) -> tuple[tuple[int, ...], ...]:
    return neighbours(len(problem.rows), len(problem.columns))


def _fullest(problem: Campsite) -> str:
    """Tree by tree the cell beside it whose row and column want the most tents."""
    width = len(problem.columns)

    def order(tree: int) -> tuple[int, ...]:
        return tuple(sorted(_beside(problem)[tree], key=lambda x: -problem.rows[x // width] - problem.columns[x % width]))

    return _greedy(problem, order)


def _certain_only(problem: Campsite) -> str:
    """Trees with fewest free cells first, each time the first cell that fits."""
    meadow = "".join(problem.meadow)

    def order(tree: int) -> tuple[int, ...]:
        return tuple(sorted(_beside(problem)[tree], key=lambda x: sum(meadow[y] == TREE for y in _beside(problem)[x])))

    return _greedy(problem, order)


def _deduced(problem: Campsite, counting: bool) -> str:
    """Deduction. Where it stops, the first place of the tree that has the fewest, never taken back. Without `counting` one rule is left
    out, that a row or column has no more open cells than tents to come."""
    width, meadow = len(problem.columns), "".join(problem.meadow)
    beside, around = _beside(problem), neighbours(len(problem.rows), width, diagonal=True)
    trees = {tree: {x for x in beside[tree] if meadow[x] == OPEN} for tree, sign in enumerate(meadow) if sign == TREE}
    open_, tents, owned = set[int]().union(*trees.values()), set[int](), dict[int, int]()
    told = dict(enumerate((*problem.rows, *problem.columns)))

    def lines(x: int) -> tuple[int, int]:
        return x // width, len(problem.rows) + x % width

    def pitch(x: int) -> None:
        tents.add(x)
        open_.difference_update(around[x], {x})
        for line in lines(x):
            told[line] -= 1
            if not told[line]:
                open_.difference_update([y for y in open_ if line in lines(y)])

    for line in [line for line, number in told.items() if number == 0]:
        open_.difference_update([y for y in open_ if line in lines(y)])
    while len(owned) < len(trees):
        room = Counter(line for y in open_ for line in lines(y))
        sure = min((y for y in open_ if counting and any(told[line] == room[line] for line in lines(y))), default=None)
        if sure is not None:
            pitch(sure)
            continue
        # Places that a tree still has; the tents of other trees are none. A tent that one tree alone can have belongs to it.
        left = {tree: (places & (open_ | tents)) - set(owned.values()) for tree, places in trees.items() if tree not in owned}
        for x in tents - set(owned.values()):
            near = [tree for tree in left if x in left[tree]]
            if len(near) == 1:
                left[near[0]] = {x}
        tree = min(left, key=lambda tree: (len(left[tree]), tree))
        if not left[tree]:
            break
        x = min(left[tree] & tents or left[tree])
        owned[tree] = x
        if x not in tents:
            pitch(x)
        near_by = set[int]().union(*(places for tree, places in trees.items() if tree not in owned))
        open_ &= near_by
    return shown(sorted(tents), width)


SHORTCUTS = (
    Shortcut(
        "tree by tree the first cell that fits",
        lambda p: _greedy(p, lambda tree: _beside(p)[tree]),
        (0.8, 0.6, 0.25, 0.1, 0.08, 0.1, 0.07, 0.05, 0.05, 0.03),
    ),
    Shortcut(
        "tree by tree the cell whose row and column want most",
        _fullest,
        (0.75, 0.55, 0.16, 0.07, 0.06, 0.05, 0.04) + (0.03,) * 3,
    ),
    Shortcut(
        "tree by tree the cell that is beside no other tree",
        _certain_only,
        (0.8, 0.6, 0.22, 0.09, 0.06, 0.06, 0.04, 0.03, 0.03, 0.03),
    ),
    # Levels 4 and 5 are made for deduction; to draw again what is won without one of its rules would cost a sixth of the rows. From level 6
    # on guesses have to be taken back: who never does wins by luck with one guess or a few.
    Shortcut(
        "deduction, but never how many open cells a line has",
        lambda problem: _deduced(problem, counting=False),
        (0.95, 0.89, 0.58, 0.31, 0.24, 0.1, 0.06, 0.06, 0.06, 0.03),
    ),
    Shortcut(
        "deduction, no guess taken back",
        lambda problem: _deduced(problem, counting=True),
        (1.0, 1.0, 1.0, 1.0, 1.0, 0.28, 0.21, 0.2, 0.18, 0.1),
    ),
)


def _of(image: tuple[tuple[str, ...], ...]) -> Campsite:
    meadow, rows, columns = image
    return Campsite(meadow, tuple(map(int, rows)), tuple(map(int, columns)))


def copies(problem: Campsite, rng: Random) -> Iterator[Campsite]:
    """The eight rotations and reflections."""
    yield from map(_of, images(problem))


def different(problem: Campsite, rng: Random) -> Iterator[Campsite]:
    """A number taken away; a tree more."""
    told = next(place for place, value in enumerate(problem.rows) if value != HIDDEN)
    yield Campsite(problem.meadow, (*problem.rows[:told], HIDDEN, *problem.rows[told + 1 :]), problem.columns)
    row = next(place for place, line in enumerate(problem.meadow) if OPEN in line)
    more = problem.meadow[row].replace(OPEN, TREE, 1)
    yield Campsite((*problem.meadow[:row], more, *problem.meadow[row + 1 :]), problem.rows, problem.columns)
