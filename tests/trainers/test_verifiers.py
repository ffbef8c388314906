"""`verifiers` and prime-rl: the taskset by its name, its rewards and metrics on traces, and the examples' configurations."""

import asyncio
import importlib
import json
import sys
import tomllib
from abc import ABC
from collections.abc import Iterator
from contextlib import asynccontextmanager
from types import ModuleType, SimpleNamespace

import pytest
import verifiers.v1 as vf
from rows_to_score import CASES, EXAMPLES
from verifiers.v1.utils import loaders

import synth
import synth_env
from synth_env import SynthConfig, SynthTaskConfig, task


class Trace:
    """As much of a trace as a task's score reads and writes."""

    def __init__(self, text):
        self.last_reply, self.metrics, self.rewards = text, {}, {}
        self.assistant_messages = [vf.AssistantMessage(content=text)]

    def record_metrics(self, values):
        self.metrics |= values

    def record_reward(self, name, value, weight):
        self.rewards[name] = value * weight


def test_the_taskset_is_found_by_its_name_and_endless():
    kind = loaders.taskset_class("synth-env")
    tasks = kind(SynthConfig(id="synth-env", tasks=["math/recurrence"], difficulty="3", seed=1))
    assert not tasks.bounded
    found = list(tasks.take(3))
    assert [one.data.idx for one in found] == [0, 1, 2] and len({one.key for one in found}) == 3
    assert {one.data.difficulty for one in found} == {3} and "<answer>" in found[0].data.prompt


def test_rewards_and_components():
    for row, text, reward in CASES:
        trace = Trace(text)
        asyncio.run(task(row, SynthTaskConfig(), 0).score(trace))
        assert trace.rewards == {"reward": reward}
        assert trace.metrics["answer"] == reward and set(trace.metrics) == {"answer", "format", "steps"}


def written(name, argument):
    of = {"search": "query", "open": "id"}[name]
    return f"<tool_call>{json.dumps({'name': name, 'arguments': {of: argument}})}</tool_call>"


class Agents:
    """An agent that says what it is told to: `run` for one completion, `interaction` for turns, as verifiers/v1/agent.py has them."""

    def __init__(self, said):
        self.agent, self.said, self.heard, self.ran = self, iter(said), [], []

    async def run(self, task):
        self.ran.append(task)

    @asynccontextmanager
    async def interaction(self, task):
        yield self

    async def turn(self, message=None):
        self.heard.append(message)
        text = next(self.said, None)
        return SimpleNamespace(terminated=text is None, last_reply=text)


def test_a_task_with_tools_is_played_in_turns():
    assert loaders.environment_class("synth-env") is synth_env.SynthEnv
    assert "agent" in loaders.environment_class("synth-env").__orig_bases__[0].__args__[0].model_fields
    row = next(iter(synth.stream("worlds/search", 3, seed=2)))
    one = task(row, SynthTaskConfig(), 0)
    calls = [written(*call) for call in json.loads(row["extra_info"]["provenance"])["calls"]]
    said = [*calls, f"<answer>{row['extra_info']['answer']}</answer>"]
    agents = Agents([*said, "never asked for"])
    asyncio.run(synth_env.SynthEnv.run(None, one, agents))
    assert agents.heard[0] is None and len(agents.heard) == len(said)
    assert all("calls left" in text for text in agents.heard[1:]) and not agents.ran
    for by_steps, texts, reward, steps in ((False, said, 1.0, 1.0), (True, said, 1.0, 1.0), (False, calls, 0.0, 0.3), (True, said[-1:], 0.7, 0.7)):
        trace = Trace(texts[-1])
        trace.assistant_messages = [vf.AssistantMessage(content=text) for text in texts]
        asyncio.run(task(row, SynthTaskConfig(by_steps=by_steps), 0).score(trace))
        assert trace.rewards["reward"] == pytest.approx(reward) and trace.metrics["steps"] == pytest.approx(steps)
    broken_off = Agents(calls[:1])
    asyncio.run(synth_env.SynthEnv.run(None, one, broken_off))
    assert len(broken_off.heard) == 2
    alone, other = Agents([]), task(next(iter(synth.stream("math/recurrence", 2))), SynthTaskConfig(), 0)
    asyncio.run(synth_env.SynthEnv.run(None, other, alone))
    assert alone.ran == [other] and not alone.heard


@pytest.fixture
def sampler(monkeypatch):
    """Our sampler, over a stand-in of prime-rl's base class (src/prime_rl/orchestrator/curriculum/samplers/base.py), which no index has."""
    name = ""
    for part in ("prime_rl", "orchestrator", "curriculum", "samplers", "base"):
        name = f"{name}.{part}".lstrip(".")
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    sys.modules[name].TaskSampler = type("TaskSampler", (Iterator, ABC), {})
    yield importlib.import_module("synth.pipelines.curriculum.prime_sampler").CurriculumSampler
    del sys.modules["synth.pipelines.curriculum.prime_sampler"]


def test_prime_rls_sampler_follows_finished_groups_and_goes_on(sampler):
    def made():
        return sampler(synth.Curriculum("math/recurrence", seed=1), step=4)

    first = made()
    for _ in range(16):
        one = next(first)
        assert one.data.ticket and isinstance(one, vf.Task)
        good = SimpleNamespace(reward=1.0, has_error=False, agent=SimpleNamespace(trainable=True))
        failed = SimpleNamespace(reward=0.0, has_error=True, agent=SimpleNamespace(trainable=True))
        told = SimpleNamespace(ok=True, traces=[good, failed], task=SimpleNamespace(data=one.data))
        first.observe([told, told, SimpleNamespace(ok=False, traces=[failed], task=told.task)])
    assert first.metrics()["curriculum/groups"] == 16 and first.metrics()["curriculum/math/recurrence/level"] > 1
    second = made()
    second.load_state_dict(json.loads(json.dumps(first.state_dict())))
    (one, other) = next(first), next(second)
    assert one.data.prompt == other.data.prompt and one.data.idx == other.data.idx == 16
    first.observe([])


def test_the_examples_name_the_taskset_and_its_settings():
    plain = tomllib.loads((EXAMPLES / "with_verifiers.toml").read_text())
    assert next(iter(loaders.load_taskset(SynthConfig(**plain["env"]["taskset"])))).data.prompt
    prime = tomllib.loads((EXAMPLES / "with_prime_rl.toml").read_text())
    (source,) = prime["orchestrator"]["train"]["source"]
    config = SynthConfig(**source["env"]["taskset"])
    assert isinstance(next(iter(loaders.taskset_class(config.id)(config))), vf.Task)
