"""`synth filter`: the rows whose pass rates fulfil a condition, as they are.

Rows and rollouts are joined by a key that both state. Nothing is written when they do not fit: a row without pass rate, a rollout without
row, two problems under one key. A rate that is missing is not 0. A family is kept when the condition holds for all its members. What an
interrupted filter left is made again, to the same bytes."""

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from synth.pipelines.hub_card import front_matter, size_class
from synth.pipelines.passrate.expression import Condition, read_condition
from synth.pipelines.passrate.filter_plan import FilterManifest, FilterPlan, FilterRequest
from synth.pipelines.passrate.pass_rates import collect, show
from synth.pipelines.passrate.rollouts import (
    REWARDS,
    Key,
    Problem,
    differ,
    key_of,
    named_files,
    problem_of,
    read_key,
    rollout,
    value_of,
)  # fmt: skip
from synth.pipelines.storage.copy_rows import copy_rows, same_form
from synth.pipelines.storage.run_folder import DATA, RunFolder
from synth.pipelines.storage.source_files import SourceFile, source_files
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, nearest
from synth.schemas.manifest import FileEntry
from synth.schemas.version import VERSION

SHARD_ROWS = 20_000
SHOWN = 3  # keys that a refusal names
BINS = ("0", "0-0.1", *(f"{low / 10:g}-{(low + 1) / 10:g}" for low in range(1, 10)), "1")
"""Of a histogram: exactly 0, exactly 1, and tenths between them, each without its upper bound."""
BAR = 40

Rates = dict[Key, tuple[dict[str, float], Problem]]


def filter_rows(request: FilterRequest) -> FilterManifest:
    """Carry a request out; say on standard output how it ended. Raises SynthError in one line."""
    condition = read_condition(request.keep)
    named = [(name, file.name) for name, file in named_files(request.rollouts)]
    hashed = {file.name: file for file in source_files(tuple(dict.fromkeys(location for _, location in named)), "rollouts")}
    plan = FilterPlan(
        files=source_files((request.folder,), "folder"), rollouts=tuple((name, hashed[location]) for name, location in named),
        keep=request.keep, key=read_key(request.key), unmatched=request.unmatched, completion=request.completion,  # type: ignore[arg-type]
    )  # fmt: skip
    store = Store(request.out)
    same_form([file.open() for file in plan.files])
    folder = RunFolder(store, plan.to_json(), FilterManifest, "filter")
    join = None if store.paths() else _Join(plan, condition)  # what is refused leaves nothing behind
    with store.alone():
        manifest = folder.begin()
        if manifest:
            print(f"synth: the filter at {request.out} was already finished; nothing to do.", file=sys.stderr)
        else:
            join = join or _Join(plan, condition)
            store.delete_folder(DATA)
            manifest = join.write(store)
            folder.finish(card(manifest), manifest)
    print(table(manifest, request.out))
    return manifest


class _Join:
    """Which rows are kept, found before anything is written."""

    def __init__(self, plan: FilterPlan, condition: Condition) -> None:
        self._plan, self._condition = plan, condition
        rates = _rates(plan, condition)
        seen: dict[Key, str] = {}
        self._histograms = {name: {bin: [0, 0] for bin in BINS} for name in condition.names}
        missing: list[tuple[Key, str]] = []
        lacking: Counter[str] = Counter()
        self._kept = []
        families: dict[str, list[tuple[Any, int, dict[str, float]]]] = {}  # kept whole or not at all
        for source in plan.files:
            kept = np.zeros(source.rows, bool)
            for number, place, row in _numbered(source):
                key = key_of(row, plan.key, place)
                if key in seen:
                    raise RequestError(f"{seen[key]} and {place} have the same key {show(key)}, so no pass rate is of one of them alone.")
                seen[key] = place
                found, problem = rates.get(key, ({}, ("", "")))
                if differ(problem_of(row), problem):
                    raise RequestError(f"{place}: the rollouts of its key {show(key)} are of another problem, so of another data set.")
                absent = [name for name in condition.names if name not in found]
                if absent:
                    missing.append((key, place))
                    lacking.update(absent)
                kept[number] = plan.unmatched == "keep" if absent else condition.holds(found)
                if family := value_of(row, "family_id"):
                    families.setdefault(family, []).append((kept, number, found))
                else:
                    self._count(found, bool(kept[number]))
            self._kept.append(kept)
        for members in families.values():
            together = all(kept[number] for kept, number, _ in members)
            for kept, number, found in members:
                kept[number] = together
                self._count(found, together)
        extra = [key for key in rates if key not in seen]
        self._missing, self._extra = len(missing), len(extra)
        if plan.unmatched == "refuse" and (missing or extra):
            raise _mismatch(missing, extra, lacking, sum(file.rows for file in plan.files))

    def _count(self, found: dict[str, float], kept: bool) -> None:
        for name in self._condition.names:
            if name in found:
                cell = self._histograms[name][_bin(found[name])]
                cell[0] += 1
                cell[1] += kept

    def write(self, store: Store) -> FilterManifest:
        plan, files, shard = self._plan, list[FileEntry](), 0
        for source, kept in zip(plan.files, self._kept, strict=True):
            for first in range(0, source.rows, SHARD_ROWS):
                files += copy_rows(source.open(), first, kept[first : first + SHARD_ROWS], store, shard)
                shard += 1
        splits: Counter[str] = Counter()
        for entry in files:
            splits[entry.split] += entry.rows
        histograms = {name: {bin: (cell[0], cell[1]) for bin, cell in bins.items()} for name, bins in self._histograms.items()}
        read = sum(source.rows for source in plan.files)
        return FilterManifest(
            1, VERSION, plan, read, splits.total(), dict(sorted(splits.items())), self._missing, self._extra, histograms,
            tuple(sorted(files, key=lambda entry: entry.path)),
        )  # fmt: skip


def _numbered(source: SourceFile) -> Iterator[tuple[int, str, dict[str, Any]]]:
    file = source.open()
    columns: tuple[str, ...] = ()
    if file.path.endswith(".parquet"):  # not the prompts
        there = file.schema().names
        columns = tuple(name for name in there if name not in ("prompt", "trajectory"))
    yield from ((number, file.place(number), row) for number, row in enumerate(file.rows(*columns)))


def _rates(plan: FilterPlan, condition: Condition) -> Rates:
    """The pass rates of each problem of the rollouts, by model."""
    wide: Rates = {}
    names = {model for model, _ in plan.rollouts if model}

    def long() -> Iterator[Any]:
        for model, source in plan.rollouts:
            file = source.open()
            for number, row in enumerate(file.rows()):
                place = file.place(number)
                if plan.completion in row or any(name in row for name in REWARDS):
                    found = rollout(row, place, plan.key, model, plan.completion)
                    names.add(found.model)
                    yield found
                else:
                    _add_wide(wide, row, place, plan, condition)

    rates: Rates = {}
    for (model, key), solved in collect(long()).items():
        if solved.rate is not None:
            rates.setdefault(key, ({}, solved.problem))[0][model] = solved.rate
    for key, (values, problem) in wide.items():
        names.update(values)
        rates.setdefault(key, ({}, problem))[0].update(values)
    for name in condition.names:
        if name not in names:
            there = ", ".join(sorted(filter(None, names))[:20]) or "none with a name (write --rollouts NAME=FILE)"
            raise RequestError(f"{name!r} is no model or column of the rollouts.{nearest(name, names)} There are: {there}.", "keep")
    return rates


def _add_wide(wide: Rates, row: dict[str, Any], place: str, plan: FilterPlan, condition: Condition) -> None:
    """A row that has pass rates in columns of their own."""
    values = {name: value_of(row, name) for name in condition.names if value_of(row, name) is not None}
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise RequestError(f"{place}: the pass rate {name!r} is {value!r}; expected a number from 0 to 1, or null where there is none.")
    key = key_of(row, plan.key, place)
    if key in wide:
        raise RequestError(f"{place}: the key {show(key)} has pass rates already.")
    wide[key] = values, problem_of(row)


def _mismatch(missing: list[tuple[Key, str]], extra: list[Key], lacking: Counter[str], total: int) -> RequestError:
    parts = []
    if missing:
        some = ", ".join(f"{show(key)} at {place}" for key, place in islice(missing, SHOWN))
        by_name = ", ".join(f"{name} {count:,}" for name, count in lacking.items())
        parts.append(f"{len(missing):,} of {total:,} rows have no pass rate (missing: {by_name}), such as {some}")
    if extra:
        parts.append(f"{len(extra):,} problems of the rollouts are no row's, such as {', '.join(map(show, islice(extra, SHOWN)))}")
    return RequestError(f"{'; '.join(parts)}. --key joins by other columns; --unmatched drop or keep goes on without them.")


def _bin(rate: float) -> str:
    return "0" if rate == 0 else "1" if rate == 1 else BINS[1 + min(9, int(rate * 10 + 1e-9))]


def card(manifest: FilterManifest) -> str:
    """The README.md of a filter."""
    suffix = next((entry.path.rpartition(".")[2] for entry in manifest.files), "parquet")
    fields = {"license": "other", "size_categories": [size_class(manifest.rows)], "tags": ["reasoning", "verifiable-rewards"]}
    matter = [line.replace("-*.parquet", f"-*.{suffix}") for line in front_matter(fields, {"default": (DATA, list(manifest.splits))})]
    matter = [line for line in matter if line not in ("language:", "- en")]
    lines = [*matter, "", f"# {manifest.rows:,} rows by pass rate", "", f"Of {manifest.read:,} rows those with `{manifest.plan.keep}`."]
    return "\n".join([*lines, "", "```", histogram(manifest), "```"]) + "\n"


def histogram(manifest: FilterManifest) -> str:
    """Rows by pass rate: a bar of those that were kept (#) and of those that were not (-)."""
    lines = []
    for name, bins in manifest.histograms.items():
        lines.append(f"{name:8} {'rows':>10} {'kept':>10}")
        most = max((cell[0] for cell in bins.values()), default=0) or 1
        for bin, (rows, kept) in bins.items():
            full = -(-BAR * kept // most)
            lines.append(f"{bin:8} {rows:>10,} {kept:>10,} {'#' * full}{'-' * (-(-BAR * rows // most) - full)}".rstrip())
    return "\n".join(lines)


def table(manifest: FilterManifest, out: str) -> str:
    """What a finished filter says."""
    notes = [f"{manifest.unmatched:,} rows had no pass rate and were {'kept' if manifest.plan.unmatched == 'keep' else 'dropped'}."]
    lines = [histogram(manifest), *(notes if manifest.unmatched else [])]
    lines += [f"{manifest.extra:,} problems of the rollouts are no row's."] if manifest.extra else []
    splits = ", ".join(f"{split} {rows:,}" for split, rows in manifest.splits.items())
    return "\n".join([*lines, f"{manifest.rows:,} of {manifest.read:,} rows kept ({splits or 'none'}) at {out}"])
