"""The language-model route against a real server: what it asks, what it keeps, and that nothing is paid twice."""

import json
import os
import re
import subprocess
import time
from collections import Counter
from pathlib import Path

import msgspec
import psutil
import pytest
from running import SYNTH, contents, infos, synth, table
from scripted_server import FAULTS, ScriptedServer, answer, logiqa2, passage, reclor, said_of, step_of

from synth.pipelines.augment.client import Client, Endpoint
from synth.pipelines.augment.command import augment_files
from synth.pipelines.augment.family import MEMBER_REASONS, PASSAGE_REASONS
from synth.pipelines.augment.passages import read_passages
from synth.schemas.errors import RequestError, SynthError
from synth.schemas.record import arrow_schema
from synth.verifiers import score
from synth.verifiers.counterfactual._rationale import findings
from synth.verifiers.counterfactual.reading import Reading

TOWNS = [f"Veldmar{'abcdefghijklmnop'[number]}" for number in range(11)]
SECRET = "sk-a-secret-that-must-not-be-written"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "train.json"
    path.write_text(reclor(TOWNS))
    return path


def options(file, url, out, *more):
    return ["augment", str(file), "--format", "reclor", "--endpoint", url, "--model", "scripted", "--out", str(out), "--shard-passages", "4", *more]


def run_here(file, server, out, form="reclor", **more):
    endpoint = Endpoint(server.url, "scripted", timeout=20.0, retries=3, backoff=0.01)
    return augment_files([file], form, endpoint, str(out), **more)


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
        families.setdefault(extra["pair_id"], []).append(row)
        source, problem, completion = row["data_source"], Reading.from_json(truth), row["trajectory"][0]["content"]
        assert source == "synth/counterfactual/reading"
        assert score(source, completion, truth) == 1.0
        assert score(source, extra["bait"], truth) == 0.0
        assert (extra["trace"].count("Analysis:"), extra["trace"].count("Identify Premises:")) == (4, 4)
        found = findings(completion)
        assert [finding.stand for finding in found].index("supports") == "ABCD".index(problem.answer) == said_of(problem.context)[1]
        assert [{"relation": f.stand, "premises": list(f.cited)} for f in found] == json.loads(extra["certificate"])["cores"]
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
def test_killed_and_resumed_no_request_is_paid_twice(file, tmp_path, reference, more):
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
        assert f"{server.answered.total() - held} of them paid for now" in done.stdout
        again = synth(*options(file, server.url, out, *more), **quiet())
        assert "nothing to do" in again.stderr and "0 of them paid" in again.stdout
        assert server.answered == reference[1]
    assert contents(out) == contents(reference[0])


def quiet():
    return {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"}


def test_more_solves_pay_for_the_further_ones_only(file, tmp_path):
    with ScriptedServer() as server:
        run_here(file, server, tmp_path / "three", cache=str(tmp_path / "answers"), limit=2)
        before = set(server.answered)
        manifest = run_here(file, server, tmp_path / "four", cache=str(tmp_path / "answers"), k=4, limit=2)
        fresh = set(server.answered) - before
        assert set(server.answered.values()) == {1}
        assert {step_of(server.bodies[key]["messages"][0]["content"]) for key in fresh} == {"solve"}
        assert len(fresh) == 2 * (1 + 3) == manifest.totals.requests - len(before)


# What each spoilt step comes to. The scripted model is spoilt where (step, town of the passage) says so.
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
    step, spoilt = COUNTERFACTUAL[reason]
    context, _, _ = passage("Orlen", 0)

    def say(prompt):
        # Solves and rationales of the original stay right: only what is about another passage is spoilt.
        if step_of(prompt) != step or (step in ("solve", "rationale") and context in prompt):
            return answer(prompt)
        return "Answer: (a)" if reason == "old" else spoilt(prompt)

    (tmp_path / "train.json").write_text(reclor(["Orlen"]))
    with ScriptedServer(say) as server:
        manifest = run_here(tmp_path / "train.json", server, tmp_path / "out")
    assert manifest.totals.lost_counterfactuals == {reason: 3}
    assert (manifest.totals.originals, manifest.totals.counterfactuals, manifest.rows) == (1, 0, 1)
    (extra,) = infos(tmp_path / "out")
    assert extra["trace"] and not extra["bait"]


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
    step, spoilt = ORIGINAL[reason]
    (tmp_path / "train.json").write_text(reclor(["Orlen"]))
    with ScriptedServer(lambda prompt: spoilt(prompt) if step_of(prompt) == step else answer(prompt)) as server:
        manifest = run_here(tmp_path / "train.json", server, tmp_path / "out")
        assert manifest.totals.lost_passages == {reason: 1} and not manifest.rows
        kept = run_here(tmp_path / "train.json", server, tmp_path / "all", keep_all=True)
    assert kept.totals.originals == 1
    assert "unread" not in kept.totals.lost_passages and "original" not in kept.totals.lost_passages  # then it is not solved


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
    assert manifest.totals.lost_passages == {"item": 4, "duplicate": 1}
    assert (manifest.totals.passages, manifest.splits) == (7, {"validation": 8})


def test_logiqa2_is_read_and_gives_the_same_families(tmp_path, reference):
    (tmp_path / "train.txt").write_text(logiqa2(TOWNS))
    with ScriptedServer() as server:
        run_here(tmp_path / "train.txt", server, tmp_path / "out", form="logiqa2")
    truths = [row["ground_truth"] for row in table(tmp_path / "out")["reward_model"].to_pylist()]
    assert truths == [row["ground_truth"] for row in table(reference[0])["reward_model"].to_pylist()]


def spoilt(form, **changes):
    item = json.loads(reclor(["Orlen"]))[0] if form == "reclor" else json.loads(logiqa2(["Orlen"]))
    item = {key: value for key, value in (item | changes).items() if value != "DROP"}
    return json.dumps([item] if form == "reclor" else item)


@pytest.mark.parametrize(
    ("called", "form", "text", "said"),
    [
        ("train.json", "reclor", "{", "expected a JSON list"),
        ("train.json", "reclor", logiqa2(["Orlen"]), "expected a JSON list"),
        ("train.json", "reclor", spoilt("reclor", label="DROP"), "item 0.*`label`.*test file has no labels"),
        ("train.json", "reclor", spoilt("reclor", label=4), "item 0.*label"),
        ("train.json", "reclor", spoilt("reclor", answers=["x", "y", "z"]), "item 0.*answers"),
        ("train.json", "reclor", spoilt("reclor", context=None), "item 0.*context"),
        ("train.json", "reclor", spoilt("reclor", id_string=7), "item 0.*id_string"),
        ("train.txt", "logiqa2", reclor(["Orlen"]), "item 0"),
        ("train.txt", "logiqa2", logiqa2(["Orlen"]) + "\n" + spoilt("logiqa2", answer="DROP"), "item 2.*`answer`"),
        ("train.txt", "logiqa2", spoilt("logiqa2", options=[1, 2, 3, 4]), "item 0.*options"),
        ("train.txt", "logiqa2", spoilt("logiqa2", type=[]), "item 0.*type"),
        ("train.txt", "logiqa2", "nothing\n", "item 0"),
        ("train.txt", "logiqa2", "", "No usable passage"),
        ("passages.json", "reclor", reclor(["Orlen"]), "--split"),
        ("train_test.json", "reclor", reclor(["Orlen"]), "--split"),
    ],
)
def test_files_of_another_form_are_refused_by_name_item_and_field(tmp_path, called, form, text, said):
    (tmp_path / called).write_text(text)
    with pytest.raises(RequestError, match=said) as caught:
        read_passages([tmp_path / called], form)
    assert called in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("say", "said"),
    [
        (lambda prompt: (401, f"Incorrect API key: {SECRET}"), r"answers 401.*\(OPENAI_API_KEY\)"),
        (lambda prompt: (404, "no such model"), "404: no such model"),
        (lambda prompt: (400, "unknown parameter"), "400: unknown parameter"),
        (lambda prompt: (500, "on fire"), "failed 4 times.*500 on fire"),
        (lambda prompt: (429, "quota is used up"), "failed 4 times.*429 quota"),
    ],
)
def test_lasting_trouble_stops_the_run_in_one_line_and_it_can_go_on(file, tmp_path, say, said, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    with ScriptedServer(lambda prompt: answer(prompt) if step_of(prompt) != "write" else say(prompt)) as server:
        with pytest.raises(SynthError, match=said) as caught:
            run_here(file, server, tmp_path / "out", limit=2)
        assert "type the same command" in str(caught.value) and SECRET not in str(caught.value)
        before = server.answered.total()
        server.say = answer
        manifest = run_here(file, server, tmp_path / "out", limit=2)
        assert manifest.rows == 8 and before
        assert set(server.answered.values()) == {1}


def test_nobody_there(file, tmp_path):
    done = synth(*options(file, "http://127.0.0.1:9/v1", tmp_path / "out", "--retries", "1"))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1 and "failed 2 times" in done.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("--format", "relcor"), "Did you mean 'reclor'"),
        (("--executor", "dask"), "--executor dask"),
        (("--endpoint", "localhost:8000"), "expected a URL"),
        (("--endpoint", "http://me:pw@host/v1"), "no user, password"),
        (("--split", "Train Set"), "--split"),
        (("--model", " "), "--model"),
    ],
)
def test_wrong_options_get_one_line(file, tmp_path, change, said):
    command = options(file, "http://127.0.0.1:9/v1", tmp_path / "out")
    done = synth(*command, *change)
    assert done.returncode == 2 and said in done.stderr and len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_a_folder_of_another_request_is_left_alone(file, tmp_path):
    with ScriptedServer() as server:
        run_here(file, server, tmp_path / "out", limit=1)
        before = contents(tmp_path / "out")
        with pytest.raises(RequestError, match="another request"):
            run_here(file, server, tmp_path / "out", limit=2)
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "README.md").write_text("mine")
        with pytest.raises(RequestError, match="not of this run"):
            run_here(file, server, tmp_path / "mine", limit=1)
    assert contents(tmp_path / "out") == before
    assert (tmp_path / "mine" / "README.md").read_text() == "mine"


def test_cost_is_that_of_the_answers_used(file, tmp_path):
    with ScriptedServer() as server:
        manifest = run_here(file, server, tmp_path / "out", limit=1, prices=(2.0, 10.0))
        prompts = sum(len(body["messages"][0]["content"].split()) for body in server.bodies.values())
    totals = manifest.totals
    assert totals.tokens_in == prompts
    assert manifest.cost == pytest.approx((2.0 * totals.tokens_in + 10.0 * totals.tokens_out) / 1e6)


@pytest.mark.parametrize(("after", "least"), [("0.3", 0.3), ("-5", 0), ("soon", 0), ("nan", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)])
def test_retry_after_is_honoured(tmp_path, after, least):
    import scripted_server

    with ScriptedServer(fault=lambda key, attempt: "" if attempt else "429") as server:
        scripted_server.RETRY_AFTER, before = after, scripted_server.RETRY_AFTER
        try:
            client = Client(Endpoint(server.url, "m", backoff=0.01), str(tmp_path / "answers"))
            start = time.monotonic()
            assert client.ask("Write a passage.\n[1] It rains.\n", 0).text == "It rains."
            assert least <= time.monotonic() - start < least + 3
        finally:
            scripted_server.RETRY_AFTER = before


def test_requests_differ_by_all_that_they_depend_on_and_a_spoilt_answer_is_asked_for_again(tmp_path):
    with ScriptedServer() as server:
        endpoints = [
            Endpoint(server.url, "m"), Endpoint(server.url, "n"), Endpoint(server.url, "m", 0.5), Endpoint(server.url, "m", None, 100),
        ]  # fmt: skip
        for endpoint in endpoints:
            for prompt in ("Write a passage.\n[1] It rains.\n", "Write a passage.\n[1] It snows.\n"):
                for sample in (0, 1):
                    for _ in range(2):
                        Client(endpoint, str(tmp_path / "answers")).ask(prompt, sample)
        assert len(server.answered) == 16 and set(server.answered.values()) == {1}
        assert {(body["model"], body.get("temperature"), body.get("max_tokens")) for body in server.bodies.values()} == {
            ("m", None, None), ("n", None, None), ("m", 0.5, None), ("m", None, 100),
        }  # fmt: skip
        path = next((tmp_path / "answers").glob("*/*.json"))
        path.write_bytes(path.read_bytes()[:20])
        client = Client(endpoints[0], str(tmp_path / "answers"))
        for endpoint in endpoints:
            client = Client(endpoint, str(tmp_path / "answers"))
            for prompt in ("Write a passage.\n[1] It rains.\n", "Write a passage.\n[1] It snows.\n"):
                client.ask(prompt, 0), client.ask(prompt, 1)
        assert server.answered.total() == 17
        assert msgspec.json.decode(path.read_bytes())["text"]
