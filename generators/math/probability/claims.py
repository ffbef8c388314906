"""What probability claims: its rules in words, what cheap policies win, and which puzzles are the same."""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.math.probability.easier import EASIER
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.probability import Boards, Bound, Boxes, Dice, Probability, Urns, route


def _is(kind: type, holds: Callable[..., object] = lambda p: True) -> Callable[[Probability], bool]:
    return lambda problem: isinstance(problem.puzzle, kind) and bool(holds(problem.puzzle))


def _numbers(numbers: Callable[..., Iterable[object]], between: str = r"\D{1,40}") -> dict[str, Callable[[Probability], str]]:
    """Numbers that stand in this order in both languages."""
    return dict.fromkeys(("en", "zh"), lambda problem: r"\b" + between.join(map(re.escape, map(str, numbers(problem.puzzle)))) + r"\b")


def _bounds(side: str, language: str) -> Callable[[Probability], str]:
    def words(problem: Probability) -> str:
        p: Any = problem.puzzle
        parts = []
        for b in getattr(p, side):
            place = 0 if b.least == b.most else 1 if b.most == p.draws and b.least else 2
            number = b.most if place == 2 else b.least
            said = {"en": ("exactly", "at least", "at most"), "zh": ("恰好有", "至少有", "至多有")}[language][place]
            parts.append(f"{said} {number}")
        return ".{1,18}".join(parts)

    return words


def _both(side: str) -> dict[str, Callable[[Probability], str]]:
    return {language: _bounds(side, language) for language in ("en", "zh")}


def _filled(p: Boxes) -> list[int]:
    return [count for balls in p.balls for count in balls if count]


def _sum(language: str) -> Callable[[Probability], str]:
    def words(problem: Probability) -> str:
        p: Any = problem.puzzle
        exactly, least, most = {"en": ("exactly", "at least", "at most"), "zh": ("恰好为", "至少为", "至多为")}[language]
        if p.low == p.high:
            return f"{exactly} {p.low}"
        parts = [f"{least} {p.low}"] if p.low > len(p.sides) else []
        return r".{1,5}".join([*parts, *([f"{most} {p.high}"] if p.high < sum(p.sides) or not parts else [])])

    return words


def _moves(p: Boards) -> list[str]:
    return [str(Fraction(weight, sum(w for _, w in row))) for row in p.moves for _, weight in row]


RULES = (
    Rule("value", {"en": r"lowest terms or as a decimal that equals it", "zh": r"最简分数，或与它完全相等的小数"}),
    Rule("value", _numbers(lambda p: p.counts), _is(Urns)),
    Rule("value", {"en": r"at random without replacement", "zh": r"不放回地随机取出"}, _is(Urns)),
    Rule("value", {"en": lambda p: rf"\b{p.puzzle.draws} of them are drawn", "zh": lambda p: f"取出 {p.puzzle.draws} 个"}, _is(Urns)),
    Rule("value", _both("event"), _is(Urns, lambda p: p.ask == "chance")),
    Rule("value", _both("given"), _is(Urns, lambda p: p.given)),
    Rule("value", {"en": r"given what is known", "zh": r"在此条件下"}, _is(Urns, lambda p: p.given)),
    Rule("value", {"en": r"expected number of", "zh": r"期望"}, _is(Urns, lambda p: p.ask == "mean")),
    Rule("value", _numbers(lambda p: p.sides, r"\D{1,6}"), _is(Dice)),
    Rule("value", {"en": r"fair spinners .*equal fields.*numbered from 1", "zh": r"均匀的转盘.*从 1 开始"}, _is(Dice)),
    Rule("value", {"en": _sum("en"), "zh": _sum("zh")}, _is(Dice)),
    Rule(
        "value",
        {"en": lambda p: f"at least one spinner shows {p.puzzle.number}", "zh": lambda p: f"至少有一个转盘转出 {p.puzzle.number}"},
        _is(Dice, lambda p: p.given == "shows"),
    ),
    Rule(
        "value",
        {
            "en": lambda p: f"{p.puzzle.given} number shown is {p.puzzle.number}",
            "zh": lambda p: f"最{'大' if p.puzzle.given == 'largest' else '小'}数是 {p.puzzle.number}",
        },
        _is(Dice, lambda p: p.given in ("largest", "smallest")),
    ),
    Rule("value", _numbers(_filled, r"\D{1,80}"), _is(Boxes, lambda p: all(map(all, p.balls)))),
    Rule("value", _numbers(lambda p: [Fraction(weight, sum(p.weights)) for weight in p.weights], ".{1,40}"), _is(Boxes)),
    Rule("value", {"en": r"each put back", "zh": r"放回后再取"}, _is(Boxes, lambda p: len(p.seen) > 1 and p.put_back)),
    Rule("value", {"en": r"not put back", "zh": r"不放回"}, _is(Boxes, lambda p: len(p.seen) > 1 and not p.put_back)),
    Rule(
        "value",
        {"en": lambda p: f"chosen box is box {'ABCDE'[p.puzzle.box]}", "zh": lambda p: f"选中的是盒子 {'ABCDE'[p.puzzle.box]}"},
        _is(Boxes, lambda p: p.box >= 0),
    ),
    Rule("value", {"en": r"next ball .*the same box", "zh": r"再从同一个盒子"}, _is(Boxes, lambda p: p.box < 0)),
    Rule("value", _numbers(_moves, ".{1,60}"), _is(Boards)),
    Rule("value", {"en": r"starts on square A", "zh": r"从格子 A 出发"}, _is(Boards)),
    Rule("value", {"en": r"expected number of turns", "zh": r"回合数的期望"}, _is(Boards, lambda p: p.ask == "mean")),
    Rule("value", {"en": r"ends at the goal", "zh": r"最后到达终点的概率"}, _is(Boards, lambda p: p.ask == "chance")),
)


def _step_before(problem: Probability) -> str:
    """The last value but one of the pencil route."""
    equations = route(problem.puzzle)[0].equations
    return str(equations[-2].value) if len(equations) > 1 else ""


def _spun(holds: Callable[[Dice, tuple[int, ...]], bool]) -> Callable[[Probability], str]:
    """Spinners counted under another condition than the one that is told."""

    def policy(problem: Probability) -> str:
        p = problem.puzzle
        if not isinstance(p, Dice) or p.given == "nothing":
            return ""
        known = [sum(shown) for shown in product(*(range(1, side + 1) for side in p.sides)) if holds(p, shown)]
        return str(Fraction(sum(p.low <= total <= p.high for total in known), len(known))) if known else ""

    return policy


def _one_sided(p: Dice, shown: tuple[int, ...]) -> bool:
    """At most, or at least, the number that is the largest or the smallest; exactly one spinner that shows it."""
    if p.given == "shows":
        return shown.count(p.number) == 1
    return max(shown) <= p.number if p.given == "largest" else min(shown) >= p.number


def _last_square(problem: Probability) -> str:
    """The chance of the goal from the last square."""
    p = problem.puzzle
    if not isinstance(p, Boards) or p.ask != "chance":
        return ""
    last = dict(p.moves[-1])
    return str(Fraction(last.get(len(p.moves), 0), sum(last.values())))


SHORTCUTS = (
    Shortcut("what is known of spinners taken for a bound, or for one alone", _spun(_one_sided), (0.01,) * 10),
    Shortcut("the first spinner shows what is known", _spun(lambda p, shown: shown[0] == p.number), (0.02,) * 10),
    Shortcut("the last square alone", _last_square, (0.01,) * 10),
    *(Shortcut(name, policy, (0.005,) * 10) for name, policy in EASIER.items()),
    Shortcut("the last step left out", _step_before, (0.01,) * 10),
)


def copies(problem: Probability, rng: Random) -> Iterator[Probability]:
    """Colours, dice or boxes in another order; chances from twice as many cases."""
    p = problem.puzzle
    if isinstance(p, Dice):
        yield Probability(replace(p, sides=p.sides[::-1]))
    if isinstance(p, Urns):
        order = list(range(len(p.counts)))[::-1]
        place = {old: new for new, old in enumerate(order)}

        def moved(side: tuple[Bound, ...]) -> tuple[Bound, ...]:
            return tuple(replace(bound, colour=place[bound.colour]) for bound in reversed(side))

        yield Probability(replace(p, counts=tuple(p.counts[k] for k in order), event=moved(p.event), given=moved(p.given)))
    elif isinstance(p, Boxes):
        order = rng.sample(range(len(p.balls)), len(p.balls))
        box = order.index(p.box) if p.box >= 0 else -1
        yield Probability(replace(p, balls=tuple(p.balls[k] for k in order), weights=tuple(p.weights[k] for k in order), box=box))
    elif isinstance(p, Boards):
        doubled = tuple(tuple((target, 2 * weight) for target, weight in row) for row in p.moves)
        yield Probability(replace(p, moves=doubled))


def different(problem: Probability, rng: Random) -> Iterator[Probability]:
    """One ball, side or chance more."""
    p = problem.puzzle
    match p:
        case Urns():
            yield Probability(replace(p, counts=(p.counts[0] + 1, *p.counts[1:])))
        case Dice():
            yield Probability(replace(p, high=p.high + 1) if p.high < sum(p.sides) else replace(p, low=p.low - 1))
        case Boxes():
            yield Probability(replace(p, put_back=not p.put_back))
            yield Probability(replace(p, weights=(p.weights[0] + 1, *p.weights[1:])))
        case Boards():
            (target, weight), *others = p.moves[-1]
            if others and sum(w for _, w in p.moves[-1]) < 12:
                yield Probability(replace(p, moves=(*p.moves[:-1], ((target, weight + 1), *others))))
