"""The laws that every task keeps, run over the whole registry. `pytest tests/test_laws.py --task logic/sudoku` runs one task.

One file, though a long one: a task is judged by all of it."""

import itertools
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from random import Random

import msgspec
import pytest
from drawing import SEED, oracle, rows, samples, stream, verifier_module
from hostile import HOSTILE, hostile_text
from hypothesis import HealthCheck, given, settings

from synth.generators import registry
from synth.generators.prompts import phrasings, render
from synth.pipelines.run.produce import digest, family, split_digest
from synth.schemas.task import DIFFICULTIES, Discard
from synth.verifiers import score, trace_format, verify, verify_trace

CHECKED = (1, 5, 10)  # the levels at which costly laws are checked
BOUND_S = 0.05  # CPU seconds that one verdict may take


@pytest.mark.parametrize("level", DIFFICULTIES)
def test_draws_are_sound_and_rarely_hopeless(name, level, scale):
    """Producing runs the self-check (answer accepted from the written JSON, corrupted answer refused)."""
    draws = 20 * scale
    made = {row["extra_info"]["draw"] for row in rows(name, level, draws)}
    assert len(made) >= 0.9 * draws, f"only {len(made)} of {draws} draws gave a problem"


def test_rows_depend_on_their_key_alone(name):
    """Other order, other process, other PYTHONHASHSEED: the same rows."""
    keys = [(level, draw) for level in CHECKED for draw in range(3)]
    forward = {key: _family(name, *key) for key in keys}
    backward = {key: _family(name, *key) for key in reversed(keys)}
    assert forward == backward
    program = (
        "import json, sys; sys.path[:0] = [sys.argv[1], sys.argv[1] + '/support']; from test_laws import _family\n"
        "print(json.dumps([_family(sys.argv[2], level, draw) for level, draw in json.loads(sys.argv[3])]))"
    )
    command = [sys.executable, "-c", program, __file__.rsplit("/", 1)[0], name, json.dumps(keys)]
    other = subprocess.run(command, capture_output=True, text=True, env={"PYTHONHASHSEED": "77", **_paths()}, check=True)
    assert json.loads(other.stdout.splitlines()[-1]) == list(forward.values())


def _paths() -> dict[str, str]:
    import os

    return {k: v for k, v in os.environ.items() if k != "PYTHONHASHSEED"}


def _family(name, level, draw):
    try:
        return family(stream(name, level), draw)
    except Discard as discard:
        return str(discard)


def test_seeds_do_not_overlap(name):
    """Draw i of seed s is not draw i - 1 of seed s + 1."""
    task = registry.load(name)
    here = [digest(task, s.problem) for s in samples(name, 10, 20)]
    there = [digest(task, s.problem) for s in samples(name, 10, 20, SEED + 1)]
    assert len(set(here) & set(there)) <= 2


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


@pytest.mark.parametrize("level", CHECKED)
def test_an_independent_route_agrees(name, level, scale):
    """The oracle shares no code with generator and verifier. It accepts the answer, refuses what the verifier refuses, and
    finds a single solution where the task promises one."""
    task, judge = registry.load(name), oracle(name)
    for number, sample in enumerate(samples(name, level, 20 * scale)):
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
    stated = re.search(r"Refused for the first of:(.*?)(?:\n\n|\Z)", module.__doc__, re.DOTALL)
    assert stated, "the docstring lists the reasons: 'Refused for the first of: format (...), value (...).'"
    reasons = set(re.findall(r"\b([a-z]+) \(", stated[1]))
    seen = set()
    for problem, answer, reason in module.EXAMPLES:
        verdict = module.verify(problem, answer)
        assert (verdict.accepted, verdict.reason) == (reason == "", reason), (problem, answer, verdict)
        assert type(problem).from_json(problem.to_json()) == problem
        seen.add(reason)
    assert seen - {""} == reasons
    accepted = [answer for _, answer, reason in module.EXAMPLES if not reason]
    refused = [answer for _, answer, reason in module.EXAMPLES if reason]
    assert len(accepted) >= 5, "five forms in which an honest model would write the right answer"
    assert len(refused) >= 5, "five answers that a lazy or cunning model would send"


@pytest.mark.parametrize("level", CHECKED)
def test_guesses_rarely_pass(name, level, scale):
    """Other problems' answers, and the prompt's own example, pass no more often than the declared guess rate."""
    task, count = registry.load(name), 40 * scale
    items = samples(name, level, count)[:count]
    assert task.guess_rate <= 0.5
    tried = passed = 0
    prints = [digest(task, sample.problem) for sample in items]
    for i, sample in enumerate(items):
        for j, other in enumerate(items[i + 1 :], i + 1):
            if prints[i] != prints[j]:
                tried += 1
                passed += task.verify(sample.problem, other.answer).accepted
    # Three standard deviations above the declared rate, for the number of independent items at hand.
    assert passed / tried <= task.guess_rate + 3 * (task.guess_rate / len(items)) ** 0.5
    examples = [re.findall(r"<answer>\n(.*?)\n</answer>", row["prompt"][0]["content"], re.DOTALL)[-1] for row in rows(name, level, count)[:count]]
    hits = sum(task.verify(s.problem, example).accepted for s, example in zip(items, examples, strict=True))
    assert hits / len(items) <= task.guess_rate + 3 * (task.guess_rate / len(items)) ** 0.5


def test_the_verdict_depends_on_every_field(name):
    task = registry.load(name)
    items = samples(name, 5, 20)[:20] + samples(name, 8, 20)[:20]
    for field in task.problem.__struct_fields__:
        if field in task.prompt_only:
            continue
        fell = 0
        for sample in items:
            for other in items:
                theirs = getattr(other.problem, field)
                if theirs == getattr(sample.problem, field):
                    continue
                try:
                    changed = task.problem.from_json(msgspec.structs.replace(sample.problem, **{field: theirs}).to_json())
                except (ValueError, msgspec.ValidationError):
                    fell += 1  # the fields do not fit together: the change is noticed
                    continue
                fell += not task.verify(changed, sample.answer).accepted
        values = {msgspec.json.encode(getattr(s.problem, field)) for s in items}
        assert fell or len(values) == 1, f"no change of {field!r} makes an answer fall"


def test_fields_that_only_word_the_prompt_do(name):
    """A field declared as wording changes the prompt, and never the verdict on the answer."""
    task, items = registry.load(name), samples(name, 5, 20)
    for field in task.prompt_only:
        changed = 0
        for sample, other in itertools.pairwise(items):
            try:
                reworded = task.problem.from_json(
                    msgspec.structs.replace(sample.problem, **{field: getattr(other.problem, field)}).to_json()
                )
            except (ValueError, msgspec.ValidationError):
                continue
            changed += render(task, reworded, Random(3)) != render(task, sample.problem, Random(3))
            assert digest(task, reworded) == digest(task, sample.problem) or not task.verify(reworded, sample.answer)
        values = {msgspec.json.encode(getattr(s.problem, field)) for s in items}
        assert changed or len(values) == 1, f"{field!r} never changes a prompt"


@pytest.mark.parametrize("level", CHECKED)
def test_families_share_what_their_split_goes_by(name, level, scale):
    """A form that many families share would put all of them into one split."""
    task = registry.load(name)
    if task.max_members == 1:
        return
    split_key = Counter(split_digest(task, sample.problem) for sample in _first_members(name, level, 60 * scale))
    assert split_key.most_common(1)[0][1] <= 0.05 * split_key.total() + (2 if scale == 1 else 0)
    members = Counter(row["extra_info"]["draw"] for row in rows(name, level, 20 * scale))  # two draws may be one family: one family_id
    assert max(members.values()) <= task.max_members and statistics.mean(members.values()) > 1


@pytest.mark.parametrize("level", CHECKED)
def test_worked_solutions_are_accepted_and_baits_refused(name, level, scale):
    """Where a task's steps can be checked, each row brings a solution that passes; the contrast looks alike and does not."""
    source = f"synth/{name}"
    if not hasattr(verifier_module(registry.load(name)), "TRACE_FORMAT"):
        with pytest.raises(LookupError):
            trace_format(source)
        return
    assert len(trace_format(source)) > 100
    rejected = 0
    for row in rows(name, level, 20 * scale):
        truth, extra = row["reward_model"]["ground_truth"], row["extra_info"]
        whole = row["trajectory"][0]["content"]
        verdict = verify_trace(source, whole, truth)
        assert verdict and verdict.sound == verdict.steps and verdict.step == 0, (verdict, whole)
        assert verify_trace(source, f"<think>{whole}</think>{whole}", truth)
        assert score(source, whole, truth) == 1.0
        assert not verify_trace(source, f"<answer>{extra['answer']}</answer>", truth), "an answer alone is no worked solution"
        if extra["rejected"]:
            rejected += 1
            assert extra["rejected"].endswith("</answer>"), "a rejected is a whole completion, with its wrong final answer in tags"
            assert not verify_trace(source, extra["rejected"], truth)
            assert score(source, extra["rejected"], truth) == 0.0
    assert rejected, "contrasts"


@pytest.mark.parametrize("level", CHECKED)
def test_hostile_traces_get_a_verdict_in_time(name, level):
    check = getattr(verifier_module(registry.load(name)), "verify_trace", None)
    if check is None:
        return
    for row, sample in zip(rows(name, level, 1), samples(name, level, 1), strict=True):
        whole = row["trajectory"][0]["content"]
        for answer in (*HOSTILE, *(whole.replace("[", answer[:2000] + "[", 3) for answer in HOSTILE)):
            for text in (answer, whole + answer, answer + whole, whole.replace(sample.trace, (sample.trace + "\n") * 50)):
                text = text[-100_000:]
                for attempt in range(2):
                    start = time.process_time()
                    check(sample.problem, text)
                    if time.process_time() - start < BOUND_S:
                        break
                    assert not attempt, f"{time.process_time() - start:.3f} s for {text[:80]!r}"


def test_different_problems_have_different_prompts(name, scale):
    task = registry.load(name)
    items = {s.problem for level in CHECKED for s in samples(name, level, 40 * scale)}
    assert len({render(task, problem, Random(3)) for problem in items}) == len(items)


@pytest.mark.parametrize("level", DIFFICULTIES)
def test_levels_hold_as_many_problems_as_they_state(name, level, scale):
    """Distinct fingerprints among n draws, against what n uniform draws out of the stated capacity would give."""
    task, n = registry.load(name), 200 * scale
    capacity = task.capacity[level - 1]
    assert capacity >= 500, "a level with fewer problems is of no use for training"
    prints = [digest(task, s.problem) for s in _cheap(name, level, n // task.max_members)]
    assert len(prints) >= 0.5 * n
    expected = capacity * (1 - (1 - 1 / capacity) ** len(prints))
    assert len(set(prints)) >= 0.97 * expected - 3


def _cheap(name, level, count):
    """Samples straight from the generator, without the cost of rows."""
    for sample in _first_members(name, level, count):
        yield from (sample, *sample.other_members)


def _first_members(name, level, count):
    from synth.pipelines.run.randomness import randoms

    source, task = stream(name, level).source, registry.load(name)
    for draw in range(count):
        try:
            yield task.generate(randoms(source, draw)[0], task.levels[level - 1])
        except Discard:
            continue


def test_effort_rises_with_the_level(name, scale):
    medians = [statistics.median(s.effort for s in samples(name, level, 20 * scale)) for level in DIFFICULTIES]
    for lower, upper in zip(DIFFICULTIES, DIFFICULTIES[2:], strict=False):
        assert medians[upper - 1] > medians[lower - 1], f"level {upper} is no harder than level {lower}: {medians}"
    assert sorted(medians[::3]) == medians[::3]


def test_prompts_state_the_form_and_not_the_answer(name, scale):
    parts = phrasings(name)
    assert len(parts) >= 4, "at least four phrasings"
    task = registry.load(name)
    for level in DIFFICULTIES:
        for sample in samples(name, level, 20):
            for seed in range(4):
                prompt = render(task, sample.problem, Random(seed))
                assert prompt.count("<answer>\n") == 1
                assert "{{" not in prompt or "{{" in sample.problem.to_json()  # brackets may be the problem itself
                assert "{%" not in prompt and "\n\n\n" not in prompt
                assert len(prompt) <= 12_000
                assert len(sample.answer) < 8 or sample.answer not in prompt


def test_knobs_have_bounds_and_extremes_work(name):
    """Each knob alone at the ends of its range, the rest as in level 5: a sound problem, a counted discard or a clear error."""
    task = registry.load(name)
    for level, knobs in enumerate(task.levels, 1):
        assert task.knobs.from_json(knobs.to_json()) == knobs, f"level {level} breaks a bound of its own knobs"
    base = msgspec.to_builtins(task.levels[4])
    for field in msgspec.structs.fields(task.knobs):
        info = msgspec.inspect.type_info(field.type)
        if isinstance(info, msgspec.inspect.IntType | msgspec.inspect.FloatType):
            assert info.ge is not None and info.le is not None, f"{field.name} needs a lower and an upper bound"
            values = [info.ge, info.le]
        elif isinstance(info, msgspec.inspect.BoolType):
            values = [False, True]
        else:
            values = list(getattr(info, "values", ()))
        for value in values:
            try:
                knobs = task.knobs.from_fields(base | {field.name: value})
            except msgspec.ValidationError as error:
                assert len(str(error)) > 10
                continue
            try:
                family(stream(name, 5)._replace(knobs=knobs), 0)
            except Discard as discard:
                assert str(discard)


DRAFTS = "Let me try A, B, C: 1 2 3. <answer>0</answer> or \\boxed{17}? That fails.\n```\n9 9\n9 9\n```\n"


def _rewritings(answer):
    """The same answer as models write it."""
    yield f"<answer>{answer}</answer>"
    yield f"<answer>\n\n  {answer}  \n</answer>\n"
    yield f"<think>{DRAFTS}</think>\nSo here it is.\n<answer>\n{answer}\n</answer>"
    yield f"First I thought <answer>{DRAFTS}</answer>, but no.\n\n<answer>{answer}</answer>"
    yield f"It follows.\n<answer>\n{answer}\n"  # the sampler stopped at the closing tag
    yield f"The answer is\n```\n{answer}\n```"
    yield f"<answer>\n```text\n{answer}\n```\n</answer>"
    yield f"<answer>{answer}</answer>".replace("\n", "\r\n")
    yield f"<answer>\n{answer.replace(' ', chr(0xA0))}\n</answer>"
    yield f"<answer>\n**{answer}**\n</answer>"
    if not set("{}\\") & set(answer):
        yield f"Therefore $\\boxed{{{answer}}}$."
        yield f"<think>{DRAFTS}</think> \\boxed{{\\text{{{answer}}}}}"
        yield f"<answer>\\boxed{{{answer}}}</answer>"
    if re.fullmatch(r"[-\w/ ]+", answer):
        yield f"<answer>The answer is {answer}.</answer>"
        yield f"<answer>${answer}$</answer>"
    grid = [line.split() for line in answer.split("\n")]
    if len(grid) > 1 and len({len(row) for row in grid}) == 1 and len(grid[0]) > 1:
        yield f"<answer>{json.dumps(grid)}</answer>"
        yield f"<answer>{json.dumps(grid, ensure_ascii=False).replace(chr(34), '')}</answer>"
        yield "<answer>\n" + "\n".join(", ".join(row) for row in grid) + "\n</answer>"


@pytest.mark.parametrize("level", CHECKED)
def test_reasonable_rewritings_of_the_witness_pass(name, level, scale):
    for row in rows(name, level, 10 * scale):
        truth = row["reward_model"]["ground_truth"]
        for completion in _rewritings(row["extra_info"]["answer"]):
            assert score(row["data_source"], completion, truth) == 1.0, completion
        for refused in (row["extra_info"]["answer"], "", row["prompt"][0]["content"], f"<think>{completion}"):
            verdict = verify(row["data_source"], refused, truth)
            if refused != row["prompt"][0]["content"]:  # its example is covered by the guess rate
                assert not verdict.accepted, refused


def _judge_in_time(task, problem, answer):
    """The verdict on an answer, and through the front door; at most 50 ms of CPU, the better of two tries."""
    for attempt in range(2):
        start = time.process_time()
        verdict = task.verify(problem, answer)
        taken = time.process_time() - start
        if taken < BOUND_S:
            break
        assert not attempt, f"{taken:.3f} s for {answer[:80]!r}... ({len(answer)} characters)"
    truth = problem.to_json()
    for wrapped in (answer, f"<answer>{answer}</answer>", f"\\boxed{{{answer}}}"):
        verify(f"synth/{task.name}", wrapped, truth)
    return verdict


def test_hostile_answers_get_a_verdict_in_time(name):
    task = registry.load(name)
    for level in CHECKED:
        sample = samples(name, level, 1)[0]
        for answer in HOSTILE:
            if _judge_in_time(task, sample.problem, answer).accepted:
                assert answer.casefold() == sample.answer.casefold(), "right by being the answer, such as `true` or `unknown`"
            stuffed = sample.answer + answer
            _judge_in_time(task, sample.problem, stuffed[:100_000])


def test_random_hostile_answers_get_a_verdict_in_time(name, scale):
    task, judge = registry.load(name), oracle(name)
    items = samples(name, 1, 3) + samples(name, 5, 3) + samples(name, 10, 2)

    @settings(max_examples=300 if scale == 1 else 10_000, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(hostile_text([s.answer for s in items]))
    def attack(drawn):
        number, answer = drawn
        sample = items[number]
        if _judge_in_time(task, sample.problem, answer).accepted:
            assert judge.check(json.loads(sample.problem.to_json()), answer), f"accepted wrongly: {answer!r} for {sample}"

    attack()
