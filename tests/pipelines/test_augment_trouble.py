"""The language-model route in trouble: files of another form, endpoints that fail, folders that are taken, what is kept and asked again."""

import functools
import json
import resource
import signal
import subprocess
import sys
import time

import msgspec
import pytest
import scripted_server
from augmenting import SECRET, TOWNS, options, run_here
from running import SYNTH, contents, synth
from scripted_server import ScriptedServer, answer, logiqa2, reclor, step_of

from synth.pipelines.augment.augment import augment
from synth.pipelines.augment.augment_plan import AugmentRequest
from synth.pipelines.augment.passages import read_passages
from synth.pipelines.model.client import Client, Endpoint
from synth.schemas.errors import RequestError, SynthError

pytestmark = pytest.mark.serial


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "train.json"
    path.write_text(reclor(TOWNS))
    return path


def corrupted(form, **changes):
    item = json.loads(reclor(["Orlen"]))[0] if form == "reclor" else json.loads(logiqa2(["Orlen"]))
    item = {key: value for key, value in (item | changes).items() if value != "DROP"}
    return json.dumps([item] if form == "reclor" else item)


@pytest.mark.parametrize(
    ("called", "form", "text", "said"),
    [
        ("train.json", "reclor", "{", "expected a JSON list"),
        ("train.json", "reclor", logiqa2(["Orlen"]), "expected a JSON list"),
        ("train.json", "reclor", corrupted("reclor", label="DROP"), "item 0.*`label`.*test file has no labels"),
        ("train.json", "reclor", corrupted("reclor", label=4), "item 0.*label"),
        ("train.json", "reclor", corrupted("reclor", answers=["x", "y", "z"]), "item 0.*answers"),
        ("train.json", "reclor", corrupted("reclor", context=None), "item 0.*context"),
        ("train.json", "reclor", corrupted("reclor", id_string=7), "item 0.*id_string"),
        ("train.txt", "logiqa2", reclor(["Orlen"]), "item 0"),
        ("train.txt", "logiqa2", logiqa2(["Orlen"]) + "\n" + corrupted("logiqa2", answer="DROP"), "item 2.*`answer`"),
        ("train.txt", "logiqa2", corrupted("logiqa2", options=[1, 2, 3, 4]), "item 0.*options"),
        ("train.txt", "logiqa2", corrupted("logiqa2", type=[]), "item 0.*type"),
        ("train.txt", "logiqa2", "nothing\n", "item 0"),
        ("train.txt", "logiqa2", "", "No usable passage"),
        ("passages.json", "reclor", reclor(["Orlen"]), "split is needed"),
        ("train_test.json", "reclor", reclor(["Orlen"]), "split is needed"),
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
            run_here(file, server, tmp_path / "out", limit=1)
        assert "type the same command" in str(caught.value) and SECRET not in str(caught.value)
        before = server.answered.total()
        server.say = answer
        manifest = run_here(file, server, tmp_path / "out", limit=1)
        assert manifest.rows == 4 and before
        assert set(server.answered.values()) == {1}


def test_stopped_by_hand_it_says_so_and_goes_on(file, tmp_path):
    with ScriptedServer() as server:
        command = [*SYNTH, *options(file, server.url, tmp_path / "out")]
        # A shell's background jobs, and all they start, ignore Ctrl-C unless it is given back to them.
        heard = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heard)
        while server.answered.total() < 60:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130 and said.splitlines()[-1] == "synth: stopped. Type the same command to go on."
        assert len(list((tmp_path / "out.answers").glob("*/*.json"))) == server.answered.total(), "answers under way are kept"
        run_here(file, server, tmp_path / "out", shard_passages=4)
        assert set(server.answered.values()) == {1}


def test_everything_may_live_in_an_object_store(file, tmp_path, monkeypatch):
    import boto3
    from moto.server import ThreadedMotoServer

    place = ThreadedMotoServer(port=0)
    place.start()
    try:
        url = "http://{}:{}".format(*place.get_host_and_port())
        for name, value in (("AWS_ENDPOINT_URL", url), ("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "b"), ("AWS_DEFAULT_REGION", "us-east-1")):
            monkeypatch.setenv(name, value)
        client = boto3.client("s3")
        client.create_bucket(Bucket="shelf")
        with ScriptedServer() as server:
            there = run_here(file, server, "s3://shelf/out", limit=1)
            run_here(file, server, "s3://shelf/again", limit=1, cache="s3://shelf/out.answers")
            here = run_here(file, server, tmp_path / "out", limit=1, cache="s3://shelf/out.answers")
            assert set(server.answered.values()) == {1}
        assert there == here
        keys = {item["Key"] for item in client.list_objects_v2(Bucket="shelf")["Contents"]}
        assert {"out/manifest.json", "out/README.md", "out/data/train-00000.parquet"} == {key for key in keys if key.startswith("out/") and key[-1] != "/"}
        assert client.get_object(Bucket="shelf", Key="out/manifest.json")["Body"].read() == (tmp_path / "out" / "manifest.json").read_bytes()
    finally:
        place.stop()


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
        (("--endpoint", "http://[half/v1"), "expected a URL"),
        (("--endpoint", "http://localhost:99999/v1"), "expected a URL"),
        (("--timeout", "inf"), "finite"),
        (("--cache", __file__), "--cache"),
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
        with pytest.raises(RequestError, match="not of a run of synth"):
            run_here(file, server, tmp_path / "mine", limit=1)
    assert contents(tmp_path / "out") == before
    assert (tmp_path / "mine" / "README.md").read_text() == "mine"


def test_cost_is_that_of_the_answers_used(file, tmp_path):
    with ScriptedServer() as server:
        manifest = run_here(file, server, tmp_path / "out", limit=1, price_in=2.0, price_out=10.0)
        prompts = sum(len(body["messages"][0]["content"].split()) for body in server.bodies.values())
    totals = manifest.totals
    assert totals.tokens_in == prompts
    assert manifest.cost == pytest.approx((2.0 * totals.tokens_in + 10.0 * totals.tokens_out) / 1e6)


@pytest.mark.parametrize(("after", "least"), [("0.3", 0.3), ("-5", 0), ("soon", 0), ("nan", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)])
def test_retry_after_is_honoured(tmp_path, after, least, monkeypatch):
    monkeypatch.setattr(scripted_server, "RETRY_AFTER", after)
    with ScriptedServer(fault=lambda key, attempt: "" if attempt else "429") as server:
        client = Client(Endpoint(server.url, "m", backoff=0.01), str(tmp_path / "answers"))
        start = time.monotonic()
        assert client.ask("Write a passage.\n[1] It rains.\n", 0).text == "It rains."
        assert least <= time.monotonic() - start < least + 3


def test_requests_differ_by_all_that_they_depend_on_and_a_spoilt_answer_is_asked_for_again(tmp_path):
    settings = [("m", None, None), ("n", None, None), ("m", 0.5, None), ("m", None, 100)]

    def ask_all(server):
        for chosen in settings:
            client = Client(Endpoint(server.url, *chosen), str(tmp_path / "answers"))
            for weather in ("rains", "snows"):
                for sample in (0, 1, 0):
                    assert client.ask(f"Write a passage.\n[1] It {weather}.\n", sample).text == f"It {weather}."

    with ScriptedServer() as server:
        ask_all(server)
        assert len(server.answered) == 16 and set(server.answered.values()) == {1}
        assert {(body["model"], body.get("temperature"), body.get("max_tokens")) for body in server.bodies.values()} == set(settings)
        path, other, third, fourth = sorted((tmp_path / "answers").glob("*/*.json"))[:4]
        path.write_bytes(path.read_bytes()[:20])
        other.write_bytes(third.read_bytes())
        third.write_bytes(b"")
        fourth.write_text('{"text": "It rains."}')
        ask_all(server)
        assert server.answered.total() == 20
        assert all(msgspec.json.decode(corrupted.read_bytes())["reply"]["text"] for corrupted in (path, other, third, fourth))


def test_an_answer_that_trickles_for_ever_is_cut_off(tmp_path):
    with ScriptedServer(fault=lambda key, attempt: "" if attempt else "trickle") as server:
        client = Client(Endpoint(server.url, "m", timeout=1.0, backoff=0.01), str(tmp_path / "answers"))
        start = time.monotonic()
        assert client.ask("Write a passage.\n[1] It rains.\n", 0).text == "It rains."
        assert 1 <= time.monotonic() - start < 3
        client.close()


@pytest.mark.parametrize(
    ("fault", "said"),
    [("endless", "more than 16 MiB"), ("endless error", "more than 16 MiB"), ("gzip", "a compressed answer"), ("redirect", "307: a redirect")],
)
def test_no_answer_fills_the_memory_or_leads_elsewhere(tmp_path, fault, said):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with ScriptedServer(fault=lambda key, attempt: fault) as server:
        client = Client(Endpoint(server.url, "m", retries=1, backoff=0.01), str(tmp_path / "answers"))
        with pytest.raises(SynthError, match=said):
            client.ask("Write a passage.\n[1] It rains.\n", 0)
        assert server.attempts.total() == (1 if fault == "redirect" else 2)
        client.close()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000, "KiB; the server's own part is here too"


def test_an_answer_that_repeats_the_key_is_stored_without_it(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    with ScriptedServer(say=lambda prompt: f"The key is {SECRET}, they say.") as server:
        client = Client(Endpoint(server.url, "m"), str(tmp_path / "answers"))
        assert client.ask("Write a passage.", 0).text == "The key is (OPENAI_API_KEY), they say."
        client.close()
    assert all(SECRET.encode() not in path.read_bytes() for path in (tmp_path / "answers").glob("*/*"))


def test_a_second_command_in_the_same_folder_is_refused_and_sends_nothing(file, tmp_path):
    with ScriptedServer(hold=5) as server:
        first = subprocess.Popen([*SYNTH, *options(file, server.url, tmp_path / "out")], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while server.answered.total() < 5:
            assert first.poll() is None
            time.sleep(0.01)
        asked = server.attempts.total()
        second = synth(*options(file, server.url, tmp_path / "out"))
        assert second.returncode == 2 and "another command is at work in this folder" in second.stderr
        assert len(second.stderr.strip().splitlines()) == 1 and server.attempts.total() <= asked + 8
        first.kill()
        first.communicate()
        server.hold = None
        server.over.set()
        assert run_here(file, server, tmp_path / "out", shard_passages=4).rows == 44, "a dead command holds nothing"


def test_without_the_package_nothing_is_begun(file, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(RequestError, match=r"pip install 'synth-rlvr\[llm\]'"):
        augment(AugmentRequest((file,), "reclor", Endpoint("http://127.0.0.1:9/v1", "m"), str(tmp_path / "out")))
    assert not (tmp_path / "out").exists()
