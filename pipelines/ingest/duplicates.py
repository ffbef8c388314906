"""Questions that are there twice: word for word, or one within another."""

import re
from collections.abc import Sequence
from hashlib import blake2b

_WORD = re.compile(r"\w+|[^\w\s]")
FIRST_WORDS = 8


def normal(question: str) -> str:
    """The words and signs of a question in lower case, so that spacing makes no difference."""
    return " ".join(_WORD.findall(question.lower()))


class Seen:
    """Questions that have come by, 16 bytes each."""

    def __init__(self) -> None:
        self._digests: set[bytes] = set()

    def again(self, question: str) -> bool:
        """Whether an equal one has come before; it counts from now on."""
        digest = blake2b(normal(question).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if digest in self._digests:
            return True
        self._digests.add(digest)
        return False


def containing(questions: Sequence[str]) -> set[int]:
    """The places of questions that hold another one, different from them, word for word from its first to its last; those within stay.

    A question of fewer than eight words and signs is looked for in none: it would be found everywhere. The questions are held in memory."""
    texts = [normal(question) for question in questions]
    words = [text.split() for text in texts]
    by_start: dict[tuple[str, ...], list[int]] = {}
    for place, found in enumerate(words):
        if len(found) >= FIRST_WORDS:
            by_start.setdefault(tuple(found[:FIRST_WORDS]), []).append(place)
    return {
        place
        for place, found in enumerate(words)
        if any(
            other != place and len(words[other]) < len(found) and found[at : at + len(words[other])] == words[other]
            for at in range(len(found) - FIRST_WORDS + 1)
            for other in by_start.get(tuple(found[at : at + FIRST_WORDS]), ())
        )
    }
