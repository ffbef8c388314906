"""Verdicts and rewards for any row: the functions below all adapters.

They look up the verifier by `data_source` (`synth/<domain>/<task>`), take the one final answer out of the completion and let
the verifier judge it. Nothing in a completion is ever evaluated; any text gets a verdict. A ground truth that cannot be
decoded is not the model's fault: it raises GroundTruthError with the row's identity. Rows that others have published are scored under
the names that they have there, by `published`.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypedDict, get_type_hints

import msgspec

from synth.schemas.errors import GroundTruthError, nearest
from synth.schemas.problem import Problem
from synth.schemas.verdict import TraceVerdict, Verdict
from synth.schemas.verifier import Verifier
from synth.verifiers import published
from synth.verifiers.extract import final_answer, whole_reply

OURS = "synth/"
_SHARED = ("adapters", "fallback", "parsers", "published", "sandbox")
"""Folders beside the domains."""
_NAME = re.compile(r"synth/([a-z][a-z0-9_]*)/([a-z][a-z0-9_]*)")


class Shaping(msgspec.Struct, frozen=True):
    """What verdicts are worth. The default is binary: 1.0 for a right answer, 0.0 for any other completion."""

    correct: float = 1.0
    """The reward of a right answer: `1.0`."""
    wrong: float = 0.0
    """The reward of any other completion: `-1.0`."""
    format: float = 0.0
    """What a refused answer gets on top of `wrong` for being a final answer at all, so that a model learns to give one: `0.1`."""


BINARY = Shaping()

NO_ANSWER = ("missing", "hedged", "length", "format")
"""Reasons that say that there is no final answer, or none that can be read."""


class Components(TypedDict):
    """What a completion did, whatever its reward counts: three numbers from 0 to 1, the same for rows of any kind."""

    answer: float
    """1.0 for a right final answer: `0.0`."""
    format: float
    """1.0 where there is one final answer that can be read, right or wrong: `1.0`."""
    steps: float
    """The reward by steps, `score_steps`; of a task whose steps cannot be checked the answer's: `0.25`."""


class Judged(TypedDict):
    """A completion's reward and what stands behind it, the same keys for rows of any kind."""

    reward: float
    """What the trainer is to use: `1.0`."""
    reward_components: Components
    """For its log: `{"answer": 1.0, "format": 1.0, "steps": 1.0}`."""
    reason: str
    """Why the answer is refused, `row`; empty when it is accepted."""


GroundTruth = Any
"""Text, in rows of ours; also the numbers, lists and records that published rows have."""


def score(
    data_source: str,
    solution_str: str,
    ground_truth: GroundTruth,
    extra_info: Mapping[str, Any] | None = None,
    shaping: Shaping = BINARY,
    lenient: bool = False,
) -> float:
    """The reward of a completion: 1.0 when its final answer keeps every rule of the problem, else 0.0. lenient, and what it raises: as
    verify."""
    verdict = verify(data_source, solution_str, ground_truth, extra_info, lenient)
    if verdict.accepted:
        return shaping.correct
    return shaping.wrong if verdict.reason == "missing" else shaping.wrong + shaping.format


def judge(
    data_source: str,
    completion: str,
    ground_truth: GroundTruth,
    extra_info: Mapping[str, Any] | None = None,
    lenient: bool = False,
    by_steps: bool = False,
) -> Judged:
    """The reward of a completion with its components, as adapters hand it to trainers. by_steps: the reward is `score_steps` where the
    task's steps can be checked. lenient, and what it raises: as verify."""
    verdict = verify(data_source, completion, ground_truth, extra_info, lenient)
    answer = float(verdict.accepted)
    steps = score_steps(data_source, completion, ground_truth, extra_info) if has_steps(data_source) else answer
    components = Components(answer=answer, format=float(verdict.reason not in NO_ANSWER), steps=steps)
    return Judged(reward=steps if by_steps else answer, reward_components=components, reason=verdict.reason)


def numbers(judged: Judged) -> dict[str, float]:
    """The reward and its components side by side: `{"reward": 1.0, "answer": 1.0, "format": 1.0, "steps": 0.5}`."""
    found = judged["reward_components"]
    return {"reward": judged["reward"], "answer": found["answer"], "format": found["format"], "steps": found["steps"]}


def verify(
    data_source: str, completion: str, ground_truth: GroundTruth, extra_info: Mapping[str, Any] | None = None, lenient: bool = False
) -> Verdict:
    """Judge a whole completion. lenient: where nothing is marked as the final answer, what stands behind a last `Final answer:` or `The
    answer is` counts. Raises GroundTruthError for a broken row, and for a published one that no rule decides, TypeError when the completion
    is not text."""
    if not data_source.startswith(OURS):
        return _published(data_source, completion, ground_truth, extra_info, lenient)
    found, problem = _decoded(data_source, completion, ground_truth, extra_info)
    answer = whole_reply(completion) if found.whole_reply else final_answer(completion, lenient)
    return answer if isinstance(answer, Verdict) else found.verify(problem, answer)


def components(data_source: str, completion: str, ground_truth: str, extra_info: Mapping[str, Any] | None = None) -> dict[str, bool]:
    """The parts of a verdict, for tasks that ask for several things at once: `{"1 word_count": True, "2 title": False}`. All are false
    where there is no answer; the answer is accepted when all are true. Raises LookupError for a task without parts, else as verify."""
    found = verifier(data_source)
    if found.components is None:
        raise LookupError(f"{data_source} has no components")
    _, problem = _decoded(data_source, completion, ground_truth, extra_info)
    answer = whole_reply(completion) if found.whole_reply else final_answer(completion)
    return found.components(problem, "" if isinstance(answer, Verdict) else answer)


def verify_trace(data_source: str, completion: str, ground_truth: str, extra_info: Mapping[str, Any] | None = None) -> TraceVerdict:
    """Judge the steps of a completion as well as its answer: usable as a reward by step and for CoT-Pass@k. The format of the steps
    is what `trace_format(data_source)` tells a model. Raises LookupError for a task whose steps cannot be checked, else as verify."""
    check = verifier(data_source).verify_trace
    if check is None:
        raise _no_traces(data_source)
    _, problem = _decoded(data_source, completion, ground_truth, extra_info)
    return check(problem, completion)


def score_steps(data_source: str, completion: str, ground_truth: str, extra_info: Mapping[str, Any] | None = None) -> float:
    """The reward of a completion by its steps: 0.0 for a wrong final answer, 1.0 for a right one that its steps prove, under 1.0 for an
    unfinished proof.

    What counts is the proof of the right answer, not the number of steps. It is proven when a sound step states it, with everything that
    it rests on by its citations sound too; or by two worlds that keep all facts and differ in what was asked (Unknown); or by a finding
    on each option, with the premises that show it or two cases that show it open. Every other step is neither here nor there while it is
    sound: a longer proof earns as much as a short one, and copies, repetitions and idle truths earn nothing. A wrong step (it can't be
    read, cites what isn't there or comes later, as circles do, or does not follow) ends the reading: later steps don't count, or a
    conclusion could be tried with one citation after the other.

    An unfinished proof, and a finished one beside a wrong step, earns half of its progress, at most 0.5. Progress is measured on the
    problem, as the share of the way to the answer that the sound steps save: rounds of inference (honest/logical_inference), rounds of
    substitution (honest/linear_algebra), states of a run, from the first on without a gap (simulation/*). It falls to 0.0 where no such
    measure is sound: for Unknown (half a proof that something is open proves nothing), where the way leads through cases within cases, in
    math/*, science/* and tabular/*, where numbers on the way can be guessed or are cheap, and in counterfactual/*, where a few premises
    can be guessed and "not supported" mostly is right, so that nothing short of all four findings counts.

    `score_steps("synth/honest/linear_algebra", completion, ground_truth)`. Raises LookupError for a task whose steps cannot be checked,
    else as verify."""
    found = verifier(data_source)
    if found.proven is None or found.verify_trace is None:
        raise _no_traces(data_source)
    _, problem = _decoded(data_source, completion, ground_truth, extra_info)
    answer = final_answer(completion)
    if isinstance(answer, Verdict) or not found.verify(problem, answer):
        # A rationale's conclusion counts as the answer where there is no other, so only a verdict on the whole can tell.
        return float(found.verify_trace(problem, completion).accepted)
    proof = found.proven(problem, completion)
    return 1.0 if proof.sound and proof.progress == 1 else proof.progress / 2


def trace_format(data_source: str, language: str = "en") -> str:
    """How steps are written so that verify_trace can read them: an instruction to append to the prompt, in the prompt's language. Raises
    LookupError for a task whose steps cannot be checked, or that has no such instruction in the language."""
    texts = verifier(data_source).trace_format
    if texts is None:
        raise _no_traces(data_source)
    if language not in texts:
        raise LookupError(f"{data_source} tells how to write steps in {', '.join(texts)} only")
    return texts[language]


def _no_traces(data_source: str) -> LookupError:
    return LookupError(f"{data_source} has no traces that can be checked")


def _unknown(data_source: str) -> LookupError:
    return LookupError(f"no verifier has this data_source; expected synth/<domain>/<task>.{nearest(data_source, known())}")


def known() -> tuple[str, ...]:
    """Every data source that has a verifier here, by file names only: `("synth/code/complete_body", ...)`."""
    files = Path(__file__).parent.glob("[!_]*/[!_]*")
    return tuple(sorted(f"synth/{file.parent.name}/{file.stem}" for file in files if file.parent.name not in _SHARED))


@cache
def verifier(data_source: str) -> Verifier:
    """The verifier behind a data source: `verifier("synth/logic/sudoku")`. Raises LookupError, and nothing else, when there is none."""
    match = _NAME.fullmatch(data_source)
    if not match:
        raise _unknown(data_source)
    name = f"synth.verifiers.{match[1]}.{match[2]}"
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if error.name and f"{name}.".startswith(f"{error.name}."):  # it or its domain; else a package that it needs
            raise _unknown(data_source) from None
        raise
    check = getattr(module, "verify", None)
    if check is None or check.__module__ != name:  # a shared module, such as the parsers and this one's adapters
        raise _unknown(data_source)
    form, parts = getattr(module, "TRACE_FORMAT", None), getattr(module, "components", None)
    return Verifier(
        problem=get_type_hints(check)["problem"],
        verify=check,
        rule=re.split(r"(?<=[.?])\s", " ".join((module.__doc__ or "").split()), maxsplit=1)[0],
        verify_trace=getattr(module, "verify_trace", None),
        proven=getattr(module, "proven", None),
        trace_format={"en": form} if isinstance(form, str) else form,
        abstention=getattr(module, "ABSTENTION", ""),
        choices=getattr(module, "CHOICES", ()),
        contrast=getattr(module, "CONTRAST", None),
        whole_reply=getattr(module, "WHOLE_REPLY", False),
        components=parts if parts and parts.__module__ == name else None,
    )


def has_steps(data_source: str) -> bool:
    """Whether `score_steps` scores these rows."""
    return data_source.startswith(OURS) and verifier(data_source).proven is not None


def _published(
    data_source: str, completion: str, ground_truth: GroundTruth, extra_info: Mapping[str, Any] | None, lenient: bool
) -> Verdict:
    _check_text(completion)
    try:
        return published.judge(data_source, completion, ground_truth, extra_info, lenient)
    except (ValueError, LookupError) as error:
        raise _broken(data_source, extra_info, error) from error


@lru_cache(maxsize=512)
def _problem(data_source: str, ground_truth: str) -> Problem:
    # Rollouts of one prompt come in groups, so decoding the same problem again is the common case.
    return verifier(data_source).problem.from_json(ground_truth)


def _decoded(data_source: str, completion: str, ground_truth: str, extra_info: Mapping[str, Any] | None) -> tuple[Verifier, Problem]:
    _check_text(completion)
    try:
        return verifier(data_source), _problem(data_source, ground_truth)
    except Exception as error:  # whatever a broken row does to its verifier, the row is what its owner needs
        raise _broken(data_source, extra_info, error) from error


def _check_text(completion: object) -> None:
    if not isinstance(completion, str):
        raise TypeError(f"a completion is a str, not {type(completion).__name__}; take the text out of the message first")


def _broken(data_source: str, extra_info: Mapping[str, Any] | None, error: Exception) -> GroundTruthError:
    return GroundTruthError(f"cannot score row {(extra_info or {}).get('index', 'unknown')} of {data_source!r}: {error}")
