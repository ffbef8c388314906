"""Independent route: the program is walked by the oracle's own evaluator, and the answer is read by Python's grammar."""

from synth.pipelines.oracles.simulation import _python


def check(problem: dict, answer: str) -> bool:
    value, _ = _python.run(problem)
    return agrees(value, answer)


def agrees(value, answer: str) -> bool:
    """Whether an answer is that value."""
    read = _python.read(answer)
    if isinstance(value, str):  # quotes around the whole are decoration
        return value in (read, answer.strip().strip("`*\"'. \n"), answer)
    return repr(read) == repr(value) or (type(read) is type(value) and isinstance(value, dict | tuple) and read == value)


def solutions(problem: dict) -> int:
    """A call returns one value."""
    _python.run(problem)
    return 1
