"""Cipher: a chain of ciphers and a text are drawn; example pairs are added until they settle the answer when keys are hidden.

Texts are English and ciphers work on the Latin alphabet, whatever the language of the prompt. Upper levels hide keys of longer chains;
texts hardly grow. Effort counts elementary operations (letters replaced or moved, weighed by what one costs) over all steps and example
texts, and the bits of hidden keys."""

from random import Random
from typing import Annotated, Any, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.logic.cipher.kinds import KINDS, hide, kind_of
from synth.generators.logic.cipher.prompt_variables import prompt_variables
from synth.generators.logic.cipher.texts import grouped, phrase, random_letters
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.cipher import Cipher, run, solution, verify, without_blanks
from synth.verifiers.logic.cipher.groups import Numerals, Polybius
from synth.verifiers.logic.cipher.letters import Alphabet
from synth.verifiers.logic.cipher.running import Beaufort, Gronsfeld, Vigenere
from synth.verifiers.logic.cipher.step import LETTERS, Step

Operation = Literal["encode", "decode"]
DRAWS = 60
"""Of steps and a text, until they suit each other."""
PAIRS = 6
"""Example pairs, at most."""
MAX_RESULT_LENGTH = 240
"""Characters of an encoded text, at most, where letters become digits."""


class Knobs(Frozen, frozen=True):
    easiest: Annotated[int, Meta(ge=1, le=4)]  # tier of the easiest ciphers used: 1 shifts and blocks .. 4 Hill, Playfair, Bifid
    hardest: Annotated[int, Meta(ge=1, le=4)]  # tier of the hardest ciphers used
    steps: Annotated[int, Meta(ge=1, le=6)]  # ciphers one after the other, keys given
    length_from: Annotated[int, Meta(ge=6, le=150)]  # letters of the text, at least
    length_to: Annotated[int, Meta(ge=6, le=150)]  # letters of the text, at most (phrases end with a whole word)
    key: Annotated[int, Meta(ge=3, le=9)]  # letters of a key, columns, rails, size of blocks, at most
    inferred: Annotated[float, Meta(ge=0, le=1)]  # share of problems in which keys follow from example pairs
    unknown: Annotated[int, Meta(ge=1, le=2)] = 1  # hidden keys in such a problem
    inferred_steps: Annotated[int, Meta(ge=1, le=5)] = 1  # ciphers one after the other in such a problem
    encode: Annotated[float, Meta(ge=0, le=1)] = 0.45  # share of problems that ask to encode
    natural: Annotated[float, Meta(ge=0, le=1)] = 1.0  # share of plaintexts made of English words, the rest are random letters

    def __post_init__(self) -> None:
        if self.easiest > self.hardest:
            raise ValueError(f"easiest={self.easiest} lies above hardest={self.hardest}")
        if self.length_from > self.length_to:
            raise ValueError(f"length_from={self.length_from} lies above length_to={self.length_to}")
        if self.inferred and self.unknown > self.inferred_steps:
            raise ValueError(f"unknown={self.unknown} keys need as many steps, not inferred_steps={self.inferred_steps}")


LEVELS = (
    Knobs(1, 1, 1, 6, 12, 3, inferred=0, encode=0.5),
    Knobs(1, 2, 1, 10, 16, 4, inferred=0.1, encode=0.5),
    Knobs(2, 2, 1, 16, 24, 5, inferred=0.2),
    Knobs(2, 3, 1, 24, 32, 5, inferred=0.3),
    Knobs(1, 3, 2, 26, 34, 6, inferred=0.4),
    Knobs(2, 4, 2, 28, 36, 6, inferred=0.5, inferred_steps=2),
    Knobs(2, 4, 3, 30, 38, 6, inferred=0.6, unknown=2, inferred_steps=2),
    Knobs(2, 4, 3, 34, 42, 7, inferred=0.7, unknown=2, inferred_steps=3),
    Knobs(2, 4, 4, 38, 46, 8, inferred=0.8, unknown=2, inferred_steps=4),
    Knobs(2, 4, 5, 44, 54, 9, inferred=0.9, unknown=2, inferred_steps=5),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    inferred = rng.random() < knobs.inferred
    operation: Operation = "encode" if rng.random() < knobs.encode else "decode"
    for _ in range(DRAWS):
        steps, hidden = _chain(rng, knobs, knobs.unknown if inferred else 0)
        plain = _text(rng, knobs, _fitting_length(steps, rng.randint(knobs.length_from, knobs.length_to)))
        original = without_blanks(plain)
        encoded = run(steps, original, "encode")
        try:
            # What a first step changes for good (J to I, a letter put in) may stay changed; later steps must not garble the text.
            kept = steps[0].decode(steps[0].encode(original))
            if (
                encoded == original
                or (not hidden and _in_any_order(steps, original, encoded))
                or (operation == "decode" and run(steps, encoded, "decode") != kept)
            ):
                continue
        except ValueError:
            continue
        text, answer = (plain, encoded) if operation == "encode" else (grouped(rng, encoded), kept)
        shown = tuple(hide(rng, step) if place in hidden else step for place, step in enumerate(steps))
        problem = _with_pairs(rng, knobs, operation, shown, steps, text) if hidden else Cipher(operation, steps, text, ())
        if problem:
            return Sample(problem, answer, round(_effort(problem, steps), 1), _trace(problem, steps))
    raise Discard("no chain of ciphers suits a text")


def _in_any_order(steps: tuple[Step, ...], original: str, encoded: str) -> bool:
    """Whether the steps of a chain give the same from the last to the first, as a shift and a rotation do."""
    try:
        return len(steps) > 1 and run(steps[::-1], original, "encode") == encoded
    except ValueError:  # letters are asked for behind digits
        return False


def _chain(rng: Random, knobs: Knobs, unknown: int) -> tuple[tuple[Any, ...], frozenset[int]]:
    """Steps of different kinds in an order that they can follow each other, and the places of those whose key will be hidden."""
    allowed = [name for name, kind in KINDS.items() if knobs.easiest <= kind.tier <= knobs.hardest]
    size, count, secret = knobs.key, knobs.steps, list[str]()
    if unknown:
        size, count = min(size, 7 if unknown == 1 else 5), knobs.inferred_steps
        hideable = [name for name in allowed if KINDS[name].bits] or ["shift"]
        if unknown == 2:
            letters = [name for name in hideable if KINDS[name].role == "letters"] or ["affine"]
            moves = [name for name in hideable if KINDS[name].role == "moves"] or ["rail"]
            secret = [rng.choice(letters), rng.choice(moves)]
        else:
            secret = [rng.choice(hideable)]
        allowed = [name for name in allowed if name not in ("playfair", "bifid", "polybius")]
    names = secret + _sample(rng, [name for name in allowed if name not in secret], count - len(secret))
    rng.shuffle(names)
    # Letters first, then at most one step from letters to digits; steps that only move characters stand anywhere.
    digits = [name for name in names if KINDS[name].role == "digits"][:1]
    others = iter([name for name in names if KINDS[name].role == "letters"] + digits)
    slots = ["moves" if KINDS[name].role == "moves" else "" for name in names]
    chosen = [name if slot else next(others, "") for name, slot in zip(names, slots, strict=True)]
    chosen = [name for name in chosen if name]
    return tuple(KINDS[name].draw(rng, size) for name in chosen), frozenset(map(chosen.index, secret))


def _sample(rng: Random, names: list[str], count: int) -> list[str]:
    """Different names while there are enough, one of the two digit ciphers at most."""
    digits = [name for name in names if KINDS[name].role == "digits"]
    if digits:
        kept = rng.choice(digits)
        names = [name for name in names if name == kept or name not in digits]
    repeatable = [name for name in names if name not in digits] or ["shift"]
    return rng.sample(names, min(count, len(names))) + rng.choices(repeatable, k=max(0, count - len(names)))


def _fitting_length(steps: tuple[Step, ...], length: int) -> int:
    width = max((step.width if isinstance(step, Numerals) else 2 if isinstance(step, Polybius) else 1) for step in steps)
    return min(length, MAX_RESULT_LENGTH // width) if width > 1 else length


def _text(rng: Random, knobs: Knobs, length: int) -> str:
    return phrase(rng, length) if rng.random() < knobs.natural else grouped(rng, random_letters(rng, length))


def _with_pairs(
    rng: Random, knobs: Knobs, operation: Operation, shown: tuple[Any, ...], steps: tuple[Step, ...], text: str
) -> Cipher | None:
    """The problem with as many example pairs as it takes to settle the answer; None when six don't."""
    pairs: list[tuple[str, str]] = []
    for number in range(PAIRS):
        sample = _text(rng, knobs, rng.randint(13, 20)) if number < 2 else _informative_text(rng, steps, shown, operation, text, pairs)
        pairs.append((sample, grouped(rng, run(steps, without_blanks(sample), "encode"))))
        try:
            return Cipher(operation, shown, text, tuple(pairs))
        except ValueError:
            continue
    return None


def _informative_text(
    rng: Random, steps: tuple[Step, ...], shown: tuple[Any, ...], operation: Operation, text: str, pairs: list[tuple[str, str]]
) -> str:
    """A text with the letters of a hidden table that the question needs and the pairs so far lack; else one with every letter."""
    for place, step in enumerate(shown):
        if isinstance(step, Alphabet) and step.hidden:
            plain = run(steps, without_blanks(text), operation) if operation == "decode" else without_blanks(text)
            needed, *seen = (set(run(steps[:place], without_blanks(t), "encode")) for t in (plain, *(first for first, _ in pairs)))
            lacking = sorted(needed.difference(*seen))
            if lacking:
                letters = lacking + rng.choices(LETTERS, k=max(3, 12 - len(lacking)))
                rng.shuffle(letters)
                return run(steps[:place], "".join(letters), "decode")
    return "".join(rng.sample(LETTERS, 26))


def _effort(problem: Cipher, steps: tuple[Step, ...]) -> float:
    work = 0.0
    plain = without_blanks(problem.text) if problem.operation == "encode" else run(steps, without_blanks(problem.text), "decode")
    for text in (plain, *(without_blanks(first) for first, _ in problem.pairs)):
        for step in steps:
            text = step.encode(text)
            work += KINDS[kind_of(step)].work * len(text)
    return work + sum(10 * KINDS[kind_of(step)].bits for step in problem.steps if step.hidden)


def _trace(problem: Cipher, steps: tuple[Step, ...]) -> str:
    """The keys that were hidden, and the text after each step."""
    lines = [f"Key of step {n}: {step.to_json()}" for n, step in enumerate(steps, 1) if problem.steps[n - 1].hidden]
    text = without_blanks(problem.text)
    numbered = list(enumerate(steps, 1))
    for n, step in numbered if problem.operation == "encode" else numbered[::-1]:
        text = step.encode(text) if problem.operation == "encode" else step.decode(text)
        lines.append(f"{'After' if problem.operation == 'encode' else 'Before'} step {n}: {text}")
    return "\n".join(lines)


def _canonical(problem: Cipher) -> object:
    """Blanks and the order of the example pairs mean nothing; a key that is written again and again is as good as one round of it."""
    pairs = sorted((without_blanks(first), without_blanks(second)) for first, second in problem.pairs)
    return problem.operation, [_one_round(step) for step in problem.steps], without_blanks(problem.text), pairs


def _one_round(step: Any) -> Any:
    """AB for the key ABAB."""
    if type(step) not in (Vigenere, Beaufort, Gronsfeld) or step.hidden:
        return step
    return replace(step, key=step.key[: (step.key + step.key).index(step.key, 1)])


def _split_key(problem: Cipher) -> object:
    """The original text: encoded in one problem and asked for in another, it would give the answer away."""
    return without_blanks(problem.text) if problem.operation == "encode" else solution(problem)


def _corrupt(problem: Cipher, answer: str, rng: Random) -> str:
    """One letter or digit exchanged for another."""
    place = rng.randrange(len(answer))
    signs = "0123456789" if answer[place].isdigit() else LETTERS
    other = rng.choice(signs.replace(answer[place], ""))
    return answer[:place] + other + answer[place + 1 :]


TASK = Task(
    __name__,
    version=2,
    problem=Cipher,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.0005,
    capacity=(100_000, 100_000, 200_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000),
    unique=True,
    canonical=_canonical,
    split_key=_split_key,
    corrupt=_corrupt,
)
