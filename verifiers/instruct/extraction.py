"""Extraction: copy what meets the conditions out of a given text, in the order and form that is asked for.

The whole reply is judged. Refused for the first of: format (items are not parted, marked or framed as asked for, or too much is written),
items (which ones there are), order (their order), copy (an item is not as it stands in the text, or not in the letters that are asked for),
count (the number that is to be stated)."""

import re
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.instruct._letters import LetterCount, NumberCount
from synth.verifiers.instruct._marks import MarkCount
from synth.verifiers.instruct._rules import LONGEST, Simple
from synth.verifiers.instruct._text import Language, Text, reply, typed, unfenced
from synth.verifiers.instruct._words import WordCount, WordLength

WHOLE_REPLY = True
REASONS = ("format", "items", "order", "copy", "count")
MARKERS = {"-": r"-\s+", "*": r"\*\s+", "1.": r"([0-9]{1,3})\.\s+", "1)": r"([0-9]{1,3})\)\s+", "a)": r"([a-z])\)\s+"}
PAIRS = {"quotes": ('"“', '"”'), "square": ("[", "]"), "round": ("(（", ")）"), "angle": ("<", ">"), "stars": ("*", "*")}


class Extraction(Problem, frozen=True):
    """A text, what is wanted of it, and how it is to be written."""

    language: Language
    text: Annotated[str, Meta(min_length=1, max_length=4_000, pattern=r"\A[^\x00-\x1f]+\Z")]
    unit: Literal["sentences", "words"]
    """What is looked at; each word once, as it comes first."""
    given: Annotated[tuple[Simple, ...], Meta(max_length=3)]
    """Conditions that an item has to keep."""
    either: bool = False
    """Whether one of them is enough."""
    pick: Literal["whole", "first", "last"] = "whole"
    """What is wanted of a sentence: all of it, or its first or last words (in Chinese characters)."""
    size: Annotated[int, Meta(ge=1, le=5)] = 1
    """How many of them."""
    order: Literal["text", "reverse", "alphabet", "length"] = "text"
    falling: bool = False
    """Whether the alphabet runs from Z to A, or the longest comes first."""
    most: Annotated[int, Meta(ge=0, le=20)] = 0
    """Only so many, the first in this order; 0 for all."""
    joint: Literal["line", "; ", " | ", " / ", " > "] = "line"
    """What stands between items."""
    marker: Literal["", "-", "*", "1.", "1)", "a)"] = ""
    """What stands before each item, on lines."""
    pair: Literal["", "quotes", "square", "round", "angle", "stars"] = ""
    """What stands around each item."""
    case: Literal["", "upper", "lower"] = ""
    label: Annotated[str, Meta(max_length=20, pattern=r"\A[^\x00-\x1f0-9]*\Z")] = ""
    """What the last line begins with, before the number of items; empty where there is no such line."""

    def __post_init__(self) -> None:
        if self.marker and self.joint != "line":
            raise ValueError("markers stand on lines")
        if self.pair == "angle" and self.joint == " > ":
            raise ValueError("an angle bracket between angle brackets")


def items(problem: Extraction) -> list[str]:
    """What has to be written, before any change of letters."""
    parts = _parts(problem.text, problem.language, problem.unit)
    if problem.either and problem.given:
        parts = [part for part in parts if any(condition.holds(part) for condition in problem.given)]
    else:
        for condition in problem.given:
            parts = [part for part in parts if condition.holds(part)]
    parts = _ordered(problem, parts)
    parts = parts[: problem.most] if problem.most else parts
    return [picked(problem, part) for part in parts]


@lru_cache(maxsize=64)
def _parts(value: str, language: Language, unit: Literal["sentences", "words"]) -> list[Text]:
    """The sentences or the different words of a text, each with what is found of it once: several questions are asked of one text."""
    text = Text(value, language)
    if unit == "sentences":
        return text.of("sentences")
    first = dict[str, str]()
    for word in text.words:
        first.setdefault(word.lower(), word)
    return [Text(one, language) for one in first.values()]


def _ordered(problem: Extraction, parts: list[Text]) -> list[Text]:
    match problem.order:
        case "reverse":
            return parts[::-1]
        case "alphabet":
            return sorted(parts, key=lambda part: part.low_words, reverse=problem.falling)
        case "length":
            return sorted(parts, key=lambda part: _length(problem, part), reverse=problem.falling)
    return parts


def _length(problem: Extraction, part: Text) -> int:
    return len(part.words) if problem.unit == "sentences" else sum(map(str.isalnum, part.value))


def picked(problem: Extraction, part: Text) -> str:
    if problem.pick == "whole" or problem.unit != "sentences":
        return part.value
    words = part.words[: problem.size] if problem.pick == "first" else part.words[-problem.size :]
    return ("" if problem.language == "zh" else " ").join(words)


def cased(problem: Extraction, item: str) -> str:
    return {"upper": item.upper(), "lower": item.lower()}.get(problem.case, item)


def _read(problem: Extraction, text: Text) -> tuple[list[str], str | None] | None:
    """The items and the stated number, or nothing where they are not in the form that is asked for."""
    lines, stated = [line.strip() for line in text.rows], None
    if problem.label:
        if not lines or not lines[-1].startswith(problem.label):
            return None
        stated = lines.pop()[len(problem.label) :].strip()
    if problem.joint != "line":
        if len(lines) != 1:
            return None
        lines = [one.strip() for one in lines[0].split(problem.joint.strip())]
    found, marks = list[str](), list[str]()
    for line in lines:
        if problem.marker:
            mark = re.match(MARKERS[problem.marker], line)
            if not mark:
                return None
            marks += mark.groups()
            line = line[mark.end() :].strip()
        if problem.pair:
            opening, closing = PAIRS[problem.pair]
            if len(line) < 3 or line[0] not in opening or line[-1] not in closing:
                return None
            line = line[1:-1]
        found.append(line)
    wanted = [chr(ord("a") + at) if problem.marker == "a)" else str(at + 1) for at in range(len(marks))]
    return (found, stated) if marks == wanted else None


def components(problem: Extraction, answer: str) -> dict[str, bool]:
    """For each reason whether the reply keeps what stands behind it."""
    text, wanted = unfenced(reply(answer, problem.language)), [typed(one, problem.language) for one in items(problem)]
    read = _read(problem, text) if 0 < len(text.value) <= LONGEST else None
    if read is None:
        return dict.fromkeys(REASONS, False)
    found, stated = read
    low, known = [one.lower() for one in found], [one.lower() for one in wanted]
    same = sorted(low) == sorted(known)
    exact = {cased(problem, one).lower(): cased(problem, one) for one in wanted}
    return {
        "format": True,
        "items": same,
        "order": [one for one in low if one in known] == [one for one in known if one in low],
        "copy": all(one == exact.get(one.lower(), one) for one in found),
        "count": not problem.label or stated == str(len(wanted)),
    }


def verify(problem: Extraction, answer: str) -> Verdict:
    broken = next((reason for reason, kept in components(problem, answer).items() if not kept), "")
    return refuse(broken) if broken else ACCEPT


_TEXT = "We met at 9, as agreed. Nobody came! The other 12 guests were late, I heard. Then it rained."
_COMMAS = Extraction("en", _TEXT, "sentences", (MarkCount(1, mark=","),), marker="1.", label="Total:")
_WORDS = Extraction(
    "en", _TEXT, "words", (WordLength(5), LetterCount(1, letter="e")), order="alphabet", joint="; ", case="upper", pair="square"
)
_ENDS = Extraction("en", _TEXT, "sentences", (WordCount(0, 4), NumberCount(1)), True, "last", 2, "length", True)
_RIGHT = "1. We met at 9, as agreed.\n2. The other 12 guests were late, I heard.\nTotal: 2"
_ZH = Extraction(
    "zh", "今天有 3 个人来了。没有人说话！外面下着雨，天很冷。后来又来了 12 个。", "sentences", (NumberCount(1),), marker="-", pair="quotes"
)
_STARTS = Extraction("zh", _ZH.text, "sentences", (), pick="first", size=2, order="reverse", joint=" / ", label="共：")
EXAMPLES = (
    (_COMMAS, _RIGHT, ""),
    (_COMMAS, f"\n{_RIGHT.replace(chr(10), chr(10) + chr(10))}\n", ""),
    (_COMMAS, _RIGHT.replace("Total: 2", "Total:2"), ""),
    (_WORDS, "[AGREED]; [GUESTS]; [HEARD]; [OTHER]; [RAINED]", ""),
    (_WORDS, "[AGREED];[GUESTS];[HEARD];[OTHER];[RAINED]", ""),
    (_ENDS, "I heard\nas agreed\nit rained\nNobody came", ""),
    (_COMMAS, f"Here they are:\n{_RIGHT}", "format"),
    (_COMMAS, _RIGHT.replace("2. The", "1. The"), "format"),
    (_COMMAS, "", "format"),
    (_COMMAS, "1. We met at 9, as agreed.\nTotal: 1", "items"),
    (_COMMAS, _RIGHT.replace("Total: 2", "Total: 3"), "count"),
    (_COMMAS, "1. The other 12 guests were late, I heard.\n2. We met at 9, as agreed.\nTotal: 2", "order"),
    (_WORDS, "[AGREED]; [GUESTS]; [HEARD]; [other]; [RAINED]", "copy"),
    (_COMMAS, _RIGHT.replace("12 guests", "twelve guests"), "items"),
    (_ZH, '- "今天有 3 个人来了。"\n- "后来又来了 12 个。"', ""),
    (_ZH, '- "今天有 3 个人来了。"\r\n\r\n- "后来又来了 12 个。"', ""),
    (_ZH, '  -  "今天有 3 个人来了。"\n  -  "后来又来了 12 个。"\n', ""),
    (_STARTS, "后来 / 外面 / 没有 / 今天\n共：4", ""),
    (_STARTS, "后来/外面/没有/今天\n共： 4", ""),
    (_ZH, "“今天有 3 个人来了。”\n“后来又来了 12 个。”", "format"),
    (_ZH, '- "后来又来了 12 个。"\n- "今天有 3 个人来了。"', "order"),
    (_STARTS, "后来 / 外面 / 没有 / 今天\n共：5", "count"),
    (_STARTS, "今天 / 没有 / 外面 / 后来\n共：4", "order"),
    (_COMMAS, f"```\n{_RIGHT}  \n```", ""),
    (_ZH, '- "今天有3个人来了。"\n- "后来又来了12个。"', ""),
)
