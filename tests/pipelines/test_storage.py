"""Places that are full, forbidden or far away."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest
from running import contents, run_here, synth

from synth.pipelines.export.export import ExportRequest, export
from synth.pipelines.storage.store import TEMPORARY, Store
from synth.schemas.errors import RequestError, SynthError

pytestmark = pytest.mark.serial

GAME = ("run", "logic/game_of_24", "--n", "600", "--shard-rows", "150", "--executor", "local")


def one_line(done):
    lines = [line for line in done.stderr.splitlines() if not line.startswith("synth: 600 rows")]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


def test_a_full_disk_loses_no_published_shard(tmp_path):
    """The kernel refuses to write past a file size, as it refuses on a full disk, in the middle of the run."""
    out = tmp_path / "run"
    whole = synth(*GAME, "--out", tmp_path / "whole")
    assert whole.returncode == 0, whole.stderr
    sizes = sorted(path.stat().st_size for path in (tmp_path / "whole" / "data").iterdir())
    assert sizes[0] < sizes[-1]
    limited = (
        "import resource, sys; from synth.cli import main; from pathlib import Path; from synth.pipelines.run import worker as work\n"
        "write = work.Worker.write\n"
        "def late(self, shard, *masks):\n"
        f"    if shard.number == 2: resource.setrlimit(resource.RLIMIT_FSIZE, ({sizes[0] // 2}, {sizes[0] // 2}))\n"
        "    return write(self, shard, *masks)\n"
        "work.Worker.write = late\n"
        "main(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", limited, *GAME, "--out", str(out)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Cannot write" in one_line(done)
    assert "train-00002.parquet" in one_line(done)
    published = contents(out / "data")
    assert published.keys() == {"train-00000.parquet", "train-00001.parquet"}
    assert published.items() <= contents(tmp_path / "whole" / "data").items()
    again = synth(*GAME, "--out", out)
    assert again.returncode == 0, again.stderr
    assert contents(out) == contents(tmp_path / "whole")


def test_a_place_that_cannot_be_written_gives_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = synth(*GAME, "--out", tmp_path / "file" / "run")
    assert done.returncode in (1, 2)
    assert str(tmp_path / "file") in one_line(done)


def test_a_failed_write_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SynthError, match="No space left on device"):
        Store(str(tmp_path)).write("a/b.parquet", b"x" * 1000)
    assert list(Path(tmp_path).rglob("*")) == [tmp_path / "a"]


def test_two_commands_are_never_at_work_in_one_folder(tmp_path):
    source, out = tmp_path / "run", tmp_path / "out"
    run_here(source, n=20)
    for command in (lambda: run_here(out, n=20), lambda: export(ExportRequest("poda", str(source), str(out)))):
        with Store(str(out)).alone(), pytest.raises(RequestError, match="another command is at work in this folder"):
            command()
        assert contents(out) == {}
    assert run_here(out, n=20).rows == 20, "what has ended holds nothing"


def test_a_file_system_without_locks_is_taken_as_it_is(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert run_here(tmp_path, n=20).rows == 20


def test_left_overs_are_swept(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / f"train-00000.parquet.99{TEMPORARY}").write_bytes(b"half")
    (tmp_path / "data" / "train-00000.parquet").write_bytes(b"whole")
    Store(str(tmp_path)).sweep("data")
    assert contents(tmp_path).keys() == {"data/train-00000.parquet"}


@pytest.mark.parametrize("place", ["nowhere://bucket/x", "s3:///x", "://"])
def test_an_unknown_place_is_refused(place):
    with pytest.raises(RequestError, match=f"^out {place}: "):
        Store(place)


def test_an_object_store_holds_the_same_files(bucket, tmp_path):
    class StopAfterTwo:
        shards = 0

        def begin(self, plan, executor): ...
        def usage(self, workers): ...
        def under_way(self, rows, wanted): ...

        def advance(self, rows, wanted, fresh):
            self.shards += 1
            if self.shards == 2:
                raise KeyboardInterrupt

    run_here(tmp_path / "run")
    with pytest.raises(KeyboardInterrupt):
        run_here("s3://shards/some/run", StopAfterTwo())
    run_here("s3://shards/some/run")
    found = {}
    for item in bucket.list_objects_v2(Bucket="shards", Prefix="some/run/")["Contents"]:
        if not item["Key"].endswith("/"):
            found[item["Key"].removeprefix("some/run/")] = bucket.get_object(Bucket="shards", Key=item["Key"])["Body"].read()
    assert found == {n: (tmp_path / "run" / n).read_bytes() for n in contents(tmp_path / "run")}


