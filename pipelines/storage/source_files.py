"""Files that a command reads rows from, and what identifies them in its plan."""

import os

from synth.pipelines.storage.rows import RowFile, row_files
from synth.schemas.errors import RequestError
from synth.schemas.problem import Frozen


class SourceFile(Frozen, frozen=True):
    """A file that is read."""

    name: str
    """As it was named: `data/math/data/train-00000.parquet`."""
    rows: int
    sha256: str

    def open(self) -> RowFile:
        """The file, from whatever folder a worker is in, under the name that people know it by."""
        (found,) = row_files(absolute(self.name))
        return RowFile(self.name, found.store, found.path)


def source_files(paths: tuple[str, ...], argument: str) -> tuple[SourceFile, ...]:
    """The files at some places, with what identifies them. Raises RequestError for one that is named twice."""
    found: dict[tuple[str, str], SourceFile] = {}
    for path in paths:
        for file in row_files(path, argument):
            place = (absolute(file.store.location), file.path)
            if place in found:
                raise RequestError(f"{file.name} is named twice.", argument)
            found[place] = SourceFile(file.name, file.total(), file.store.digest(file.path))
    return tuple(found.values())

def absolute(location: str) -> str:
    """A location as every worker of this machine, or of a cluster with a shared disk, finds it."""
    return location if "://" in location else os.path.abspath(os.path.expanduser(location))
