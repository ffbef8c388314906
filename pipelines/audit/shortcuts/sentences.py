"""What lies within two steps of what is asked by words alone: the sentences that share a phrase with the question, the sentences that share
words with those. For facts that are no conditions (who weighs more than whom), where `english.py` sees single statements only."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synth.pipelines.audit.shortcuts.english import TELLING
from synth.pipelines.audit.shortcuts.features import FUNCTION_WORDS, NEGATIONS, facts_and_question

_SENTENCE = re.compile(r"[.!?\n]")
_WORD = re.compile(r"[a-z0-9]+(?:['’_-][a-z0-9]+)*")
_COMMON = 1 / 3  # of the sentences: a word in more of them says nothing of what they share
LONGEST = 3  # words of the phrase that stands for what is asked


def _words(sentence: str) -> list[str]:
    return [word for word in _WORD.findall(sentence) if word not in FUNCTION_WORDS and word not in TELLING]


def _phrases(words: list[str], length: int) -> list[tuple[str, ...]]:
    return [tuple(words[k : k + length]) for k in range(len(words) - length + 1)]


def counts(text: str) -> dict[str, float]:
    """The features of a prompt, by name."""
    facts, question = (part.lower() for part in facts_and_question(text))
    sentences = [words for words in map(_words, _SENTENCE.split(facts)) if words]
    asked = _asked(sentences, _words(question))
    everywhere = Counter(word for words in sentences for word in set(words))
    common = {word for word, times in everywhere.items() if times > max(2, _COMMON * len(sentences))}
    near = [k for k, words in enumerate(sentences) if asked and asked in _phrases(words, len(asked))]
    others = [{w for w in sentences[k] if w not in asked and w not in common and w not in NEGATIONS} for k in near]
    alone = {words[0] for words in (set_of(words, common) for words in sentences) if len(words) == 1}
    linked = set().union(*others) if others else set()
    far = [k for k, words in enumerate(sentences) if k not in near and linked.intersection(words)]
    found: dict[str, float] = {
        "sentences on what is asked": len(near),
        "sentences two steps away": len(far),
        "sentences further away": len(sentences) - len(near) - len(far),
        "words of the phrase asked": len(asked),
    }
    for name, values in {
        "other words": [len(words) for words in others],
        "words named nowhere else": [sum(everywhere[word] == 1 for word in words) for words in others],
        "words that stand alone elsewhere": [len(words & alone) for words in others],
        "mentions of the other words": [sum(everywhere[word] - 1 for word in words) for words in others],
        "denials": [sum(word in NEGATIONS or word.endswith("n't") for word in sentences[k]) for k in near],
        "numbers": [sum(word.isdigit() for word in sentences[k]) for k in near],
        "denials two steps away": [sum(word in NEGATIONS or word.endswith("n't") for word in sentences[k]) for k in far],
    }.items():
        found |= {f"fewest {name}": min(values, default=-1), f"most {name}": max(values, default=-1), f"all {name}": sum(values)}
    return found


def set_of(words: list[str], common: set[str]) -> list[str]:
    """The distinct words of a sentence that are not common, in order."""
    return [word for word in dict.fromkeys(words) if word not in common and word not in NEGATIONS]


def _asked(sentences: list[list[str]], question: list[str]) -> tuple[str, ...]:
    """The longest phrase of the question that facts repeat, of several the rarest; `()` for none."""
    for length in range(LONGEST, 0, -1):
        times = Counter(phrase for words in sentences for phrase in set(_phrases(words, length)))
        shared = [phrase for phrase in _phrases(question, length) if times[phrase]]
        if shared:
            return min(shared, key=lambda phrase: (times[phrase], phrase))
    return ()


def table(texts: Sequence[str]) -> tuple[list[str], NDArray[np.float64]]:
    """Names of the features, and a row for each prompt."""
    rows = [counts(text) for text in texts]
    return list(rows[0]), np.array([list(row.values()) for row in rows], np.float64)
