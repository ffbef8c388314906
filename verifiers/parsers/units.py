"""Units as data: the symbol of each, its size in SI base units as an exact fraction, its dimension, and its names in English and Chinese.

Sizes are those that the SI defines (brochure, 9th edition) or accepts for use with it (CODATA 2018 for the atomic mass unit). The degree of
arc is pi / 180 to 40 digits, the one size that is no fraction. The percent is no unit here, on purpose."""

from synth.verifiers.exact import Fraction

Dimension = tuple[int, int, int, int, int, int, int]
"""Powers of metre, kilogram, second, ampere, kelvin, mole and candela: `(1, 0, -1, 0, 0, 0, 0)` for a speed."""


def _pairs(words: str) -> dict[str, str]:
    """{"ohm": "Ω"} for `ohm:Ω`."""
    return dict(pair.split(":", 1) for pair in words.split())


NONE: Dimension = (0, 0, 0, 0, 0, 0, 0)
LENGTH: Dimension = (1, 0, 0, 0, 0, 0, 0)
MASS: Dimension = (0, 1, 0, 0, 0, 0, 0)
TIME: Dimension = (0, 0, 1, 0, 0, 0, 0)
CURRENT: Dimension = (0, 0, 0, 1, 0, 0, 0)
TEMPERATURE: Dimension = (0, 0, 0, 0, 1, 0, 0)
AMOUNT: Dimension = (0, 0, 0, 0, 0, 1, 0)
SPEED: Dimension = (1, 0, -1, 0, 0, 0, 0)
ACCELERATION: Dimension = (1, 0, -2, 0, 0, 0, 0)
VOLUME: Dimension = (3, 0, 0, 0, 0, 0, 0)
FORCE: Dimension = (1, 1, -2, 0, 0, 0, 0)
ENERGY: Dimension = (2, 1, -2, 0, 0, 0, 0)
POWER: Dimension = (2, 1, -3, 0, 0, 0, 0)
PRESSURE: Dimension = (-1, 1, -2, 0, 0, 0, 0)
CHARGE: Dimension = (0, 0, 1, 1, 0, 0, 0)
VOLTAGE: Dimension = (2, 1, -3, -1, 0, 0, 0)
RESISTANCE: Dimension = (2, 1, -3, -2, 0, 0, 0)
CAPACITANCE: Dimension = (-2, -1, 4, 2, 0, 0, 0)
FREQUENCY: Dimension = (0, 0, -1, 0, 0, 0, 0)
CONCENTRATION: Dimension = (-3, 0, 0, 0, 0, 1, 0)

_POWERS_OF_TEN = {"p": -12, "n": -9, "µ": -6, "m": -3, "c": -2, "d": -1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12}
PREFIXES = {prefix: Fraction(10) ** power for prefix, power in _POWERS_OF_TEN.items()}
_SMALL, _SOME = "pnµm", "pnµmkMGT"

KELVIN_AT_0_CELSIUS = Fraction(27315, 100)
_PI = Fraction(31415926535897932384626433832795028841972, 10**40)
_EV = Fraction(1602176634, 10**28)

UNITS: dict[str, tuple[Fraction, Dimension, str]] = {
    "m": (Fraction(1), LENGTH, "pnµmcdk"),
    "g": (Fraction(1, 1000), MASS, "nµmk"),
    "s": (Fraction(1), TIME, _SMALL),
    "A": (Fraction(1), CURRENT, "pnµmk"),
    "K": (Fraction(1), TEMPERATURE, "nµm"),
    "mol": (Fraction(1), AMOUNT, "nµmk"),
    "cd": (Fraction(1), (0, 0, 0, 0, 0, 0, 1), ""),
    "min": (Fraction(60), TIME, ""),
    "h": (Fraction(3600), TIME, ""),
    "d": (Fraction(86_400), TIME, ""),
    "yr": (Fraction(31_557_600), TIME, "kMG"),
    "t": (Fraction(1000), MASS, ""),
    "u": (Fraction(166053906660, 10**38), MASS, ""),
    "L": (Fraction(1, 1000), VOLUME, "nµmcd"),
    "M": (Fraction(1000), CONCENTRATION, "nµm"),
    "N": (Fraction(1), FORCE, "µmkM"),
    "J": (Fraction(1), ENERGY, _SOME),
    "cal": (Fraction(4184, 1000), ENERGY, "k"),
    "eV": (_EV, ENERGY, "mkMGT"),
    "Wh": (Fraction(3600), ENERGY, "kMGT"),
    "W": (Fraction(1), POWER, _SOME),
    "Pa": (Fraction(1), PRESSURE, "µmhkMG"),
    "bar": (Fraction(100_000), PRESSURE, "m"),
    "atm": (Fraction(101_325), PRESSURE, ""),
    "mmHg": (Fraction(133_322_387_415, 10**9), PRESSURE, ""),
    "Hz": (Fraction(1), FREQUENCY, "mkMGT"),
    "Bq": (Fraction(1), FREQUENCY, "kMGT"),
    "C": (Fraction(1), CHARGE, "pnµmk"),
    "V": (Fraction(1), VOLTAGE, "nµmkM"),
    "Ω": (Fraction(1), RESISTANCE, "µmkMG"),
    "S": (Fraction(1), (-2, -1, 3, 2, 0, 0, 0), "nµm"),
    "F": (Fraction(1), CAPACITANCE, _SMALL),
    "H": (Fraction(1), (2, 1, -2, -2, 0, 0, 0), "nµm"),
    "Wb": (Fraction(1), (2, 1, -2, -1, 0, 0, 0), "µm"),
    "T": (Fraction(1), (0, 1, -2, -1, 0, 0, 0), "pnµm"),
    "dpt": (Fraction(1), (-1, 0, 0, 0, 0, 0, 0), ""),
    "rad": (Fraction(1), NONE, "µm"),
    "°": (_PI / 180, NONE, ""),
    "°C": (Fraction(1), TEMPERATURE, ""),  # of a difference; where a temperature is asked, 0 °C is 273.15 K
    "Å": (Fraction(1, 10**10), LENGTH, ""),
    "au": (Fraction(149_597_870_700), LENGTH, ""),
    "ly": (Fraction(9_460_730_472_580_800), LENGTH, ""),
}
"""Symbol: size, dimension, and the prefixes that it takes."""

ALIASES = _pairs(
    "l:L AU:au Da:u amu:u Ohm:Ω ℃:°C degC:°C deg:° sec:s secs:s mins:min hr:h hrs:h Torr:mmHg torr:mmHg y:yr yrs:yr "
    "D:dpt moles:mol day:d days:d kilo:kg kilohm:kΩ kilohms:kΩ megohm:MΩ megohms:MΩ kohm:kΩ Mohm:MΩ ohm:Ω ohms:Ω "
    "Ohms:Ω"
)
"""Other ways of writing a symbol, read before prefixes are looked for."""

JOINED = {
    **dict.fromkeys(("kmh", "kph", "kmph"), ("km", "/", "h")),
    **{word: (word[:-1], "*", word[-1]) for word in ("Nm", "kNm", "Js", "Ns", "As", "Vs")},
    "mps": ("m", "/", "s"),
}
"""Units written as one word; a power behind them belongs to the last."""

NAMES = _pairs(
    "meter:m metre:m gram:g gramme:g second:s ampere:A amp:A kelvin:K mole:mol minute:min hour:h year:yr tonne:t "
    "ton:t liter:L litre:L molar:M newton:N joule:J calorie:cal electronvolt:eV watt:W pascal:Pa atmosphere:atm "
    "hertz:Hz becquerel:Bq coulomb:C volt:V siemens:S farad:F henry:H henries:H weber:Wb tesla:T diopter:dpt "
    "dioptre:dpt radian:rad degree:° celsius:°C angstrom:Å dalton:u ohm:Ω watthour:Wh"
)
"""Names in the singular, lower case."""
PREFIX_NAMES = _pairs("pico:p nano:n micro:µ milli:m centi:c deci:d hecto:h kilo:k mega:M giga:G tera:T")
PHRASES = (
    (r"degrees?\s++(?:celsius|centigrade|c)\b|degs?\.?\s++c\b|°\s*+(?:celsius|c)\b", "°C"),
    (r"electron[\s-]?volts?\b", "eV"),
    (r"(?:unified\s++)?atomic\s++mass\s++units?\b", "u"),
    (r"astronomical\s++units?\b", "au"),
    (r"light[\s-]?years?\b", "ly"),
    (r"mm\s++hg\b|milli(?:meters?|metres?)\s++of\s++mercury\b", "mmHg"),
)
"""Names of several words, as regular expressions in lower case."""

_CHINESE = _pairs(
    "米:m 克:g 秒:s 安培:A 安:A 摩尔:mol 摩:mol 升:L 牛顿:N 牛:N 焦耳:J 焦:J 瓦特:W 瓦:W 瓦时:Wh 帕斯卡:Pa "
    "帕:Pa 伏特:V 伏:V 欧姆:Ω 欧:Ω 库仑:C 库:C 法拉:F 法:F 亨利:H 亨:H 赫兹:Hz 赫:Hz 特斯拉:T 贝克勒尔:Bq 贝克:Bq 贝可勒尔:Bq 贝可:Bq "
    "贝可勒尔:Bq 贝可:Bq 电子伏特:eV 电子伏:eV 开尔文:K 开:K 卡:cal"
)
_CHINESE_PREFIXES = {"千": "k", "兆": "M", "吉": "G", "毫": "m", "微": "µ", "纳": "n", "皮": "p", "厘": "c", "分": "d", "百": "h"}
_CHINESE_POWERS = {"平方": "^2", "二次方": "^2", "立方": "^3", "三次方": "^3"}
_PREFIXED = {
    prefix + name: _CHINESE_PREFIXES[prefix] + symbol
    for name, symbol in _CHINESE.items()
    for prefix in _CHINESE_PREFIXES
    if _CHINESE_PREFIXES[prefix] in UNITS[symbol][2]
}
_CHINESE_ALONE = _pairs(
    "公里:km 公斤:kg 吨:t 分钟:min 分:min 小时:h 个小时:h 时:h 天:d 日:d 年:yr 大气压:atm 标准大气压:atm "
    "毫米汞柱:mmHg 巴:bar 摄氏度:°C 度:° 弧度:rad 天文单位:au 光年:ly 屈光度:dpt"
)
_WITHOUT_POWERS = {**_CHINESE, **_PREFIXED, **_CHINESE_ALONE}
_CHINESE_SIGNS = _pairs("每:/ 约:~ 大约:~ 约为:~ 约等于:~ 大约为:~ 大约是:~ 负:- 零下:- 等于:=")
CHINESE = {
    **_WITHOUT_POWERS,
    **{power + name: symbol + sign for power, sign in _CHINESE_POWERS.items() for name, symbol in _WITHOUT_POWERS.items() if len(name) < 4},
    **_CHINESE_SIGNS,
}
"""Chinese words of quantities and the symbols and signs that they stand for."""
