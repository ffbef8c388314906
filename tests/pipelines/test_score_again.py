"""`synth score --again`: which verdicts of stored rollouts are others under the verifiers of now."""

import json
from itertools import islice

import pytest

import synth
from synth.pipelines.score.abstention import report_file
from synth.pipelines.score.again import again_file
from synth.pipelines.score.scoring import score_file
from synth.schemas.errors import RequestError

ROWS = list(islice(synth.stream("logic/game_of_24", 2, seed=1), 3))
REASONS = ["", "numbers", "missing"]


def rollouts(path, **changes):
    """Three rows with a right, a wrong and a missing answer each, as `synth eval` writes them; changes: of single columns."""
    told = []
    for row in ROWS:
        completions = [f"<answer>{row['extra_info']['answer']}</answer>", "<answer>1</answer>", "?"]
        kept = {name: row[name] for name in ("data_source", "reward_model", "extra_info")}
        told.append(kept | {"model": "m", "completion": completions, "rewards": [1.0, 0.0, 0.0], "reasons": REASONS} | changes)
    path.write_text("".join(json.dumps(line) + "\n" for line in told))
    return str(path)


def test_nothing_changed(tmp_path):
    lines = again_file(rollouts(tmp_path / "rollouts.jsonl"), "completion", tmp_path / "out.jsonl").splitlines()
    assert lines[-1].split() == ["all", "9", "0.333", "0.333", "0"]
    assert (tmp_path / "out.jsonl").read_text() == ""


def test_verdicts_of_another_version(tmp_path):
    """The stored ones are as if the right answer had been refused and the wrong one had passed."""
    file = rollouts(tmp_path / "rollouts.jsonl", rewards=[0.0, 1.0, 0.0], reasons=["value", "", "missing"])
    lines = again_file(file, "completion", tmp_path / "out.jsonl").splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[1].split()[1:5] == ["9", "0.333", "0.333", "6"]
    assert "value -> accepted 3" in "\n".join(lines) and "accepted -> numbers 3" in "\n".join(lines)
    changed = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [(one["row"], one["sample"], one["was"], one["now"], one["reward"]) for one in changed[:2]] == [
        (0, 0, "value", "accepted", 1.0), (0, 1, "accepted", "numbers", 0.0),
    ]  # fmt: skip


def test_rollouts_that_know_no_reasons(tmp_path):
    lines = again_file(rollouts(tmp_path / "rollouts.jsonl", reasons=None), "completion", None).splitlines()
    assert lines[-1].split() == ["all", "9", "0.333", "0.333", "0"]


@pytest.mark.parametrize("changes", [{"rewards": None}, {"rewards": [1.0]}, {"rewards": ["1", "0", "0"]}, {"reasons": ["", "x"]}])
def test_a_row_without_its_rewards_is_named(tmp_path, changes):
    with pytest.raises(RequestError, match=rf"rollouts.jsonl:0: expected `{next(iter(changes))}`"):
        again_file(rollouts(tmp_path / "rollouts.jsonl", **changes), "completion", None)


@pytest.mark.parametrize("scored", [score_file, again_file, report_file])
def test_the_output_never_takes_the_place_of_the_completions(tmp_path, scored):
    file = rollouts(tmp_path / "rollouts.jsonl")
    with pytest.raises(RequestError, match="the completions are there"):
        scored(file, "completion", tmp_path / "." / "rollouts.jsonl")
    assert file == rollouts(tmp_path / "rollouts.jsonl")


def test_ground_truths_of_published_rows_need_be_no_text(tmp_path):
    row = {"data_source": "math__deepscaler_preview", "reward_model": {"ground_truth": 4}, "completion": ["\\boxed{4}", "5"], "rewards": [1.0, 0.0]}
    (tmp_path / "rollouts.jsonl").write_text(json.dumps(row))
    assert again_file(str(tmp_path / "rollouts.jsonl"), "completion", None).splitlines()[-1].split() == ["all", "2", "0.500", "0.500", "0"]
    (tmp_path / "rollouts.jsonl").write_text(json.dumps(row | {"reward_model": {"ground_truth": None}}))
    with pytest.raises(RequestError, match="ground truth is missing"):
        again_file(str(tmp_path / "rollouts.jsonl"), "completion", None)
