"""Shortcut audit: can an answer be had without solving the problem?

For each task and level, and for each label (is the answer Unknown; which of few answers among the rows that have one; which of any two
of them), probes learn from one half of the rows and
are measured on the other. Chance is the share of the most common label in the measured half; that label itself is measured against even
shares, where labels have them by right: lettered options, two answers, and Unknown in a task of pairs. In other tasks Unknown is as a
rule the rarer label, behind which a probe could see much and still not beat the commoner; there it is measured on as many rows of either
kind, of one family where families have both. A probe fails when it beats chance by more than two points, or, where fewer rows make chance
itself wider than that, by more than four standard deviations (two points are four standard deviations of 10,000 rows at one half): a
sound task has then about one false alarm in thirty thousand probes, at any size. The deviation is the larger of the binomial one and the
one between families.

Probes that see the statements around what is asked are judged from level STRICT_FROM on. Below, a problem may be settled within the two
steps that they see, and reading those is solving it; what they reach is printed and fails nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators import registry
from synth.pipelines.audit.run_files import parquet_files, row_file
from synth.pipelines.audit.shortcuts.labels import (
    AGAINST,
    FEW_ANSWERS,
    UNKNOWN,
    LabelledRow,
    as_letters,
    families,
    labels,
    sample,
    training_half,
)
from synth.pipelines.audit.shortcuts.labels import LABELS as LABELS
from synth.pipelines.audit.shortcuts.probes import MAJORITY, Dataset, Features, Prediction, predictions
from synth.schemas.errors import RequestError, SynthError

LEAST_ROWS = 500  # of a task and level that a probe needs
MOST_ROWS = 20_000  # of a task and level that are looked at
POINTS, SIGMAS = 0.02, 4.0
STRICT_FROM = 6  # the level from which no two steps may tell an answer
_COLUMNS = tuple(f"extra_info.{name}" for name in ("task", "difficulty", "answer", "family_id", "fingerprint"))


class Result(NamedTuple):
    """One probe on one label of one task and level."""

    task: str
    """The task's name: `logic/web_of_lies`."""
    level: int
    """The difficulty, 1 to 10."""
    label: str
    """What the probe predicts: `unknown` or `answer`."""
    probe: str
    """The probe's name: `words: regression`."""
    rows: int
    """Rows that it is measured on: `600`."""
    accuracy: float
    """Share of them that it gets right: `0.53`."""
    chance: float
    """What it would get right without seeing anything: `0.5`."""
    allowed: float
    """The accuracy above which it fails: `0.58`."""
    top_features: tuple[str, ...] = ()
    """The features that weigh most with a probe that beats chance."""
    near: bool = False
    """Whether the probe sees the statements around what is asked."""

    @property
    def beats_chance(self) -> bool:
        return self.accuracy > self.allowed

    @property
    def failed(self) -> bool:
        return self.beats_chance and not (self.near and self.level < STRICT_FROM)


def audit_shortcuts(
    location: str, label: str = "all", limit: int = 0, say: Callable[[str], None] = lambda line: None
) -> tuple[list[Result], list[str]]:
    """The results of all probes on a run's folder or a Parquet file, and notes on what could not be probed. label: `unknown`, `answer` or
    `all`; limit: rows of a task and level that are looked at, 0 for MOST_ROWS; say: called with a line when a task and level is done.
    Raises RequestError when nothing can be probed, SynthError without scikit-learn."""
    try:
        import sklearn  # noqa: F401
    except ImportError as error:
        raise SynthError("The shortcut audit needs scikit-learn: pip install 'synth-rlvr[audit]'.") from error
    files = parquet_files(location)
    by_level: dict[tuple[str, int], list[LabelledRow]] = {}
    for file, path in enumerate(files):
        for number, row in enumerate(row_file(path).own_rows(*_COLUMNS)):
            extra = row["extra_info"]
            labelled = LabelledRow(file, number, extra["answer"].strip(), extra["family_id"] or extra["fingerprint"])
            by_level.setdefault((extra["task"], extra["difficulty"]), []).append(labelled)
    results: list[Result] = []
    notes: list[str] = []
    for (task, level), rows in sorted(by_level.items()):
        paired = task in registry.names() and registry.load(task).paired
        chosen = sample(rows, limit or MOST_ROWS)
        found = labels(chosen, label, balanced=not paired)
        place = f"{task} level {level}"
        if not found:
            notes.append(f"{place}: no label to probe (no Unknown among the answers, more than {FEW_ANSWERS} others).")
        few = {name: len(values) for name, values in found.items() if len(values) < LEAST_ROWS}
        notes += [f"{place}: {count:,} rows for the label {name}; a probe needs {LEAST_ROWS}." for name, count in few.items()]
        enough = {name: values for name, values in found.items() if name not in few}
        if enough:
            results += probe(task, level, *_contents(files, chosen), enough, np.array(families(chosen)), paired)
            say(f"{place}: {len(chosen):,} rows probed")
    if not results:
        raise RequestError(f"{location}: nothing to probe. " + " ".join(notes[:3]))
    return results, notes


def _contents(files: list[Path], rows: list[LabelledRow]) -> tuple[list[str], list[str]]:
    """Prompts and ground truths of the rows."""
    wanted: dict[int, dict[int, int]] = {}
    for place, row in enumerate(rows):
        wanted.setdefault(row.file, {})[row.number] = place
    texts, truths = [""] * len(rows), [""] * len(rows)
    for file, places in wanted.items():
        for number, found in enumerate(_only(files[file], set(places))):
            if found is not None:
                texts[places[number]] = "\n".join(str(message["content"]) for message in found["prompt"])
                truths[places[number]] = str(found["reward_model"]["ground_truth"])
    return texts, truths


def _only(path: Path, wanted: set[int]) -> Iterator[dict[str, Any] | None]:
    """Prompt and ground truth of the wanted rows, None for the others."""
    import pyarrow.parquet as pq

    start = 0
    for batch in pq.ParquetFile(path).iter_batches(2_000, columns=["prompt", "reward_model.ground_truth"]):
        yield from (batch.slice(k, 1).to_pylist()[0] if start + k in wanted else None for k in range(len(batch)))
        start += len(batch)


def probe(
    task: str,
    level: int,
    texts: list[str],
    ground_truths: list[str],
    found: dict[str, dict[int, str]],
    family: NDArray[np.int64],
    paired: bool,
) -> list[Result]:
    """All probes on one task and level. texts: prompts; ground_truths: JSON of the problems; found: the value of each row that has
    one, by label; family: of each row, rising; paired: whether families are an answerable and an unanswerable problem."""
    from threadpoolctl import threadpool_limits

    results: list[Result] = []
    train = training_half(family)
    with threadpool_limits(1):  # small fits that many threads only make wait, and whose sums would depend on their number
        features = Features(texts, ground_truths, train)
        for name, of_rows in found.items():
            rows = np.fromiter(of_rows, np.int64, len(of_rows))
            values, lettered = as_letters(list(of_rows.values()))
            data = Dataset([texts[row] for row in rows], np.array(values), train[rows], family[rows], lettered)
            seen = features.of(rows)
            kinds = len(set(values))
            if lettered and seen.lettered and AGAINST not in name:
                kinds = Counter(len(options.texts) for options in seen.options if options).most_common(1)[0][0]
            fair = paired if name == UNKNOWN else lettered or kinds <= 2
            results += [
                _judge(task, level, name, guess, data, 1 / max(kinds, 2) if fair else 0.0)
                for guess in predictions(data, seen, AGAINST in name)
            ]
    return results


def _judge(task: str, level: int, label: str, prediction: Prediction, data: Dataset, even: float) -> Result:
    """even: the share that each label has by right, 0 when it has none."""
    truth = data.labels[~data.train]
    right = prediction.labels == truth
    chance = Counter(truth.tolist()).most_common(1)[0][1] / len(truth)
    if prediction.probe == MAJORITY and even:
        chance = even
    allowed = chance + max(POINTS, SIGMAS * _deviation(right, chance, data.family[~data.train]))
    accuracy = float(right.mean())
    top = tuple(prediction.top_features()) if accuracy > allowed else ()
    return Result(task, level, label, prediction.probe, len(truth), accuracy, chance, allowed, top, prediction.near)


def _deviation(right: NDArray[np.bool_], chance: float, family: NDArray[np.int64]) -> float:
    """Standard deviation of an accuracy: that of independent rows at chance, or, if larger, the one that the families show."""
    _, number = np.unique(family, return_inverse=True)
    excess = np.bincount(number, weights=right - right.mean())
    return float(max(np.sqrt(chance * (1 - chance) / len(right)), np.sqrt((excess**2).sum()) / len(right)))


def table(results: list[Result], notes: list[str]) -> str:
    """The results as text: for each task, level and label what every probe reaches, and the features of those that beat chance."""
    wide = max(len(result.probe) for result in results)
    lines: list[str] = []
    before: tuple[object, ...] = ()
    for r in results:
        if (r.task, r.level, r.label) != before:
            before = (r.task, r.level, r.label)
            lines.append(f"{r.task} level {r.level}, label {r.label}, {r.rows:,} rows")
            lines.append(f"  {'probe':{wide}} accuracy chance allowed  verdict")
        verdict = "FAILED" if r.failed else "near" if r.beats_chance else "at chance"
        lines.append(f"  {r.probe:{wide}} {100 * r.accuracy:>7.1f}% {100 * r.chance:>5.1f}% {100 * r.allowed:>6.1f}%  {verdict}")
        lines += [f"      {feature}" for feature in r.top_features]
    failed, near = sum(result.failed for result in results), sum(result.beats_chance and not result.failed for result in results)
    if near:
        lines.append(f"{near:,} probes beat chance by the statements within two steps of what is asked (near): below level {STRICT_FROM}")
        lines.append("that may be all of a problem, and reading it is solving. They fail nothing.")
    lines += notes
    lines.append(f"{len(results):,} probes, {failed:,} beat chance." if failed else f"{len(results):,} probes, all at chance.")
    return "\n".join(lines)
