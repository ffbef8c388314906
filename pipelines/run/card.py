"""Cards: a README.md with the hub's front matter beside the shards of a run, and a page for each task."""

import json
import statistics
from importlib import import_module
from random import Random

import msgspec

from synth.generators import registry
from synth.generators.prompts import render
from synth.pipelines.run.knobs import describe_range
from synth.pipelines.run.plan import Plan
from synth.pipelines.run.produce import Candidate, Stream, candidate
from synth.pipelines.run.worker import SHARDS
from synth.schemas.manifest import Manifest
from synth.schemas.task import DIFFICULTIES, Discard, Task
from synth.verifiers.reward import trace_format

_SIZES = (
    ("n<1K", 10**3), ("1K<n<10K", 10**4), ("10K<n<100K", 10**5), ("100K<n<1M", 10**6), ("1M<n<10M", 10**7), ("10M<n<100M", 10**8),
    ("100M<n<1B", 10**9), ("1B<n<10B", 10**10), ("10B<n<100B", 10**11),
)  # fmt: skip
USE = (
    "## Use",
    "",
    "```python",
    "import datasets, synth",
    "",
    'row = datasets.load_dataset("PATH", split="train")[0]',
    'reward = synth.verifiers.score(row["data_source"], completion, row["reward_model"]["ground_truth"])',
    "```",
)
"""How a program reads the rows, on every card."""
EXAMPLE_SEED, EXAMPLE_LEVEL, MEASURED_DRAWS = 0, 3, 25


def run_card(manifest: Manifest, plan: Plan) -> str:
    """The dataset card of a finished run: what `datasets.load_dataset(folder)` and the hub read, then what a person reads."""
    size = next((name for name, bound in _SIZES if manifest.rows < bound), "100B<n<1T")
    domains = sorted({stream.task.split("/")[0] for stream in plan.streams})
    front = [
        "---",
        "language:",
        "- en",
        "license: apache-2.0",
        "pretty_name: " + json.dumps(f"synth {' '.join(domains)}"),
        "size_categories:",
        f"- {size}",
        "task_categories:",
        "- text-generation",
        "tags:",
        *(f"- {tag}" for tag in ("reasoning", "rlvr", "synthetic", "verifiable-rewards", *domains)),
        "configs:",
        "- config_name: default",
        "  data_files:",
    ]
    for split, rows in manifest.splits.items():
        if rows:
            front += [f"  - split: {split}", f"    path: {SHARDS}/{split}-*.parquet"]
    lines = [
        *front,
        "---",
        "",
        f"# {manifest.rows:,} verifiable reasoning problems",
        "",
        "Every row was made from its own key, checked against its verifier before it was written, and deduplicated by canonical form.",
        "",
        "| split | rows |",
        "| --- | ---: |",
        *(f"| {split} | {rows:,} |" for split, rows in manifest.splits.items()),
        "",
        "| task | version | difficulty | rows | duplicates dropped | discarded draws |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for stream in manifest.streams:
        tally = stream.tally
        lines.append(
            f"| {stream.task} | {stream.version} | {stream.difficulty} | {tally.made:,} | {tally.duplicates:,} "
            f"| {sum(tally.discarded.values()):,} |"
        )
    for stream in manifest.streams:
        if stream.capacity is not None:
            capacity = f"about {stream.capacity:,} distinct problems in its splits"
            lines += ["", f"{stream.task} at difficulty {stream.difficulty} was exhausted: {capacity}."]
    lines += [
        "",
        *USE,
        "",
        "A row is made again from its own columns by `synth remake`. The same data:",
        "",
        "```json",
        json.dumps(json.loads(manifest.plan), indent=1),
        "```",
    ]
    return "\n".join(lines) + "\n"


def task_card(name: str) -> str:
    """A task's page: its rule, what is refused, its knobs and levels with measured effort, and an example."""
    task = registry.load(name)
    rules = (import_module(task.module.replace(".generators.", ".verifiers.")).__doc__ or "").strip()
    fields = msgspec.structs.fields(task.knobs)
    heads = [field.name for field in fields]
    lines = [
        f"# {name}",
        "",
        rules,
        "",
        f"Version {task.version}. " + ("Exactly one solution, proved for each problem. " if task.unique else "")
        + f"A blind guess or another problem's answer passes with a chance of at most {task.guess_rate:g}.",
        *([f"Rows come in families of up to {task.max_members} that share `family_id` and split."] if task.max_members > 1 else []),
        "",
        *_steps(task),
        "## Knobs",
        "",
        "| knob | allowed |",
        "| --- | --- |",
        *(f"| `{field.name}` | {describe_range(field.type)} |" for field in fields),
        "",
        "## Levels",
        "",
        f"Effort is the median over {MEASURED_DRAWS} draws; capacity is a number of distinct problems that the level surely exceeds.",
        "",
        "| difficulty | " + " | ".join(heads) + " | effort | capacity |",
        "| ---: |" + " --- |" * len(heads) + " ---: | ---: |",
    ]
    for level in DIFFICULTIES:
        knobs = msgspec.to_builtins(task.levels[level - 1])
        shown = " | ".join(_shown(knobs[head]) for head in heads)
        lines.append(f"| {level} | {shown} | {_effort(task, level):g} | {task.capacity[level - 1]:,} |")
    found = _first(task, EXAMPLE_LEVEL)
    prompt = render(task, found.members[0].problem, Random(0))
    lines += ["", "## Example", "", f"Difficulty {EXAMPLE_LEVEL}:", "", "`````text", prompt, "`````", "", "One right answer:", ""]
    lines += ["`````text", found.members[0].answer, "`````"]
    if found.members[0].trace:
        lines += ["", "Worked solution:", "", "`````text", found.members[0].trace, "`````"]
    return "\n".join(lines) + "\n"


def _steps(task: Task) -> list[str]:
    """How worked solutions are written, for tasks that check them."""
    try:
        form = trace_format(f"synth/{task.name}")
    except LookupError:
        return []
    return ["## Steps", "", "`verify_trace` reads solutions in this form (text to append to a prompt):", "", "`````text", form, "`````", ""]


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _stream(task: Task, level: int) -> Stream:
    return Stream(task, task.levels[level - 1], level, EXAMPLE_SEED)


def _first(task: Task, level: int) -> Candidate:
    for draw in range(100):
        try:
            return candidate(_stream(task, level), draw)
        except Discard:
            continue
    raise LookupError(f"{task.name}: no problem in 100 draws")


def _effort(task: Task, level: int) -> float:
    efforts = []
    for draw in range(MEASURED_DRAWS):
        try:
            efforts += [member.effort for member in candidate(_stream(task, level), draw).members]
        except Discard:
            continue
    return round(statistics.median(efforts), 1)
