"""slime: `--custom-rm-path synth.verifiers.adapters.slime.reward` on our Parquet files as they are: `--input-key prompt --label-key
reward_model --metadata-key extra_info --apply-chat-template`. The same over HTTP: `synth serve`, `--rm-type remote_rm --rm-url
http://HOST:PORT/slime`, for which labels are those of `synth.verifiers.adapters.label`.

Written for slime/rollout/rm_hub/__init__.py, which calls one function with a sample or, in batches, with a list of them."""

import asyncio
from typing import Any

from synth.verifiers.adapters.label import read_label
from synth.verifiers.reward import judge, numbers


async def reward(args: Any, sample: Any, **_: Any) -> Any:
    """The reward of a sample, or the list of rewards of a list: numbers, or with `--reward-key` records of which it names one number
    (`reward`, `answer`, `format`, `steps`). The components are put into `sample.metadata["reward_components"]` as well."""
    if isinstance(sample, list):
        return [await reward(args, one) for one in sample]
    row = read_label(sample.label, sample.metadata)
    judged = await asyncio.to_thread(judge, row.data_source, sample.response, row.ground_truth, sample.metadata)
    sample.metadata = {**(sample.metadata or {}), "reward_components": judged["reward_components"]}
    return numbers(judged) if getattr(args, "reward_key", None) else judged["reward"]
