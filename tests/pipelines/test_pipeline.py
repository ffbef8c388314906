"""The pipeline's promises: the request alone decides the bytes; nothing is lost, doubled or leaked.

One file, though a long one: its tests share runs that take seconds to make."""

import itertools
import json
import pickle
import random
import re
import tracemalloc
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running import contents, infos, run_here, table

import synth
from synth.generators import registry
from synth.pipelines.run.admit import DUPLICATE, FULL, KEEP, Admission, Batch, Fingerprints, as_array
from synth.pipelines.run.exclude import read_fingerprints
from synth.pipelines.run.plan import LARGEST_SHARD, Plan, make_plan
from synth.pipelines.run.produce import Stream, family
from synth.pipelines.run.quotas import whole_families
from synth.pipelines.run.rounds import first_round, next_round
from synth.pipelines.run.splits import kept_share, split_of
from synth.schemas.errors import BrokenTask, RequestError, SynthError
from synth.schemas.request import Request
from synth.schemas.task import Discard, Sample, Task

THREE = (("logic/game_of_24", 2.0), ("logic/dyck_language_errors", 1.0), ("logic/cryptarithm", 1.0))


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """An undisturbed run over three tasks, two levels and two splits."""
    out = tmp_path_factory.mktemp("reference") / "run"
    return out, run_here(out, **MIXED)


MIXED = {"tasks": THREE, "n": 600, "difficulty": (2, 3), "shard_rows": 100, "splits": (("train", 0.95), ("test", 0.05)), "seed": 9}


def test_a_run_has_the_rows_asked_for(reference):
    out, manifest = reference
    rows = infos(out)
    assert len(rows) == manifest.rows == sum(manifest.splits.values()) == 600
    assert Counter(row["task"] for row in rows) == {"logic/game_of_24": 300, "logic/dyck_language_errors": 150, "logic/cryptarithm": 150}
    assert set(Counter((row["task"], row["difficulty"]) for row in rows).values()) == {150, 75}
    assert len({row["fingerprint"] for row in rows}) == len({row["index"] for row in rows}) == 600
    assert all(row["split"] == split for split in manifest.splits for row in infos(out, split))
    assert table(out)["difficulty"].to_pylist() == [row["difficulty"] for row in rows]  # a filter reads this column alone
    assert contents(out).keys() == {entry.path for entry in manifest.files} | {"README.md", "croissant.json", "manifest.json"}
    assert {entry.path: entry.sha256 for entry in manifest.files}.items() <= contents(out).items()


def test_every_shard_has_every_task_in_its_proportion(reference):
    out, manifest = reference
    for number in range(6):
        counts = Counter(row["task"] for split in manifest.splits for row in _rows_of(out / "data" / f"{split}-{number:05d}.parquet"))
        assert 35 <= counts["logic/game_of_24"] <= 52
        assert 15 <= counts["logic/dyck_language_errors"] <= 27
        assert 15 <= counts["logic/cryptarithm"] <= 27


def _rows_of(path):
    return pq.read_table(path)["extra_info"].to_pylist() if path.exists() else []


class StopAfter:
    """A watcher that stops the run after some shards."""

    def __init__(self, shards):
        self.left = shards

    def damaged(self, paths): ...
    def begin(self, plan, executor): ...
    def usage(self, workers): ...
    def under_way(self, rows, wanted): ...

    def advance(self, rows, wanted, fresh):
        self.left -= fresh
        if self.left == 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize("shards", [1, 3, 6, 7])
def test_an_interrupted_run_goes_on_to_the_same_bytes(reference, tmp_path, shards):
    with pytest.raises(KeyboardInterrupt):
        run_here(tmp_path / "run", StopAfter(shards), **MIXED)
    assert not (tmp_path / "run" / "manifest.json").exists()
    run_here(tmp_path / "run", **MIXED)
    assert contents(tmp_path / "run") == contents(reference[0])


def test_lost_marks_and_left_overs_do_no_harm(reference, tmp_path):
    """Shards finish in any order on a cluster, and a writer may die between a file and its mark."""
    out = tmp_path / "run"
    with pytest.raises(KeyboardInterrupt):
        run_here(out, StopAfter(5), **MIXED)
    (out / "_unfinished" / "00001.mark").unlink()
    (out / "_unfinished" / "00003.mark").unlink()
    (out / "data" / "train-00003.parquet").unlink()
    (out / "data" / "train-00004.parquet.17.part").write_bytes(b"half a fi")
    run_here(out, **MIXED)
    assert contents(out) == contents(reference[0])


def test_a_finished_run_is_recognised_and_another_request_refused(reference):
    out, manifest = reference
    before = contents(out)
    assert run_here(out, **MIXED) == manifest
    with pytest.raises(RequestError, match="finished run of another request"):
        run_here(out, **(MIXED | {"seed": 10}))
    assert contents(out) == before


def test_an_unfinished_run_of_another_request_is_refused(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        run_here(tmp_path, StopAfter(1))
    before = contents(tmp_path)
    with pytest.raises(RequestError, match="unfinished run of another request"):
        run_here(tmp_path, seed=1)
    assert contents(tmp_path) == before


def test_a_mark_without_a_shard_belongs_to_its_request(tmp_path):
    """A shard of which nothing was kept leaves only its mark, and another request must not take it for its own."""
    with pytest.raises(KeyboardInterrupt):
        run_here(tmp_path, StopAfter(1))
    (tmp_path / "data" / "train-00000.parquet").unlink()
    with pytest.raises(RequestError, match="unfinished run of another request"):
        run_here(tmp_path, seed=1)
    (tmp_path / "_unfinished" / "plan.json").unlink()
    before = contents(tmp_path)
    with pytest.raises(RequestError, match="whose plan is gone"):
        run_here(tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("file", ["README.md", "manifest.json", "_unfinished/plan.json", "_unfinished/00000.mark"])
def test_files_of_others_and_spoilt_ones_are_refused_and_kept(tmp_path, file):
    if file.endswith(".mark"):
        with pytest.raises(KeyboardInterrupt):
            run_here(tmp_path, StopAfter(1))
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_bytes(b'{"name": "\xff')
    if file.endswith("plan.json"):
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "train-00000.parquet").write_bytes(b"mine")
    before = contents(tmp_path)
    with pytest.raises(RequestError, match="hoose another folder"):
        run_here(tmp_path)
    assert contents(tmp_path) == before


class Told:
    """A watcher that keeps what it is told of damage, and may stop the run."""

    def __init__(self, disturb=None):
        self.paths, self.was_finished, self.disturb = [], False, disturb

    def finished(self):
        self.was_finished = True

    def damaged(self, paths):
        self.paths += paths

    def begin(self, plan, executor): ...
    def usage(self, workers): ...
    def under_way(self, rows, wanted): ...

    def advance(self, rows, wanted, fresh):
        if self.disturb and fresh:
            self.disturb, disturb = None, self.disturb
            disturb()


def _four_bytes(path):
    data = bytearray(path.read_bytes())
    data[50:54] = bytes(255 - byte for byte in data[50:54])
    path.write_bytes(data)


DAMAGE = {
    "four bytes": _four_bytes,
    "another shard": lambda path: path.write_bytes((path.parent / "train-00001.parquet").read_bytes()),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "empty": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir(), path.rmdir()),
}


@pytest.mark.parametrize("finished", [True, False])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_shard_is_made_again(tmp_path, damage, finished):
    small = {"n": 90, "shard_rows": 30}
    run_here(tmp_path / "whole", **small)
    if finished:
        run_here(tmp_path / "run", **small)
    else:
        with pytest.raises(KeyboardInterrupt):
            run_here(tmp_path / "run", StopAfter(2), **small)
    DAMAGE[damage](tmp_path / "run" / "data" / "train-00000.parquet")
    watcher = Told()
    run_here(tmp_path / "run", watcher, **small)
    assert watcher.paths == ["data/train-00000.parquet"]
    assert contents(tmp_path / "run") == contents(tmp_path / "whole")
    again = Told()
    run_here(tmp_path / "run", again, **small)
    assert again.was_finished
    assert not again.paths


@pytest.mark.parametrize("moved", ["data", "_unfinished", "."])
def test_a_folder_that_goes_in_mid_run_never_ends_well(tmp_path, moved):
    small, out = {"n": 90, "shard_rows": 30}, tmp_path / "run"
    run_here(tmp_path / "whole", **small)
    watcher = Told(lambda: (out / moved).rename(tmp_path / "elsewhere"))
    if moved == "_unfinished":  # the shards are all there; the manifest lists them
        run_here(out, watcher, **small)
    else:
        with pytest.raises(SynthError, match=r"data/train-00000.parquet was published and is gone .* Type the same command"):
            run_here(out, watcher, **small)
        assert not (out / "manifest.json").exists()
        run_here(out, **small)
    assert contents(out) == contents(tmp_path / "whole")


def test_foreign_files_are_not_touched(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine.parquet").write_bytes(b"mine")
    with pytest.raises(RequestError, match="not of a run of synth"):
        run_here(tmp_path)
    assert contents(tmp_path).keys() == {"data/mine.parquet"}


def test_stream_gives_the_rows_of_a_run_in_order(tmp_path):
    run_here(tmp_path, n=200, difficulty=(4, 4), seed=3)
    streamed = list(itertools.islice(synth.stream("logic/game_of_24", difficulty=4, seed=3), 200))
    written = sorted(table(tmp_path).to_pylist(), key=lambda row: row["extra_info"]["index"])
    assert streamed == written


def test_stream_takes_splits_and_lists_and_refuses_what_it_cannot_mean():
    assert next(synth.stream("logic/game_of_24", split="test"))["extra_info"]["split"] == "test"
    for wrong in ({"split": "Test"}, {"split": ""}, {"difficulty": "4..3"}, {"difficulty": 11}, {"shuffle": -1}, {"seed": -1}, {"cuont": 3}):
        with pytest.raises(RequestError):
            synth.stream("logic/game_of_24", **wrong)


def test_messages_of_the_library_name_its_arguments_and_no_options():
    for wrong, message in (
        ({"difficulty": 11}, "difficulty 11: expected a level"), ({"seed": -1}, "seed -1: "), ({"cuont": 3}, "knob cuont=3: "),
        ({"count": 9}, "knob count=9: "), ({"split": "Test"}, "split Test=1: "),
    ):  # fmt: skip
        with pytest.raises(RequestError) as caught:
            synth.stream("logic/game_of_24", **wrong)
        assert str(caught.value).startswith(message)
        assert "--" not in str(caught.value)


def test_a_message_keeps_its_argument_on_its_way_between_processes():
    error = pickle.loads(pickle.dumps(RequestError("11: wrong.", "difficulty")))
    assert (str(error), error.named("--difficulty")) == ("difficulty 11: wrong.", "--difficulty 11: wrong.")


def test_stream_drops_families_that_a_run_drops(monkeypatch):
    problem = _problem(7)
    twin = Sample(problem, "1 + 1 + 7", 1.0)
    _install(monkeypatch, "logic/same", lambda rng, knobs: Sample(problem, "1 + 1 + 7", 1.0, other_members=(twin,)), max_members=2)
    assert not list(synth.stream("logic/same", split="train"))
    assert not list(synth.stream("logic/same", split="test"))


def test_a_longer_run_begins_with_the_shorter_one(tmp_path):
    run_here(tmp_path / "short", n=100)
    run_here(tmp_path / "long", n=250)
    short, long = ({row["index"] for row in infos(tmp_path / name)} for name in ("short", "long"))
    assert short < long


def test_a_dry_level_is_reported_and_its_share_goes_to_the_others(tmp_path, monkeypatch):
    _install(monkeypatch, "logic/few", _few)
    tasks = (("logic/few", 1.0), ("logic/game_of_24", 1.0))
    manifest = run_here(tmp_path / "a", tasks=tasks, n=1000)
    made = {stream.task: stream.tally.made for stream in manifest.streams}
    few = next(stream for stream in manifest.streams if stream.task == "logic/few")
    assert manifest.rows == 1000
    assert made["logic/few"] + made["logic/game_of_24"] == 1000
    # The reserved twentieth of its 60 problems is not for training.
    assert 50 <= few.capacity == made["logic/few"] <= 60
    assert few.tally.draws < 5_000
    short = run_here(tmp_path / "b", tasks=tasks, n=1000, when_exhausted="short")
    assert {s.task: s.tally.made for s in short.streams} == {"logic/few": few.capacity, "logic/game_of_24": 500}
    alone = run_here(tmp_path / "c", tasks=tasks[:1], n=1000)
    assert alone.rows == few.capacity


def test_a_small_share_takes_over_a_large_one_that_ran_dry(tmp_path, monkeypatch):
    """What a productive stream may draw depends on what is wanted of it now, not on its first share."""
    _install(monkeypatch, "logic/few", _few)
    manifest = run_here(tmp_path, tasks=(("logic/few", 9999.0), ("logic/dyck_language_errors", 1.0)), n=6000, shard_rows=2000)
    few, other = manifest.streams
    assert few.wanted + other.wanted == 6000
    assert other.wanted == 1
    assert manifest.rows == 6000
    assert other.capacity is None
    assert len(manifest.files) < 12


def test_a_rare_split_is_not_taken_for_a_dry_level(tmp_path, monkeypatch):
    """Nineteen draws in twenty are held out of a test split, and three in five rejected."""

    def picky(rng, knobs):
        if rng.random() < 0.6:
            raise Discard("unlucky")
        return Sample(_problem(rng.randint(3, 10**6)), "", 1.0)

    _install(monkeypatch, "logic/picky", picky)
    monkeypatch.setattr("synth.pipelines.run.produce.check", lambda *_: None)
    manifest = run_here(tmp_path, tasks=(("logic/picky", 1.0),), n=100, splits=(("test", 1.0),))
    assert manifest.rows == 100
    assert manifest.streams[0].capacity is None


def test_left_overs_of_dead_workers_are_swept_at_the_end(tmp_path):
    class Dying(StopAfter):
        def advance(self, rows, wanted, fresh):
            (tmp_path / "data" / "train-00000.parquet.99.part").write_bytes(b"half")

    run_here(tmp_path, Dying(0))
    assert not list(tmp_path.rglob("*.part"))


def test_ctrl_c_inside_a_compiled_kernel_is_ctrl_c(tmp_path, monkeypatch):
    """Numba makes SystemErrors of it, one in another."""

    def interrupted(rng, knobs):
        try:
            try:
                raise KeyboardInterrupt
            except KeyboardInterrupt as stop:
                raise SystemError("unpickle") from stop
        except SystemError as error:
            raise SystemError("CPUDispatcher") from error

    _install(monkeypatch, "logic/slow", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_here(tmp_path, tasks=(("logic/slow", 1.0),))


def test_a_task_that_breaks_its_contract_stops_the_run_with_the_key(tmp_path, monkeypatch):
    def wrong(rng, knobs):
        return _few(rng, knobs) if rng.random() < 0.99 else Sample(_problem(rng.randint(3, 90)), "1", 1.0)

    _install(monkeypatch, "logic/wrong", wrong)
    with pytest.raises(BrokenTask, match=r"logic/wrong version 1 knobs .* seed 0 draw \d+: the answer '1' is refused"):
        run_here(tmp_path, tasks=(("logic/wrong", 1.0),), n=1000)

    def crash(rng, knobs):
        return 1 / 0

    _install(monkeypatch, "logic/crash", crash)
    with pytest.raises(BrokenTask, match="draw 0: ZeroDivisionError"):
        run_here(tmp_path / "crash", tasks=(("logic/crash", 1.0),))
    # The default corrupt finds nothing to change in this answer.
    _install(monkeypatch, "logic/bare", lambda rng, knobs: Sample(_problem(3), "+", 1.0))
    monkeypatch.setattr(registry.load("logic/bare").verify.__globals__["arithmetic"], "parse", lambda *_, **__: 1 / 0)
    with pytest.raises(BrokenTask, match=r"logic/bare .* draw \d+: ZeroDivisionError"):
        run_here(tmp_path / "bare", tasks=(("logic/bare", 1.0),))


def _problem(target):
    from synth.verifiers.logic.game_of_24 import GameOf24

    return GameOf24((1, 1, target), target + 2)


def _few(rng, knobs):
    target = rng.randint(3, 62)
    return Sample(_problem(target), f"1 + 1 + {target}", 1.0)


def _members(rng, knobs):
    """Two problems of one target; the first is shared by many families."""
    high, low = rng.randint(40, 97), rng.randint(2, 19)
    return Sample(_problem(high), f"1 + 1 + {high}", 1.0, other_members=(_sum_twin(low, high - low),))


def _sum_twin(low, high):
    from synth.verifiers.logic.game_of_24 import GameOf24

    return Sample(GameOf24((2, low, high), 2 + low + high), f"2 + {low} + {high}", 1.0)


def _target(problem):
    """What the members of a family above have in common."""
    return problem.target


def _install(monkeypatch, name, generate, max_members=1, split_key=_target):
    """Put a task into the registry for one test."""
    real = registry.load("logic/game_of_24")
    task = Task(
        f"synth.generators.{name.replace('/', '.')}", 1, real.problem, real.levels, generate, real.prompt_variables, real.verify, real.guess_rate,
        real.capacity, max_members=max_members, split_key=split_key if max_members > 1 else None,
    )  # fmt: skip
    names, load = registry.names(), registry.load
    monkeypatch.setattr(registry, "names", lambda: (*names, name))
    monkeypatch.setattr(registry, "load", lambda wanted: task if wanted == name else load(wanted))
    import synth.generators.prompts as prompts

    phrasings = prompts.phrasings
    monkeypatch.setattr(prompts, "phrasings", lambda wanted, *rest: phrasings("logic/game_of_24" if wanted == name else wanted, *rest))


def test_twins_are_never_parted(tmp_path, monkeypatch):
    """Same split, same shard, kept or dropped together, though single members repeat all the time."""
    _install(monkeypatch, "logic/members", _members, max_members=2)
    manifest = run_here(
        tmp_path, tasks=(("logic/members", 1.0), ("logic/game_of_24", 1.0)), n=300, shard_rows=50, splits=(("train", 0.8), ("test", 0.2))
    )
    places = {}
    members = Counter()
    for entry in manifest.files:
        for row in _rows_of(tmp_path / entry.path):
            if row["task"] == "logic/members":
                places.setdefault(row["family_id"], set()).add((entry.path, row["split"]))
                members[row["family_id"]] += 1
            else:
                assert row["family_id"] == ""
    assert places
    assert all(len(place) == 1 for place in places.values())
    assert set(members.values()) == {2}
    rows = [row for row in infos(tmp_path) if row["task"] == "logic/members"]
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    assert len({row["index"] for row in infos(tmp_path)}) == manifest.rows
    other_members = next(stream for stream in manifest.streams if stream.task == "logic/members")
    assert other_members.tally.duplicates > 0


def test_a_member_of_two_families_is_never_in_two_splits(tmp_path, monkeypatch):
    """The first member is shared by many families, in runs of several seeds: its split is the same in all of them."""
    _install(monkeypatch, "logic/members", _members, max_members=2)
    splits = {}
    for seed in range(4):
        for split in ("train", "test"):
            run_here(tmp_path / f"{seed}{split}", tasks=(("logic/members", 1.0),), n=60, seed=seed, splits=((split, 1.0),))
            for row in infos(tmp_path / f"{seed}{split}"):
                splits.setdefault(row["fingerprint"], []).append(row["split"])
    assert {"train"} in map(set, splits.values()) and {"test"} in map(set, splits.values())
    assert all(len(set(found)) == 1 for found in splits.values())
    assert max(map(len, splits.values())) > 1


def test_members_that_differ_in_split_key_stop_the_run(tmp_path, monkeypatch):
    _install(monkeypatch, "logic/members", _members, max_members=2, split_key=lambda problem: problem.numbers)
    with pytest.raises(BrokenTask, match="split_key"):
        run_here(tmp_path, tasks=(("logic/members", 1.0),))
    with pytest.raises(ValueError, match="split_key"):
        _install(monkeypatch, "logic/kinless", _members, max_members=2, split_key=None)


def _litters(rng, knobs):
    """Families of one to three."""
    high = rng.randint(40, 97)
    lows = sorted({rng.randint(2, 19) for _ in range(rng.randint(0, 2))})
    return Sample(_problem(high), f"1 + 1 + {high}", 1.0, other_members=tuple(_sum_twin(low, high - low) for low in lows))


@pytest.mark.parametrize(("generate", "size", "n"), [(_members, 2, 31), (_members, 2, 30), (_litters, 3, 50)])
def test_runs_of_families_end_less_than_a_family_short(tmp_path, monkeypatch, generate, size, n):
    """Whatever the number of streams: rooms too small for a family are gathered."""
    _install(monkeypatch, "logic/members", generate, max_members=size)
    manifest = run_here(tmp_path, tasks=(("logic/members", 1.0),), n=n, difficulty=(1, 10), splits=(("train", 1.0),))
    assert n - size < manifest.rows <= n


def test_whole_families_keep_the_sum():
    assert whole_families([333, 333, 334], [2, 2, 2]) == [332, 334, 334]
    assert whole_families([3, 4, 4], [2, 1, 5]) == [2, 9, 0]
    assert whole_families([5], [2]) == [4]


def test_twins_are_worded_alike(monkeypatch):
    """One wording for all members: the prompts differ in the numbers alone."""
    _install(monkeypatch, "logic/members", _members, max_members=2)
    for draw in range(20):
        first, second = family(Stream(registry.load("logic/members"), registry.load("logic/members").levels[0], 1, 5), draw)
        texts = [re.sub(r"\d+", "#", row["prompt"][0]["content"]) for row in (first, second)]
        assert texts[0] == texts[1]


def test_excluded_problems_stay_out(tmp_path):
    run_here(tmp_path / "first", n=200)
    before = {row["fingerprint"] for row in infos(tmp_path / "first")}
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join(sorted(before)[:50]) + "\n")
    for source, banned in ((tmp_path / "first", before), (listed, set(sorted(before)[:50]))):
        exclude = read_fingerprints([str(source)])
        out = tmp_path / f"second-{source.name}"
        manifest = run_here(out, n=200, exclude=exclude)
        after = {row["fingerprint"] for row in infos(out)}
        assert len(after) == 200
        assert not after & banned
        assert sum(stream.tally.excluded for stream in manifest.streams) >= len(banned)


@pytest.mark.parametrize("content", [b"xyz\n", b"00ff\n", b"\xff" * 40, b"0" * 32 + b"\n" + b"G" * 32])
def test_a_wrong_list_of_fingerprints_is_refused(tmp_path, content):
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    with pytest.raises(RequestError, match="32 hex digits"):
        read_fingerprints([str(path)])


@pytest.mark.parametrize("infos", [[None], ["ab"], [{"fingerprint": None}], [{"fingerprint": 7}], [{"fingerprint": "00"}], [{"other": "0"}]])
def test_wrong_rows_to_exclude_are_refused(tmp_path, infos):
    pq.write_table(pa.Table.from_pylist([{"extra_info": info} for info in infos]), tmp_path / "rows.parquet")
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps({"extra_info": info}) + "\n" for info in infos))
    for name in ("rows.parquet", "rows.jsonl"):
        with pytest.raises(RequestError, match=f"^exclude .*{name}.*extra_info.fingerprint"):
            read_fingerprints([str(tmp_path / name)])


@pytest.mark.parametrize("line", [b"[" * 100_000, b"\xff", b'{"extra_info": {"fingerprint": "\\ud800"}}', b"[]"])
def test_lines_to_exclude_that_are_no_rows_are_refused(tmp_path, line):
    (tmp_path / "rows.jsonl").write_bytes(b"\n" + line + b"\n")
    with pytest.raises(RequestError, match=r"^exclude .*rows.jsonl, line 2: (not JSON|expected a JSON object)"):
        read_fingerprints([str(tmp_path / "rows.jsonl")])


SPLITS = [
    (("train", 1.0),),
    (("test", 1.0),),
    (("train", 0.98), ("test", 0.02)),
    (("test", 0.1), ("train", 0.8), ("validation", 0.1)),
    (("train", 0.5), ("test", 0.5)),
    (("sft", 0.3), ("rl", 0.6), ("test", 0.1)),
    (("train", 0.7), ("test_easy", 0.1), ("held_out", 0.1), ("valid", 0.1)),
    (("train", 0.999999999), ("test", 0.000000001)),
]


def test_no_problem_is_held_out_in_one_run_and_trained_on_in_another():
    rng = random.Random(4)
    prints = [rng.randbytes(16) for _ in range(40_000)]
    trained, held = set(), set()
    for splits in SPLITS:
        found = {mark: split_of(splits, mark) for mark in prints}
        counts = Counter(split for split in found.values() if split)
        for split, share in splits:
            assert counts[split] / counts.total() == pytest.approx(share, abs=0.04)
        assert counts.total() / len(prints) == pytest.approx(kept_share(splits), abs=0.01)
        held |= {mark for mark, split in found.items() if split in ("test", "validation", "test_easy", "held_out", "valid")}
        trained |= {mark for mark, split in found.items() if split in ("train", "sft", "rl")}
    assert not held & trained
    assert kept_share(SPLITS[0]) == pytest.approx(0.95)


def test_quotas_and_shards_add_up():
    for n, tasks, levels in ((1, THREE, (5, 5)), (7, THREE, (1, 10)), (10_001, THREE, (3, 7)), (10**9, THREE, (5, 5))):
        plan = make_plan(Request(tasks=tasks, n=n, difficulty=levels))
        assert sum(stream.quota for stream in plan.streams) == n
        if n < 10**6:
            drawn, now = Counter(), first_round(plan)
            for shard in map(now.shard, now.numbers):
                for part in shard.parts:
                    assert part.first == drawn[part.stream]
                    drawn[part.stream] += part.draws
            assert all(drawn[i] >= stream.quota for i, stream in enumerate(plan.streams))
    assert Plan.from_json(plan.to_json()) == plan


@pytest.mark.parametrize(
    ("shard_rows", "draws", "remaining", "shards"),
    [(100, 0, 0, 0), (100, 110, 100, 1), (100, 4_000, 100, 5), (100, 1_000, 900, 9), (50_000, 4_000_000, 100_000, 76)],
)
def test_make_up_shards_are_neither_empty_nor_too_large_to_hold(shard_rows, draws, remaining, shards):
    plan = make_plan(Request(tasks=(("logic/game_of_24", 1.0),), n=1000, shard_rows=shard_rows))
    now = next_round(plan, 7, [draws], [1053], remaining)
    assert now.numbers == range(7, 7 + shards)
    parts = [now.shard(number).parts[0] for number in now.numbers]
    assert sum(part.draws for part in parts) == draws
    assert all(part.first == before.first + before.draws for before, part in itertools.pairwise(parts))


def test_a_round_of_any_size_is_small():
    now = first_round(make_plan(Request(tasks=(("logic", 1.0),), n=10**12, difficulty=(1, 10))))
    assert len(now.numbers) == 10**12 // LARGEST_SHARD
    last, before = now.shard(now.numbers[-1]), now.shard(now.numbers[-2])
    assert [part.first + part.draws for part in before.parts] == [part.first for part in last.parts]
    assert [part.first + part.draws for part in last.parts] == list(now.draws)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=3), max_size=12), max_size=8), st.integers(0, 40))
def test_admission_equals_its_slow_twin(batches, remaining):
    """Against a plain set, family by family, one batch after another."""
    seen, slow, fast, left = set(), [], [], remaining
    admission = Admission()
    for families in batches:
        marks = [[f"{value:016d}".encode() for value in family] for family in families]
        mask = admission.admit(Batch(bytes(map(len, marks)), b"".join(itertools.chain(*marks))), left)
        expected = []
        for members in marks:
            if len(set(members)) < len(members) or seen & set(members):
                expected.append(DUPLICATE)
            elif len(members) > left:
                expected.append(FULL)
            else:
                expected.append(KEEP)
                left -= len(members)
                seen |= set(members)
        fast.append(list(mask))
        slow.append(expected)
        assert fast == slow


def test_fingerprints_with_zero_bytes_are_told_apart_and_cost_sixteen_bytes():
    marks = [bytes(16), bytes(15) + b"\1", b"\1" + bytes(15), b"\1\0\1" + bytes(13)]
    held = Fingerprints()
    for i, mark in enumerate(marks):
        assert not held.contains(as_array(mark)).any()
        held.add(as_array(mark))
        assert held.contains(as_array(b"".join(marks))).tolist() == [True] * (i + 1) + [False] * (3 - i)
    rng = np.random.default_rng(0)
    many, batches = Fingerprints(), [as_array(rng.bytes(16 * 1000)) for _ in range(128)]
    tracemalloc.start()
    for batch in batches[:100]:
        many.add(batch)
    assert len(many) == 100_000
    assert sum(run.nbytes for run in many._runs) == 16 * 100_000
    assert len(many._runs) < 20
    for batch in batches[100:]:
        many.add(batch)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 34 * len(many), "all runs are merged at the last of 2**n batches, which takes twice the set's memory for a moment"


def test_labels_are_read_only_once_for_a_mixture():
    """A domain's weight is shared by its tasks; naming a task beside its domain adds to it."""
    plan = make_plan(Request(tasks=(("logic", 1.0), ("logic/game_of_24", 1.0)), n=10_000))
    quotas = {stream.task: stream.quota for stream in plan.streams}
    tasks = len(registry.select("logic"))
    assert quotas["logic/game_of_24"] == pytest.approx(5_000 + 5_000 / tasks, abs=1)
    assert sum(quotas.values()) == 10_000
