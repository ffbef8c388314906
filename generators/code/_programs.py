"""Programs drawn at random, kept when each of their steps counts: every mutant returns something else on one of the inputs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from operator import ne
from random import Random
from typing import Any, NamedTuple

from synth.generators.code._mutants import exchanged, mutants
from synth.generators.code._slips import slips
from synth.generators.code._steps import drawn_step
from synth.schemas.task import Discard
from synth.verifiers.code._inputs import inputs
from synth.verifiers.code._language import MOST_STEPS, Runner, Spec, Start, Step, each, needs, others, part, runner, types
from synth.verifiers.code._operations import OPERATIONS

TRIES, TRIES_ALIKE = 90, 30
"""Programs that are begun, and those of one type of argument: few of much effort begin with words."""
FEWEST_WRONG = 3
"""Mutants of a program: with fewer there is nothing to get wrong."""
FAVOUR = 3
"""How much more often a favoured operation is drawn."""
FAR = 9
"""An effort that is more than any operation needs, or asks to be left."""
SELDOM = 0.3
"""How often the word that is first or last by some key is taken, unless a style says otherwise: there are few of these programs."""
MOST_ALIKE = 0.5
"""Share of the inputs that may have one value."""
GROUPS: tuple[tuple[str, ...], ...] = (
    tuple("keep drop map affine reverse sort first skip last sum size max min count join words backwards".split()),
    tuple("distinct every sums maxima differences clamp index best_word letters rotate alternating each_word".split()),
    tuple("parted windows runs chunks group split flatten best common longest merge keys above values encode shift counts fold".split()),
    tuple("cancel ranks greater balance gated section pairs table".split()),
)
"""Operations, from those that everybody knows to those with a state or a pair of places."""
TURNING = ("reverse", "backwards")
"""What is done once at most: a second time mostly undoes the first."""
ORDERING = ("sort", "reverse", "rotate", "parted", "keys")
UNORDERED = ("sort", "sum", "size", "count", "max", "min", "counts", "common", "table", "values")
ENDS = ("int", "ints", "str", "strs", "lists", "text", "table")
FUNCTIONS = "solve process transform compute summarize evaluate analyze convert reduce_data run_steps apply_rules build_result".split()
FIRST = {
    "ints": "numbers values items data readings scores".split(),
    "strs": "words names labels entries terms tags".split(),
    "str": "text line message phrase".split(),
    "table": "counts stock totals points".split(),
}
LIMITS, OTHERS = "limit k bound threshold".split(), "other others second extra".split()


class Style(NamedTuple):
    """What a program is made of."""

    groups: int
    """How many of the groups of operations are used: `2`."""
    joined: float
    """The chance that a test has two parts: `0.3`."""
    starts: tuple[Start, ...]
    """Types of the first argument: `("ints",)`."""
    effort: tuple[int, int]
    """Least and greatest effort: `(8, 10)`."""
    favoured: tuple[str, ...] = ()
    """Operations that are drawn more often: `("ranks", "pairs")`."""
    seldom: float = SELDOM
    """How often the word that is first or last by some key is taken: `0.3`."""


class Drawn(NamedTuple):
    start: Start
    steps: tuple[Step, ...]
    effort: int
    wrong: list[tuple[Step, ...]]
    """Mutants, each of which fails."""


def draw(rng: Random, style: Style, fits: Callable[[str, tuple[Step, ...]], bool] = lambda start, steps: True) -> Drawn:
    """Raises Discard. A program of which a mutant survives goes on without the step in question. fits: what else a program must be,
    asked before its mutants are tried."""
    for turn in range(TRIES):
        if turn % TRIES_ALIKE == 0:
            start, steps = rng.choice(style.starts), tuple[Step, ...]()
        steps = _longer(rng, style, start, steps)
        if types(start, steps)[-1] not in ENDS or not style.effort[0] <= effort(steps) <= style.effort[1]:
            steps = ()
            continue
        try:
            spec = Spec("solve", ("x", "y", "z")[: 1 + sum(needs(steps))], start, steps)  # its bounds
        except ValueError:
            steps = ()
            continue
        if not fits(start, steps):
            steps = ()
            continue
        wrong, idle = tried_out(spec)
        if idle is None and len(wrong) >= FEWEST_WRONG:
            return Drawn(start, steps, effort(steps), wrong)
        steps = () if idle is None else _without(start, steps, idle)
    raise Discard("mutants survive")


def _without(start: str, steps: tuple[Step, ...], idle: int) -> tuple[Step, ...]:
    """The steps but one, up to where they no longer fit, so that others can follow."""
    left = (*steps[:idle], *steps[idle + 1 :])
    while left:
        try:
            if types(start, left)[-1] in ("ints", "strs", "lists", "str", "table"):
                return left
        except ValueError:
            pass
        left = left[:-1]
    return ()


def effort(steps: tuple[Step, ...]) -> int:
    """What there is to think of: the weight of each operation, its key, and the parts of its test."""
    total = 0
    for step in steps:
        total += OPERATIONS[step.op].effort
        total += step.key is not None and step.key.name != "same"
        if step.test:
            total += (step.test.key.name != "same") + 2 * bool(step.test.join)
    return total


def tried_out(spec: Spec) -> tuple[list[tuple[Step, ...]], int | None]:
    """The mutants of a program, each of which fails on an input; or the place of a step that a mutant does without. Nobody may change
    them."""
    return _tried_out(spec.start, spec.steps, tuple(spec.kinds))


@lru_cache(maxsize=64)
def _tried_out(start: Start, steps: tuple[Step, ...], arguments: tuple[str, ...]) -> tuple[list[tuple[Step, ...]], int | None]:
    """Remembered from drawing a problem to checking its row."""
    kinds, tried = types(start, steps), inputs(start, steps, arguments)
    tried = tried[::-1]  # the small ones last: few mutants fail there
    given = [others(one) for one in tried]
    before = [[one[0] for one in tried]]  # what each step finds
    for kind, step in zip(kinds, steps, strict=False):
        before.append(each(kind, step, before[-1], given))
    expected = before[-1]
    if _alike(expected):
        return [], len(steps) - 1

    behind = [runner(kind, steps[place + 1 :]) for place, kind in enumerate(kinds[1:])]

    def shows(place: int, changed: Runner) -> bool:
        """Whether another step at a place gives another value in the end."""
        rest = behind[place]
        for value, right, (limit, second), wanted in zip(before[place], before[place + 1], given, expected, strict=True):
            found = changed(value, limit, second)
            try:
                if found != right and rest(found, limit, second) != wanted:
                    return True
            except (IndexError, ValueError):  # a slip may make an empty part, which has no first or greatest number
                return True
        return False

    def fails(place: int, other: tuple[Step, ...]) -> bool:
        new = other[place : len(other) - len(steps) + place + 1]
        if types(kinds[place], new)[-1] == kinds[place + 1]:
            return shows(place, runner(kinds[place], new))
        return differs(other, place)

    def differs(other: tuple[Step, ...], place: int = 0) -> bool:
        run = runner(kinds[place], other[place:])
        for value, (limit, second), wanted in zip(before[place], given, expected, strict=True):
            if run(value, limit, second) != wanted:
                return True
        return False

    found: list[tuple[Step, ...]] = []
    for place, mutant in mutants(start, steps):
        if not fails(place, mutant):
            return [], place
        found.append(mutant)
    for place, step in enumerate(steps):
        if not all(shows(place, part(step, kinds[place], slip)) for slip in slips(step)):
            return [], place
    for place, other in exchanged(start, steps):
        if not differs(other, place):
            return [], place
        found.append(other)
    return found, None


def names(rng: Random, start: str, steps: tuple[Step, ...]) -> tuple[str, tuple[str, ...]]:
    """The function's name and those of its arguments."""
    limit, other = needs(steps)
    return rng.choice(FUNCTIONS), (rng.choice(FIRST[start]), *[rng.choice(LIMITS)] * limit, *[rng.choice(OTHERS)] * other)


def _longer(rng: Random, style: Style, start: str, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """With further steps, each of which changes what there is and leaves enough of it; none where that leads nowhere."""
    given = [others(one) for one in _tried(start)]
    kind, values, source = start, [one[0] for one in _tried(start)], (start, list[Any]())
    for kind, step in zip(types(start, steps), steps, strict=False):
        source, values = (kind, values), each(kind, step, values, given)
    kind, spent = types(start, steps)[-1], effort(steps)
    while spent < style.effort[0] and len(steps) < MOST_STEPS:
        if style.favoured and kind != start and not any(step.op in style.favoured for step in steps):
            return ()  # seldom comes back to what they take
        left, room = style.effort[0] - spent, style.effort[1] - spent
        done = [step.op for step in steps]
        fitting, weights = _fitting(style, kind, done[-1] if done else "", _too_often(done), min(left, FAR), min(room, FAR))
        limited = needs(steps)[0]
        for _ in range(8 if fitting else 0):
            op = rng.choices(fitting, cum_weights=weights)[0]
            step = drawn_step(rng, op, kind, style.joined, not limited)
            if spent + effort((step,)) > style.effort[1]:
                continue
            after = each(kind, step, values, given)
            if _tells(values, after) and not (steps and _commutes(steps[-1], step, source, after, given)):
                break
        else:
            return ()
        steps = (*steps, step)
        source, values, spent = (kind, values), after, spent + effort((step,))
        kind = kind if OPERATIONS[op].gives == "same" else OPERATIONS[op].gives
    return steps


@lru_cache(maxsize=64)
def _known(style: Style) -> dict[str, list[tuple[str, int, float]]]:
    """By the type of what there is: operations, the effort of each and how often it is drawn."""
    rare = set(GROUPS[style.groups - 1])
    found: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
    for op in (op for group in GROUPS[: style.groups] for op in group):
        weight = (style.seldom if op == "best_word" else 2 if op in rare else 1) * (FAVOUR if op in style.favoured else 1)
        weight *= 4 if OPERATIONS[op].gives in ("int", "text") else 1
        for kind in OPERATIONS[op].takes:
            found[kind].append((op, OPERATIONS[op].effort, weight))
    return found


def _tells(before: list[Any], after: list[Any]) -> bool:
    return 3 * sum(map(ne, before, after)) >= len(before) and not _alike(after)


def _commutes(last: Step, step: Step, source: tuple[str, list[Any]], after: list[Any], given: Sequence[tuple[int, list[int]]]) -> bool:
    """Whether a step gives the same before the last one as behind it, so that nobody has to mind their order. source: the type and the
    values of what the last one finds."""
    kind, values = source
    try:
        run = runner(kind, (step, last))
    except ValueError:
        return False
    tried = zip(reversed(values), reversed(given), reversed(after), strict=True)  # the short lists last: few orders show there
    return all(run(value, *other) == wanted for value, other, wanted in tried)


def _alike(values: list[Any]) -> bool:
    """Whether more of the values than may be are the same one."""
    first, most = values[0], MOST_ALIKE * len(values)
    try:
        texts: list[Any] = list(map(tuple, values)) if isinstance(first, list) else values
        different = set(texts)
    except TypeError:  # lists of lists, tables
        texts = list(map(repr, values))
        different = set(texts)
    return len(values) - len(different) >= most and max(Counter(texts).values()) > most


@cache
def _tried(start: str) -> list[list[Any]]:
    return inputs(start, (), (start, "int", "ints"), 16)


@lru_cache(maxsize=1 << 14)
def _fitting(style: Style, kind: str, last: str, done: frozenset[str], left: int, room: int) -> tuple[list[str], list[float]]:
    """The operations that can follow on `last`, and the sums of their weights. done: those that were done too often; left and room: the
    least and the greatest effort of what is to come."""
    found = [(op, weight) for op, weighs, weight in _known(style)[kind] if weighs <= room and _follows(op, last, done, left)]
    return [op for op, _ in found], list(accumulate(weight * (4 if op == "table" and left <= 3 else 1) for op, weight in found))


def _too_often(done: list[str]) -> frozenset[str]:
    """The operations that must not be done again. A best word has no words in it, so that one is enough."""
    return frozenset(op for op in done if done.count(op) > (op not in TURNING) or op == "best_word")


def _follows(op: str, last: str, done: frozenset[str], left: int) -> bool:
    """Whether an operation makes sense behind the others: no end before the end, nothing that was just done, no order that nobody sees."""
    operation = OPERATIONS[op]
    if op == last or op in done or (operation.gives in ("int", "text") and operation.effort + 2 < left):
        return False
    if (op in ("best", "best_word") and left > 8) or (op == "words" and "best_word" in done):
        return False  # one word has nothing to split
    return not (last in ORDERING and op in UNORDERED) and not (op == "reverse" and last in ("sort", "merge"))
