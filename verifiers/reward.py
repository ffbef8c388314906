"""Verdicts and rewards for any row: the functions below all adapters.

They look up the verifier by `data_source` (`synth/<domain>/<task>`), take the one final answer out of the completion and let
the verifier judge it. Nothing in a completion is ever evaluated; any text gets a verdict. A ground truth that cannot be
decoded is not the model's fault: it raises GroundTruthError with the row's identity.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, get_type_hints

import msgspec

from synth.schemas.errors import GroundTruthError
from synth.schemas.problem import Problem
from synth.schemas.verdict import TraceVerdict, Verdict
from synth.verifiers.extract import final_answer

_NAME = re.compile(r"synth/([a-z][a-z0-9_]*)/([a-z][a-z0-9_]*)")


class Shaping(msgspec.Struct, frozen=True):
    """What verdicts are worth. The default is binary; `format` pays a refused answer that at least was a final answer."""

    correct: float = 1.0
    wrong: float = 0.0
    format: float = 0.0


BINARY = Shaping()


def verify(
    data_source: str, completion: str, ground_truth: str, extra_info: Mapping[str, Any] | None = None
) -> Verdict:
    """Judge a whole completion. Raises GroundTruthError for a broken row, TypeError when the completion is not text."""
    problem, check = _decoded(data_source, completion, ground_truth, extra_info)
    answer = final_answer(completion)
    return answer if isinstance(answer, Verdict) else check(problem, answer)


def verify_trace(
    data_source: str, completion: str, ground_truth: str, extra_info: Mapping[str, Any] | None = None
) -> TraceVerdict:
    """Judge the steps of a completion as well as its answer: usable as a reward by step and for CoT-Pass@k. The format of the steps
    is what `trace_format(data_source)` tells a model. Raises LookupError for a task whose steps cannot be checked, else as verify."""
    trace_format(data_source)
    problem, check = _decoded(data_source, completion, ground_truth, extra_info)
    verdict: TraceVerdict = import_module(check.__module__).verify_trace(problem, completion)
    return verdict


def trace_format(data_source: str) -> str:
    """How steps are written so that verify_trace can read them: an instruction to append to the prompt. Raises LookupError for a task
    whose steps cannot be checked."""
    _, check = rules(data_source)
    text: str | None = getattr(import_module(check.__module__), "TRACE_FORMAT", None)
    if text is None:
        raise LookupError(f"{data_source} has no traces that can be checked")
    return text


def _decoded(
    data_source: str, completion: str, ground_truth: str, extra_info: Mapping[str, Any] | None
) -> tuple[Problem, Callable[[Any, str], Verdict]]:
    if not isinstance(completion, str):
        raise TypeError(f"a completion is a str, not {type(completion).__name__}; take the text out of the message first")
    try:
        return _rule_book(data_source, ground_truth)
    except Exception as error:  # whatever a broken row does to its verifier, the row is what its owner needs
        index = (extra_info or {}).get("index", "unknown")
        raise GroundTruthError(f"cannot score row {index} of {data_source!r}: {error}") from error


def score(
    data_source: str,
    solution_str: str,
    ground_truth: str,
    extra_info: Mapping[str, Any] | None = None,
    shaping: Shaping = BINARY,
) -> float:
    """The reward of a completion: 1.0 when its final answer keeps every rule of the problem, else 0.0."""
    verdict = verify(data_source, solution_str, ground_truth, extra_info)
    if verdict.accepted:
        return shaping.correct
    return shaping.wrong if verdict.reason == "missing" else shaping.wrong + shaping.format


@lru_cache(maxsize=1024)
def _rule_book(data_source: str, ground_truth: str) -> tuple[Problem, Callable[[Any, str], Verdict]]:
    # Rollouts of one prompt come in groups, so decoding the same problem again is the common case.
    problem_type, check = rules(data_source)
    return problem_type.from_json(ground_truth), check


@cache
def rules(data_source: str) -> tuple[type[Problem], Callable[[Any, str], Verdict]]:
    """The problem type and `verify(problem, answer)` behind a data source. Raises LookupError when there is no such task."""
    unknown = LookupError("no verifier has this data_source; expected synth/<domain>/<task>")
    match = _NAME.fullmatch(data_source)
    if not match:
        raise unknown
    name = f"synth.verifiers.{match[1]}.{match[2]}"
    if find_spec(f"synth.verifiers.{match[1]}") is None or find_spec(name) is None:
        raise unknown
    module = import_module(name)
    check = getattr(module, "verify", None)
    if check is None or check.__module__ != name:  # a shared module, such as the parsers and this one's adapters
        raise unknown
    return get_type_hints(check)["problem"], check


def summary(data_source: str) -> str:
    """The rule behind a data source in one sentence: the first of its verifier's docstring. Raises LookupError when there is none."""
    _, check = rules(data_source)
    text = " ".join((import_module(check.__module__).__doc__ or "").split())
    return re.split(r"(?<=[.?])\s", text, maxsplit=1)[0]
