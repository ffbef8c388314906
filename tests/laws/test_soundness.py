"""Laws of soundness, for every task: answers are right, wrong ones are refused, an independent route agrees, and the verdict hangs on the
whole problem."""

import json
import re
from random import Random

import msgspec
import pytest
from drawing import CHECKED, draws_of, is_whole, members, oracle, reasons, rows, runs_programs, samples, verifier_module

from synth.generators import registry
from synth.generators.prompts import render
from synth.pipelines.run.produce import digest
from synth.schemas.task import DIFFICULTIES
from synth.verifiers import score, trace_format, verify_trace
from synth.verifiers.multi_turn import environment, in_turns

PAIRS = 120
"""Guesses that are tried at a level where each is a program that is run: three for each problem."""


@pytest.mark.parametrize("level", DIFFICULTIES)
def test_draws_are_sound_and_rarely_hopeless(name, level, scale):
    """Producing runs the self-check (answer accepted from the written JSON, corrupted answer refused)."""
    draws = draws_of(name) * scale
    made = {row["extra_info"]["draw"] for row in rows(name, level, draws)}
    assert len(made) > 0.9 * draws - 1, f"only {len(made)} of {draws} draws gave a problem"


@pytest.mark.parametrize("level", CHECKED)
def test_an_independent_route_agrees(name, level, scale):
    """The oracle shares no code with generator and verifier. It accepts the answer, refuses what the verifier refuses, and
    finds a single solution where the task promises one."""
    task, judge = registry.load(name), oracle(name)
    draws = draws_of(name)
    for number, sample in enumerate(samples(name, level, (draws if level < 10 else draws // 2) * scale)):
        problem = json.loads(sample.problem.to_json())
        assert judge.check(problem, sample.answer), f"the oracle refuses the answer: {sample}"
        for k in range(3):
            corrupted = task.corrupt(sample.problem, sample.answer, Random(1000 * number + k))
            assert corrupted != sample.answer
            assert not judge.check(problem, corrupted), f"the oracle accepts the corrupted {corrupted!r} of {sample}"
            assert not task.verify(sample.problem, corrupted).accepted
        if task.unique:
            assert judge.solutions(problem) == 1, f"not exactly one solution: {sample.problem}"


def test_examples_hold_and_cover_every_reason(name):
    module = verifier_module(registry.load(name))
    seen = set()
    for problem, answer, reason in module.EXAMPLES:
        verdict = module.verify(problem, answer)
        assert (verdict.accepted, verdict.reason) == (reason == "", reason), (problem, answer, verdict)
        assert type(problem).from_json(problem.to_json()) == problem
        seen.add(reason)
    assert seen - {""} == reasons(module)
    accepted = [answer for _, answer, reason in module.EXAMPLES if not reason]
    refused = [answer for _, answer, reason in module.EXAMPLES if reason]
    assert len(accepted) >= 5, "five forms in which an honest model would write the right answer"
    assert len(refused) >= 5, "five answers that a lazy or cunning model would send"


@pytest.mark.parametrize("level", CHECKED)
def test_guesses_rarely_pass(name, level, scale):
    """Other problems' answers, and the prompt's own example, pass no more often than the declared guess rate."""
    task, count = registry.load(name), 40 * scale
    items = members(name, level, count)[:count]
    assert task.guess_rate <= 0.5
    tried = passed = 0
    prints = [digest(task, sample.problem) for sample in items]
    pairs = [(i, j) for i in range(len(items)) for j in range(i + 1, len(items)) if prints[i] != prints[j]]
    if runs_programs(name):
        pairs = Random(name).sample(pairs, min(len(pairs), PAIRS * scale))
    for i, j in pairs:
        tried += 1
        passed += task.verify(items[i].problem, items[j].answer).accepted
    # Three standard deviations above the declared rate, for the number of independent items at hand.
    assert passed / tried <= task.guess_rate + 3 * (task.guess_rate / len(items)) ** 0.5
    if is_whole(name):  # no example of a form, but the prompt itself
        assert not any(task.verify(s.problem, render(task, s.problem, Random(k))).accepted for k, s in enumerate(items))
        return
    examples = [re.findall(r"<answer>\n(.*?)\n</answer>", render(task, s.problem, Random(k)), re.DOTALL)[-1] for k, s in enumerate(items)]
    hits = sum(task.verify(s.problem, example).accepted for s, example in zip(items, examples, strict=True))
    assert hits / len(items) <= task.guess_rate + 3 * (task.guess_rate / len(items)) ** 0.5


def _falls(task, sample, field, value):
    """Whether the answer falls when a field of its problem has another value; None when the fields no longer fit together."""
    try:
        changed = task.problem.from_json(msgspec.structs.replace(sample.problem, **{field: value}).to_json())
    except (ValueError, msgspec.ValidationError):
        return None
    return not task.verify(changed, sample.answer).accepted


def test_the_verdict_depends_on_every_field(name):
    task = registry.load(name)
    items = members(name, 5, 20)[:20] + members(name, 8, 20)[:20]
    for field in task.problem.__struct_fields__:
        if field in task.prompt_only:
            continue
        values = {msgspec.json.encode(value): value for value in (getattr(sample.problem, field) for sample in items)}
        falls = (
            _falls(task, sample, field, value)
            for sample in items
            for text, value in values.items()
            if text != msgspec.json.encode(getattr(sample.problem, field))
        )
        seen = set()
        for fell in falls:
            seen.add(fell)
            if fell:
                break
        assert seen != {False}, f"no change of {field!r} makes an answer fall"


CALLS = tuple(f'<tool_call>{{"name": "open", "arguments": {{"id": "{number}"}}}}</tool_call>' for number in range(1, 6))
"""Of the tools of worlds/search."""


def _shown(task, problem):
    """The prompt, and where a task is played in turns what its tools reply to some calls."""
    prompt = render(task, problem, Random(3))
    if not in_turns(f"synth/{task.name}"):
        return prompt
    played = environment({"data_source": f"synth/{task.name}", "reward_model": {"ground_truth": problem.to_json()}})
    return prompt, [played.step(call).observation for call in CALLS]


def test_fields_that_only_word_the_prompt_do(name):
    """A field declared as wording changes what is shown, and never the verdict on the answer."""
    task, items = registry.load(name), samples(name, 5, 20)
    for field in task.prompt_only:
        changed, tried = 0, 0
        for sample, other in (pair for apart in range(1, len(items)) for pair in zip(items, items[apart:], strict=False)):
            if changed and tried >= len(items):
                break
            try:
                reworded = task.problem.from_json(
                    msgspec.structs.replace(sample.problem, **{field: getattr(other.problem, field)}).to_json()
                )
            except (ValueError, msgspec.ValidationError):
                continue
            changed, tried = changed + (_shown(task, reworded) != _shown(task, sample.problem)), tried + 1
            assert digest(task, reworded) == digest(task, sample.problem), f"{field!r} is part of the puzzle"
            assert task.verify(reworded, sample.answer).accepted, f"{field!r} is part of the verdict"
        values = {msgspec.json.encode(getattr(s.problem, field)) for s in items}
        assert changed or len(values) == 1, f"{field!r} never changes a prompt"


@pytest.mark.parametrize("level", CHECKED)
def test_worked_solutions_are_accepted_and_rejected_ones_refused(name, level, scale):
    """Where a task's steps can be checked, each row brings a solution that passes; the rejected completion looks alike and does not."""
    source = f"synth/{name}"
    if not hasattr(verifier_module(registry.load(name)), "TRACE_FORMAT"):
        with pytest.raises(LookupError):
            trace_format(source)
        return
    assert len(trace_format(source)) > 100
    rejected = 0
    for row in rows(name, level, draws_of(name) * scale):
        truth, extra = row["reward_model"]["ground_truth"], row["extra_info"]
        whole = row["trajectory"][0]["content"]
        verdict = verify_trace(source, whole, truth)
        assert verdict and verdict.sound == verdict.steps and verdict.step == 0, (verdict, whole)
        assert verify_trace(source, f"<think>{whole}</think>{whole}", truth)
        assert score(source, whole, truth) == 1.0
        assert not verify_trace(source, f"<answer>{extra['answer']}</answer>", truth), "an answer alone is no worked solution"
        if extra["rejected"]:
            rejected += 1
            assert extra["rejected"].endswith("</answer>"), "it is a whole completion, with its wrong final answer in tags"
            assert not verify_trace(source, extra["rejected"], truth)
            assert score(source, extra["rejected"], truth) == 0.0
    assert rejected, "no row has a rejected completion"


def test_problems_survive_json_and_fields_are_validated(name):
    task = registry.load(name)
    for sample in samples(name, 5, 20):
        assert task.problem.from_json(sample.problem.to_json()) == sample.problem
        fields = json.loads(sample.problem.to_json())
        for field in fields:
            for junk in (None, {"x": 1}, -(10**6), "\x00"):
                with pytest.raises(msgspec.ValidationError):
                    task.problem.from_json(json.dumps(fields | {field: junk}))
        with pytest.raises(msgspec.ValidationError):
            task.problem.from_json(json.dumps(fields | {"no_such_field": 1}))
