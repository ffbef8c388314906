"""Products of powers as models write them: `rho v D / mu`, `F/(rho*v^2*D^2)`, `\\frac{\\rho v D}{\\mu}`, `ρ·v²`, `sqrt(g l)`, `Pi_1 = ...`.

Read by recursive descent, never evaluated; numbers as factors are left aside. Bounds: 600 characters, exponents up to 99, brackets 12 deep.
`a / b c` is read as a / b * c and as a / (b c), `a / b * c` only as the first."""

import re
from collections.abc import Mapping

from synth.verifiers.exact import Fraction

Number = int | Fraction
"""Whole ones are kept as int: fractions are slow."""
Exponents = dict[str, Number]

MAX_LENGTH = 600
_DEPTH = 12
_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "epsilon": "εϵ", "eta": "η", "theta": "θϑ", "kappa": "κϰ", "lambda": "λ", "mu": "μµ",
    "nu": "ν", "rho": "ρϱ", "sigma": "σς", "tau": "τ", "omega": "ω",
}  # fmt: skip
_LETTERS = {letter: f" {name}" for name, letters in _GREEK.items() for letter in letters}
_RAISED = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?:ᐟ[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})?")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_STYLE = re.compile(r"\\(?:mathrm|text|textrm|mathit|mathbf|operatorname|rm|left|right|displaystyle|bigl?|Bigl?|bigr|Bigr)(?![A-Za-z])")
_LATEX = (
    (re.compile(r"\\(?:times|cdot|ast)(?![A-Za-z])"), "*"),
    (re.compile(r"\\[,;:! ]|\\q?quad(?![A-Za-z])|~"), " "),
    (re.compile(r"\\var(?=epsilon|theta|kappa|rho|sigma)"), r"\\"),
    (re.compile(rf"\\({'|'.join(_GREEK)})(?![A-Za-z])"), r" \1 "),
    (re.compile(r"\\[dt]?frac\s*+(\d)\s*+(\d)"), r"(\1/\2)"),
    (re.compile(r"\\[dt]?frac(?![A-Za-z])"), "@"),
    (re.compile(r"\\sqrt(?![A-Za-z])|√|\bsqrt(?=\W)"), "#"),
    (re.compile(r"\\pi(?![A-Za-z])|π"), " 3 "),
)
_SIGNS = str.maketrans(dict.fromkeys("×·⋅∙•✕", "*") | {"{": "(", "}": ")", "[": "(", "]": ")", "÷": "/", "∕": "/", "⁄": "/", "−": "-"})
_LABEL = re.compile(
    r"(?=[^=:]*[^\W\d_])(?:group|number|组|数|第)?\s*[\\A-Za-zΠπ∏_{}0-9₀-₉₁₂₃₄₅₆₇₈₉ '()\u4e00-\u9fff=]{1,60}(?:=|:|:=)(?=[^=]*\Z)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\A\s*(?:[-*•]\s+|\(?\d{1,2}[.)]\s+)")
_NAME_BEHIND = re.compile(r"\s*\((?:the |a )?[A-Za-z' -]{3,40}(?:number|coefficient|factor|ratio|group)\)\s*\Z", re.IGNORECASE)
_FACTOR = re.compile(r"\s*(?:(\d{1,9}(?:\.\d{1,9})?)|([@#(])|([A-Za-z]+))")
_PLAIN = re.compile(r"\s*([A-Za-z]++)(?:\s*\^\s*(-?\d{1,2})(?![\d.]|\s*/\s*\d)|(?!\s*(?:\^|\*\*)))")
"""What most factors are: a name, maybe with a whole exponent."""
_SIGN = re.compile(r"\s*(\*(?!\*)|/)")
_EXPONENT = re.compile(r"\s*(?:\^|\*\*)\s*")
_POWER = re.compile(r"([+-]?\d{1,2}(?:\.\d{1,4})?)(?:\s*/\s*(\d{1,2}))?")


class _Unreadable(ValueError):
    """The text is no product of powers of the known symbols."""


def readings(text: str, symbols: Mapping[str, object]) -> list[Exponents]:
    """The exponents of the product, twice where a stroke may be read in two ways; empty where it cannot be read."""
    if len(text) > MAX_LENGTH:
        return []
    text = _normal(text)
    found = list[Exponents]()
    for tight in (False, True):
        reader = _Reader(text, symbols, tight)
        try:
            read = reader.whole()
            if read not in found:
                found.append(read)
        except _Unreadable:
            pass
        if not reader.unclear:
            break
    return found


def _normal(text: str) -> str:
    """Few signs: `@` for a fraction, `#` for a root, round brackets alone."""
    text = _NAME_BEHIND.sub("", _BULLET.sub("", text).replace("$", " ").replace("\\(", " ").replace("\\)", " ")).strip()
    if (label := _LABEL.match(text)) and len(text) > label.end():
        text = text[label.end() :]
    text = _STYLE.sub(" ", text)
    text = _RAISED.sub(lambda raised: "^" + raised[0].replace("ᐟ", "/").translate(_SUPERSCRIPTS), text)
    for pattern, sign in _LATEX:
        text = pattern.sub(sign, text)
    return "".join(_LETTERS.get(letter, letter) for letter in text.translate(_SIGNS))


class _Reader:
    def __init__(self, text: str, symbols: Mapping[str, object], tight: bool) -> None:
        self.text, self.place, self.depth, self.tight = text, 0, 0, tight
        self.unclear = False
        """Whether factors without a sign have stood below a stroke."""
        self.known, self.symbols = symbols, sorted(symbols, key=len, reverse=True)

    def whole(self) -> Exponents:
        found = self.product()
        if self.text[self.place :].strip():
            raise _Unreadable
        return found

    def product(self) -> Exponents:
        self.depth += 1
        if self.depth > _DEPTH:
            raise _Unreadable
        total = self.run()
        while (sign := self._sign()) is not None:
            other = self.run() if sign == "/" and self.tight else self.factor()
            self.unclear = self.unclear or (sign == "/" and self._more())
            total = _times(total, other, -1 if sign == "/" else 1)
        self.depth -= 1
        return total

    def run(self) -> Exponents:
        """Factors without a sign between them."""
        total = self.factor()
        while self._more():
            total = _times(total, self.factor(), 1)
        return total

    def _more(self) -> bool:
        return bool(_FACTOR.match(self.text, self.place))

    def _sign(self) -> str | None:
        if found := _SIGN.match(self.text, self.place):
            self.place = found.end()
            return found[1]
        return "" if self._more() else None

    def factor(self) -> Exponents:
        if (found := _PLAIN.match(self.text, self.place)) and found[1] in self.known:
            self.place = found.end()
            whole = int(found[2] or 1)
            return {found[1]: whole} if whole else {}
        found = _FACTOR.match(self.text, self.place)
        if not found:
            raise _Unreadable
        number, sign, letters = found.groups()
        if number and self.text[found.start(1) - 1 : found.start(1)].isalpha():
            raise _Unreadable  # `v2` may be v^2 or a symbol of its own
        self.place = found.end()
        base: Exponents
        if number:
            if not number.strip("0."):
                raise _Unreadable
            base = {}
        elif sign == "@":
            top = self._bracket()
            base = _times(top, self._bracket(), -1)
        elif sign == "#":
            base = self._root()
        elif sign:
            self.place -= 1
            base = self._bracket()
        else:
            symbol = next((name for name in self.symbols if letters.startswith(name)), None)
            if symbol is None and letters not in ("pi", "Pi"):
                raise _Unreadable
            self.place = found.end() - len(letters) + len(symbol or letters)
            base = {symbol: 1} if symbol else {}
        power = self._exponent()
        return base if power == 1 else _times({}, base, power)

    def _root(self) -> Exponents:
        """A square root, or another one told in brackets before its bracket: `#(3)(g l)`."""
        first = self.place
        inside = self._bracket()
        order = 2
        if (told := re.fullmatch(r"\s*\((\d)\)", self.text[first : self.place])) and self.text[self.place :].lstrip().startswith("("):
            order, inside = int(told[1]), self._bracket()
        if not order:
            raise _Unreadable
        return _times({}, inside, Fraction(1, order))

    def _bracket(self) -> Exponents:
        rest = self.text[self.place :]
        self.place += len(rest) - len(rest.lstrip())
        if not rest.lstrip().startswith("("):
            raise _Unreadable
        self.place += 1
        inside = self.product()
        rest = self.text[self.place :].lstrip()
        if not rest.startswith(")"):
            raise _Unreadable
        self.place = len(self.text) - len(rest) + 1
        return inside

    def _exponent(self) -> Number:
        found = _EXPONENT.match(self.text, self.place)
        if not found:
            return 1
        self.place = found.end()
        opened = 0
        while self.text[self.place : self.place + 1] in ("(", " "):
            opened += self.text[self.place] == "("
            self.place += 1
        sign = 1
        if opened and self.text[self.place : self.place + 2] == "-(":
            sign, opened, self.place = -1, opened + 1, self.place + 2
        power = _POWER.match(self.text, self.place)
        if not power or (power[2] and not int(power[2])):
            raise _Unreadable
        if power[2] and not opened:  # v^1/2 is half of v
            power = re.compile(r"([+-]?\d{1,2}(?:\.\d{1,4})?)").match(self.text, self.place)
            assert power
            self.place = power.end()
            return _number(power[1])
        self.place = power.end()
        for _ in range(opened):
            rest = self.text[self.place :].lstrip()
            if not rest.startswith(")"):
                raise _Unreadable
            self.place = len(self.text) - len(rest) + 1
        return sign * _number(power[1]) if int(power[2] or 1) == 1 else sign * Fraction(power[1]) / int(power[2])


def _number(text: str) -> Number:
    return Fraction(text) if "." in text else int(text)


def _times(one: Exponents, other: Exponents, power: Number) -> Exponents:
    """one times other to a power."""
    total = dict(one)
    for symbol, exponent in other.items():
        raised = total.get(symbol, 0) + exponent * power
        if abs(raised.numerator) > 999 or raised.denominator > 999:
            raise _Unreadable
        if raised:
            total[symbol] = raised
        else:
            total.pop(symbol, None)
    return total
