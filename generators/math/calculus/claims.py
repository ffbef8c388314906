"""What calculus claims: its rules in words, what cheap policies win, and which problems are the same.

The policies leave out a step (the lower end, the inner derivative, an earlier value) or answer another question."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.calculus.policies import POLICIES, at_an_end, first_place, letters_by
from synth.generators.math.calculus.wording import LETTERS, function, place
from synth.generators.math.calculus.wording import NAMES as FUNCTIONS
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.calculus import Calculus, Place, Stage

NAMES = {
    "en": {
        "slope": r"derivative of {f} at x = {high}",
        "area": r"integral of {f} from x = {low} to x = {high}",
        "limit": r"limit of {f}.{{0,4}}/\({under}\) as x tends to 0",
        "limit_accumulated": r"limit of {name}\(x\)/\({under}\) as x tends to 0, where {f}",
        "highest": r"largest value of {f} for {low} <= x <= {high}",
        "lowest": r"smallest value of {f} for {low} <= x <= {high}",
        "where_highest": r"number x with {low} <= x <= {high} at which {f} is largest",
        "where_lowest": r"number x with {low} <= x <= {high} at which {f} is smallest",
    },
    "zh": {
        "slope": r"{f} 在 x = {high} 处的导数",
        "area": r"{f} 从 x = {low} 到 x = {high} 的定积分",
        "limit": r"当 x 趋于 0 时 {f}/\({under}\) 的极限",
        "limit_accumulated": r"当 x 趋于 0 时 {name}\(x\)/\({under}\) 的极限，其中 {f}",
        "highest": r"{f} 在 {low} <= x <= {high} 上的最大值",
        "lowest": r"{f} 在 {low} <= x <= {high} 上的最小值",
        "where_highest": r"使函数 {f} 在 {low} <= x <= {high} 上取到最大值的 x",
        "where_lowest": r"使函数 {f} 在 {low} <= x <= {high} 上取到最小值的 x",
    },
}


def _named(stage: Stage, number: int, language: str) -> str:
    """The words of a stage, with its function and its numbers."""
    name, f = FUNCTIONS[number + 1], re.escape(function(stage.terms, "t" if stage.accumulated else "x"))
    if stage.accumulated:
        f = rf"{name}\(x\) = ∫ \({f}\)" + (" dt from t = 0 to t = x" if language == "en" else "（对 t 从 0 到 x 积分）")
    elif stage.ask == "limit":
        f = rf"\({f}\)"
    else:
        f = rf"{name}\(x\) = {f}"
    kind = "limit_accumulated" if stage.ask == "limit" and stage.accumulated else stage.ask
    under, low, high = re.escape(function(stage.under)), re.escape(place(stage.low)), re.escape(place(stage.high))
    return NAMES[language][kind].format(f=f, name=name, under=under, low=low, high=high)


def _stage(number: int) -> dict[str, str | Callable[[Calculus], str]]:
    """The words of a stage, and of the letter that an earlier one's value has."""

    def words(language: str) -> Callable[[Calculus], str]:
        def pattern(problem: Calculus) -> str:
            named = _named(problem.stages[number], number, language)
            if number + 1 == len(problem.stages):
                return named
            letter = LETTERS[number + 1]
            said = rf"\b{letter} (be|is|for|is defined as|为).{{0,5}}{named}"
            return said if language == "en" else rf"({said}|{named} ?为 {letter})"

        return pattern

    return {language: words(language) for language in NAMES}


RULES = (
    Rule("value", _stage(0)),
    Rule("value", _stage(1), lambda p: len(p.stages) > 1),
    Rule("value", _stage(2), lambda p: len(p.stages) > 2),
    Rule("value", {"en": "exact value.{0,60}no rounded decimals", "zh": "精确值.{0,30}不要写近似小数"}),
    Rule("value", {"en": "natural logarithm; angles are in radians", "zh": "对数都是自然对数，角用弧度"}),
)

NO = (0.005,) * 10
SHARES: dict[str, tuple[float, ...]] = {
    "the function's own value": (0.03, 0.03) + (0.005,) * 8,
    "the lower end is forgotten": (0.005, 0.005, 0.3) + (0.005,) * 7,
    "inner derivatives are forgotten": (0.005, 0.005, 0.15) + (0.005,) * 7,
}


def _first_letter(problem: Calculus) -> str:
    """Where there are two letters, the value of the first for both."""
    return letters_by(lambda right: right[:1] * len(right))(problem) if len(problem.stages) > 2 else ""


SHORTCUTS = (
    *(Shortcut(name, policy, SHARES.get(name, NO)) for name, policy in POLICIES.items()),
    Shortcut("the better end of the interval", at_an_end, (0.005,) * 5 + (0.08,) * 3 + (0.005, 0.08)),
    Shortcut("the first place where the derivative is 0, or the lower end", first_place, (0.005,) * 5 + (0.07, 0.06, 0.06, 0.005, 0.05)),
    Shortcut("the last letter taken for 0", letters_by(lambda right: (*right[:-1], 0)), NO),
    Shortcut("the first letter for both", _first_letter, (0.005,) * 8 + (0.13, 0.1)),
    Shortcut("always 1", lambda problem: "1", (0.02, 0.02) + (0.005,) * 8),
)

NO_COPIES = "Terms are kept in the order in which they are written, and each sum and interval is an exercise of its own."


def different(problem: Calculus, rng: Random) -> Iterator[Calculus]:
    """Another factor of the first term; another place; the other extremum; another denominator."""
    *earlier, last = problem.stages
    first = last.terms[0]
    changes = [replace(last, terms=(replace(first, times=first.times + 1 or 2), *last.terms[1:]))]
    if last.ask == "slope" and last.high.unit == "":
        changes.append(replace(last, high=Place(last.high.p + 1, 1, "")))
    if last.ask in ("highest", "lowest"):
        changes.append(replace(last, ask="lowest" if last.ask == "highest" else "highest"))
    if last.ask == "limit":
        changes.append(replace(last, under=tuple(replace(term, times=2 * term.times) for term in last.under)))
    for changed in changes:
        try:
            yield Calculus((*earlier, changed))
        except ValueError:
            continue
