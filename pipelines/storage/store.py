"""Where files go: a local folder or an object store, with publication that is all or nothing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from synth.schemas.errors import RequestError, SynthError, one_line

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.fs import FileSystem

TEMPORARY = ".part"
PART = 1 << 20  # bytes read at a time


class Store:
    """A folder at a local path or a URI that pyarrow knows (`s3://bucket/folder`; AWS_ENDPOINT_URL names another endpoint).

    A file appears whole or not at all: locally under a temporary name that is renamed, in an object store by one put.
    Paths of files are given below the folder, with `/`: `data/train-00000.parquet`.
    `~` is the home folder. argument: the argument that the location was given as, for messages.
    """

    def __init__(self, location: str, argument: str = "out") -> None:
        if not location.strip() or not _is_name(location):
            raise RequestError(f"{location!r}: expected a folder or a URI such as s3://bucket/folder.", argument)
        self.location = (location if "://" in location else os.path.expanduser(location)).rstrip("/") or "/"
        self._remote: FileSystem | None = None
        self._root = self.location
        if "://" in location:
            self._remote, self._root = _remote(location, argument)
        elif Path(self._root).is_file():
            raise RequestError(f"{location}: a file is there; expected a folder or a URI such as s3://bucket/folder.", argument)

    def write(self, path: str, data: bytes | memoryview) -> None:
        """Publish a file. Raises SynthError in one line when the place is full, read-only or gone."""
        try:
            if self._remote:
                with self._remote.open_output_stream(f"{self._root}/{path}") as stream:
                    stream.write(data)
            else:
                _write_locally(Path(self._root) / path, data)
        except OSError as error:
            raise SynthError(f"Cannot write {self.location}/{path}: {one_line(error)}. What was published before is kept.") from error

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a local folder until the block ends or the process dies. Raises RequestError when another process holds it, SynthError
        when it cannot be made. An object store, and a file system without locks, cannot be held."""
        if self._remote:
            yield
            return
        try:
            Path(self._root).mkdir(parents=True, exist_ok=True)
            folder = os.open(self._root, os.O_RDONLY)
        except OSError as error:
            raise SynthError(f"Cannot write {self.location}: {one_line(error)}.") from error
        try:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise RequestError(f"{self.location}: another command is at work in this folder. Wait for it to end.") from None
            except OSError:  # a file system without locks, as clusters have them: there it is the user who sees to it
                pass
            yield
        finally:
            os.close(folder)

    def read(self, path: str) -> bytes:
        """Raises FileNotFoundError."""
        if self._remote:
            with self._remote.open_input_stream(f"{self._root}/{path}") as stream:
                return bytes(stream.read())
        return (Path(self._root) / path).read_bytes()

    def open(self, path: str) -> "pa.NativeFile":
        """To be read at random, a part at a time. Raises FileNotFoundError."""
        from pyarrow import fs

        return (self._remote or fs.LocalFileSystem()).open_input_file(f"{self._root}/{path}")

    def digest(self, path: str) -> str:
        """SHA-256 of a file as 64 hex digits, read a part at a time. Raises FileNotFoundError."""
        found = sha256()
        with self.open(path) as stream:
            while part := stream.read(PART):
                found.update(part)
        return found.hexdigest()

    def names(self, folder: str) -> list[str]:
        """File names in a folder, sorted; none when there is no such folder."""
        return list(self._listed(folder, recursive=False))

    def sizes(self, folder: str) -> dict[str, int]:
        """File names in a folder, sorted, with their sizes in bytes: `{"train-00000.parquet": 284117}`. One listing, nothing is opened."""
        return self._listed(folder, recursive=False)

    def paths(self) -> list[str]:
        """The paths of all files below the folder, sorted: `data/train-00000.parquet`."""
        return list(self._listed("", recursive=True))

    def _listed(self, folder: str, recursive: bool) -> dict[str, int]:
        from pyarrow import fs

        place, where = self._remote or fs.LocalFileSystem(), f"{self._root}/{folder}".rstrip("/")
        try:
            found = place.get_file_info(fs.FileSelector(where, allow_not_found=True, recursive=recursive))
        except OSError as error:
            raise SynthError(f"Cannot read {self.location}: {one_line(error)}.") from error
        return dict(sorted((info.path[len(where) + 1 :], info.size) for info in found if info.type == fs.FileType.File))

    def kind(self, path: str) -> Literal["file", "folder", "nothing"]:
        """What is at a path."""
        from pyarrow import fs

        try:
            info = (self._remote or fs.LocalFileSystem()).get_file_info(f"{self._root}/{path}")
        except OSError as error:
            raise SynthError(f"Cannot read {self.location}/{path}: {one_line(error)}.") from error
        return "file" if info.type == fs.FileType.File else "folder" if info.type == fs.FileType.Directory else "nothing"

    def has(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        return name in self.names(folder)

    def delete(self, path: str) -> None:
        if self._remote:
            self._remote.delete_file(f"{self._root}/{path}")
        else:
            (Path(self._root) / path).unlink(missing_ok=True)

    def delete_folder(self, folder: str) -> None:
        """Delete the files of a folder and the folder."""
        for name in self.names(folder):
            self.delete(f"{folder}/{name}")
        path = Path(self._root) / folder
        if not self._remote and path.is_dir():
            path.rmdir()

    def sweep(self, folder: str) -> None:
        """Delete what an interrupted writer left under temporary names."""
        for name in self.names(folder):
            if name.endswith(TEMPORARY):
                self.delete(f"{folder}/{name}")


def _is_name(location: str) -> bool:
    try:
        return b"\0" not in location.encode()
    except UnicodeEncodeError:  # bytes that are not UTF-8, which pyarrow cannot take
        return False


def _remote(location: str, argument: str) -> "tuple[FileSystem | None, str]":
    """The file system and the path on it; none for a folder of this machine (`file:///folder`)."""
    from pyarrow import fs

    endpoint = urlsplit(os.environ.get("AWS_ENDPOINT_URL", ""))
    parts = urlsplit(location)
    try:
        if parts.scheme == "s3" and endpoint.netloc:
            return fs.S3FileSystem(endpoint_override=endpoint.netloc, scheme=endpoint.scheme), f"{parts.netloc}{parts.path}".rstrip("/")
        filesystem, root = fs.FileSystem.from_uri(location)
    except (OSError, ValueError, NotImplementedError) as error:
        raise RequestError(f"{location}: {one_line(error)}. Expected a folder or a URI such as s3://bucket/folder.", argument) from error
    return None if isinstance(filesystem, fs.LocalFileSystem) else filesystem, root.rstrip("/")


def _write_locally(path: Path, data: bytes | memoryview) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
