"""The functions below all adapters: a verifier is found by its data source or not at all, and rewards are what shaping says."""

import dataclasses
import subprocess
import sys
from importlib import import_module

import pytest

from synth.generators import registry
from synth.schemas.errors import GroundTruthError
from synth.verifiers import BINARY, Shaping, reward, score, score_steps, trace_format, verify, verify_trace
from synth.verifiers.parsers.abstention import abstains
from synth.verifiers.reward import verifier

SOURCE, TRUTH = "synth/logic/game_of_24", '{"numbers":[1,2,3,4],"target":24}'
NAMES = (*registry.names(), "counterfactual/reading")
RIGHT, WRONG, NONE, TWO = "<answer>1*2*3*4</answer>", "<answer>1+2+3+4</answer>", "I give up.", "<answer>1</answer> or <answer>2</answer>"
UNKNOWN = [
    "", "synth", "synth/", "synth//", "logic/sudoku", "synth/logic", "synth/logic/", "synth/logic/sudoku/", "synth/logic/sudoku/extra", "synth/logic/cipher/step",
    "synth/logic/sudoku.", "synth/logic.sudoku/x", "synth/logic/sudoku\n", "\nsynth/logic/sudoku", "synth/logic/sudoku\0", " synth/logic/sudoku", "SYNTH/logic/sudoku",
    "synth/logic/Sudoku", "synth/logic/__init__", "synth/logic/_x", "synth/honest/__pycache__", "synth/../x", "synth/../../os", "synth/logic/..", "synth/os/path",
    "synth/logic/no_such", "synth/no_such/sudoku", "synth/parsers/grids", "synth/parsers/text", "synth/adapters/verl", "synth/adapters/trl", "synth/reward/verify",
    "synth/extract/final_answer", "synth/solvers/bits", "synth/lögic/sudoku", "synth/logic/ѕudoku", "synth/logic/٣", "synth/logic/\ud800", "openai/gsm8k",
    "synth/logic/" + "a" * 300, "synth/" + "a" * 300 + "/b", "synth/logic/" + "a" * 100_000, "synth/" * 50_000,
]  # fmt: skip


@pytest.mark.parametrize("source", UNKNOWN, ids=range(len(UNKNOWN)))
def test_unknown_names_raise_lookup_errors_and_nothing_else(source):
    for call in (verifier, trace_format, lambda name: verify_trace(name, "", "{}")):
        with pytest.raises(LookupError, match="no verifier has this data_source"):
            call(source)
    for call in (verify, score):
        with pytest.raises(GroundTruthError, match="no verifier has this data_source"):
            call(source, RIGHT, TRUTH)


def test_an_unknown_name_is_told_with_the_nearest_known():
    with pytest.raises(LookupError, match=r"expected synth/<domain>/<task>\. Did you mean 'synth/logic/cipher'\?"):
        verifier("synth/logic/ciphr")
    with pytest.raises(GroundTruthError, match="Did you mean 'synth/logic/game_of_24'"):
        score("synth/logic/game_of_42", RIGHT, TRUTH)


def test_the_known_names_are_those_of_the_verifiers():
    assert {name.removeprefix("synth/") for name in reward.known()} == set(NAMES)
    assert all(verifier(name) for name in reward.known())


def test_a_package_that_a_verifier_needs_is_not_an_unknown_name(monkeypatch):
    def broken(name):
        raise ModuleNotFoundError("No module named 'synth_words'", name="synth_words")

    monkeypatch.setattr(reward, "import_module", broken)
    with pytest.raises(ModuleNotFoundError, match="synth_words"):
        verifier.__wrapped__("synth/logic/sudoku")


@pytest.mark.parametrize("task", NAMES)
def test_every_task_has_one_record(task):
    found = verifier(f"synth/{task}")
    module = import_module(f"synth.verifiers.{task.replace('/', '.')}")
    assert found is verifier(f"synth/{task}")
    assert (found.verify, found.verify_trace) == (module.verify, getattr(module, "verify_trace", None))
    assert (found.verify_trace is None) == (found.trace_format is None) == (found.proven is None), "steps that can be checked have a format, and the reverse"
    assert found.rule.endswith((".", "?")) and found.rule in " ".join(module.__doc__.split())
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.rule = ""
    if task in registry.names():
        assert (found.problem, found.verify) == (registry.load(task).problem, registry.load(task).verify)


@pytest.mark.parametrize("task", NAMES)
def test_declared_answers_are_answers(task):
    """The examples of a verifier show which answers there are: the declared ones are read, and an undeclared abstention is not right."""
    found = verifier(f"synth/{task}")
    examples = import_module(found.verify.__module__).EXAMPLES
    assert any(abstains(answer) for _, answer, reason in examples if not reason) == bool(found.abstention)
    for problem, _, _ in examples:
        for answer in filter(None, (found.abstention, *found.choices)):
            assert found.verify(problem, answer).reason != "format", answer
        if found.abstention:
            assert sum(found.verify(problem, answer).accepted for answer in (found.abstention, *found.choices)) <= 1
        if found.contrast:
            assert len(found.contrast.options(problem)) == 4
            assert bool(found.contrast.question) != hasattr(problem, "question")


def test_tasks_of_pairs_declare_their_abstention():
    tasks = [registry.load(name) for name in registry.names()]
    assert any(task.paired for task in tasks)
    for task in tasks:
        if task.paired:
            assert (task.max_members, verifier(f"synth/{task.name}").abstention) == (2, "Unknown")
        assert set(task.report_by) <= set(task.knobs.__struct_fields__), f"{task.name}: results by what is no knob"


@pytest.mark.parametrize(("completion", "reason", "shaped"), [(RIGHT, "", 2.0), (WRONG, "value", -0.5), (TWO, "hedged", -0.5), (NONE, "missing", -1.0)])
def test_shaping(completion, reason, shaped):
    """`format` is paid to a refused final answer alone: not to a right one, not where none was given."""
    verdict = verify(SOURCE, completion, TRUTH)
    assert (verdict.accepted, verdict.reason, bool(verdict)) == (not reason, reason, not reason)
    assert score(SOURCE, completion, TRUTH, shaping=Shaping(correct=2.0, wrong=-1.0, format=0.5)) == shaped
    assert score(SOURCE, completion, TRUTH, shaping=Shaping(format=0.1)) == (0.0 if reason == "missing" else 0.1 if reason else 1.0)
    assert score(SOURCE, completion, TRUTH) == score(SOURCE, completion, TRUTH, {}, BINARY) == float(not reason)


def test_steps_that_nothing_checks():
    for call in (lambda: trace_format(SOURCE), lambda: verify_trace(SOURCE, RIGHT, TRUTH), lambda: score_steps(SOURCE, RIGHT, TRUTH)):
        with pytest.raises(LookupError, match=f"{SOURCE} has no traces that can be checked"):
            call()


def test_a_problem_is_decoded_once_a_group(monkeypatch):
    reward._problem.cache_clear()
    assert [score(SOURCE, completion, TRUTH) for completion in (RIGHT, WRONG, NONE, RIGHT)] == [1.0, 0.0, 0.0, 1.0]
    assert reward._problem.cache_info().misses == 1


def test_importing_the_verifiers_takes_nothing_but_msgspec():
    """A trainer's process is not made slow, nor in need of the generators' packages."""
    program = (
        "import sys; known = {*sys.stdlib_module_names, *(m.split('.')[0] for m in sys.modules)}; import synth.verifiers as v; "
        f"v.score({SOURCE!r}, '', {TRUTH!r}); print(*{{m.split('.')[0] for m in sys.modules}} - known)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"synth", "msgspec", "typing_extensions"}  # the last is looked for by msgspec
