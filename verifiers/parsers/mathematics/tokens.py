"""Mathematics as models write it, LaTeX or plain text, cut into tokens. Linear; every spelling of a sign is decided here.

A number keeps its digits. In one number `1,234` is 1234; in a list a comma parts members, except where the list's own commas are
followed by a blank and those inside numbers are not (`1,200, 3,400`), or where a group begins with 0 (`1,000`)."""

import re
from typing import NamedTuple

MAX_LENGTH = 3_000
"""Characters of an answer after its decorations are off; a matrix of 10 by 10 fractions has some 2,000."""
MAX_DIGITS = 300
"""Digits of one number."""
MAX_DEPTH = 30
"""Brackets one inside another; in an expression powers, roots and functions count too."""


class Unreadable(ValueError):
    """The text is nothing that we read: not in the language, ambiguous, undefined (1/0), or beyond a bound."""


class Token(NamedTuple):
    """kind: `number`, `name`, `function`, `begin`, `end`, or the sign itself; text: digits, name; gap: blanks before it."""

    kind: str
    text: str
    gap: str


OPENING, CLOSING = frozenset(("(", "[", "{", "\\{", "begin")), frozenset((")", "]", "}", "\\}", "end"))
OPERATORS = frozenset(("det", "gcd", "lcm", "dim", "Pr"))
"""What may label an answer: `\\det A = 5`."""
FUNCTIONS = frozenset("sin cos tan cot sec csc arcsin arccos arctan ln log lg exp abs sqrt cbrt".split())


def _pairs(text: str) -> dict[str, str]:
    """Spelling and token, spelling and token, ..."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_ALIASES = _pairs("asin arcsin  acos arccos  atan arctan  cosec csc")
_GREEK = "alpha beta gamma delta epsilon theta lambda mu nu rho sigma tau phi varphi psi omega pi".split()
_WORDS = _pairs("infinity inf  infty inf  inf inf  oo inf  or or  and and  union cup  in in  percent %  degrees deg  degree deg  deg deg")
_COMMANDS = _pairs(
    r"cdot *  times *  ast *  div /  pm pm  mp mp  infty inf  circ deg  degree deg  approx ~  in in  cup cup  bigcup cup  cap cap  "
    r"cr row  mid :  "
    r"le <=  leq <=  leqslant <=  ge >=  geq >=  geqslant >=  lt <  gt >  ne !=  neq !=  lor or  vee or  land and  wedge and  "
    r"setminus minus  backslash minus  emptyset empty  varnothing empty  lbrace \{  rbrace \}  langle (  rangle )  "
    r"lvert |  rvert |  vert |  frac frac  dfrac frac  tfrac frac  cfrac frac  binom binom  dbinom binom  tbinom binom"
)
_SIGNS = _pairs(
    r"\% %  ** ^  × *  · *  ⋅ *  ∙ *  ∗ *  ÷ /  ∕ /  ⁄ /  ≤ <=  ⩽ <=  ≥ >=  ⩾ >=  ≠ !=  == =  ≈ ~  +/- pm  ± pm  ∓ mp  ∞ inf  "
    r"∪ cup  ∩ cap  ∖ minus  ∈ in  ∅ empty  ∨ or  ∧ and  ° deg  º deg  ℝ reals  ∣ :  √ root2  ∛ root3  ∜ root4"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_VULGAR = _pairs("½ 1/2  ⅓ 1/3  ⅔ 2/3  ¼ 1/4  ¾ 3/4  ⅕ 1/5  ⅖ 2/5  ⅗ 3/5  ⅘ 4/5  ⅙ 1/6  ⅚ 5/6  ⅛ 1/8  ⅜ 3/8  ⅝ 5/8  ⅞ 7/8")
_LETTERS = dict(zip("αβγδεθλμνρστφψωπ", [name for name in _GREEK if name != "varphi"], strict=True))

_TOKEN = re.compile(
    r"(?P<gap>(?:\s|\$|~|\\[()\[\],;:! ]|&(?=\s*=)"
    r"|\\(?:left|right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|limits|q?quad|thinspace)(?![a-zA-Z]))++)"
    r"|(?P<repeating>\d*\.\d*\\(?:overline|bar|dot)\s*\{?\d{1,40}\}?)"
    r"|(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<row>\\\\(?:\s*\[\d{1,3}(?:\.\d{1,3})?(?:pt|em|ex|mm|cm)\])?)"
    r"|\\(?P<frame>begin|end)\s*\{(?P<what>[a-zA-Z]{1,20})\*?\}(?:\{[lcr| ]{1,40}\})?"
    r"|\\mathbb\s*(?:\{\s*R\s*\}|R)(?P<reals>)"
    r"|(?P<degree>\^\s*(?:\\circ(?![a-zA-Z])|\{\s*\\circ\s*\}))"
    r"|\\(?P<command>[a-zA-Z]+)"
    r"|(?P<based>log_?(?=(?:2|10)\())"
    r"|(?P<word>[A-Za-z]++)(?P<index>\d{1,3}(?![\d.])|[₀₁₂₃₄₅₆₇₈₉]{1,3}|_(?:\d{1,3}|[a-zA-Z](?![a-zA-Z])|\{\s*[a-zA-Z0-9]{1,3}\s*\}))?"
    r"|(?P<superscript>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+)|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|(?P<letter>[αβγδεθλμνρστφψωπ])"
    r"|(?P<sign>\\[{}%]|\*\*|\+/-|<=|>=|!=|==|[×·⋅∙∗÷∕⁄≤⩽≥⩾≠≈±∓∞∪∩∖∈∅∨∧°ºℝ∣√∛∜%]|[-+*/^_()\[\]{}|,;:=<>!'&])",
    re.ASCII,
)
_INSIDE = re.compile(r"arc(?:sin|cos|tan)|sin|cos|tan|cot|sec|csc|sqrt|exp|ln|log|lg|pi|[A-Za-z]", re.ASCII)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d|,\d)", re.ASCII)
_GROUPED_ALONE = re.compile(r"(?<![\d.,(\[])\d{1,3}(?:,\d{3})+(?!\d|,\d)", re.ASCII)
_APART = re.compile(r"(?<!\d )(?<![\d.,/^_])\d{1,3}(?: \d{3})+(?![\d/]| \d)", re.ASCII)
_ALWAYS = re.compile(r"(?<![\d.])\d{1,3}(?:(?:\{,\}\d{3})+|(?:_\d{3})+)(?!\d)", re.ASCII)
_TIMES = re.compile(r"(?<=\d)(\s*)[xX](?=\s*10\s*\^)", re.ASCII)
_ALSO = re.compile(r"[,;]|\b(?:and|or)\b")
_INTO_A_LIST = re.compile(r",(?!\s)")


def lex(text: str, thousands: str = "number") -> list[Token]:
    """The tokens of a text. thousands: how commas and blanks between digits are read, `number`, `list`, or `` for never (rows of a
    matrix). Unreadable for characters and commands outside the language, or a text beyond the bounds."""
    if len(text) > MAX_LENGTH:
        raise Unreadable("length")
    text = _TIMES.sub(r"\1*", _ALWAYS.sub(_digits, text))
    if thousands:
        text = _APART.sub(_digits, text)
        if thousands == "number":  # `(1,234)` is a pair
            text = _GROUPED_ALONE.sub(_digits, text)
        elif _parted_otherwise(text):
            text = _GROUPED.sub(_digits, text)
    found: list[Token] = []
    place, gap = 0, ""
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise Unreadable("character")
        place = match.end()
        kind = match.lastgroup
        if kind == "gap":
            gap += match[0]
            continue
        if kind == "sign":  # half of all tokens
            sign = _SIGNS.get(match[0], match[0])
            found.append(Token(sign, sign, gap))
        else:
            found += _read(match, gap)
        gap = ""
    kinds = [token.kind for token in found]
    if "," in kinds and ("or" in kinds or "and" in kinds):
        found = [token for token, after in zip(found, [*found[1:], None], strict=False) if not _idle_comma(token, after)]
    depth = 0
    for kind in kinds:
        depth += (kind in OPENING) - (kind in CLOSING)
        if depth > MAX_DEPTH:
            raise Unreadable("depth")
    return found


def _digits(match: re.Match[str]) -> str:
    """A number without what groups its thousands."""
    return "".join(filter(str.isdigit, match[0]))


def _idle_comma(token: Token, after: Token | None) -> bool:
    """The comma in `1, 2, and 3`."""
    return token.kind == "," and after is not None and after.kind in ("or", "and")


def _parted_otherwise(text: str) -> bool:
    """Do the commas inside groups of three digits belong to numbers, in a list?"""
    groups = _GROUPED.findall(text)
    rest = _GROUPED.sub("0", text)
    return any(",0" in group for group in groups) or (_ALSO.search(rest) is not None and not _INTO_A_LIST.search(rest))


def _read(match: re.Match[str], gap: str) -> list[Token]:
    kind, text = match.lastgroup or "", match[0]
    if kind == "number":
        if len(text) > MAX_DIGITS or (text[0] == "0" and text[1:2].isdigit()):
            raise Unreadable("number")
        return [Token("number", text, gap)]
    if kind == "index" or kind == "word":
        return _word(match["word"], match["index"], gap)
    if kind == "command":
        return [_command(match["command"], gap)]
    if kind == "superscript":
        digits = text.translate(_SUPERSCRIPTS)
        sign, digits = (digits[0], digits[1:]) if digits[0] in "+-" else ("", digits)
        if not digits.isdecimal():
            raise Unreadable("exponent")
        signs = [Token(sign, sign, "")] if sign else []
        return [Token("^", "^", gap), Token("{", "{", ""), *signs, Token("number", digits, ""), Token("}", "}", "")]
    if kind == "what":
        return [Token(match["frame"], match["what"], gap)]
    if kind == "letter":
        return [Token("name", _LETTERS[text], gap)]
    if kind == "vulgar":
        return [Token("vulgar", _VULGAR[text], gap)]
    if kind == "based":
        return [Token("function", "log", gap), Token("_", "_", "")]
    kind = {"degree": "deg"}.get(kind, kind)  # and `repeating`, `row`, `reals` as they are
    return [Token(kind, text, gap)]


def _command(name: str, gap: str) -> Token:
    name = _ALIASES.get(name, name)
    if name in _COMMANDS:
        return Token(_COMMANDS[name], _COMMANDS[name], gap)
    if name in FUNCTIONS:
        return Token("function", name, gap)
    if name in _GREEK or name in OPERATORS:
        return Token("name", name.removeprefix("var"), gap)
    raise Unreadable("command")


def _word(word: str, index: str | None, gap: str) -> list[Token]:
    """A known word, or its letters one by one: `xy`, `2pix`, `xsin`. An index belongs to the last letter: `x_1`, `x_{12}`, `x1`."""
    lower = _ALIASES.get(word.lower(), word.lower())
    index = index and index.translate(_SUBSCRIPTS)
    if not index and len(word) > 1:
        if lower in _WORDS:
            return [Token(_WORDS[lower], lower, gap)]
        if lower in _GREEK:
            return [Token("name", lower, gap)]
    if len(word) > 1 and lower in FUNCTIONS:
        behind = []
        if index:  # log_2, sin2x
            digits = index.strip("_{} ")
            behind = [Token("_", "_", "")] if index[0] == "_" else []
            behind += [Token("number", digits, "") if digits.isdecimal() else Token("name", digits, "")]
        return [Token("function", lower, gap), *behind]
    found = [
        Token("function" if part in FUNCTIONS else "name", part, gap if not place else "")
        for place, part in enumerate(_INSIDE.findall(word))
    ]
    if index:
        last = found[-1]
        if last.kind != "name" or last.text == "pi":
            raise Unreadable("index")
        found[-1] = Token("name", f"{last.text}_{index.strip('_{} ')}", last.gap)
    return found
