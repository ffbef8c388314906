"""NeMo Gym: `/verify` of our resources server, and `synth serve` in its place."""

from pathlib import Path
from unittest.mock import MagicMock

import yaml
from fastapi.testclient import TestClient
from nemo_gym.base_resources_server import BaseResourcesServerConfig
from nemo_gym.config_types import AggregateMetrics
from nemo_gym.server_utils import ServerClient
from rows_to_score import CASES, EXAMPLES
from serving import served

from synth.verifiers.adapters.nemo_gym import SynthResourcesServer, SynthVerifyResponse, line


def rollout(row, text):
    content = [{"type": "output_text", "text": text, "annotations": []}]
    message = {"id": "1", "type": "message", "role": "assistant", "status": "completed", "content": content}
    told = {"id": "r", "created_at": 0, "model": "m", "object": "response", "parallel_tool_calls": True, "tool_choice": "auto", "tools": []}
    return {**line(row), "response": {**told, "output": [message]}}


def test_verify():
    config = BaseResourcesServerConfig(host="", port=0, entrypoint="", name="")
    client = TestClient(SynthResourcesServer(config=config, server_client=MagicMock(spec=ServerClient)).setup_webserver())
    for row, text, reward in CASES:
        reply = client.post("/verify", json=rollout(row, text)).json()
        assert (reply["reward"], reply["reward_components"]["answer"]) == (reward, reward)
        assert reply["responses_create_params"]["input"][0]["content"] == row["prompt"][0]["content"]


def test_synth_serve_replies_alike():
    with served() as post:
        for row, text, reward in CASES:
            reply = SynthVerifyResponse.model_validate(post("/verify", rollout(row, text)))
            assert (reply.reward, reply.data_source) == (reward, row["data_source"])
        assert post("/seed_session", {}) == {}
        assert AggregateMetrics.model_validate(post("/aggregate_metrics", {"verify_responses": [{"reward": 1.0}, {"reward": 0.0}]})).key_metrics == {"mean/reward": 0.5}


def test_the_example_has_the_parts_of_a_configuration():
    ours = yaml.safe_load((EXAMPLES / "with_nemo_gym.yaml").read_text())
    assert set(ours["synth"]["resources_servers"]["synth"]) >= {"entrypoint", "domain"}
    agent = ours["synth_simple_agent"]["responses_api_agents"]["simple_agent"]
    assert agent["resources_server"]["name"] == "synth"
    import resources_servers  # NeMo Gym's own, as a model of the form

    (theirs,) = Path(next(iter(resources_servers.__path__)), "mcqa", "configs").glob("mcqa.yaml")
    assert set(agent) <= set(yaml.safe_load(theirs.read_text())["mcqa_simple_agent"]["responses_api_agents"]["simple_agent"])
