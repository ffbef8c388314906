"""Conditions on a note, near the border between true and false."""

from random import Random

from synth.generators.instruct import _read
from synth.verifiers.instruct import _layout, _letters, _links, _marks, _order, _words
from synth.verifiers.instruct._check import MANY, Check
from synth.verifiers.instruct._text import Text

TRIES = 60
EASY, MIDDLE = 3, 6
"""How many of the kinds are looked up, and how many of those that are left are counts of parts."""


def condition(rng: Random, note: Text, wanted: bool, kinds: int, facts: tuple[str, ...]) -> Check:
    """One that the note keeps or, as wanted, does not; of the first so many kinds."""
    for _ in range(TRIES):
        check = _drawn(rng, note, rng.randrange(kinds), facts)
        if check and check.holds(note) == wanted:
            return check
    exact = len(note.of("sentences"))
    return _layout.UnitCount(exact + (not wanted), exact + (not wanted), unit="sentences")


def _drawn(rng: Random, note: Text, kind: int, facts: tuple[str, ...]) -> Check | None:
    sentences = note.of("sentences")
    match kind:
        case 0:
            return _words.UsesAll((rng.choice(facts),))
        case 1:
            return _letters.NumberCount(**_around(rng, len(_letters.NUMBER.findall(note.value)), 1))
        case 2:
            mark = rng.choice(",!?" if note.language == "en" else "，！？")
            return _marks.MarkCount(**_around(rng, sum(note.value.count(one) for one in (mark,)), 1), mark=mark)
        case 3:
            return _layout.UnitCount(**_around(rng, len(sentences), 1), unit="sentences")
        case 4:
            at, than = rng.sample(range(1, len(sentences)), 2) if len(sentences) > 2 else (1, -1)
            return _links.Longer("sentences", at, than)
        case 5:
            return _order.Openings("sentences")
        case 6:
            word = rng.choice(("the", "a", "in", "for", "of") if note.language == "en" else _read.COMMON["zh"][:12])
            return _words.UsesTimes(**_around(rng, note.count(word), 1), phrase=word)
        case 7:
            return _words.WordCount(**_around(rng, len(note.words), 3))
    return _order.Ascending("sentences", rng.random() < 0.5)


def _around(rng: Random, found: int, off: int) -> dict[str, int]:
    """At least, at most or exactly a number near the one that is there."""
    number = max(1, found + rng.randint(-off, off))
    return rng.choice(({"least": number, "most": MANY}, {"least": 0, "most": number}, {"least": number, "most": number}))
