"""Cipher: the text that a chain of stated ciphers makes of the given one (encode), or that they made it of (decode).

Refused for the first of: format (nothing, or more than letters, digits and signs between them), count (not as many letters and
digits as the right text), text (another letter or digit somewhere).

Case, blanks and punctuation in the answer mean nothing. When keys are hidden, the right text follows from the example pairs:
every choice of keys that turns each first text into its second gives the same answer. Making a problem checks that."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.cipher.groups import Bifid, Hill, Numerals, Playfair, Polybius
from synth.verifiers.logic.cipher.letters import Affine, Alphabet, Atbash, Keyword, Shift
from synth.verifiers.logic.cipher.orders import Blocks, Columnar, Countout, Permute, Rail, Reverse, Rotate, Route
from synth.verifiers.logic.cipher.running import Autokey, Beaufort, Gronsfeld, Progressive, Vigenere
from synth.verifiers.logic.cipher.step import KEY, Budget, Pairs, Step
from synth.verifiers.parsers.chinese import LeadIns
from synth.verifiers.parsers.text import plain

Letters = Shift | Atbash | Affine | Alphabet | Keyword | Vigenere | Beaufort | Gronsfeld | Autokey | Progressive
Groups = Hill | Playfair | Bifid | Polybius | Numerals
Orders = Reverse | Rotate | Blocks | Rail | Route | Columnar | Permute | Countout
Text = Annotated[str, Meta(pattern=r"\A[A-Z0-9]+(?: [A-Z0-9]+)*\Z", min_length=2, max_length=1_500)]
MAX_KEYS = 1_000
"""Keys of a small family that is tried key by key, and choices of keys that agree with the pairs, at most; drawn problems have a few."""

MAX_TRIALS = 220_000
"""Elementary trials, such as letters encoded under a tried key, that finding the hidden keys of one problem may take. Hardly a drawn
problem takes more than 200,000."""


class Cipher(Problem, frozen=True):
    """A text, the ciphers that are applied to it, and example pairs where keys are hidden. Blanks in texts only part the words."""

    operation: Literal["encode", "decode"]
    """What is asked for: the result of the steps, or the text that they turned into the given one."""
    steps: Annotated[tuple[Letters | Groups | Orders, ...], Meta(min_length=1, max_length=6)]
    """In the order of encoding; decoding undoes them from the last to the first: `(Shift(by=3), Reverse())`."""
    text: Text
    """What is encoded or decoded: `"MEET ME"`."""
    pairs: Annotated[tuple[tuple[Text, Text], ...], Meta(max_length=8)]
    """Original and encoded texts under the same steps: `(("NOON", "VAAV"),)`; none when no key is hidden."""

    def __post_init__(self) -> None:
        hidden = sum(step.hidden for step in self.steps)
        if (hidden > 0) != (len(self.pairs) > 0):
            raise ValueError("example pairs belong to hidden keys, and hidden keys to example pairs")
        if hidden and not all(step.lossless for step in self.steps):
            raise ValueError("a cipher that changes letters for good cannot stand beside a hidden key")
        few = [_key_count(step) for step in self.steps if step.hidden and step.enumerable]
        if hidden > 1 and (hidden > 2 or min(few, default=MAX_KEYS + 1) > MAX_KEYS):
            raise ValueError("two keys can be hidden at most, one of them out of a small family")
        solution(self)


def verify(problem: Cipher, answer: str) -> Verdict:
    text = _COUNT_ZH.sub("", plain(answer, _CHINESE).replace("*", ""))
    title = _TITLE.match(text)
    found = (text[title.end() :] if title else text).translate(_SIGNS)
    if not found.isascii() or not found.isalnum():  # before upper(), which makes letters of other characters
        return refuse("format")
    found = found.upper()
    right = solution(problem)
    if len(found) != len(right):
        return refuse("count")
    return ACCEPT if found == right else refuse("text")


_KIND = r"(?:original|plain|cipher|(?:de|en)(?:coded|crypted))"
_TITLE = re.compile(
    rf"(?:the )?(?:final )?(?:(?:{_KIND} ?)?(?:text|message|string|word|phrase|result)(?:(?: is)? ?[:=]| is | becomes:? )|{_KIND} ?[:=])"
    r"|it becomes:? ",
    re.IGNORECASE,
)
_CHINESE = LeadIns(
    tuple(
        f"{made}{behind}{noun}"
        for made in ("加密", "解密", "编码", "解码", "还原", "译出")
        for behind in ("", "后", "之后", "后的", "之后的", "得到的", "得到", "后得到", "前的", "之前的")
        for noun in ("", "文本", "文字", "内容", "结果", "密文", "原文", "字母")
    )
    + ("密文", "原文", "明文", "文本", "原来的文本", "纸条上写的", "纸条上应该写", "所求文本")
)
_COUNT_ZH = re.compile(r"\((?:共|一共)? ?\d{1,4} ?个(?:字母|字符|数字)\)\Z")
_SIGNS = str.maketrans("", "", " \t\n\f\v.,;:!?'\"`-_/|*()[]")


@kept
def solution(problem: Cipher) -> str:
    """The right answer, without blanks. Raises ValueError when the text does not suit the steps or the pairs don't settle it."""
    text, found, budget = without_blanks(problem.text), "", Budget(MAX_TRIALS)
    pairs = tuple((without_blanks(first), without_blanks(second)) for first, second in problem.pairs)
    for number, steps in enumerate(consistent_chains(problem.steps, pairs, budget)):
        if number == MAX_KEYS:
            raise ValueError("the example pairs leave too many keys to try")
        budget.spend(len(steps) * len(text))
        answer = run(steps, text, problem.operation)
        if "?" in answer or found not in ("", answer):
            raise ValueError("the example pairs leave more than one answer")
        found = answer
    if not found:
        raise ValueError("no keys fit the example pairs")
    return found


def without_blanks(text: str) -> str:
    return text.replace(" ", "")


def run(steps: tuple[Step, ...], text: str, operation: str) -> str:
    """The text after all steps, or before them; `?` alone when a part of a key that is not known matters."""
    for step in steps if operation == "encode" else steps[::-1]:
        text = step.encode(text) if operation == "encode" else step.decode(text)
        if "?" in text:
            return "?"
    return text


def consistent_chains(steps: tuple[Step, ...], pairs: Pairs, budget: Budget) -> Iterator[tuple[Step, ...]]:
    """Every choice of keys that agrees with the pairs: known steps are taken off both ends, a small family is tried key by key,
    and the last hidden key is worked out. Raises ValueError when that takes more than the budget."""
    hidden = [place for place, step in enumerate(steps) if step.hidden]
    if not hidden:
        yield steps
        return
    first, last = hidden[0], hidden[-1]
    spent = len(steps) * sum(KEY + len(plain) for plain, _ in pairs)
    try:
        inner = _between(steps[:first], pairs, steps[last + 1 :])
    except ValueError:
        return  # the other steps cannot take these texts
    if len(hidden) == 1:
        budget.spend(spent)
        for found in _last_keys(steps[first], inner, budget):
            yield (*steps[:first], found, *steps[first + 1 :])
        return
    place = min((place for place in hidden if steps[place].enumerable), key=lambda place: _key_count(steps[place]))
    known = steps[first + 1 : last]
    budget.spend(spent * _key_count(steps[place]))
    for key in steps[place].all_keys():
        try:
            left = _between((key, *known), inner, ()) if place == first else _between((), inner, (*known, key))
        except ValueError:
            continue  # this key makes texts that the other steps cannot take
        for found in _last_keys(steps[last if place == first else first], left, budget):
            outer, other = (key, found) if place == first else (found, key)
            yield (*steps[:first], outer, *known, other, *steps[last + 1 :])


def _between(before: tuple[Step, ...], pairs: Pairs, after: tuple[Step, ...]) -> Pairs:
    """What lies between known steps at the two ends."""
    inner = []
    for first, second in pairs:
        for step in before:
            first = step.encode(first)
        for step in reversed(after):
            second = step.decode(second)
        inner.append((first, second))
    return tuple(inner)


def _last_keys(step: Step, pairs: Pairs, budget: Budget) -> Iterator[Step]:
    """The keys of the only hidden step left."""
    for first, second in pairs:
        if len(first) != len(second):
            return iter(())
    return step.consistent_keys(pairs, budget)


@lru_cache(maxsize=256)
def _key_count(step: Step) -> int:
    return sum(1 for _ in step.all_keys())


_CAESAR = Cipher("encode", (Shift(3),), "MEET ME", ())
_SQUARE = Cipher("encode", (Polybius("CIPHER"),), "JADE", ())
_CHAIN = Cipher("decode", (Vigenere("LEMON"), Rail(3)), "LPRXO VFNRF EH", ())
_HIDDEN = Cipher("encode", (Affine(None, None),), "DAWN", (("NOON", "VAAV"), ("CAB", "SIN")))

EXAMPLES = (
    (_CAESAR, "PHHWPH", ""),
    (_CAESAR, "phhw ph", ""),
    (_CAESAR, "P-H-H-W-P-H", ""),
    (_CAESAR, "Encoded text: `PHHWPH`", ""),
    (_CAESAR, "The encoded text is PHHWPH.", ""),
    (_CAESAR, "The text becomes PHHWPH", ""),
    (_CAESAR, "加密后得到：PHHWPH", ""),
    (_CAESAR, "**Ciphertext:** PHHW PH", ""),
    (_CAESAR, "Encoded: PHHWPH", ""),
    (_CAESAR, "Final encoded text = PHHWPH", ""),
    (_CAESAR, '["P", "H", "H", "W", "P", "H"]', ""),
    (_CAESAR, "$\\text{PHHW PH}$", ""),
    (_SQUARE, "12 22 24 15", ""),
    (_CHAIN, "ATTACK AT DAWN", ""),
    (_HIDDEN, "XIOV", ""),
    (_CAESAR, "", "format"),
    (_CAESAR, "MEETME = PHHWPH", "format"),
    (_CAESAR, "PHHWPÉ", "format"),
    (_CAESAR, "MEETME", "text"),
    (_CAESAR, "PHHWPH or PHHWPI", "count"),
    (_CAESAR, "PHHWPH, no wait, PHHWPI", "count"),
    (_CAESAR, "Text: MEET ME, encoded: PHHWPH", "count"),
    (_CAESAR, "PHHWP", "count"),
    (_CAESAR, "PHHWPK", "text"),
    (_CAESAR, "密文：PHHWPH", ""),
    (_CAESAR, "答案是：ＰＨＨＷＰＨ。", ""),
    (_CAESAR, "所以，加密后的文本是 phhw ph。", ""),
    (_CAESAR, "**密文**：`PHHW PH`", ""),
    (_CAESAR, "加密结果如下：\n“PHHWPH”（共 6 个字母）", ""),
    (_SQUARE, "加密后的结果为 12、22、24、15。", ""),
    (_CHAIN, "最终答案：原文为 ATTACK AT DAWN", ""),
    (_CAESAR, "东东东东", "format"),
    (_CAESAR, "密文是 PHHWPH 或 PHHWPI", "format"),
    (_CAESAR, "原文 MEETME，密文 PHHWPH", "format"),
    (_CAESAR, "密文：MEETME", "text"),
    (_CAESAR, "密文：PHHWP", "count"),
)
