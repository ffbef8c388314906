"""Verifiers of rows that others have published, by the names under which they are published: `math__deepscaler_preview`, `table__hitab`.

A drop-in for the scorers that came with the rows: `judge(data_source, completion, ground_truth)`. Each kind of answer is a module here
with three functions: `read(ground_truth)` gives the gold answer and raises ValueError where it is broken, `judge(gold, completion, lenient,
extra)` the verdict, `shown(gold)` a completion that gives the gold answer. Nothing in a completion is evaluated but programs, in the
sandbox.

A ground truth is text, or what a Parquet file gives: a number, lists, a record of lists; arrays of numpy count as lists. As text it is that
value's JSON. A name that has no rule is refused with the reason (NoRule)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol, cast

import msgspec

from synth.schemas.verdict import Verdict

Extra = Mapping[str, Any]
"""The row's `extra_info`, of which a kind may read what the ground truth lacks."""


class Kind(Protocol):
    """What each module here offers."""

    def read(self, ground_truth: str) -> Any: ...
    def judge(self, gold: Any, completion: str, lenient: bool, extra: Extra) -> Verdict: ...
    def shown(self, gold: Any) -> str: ...


class NoRule(LookupError):
    """No rule decides the rows of this name, or this one row; the message says why."""


_KINDS = (
    (r"math__[\w-]+|math_dapo|(?:aime|amc)\w*|minerva|olympiad_bench", "mathematics"),
    (r"codegen__?[\w-]+", "programs"),
    (r"(?:simulation|logic)__(?:arcagi[12]?|barc)[\w-]*", "arc_grids"),
    (r"(?:logic__)?zebra_puzzle[\w-]*", "zebra_tables"),
    (r"(?:logic__)?ordering_puzzle[\w-]*", "orders"),
    (r"(?:logic__)?graph_logical\w*|logic__graph[\w-]*", "one_word"),
    (r"simulation__codeio[\w-]*", "code_values"),
    (r"simulation__cruxeval[-_]i[\w-]*", "assertion_inputs"),
    (r"simulation__cruxeval[\w-]*", "assertions"),
    (r"table__[\w-]+", "table_values"),
    (r"stem_{1,2}web[\w-]*|stem__intellect3", "science_values"),
    (r"logic__reasoning_gym[\w-]*", "gym_entries"),
    (r"stem__(?:gpqa|supergpqa)[\w-]*", "choices"),
)  # fmt: skip
_REFUSED = (
    (r"ood__ifeval", "its rows are instructions about form, which IFEval's own checkers judge one by one; there is no answer to compare"),
    (r"ood__ifbench", "its rows are instructions about form, which IFBench's own checkers judge; there is no answer to compare"),
    (r"ood__livebench", "each of LiveBench's tasks has a scorer of its own, which changes with its releases"),
    (r"logic__synlogic\w*", "its rows become problems of ours, by `synth ingest synlogic/easy`"),
)


@lru_cache(maxsize=1024)
def kind(data_source: str) -> Kind:
    """The module that judges the rows of a published name. Raises NoRule with the reason for a name that is known and has none, and for
    every other name."""
    for pattern, module in _KINDS:
        if re.fullmatch(pattern, data_source, re.ASCII):
            return cast(Kind, import_module(f"{__name__}.{module}"))
    for pattern, why in _REFUSED:
        if re.fullmatch(pattern, data_source, re.ASCII):
            raise NoRule(f"no rule scores {data_source}: {why}")
    raise NoRule("no verifier has this data_source; expected synth/<domain>/<task>, or a published name such as math__deepscaler_preview")


def judge(data_source: str, completion: str, ground_truth: Any, extra: Extra | None = None, lenient: bool = False) -> Verdict:
    """The verdict on a completion. Raises NoRule, and ValueError for a broken ground truth."""
    found = kind(data_source)
    return found.judge(_gold(found.__name__, text(ground_truth)), completion, lenient, extra or {})  # type: ignore[attr-defined]


@lru_cache(maxsize=1024)
def _gold(module: str, ground_truth: str) -> Any:
    # Rollouts of one prompt come in groups, so reading the same ground truth again is the common case.
    return cast(Kind, import_module(module)).read(ground_truth)


def text(ground_truth: Any) -> str:
    """A ground truth as text: itself, or its JSON. Raises ValueError where there is none, or where it has no JSON form."""
    if ground_truth is None or (isinstance(ground_truth, str) and not ground_truth.strip()):
        raise ValueError("the ground truth is missing")
    if isinstance(ground_truth, str):
        return ground_truth
    try:
        return msgspec.json.encode(ground_truth, enc_hook=_listed).decode()
    except (TypeError, UnicodeEncodeError, RecursionError) as error:
        raise ValueError(f"the ground truth has no JSON form: {error}") from error


def _listed(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"a {type(value).__name__}")
