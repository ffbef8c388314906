"""An answer's text -> tokens of what it says: without lead-ins, labels (`x =`, `f(2) =`) and steps on the way (`6/4 = 3/2`).

Chinese words are read as English ones: 无解, 或, 且, 解集为, 大于等于, 根号."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.mathematics.tokens import CLOSING, MAX_LENGTH, OPENING, OPERATORS, Token, Unreadable, lex
from synth.verifiers.parsers.text import plain
from synth.verifiers.parsers.words import en

MAX_SIDES = 8
"""Sides of a chain of equal values."""

_ZH: dict[str, str] = {
    **dict.fromkeys(
        ("无解", "方程无解", "方程组无解", "无实数解", "无实数根", "无实根", "不存在", "没有解", "没有实数解", "没有实数根"), "no solution"
    ),
    **dict.fromkeys(("全体实数", "所有实数", "一切实数", "任意实数", "实数集", "任何实数"), "all real numbers"),
    **dict.fromkeys(("且", "并且", "而且"), "and"),
    **dict.fromkeys(("大于等于", "大于或等于", "不小于"), "≥"),
    **dict.fromkeys(("小于等于", "小于或等于", "不大于"), "≤"),
    "倍根号": "√",
    **dict(zip("大于 小于 不等于 等于 属于 负无穷 正无穷 无穷大 根号 度".split(), "> < ≠ = ∈ -∞ ∞ ∞ √ °".split(), strict=True)),
}
_ZH_LEAD = re.compile(
    r"\A(?![\u4e00-\u9fff]{0,12}(?:错误|不对|不正确))"
    r"(?:答\s*:\s*)?(?:(?:(?![非无没]|不[是为]|不等于)[\u4e00-\u9fff]){1,12}(?:为|是|等于|:)|(?:一共|总共|共)有?|有(?=\s*\d))\s*"
)
_ZH_NAMED = re.compile(
    r"\A(?=[^:]{0,40}[\u4e00-\u9fff]|[A-Z]:)(?![^:]{0,40}(?:[非无没错或]|不[是为对]|不等于|不正确))"
    r"(?:[\u4e00-\u9fffA-Z△∠ ]{1,30}?(?:为|是|等于|:)|[\u4e00-\u9fffA-Z ]{0,20}?[率值数长积和差度径离])\s*(?=[-−\d\\$√(])(?!.*[为是])",
    re.DOTALL,
)
"""What a Chinese answer calls the one number that it is: 线段 AP 的长为, C 的值是, 概率."""


_ZH_FRACTION = re.compile(r"(?<![\d.,])(\d{1,9})\s?分之\s?(\d{1,9})(?![\d.,])", re.ASCII)


class _Mathematics(Reader):
    def english(self, text: str) -> str:
        text = _ZH_NAMED.sub("", _ZH_LEAD.sub("", text))
        return super().english(_ZH_FRACTION.sub(r"\2/\1", re.sub(r"负(?=\s?\d)", "-", text)) if "分之" in text else text)


READER = _Mathematics(WORDS | _ZH)

_NO = rf"(?:{'|'.join(en.DENIALS)})"
_NOUN = rf"(?:(?:real|integer|exact|distinct|final|common|possible|general|complete)\s)?(?:{'|'.join(en.MATHEMATICAL)})"
_LEAD = re.compile(
    rf"(?:(?:so|thus|hence|therefore),?\s)?(?:the\s)?{_NOUN}(?:\s(?:of|for)\s[A-Za-z])?\s*+(?:is|are|equals|:)\s*+:?\s*+(?=\S)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?:(?:so|thus|hence|therefore),?\s)?(?:there\s(?:are|is)(?=\s\d)|it\s(?:is|equals)|"
    rf"(?:the\s)?(?:(?:{'|'.join(en.SUPERLATIVES)})\s){{0,4}}+"
    rf"(?:(?:whole\s)?numbers?|total(?:\s(?:gain|cost|profit))?|gain|cost|profit|[a-z](?=\sis)|(?:{'|'.join(en.MATHEMATICAL)})\b)"
    rf"(?:\sasked\sfor)?(?:\sof\s(?!{_NO})[a-z-]{{1,15}}(?:\s(?!(?:{_NO}|is|are|equals)\b)[a-z-]{{1,15}}){{0,5}})?"
    rf"\s*+(?:is|are|equals|=|:))\s*+:?\s*+(?:exactly\s)?(?=[-+\d(\[$\\{{√π])",
    re.IGNORECASE,
)
"""What leads in one number: `The number of ways is 12`, `There are 12`, `The least such number is 12`."""
_TAIL = re.compile(
    r"\s++(?:(?:square\s|cubic\s|sq\.?\s)?units?(?:\ssquared|\^2|²)?"
    rf"|(?<=\d\s)(?:(?:such|different|distinct|possible|valid)\s){{0,2}}(?:{'|'.join(en.COUNTED)})(?:\sin\s(?:total|all))?)\Z",
    re.IGNORECASE,
)
_RESTATED = re.compile(r"\\(?:int|iint|oint|sum|prod|lim|vec|overline|d?frac\s*\{\s*d(?![a-z]{2}))")
"""How a side begins that restates the question: `\\int_0^1 x dx = 1/2`, `\\frac{dy}{dx} = 2x`, `\\vec{v} = (1, 2)`."""
_PROBABILITY = re.compile(
    r"\A\$?\s*(?:\\(?:mathrm|mathbb|operatorname)\s*\{\s*Pr?\s*\}|\\?Pr|P|p)\s*(?:\\left\s*)?\("
    r"[^()]{0,200}(?:\([^()]{0,40}\)[^()]{0,80}){0,4}\)\s*=\s*(?=\S)"
)
"""How a side begins that says what the probability is of, in symbols or words: `P(A, B \\mid \\neg D) =`."""
_ASIDE = re.compile(
    r"(?<=[\d})])\s*(?:(?P<open>\()|,\s*(?:or|which\sis|i\.e\.)?(?=\s*(?:≈|~|\\approx|about|approx|roughly|大?约))|(?==[^=]*%))\s*"
    r"(?P<sign>≈|~|=|\\approx|about|approximately|approx\.|roughly|大?约为?)?\s*"
    r"(?P<number>-?\d{1,9}(?:\.\d{1,12}|/\d{1,9})?)\s*(?P<percent>\\?%)?\s*(?(open)\))\s*\Z"
)
"""The same number once more behind it: `99/400 (24.75%)`, `99/400 = 24.75%`, `2\\sqrt{29} (\\approx 10.77)`, `1/3, or about 0.333`."""
_BOLD = re.compile(r"(?<![^\s,;:(])\*\*(?=[^\s*])([^*\n]{1,200})(?<!\s)\*\*(?![^\s,;:.)])")
"""What is bold among other things: `**x = 8**, **y = 6**`; no power has a blank or nothing before it."""
_BULLET = re.compile(r"[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]+")
_IDLE = re.compile(
    r"\\(?:angle|triangle)(?![a-zA-Z])\s*|[∠△]\s*|\beither\b|\A(?:#|(?:(?:you\sare\s)?at\s)?(?:the\s)?(?:position:?\s)?)(?=[(\d])",
    re.IGNORECASE,
)
"""Words and signs that say nothing about the value."""
_NOTHING = re.compile(
    r"(?:there\s(?:is|are)\s)?no\s(?:real\s|integer\s|such\s|valid\s|possible\s)?(?:solutions?|roots?|values?|integers?)(?:\sexists?)?"
    r"|(?:(?:the\s)?\w{1,12}\s)?(?:does\snot\sexist|doesn't\sexist)|dne|none|nothing|(?:the\s)?empty\sset"
    r"|\\emptyset|\\varnothing|∅|\\?\{\s*\\?\}",
    re.IGNORECASE,
)


def text_of(answer: str) -> str:
    """The plain text of an answer without a lead-in (`The roots are`) and `units` behind it."""
    if len(answer) > 20 * MAX_LENGTH:
        raise Unreadable("length")
    text = plain(answer, READER)
    if len(text) > MAX_LENGTH:
        raise Unreadable("length")
    if "~~" in text:
        raise Unreadable("struck out")
    text = _IDLE.sub(" ", _TAIL.sub("", _BOLD.sub(r"\1", text) if "**" in text else text))
    lead = _LEAD.match(text) or _COUNTED.match(text)
    text = plain(text[lead.end() :], None) if lead else text
    text = _ASIDE.sub(_as_side, _PROBABILITY.sub("", text))
    return _without_question(text.lstrip("$ ")).rstrip("\\ ") if "\\" in text else text


def _as_side(aside: re.Match[str]) -> str:
    """A number in brackets as one side more of the equation, which has to agree; one that is only a factor stays."""
    if not (aside["sign"] or aside["percent"]) or ("/" in aside["number"] and (aside["percent"] or aside["sign"] != "=")):
        return aside[0]
    number = str(Decimal(aside["number"]).scaleb(-2)) if aside["percent"] else aside["number"]
    return f" {'=' if aside['sign'] == '=' else '≈'} {number}"


def _without_question(text: str) -> str:
    """Without a side before the first `=` that restates the question."""
    if not _RESTATED.match(text):
        return text
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if sign == "=" and depth == 0:
            return text[place + 1 :].strip()
    return text


def says_nothing(text: str) -> bool:
    """Does the text say that there is no solution: `no solution`, `\\emptyset`, `{}`, 无解, `none`, `does not exist`?"""
    return _NOTHING.fullmatch(text.strip().removeprefix("x \\in").replace("\\left", "").replace("\\right", "").strip(" $.")) is not None


def list_tokens(text: str) -> list[Token]:
    """The tokens of a list; lines part its members where nothing else does, and may have bullets or numbers before them."""
    lines = text.split("\n")
    if len(lines) > 1 and all(map(_BULLET.match, lines)):
        text = "\n".join(_BULLET.sub("", line, count=1) for line in lines)
    if "\n" in text and "\\begin" not in text:
        text = re.sub(r"(?<=[^\s,;&|([{=+\-*/])[ \t]*\n\s*(?=[^\s,;&|)\]}=+\-*/])|(?<=[\d)}\]])[ \t]*\n\s*(?=-)", " ; ", text)
    return lex(text, thousands="list")


def _with_depth(found: Iterable[Token]) -> Iterator[tuple[int, Token]]:
    """Each token with the number of brackets open behind it."""
    depth = 0
    for token in found:
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
        yield depth, token


def split(found: Sequence[Token], kinds: Collection[str]) -> list[list[Token]]:
    """The tokens between those of the kinds, outside of all brackets."""
    parts: list[list[Token]] = [[]]
    if not any(token.kind in kinds for token in found):
        return [list(found)]
    for depth, token in _with_depth(found):
        if depth == 0 and token.kind in kinds:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def signs(found: Sequence[Token], kinds: Collection[str]) -> list[str]:
    """The kinds of the tokens at which `split` parts."""
    return [token.kind for depth, token in _with_depth(found) if depth == 0 and token.kind in kinds]


def wrapped(found: Sequence[Token], opening: str, closing: str) -> bool:
    """Is the whole inside one pair of these brackets?"""
    if len(found) < 2 or found[0].kind != opening or found[-1].kind != closing:
        return False
    return next((place for place, (depth, _) in enumerate(_with_depth(found)) if depth == 0), None) == len(found) - 1


def unwrapped(found: Sequence[Token], pairs: Iterable[tuple[str, str]]) -> list[Token] | None:
    """What stands inside one of the pairs of brackets, if they hold the whole."""
    for opening, closing in pairs:
        if wrapped(found, opening, closing):
            return list(found[1:-1])
    return None


_ANGLES = frozenset(("alpha", "beta", "gamma", "theta", "phi"))


def is_label(side: Sequence[Token], names: Collection[str] = ()) -> bool:
    """Does a side of an equation only name what the other side is: `x`, `f(2)`, `a_{n+1}`, `AB`, `area`, `P(X = 2)`, `(x, y)`, `|AB|`,
    `f'(x)`? names: variables of the answer, which are no labels by themselves. `xy`, `2x`, `x^2`, `x(x+1)` are no labels."""
    if not side or len(side) > 20:
        return False
    if "".join(token.text for token in side) == "dy/dx":
        return True
    if wrapped(side, "(", ")") or (len(side) > 2 and side[0].kind == side[-1].kind == "|"):
        return side[1].kind == "name" and all(token.kind in ("name", ",") for token in side[1:-1])
    if wrapped(side, "[", "]"):
        return len(side) == 5 and all(token.kind == "name" and token.text.isupper() for token in side[1:-1])  # `[ABC]`, an area
    if side[0].text in ("cos", "sin", "tan") and len(side) > 1:
        angle = unwrapped(side[1:], (("(", ")"), ("{", "}"))) or side[1:]
        return all(token.kind == "name" and (token.text.isupper() or token.text in _ANGLES) for token in angle)
    if side[0].kind != "name" or side[0].text == "pi":
        return False
    if side[0].text in OPERATORS and len(side) == 2 and side[1].kind == "name":
        return True  # `\det A`
    if len(side) == 4 and "".join(token.text for token in side[:3]) == "det" and side[3].kind == "name" and side[3].gap:
        return True  # `det A`
    length = 1  # of the word, which the lexer gives letter by letter
    while length < len(side) and side[length].kind == "name" and not side[length].gap:
        length += 1
    word, behind = [token.text for token in side[:length]], [token for token in side[length:] if token.kind not in ("'", "_")]
    if behind and (not _one_group(behind) or (word[0] in "nxyz" and side[length].kind == "(")):
        return False
    if length == 1:
        return len(side) > 1 or word[0] not in names
    return length > 2 or all(letter[0].isupper() for letter in word)


def _one_group(found: Sequence[Token]) -> bool:
    """Is it one pair of brackets with something in it?"""
    return any(wrapped(found, *pair) for pair in (("(", ")"), ("[", "]"), ("{", "}"))) and len(found) > 2


def sides(found: Sequence[Token], names: Collection[str] = ()) -> list[list[Token]]:
    """The sides of a chain `label = side = side ≈ decimal` that give the answer exactly, without the label. Unreadable when there is
    none."""
    exact = split(found, ("~",))[0]
    parts = split(exact, ("=",))
    if len(parts) > 1 and is_label(parts[0], names):
        parts = parts[1:]
    elif len(parts) > 1 and not parts[0]:
        parts = parts[1:]  # `= 5`
    if len(parts) > MAX_SIDES:
        raise Unreadable("sides")
    return parts
