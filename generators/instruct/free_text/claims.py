"""What free texts claim: their constraints in words, what cheap replies win, and which requests are the same."""

from collections.abc import Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.instruct import _claims
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.instruct._words import OwnSentences
from synth.verifiers.instruct.free_text import FreeText

DETAILS = (
    Rule(
        "words", {"en": lambda p: rf"at least {_own(p).beside} (other|more) words", "zh": lambda p: rf"至少(还有)? {_own(p).beside} 个汉字"}
    ),
    Rule("words", {"en": r"exactly once|only once|exactly one place|once each", "zh": r"出现一次|各一次"}),
    Rule(
        "words",
        {
            "en": r"none of the other|none of the others|without any other|No two of them",
            "zh": r"不能有(其他细节|另一项)|任意两项不能在同一句",
        },
    ),
    Rule("words", {"en": r"ordinary English", "zh": r"中文"}),
    Rule(
        "words",
        {
            "en": lambda p: "".join(rf"(?=.*{one})" for one in _own(p).phrases) + ".",
            "zh": lambda p: "".join(rf"(?=.*{one})" for one in _own(p).phrases) + ".",
        },
    ),
    Rule("format", {"en": r"10,000 characters", "zh": r"10000 个字符"}),
)
GROUPS = ("words", "letters", "case", "marks", "layout", "order", "links", "formats")
RULES = (*DETAILS, *_claims.rules(GROUPS), _claims.numbers(lambda problem: problem.rules, "letters"))
SHORTCUTS = (
    Shortcut("sentences that fit anything around the details, the rest ignored", _claims.form_letter, (0.17, 0.06, 0.03) + (0.01,) * 7),
    Shortcut("the same sentence around each detail", _claims.same_sentence, (0.01,) * 10),
    Shortcut("words without meaning around the details", _claims.meaningless, (0.01,) * 10),
    Shortcut("the details alone, a line each", _claims.stuffed, (0.01,) * 10),
)


def _own(problem: Any) -> OwnSentences:
    own = problem.rules[0]
    assert isinstance(own, OwnSentences)
    return own


def copies(problem: FreeText, rng: Random) -> Iterator[FreeText]:
    """Constraints and details in another order, and the text under another name."""
    own = _own(problem)
    for _ in range(3):
        phrases, rules = list(own.phrases), list(problem.rules[1:])
        rng.shuffle(phrases)
        rng.shuffle(rules)
        yield replace(problem, rules=(replace(own, phrases=tuple(phrases)), *rules), genre="a text")


def different(problem: FreeText, rng: Random) -> Iterator[FreeText]:
    """A constraint left out, another detail, more words beside it."""
    own, *rest = problem.rules
    assert isinstance(own, OwnSentences)
    yield replace(problem, rules=(own, *rest[:-1]))
    yield replace(problem, rules=(replace(own, beside=own.beside + 1), *rest))
    yield replace(problem, rules=(replace(own, phrases=own.phrases[1:]), *rest))
