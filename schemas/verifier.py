"""What is known of a verifier: its functions, and what reports and exports need to know of its answers. One record for each task, made
from the names of the verifier's module by `synth.verifiers.reward.verifier`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from synth.schemas.problem import Problem
from synth.schemas.verdict import Proven, TraceVerdict, Verdict


@dataclass(frozen=True, slots=True)
class Contrast:
    """How contrastive pairs (a problem beside an edited copy of it, with another answer) are read off the families of a task whose
    problems have options. The module's name `CONTRAST`."""

    options: Callable[[Any], tuple[str, ...]]
    """`(problem) -> texts of its options`, in the order of their letters: `("The gate is open.", "The well is deep.", ...)`."""
    conclusion: Callable[[Sequence[str], str, str, str], int]
    """`(options, prompt, worked solution, answer) -> place of the option concluded`, from 0. Raises ValueError that says what is wrong
    with a worked solution that is not in its form, or that concludes another option than the answer names."""
    question: str = ""
    """What every prompt of the task asks, in its plainest words: `Which of the four options must be true?`. Empty where each problem has
    its own question, a field of that name that its prompt quotes."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A verifier as the functions of `synth.verifiers.reward` see it."""

    problem: type[Problem]
    """The problem's type, whose JSON text is the ground truth: `Sudoku`."""
    verify: Callable[[Any, str], Verdict]
    """`(problem, answer) -> Verdict`; total, and linear in the answer's length. The module's name `verify`."""
    rule: str
    """The rule in one sentence, the first of the module's docstring: `Sudoku: fill the empty cells so that ...`."""
    verify_trace: Callable[[Any, str], TraceVerdict] | None = None
    """`(problem, completion) -> TraceVerdict` on the steps and the answer, None where steps cannot be checked."""
    proven: Callable[[Any, str], Proven] | None = None
    """`(problem, completion) -> Proven`, for rewards by step; there where `verify_trace` is. The module's name `proven`."""
    trace_format: Mapping[str, str] | None = None
    """By language how steps are written so that `verify_trace` reads them, told to a model: `Before the final answer, write ...`. The
    module's name `TRACE_FORMAT`, a text where there is English alone; None where steps cannot be checked."""
    abstention: str = ""
    """The answer that is right for problems whose facts do not settle the question: `Unknown`. The module's name `ABSTENTION`; empty
    where every problem has another answer."""
    choices: tuple[str, ...] = ()
    """The other answers, where they are so few that one can be guessed: `("True", "False")`. The module's name `CHOICES`."""
    contrast: Contrast | None = None
    """How contrastive pairs are read off the task's families, None where they are not. The module's name `CONTRAST`."""
    whole_reply: bool = False
    """Whether all of a reply but its thought is the answer, without tags: `True` for texts that are written to order. The module's name
    `WHOLE_REPLY`."""
    components: Callable[[Any, str], dict[str, bool]] | None = None
    """`(problem, answer) -> {constraint: whether it is kept}`, None where there is nothing to be told apart. The module's name
    `components`."""
