"""What readers of logic prompts share: a prompt without the words on the form of a reply, and its lines."""

import re

from reading import Unread


def lines(text: str) -> list[str]:
    """Lines that say something, without marks of a list in front."""
    return [re.sub(r"^(?:[-*•] |\d+[.)] )", "", line.strip()) for line in text.splitlines() if line.strip()]


def listed(text: str) -> list[str]:
    """`a, b and c` as three."""
    return [one for one in re.split(r", and |, | and ", text.strip()) if one]


def found(pattern: str, text: str) -> re.Match[str]:
    """The one place where a pattern stands."""
    match = re.search(pattern, text)
    if not match:
        raise Unread(f"{pattern}: {text[:2000]}")
    return match
