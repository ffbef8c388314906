"""Constraints on formats that programs read: JSON, CSV, tables of markdown, elements. A fence around the whole is no part of it."""

import json
import re
from typing import Annotated, Any, Literal

from msgspec import Meta

from synth.verifiers.instruct._check import Check, Number, Phrases
from synth.verifiers.instruct._text import Text

_FENCE = re.compile(r"```[A-Za-z]*\n(.*)\n\s*```", re.DOTALL)
_RULE = re.compile(r":?-+:?")
_NOTHING = object()
JsonKind = Literal["text", "integer", "number", "boolean", "list", "object", "null"]
_KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "list": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def unfenced(text: Text) -> str:
    found = _FENCE.fullmatch(text.value)
    return found[1] if found else text.value


def loaded(text: Text) -> Any:
    """The value that a text of JSON holds, or nothing: no key twice in an object, no NaN."""
    value = unfenced(text).strip()
    if value[:1] not in ("{", "["):
        return _NOTHING
    try:
        return json.loads(value, object_pairs_hook=_object, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return _NOTHING


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _refuse(word: str) -> None:
    raise ValueError(word)


def is_kind(value: Any, kind: JsonKind) -> bool:
    return isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


class Json(Check, frozen=True):
    """The text is an object or a list in JSON."""

    def holds(self, text: Text) -> bool:
        return loaded(text) is not _NOTHING


class JsonKeys(Check, frozen=True):
    """An object in JSON with these keys, in this order, and no others."""

    keys: Phrases

    def holds(self, text: Text) -> bool:
        value = loaded(text)
        return isinstance(value, dict) and tuple(value) == self.keys


class JsonKinds(Check, frozen=True):
    """An object in JSON whose values under these keys are of these kinds; text and lists are not empty."""

    kinds: Annotated[tuple[tuple[Annotated[str, Meta(min_length=1, max_length=40)], JsonKind], ...], Meta(min_length=1, max_length=12)]

    def holds(self, text: Text) -> bool:
        value = loaded(text)
        return isinstance(value, dict) and all(
            key in value and is_kind(value[key], kind) and value[key] not in ("", []) for key, kind in self.kinds
        )


class Csv(Check, frozen=True):
    """A line with these columns and then so many lines with as many cells, none of them empty, with this mark between cells."""

    columns: Phrases
    rows: Number
    mark: Literal[",", ";", "|", "\t"] = ","

    def holds(self, text: Text) -> bool:
        lines = [[cell.strip() for cell in line.strip().split(self.mark)] for line in unfenced(text).strip().split("\n")]
        if lines[0] != list(self.columns) or len(lines) != self.rows + 1:
            return False
        return all(len(line) == len(self.columns) and all(line) for line in lines)


class Table(Check, frozen=True):
    """A table of markdown and nothing else: these columns, a line of dashes, and so many rows without empty cells."""

    columns: Phrases
    rows: Number

    def holds(self, text: Text) -> bool:
        lines = [line.strip() for line in text.value.split("\n")]
        if len(lines) != self.rows + 2 or not all(len(line) > 2 and line[0] == line[-1] == "|" for line in lines):
            return False
        cells = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
        if cells[0] != list(self.columns) or not all(_RULE.fullmatch(cell) for cell in cells[1]):
            return False
        return all(len(row) == len(self.columns) and all(row) for row in cells[1:])


class Tagged(Check, frozen=True):
    """All of the text stands in one element with this tag."""

    tag: Annotated[str, Meta(min_length=1, max_length=20, pattern=r"\A[a-z]+\Z")]

    def holds(self, text: Text) -> bool:
        opening, closing, value = f"<{self.tag}>", f"</{self.tag}>", text.value
        within = value.startswith(opening) and value.endswith(closing) and value[len(opening) : -len(closing)].strip()
        return bool(within) and value.count(opening) == value.count(closing) == 1
