"""Clauses of an English text: which literals its sentences state, by content words, denials and the words that join conditions.

A rough reading on purpose: what a policy sees that knows the language's joints and no more. A literal is the set of a part's content
words, denied when it has a word of denial; parts are divided by commas and by joining words. What a reading gets wrong, it gets wrong
alike for every answer.
"""

import re
from typing import NamedTuple

from synth.pipelines.audit.shortcuts.features import FUNCTION_WORDS, NEGATIONS, facts_and_question
from synth.pipelines.audit.shortcuts.neighbourhood import Clauses

TELLING = frozenset(
    "true false fact facts known know established certain certainly doubt records record show shows turn turned out case cases "
    "hold holds held two three all together enough must follow follows conclude question statement following much safe say whether so "
    "besides moreover perhaps both every least also else more clear checked confirmed somebody".split()
)
"""Words about statements, which are not part of what is stated."""
_OPENS = frozenset("if provided whenever assuming suppose supposing should when given".split())
_CLOSES = frozenset("then".split())
_PROVES = frozenset("imply implies mean means must entails ensures".split())
_JOINS = frozenset(", ; : and or that only unless".split()) | _OPENS | _CLOSES | _PROVES | {"enough", "either", "is it true"}
_TOKEN = re.compile(r"is it true|as long as|in every case|no doubt|[a-z0-9]+(?:['’_-][a-z0-9]+)*|[,;:]")
_SENTENCE = re.compile(r"[.!?\n]")


class _Part(NamedTuple):
    words: frozenset[str]
    denied: bool
    condition: bool


def _parts(sentence: str) -> tuple[list[_Part], set[str]]:
    """The parts of a sentence, and its joining words."""
    tokens = [
        {"as long as": "if", "in every case": "if", "no doubt": "known"}.get(token, token)
        for token in _TOKEN.findall(sentence.lower().replace("’", "'"))
    ]
    parts: list[_Part] = []
    words: list[str] = []
    denied = carried = condition = swapped = listed = False
    for place, token in enumerate([*tokens, ";"]):
        if token not in _JOINS:
            denial = token in NEGATIONS or token.endswith("n't")
            denied ^= denial
            if not denial and token not in FUNCTION_WORDS and token not in TELLING:
                words.append(token)
            continue
        if words:
            parts.append(_Part(frozenset(words), denied != carried, condition))
            carried = False
        elif token in ("that", ":") and denied:  # "it is not so that ..."
            carried = True
        words, denied = [], False
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        if token in _OPENS:
            swapped |= place > 0 and tokens[place - 1] == "only"
            condition = True
        elif token in _CLOSES or (
            token in (",", ":") and condition and "then" not in tokens[place:] and after not in ("that", "and", "if")
        ):
            condition = False
        elif token in _PROVES:
            parts, condition = [part._replace(condition=True) for part in parts], False
        elif token == "enough":
            listed = True
        elif token == ":" and (listed or "these" in tokens[:place]) and ("if" in tokens or listed):
            condition = True
        elif token == "is it true" and swapped:
            condition = False
    if swapped:  # "a only if b", "only if b is it true that a"
        parts = [part._replace(condition=not part.condition) for part in parts]
    return parts, set(_JOINS.intersection(tokens))


def of_text(text: str) -> Clauses:
    """The clauses of a prompt, and the literal of its question that its facts mention most alike."""
    facts_text, question = facts_and_question(text)
    numbers: dict[frozenset[str], int] = {}
    facts: set[int] = set()
    clauses: list[tuple[int, ...]] = []
    for sentence in filter(str.strip, _SENTENCE.split(facts_text)):
        parts, joins = _parts(sentence)
        literals = [(-1 if part.denied != part.condition else 1) * numbers.setdefault(part.words, len(numbers) + 1) for part in parts]
        if len(literals) == 1 or (literals and not any(part.condition for part in parts) and not joins & {"or", "unless", "either", ":"}):
            facts.update(literals)
        elif literals:
            clauses.append(tuple(dict.fromkeys(literals)))
    asked = [part for sentence in _SENTENCE.split(question) for part in _parts(sentence)[0] if part.words in numbers]
    if not asked:
        return Clauses(frozenset(facts), tuple(clauses), 0)
    most = max(asked, key=lambda part: len(part.words))
    return Clauses(frozenset(facts), tuple(clauses), (-1 if most.denied else 1) * numbers[most.words])
