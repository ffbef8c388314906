"""NeMo Gym: `SynthResourcesServer`, whose `/verify` judges a rollout. Rows are JSONL of `line(row)`; `app.py` of the resources server is

    from synth.verifiers.adapters.nemo_gym import SynthResourcesServer
    if __name__ == "__main__":
        SynthResourcesServer.run_webserver()

The same without NeMo Gym's package on the server: `synth serve`. Written for nemo-gym 0.4.0 (nemo_gym/base_resources_server.py)."""

import asyncio
from collections.abc import Mapping
from typing import Any

from nemo_gym.base_resources_server import BaseVerifyRequest, BaseVerifyResponse, SimpleResourcesServer

from synth.verifiers.adapters.responses import text_of_response
from synth.verifiers.reward import judge


class SynthVerifyRequest(BaseVerifyRequest):
    """A rollout of one of our rows."""

    data_source: str
    ground_truth: Any


class SynthVerifyResponse(BaseVerifyResponse):
    """The rollout with its reward and what stands behind it."""

    data_source: str
    ground_truth: Any
    reward_components: dict[str, float]
    reason: str


class SynthResourcesServer(SimpleResourcesServer):
    """Judges rollouts of any of our tasks."""

    async def verify(self, body: SynthVerifyRequest) -> SynthVerifyResponse:  # type: ignore[override]
        text = text_of_response(body.response.model_dump())
        judged = await asyncio.to_thread(judge, body.data_source, text, body.ground_truth)
        return SynthVerifyResponse(**body.model_dump(), **judged)


def line(row: Mapping[str, Any], agent: str = "simple_agent") -> dict[str, Any]:
    """A row as NeMo Gym reads it. agent: name of the agent that is to answer it."""
    return {
        "responses_create_params": {"input": [dict(message) for message in row["prompt"]]},
        "agent_ref": {"type": "responses_api_agents", "name": agent},
        "data_source": row["data_source"],
        "ground_truth": row["reward_model"]["ground_truth"],
    }
