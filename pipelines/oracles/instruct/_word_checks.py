"""Kinds of constraints on words and signs, once more from their descriptions."""

import string
from itertools import pairwise

from synth.pipelines.oracles.instruct import _reading as r
from synth.pipelines.oracles.instruct._bounds import at_place, within

COMMON = (
    "a about after all an and are as at be before but by can for from had has have he her his i if in into"
    " is it its me more my no not of on one or our out over she so than that the their then there they this to"
    " up us was we were when which will with you your"
).split()
BOTH = [",，", ";；", ":：", "?？", "!！", '"“”']


def on_words(kind: str, c: dict, text: str, language: str) -> bool | None:
    low = r.lower_words(text, language)
    match kind:
        case "word_count":
            return within(c, len(low))
        case "uses_all":
            return all(r.finds(text, one, language) for one in c["phrases"])
        case "uses_times":
            return within(c, len(r.finds(text, c["phrase"], language)))
        case "avoids":
            return all(not r.finds(text, one, language) for one in c["phrases"])
        case "own_sentences":
            return _own_sentences(c, text, language)
        case "phrase_order":
            places = [min(r.finds(text, one, language), default=-1) for one in c["phrases"]]
            return -1 not in places and all(a <= b for a, b in pairwise(places))
        case "no_repeated_run":
            seen = set()
            for k in range(len(low) - c["size"] + 1):
                run = "\n".join(low[k : k + c["size"]])
                if run in seen:
                    return False
                seen.add(run)
            return True
        case "distinct_words":
            return within(c, len(dict.fromkeys(low)))
        case "no_word_twice":
            return all(low[k] not in set(low[:k]) for k in range(len(low))) if len(low) < 2000 else len(set(low)) == len(low)
        case "word_length":
            return all(within(c, len([s for s in word if s.isalnum()])) for word in low)
        case "long_words":
            return within(c, len([1 for word in r.words(text, language) if len([s for s in word if s.isalnum()]) >= c["length"]]))
        case "word_at":
            return at_place(low, c["at"]) == c["word"].lower()
        case "copies":
            return text.find(c["passage"]) >= 0
        case "starts_with":
            return text[: len(c["phrase"])] == c["phrase"]
        case "ends_with":
            return text[-len(c["phrase"]) :] == c["phrase"]
        case "one_of":
            return any(text == one for one in c["phrases"])
        case "tongue":
            if language == "zh":
                return bool(low) and len([s for s in text if s in string.ascii_letters]) <= len(low)
            foreign = [s for s in text if s.isalpha() and ord(s) > 0x24F]
            accents = [word for word in low if any(ord(s) > 0x7F and s != "’" for s in word)]
            common = [word for word in low if word in COMMON]
            return bool(low) and not foreign and 5 * len(accents) <= len(low) <= 10 * len(common)
        case "character_count":
            return c.get("least", 0) <= len([s for s in text if not s.isspace()]) <= c.get("most", 20_000)
    return None


def _own_sentences(c: dict, text: str, language: str) -> bool:
    if [len(r.finds(text, one, language)) for one in c["phrases"]] != [1] * len(c["phrases"]):
        return False
    good = set()
    for sentence in r.parts(text, "sentences", language):
        inside = [one for one in c["phrases"] if r.finds(sentence, one, language)]
        if len(inside) > 1:
            return False
        if inside and len(r.words(sentence, language)) - len(r.words(inside[0], language)) >= c["beside"]:
            good.add(inside[0])
    return len(good) == len(c["phrases"])


def _marks_of(mark: str) -> str:
    return next((pair for pair in BOTH if mark in pair), mark)


def _between(text: str, opening: str, closing: str) -> int:
    """Passages between two signs on one line, with something and no such sign in them."""
    count, start = 0, -1
    for at, sign in enumerate(text):
        if sign == closing and start >= 0 and at > start + 1:
            count, start = count + 1, -1
        elif sign == opening:
            start = at
        elif sign in (closing, "\n"):
            start = -1
    return count


def on_signs(kind: str, c: dict, text: str, language: str) -> bool | None:
    low = text.lower()
    first = [word[0] for word in r.words(text, language)]
    match kind:
        case "letter_count":
            return within(c, len([s for s in low if s == c["letter"].lower()]))
        case "without_letter":
            return all(s != c["letter"].lower() for s in low)
        case "initial_count":
            return within(c, len([word for word in r.lower_words(text, language) if word.startswith(c["letter"].lower())]))
        case "initials" | "endings":
            found = [r.lower_words(part, language) for part in r.parts(text, c["unit"], language)]
            wanted = c["letters"] if kind == "initials" else c["endings"]
            if len(found) != len(wanted) or not all(found):
                return False
            if kind == "initials":
                return all(part[0][0] == one.lower() for part, one in zip(found, wanted, strict=True))
            return all(part[-1][-len(one) :] == one.lower() for part, one in zip(found, wanted, strict=True))
        case "palindromes":
            known = {word for word in r.lower_words(text, language) if len(word) > 2 and all(s.isalpha() for s in word)}
            return within(c, len([word for word in known if list(word) == list(reversed(word))]))
        case "digit_count":
            return within(c, len([s for s in text if s in string.digits]))
        case "number_count":
            return within(c, len("".join(s if s in string.digits else " " for s in text).split()))
        case "upper":
            return any(s.isupper() for s in text) and not any(s.islower() or (s.istitle() and not s.isupper()) for s in text)
        case "lower":
            return any(s.islower() for s in text) and not any(s.isupper() or s.istitle() for s in text)
        case "capital_words":
            return within(c, len([word for word in r.words(text, language) if len(word) > 1 and word.isupper()]))
        case "capital_start":
            return within(c, len([s for s in first if s.isupper()]))
        case "title_case":
            return bool(first) and not [s for s in first if s.islower()]
        case "in_capitals":
            places, size = r.finds(text, c["phrase"], language), len(c["phrase"])
            return bool(places) and len(low) == len(text) and {text[k : k + size] for k in places} == {c["phrase"].upper()}
        case "without_mark":
            return not set(_marks_of(c["mark"])) & set(text)
        case "mark_count":
            return within(c, len([s for s in text if s in _marks_of(c["mark"])]))
        case "wrapped":
            ends = text[:1] == c["opening"] and text[-1:] == c["closing"] and len(text) > 2
            return ends and not {c["opening"], c["closing"]} & set(text[1:-1])
        case "pairs":
            if c["pair"] == "placeholders":
                return within(c, _between(text, "[", "]"))
            if c["pair"] == "remarks":
                return within(c, _remarks(text))
            return within(c, _quotations(text))
    return None


def _remarks(text: str) -> int:
    return _between(text, "(", ")") + _between(text, "（", "）")


def _quotations(text: str) -> int:
    """From left to right, whatever pair begins first."""
    count, at = 0, 0
    pairs = {'"': '"', "“": "”", "「": "」"}
    while at < len(text):
        closing = pairs.get(text[at])
        end = at + 1
        if closing:
            while end < len(text) and text[end] not in (closing, "\n", text[at]):
                end += 1
            if end < len(text) and text[end] == closing and end > at + 1:
                count, at = count + 1, end
        at += 1
    return count
