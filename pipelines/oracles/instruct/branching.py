"""Independent route: branches and constraints are judged once more by code of its own, which reads note and reply sign by sign."""

from synth.pipelines.oracles.instruct._checks import holds, in_force
from synth.pipelines.oracles.instruct._reading import plain


def check(problem: dict, answer: str) -> bool:
    text, language = plain(answer), problem["language"]
    return 1 <= len(text) <= 10_000 and all(holds(rule, text, language) for rule in in_force(problem["rules"], problem["note"], language))
