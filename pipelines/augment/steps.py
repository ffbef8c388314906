"""The steps that a language model does: what it is asked (templates in `prompts/`, one file each) and how its answer is read.

Readers are strict: an answer that is not of the form asked for is None, never half understood. "Not supported" is not "supported".
"""

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from synth.verifiers.counterfactual._letters import letter, unknown

PROMPTS = Path(__file__).parent / "prompts"
Relation = Literal["supports", "contradicts", "neither"]
MIN_PREMISES, MAX_PREMISES, MAX_CHANGES = 2, 20, 4
MAX_TEXT = 1_500
"""Characters of a premise or of an option's rationale."""
MAX_REPLY = 50_000
"""Characters of an answer; a longer one is not read."""
NONE = -1
"""The vote for no option."""

_RELATIONS: dict[str, Relation] = {
    **dict.fromkeys(("supports", "supported", "is supported", "support"), "supports"),
    **dict.fromkeys(("contradicts", "contradicted", "is contradicted", "contradict"), "contradicts"),
    **dict.fromkeys(
        ("neither", "not supported", "is not supported", "unsupported", "neither supported nor contradicted", "not mentioned", "irrelevant")
        + ("neither supports nor contradicts", "supports neither", "no relation"),
        "neither",
    ),
}
_PREMISE = re.compile(r"\[(\d{1,2})\]:?\s*(\S.*)")
_OPTION = re.compile(r"\(([a-d])\)\s*([a-z ]+?)\s*(?::|-|–|—|$)\s*(.*?)\.?", re.IGNORECASE)
_CITES = re.compile(r"\[?\d{1,2}\]?(?:\s*(?:,|;|and|, and)\s*\[?\d{1,2}\]?)*", re.IGNORECASE)
_CHANGE = re.compile(r"\[(\d{1,2})\]\s*(?:(replaced|added)\s*:\s*(\S.*)|(removed)\.?)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\(([a-d])\)\s+(\S.*)")
_NAMED = re.compile(r"\[(\d{1,3})\]")
_ANSWER = re.compile(r"[\W_]*(?:final )?answer[*_ ]*:[*_ ]*(\S.*)", re.IGNORECASE)
_MARKERS = re.compile(r"analysis\s*:|premises\s*:|<\s*/?\s*answer|</?think", re.IGNORECASE)


class Mark(NamedTuple):
    """How one option stands to the premises. premises: numbers from 1, none for `neither`."""

    relation: Relation
    premises: tuple[int, ...]


class Analysis(NamedTuple):
    """A passage taken apart: its premises in order, and a mark for each of the four options."""

    premises: tuple[str, ...]
    marks: tuple[Mark, ...]

    def answer(self) -> int | None:
        """The one option that is supported; None when it is not exactly one."""
        places = [place for place, mark in enumerate(self.marks) if mark.relation == "supports"]
        return places[0] if len(places) == 1 else None


class Change(NamedTuple):
    """premise: number from 1. text: the new one, empty when removed."""

    premise: int
    kind: Literal["replaced", "added", "removed"]
    text: str


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PROMPTS), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )  # the texts are prompts, not pages


def ask(step: str, **values: object) -> str:
    """The prompt of a step."""
    text = _environment().get_template(f"{step}.md").render(**values)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


@cache
def row_phrasings() -> int:
    return (PROMPTS / "row.md").read_text("utf-8").count("<!-- phrasing -->")


def row_prompt(phrasing: int, **values: object) -> str:
    """The prompt of a row, in one of its phrasings."""
    return _row(phrasing).render(**values).strip()


@cache
def _row(phrasing: int) -> Template:
    shared, *parts = (PROMPTS / "row.md").read_text("utf-8").split("<!-- phrasing -->\n")
    return _environment().from_string(shared + parts[phrasing])


def prompts_hash() -> str:
    """Names the wording of all steps, so that a run is not continued with other prompts."""
    return sha256(b"\0".join(path.read_bytes() for path in sorted(PROMPTS.glob("*.md")))).hexdigest()


def spoken(text: str) -> str | None:
    """What a model says after its thought; None while the thought is still open, and when it says far too much."""
    text = text[text.rfind("</think>") + len("</think>") :] if "</think>" in text else text
    return None if "<think>" in text or len(text) > MAX_REPLY else text.strip()


def read_relation(text: str) -> Relation | None:
    """`supported`, `contradicts`, `not supported`... None for anything else, such as `partly supported` or `not contradicted`."""
    return _RELATIONS.get(" ".join(text.casefold().split()).strip(" .*_"))


def read_analysis(text: str) -> Analysis | None:
    lines = _lines(text)
    if lines[:1] == ["Premises:"]:
        del lines[0]
    if "Options:" not in lines:
        return None
    cut = lines.index("Options:")
    premises = [_PREMISE.fullmatch(line) for line in lines[:cut]]
    if not MIN_PREMISES <= len(premises) <= MAX_PREMISES or len(lines) - cut != 5:
        return None
    texts = [match[2] for number, match in enumerate(premises, 1) if match and int(match[1]) == number and len(match[2]) <= MAX_TEXT]
    if len({text.casefold() for text in texts}) < len(premises) or any(map(_MARKERS.search, texts)):
        return None
    marks = [_mark(line, "abcd"[place], len(texts)) for place, line in enumerate(lines[cut + 1 :])]
    return Analysis(tuple(texts), tuple(mark for mark in marks if mark)) if all(marks) else None


def _mark(line: str, name: str, premises: int) -> Mark | None:
    match = _OPTION.fullmatch(line)
    relation = read_relation(match[2]) if match else None
    if not match or not relation or match[1].lower() != name:
        return None
    cited = match[3].strip()
    if relation == "neither":
        return Mark(relation, ()) if cited.casefold() in ("", "none", "[]") else None
    if not _CITES.fullmatch(cited):
        return None
    numbers = sorted(map(int, re.findall(r"\d+", cited)))
    sound = len(set(numbers)) == len(numbers) and numbers[0] >= 1 and numbers[-1] <= premises
    return Mark(relation, tuple(numbers)) if sound else None


def read_changes(text: str, premises: int) -> tuple[Change, ...] | None:
    """premises: how many there are; further ones are numbered on from there."""
    matches = [_CHANGE.fullmatch(line) for line in _lines(text)]
    if not matches or len(matches) > MAX_CHANGES or not all(matches):
        return None
    changes = [Change(int(m[1]), (m[2] or m[4]).lower(), (m[3] or "").strip()) for m in matches if m]  # type: ignore[arg-type]
    added = [change.premise for change in changes if change.kind == "added"]
    others = [change.premise for change in changes if change.kind != "added"]
    if added != list(range(premises + 1, premises + 1 + len(added))) or len(set(others)) < len(others):
        return None
    sound = all(1 <= number <= premises for number in others) and all(len(change.text) <= MAX_TEXT for change in changes)
    return tuple(changes) if sound else None


def apply(changes: Sequence[Change], premises: Sequence[str]) -> tuple[str, ...]:
    """The premises after the changes."""
    texts: dict[int, str] = dict(enumerate(premises, 1))
    texts |= {change.premise: change.text for change in changes}
    return tuple(texts[number] for number in sorted(texts) if texts[number])


def read_rationale(text: str, analysis: Analysis) -> tuple[str, ...] | None:
    """Four paragraphs, one an option, each of which names the premises that are cited for it. A paragraph may run over several lines."""
    paragraphs: list[str] = []
    for line in _lines(text):
        match = _PARAGRAPH.fullmatch(line)
        if match and len(paragraphs) < 4 and match[1] == "abcd"[len(paragraphs)]:
            paragraphs.append(match[2])
        elif match or not paragraphs:
            return None
        else:
            paragraphs[-1] += f" {line}"
    if len(paragraphs) < 4 or any(len(paragraph) > MAX_TEXT or _MARKERS.search(paragraph) for paragraph in paragraphs):
        return None
    there = set(range(1, len(analysis.premises) + 1))
    for paragraph, mark in zip(paragraphs, analysis.marks, strict=True):
        if not set(mark.premises) <= set(map(int, _NAMED.findall(paragraph))) <= there:
            return None
    return tuple(paragraphs)


def read_vote(text: str, options: Sequence[str]) -> int | None:
    """The option's place, NONE, or None when there is no answer or more than one."""
    lines = [line for line in text.splitlines() if len(line) <= MAX_TEXT]
    answers = [match[1].rstrip("* _") for match in map(_ANSWER.fullmatch, lines) if match]
    votes = {NONE if unknown(answer) else letter(answer, options) for answer in answers}
    return votes.pop() if len(votes) == 1 else None


def _lines(text: str) -> list[str]:
    """Lines with words, blanks made single, without bold marks and the fence that some models put around."""
    lines = [" ".join(line.replace("**", "").split()) for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("```")]
