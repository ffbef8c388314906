"""Independent route: every constraint is judged once more by code of its own, which reads the reply sign by sign."""

from synth.pipelines.oracles.instruct._checks import holds
from synth.pipelines.oracles.instruct._reading import plain


def check(problem: dict, answer: str) -> bool:
    text = plain(answer)
    return 1 <= len(text) <= 10_000 and all(holds(rule, text, problem["language"]) for rule in problem["rules"])
