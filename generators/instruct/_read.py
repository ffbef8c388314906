"""Constraints that a finished text keeps, read off it: each function looks at one part or several and gives a constraint that all of them
keep, near to what they have, or nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from synth.verifiers.instruct import _case, _layout, _letters, _links, _marks, _order, _words
from synth.verifiers.instruct._check import MANY, Check
from synth.verifiers.instruct._text import Text

Reader = Callable[[Random, Sequence[Text]], Check | None]
COMMON = {
    "en": (
        "but very with our this that have from been will you your they them which about could should when who than only and the"
        " for our are was his her its not all can"
    ).split(),
    "zh": "的 了 在 是 我 有 和 就 不 人 都 一 上 也 很 到 说 要 去 你 会 着 没 看 好 自 这 那 他 她 它 把 被 给 让 最 还 又 再 多".split(),
}
"""Words (in Chinese, characters) that a text can hardly do without."""
FREQUENT = "etaoinshrdlcumwfgypbvk"
MARKS = {"en": ",!?;:-", "zh": "，！？；：、"}


def near(rng: Random, found: Sequence[int], loose: int) -> dict[str, int]:
    """Bounds that hold all of these numbers: exact, from below, from above or both."""
    low, high = min(found), max(found)
    form = rng.randrange(4)
    if low == high and form == 0:
        return {"least": low, "most": high}
    if form == 1 and low > 1:
        return {"least": low - rng.randint(0, min(loose, low - 1)), "most": MANY}
    if form == 2 and high > 0:
        return {"least": 0, "most": high + rng.randint(0, loose)}
    return {"least": max(0, low - rng.randint(0, loose)), "most": high + rng.randint(0 if low < high else 1, max(1, loose))}


def word_count(rng: Random, parts: Sequence[Text]) -> Check | None:
    sizes = [len(part.words) for part in parts]
    return _words.WordCount(**near(rng, sizes, 1 + max(sizes) // 20)) if min(sizes) else None


def character_count(rng: Random, parts: Sequence[Text]) -> Check | None:
    sizes = [sum(map(len, part.value.split())) for part in parts]
    low, high = max(0, min(sizes) - rng.randint(0, 9)), max(sizes) + rng.randint(1, 9)
    return _words.CharacterCount(0 if rng.random() < 0.4 else low, high)


def distinct_words(rng: Random, parts: Sequence[Text]) -> Check | None:
    sizes = [len(set(part.low_words)) for part in parts]
    return _words.DistinctWords(min(sizes) - rng.randint(0, 1)) if min(sizes) > 3 else None


def no_word_twice(rng: Random, parts: Sequence[Text]) -> Check | None:
    return _words.NoWordTwice() if all(len(part.words) > 5 and len(set(part.low_words)) == len(part.words) for part in parts) else None


def word_length(rng: Random, parts: Sequence[Text]) -> Check | None:
    longest = max((sum(map(str.isalnum, word)) for part in parts for word in part.words), default=0)
    return _words.WordLength(0, longest) if 4 <= longest <= 12 else None


def long_words(rng: Random, parts: Sequence[Text]) -> Check | None:
    length = rng.randint(6, 9)
    found = [sum(sum(map(str.isalnum, word)) >= length for word in part.words) for part in parts]
    return _words.LongWords(**near(rng, found, 1), length=length) if min(found) else None


def uses_times(rng: Random, parts: Sequence[Text]) -> Check | None:
    language = parts[0].language
    counts = [Counter(part.low_words) for part in parts]
    shared = [word for word in COMMON[language] if all(count[word] for count in counts)]
    if not shared:
        return None
    word = rng.choice(shared)
    return _words.UsesTimes(**near(rng, [part.count(word) for part in parts], 0), phrase=word)


def avoids(rng: Random, parts: Sequence[Text]) -> Check | None:
    language = parts[0].language
    absent = [word for word in dict.fromkeys(COMMON[language]) if not any(part.count(word) for part in parts)]
    return _words.Avoids(tuple(rng.sample(absent, rng.randint(2, min(4, len(absent)))))) if len(absent) > 1 else None


def word_at(rng: Random, parts: Sequence[Text]) -> Check | None:
    if len(parts) > 1 or len(parts[0].words) < 4:
        return None
    at = rng.choice((1, -1, 2, rng.randint(2, min(9, len(parts[0].words)))))
    word = parts[0].low_words[at - 1 if at > 0 else at]
    return _words.WordAt(at, word) if word.isalpha() else None


def letter_count(rng: Random, parts: Sequence[Text]) -> Check | None:
    letter = rng.choice(FREQUENT)
    return _letters.LetterCount(**near(rng, [part.lower.count(letter) for part in parts], 1), letter=letter)


def without_letter(rng: Random, parts: Sequence[Text]) -> Check | None:
    letters = FREQUENT + "jqxz" if parts[0].language == "en" else COMMON["zh"]
    absent = [letter for letter in letters if not any(letter in part.lower for part in parts)]
    return _letters.WithoutLetter(rng.choice(absent[:5])) if absent else None


def initial_count(rng: Random, parts: Sequence[Text]) -> Check | None:
    letter = rng.choice("tasbwfhmp")
    found = [sum(word[0] == letter for word in part.low_words) for part in parts]
    return _letters.InitialCount(**near(rng, found, 0), letter=letter) if min(found) else None


def capital_start(rng: Random, parts: Sequence[Text]) -> Check | None:
    return _case.CapitalStart(**near(rng, [sum(word[0].isupper() for word in part.words) for part in parts], 0))


def capital_words(rng: Random, parts: Sequence[Text]) -> Check | None:
    found = [sum(len(word) > 1 and word.isupper() for word in part.words) for part in parts]
    return _case.CapitalWords(**near(rng, found, 0)) if min(found) else None


def digit_count(rng: Random, parts: Sequence[Text]) -> Check | None:
    return _letters.DigitCount(**near(rng, [sum(sign in "0123456789" for sign in part.value) for part in parts], 0))


def number_count(rng: Random, parts: Sequence[Text]) -> Check | None:
    found = [len(_letters.NUMBER.findall(part.value)) for part in parts]
    return _letters.NumberCount(**near(rng, found, 0)) if min(found) else None


def without_mark(rng: Random, parts: Sequence[Text]) -> Check | None:
    absent = [mark for mark in MARKS[parts[0].language] if not any(mark in part.value for part in parts)]
    return _marks.WithoutMark(rng.choice(absent[:3])) if absent else None


def mark_count(rng: Random, parts: Sequence[Text]) -> Check | None:
    marks = [mark for mark in MARKS[parts[0].language] if all(mark in part.value for part in parts)]
    if not marks:
        return None
    mark = rng.choice(marks)
    return _marks.MarkCount(**near(rng, [part.value.count(mark) for part in parts], 0), mark=mark)


def ending_mark(rng: Random, parts: Sequence[Text]) -> Check | None:
    last = {part.value[-1:] for part in parts}
    return _words.EndsWith(last.pop()) if len(last) == 1 and last <= set("!?！？") else None


PART: tuple[Reader, ...] = (
    word_count,
    distinct_words,
    uses_times,
    avoids,
    without_letter,
    digit_count,
    without_mark,
    mark_count,
    ending_mark,
    word_at,
    no_word_twice,
)
PART_EN: tuple[Reader, ...] = (
    *PART,
    word_length,
    long_words,
    letter_count,
    initial_count,
    capital_start,
    capital_words,
    letter_count,
)
"""What can be asked of a part."""


def units(rng: Random, text: Text, unit: str) -> Check | None:
    found = len(text.of(unit))  # type: ignore[arg-type]
    return _layout.UnitCount(**near(rng, [found], 1), unit=unit) if found else None  # type: ignore[arg-type]


def initials(rng: Random, text: Text, unit: str) -> Check | None:
    parts = text.of(unit)  # type: ignore[arg-type]
    if not 3 <= len(parts) <= 12 or not all(part.words and part.words[0][0].isalpha() for part in parts):
        return None
    return _letters.Initials(unit, tuple(part.low_words[0][0] for part in parts))  # type: ignore[arg-type]


def endings(rng: Random, text: Text, unit: str) -> Check | None:
    parts = text.of(unit)  # type: ignore[arg-type]
    if not 2 <= len(parts) <= 8 or not all(part.words and part.words[-1].isalpha() for part in parts):
        return None
    return _letters.Endings(unit, tuple(part.low_words[-1][-2:] for part in parts))  # type: ignore[arg-type]


def openings(rng: Random, text: Text, unit: str) -> Check | None:
    check = _order.Openings(unit, rng.randint(1, 2))  # type: ignore[arg-type]
    return check if check.holds(text) else None


def closings(rng: Random, text: Text, unit: str) -> Check | None:
    check = _order.Closings(unit)  # type: ignore[arg-type]
    return check if check.holds(text) else None


def ascending(rng: Random, text: Text, unit: str) -> Check | None:
    check = _order.Ascending(unit, rng.random() < 0.5)  # type: ignore[arg-type]
    return check if check.holds(text) else None


def same_count(rng: Random, text: Text, unit: str) -> Check | None:
    parts = text.of(unit)  # type: ignore[arg-type]
    of: Any = rng.choice([one for one in ("sentences", "paragraphs", "lines") if len(text.of(one)) > 1] or ["sentences"])
    if len(parts) < 2:
        return None
    at = rng.choice((1, -1, 2))
    words = len(parts[at - 1 if at > 0 else at].words)
    plus = words - len(text.of(of))
    return _links.SameCount(unit, at, "words", of, plus) if words and -5 <= plus <= 12 else None  # type: ignore[arg-type]


def longer(rng: Random, text: Text, unit: str) -> Check | None:
    parts = text.of(unit)  # type: ignore[arg-type]
    if len(parts) < 3:
        return None
    at, than = rng.sample((1, 2, 3, -1) if len(parts) > 3 else (1, 2, 3), 2)
    check = _links.Longer(unit, at, than)  # type: ignore[arg-type]
    other = _links.Longer(unit, than, at)  # type: ignore[arg-type]
    return check if check.holds(text) else other if other.holds(text) else None


def echo(rng: Random, text: Text, unit: str) -> Check | None:
    parts = text.of(unit)  # type: ignore[arg-type]
    places = [(at, word, name) for at, part in enumerate(parts) for word, name in enumerate(part.low_words[:9])]
    rng.shuffle(places)
    seen = dict[str, tuple[int, int]]()
    for at, word, name in places:
        if name in seen and seen[name][0] != at and name.isalpha():
            other, as_word = seen[name]
            return _links.Echo(unit, at + 1, word + 1, other + 1, as_word + 1) if max(at, other) < 10 else None  # type: ignore[arg-type]
        seen[name] = at, word
    return None


def line_length(rng: Random, text: Text, unit: str) -> Check | None:
    longest = max(len(part.value) for part in text.of("lines"))
    return _layout.LineLength(0, longest + rng.randint(0, 3)) if len(text.of("lines")) > 1 else None


WHOLE = (units, units, initials, endings, openings, closings, ascending, same_count, longer, echo, line_length)
"""What can be asked of a text and its parts."""
