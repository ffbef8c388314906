"""The folder of a run: claimed once, gone on with by the same request, finished whole, and never taken from another."""

import pytest
from running import contents

from synth.pipelines.storage.run_folder import (
    CARD,
    DATA,
    MANIFEST,
    PLAN,
    UNFINISHED,
    RunFolder,
    check_present,
    publish,
    read_listing,
    write_marker,
)
from synth.pipelines.storage.store import TEMPORARY, Store
from synth.schemas.errors import RequestError, SynthError
from synth.schemas.manifest import Manifest, Marker

REQUEST = '{"n":1}'


@pytest.fixture(params=["local", "s3"])
def place(request, tmp_path):
    """A folder on this machine or in an object store; either holds the protocol."""
    if request.param == "s3":
        request.getfixturevalue("bucket")
        return "s3://shards/some/run"
    return str(tmp_path / "run")


def folder(place, request=REQUEST, **options):
    return RunFolder(Store(place), request, Manifest, **options)


def manifest(*files, plan=REQUEST):
    return Manifest(1, "0", plan, 1, {}, (), files)


def shard(place, number=0):
    """A shard as a worker publishes it: the file, then the marker."""
    entry = publish(Store(place), f"{DATA}/train-{number:05d}.parquet", "train", 1, b"rows")
    write_marker(Store(place), number, Marker(number, (), (entry,)))
    return entry


def test_a_run_from_its_claim_to_its_end(place):
    assert folder(place).begin({f"{UNFINISHED}/excluded": b"x"}) is None
    store = Store(place)
    assert store.names(UNFINISHED) == ["excluded", "plan.json"]
    entries = [shard(place, number) for number in (3, 0)]
    store.write(f"{DATA}/train-00001.parquet.7{TEMPORARY}", b"half")
    again = folder(place)
    assert again.begin() is None
    assert again.shards() == [0, 3]
    assert again.marker(Marker, 3).files == (entries[0],)
    ended = again.finish("# card", manifest(*entries))
    assert {*store.paths()} == {MANIFEST, CARD, *(entry.path for entry in entries)}
    assert folder(place).begin() == ended
    data, files = read_listing(store)
    assert (data, files) == (ended.to_json().encode(), ended.files)


def test_a_finished_run_of_another_request_is_refused(place):
    folder(place).finish("", manifest())
    with pytest.raises(RequestError, match=r"holds a finished run of another request. Choose another folder"):
        folder(place, "{}").begin()


def test_an_unfinished_run_of_another_request_is_refused_once_something_is_done(place):
    folder(place).begin()
    assert folder(place, "{}").begin() is None, "nothing was done for the first one"
    shard(place)
    with pytest.raises(RequestError, match="holds an unfinished run of another request"):
        folder(place).begin()
    Store(place).delete(f"{DATA}/train-00000.parquet")
    with pytest.raises(RequestError, match="holds an unfinished run of another request"):
        folder(place).begin()


@pytest.mark.parametrize("path", [CARD, "data/mine.csv", "dpo/train-00000.parquet"])
def test_files_of_others_are_refused_and_kept(tmp_path, path):
    Store(str(tmp_path)).write(path, b"mine")
    with pytest.raises(RequestError, match=rf"{path} is not of an export of synth. Choose another folder"):
        folder(str(tmp_path), what="export", folders=("dpo",)).begin()
    assert contents(tmp_path).keys() == {path}


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b"\xff", b"{}", b'{"files": 3}'])
def test_corrupted_files_are_told(place, data):
    Store(place).write(MANIFEST, data)
    for read in (folder(place).begin, lambda: read_listing(Store(place))):
        with pytest.raises(RequestError, match=r"manifest.json is not of a run of synth, or is corrupted"):
            read()
    Store(place).delete(MANIFEST)
    folder(place).begin()
    Store(place).write(f"{UNFINISHED}/00007.mark", data)
    assert folder(place).shards() == [7]
    with pytest.raises(RequestError, match=r"00007.mark is not of a run of synth, or is corrupted. Choose another folder"):
        folder(place).marker(Marker, 7)


def test_a_stray_marker_is_told(tmp_path):
    folder(str(tmp_path)).begin()
    Store(str(tmp_path)).write(f"{UNFINISHED}/abc.mark", b"{}")
    with pytest.raises(RequestError, match=r"abc.mark is not of a run of synth"):
        folder(str(tmp_path)).shards()


def test_lost_files_of_a_finished_run_are_told(place):
    folder(place).begin()
    entry = shard(place)
    folder(place).finish("", manifest(entry))
    check_present(Store(place), [entry])
    Store(place).write(entry.path, b"row")
    with pytest.raises(SynthError, match=r"the manifest lists data/train-00000.parquet, which is gone or changed \(1 files\)"):
        check_present(Store(place), [entry])
    again = folder(place)
    assert again.begin() is None, "it has to be made again"
    assert again.damaged == (entry.path,)
    assert not Store(place).has(MANIFEST)
    with pytest.raises(SynthError, match=r"data/train-00000.parquet was published and is gone or changed now"):
        again.finish("", manifest(entry))
    assert not Store(place).has(MANIFEST)
    shard(place)
    again.finish("", manifest(entry))
    assert folder(place).begin() == manifest(entry)


@pytest.mark.parametrize("data", [b"", b"ROWS", b"rowsrows"])
def test_only_the_damaged_shard_of_an_unfinished_run_is_made_again(place, data):
    folder(place).begin()
    entries = [shard(place, number) for number in range(3)]
    Store(place).write(entries[1].path, data)
    again = folder(place)
    assert again.begin() is None
    assert again.damaged == (entries[1].path,)
    assert again.shards() == [0, 2]


def test_only_a_finished_run_has_a_listing(place):
    with pytest.raises(RequestError, match="holds no finished run of synth"):
        read_listing(Store(place))
    Store(place).write(PLAN, b"{}")
    with pytest.raises(RequestError, match="holds an unfinished run"):
        read_listing(Store(place))
