"""The folder of a run: what lies where, and how a command claims it, goes on in it and finishes it.

What is on disk is the whole state. `_unfinished/` holds the plan and a completion marker for each finished shard; data files appear by
rename, a marker after its files, the card and the manifest after everything, and then `_unfinished/` goes. So whatever stopped a command,
the same command finds out from the folder what is left to do. Files are compared with the sizes and hashes that were noted when they were
published; what is damaged or gone is made again. `synth run`, `augment` and `export` all keep this protocol.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

import msgspec

from synth.pipelines.storage.store import TEMPORARY, Store
from synth.schemas.errors import RequestError, SynthError
from synth.schemas.manifest import FileEntry
from synth.schemas.problem import Frozen

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST, CARD, METADATA = "manifest.json", "README.md", "croissant.json"
DATA = "data"
UNFINISHED = "_unfinished"
PLAN = f"{UNFINISHED}/plan.json"
MARKER = ".mark"
ROW_GROUP = 2_000  # rows in a row group of a shard
OTHER = "Choose another folder."


class Decoded(Protocol):
    """What is read from JSON."""

    @classmethod
    def from_json(cls, text: str | bytes) -> Self: ...
    def to_json(self) -> str: ...


class Finished(Decoded, Protocol):
    """As much of a manifest as a folder needs. plan: the request, or its JSON text."""

    @property
    def plan(self) -> str | Frozen: ...
    @property
    def files(self) -> tuple[FileEntry, ...]: ...


F = TypeVar("F", bound=Decoded)
M = TypeVar("M", bound=Finished)


class RunFolder(Generic[M]):
    """One command's folder. plan: the request as JSON text; manifest: the type of its manifest; what: the word for it in messages;
    folders: those of its data files."""

    def __init__(self, store: Store, plan: str, manifest: type[M], what: str = "run", folders: tuple[str, ...] = (DATA,)) -> None:
        self.store = store
        self._plan, self._manifest, self._what, self._folders = plan, manifest, what, folders
        self.damaged: tuple[str, ...] = ()
        """Files that `begin` found damaged or gone, which have to be made again: `("data/train-00003.parquet",)`."""

    def begin(self, files: Mapping[str, bytes] | None = None) -> M | None:
        """Claim the folder, with `files` written before the plan, or recognise the interrupted run in it (None), or the finished one (its
        manifest). Where files of it are damaged or gone, the markers of their shards go; a finished one whose files are damaged counts as
        interrupted with nothing done. Raises RequestError when the folder holds anything else."""
        store = self.store
        if store.has(MANIFEST):
            manifest = self._finished()
            self.damaged = tuple(damaged(store, manifest.files))
            if not self.damaged:
                store.delete_folder(UNFINISHED)
                return manifest
            self._claim(files)  # the plan first: a folder without plan and manifest would be nobody's
            store.delete(MANIFEST)
            self._drop_damaged()  # markers are here when the end of that run was cut short
            return None
        if store.has(PLAN) and store.read(PLAN) == self._plan.encode():
            self._sweep()
            self._drop_damaged()
            return None
        found = [f"{place}/{name}" for place in dict.fromkeys((DATA, *self._folders)) for name in store.names(place)]
        found = [path for path in found if not path.endswith(TEMPORARY)]
        # A shard of which nothing was kept leaves a marker only.
        marked = any(name.endswith(MARKER) for name in store.names(UNFINISHED))
        if marked and not store.has(PLAN):
            left = f"{store.location}/{UNFINISHED} is left of {_article(self._what)} whose plan is gone"
            raise RequestError(f"{left}: nobody can tell what it was asked for. {OTHER}")
        if store.has(PLAN) and (found or marked):
            advice = "Type the same command to go on with that one, or choose another folder."
            raise RequestError(f"{store.location} holds an unfinished {self._what} of another request. {advice}")
        if found or store.has(CARD):
            raise RequestError(f"{store.location}/{(found or [CARD])[0]} is not of {_article(self._what)} of synth. {OTHER}")
        self._claim(files)
        return None

    def _claim(self, files: Mapping[str, bytes] | None) -> None:
        for path, data in (files or {}).items():
            self.store.write(path, data)
        self.store.write(PLAN, self._plan.encode())

    def _drop_damaged(self) -> None:
        """Delete the markers of shards whose files are not what was published."""
        shards = {number: self._decode_listing(_marker(number)) for number in self.shards()}
        lost = set(damaged(self.store, (entry for files in shards.values() for entry in files)))
        self.damaged = tuple(sorted(lost.union(self.damaged)))
        for number, files in shards.items():
            if any(entry.path in lost for entry in files):
                self.store.delete(_marker(number))

    def _finished(self) -> M:
        manifest = self._decode(self._manifest, MANIFEST)
        plan = manifest.plan if isinstance(manifest.plan, str) else manifest.plan.to_json()
        if plan != self._plan:
            raise RequestError(f"{self.store.location} holds a finished {self._what} of another request. {OTHER}")
        return manifest

    def shards(self) -> list[int]:
        """The numbers of the finished shards of an interrupted run, ascending. Raises RequestError for a marker that is not of ours."""
        names = [name for name in self.store.names(UNFINISHED) if name.endswith(MARKER)]
        for name in names:
            if not name.removesuffix(MARKER).isdecimal():
                raise self._foreign(f"{UNFINISHED}/{name}")
        return sorted(int(name.removesuffix(MARKER)) for name in names)

    def marker(self, kind: type[F], shard: int) -> F:
        """What is known of a finished shard. Raises RequestError when its marker cannot be read."""
        return self._decode(kind, _marker(shard))

    def finish(self, card: str | Callable[[], str], manifest: M, beside: Mapping[str, str] | None = None) -> M:
        """Publish the card and what lies beside it, `{"croissant.json": ...}`, then the manifest, then clear away what only an unfinished
        run has. A card that reads the files is a function, called when they are known to be there. Raises SynthError when files that the
        manifest lists are gone or cut off: somebody moved the folder away."""
        self._sweep()  # of workers that died while they wrote
        lost = changed_sizes(self.store, manifest.files)
        if lost:
            self.store.write(PLAN, self._plan.encode())  # in case it is gone too: the same command must know its folder
            raise SynthError(
                f"{self.store.location}: {_some(lost)} was published and is gone or changed now. Type the same command to make it again."
            )
        for path, text in {CARD: card if isinstance(card, str) else card(), **(beside or {})}.items():
            self.store.write(path, text.encode())
        self.store.write(MANIFEST, manifest.to_json().encode())
        self.store.delete_folder(UNFINISHED)
        return manifest

    def _sweep(self) -> None:
        for folder in (*self._folders, UNFINISHED):
            self.store.sweep(folder)

    def _decode(self, kind: type[F], path: str) -> F:
        """Read a file of the run. Raises RequestError when it is another's, or corrupted."""
        try:
            return kind.from_json(self.store.read(path))
        except (ValueError, RecursionError) as error:
            raise self._foreign(path) from error

    def _decode_listing(self, path: str) -> tuple[FileEntry, ...]:
        try:
            return msgspec.json.decode(self.store.read(path), type=_Listing).files
        except (ValueError, RecursionError) as error:
            raise self._foreign(path) from error

    def _foreign(self, path: str) -> RequestError:
        return RequestError(f"{self.store.location}/{path} is not of {_article(self._what)} of synth, or is corrupted. {OTHER}")


class _Listing(msgspec.Struct):
    """As much of any manifest as tells its files."""

    files: tuple[FileEntry, ...]


def read_listing(store: Store) -> tuple[bytes, tuple[FileEntry, ...]]:
    """The manifest of a finished run (or export, or augmentation) and the files that it lists. Raises RequestError when there is none."""
    if not store.has(MANIFEST):
        if store.has(PLAN):
            raise RequestError(f"{store.location} holds an unfinished run. Type the command of that run again to finish it first.")
        raise RequestError(f"{store.location} holds no finished run of synth (no {MANIFEST}).")
    data = store.read(MANIFEST)
    try:
        return data, msgspec.json.decode(data, type=_Listing).files
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{store.location}/{MANIFEST} is not of a run of synth, or is corrupted.") from error


def check_present(store: Store, files: Iterable[FileEntry]) -> None:
    """Raises SynthError when files that a manifest lists are gone, or have another size."""
    lost = changed_sizes(store, files)
    if lost:
        advice = "Type the command of that run again: it makes anew what is missing."
        raise SynthError(f"{store.location}: the manifest lists {lost[0]}, which is gone or changed ({len(lost)} files). {advice}")


def changed_sizes(store: Store, files: Iterable[FileEntry]) -> list[str]:
    """The paths of files that are gone or have another size than was noted; only folders are listed, no file is read."""
    entries = list(files)
    folders = {entry.path.rpartition("/")[0] for entry in entries}
    sizes = {f"{folder}/{name}": size for folder in sorted(folders) for name, size in store.sizes(folder).items()}
    return [entry.path for entry in entries if sizes.get(entry.path) != entry.bytes]


def damaged(store: Store, files: Iterable[FileEntry]) -> list[str]:
    """The paths of files that are gone or not what was noted, by size or by hash; every file is read."""
    entries = list(files)
    changed = set(changed_sizes(store, entries))
    return [entry.path for entry in entries if entry.path in changed or not _is_intact(store, entry)]


def _is_intact(store: Store, entry: FileEntry) -> bool:
    try:
        return store.digest(entry.path) == entry.sha256
    except OSError:  # what cannot be read is made again
        return False


def _some(paths: Sequence[str]) -> str:
    return f"{paths[0]} (and {len(paths) - 1} more)" if len(paths) > 1 else paths[0]


def publish(store: Store, path: str, split: str, rows: int, data: bytes | memoryview) -> FileEntry:
    """Write a data file. Returns its entry for the manifest."""
    store.write(path, data)
    return FileEntry(path, split, rows, len(data), sha256(data).hexdigest())


def publish_shard(store: Store, rows: "pa.Table", split: str, shard: int) -> FileEntry:
    """Write the rows of one split of a shard as `data/train-00017.parquet`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd", compression_level=3, row_group_size=ROW_GROUP)
    return publish(store, f"{DATA}/{split}-{shard:05d}.parquet", split, rows.num_rows, memoryview(sink.getvalue()))


def write_marker(store: Store, shard: int, marker: Frozen) -> None:
    """Say that a shard is finished: what its files hold, after they were published."""
    store.write(_marker(shard), marker.to_json().encode())


def _article(what: str) -> str:
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def _marker(shard: int) -> str:
    return f"{UNFINISHED}/{shard:05d}{MARKER}"
