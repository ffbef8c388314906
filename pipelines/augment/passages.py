"""Passages from outside: ReClor and LogiQA 2.0 in the JSON that their authors publish.

A file of another form stops the run with the file, the item and the field. An item whose form is right but whose content is of no use
(an empty passage, two equal options, over-long text) is left out and counted, and so is one that was there before.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from synth.schemas.errors import RequestError, one_line
from synth.schemas.problem import Frozen
from synth.verifiers.counterfactual.reading import LETTERS, Reading

FORMATS = ("reclor", "logiqa2")
Format = Literal["reclor", "logiqa2"]
_SPLITS = {"train": "train", "training": "train", "test": "test"} | dict.fromkeys(("val", "valid", "validation", "dev"), "validation")
_SPLIT = re.compile(r"[a-z][a-z0-9_]{0,30}", re.ASCII)
_BLANKS = str.maketrans({"\t": " ", "\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\ufeff": None, "\u200b": None})
Four = Annotated[list[str], Meta(min_length=4, max_length=4)]
Place = Annotated[int, Meta(ge=0, le=3)]


class Passage(Frozen, frozen=True):
    """source: format, file and the authors' number of the item. split: where its rows go."""

    source: str
    split: str
    problem: Reading


class _Reclor(msgspec.Struct):
    context: str
    question: str
    answers: Four
    label: Place
    id_string: str

    def parts(self) -> tuple[str, str, str, list[str], int]:
        return self.id_string, self.context, self.question, self.answers, self.label


class _Logiqa2(msgspec.Struct):
    id: int | str
    text: str
    question: str
    options: Four
    answer: Place
    type: dict[str, Any] | str = ""

    def parts(self) -> tuple[str, str, str, list[str], int]:
        return str(self.id), self.text, self.question, self.options, self.answer


def read_passages(files: list[Path], form: Format, split: str = "") -> tuple[list[Passage], Counter[str]]:
    """The usable passages of all files in order, and the others counted by reason. split: of all rows; by default each file's own.
    Raises RequestError in one line."""
    if split and not _SPLIT.fullmatch(split):
        raise RequestError(f"--split {split}: expected the name of one split, such as train.")
    kind, items = _KINDS[form]
    passages: list[Passage] = []
    lost: Counter[str] = Counter()
    seen: set[tuple[str, ...]] = set()
    for file in files:
        if not file.is_file():
            raise RequestError(f"{file}: {'not a file' if file.exists() else 'no such file'}.")
        where = split or _split_of(file)
        for number, text in items(file):
            try:
                name, *texts, options, label = msgspec.json.decode(text, type=kind).parts()
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                raise RequestError(f"{file}, item {number}: {one_line(error)}.{_hint(form, error)}") from error
            context, question, *options = map(_clean, (*texts, *options))
            try:
                problem = Reading(context, question, tuple(options), LETTERS[label])  # type: ignore[arg-type]
                problem = Reading.from_json(problem.to_json())  # a constructor does not look at the bounds
            except (ValueError, UnicodeEncodeError):
                lost["item"] += 1
                continue
            key = (context, question, *options)  # without the label: the same words would be asked and paid twice
            if key in seen:
                lost["duplicate"] += 1
                continue
            seen.add(key)
            passages.append(Passage(f"{form}/{file.name}/{name}", where, problem))
    if not passages:
        raise RequestError(f"No usable passage in {', '.join(map(str, files))}.")
    return passages, lost


def _reclor_items(file: Path) -> Iterator[tuple[int, bytes]]:
    """ReClor is one JSON list."""
    try:
        for number, item in enumerate(msgspec.json.decode(_bytes(file), type=list[msgspec.Raw])):
            yield number, bytes(item)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RequestError(f"{file}: expected a JSON list of passages, as ReClor is published ({one_line(error)}).") from error


def _logiqa2_items(file: Path) -> Iterator[tuple[int, bytes]]:
    """LogiQA 2.0 is JSON lines, in files that end in .txt."""
    for number, line in enumerate(_bytes(file).splitlines()):
        if line.strip():
            yield number, line


_KINDS: dict[str, tuple[Any, Callable[[Path], Iterator[tuple[int, bytes]]]]] = {
    "reclor": (_Reclor, _reclor_items),
    "logiqa2": (_Logiqa2, _logiqa2_items),
}


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise RequestError(f"{file}: {one_line(error)}.") from error


def _hint(form: Format, error: Exception) -> str:
    if form == "reclor" and "`label`" in str(error) and "missing" in str(error):
        return " The published test file has no labels; use the train or val file."
    return ""


def _split_of(file: Path) -> str:
    names = {_SPLITS[word] for word in re.split(r"[^a-z]+", file.stem.lower()) if word in _SPLITS}
    if len(names) != 1:
        raise RequestError(f"{file}: the name does not say which split this is; give --split train.")
    return names.pop()


def _clean(text: str) -> str:
    """Blanks at the ends and odd blanks inside, which differ from copy to copy."""
    return "\n".join(line.strip() for line in text.translate(_BLANKS).splitlines() if line.strip())
