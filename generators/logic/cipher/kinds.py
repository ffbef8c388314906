"""The kinds of cipher: how hard each is, how a key of it is drawn, and what is left out of it when its key is hidden."""

from collections.abc import Callable
from math import gcd, log2
from random import Random
from typing import Literal, NamedTuple

from msgspec.structs import replace

from synth.generators.logic.cipher.texts import lexicon, random_letters
from synth.verifiers.logic.cipher.groups import WIDTHS, Bifid, Hill, Numerals, Playfair, Polybius
from synth.verifiers.logic.cipher.letters import UNITS, Affine, Alphabet, Atbash, Keyword, Shift
from synth.verifiers.logic.cipher.orders import Blocks, Columnar, Countout, Permute, Rail, Reverse, Rotate, Route
from synth.verifiers.logic.cipher.running import Autokey, Beaufort, Gronsfeld, Progressive, Vigenere
from synth.verifiers.logic.cipher.step import LETTERS, MAX_KEY_LENGTH, Step

PATHS: tuple[Literal["down", "snake", "spiral", "diagonal"], ...] = ("down", "snake", "spiral", "diagonal")


def _word(rng: Random, size: int) -> str:
    """A key of at most `size` letters, at least 3 of them when size allows: a word, or random letters."""
    if rng.random() < 0.7:
        fitting = [word for word in lexicon()[rng.choice(("noun", "person", "adjective"))] if 3 <= len(word) <= size]
        if fitting:
            return rng.choice(fitting)
    return random_letters(rng, rng.randint(min(3, size), size))


def _digits(rng: Random, size: int) -> str:
    return "".join(rng.choices("0123456789", k=rng.randint(2, size)))


def _order(rng: Random, size: int) -> str:
    """The digits 1..n, n from 3 to `size`, not in their order."""
    digits = list("123456789"[: rng.randint(3, max(3, size))])
    while digits == sorted(digits):
        rng.shuffle(digits)
    return "".join(digits)


def _columns(rng: Random, size: int) -> str:
    """A key of 3..size letters that are not in alphabetical order; a few of the words are."""
    key = _word(rng, max(3, size))
    return key if list(key) != sorted(key) else key[::-1] if len(set(key)) > 1 else "CAB"


def _alphabet(rng: Random) -> str:
    return "".join(rng.sample(LETTERS, 26))


def _matrix(rng: Random) -> tuple[int, int, int, int]:
    """Entries 0..25 whose determinant is prime to 26; three draws in ten are, and the fallback is never met in practice."""
    for _ in range(200):
        a, b, c, d = (rng.randrange(26) for _ in range(4))
        if gcd(a * d - b * c, 26) == 1 and (b or c):
            return a, b, c, d
    return 3, 3, 2, 5


class Kind(NamedTuple):
    """One kind of cipher."""

    tier: int
    """1 easy .. 4 hard."""
    work: float
    """Elementary operations for a character."""
    bits: float
    """Of key to find when it is hidden; 0 when it never is."""
    role: str
    """`moves` characters, or makes `letters` or `digits` of letters."""
    draw: Callable[[Random, int], Step]
    """A step with a key of at most the size given."""


KINDS: dict[str, Kind] = {
    "shift": Kind(1, 1, log2(25), "letters", lambda rng, size: Shift(rng.randint(1, 25))),
    "atbash": Kind(1, 1, 0, "letters", lambda rng, size: Atbash()),
    "gronsfeld": Kind(1, 1.5, 16, "letters", lambda rng, size: Gronsfeld(_digits(rng, size))),
    "reverse": Kind(1, 0.5, 0, "moves", lambda rng, size: Reverse()),
    "rotate": Kind(1, 0.5, log2(12), "moves", lambda rng, size: Rotate(rng.randint(1, min(12, 2 * size - 1)))),
    "blocks": Kind(1, 1, 3, "moves", lambda rng, size: Blocks(rng.randint(2, size))),
    "affine": Kind(2, 3, log2(312), "letters", lambda rng, size: Affine(rng.choice(UNITS[1:]), rng.randrange(26))),
    "alphabet": Kind(2, 1, 40, "letters", lambda rng, size: Alphabet(_alphabet(rng))),
    "keyword": Kind(2, 1.5, 0, "letters", lambda rng, size: Keyword(_word(rng, size + 2), "forward" if rng.random() < 0.5 else "backward")),
    "vigenere": Kind(2, 2.5, 24, "letters", lambda rng, size: Vigenere(_word(rng, size))),
    "progressive": Kind(2, 2.5, log2(650), "letters", lambda rng, size: Progressive(rng.randrange(26), rng.randint(1, 25))),
    "rail": Kind(2, 2, 3, "moves", lambda rng, size: Rail(rng.randint(2, size))),
    "route": Kind(2, 2, 3, "moves", lambda rng, size: Route(rng.randint(3, max(3, size)), rng.choice(PATHS))),
    "polybius": Kind(2, 2, 0, "digits", lambda rng, size: Polybius(_word(rng, size + 2))),
    "numerals": Kind(2, 3, 0, "digits", lambda rng, size: Numerals(rng.choice(tuple(WIDTHS)))),
    "beaufort": Kind(3, 2.5, 24, "letters", lambda rng, size: Beaufort(_word(rng, size))),
    "autokey": Kind(3, 3, 24, "letters", lambda rng, size: Autokey(_word(rng, size), "plain" if rng.random() < 0.5 else "cipher")),
    "columnar": Kind(3, 2, 8, "moves", lambda rng, size: Columnar(_columns(rng, size))),
    "permute": Kind(3, 1.5, 8, "moves", lambda rng, size: Permute(_order(rng, size))),
    "countout": Kind(3, 4, log2(11), "moves", lambda rng, size: Countout(rng.randint(2, size + 2))),
    "hill": Kind(4, 4, 18, "letters", lambda rng, size: Hill(_matrix(rng))),
    "playfair": Kind(4, 4, 0, "letters", lambda rng, size: Playfair(_word(rng, size + 2))),
    "bifid": Kind(4, 4, 0, "letters", lambda rng, size: Bifid(_word(rng, size + 2), rng.randint(3, size + 2))),
}
NUMBERED = frozenset({"affine", "vigenere", "beaufort", "autokey", "hill", "numerals"})
"""Kinds whose rules calculate with the numbers of letters."""


def kind_of(step: Step) -> str:
    return type(step).__name__.lower()


def hide(rng: Random, step: Step) -> Step:
    """The step without its key. The length of a key that is repeated or written once is stated in half of the cases."""
    match step:
        case Vigenere(key=key):
            return replace(step, key="" if len(key) <= MAX_KEY_LENGTH and rng.random() < 0.5 else "?" * len(key))
        case Columnar(key=key):
            return replace(step, key="?" * len(key))
        case Permute(numbers=numbers):
            return replace(step, numbers="?" * len(numbers))
        case Alphabet():
            return replace(step, letters="")
        case Route():
            return replace(step, columns=None)
    return replace(step, **dict.fromkeys(step.__struct_fields__))
