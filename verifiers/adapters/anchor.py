"""Anchors: one rollout of a group is replaced by the row's own trajectory, so that a group that is wrong throughout still has a direction.

TRL: `GRPOTrainer(..., rollout_func=anchor.rollouts(dataset, "none right"))`. verl: call `anchored` with `uid` as groups where responses are
joined to the batch, on lists of token ids, before log-probabilities are computed. An anchor was not sampled from the policy: its old
log-probabilities have to come from a forward pass, as TRL's do without vLLM."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar

from synth.verifiers.reward import score

Schedule = Literal["off", "always", "none right"]
"""No anchors; one in every group; one in each group without a right answer."""
T = TypeVar("T")


def anchored(
    completions: Sequence[T], groups: Sequence[Hashable], anchors: Sequence[T | None], rewards: Sequence[float], when: Schedule
) -> list[T]:
    """The completions (texts or token ids) with the last one of each group replaced by its anchor, where `when` says so.

    groups: which prompt each belongs to. anchors: the trajectory of each completion's row, None where it has none: its group stays as it
    is. rewards: of the completions; one above 0.5 is a right answer (unused by `off` and `always`)."""
    if when not in ("off", "always", "none right"):
        raise ValueError(f"{when}: expected off, always or none right")
    last: dict[Hashable, int] = {}
    right: set[Hashable] = set()
    for place, (group, reward, _, _) in enumerate(zip(groups, rewards, completions, anchors, strict=True)):
        last[group] = place
        if reward > 0.5:
            right.add(group)
    joined = list(completions)
    for group, place in last.items():
        anchor = anchors[place]
        if anchor is not None and (when == "always" or (when == "none right" and group not in right)):
            joined[place] = anchor
    return joined


def rollouts(rows: Iterable[Mapping[str, Any]], when: Schedule = "none right") -> Callable[[list[Any], Any], dict[str, Any]]:
    """TRL's `rollout_func`: the trainer's own generation, then anchors. rows: of the dataset, whose prompts are distinct.

    Anchors end in the end-of-text token; one longer than `max_completion_length` is left out, as half a proof teaches a habit. Evaluation
    gets none. Prompts of a group come one after the other; let each process hold whole groups. Not with vLLM, which reports the
    log-probabilities of what it sampled (ValueError). Written for TRL 1.16, whose rollout functions are experimental."""
    by_prompt = {str(row["prompt"]): row for row in rows}

    def generate(prompts: list[Any], trainer: Any) -> dict[str, Any]:
        training = trainer.model.training
        prompt_ids, images, fields = trainer._tokenize_prompts(prompts)
        count = trainer.num_generations if training else trainer.num_generations_eval
        ids, logprobs = trainer._generate_single_turn(prompt_ids, images, fields, count)
        if training and when != "off":
            if logprobs is not None:
                raise ValueError("anchors need log-probabilities from a forward pass: use_vllm=False")
            tokenizer = trainer.processing_class
            chosen = [by_prompt[str(prompt)] for prompt in prompts]
            texts = tokenizer.batch_decode(ids, skip_special_tokens=True)
            rewards = [
                score(row["data_source"], text, row["reward_model"]["ground_truth"]) for row, text in zip(chosen, texts, strict=True)
            ]
            anchors = [_tokens(row, tokenizer, trainer.max_completion_length) for row in chosen]
            ids = anchored(ids, [place // count for place in range(len(ids))], anchors, rewards, when)
        return {"prompt_ids": prompt_ids, "completion_ids": ids, "logprobs": logprobs}

    return generate


def _tokens(row: Mapping[str, Any], tokenizer: Any, most: int) -> list[int] | None:
    if not row["trajectory"]:
        return None
    ids = [*tokenizer(row["trajectory"][0]["content"], add_special_tokens=False)["input_ids"], tokenizer.eos_token_id]
    return ids if len(ids) <= most else None
