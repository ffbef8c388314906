"""What digits and bases claims: its rules in words, what cheap policies win, and which problems are the same.

The policies leave a clue out and take the least number that is left, or forget the base."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.digits_bases.guesses import GUESSES, PICKS
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.digits_bases import DigitsBases
from synth.verifiers.math.digits_bases.clues import (
    Backwards,
    Carries,
    Clue,
    Differs,
    Elsewhere,
    Product,
    Remainder,
    Square,
    Sum,
    Weighted,
)

SIZES = {"en": ("no", "one", "two", "three", "four", "five"), "zh": "零一两三四五"}
PLACES = {"en": ("first", "second", "third", "fourth", "fifth"), "zh": "一二三四五"}


def _words(clue: Clue, language: str) -> str:
    """What a clue's sentence matches."""
    english, places, sizes = language == "en", PLACES[language], SIZES[language]
    match clue:
        case Sum():
            return (r"digits add up to " if english else r"各位数字之和等于 ") + rf"{clue.total}\b"
        case Product():
            return (r"product of its digits is " if english else r"各位数字之积等于 ") + rf"{clue.total}\b"
        case Differs():
            larger, smaller = places[clue.larger], places[clue.smaller]
            if english:
                return rf"The {larger} digit is {clue.by} more than the {smaller} digit"
            return rf"第{larger}位数字比第{smaller}位数字大 {clue.by}\b"
        case Weighted():
            place, other = places[clue.place], places[clue.other]
            if english:
                times = "Twice" if clue.times == 2 else f"{clue.times} times"
                return rf"\b{times} the {place} digit plus the {other} digit is {clue.total}\b"
            return rf"第{place}位数字的 {clue.times} 倍加上第{other}位数字等于 {clue.total}\b"
        case Remainder():
            if not clue.left:
                return rf"a multiple of {clue.divisor}\b" if english else rf"是 {clue.divisor} 的倍数"
            return (
                rf"remainder {clue.left} when divided by {clue.divisor}\b" if english else rf"除以 {clue.divisor} 余 {clue.left}\b"
            )
        case Backwards():
            more, way = abs(clue.more), ("larger" if clue.more > 0 else "smaller") if english else "大" if clue.more > 0 else "小"
            return rf"Reversing the order of its digits makes it {more} {way}" if english else rf"倒过来写，得到的数比它{way} {more}\b"
        case Elsewhere():
            if english:
                return rf"in base {clue.base}, it" + (rf"s digits add up to {clue.total}\b" if clue.total else " reads the same")
            return rf"写成 {clue.base} 进制时，" + (rf"各位数字之和等于 {clue.total}\b" if clue.total else "顺读和倒读一样")
        case Carries():
            added = "".join(map(str, clue.added))
            if english:
                return rf"Adding {added}, a number written in the same base, to it .{{1,30}}{sizes[clue.times]} carr"
            return rf"加上 {added} 时，" + (f"恰好进位{sizes[clue.times]}次" if clue.times else "没有进位")
        case Square():
            if english:
                return rf"{clue.plus} is added to it, the result is the square" if clue.plus else r"It is the square of a whole number"
            return rf"加上 {clue.plus} 是一个整数的平方" if clue.plus else r"它是一个整数的平方"
    return "All its digits are different" if english else "各位数字互不相同"


def _clues(language: str) -> Callable[[DigitsBases], str]:
    return lambda problem: "".join(f"(?=.*{_words(clue, language)})" for clue in problem.clues) + ".{9}"


RULES = (
    Rule("clue", {"en": _clues("en"), "zh": _clues("zh")}),
    Rule("clue", {"en": "Digits are counted from the left", "zh": "数位从左边数起"}),
    Rule(
        "length",
        {"en": lambda p: rf"has {SIZES['en'][p.length]} digits", "zh": lambda p: f"{SIZES['zh'][p.length]}位整数"},
    ),
    Rule("length", {"en": "the first one is not 0", "zh": "最高位不是 0"}),
    Rule(
        "clue",
        {
            "en": lambda p: rf"digits in base {p.bases[0]}\b" if p.known else rf"in some base from {p.bases[0]} to {p.bases[1]}\b",
            "zh": lambda p: (
                ("十进制" if p.bases[0] == 10 else rf"{p.bases[0]} 进制下的") if p.known else rf"{p.bases[0]} 到 {p.bases[1]} 之间"
            ),
        },
    ),
    Rule(
        "clue",
        {
            "en": lambda p: rf"Write it in base {p.bases[0] if p.known else 'ten'}\b",
            "zh": lambda p: rf"用{f' {p.bases[0]} ' if p.known else '十'}进制写出",
        },
        lambda p: p.bases != (10, 10),
    ),
)


AT_FIRST = {"everything in base ten": (0.19, 0.18, 0.09), "the base dropped": (0.005,) * 3}
"""The shares won at levels 1 to 3, where guesses are let pass."""

SHORTCUTS = (
    *(Shortcut(name, pick, (0.3, 0.1, 0.26, *[0.1] * 7)) for name, pick in PICKS.items()),
    *(Shortcut(name, guess, (*AT_FIRST[name], *[0.005] * 7)) for name, guess in GUESSES.items()),
)


def copies(problem: DigitsBases, rng: Random) -> Iterator[DigitsBases]:
    """The clues in another order."""
    yield replace(problem, clues=problem.clues[1:] + problem.clues[:1])


def different(problem: DigitsBases, rng: Random) -> Iterator[DigitsBases]:
    """One clue less, another remainder."""
    if len(problem.clues) > 1:
        yield replace(problem, clues=problem.clues[1:])
    yield replace(problem, clues=(*problem.clues[:-1], Remainder(101, rng.randint(0, 100))))
