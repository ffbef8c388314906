"""Answers about fictional worlds by another route: the text of each prompt is read back by hand-written patterns and asked in sqlite3.

`python bench/worlds.py [ITEMS] [TASK] [LEVEL]` prints for each task and level how many prompts are read (coverage), and how many of them
give the row's answer; `python bench/worlds.py 1000 worlds/search 10` for one level of one task."""

import sys
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from readers.worlds._texts import Reader, eras_of, read, whole
from reading import Unread

import synth
from synth.pipelines.oracles.worlds._relations import check
from synth.verifiers.multi_turn import environment


def opened(row: dict) -> dict:
    """The problem of worlds/search, all of whose documents are opened; its names alone are taken from the row."""
    problem, prompt = environment(row).problem, row["prompt"][0]["content"]
    reader, documents = Reader(list(problem.names), list(problem.kinds), eras_of(prompt)), []
    for number in range(1, len(problem.documents) + 1):
        text = environment(row).call("open", {"id": number}).observation
        documents.append(text.split("\n")[1:-1])
    return whole(reader, documents, prompt)


def main() -> None:
    items = int(sys.argv[1]) if sys.argv[1:] else 300
    names = (sys.argv[2],) if sys.argv[2:] else ("worlds/questions", "worlds/answerability", "worlds/search")
    levels = (int(sys.argv[3]),) if sys.argv[3:] else (1, 5, 10)
    for name in names:
        for level in levels:
            count = unread = wrong = 0
            for row in islice(synth.stream(name, level, seed=11), items):
                count += 1
                try:
                    problem = opened(row) if name == "worlds/search" else read(row["prompt"][0]["content"])
                except Unread as error:
                    unread += 1
                    print(f"  unread, draw {row['extra_info']['draw']}: {error}")
                    continue
                if not check(problem, row["extra_info"]["answer"]):
                    wrong += 1
                    print(f"  another answer, draw {row['extra_info']['draw']}")
            print(f"{name} level {level}: {count - unread} of {count} read, {count - unread - wrong} agree", flush=True)


if __name__ == "__main__":
    main()
