"""What an audit proves of rows.

Row by row: the ground truth decodes; the verifier accepts the answer, and so does the oracle, an independent route that shares no
code with it and counts one solution where the task promises one; fingerprint and split are those of the problem; the trajectory is
sound step by step and the rejected completion is refused; and its key makes the same row, prompt and all. Family by family: the members
are of one draw and one split, are all that their key makes, and have one split key; a pair has one abstention; the oracle's
`audit_family`, where there is one, finds nothing.

Rows from outside have no key and no oracle: of those of `synth augment` only what `augment/check_rows.py` says is checked, of those of
`synth ingest` that the gold answer scores 1 again; rows that were set aside since it does not are listed.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from typing import Any, NamedTuple

from synth.generators import registry
from synth.generators.prompts import in_identifiers
from synth.pipelines.augment.check_rows import faults
from synth.pipelines.ingest.check_published import faults_of_published
from synth.pipelines.ingest.source_list import SOURCES
from synth.pipelines.run.produce import candidate, digest, split_digest, trajectory
from synth.pipelines.run.remake import differing, stream_of
from synth.pipelines.run.splits import RESERVED, split_of
from synth.schemas.errors import RequestError, SynthError, one_line
from synth.schemas.problem import Problem
from synth.schemas.request import is_held_out
from synth.schemas.task import Task
from synth.schemas.verdict import TraceVerdict
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.abstention import abstains
from synth.verifiers.reward import OURS, verifier, verify, verify_trace

COUNTS = ("rows", "families", "proved", "unique", "traces", "rejected", "failures")
"""What is counted of a task's rows; `outside` as well, rows from outside."""

Splits = tuple[tuple[str, float], ...]
"""The splits of a run with their shares, `(("train", 0.9), ("test", 0.1))`; empty when they are not known."""


class PlacedRow(NamedTuple):
    """A row and where it stands."""

    place: str
    """`FILE:NUMBER`, as `synth remake` takes it: `data/train-00000.parquet:17`."""
    row: dict[str, Any]
    """Its columns."""


class Failure(NamedTuple):
    """One thing that is wrong."""

    place: str
    """Where: `data/train-00000.parquet:17`, or a file."""
    task: str
    """The row's task: `logic/sudoku`; `-` of a file."""
    what: str
    """What is wrong, in words: `the fingerprint is not that of the problem`."""


class Audit(NamedTuple):
    """What an audit found."""

    failures: list[Failure]
    """All that is wrong."""
    totals: dict[str, Counter[str]]
    """By task, how often each of COUNTS."""
    seconds: dict[str, float]
    """By task, CPU seconds."""
    chosen: bool = False
    """Whether the rows were chosen from other folders, by `synth dedupe`, `filter` or `mix`."""


class MissingPackage(SynthError):
    """A solver's package that an oracle needs is not installed."""


def prove(families: list[list[PlacedRow]], splits: Splits) -> Audit:
    """What is wrong with these families (a row without a family is one of its own). Raises MissingPackage."""
    result = Audit([], {}, {})
    for family in families:
        start = time.process_time()
        name = str(family[0].row["extra_info"].get("task"))
        counts = result.totals.setdefault(name, Counter())
        counts["rows"] += len(family)
        failures = list(_failures(name, family, splits, counts))
        counts["failures"] += len(failures)
        result.failures.extend(failures)
        result.seconds[name] = result.seconds.get(name, 0.0) + time.process_time() - start
    return result


def _failures(name: str, family: list[PlacedRow], splits: Splits, counts: Counter[str]) -> Iterator[Failure]:
    if name in SOURCES or not str(family[0].row["data_source"]).startswith(OURS):
        counts["outside"] += len(family)
        yield from (Failure(placed.place, name, what) for placed in family for what in faults_of_published(placed.row))
        return
    if registry.is_external(name):
        counts["families"] += 1
        counts["outside"] += len(family)
        yield from (Failure(family[member].place, name, what) for member, what in faults([placed.row for placed in family], counts))
        return
    try:
        task, oracle = registry.load(name), _oracle(name)
    except RequestError as error:  # no such task here
        yield Failure(family[0].place, name, str(error))
        return
    problems: list[Problem] = []
    for placed in family:
        try:
            problems.append(_decoded(task, placed.row))
            for what in _of_row(task, oracle, placed.row, problems[-1], splits, counts):
                yield Failure(placed.place, name, what)
        except MissingPackage:
            raise
        except Exception as error:  # whatever a broken row does, the others have to be proved too
            yield Failure(placed.place, name, f"{type(error).__name__}: {one_line(error)}")
    if len(problems) < len(family):
        return
    try:
        rows = [placed.row for placed in family]
        if task.max_members > 1 or rows[0]["extra_info"]["family_id"]:
            counts["families"] += 1
            for what in _of_family(task, oracle, rows, problems):
                yield Failure(family[0].place, name, what)
        for member, what in _by_key(task, rows):
            yield Failure(family[member].place, name, what)
    except MissingPackage:
        raise
    except Exception as error:
        yield Failure(family[0].place, name, f"its family: {type(error).__name__}: {one_line(error)}")


def _oracle(name: str) -> Any:
    """The oracle's module, None when the task has none."""
    module = f"synth.pipelines.oracles.{name.replace('/', '.')}"
    try:
        return import_module(module)
    except ImportError as error:
        if error.name and f"{module}.".startswith(f"{error.name}."):
            return None
        raise _missing(name, error) from error


def _missing(name: str, error: ImportError) -> MissingPackage:
    return MissingPackage(f"To audit {name} takes a package that is not here ({error.name}): pip install 'synth-rlvr[audit]'.")


def _decoded(task: Task, row: dict[str, Any]) -> Problem:
    """The problem, by the way a trainer takes. Raises ValueError that says so when there is none."""
    source = row["data_source"]
    try:
        problem = verifier(source).problem.from_json(row["reward_model"]["ground_truth"])
    except Exception as error:  # a verifier may raise what it likes
        raise ValueError(f"the ground truth does not decode: {one_line(error)}") from error
    if source != f"synth/{task.name}":
        raise ValueError(f"data_source is {source!r}")
    return problem


def _of_row(task: Task, oracle: Any, row: dict[str, Any], problem: Problem, splits: Splits, counts: Counter[str]) -> Iterator[str]:
    extra = row["extra_info"]
    verdict = task.verify(problem, extra["answer"])
    if not verdict.accepted:
        yield f"the verifier refuses the answer {extra['answer']!r} ({verdict.reason})"
    answer = in_identifiers(task, extra["answer"], extra["language"])
    yield from _by_oracle(task, oracle, json.loads(row["reward_model"]["ground_truth"]), answer, counts)
    if extra["fingerprint"] != digest(task, problem).hex():
        yield "the fingerprint is not that of the problem"
    yield from _split(extra["split"], split_digest(task, problem), splits)
    yield from _solutions(oracle, row, problem, counts)


def _by_oracle(task: Task, oracle: Any, problem: dict[str, Any], answer: str, counts: Counter[str]) -> Iterator[str]:
    if oracle is None:
        yield "no oracle to prove the answer"
        return
    try:
        counts["proved"] += 1
        if not oracle.check(problem, answer):
            yield f"the oracle refuses the answer {answer!r}"
        if task.unique:
            counts["unique"] += 1
            if (found := oracle.solutions(problem)) != 1:
                yield f"the oracle counts {found} solutions, the task promises one"
    except ImportError as error:  # of a solver that is loaded late
        raise _missing(task.name, error) from error


def _split(split: str, split_key: bytes, splits: Splits) -> Iterator[str]:
    if splits:
        right = split_of(splits, split_key)
        if split != right:
            yield f"stands in split {split!r}, the problem belongs to {right!r}"
    elif split and is_held_out(split) != (int.from_bytes(split_key[:8]) / 2**64 < RESERVED):
        yield f"stands in split {split!r}, but the problem is {'for training' if is_held_out(split) else 'held out'} in every run"


def _solutions(oracle: Any, row: dict[str, Any], problem: Problem, counts: Counter[str]) -> Iterator[str]:
    """What is wrong with the trajectory and the rejected completion."""
    extra, source, truth = row["extra_info"], row["data_source"], row["reward_model"]["ground_truth"]
    steps = verifier(source).verify_trace is not None
    messages, rejected = row.get("trajectory") or [], extra.get("rejected") or ""
    if extra["trace"] or messages:
        expected = trajectory(extra["trace"], extra["answer"])
        if messages != [{"role": "assistant", "content": expected}]:
            yield "the trajectory is not the trace and the answer"
        else:
            counts["traces"] += 1
            answered = verify(source, expected, truth)
            checked = verify_trace(source, expected, truth) if steps else TraceVerdict(answered.accepted, answered.reason)
            if not checked.accepted:
                yield f"the trajectory is refused ({checked.reason}{f' at step {checked.step}' if checked.step else ''})"
    if rejected:
        counts["rejected"] += 1
        answer = final_answer(rejected)
        if verify(source, rejected, truth).accepted or (steps and verify_trace(source, rejected, truth).accepted):
            yield "the rejected is accepted"
        elif oracle and isinstance(answer, str) and oracle.check(json.loads(truth), answer):
            yield "the oracle accepts the rejected's answer"


def _by_key(task: Task, rows: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """What differs from the rows that the key makes, prompts and all: place in the family, and what. Raises BrokenTask, Discard."""
    info = rows[0]["extra_info"]
    if info["version"] != task.version:
        yield 0, f"made by version {info['version']} of the task; installed is version {task.version}"
        return
    languages = tuple(dict.fromkeys(row["extra_info"]["language"] for row in rows))
    found = candidate(stream_of(task, info, languages), info["draw"]).rows()
    made = {(row["extra_info"]["member"], row["extra_info"]["language"]): row for row in found}
    if len(made) != len(rows):
        yield 0, f"the family has {len(rows)} of its {len(made)} members: not whole"
    for place, row in enumerate(rows):
        own = made.get((row["extra_info"]["member"], row["extra_info"]["language"]))
        differences = differing(own, row) if own else ["extra_info.member"]
        if differences:
            yield place, f"its key makes a row that differs in {', '.join(differences)}"


def _of_family(task: Task, oracle: Any, rows: list[dict[str, Any]], problems: list[Problem]) -> Iterator[str]:
    infos = [row["extra_info"] for row in rows]
    for key in ("task", "version", "knobs", "seed", "draw", "split"):
        if any(a[key] != b[key] for a, b in pairwise(infos)):
            yield f"members of a family differ in {key}"
    languages = tuple(dict.fromkeys(info["language"] for info in infos))
    if task.max_members == 1 and len(languages) == 1:
        yield f"a problem in several languages has the row in {languages[0]} alone: not whole"
    for language in languages:
        one = [info for info in infos if info["language"] == language]
        order = sorted(info["member"] for info in one)
        if order != list(range(len(one))):
            yield f"the family has the members {', '.join(map(str, order))} in {language}: not whole"
        elif infos[0]["family_id"] != next(info["fingerprint"] for info in one if info["member"] == 0):
            yield "family_id is not the first member's fingerprint"
        unknown = sum(abstains(info["answer"]) for info in one)
        if task.paired and (len(one), unknown) != (2, 1):
            yield f"a pair has one answerable and one Unknown member; this one has {len(one)} members, {unknown} Unknown"
    if len({split_digest(task, problem) for problem in problems}) > 1:
        yield "the members differ in split_key"
    if hasattr(oracle, "audit_family"):
        members = [
            {
                "problem": json.loads(row["reward_model"]["ground_truth"]),
                "answer": row["extra_info"]["answer"],
                "provenance": json.loads(row["extra_info"].get("provenance") or "{}"),
            }
            for row in rows
        ]
        try:
            wrong = oracle.audit_family(members)
        except ImportError as error:
            raise _missing(task.name, error) from error
        if wrong:
            yield wrong
