"""Does anything cheap pay? One row for each task, at levels 1, 5 and 10, written to docs/attacks.md.

truth: problems on which the independent route confirms the answer. read: those on which a reader, who sees the English prompt alone (and
what its tools open), confirms it; empty where nobody wrote one. policy: the largest share of problems that a cheap policy wins, of those
that the task names itself and of the general ones below, which read the prompt alone; the best that win more than a tenth from level 4 on
are named. leaks: the classifier of `bench/leaks.py` that beats chance most, for answers of few values; empty for others. habits: right
answers written as models write them, in every language, that were refused. wrong: wrong answers in the same dress that were accepted.
hostile: the longest verdict on 100 kB of hostile text, in milliseconds of CPU. repeats: problems seen before, up to what the task calls
the same, among the draws at level 5.

Two columns are told from files. people (`bench/people.json`): prompts that a person read slowly in English and in Chinese, and problems
that the person solved from the prompt alone, by hand or with code of their own; with the version where the task has a newer one. mutants
(`bench/mutants.json`, which `make mutants` writes): faults planted in the task's verifier that no test noticed, of those planted; what the
survivors are is in `docs/defects.md`.

`python bench/attacks.py [--problems N] [--draws N] [--page] [TASK ...]`: 100 problems a level and 5,000 draws unless told otherwise. With
tasks named, only their rows are made anew; with --page none, only the two columns from files."""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from drawing import is_whole
from habits import HABITS, WHOLE_HABITS
from habits_chinese import HABITS_CHINESE
from hostile import HOSTILE
from leaks import leaks
from reading import Unread, reader, shown

from synth.generators import registry
from synth.generators.prompts import languages, localized
from synth.pipelines.run.produce import Stream, candidate
from synth.schemas.record import Row
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers import score

LEVELS = (1, 5, 10)
SEED = 23
NAMED = 2
"""Policies that are named at one level, at most."""
ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "attacks.md"
PEOPLE, MUTANTS = ROOT / "bench" / "people.json", ROOT / "bench" / "mutants.json"
TITLE = "# What attacks on every task found\n\nMade by `python bench/attacks.py`, which says what each column is.\n\n"
COLUMNS = ("task", "truth", "read", "best policy at 1, 5, 10", "over a tenth from level 4 on", "leaks", "habits refused", "wrong accepted")
COLUMNS += ("hostile, ms", "repeats")
TOLD = ("people", "mutants")
"""Columns that are read from files whenever the page is written."""
HEAD = f"| {' | '.join(COLUMNS + TOLD)} |\n|{' --- |' * len(COLUMNS + TOLD)}"
WORDS = "0 1 2 3 -1 yes no true false A B none unknown [] {} () empty x a".split() + ["no solution", "1/2", "{0}", "True", "None", '""']


class Item(NamedTuple):
    sample: Sample
    row: Row

    @property
    def prompt(self) -> str:
        return self.row["prompt"][0]["content"]

    @property
    def body(self) -> str:
        """The prompt without the example of the answer's form, where it has one."""
        above = self.prompt.rpartition("<answer>")[0] or self.prompt
        return above.rpartition("\n\n")[0] or above


def items(task: Task, level: int, count: int) -> list[Item]:
    stream, found, draw = Stream(task, task.levels[level - 1], level, SEED), list[Item](), 0
    while len(found) < count and draw < 10 * count:
        with suppress(Discard):
            one = candidate(stream, draw)
            found += (Item(sample, row) for sample, row in zip(one.members, one.rows(), strict=True))
        draw += 1
    return found


def _numbers(item: Item) -> list[str]:
    return re.findall(r"-?\d+(?:\.\d+)?", item.body) or ["0"]


GENERAL: tuple[tuple[str, Callable[[Item], str]], ...] = (
    ("the example of the form", lambda item: re.findall(r"\A|<answer>\n?(.*?)\n?</answer>", item.prompt, re.DOTALL)[-1]),
    ("the last number", lambda item: _numbers(item)[-1]),
    ("the first number", lambda item: _numbers(item)[0]),
    ("the largest number", lambda item: max(_numbers(item), key=float)),
    ("the smallest number", lambda item: min(_numbers(item), key=float)),
    ("the sum of the numbers", lambda item: f"{sum(map(float, _numbers(item))):g}"),
    ("how many numbers", lambda item: str(len(_numbers(item)))),
    ("how many lines", lambda item: str(item.body.count("\n") + 1)),
    ("the last line but one", lambda item: (item.body.rstrip().splitlines() or [""])[-1]),
    ("the longest line", lambda item: max(item.body.splitlines() or [""], key=len)),
    ("the commonest word", lambda item: Counter(re.findall(r"\w+", item.body)).most_common(1)[0][0]),
    ("the whole prompt", lambda item: item.body),
    *((f"`{word}`", lambda item, word=word: word) for word in WORDS),
)


def policies(task: Task, level: int, found: list[Item]) -> list[tuple[float, str]]:
    """The share that each cheap policy wins, best first."""

    def share(answer: Callable[[Item], str], tried: list[Item]) -> float:
        return sum(_earns(item, answer(item)) for item in tried) / max(len(tried), 1)

    half = len(found) // 2
    common = Counter(item.sample.answer for item in found[:half]).most_common(3)
    shares = [(share(policy, found), name) for name, policy in GENERAL]
    shares += [(share(lambda item, told=told: told, found[half:]), "a common answer") for told, _ in common]
    own = import_module(f"synth.generators.{task.name.replace('/', '.')}.claims").SHORTCUTS
    shares += [(share(lambda item, one=one: one.policy(item.sample.problem), found), one.name) for one in own]
    return sorted(shares, reverse=True)


def _earns(item: Item, answer: str) -> bool:
    completion = answer if is_whole(item.row["extra_info"]["task"]) else f"<answer>\n{answer}\n</answer>"
    return score(item.row["data_source"], completion, item.row["reward_model"]["ground_truth"]) == 1.0


def dressed(task: Task, found: list[Item]) -> tuple[int, int, int]:
    """Right answers in the dress of habits, those of them that were refused, and wrong answers that were accepted."""
    tried = refused = accepted = 0
    for number, item in enumerate(found):
        truth = item.row["reward_model"]["ground_truth"]
        wrong = task.corrupt(item.sample.problem, item.sample.answer, Random(number))
        for language in languages(task.name):
            right, other = (localized(task, answer, language) for answer in (item.sample.answer, wrong))
            for habit in WHOLE_HABITS if is_whole(task.name) else HABITS if language == "en" else HABITS_CHINESE:
                if habit.fits(right):
                    tried += 1
                    refused += score(item.row["data_source"], habit.write(right), truth) != 1.0
                    accepted += habit.fits(other) and score(item.row["data_source"], habit.write(other), truth) != 0.0
    return tried, refused, accepted


def longest(task: Task, found: list[Item]) -> float:
    """Milliseconds of CPU of the slowest verdict, the better of two tries each."""
    worst = 0.0
    for item in found:
        for text in HOSTILE:
            answer = (item.sample.answer + text)[:100_000]
            tries = []
            for _ in range(2):
                start = time.process_time()
                task.verify(item.sample.problem, answer)
                tries.append(time.process_time() - start)
            worst = max(worst, min(tries))
    return worst * 1000


def read(name: str, found: list[Item]) -> str:
    """How many answers follow from the prompt alone, of how many; a sentence that the reader does not know counts as a failure."""
    if not (follows := reader(name)):
        return ""
    right = 0
    for item in found:
        with suppress(Unread):
            right += follows(shown(item.row), item.sample.answer)
    return f"{right} of {len(found)}"


def told(name: str) -> str:
    """The cells from files."""
    people, planted = json.loads(PEOPLE.read_text()).get(name), json.loads(MUTANTS.read_text()).get(name)
    by_people = ""
    if people:
        english, chinese, solved, version = people["english"], people["chinese"], people["solved"], people["version"]
        old = "" if version == registry.load(name).version else f", version {version}"
        by_people = f"{english} + {chinese} read, {solved} solved{old}"
    survived = f"{planted['survived']} of {planted['planted']}" if planted else ""
    return f"{by_people} | {survived}"


def attack(name: str, problems: int, draws: int) -> str:
    task, oracle = registry.load(name), import_module(f"synth.pipelines.oracles.{name.replace('/', '.')}")
    found = {level: items(task, level, problems) for level in LEVELS}
    every = [item for level in LEVELS for item in found[level]]
    right = sum(oracle.check(json.loads(item.sample.problem.to_json()), item.sample.answer) for item in every)
    best = [policies(task, level, found[level]) for level in LEVELS]
    named = zip(LEVELS, (one[:NAMED] for one in best), strict=True)
    tenths = [(share, said, level) for level, one in named for share, said in one if level > 3 and share > 0.1]
    over = [f"{said} ({share:.0%} at {level})" for share, said, level in tenths]
    few = [item for level in LEVELS for item in found[level][:5]]
    tried, refused, accepted = dressed(task, few)
    worst = longest(task, [found[level][0] for level in LEVELS])
    stream, digests = Stream(task, task.levels[4], 5, SEED), list[bytes]()
    for draw in range(draws):
        with suppress(Discard):
            digests += candidate(stream, draw).digests
    cells = (
        name,
        f"{right} of {len(every)}",
        read(name, every),
        ", ".join(f"{one[0][0]:.0%}" for one in best),
        "; ".join(over) or "none",
        leaks(name),
        f"{refused} of {tried:,}",
        str(accepted),
        f"{worst:.0f}",
        f"{len(digests) - len(set(digests))} of {len(digests):,}",
    )
    return " | ".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--problems", type=int, default=100)
    parser.add_argument("--draws", type=int, default=5_000)
    parser.add_argument("--page", action="store_true")
    parser.add_argument("tasks", nargs="*")
    options = parser.parse_args()
    lines = [line[2:-2].split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    rows = {line[0]: " | ".join(line[: len(COLUMNS)]) for line in lines if "/" in line[0]}
    for name in [] if options.page else options.tasks or registry.names():
        rows[name] = attack(name, options.problems, options.draws)
        print(rows[name], flush=True)
        write(rows)
    write(rows)


def write(rows: dict[str, str]) -> None:
    body = "\n".join(f"| {rows[name]} | {told(name)} |" for name in registry.names() if name in rows)
    PAGE.write_text(f"{TITLE}{HEAD}\n{body}\n")


if __name__ == "__main__":
    main()
