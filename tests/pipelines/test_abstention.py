"""The report on abstention: known completions give known shares, by task, level and knob, beside the baselines."""

import json

import pytest
from drawing import rows

from synth.cli import _main
from synth.pipelines.score.abstention import report, report_file
from synth.schemas.errors import RequestError

LOGIC, ALGEBRA = "honest/logical_inference", "honest/linear_algebra"
PAIRS = 20


def _answer(text):
    return f"<think>Hm.</think>\n<answer>\n{text}\n</answer>"


def _rows(name, say, level=2):
    """Rows with what `say(answer, pair)` returns as completions. pair: number of the pair."""
    return [row | {"completion": say(row["extra_info"]["answer"], row["extra_info"]["draw"])} for row in rows(name, level, PAIRS)]


def _all(groups, task=LOGIC):
    return next(group for group in groups if (group.task, group.by) == (task, "all"))


def _shares(group):
    names = ("accuracy", "answerable", "unanswerable", "false_abstention", "hallucination", "missing", "pairs")
    return [getattr(group, name).share for name in names]


@pytest.mark.parametrize(("say", "shares"), [
    (lambda answer, pair: _answer(answer), [1, 1, 1, 0, 0, 0, 1]),
    (lambda answer, pair: _answer("Unknown"), [0.5, 0, 1, 1, 0, 0, 0]),
    (lambda answer, pair: _answer("It cannot be determined."), [0.5, 0, 1, 1, 0, 0, 0]),
    (lambda answer, pair: "I do not know.", [0, 0, 0, 0, 0, 1, 0]),
    (lambda answer, pair: _answer("7 or Unknown"), [0, 0, 0, 0, 1, 0, 0]),
    (lambda answer, pair: _answer("nonsense"), [0, 0, 0, 0, 1, 0, 0]),
    (lambda answer, pair: _answer(answer if answer != "Unknown" else "True"), [0.5, 1, 0, 0, 1, 0, 0]),
    (lambda answer, pair: _answer(answer if pair % 2 else "Unknown"), [0.75, 0.5, 1, 0.5, 0, 0, 0.5]),
    (lambda answer, pair: [_answer(answer), _answer("Unknown")], [0.75, 0.5, 1, 0.5, 0, 0, 0.5]),
    (lambda answer, pair: [_answer(answer), "?", "?", "?"], [0.25, 0.25, 0.25, 0, 0, 0.75, 0.25]),
])  # fmt: skip
def test_known_completions_give_known_shares(say, shares):
    group = _all(report(_rows(LOGIC, say)))
    assert _shares(group) == shares
    assert (group.accuracy.problems, group.pairs.problems) == (2 * PAIRS, PAIRS)


def test_baselines_are_those_of_answering_without_reading():
    both = [*_rows(LOGIC, lambda answer, pair: _answer(answer)), *_rows(ALGEBRA, lambda answer, pair: _answer(answer))]
    groups = report(both)
    always = [0.5, 0, 1, 1, 0, 0, 0]
    for task, random in ((LOGIC, [0.375, 0.25, 0.5, 0.5, 0.5, 0, 0.125]), (ALGEBRA, [0.25, 0, 0.5, 0.5, 0.5, 0, 0])):
        group = _all(groups, task)
        assert list(group.baselines["always Unknown"].values()) == always
        assert list(group.baselines["random"].values()) == random
        assert list(group.baselines["random"]) == ["accuracy", "answerable", "unanswerable", "false_abstention", "hallucination", "missing", "pairs"]


def test_results_by_level_and_knob():
    mixed = [*_rows(LOGIC, lambda answer, pair: _answer(answer), 2), *_rows(LOGIC, lambda answer, pair: _answer("Unknown"), 6)]
    groups = {(group.by, group.value): group for group in report(mixed)}
    assert groups["difficulty", "2"].answerable.share == 1
    assert groups["difficulty", "6"].answerable.share == 0
    assert groups["all", ""].answerable.share == 0.5
    depths = [json.loads(row["extra_info"]["knobs"])["depth"] for row in mixed]
    assert {value for by, value in groups if by == "depth"} == {str(depth) for depth in depths}
    assert groups["depth", str(depths[0])].accuracy.share == 1
    cuts = {value: group for (by, value), group in groups.items() if by == "cut"}
    assert sum(group.accuracy.problems for group in cuts.values()) == len(mixed)
    assert "0" not in cuts, "the cut of a problem, not the knob that leaves it open"


def test_intervals_are_wilsons_over_problems():
    once = _all(report(_rows(LOGIC, lambda answer, pair: _answer(answer)))).answerable
    often = _all(report(_rows(LOGIC, lambda answer, pair: [_answer(answer)] * 8))).answerable
    assert (once.low, once.high) == (often.low, often.high) == (pytest.approx(20 / (20 + 1.96**2)), pytest.approx(1.0))
    assert (once.completions, often.completions) == (20, 160)


def test_single_twins_and_tasks_without_unanswerable_problems_do_not_count():
    lone = [row for row in _rows(LOGIC, lambda answer, pair: _answer(answer)) if row["extra_info"]["answer"] == "Unknown"]
    group = _all(report(lone))
    assert group.pairs.share is None
    assert group.answerable.share is None
    assert group.baselines["random"]["pairs"] is None
    others = [row | {"completion": _answer("1")} for row in rows("logic/game_of_24", 1, 4)]
    assert {group.task for group in report([*lone, *others])} == {LOGIC}
    with pytest.raises(RequestError, match="nothing to abstain from"):
        report(others)


def test_bare_rows_are_enough():
    """data_source, ground truth and completion are all that scoring needs."""
    bare = [
        {"data_source": row["data_source"], "ground_truth": row["reward_model"]["ground_truth"], "completion": row["completion"]}
        for row in _rows(LOGIC, lambda answer, pair: _answer(answer))
    ]
    (group,) = report(bare)
    assert (group.accuracy.share, group.pairs.share) == (1, None)


def test_the_command_prints_and_writes_the_report(tmp_path, capsys):
    file, out = tmp_path / "done.jsonl", tmp_path / "report.json"
    said = _rows(LOGIC, lambda answer, pair: _answer(answer))
    file.write_text("".join(json.dumps({**row, "responses": row["completion"]}) + "\n" for row in said))
    assert _main(["score", str(file), "--abstention", "--completion", "responses", "--out", str(out)]) == 0
    shown = capsys.readouterr().out
    assert shown.rstrip() == report_file(str(file), "responses", None)
    assert "always Unknown" in shown
    written = json.loads(out.read_text())
    assert written[0]["answerable"] == {"problems": 20, "completions": 20, "share": 1.0, "low": pytest.approx(0.8389, abs=1e-3), "high": 1.0}
    assert _main(["score", str(file), "--abstention", "--completion", "nothing"]) == 2
    assert _main(["score", str(file), "--abstention", "--out", str(tmp_path)]) == 2
    assert "cannot write there" in capsys.readouterr().err


@pytest.mark.parametrize("difficulty", ["hard", [3], float("nan"), "inf", 10**400])
def test_a_difficulty_that_is_no_number_is_told_in_one_line(difficulty):
    made = [row | {"extra_info": row["extra_info"] | {"difficulty": difficulty}} for row in _rows(LOGIC, lambda answer, draw: "Unknown")]
    with pytest.raises(RequestError, match=r"rows:0: difficulty .* is no number; expected a level such as 3.$"):
        report(made)


def test_levels_may_be_missing_or_text():
    for difficulty in (None, "2", 2.0):
        made = [row | {"extra_info": row["extra_info"] | {"difficulty": difficulty}} for row in _rows(LOGIC, lambda answer, draw: "Unknown")]
        assert ("difficulty" in {group.by for group in report(made)}) == (difficulty is not None)


def test_the_report_fits_a_terminal(tmp_path):
    (tmp_path / "c.jsonl").write_text("\n".join(json.dumps(row) for row in _rows(LOGIC, lambda answer, pair: _answer("Unknown"), 10)))
    lines = report_file(str(tmp_path / "c.jsonl"), "completion", None).splitlines()
    assert max(map(len, lines)) <= 80
    assert {"problems", "accuracy", "hallucination", "pairs"} <= {word for line in lines for word in line.split()}
