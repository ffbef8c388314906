"""Evaluations against a local server whose model has a known skill, with faults and stops on the way."""

import json
import math
import re
import threading
from collections import Counter
from random import Random

import pytest
from running import synth
from scripted_server import ScriptedServer

from synth.pipelines.eval.eval_report import Rollout
from synth.pipelines.eval.evaluate import EvalRequest, evaluate
from synth.pipelines.eval.prompts import asked, text_of
from synth.pipelines.eval.review import suspicious
from synth.pipelines.model.client import Endpoint, Reply
from synth.pipelines.passrate.kept_levels import kept_levels
from synth.schemas.errors import RequestError, SynthError
from synth.schemas.verdict import refuse

TASKS = ("logic/word_sorting", "math/recurrence")
N, K, LEVELS = 20, 4, "1..3"
SKILL = {1: 0.9, 2: 0.5, 3: 0.05}


class Model:
    """Right with a chance that falls with the level; which of its replies to a prompt are right is fixed."""

    def __init__(self, skill=SKILL, with_steps=False, wrong="no idea"):
        self.skill, self.wrong, self.lock, self.said = skill, wrong, threading.Lock(), Counter()
        self.rows = {text_of(row): row for row in asked(TASKS, N, LEVELS, "test", 0, "en", with_steps)}

    def __call__(self, prompt):
        with self.lock:
            self.said[prompt] += 1
            turn = self.said[prompt]
        row = self.rows[prompt]
        right = Random(f"{prompt} {turn}").random() < self.skill[row["difficulty"]]
        whole = row["trajectory"][0]["content"] if row["trajectory"] else f"<answer>{row['extra_info']['answer']}</answer>"
        return whole if right else f"Well. <answer>{self.wrong}</answer>"


def request(server, out, **more):
    endpoint = Endpoint(server.url, "scripted", timeout=20.0, retries=3, backoff=0.01)
    return EvalRequest(**{"what": TASKS, "endpoint": endpoint, "out": str(out), "n": N, "k": K, "difficulty": LEVELS} | more)


def rollouts(out):
    return [json.loads(line) for line in (out / "rollouts.jsonl").read_text("utf-8").splitlines()]


def test_rates_hold_the_skill_and_everything_is_there_to_score_again(tmp_path, capsys):
    with ScriptedServer(Model()) as server:
        found = evaluate(request(server, tmp_path / "out"))
    assert [(cell.task, cell.level) for cell in found.cells] == [(task, level) for task in TASKS for level in (1, 2, 3)]
    held = []
    for cell in found.cells:
        assert cell.prompts == N
        assert sorted(cell.passed_at) == [1, 2, 4]
        truth = 1 - (1 - SKILL[cell.level]) ** K
        held += [
            cell.passed.low <= SKILL[cell.level] <= cell.passed.high,
            cell.passed_at[K].low <= truth <= cell.passed_at[K].high,
            cell.usable.low <= truth - SKILL[cell.level] ** K <= cell.usable.high,
        ]
    assert held.count(False) <= 2, "of eighteen intervals that hold 19 times out of 20"
    assert not found.falling()
    rows = rollouts(tmp_path / "out")
    assert len(rows) == 6 * N
    done = synth("score", tmp_path / "out" / "rollouts.jsonl", "--out", tmp_path / "again.jsonl")
    assert done.returncode == 0, done.stderr
    again = [json.loads(line)["rewards"] for line in (tmp_path / "again.jsonl").read_text().splitlines()]
    assert again == [row["rewards"] for row in rows]
    kept = kept_levels("0.2 < pass < 0.8", [str(tmp_path / "out" / "rollouts.jsonl")], TASKS, range(1, 4))
    assert dict(kept) == dict.fromkeys(TASKS, (2,))
    printed = capsys.readouterr().out
    assert all(len(line) <= 80 for line in printed.splitlines() if str(tmp_path) not in line)
    html = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "http" not in html and len(re.findall("<td style=\"background:hsl.*? title=", html)) == 6


def test_trouble_and_a_stop_cost_no_reply_twice(tmp_path):
    model = Model()

    def fault(key, attempt):
        return ("429", "500", "drop", "")[int(key[0], 16) % 4] if attempt == 0 else ""

    with ScriptedServer(model, fault) as server:
        first = request(server, tmp_path / "out", n=6)
        cut = EvalRequest(**{name: getattr(first, name) for name in first.__struct_fields__} | {"k": 2, "out": str(tmp_path / "less")})
        evaluate(EvalRequest(**{name: getattr(cut, name) for name in cut.__struct_fields__} | {"cache": str(tmp_path / "out.answers")}))
        sent = server.answered.total()
        report = evaluate(first)
        assert sent == 6 * 6 * 2 and server.answered.total() == 6 * 6 * K
        assert max(server.answered.values()) == 1
        before = (tmp_path / "out" / "report.json").read_bytes()
        assert evaluate(first) == report and (tmp_path / "out" / "report.json").read_bytes() == before
        assert server.answered.total() == 6 * 6 * K


def test_an_endpoint_that_fails_for_good_keeps_what_it_said(tmp_path):
    with ScriptedServer(Model(), hold=None) as server:
        broken = threading.Event()
        server.fault = lambda key, attempt: "500" if broken.is_set() or server.answered.total() >= 40 else ""
        with pytest.raises(SynthError, match="type the same command"):
            evaluate(request(server, tmp_path / "out"))
        assert not (tmp_path / "out" / "report.json").exists()
        kept = server.answered.total()
        server.fault = lambda key, attempt: ""
        evaluate(request(server, tmp_path / "out"))
        assert kept >= 40 and server.answered.total() == 6 * N * K and max(server.answered.values()) == 1


def test_levels_that_are_passed_more_often_than_easier_ones_are_named(tmp_path):
    with ScriptedServer(Model({1: 0.1, 2: 0.9, 3: 0.5})) as server:
        found = evaluate(request(server, tmp_path / "out"))
    assert [one.partition(" (")[0] for one in found.falling()] == [f"{task}: level 2" for task in TASKS]
    assert len(json.loads((tmp_path / "out" / "report.json").read_text())["harder_levels_passed_more"]) == 2


def test_steps_are_judged_where_they_were_asked_for(tmp_path):
    model = Model({1: 1.0, 2: 1.0, 3: 1.0}, with_steps=True)
    with ScriptedServer(model) as server:
        found = evaluate(request(server, tmp_path / "out", what=("math/recurrence",), n=5, with_steps=True))
        model.rows = {text: {**row, "trajectory": []} for text, row in model.rows.items()}  # the answers alone
        bare = evaluate(request(server, tmp_path / "bare", what=("math/recurrence",), n=5, with_steps=True))
    assert all(cell.proven_at.share == 1.0 for cell in found.cells)
    assert all(cell.passed.share == 1.0 and cell.proven_at.share == 0.0 for cell in bare.cells)


def test_completions_that_were_cut_off_are_no_wrong_answers(tmp_path, monkeypatch):
    import scripted_server

    real = scripted_server.send

    def cut(request, status, body, headers=(), cut=False):
        if isinstance(body, dict) and "choices" in body:
            body["choices"][0]["finish_reason"] = "length"
        real(request, status, body, headers, cut)

    monkeypatch.setattr(scripted_server, "send", cut)
    with ScriptedServer(Model({1: 0.0, 2: 0.0, 3: 0.0})) as server:
        found = evaluate(request(server, tmp_path / "out", n=3))
    assert all(cell.cut == 1.0 and not cell.reasons for cell in found.cells)


def test_prompts_that_the_endpoint_refuses_count_nowhere(tmp_path):
    model = Model()
    long = {text for text, row in model.rows.items() if row["difficulty"] == 3}
    with ScriptedServer(lambda prompt: (400, "maximum context length") if prompt in long else model(prompt)) as server:
        found = evaluate(request(server, tmp_path / "out", n=4))
    assert found.refused == 2 * 4 and {cell.level for cell in found.cells} == {1, 2}


def test_a_review_shows_refused_completions_that_have_the_answer(tmp_path):
    model = Model({1: 0.0, 2: 0.0, 3: 0.0})
    with ScriptedServer(lambda prompt: f"It is {model.rows[prompt]['extra_info']['answer']}, I think.") as server:
        evaluate(request(server, tmp_path / "out", what=("logic/word_sorting",), n=3, review=True))
    found = [json.loads(line) for line in (tmp_path / "out" / "review.jsonl").read_text().splitlines()]
    assert len(found) == 3 * 3 * K and {one["reason"] for one in found} == {"missing"}
    assert all("w w ANSWER, w w." in one["pattern"] for one in found)


def test_a_review_finds_long_answers_in_capitals_and_on_other_lines():
    answer = ", ".join(f"word{number}" for number in range(60))
    row = {"data_source": "synth/logic/word_sorting", "extra_info": {"answer": answer}}
    texts = (f"The order is {answer.upper()}!".replace(", ", ",\n"), "word1, word2", answer[:-1])
    rollout = Rollout(row, tuple(Reply(text, True, 1, 1) for text in texts), (refuse("words"),) * 3, None, False)
    assert [told["end"][-8:] for told in suspicious([rollout])] == ["\nWORD59!"]


def test_rows_of_a_run_are_asked_too(tmp_path):
    made = tmp_path / "rows.jsonl"
    rows = [{name: row[name] for name in ("data_source", "prompt", "reward_model", "difficulty", "extra_info")} for row in asked(("math/recurrence",), 3, "2", "train", 0, "en", False)]
    made.write_text("".join(json.dumps(row) + "\n" for row in rows))
    right = {text_of(row): row["extra_info"]["answer"] for row in rows}
    with ScriptedServer(lambda prompt: f"\\boxed{{{right[prompt]}}}") as server:
        found = evaluate(request(server, tmp_path / "out", what=(str(made),), n=2))
    assert [(cell.task, cell.level, cell.prompts, cell.passed.share) for cell in found.cells] == [("math/recurrence", 2, 2, 1.0)]


def test_a_row_that_comes_twice_gets_further_replies_and_none_is_paid_twice(tmp_path):
    row = dict(next(asked(("math/recurrence",), 1, "2", "train", 0, "en", False)))
    made, said = tmp_path / "rows.jsonl", iter("abcdefghijkl")
    made.write_text(3 * (json.dumps(row) + "\n"))
    with ScriptedServer(lambda prompt: next(said)) as server:
        for _ in range(2):
            evaluate(request(server, tmp_path / "out", what=(str(made),)))
        told = [text for one in rollouts(tmp_path / "out") for text in one["completion"]]
        assert sorted(told) == list("abcdefghijkl") and set(server.answered.values()) == {1}


@pytest.mark.parametrize(
    "change",
    [{"data_source": "synth/logic/nothing"}, {"data_source": "none"}, {"reward_model": {"ground_truth": "{}"}}, {"reward_model": None}]
    + [{"reward_model": {}}, {"prompt": None}, {"prompt": [{"role": "user", "content": [{"type": "image"}]}]}],
    ids=str,
)
def test_rows_that_cannot_be_scored_are_told_before_anything_is_asked(tmp_path, change):
    rows = [dict(row) for row in asked(("math/recurrence",), 2, "2", "train", 0, "en", False)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in (rows[0], rows[1] | change)))
    with ScriptedServer(lambda prompt: "?") as server:
        with pytest.raises(RequestError, match=r"rows\.jsonl:1"):
            evaluate(request(server, tmp_path / "out", what=(str(tmp_path / "rows.jsonl"),)))
        assert not server.answered


def test_two_commands_in_one_folder_are_not_charged_twice(tmp_path):
    told = []

    def say(prompt):
        if not told:
            told.append("asked")
            with pytest.raises(RequestError, match="another command is at work"):
                evaluate(request(server, tmp_path / "out"))
        return "?"

    with ScriptedServer(say) as server:
        evaluate(request(server, tmp_path / "out", n=1, k=1, concurrency=1))
        assert server.answered.total() == 6 and told
        with pytest.raises(RequestError, match="local folder"):
            evaluate(request(server, "s3://bucket/out"))


def test_wrong_wishes_are_told_before_anything_is_asked(tmp_path):
    with ScriptedServer(Model()) as server:
        for wrong in ({"what": ("sudoko",)}, {"what": ()}, {"n": 0}, {"difficulty": "0"}):
            with pytest.raises(RequestError):
                evaluate(request(server, tmp_path / str(len(str(wrong))), **wrong))
        evaluate(request(server, tmp_path / "out", n=1, k=1))
        with pytest.raises(RequestError, match="another command"):
            evaluate(request(server, tmp_path / "out", n=2, k=1))
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "thesis.tex").write_text("x")
        with pytest.raises(RequestError, match="not empty"):
            evaluate(request(server, tmp_path / "mine", n=1, k=1))
        assert server.answered.total() == 6


def test_the_command(tmp_path):
    with ScriptedServer(Model()) as server:
        done = synth("eval", *TASKS, "--endpoint", server.url, "--model", "scripted", "--out", tmp_path / "out", "--n", 2, "--k", 2, "--difficulty", LEVELS)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "pass@2" in done.stdout and math.isclose(json.loads((tmp_path / "out" / "report.json").read_text())["cost"], 0)
