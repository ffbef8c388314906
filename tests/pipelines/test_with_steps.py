"""Prompts that ask for steps: in runs, streams and `show`, only where a task has steps, and remade and proved again as such."""

from itertools import islice

import pytest
from running import infos, run_here, synth, table

import synth as package
from synth.generators import registry
from synth.pipelines.audit.audit import audit
from synth.pipelines.run.plan import make_plan
from synth.pipelines.run.produce import has_steps
from synth.pipelines.run.remake import again
from synth.pipelines.run.repeat import command
from synth.schemas.errors import RequestError
from synth.schemas.request import Request
from synth.verifiers import trace_format

STEPS = [name for name in registry.names() if has_steps(name)]
TASKS = (("honest/linear_algebra", 1.0), ("logic/game_of_24", 1.0))


def test_a_run_asks_for_steps_where_a_task_has_them(tmp_path):
    """Nothing but the prompt and the column that says so differ from the run without steps."""
    for name, with_steps in (("with", True), ("without", False)):
        run_here(tmp_path / name, tasks=TASKS, n=40, with_steps=with_steps)
    both = [sorted(table(tmp_path / name).to_pylist(), key=lambda row: row["extra_info"]["index"]) for name in ("with", "without")]
    for row, plain in zip(*both, strict=True):
        asked = has_steps(row["extra_info"]["task"])
        assert (row["extra_info"].pop("with_steps"), plain["extra_info"].pop("with_steps")) == (asked, False)
        prompt, same = row.pop("prompt")[0]["content"], plain.pop("prompt")[0]["content"]
        assert prompt == (f"{same}\n\n{trace_format(row['data_source']).strip()}" if asked else same)
        assert row == plain
    assert any(info["with_steps"] for info in infos(tmp_path / "with"))
    file = next((tmp_path / "with").glob("data/*.parquet"))
    assert all(again(f"{file}:{number}")[1] == [] for number in range(0, 40, 7))
    assert not audit(str(tmp_path / "with")).failures


@pytest.mark.parametrize("task", STEPS)
def test_a_stream_asks_for_steps(task):
    row = next(package.stream(task, 2, with_steps=True))
    form = trace_format(row["data_source"]).strip()
    assert row["prompt"][0]["content"].endswith(form) and row["trajectory"]
    assert form not in next(package.stream(task, 2))["prompt"][0]["content"]


def test_show_asks_for_steps():
    shown = synth("show", STEPS[0], "--with-steps", "--difficulty", "1").stdout
    assert trace_format(f"synth/{STEPS[0]}").strip() in shown


def test_what_has_no_steps_is_refused_before_work():
    with pytest.raises(RequestError, match="logic/game_of_24"):
        make_plan(Request(tasks=TASKS[1:], n=10, with_steps=True))
    with pytest.raises(RequestError, match="logic/game_of_24"):
        list(islice(package.stream("logic/game_of_24", with_steps=True), 1))


def test_the_command_of_a_run_with_steps_says_so():
    plan = make_plan(Request(tasks=TASKS, n=10, with_steps=True))
    assert "--with-steps" in (command(plan) or "")
