"""Croissant metadata of a run: what data catalogues and `mlcroissant` read of its files, columns and splits (format 1.0 of MLCommons)."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from synth.pipelines.field_words import field_words
from synth.pipelines.storage.run_folder import DATA
from synth.schemas.record import ExtraInfo, Message, RewardModel, Row, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa

FILES, SPLITS, ROWS = "shards", "splits", "rows"
"""Names of the set of files, of the list of splits, and of the set of rows."""
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        term: f"cr:{term}"
        for term in (
            "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet", "format", "includes",
            "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace",
            "samplingRate", "separator", "source", "subField", "transform",
        )
    },
}  # fmt: skip
"""The terms of the format, as its readers expect to find them declared."""
MEMBERS = {"prompt": Message, "trajectory": Message, "reward_model": RewardModel, "extra_info": ExtraInfo}
"""The types of the columns that have parts."""


def croissant(name: str, description: str, licence: str, version: str, splits: Sequence[str], languages: Sequence[str]) -> str:
    """The metadata as JSON text. version: of the package that made the rows; splits: those with rows."""
    described = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": name,
        "description": description,
        "license": licence,
        "version": version,
        "inLanguage": list(languages),
        "distribution": [
            {"@type": "cr:FileSet", "@id": FILES, "encodingFormat": "application/x-parquet", "includes": f"{DATA}/*.parquet"}
        ],
        "recordSet": [_splits(splits), {"@type": "cr:RecordSet", "@id": ROWS, "field": _columns()}],
    }
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def _splits(splits: Sequence[str]) -> dict[str, Any]:
    """The names of the splits, which rows refer to."""
    key = f"{SPLITS}/name"
    return {
        "@type": "cr:RecordSet",
        "@id": SPLITS,
        "dataType": "cr:Split",
        "key": {"@id": key},
        "field": {"@type": "cr:Field", "@id": key, "dataType": "sc:Text"},
        "data": [{key: split} for split in splits],
    }


def _columns() -> list[dict[str, Any]]:
    words = field_words(Row)
    return [_column(column, words[column.name]) for column in arrow_schema()]


def _column(column: "pa.Field", words: str) -> dict[str, Any]:
    """A column, with its parts where it has some. Of lists the parts are those of their items."""
    import pyarrow as pa

    many = pa.types.is_list(column.type)
    inner = column.type.value_type if many else column.type
    described = _field(f"{ROWS}/{column.name}", words) | ({"repeated": True} if many else {})
    if not pa.types.is_struct(inner):
        return described | _read(column.name, inner)
    parts = field_words(MEMBERS[column.name])
    return described | {"subField": [_part(column.name, part, parts[part.name]) for part in inner]}


def _part(column: str, part: "pa.Field", words: str) -> dict[str, Any]:
    name = f"{ROWS}/{column}/{part.name}"
    split = {"references": {"field": {"@id": f"{SPLITS}/name"}}} if (column, part.name) == ("extra_info", "split") else {}
    return _field(name, words) | _read(column, part.type, part.name) | split


def _field(name: str, words: str) -> dict[str, Any]:
    return {"@type": "cr:Field", "@id": name, "description": f"{words[:1].upper()}{words[1:]}."}


def _read(column: str, kind: "pa.DataType", part: str = "") -> dict[str, Any]:
    """Where values are read from, and their type."""
    kinds: Mapping[str, str] = {"string": "sc:Text", "int64": "sc:Integer", "double": "sc:Float", "bool": "sc:Boolean"}
    source: dict[str, Any] = {"fileSet": {"@id": FILES}, "extract": {"column": column}}
    return {"dataType": kinds[str(kind)], "source": source | ({"transform": {"jsonPath": part}} if part else {})}
