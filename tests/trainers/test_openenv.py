"""OpenEnv: its own client plays episodes of `synth serve`, by websocket; replies over HTTP fit its types."""

import json

import with_openenv
from openenv.core.env_server.types import EnvironmentMetadata, HealthResponse, ResetResponse, SchemaResponse, StepResponse
from openenv.core.generic_client import GenericEnvClient
from serving import post, server

import synth


def call(name, **arguments):
    return f"<tool_call>{json.dumps({'name': name, 'arguments': arguments})}</tool_call>"


def test_episodes_by_the_client():
    with server("math/recurrence", "--workers", "1") as (url, _):
        assert with_openenv.play(url, lambda prompt: "<answer>no</answer>", episodes=2) == [0.0, 0.0]
        with GenericEnvClient(base_url=url).sync() as environment:
            first, again, other = (environment.reset(seed=seed, difficulty=2).observation for seed in (5, 5, 6))
            assert first == again != other and first["difficulty"] == 2
            result = environment.step({"completion": "<answer>1</answer>"})
            assert (result.done, set(result.observation)) == (True, {"reward_components", "reason"})
            assert environment.state()["step_count"] == 1


def test_an_episode_in_turns_by_the_client():
    with server("worlds/search", "--workers", "1") as (url, _), GenericEnvClient(base_url=url).sync() as environment:
        told = environment.reset(seed=5, difficulty=1, by_steps=True).observation
        assert [tool["function"]["name"] for tool in told["tools"]] == ["search", "open"]
        row = next(iter(synth.stream("worlds/search", 1, seed=5)))
        (_, query), (_, document) = json.loads(row["extra_info"]["provenance"])["calls"]
        found = environment.step({"completion": call("search", query=query)})
        assert document in found.observation["text"] and (found.reward, found.done) == (0.0, False)
        opened = environment.step({"completion": call("open", id=document)})
        assert opened.observation["useful"] and (opened.reward, opened.done) == (0.3, False)
        last = environment.step({"completion": f"<answer>{row['extra_info']['answer']}</answer>"})
        assert (last.reward, last.done, last.observation["by_steps"]) == (0.7, True, 1.0)
        assert environment.state()["step_count"] == 3


def test_replies_over_http_are_of_its_types():
    import urllib.request

    with server("math/recurrence", "--workers", "1") as (url, _):
        found = ResetResponse.model_validate(post(f"{url}/reset", {"seed": 1}))
        action = {"completion": "<answer>1</answer>", "label": found.observation["label"]}
        assert StepResponse.model_validate(post(f"{url}/step", {"action": action})).done
        for path, kind in (("health", HealthResponse), ("metadata", EnvironmentMetadata), ("schema", SchemaResponse)):
            kind.model_validate(json.loads(urllib.request.urlopen(f"{url}/{path}", timeout=30).read()))
