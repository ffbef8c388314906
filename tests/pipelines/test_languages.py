"""Runs in two languages: each problem in one of them, or in all of them as a group; rows are made and proved again in their own language."""

from collections import Counter
from itertools import groupby, islice

import pytest
from running import contents, infos, run_here, table

import synth
from synth.pipelines.audit.audit import audit
from synth.pipelines.run.plan import make_plan
from synth.pipelines.run.randomness import choose
from synth.pipelines.run.remake import again
from synth.schemas.errors import RequestError
from synth.schemas.request import Request, read_languages

TASKS = (("logic/game_of_24", 1.0), ("logic/web_of_lies", 1.0))
BOTH = read_languages("en,zh")


def test_a_problem_comes_in_one_language_only_and_in_the_shares_asked_for(tmp_path):
    run_here(tmp_path, tasks=TASKS, n=600, languages=read_languages("en:3,zh:1"))
    rows = infos(tmp_path)
    assert len({row["fingerprint"] for row in rows}) == len(rows) == 600
    for task, _ in TASKS:
        share = Counter(row["language"] for row in rows if row["task"] == task)
        assert share.total() == 300 and 50 <= share["zh"] <= 100  # of 75; five standard deviations are 37
    for row in table(tmp_path).to_pylist():
        assert any("\u4e00" <= sign <= "\u9fff" for sign in row["prompt"][0]["content"]) == (row["extra_info"]["language"] == "zh")


def test_the_language_changes_nothing_but_words(tmp_path):
    """The same draws, problems, splits and efforts, whatever the languages."""
    said = ("language", "answer")
    for name, languages in (("en", "en"), ("zh", "zh"), ("mixed", "en,zh")):
        run_here(tmp_path / name, tasks=TASKS, n=200, languages=read_languages(languages), splits=(("train", 0.9), ("test", 0.1)))
    runs = [sorted(infos(tmp_path / name), key=lambda row: row["index"]) for name in ("en", "zh", "mixed")]
    for rows in zip(*runs, strict=True):
        assert len({tuple(sorted((key, value) for key, value in row.items() if key not in said)) for row in rows}) == 1


def test_parallel_gives_each_problem_in_all_languages_as_a_group(tmp_path):
    manifest = run_here(tmp_path, tasks=TASKS, n=301, languages=BOTH, parallel=True)
    assert manifest.rows == 300
    rows = table(tmp_path).to_pylist()
    assert len({row["extra_info"]["index"] for row in rows}) == 300
    for family_id, group in groupby(rows, key=lambda row: row["extra_info"]["family_id"]):
        english, chinese = group
        assert [row["extra_info"]["language"] for row in (english, chinese)] == ["en", "zh"]
        assert english["reward_model"] == chinese["reward_model"]
        assert {row["extra_info"]["fingerprint"] for row in (english, chinese)} == {family_id}
    assert len({row["extra_info"]["fingerprint"] for row in rows}) == 150


def test_a_parallel_run_goes_on_where_it_was_stopped(tmp_path):
    class Stop(Exception): ...

    class Watcher:
        def __init__(self):
            self.left = 2

        def finished(self): ...
        def damaged(self, paths): ...
        def begin(self, plan, executor): ...
        def usage(self, workers): ...
        def under_way(self, rows, wanted): ...
        def advance(self, rows, wanted, fresh):
            self.left -= 1
            if not self.left:
                raise Stop

    request = {"tasks": TASKS, "n": 300, "languages": BOTH, "parallel": True, "difficulty": (1, 1)}
    run_here(tmp_path / "undisturbed", **request)
    with pytest.raises(Stop):
        run_here(tmp_path / "stopped", Watcher(), **request)
    run_here(tmp_path / "stopped", **request)
    assert contents(tmp_path / "stopped") == contents(tmp_path / "undisturbed")


@pytest.mark.parametrize("parallel", [False, True])
def test_rows_of_every_language_are_made_and_proved_again(tmp_path, parallel):
    run_here(tmp_path, tasks=TASKS, n=60, languages=BOTH, parallel=parallel)
    assert not audit(str(tmp_path)).failures
    path = next(tmp_path.glob("data/*.parquet"))
    for number in range(10):
        assert again(f"{path}:{number}")[1] == []


def test_the_audit_finds_a_row_in_the_wrong_language_and_one_that_is_gone(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    run_here(tmp_path, tasks=TASKS, n=20, languages=BOTH, parallel=True)
    path = next(tmp_path.glob("data/*.parquet"))
    rows = table(tmp_path).to_pylist()
    rows[0]["prompt"] = rows[1]["prompt"]
    pq.write_table(pa.Table.from_pylist(rows, pq.read_schema(path)), path)
    assert any("differs in prompt" in failure.what for failure in audit(str(path)).failures)
    pq.write_table(pa.Table.from_pylist(rows[1:], pq.read_schema(path)), path)
    assert any("in zh alone" in failure.what for failure in audit(str(path)).failures)


def test_a_stream_in_a_language():
    rows = list(islice(synth.stream("logic/game_of_24", lang="en,zh"), 200))
    assert 70 <= Counter(row["extra_info"]["language"] for row in rows)["zh"] <= 130
    with pytest.raises(RequestError, match="zh: honest/linear_algebra has prompts in en only"):
        synth.stream("honest/linear_algebra", lang="zh")


@pytest.mark.parametrize("text", ["", "zh,zh", "chinese", "en:0", "en;zh", "EN"])
def test_languages_that_cannot_be_meant_are_refused(text):
    with pytest.raises(RequestError):
        read_languages(text)


def test_what_has_no_prompts_in_a_language_is_refused_before_work():
    with pytest.raises(RequestError, match="honest/linear_algebra has prompts in en only"):
        make_plan(Request(tasks=(("honest", 1.0),), n=10, languages=BOTH))
    with pytest.raises(RequestError, match="--lang en,zh"):
        make_plan(Request(tasks=TASKS, n=10, parallel=True))


def test_languages_are_chosen_by_weight():
    weights = (("a", 3.0), ("b", 1.0))
    counts = Counter(choose((number << 64) * 2**64 // 4_000, weights) for number in range(4_000))
    assert counts == {"a": 3_000, "b": 1_000}
