"""What counting claims: its rules in words, what cheap policies win, and which puzzles are the same."""

import re
from collections.abc import Callable, Iterable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.counting.easier import EASIER
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.counting import Assignments, Counting, Necklaces, Paths, Sums, Words, route


def _is(kind: type, holds: Callable[..., object] = lambda p: True) -> Callable[[Counting], bool]:
    return lambda problem: isinstance(problem.puzzle, kind) and bool(holds(problem.puzzle))


def _both(words: Callable[..., Iterable[object]], between: str = ".{1,5}") -> dict[str, Callable[[Counting], str]]:
    """Numbers and letters that stand in this order in both languages."""
    return dict.fromkeys(("en", "zh"), lambda problem: r"\b" + between.join(re.escape(str(word)) for word in words(problem.puzzle)) + r"\b")


def _shared(p: Sums) -> bool:
    return p.shared


def _stamps(p: Sums) -> bool:
    return not p.shared


def _bounds(p: Sums) -> list[object]:
    """The least, where there is one, and the most of each in its order."""
    return [bound for pair in zip(p.least, p.most, strict=True) for bound in pair if bound]


RULES = (
    Rule("value", _both(lambda p: "ABCD"[: p.letters]), _is(Words)),
    Rule("value", {"en": lambda p: rf"\b{p.puzzle.length} letters", "zh": lambda p: rf"{p.puzzle.length} (个字母|块字母牌)"}, _is(Words)),
    Rule("value", _both(lambda p: p.forbidden), _is(Words, lambda p: p.forbidden)),
    Rule("value", {"en": r"Nowhere do consecutive letters read", "zh": r"连续位置上都不出现"}, _is(Words, lambda p: p.forbidden)),
    Rule(
        "value",
        {"en": lambda p: rf"exactly ({p.puzzle.exactly} times|once|twice)", "zh": lambda p: rf"恰好出现 {p.puzzle.exactly} 次"},
        _is(Words, lambda p: p.exactly >= 0),
    ),
    Rule(
        "value",
        {"en": lambda p: rf"first letter is {p.puzzle.first}", "zh": lambda p: rf"第一个字母是 {p.puzzle.first}"},
        _is(Words, lambda p: p.first),
    ),
    Rule(
        "value",
        {"en": lambda p: rf"last letter is {p.puzzle.last}", "zh": lambda p: rf"最后一个字母是 {p.puzzle.last}"},
        _is(Words, lambda p: p.last),
    ),
    Rule("value", {"en": r"read backwards count as one\b", "zh": r"倒过来读得到的那一行算作同一种"}, _is(Words, lambda p: p.turned)),
    Rule("value", {"en": r"one block east or one block north", "zh": r"向东或向北走一格"}, _is(Paths)),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: rf"\(0, 0\).{{1,9}}\({p.puzzle.width}, {p.puzzle.height}\)"), _is(Paths)),
    Rule(
        "value",
        dict.fromkeys(("en", "zh"), lambda p: ".{1,5}".join(rf"\({x}, {y}\)" for x, y in p.puzzle.blocked)),
        _is(Paths, lambda p: p.blocked),
    ),
    Rule("value", {"en": r"(is|are) closed and cannot be used", "zh": r"封闭，不能经过"}, _is(Paths, lambda p: p.blocked)),
    Rule(
        "value",
        {
            "en": lambda p: r"passes through the crossing \({}, {}\)".format(*p.puzzle.through[0]),
            "zh": lambda p: r"必须经过路口 \({}, {}\)".format(*p.puzzle.through[0]),
        },
        _is(Paths, lambda p: p.through),
    ),
    Rule(
        "value",
        {
            "en": lambda p: rf"never goes more than {p.puzzle.run} blocks in a row in the same direction",
            "zh": lambda p: rf"沿同一方向最多连续走 {p.puzzle.run} 格",
        },
        _is(Paths, lambda p: p.run),
    ),
    Rule("value", {"en": r"gets exactly one of these", "zh": r"每人恰好做一项"}, _is(Assignments)),
    Rule("value", {"en": r"no job goes to two people", "zh": r"每项工作只由一个人做"}, _is(Assignments)),
    Rule(
        "value",
        {
            "en": lambda p: ".{0,40}".join(f"dislikes {'.{1,5}'.join('ABCDEFGH'[job] for job in row)}" for row in p.puzzle.dislikes if row),
            "zh": lambda p: ".{0,20}".join(f"不喜欢 {'.{1,5}'.join('ABCDEFGH'[job] for job in row)}" for row in p.puzzle.dislikes if row),
        },
        _is(Assignments),
    ),
    Rule(
        "value",
        {"en": r"nobody gets a job that they dislike", "zh": r"没有人分到自己不喜欢的工作"},
        _is(Assignments, lambda p: not p.unhappy),
    ),
    Rule(
        "value",
        {
            "en": lambda p: rf"exactly {['', 'one', 'two', 'three'][p.puzzle.unhappy]} (person|people) gets? a job that .{{3,10}} dislike",
            "zh": lambda p: rf"恰好有{'零一两三'[p.puzzle.unhappy]}个人分到自己不喜欢的工作",
        },
        _is(Assignments, lambda p: p.unhappy),
    ),
    Rule("value", _both(lambda p: [p.total]), _is(Sums)),
    Rule("value", _both(_bounds, ".{1,60}"), _is(Sums)),
    Rule("value", {"en": r"identical .*All of them are given away", "zh": r"同样的.*全部分完"}, _is(Sums, _shared)),
    Rule("value", {"en": lambda p: "(?s:.*)".join(["an even number"] * len(p.puzzle.even)), "zh": r"是偶数"}, _is(Sums, lambda p: p.even)),
    Rule("value", {"en": r"\w+ gets more than \w+\.", "zh": r"分到的比.{2}多"}, _is(Sums, lambda p: p.more)),
    Rule("value", {"en": r"only matters how many", "zh": r"只看每(个人|种面值)"}, _is(Sums)),
    Rule("value", _both(lambda p: p.values), _is(Sums, _stamps)),
    Rule("value", {"en": r"stamps of one value are all alike", "zh": r"同一面值的邮票没有区别"}, _is(Sums, _stamps)),
    Rule(
        "value",
        {"en": lambda p: f"exactly {p.puzzle.pieces} stamps", "zh": lambda p: f"恰好用 {p.puzzle.pieces} 枚"},
        _is(Sums, lambda p: p.pieces),
    ),
    Rule(
        "value",
        {"en": lambda p: f"{p.puzzle.beads} beads in a circle", "zh": lambda p: f"{p.puzzle.beads} 颗珠子穿成一个环"},
        _is(Necklaces),
    ),
    Rule("value", _both(lambda p: p.weights), _is(Necklaces)),
    Rule("value", {"en": r"not every colour has to be used", "zh": r"不必用到所有颜色"}, _is(Necklaces)),
    Rule("value", {"en": lambda p: f"exactly {p.puzzle.total} grams", "zh": lambda p: f"恰好重 {p.puzzle.total} 克"}, _is(Necklaces)),
    Rule("value", {"en": r"rotated or turned over", "zh": r"旋转或翻面后样子相同"}, _is(Necklaces, lambda p: p.mirror)),
    Rule(
        "value",
        {"en": r"can be rotated to look .*never turned over", "zh": r"旋转后样子相同.*不能翻面"},
        _is(Necklaces, lambda p: not p.mirror),
    ),
)


def _step_before(problem: Counting) -> str:
    """The last value but one of the pencil route."""
    equations = route(problem.puzzle)[0].equations
    return str(equations[-2].value) if len(equations) > 1 else ""


SHORTCUTS = (
    *(
        Shortcut(name, policy, (0.65, 0.55, 0.4, *[0.01] * 7) if name == "each condition alone" else (0.005,) * 10)
        for name, policy in EASIER.items()
    ),
    Shortcut("the last step left out", _step_before, (0.01,) * 10),
    Shortcut("always 36", lambda _: "36", (0.03,) * 3 + (0.05,) * 4 + (0.02,) * 3),
)


def copies(problem: Counting, rng: Random) -> Iterator[Counting]:
    """Letters renamed, streets mirrored, people or stamps in another order; chains have no copies."""
    p = problem.puzzle
    match p:
        case Words():
            last, other = "ABCD"[p.letters - 1], "ABCD"[p.letters - 2]
            if p.exactly < 0 or p.letters > 2:
                names = str.maketrans(last + other, other + last)
                blocks = tuple(sorted(block.translate(names) for block in p.forbidden))
                yield Counting(replace(p, forbidden=blocks, first=p.first.translate(names), last=p.last.translate(names)))
            yield Counting(replace(p, forbidden=tuple(sorted(block[::-1] for block in p.forbidden)), first=p.last, last=p.first))
        case Paths():
            blocked = tuple(sorted((y, x) for x, y in p.blocked))
            yield Counting(replace(p, width=p.height, height=p.width, blocked=blocked, through=tuple((y, x) for x, y in p.through)))
            w, h = p.width, p.height
            blocked = tuple(sorted((w - x, h - y) for x, y in p.blocked))
            yield Counting(replace(p, blocked=blocked, through=tuple((w - x, h - y) for x, y in p.through)))
        case Assignments():
            yield Counting(replace(p, dislikes=tuple(rng.sample(p.dislikes, len(p.dislikes)))))
        case Sums():
            if p.shared:
                order = rng.sample(range(len(p.values)), len(p.values))
                least, most = tuple(p.least[k] for k in order), tuple(p.most[k] for k in order)
                even, more = tuple(sorted(map(order.index, p.even))), tuple(map(order.index, p.more))
                yield Counting(replace(p, least=least, most=most, even=even, more=more))
        case Necklaces():
            pass


def different(problem: Counting, rng: Random) -> Iterator[Counting]:
    """Another size."""
    p = problem.puzzle
    match p:
        case Words():
            yield Counting(replace(p, length=p.length + 1))
        case Paths():
            if p.width < 14:
                yield Counting(replace(p, width=p.width + 1))
            yield Counting(replace(p, blocked=p.blocked[1:]))
        case Assignments():
            yield Counting(replace(p, unhappy=p.unhappy + 1))
        case Sums():
            yield Counting(replace(p, total=p.total + 1))
            if p.more:
                yield Counting(replace(p, more=p.more[::-1]))
                yield Counting(replace(p, more=()))
            if p.even:
                yield Counting(replace(p, even=p.even[1:]))
        case Necklaces():
            yield Counting(replace(p, mirror=not p.mirror))
            yield Counting(replace(p, total=p.total + 1))
