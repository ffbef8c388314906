"""Answers to questions about tables: amounts in a told unit and scale, percentages, ratios, years, headings.

Decisions, the same for all tasks of the domain:
* An amount is asked for in a unit and a scale, `thousands of dollars`. A bare number is in them, so is one with the unit's name alone
  (`1,234 dollars`, `$1,234`), which people write for short. With a unit or a word of scale it may also be meant as it stands:
  `1,234,000 dollars` and `1.234 million` are 1,234 thousand dollars. Another unit is refused.
* `(1,234)` is -1,234, as in the tables.
* Where a percentage is asked for, `12.5%` and `12.5` are right and `0.125` is not; where a ratio is, `0.125` is right and `12.5%` is not.
* A heading may stand alone, where no other one that could be meant is called so, or with those above it, in either order."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import mathematics
from synth.verifiers.parsers.chinese import WORDS, LeadIns, Reader
from synth.verifiers.parsers.numbers import integer
from synth.verifiers.parsers.quantity_words import without_chinese_words, without_english_words
from synth.verifiers.parsers.text import plain
from synth.verifiers.parsers.words import en
from synth.verifiers.tabular._words import CHINESE, UNITS

MAX_LENGTH = 400
Number = int | Decimal | Fraction

_PEOPLE = (
    "person people persons resident residents inhabitants birth births pupil pupils student students teacher teachers patient patients"
)
_FORMS: dict[str, Sequence[str]] = {
    "dollars": ("dollars", "dollar", "us dollars", "usd", "$", "us$"),
    "euros": ("euros", "euro", "eur", "€"),
    "yuan": ("yuan", "rmb", "cny", "¥", "renminbi"),
    "people": (*_PEOPLE.split(), "passengers", "passenger", "employees", "employee", "staff", "nurses", "workers"),
    "employees": ("employees", "employee", "people", "persons", "person", "staff", "workers"),
    "tonnes": ("tonnes", "tonne", "tons", "ton", "t", "metric tons"),
    "hectares": ("hectares", "hectare", "ha"),
    "megawatts": ("megawatts", "megawatt", "mw"),
    "megawatt hours": ("megawatt hours", "megawatt hour", "megawatt-hours", "mwh"),
    "cubic metres": ("cubic metres", "cubic meters", "cubic metre", "cubic meter", "m3", "m^3", "m³"),
    "items": ("items", "item", "pieces", "units"),
    "dwellings": ("dwellings", "dwelling", "new dwellings", "homes", "flats", "units"),
    "nights": ("nights", "night", "overnight stays", "stays"),
    "beds": ("beds", "bed"),
}
"""What people call a unit, in lower case."""
_CHINESE_FORMS = {
    "名": "people",
    "人次": "people",
    "个人": "people",
    "名学生": "people",
    "名患者": "people",
    "立方": "cubic metres",
    "人民币": "",
}
_SCALES = {"thousand": 3, "k": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9}
_CHINESE_SCALES = {"千": " thousand ", "百万": " million ", "万": " *10^4 ", "千万": " *10^7 ", "亿": " *10^8 ", "十亿": " billion "}
_AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+]?)\s*(?P<currency>US\$|\\?\$|€|¥|USD|EUR|RMB|CNY)?\s*(?P<second>[-+]?)"
    r"(?P<whole>\d{1,3}(?:,\d{3})++|\d{1,3}(?:[ _]\d{3})++|\d++)(?P<part>\.\d++)?\s*(?P<close>\))?\s*"
    r"(?:\*\s*10\^(?P<power>\d)|(?P<scale>thousand|million|billion|k|mn|bn)s?(?![a-z]))?\s*(?:of\s)?\s*"
    r"(?P<unit>[a-z$€¥][a-z0-9^³$ -]{0,30})?",
    re.ASCII | re.IGNORECASE,
)
_UNIT_IN_BRACKETS = re.compile(r"\(\s*(?:in\s)?((?!rounded|approx)[^()\d]{1,40})\)\Z")
_VERB = re.compile(
    r"(?:[A-Za-z][A-Za-z' /-]{0,80}?\s)?(?:were|amounts? to|amounted to|comes to|came to)\s++(?=[-+(\\$€¥\d])", re.IGNORECASE
)
DENIALS = frozenset({*en.DENIALS, "or", "either", "least", "most"})
_FALL = re.compile(
    r"\A(?:an?\s)?(?:decreased?|dropp?e?d?|declined?|fall|fell|reduction|minus)\s(?:of\s|by\s)?\s*(?=\d)",
    re.IGNORECASE,
)
_CHINESE_FALL = re.compile(r"\A\s*(?:负|下降|减少|降低|下滑)了?\s*(?=\d)")
"""What stands for the sign of a percentage below zero: `a decrease of 12.5%`."""
_RISE = re.compile(r"\A(?:an?\s)?(?:increased?|rise|rose|growth|grew)\s(?:of\s|by\s)?\s*(?=\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?:in\s|(?:the\s)?year\s|fy\s?)?(\d{4})\s?年?", re.IGNORECASE)
_CROSSES = frozenset("✗✘❌✕")
_VALUE = re.compile(r"\s*[(（][^()（）]*\d[^()（）]*[)）]\Z")
"""The value of what is named, behind it."""
_NO_YEAR = re.compile(r"\s*[(（](?!\s*\d{4}\s?年?\s*[)）])[^()（）]*\d[^()（）]*[)）]\Z")
"""The same, but for what may be another year: `2018 (2019)`."""


class _Amounts(Reader):
    """Reads Chinese units and words of scale, and takes off what leads in a number."""

    def english(self, text: str) -> str:
        if len(text) > MAX_LENGTH:
            return text
        bare = without_chinese_words(text)
        bare = bare if bare == text else bare.strip("*# ")
        return super().english(bare.removeprefix("大约").removeprefix("约"))


_UNIT_WORDS = {word: f" {unit}" for unit, word in UNITS.items() if unit != "percent"}
_READER = _Amounts(WORDS | _UNIT_WORDS | _CHINESE_FORMS | _CHINESE_SCALES)
_LEADS = LeadIns(("年份", "所求", "应为", "它们"))


def amounts(answer: str, unit: str, scale: int) -> tuple[Fraction, ...]:
    """What a number may mean in a unit and scale: one reading, two where it stands with a unit or a scale, none where it is no number."""
    if len(answer) > 4 * MAX_LENGTH:
        return ()
    text = plain(answer, _READER).replace("{,}", ",").lstrip("≈~ ")
    found = _AMOUNT.fullmatch(text) or _AMOUNT.fullmatch(_bare(text))
    if not found or bool(found["open"]) != bool(found["close"]) or (found["sign"] and found["second"]):
        whole = integer(answer)
        return () if whole is None else (Fraction(whole),)
    number = Fraction(re.sub("[, _]", "", found["whole"]) + (found["part"] or ""))
    if found["open"] or "-" in (found["sign"], found["second"]):
        number = -number
    named = [part.lower().removeprefix("\\").strip() for part in (found["currency"], found["unit"]) if part]
    if any(name not in _FORMS.get(unit, ()) for name in named):
        return ()
    if found["power"] or found["scale"]:
        power = int(found["power"] or _SCALES[found["scale"].lower()])
        return (number * Fraction(10) ** (power - scale),)
    return (number, number / 10**scale) if named and scale else (number,)


def _bare(text: str) -> str:
    """Without what leads in a number, and its unit out of brackets."""
    text = _UNIT_IN_BRACKETS.sub(r" \1", text.rstrip(" ."))
    verb = _VERB.match(text)
    if verb and not DENIALS.intersection(verb[0].lower().split()):
        text = text[verb.end() :]
    return without_english_words(text).strip()


def same_amount(answer: str, gold: Number, unit: str, scale: int) -> Verdict:
    """Is it exactly this number, in the unit and scale that the question told? Reasons: format, value."""
    found = amounts(answer, unit, scale)
    if not found:
        return refuse("format")
    return ACCEPT if Fraction(gold) in found else refuse("value")


def same_rounded(answer: str, gold: Number, digits: int, percent: bool = False) -> Verdict:
    """Is it this number, rounded to digits behind the point (either way where it lies halfway)? percent: the gold number is a percentage,
    12.5 for 12.5%. Reasons: format, value."""
    if len(answer) > 4 * MAX_LENGTH:
        return refuse("format")
    if percent:
        answer = _CHINESE_FALL.sub("-", re.sub(r"(负?)\s*百分之\s*(负?)\s*(-?[\d.]+)", _chinese_percent, answer, count=1))
    text = _bare(plain(answer).lstrip("大约 "))
    if percent:
        text = _RISE.sub("", _FALL.sub("-", text))
        text = re.sub(r"(?<=\d)\s*(?:per ?cent|percentage points?|pp|个百分点)\Z", "%", text, flags=re.IGNORECASE)
    text = without_chinese_words(text)
    unit: Literal["%", ""] = "%" if percent else ""
    number = mathematics.decimal(text, digits, unit)
    others = [mathematics.decimal(side, digits, unit) for side in text.split("=")[:-1]]
    if number is None or any(other not in (None, number) for other in others):
        return refuse("format")
    return ACCEPT if number in mathematics.rounded(Fraction(gold), digits) else refuse("value")


def _chinese_percent(found: re.Match[str]) -> str:
    """`-12.5%` for 负百分之12.5."""
    return f"{'-' if found[1] or found[2] else ''}{found[3]}%"


def year(answer: str) -> int | None:
    """The one year that the answer is: `2019`, `in 2019`, `FY 2019`, 2019年."""
    found = _YEAR.fullmatch(_NO_YEAR.sub("", without_english_words(plain(answer, _LEADS)[:MAX_LENGTH])).strip("* "))
    number = int(found[1]) if found else integer(answer)
    return number if number and len(str(number)) == 4 else None


def heading(answer: str, allowed: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Which of the paths the answer names, in English or Chinese: `Germany`, `Europe / Germany`, `Germany (Europe)`, 德国."""
    if len(answer) > MAX_LENGTH or not _CROSSES.isdisjoint(answer) or "~~" in answer:
        return None
    text, forms = plain(answer, _LEADS), _forms(tuple(allowed))
    for name in (text, _VALUE.sub("", text), without_english_words(text)):
        if path := forms.get(_normal(name)):
            return path
    return None


def headings(answer: str, allowed: Sequence[tuple[str, ...]]) -> frozenset[tuple[str, ...]] | None:
    """A set of paths, in any order, between commas, semicolons, lines or `and`. None where one is none of them or comes twice."""
    if len(answer) > 2_000:
        return None
    text = re.sub(r"(?m)^\s*(?:[-*•]|\d{1,2}[.)])\s+", "", plain(answer, _LEADS)).strip("[]{} ")
    names = [part for part in re.split(r"[,;\n、，；]|\band\b|和|与|以及", text) if part.strip()]
    found = [heading(name, allowed) for name in names]
    known = [path for path in found if path is not None]
    return frozenset(known) if known and len(known) == len(found) == len(set(known)) else None


@lru_cache(maxsize=256)
def _forms(allowed: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    """Each way in which a path may be called, but for those that may mean another one too."""
    found = dict[str, set[tuple[str, ...]]]()
    for path in allowed:
        for form in _called(path):
            found.setdefault(_normal(form), set()).add(path)
    return {form: next(iter(paths)) for form, paths in found.items() if len(paths) == 1}


def _called(path: tuple[str, ...]) -> Collection[str]:
    chinese = [CHINESE.get(label, label) for label in path]
    last = {" ".join(words[start:]) for words in (path, tuple(chinese)) for start in range(len(path))}
    return last | {" ".join(path[::-1]), " ".join(chinese[::-1]), "".join(chinese), "的".join(chinese)}


def _normal(text: str) -> str:
    text = re.sub(r"[\W_]+", " ", text.casefold()).strip()
    return text.removeprefix("the ")
