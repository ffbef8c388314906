"""The data card of a task: its rule, what is refused, its knobs and levels with measured effort, what cheap policies win, an example."""

import statistics
from importlib import import_module
from random import Random

import msgspec

from synth.generators import registry
from synth.generators.prompts import render
from synth.pipelines.field_words import field_words
from synth.pipelines.run.knobs import describe_range
from synth.pipelines.run.produce import Candidate, Stream, candidate
from synth.schemas.claims import Shortcut
from synth.schemas.task import DIFFICULTIES, Discard, Task
from synth.verifiers.reward import trace_format

EXAMPLE_SEED, EXAMPLE_LEVEL, MEASURED_DRAWS = 0, 3, 25


def task_card(name: str) -> str:
    """A task's page: its rule, what is refused, its knobs and levels with measured effort, what cheap policies win, and an example."""
    task = registry.load(name)
    rules = (import_module(task.module.replace(".generators.", ".verifiers.")).__doc__ or "").strip()
    fields = msgspec.structs.fields(task.knobs)
    heads, words = [field.name for field in fields], field_words(task.knobs)
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
        "| knob | allowed | meaning |",
        "| --- | --- | --- |",
        *(f"| `{field.name}` | {describe_range(field.type)} | {words[field.name].replace('|', chr(92) + '|')} |" for field in fields),
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
        lines.append(f"| {level} | {shown} | {median_effort(task, level):g} | {task.capacity[level - 1]:,} |")
    lines += _policies(task)
    found = first(task, EXAMPLE_LEVEL)
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


def _policies(task: Task) -> list[str]:
    """What answering without the work wins, by level: the claims that a law refutes when more is won, or much less."""
    lines = ["", "## Cheap policies", "", "The share of problems that each wins, at most, by level.", ""]
    lines += [f"| policy |{''.join(f' {level} |' for level in DIFFICULTIES)}", "| --- |" + " ---: |" * len(DIFFICULTIES)]
    for shortcut in _shortcuts(task):
        name = shortcut.name.replace("|", "\\|")
        lines.append(f"| {name} |" + "".join(f" {100 * share:.3g}% |" for share in shortcut.at_most))
    return lines


def best_policy(task: Task, level: int) -> float:
    """The share of a level's problems that the best of a task's cheap policies wins, at most."""
    return max((shortcut.at_most[level - 1] for shortcut in _shortcuts(task)), default=0.0)


def _shortcuts(task: Task) -> tuple[Shortcut, ...]:
    found: tuple[Shortcut, ...] = import_module(f"{task.module}.claims").SHORTCUTS
    return found


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _stream(task: Task, level: int) -> Stream:
    return Stream(task, task.levels[level - 1], level, EXAMPLE_SEED)


def first(task: Task, level: int) -> Candidate:
    """The first draw of a level that gives a problem. Raises LookupError when a hundred give none."""
    for draw in range(100):
        try:
            return candidate(_stream(task, level), draw)
        except Discard:
            continue
    raise LookupError(f"{task.name}: no problem in 100 draws")


def median_effort(task: Task, level: int) -> float:
    """The median effort of a level's first draws."""
    efforts = []
    for draw in range(MEASURED_DRAWS):
        try:
            efforts += [member.effort for member in candidate(_stream(task, level), draw).members]
        except Discard:
            continue
    return round(statistics.median(efforts), 1)
