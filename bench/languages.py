"""Is a problem the same in every language? For each task with Chinese prompts: draws at levels 1, 5 and 10 made in English and in Chinese,
how many have other fingerprints, ground truths or splits, how many verdicts differ on the right answer, on a wrong one and on either in
the other language, and the CPU time of whole rows in Chinese over that in English. `python bench/languages.py [DRAWS] [TASK ...]`"""

import sys
import time
from contextlib import suppress
from random import Random

from synth.generators import prompts, registry
from synth.pipelines.run.produce import Stream, family
from synth.schemas.record import Row
from synth.schemas.task import Discard, Task
from synth.verifiers import verify

LEVELS = (1, 5, 10)
SEED = 3
KEPT = ("fingerprint", "split", "family_id", "effort")


def _rows(stream: Stream, draws: range) -> tuple[dict[int, list[Row]], float]:
    """The rows of each draw and the CPU seconds that they took."""
    found = {}
    start = time.process_time()
    for draw in draws:
        with suppress(Discard):
            found[draw] = family(stream, draw)
    return found, time.process_time() - start


def _verdicts(task: Task, row: Row, answers: list[str]) -> list[str]:
    return [verify(row["data_source"], f"<answer>{answer}</answer>", row["reward_model"]["ground_truth"]).reason for answer in answers]


def compare(task: Task, draws: int) -> tuple[int, int, int, float]:
    """Problems, those that differ, verdicts that differ, time in Chinese over time in English."""
    problems = different = verdicts = 0
    spent = {"en": 0.0, "zh": 0.0}
    for level in LEVELS:
        rows = {}
        streams = {language: Stream(task, task.levels[level - 1], level, SEED, languages=((language, 1.0),)) for language in spent}
        for stream in streams.values():
            _rows(stream, range(10**6, 10**6 + 3))  # compiles, fills caches
        for start in range(0, draws, 20):  # turn and turn about: what else the machine does hits both alike
            for language, stream in streams.items():
                made, seconds = _rows(stream, range(start, min(start + 20, draws)))
                rows.setdefault(language, {}).update(made)
                spent[language] += seconds
        for draw in rows["en"].keys() | rows["zh"].keys():
            for english, chinese in zip(rows["en"].get(draw, ()), rows["zh"].get(draw, ()), strict=True):
                problems += 1
                if task.by_language:
                    continue
                same = all(english["extra_info"][key] == chinese["extra_info"][key] for key in KEPT)
                different += not (same and english["reward_model"] == chinese["reward_model"])
                right = english["extra_info"]["answer"]
                wrong = task.corrupt(task.problem.from_json(english["reward_model"]["ground_truth"]), right, Random(draw))
                in_chinese = [chinese["extra_info"]["answer"], prompts.localized(task, wrong, "zh")]
                pairs = [_verdicts(task, row, answers) for row in (english, chinese) for answers in ([right, wrong], in_chinese)]
                verdicts += any(pair != pairs[0] for pair in pairs)
    return problems, different, verdicts, spent["zh"] / spent["en"]


def main(arguments: list[str]) -> None:
    draws = int(arguments[0]) if arguments else 700
    print("| task | problems | other problem | other verdict | zh/en time |\n| --- | --- | --- | --- | --- |")
    for name in arguments[1:] or registry.names():
        task = registry.load(name)
        if "zh" in prompts.languages(name):
            problems, different, verdicts, ratio = compare(task, draws)
            bound = " (problems of each language are its own)" if task.by_language else ""
            print(f"| {name}{bound} | {problems} | {different} | {verdicts} | {ratio:.2f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
