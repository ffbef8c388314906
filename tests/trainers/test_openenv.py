"""OpenEnv: its own client plays episodes of `synth serve`, by websocket; replies over HTTP fit its types."""

import with_openenv
from openenv.core.env_server.types import EnvironmentMetadata, HealthResponse, ResetResponse, SchemaResponse, StepResponse
from openenv.core.generic_client import GenericEnvClient
from serving import post, server


def test_episodes_by_the_client():
    with server("math/recurrence", "--workers", "1") as (url, _):
        assert with_openenv.play(url, lambda prompt: "<answer>no</answer>", episodes=2) == [0.0, 0.0]
        with GenericEnvClient(base_url=url).sync() as environment:
            first, again, other = (environment.reset(seed=seed, difficulty=2).observation for seed in (5, 5, 6))
            assert first == again != other and first["difficulty"] == 2
            result = environment.step({"completion": "<answer>1</answer>"})
            assert (result.done, set(result.observation)) == (True, {"reward_components", "reason"})
            assert environment.state()["step_count"] == 1


def test_replies_over_http_are_of_its_types():
    import json
    import urllib.request

    with server("math/recurrence", "--workers", "1") as (url, _):
        found = ResetResponse.model_validate(post(f"{url}/reset", {"seed": 1}))
        action = {"completion": "<answer>1</answer>", "label": found.observation["label"]}
        assert StepResponse.model_validate(post(f"{url}/step", {"action": action})).done
        for path, kind in (("health", HealthResponse), ("metadata", EnvironmentMetadata), ("schema", SchemaResponse)):
            kind.model_validate(json.loads(urllib.request.urlopen(f"{url}/{path}", timeout=30).read()))
