"""Counterfactual, propositional: of four options, name the one that must be true whenever all premises are, or Unknown if none must.

Refused for the first of: format (neither one letter, nor one option's text, nor Unknown), value (another option, or Unknown, is right).

Literals are numbers: 3 is the third atom, -3 its denial. A formula is a literal or two parts under a connective; a part is a literal or
a pair of literals. `or` is inclusive, `xor` exclusive, `nand` is not both, `nor` neither. Atoms may be true or false in
any combination, all combinations are worlds, and what is entailed is found by looking at all of them. Premises that have no world
together, premises that entail two of the options, and options that need no premises, make no problem."""

import re
from functools import lru_cache
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.schemas.verifier import Contrast
from synth.verifiers.counterfactual import _rationale
from synth.verifiers.counterfactual._analyses import denies, stems, within
from synth.verifiers.counterfactual._contrast import conclusion
from synth.verifiers.counterfactual._letters import judge, same
from synth.verifiers.counterfactual._rationale import TRACE_FORMAT as TRACE_FORMAT
from synth.verifiers.counterfactual._worlds import every, meet, outcome, patterns

MAX_ATOMS = 12

Connective = Literal["and", "or", "if", "iff", "xor", "nand", "nor"]
Lit = Annotated[int, Meta(ge=-MAX_ATOMS, le=MAX_ATOMS)]


class Pair(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Two literals as one part of a formula."""

    how: Literal["and", "or"]
    a: Lit
    b: Lit


Part = Lit | Pair


class Compound(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Two parts under a connective; in `if`, b follows from a."""

    how: Connective
    a: Part
    b: Part


Formula = Lit | Compound
Text = Annotated[str, Meta(pattern=r"^[A-Z][ -~]*\.\Z", max_length=400)]
Statement = tuple[Formula, Text]


class Propositional(Problem, frozen=True):
    """scene: where the story plays; atoms: how many there are; premises, options: each a formula and the sentence that says it."""

    scene: Text
    atoms: Annotated[int, Meta(ge=2, le=MAX_ATOMS)]
    premises: Annotated[tuple[Statement, ...], Meta(min_length=2, max_length=20)]
    options: tuple[Statement, Statement, Statement, Statement]

    def __post_init__(self) -> None:
        for formula, _ in (*self.premises, *self.options):
            if any(not 0 < abs(literal) <= self.atoms for literal in literals(formula)):
                raise ValueError("a literal is the number of an atom, or minus that")
        if len({same(text) for _, text in self.options}) < len(self.options):
            raise ValueError("no two options have one text")
        entailed(self)


def literals(formula: Formula) -> list[int]:
    """The literals of a formula from left to right."""
    if isinstance(formula, int):
        return [formula]
    return [literal for part in (formula.a, formula.b) for literal in ([part] if isinstance(part, int) else [part.a, part.b])]


@lru_cache(maxsize=1 << 15)
def worlds(formula: Formula | Pair, atoms: int) -> int:
    """The worlds of so many atoms in which the formula is true."""
    all_ = every(atoms)
    if isinstance(formula, int):
        true = patterns(atoms)[abs(formula) - 1]
        return true if formula > 0 else all_ ^ true
    how, a, b = formula.how, worlds(formula.a, atoms), worlds(formula.b, atoms)
    if how == "and":
        return a & b
    if how == "or":
        return a | b
    if how == "if":
        return (all_ ^ a) | b
    if how == "xor":
        return a ^ b
    return all_ ^ (a ^ b if how == "iff" else a & b if how == "nand" else a | b)


def sets(problem: Propositional) -> tuple[list[int], list[int]]:
    """The worlds of each premise and of each option."""
    n = problem.atoms
    return [worlds(formula, n) for formula, _ in problem.premises], [worlds(formula, n) for formula, _ in problem.options]


@kept
def entailed(problem: Propositional) -> int | None:
    """The place of the option that is entailed, or None. Raises ValueError when two are, when an option needs no premises, or when the
    premises have no world."""
    premises, options = sets(problem)
    all_ = every(problem.atoms)
    if any(option in (0, all_) for option in options):
        raise ValueError("an option is true or false whatever the premises say")
    return outcome(premises, options, all_)


@kept
def texts(problem: Propositional) -> tuple[str, ...]:
    """The sentences of the options."""
    return tuple(text for _, text in problem.options)


def verify(problem: Propositional, answer: str) -> Verdict:
    return judge(answer, texts(problem), entailed(problem))


def verify_trace(problem: Propositional, completion: str) -> TraceVerdict:
    """The verdict on a rationale in the form of TRACE_FORMAT; see `_rationale.REASONS`, also for what is not judged. Its steps are the
    four options."""
    return _rationale.check(completion, lambda answer: verify(problem, answer).accepted, _about(problem))


def proven(problem: Propositional, completion: str) -> Proven:
    """How much of the proof of the right answer stands; see `_rationale.proven`."""
    return _rationale.proven(completion, _about(problem))


def _about(problem: Propositional) -> _rationale.Premises:
    premises, options = sets(problem)
    return _rationale.Premises(premises, options, every(problem.atoms), entailed(problem), lambda text: _ways(problem, text))


_WAYS = 64


@lru_cache(maxsize=256)
def _lexicon(statements: tuple[Statement, ...]) -> tuple[tuple[frozenset[int], tuple[str, ...]], ...]:
    """The atoms and the words of each sentence."""
    return tuple((frozenset(map(abs, literals(formula))), stems(text)) for formula, text in statements)


def _ways(problem: Propositional, text: str) -> list[int]:
    """The worlds in which the clauses joined by commas and `and` are true. The problem has sentences, not the words of each atom: an atom
    that a clause may be about is one named in just those sentences where its words stand."""
    lexicon = _lexicon((*problem.premises, *problem.options))
    parts = [part for part in re.split(r"[,;]\s*(?:and\s+)?|\s+and\s+", text.strip(" .")) if part]
    candidates = []
    for part in parts[: MAX_ATOMS + 1]:
        words = stems(part)
        holds = [within(words, sentence) for _, sentence in lexicon]
        atoms = [n for n in range(1, problem.atoms + 1) if [n in named for named, _ in lexicon] == holds]
        if not words or not any(holds) or not atoms:
            return []
        candidates.append([-n for n in atoms] if denies(part) else atoms)
    ways = [frozenset[int]()]
    for found in candidates:
        ways = [way | {n} for way in ways for n in found if n in way or not {n, -n} & way][:_WAYS]
    return [meet((worlds(n, problem.atoms) for n in way), every(problem.atoms)) for way in ways if len(way) == len(parts)]


ABSTENTION = "Unknown"
CHOICES = ("A", "B", "C", "D")
CONTRAST = Contrast(texts, conclusion, question="Which of the four options must be true?")


_GATE = Propositional(
    "The old fort opens for the season.",
    4,
    (
        (Compound("if", 1, 2), "If the gate is open, then the bridge is guarded."),
        (Compound("or", -2, 3), "The bridge is not guarded or the tower is lit (perhaps both)."),
        (1, "The gate is open."),
        (Compound("if", 4, 3), "Whenever the well is deep, the tower is lit."),
    ),
    (
        (Compound("and", 1, 4), "Both of these are true: the gate is open; the well is deep."),
        (Compound("and", 3, 1), "The tower is lit; moreover, the gate is open."),
        (Compound("xor", 1, 2), "Just one of these two is true: the gate is open; the bridge is guarded."),
        (-2, "It is true that the bridge is not guarded."),
    ),
)
_OPEN = Propositional(_GATE.scene, 4, (*_GATE.premises[:2], (3, "The tower is lit."), _GATE.premises[3]), _GATE.options)

EXAMPLES = (
    (_GATE, "B", ""),
    (_GATE, "(b)", ""),
    (_GATE, "b.", ""),
    (_GATE, "**B**", ""),
    (_GATE, "The answer is B.", ""),
    (_GATE, "B) The tower is lit; moreover, the gate is open.", ""),
    (_GATE, "the tower is lit; moreover, the gate is open", ""),
    (_GATE, "The option that must be true is (b).", ""),
    (_OPEN, "Unknown", ""),
    (_OPEN, "unknown.", ""),
    (_OPEN, "Neither", ""),
    (_OPEN, "There is not enough information to decide.", ""),
    (_OPEN, "None of the four must be true.", ""),
    (_OPEN, "Unknown (none of the options is entailed)", ""),
    (_GATE, "", "format"),
    (_GATE, "A, B, C, D", "format"),
    (_GATE, "B or Unknown", "format"),
    (_GATE, "(a)/(b)", "format"),
    (_GATE, "Not A", "format"),
    (_GATE, "Everything except B", "format"),
    (_GATE, "B is false", "format"),
    (_GATE, "B) It is true that the bridge is not guarded.", "format"),
    (_GATE, "The tower is lit", "format"),
    (_GATE, "all of the above", "format"),
    (_GATE, "D", "value"),
    (_GATE, "Unknown", "value"),
    (_GATE, "Both of these are true: the gate is open; the well is deep.", "value"),
    (_OPEN, "B", "value"),
    (_OPEN, "Known", "format"),
)
