"""Independent route: what is open after a step is what is left of the sequence so far when matched neighbours
are erased, without any stack."""

import re

PAIRS = ("()", "[]", "{}", "<>", "«»", "「」")


def _rest(text: str) -> str:
    while True:
        before = text
        for pair in PAIRS:
            text = text.replace(pair, "")
        if text == before:
            return text


def _wrong(problem: dict) -> set[int]:
    sequence, most = problem["sequence"], problem["shown"]
    left = [_rest(sequence[: step + 1]) for step in range(len(sequence))]
    real = [rest[max(0, len(rest) - most) :] for rest in left]
    return {step for step, shown in enumerate(problem["stacks"], 1) if shown != real[step - 1]}


def check(problem: dict, answer: str) -> bool:
    return {int(number) for number in re.findall(r"\d+", answer)} == _wrong(problem)


def solutions(problem: dict) -> int:
    return 1  # each step is right or wrong, so exactly one set of steps is the answer
