"""Do shallow features of a prompt tell an answer of few values? Classifiers that never solve anything (those of `synth audit --shortcuts`)
learn on one half of some 1,000 problems and are measured on the other.

Labels are answers of at most eight values, or, where an answer is a list of such values, single places of it: there the other places are
told to the classifier too, so a label that follows from the others shows. Of a set of letters the places are the letters, in it or not;
the others are not told, since how many there are tells much.

`python bench/leaks.py TASK ...` prints a line a task; `bench/attacks.py` puts the same into its table."""

import argparse
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

import numpy as np

from synth.generators import registry
from synth.pipelines.audit.shortcuts.labels import AGAINST, FEW_ANSWERS, LabelledRow, labels, sample
from synth.pipelines.audit.shortcuts.labels import families as numbered
from synth.pipelines.audit.shortcuts.probes import MAJORITY
from synth.pipelines.audit.shortcuts.report import Result, probe
from synth.pipelines.run.produce import Stream, candidate
from synth.schemas.task import Discard
from synth.verifiers.parsers.abstention import abstains

SEED = 41
LEVELS = (5, 10)
"""On a shallow problem reading is solving."""
ROWS = 1_000
FEW_PARTS = 12
"""Distinct parts of lists up to which they are labels."""
MOST = 20
"""Parts of a list at most: of a longer answer no place says much."""


class Labelled(NamedTuple):
    """A prompt and a label, with what the classifier is told besides."""

    text: str
    truth: str
    answer: str
    family: str


def drawn(name: str, level: int, count: int) -> list[Labelled]:
    task, found, draw = registry.load(name), list[Labelled](), 0
    stream = Stream(task, task.levels[level - 1], level, SEED)
    while len(found) < count and draw < 3 * count:
        with suppress(Discard):
            for row in candidate(stream, draw).rows():
                extra = row["extra_info"]
                text, truth = row["prompt"][0]["content"], row["reward_model"]["ground_truth"]
                found.append(Labelled(text, truth, extra["answer"].strip(), extra["family_id"] or extra["fingerprint"]))
        draw += 1
    return found


def parts(answer: str) -> list[str]:
    return [part for part in re.split(r"[,;\s]+", answer) if part]


def datasets(found: list[Labelled]) -> dict[str, list[Labelled]]:
    """What can be learned: the answer, or places of it; nothing where answers have many values."""
    unknown = sum(abstains(one.answer) for one in found)
    if len({one.answer for one in found}) <= FEW_ANSWERS or 0 < unknown < len(found):
        return {"": found}
    lists = [parts(one.answer) for one in found]
    if len({part for some in lists for part in some}) > FEW_PARTS or max(map(len, lists)) > MOST:
        return {}
    letters = sorted({part for some in lists for part in some if re.fullmatch("[A-Z]", part)})
    if letters:  # a set of letters: whether one is in it
        lists = [["in" if letter in some else "out" for letter in letters] for some in lists]
    made: dict[str, list[Labelled]] = {}
    for title, place in (("first", lambda n: 0), ("middle", lambda n: n // 2), ("last", lambda n: n - 1)):
        made[title] = [
            one._replace(answer=some[k], text=one.text if letters else f"{one.text}\nTold: {' '.join([*some[:k], '_', *some[k + 1 :]])}")
            for one, some in zip(found, lists, strict=True)
            if len(some) > 1
            for k in (place(len(some)),)
        ]
    return made


def results(name: str, level: int, count: int = ROWS) -> list[Result]:
    """Of all probes, those that saw nothing but the commonest label left out."""
    task, made = registry.load(name), list[Result]()
    for title, found in datasets(drawn(name, level, count)).items():
        chosen = sample([LabelledRow(0, k, one.answer, one.family) for k, one in enumerate(found)], count)
        some = [found[row.number] for row in chosen]
        told = {
            f"{title} {label}".strip(): values
            for label, values in labels(chosen, "all", balanced=not task.paired).items()
            if len(values) >= count // 4 and not (title and AGAINST in label)
        }
        texts, truths = [one.text for one in some], [one.truth for one in some]
        found_out = probe(name, level, texts, truths, told, np.array(numbered(chosen)), task.paired)
        made += [one for one in found_out if one.probe != MAJORITY]
    return made


def leaks(name: str, count: int = ROWS) -> str:
    """The probe that beats chance most, by how much and at which level; empty where there is no label of few values."""
    found = [one for level in LEVELS for one in results(name, level, count)]
    if not found:
        return ""
    failed = [one for one in found if one.failed]
    if not failed:
        return "none"
    worst = max(failed, key=lambda one: one.accuracy - one.chance)
    return f"{worst.accuracy:.0%} for {worst.chance:.0%} at {worst.level} ({worst.label}; {worst.probe})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("tasks", nargs="*")
    told = parser.parse_args()
    for name in told.tasks or registry.names():
        print(f"{name}: {leaks(name, told.rows) or 'no answers of few values'}", flush=True)


if __name__ == "__main__":
    main()
