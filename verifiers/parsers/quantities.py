"""Quantities with units as models write them, exact: `3.0 m/s`, `3.0\\,\\mathrm{m\\,s^{-1}}`, `3e8 meters per second`, 3.0 米每秒.

`quantity` reads one, `same_quantity` compares it with a gold value to the significant figures that were asked for, `written` writes one.
None of them raises on any answer. Bounds: 400 characters, 40 digits, exponents up to 99, 12 units, powers of units up to 9; beyond them an
answer is unreadable, whatever it is worth. Nothing is evaluated by Python.

Decisions, the same for all tasks:
* The dimension must match: `3 m` is no speed. Any unit of the dimension will do: `10.8 km/h` is `3 m/s`.
* A number without a unit has no dimension. Where the question told the unit (`unit_asked`), it is in that unit.
* Figures count in the unit that the answer uses: it may be off by half a unit of the last figure asked for, in that unit. Both ways of
  rounding a half are right, so are more figures, the exact value, and `12` for `12.0`.
* `J/kg K` is read as J/kg * K, and as J/(kg K) where only that has the right dimension. What follows the word `per` stands below it.
* `ms^-1` is m s^-1, as in many text-books, and never 1 / ms; so `ms^-2`.
* `°C` is a difference of temperatures (as in `J/(g °C)`) unless a temperature is asked: then `25 °C` is 298.15 K.
* `50%` is never 0.5, nor anything else.
* Where degrees Celsius are asked, `25°`, `25 degrees` and `25 C` are in them.
* Steps on the way may be shown (`v = 36 km/h = 10 m/s`, `10 m/s (36 km/h)`, `v = 30/3 = 10 m/s`); all that are quantities must agree, the
  last side is the answer.
* `2 h 46 min` and `30° 54'` are in the first of their units."""

import re
from functools import lru_cache
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import units
from synth.verifiers.parsers.chinese import Reader
from synth.verifiers.parsers.quantity_words import in_one_unit, is_formula, is_label, without_chinese_words, without_english_words
from synth.verifiers.parsers.text import plain
from synth.verifiers.parsers.unit_products import Unreadable, product_of_units, unit
from synth.verifiers.parsers.units import NONE, Dimension

__all__ = ["Quantity", "quantity", "same_quantity", "unit", "written"]

MAX_LENGTH = 400
MAX_DIGITS = 40


class Quantity(NamedTuple):
    """What an answer says."""

    value: Fraction
    """In SI base units: 10 for `36 km/h`."""
    dimension: Dimension
    """`(1, 0, -1, 0, 0, 0, 0)`; all noughts without a unit."""
    digits: int
    """Significant figures shown: 3 for `0.0300`, for `300` and for `3.00e8`; 0 for a fraction, which is exact."""
    size: Fraction
    """The unit's size: 5/18 for `36 km/h`."""
    zero: Fraction
    """Where the unit's scale begins: 273.15 for a temperature in `°C`, else 0."""
    step: Fraction
    """One unit of the last figure shown: 5/18 for `36 km/h`; 0 for a fraction."""
    bare: bool
    """Whether no unit stands there."""


class _Chinese(Reader):
    """Reads Chinese units, and takes off what leads in a quantity: 小球的速度约为, 每秒 3 米."""

    def english(self, text: str) -> str:
        if len(text) > MAX_LENGTH:
            return text
        return super().english(without_chinese_words(text))


_READER = _Chinese(units.CHINESE)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED = re.compile("[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}")
_SIGNS = str.maketrans(
    dict.fromkeys("×·⋅∙•✕⨯", "*")
    | {"μ": "µ", "\u2126": "\u03a9", "\u212b": "\u00c5", "ℓ": "L"}
    | {"÷": "/", "∕": "/", "⁄": "/", "º": "°", "˚": "°", "≈": "~", "≃": "~", "≅": "~"}
)
_LATEX = (
    # A letter may stand right behind these: `\\cdot\\mathrm{s}` comes as `\\cdots`.
    (re.compile(r"\\(?:times|cdot|ast)"), "*"),
    (re.compile(r"\\(?:approx|simeq|sim|cong|doteq)(?:eq)?"), "~"),
    (re.compile(r"\\mu\s*+"), "µ"),
    (re.compile(r"\\Omega|\\ohm"), "Ω"),
    (re.compile(r"\s*+\^\s*+\{?\s*+\\circ\s*+\}?|\\(?:text)?degree"), "°"),
    (
        re.compile(
            r"\\(?:mathrm|text|textrm|mathbf|mathit|mathsf|operatorname|rm|left|right|displaystyle|mbox|unit|si|boldsymbol|textbf|bf)(?![A-Za-z])"
        ),
        "",
    ),
    (re.compile(r"\\[,;:! ]|\\q?quad(?![A-Za-z])"), " "),
    (re.compile(r"\{,\}"), ","),
    (re.compile(r"\^\s*+\{\s*+([+-]?\s?\d{1,4})\s*+\}"), r"^\1"),
    (re.compile(r"\\[dt]?frac\s*+\{([^{}]*+)\}\s*+\{([^{}]*+)\}"), r" (\1)/(\2) "),
    (re.compile(r"\\[dt]?frac\s*+(\d)\s*+(\d)"), r" (\1)/(\2) "),
    (re.compile(r"[{}]"), " "),
)
_PHRASES = tuple((re.compile(pattern, re.IGNORECASE), f" {symbol}") for pattern, symbol in units.PHRASES)
_POWER_OF_TEN = r"10\s*+\^\s*+(?P<{0}>[+-]?\s?\d{{1,3}}(?!\d)|\(\s*+[+-]?\s?\d{{1,3}}\s*+\))"
_NUMBER = re.compile(
    r"\s*+(?P<open>\(?)\s*+(?P<sign>[+-]?)\s*+(?:"
    rf"{_POWER_OF_TEN.format('alone')}"
    r"|(?P<whole>\d{1,3}(?:,\d{3})++(?!\d)|\d{1,3}(?:[ _]\d{3})++(?!\d)|\d++)?(?:\.(?P<part>\d*+))?"
    rf"(?:\s*+[*xX]\s*+{_POWER_OF_TEN.format('power')}|[eE](?P<e>[+-]?\d{{1,3}})(?![\d.])|\s*+/\s*+(?P<below>\d++)(?![\d.]))?"
    r")\s*+(?P<close>\)?)\s*+(?P<times>\*?)\s*+",
    re.ASCII,
)
_ONE_READING = re.compile(r"[^/A-Za-zµΩÅ°℃]*+[A-Za-zµΩÅ°℃]*+(?:\s*+/\s*+([A-Za-zµΩÅ°℃]++)(?:\^-?\d)?)?\s*+")
"""A unit with one name below its stroke at most: what most answers are."""
_PLAINLY = re.compile(r"(-?)(\d{1,6})(?:\.(\d{1,6}))? ([A-Za-zµΩ°]{1,10}(?:/[A-Za-z]{1,10})?(?:\^[23])?)", re.ASCII)
"""A number and a unit that no number changes: what most answers are."""
_RATIO = re.compile(r"\(\s*+(\d++)\s*+\)\s*+/\s*+\(\s*+(\d++)\s*+\)", re.ASCII)


_SHORT_FOR_CELSIUS = (units.UNITS["°"][:2], units.UNITS["C"][:2])


def quantity(answer: str, temperature: bool = False) -> Quantity | None:
    """The one quantity that the answer is; None when it is not one. temperature: `25 °C` is 298.15 K."""
    return next(iter(_readings(answer, temperature)), None)


def same_quantity(
    answer: str, gold_si: Fraction, dimension: Dimension, digits: int, unit_asked: str = "", temperature: bool = False
) -> bool:
    """Is the answer the gold value, in any unit of its dimension, to that many significant figures? unit_asked: the unit in which a bare
    number is, where the question told it (`km/h`). Raises ValueError for a unit_asked that is none."""
    asked = unit(unit_asked) if unit_asked else None
    for read in _readings(answer, temperature):
        size, zero, number, found = read.size, read.zero, read.value, read.dimension
        if read.bare and asked:
            size, found = asked
            zero = units.KELVIN_AT_0_CELSIUS if temperature and unit_asked == "°C" else Fraction(0)
            number = number * size + zero
        if temperature and unit_asked == "°C" and (size, found) in _SHORT_FOR_CELSIUS:
            number, size, found, zero = number / size + units.KELVIN_AT_0_CELSIUS, Fraction(1), units.TEMPERATURE, units.KELVIN_AT_0_CELSIUS
        if found == dimension and abs(number - gold_si) <= _half(abs(gold_si - zero) / size, digits) * size:
            return True
    return False


def written(value: Fraction, digits: int) -> str:
    """A number rounded to significant figures, halves away from 0: `0.0450`, `12.0`, `1.20 * 10^4` where a plain number would show more or
    fewer figures than it has, or five noughts."""
    power = _magnitude(value)
    scaled = abs(value) / Fraction(10) ** (power - digits + 1)
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    if whole == 10**digits:
        whole, power = whole // 10, power + 1
    sign, shown = "-" if value < 0 else "", str(whole).zfill(digits)
    if power >= digits or power < -4:
        return f"{sign}{shown[0]}{'.' + shown[1:] if digits > 1 else ''} * 10^{power}"
    if power >= 0:
        return f"{sign}{shown[: power + 1]}{'.' + shown[power + 1 :] if digits > power + 1 else ''}"
    return f"{sign}0.{'0' * (-power - 1)}{shown}"


def _half(number: Fraction, digits: int) -> Fraction:
    """Half a unit of the last significant figure."""
    power = _magnitude(number) - digits + 1
    return Fraction(0) if not number else Fraction(10**power, 2) if power >= 0 else Fraction(1, 2 * 10**-power)


def _magnitude(number: Fraction) -> int:
    """The power of ten of the first figure: 1 for 12, -2 for 0.045; 0 for 0."""
    if not number:
        return 0
    above, below = abs(number.numerator), number.denominator
    power = len(str(above)) - len(str(below))
    return power if above * 10 ** max(0, -power) >= below * 10 ** max(0, power) else power - 1


def _readings(answer: str, temperature: bool) -> list[Quantity]:
    """The quantity that the answer is; two where a stroke in its unit can be read in two ways."""
    if len(answer) > 10 * MAX_LENGTH:
        return []
    text = plain(answer, _READER)
    if len(text) > MAX_LENGTH:
        return []
    if (found := _PLAINLY.fullmatch(text)) and (scales := _scales(found[4], temperature)):
        digits, last = found[2] + (found[3] or ""), Fraction(1, 10 ** len(found[3] or ""))
        value, figures = int(found[1] + digits) * last, len(digits.lstrip("0"))
        return [Quantity(value * size + zero, dimension, figures, size, zero, last * size, False) for size, zero, dimension in scales]
    return _read(text, temperature)


@lru_cache(maxsize=1024)
def _scales(name: str, temperature: bool) -> tuple[tuple[Fraction, Fraction, Dimension], ...]:
    """Size, zero and dimension of each reading of a unit behind a number; nothing where it is none."""
    return tuple((one.size, one.zero, one.dimension) for one in _read(f"1.5 {name}", temperature) if one.digits == 2 and not one.bare)


def _read(text: str, temperature: bool) -> list[Quantity]:
    text = _normal(text)
    found = list[Quantity]()
    plainly = _ONE_READING.fullmatch(text)
    for below in (False,) if plainly and plainly[1] not in units.JOINED else (False, True):
        try:
            read = _last_side(text, temperature, below)
        except Unreadable:
            continue
        if read not in found:
            found.append(read)
    return found


def _normal(text: str) -> str:
    """The text in few signs: no LaTeX, no markup, no lead-in."""
    if not text.isascii():
        text = _RAISED.sub(lambda raised: "^" + raised[0].translate(_SUPERSCRIPTS), text.translate(_SIGNS))
    if "**" in text:
        text = re.sub(r"(?<=[\w)])\*\*(?=[+-]?\d)", "^", text).replace("**", " ")
    text = text.replace("\\(", " ").replace("\\)", " ").replace("$", " ")
    for pattern, sign in _LATEX if "\\" in text or "{" in text else ():
        text = pattern.sub(sign, text)
    text = without_english_words(text)
    for pattern, symbol in _PHRASES:
        text = pattern.sub(symbol, text)
    return in_one_unit(_RATIO.sub(r"\1/\2", re.sub(r"\(\s*+~", "(", text)))


def _last_side(text: str, temperature: bool, below: bool) -> Quantity:
    sides = re.split(r"[=~]+", text)
    if len(sides) > 6:
        raise Unreadable("sides")
    last, aside = sides[-1].rstrip(), ""
    if last.endswith(")") and (place := last.rfind("(")) > 0 and (inner := _inside(last[place + 1 : -1])):
        last, aside = last[:place], inner
    answer = _side(last, temperature, below)
    for place, side in enumerate([*sides[:-1], aside]):
        if side.strip() and not (place < len(sides) - 1 and is_label(side)):
            _check(side, answer, temperature, below, on_the_way=place < len(sides) - 1)
    return answer


def _inside(text: str) -> str:
    """What stands in brackets behind a quantity, where that is one of its own: `or 36 km/h`."""
    text = re.sub(r"\A\s*+(?:or|i\.e\.,?|that is,?)\s++", "", text)
    return text if re.match(r"\s*+[+-]?\s*+[\d.]", text) and re.search("[A-Za-z°µΩ]", text) else ""


def _check(side: str, answer: Quantity, temperature: bool, below: bool, on_the_way: bool) -> None:
    """Unreadable where another side is neither the same quantity nor a formula for it."""
    try:
        one = _side(side, temperature, below)
    except Unreadable:
        if on_the_way and is_formula(side, ((answer.value - answer.zero) / answer.size, answer.value)):
            return
        raise
    _agree(one, answer)


def _agree(one: Quantity, answer: Quantity) -> None:
    """Unreadable where another side says something else."""
    value, step = (one.value * answer.size + answer.zero, one.step * answer.size) if one.bare and not answer.bare else (one.value, one.step)
    if one.dimension != answer.dimension and not one.bare:
        raise Unreadable("another dimension")
    same_unit = one.bare or one.size == answer.size
    most = max(step, answer.step) / 2 if same_unit else (step + answer.step) / 2
    if abs(value - answer.value) > most:
        raise Unreadable("sides differ")


def _side(text: str, temperature: bool, below: bool) -> Quantity:
    """One number and its unit. `/ s 3 m` is how Chinese says 3 m/s."""
    found = _NUMBER.match(text)
    before = ""
    if text.lstrip().startswith("/") and (first := re.search(r"\d", text)):
        before, text = text[: first.start()], text[first.start() :]
        found = _NUMBER.match(text)
    if not found or bool(found["open"]) != bool(found["close"]):
        raise Unreadable("number")
    number, digits, step = _number(found)
    rest = (text[found.end() :] + " " + before).strip()
    if found["times"] and not rest:
        raise Unreadable("nothing behind a sign")
    size, dimension = product_of_units(rest, below) if rest else (Fraction(1), NONE)
    zero = units.KELVIN_AT_0_CELSIUS if temperature and rest.replace(" ", "") in ("°C", "℃", "degC", "Celsius", "celsius") else Fraction(0)
    return Quantity(number * size + zero, dimension, digits, size, zero, step * size, not rest)


def _number(found: re.Match[str]) -> tuple[Fraction, int, Fraction]:
    """Value, significant figures and one unit of the last figure."""
    sign = -1 if found["sign"] == "-" else 1
    if found["alone"]:
        return sign * _ten(found["alone"]), 1, _ten(found["alone"])
    whole, part = re.sub("[, _]", "", found["whole"] or ""), found["part"] or ""
    if not 0 < len(whole + part) <= MAX_DIGITS or len(found["below"] or "") > MAX_DIGITS:
        raise Unreadable("digits")
    step = Fraction(1, 10 ** len(part)) * _ten(found["power"] or found["e"] or "0")
    value = sign * int(whole + part) * step
    if found["below"]:
        if part or not int(found["below"]):
            raise Unreadable("fraction")
        return value / int(found["below"]), 0, Fraction(0)
    return value, len((whole + part).lstrip("0")), step


def _ten(power: str) -> Fraction:
    exponent = int(re.sub(r"[\s()]", "", power))
    if abs(exponent) > 99:
        raise Unreadable("power")
    return Fraction(10) ** exponent
