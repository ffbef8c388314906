"""Tasks that are played in turns: the environment of a row, where it has one."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, cast

from synth.verifiers.reward import OURS, verifier


@cache
def _module(data_source: str) -> Any:
    if not data_source.startswith(OURS):
        return None
    name = f"{verifier(data_source).verify.__module__}.environment"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name and f"{name}.".startswith(f"{error.name}."):
            return None
        raise


def in_turns(data_source: str) -> bool:
    """Whether these rows are played in turns: `in_turns("synth/worlds/search")`. False for a task that there is not."""
    try:
        return _module(data_source) is not None
    except LookupError:
        return False


def tools(data_source: str) -> tuple[dict[str, Any], ...]:
    """The tools of such a task, as chat templates take them. Raises LookupError for a task without any."""
    return cast(tuple[dict[str, Any], ...], _found(data_source).TOOLS)


def environment(row: Mapping[str, Any]) -> Any:
    """An episode, whose `step(message)` gives what the model reads next. Raises LookupError for a row that is not played in turns."""
    return _found(row["data_source"]).Environment(row)


def replayed(row: Mapping[str, Any], messages: Iterable[str]) -> tuple[Any, Any]:
    """The environment after these messages of the model, up to its final answer, and what the last of them brought (None where there are
    none)."""
    played, turn = environment(row), None
    for message in messages:
        turn = played.step(message)
        if turn.done:
            break
    return played, turn


def row_of(data_source: str, ground_truth: str) -> dict[str, Any]:
    """As much of a row as an environment reads."""
    return {"data_source": data_source, "reward_model": {"ground_truth": ground_truth}}


def _found(data_source: str) -> Any:
    module = _module(data_source)
    if module is None:
        raise LookupError(f"{data_source} is one prompt and one answer")
    return module
