"""The 25 kinds of verifiable instructions that IFEval describes (Zhou et al., 2023), written from those descriptions alone, in a few lines each.
Each pairs a function of a response with the constraints of ours that say the same."""

import json
import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from synth.verifiers.instruct._case import CapitalWords, Lower, Upper
from synth.verifiers.instruct._check import Check
from synth.verifiers.instruct._formats import Json
from synth.verifiers.instruct._layout import Headings, Parted, Postscript, Repeats, Title, UnitCount
from synth.verifiers.instruct._letters import LetterCount
from synth.verifiers.instruct._marks import Pairs, WithoutMark, Wrapped
from synth.verifiers.instruct._rules import At
from synth.verifiers.instruct._words import Avoids, EndsWith, OneOf, Tongue, UsesAll, UsesTimes, WordAt, WordCount

OPTIONS = ("My answer is yes.", "My answer is no.", "My answer is maybe.")
COMMON = set(
    "i me my we us our you your he his she her it its they their the a an this that there of to in on at by for from with as about after before"
    " over into up out and or but so if when which than then is are was were be has have had can will not no all more one".split()
)
REQUEST = "Write about the garden."
END = "Is there anything else I can help with?"


class Kind(NamedTuple):
    """A kind of instruction, as it is there and as it is here."""

    name: str
    ours: tuple[Check, ...]
    theirs: Callable[[str], bool]


def _says(word: str) -> Callable[[str], int]:
    return lambda text: len(re.findall(rf"\b{re.escape(word)}\b", text, re.IGNORECASE))


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n[^\S\n]*\n", text) if re.search(r"[^\W_]", part)]


def _sentences(text: str) -> int:
    count = 0
    for line in text.split("\n"):
        words = re.sub(r"^\s*([-*+•]|#{1,6}|>|\d{1,3}[.)])\s+", "", line).split()
        begun = False
        for word in words:
            begun = begun or bool(re.search(r"[^\W_]", word))
            if re.search(r"[.!?][\"'”’)\]*_]*$", word):
                count, begun = count + begun, False
    return count


def _is_json(text: str) -> bool:
    fenced = re.fullmatch(r"```[a-zA-Z]*\n(.*)\n\s*```", text, re.DOTALL)
    try:
        return isinstance(json.loads(fenced[1] if fenced else text), dict | list)
    except ValueError:
        return False


def _is_english(text: str) -> bool:
    """Every tenth word at least is a common one, which takes the place of a detector of languages."""
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.lower())
    return bool(words) and 10 * sum(word in COMMON for word in words) >= len(words)


def _sections(text: str, count: int) -> bool:
    parts = re.split(r"^# Section (\d+)[^\S\n]*$", text, flags=re.MULTILINE)
    return (
        parts[1::2] == [str(k + 1) for k in range(count)]
        and all(part.strip() for part in parts[2::2])
        and len(re.findall(r"^\s*#", text, re.M)) == count
    )


def _parts(text: str, separator: str) -> list[str]:
    return [part.strip() for part in re.split(rf"^[^\S\n]*{re.escape(separator)}[^\S\n]*$", text, flags=re.MULTILINE)]


def kinds(rng: Random) -> list[Kind]:
    """All of them, with numbers and words drawn."""
    n, word, other = rng.randint(1, 4), rng.choice(("our", "the", "garden", "tea")), rng.choice(("never", "snails", "we", "old"))
    letter, many = rng.choice("aeiost"), rng.randint(10, 60)
    return [
        Kind("keywords:existence", (UsesAll((word, other)),), lambda t: _says(word)(t) > 0 and _says(other)(t) > 0),
        Kind("keywords:frequency", (UsesTimes(n, phrase=word),), lambda t: _says(word)(t) >= n),
        Kind("keywords:forbidden_words", (Avoids((word, other)),), lambda t: not _says(word)(t) + _says(other)(t)),
        Kind("keywords:letter_frequency", (LetterCount(0, many, letter=letter),), lambda t: t.lower().count(letter) <= many),
        Kind("language:response_language", (Tongue(),), _is_english),
        Kind(
            "length_constraints:number_paragraphs",
            (Parted("***", n + 1),),
            lambda t: len(_parts(t, "***")) == n + 1 and all(_parts(t, "***")),
        ),
        Kind("length_constraints:number_words", (WordCount(many),), lambda t: len(re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", t)) >= many),
        Kind("length_constraints:number_sentences", (UnitCount(0, 2 * n, unit="sentences"),), lambda t: _sentences(t) <= 2 * n),
        Kind(
            "length_constraints:nth_paragraph_first_word",
            (UnitCount(n, n, unit="paragraphs"), At("paragraphs", n, WordAt(1, word))),
            lambda t: len(_paragraphs(t)) == n and re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", _paragraphs(t)[-1])[0].lower() == word,
        ),
        Kind(
            "detectable_content:postscript",
            (Postscript("P.S."),),
            lambda t: bool(_paragraphs(t)) and bool(re.match(r"P\.S\..{4}", _paragraphs(t)[-1], re.S)),
        ),
        Kind("detectable_content:number_placeholders", (Pairs(n, pair="placeholders"),), lambda t: len(re.findall(r"\[[^][\n]+]", t)) >= n),
        Kind(
            "detectable_format:number_bullet_lists",
            (UnitCount(n, n, unit="bullets"),),
            lambda t: len(re.findall(r"^\s*[-*+•][^\S\n]+[^\s*]", t, re.M)) == n,
        ),
        Kind("detectable_format:title", (Title(),), lambda t: bool(re.match(r"<<[^<>\n]*\w[^<>\n]*>>[^\S\n]*(\n|$)", t))),
        Kind("detectable_format:constrained_response", (OneOf(OPTIONS),), lambda t: t in OPTIONS),
        Kind(
            "detectable_format:number_highlighted_sections",
            (UnitCount(n, unit="highlights"),),
            lambda t: len(re.findall(r"\*[^*\s][^*\n]*\*|\*\*[^*\n]+\*\*", t)) >= n,
        ),
        Kind("detectable_format:multiple_sections", (Headings(tuple(f"Section {k + 1}" for k in range(n)), 1),), lambda t: _sections(t, n)),
        Kind("detectable_format:json_format", (Json(),), _is_json),
        Kind(
            "combination:repeat_prompt",
            (Repeats(REQUEST),),
            lambda t: bool(re.match(rf"{re.escape(REQUEST)}[^\S\n]*\n", t)) and t[len(REQUEST) :].strip() != "",
        ),
        Kind("combination:two_responses", (Parted("******", 2),), lambda t: len(_parts(t, "******")) == 2 and all(_parts(t, "******"))),
        Kind("change_case:english_capital", (Upper(),), lambda t: t == t.upper() and t != t.lower()),
        Kind("change_case:english_lowercase", (Lower(),), lambda t: t == t.lower() and t != t.upper()),
        Kind(
            "change_case:capital_word_frequency",
            (CapitalWords(n),),
            lambda t: sum(w == w.upper() != w.lower() and len(w) > 1 for w in re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", t)) >= n,
        ),
        Kind("startend:end_checker", (EndsWith(END),), lambda t: re.search(rf"{re.escape(END)}$", t) is not None),
        Kind("startend:quotation", (Wrapped('"', '"'),), lambda t: bool(re.fullmatch('"[^"]+"', t))),
        Kind("punctuation:no_comma", (WithoutMark(","),), lambda t: "," not in t and "，" not in t),
    ]
