"""A disk that dies: every operation below `Store` is counted, and the process dies at a chosen one, before, during or after it.

Death is an exception that nobody may catch, after which nothing more reaches the disk: what a killed process would have left is there.
Power that fails is harsher: renames that were not made durable are undone, and files that were not are cut to half of what was written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from synth.pipelines.storage import store


class Died(BaseException):
    """The process is dead."""


class Disk:
    """at: number of the operation to die at, none for a disk that only counts. when: before, during, after or power. operations: names
    of those carried out so far, `["mkdir", "open", "write", ...]`."""

    def __init__(self, at: int = -1, when: str = "before") -> None:
        self.at, self.when = at, when
        self.operations: list[str] = []
        self.dead = False
        self.loose_files: set[Path] = set()  # written, not yet made durable
        self.loose_renames: list[tuple[Path, bytes | None]] = []  # what stood there before
        self.opened: dict[int, Path] = {}

    def do(self, name, act, half=lambda: None):
        """Carry out one operation, or die at it."""
        if self.dead:
            raise Died
        self.operations.append(name)
        if len(self.operations) - 1 != self.at:
            return act()
        self.dead = True
        if self.when == "during":
            half()
        elif self.when == "after":
            act()
        elif self.when == "power":
            self.lose()
        raise Died

    def lose(self) -> None:
        for path, before in reversed(self.loose_renames):
            path.unlink() if before is None else path.write_bytes(before)
        for path in self.loose_files:
            if path.exists():
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


class _File:
    def __init__(self, disk: Disk, path: Path) -> None:
        self.disk, self.path = disk, path
        disk.loose_files.add(path)
        self.file = open(path, "wb")  # noqa: SIM115 (it is closed below)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, data):
        def half():
            self.file.write(bytes(data)[: len(data) // 2])
            self.file.flush()

        return self.disk.do("write", lambda: self.file.write(data), half)

    def flush(self):
        self.file.flush()

    def fileno(self):
        self.disk.opened[self.file.fileno()] = self.path
        return self.file.fileno()


@contextmanager
def disk(monkeypatch, at: int = -1, when: str = "before") -> Iterator[Disk]:
    """The operations of every `Store` on this machine go to a disk that dies, until the block ends."""
    made = Disk(at, when)
    listed, read, digest = store.Store._listed, store.Store.read, store.Store.digest
    mkdir, unlink, rmdir = Path.mkdir, Path.unlink, Path.rmdir
    real_open = os.open

    class Os:
        def __getattr__(self, name):
            return getattr(os, name)

        def open(self, path, flags):
            descriptor = real_open(path, flags)
            made.opened[descriptor] = Path(path)
            return descriptor

        def fsync(self, descriptor):
            path = made.opened.pop(descriptor)

            def durable():
                made.loose_files.discard(path)
                made.loose_renames = [(renamed, before) for renamed, before in made.loose_renames if renamed.parent != path]

            made.do("fsync", durable)

        def replace(self, source, target):
            before = target.read_bytes() if target.exists() else None

            def act():
                os.replace(source, target)
                made.loose_renames.append((target, before))

            made.do("rename", act)

    with monkeypatch.context() as patch:
        patch.setattr(store, "os", Os())
        patch.setattr(store, "open", lambda path, mode: made.do("open", lambda: _File(made, path)), raising=False)
        patch.setattr(store.Store, "_listed", lambda self, *a, **k: made.do("list", lambda: listed(self, *a, **k)))
        patch.setattr(store.Store, "read", lambda self, path: made.do("read", lambda: read(self, path)))
        patch.setattr(store.Store, "digest", lambda self, path: made.do("digest", lambda: digest(self, path)))
        patch.setattr(Path, "mkdir", lambda self, *a, **k: made.do("mkdir", lambda: mkdir(self, *a, **k)))
        patch.setattr(Path, "unlink", lambda self, *a, **k: made.do("delete", lambda: unlink(self, *a, **k)))
        patch.setattr(Path, "rmdir", lambda self: made.do("rmdir", lambda: rmdir(self)))
        yield made
