"""Reads math/inequality: an answer is compared with the inequality at all places where anything can change, and between them.

One file, as the forms of inequalities and those of answers are read by the same few functions."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, pairwise, product, zip_longest

import mpmath
from reading import Unread, body

TOKEN = re.compile(r"\s*(\d+|[-+/()|]|\^2|x|f)")
NEAR = mpmath.mpf(10) ** -30
FAR = 10**6
RELATIONS = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}
POLES = "A number that makes a denominator 0 is not a solution."
FRAME = re.compile(
    r"(?:Solve the inequality|Find all real numbers x with|(?:Let f\(x\) = (?P<let>[^.]+)\. )?For which real numbers x does the following hold\?"
    r"|A worksheet gives the inequality|A function f of the real numbers is given by f\(x\) = (?P<given>[^.]+)\. Find all real numbers x with)"
    r" (?P<left>[^<>]+) (?P<relation>[<>]=?) (?P<right>[^<>.,]+?)"
    r"(?: for real numbers x(?:, where f\(x\) = (?P<behind>[^.,]+))?\.|\.|, where (?:f is the function f\(x\) = (?P<where>.+?) and )?x is a real number\. Which values of x satisfy it\?)?"
)
FORM = (
    r"Give the set of all solutions as a union of separate intervals with exact end points \(whole numbers, fractions or square roots\)\."
    r" A round bracket leaves an end point out, a square one takes it in; \{5\} is the set with 5 alone\."
)

Tree = tuple[object, ...]
Polynomial = list[Fraction]
"""Coefficients, the constant first."""


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt)).strip()
    text, formed = re.subn(FORM, "", text)
    without_poles = text.replace(POLES, "").strip()
    found = FRAME.fullmatch(without_poles)
    if not found or not formed:
        raise Unread(text)
    written = found["let"] or found["given"] or found["behind"] or found["where"]
    function = tree(written, None) if written else None
    difference = ("-", tree(found["left"], function), tree(found["right"], function))
    if ("/" in found["left"] + found["right"]) != (without_poles != text.strip()):
        raise Unread(f"are denominators spoken of? {text}")
    with mpmath.workdps(50):
        places = sorted(set(_places(difference)))
        kept = [place for number, place in enumerate(places) if not number or place - places[number - 1] > NEAR]
        between = [(low + high) / 2 for low, high in pairwise([mpmath.mpf(-FAR), *kept, mpmath.mpf(FAR)])]
        pieces = _pieces(answer)
        if pieces is None or any(abs(end) < FAR and all(abs(end - place) > NEAR for place in kept) for piece in pieces for end in piece[:2]):
            return False
        signs = RELATIONS[found["relation"]]
        return all(any(_holds(piece, x) for piece in pieces) == (value(difference, x) in signs) for x in (*kept, *between))


def tree(text: str, function: Tree | None) -> Tree:
    """The expression, of the only sense that its bars can have: a bar that closes has something inside, and nobody writes |2| or a factor after a bar."""
    tokens = TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", ""):
        raise Unread(text)
    bars = [place for place, token in enumerate(tokens) if token == "|"]
    senses = list[Tree]()
    for sides in product("[]", repeat=len(bars)):
        marked = dict(zip(bars, sides, strict=True))
        try:
            senses.append(_Parser([marked.get(place, token) for place, token in enumerate(tokens)], function).whole())
        except ValueError:
            continue
    if len(senses) != 1:
        raise Unread(f"{len(senses)} senses of {text}")
    return senses[0]


class _Parser:
    def __init__(self, tokens: list[str], function: Tree | None) -> None:
        self.tokens = tokens
        self.function = function

    def next(self, *wanted: str) -> bool:
        if self.tokens and self.tokens[0] in wanted:
            self.tokens = self.tokens[1:]
            return True
        return False

    def need(self, token: str) -> None:
        if not self.next(token):
            raise ValueError(token)

    def whole(self) -> Tree:
        result = self.sum()
        if self.tokens:
            raise ValueError(self.tokens)
        return result

    def sum(self) -> Tree:
        result: Tree = ("-", ("number", Fraction(0)), self.term()) if self.next("-") else self.term()
        while (sign := self.tokens[0] if self.tokens else "") and self.next("+", "-"):
            result = (sign, result, self.term())
        return result

    def term(self) -> Tree:
        result = self.product()
        while self.next("/"):
            result = ("/", result, self.product())
        return result

    def product(self) -> Tree:
        """A number, what it multiplies, or both."""
        number = self.tokens[0] if self.tokens and self.tokens[0].isdigit() else ""
        if number:
            self.next(number)
        starts = bool(self.tokens) and self.tokens[0] in "([xf"
        if number and not starts:
            return "number", Fraction(number)
        rest = self.atom()
        if self.tokens and (self.tokens[0] in "[xf(" or self.tokens[0].isdigit()):
            raise ValueError("a factor behind")
        return ("*", ("number", Fraction(number)), rest) if number else rest

    def atom(self) -> Tree:
        if self.next("x"):
            return ("*", ("x",), ("x",)) if self.next("^2") else ("x",)
        if self.next("("):
            inside = self.sum()
            self.need(")")
            return inside
        if self.next("["):
            inside = self.sum()
            self.need("]")
            if not _varies(inside):
                raise ValueError("|2|")
            return "abs", inside
        self.need("f")
        self.need("(")
        inside = self.sum()
        self.need(")")
        if self.function is None:
            raise ValueError("f")
        return _put(self.function, inside)


def _varies(part: Tree) -> bool:
    return part[0] == "x" or any(isinstance(one, tuple) and _varies(one) for one in part)


def _put(part: Tree, inside: Tree) -> Tree:
    """A tree with another one in place of x."""
    return inside if part == ("x",) else tuple(_put(one, inside) if isinstance(one, tuple) else one for one in part)


def value(part: Tree, x: mpmath.mpf) -> int | None:
    """The sign of a tree at x; None where it has no value."""
    try:
        number = _number(part, x)
    except ZeroDivisionError:
        return None
    return 0 if abs(number) < NEAR else 1 if number > 0 else -1


def _number(part: Tree, x: mpmath.mpf) -> mpmath.mpf:
    match part:
        case ("number", Fraction() as number):
            return mpmath.mpf(number.numerator) / number.denominator
        case ("x",):
            return x
        case ("abs", tuple() as inside):
            return abs(_number(inside, x))
        case (sign, tuple() as one, tuple() as other):
            first, second = _number(one, x), _number(other, x)
            if sign == "/" and abs(second) < NEAR:
                raise ZeroDivisionError
            return first + second if sign == "+" else first - second if sign == "-" else first * second if sign == "*" else first / second
    raise Unread(str(part))


def _places(difference: Tree) -> Iterator[mpmath.mpf]:
    """Where a bar's inside, a denominator or the whole is 0, whatever the signs of what stands in bars."""
    bars = list(dict.fromkeys(_bars(difference)))
    for signs in product((1, -1), repeat=len(bars)):
        chosen = dict(zip(bars, signs, strict=True))
        for inside in (bar[1] for bar in bars):
            yield from _roots(_ratio(inside, chosen)[0])  # type: ignore[arg-type]
        above, below = _ratio(difference, chosen)
        yield from _roots(above)
        yield from _roots(below)


def _bars(part: Tree) -> Iterator[Tree]:
    for one in part:
        if isinstance(one, tuple):
            yield from _bars(one)
    if part[0] == "abs":
        yield part


def _ratio(part: Tree, signs: dict[Tree, int]) -> tuple[Polynomial, Polynomial]:
    match part:
        case ("number", Fraction() as number):
            return [number], [Fraction(1)]
        case ("x",):
            return [Fraction(0), Fraction(1)], [Fraction(1)]
        case ("abs", tuple() as inside):
            above, below = _ratio(inside, signs)
            return [signs[part] * each for each in above], below
        case (sign, tuple() as one, tuple() as other):
            (a, b), (c, d) = _ratio(one, signs), _ratio(other, signs)
            if sign == "*":
                return _times(a, c), _times(b, d)
            if sign == "/":
                return _times(a, d), _times(b, c)
            if b == d:
                return _plus(a, c, 1 if sign == "+" else -1), b
            return _plus(_times(a, d), _times(c, b), 1 if sign == "+" else -1), _times(b, d)
    raise Unread(str(part))


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    result = [Fraction(0)] * (len(one) + len(other) - 1)
    for (i, a), (j, b) in product(enumerate(one), enumerate(other)):
        result[i + j] += a * b
    return result


def _plus(one: Polynomial, other: Polynomial, factor: int) -> Polynomial:
    return [a + factor * b for a, b in zip_longest(one, other, fillvalue=Fraction(0))]


def _roots(polynomial: Polynomial) -> Iterator[mpmath.mpf]:
    while polynomial and not polynomial[-1]:
        polynomial = polynomial[:-1]
    while len(polynomial) > 3:
        root = _rational_root(polynomial)
        yield mpmath.mpf(root.numerator) / root.denominator
        polynomial = _divided(polynomial, root)
    c, b, a = (mpmath.mpf(each.numerator) / each.denominator for each in (*polynomial, *[Fraction(0)] * (3 - len(polynomial))))
    if len(polynomial) == 2:
        yield -c / b
    elif len(polynomial) == 3 and b * b - 4 * a * c >= 0:
        root = mpmath.sqrt(b * b - 4 * a * c)
        yield from ((-b - root) / (2 * a), (-b + root) / (2 * a))


def _rational_root(polynomial: Polynomial) -> Fraction:
    for near in mpmath.polyroots(
        [mpmath.mpf(each.numerator) / each.denominator for each in reversed(polynomial)], maxsteps=500, error=False, extraprec=200
    ):
        root = Fraction(float(mpmath.re(near))).limit_denominator(1000)
        if not sum(each * root**power for power, each in enumerate(polynomial)):
            return root
    raise Unread(f"roots of {polynomial}")


def _divided(polynomial: Polynomial, root: Fraction) -> Polynomial:
    """By x - root, which divides it."""
    return list(accumulate(reversed(polynomial[1:]), lambda before, each: each + root * before))[::-1]


Piece = tuple[mpmath.mpf, mpmath.mpf, bool, bool]
"""Both ends, and whether they belong to it."""


def _pieces(answer: str) -> list[Piece] | None:
    """The intervals of an answer, from left to right, with a gap or a missing point between any two; None for another form."""
    if answer == "∅":
        return []
    pieces = list[Piece]()
    for part in answer.split(" ∪ "):
        if found := re.fullmatch(r"\{(.+)\}", part):
            ends = [[one, one, True, True] for one in map(_end, found[1].split(", "))]
        elif found := re.fullmatch(r"([(\[])(.+), (.+)([)\]])", part):
            ends = [[_end(found[2]), _end(found[3]), found[1] == "[", found[4] == "]"]]
        else:
            return None
        if any(each is None for end in ends for each in end):
            return None
        pieces.extend((low, high, left, right) for low, high, left, right in ends)
    pieces.sort()
    if any(one[1] > other[0] or (one[1] == other[0] and (one[3] or other[2])) for one, other in pairwise(pieces)):
        return None
    return pieces if all(low < high or (low == high and left and right) for low, high, left, right in pieces) else None


def _end(text: str) -> mpmath.mpf | None:
    """`-∞`, `5/3`, `(3 - 2√61)/2`."""
    if text in ("∞", "-∞"):
        return mpmath.inf if text == "∞" else -mpmath.inf
    found = re.fullmatch(r"(\()?([^/()]+)(?(1)\))(?:/(\d+))?", text)
    terms = found and re.findall(r" ?([+-]?) ?(\d*)(√\d+|)", found[2])
    if not found or not terms or found[3] == "0" or "".join(map("".join, terms)) != found[2].replace(" ", ""):
        return None
    total = mpmath.mpf(0)
    for sign, whole, root in terms:
        if whole or root:
            total += (-1 if sign == "-" else 1) * int(whole or 1) * (mpmath.sqrt(int(root[1:])) if root else 1)
    return total / int(found[3] or 1)


def _holds(piece: Piece, x: mpmath.mpf) -> bool:
    low, high, left, right = piece
    return (low + NEAR < x < high - NEAR) or (left and abs(x - low) < NEAR) or (right and abs(x - high) < NEAR)
