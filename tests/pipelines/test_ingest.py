"""`synth ingest` on small files of every source: what is kept, dropped and set aside, and why; gold answers score 1 from the files."""

import json
import subprocess
import sys
import time
from collections import Counter

import published_samples as samples
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import synth
from synth.pipelines.audit.audit import audit
from synth.pipelines.ingest import ingest as driver
from synth.pipelines.ingest import ingest_shard
from synth.pipelines.ingest.duplicates import Seen, containing
from synth.pipelines.ingest.ingest_plan import IngestRequest
from synth.pipelines.ingest.source_list import SOURCES
from synth.pipelines.ingest.source_rows import Rows, file_rows, hub_rows
from synth.schemas.errors import RequestError
from synth.schemas.record import arrow_schema
from synth.verifiers import published


def ingest(source, folder, **more):
    return driver.ingest(IngestRequest(source, str(folder / "out"), str(samples.write(source, folder / "in")), **more))


def rows(folder, pattern="data/*.parquet"):
    return [row for path in sorted((folder / "out").glob(pattern)) for row in pq.read_table(path).to_pylist()]


def test_every_source_has_a_sample():
    assert samples.FILES.keys() == samples.COUNTS.keys() == SOURCES.keys() - {"gym/entries"}  # tests/verifiers/test_gym_entries.py has it


@pytest.mark.parametrize("source", samples.FILES)
def test_rows_are_kept_dropped_and_set_aside_and_each_is_counted(source, tmp_path):
    manifest = ingest(source, tmp_path)
    kept, dropped, aside = samples.COUNTS[source]
    totals = manifest.totals
    assert (manifest.rows, manifest.dropped) == (kept, dropped)
    assert {name: sum(getattr(totals, name).values()) for name in ("needs_judge", "gold_fails") if getattr(totals, name)} == aside
    assert totals.items == totals.kept + sum(aside.values()) and sum(totals.by_name.values()) == kept
    for name, count in aside.items():
        found = rows(tmp_path, f"set_aside/{name}-*.parquet")
        assert len(found) == count
        assert all(json.loads(row["extra_info"]["provenance"])["why"] for row in found)


@pytest.mark.parametrize("source", samples.FILES)
def test_every_gold_answer_scores_one_through_json_and_parquet(source, tmp_path):
    ingest(source, tmp_path)
    for path in (tmp_path / "out").rglob("*.parquet"):
        assert pq.read_schema(path).equals(arrow_schema())
    unproved = 0
    for row in map(json.loads, map(json.dumps, rows(tmp_path))):
        name, truth, extra = row["data_source"], row["reward_model"]["ground_truth"], row["extra_info"]
        provenance = json.loads(extra["provenance"])
        unproved += "unproved" in provenance
        if "unproved" not in provenance:
            assert synth.verifiers.score(name, gold(name, truth, extra), truth, extra) == 1.0
        assert synth.verifiers.score(name, "I give up.", truth, extra) == 0.0
        assert (provenance["source"], provenance["data_source"]) == (source, name) and provenance["row"] == extra["draw"] and provenance["licence"]
    assert unproved == {"guru/lcbv5": 2, "guru/rl-92k": 1, "intellect-3/code": 2, "synthetic-2/rl": 2}.get(source, 0)


def gold(name, truth, extra):
    """A completion that gives the gold answer."""
    if name.startswith("synth/"):
        return f"<answer>{extra['answer']}</answer>"
    return published.kind(name).shown(published.kind(name).read(truth))


def test_puzzles_of_synlogic_are_problems_of_ours_and_what_none_of_ours_states_is_named(tmp_path):
    """Asked in the row's language; what a published solution breaks is the reason for which it is set aside."""
    ingest("synlogic/easy", tmp_path)
    kept = rows(tmp_path)
    assert {row["data_source"] for row in kept} == {f"synth/logic/{task}" for task in samples.GAMES}
    (sudoku,) = [row for row in kept if row["data_source"] == "synth/logic/sudoku"]
    assert (sudoku["ability"], sudoku["extra_info"]["language"]) == ("logic", "en")
    aside = Counter((kind, json.loads(row["extra_info"]["provenance"])["why"].partition(":")[0]) for kind in ("needs_judge", "gold_fails") for row in rows(tmp_path, f"set_aside/{kind}*"))
    assert aside == Counter({
        **{("needs_judge", task): 1 for task in ("norinori", "game_of_24", "campsite", "number_wall", "boolean_expressions", "bbeh", "skyscraper_puzzle")},
        ("gold_fails", "row"): 1, ("gold_fails", "sign"): 1, ("gold_fails", "position"): 1,
    })  # fmt: skip
    found = [failure.what for failure in audit(str(tmp_path / "out")).failures]
    assert sorted(found) == [f"its own gold answer is refused ({reason})" for reason in ("position", "row", "sign")]
    chinese = [row for row in rows(tmp_path, "set_aside/*") if row["extra_info"]["language"] == "zh"]
    assert [row["data_source"] for row in chinese] == ["synth/logic/kukurasu"] and "列" in chinese[0]["prompt"][0]["content"]


def test_pass_rates_that_are_published_are_kept(tmp_path):
    for source, name in (("intellect-3/logic", "avg@16_qwen3_4b_instruct_2507"), ("synthetic-2/rl", "Qwen/Qwen3-32B_avg_reward")):
        ingest(source, tmp_path / source)
        assert {json.loads(row["extra_info"]["provenance"])["facts"][name] for row in rows(tmp_path / source)} == {0.25}


def test_guru_rows_are_their_own_rows(tmp_path):
    """What is published stays: prompt, name, pass rates; what a rule needs beside the ground truth is put into it."""
    ingest("guru/rl-92k", tmp_path)
    given = {row["prompt"][0]["content"]: row for row in samples.FILES["guru/rl-92k"]["train/guru.jsonl"]}
    for row in rows(tmp_path):
        original = given[row["prompt"][0]["content"]]
        assert row["data_source"] == original["data_source"]
        assert json.loads(row["extra_info"]["provenance"])["facts"]["qwen2.5_7b_pass_rate"] == 0.25
    (found,) = [row for row in rows(tmp_path) if '"program"' in row["reward_model"]["ground_truth"]]
    assert synth.verifiers.score("simulation__codeio", '\\boxed{{"input": {"number": -3}}}', found["reward_model"]["ground_truth"]) == 1.0


def test_a_reference_passes_all_tests_and_eight_of_them_are_the_reward(tmp_path):
    ingest("guru/taco", tmp_path)
    row = next(row for row in rows(tmp_path) if '"inputs"' in row["reward_model"]["ground_truth"])
    assert len(json.loads(row["reward_model"]["ground_truth"])["inputs"]) == 8
    assert len(json.loads(json.loads(row["extra_info"]["provenance"])["all_tests"])["inputs"]) == 12


def test_spans_stand_in_each_of_their_places(tmp_path):
    ingest("guru/multihiertt", tmp_path)
    assert "| Item | Year | Year |\n| --- | --- | --- |\n| Item | 2019 | 2020 |\n| Sales | $ 120 | $ 150 |" in rows(tmp_path)[0]["prompt"][0]["content"]


@pytest.mark.parametrize("workers", [1, 3])
def test_a_run_that_is_stopped_goes_on_and_ends_in_the_same_files(tmp_path, monkeypatch, workers):
    whole = tmp_path / "whole"
    ingest("guru/codeio", whole, shard_rows=2)
    made = []

    def stops(*arguments):
        if len(made) == workers:
            raise KeyboardInterrupt
        made.append(arguments)
        return ingest_shard.make_shard(*arguments)

    monkeypatch.setattr(driver, "make_shard", stops)
    with pytest.raises(KeyboardInterrupt):
        ingest("guru/codeio", tmp_path, shard_rows=2)
    monkeypatch.setattr(driver, "make_shard", lambda *arguments: made.append(arguments) or ingest_shard.make_shard(*arguments))
    ingest("guru/codeio", tmp_path, shard_rows=2)
    assert len(made) == 4
    files = {path.relative_to(whole / "out"): path.read_bytes() for path in (whole / "out").rglob("*") if path.is_file()}
    assert files == {path.relative_to(tmp_path / "out"): path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}


def test_the_hub_is_read_as_a_stream(tmp_path):
    datasets = pytest.importorskip("datasets")
    samples.write("guru/webinstruct", tmp_path / "owner")
    found = list(hub_rows(datasets, str(tmp_path / "owner"), "train"))
    assert [row["question"] for row in found] == [row["question"] for row in samples.FILES["guru/webinstruct"]["web.parquet"]]
    path = str(tmp_path / "owner" / "web.parquet")
    assert list(file_rows(datasets, path)) == found
    assert Rows("owner/name").on_hub


@pytest.mark.parametrize(
    ("source", "content", "message"),
    [("guru/dapo", '{"question": "x"}', "expected prompt"), ("guru/finqa", '{"qa": {"exe_ans": 1}}', "expected table"), ("guru/dapo", "[1]", "expected an object")],
)
def test_files_of_another_shape_stop_the_run_with_the_row(source, content, message, tmp_path):
    (tmp_path / "train.json").write_text(content)
    with pytest.raises(RequestError, match=f"train.json.*:0: {message}"):
        driver.ingest(IngestRequest(source, str(tmp_path / "out"), str(tmp_path)))


def test_another_file_beside_the_rows_makes_another_run(tmp_path):
    ingest("guru/hitab", tmp_path)
    table = tmp_path / "in" / "tables" / "raw" / "7.json"
    table.write_text(table.read_text().replace("120", "121"))
    with pytest.raises(RequestError, match="of another request"):
        driver.ingest(IngestRequest("guru/hitab", str(tmp_path / "out"), str(tmp_path / "in")))


def test_what_is_not_there_is_said(tmp_path):
    for source, place, message in (("guru/dap", "", "Did you mean 'guru/dapo'"), ("guru/dapo", str(tmp_path / "no"), "no such file"), ("guru/hitab", "", "is not on the hub")):
        with pytest.raises(RequestError, match=message):
            driver.ingest(IngestRequest(source, str(tmp_path / "out"), place))


def test_rows_are_read_from_and_written_to_an_object_store(tmp_path, bucket):
    samples.write("guru/hitab", tmp_path)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        bucket.put_object(Bucket="shards", Key=f"in/{path.relative_to(tmp_path)}", Body=path.read_bytes())
    for place in ("s3://shards/in", "s3://shards/in/"):
        assert driver.ingest(IngestRequest("guru/hitab", "s3://shards/out", place)).rows == 3
    bucket.put_object(Bucket="shards", Key="dapo.json", Body=json.dumps(samples.FILES["guru/deepscaler"]["deepscaler.json"]).encode())
    for place in ("s3://shards/dapo.json", "s3://shards"):
        assert [number for _, number, _ in Rows(place, ["dapo.json"])] == [0, 1, 2, 3]


def test_questions_within_questions():
    inner = "one two three four five six seven eight nine"
    questions = [inner, f"zero {inner} ten", "one two three four five six seven eight", inner.upper() + "!", "one two three", f"{inner} one two three"]
    assert containing(questions) == {0, 1, 3, 5}
    seen = Seen()
    assert [seen.again(text) for text in ("A  b.", "a b .", "a c.")] == [False, True, False]


def test_on_ray_the_files_are_the_same(tmp_path):
    ingest("guru/rl-92k", tmp_path / "here", shard_rows=3)
    for workers in (1, 2):
        ingest("guru/rl-92k", tmp_path / str(workers), shard_rows=3, executor="ray", workers=workers)
        mine, other = ({path.name: path.read_bytes() for path in (tmp_path / name / "out").rglob("*") if path.is_file()} for name in ("here", str(workers)))
        assert mine == other


def test_an_audit_proves_the_rows_again_and_names_those_whose_gold_answer_fails(tmp_path):
    ingest("guru/taco", tmp_path)
    result = audit(str(tmp_path / "out"))
    assert sorted((failure.place, failure.what) for failure in result.failures) == [
        ("set_aside/gold_fails-00000.parquet:0", "its own gold answer is refused (value)"),
        ("set_aside/gold_fails-00000.parquet:1", "its own gold answer is refused (value)"),
    ]
    ingest("guru/dapo", tmp_path / "good")
    assert not audit(str(tmp_path / "good" / "out")).failures
    path = next((tmp_path / "good" / "out" / "set_aside").iterdir())
    (row,) = pq.read_table(path).to_pylist()
    row["reward_model"]["ground_truth"] = "42"
    pq.write_table(pa.Table.from_pylist([row], arrow_schema()), path)
    found = [failure.what for failure in audit(str(tmp_path / "good" / "out")).failures]
    assert found == ["the file is not the one of the manifest (sha256)", "belongs to the rows that are kept, not to needs_judge"]


def test_a_process_that_is_killed_is_gone_on_with_by_the_same_command(tmp_path):
    ingest("guru/rl-92k", tmp_path / "whole", shard_rows=1)
    command = [sys.executable, "-m", "synth", "ingest", "guru/rl-92k", "--from", str(tmp_path / "whole" / "in"), "--out", str(tmp_path / "out"), "--shard-rows", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and not list((tmp_path / "out").glob("_unfinished/*.mark")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    subprocess.run(command, check=True, capture_output=True)
    whole, again = ({path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()} for place in (tmp_path / "whole" / "out", tmp_path / "out"))
    assert whole == again
