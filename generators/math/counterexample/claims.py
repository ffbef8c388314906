"""What counterexample claims: its rules in words, what cheap policies win, and which claims are the same."""

from collections.abc import Callable, Iterator
from random import Random

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from synth.generators.math.counterexample import GUESSES, all_without, without
from synth.generators.math.counterexample.tables import flags
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.counterexample import Counterexample, Property


def _en(one: Property) -> str:
    by = f"is divisible by {one.a}" if one.b == 0 else f"leaves the remainder {one.b} when divided by {one.a}"
    line = (f"{one.a}" if one.a > 1 else "") + "n" + (rf" \+ {one.b}" if one.b else "")
    return {
        "mod": f"n {by}",
        "digits": f"the digit sum of n {by}",
        "reversed": f"when its digits are read backwards {by}",
        "divisors": f"exactly {one.a} positive divisors",
        "prime": f"{line} is a prime number",
        "squares": "sum of two squares",
        "ones": f"exactly {one.a} ones when written in binary",
        "squarefree": "is squarefree",
        "smooth": f"no prime factor greater than {one.a}",
    }[one.kind]


def _zh(one: Property) -> str:
    by = f"能被 {one.a} 整除" if one.b == 0 else f"除以 {one.a} 余 {one.b}"
    line = (f"{one.a}" if one.a > 1 else "") + "n" + (rf" \+ {one.b}" if one.b else "")
    return {
        "mod": f"n {by}",
        "digits": f"各位数字之和{by}",
        "reversed": f"倒过来读所得的数{by}",
        "divisors": f"恰好有 {one.a} 个正因数",
        "prime": f"{line} 是质数",
        "squares": "两个平方数之和",
        "ones": f"恰好有 {one.a} 个 1",
        "squarefree": "不含平方因数",
        "smooth": f"没有大于 {one.a} 的质因数",
    }[one.kind]


def _told(words: Callable[[Property], str]) -> Callable[[Counterexample], str]:
    return lambda p: ".{1,40}".join(map(words, p.premises))


def _kinds(*kinds: str) -> Callable[[Counterexample], bool]:
    return lambda p: any(one.kind in kinds for one in (*p.premises, p.conclusion))


RULES = (
    Rule(
        "range",
        {
            "en": lambda p: rf"from 1 to {p.limit}\b|1 <= n <= {p.limit}\b",
            "zh": lambda p: rf"1 到 {p.limit} 之间|1 <= n <= {p.limit}\b",
        },
    ),
    Rule("range", {"en": r"whole number", "zh": r"整数"}),
    Rule("premise", {"en": _told(_en), "zh": _told(_zh)}),
    Rule("conclusion", {"en": lambda p: _en(p.conclusion), "zh": lambda p: _zh(p.conclusion)}),
    Rule("conclusion", {"en": r"\bnever\b|, and also|impossible", "zh": r"不会有|不可能"}, lambda p: p.denied),
    Rule("conclusion", {"en": r"\bany\b", "zh": r"任写一个|任何一个"}),
    Rule("conclusion", {"en": r"include 1 and the number itself", "zh": r"包括 1 和这个数本身"}, _kinds("divisors")),
    Rule("conclusion", {"en": r"0 counts as a square", "zh": r"0 也算平方数"}, _kinds("squares")),
    Rule("conclusion", {"en": r"no square greater than 1 divides it", "zh": r"没有大于 1 的平方数能整除它"}, _kinds("squarefree")),
    Rule("conclusion", {"en": r"zeros at the front are dropped", "zh": r"开头的 0 略去"}, _kinds("reversed")),
)


def _policy(guess: Callable[..., int]) -> Callable[[Counterexample], str]:
    return lambda p: str(guess(p, np.flatnonzero(np.logical_and.reduce([flags(one, p.limit) for one in p.premises])) + 1))


def _third(problem: Counterexample, about: NDArray[np.int64]) -> int:
    """The number with the premises a third down the list."""
    return int(about[len(about) // 3])


def _second(problem: Counterexample, place: int) -> str:
    return str(all_without(problem, place)[:2][-1])


def _middle(problem: Counterexample, place: int) -> str:
    found = all_without(problem, place)
    return str(found[len(found) // 2])


SHORTCUTS = (
    Shortcut("the first number with the premises", _policy(GUESSES[0]), (0.005,) * 10),
    Shortcut("the last number with the premises", _policy(GUESSES[1]), (0.005,) * 10),
    Shortcut("the tenth number with the premises", _policy(GUESSES[2]), (0.005,) * 10),
    Shortcut("the middle one of the numbers with the premises", _policy(GUESSES[3]), (0.005,) * 10),
    Shortcut("the product of the numbers in the claim", _policy(GUESSES[4]), (0.005,) * 10),
    Shortcut("the number a third down the list of those with the premises", _policy(_third), (0.7, 0.4, 0.22) + (0.1,) * 7),
    Shortcut("the first that breaks the claim without its first premise", lambda p: str(without(p, 0)), (0.005,) * 10),
    Shortcut("the first that breaks the claim without its last premise", lambda p: str(without(p, len(p.premises) - 1)), (0.005,) * 10),
    Shortcut("the second that breaks the claim without its first premise", lambda p: _second(p, 0), (0.55, 0.45, 0.42) + (0.12,) * 7),
    Shortcut("the one in the middle without its last premise", lambda p: _middle(p, len(p.premises) - 1), (0.6, 0.5, 0.42) + (0.12,) * 7),
    Shortcut("the limit", lambda p: str(p.limit), (0.02,) * 10),
)


def copies(problem: Counterexample, rng: Random) -> Iterator[Counterexample]:
    """The premises in another order."""
    for _ in range(3):
        yield replace(problem, premises=tuple(rng.sample(problem.premises, len(problem.premises))))


def different(problem: Counterexample, rng: Random) -> Iterator[Counterexample]:
    """Another limit; the opposite claim."""
    yield replace(problem, limit=problem.limit - 1)
    yield replace(problem, denied=not problem.denied)
