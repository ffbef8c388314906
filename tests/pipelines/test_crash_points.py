"""Every storage operation of a small run, of an augmentation and of an export, dies once before, once during and once after it, and once with the power;
the same command ends in the same bytes. Enumerated, not sampled."""

import json
import shutil
from collections import Counter

import pytest
from augmenting import TOWNS
from augmenting import run_here as augment_here
from crashing import Died, disk
from running import contents, run_here
from scripted_server import ScriptedServer, reclor

from synth.pipelines.dedupe.dedupe import dedupe
from synth.pipelines.dedupe.dedupe_plan import DedupeRequest
from synth.pipelines.export.export import ExportRequest, export
from synth.pipelines.mix.mix_plan import MixRequest
from synth.pipelines.mix.mixing import mix
from synth.pipelines.passrate import filtering
from synth.pipelines.passrate.filter_plan import FilterRequest
from synth.pipelines.storage.run_folder import CARD, MANIFEST, UNFINISHED, RunFolder

ONLY_READ = ("list", "read", "digest")
SMALL = {"n": 10, "shard_rows": 5, "splits": (("train", 0.8), ("test", 0.2)), "seed": 3}


def crash_everywhere(monkeypatch, tmp_path, command, prepare=lambda out: None):
    """command: called with the folder. prepare: makes the folder as it is before the command. Returns the kinds of operations."""
    whole = tmp_path / "whole"
    prepare(whole)
    with disk(monkeypatch) as counted:
        command(whole)
    wanted = contents(whole)
    assert not any("_unfinished" in path or path.endswith(".part") for path in wanted)
    left = set()
    for at, when in crashes(counted.operations):
        out = tmp_path / "run"
        prepare(out)
        with disk(monkeypatch, at, when), pytest.raises(Died):
            command(out)
        if (state := on_disk(out)) not in left:
            left.add(state)
            with disk(monkeypatch):
                command(out)
            assert contents(out) == wanted, f"{when} operation {at}, {counted.operations[at]}"
        shutil.rmtree(out, ignore_errors=True)
    return Counter(counted.operations)


def crashes(operations):
    """(operation, when) of every crash that can leave a disk of its own: after an operation is before the next one, after the last one
    alone is not, and what was only read changed nothing."""
    for at, name in enumerate(operations):
        if at == 0 or operations[at - 1] not in ONLY_READ:
            yield at, "before"
        if name not in ONLY_READ:
            yield at, "power"
        if name == "write":
            yield at, "during"
    yield len(operations) - 1, "after"


def on_disk(folder):
    """All that a command finds there: from the same disk it goes on in the same way."""
    return frozenset((str(path.relative_to(folder)), path.read_bytes() if path.is_file() else None) for path in folder.rglob("*"))


def test_a_run_goes_on_from_every_crash(monkeypatch, tmp_path):
    counts = crash_everywhere(monkeypatch, tmp_path, lambda out: run_here(out, **SMALL))
    assert {"open", "write", "fsync", "rename", "list", "delete", "rmdir", "mkdir"} <= counts.keys()
    assert counts["rename"] >= 8


def test_a_manifest_before_its_card_is_caught(monkeypatch, tmp_path):
    """A planted defect: the harness must fail where the order of publication is wrong."""

    def too_early(folder, card, manifest, beside):
        folder.store.write(MANIFEST, manifest.to_json().encode())
        folder.store.write(CARD, card().encode())
        folder.store.delete_folder(UNFINISHED)
        return manifest

    monkeypatch.setattr(RunFolder, "finish", too_early)
    with pytest.raises(AssertionError, match="operation"):
        crash_everywhere(monkeypatch, tmp_path, lambda out: run_here(out, **(SMALL | {"n": 5})))


def test_the_repair_of_a_finished_run_goes_on_from_every_crash(monkeypatch, tmp_path):
    run_here(tmp_path / "source", **SMALL)

    def damaged(out):
        shutil.copytree(tmp_path / "source", out)
        (out / "data" / "train-00001.parquet").write_bytes(b"PAR1")

    counts = crash_everywhere(monkeypatch, tmp_path, lambda out: run_here(out, **SMALL), damaged)
    assert counts["digest"] >= 2
    assert contents(tmp_path / "whole") == contents(tmp_path / "source")


def test_an_export_goes_on_from_every_crash(monkeypatch, tmp_path):
    run_here(tmp_path / "source", tasks=(("honest/logical_inference", 1.0),), n=8, shard_rows=4)
    counts = crash_everywhere(
        monkeypatch, tmp_path, lambda out: export(ExportRequest("poda", str(tmp_path / "source"), str(out), kinds=("rlvr", "dpo")))
    )
    assert counts["rename"] >= 4


def test_a_deduplication_goes_on_from_every_crash(monkeypatch, tmp_path):
    texts = ["one", "two", "one", "three", "Three", "four"]
    (tmp_path / "rows.jsonl").write_text("".join(f'{{"text":"{text}"}}\n' for text in texts))
    request = {"paths": (str(tmp_path / "rows.jsonl"),), "threshold": 1.0}
    counts = crash_everywhere(monkeypatch, tmp_path, lambda out: dedupe(DedupeRequest(out=str(out), **request)))
    assert counts["rename"] >= 12
    assert len((tmp_path / "whole/data/train-00000.jsonl").read_text().splitlines()) == 4


def test_a_filter_goes_on_from_every_crash(monkeypatch, tmp_path):
    rows = [{"data_source": "s", "index": number, "text": str(number), "rate": number / 10} for number in range(6)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    monkeypatch.setattr(filtering, "SHARD_ROWS", 3)
    request = {"folder": str(tmp_path / "rows.jsonl"), "rollouts": (str(tmp_path / "rows.jsonl"),), "keep": "0.1 < rate < 0.5"}
    counts = crash_everywhere(monkeypatch, tmp_path, lambda out: filtering.filter_rows(FilterRequest(out=str(out), **request)))
    assert counts["rename"] >= 4
    assert [path.name for path in sorted((tmp_path / "whole/data").iterdir())] == ["train-00000.jsonl", "train-00001.jsonl"]


def test_a_mixture_goes_on_from_every_crash(monkeypatch, tmp_path):
    run_here(tmp_path / "source", n=10)
    parts = ((str(tmp_path / "source"), 4.0),)
    counts = crash_everywhere(monkeypatch, tmp_path, lambda out: mix(MixRequest(parts, str(out), shard_rows=4)))
    assert counts["rename"] >= 4


def test_an_augmentation_goes_on_from_every_crash(monkeypatch, tmp_path):
    """The endpoint's replies are on disk before: here the run's folder is in question, and no request may be sent twice."""
    file, cache = tmp_path / "train.json", str(tmp_path / "answers")
    file.write_text(reclor(TOWNS[:2]))
    with ScriptedServer() as server:

        def command(out):
            augment_here(file, server, out, shard_passages=1, concurrency=1, cache=cache)

        command(tmp_path / "first")
        counts = crash_everywhere(monkeypatch, tmp_path, command)
        assert set(server.answered.values()) == {1}
    assert contents(tmp_path / "whole") == contents(tmp_path / "first")
    assert counts["rename"] >= 6
