"""Reads math/first_wrong_line: every line is worked out anew from what is written above it, and only one may say something else."""

import re
from fractions import Fraction
from itertools import product

from readers.simulation._prompt import Text
from reading import Unread, body

RULE = (
    r"A line is wrong if (?:(its bounds are)|the result after its last equals sign is) not what its own formula gives when the earlier results are used as written,"
    r" even if one of those is wrong\."
)
ONCE = (
    r"The following calculation has at most one wrong line\. It begins with (?P<start>.+)\.$",
    r"^[A-Z][a-z]+ hands in this piece of work\. Given: (?P<start>.+)\.$",
    r"^Find the mistake, if there is one: at most one of the numbered lines below is wrong\.",
    r"^(?P<start>.+)$(?=\s+^Above are some given values and a calculation with them)",
)
FRAME = (
    r"^Check it line by line\. At most one line is wrong\.",
    r"^Above are some given values and a calculation with them in numbered lines\.",
    r"At most one line is wrong\.",
    r"Find it and correct it\.",
    r"^Which line is wrong, and what should it say\?",
)
FORM = (
    r"Give the number of the wrong line, a colon, and the right (?:result|result, multiplied out|bounds as \[least, largest\]|result as a whole number or a fraction)\."
    r" If no line is wrong, answer none\."
)
SIGNS = {
    "mod": r'Here "\(\.\.\.\) mod (?P<modulus>\d+)" is the remainder, from 0 to \d+, on division by (?P=modulus)\.',
    "<=": r"The quantities given at the start can take all values within their bounds, independently of one another\. Each line gives the least and the largest value of a new quantity\.",
    "x": r"The letters stand for polynomials in x, or numbers\.",
    "'": r"An apostrophe marks the derivative\.",
    "∫": r"∫\[m, n\] a is the integral of a from x = m to x = n\.",
    "(at)": r"a\(2\) is the value of a at x = 2\.",
}
TERM = re.compile(r"([+-]?)(?:(\d+(?:/\d+)?)|\((\d+/\d+)\))?([a-zA-Z]?)(?:\^(\d+))?")

Polynomial = tuple[Fraction, ...]
"""Coefficients, the constant first; a number has one or none."""


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    bounded = bool(text.need(RULE)[1])
    signs = {sign: text.take(words) for sign, words in SIGNS.items()}
    text.need(FORM)
    lines = text.all(r"^\((\d+)\) ([a-zA-Z]) = (.+)$")
    start = text.need(*ONCE)
    given = start.groupdict().get("start") or text.need(r"^Start: (.+)$")[1]
    text.drop(*FRAME)
    text.end()
    used = {sign for sign in SIGNS if any(sign in line[3] for line in lines)} | {"x" for line in lines if re.search("x", line[3])}
    used |= {"(at)" for line in lines if re.match(r"[a-z]\(", line[3])}
    if used & {"'", "∫", "(at)", "mod"} - {sign for sign, found in signs.items() if found} or bounded != bool(signs["<="]):
        raise Unread(f"{used} are not explained in {prompt}")
    if [int(line[1]) for line in lines] != list(range(1, len(lines) + 1)):
        raise Unread("numbers of lines")
    sheet = _Bounds() if bounded else _Values(int(signs["mod"]["modulus"]) if signs["mod"] else 0)
    for part in re.split(", | and ", given):
        sheet.given(part)
    wrong = [(line[1], right) for line in lines if (right := sheet.line(line[2], line[3])) is not None]
    if len(wrong) > 1:
        raise Unread(f"lines {wrong} are wrong")
    if not wrong:
        return answer == "none"
    number, colon, said = answer.partition(": ")
    return bool(colon) and number == wrong[0][0] and sheet.says(said, wrong[0][1])


def terms(text: str) -> list[tuple[Fraction, str, int]]:
    """`2a - b^2 + 5/6` as factors of letters to a power."""
    found, rest = list[tuple[Fraction, str, int]](), text.replace(" ", "")
    while rest:
        match = TERM.match(rest)
        if not match or not match[0] or not (match[2] or match[3] or match[4]) or (found and not match[1]):
            raise Unread(text)
        found.append((Fraction(match[2] or match[3] or 1) * (-1 if match[1] == "-" else 1), match[4], int(match[5] or 1)))
        rest = rest[match.end() :]
    return found


class _Values:
    """Numbers, remainders and polynomials in x."""

    def __init__(self, modulus: int) -> None:
        self.modulus = modulus
        self.known = dict[str, Polynomial]()

    def given(self, text: str) -> None:
        name, _, value = text.partition(" = ")
        self.known[name] = self.value(value)

    def value(self, text: str) -> Polynomial:
        """As a result is written: `(27/2)x - 3`."""
        total = tuple[Fraction, ...]()
        for factor, letter, power in terms(text):
            if letter not in ("", "x"):
                raise Unread(text)
            total = _plus(total, (*[Fraction(0)] * (power if letter else 0), factor))
        return total

    def line(self, name: str, text: str) -> Polynomial | None:
        """What the line should say, where it says something else."""
        formula, _, shown = text.rpartition(" = ")
        right, self.known[name] = self.worked(formula), self.value(shown)
        return None if right == self.known[name] else right

    def worked(self, formula: str) -> Polynomial:
        if self.modulus:
            if not (found := re.fullmatch(r"\((.+)\) mod (\d+)", formula)) or int(found[2]) != self.modulus:
                raise Unread(formula)
            return _trimmed((sum(self.plain(found[1])) % self.modulus,))
        return self.plain(formula)

    def plain(self, formula: str) -> Polynomial:
        if found := re.fullmatch(r"([a-z]) ([*/]) ([a-z])", formula):
            one, other = self.known[found[1]], self.known[found[3]]
            if found[2] == "/" and (len(one) > 1 or len(other) > 1):
                raise Unread(formula)
            return _times(one, other) if found[2] == "*" else (one[0] / other[0],)
        if found := re.fullmatch(r"([a-z])'", formula):
            return tuple(place * each for place, each in enumerate(self.known[found[1]]))[1:]
        if found := re.fullmatch(r"([a-z])\((-?\d+)\)", formula):
            return _trimmed((_at(self.known[found[1]], int(found[2])),))
        if found := re.fullmatch(r"∫\[(-?\d+), (-?\d+)\] ([a-z])", formula):
            whole = (Fraction(0), *(each / (place + 1) for place, each in enumerate(self.known[found[3]])))
            return _trimmed((_at(whole, int(found[2])) - _at(whole, int(found[1])),))
        total = tuple[Fraction, ...]()
        for factor, letter, power in terms(formula):
            part = (factor,)
            for _ in range(power if letter else 0):
                part = _times(part, self.known[letter])
            total = _plus(total, part)
        return total

    def says(self, said: str, right: Polynomial) -> bool:
        try:
            return self.value(said) == right
        except Unread:  # it is not multiplied out
            return False


def _trimmed(polynomial: Polynomial) -> Polynomial:
    while polynomial and not polynomial[-1]:
        polynomial = polynomial[:-1]
    return polynomial


def _plus(one: Polynomial, other: Polynomial) -> Polynomial:
    size = max(len(one), len(other))
    zeros = [(*each, *[Fraction(0)] * (size - len(each))) for each in (one, other)]
    return _trimmed(tuple(map(sum, zip(*zeros, strict=True))))


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    result = [Fraction(0)] * max(0, len(one) + len(other) - 1)
    for (i, a), (j, b) in product(enumerate(one), enumerate(other)):
        result[i + j] += a * b
    return _trimmed(tuple(result))


def _at(polynomial: Polynomial, x: int) -> Fraction:
    return sum((each * x**place for place, each in enumerate(polynomial)), Fraction(0))


Ends = tuple[Fraction, Fraction]


class _Bounds:
    """Quantities between two ends; a formula is read where its letters depend on different quantities of the start, so that all their values go together."""

    def __init__(self) -> None:
        self.known = dict[str, Ends]()
        self.sources = dict[str, frozenset[str]]()

    def given(self, text: str) -> None:
        name = self.shown(text)
        self.sources[name] = frozenset(name)

    def shown(self, text: str) -> str:
        """Bounds as they are written, which are remembered under the name."""
        found = re.fullmatch(r"(-?\d+(?:/\d+)?) <= ([a-zA-Z]) <= (-?\d+(?:/\d+)?)", text)
        if not found:
            raise Unread(text)
        self.known[found[2]] = Fraction(found[1]), Fraction(found[3])
        return found[2]

    def line(self, name: str, text: str) -> Ends | None:
        formula, _, bounds = text.partition(", ")
        letters = re.findall("[a-zA-Z]", formula)
        sources = frozenset[str]().union(*(self.sources[letter] for letter in letters))
        if sum(len(self.sources[letter]) for letter in letters) != len(sources):
            raise Unread(f"{formula}: quantities that depend on one another")
        right = self.worked(formula)
        if self.shown(bounds) != name:
            raise Unread(text)
        self.sources[name] = sources
        return None if right == self.known[name] else right

    def worked(self, formula: str) -> Ends:
        if found := re.fullmatch(r"([a-zA-Z]) \* ([a-zA-Z])", formula):
            values = [a * b for a, b in product(self.known[found[1]], self.known[found[2]])]
            return min(values), max(values)
        low = high = Fraction(0)
        for factor, letter, power in terms(formula):
            ends = self.known[letter] if letter else (Fraction(1), Fraction(1))
            values = [factor * end**power for end in ends] + ([Fraction(0)] if ends[0] < 0 < ends[1] else [])
            low, high = low + min(values), high + max(values)
        return low, high

    def says(self, said: str, right: Ends) -> bool:
        return said == f"[{right[0]}, {right[1]}]"
