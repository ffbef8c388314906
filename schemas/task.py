"""What a task is: two frozen types, four functions and some declared promises. The pipeline knows nothing else of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import Verdict

DIFFICULTIES = range(1, 11)


@dataclass(frozen=True, slots=True)
class Sample:
    """One draw of a generator: a problem with its reference answer."""

    problem: Problem
    """What the verifier judges answers against; its JSON text is the row's ground truth."""
    answer: str
    """The reference answer, in the format that the prompt asks for: `(1 + 2) * 8`."""
    effort: float
    """Measured difficulty of this problem, in a unit of the task's own (search nodes, deduction steps, depth): `17.0`."""
    trace: str = ""
    """A worked solution whose steps `verify_trace` can check, or nothing: `S1. ... [F2, F3]`, a line each. What stands between the numbered
    lines is English, and is left out of rows in other languages."""
    rejected: str = ""
    """As in preference data: a whole completion that looks like a right one, with a tempting wrong derivation and its wrong
    answer in tags; or nothing."""
    provenance: str = ""
    """JSON text that says what this problem is in its family and proves it (`{"edit": ...}`), or nothing."""
    other_members: tuple["Sample", ...] = ()
    """The further members of the same family, perturbations of this problem. A family shares `family_id`, wording and split,
    and is kept or dropped whole."""


class Discard(Exception):
    """This draw gives no problem. Its argument is a short word under which the pipeline counts it: `Discard("unsolved")`."""


def near_miss(problem: Any, answer: str, rng: Random) -> str:
    """The answer with one token changed: a number moved by one, a letter replaced, a word exchanged for another word of the
    answer (`3 1 2` -> `3 2 2`). Right for tasks where no such neighbour can be an answer too; others bring their own `corrupt`."""
    tokens = list(re.finditer(r"\d+|[^\W\d_]+", answer))
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
    return answer[: token.start()] + new + answer[token.end() :]


@dataclass(frozen=True, slots=True)
class Task:
    """A task as the registry sees it."""

    module: str
    """`__name__` of the generator's module, from which the task's name is read: `synth.generators.logic.sudoku`."""
    version: int
    """Raised whenever a key would give another row; from 1."""
    problem: type[Problem]
    """The problem's type, defined beside the verifier: `Sudoku`."""
    levels: tuple[Frozen, ...]
    """Ten sets of knobs, for the difficulties 1 to 10, easy to hard."""
    generate: Callable[..., Sample]
    """`(rng, knobs) -> Sample`, or `(rng, knobs, language) -> Sample` where `by_language` is set; all randomness comes from `rng`.
    Raises Discard."""
    prompt_variables: Callable[[Any, Random], dict[str, object]]
    """`(problem, rng) -> variables of the prompt's template`: `{"rows": ["1 . . 4", ...]}`. `rng` is the row's own for
    wording: for what may stand in any order, or is drawn as an example."""
    verify: Callable[[Any, str], Verdict]
    """`(problem, answer) -> Verdict`, from the verifier's module."""
    guess_rate: float
    """Upper bound on the chance that a blind guess, or the answer to another problem, is accepted: `0.01`."""
    capacity: tuple[int, ...]
    """For each level a number of distinct problems (by canonical form) that it surely exceeds: `(5_000, ...)`."""
    unique: bool = False
    """Whether exactly one answer, up to its spelling, is right, which is proved for each problem."""
    canonical: Callable[[Any], object] | None = None
    """`(problem) -> canonical form`, JSON-able and equal for symmetric copies (rotated, renamed, reordered); the problem itself by
    default. The fingerprint is its hash."""
    corrupt: Callable[[Any, str, Random], str] = near_miss
    """`(problem, answer, rng) -> wrong answer` that looks like the right one, for the self-check."""
    max_members: int = 1
    """Rows in one draw at most; above 1 the task makes families."""
    paired: bool = False
    """Whether a family is a pair: one member is answerable, and to the other the right answer is that its facts do not settle it."""
    split_key: Callable[[Any], object] | None = None
    """`(problem) -> JSON-able form`, equal for symmetric copies; splits go by its hash instead of the fingerprint's. For tasks in which one
    problem gives another away: the same board asked another way, `(board,)`. Families need it: made from one member alone, equal for
    all members of its family, so a problem that turns up in two families is never in two splits."""
    prompt_only: tuple[str, ...] = ()
    """Fields of the problem that word the prompt and have no part in the verdict: `("theme",)`."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each language but English the words of the problem's identifiers, as the verifier reads them: `{"zh": {"cat": "猫"}}`. An
    identifier is its own English word. Templates look one up by `term("cat")`; the reference answer is written in them."""
    by_language: bool = False
    """Whether problems are made of the words of one language, so that `generate` takes the language as a third argument: `True` for
    sorting words."""
    report_by: tuple[str, ...] = ()
    """Whole-number knobs, in order, by whose values the report on abstention also shows its results: `("depth", "cut")`. A field of that
    name in a row's provenance counts more."""

    def __post_init__(self) -> None:
        if self.max_members > 1 and self.split_key is None:
            raise ValueError(f"{self.module}: a task with families needs `split_key`, the form that their splits go by")
        if len(self.levels) != len(DIFFICULTIES) or len(self.capacity) != len(DIFFICULTIES):
            raise ValueError(f"{self.module}: a task has {len(DIFFICULTIES)} levels, each with a capacity")

    @property
    def name(self) -> str:
        """`logic/sudoku` for the module `synth.generators.logic.sudoku`."""
        return "/".join(self.module.split(".")[-2:])

    @property
    def domain(self) -> str:
        """`logic` for `logic/sudoku`."""
        return self.module.split(".")[-2]

    @property
    def knobs(self) -> type[Frozen]:
        """The type of a set of knobs."""
        return type(self.levels[0])
