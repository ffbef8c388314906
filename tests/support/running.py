"""Runs for the tests: in this process, as a command, and what they leave."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from synth.pipelines.run.driver import run
from synth.pipelines.run.plan import make_plan
from synth.schemas.request import Request

SYNTH = [sys.executable, "-m", "synth"]


class Silent:
    """A watcher that says nothing."""

    def finished(self): ...
    def damaged(self, paths): ...
    def begin(self, plan, executor): ...
    def advance(self, rows, wanted, fresh): ...
    def under_way(self, rows, wanted): ...
    def usage(self, workers): ...


def run_here(out, watcher=None, exclude=(b"", ""), **request):
    """A run in this process. Returns its manifest."""
    request = {"tasks": (("logic/game_of_24", 1.0),), "n": 300, "shard_rows": 60} | request
    return run(make_plan(Request(**request), exclude[1]), str(out), watcher or Silent(), executor="local", exclude=exclude[0])


def synth(*arguments, **environment):
    """The command line in a process of its own."""
    return subprocess.run(
        [*SYNTH, *map(str, arguments)], capture_output=True, text=True, env={**os.environ, **environment}, timeout=300, check=False
    )


def contents(out):
    """Relative path -> hash of every file below a folder."""
    root = Path(out)
    return {str(p.relative_to(root)): sha256(p.read_bytes()).hexdigest() for p in sorted(root.rglob("*")) if p.is_file()}


def table(out, split="*"):
    return pa.concat_tables(pq.read_table(path) for path in sorted(Path(out).glob(f"data/{split}-*.parquet")))


def infos(out, split="*"):
    return table(out, split)["extra_info"].to_pylist()


def stored(bucket, folder):
    """The files of a folder (`out/`) of the tests' bucket, by their paths in it."""
    found = bucket.list_objects_v2(Bucket="shards", Prefix=folder)["Contents"]
    keys = [item["Key"] for item in found if not item["Key"].endswith("/")]
    return {key.removeprefix(folder): bucket.get_object(Bucket="shards", Key=key)["Body"].read() for key in keys}
