"""Lettered options of a prompt, and what can be measured of each without reasoning."""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.pipelines.audit.shortcuts.features import FUNCTION_WORDS, NEGATIONS, WORD

_OPTION = re.compile(r"^\s*(?:[-*] )?\**[(\[]?([A-Ha-h])[)\].:]\**[.:]?\s+(\S.*)$", re.MULTILINE)
_INLINE = re.compile(r"(?<!\w)\(([A-Ha-h])\)\s+(.+?)(?=\s*(?<!\w)\([A-Ha-h]\)\s|\n|$)")

OWN = ("characters", "words", "negations", "words shared with other options", "commas")
IN_PASSAGE = ("words found in the passage", "words found in one sentence", "mentions in the passage")


class Options(NamedTuple):
    """A prompt taken apart."""

    texts: tuple[str, ...]
    """The options in the order of their letters, without them: `("The gate is open.", "The well is deep.", ...)`."""
    passage: str
    """The prompt without the options."""


def options(text: str) -> Options | None:
    """The lettered options of a prompt (three or more that begin with A), or None."""
    for pattern in (_OPTION, _INLINE):
        run: list[re.Match[str]] = []
        found: list[re.Match[str]] = []
        for match in pattern.finditer(text):
            letter = ord(match[1].lower()) - ord("a")
            run = [*run, match] if letter == len(run) else [match] if letter == 0 else []
            if len(run) > 2:
                found = run
        if found:
            passage = text
            for match in reversed(found):
                passage = passage[: match.start()] + "\n" + passage[match.end() :]
            return Options(tuple(match[2].strip() for match in found), passage)
    return None


def option_measures(found: Options) -> NDArray[np.float64]:
    """A row for each option: the measures OWN and the option's ranks in them, IN_PASSAGE and its ranks, its place."""
    bags = [set(WORD.findall(text.lower())) for text in found.texts]
    sentences = [[word for word in WORD.findall(part) if word[0].isalpha()] for part in re.split(r"[.?!\n]", found.passage.lower())]
    passage = [word for sentence in sentences for word in sentence]
    vocabulary = set(passage)
    measured = []
    for number, (text, bag) in enumerate(zip(found.texts, bags, strict=True)):
        others = set().union(*(other for k, other in enumerate(bags) if k != number))
        content = {word for word in bag if word[0].isalpha() and word not in FUNCTION_WORDS}
        size = max(len(content), 1)
        own = [len(text), len(text.split()), len(bag & NEGATIONS), len(bag & others) / max(len(bag), 1), text.count(",")]
        together = max((len(content & set(sentence)) / size for sentence in sentences), default=0)
        mentions = sum(word in content for word in passage) / size
        measured.append([*own, len(content & vocabulary) / size, together, mentions])
    values = np.array(measured, np.float64)
    ranks = (values[:, None, :] > values[None, :, :]).sum(1).astype(np.float64)
    place = np.arange(len(bags), dtype=np.float64)[:, None]
    n = len(OWN)
    return np.hstack([values[:, :n], ranks[:, :n], values[:, n:], ranks[:, n:], place])
