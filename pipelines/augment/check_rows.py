"""Consistency of rows of `synth augment`, as far as it can be checked without a model.

The ground truth decodes and its answer is accepted; the fingerprint is that of the problem; the rationale goes through the four options
in its format, supports the right one alone and cites what the provenance says; the rejected completion is refused; the members of a
family share question, options and split, and each has another answer. Whether a passage supports its answer is for a person or a model
to judge.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from synth.pipelines.run.randomness import fingerprint
from synth.schemas.errors import one_line
from synth.verifiers import verify
from synth.verifiers.counterfactual.reading import LETTERS, SOURCE, TASK, Reading, findings


def faults(family: Sequence[dict[str, Any]], counts: Counter[str]) -> Iterator[tuple[int, str]]:
    """Yields (index in the family, what is wrong). counts: gets the number of `traces` and `rejected` that were checked."""
    problems: list[Reading] = []
    for index, row in enumerate(family):
        try:
            problem = Reading.from_json(row["reward_model"]["ground_truth"])
        except (ValueError, TypeError, RecursionError) as error:
            yield index, f"the ground truth does not decode: {one_line(error)}"
            continue
        problems.append(problem)
        try:
            yield from ((index, what) for what in _row(row, problem, counts))
        except Exception as error:  # whatever a broken row does, the others have to be checked too
            yield index, f"{type(error).__name__}: {one_line(error)}"
    if len(problems) == len(family):
        yield from ((0, what) for what in _family([row["extra_info"] for row in family], problems))


def _row(row: dict[str, Any], problem: Reading, counts: Counter[str]) -> Iterator[str]:
    extra, truth = row["extra_info"], row["reward_model"]["ground_truth"]
    if row["data_source"] != SOURCE:
        yield f"data_source is {row['data_source']!r}"
    if extra["fingerprint"] != fingerprint(TASK, truth.encode()).hex():
        yield "the fingerprint is not that of the problem"
    if extra["answer"] != problem.answer:
        yield f"the answer is {extra['answer']!r}, the ground truth says {problem.answer}"
    prompt = row["prompt"][-1]["content"]
    if any(text not in prompt for text in (problem.context, problem.question, *problem.options)):
        yield "the prompt is not that of the problem"
    if extra["trace"] or row["trajectory"]:
        counts["traces"] += 1
        turn = f"{extra['trace']}\n\n<answer>\n{extra['answer']}\n</answer>"
        if row["trajectory"] != [{"role": "assistant", "content": turn}]:
            yield "the trajectory is not the trace and the answer"
        elif not verify(SOURCE, turn, truth).accepted:
            yield "the trajectory is refused"
        found = findings(extra["trace"])
        read = [(finding.stand, list(finding.cited)) for finding in found or () if finding]
        if len(read) < len(LETTERS):
            yield "the rationale is not of the four options in their form"
        elif [LETTERS[option] for option, (stand, _) in enumerate(read) if stand == "supports"] != [problem.answer]:
            yield "the rationale does not support the answer alone"
        elif read != [(core["relation"], core["premises"]) for core in json.loads(extra["provenance"])["cores"]]:
            yield "the rationale is not that of the provenance"
    if extra["rejected"]:
        counts["rejected"] += 1
        if verify(SOURCE, extra["rejected"], truth).accepted:
            yield "the rejected is accepted"


def _family(infos: Sequence[dict[str, Any]], problems: Sequence[Reading]) -> Iterator[str]:
    for key in ("task", "version", "knobs", "draw", "split"):
        if len({info[key] for info in infos}) > 1:
            yield f"members of a family differ in {key}"
    if [info["member"] for info in infos] != list(range(len(infos))):
        yield f"the family has the members {', '.join(str(info['member']) for info in infos)}: not whole"
    elif infos[0]["family_id"] != infos[0]["fingerprint"]:
        yield "family_id is not the first member's fingerprint"
    if len({(problem.question, problem.options) for problem in problems}) > 1:
        yield "members of a family differ in question or options"
    if len({problem.answer for problem in problems}) < len(problems):
        yield "two members of a family have the same answer"
