"""The gallery: every task at three levels with prompt, answer, worked solution and picture, as one page that needs nothing else."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

from synth.generators import registry
from synth.generators.drawing.svg import STYLE
from synth.generators.prompts import render
from synth.pipelines.card.task_card import best_policy, first, median_effort
from synth.pipelines.web_page import rendered
from synth.schemas.task import DIFFICULTIES, Task
from synth.verifiers.reward import verifier

LEVELS = (1, 5, 10)
TEMPLATE = Path(__file__).with_name("gallery.html.jinja")


def page(names: Sequence[str]) -> str:
    """The page of these tasks, in their order."""
    return rendered(TEMPLATE, tasks=[entry(name) for name in names], style=STYLE)


def entry(name: str) -> dict[str, Any]:
    """What the page shows of a task."""
    task = registry.load(name)
    found = verifier(f"synth/{name}")
    efforts = [median_effort(task, level) for level in DIFFICULTIES]
    return {
        "name": name,
        "version": task.version,
        "rule": found.rule,
        "unique": task.unique,
        "steps": found.verify_trace is not None,
        "shown": [_shown(task, level) for level in LEVELS],
        "efforts": efforts,
        "heights": [round(100 * effort / max(*efforts, 1e-9)) for effort in efforts],
        "policies": [best_policy(task, level) for level in DIFFICULTIES],
    }


def drawer(task: Task) -> Callable[[Any, str], str] | None:
    """`draw(problem, answer)` of the task's `picture.py`, where it has one."""
    if not find_spec(f"{task.module}.picture"):
        return None
    draw: Callable[[Any, str], str] = import_module(f"{task.module}.picture").draw
    return draw


def _shown(task: Task, level: int) -> dict[str, Any]:
    member = first(task, level).members[0]
    draw = drawer(task)
    pictures = [draw(member.problem, answer) for answer in ("", member.answer)] if draw else ["", ""]
    return {
        "level": level,
        "prompt": render(task, member.problem, Random(level)),
        "answer": member.answer,
        "trace": member.trace,
        "effort": member.effort,
        "picture": pictures[0],
        "solved": pictures[1] if pictures[1] != pictures[0] else "",
    }
