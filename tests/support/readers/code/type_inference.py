"""Types in a small functional language, by equations that are solved by substitution (Damas and Milner's algorithm W)."""

import re
from collections.abc import Iterator
from typing import Any

from reading import Unread, body

MEANT = (
    r"\bno more special than necessary\. If the expression has no type, answer untypable\.",
    r"every other type of the program comes from it by putting types for its variables\. A more special one is wrong\. If type checking fails, the answer is untypable\.",
    r"every type that the program can have is an instance of it\..* is untypable; give that word as the answer then\.",
    r"no variable used twice where two different ones would do\..*Should there be no type at all, report untypable\.",
)
LANGUAGE = {
    r"\\\w+ ->": r"`\\x -> e` is a function of one argument x, where e reaches as far to the right as it can; `f x` applies f to x, `f x y` is `\(f x\) y`, and application binds tightest\.",
    r"let (?!rec)": r"^- `let x = d in e` defines x for use in e \(not in d\)\. The definition is polymorphic: its type is generalized over the type variables that do not occur in the types of the names around it",
    r"let rec": r"^- `let rec f = d in e` .*f may also be used in d; within d all its uses have one and the same type\.",
    r"\bif ": r"^- `if c then s else t`: c is a Bool, s and t have one type, which is that of the whole\.",
    r",": r"^- `\(s, t\)` is a pair of any two types\.|^- `\[\]` is the empty list",
    r"\[": r"^- `\[\]` is the empty list and `\[s, t\]` a list of two; all items of a list have one type\.",
    r" : ": r"`s : t` is the list t with s put in front; it groups to the right\.",
    r"True|False": r"`True` and `False` of type Bool",
    r"(?<!\w)\d": r"^- Numbers are of type Int",
}
SIGNS = (
    (r"`(.)`(?: and `(.)`)?(?: and `(.)`)? takes? two Ints and gives? an Int\.", "Int", "Int"),
    (r"`(..?)`(?: and `(..?)`)? compares? two Ints, nothing else, and gives? a Bool\.", "Int", "Bool"),
    (r"`(&&)` takes two Bools and gives a Bool\.", "Bool", "Bool"),
)
Type = Any  # a variable is a number, every other type a tuple that begins with its constructor
Known = dict[str, tuple[bool, Type]]
BEFORE = re.compile(r"\s*(->|==|&&|\\|[()\[\],:=<+*-]|\w+)")


class Clash(Exception):
    """Two types that cannot be equal."""


class Words:
    """The words of a program or of a type, one after the other."""

    def __init__(self, text: str) -> None:
        self.left = BEFORE.findall(text)
        if "".join(self.left) != re.sub(r"\s", "", text):
            raise Unread(text)

    def next(self) -> str:
        return self.left[0] if self.left else ""

    def take(self, *wanted: str) -> str:
        if not self.left or (wanted and self.left[0] not in wanted):
            raise ValueError(f"{wanted} before {' '.join(self.left)}")
        return self.left.pop(0)


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    blocks = re.findall(r"^```\n(.+?)\n```$", text, re.DOTALL | re.MULTILINE)
    said = text.replace(f"```\n{blocks[0]}\n```", "") if len(blocks) == 1 else ""
    program = blocks[0] if said else ""
    needed = [sentence for mark, sentence in LANGUAGE.items() if re.search(mark, program)]
    if (
        not program
        or not any(re.search(way, said, re.DOTALL) for way in MEANT)
        or not all(re.search(each, said, re.MULTILINE) for each in needed)
    ):
        raise Unread(text)
    found = Inference(said).of(program)
    if found is None or answer.strip() == "untypable":
        return found is None and answer.strip() == "untypable"
    try:
        given = _type(words := Words(answer), {})
    except (ValueError, Unread):
        return False
    return not words.left and _named(found) == _named(given)


def _type(words: Words, letters: dict[str, int]) -> Type:
    """A type of the prompt's notation; `letters` numbers its variables."""
    word = words.take()
    one: Type
    if word in ("(", "["):
        one = _type(words, letters)
        if word == "(" and words.next() == ",":
            words.take()
            one = ("pair", one, _type(words, letters))
        elif word == "[":
            one = ("list", one)
        words.take(")" if word == "(" else "]")
    elif word in ("Int", "Bool"):
        one = (word,)
    elif re.fullmatch(r"[a-z]\w*", word):
        one = letters.setdefault(word, len(letters))
    else:
        raise ValueError(word)
    if words.next() != "->":
        return one
    words.take()
    return ("->", one, _type(words, letters))


def _named(kind: Type) -> Type:
    """The same type, its variables numbered in the order in which they stand."""
    numbers: dict[int, int] = {}

    def renamed(one: Type) -> Type:
        return numbers.setdefault(one, len(numbers)) if isinstance(one, int) else (one[0], *map(renamed, one[1:]))

    return renamed(kind)


def _with(known: Known, name: str, many: bool, kind: Type) -> Known:
    """One name more. A name that hides another would take its type out of those around."""
    if name in known:
        raise Unread(f"{name} stands for two things")
    return {**known, name: (many, kind)}


class Inference:
    """The type of a program whose language the prompt describes."""

    def __init__(self, said: str) -> None:
        self.bound: dict[int, Type] = {}
        self.last = 1000
        self.signs = {
            sign: (takes, gives)
            for pattern, takes, gives in SIGNS
            for found in re.finditer(pattern, said)
            for sign in found.groups()
            if sign
        }
        self.builtins: Known = {}
        for name, kind in re.findall(r"`(\w+) :: ([^`]+)`", said):
            self.builtins[name] = True, _type(Words(kind), {})
        if self.builtins and "Each use may be at a different type." not in said:
            raise Unread(said)

    def of(self, program: str) -> Type | None:
        """The most general type, or None where there is none."""
        words = Words(program)
        try:
            kind = self.expression(words, self.builtins)
        except Clash:
            return None
        if words.left:
            raise Unread(program)
        return self.whole(kind)

    def new(self) -> int:
        self.last += 1
        return self.last

    def head(self, kind: Type) -> Type:
        while isinstance(kind, int) and kind in self.bound:
            kind = self.bound[kind]
        return kind

    def whole(self, kind: Type) -> Type:
        kind = self.head(kind)
        return kind if isinstance(kind, int) else (kind[0], *map(self.whole, kind[1:]))

    def variables(self, kind: Type) -> Iterator[int]:
        kind = self.head(kind)
        if isinstance(kind, int):
            yield kind
        else:
            for part in kind[1:]:
                yield from self.variables(part)

    def equal(self, one: Type, other: Type) -> None:
        one, other = self.head(one), self.head(other)
        if one == other:
            return
        if not isinstance(one, int) and not isinstance(other, int):
            if (one[0], len(one)) != (other[0], len(other)):
                raise Clash
            for pair in zip(one[1:], other[1:], strict=True):
                self.equal(*pair)
        else:
            name, kind = (one, other) if isinstance(one, int) else (other, one)
            if name in self.variables(kind):
                raise Clash
            self.bound[name] = kind

    def used(self, name: str, known: Known) -> Type:
        """The type of one use of a name: where it is polymorphic, with new variables for those that no monomorphic name around holds."""
        if name not in known:
            raise Unread(name)
        many, kind = known[name]
        if not many:
            return kind
        fixed = {each for alone, around in known.values() if not alone for each in self.variables(around)}
        fresh = {each: self.new() for each in set(self.variables(kind)) - fixed}

        def copied(one: Type) -> Type:
            one = self.head(one)
            return fresh.get(one, one) if isinstance(one, int) else (one[0], *map(copied, one[1:]))

        return copied(kind)

    def expression(self, words: Words, known: Known) -> Type:
        if words.next() == "\\":
            words.take()
            name, kind = words.take(), self.new()
            words.take("->")
            return ("->", kind, self.expression(words, _with(known, name, False, kind)))
        if words.next() == "let":
            return self.definition(words, known)
        if words.next() == "if":
            words.take()
            self.equal(self.expression(words, known), ("Bool",))
            words.take("then")
            one = self.expression(words, known)
            words.take("else")
            self.equal(one, self.expression(words, known))
            return one
        left = self.application(words, known)
        sign = words.next()
        if sign == ":":
            words.take()
            self.equal(("list", left), right := self.expression(words, known))
            return right
        if sign in self.signs:
            words.take()
            takes, gives = self.signs[sign]
            right = self.application(words, known)
            if words.next() in (*self.signs, ":"):
                raise Unread(f"two signs without brackets: {words.left}")
            self.equal(left, (takes,))
            self.equal(right, (takes,))
            return (gives,)
        return left

    def definition(self, words: Words, known: Known) -> Type:
        words.take("let")
        kind: Type = self.new()
        inside = known
        if words.next() == "rec":
            words.take()
            inside = _with(known, words.next(), False, kind)
        name = words.take()
        words.take("=")
        self.equal(kind, self.expression(words, inside))
        words.take("in")
        return self.expression(words, _with(known, name, True, kind))

    def application(self, words: Words, known: Known) -> Type:
        kind = self.unit(words, known)
        while words.next() in ("(", "[") or (
            re.fullmatch(r"\w+", words.next()) and words.next() not in ("in", "then", "else", "if", "let")
        ):
            argument, value = self.unit(words, known), self.new()
            self.equal(kind, ("->", argument, value))
            kind = value
        return kind

    def unit(self, words: Words, known: Known) -> Type:
        word = words.take()
        if word == "(":
            kind = self.expression(words, known)
            if words.next() == ",":
                words.take()
                kind = ("pair", kind, self.expression(words, known))
            words.take(")")
            return kind
        if word == "[":
            kind = self.new()
            while words.next() != "]":
                self.equal(kind, self.expression(words, known))
                if words.next() == ",":
                    words.take()
            words.take("]")
            return ("list", kind)
        if word.isdecimal():
            return ("Int",)
        return ("Bool",) if word in ("True", "False") else self.used(word, known)
