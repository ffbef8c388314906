"""What the cryptarithm claims: its rules in words, what cheap policies win, and which equations are the same puzzle.

The policies ignore the equation, or all of it but its last columns."""

import re
from collections.abc import Iterator
from itertools import islice, permutations
from random import Random

import msgspec

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.cryptarithm import Cryptarithm, verify


def _other_base(problem: Cryptarithm) -> bool:
    return problem.base != 10


def _product(problem: Cryptarithm) -> bool:
    return "*" in problem.equation


RULES = (
    Rule("value", {"en": lambda p: re.escape(p.equation), "zh": lambda p: re.escape(p.equation)}),
    Rule("value", {"en": lambda p: rf"\bbase {p.base}\b", "zh": lambda p: f"{p.base} 进制.*逢 {p.base} 进一"}, _other_base),
    Rule("value", {"en": r"\* means multiplication|\* stands for \"times\"", "zh": r"\* 表示乘法"}, _product),
    Rule(
        "value",
        {
            "en": r"which is done before addition and subtraction|products are worked out before sums and differences",
            "zh": r"先算乘法，再算加减",
        },
        lambda p: _product(p) and any(sign in p.equation for sign in "+-"),
    ),
    Rule(
        "letters",
        {
            "en": r"the same digit wherever it occurs|one letter always hides the same digit|assignment of digits to letters"
            r"|equal digits for equal letters|the same letter means the same digit",
            "zh": r"同一个字母总是代表同一个数字",
        },
    ),
    Rule(
        "letters",
        {
            "en": lambda p: (
                rf"different letters stand for different digits|different letters never hide the same"
                rf"|are {len(p.letters)} different digits"
                r"|unequal digits for unequal letters|distinct letters mean distinct digits"
            ),
            "zh": r"不同的字母代表不同的数字",
        },
    ),
    Rule(
        "zero",
        {
            "en": r"first digit of a number is never 0|no number begins with 0|leading zeros do not occur"
            r"|none of the numbers starts with a zero"
            r"|leftmost letter of each word is not 0",
            "zh": r"每个数的首位不能是 0",
        },
    ),
    Rule(
        "zero",
        {
            "en": r"neither is a number of a single digit|one-digit number is not 0 either"
            r"|word of one letter is not zero|one that is a single digit"
            r"|words of just one letter",
            "zh": r"一位数也不能是 0",
        },
    ),
    Rule("format", {"en": lambda p: rf"\b0 to {p.base - 1}\b|at most {p.base - 1}\b", "zh": lambda p: f"0 到 {p.base - 1}"}),
    Rule(
        "format",
        {
            "en": r"every letter replaced by its digit|original calculation in digits|the equation in digits, term by term"
            r"|digits back in place of the letters|whole equation in digits",
            "zh": r"把所有字母换成数字",
        },
    ),
    Rule("format", {"en": lambda p: rf"keep the numbers in base {p.base}\b", "zh": lambda p: f"答案仍写成 {p.base} 进制数"}, _other_base),
)


def _spell(problem: Cryptarithm, digit_of: dict[str, int]) -> str:
    return "".join(str(digit_of.get(c, c)) for c in problem.equation)


def _words(problem: Cryptarithm) -> list[str]:
    return re.findall("[A-Z]+", problem.equation)


def _in_order(problem: Cryptarithm) -> str:
    return _spell(problem, {letter: (i + 1) % problem.base for i, letter in enumerate(dict.fromkeys("".join(_words(problem))))})


def _common_letters_small(problem: Cryptarithm) -> str:
    """The letters that occur least often have the greatest digits; the commonest that begins no word is 0."""
    text = "".join(_words(problem))
    letters = sorted(problem.letters, key=text.count)
    inside = [letter for letter in letters if all(word[0] != letter for word in _words(problem))]
    digit_of = {letter: problem.base - 1 - i for i, letter in enumerate(letters)}
    if inside:
        digit_of[inside[-1]] = 0 if 0 not in digit_of.values() else digit_of[inside[-1]]
    return _spell(problem, digit_of)


def _last_columns(problem: Cryptarithm, columns: int) -> str:
    """The first of 150 assignments that makes the last columns true: the rest of every word is cut off."""
    short = re.sub(r"[A-Z]+", lambda word: word[0][-columns:], problem.equation)
    letters = sorted(set(re.findall("[A-Z]", short)))
    left, right = short.split(" = ")
    for digits in islice(permutations(range(problem.base - 1, -1, -1), len(letters)), 150):
        digit_of = dict(zip(letters, digits, strict=True))
        if (_value(left, digit_of, problem.base) - _value(right, digit_of, problem.base)) % problem.base**columns == 0:
            rest = iter(sorted(set(range(problem.base)) - set(digits), reverse=True))
            return _spell(problem, digit_of | {letter: next(rest) for letter in problem.letters if letter not in digit_of})
    return _in_order(problem)


def _value(side: str, digit_of: dict[str, int], base: int) -> int:
    total = 0
    for sign, term in re.findall(r"([-+]?) ?([A-Z]+(?: \* [A-Z]+)*)", side):
        product = 1
        for word in term.split(" * "):
            number = 0
            for letter in word:
                number = number * base + digit_of[letter]
            product *= number
        total += -product if sign == "-" else product
    return total


def _a_few_guesses(problem: Cryptarithm) -> str:
    """The first of twenty assignments that is true, digits from the greatest down; the last one when none is."""
    answer = ""
    for digits in islice(permutations(range(problem.base - 1, -1, -1), len(problem.letters)), 20):
        answer = _spell(problem, dict(zip(problem.letters, digits, strict=True)))
        if verify(problem, answer).accepted:
            break
    return answer


SHORTCUTS = (
    Shortcut("digits 1, 2, 3... in the order in which letters occur", _in_order, (0.02,) * 10),
    Shortcut("common letters are small digits", _common_letters_small, (0.02,) * 10),
    Shortcut("only the last column is right", lambda problem: _last_columns(problem, 1), (0.02,) * 10),
    Shortcut("only the last two columns are right", lambda problem: _last_columns(problem, 2), (0.02,) * 10),
    Shortcut("twenty guesses", _a_few_guesses, (0.02,) * 10),
)


def copies(problem: Cryptarithm, rng: Random) -> Iterator[Cryptarithm]:
    """Letters exchanged for others, the sides exchanged, factors exchanged, the terms of a side in another order."""
    new = str.maketrans(problem.letters, "".join(rng.sample("ABCDEFGHIJKLMNOPQRSTUVWXYZ", len(problem.letters))))
    renamed = problem.equation.translate(new)
    yield Cryptarithm(renamed, problem.base)
    left, right = renamed.split(" = ")
    yield Cryptarithm(f"{right} = {left}", problem.base)
    yield Cryptarithm(re.sub(r"([A-Z]+) \* ([A-Z]+)", r"\2 * \1", renamed), problem.base)
    yield Cryptarithm(f"{' + '.join(reversed(left.split(' + ')))} = {' + '.join(reversed(right.split(' + ')))}", problem.base)


def different(problem: Cryptarithm, rng: Random) -> Iterator[Cryptarithm]:
    """Another base; a word that is longer by a letter."""
    base = problem.base - 1 if problem.base == 10 else problem.base + 1
    if len(problem.letters) <= base:
        yield msgspec.structs.replace(problem, base=base)
    word = rng.choice([word for word in _words(problem) if len(word) < 9])
    yield msgspec.structs.replace(problem, equation=re.sub(rf"\b{word}\b", word + word[-1], problem.equation, count=1))
