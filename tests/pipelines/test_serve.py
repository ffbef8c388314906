"""`synth serve`: protocols, limits, errors in words, and a pool that loses nothing when its processes die."""

import asyncio
import json
import os
import signal
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest
from serving import post, server

import synth
from synth.pipelines.serve import pool as pools
from synth.pipelines.serve.pool import Busy, Pool, Refused
from synth.verifiers import judge
from synth.verifiers.adapters.label import label

# A worker that does as it is told, in place of one that judges: `["say", x]`, `["sleep", seconds]`, `["die"]`, `["refuse", why]`.
WORKER = r"""
import json, os, sys, time
print("ready", flush=True)
for line in sys.stdin:
    for kind, what in json.loads(line):
        if kind == "die": os._exit(1)
        if kind == "sleep": time.sleep(what)
        print(json.dumps({"error": what} if kind == "refuse" else {"ok": what}), flush=True)
"""


@pytest.fixture
def scripted(monkeypatch):
    monkeypatch.setattr(pools, "PROGRAM", WORKER)


def run(work, **settings):
    async def inside():
        async with Pool(2, **settings) as pool:
            return await work(pool)

    return asyncio.run(inside())


def test_replies_are_in_the_order_of_jobs_whoever_is_killed(scripted, monkeypatch):
    monkeypatch.setattr(pools, "DEATHS", 100)  # a slow start may be killed several times with the same job in hand
    async def work(pool):
        async def many(number):
            return await pool.ask([("say", f"{number} {item}") for item in range(50)])

        async def kill():
            for _ in range(8):
                await asyncio.sleep(0.05)
                for process in list(pool.processes.values())[:1]:
                    os.kill(process.pid, signal.SIGKILL)

        slow = [pool.ask([("sleep", 0.01)]) for _ in range(60)]  # so that there is work while processes are killed
        found, *_ = await asyncio.gather(asyncio.gather(*map(many, range(40))), asyncio.gather(*slow), kill())
        return found, pool.ended["died"]

    found, died = run(work)
    assert died >= 3
    assert found == [[f"{number} {item}" for item in range(50)] for number in range(40)]


def test_a_job_that_kills_or_hangs_fails_alone(scripted):
    async def work(pool):
        jobs = [[("die", 0)], [("sleep", 60)], [("refuse", "no such row")], [("say", 1), ("say", 2)]]
        return await asyncio.gather(*map(pool.ask, jobs), return_exceptions=True), dict(pool.ended)

    (dies, hangs, refused, fine), ended = run(work, seconds=0.7)
    assert (str(dies), str(hangs), str(refused)) == (
        "item 0: 3 processes died of it", "item 0: took longer than 0.7 seconds", "item 0: no such row",
    )  # fmt: skip
    assert all(isinstance(one, Refused) for one in (dies, hangs, refused)) and fine == [1, 2]
    assert ended == {"died": 3, "late": 1}


def test_too_much_waiting_is_refused_before_it_begins(scripted):
    async def work(pool):
        with pytest.raises(ValueError, match="11 completions in one request: 10 may wait at most"):
            await pool.ask([("say", 0)] * 11)
        first = asyncio.create_task(pool.ask([("sleep", 0.1)] * 10))
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await pool.ask([("say", 0)])
        return await first

    assert run(work, most=10) == [0.1] * 10


@pytest.fixture(scope="module")
def served():
    with server("math/recurrence", "--workers", "1", "--max-body", "1", "--difficulty", "2") as (url, process):
        yield url, process


@pytest.fixture(scope="module")
def cases():
    found = []
    for name in ("math/recurrence", "logic/game_of_24"):
        for row in islice(synth.stream(name, 2, seed=1), 2):
            texts = (f"<answer>{row['extra_info']['answer']}</answer>", "<answer>1</answer>", "?")
            found += [(row, text, judge(row["data_source"], text, row["reward_model"]["ground_truth"])) for text in texts]
    return found


def item(row, text):
    return {"data_source": row["data_source"], "completion": text, "ground_truth": row["reward_model"]["ground_truth"]}


def test_every_protocol_gives_the_rewards_of_judge(served, cases):
    url, _ = served
    wanted = [judged for _, _, judged in cases]
    rewards = [judged["reward"] for judged in wanted]
    assert post(f"{url}/score", {"completions": [item(row, text) for row, text, _ in cases]}) == {"results": wanted}
    body = {"query": [f"Q{text}" for _, text, _ in cases], "prompts": ["Q"] * len(cases), "labels": [label(row) for row, _, _ in cases]}
    found = post(f"{url}/openrlhf", body)
    assert found["rewards"] == found["scores"] == found["extra_logs"]["answer"] == rewards and set(found["extra_logs"]) == {"answer", "format", "steps"}
    for row, text, judged in cases[:3]:
        assert post(f"{url}/slime", {"prompt": "Q", "response": text, "label": label(row)}) == judged["reward"]
        assert post(f"{url}/slime?components", {"response": text, "label": label(row)}) == {"reward": judged["reward"], **judged["reward_components"]}
        rollout = {"response": {"output": [{"type": "message", "content": [{"type": "output_text", "text": text}]}]}}
        assert post(f"{url}/verify", {**rollout, **item(row, ""), "more": 1}) == {**rollout, **item(row, ""), "more": 1, **judged}
        state = {"label": label(row), "completion": text}
        assert post(f"{url}/step", {"action": state})["reward"] == judged["reward"]


def test_by_steps(served):
    row = next(iter(synth.stream("math/recurrence", 2, seed=1)))
    for text, reward in ((row["trajectory"][0]["content"], 1.0), (f"<answer>{row['extra_info']['answer']}</answer>", 0.0)):
        (found,) = post(f"{served[0]}/score", {"completions": [item(row, text)], "by_steps": True})["results"]
        assert found["reward"] == found["reward_components"]["steps"] == reward


def test_a_program_is_run_in_the_sandbox(served):
    row = next(iter(synth.stream("code/stdin_program", 1, seed=1)))
    right, wrong = f"<answer>\n{row['extra_info']['answer']}\n</answer>", "<answer>\nwhile True: pass\n</answer>"
    found = post(f"{served[0]}/score", {"completions": [item(row, right), item(row, wrong)]})["results"]
    assert [one["reward"] for one in found] == [1.0, 0.0]


def test_an_episode_of_openenv(served):
    found = post(f"{served[0]}/reset", {"seed": 4})
    shown = found["observation"]
    assert found == post(f"{served[0]}/reset", {"seed": 4}) and (found["reward"], found["done"]) == (None, False)
    assert (shown["data_source"], shown["difficulty"]) == ("synth/math/recurrence", 2)
    done = post(f"{served[0]}/step", {"action": {"completion": "?", "label": shown["label"]}})
    assert (done["reward"], done["done"], done["observation"]["reason"]) == (0.0, True, "missing")


def test_an_episode_of_openenv_in_turns(served):
    """By plain HTTP, where the action holds what the model wrote before."""
    shown = post(f"{served[0]}/reset", {"seed": 4, "task": "worlds/search", "difficulty": 2})["observation"]
    assert [tool["function"]["name"] for tool in shown["tools"]] == ["search", "open"]
    (row,) = islice(synth.stream("worlds/search", 2, seed=4), 1)
    called = json.loads(row["extra_info"]["provenance"])["calls"]
    calls = [json.dumps({"name": name, "arguments": {{"search": "query", "open": "id"}[name]: of}}) for name, of in called]
    calls = [f"<tool_call>{text}</tool_call>" for text in calls]
    written, by_steps = [*calls, f"<answer>{row['extra_info']['answer']}</answer>"], []
    for number, text in enumerate(written):
        action = {"completion": text, "label": shown["label"], "messages": written[:number]}
        found = post(f"{served[0]}/step", {"action": action})
        assert (found["done"], found["reward"]) == (number == len(calls), float(number == len(calls)))
        by_steps.append(post(f"{served[0]}/step", {"action": action | {"by_steps": True}})["reward"])
    assert (found["observation"]["reason"], found["observation"]["by_steps"]) == ("", pytest.approx(1.0))
    assert sum(by_steps) == pytest.approx(1.0) and by_steps[0] == 0 < by_steps[1]
    assert "no problem" in post(f"{served[0]}/step", {"action": {"completion": "?"}}, 400)["error"]
    broken = json.dumps({"data_source": "synth/worlds/search", "ground_truth": "{}"})
    assert "missing required field" in post(f"{served[0]}/step", {"action": {"completion": "?", "label": broken}}, 422)["error"]
    post(f"{served[0]}/step", {"action": {"completion": "?", "label": shown["label"], "messages": ["a"] * 300}}, 400)


@pytest.mark.parametrize(
    ("path", "body", "status", "told"),
    [
        ("/nowhere", {}, 404, "/nowhere: there is /score, /openrlhf"),
        ("/score", b"{", 400, "/score: Input data was truncated"),
        ("/score", {"completions": [{"data_source": "x", "completion": 1, "ground_truth": ""}]}, 400, "got `int` - at `$.completions[0].completion`"),
        ("/score", {"completions": [{"data_source": "synth/math/nothing", "completion": "", "ground_truth": ""}]}, 422, "item 0: cannot score row"),
        ("/score", {"completions": [{"data_source": "math__dapo", "completion": "1", "ground_truth": {"no": []}}]}, 422, "item 0: "),
        ("/openrlhf", {"query": ["a"], "prompts": [], "labels": []}, 400, "there are 1, 0 and 0"),
        ("/openrlhf", {"query": ["a"], "prompts": ["a"], "labels": ["7"]}, 400, "label '7': expected what `label(row)`"),
        ("/verify", {"response": {}}, 400, "missing required field `data_source`"),
        ("/verify", b'{"response": ' + b"[" * 5_000, 400, "/verify: "),
        ("/reset", b"[" * 5_000, 400, "/reset: "),
        ("/aggregate_metrics", {}, 400, "missing required field `verify_responses`"),
        ("/step", {"action": {"completion": "?"}}, 400, "there is no problem yet"),
        ("/reset", {"task": "math/recurence"}, 422, "math/recurrence"),
        ("/reset", {"difficulty": 99}, 422, "difficulty"),
        ("/score", b" " * (2 << 20), 413, "Maximum request body size"),
    ],
)
def test_errors_name_what_is_wrong(served, path, body, status, told):
    assert told in post(served[0] + path, body, status)["error"]


def test_health_and_metrics(served):
    url, _ = served
    read = lambda path: urllib.request.urlopen(url + path, timeout=30).read().decode()  # noqa: E731
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            assert json.loads(read("/health")) == {"status": "healthy"}
            break
        except urllib.error.HTTPError:
            time.sleep(0.1)
    post(f"{url}/nowhere", {}, 404)
    lines = read("/metrics").splitlines()
    assert "synth_workers 1.0" in lines and "synth_waiting 0.0" in lines
    assert any(line.startswith('synth_requests_total{path="other",status="404"}') for line in lines)


def test_a_port_in_use_and_a_wrong_task_are_told_in_one_line(served):
    for options, told in ((("--port", served[0].rsplit(":", 1)[1]), "cannot be used"), (("math/nothing",), "math/nothing")):
        with pytest.raises(AssertionError, match=told), server(*options):
            pass


def test_it_ends_with_its_workers():
    with server("--workers", "1") as (url, process):
        post(f"{url}/score", {"completions": []})
        children = _children(process.pid)
        end = time.monotonic() + 60
        while not (children := _children(process.pid)) and time.monotonic() < end:
            time.sleep(0.1)
    assert children
    end = time.monotonic() + 20
    while any(os.path.exists(f"/proc/{child}") for child in children) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(os.path.exists(f"/proc/{child}") for child in children)


def test_a_signal_lets_open_requests_end_and_leaves_no_trace():
    """While a worker was just killed, so that the loop is busy with its end."""
    row = next(synth.stream("math/recurrence", 1))
    item = {"data_source": row["data_source"], "completion": "\\boxed{x}", "ground_truth": row["reward_model"]["ground_truth"]}
    with server("--workers", "1") as (url, process), ThreadPoolExecutor() as asking:
        post(f"{url}/score", {"completions": [item]})
        open_one = asking.submit(post, f"{url}/score", {"completions": [item] * 2_000})
        while "synth_waiting 0.0" in urllib.request.urlopen(f"{url}/metrics", timeout=60).read().decode() and not open_one.done():
            time.sleep(0.01)
        for child in _children(process.pid):
            os.kill(child, signal.SIGKILL)
        process.terminate()
        assert len(open_one.result()["results"]) == 2_000
        assert process.wait(60) == 0 and process.stderr.read() == ""


def _children(process):
    import psutil

    return [child.pid for child in psutil.Process(process).children(recursive=True)]
