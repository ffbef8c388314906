"""The language-model route against a real server: what it asks, what it keeps, and that nothing is requested twice."""

import json
import os
import re
import subprocess
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest
from augmenting import SECRET, TOWNS, options, run_here
from running import SYNTH, contents, infos, synth, table
from scripted_server import FAULTS, ScriptedServer, answer, logiqa2, passage, reclor, said_of, step_of

from synth.pipelines.augment.family import MEMBER_REASONS, PASSAGE_REASONS
from synth.schemas.record import arrow_schema
from synth.verifiers import score
from synth.verifiers.counterfactual.reading import Reading, findings

pytestmark = pytest.mark.serial


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "train.json"
    path.write_text(reclor(TOWNS))
    return path


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """An undisturbed run, and how often each request was answered in it."""
    folder = tmp_path_factory.mktemp("reference")
    (folder / "train.json").write_text(reclor(TOWNS))
    with ScriptedServer() as server:
        done = synth(*options(folder / "train.json", server.url, folder / "out"))
        assert done.returncode == 0, done.stderr
        assert set(server.answered.values()) == {1}
        return folder / "out", server.answered


def test_families_are_whole_sound_and_explained(reference):
    out, answered = reference
    rows = table(out)
    assert rows.schema == arrow_schema()
    assert len(rows) == 4 * len(TOWNS)
    families = {}
    for row in rows.to_pylist():
        extra, truth = row["extra_info"], row["reward_model"]["ground_truth"]
        families.setdefault(extra["family_id"], []).append(row)
        source, problem, completion = row["data_source"], Reading.from_json(truth), row["trajectory"][0]["content"]
        assert source == "synth/counterfactual/reading"
        assert score(source, completion, truth) == 1.0
        assert score(source, extra["rejected"], truth) == 0.0
        assert (extra["trace"].count("Analysis:"), extra["trace"].count("Identify Premises:")) == (4, 4)
        found = findings(completion)
        assert [finding.stand for finding in found].index("supports") == "ABCD".index(problem.answer) == said_of(problem.context)[1]
        assert [{"relation": f.stand, "premises": list(f.cited)} for f in found] == json.loads(extra["provenance"])["cores"]
        prompt = row["prompt"][0]["content"]
        assert all(text in prompt for text in (problem.context, problem.question, *problem.options))
        assert "<answer>\nE\n</answer>" in prompt
    assert len(families) == len(TOWNS)
    for family in families.values():
        problems = [Reading.from_json(row["reward_model"]["ground_truth"]) for row in family]
        assert sorted(problem.answer for problem in problems) == ["A", "B", "C", "D"]
        assert len({problem.options for problem in problems}) == len({problem.question for problem in problems}) == 1
        assert len({problem.context for problem in problems}) == 4
        assert [row["extra_info"]["member"] for row in family] == [0, 1, 2, 3]
        texts = {row["prompt"][0]["content"].replace(problem.context, "") for row, problem in zip(family, problems, strict=True)}
        assert len(texts) == 1, "a family is worded alike"
    assert len({extra["index"] for extra in infos(out)}) == len({extra["fingerprint"] for extra in infos(out)}) == len(rows)
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["totals"]["requests"] == answered.total()
    assert not (out / "_unfinished").exists()
    assert f"# {len(rows)} questions" in (out / "README.md").read_text()


def test_the_scripted_model_is_asked_about_each_wrong_option_and_solves_see_no_answer(file, tmp_path):
    with ScriptedServer() as server:
        run_here(file, server, tmp_path / "out", limit=1)
        prompts = [body["messages"][0]["content"] for body in server.bodies.values()]
    steps = Counter(step_of(prompt) for prompt in prompts)
    # Two solves decide the original: more than half of three. Each new passage has three.
    assert steps == {"identify": 1, "rationale": 4, "premises": 3, "organise": 3, "write": 3, "solve": 2 + 3 * 3}
    for prompt in prompts:
        if step_of(prompt) in ("solve", "write"):
            assert not re.search(r"right answer is|So far|become", prompt)


def in_turn():
    """Each kind of fault in turn, at every twentieth request; every third one hits the next try too."""
    count = 0

    def fault(key, attempt):
        nonlocal count
        count += 1
        kind = count // 20
        return FAULTS[kind % len(FAULTS)] if count % 20 == 0 or (count % 60 == 1 and attempt) else ""

    return fault


def test_faults_change_nothing(file, tmp_path, reference):
    with ScriptedServer(fault=in_turn()) as server:
        done = synth(*options(file, server.url, tmp_path / "out", "--timeout", "3", "--concurrency", "16"), OPENAI_API_KEY=SECRET)
        assert done.returncode == 0, done.stderr
        assert set(+server.faults) == set(FAULTS)
        assert set(server.answered.values()) == {1}
        assert server.keys_seen == {f"Bearer {SECRET}"}
    assert contents(tmp_path / "out") == contents(reference[0])
    assert SECRET not in done.stdout + done.stderr
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()


@pytest.mark.parametrize("more", [[], ["--executor", "ray", "--workers", "2"]], ids=["local", "ray"])
def test_killed_and_resumed_no_request_is_sent_twice(file, tmp_path, reference, more):
    out, held = tmp_path / "out", 130
    with ScriptedServer(hold=held, fault=lambda key, attempt: "" if attempt or int(key[:2], 16) % 16 else "500") as server:
        command = [*SYNTH, *options(file, server.url, out, *more)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, env=quiet())
        deadline = time.monotonic() + 120
        while len(list(Path(f"{out}.answers").glob("*/*.json"))) < held:
            assert process.poll() is None, process.stdout.read()
            assert time.monotonic() < deadline, f"{server.answered.total()} answers"
            time.sleep(0.02)
        # All at once, as when a machine dies: Ray's workers live in sessions of their own and outlive their driver for a while.
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
        process.communicate()
        assert not (out / "manifest.json").exists()
        server.hold = None
        server.over.set()
        done = synth(*options(file, server.url, out, *more), **quiet())
        assert done.returncode == 0, done.stderr
        assert server.answered == reference[1]
        assert f"{server.answered.total() - held} of them requested now" in done.stdout
        again = synth(*options(file, server.url, out, *more), **quiet())
        assert "nothing to do" in again.stderr and "0 of them requested" in again.stdout
        assert server.answered == reference[1]
    assert contents(out) == contents(reference[0])


def quiet():
    return {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"}


def test_more_solves_request_the_further_ones_only(file, tmp_path):
    with ScriptedServer() as server:
        run_here(file, server, tmp_path / "three", cache=str(tmp_path / "answers"), limit=2)
        before = set(server.answered)
        manifest = run_here(file, server, tmp_path / "four", cache=str(tmp_path / "answers"), k=4, limit=2)
        fresh = set(server.answered) - before
        assert set(server.answered.values()) == {1}
        assert {step_of(server.bodies[key]["messages"][0]["content"]) for key in fresh} == {"solve"}
        assert len(fresh) == 2 * (1 + 3) == manifest.totals.requests - len(before)


# What each corrupted step comes to. The scripted model is corrupted where (step, town of the passage) says so.
def _right(prompt):
    return answer(prompt)


def _long(prompt):
    return " ".join([answer(prompt)] * 3)


COUNTERFACTUAL = {
    "premises": ("premises", lambda prompt: "Change the label to another one."),
    "organise": ("organise", lambda prompt: "Here it is:\n" + answer(prompt)),
    "relations": ("organise", lambda prompt: answer(prompt).replace("contradicts", "supports")),
    "write": ("write", lambda prompt: "<think>Let me see. " + answer(prompt)),
    "scaffold": ("write", lambda prompt: "Here is the new passage: " + answer(prompt)),
    "copied": ("write", lambda prompt: answer(prompt) + " " + re.sub(r".*from (\w+) carries.*", r"The \1 parcel is sent by rail.", prompt, flags=re.S)),
    "length": ("write", _long),
    "unchanged": ("write", lambda prompt: re.search(r"words\):\n\n(.*)\n\nWrite the new", prompt)[1]),
    "problem": ("write", lambda prompt: answer(prompt) + "\x07"),
    "unread": ("solve", lambda prompt: "It is (a) or (b).\nAnswer: (a) or (b)"),
    "old": ("solve", None),
    "disagree": ("solve", lambda prompt: "Answer: none"),
    "rationale": ("rationale", lambda prompt: answer(prompt).replace("[5]", "the label")),
    "refused": ("organise", lambda prompt: (400, "This model's maximum context length is 10 tokens.")),
}


@pytest.mark.parametrize("reason", MEMBER_REASONS)
def test_each_reason_to_drop_a_counterfactual(reason, tmp_path):
    step, corrupted = COUNTERFACTUAL[reason]
    context, _, _ = passage("Orlen", 0)

    def say(prompt):
        # Solves and rationales of the original stay right: only what is about another passage is corrupted.
        if step_of(prompt) != step or (step in ("solve", "rationale") and context in prompt):
            return answer(prompt)
        return "Answer: (a)" if reason == "old" else corrupted(prompt)

    (tmp_path / "train.json").write_text(reclor(["Orlen"]))
    with ScriptedServer(say) as server:
        manifest = run_here(tmp_path / "train.json", server, tmp_path / "out")
    assert manifest.totals.dropped_counterfactuals == {reason: 3}
    assert (manifest.totals.originals, manifest.totals.counterfactuals, manifest.rows) == (1, 0, 1)
    (extra,) = infos(tmp_path / "out")
    assert extra["trace"] and not extra["rejected"]


ORIGINAL = {
    "unread": ("solve", lambda prompt: "I cannot tell."),
    "original": ("solve", lambda prompt: "Answer: (d)"),
    "identify": ("identify", lambda prompt: answer(prompt).replace("[2] ", "[3] ")),
    "relations": ("identify", lambda prompt: answer(prompt).replace("supports", "contradicts")),
    "rationale": ("rationale", lambda prompt: answer(prompt).replace("(c)", "(d)")),
    "refused": ("identify", lambda prompt: (413, "Too long.")),
}


@pytest.mark.parametrize("reason", [reason for reason in PASSAGE_REASONS if reason not in ("item", "duplicate")])
def test_each_reason_to_drop_a_passage(reason, tmp_path):
    step, corrupted = ORIGINAL[reason]
    (tmp_path / "train.json").write_text(reclor(["Orlen"]))
    with ScriptedServer(lambda prompt: corrupted(prompt) if step_of(prompt) == step else answer(prompt)) as server:
        manifest = run_here(tmp_path / "train.json", server, tmp_path / "out")
        assert manifest.totals.dropped_passages == {reason: 1} and not manifest.rows
        kept = run_here(tmp_path / "train.json", server, tmp_path / "all", keep_all=True)
    assert kept.totals.originals == 1
    assert "unread" not in kept.totals.dropped_passages and "original" not in kept.totals.dropped_passages  # then it is not solved


def test_unreadable_answers_are_asked_for_again(tmp_path):
    """Every step's first answer is malformed, its second one right."""
    seen = Counter()

    def say(prompt):
        seen[prompt] += 1
        return answer(prompt) if seen[prompt] > (3 if step_of(prompt) == "solve" else 1) else "Certainly! Let me think about that."

    (tmp_path / "train.json").write_text(reclor(["Orlen"]))
    with ScriptedServer(say) as server:
        manifest = run_here(tmp_path / "train.json", server, tmp_path / "out", concurrency=1, tries=4)
    assert manifest.rows == 4


def test_unusable_items_and_duplicates_are_counted(tmp_path):
    items = json.loads(reclor(["Orlen", "Tarnow", "Orlen"]))
    items[2] = {**items[0], "label": 3}  # the same words, so the same requests
    equal = {**items[1], "answers": ["Yes.", "No.", "yes", "Maybe."]}
    items += [equal, {**items[1], "context": " \n"}, {**items[1], "context": "long " * 2_000}, {**items[1], "answers": ["B", "A", "D", "C"]}]
    (tmp_path / "val.json").write_text(json.dumps(items))
    with ScriptedServer() as server:
        manifest = run_here(tmp_path / "val.json", server, tmp_path / "out")
    assert manifest.totals.dropped_passages == {"item": 4, "duplicate": 1}
    assert (manifest.totals.passages, manifest.splits) == (7, {"validation": 8})


def test_logiqa2_is_read_and_gives_the_same_families(tmp_path, reference):
    (tmp_path / "train.txt").write_text(logiqa2(TOWNS))
    with ScriptedServer() as server:
        run_here(tmp_path / "train.txt", server, tmp_path / "out", format="logiqa2")
    truths = [row["ground_truth"] for row in table(tmp_path / "out")["reward_model"].to_pylist()]
    assert truths == [row["ground_truth"] for row in table(reference[0])["reward_model"].to_pylist()]
