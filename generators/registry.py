"""The tasks that exist: every folder `<domain>/<task>/` with a prompt template `en.md` in it. No list to edit."""

from functools import cache
from importlib import import_module
from pathlib import Path

from synth.schemas.errors import RequestError, cut, nearest
from synth.schemas.task import Task
from synth.verifiers.reward import verifier

ROOT = Path(__file__).parent


@cache
def names() -> tuple[str, ...]:
    """Every task name, `domain/task`, sorted. Looks at file names only; imports nothing."""
    return tuple(sorted(f"{template.parts[-3]}/{template.parts[-2]}" for template in ROOT.glob("*/*/en.md")))


@cache
def domains() -> tuple[str, ...]:
    """Every domain, sorted: `("counterfactual", "honest", "logic")`."""
    return tuple(sorted({name.split("/")[0] for name in names()}))


@cache
def load(name: str) -> Task:
    """The task called `name`. Raises RequestError that names the closest task when there is none."""
    if name not in names():
        raise RequestError(f"There is no task {cut(name)!r}.{nearest(name, names())} `synth list` shows all of them.")
    task = import_module(f"synth.generators.{name.replace('/', '.')}").TASK
    assert isinstance(task, Task)
    return task


def is_external(name: str) -> bool:
    """Whether rows of a task come from outside: it has a verifier here and no generator, as for problems made of given passages."""
    if name in names():
        return False
    try:
        return bool(verifier(f"synth/{name}"))
    except LookupError:
        return False


def select(name: str) -> tuple[str, ...]:
    """The tasks that a domain or a task's name stands for, `logic/sudoku` or `sudoku` alone where only one domain has it. Raises
    RequestError that names the closest one."""
    if name in names():
        return (name,)
    members = tuple(n for n in names() if n.split("/")[0] == name)
    short = tuple(n for n in names() if n.split("/")[1] == name)
    if not members and len(short) > 1:
        raise RequestError(f"{name!r} may be {' or '.join(short)}; name one of them.")
    members = members or short
    if not members:
        known = (*domains(), *names(), *(n.split("/")[1] for n in names()))
        raise RequestError(f"There is no task or domain {cut(name)!r}.{nearest(name, known)} `synth list` shows all of them.")
    return members


def only(name: str) -> str:
    """The one task that a name stands for. Raises RequestError for a domain or an unknown name."""
    members = select(name)
    if name in domains():
        raise RequestError(f"{name!r} is a domain of {len(members)} tasks; name one of them, such as {members[0]}.")
    return members[0]
