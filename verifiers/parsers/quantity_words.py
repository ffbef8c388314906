"""What stands around a quantity: words that lead it in, remarks behind it, formulas on the way to it, times in two units.

`quantities` reads what is left. Nothing here decides a value but `in_one_unit`, which is exact."""

import re
from collections.abc import Collection
from itertools import pairwise

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.mathematics import values
from synth.verifiers.parsers.mathematics.tokens import Unreadable, lex
from synth.verifiers.parsers.unit_products import Unreadable as NoUnit
from synth.verifiers.parsers.unit_products import product_of_units
from synth.verifiers.parsers.words import en

_WORD = "[\u4e00-\u9fff]"
_COMPARES = "不|非|没|无|错|未|否|或|大于|小于|至少|至多|超过|高于|低于|少于|多于|介于"
_NAME = rf"(?:(?!{_COMPARES}){_WORD}|[,A-Za-z_()\[\] -]|(?<=[A-Za-z0-9_-])[0-9])"
"""Chinese words, and symbols and formulas among them: HNO3 溶液的浓度. A number that stands alone is none of them."""
_BEFORE_NUMBER = r"(?=\s*(?:[-+~≈约大负每\d$.\\]|零下))"
_CHINESE_LEAD = re.compile(
    rf"\A[*#\s]{{0,6}}(?:答\s*:\s*)?(?:{_NAME}{{0,40}}(?:是|为|到|等于)\s*[:=]?{_BEFORE_NUMBER}"
    rf"|(?:(?![每约负]){_NAME}){{1,30}}?\s*[:=]"
    rf"|(?:(?![每约负]){_NAME}){{0,30}}?[度率量离积强间期角力距径值温数长高功热压流阻容能比](?:大?约)?(?=\s*(?:[-+~≈负\d$.\\]|零下)))"
)
_CHINESE_ANSWER = re.compile(r"\A[*#\s]{0,6}答\s*:\s*")
_CHINESE_TAIL = re.compile(r"\s*(?:左右|\(?(?:结果|答案)?已?(?:保留|取)[一二两三四\d]\s?位(?:有效数字|小数)\)?)[\s.]*\Z")
_MANY = ((re.compile(r"(?<=\d)\s*万(?=\s*\S)"), 4), (re.compile(r"(?<=\d)\s*亿(?=\s*\S)"), 8))

_APPROXIMATELY = r"(?:(?:about|approximately|approx\.?|roughly|around|nearly|equal to|exactly|ca\.?|~)\s*+)"
_LEAD = re.compile(
    r"\A(?:(?:so|thus|hence|therefore),?\s++)?(?:(?:the|its|his|her|their)\s++)?(?:(?P<noun>[a-z][a-z' -]{0,80}?)\s++)?"
    rf"(?:is|was|equals|=|:)\s++(?=[-+~.\d$\\(]|{_APPROXIMATELY})",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\A\**(?P<noun>[A-Za-z][A-Za-z0-9 '_(){},^\\-]{0,70}):\**\s*+(?=[-+~A-Za-z\d$.\\(])")
_NEARLY = re.compile(rf"\A{_APPROXIMATELY}", re.IGNORECASE)
_FIGURES = r"(?:\d|one|two|three|four)\s*+(?:s\.?\s*+f\.?|sig\.?\s*+figs?\.?|significant\s++(?:figures?|digits?))"
_TAIL = re.compile(
    rf"(?:\(\s*+(?:(?:rounded\s++)?(?:to\s++)?{_FIGURES}|rounded|approx(?:\.|imately)?|approximate)\s*+\)"
    rf"|,?\s++(?:rounded\s++)?to\s++{_FIGURES})\.?\s*+\Z",
    re.IGNORECASE,
)
_THOUSANDS = tuple((re.compile(rf"(?<=\d)\s++{name}\s++(?=[A-Za-z])"), power) for name, power in (("thousand", 3), ("million", 6)))

_DENIES = {*en.DENIALS, "or", "either", "between", "least", "most", "than", "below", "above"}
_LABEL = re.compile(r"[(\[]?[^\W\d](?:[\w\s'*/^()\[\],+\\-]|\.(?!\d))*+")
_LOOSE_DIGIT = re.compile(r"(?<![_^\w])\d|\d\.\d|(?<![_^A-Za-z\d])\d")
_FORMULA = re.compile(r"(?:[A-Za-z0-9_ .^*/+()\[\]√'|°µΩ\u0370-\u03ff\\-]|(?<=\d),(?=\d)){1,200}")
_JOINED = re.compile(r"[\w)\]]\s*+[*/^+-]\s*+[\w(\[√\\-]|[\w)\]]\s*+[(\[]|√|\\?(?:sqrt|sin|cos|tan|ln|lg|log|exp)(?![a-z])")
_FIRST_WORD = re.compile(r"[\s(\[\\+-]*+(?:(?:arc)?(?:sin|cos|tan)|sqrt|ln|lg|log|exp|[^\W\d_]{1,2}(?![^\W\d_])|√)|[\s(\[+-]*+[\d.]")
_LOOSE_NUMBER = re.compile(r"(?<![\w^.])(?:\d+\.?\d*|\.\d+)")
_FACTOR = re.compile(r"[\s(+-]*\d[\d.]*\s*(?:[-+]\s*[A-Za-z\\(√]|π|\\pi|\\?sqrt|√)")
"""`2π√`, `1 - r/a`: how a formula may begin with a number."""
_NUMBERS = re.compile(r"([\d\s.,^*/+()√-]*[\d)])\s*(?:[A-Za-zµ°Ω](?:[A-Za-zµ°Ω*/^()\s-]|(?<=[\^-])\d)*)?")
"""A formula without symbols, and its unit."""
_SYMBOL = r"[A-Za-zµ°Ω]++(?:\^\s?-?\d)?+"
_WITH_UNIT = re.compile(
    r"(?<![\w.^])(\d++(?:\.\d++)?(?:[eE][+-]?\d++|\s?\*\s?10\^[+-]?\d++)?(?:\^-?\d)?)\s*+"
    rf"({_SYMBOL}(?:\s*+[*/]?\s*+(?:{_SYMBOL}|\(\s*+{_SYMBOL}(?:[\s*]++{_SYMBOL})*+\s*+\)))*+)"
)
"""A number, or a power of one, and its unit: `0.0630 L^2`, `2^2 s`."""
_E = re.compile(r"(\d++(?:\.\d++)?)[eE]([+-]?\d++)")
_NO_SIGN = re.compile(r"(?<!sqrt)(?<!sin)(?<!cos)(?<!tan)(?<!ln)(?<!lg)(?<!log)(?<!exp)(?<=[\w)\]])\s+[\d.]")
"""A number with nothing but a blank before it."""

_SIZES = {"d": 86400, "h": 3600, "min": 60, "s": 1}
_UNIT = {
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
}
_ONE_TIME = rf"\d{{1,4}}(?:\.\d{{1,6}})?\s*(?:{'|'.join(sorted(_UNIT, key=len, reverse=True))})(?![A-Za-z^/*])"
_TIME = re.compile(rf"(?<![\w.^/*])\d{{1,4}}\s*(?:days?|d|hours?|hrs?|h|minutes?|mins?|min)(?:(?:\s*,|\s+and\b)?\s*{_ONE_TIME}){{1,3}}")
_MINUTES = re.compile(r"(\d\s?h\s?\d{1,2}\s?)m(?![A-Za-z^/*])")
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")
_ARC = re.compile(r"(?<![\w.])(\d{1,3})\s*°\s*(\d{1,2}(?:\.\d{1,4})?)\s*['′]")


def without_chinese_words(text: str) -> str:
    """Without the Chinese words before a quantity and behind it: `约 3.0 m/s` for 小球的速度约为 3.0 m/s 左右."""
    text = _CHINESE_TAIL.sub("", _CHINESE_ANSWER.sub("", text.removesuffix(".")))
    lead = _CHINESE_LEAD.match(text)
    if lead and re.search(_WORD, lead[0]) and not _denies(lead[0]):
        text = text[lead.end() :]
    for pattern, power in _MANY:
        text = pattern.sub(f"*10^{power} ", text)
    return text


def without_english_words(text: str) -> str:
    """`3.0 m/s` for `Final speed: about 3.0 m/s (2 s.f.)`."""
    text = _TAIL.sub("", text).strip()
    for lead in (_TITLE, _LEAD):
        if (found := lead.match(text)) and not _denies(found["noun"] or ""):
            text = text[found.end() :]
    text = _NEARLY.sub("", text)
    for pattern, power in _THOUSANDS:
        text = pattern.sub(f"*10^{power} ", text)
    return text


def _denies(words: str, more: Collection[str] = ()) -> bool:
    return not _DENIES.union(more).isdisjoint(re.findall("[a-z']+", words.lower()))


def is_label(side: str) -> bool:
    """`v`, `v_0`, `s_{max}`, `v t`: a name or a formula without numbers."""
    side = side.strip().replace("\\", "")
    return len(side) <= 60 and bool(_LABEL.fullmatch(side)) and not _LOOSE_DIGIT.search(side) and not _denies(side)


def is_formula(side: str, answers: Collection[Fraction]) -> bool:
    """`23*4.7/57`, `k[A]^2[B]`, `T/2`, `A(57.9 min)`: what the number is worked out from. With numbers alone, or quantities alone, it has
    to come near one of the answers; one with symbols in it is not worked out again."""
    if not (_FORMULA.fullmatch(side) and _JOINED.search(side) and _FIRST_WORD.match(side)) or _denies(side, ("and", "to")):
        return False
    if _NO_SIGN.search(side):
        return False
    if found := _NUMBERS.fullmatch(side):
        return any(_comes_near(found[1], answer) for answer in answers)
    if among := _of_quantities(side):
        return any(_comes_near(formula, answer) for formula in among for answer in answers)
    return len(_LOOSE_NUMBER.findall(side)) > 1 or not re.match(r"[\s(+-]*[\d.]", side) or bool(_FACTOR.match(side))


def _of_quantities(side: str) -> list[str]:
    """A formula of two quantities or more, as bare numbers: as they stand, and in SI units in both ways to read a stroke. None where
    symbols or unknown units are left: `2*g*h`."""
    if len(_LOOSE_NUMBER.findall(side)) < 2 or re.search(r"[^\W\d_]", _E.sub("", _WITH_UNIT.sub("0", side))):
        return []
    among = list[str]()
    try:
        for sized, below in ((False, False), (True, False), (True, True)):
            pieces, place = list[str](), 0
            for one in _WITH_UNIT.finditer(side):
                size = product_of_units(one[2].strip(), below)[0]
                pieces += [side[place : one.start()], f"({one[1]}*{size})" if sized else f"({one[1]})"]
                place = one.end()
            among.append(_E.sub(r"(\1*10^(\2))", "".join([*pieces, side[place:]])))
    except NoUnit:
        return []
    return among


def _comes_near(formula: str, value: Fraction) -> bool:
    """To two parts in a hundred: the numbers in it may be rounded."""
    try:
        number = values.value(lex(formula))
        exact = number.rational if number.rational is not None else Fraction(number.fine.low)
    except Unreadable:
        return False
    return abs(exact - value) <= abs(value) / 50


def in_one_unit(text: str) -> str:
    """Times and angles in two units or more as fractions of the first: `166/60 h` for `2 h 46 min`. What is not in order stays."""
    return _ARC.sub(_arc, _TIME.sub(_time, _MINUTES.sub(r"\1min", text))) if len(text) <= 400 else text


def _time(found: re.Match[str]) -> str:
    parts = [(Fraction(number), _SIZES[_UNIT[name]], _UNIT[name]) for number, name in _PART.findall(found[0])]
    for (_, larger, _), (number, size, _) in pairwise(parts):
        if size >= larger or number * size >= larger:
            return found[0]
    return _fraction(sum(number * size for number, size, _ in parts) / Fraction(parts[0][1]), parts[0][2])


def _arc(found: re.Match[str]) -> str:
    minutes = Fraction(found[2])
    return _fraction(int(found[1]) + minutes / 60, "°") if minutes < 60 else found[0]


def _fraction(value: Fraction, name: str) -> str:
    return f"{value.numerator}/{value.denominator} {name}"
