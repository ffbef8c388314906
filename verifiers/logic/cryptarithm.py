"""Cryptarithm: each letter stands for its own digit, different letters for different digits, no number starts with 0, and the
equation must hold in the given base.

Refused for the first of: format (neither the equation in digits with the same signs and lengths, nor a digit of the base for every
letter), letters (a letter with two digits, or a digit for two letters), zero (a number starts with 0, single digits too),
value (the two sides differ). Products come before sums and differences, which are worked from left to right.

Equation and letter map may both be given; then they must agree. Words may be given too: SEND = 9567."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

MAX_LENGTH = 2_000
"""Characters of an answer after its decorations are off."""

_SUBSCRIPTS = {0x2080 + digit: f"_{digit}" for digit in range(10)}
_LABEL = re.compile(r"^[ \t]*+[0-9]{1,2}[.)][ \t]++(?=[*A-Za-z])", re.MULTILINE)
_LAYOUT = re.compile(r"\\(?:begin|end) ?\{[a-z]{1,9}\*?\}(?:\{[clr]{1,9}\})?|\\\\")
_PAIR = re.compile(
    r"(?<![A-Za-z0-9\\])([A-Za-z]{1,10})[\"'`*]{0,3} ?(?:=>|->|→|⇒|↦|\\to|\\[Rr]ightarrow|\\implies|\\mapsto|:=|[=:|&]|is|stands for) ?"
    r"[\"'`*]{0,3}([0-9]{1,10})(?![0-9])"
)
_TIMES = re.compile(r"\\times|\\cdot|\\ast|[×·∙⋅∗✕✖]|(?<=[0-9]) ?[xX] ?(?=[0-9])")
_RULE = re.compile(r"[-_=─]{3,}|==|\\hline")
_BRACKETED = re.compile(r"(?<![0-9])\(([0-9]{1,10})\)")
_FILLER = re.compile(r"[\s,;.{}()\[\]\"'`*|&$:=\\-]+")
_LINKS = re.compile(
    r"\b(?:and|so|thus|hence|then|with|where|gives|giving|becomes|letters?|digits?|values?|mapping|assignment|equation|solution)\b",
    re.IGNORECASE,
)
_SKIP = re.compile(r"\{,\}|[\s,$&\\]")
_DIGITS = re.compile(r"[0-9]+(?:[-+*=][0-9]+)*")
_EDGES = " ,;.:>→⇒{}()[]\"'`|&$="


_SIDE = "[A-Z]{1,9}(?: [-+*] [A-Z]{1,9}){0,7}"


class Cryptarithm(Problem, frozen=True):
    """equation: words of capital letters joined by ` + `, ` - `, ` * ` and one ` = `; base: of all its numbers."""

    equation: Annotated[str, Meta(max_length=100, pattern=f"^{_SIDE} = {_SIDE}\\Z")]
    base: Annotated[int, Meta(ge=5, le=10)] = 10

    def __post_init__(self) -> None:
        if not 2 <= len(self.letters) <= self.base:
            raise ValueError("at least two letters, and no more of them than digits")

    @property
    def letters(self) -> str:
        """The letters, sorted."""
        return "".join(sorted({c for c in self.equation if c.isalpha()}))


_CHINESE = Reader(WORDS | {"是": "=", "为": "="})


def verify(problem: Cryptarithm, answer: str) -> Verdict:
    pairs = _read(problem, answer)
    digit_of = dict(pairs)
    if set(digit_of) != set(problem.letters) or any(digit >= problem.base for _, digit in pairs):
        return refuse("format")
    if len(set(pairs)) != len(digit_of) or len(set(digit_of.values())) != len(digit_of):
        return refuse("letters")
    if any(digit_of[word[0]] == 0 for word in re.findall("[A-Z]+", problem.equation)):
        return refuse("zero")
    left, right = problem.equation.split(" = ")
    return ACCEPT if _value(left, digit_of, problem.base) == _value(right, digit_of, problem.base) else refuse("value")


def _value(side: str, digit_of: dict[str, int], base: int) -> int:
    total, sign, product = 0, 1, 1
    for token in side.split():
        if token in "+-":
            total, sign, product = total + sign * product, (1 if token == "+" else -1), 1
        elif token != "*":
            number = 0
            for letter in token:
                number = number * base + digit_of[letter]
            product *= number
    return total + sign * product


def _read(problem: Cryptarithm, answer: str) -> list[tuple[str, int]]:
    """The pairs (letter, digit) that the answer states, possibly in conflict; none when it holds anything else."""
    text = plain(answer, _CHINESE)
    if len(text) > MAX_LENGTH:
        return []
    text = _LAYOUT.sub(" ", _LABEL.sub("", text.translate(_SUBSCRIPTS)))
    text = _BRACKETED.sub(r"\1", " ".join(_RULE.sub(" = ", text).split()))
    if problem.base < 10:
        named = rf"_\{{?\(?{problem.base}\)?\}}?(?![0-9])|\(?(?:in )?base[ -]{problem.base}\)?(?![0-9])"
        text = re.sub(named, "", text, flags=re.IGNORECASE)
    for echo in (problem.equation, problem.equation.replace(" ", "")):
        text = text.replace(echo, " ")
    own = set(re.findall("[A-Z]+", problem.equation))
    text = _LINKS.sub(lambda link: link[0] if link[0].upper() in own else " ", text)
    pairs: list[tuple[str, int]] = []
    for word, number in _PAIR.findall(text):
        if len(word) != len(number):
            return []
        pairs += zip(word.upper(), map(int, number), strict=True)
    rest = _PAIR.sub(" ", text)
    if not any(c.isdigit() for c in rest):
        return pairs if not _FILLER.sub("", rest) else []
    rest = _SKIP.sub("", _TIMES.sub("*", rest.strip(_EDGES).removeprefix("- ")))
    left, right = problem.equation.replace(" ", "").split("=")
    if not _DIGITS.fullmatch(rest):
        return []
    for shape in (f"{left}={right}", f"{right}={left}"):
        if re.sub("[A-Z]", "0", shape) == re.sub("[0-9]", "0", rest):
            return pairs + [(a, int(b)) for a, b in zip(shape, rest, strict=True) if a.isalpha()]
    return []


_MONEY = Cryptarithm("SEND + MORE = MONEY")
_PRODUCT = Cryptarithm("AB * A = CCD")
_SO = Cryptarithm("SO + SO = TOO")
_LESS = Cryptarithm("ABA - C = DD", 8)  # 101 - 2 = 77 in base eight

EXAMPLES = (
    (_SO, "SO = 50 and TOO = 100", ""),
    (_MONEY, "9567 + 1085 = 10652", ""),
    (_MONEY, "原来的算式是：9567 + 1085 = 10652", ""),
    (_MONEY, "10,652 = 9,567 + 1,085", ""),
    (_MONEY, "```\n  9567\n+ 1085\n-------\n 10652\n```", ""),
    (_MONEY, "S=9, E=5, N=6, D=7, M=1, O=0, R=8, Y=2", ""),
    (_MONEY, '{"S": 9, "E": 5, "N": 6, "D": 7, "M": 1, "O": 0, "R": 8, "Y": 2}', ""),
    (_MONEY, "S -> 9\nE -> 5\nN -> 6\nD -> 7\nM -> 1\nO -> 0\nR -> 8\nY -> 2", ""),
    (_MONEY, "| Letter | Digit |\n|---|---|\n| S | 9 |\n|E|5|\n|N|6|\n|D|7|\n|M|1|\n|O|0|\n|R|8|\n|Y|2|", ""),
    (_MONEY, "SEND = 9567, MORE = 1085, MONEY = 10652", ""),
    (_MONEY, "S = 9. E = 5. N = 6. D = 7. M = 1. O = 0. R = 8. Y = 2.", ""),
    (_MONEY, r"$S \Rightarrow 9, E \Rightarrow 5, N \to 6, D \implies 7, M = 1, O = 0, R = 8, Y = 2$", ""),
    (_MONEY, "SEND + MORE = MONEY\n$9567 + 1085 = 10652$", ""),
    (_MONEY, r"\boxed{9567 + 1085 = 10652}", ""),
    (_MONEY, "S=9, E=5, N=6, D=7, M=1, O=0, R=8, Y=2; so 9567 + 1085 = 10652", ""),
    (_MONEY, "S=9, E=5, N=6, D=7, M=1, O=0, R=8, Y=2; 9567 + 1085 = 10652", ""),
    (_MONEY, "1. S = 9\n2. E = 5\n3. N = 6\n4. D = 7\n5. M = 1\n6. O = 0\n7. R = 8\n8. Y = 2\n\nEquation: 9567 + 1085 = 10652", ""),
    (_MONEY, r"\begin{array}{r} 9567 \\ + 1085 \\ \hline 10652 \end{array}", ""),
    (_PRODUCT, r"38 \times 3 = 114", ""),
    (_PRODUCT, "38 x 3 = 114", ""),
    (_LESS, "101_8 - 2_8 = 77_8", ""),
    (_LESS, "101₈ − 2₈ = 77₈", ""),
    (_LESS, "$(101)_8 - (2)_8 = (77)_8$", ""),
    (_LESS, "101 - 2 = 77 (base 8)", ""),
    (_MONEY, "", "format"),
    (_MONEY, "SEND + MORE = MONEY", "format"),
    (_MONEY, "9567 + 1085", "format"),
    (_MONEY, "9567 - 1085 = 10652", "format"),
    (_MONEY, "-9567 + 1085 = 10652", "format"),
    (_MONEY, "95 + 10 = 105", "format"),
    (_MONEY, "S=9, E=5, N=6, D=7", "format"),
    (_MONEY, "9567 + 1085 = 10652 or 9566 + 1085 = 10651", "format"),
    (_MONEY, "S=9, E=5, N=6, D=7, M=1, O=0, R=8, Y=2, but I am not sure", "format"),
    (_MONEY, "1234567890", "format"),
    (_LESS, "108 - 9 = 99", "format"),
    (_MONEY, "0000 + 0000 = 00000", "letters"),
    (_MONEY, "2817 + 0368 = 03185", "zero"),
    (_MONEY, "9999 + 1111 = 11110", "letters"),
    (_MONEY, "S=9, E=5, N=6, D=7, M=1, O=0, R=8, Y=2; 9568 + 1085 = 10652", "letters"),
    (_MONEY, "9567 + 1084 = 10642", "letters"),
    (_MONEY, "9457 + 1084 = 10542", "value"),
    (_MONEY, "9563 + 1085 = 10652", "value"),
    (_PRODUCT, "72 * 7 = 504", "letters"),
    (_MONEY, "答案是：9567 + 1085 = 10652", ""),
    (_MONEY, "还原后的算式：9567＋1085＝10652。", ""),
    (_MONEY, "最终答案为 9567 + 1085 = 10652", ""),
    (_MONEY, "S＝9，E＝5，N＝6，D＝7，M＝1，O＝0，R＝8，Y＝2", ""),
    (_MONEY, "S是9，E是5，N是6，D是7，M是1，O是0，R是8，Y是2", ""),
    (_PRODUCT, "算式：38 × 3 = 114", ""),
    (_MONEY, "9567 加 1085 等于 10652", "format"),
    (_MONEY, "答案是：9999 + 1111 = 11110", "letters"),
    (_MONEY, "无解", "format"),
)
