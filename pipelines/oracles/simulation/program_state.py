"""Independent route: the program is walked by the oracle's own evaluator, which notes every line and every change."""

from synth.pipelines.oracles.simulation import _python, predict_output


def check(problem: dict, answer: str) -> bool:
    _, made = _python.run(problem)
    if problem["ask"] == "count":
        return predict_output.agrees(made.executed.count(problem["line"]), answer)
    values = [shown for line, name, shown in made.seen if (line, name) == (problem["line"], problem["variable"])]
    return predict_output.agrees(_python.read(values[problem["times"] - 1]), answer)


def solutions(problem: dict) -> int:
    """A run has one value at each moment."""
    _python.run(problem)
    return 1
