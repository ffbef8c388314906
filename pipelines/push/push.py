"""`synth push`: a finished run to a dataset repository of the Hugging Face hub.

The card goes first, since the hub checks its front matter; then the shards, some in a commit; the manifest last, which says that the data
set is whole. What the repository has is not sent again, so the same command goes on where it was stopped."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from synth.pipelines.storage.run_folder import CARD, MANIFEST, METADATA, check_present, read_listing
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, SynthError, cut, one_line
from synth.schemas.manifest import FileEntry

if TYPE_CHECKING:
    from huggingface_hub import CommitOperationAdd, HfApi

FILES, BYTES = 50, 1 << 30
"""Shards of one commit at most, and how large they are together, where one alone is not larger."""


class Parcel(NamedTuple):
    """What is sent. first: files before the shards; last: the manifest, behind them."""

    repo: str
    store: Store
    first: tuple[str, ...]
    shards: tuple[FileEntry, ...]
    last: str = MANIFEST

    @property
    def bytes(self) -> int:
        return sum(entry.bytes for entry in self.shards)


def parcel(location: str, repo: str) -> Parcel:
    """What is to be sent of a folder. Raises RequestError for one that holds no finished run, SynthError when files of it are gone."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repo):
        raise RequestError(f"{cut(repo)}: expected OWNER/NAME.", "repo")
    store = Store(location, "folder")
    _, files = read_listing(store)
    check_present(store, files)
    if not files:
        raise RequestError(f"{location} holds a run without rows.", "folder")
    return Parcel(repo, store, tuple(name for name in (CARD, METADATA) if store.has(name)), files)


def push(sent: Parcel, public: bool, say: Callable[[str], None]) -> str:
    """Send it to the repository, which is made, private unless `public`, when it is not there. Returns its address. say: is told of each
    commit. Raises RequestError for a repository that holds another data set, or is public when nobody said that, SynthError when the hub
    refuses or cannot be reached."""
    try:
        from huggingface_hub import HfApi
        from huggingface_hub.errors import HfHubHTTPError
    except ImportError as error:
        raise RequestError("needs the package huggingface_hub: pip install 'synth-rlvr[hub]'.", "repo") from error
    # The first base of this is what the HTTP library raises when nobody answers; which library that is differs from version to version.
    unreachable: type[Exception] = HfHubHTTPError.__mro__[1]
    try:
        return _push(HfApi(library_name="synth"), sent, public, say)
    except (unreachable, OSError, ValueError) as error:
        raise SynthError(f"{sent.repo}: {one_line(error)}. What was sent is kept; type the same command to go on.") from error


def _push(api: "HfApi", sent: Parcel, public: bool, say: Callable[[str], None]) -> str:
    repo = sent.repo
    there = _prepared(api, repo, public)
    hashes = {file.path: file.lfs.sha256 for file in there if file.lfs}
    own = {entry.path: entry.sha256 for entry in sent.shards}
    for path, found in hashes.items():
        if own.get(path) != found:
            raise RequestError(f"{repo} holds {path}, which is not of this run. Choose another repository.", "repo")
    _commit(api, repo, "Card", [_addition(sent.store, name) for name in sent.first])
    missing = [entry for entry in sent.shards if entry.path not in hashes]
    if len(missing) < len(sent.shards):
        say(f"{len(sent.shards) - len(missing):,} files are there already.")
    done = 0
    for entries in _batches(missing):
        _commit(api, repo, f"Shards {done + 1} to {done + len(entries)}", [_shard(sent.store, entry) for entry in entries])
        done += len(entries)
        say(f"{done:,} of {len(missing):,} files sent.")
    _commit(api, repo, "Manifest", [_addition(sent.store, sent.last)])
    return f"{api.endpoint}/datasets/{repo}"


def _prepared(api: "HfApi", repo: str, public: bool) -> list[Any]:
    """The files of the repository, made where it is not there."""
    from huggingface_hub.errors import RepositoryNotFoundError
    from huggingface_hub.hf_api import RepoFile

    try:
        private = api.repo_info(repo, repo_type="dataset").private
    except RepositoryNotFoundError:
        api.create_repo(repo, repo_type="dataset", private=not public)
        return []
    if not private and not public:
        raise RequestError(f"{repo} is there and public. Say --public if that is meant, or choose another repository.", "repo")
    return [file for file in api.list_repo_tree(repo, repo_type="dataset", recursive=True) if isinstance(file, RepoFile)]


def _batches(entries: Sequence[FileEntry]) -> Iterator[list[FileEntry]]:
    batch: list[FileEntry] = []
    for entry in entries:
        if batch and (len(batch) == FILES or sum(one.bytes for one in batch) + entry.bytes > BYTES):
            yield batch
            batch = []
        batch.append(entry)
    if batch:
        yield batch


def _commit(api: "HfApi", repo: str, what: str, additions: "list[CommitOperationAdd]") -> None:
    if additions:
        api.create_commit(repo, additions, commit_message=what, repo_type="dataset")


def _shard(store: Store, entry: FileEntry) -> "CommitOperationAdd":
    """A shard, whose hash is taken on the way. Raises SynthError when it is not what the run wrote."""
    addition = _addition(store, entry.path)
    if addition.upload_info.sha256.hex() != entry.sha256:
        raise SynthError(f"{store.location}/{entry.path} is not what the run wrote. Type the command of that run again: it makes it anew.")
    return addition


def _addition(store: Store, path: str) -> "CommitOperationAdd":
    from huggingface_hub import CommitOperationAdd

    remote = "://" in store.location
    return CommitOperationAdd(path, store.read(path) if remote else str(Path(store.location) / path))
