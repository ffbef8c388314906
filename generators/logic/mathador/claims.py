"""What Mathador claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for, the search for a division that comes out even among results of other operations."""

from collections.abc import Iterator
from itertools import permutations
from random import Random

import numpy as np

from synth.generators.logic.mathador.solver import results, written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.mathador import HIGHEST, HIGHEST_TARGET, SIGNS, Mathador


def _listed(problem: Mathador) -> str:
    return rf"(?<!\d){', '.join(map(str, problem.numbers))}(?!\d)"


def _repeats(problem: Mathador) -> bool:
    return len(set(problem.numbers)) < len(problem.numbers)


RULES = (
    Rule("numbers", {"en": _listed, "zh": _listed}),
    Rule(
        "numbers",
        {
            "en": r"each of the five numbers exactly once|all five numbers have to appear in it, each exactly once"
            r"|every listed number occurs in it exactly once|each number card and each sign card is used exactly once",
            "zh": r"每(个数|个给定的数|张数字牌和每张符号牌都)恰好用一次",
        },
    ),
    Rule(
        "numbers",
        {
            "en": r"listed twice is used twice|hold twice, twice|as often as it is listed|each number card",
            "zh": r"列出(两次的数就用两次|几次就用几次)|每张数字牌",
        },
        _repeats,
    ),
    Rule(
        "signs",
        {
            "en": r"each of the four signs \+ - \* / exactly once|exactly one \+, exactly one -, exactly one \* and exactly one /"
            r"|one each of \+ - \* /|each number card and each sign card is used exactly once",
            "zh": r"(加、减、乘、除各出现一次|每种恰好用一次)",
        },
    ),
    Rule(
        "steps",
        {
            "en": r"every result on the way must be a whole number that is not negative|no step may give a negative number or a fraction"
            r"|all intermediate results are non-negative integers|only ever get whole numbers from 0 up",
            "zh": r"每一步.{0,6}都必须(得到|是)非负整数",
        },
    ),
    Rule(
        "steps",
        {
            "en": r"then \* and /, then \+ and -,.{0,30}left to right|then multiplication and division, then addition and subtraction,"
            r" otherwise from left to right|\* and / before \+ and -, left to right",
            "zh": r"先?括号.{0,8}乘除，?.{0,2}后(算)?加减.{0,4}同级从左到右",
        },
    ),
    Rule(
        "value",
        {
            "en": lambda problem: rf"(make|target is|target:|comes to) {problem.target}\b",
            "zh": lambda problem: rf"(算出|等于|目标数：) ?{problem.target}(?!\d)",
        },
    ),
    Rule("format", {"en": r"(one|single|arithmetic) expression", "zh": r"一个算式"}),
    Rule(
        "format",
        {
            "en": r"not join numbers into longer ones|numbers may not be glued together|digits may not be concatenated"
            r"|side by side do not make a longer number",
            "zh": r"不(能|许)(把几个数字拼成|拼接数字)",
        },
    ),
    Rule(
        "format",
        {
            "en": r"no sign (may stand )?(in front of|before) a number or bracket|neither a number nor a bracket may carry a sign"
            r"|never alone in front of one",
            "zh": r"数字或括号前面(单独加|不许带)正负号",
        },
    ),
)


def _without_brackets(problem: Mathador) -> str:
    """The first expression without brackets that hits the target."""
    found = results(problem.numbers)
    hits = np.flatnonzero((found.value == problem.target) & (found.form < 3))
    hits = hits[hits >= found.first]
    return written(found, int(hits[0])) if len(hits) else ""


def _divide_first(problem: Mathador) -> str:
    """The largest number that another divides, by the largest such; then of the ways to multiply two, add one and take one away the one
    that comes nearest to the target."""
    pairs = [(a, b) for a, b in permutations(sorted(problem.numbers, reverse=True), 2) if a % b == 0]
    if not pairs:
        return ""
    left = list(problem.numbers)
    for number in pairs[0]:
        left.remove(number)
    quotient = pairs[0][0] // pairs[0][1]
    terms = [(quotient, f"({pairs[0][0]} / {pairs[0][1]})"), *((number, str(number)) for number in left)]
    ways = [((a[0] * b[0] + c[0] - d[0]), f"{a[1]} * {b[1]} + {c[1]} - {d[1]}") for a, b, c, d in permutations(terms)]
    return min(ways, key=lambda way: abs(way[0] - problem.target))[1]


def _nearest_step(problem: Mathador) -> str:
    """Largest first, each time the operation not yet used, and allowed, whose result comes nearest to the target."""
    value, *others = sorted(problem.numbers, reverse=True)
    text, left = str(value), set(SIGNS)
    for number in others:
        results_of = {"+": value + number, "-": value - number, "*": value * number, "/": value // number}
        allowed = [s for s in SIGNS if s in left and (s != "-" or value >= number) and (s != "/" or value % number == 0)]
        if not allowed:
            return ""
        sign = min(allowed, key=lambda s: abs(problem.target - results_of[s]))
        value, text = results_of[sign], f"({text}) {sign} {number}"
        left.remove(sign)
    return text


SHORTCUTS = (
    Shortcut("expressions without brackets only", _without_brackets, (0.92, 0.58, 0.22, 0.1, 0.08, 0.08, 0.06, 0.05, 0.04, 0.04)),
    Shortcut(
        "a quotient of two given numbers, then a product, a sum and a difference", _divide_first, (0.6, 0.38, 0.1, 0.04) + (0.02,) * 6
    ),
    Shortcut(
        "from the largest down, the allowed operation that comes nearest to the target", _nearest_step, (0.2, 0.06, 0.04) + (0.02,) * 7
    ),
)


def copies(problem: Mathador, rng: Random) -> Iterator[Mathador]:
    """The numbers in another order."""
    yield Mathador(tuple(reversed(problem.numbers)), problem.target)
    yield Mathador(tuple(rng.sample(problem.numbers, len(problem.numbers))), problem.target)


def different(problem: Mathador, rng: Random) -> Iterator[Mathador]:
    """Another target, or one number exchanged: each is another puzzle."""
    yield Mathador(problem.numbers, problem.target % HIGHEST_TARGET + 1)
    place = rng.randrange(len(problem.numbers))
    changed = (*problem.numbers[:place], problem.numbers[place] % HIGHEST + 1, *problem.numbers[place + 1 :])
    yield Mathador(changed, problem.target)
