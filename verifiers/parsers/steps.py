"""Numbered steps as worked solutions have them: `S2: tea + cake = 7 [F3, S1]`, one a line.

A step has a label, a claim, and in square brackets what it follows from: facts of the prompt (F and their number) and earlier
steps (S and their label); a bare number is a fact, and `(F14, S1)` at the end of the line cites as `[F14, S1]` does.
Lines `World A: ...` and `World B: ...` describe worlds. Everything else is prose and is not judged.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from synth.verifiers.parsers.text import plain

MAX_STEPS = 300
"""Steps of one derivation; what comes after counts as one unreadable step."""
MAX_LINE = 4_000
"""Characters of a line that can be a step or a world; worlds of fifty quantities with units take three thousand."""
KEPT = 1 << 12
"""Lines that are remembered: completions of one problem share many, and each is read once for its verdict and once for its steps."""
LONGEST_KEPT = 300
"""Characters of a line that is remembered."""

_MARKUP = str.maketrans(dict.fromkeys("*`$_", ""))
_PRODUCT = re.compile(r"(?<=[\w)!])(?:\*| \* )(?=[\w(-])")  # a star that multiplies, evenly spaced; the others are markup
_TAG = re.compile("</?(?:think|answer)>")
_LETTER = re.compile("[sw]", re.IGNORECASE)  # without one a line is neither a step nor a world
_STEP = re.compile(r"[-•> ]*+S(?:tep)? ?(\d{1,4}) ?[:.)] ?([^\n]*+)", re.IGNORECASE)
_LINE = re.compile(r"[-•> ]*+[*_`]{0,3}S(?:tep)?[ ]?(\d{1,4})[*_`]{0,3} ?[:.)][*_`]{0,3} ?(?! )([^\n]*+)", re.IGNORECASE)
_WORLD = re.compile(r"[-•> ]*+World ([AB12]) ?: ?([^\n]*+)", re.IGNORECASE)
_CITED = re.compile(r"\[([^\[\]]*+)\]\.?$")
_BRACKETED = re.compile(
    r"\(((?:from |by )?(?:F|S|facts?|steps?) ?\d{1,4}(?:(?:(?:F|S|facts?|steps?) ?)?\d{1,4}|and|[,;& ])*+)\)\.?$", re.IGNORECASE
)
_CITATION = re.compile(r"(?:(F|S|facts?|steps?) ?|(?<![\w.]))(\d{1,4})(?![\w.])", re.IGNORECASE)


class Step(NamedTuple):
    """facts, steps: numbers cited, in order. cited: whether the citation could be read."""

    label: int
    claim: str
    facts: tuple[int, ...]
    steps: tuple[int, ...]
    cited: bool


class Derivation(NamedTuple):
    """steps: in the order of the text. worlds: what stands after `World A:`, `World B:`."""

    steps: tuple[Step, ...]
    worlds: tuple[str, ...]


def read_steps(completion: str) -> Derivation:
    """The last derivation of a completion: after `</think>` when steps stand there, else anywhere. A label that was there before begins
    a new derivation. Linear; never raises."""
    text = completion.replace("\r\n", "\n").replace("\r", "\n")
    after = text.rpartition("</think>")[2]
    found = _derivation(after)
    return found if found.steps or found.worlds or after == text else _derivation(text)


class Line(NamedTuple):
    """text: as it is written, but for bold, blanks and a tick or dollar at either end."""

    label: int
    text: str


def read_lines(completion: str) -> tuple[Line, ...]:
    """The numbered lines of the last derivation, as `read_steps` finds it, for steps that cite nothing: brackets, stars and underscores are
    part of what they tell. Linear; never raises."""
    text = completion.replace("\r\n", "\n").replace("\r", "\n")
    after = text.rpartition("</think>")[2]
    return _lines(after) or (_lines(text) if after != text else ())


def _lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    labels: set[int] = set()
    for line in _TAG.sub("\n", text).split("\n"):
        if len(line) <= MAX_LINE and _LETTER.search(line) and (found := _LINE.match(" ".join(line.split()))):
            label = int(found[1])
            if label in labels:
                lines, labels = [], set()
            labels.add(label)
            if len(lines) < MAX_STEPS:
                lines.append(Line(label, found[2].replace("**", "").strip("`$ ")))
            elif len(lines) == MAX_STEPS:  # what is not read must not pass: the next one counts as unreadable
                lines.append(Line(label, ""))
    return tuple(lines)


def _derivation(text: str) -> Derivation:
    steps: list[Step] = []
    worlds: dict[str, str] = {}
    labels: set[int] = set()
    for line in _TAG.sub("\n", text).split("\n"):
        if len(line) > MAX_LINE or not _LETTER.search(line):
            continue
        short = len(line) <= LONGEST_KEPT
        label, said = (_kept_said if short else _said)(line)
        if isinstance(label, int):
            if label in labels or (worlds and not steps):
                steps, worlds, labels = [], {}, set()
            labels.add(label)
            if len(steps) < MAX_STEPS:
                steps.append((_kept_step if short else _step)(label, said))
            elif len(steps) == MAX_STEPS:  # what is not read must not pass: the next one counts as unreadable
                steps.append(Step(label, "", (), (), False))
        elif label:
            worlds[label] = said
    return Derivation(tuple(steps), tuple(worlds[name] for name in sorted(worlds)))


def _said(line: str) -> tuple[int | str, str]:
    """The label of a step, or the name of a world, and what stands behind it; no name for prose."""
    bare = " ".join(_PRODUCT.sub("×", line).translate(_MARKUP).split())
    if step := _STEP.match(bare):
        return int(step[1]), step[2].strip()
    world = _WORLD.match(bare)
    return ("A" if world[1] in "Aa1" else "B", world[2].strip()) if world else ("", "")


def _step(label: int, text: str) -> Step:
    cited = _CITED.search(text) or _BRACKETED.search(text)
    if not cited:
        return Step(label, plain(text), (), (), False)
    facts: list[int] = []
    steps: list[int] = []
    kind = ""
    for citation in _CITATION.finditer(cited[1]):
        kind = citation[1] or (kind if kind.lower() == "steps" else "F")  # `[steps 1 and 2]`; else a bare number is a fact
        (steps if kind[0] in "Ss" else facts).append(int(citation[2]))
    rest = _CITATION.sub("", cited[1])
    readable = not re.sub(r"\b(?:and|from|by)\b|[,;& ]", "", rest) and bool(facts or steps)
    return Step(label, plain(text[: cited.start()]), tuple(facts), tuple(steps), readable)


_kept_said, _kept_step = lru_cache(maxsize=KEPT)(_said), lru_cache(maxsize=KEPT)(_step)
