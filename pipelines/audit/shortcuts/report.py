"""Shortcut audit: can an answer be told without solving the problem?

For each task and level, and for each label (is the answer Unknown; which of few answers), probes learn from one half of the rows and
are measured on the other. A family is never parted by the halves, which depend on the rows alone, not on their order. Chance is the
share of the most common label in the measured half; that label itself is measured against even shares, where labels have them by
right: lettered options, two answers, and Unknown in a domain of pairs. In other domains Unknown is as a rule the rarer label, behind
which a probe could see much and still not beat the commoner; there it is measured on as many rows of either kind, of one family
where families have both. A probe fails when it beats chance by more than two points, or,
where fewer rows make chance itself wider than that, by more than four standard deviations (two points are four standard deviations
of 10,000 rows at one half): a sound task has then about one false alarm in thirty thousand probes, at any size. The deviation is the
larger of the binomial one and the one between families.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.pipelines.audit.audit import parquet_files, read_columns
from synth.pipelines.audit.prove import PAIRED
from synth.pipelines.audit.shortcuts.probes import COMMON, Cell, Guess, Views, guesses
from synth.schemas.errors import RequestError, SynthError

ENOUGH = 500  # rows of a task and level that a probe needs
FEW_ANSWERS = 8  # distinct answers up to which an answer is a label
POINTS, SIGMAS = 0.02, 4.0
ROWS = 20_000  # of a task and level that are looked at, at most
UNKNOWN, ANSWER = "unknown", "answer"
LABELS = (UNKNOWN, ANSWER)


class Light(NamedTuple):
    """What is read of every row before any prompt: the row's place (file, number in it), its answer and its family."""

    file: int
    row: int
    answer: str
    family: str


class Result(NamedTuple):
    """One probe on one cell. rows: measured on; allowed: accuracy from which on it fails; best: features of a probe that fails."""

    task: str
    level: int
    label: str
    probe: str
    rows: int
    accuracy: float
    chance: float
    allowed: float
    best: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return self.accuracy > self.allowed


def audit_shortcuts(
    location: str, label: str = "all", limit: int = 0, say: Callable[[str], None] = lambda line: None
) -> tuple[list[Result], list[str]]:
    """The results of all probes on a run's folder or a Parquet file, and notes on what could not be probed. limit: rows of a task and
    level that are looked at, 0 for ROWS; say: called with a line when a task and level is done. Raises RequestError when nothing can be
    probed, SynthError without scikit-learn."""
    _need_sklearn()
    files = parquet_files(location)
    cells: dict[tuple[str, int], list[Light]] = {}
    for number, path in enumerate(files):
        for row, info in enumerate(read_columns(path, *_LIGHT)):
            info = info["extra_info"]
            family = info["family_id"] or info["fingerprint"]
            cells.setdefault((info["task"], info["difficulty"]), []).append(Light(number, row, info["answer"].strip(), family))
    results: list[Result] = []
    notes: list[str] = []
    for (task, level), found in sorted(cells.items()):
        chosen = _sample(found, limit or ROWS)
        labels = _labels(chosen, label, task.split("/")[0] not in PAIRED)
        place = f"{task} level {level}"
        if not labels:
            notes.append(f"{place}: no label to probe (no Unknown among the answers, more than {FEW_ANSWERS} others).")
        few = {name: len(of_rows) for name, of_rows in labels.items() if len(of_rows) < ENOUGH}
        notes += [f"{place}: {rows:,} rows for the label {name}; a probe needs {ENOUGH}." for name, rows in few.items()]
        labels = {name: of_rows for name, of_rows in labels.items() if name not in few}
        if labels:
            results += probe(task, level, _prompts(files, chosen), labels, np.array(families(chosen)))
            say(f"{place}: {len(chosen):,} rows probed")
    if not results:
        raise RequestError(f"{location}: nothing to probe. " + " ".join(notes[:3]))
    return results, notes


_LIGHT = ("extra_info.task", "extra_info.difficulty", "extra_info.answer", "extra_info.family_id", "extra_info.fingerprint")


def _need_sklearn() -> None:
    try:
        import sklearn  # noqa: F401
    except ImportError as error:
        raise SynthError("The shortcut audit needs scikit-learn: pip install 'synth-rlvr[audit]'.") from error


def _sample(rows: list[Light], limit: int) -> list[Light]:
    """Whole families, by the hash of their names, until there are `limit` rows: the same ones whatever the order of the rows."""
    ordered = sorted(rows, key=lambda row: (_hash(row.family), row.family, row.file, row.row))
    if len(ordered) > limit:
        end = limit
        while end < len(ordered) and ordered[end].family == ordered[end - 1].family:
            end += 1
        ordered = ordered[:end]
    return ordered


def _hash(family: str) -> bytes:
    return blake2b(family.encode(), digest_size=8, person=b"half").digest()


def families(rows: list[Light]) -> list[int]:
    """The number of each row's family, in the order of `_sample`."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(row.family, len(numbers)) for row in rows]


def first_half(family: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The rows to learn from: half of them, up to a family's border."""
    border = family[len(family) // 2]
    return np.asarray(family < border if (family < border).any() else family <= border)


def is_unknown(answer: str) -> bool:
    return answer.strip().casefold() == "unknown"


def _labels(rows: list[Light], wanted: str, even: bool) -> dict[str, dict[int, str]]:
    """label -> number of the row -> its value. even: Unknown on as many rows of either kind."""
    found: dict[str, dict[int, str]] = {}
    unknown = [is_unknown(row.answer) for row in rows]
    if any(unknown) and not all(unknown) and wanted in ("all", UNKNOWN):
        some = _evened(rows, unknown) if even else range(len(rows))
        found[UNKNOWN] = {k: "Unknown" if unknown[k] else "known" for k in some}
    real = {k: row.answer for k, row in enumerate(rows) if not unknown[k]}
    if 1 <= len(set(real.values())) <= FEW_ANSWERS and wanted in ("all", ANSWER):
        found[ANSWER] = real
    return found


def _evened(rows: list[Light], unknown: list[bool]) -> list[int]:
    """Numbers of as many Unknown rows as others: from each family that has both, if any has, else from all rows."""
    kinds: dict[str, tuple[list[int], list[int]]] = {}
    for k, row in enumerate(rows):
        kinds.setdefault(row.family, ([], []))[unknown[k]].append(k)
    both = {name: kind for name, kind in kinds.items() if all(kind)}
    if not both:
        both = {"": ([k for k, is_so in enumerate(unknown) if not is_so], [k for k, is_so in enumerate(unknown) if is_so])}
    chosen: list[int] = []
    for name, (known, open_) in both.items():
        start, count = int.from_bytes(_hash(name), "big"), min(len(known), len(open_))
        for kind in (known, open_):  # spread over the kind, begun anywhere
            chosen += [kind[(start + i * len(kind) // count) % len(kind)] for i in range(count)]
    return sorted(chosen)


def _prompts(files: list[Path], rows: list[Light]) -> list[str]:
    wanted: dict[int, dict[int, int]] = {}
    for place, row in enumerate(rows):
        wanted.setdefault(row.file, {})[row.row] = place
    texts = [""] * len(rows)
    for number, places in wanted.items():
        for at, messages in enumerate(_only(files[number], set(places))):
            if messages is not None:
                texts[places[at]] = "\n".join(str(message["content"]) for message in messages)
    return texts


def _only(path: Path, wanted: set[int]) -> Iterator[list[dict[str, Any]] | None]:
    """The prompts of the wanted rows, None for the others."""
    import pyarrow.parquet as pq

    start = 0
    for batch in pq.ParquetFile(path).iter_batches(2_000, columns=["prompt"]):
        column = batch.column("prompt")
        yield from (column[k].as_py() if start + k in wanted else None for k in range(len(column)))
        start += len(column)


def probe(task: str, level: int, texts: list[str], labels: dict[str, dict[int, str]], family: NDArray[np.int64]) -> list[Result]:
    """All probes on one task and level. labels: for each kind the label of each row that has one; family: of each row, rising."""
    from threadpoolctl import threadpool_limits

    results: list[Result] = []
    train = first_half(family)
    with threadpool_limits(1):  # small fits that many threads only make wait, and whose sums would depend on their number
        views = Views(texts, train)
        for name, of_rows in labels.items():
            rows = np.fromiter(of_rows, np.int64, len(of_rows))
            values, lettered = _letters(list(of_rows.values()))
            cell = Cell([texts[row] for row in rows], np.array(values), train[rows], family[rows], lettered)
            seen = views.of(rows)
            kinds = len(set(values))
            if lettered and seen.lettered:
                kinds = Counter(len(found.texts) for found in seen.options if found).most_common(1)[0][0]
            fair = task.split("/")[0] in PAIRED if name == UNKNOWN else lettered or kinds <= 2
            results += [_judge(task, level, name, guess, cell, 1 / max(kinds, 2) if fair else 0.0) for guess in guesses(cell, seen)]
    return results


def _letters(answers: list[str]) -> tuple[list[str], bool]:
    """Answers that are letters of options, as capital letters, and whether they are that."""
    bare = [answer.strip("() .").upper() for answer in answers]
    lettered = all(len(letter) == 1 and letter.isalpha() for letter in set(bare))
    return bare if lettered else answers, lettered


def _judge(task: str, level: int, label: str, guess: Guess, cell: Cell, even: float) -> Result:
    """even: the share that each label has by right, 0 when it has none."""
    truth = cell.labels[~cell.train]
    right = guess.expected == truth
    chance = Counter(truth.tolist()).most_common(1)[0][1] / len(truth)
    if guess.probe == COMMON and even:
        chance = even
    allowed = chance + max(POINTS, SIGMAS * _deviation(right, chance, cell.family[~cell.train]))
    accuracy = float(right.mean())
    best = tuple(guess.best()) if accuracy > allowed else ()
    return Result(task, level, label, guess.probe, len(truth), accuracy, chance, allowed, best)


def _deviation(right: NDArray[np.bool_], chance: float, family: NDArray[np.int64]) -> float:
    """Standard deviation of an accuracy: that of independent rows at chance, or, if larger, the one that the families show."""
    _, number = np.unique(family, return_inverse=True)
    excess = np.bincount(number, weights=right - right.mean())
    return float(max(np.sqrt(chance * (1 - chance) / len(right)), np.sqrt((excess**2).sum()) / len(right)))


def table(results: list[Result], notes: list[str]) -> str:
    """The results as text: for each task, level and label the probes by their lead, those that fail with their features."""
    width = max(len(result.task) for result in results)
    wide = max(len(result.probe) for result in results)
    heads = f"{'rows':>7} {'accuracy':>8} {'chance':>7} {'allowed':>7}"
    lines = [f"{'task':{width}} {'level':>5} {'label':8} {'probe':{wide}} {heads}  verdict"]
    for r in results:
        verdict = f"FAILED: {'; '.join(r.best)}" if r.failed else "at chance"
        numbers = f"{r.rows:>7,} {100 * r.accuracy:>7.1f}% {100 * r.chance:>6.1f}% {100 * r.allowed:>6.1f}%"
        lines.append(f"{r.task:{width}} {r.level:>5} {r.label:8} {r.probe:{wide}} {numbers}  {verdict}")
    failed = sum(result.failed for result in results)
    lines += notes
    lines.append(f"{len(results):,} probes, {failed:,} beat chance." if failed else f"{len(results):,} probes, all at chance.")
    return "\n".join(lines)


