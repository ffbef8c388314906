"""Entries of reasoning-gym, judged by its own scorers in confined processes, and ingested as foreign rows."""

import json
import threading

import pyarrow.parquet as pq
import pytest

import synth
from synth.pipelines.ingest.ingest import ingest
from synth.pipelines.ingest.ingest_plan import IngestRequest
from synth.schemas.errors import GroundTruthError
from synth.verifiers import fallback

NAME = "logic__reasoning_gym"
ENTRY = {"question": "Make 3 of 1 and 2.", "answer": "1 + 2", "metadata": {"source_dataset": "countdown", "numbers": [1, 2], "target": 3}}
GOLD = json.dumps({"task": "countdown", "entry": ENTRY})


@pytest.fixture(scope="module", autouse=True)
def gym():
    return pytest.importorskip("reasoning_gym")


def tag(text):
    return f"<answer>{text}</answer>"


@pytest.mark.parametrize(("answer", "reward"), [("2 + 1", 1.0), ("1 + 2", 1.0), ("3", 0.0), ("2 - 1", 0.0), ("", 0.0)])
def test_only_a_full_score_counts(answer, reward):
    assert synth.verifiers.score(NAME, tag(answer), GOLD) == reward


def test_what_a_scorer_evaluates_can_do_nothing(tmp_path):
    for attack in (f"__import__('os').system('touch {tmp_path}/x')", f"open('{tmp_path}/x', 'w')", "__import__('os')._exit(0)"):
        assert synth.verifiers.score(NAME, tag(attack), GOLD) == 0.0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "attack",
    [
        "[__import__('os').write(fd, b'1.0\\n') for fd in range(3, 20)]", "lambdify('x', '1')(1)", "sympify ('1+2')", "(eval)('1')", "S.func('1')", "[print][0](1)", "ｅval('3')",
        "Symbol. name", "''.join", "(1+2)('x')",
    ],
)  # fmt: skip
def test_what_could_be_run_is_not_put_to_a_scorer(attack):
    """A process that evaluates a completion could be made to reply what the completion likes."""
    assert synth.verifiers.verify(NAME, tag(attack), GOLD).reason == "code"


@pytest.mark.parametrize("answer", ["sqrt(9)", "2*(1 + 2) - 3", "(1+2)*1.0", "It is 3. Or so", "f(x) = 3"])
def test_what_could_not_be_run_is(answer):
    gold = json.dumps({"task": "countdown", "entry": {**ENTRY, "answer": "1 + 2"}})
    assert synth.verifiers.verify(NAME, tag(answer), gold).reason in ("", "value")


def test_a_late_scorer_is_killed_and_the_next_verdict_comes():
    judge = fallback.Gym(seconds=0.5)
    assert judge.scores("countdown", ENTRY, "9**9**9**9")[2] is None
    assert judge.scores("countdown", ENTRY, "2+1") == (1.0, 0.01, 1.0)


def test_guru_publishes_the_answer_and_the_rest_in_extra_info():
    extra = {"task": "countdown", "metadata": json.dumps(ENTRY["metadata"])}
    assert synth.verifiers.score(NAME, tag("2+1"), "1 + 2", extra) == 1.0
    with pytest.raises(GroundTruthError, match="no task of reasoning-gym"):
        synth.verifiers.score(NAME, tag("2+1"), "1 + 2", {})


@pytest.mark.parametrize(
    ("task", "answer", "words"), [("countdown", "7", "does not accept its own gold"), ("game_of_life_halting", "True", "accepts nonsense"), ("no_such", "1", "does not accept")]
)
def test_a_scorer_that_refuses_its_gold_or_accepts_nonsense_is_no_rule(task, answer, words):
    with pytest.raises(GroundTruthError, match=words):
        synth.verifiers.score(NAME, tag("1"), json.dumps({"task": task, "entry": {**ENTRY, "answer": answer}}))


def test_threads_wait_for_one_another():
    rewards = []
    threads = [threading.Thread(target=lambda n=n: rewards.append((n, synth.verifiers.score(NAME, tag("2+1" if n % 2 else "2-1"), GOLD)))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(rewards) == [(n, float(n % 2)) for n in range(8)]


def test_entries_are_ingested_as_foreign_rows(tmp_path):
    rows = [ENTRY, {**ENTRY, "question": "Again.", "answer": "5"}, {**ENTRY, "question": "No.", "answer": None}, {**ENTRY, "question": "Text.", "metadata": json.dumps(ENTRY["metadata"])}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    manifest = ingest(IngestRequest("gym/entries", str(tmp_path / "out"), str(tmp_path / "rows.jsonl")))
    assert (manifest.rows, manifest.dropped) == (2, {"no answer": 1})
    assert list(manifest.totals.needs_judge) == ["no rule decides this row: the scorer of countdown does not accept its own gold answer"]
    for row in pq.read_table(tmp_path / "out" / "data").to_pylist():
        assert json.loads(row["extra_info"]["provenance"])["facts"]["scored_by"] == "reasoning-gym, foreign"
        assert synth.verifiers.score(row["data_source"], tag("2+1"), row["reward_model"]["ground_truth"]) == 1.0
