"""Reading rows of others as their authors publish them: from the hub as a stream, or from files of Parquet, JSON and JSONL.

Files are read by our own reader and not by `datasets`, since many published JSON files hold values of several types in one column, which
Arrow cannot. A `.json` file is a list of rows, or one row, or rows line by line. Files may lie in an object store, too."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from hashlib import sha256
from typing import Any

import msgspec

from synth.pipelines.storage.rows import RowFile
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, one_line

HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
ENDINGS = (".parquet", ".jsonl", ".ndjson", ".json")
Row = dict[str, Any]


class Rows:
    """The rows at a place. place: a file, a folder or a name on the hub; patterns: files of a folder that hold the rows; split, config and
    revision: on the hub. Raises RequestError when nothing is there."""

    def __init__(
        self,
        place: str,
        patterns: Sequence[str] = (),
        split: str = "train",
        config: str = "",
        revision: str = "",
        file_by_file: bool = False,
    ) -> None:
        self.beside = ""
        self.patterns, self.file_by_file = patterns, file_by_file
        self.place, self.split, self.config, self.revision = place, split, config, revision
        folder, _, name = place.rstrip("/").rpartition("/")
        bucket = folder.endswith(":/")  # nothing is above it
        here = Store(place if bucket else folder or ("/" if place.startswith("/") else "."), "place")
        kind = "folder" if bucket else here.kind(name)
        self.on_hub = kind == "nothing" and "://" not in place and HUB_NAME.fullmatch(place) is not None
        self.store = here if kind == "file" else Store(place, "place") if kind == "folder" else None
        self.paths: list[str] = [name] if kind == "file" else []
        if kind == "folder" and self.store:
            there = [path for path in self.store.paths() if path.endswith(ENDINGS)]
            self.paths = [path for path in there if _wanted(path, patterns)]
            if not self.paths:
                wanted = f" like {' or '.join(patterns)}" if patterns else " of Parquet, JSON or JSONL"
                raise RequestError(f"{place}: no file{wanted} in this folder.", "place")
        elif kind == "nothing" and not self.on_hub:
            raise RequestError(f"{place}: no such file or folder, and no name on the hub such as owner/name.", "place")

    def identity(self) -> list[tuple[str, str]]:
        """What decides the rows: name and SHA-256 of each file; of the hub the name, config, split and revision."""
        if self.on_hub or self.store is None:
            return [(f"{self.place}/{self.config or 'default'}/{self.split}", self.revision)]
        found = [(path, self.store.digest(path)) for path in self.paths]
        if self.beside:
            digests = [self.store.digest(path) for path in self.store.paths() if _wanted(path, [self.beside])]
            found.append((self.beside, sha256("".join(digests).encode()).hexdigest()))
        return found

    def __iter__(self) -> Iterator[tuple[str, int, Row]]:
        """(file, number of the row in it, row)."""
        if self.on_hub or self.store is None:
            yield from self._hub()
            return
        for path in self.paths:
            file = RowFile(self.place if self.place.endswith(path) else f"{self.place}/{path}", self.store, path, "place")
            rows = _json(file) if path.endswith(".json") else file.rows()
            yield from ((path, number, row) for number, row in enumerate(rows))

    def companion(self, path: str) -> Any:
        """The JSON of another file of the folder, which rows refer to. Raises RequestError where there is none."""
        if self.store is None:
            raise RequestError(f"{self.place}: its rows need files beside them; give the folder that holds them.", "place")
        try:
            return msgspec.json.decode(self.store.read(path))
        except (OSError, ValueError, RecursionError) as error:
            raise RequestError(f"{self.place}/{path}: cannot be read ({one_line(error)}).", "place") from error

    def _hub(self) -> Iterator[tuple[str, int, Row]]:
        try:
            import datasets
        except ImportError as error:
            raise RequestError("Rows of the hub are read by `datasets`: pip install 'synth-rlvr[ingest]'.") from error
        try:
            if self.file_by_file:
                from huggingface_hub import HfFileSystem

                root = f"datasets/{self.place}" + (f"@{self.revision}" if self.revision else "")
                paths = sorted(path for path in HfFileSystem().find(root) if path.endswith(ENDINGS) and _wanted(path, self.patterns))
                for path in paths:
                    yield from ((path.removeprefix(root), number, row) for number, row in enumerate(file_rows(datasets, f"hf://{path}")))
            else:
                rows = hub_rows(datasets, self.place, self.split, self.config, self.revision)
                yield from ((self.place, number, row) for number, row in enumerate(rows))
        except (OSError, ValueError) as error:
            raise RequestError(f"{self.place}: cannot be read from the hub ({one_line(error)}).", "place") from error


def hub_rows(datasets: Any, name: str, split: str, config: str = "", revision: str = "") -> Iterator[Row]:
    """The rows of a data set, streamed: nothing is kept on the disk, and no more than a few rows are held."""
    stream = datasets.load_dataset(name, config or None, split=split, revision=revision or None, streaming=True)
    yield from (dict(row) for row in stream)


def file_rows(datasets: Any, path: str) -> Iterator[Row]:
    """The rows of one file of the hub, `hf://datasets/owner/name/train/part.parquet`, streamed."""
    kind = "parquet" if path.endswith(".parquet") else "json"
    yield from (dict(row) for row in datasets.load_dataset(kind, data_files=path, split="train", streaming=True))


def _wanted(path: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatch(path, one) or fnmatch(path, f"*/{one}") for one in patterns)


def _json(file: RowFile) -> Iterator[Row]:
    try:
        data = file.store.read(file.path).removeprefix(b"\xef\xbb\xbf")
        found = msgspec.json.decode(data)
    except OSError as error:
        raise RequestError(f"{file.name}: cannot be read ({one_line(error)}).", "place") from error
    except (ValueError, RecursionError):
        yield from file.rows()  # line by line
        return
    for number, row in enumerate(found if isinstance(found, list) else [found]):
        if not isinstance(row, dict):
            raise RequestError(f"{file.name}:{number}: expected an object.", "place")
        yield row
