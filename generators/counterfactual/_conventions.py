"""Which words of a problem's sentences need a convention: a prompt explains those that occur, and no others."""

import re
from collections.abc import Iterable
from functools import lru_cache

WORDS = {
    "en": {
        # "One or more" is a number; "or both" and "but not both" explain themselves.
        "or": re.compile(r"^(?!.*\b(?:or|perhaps|maybe|possibly|not|never) both\b).*(?<!/)\bor\b(?! more\b)", re.IGNORECASE),
        "unless": re.compile(r"\bunless\b|\bexcept (?:if|in case|perhaps if)\b", re.IGNORECASE),
        "only if": re.compile(r"(?<!\band )(?<!\bbut )\bonly if\b", re.IGNORECASE),
        "if": re.compile(
            r"(?<!only )(?<!only, )(?<!exactly )(?<!precisely )(?<!except )(?<!perhaps )\bif\b(?! and only)(?!,)"
            r"|(?<!exactly )(?<!precisely )(?<!only )(?<!only, )\bwhen\b(?! and only)(?!,)"
            r"|\b(?:whenever|provided that|assuming that|supposing that|given that|in case|on condition|in the event|as long as)\b"
            r"|\b(?:should it|it is enough that|implies that|for it to be true that)\b",
            re.IGNORECASE,
        ),
    }
}
"""For each language, convention -> the sentences that need it."""


def uses(texts: Iterable[str], language: str = "en") -> set[str]:
    """The conventions that some of the sentences need."""
    return {name for text in texts for name in _needed(text, language)}


@lru_cache(maxsize=1 << 8)  # the members of a family share sentences
def _needed(text: str, language: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in WORDS[language].items() if pattern.search(text))
