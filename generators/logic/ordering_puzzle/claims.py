"""What the ordering puzzle claims: its rules in words, what cheap policies win, and which puzzles are the same.

The policies leave out what the task is there for, clues of all kinds weighed against each other."""

from collections.abc import Callable, Iterator
from itertools import product
from random import Random

from msgspec.structs import replace

from synth.generators.logic.ordering_puzzle.clues import compiled
from synth.generators.solvers.search import solve
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.ordering_puzzle import THEMES, THINGS, ZH, Apart, At, Before, Between, Clue, Link, OrderingPuzzle, atoms, holds

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
BEFORE = {
    "race": ("finished before", "finished after"),
    "queue": ("stands ahead of", "stands behind"),
    "ages": ("is younger than", "is older than"),
    "shelf": ("stands to the left of", "stands to the right of"),
    "zoo": ("lives to the left of", "lives to the right of"),
    "concert": ("plays before", "plays after"),
}
STARTS = {
    "race": ("the winner", "the last runner", "the winner to the last runner"),
    "queue": ("the front", "the back", "the front to the back"),
    "ages": ("the youngest", "the oldest", "the youngest to the oldest"),
    "shelf": ("the left", "the right", "left to right"),
    "zoo": ("the left", "the right", "left to right"),
    "concert": ("the beginning", "the end", "the first to the last to play"),
}
BEFORE_ZH = {
    "race": ("{}比{}先到终点", "{}比{}后到终点"),
    "queue": ("{}排在{}前面", "{}排在{}后面"),
    "ages": ("{}年龄比{}小", "{}年龄比{}大"),
    "shelf": ("{}放在{}左边", "{}放在{}右边"),
    "zoo": ("{}住在{}左边", "{}住在{}右边"),
    "concert": ("{}在{}之前演奏", "{}在{}之后演奏"),
}
STARTS_ZH = {
    "race": ("冠军", "最后一名", "从冠军到最后一名"),
    "queue": ("队首", "队尾", "从队首到队尾"),
    "ages": ("最小的", "最大的", "从年龄最小到年龄最大"),
    "shelf": ("左边", "右边", "从左到右"),
    "zoo": ("左边", "右边", "从左到右"),
    "concert": ("开头", "结尾", "从最先演奏到最后演奏"),
}


def _english(problem: OrderingPuzzle, clue: Clue) -> str:
    names = [("the " if name.islower() else "") + name for name in problem.things]
    start, end, _ = STARTS[problem.theme]
    if isinstance(clue, Link):
        first, second = _english(problem, clue.first), _english(problem, clue.second)
        if clue.how == "if":
            return rf"(if {first}, then {second}|provided that {first}, it is also true that {second})"
        return rf"(either {first}, or {second}, but not both|exactly one of these two is true: {first}; {second})"
    if isinstance(clue, At):
        if len(clue.places) > 1:
            ends = (
                r"at one of the two ends of the row|at one end or the other of the row"
                if clue.so
                else r"at neither end of the row|not at an end of the row"
            )
            return rf"{names[clue.a]} is ({ends})"
        k, denied = clue.places[0], "" if clue.so else "not "
        return rf"{names[clue.a]} is {denied}({ORDINALS[k - 1]} counting from {start}|{ORDINALS[len(names) - k]} counting from {end})"
    a, b = names[clue.a], names[clue.b]
    if isinstance(clue, Before):
        before, after = BEFORE[problem.theme]
        return rf"({a} {before} {b}|{b} {after} {a})" + (r", with (nobody|nothing) between them" if clue.next else "")
    if isinstance(clue, Between):
        c = names[clue.c]
        return rf"{a} is somewhere between ({b} and {c}|{c} and {b})"
    if clue.by > 1:
        return rf"exactly {NUMBERS[clue.by - 1]} \w+ (is|are) between ({a} and {b}|{b} and {a})"
    return rf"({a} and {b}|{b} and {a}) are {'' if clue.so else 'not '}neighbours"


def _chinese(problem: OrderingPuzzle, clue: Clue) -> str:
    names = [ZH[name] for name in problem.things]
    start, end, _ = STARTS_ZH[problem.theme]
    if isinstance(clue, Link):
        first, second = _chinese(problem, clue.first), _chinese(problem, clue.second)
        if clue.how == "if":
            return f"(如果{first}，那么{second}|只要{first}，就一定有{second})"
        return f"下面两句恰好有一句成立：{first}；{second}"
    if isinstance(clue, At):
        if len(clue.places) > 1:
            return names[clue.a] + (r"要么\w+，要么\w+" if clue.so else r"既不是\w+，也不是\w+")
        k, said = clue.places[0], "是" if clue.so else "不是"
        return rf"(从{start}数起，{names[clue.a]}{said}第 {k} \w|从{end}数起，{names[clue.a]}{said}第 {len(names) + 1 - k} \w)"
    a, b = names[clue.a], names[clue.b]
    if isinstance(clue, Before):
        before, after = BEFORE_ZH[problem.theme]
        return f"({before.format(a, b)}|{after.format(b, a)})" + ("，中间没有别的" if clue.next else "")
    if isinstance(clue, Between):
        c = names[clue.c]
        return f"{a}在({b}和{c}|{c}和{b})之间的某个位置"
    if clue.by > 1:
        return rf"({a}和{b}|{b}和{a})之间恰好有 {clue.by - 1} \w"
    return f"({a}和{b}|{b}和{a}){'' if clue.so else '不'}相邻"


def _all(words: Callable[[OrderingPuzzle, Clue], str]) -> Callable[[OrderingPuzzle], str]:
    return lambda problem: r"\A" + "".join(rf"(?=.*{words(problem, clue)}\w*[.。])" for clue in problem.clues) + ".+"


def _named(words: Callable[[str], str]) -> Callable[[OrderingPuzzle], str]:
    return lambda problem: r"\A" + "".join(rf"(?=.*{words(name)})" for name in problem.things) + ".+"


def _some(kind: type, fits: Callable[..., bool] = lambda part: True) -> Callable[[OrderingPuzzle], bool]:
    return lambda problem: any(isinstance(part, kind) and fits(part) for clue in problem.clues for part in (clue, *atoms(clue)))


RULES = (
    Rule("clue", {"en": _all(_english), "zh": _all(_chinese)}),
    Rule("clue", {"en": lambda p: f"from {STARTS[p.theme][2]}", "zh": lambda p: STARTS_ZH[p.theme][2]}),
    Rule(
        "clue",
        {"en": r"neighbours have (nobody|nothing) between them, whichever", "zh": r"“相邻”指两者中间没有别的\w+，谁在前都可以"},
        _some(Apart, lambda part: part.by == 1),
    ),
    Rule(
        "clue",
        {"en": r"\"first counting from [\w ]+\" is the \w+", "zh": r"数起的第 1 \w就是"},
        _some(At, lambda part: len(part.places) == 1),
    ),
    Rule(
        "clue",
        {"en": r"\"somewhere between\" does not say how close, nor which", "zh": r"“之间的某个位置”不表示相邻，也不说明另外两者谁在前"},
        _some(Between),
    ),
    Rule(
        "clue",
        {"en": r"say nothing about the case that the first part is false", "zh": r"前半句不成立时，这条线索什么也没说"},
        _some(Link, lambda link: link.how == "if"),
    ),
    Rule("names", {"en": _named(lambda name: rf"\b{name}\b"), "zh": _named(ZH.__getitem__)}),
    Rule(
        "names",
        {
            "en": r"each once, separated by commas|every \w+ once, with commas|list each name once|no name twice",
            "zh": r"每个只写一次|不能遗漏，也不能重复|每个名称只写一次",
        },
    ),
)


def _listed(problem: OrderingPuzzle, order: list[int]) -> str:
    return ", ".join(problem.things[thing] for thing in order)


def _mentioned(problem: OrderingPuzzle) -> list[int]:
    """The things as the clues name them."""
    order: list[int] = []
    for clue in problem.clues:
        for part in atoms(clue):
            order += [getattr(part, field) for field in ("a", "b", "c") if hasattr(part, field)]
    return list(dict.fromkeys([*order, *range(len(problem.things))]))


def _precedence(problem: OrderingPuzzle) -> list[int]:
    """Plain statements that one comes before another are kept, everything else stays as it is mentioned."""
    before = [(clue.a, clue.b) for clue in problem.clues if isinstance(clue, Before)]
    left, order = _mentioned(problem), list[int]()
    while left:
        free = next((x for x in left if not any(b == x and a in left for a, b in before)), left[0])
        left.remove(free)
        order.append(free)
    return order


def _fixed(problem: OrderingPuzzle) -> list[int]:
    """Places that are given first, directly one after the other next, the rest by precedence."""
    row: list[int | None] = [None] * len(problem.things)
    for clue in problem.clues:
        if isinstance(clue, At) and clue.so and len(clue.places) == 1:
            row[clue.places[0] - 1] = clue.a
    rest = [x for x in _precedence(problem) if x not in row]
    for clue in problem.clues:
        if isinstance(clue, Before) and clue.next and clue.a in rest and clue.b in rest:
            rest.remove(clue.b)
            rest.insert(rest.index(clue.a) + 1, clue.b)
    return [rest.pop(0) if x is None else x for x in row]


def _repaired(problem: OrderingPuzzle) -> list[int]:
    """By precedence, then clue by clue: neighbours are moved together and things between others are moved there, once each."""
    order = _fixed(problem)
    for clue in problem.clues:
        if isinstance(clue, Between):
            order.remove(clue.a)
            order.insert(max(order.index(clue.b), order.index(clue.c)), clue.a)
        elif isinstance(clue, Apart) and clue.so:
            order.remove(clue.b)
            order.insert(min(order.index(clue.a) + clue.by, len(order)), clue.b)
        elif isinstance(clue, At) and clue.so:
            order.remove(clue.a)
            order.insert(clue.places[0] - 1, clue.a)
    return order


def _without_links(problem: OrderingPuzzle) -> list[int]:
    """The first order that fits all clues but conditionals and either-or."""
    count = len(problem.things)
    net = compiled(count, [clue for clue in problem.clues if not isinstance(clue, Link)])
    _, _, found = solve(net.net, net.domains, 1, budget=500)
    places = found[0][:count].tolist() if len(found) else list(range(count))
    return sorted(range(count), key=places.__getitem__)


def _climbed(problem: OrderingPuzzle) -> list[int]:
    """One thing taken out and put elsewhere, always where fewest clues are broken, as long as there are fewer."""
    order = _precedence(problem)

    def broken(order: list[int]) -> int:
        place = [0] * len(order)
        for number, thing in enumerate(order, 1):
            place[thing] = number
        return sum(not holds(clue, place) for clue in problem.clues)

    most = broken(order)
    while most:
        others = [[x for x in order if x != thing] for thing in order for _ in order]
        moved = [rest[:to] + [thing] + rest[to:] for rest, (thing, to) in zip(others, product(order, range(len(order))), strict=True)]
        best = min(moved, key=broken)
        if broken(best) >= most:
            break
        order, most = best, broken(best)
    return order


_CLIMBED = (0.52, 0.4, 0.3, 0.2, 0.14, 0.1, 0.1, 0.06, 0.03, 0.02)
SHORTCUTS = (
    Shortcut("the order in which the clues name them", lambda p: _listed(p, _mentioned(p)), (0.03, 0.02, 0.02) + (0.01,) * 7),
    Shortcut("plain statements of before alone", lambda p: _listed(p, _precedence(p)), (0.08, 0.04, 0.03, 0.02) + (0.01,) * 6),
    Shortcut("given places, then before", lambda p: _listed(p, _fixed(p)), (0.13, 0.06, 0.04, 0.02) + (0.01,) * 6),
    Shortcut(
        "conditionals and either-or passed over", lambda p: _listed(p, _without_links(p)), (1.0, 0.88, 0.44) + (0.09,) * 4 + (0.06,) * 3
    ),
    Shortcut(
        "one pass over the clues that moves things into place",
        lambda p: _listed(p, _repaired(p)),
        (0.16, 0.09, 0.06, 0.04, 0.02) + (0.01,) * 5,
    ),
    # That weighs all clues against hundreds of whole orders: a search of its own, which is no way around the clues.
    Shortcut("the best move of one thing, as long as fewer clues are broken", lambda p: _listed(p, _climbed(p)), _CLIMBED),
)


def copies(problem: OrderingPuzzle, rng: Random) -> Iterator[OrderingPuzzle]:
    """Other names, another theme, things numbered anew, clues in another order, the row seen from its other side."""
    count = len(problem.things)
    for number in range(6):
        where = rng.sample(range(count), count)
        theme = rng.choice(THEMES)
        clues = [_moved(clue, where, count + 1 if number % 2 else 0) for clue in problem.clues]
        yield OrderingPuzzle(theme, tuple(rng.sample(tuple(THINGS[theme]), count)), tuple(rng.sample(clues, len(clues))))


def _moved(clue: Clue, where: list[int], mirror: int) -> Clue:
    """The clue with things numbered anew; seen from the other side, where `mirror` is the sum of a place from both ends, not 0."""
    if isinstance(clue, Link):
        first, second = _moved(clue.first, where, mirror), _moved(clue.second, where, mirror)
        return Link(clue.how, second, first) if clue.how == "xor" else Link(clue.how, first, second)  # type: ignore[arg-type]
    if isinstance(clue, At):
        return At(where[clue.a], tuple(sorted(mirror - p if mirror else p for p in clue.places)), clue.so)
    a, b = where[clue.a], where[clue.b]
    if isinstance(clue, Between):
        return Between(a, where[clue.c], b)
    if isinstance(clue, Apart):
        return Apart(b, a, clue.by, clue.so)
    return Before(b, a, clue.next) if mirror else Before(a, b, clue.next)


def different(problem: OrderingPuzzle, rng: Random) -> Iterator[OrderingPuzzle]:
    """A clue less; `directly` put to a clue or taken from it."""
    for clue in rng.sample(problem.clues, min(3, len(problem.clues) - 1)):
        yield replace(problem, clues=tuple(other for other in problem.clues if other != clue))
    for clue in problem.clues:
        if isinstance(clue, Before):
            yield replace(problem, clues=tuple(replace(other, next=not other.next) if other is clue else other for other in problem.clues))
