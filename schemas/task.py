"""What a task is: two frozen types, four functions and some declared promises. The pipeline knows nothing else of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import Verdict

DIFFICULTIES = range(1, 11)


@dataclass(frozen=True, slots=True)
class Sample:
    """One draw of a generator.

    witness: an answer known to be right, in the form that the prompt asks for.
    effort: what solving took (search nodes, deduction steps, depth): the measured difficulty of this item.
    trace: a worked solution whose steps can be checked, or nothing.
    bait: the contrast to the trace: a whole completion with a tempting wrong derivation and its wrong answer in tags, or nothing.
    certificate: JSON text of what makes this item what it is (its part in the family, what was edited), or nothing.
    twins: further members of the same family, whose problems differ from this one in a single place. A family gets one
        pair_id and one split and is kept or dropped whole.
    """

    problem: Problem
    witness: str
    effort: float
    trace: str = ""
    bait: str = ""
    certificate: str = ""
    twins: tuple["Sample", ...] = ()


class Reject(Exception):
    """This draw is hopeless. Its argument is a short word under which the pipeline counts it; no row is made."""


def near_miss(problem: Any, witness: str, rng: Random) -> str:
    """The witness with one token changed: a number moved by one, a letter replaced, a word exchanged for another word of the
    answer. Right for tasks where no such neighbour can be an answer too; others bring their own."""
    tokens = list(re.finditer(r"\d+|[^\W\d_]+", witness))
    token = rng.choice(tokens)
    text = token.group()
    others = sorted({t.group() for t in tokens} - {text})
    if text.isdigit():
        new = str(int(text) + 1)
    elif len(text) == 1:
        new = "B" if text == "A" else "A"
    elif text.lower() in ("yes", "no"):
        new = "no" if text.lower() == "yes" else "yes"
    elif others:
        new = rng.choice(others)
    else:
        new = text[:-1] + ("a" if text[-1] != "a" else "b")
    return witness[: token.start()] + new + witness[token.end() :]


@dataclass(frozen=True, slots=True)
class Task:
    """A task as the registry sees it.

    module: `__name__` of the generator module; the task's name is read from it.
    version: raised whenever a key would give another row.
    levels: ten knob sets, difficulty 1..10, easy to hard.
    generate: `(rng, knobs) -> Sample`; may raise Reject.
    view: the template's variables, made from the problem alone.
    guess_rate: upper bound on the chance that a blind guess or another problem's answer is accepted.
    capacity: for each level a number of distinct problems that it surely exceeds.
    unique: exactly one answer keeps the rules (up to its spelling), proved for each problem.
    canonical: a JSON-able form that symmetric copies share; by default the problem itself.
    spoil: `(problem, witness, rng) -> answer` that looks like the witness and is wrong.
    family: rows in one draw (1 + twins) at most.
    kin: for families: a JSON-able form made from one member alone that is the same for all members of its family and for
        symmetric copies. Splits go by it, so a problem that turns up in two families is never in two splits.
    wording: fields of the problem that word the prompt and have no part in the verdict.
    """

    module: str
    version: int
    problem: type[Problem]
    levels: tuple[Frozen, ...]
    generate: Callable[[Random, Any], Sample]
    view: Callable[[Any], dict[str, object]]
    verify: Callable[[Any, str], Verdict]
    guess_rate: float
    capacity: tuple[int, ...]
    unique: bool = False
    canonical: Callable[[Any], object] | None = None
    spoil: Callable[[Any, str, Random], str] = near_miss
    family: int = 1
    kin: Callable[[Any], object] | None = None
    wording: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.family > 1 and self.kin is None:
            raise ValueError(f"{self.module}: a task with twins needs `kin`, the form that its splits go by")
        if len(self.levels) != len(DIFFICULTIES) or len(self.capacity) != len(DIFFICULTIES):
            raise ValueError(f"{self.module}: a task has {len(DIFFICULTIES)} levels, each with a capacity")

    @property
    def name(self) -> str:
        """`logic/sudoku` for the module `synth.generators.logic.sudoku`."""
        return "/".join(self.module.split(".")[-2:])

    @property
    def domain(self) -> str:
        return self.module.split(".")[-2]

    @property
    def knobs(self) -> type[Frozen]:
        return type(self.levels[0])
