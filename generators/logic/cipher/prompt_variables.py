"""The steps of a problem, each with a worked example."""

from random import Random

import msgspec
from msgspec.structs import replace

from synth.generators.logic.cipher.kinds import NUMBERED, kind_of
from synth.verifiers.logic.cipher import Cipher
from synth.verifiers.logic.cipher.groups import Bifid, Hill, Numerals, Playfair, Polybius, square
from synth.verifiers.logic.cipher.letters import Affine, Alphabet, Keyword, Shift
from synth.verifiers.logic.cipher.orders import Blocks, Columnar, Countout, Permute, Rail, Rotate, Route
from synth.verifiers.logic.cipher.running import Autokey, Gronsfeld, Progressive, Vigenere
from synth.verifiers.logic.cipher.step import LETTERS, Step

WORDS = ("EXAMPLE", "SAMPLE", "LETTERS", "WRITTEN", "CODEBOOK", "HELLO", "PUBLIC", "NUMBERS")
KEYS = ("KEY", "MOB", "DIG", "BUG")
LONG_KEYS = ("GLASS", "BANANA", "CHEESE", "PUZZLING")
SHUFFLED = ("QWERTYUIOPASDFGHJKLZXCVBNM", "PHQGIUMEAYLNOFDXJKRCVSTZWB")
FORMS = {"letters": ("QZXWKVJ", "XVQ JWZ KQX", "zqjxk"), "digits": ("0123454321", "43 21 01 23", "5 4 3 2 1")}


def prompt_variables(problem: Cipher, rng: Random) -> dict[str, object]:
    digits = problem.operation == "encode" and any(kind_of(step) in ("polybius", "numerals") for step in problem.steps)
    result = "digits" if digits else "letters"
    return {
        "encode": problem.operation == "encode",
        "steps": [_step(step, rng) for step in problem.steps],
        "text": problem.text,
        "pairs": problem.pairs,
        "hidden": sum(step.hidden for step in problem.steps),
        "numbered": any(kind_of(step) in NUMBERED for step in problem.steps),
        "square": any(kind_of(step) in ("playfair", "bifid", "polybius") for step in problem.steps),
        "result": result,
        "sample": rng.choice(FORMS[result]),
    }


def _step(step: Step, rng: Random) -> dict[str, object]:
    """The step's fields, and `ex`: the fields of a like step with another key, a text, and what the step makes of it."""
    like = _example_of(step, rng)
    text = LETTERS[: rng.randint(7, 11)] if hasattr(step, "order") else rng.choice(WORDS)
    if isinstance(step, Permute):
        text = LETTERS[: len(getattr(like, "numbers", "")) * 2 + 2]
    fields = msgspec.to_builtins(step)
    example = {**msgspec.to_builtins(like), "plain": text, "made": like.encode(text)}
    if isinstance(like, Playfair | Bifid | Polybius):
        cells = square(like.word)
        example["square"] = " / ".join(" ".join(cells[row : row + 5]) for row in range(0, 25, 5))
    if isinstance(like, Numerals):
        example["few"] = [like.encode(letter) for letter in "ABCZ"]
    if isinstance(like, Keyword):
        example["alphabet"] = like.alphabet()
    if isinstance(like, Columnar):
        example["columns"] = ", ".join(str(place + 1) for place in like.order(len(like.key)))
    return {**fields, "hidden": step.hidden, "ex": example}


def _example_of(step: Step, rng: Random) -> Step:
    """A step of the same kind with a small key of its own."""
    match step:
        case Shift():
            return replace(step, by=rng.randint(2, 9))
        case Affine():
            return replace(step, factor=rng.choice((3, 5, 7)), add=rng.randint(1, 9))
        case Alphabet():
            return replace(step, letters=rng.choice(SHUFFLED))
        case Gronsfeld():
            return replace(step, key=rng.choice(("314", "27", "502")))
        case Vigenere() | Autokey():
            return replace(step, key=rng.choice(KEYS))
        case Progressive():
            return replace(step, start=rng.randint(1, 5), step=rng.randint(2, 4))
        case Keyword() | Playfair() | Polybius():
            return replace(step, word=rng.choice(LONG_KEYS))
        case Bifid():
            return replace(step, word=rng.choice(LONG_KEYS), period=rng.randint(3, 4))
        case Hill():
            return replace(step, matrix=rng.choice(((3, 3, 2, 5), (1, 2, 3, 5), (5, 8, 17, 3))))
        case Rotate():
            return replace(step, by=rng.randint(2, 4))
        case Blocks():
            return replace(step, size=rng.choice((3, 4)))
        case Rail():
            return replace(step, rails=rng.choice((3, 4)))
        case Route():
            return replace(step, columns=rng.choice((3, 4)))
        case Columnar():
            return replace(step, key=rng.choice(("BALL", "DEED", "COCOA")))
        case Permute():
            return replace(step, numbers=rng.choice(("312", "231", "3142", "2413")))
        case Countout():
            return replace(step, count=rng.choice((3, 4)))
    return step
