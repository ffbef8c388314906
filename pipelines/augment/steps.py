"""The steps that a language model does: the prompt of each (a template in `prompts/`) and the parser of its reply.

Parsers are strict: a reply that is not in the format asked for is None, never half understood. "Not supported" is not "supported".
"""

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from synth.verifiers.counterfactual.reading import letter, unknown

PROMPTS = Path(__file__).parent / "prompts"
Relation = Literal["supports", "contradicts", "neither"]
MIN_PREMISES, MAX_PREMISES, MAX_CHANGES = 2, 20, 4
MAX_TEXT = 1_500
"""Characters of a premise or of an option's rationale."""
MAX_REPLY = 50_000
"""Characters of a reply; a longer one is not read."""
NO_OPTION = -1
"""The vote of a solution that says none of the options is right."""

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


class OptionRelation(NamedTuple):
    """How one option stands to the premises."""

    relation: Relation
    """`supports`: they make it the right answer; `contradicts`: they speak against it; or `neither`."""
    premises: tuple[int, ...]
    """Numbers from 1 of the premises cited, such as `(1, 3)`; empty for `neither`."""


class Analysis(NamedTuple):
    """A passage taken apart."""

    premises: tuple[str, ...]
    """In order, as short statements: `("The light is green.", "There is fog.")`."""
    options: tuple[OptionRelation, ...]
    """One for each of the four options, in order."""

    def answer(self) -> int | None:
        """Index of the one option that is supported; None when it is not exactly one."""
        supported = [index for index, option in enumerate(self.options) if option.relation == "supports"]
        return supported[0] if len(supported) == 1 else None


class Change(NamedTuple):
    """An edit of one premise."""

    premise: int
    """Its number, from 1; an added premise has the next free one."""
    kind: Literal["replaced", "added", "removed"]
    text: str
    """The new premise, such as `There is no fog.`; empty when removed."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PROMPTS), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )  # the texts are prompts, not pages


def step_prompt(step: str, **values: object) -> str:
    """The prompt of a step, such as `identify`. values: the template's variables."""
    text = _environment().get_template(f"{step}.md").render(**values)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


@cache
def row_phrasings() -> int:
    """How many wordings the prompt of a row has."""
    return (PROMPTS / "row.md").read_text("utf-8").count("<!-- phrasing -->")


def row_prompt(phrasing: int, **values: object) -> str:
    """The prompt of a row. phrasing: from 0 to `row_phrasings() - 1`."""
    return _row(phrasing).render(**values).strip()


@cache
def _row(phrasing: int) -> Template:
    shared, *parts = (PROMPTS / "row.md").read_text("utf-8").split("<!-- phrasing -->\n")
    return _environment().from_string(shared + parts[phrasing])


def prompts_hash() -> str:
    """SHA-256 of all templates, so that a run is not continued with other prompts."""
    return sha256(b"\0".join(path.read_bytes() for path in sorted(PROMPTS.glob("*.md")))).hexdigest()


def without_thinking(text: str) -> str | None:
    """A reply without its `<think>` block; None when that is still open, and for more than MAX_REPLY characters."""
    text = text[text.rfind("</think>") + len("</think>") :] if "</think>" in text else text
    return None if "<think>" in text or len(text) > MAX_REPLY else text.strip()


def read_relation(text: str) -> Relation | None:
    """`supported`, `contradicts`, `not supported`... None for anything else, such as `partly supported` or `not contradicted`."""
    return _RELATIONS.get(" ".join(text.casefold().split()).strip(" .*_"))


def read_analysis(text: str) -> Analysis | None:
    """The reply to `identify` and `organise`: premises numbered from 1, then the relation of each option."""
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
    options = [_read_option(line, "abcd"[index], len(texts)) for index, line in enumerate(lines[cut + 1 :])]
    return Analysis(tuple(texts), tuple(option for option in options if option)) if all(options) else None


def _read_option(line: str, name: str, premises: int) -> OptionRelation | None:
    match = _OPTION.fullmatch(line)
    relation = read_relation(match[2]) if match else None
    if not match or not relation or match[1].lower() != name:
        return None
    cited = match[3].strip()
    if relation == "neither":
        return OptionRelation(relation, ()) if cited.casefold() in ("", "none", "[]") else None
    if not _CITES.fullmatch(cited):
        return None
    numbers = sorted(map(int, re.findall(r"\d+", cited)))
    sound = len(set(numbers)) == len(numbers) and numbers[0] >= 1 and numbers[-1] <= premises
    return OptionRelation(relation, tuple(numbers)) if sound else None


def read_changes(text: str, premises: int) -> tuple[Change, ...] | None:
    """The reply to `premises`: one to MAX_CHANGES lines. premises: how many there are; added ones are numbered on from there."""
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
    """The reply to `rationale`: four paragraphs, one an option, each of which names the premises that are cited for it. A paragraph
    may run over several lines."""
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
    numbers = set(range(1, len(analysis.premises) + 1))
    for paragraph, option in zip(paragraphs, analysis.options, strict=True):
        if not set(option.premises) <= set(map(int, _NAMED.findall(paragraph))) <= numbers:
            return None
    return tuple(paragraphs)


def read_vote(text: str, options: Sequence[str]) -> int | None:
    """The reply to `solve`: the index of the option, NO_OPTION, or None when there is no answer or more than one."""
    lines = [line for line in text.splitlines() if len(line) <= MAX_TEXT]
    answers = [match[1].rstrip("* _") for match in map(_ANSWER.fullmatch, lines) if match]
    votes = {NO_OPTION if unknown(answer) else letter(answer, options) for answer in answers}
    return votes.pop() if len(votes) == 1 else None


def _lines(text: str) -> list[str]:
    """Lines with words, blanks made single, without bold marks and the fence that some models put around."""
    lines = [" ".join(line.replace("**", "").split()) for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("```")]
