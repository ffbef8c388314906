"""Questions: answer a question about a fictional world from the documents that tell of it.

Refused for the first of: format (not one name, year, number or set of names, as the question asks for), value (another one). The answer is
never stored: it is worked out from the facts of the documents when a problem is built, which fails where they leave it open."""

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.worlds._answers import read
from synth.verifiers.worlds._told import Told, outcome


class Questions(Told, frozen=True):
    """A world that settles its question."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if outcome(self) is None:
            raise ValueError("the documents leave the answer open")


def verify(problem: Questions, answer: str) -> Verdict:
    given = read(problem, answer)
    if isinstance(given, str):
        return refuse("format")
    return ACCEPT if given == outcome(problem) else refuse("value")

EXAMPLES = ()
