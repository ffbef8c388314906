"""What optimum claims: its rules in words, what cheap policies win, and which programmes are the same.

A kind may be left out in two to four of ten problems, the more so the more kinds there are: not all of them are in a best choice. That
stays, since which ones are is what the search is about, and problems whose best choice has all kinds would tell it; a search among the
others, with their limits and conditions, is left."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.optimum.cheap import GUESSES
from synth.generators.math.optimum.kernel import best
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.optimum import Condition, Kind, Optimum

_AMOUNT = r"\D{1,40}"


def _kinds(unit: str) -> Callable[[Optimum], str]:
    return lambda p: ".*".join(_AMOUNT.join(str(n) for n in (*filter(None, k.uses), k.worth)) + unit for k in p.kinds)


def _limits(lead: dict[str, str]) -> Callable[[Optimum], str]:
    return lambda p: lead[p.goal] + _AMOUNT.join(map(str, p.limits)) + r"\b"


def _each(form: str, numbers: Callable[[Kind], int]) -> Callable[[Optimum], str]:
    """The statement for every kind that has it."""
    return lambda p: ".*".join(form.format(n=numbers(kind)) for kind in p.kinds if numbers(kind))


def _all(forms: dict[str, str]) -> Callable[[Optimum], str]:
    return lambda p: ".*".join(forms[c.what].format(n=c.number, times=_times(forms, c)) for c in p.conditions)


def _times(forms: dict[str, str], c: Condition) -> str:
    return forms["times"].split("/")[c.number - 1] if c.what == "ratio" else ""


_EN = {
    "total": r"No more than {n} (pieces|boats|sacks|boxes) can be \w+ altogether",
    "ordered": r"At least {n} [a-z ]+ must be",
    "not_both": r"cannot both be \w+: at most one of these two",
    "ratio": r"at least {times} [a-z ]+ as ",
    "times": "as many/twice as many/three times as many",
}
_ZH = {
    "total": r"各种加起来最多\w+ {n} ",
    "ordered": r"至少要\w+ {n} ",
    "not_both": r"不能同时\w+，至多选其中一种",
    "ratio": r"的数量{times}",
    "times": r"不能少于/至少是\w+的 2 倍/至少是\w+的 3 倍",
}

RULES = (
    Rule(
        "value",
        {
            "en": lambda p: r"\blargest\b.*gain|gain.*\blargest\b" if p.goal == "most" else r"\bsmallest\b.*cost|cost.*\bsmallest\b",
            "zh": lambda p: "总收益.*最大" if p.goal == "most" else "总费用.*最小",
        },
    ),
    Rule("value", {"en": _kinds(" dollars"), "zh": _kinds(" 元")}),
    Rule(
        "value",
        {
            "en": _limits({"most": "There are ", "least": "must be enough for at least "}),
            "zh": _limits({"most": "总共只有 ", "least": "合起来至少要满足 "}),
        },
    ),
    Rule("value", {"en": r"only whole numbers of each kind are possible, and a number may be 0", "zh": "数量都必须是整数，可以为 0"}),
    Rule(
        "value",
        {"en": _each(r"at all, {n} dollars must be paid once", lambda k: k.fee), "zh": _each("另付一次 {n} 元", lambda k: k.fee)},
        lambda p: any(k.fee for k in p.kinds),
    ),
    Rule(
        "value",
        {"en": _each(r"No more than {n} [a-z ]+ can be \w+\.", lambda k: k.most), "zh": _each(r"最多\w+ {n} \w。", lambda k: k.most)},
        lambda p: any(k.most for k in p.kinds),
    ),
    Rule(
        "value",
        {
            "en": _each(r"must be a multiple of {n}\b", lambda k: k.lot - 1 and k.lot),
            "zh": _each("必须是 {n} 的倍数", lambda k: k.lot - 1 and k.lot),
        },
        lambda p: any(k.lot > 1 for k in p.kinds),
    ),
    Rule("value", {"en": _all(_EN), "zh": _all(_ZH)}, lambda p: bool(p.conditions)),
)


def _written(guess: Callable[[Optimum], int]) -> Callable[[Optimum], str]:
    return lambda problem: str(guess(problem))


_EASY = {
    "greedily by worth for what is used": (0.8, 0.6, 0.55),
    "greedily by worth": (0.8, 0.7, 0.55),
    "one kind alone": (0.05, 0.02, 0.2),
    "the tightest limit alone, rounded": (0.2, 0.05, 0.02),
    "the first limit alone": (0.05, 0.15, 0.62),
    "the first limit forgotten": (0.02, 0.17, 0.62),
    "the second limit forgotten": (0.02, 0.12, 0.62),
}
"""Shares at the levels that do not redraw what is cheap."""


def _without(place: int) -> Callable[[Optimum], str]:
    """The best total without one of three or more kinds, and without what is said of it."""

    def policy(problem: Optimum) -> str:
        if len(problem.kinds) < 3:
            return ""
        left = [k for k in range(len(problem.kinds)) if k != place % len(problem.kinds)]
        said = tuple(
            c if c.what == "total" else replace(c, first=left.index(c.first), second=left.index(c.second))
            for c in problem.conditions
            if c.what == "total" or {c.first, c.second} <= set(left)
        )
        try:
            return str(best(replace(problem, kinds=tuple(problem.kinds[k] for k in left), conditions=said)).value)
        except ValueError:  # some need is met by that kind alone
            return ""

    return policy


SHORTCUTS = (
    *(Shortcut(name, _written(guess), (*_EASY.get(name, (0.02,) * 3), *(0.02,) * 7)) for name, guess in GUESSES.items()),
    Shortcut("without the first kind", _without(0), (0.005,) * 3 + (0.33, 0.3, 0.38, 0.46, 0.42, 0.48, 0.52)),
    Shortcut("without the last kind", _without(-1), (0.005,) * 3 + (0.33, 0.32, 0.32, 0.36, 0.44, 0.5, 0.56)),
)


def copies(problem: Optimum, rng: Random) -> Iterator[Optimum]:
    """Kinds and limits in another order, and another story."""
    for _ in range(3):
        places = rng.sample(range(len(problem.kinds)), len(problem.kinds))
        order = rng.sample(range(len(problem.limits)), len(problem.limits))
        kinds = tuple(replace(problem.kinds[k], uses=tuple(problem.kinds[k].uses[j] for j in order)) for k in places)
        conditions = tuple(
            c if c.what == "total" else replace(c, first=places.index(c.first), second=places.index(c.second)) for c in problem.conditions
        )
        limits = tuple(problem.limits[j] for j in order)
        yield Optimum(problem.goal, kinds, limits, conditions[::-1], rng.randrange(3))


def different(problem: Optimum, rng: Random) -> Iterator[Optimum]:
    """One kind worth one more, one limit by one smaller."""
    first, *rest = problem.kinds
    yield replace(problem, kinds=(replace(first, worth=first.worth + 1), *rest))
    yield replace(problem, limits=(problem.limits[0] - 1, *problem.limits[1:]))
