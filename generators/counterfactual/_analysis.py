"""Why an option is true, false or open, in words that follow the premises one by one.

What single premises of the minimal core say of single atoms is derived, one after the other (unit propagation); where that does not
settle the option, from the supposition that it were the other way (proof by contradiction); where that stalls, the two cases of one atom
are gone through. An open option is shown by two worlds in which all premises are true.

Shared by the tasks of premises and options, which bring their words in a `Wording`."""

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import NamedTuple

from synth.generators.counterfactual._rationale import cite
from synth.verifiers.counterfactual._worlds import Relation, every, meet, patterns

Literal = tuple[int, bool]
"""An atom, from 0, and whether it is true."""


class Statement(NamedTuple):
    """A premise or an option as the proof sees it."""

    worlds: int
    """Those in which it is true."""
    atoms: tuple[int, ...]
    """Those that it speaks of, from 0, each once, in the order in which an analysis lists them."""


class Wording(NamedTuple):
    """How a task words its analyses."""

    literals: Callable[[Sequence[Literal]], str]
    """Literals as one clause: `Anna and Bruno play chess, Clara does not play chess`."""
    case: Callable[[Sequence[int]], int]
    """The atom whose two cases to go through, out of the open atoms of all premises, one of each mention."""
    ends: tuple[str, ...]
    """Before `true.` or `false.`: `So this option is`."""
    open: Callable[[Random], str]
    """Before `can be true while`: `The premises leave this open. All of them`."""


class _Proof:
    """The sentences so far, and the steps taken: literals derived, contradictions reached, cases opened."""

    def __init__(self, wording: Wording, atoms: int, premises: Sequence[tuple[str, Statement]]):
        self.wording, self.premises = wording, premises
        self.true = patterns(atoms)
        self.sentences: list[str] = []
        self.steps = 0

    def open(self, known: int) -> list[int]:
        """The atoms of all premises, mention by mention, that are true in some of the worlds and false in others."""
        return [atom for _, premise in self.premises for atom in premise.atoms if 0 != known & self.true[atom] != known]

    def propagate(self, known: int) -> int:
        """The worlds left by the literals that single premises give, one after the other; 0 after a contradiction."""
        unsettled = set(self.open(known))
        moved = True
        while moved:
            moved = False
            for name, (worlds, atoms) in self.premises:
                left = known & worlds
                if not left:
                    self.steps += 1
                    self.sentences.append(f"That cannot be, by {name}." if name else "That goes against what was supposed.")
                    return 0
                found = [(atom, so != 0) for atom in sorted(unsettled.intersection(atoms)) if (so := left & self.true[atom]) in (0, left)]
                if found:
                    moved = True
                    self.steps += len(found)
                    for atom, so in found:
                        known &= self.true[atom] if so else ~self.true[atom]
                        unsettled.discard(atom)
                    self.sentences.append(f"{f'By {name}, ' if name else 'Then '}{self.wording.literals(found)}.")
        return known

    def refute(self, known: int) -> None:
        """Go on to a contradiction, through cases where need be."""
        known = self.propagate(known)
        if not known:
            return
        atom = self.wording.case(self.open(known))
        self.steps += 2
        for so, case in ((True, known & self.true[atom]), (False, known & ~self.true[atom])):
            self.sentences.append(f"{'Say first that' if so else 'Say instead that'} {self.wording.literals([(atom, so)])}.")
            self.refute(case)


def analysis(
    rng: Random, premises: Sequence[Statement], option: Statement, relation: Relation, wording: Wording, atoms: int
) -> tuple[str, int]:
    """The words, and the steps it took (for an open option: a look at each premise)."""
    stand, core = relation
    if stand == "neither":
        return _open(rng, premises, option, wording, atoms), len(premises)
    cited = [(cite([number]), premises[number]) for number in core]
    wrong = option.worlds if stand == "contradicts" else every(atoms) ^ option.worlds
    verdict, other = ("true", "false") if stand == "supports" else ("false", "true")
    proof = _Proof(wording, atoms, cited)
    if not proof.propagate(every(atoms)) & wrong:
        return f"{' '.join(proof.sentences)} {rng.choice(wording.ends)} {verdict}.", proof.steps
    proof = _Proof(wording, atoms, [("", Statement(wrong, option.atoms)), *cited])
    proof.refute(every(atoms))
    lead = rng.choice((f"Suppose this option were {other}.", f"Assume for a moment that this option is {other}."))
    return f"{lead} {' '.join(proof.sentences)} So this option must be {verdict}.", proof.steps


def _open(rng: Random, premises: Iterable[Statement], option: Statement, wording: Wording, atoms: int) -> str:
    """Two worlds in which all premises are true, told by the option's own atoms."""
    left = meet((premise.worlds for premise in premises), every(atoms))
    cases = []
    for side in (left & option.worlds, left & ~option.worlds):
        world = (side & -side).bit_length() - 1
        cases.append(wording.literals([(atom, bool(world >> atom & 1)) for atom in option.atoms]))
    return f"{wording.open(rng)} can be true while {cases[0]}, which makes it true, and also while {cases[1]}, which makes it false."
