"""Do scorers tell right from wrong? The puzzles that both reasoning-gym and synth make, each library's problems judged by its own scorer:
its own answer, the same answer as people also write it, and answers that are surely wrong. And how many problems a CPU-second each makes.

`python bench/compare.py [PROBLEMS]`, 200 a puzzle unless told otherwise, needs `pip install '.[gym]'`; writes bench/compare.json, of which
`make docs` makes the tables."""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

PUZZLES = {
    "puzzle24": ("logic/game_of_24", 3),
    "sudoku": ("logic/sudoku", 4),
    "futoshiki": ("logic/futoshiki", 5),
    "kakurasu": ("logic/kukurasu", 3),
    "survo": ("logic/survo", 5),
    "cryptarithm": ("logic/cryptarithm", 4),
    "knights_knaves": ("logic/knights_and_knaves", 1),
    "zebra_puzzles": ("logic/zebra_puzzle", 3),
    "word_sorting": ("logic/word_sorting", 3),
}
"""Theirs, with the settings that it comes with, and ours of the same kind at the level of about that size."""
SEED, WARM, LEAST = 1, 3, 2.0
"""WARM: problems made before time counts. LEAST: CPU-seconds of making that are measured."""
Judge = Callable[[str], float]


class Problem(NamedTuple):
    """A problem: its answer, and the reward that a whole reply gets."""

    answer: str
    reward: Judge


def theirs(name: str, problems: int) -> list[Problem]:
    """Of reasoning-gym, with its settings as they come; replies are read by its own `extract_answer`."""
    import reasoning_gym
    from reasoning_gym.utils import extract_answer

    data = reasoning_gym.create_dataset(name, size=problems, seed=SEED)
    return [Problem(entry["answer"], lambda reply, entry=entry: data.score_answer(extract_answer(reply), entry)) for entry in data]


def ours(name: str, level: int, problems: int) -> list[Problem]:
    import synth

    def reward(row) -> Judge:
        return lambda reply: synth.verifiers.score(row["data_source"], reply, row["reward_model"]["ground_truth"])

    rows = islice(synth.stream(name, difficulty=level, seed=SEED), problems)
    return [Problem(row["extra_info"]["answer"], reward(row)) for row in rows]


def forms(answer: str) -> Iterator[str]:
    """The same answer as people also write it."""
    yield f"\n  {answer}  \n"
    yield f"```\n{answer}\n```"
    if "\n" in answer:
        yield "\n".join(f"  {line}" for line in answer.splitlines())
        yield re.sub(r"(?<=\S) (?=\S)", "  ", answer)
    else:
        yield f"{answer.rstrip('.')}."
        yield f"**{answer}**"
        yield f"Answer: {answer}"


def wrong(answer: str, other: str, rng: Random) -> Iterator[str]:
    """Surely wrong ones: nothing, no answer, another problem's, one sign changed, two answers at once. other: that of another problem."""
    yield ""
    yield "I do not know."
    if other != answer:
        yield other
        yield f"{answer} or {other}"
    kind = next(kind for kind in (r"\d", "[A-Z]", "[a-z]") if re.search(kind, answer))  # of words a name's first letter, where there is one
    place = rng.choice([place.start() for place in re.finditer(kind, answer)])
    # A digit that stands elsewhere in the answer: another one may give letters another solution of the same sum.
    signs = sorted({*filter(str.isdigit, answer)}) if answer[place].isdigit() else "abcdefghijklmnopqrstuvwxyz"
    changed = rng.choice([sign for sign in signs if sign != answer[place].lower()] or ["0"])
    yield f"{answer[:place]}{changed}{answer[place + 1 :]}"


def measure(found: list[Problem]) -> dict[str, float]:
    """Shares: own answers refused, other forms of them refused, wrong answers accepted; and the mean reward of wrong answers."""
    rng, own, formed, bad = Random(SEED), [], [], []
    for number, problem in enumerate(found):
        other = found[number - 1].answer
        own.append(_reward(problem, problem.answer))
        formed += [_reward(problem, form) for form in forms(problem.answer)]
        bad += [_reward(problem, text) for text in wrong(problem.answer, other, rng)]
    shares = {"own_refused": own, "forms_refused": formed}
    return {name: statistics.fmean(reward < 1 for reward in rewards) for name, rewards in shares.items()} | {
        "wrong_accepted": statistics.fmean(reward >= 1 for reward in bad),
        "wrong_reward": statistics.fmean(bad),
    }


def _reward(problem: Problem, answer: str) -> float:
    return float(problem.reward(f"<think>Let me see.</think>\n<answer>{answer}</answer>"))


def speed(problems: Iterator[object]) -> float:
    """Problems a CPU-second of this process, as long as there are any."""
    for _ in islice(problems, WARM):
        pass
    start, count = time.process_time(), 0
    while (spent := time.process_time() - start) < LEAST and next(problems, None) is not None:
        count += 1
    return count / spent


def their_stream(name: str) -> Iterator[object]:
    import reasoning_gym

    return iter(reasoning_gym.create_dataset(name, size=1_000_000, seed=SEED))


def our_stream(name: str, level: int) -> Iterator[object]:
    """Rows as a run writes them: made, checked from their JSON, told apart from all before."""
    import synth

    return iter(synth.stream(name, difficulty=level, seed=SEED))


def main(problems: int) -> None:
    from importlib.metadata import version

    puzzles = []
    for name, (own, level) in PUZZLES.items():
        found = {"reasoning-gym": measure(theirs(name, problems)), "synth": measure(ours(own, level, problems))}
        found["reasoning-gym"]["speed"], found["synth"]["speed"] = speed(their_stream(name)), speed(our_stream(own, level))
        puzzles.append({"theirs": name, "ours": own, "level": level, **found})
        print(json.dumps(puzzles[-1]), flush=True)
    measured = {"problems": problems, "reasoning-gym": version("reasoning-gym"), "puzzles": puzzles}
    Path(__file__).with_suffix(".json").write_text(json.dumps(measured, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 200)
