"""Grammars: derivations are checked step by step; counts and the question what can be derived go by spans of the word."""

import re
from functools import cache
from itertools import pairwise

from reading import Unread, body

SAID = {
    "derive": (
        r"^Give a leftmost derivation of the word ((?:[a-z] ?)+)\.$",
        r"^Show how to get ((?:[a-z] ?)+) in this way, always replacing the placeholder that stands furthest to the left\.$",
        r"^Task: a leftmost derivation of this word in G\.",
        r"^Derive the sentence ((?:[a-z] ?)+) from S",
    ),
    "trees": (
        r"^How many different derivation trees \(parse trees\) does the word ((?:[a-z] ?)+) have\? That is the number of its different leftmost derivations\.",
        r"^In how many different ways can one get ((?:[a-z] ?)+), if the leftmost placeholder is always the one to be replaced\?",
        r"^Task: count the derivation trees of this word in G\.",
        r"^The sentence ((?:[a-z] ?)+) is ambiguous\. How many parse trees has it got, which is as many as it has leftmost derivations\?",
    ),
    "words": (
        r"^Which of these words can be derived from S\?$",
        r"^Which of these strings can one get\?$",
        r"^Task: find all words of the list that belong to the language of G\.",
        r"^Which of the following are sentences of the language\?$",
    ),
}
LEFTMOST = r"begins with S and ends with the (?:word|sentence)\. Each step replaces the leftmost [\w ]+, and no other, by one of its right sides\. Write all the strings on the way, joined by `=>`\."
NONE = r"any of them will do\. If the (?:word|sentence) cannot be derived at all, answer none\."
ONLY = r"labels of all words that can be derived|labels of exactly those that one can get|all words of the list that belong|labels of all that are"
Rules = dict[str, list[tuple[str, ...]]]


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    rules = {
        left: [tuple(right.split()) for right in rights.split(" | ")]
        for left, rights in re.findall(r"^([A-Z]) -> (?!p \| q)(.+)$", text, re.MULTILINE)
    }
    if "S" not in rules or any(not right or set(right) - set(rules) - set("abcdefgh") for rights in rules.values() for right in rights):
        raise Unread(text)
    for ask, patterns in SAID.items():
        for pattern in patterns:
            if found := re.search(pattern, text, re.MULTILINE):
                word = found[1] if found.groups() and found[1] else _word(text) if ask != "words" else ""
                return _right(ask, text, rules, tuple(word.split()), answer.strip())
    raise Unread(text)


def _word(text: str) -> str:
    found = re.search(r"^Word: ((?:[a-z] ?)+)$", text, re.MULTILINE)
    if not found:
        raise Unread(text)
    return found[1]


def _right(ask: str, text: str, rules: Rules, word: tuple[str, ...], answer: str) -> bool:
    if ask == "trees":
        return answer == str(trees(rules, word))
    if ask == "words":
        listed = re.findall(r"^\(?([A-H])[).:] ((?:[a-z] ?)+)$", text, re.MULTILINE)
        if not listed or not re.search(ONLY, text):
            raise Unread(text)
        return answer.split(", ") == [label for label, each in listed if trees(rules, tuple(each.split()))]
    if not re.search(LEFTMOST, text) or not re.search(NONE, text):
        raise Unread(text)
    if answer == "none":
        return not trees(rules, word)
    forms = [tuple(form.split()) for form in answer.split("=>")]
    return forms[0] == ("S",) and forms[-1] == word and all(_step(rules, *pair) for pair in pairwise(forms))


def _step(rules: Rules, form: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """The second comes from the first by replacing its first capital."""
    place = next((place for place, symbol in enumerate(form) if symbol in rules), -1)
    return place >= 0 and any(form[:place] + right + form[place + 1 :] == after for right in rules[form[place]])


def trees(rules: Rules, word: tuple[str, ...]) -> int:
    """How many derivation trees the word has. No right side is empty; none of one capital alone stands in a circle, or the count would not end."""

    @cache
    def ways(symbols: tuple[str, ...], low: int, high: int) -> int:
        """In how many ways the symbols become what stands from low up to high."""
        if len(symbols) > high - low or not symbols:
            return int(not symbols and low == high)
        first, rest = symbols[0], symbols[1:]
        if first not in rules:
            return ways(rest, low + 1, high) if word[low] == first else 0
        ends = range(low + 1, high - len(rest) + 1) if rest else (high,)
        return sum(here * ways(rest, end, high) for end in ends if (here := sum(ways(right, low, end) for right in rules[first])))

    return ways(("S",), 0, len(word))
