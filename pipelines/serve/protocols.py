"""The protocols of `synth serve`: for each path what a body says, and how rewards are told. A body that cannot be read is a ValueError
whose message names the field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from synth.verifiers.adapters.label import Label, read_label
from synth.verifiers.adapters.openrlhf import response
from synth.verifiers.adapters.responses import text_of_response
from synth.verifiers.reward import Judged, numbers

Job = Sequence[Any]


class Asked(NamedTuple):
    """The jobs of a body, and the reply made of what became of them."""

    jobs: list[Job]
    reply: Callable[[list[Judged]], Any]


class Item(msgspec.Struct):
    """A completion of a row."""

    data_source: str
    completion: str
    ground_truth: Any
    extra_info: dict[str, Any] | None = None


class Batch(msgspec.Struct):
    """The plain form: `{"completions": [{"data_source", "completion", "ground_truth"}, ...]}`."""

    completions: list[Item]
    by_steps: bool = False


class OpenRLHF(msgspec.Struct):
    query: list[str]
    prompts: list[str]
    labels: list[Any]


class Slime(msgspec.Struct):
    response: str
    label: Any
    prompt: Any = None


class NemoGym(msgspec.Struct):
    response: dict[str, Any]
    data_source: str
    ground_truth: Any


class Rewarded(msgspec.Struct):
    reward: float


class NemoGymRollouts(msgspec.Struct):
    verify_responses: list[Rewarded]


def judging(row: Label, completion: str, extra: Mapping[str, Any] | None = None, by_steps: bool = False) -> Job:
    return "judge", row.data_source, completion, row.ground_truth, extra, by_steps


def batch(body: bytes, query: Mapping[str, str]) -> Asked:
    found = msgspec.json.decode(body, type=Batch)
    jobs = [judging(Label(one.data_source, one.ground_truth), one.completion, one.extra_info, found.by_steps) for one in found.completions]
    return Asked(jobs, lambda judged: {"results": judged})


def openrlhf(body: bytes, query: Mapping[str, str]) -> Asked:
    """As `openrlhf/utils/agent.py` posts it, and as its own `serve_rm.py` replies."""
    found = msgspec.json.decode(body, type=OpenRLHF)
    if not len(found.query) == len(found.prompts) == len(found.labels):
        told = f"{len(found.query)}, {len(found.prompts)} and {len(found.labels)}"
        raise ValueError(f"query, prompts and labels must have as many items each; there are {told}")
    texts = zip(found.query, found.prompts, found.labels, strict=True)
    jobs = [judging(read_label(label), response(whole, prompt)) for whole, prompt, label in texts]

    def reply(judged: list[Judged]) -> Any:
        rewards, found = [one["reward"] for one in judged], [numbers(one) for one in judged]
        logs = {name: [one[name] for one in found] for name in ("answer", "format", "steps")}
        return {"rewards": rewards, "scores": rewards, "extra_logs": logs}

    return Asked(jobs, reply)


def slime(body: bytes, query: Mapping[str, str]) -> Asked:
    """As `remote_rm` of slime posts it: the whole reply is the reward, a number; with `?components` a record, for `--reward-key reward`."""
    found = msgspec.json.decode(body, type=Slime)

    def reply(judged: list[Judged]) -> Any:
        return numbers(judged[0]) if "components" in query else judged[0]["reward"]

    return Asked([judging(read_label(found.label), found.response)], reply)


def nemo_gym(body: bytes, query: Mapping[str, str]) -> Asked:
    """`/verify` of NeMo Gym: the reply is the body with its reward. Rows are those of `synth.verifiers.adapters.nemo_gym.line`."""
    found, whole = msgspec.json.decode(body, type=NemoGym), msgspec.json.decode(body)
    text = text_of_response(found.response)
    return Asked([judging(Label(found.data_source, found.ground_truth), text)], lambda judged: {**whole, **judged[0]})


def nemo_gym_session(body: bytes, query: Mapping[str, str]) -> Asked:
    return Asked([], lambda judged: {})


def nemo_gym_metrics(body: bytes, query: Mapping[str, str]) -> Asked:
    """The mean of the rewards that were given; NeMo Gym works out what is to be said by task."""
    found = msgspec.json.decode(body, type=NemoGymRollouts).verify_responses
    mean = {"mean/reward": sum(one.reward for one in found) / len(found)} if found else {}
    return Asked([], lambda judged: {"group_level_metrics": [], "agent_metrics": mean, "key_metrics": mean})


PROTOCOLS: Mapping[str, Callable[[bytes, Mapping[str, str]], Asked]] = {
    "/score": batch,
    "/openrlhf": openrlhf,
    "/slime": slime,
    "/verify": nemo_gym,
    "/seed_session": nemo_gym_session,
    "/aggregate_metrics": nemo_gym_metrics,
}
