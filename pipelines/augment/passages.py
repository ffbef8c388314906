"""Readers of ReClor and LogiQA 2.0, in the JSON that their authors publish.

A file of another form stops the run with the file, the item and the field. An item of the right form whose content is of no use (an
empty passage, two equal options, over-long text) is left out and counted, and so is a duplicate.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from synth.schemas.errors import RequestError, one_line
from synth.schemas.problem import Frozen
from synth.verifiers.counterfactual.reading import LETTERS, Reading

SourceFormat = Literal["reclor", "logiqa2"]
_SPLITS = {"train": "train", "training": "train", "test": "test"} | dict.fromkeys(("val", "valid", "validation", "dev"), "validation")
_SPLIT = re.compile(r"[a-z][a-z0-9_]{0,30}", re.ASCII)
_SPACES = str.maketrans({"\t": " ", "\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\ufeff": None, "\u200b": None})
FourTexts = Annotated[list[str], Meta(min_length=4, max_length=4)]
LabelIndex = Annotated[int, Meta(ge=0, le=3)]


class Passage(Frozen, frozen=True):
    """One usable item of a file."""

    source: str
    """Format, file and the authors' number of the item: `reclor/train.json/train_17`."""
    split: str
    """Where its rows go, such as `train`."""
    problem: Reading
    """Passage, question, options and the right letter."""


class _Reclor(msgspec.Struct):
    context: str
    question: str
    answers: FourTexts
    label: LabelIndex
    id_string: str

    def parts(self) -> tuple[str, str, str, list[str], int]:
        return self.id_string, self.context, self.question, self.answers, self.label


class _Logiqa2(msgspec.Struct):
    id: int | str
    text: str
    question: str
    options: FourTexts
    answer: LabelIndex
    type: dict[str, Any] | str = ""

    def parts(self) -> tuple[str, str, str, list[str], int]:
        return str(self.id), self.text, self.question, self.options, self.answer


def read_passages(files: Sequence[Path], source_format: str, split: str = "") -> tuple[list[Passage], Counter[str]]:
    """The usable passages of all files in order, and the others counted by reason (`item`, `duplicate`). split: of all rows; what each
    file's name says when empty. Raises RequestError in one line."""
    if split and not _SPLIT.fullmatch(split):
        raise RequestError(f"--split {split}: expected the name of one split, such as train.")
    kind, items = _READERS[source_format]
    passages: list[Passage] = []
    unusable: Counter[str] = Counter()
    seen: set[tuple[str, ...]] = set()
    for file in files:
        if not file.is_file():
            raise RequestError(f"{file}: {'not a file' if file.exists() else 'no such file'}.")
        its_split = split or _split_of(file)
        for number, text in items(file):
            try:
                name, *texts, options, label = msgspec.json.decode(text, type=kind).parts()
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                raise RequestError(f"{file}, item {number}: {one_line(error)}.{_hint(source_format, error)}") from error
            context, question, *options = map(_clean, (*texts, *options))
            try:
                problem = Reading(context, question, tuple(options), LETTERS[label])  # type: ignore[arg-type]
                problem = Reading.from_json(problem.to_json())  # a constructor does not look at the bounds
            except (ValueError, UnicodeEncodeError):
                unusable["item"] += 1
                continue
            key = (context, question, *options)  # without the label: the same words would be asked and paid twice
            if key in seen:
                unusable["duplicate"] += 1
                continue
            seen.add(key)
            passages.append(Passage(f"{source_format}/{file.name}/{name}", its_split, problem))
    if not passages:
        raise RequestError(f"No usable passage in {', '.join(map(str, files))}.")
    return passages, unusable


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


_READERS: dict[str, tuple[Any, Callable[[Path], Iterator[tuple[int, bytes]]]]] = {
    "reclor": (_Reclor, _reclor_items),
    "logiqa2": (_Logiqa2, _logiqa2_items),
}


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise RequestError(f"{file}: {one_line(error)}.") from error


def _hint(source_format: str, error: Exception) -> str:
    if source_format == "reclor" and "`label`" in str(error) and "missing" in str(error):
        return " The published test file has no labels; use the train or val file."
    return ""


def _split_of(file: Path) -> str:
    names = {_SPLITS[word] for word in re.split(r"[^a-z]+", file.stem.lower()) if word in _SPLITS}
    if len(names) != 1:
        raise RequestError(f"{file}: the name does not say which split this is; give --split train.")
    return names.pop()


def _clean(text: str) -> str:
    """Without spaces at the ends of lines, empty lines and unusual spaces, which differ from copy to copy."""
    return "\n".join(line.strip() for line in text.translate(_SPACES).splitlines() if line.strip())
