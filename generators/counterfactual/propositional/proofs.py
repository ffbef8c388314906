"""Why an option of `counterfactual/propositional` is true, false or open, in words that follow the premises one by one.

Literals are derived premise by premise from the core; where that does not settle the option, from the supposition that it were the
other way; where that stalls, an atom's two cases are gone through."""

from collections.abc import Sequence
from random import Random

from synth.generators.counterfactual._telling import cite
from synth.generators.counterfactual.propositional.english import Clauses, part
from synth.verifiers.counterfactual._worlds import Relation, every, meet, patterns
from synth.verifiers.counterfactual.propositional import Formula, literals, worlds


class _Proof:
    """The sentences so far, and the steps taken: literals derived, contradictions reached, cases opened."""

    def __init__(self, clauses: Clauses, rules: Sequence[tuple[str, Formula]]):
        self.clauses = clauses
        self.every, self.true = every(len(clauses)), patterns(len(clauses))
        # Name, worlds and atoms of each premise of the core, and of a supposition.
        self.rules = [(name, worlds(formula, len(clauses)), {abs(x) for x in literals(formula)}) for name, formula in rules]
        self.said: list[str] = []
        self.steps = 0

    def spread(self, known: int) -> int:
        """The worlds left by the literals that single rules give, one after the other; 0 after a contradiction."""
        moved = True
        while moved:
            moved = False
            for name, allowed, atoms in self.rules:
                left = known & allowed
                if not left:
                    self.steps += 1
                    self.said.append(f"That cannot be, by {name}." if name else "That goes against what was supposed.")
                    return 0
                found = []
                for atom in sorted(atoms):
                    true = self.true[atom - 1]
                    for literal, against in ((atom, left & ~true), (-atom, left & true)):
                        if not against and known & (true if literal < 0 else ~true):
                            found.append(literal)
                if found:
                    moved = True
                    self.steps += len(found)
                    for literal in found:
                        known &= self.true[abs(literal) - 1] if literal > 0 else ~self.true[abs(literal) - 1]
                    reason = f"By {name}, " if name else "Then "
                    self.said.append(f"{reason}{listed(found, self.clauses)}.")
        return known

    def refute(self, known: int) -> None:
        """Go on to a contradiction, through cases where need be."""
        known = self.spread(known)
        if not known:
            return
        atom = min(atom for _, _, atoms in self.rules for atom in atoms if 0 != known & self.true[atom - 1] != known)
        self.steps += 2
        for literal, case in ((atom, known & self.true[atom - 1]), (-atom, known & ~self.true[atom - 1])):
            self.said.append(f"{'Say first that' if literal > 0 else 'Say instead that'} {listed([literal], self.clauses)}.")
            self.refute(case)


def listed(found: Sequence[int], clauses: Clauses) -> str:
    """Literals in words, with `and` before the last."""
    texts = [part(literal, clauses) for literal in found]
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " and " + texts[-1]


def analysis(rng: Random, premises: Sequence[Formula], option: Formula, relation: Relation, clauses: Clauses) -> tuple[str, int]:
    """The words, and the steps it took (for an open option: a look at each premise)."""
    stand, core = relation
    atoms = len(clauses)
    if stand == "neither":
        return _open(rng, premises, option, clauses), len(premises)
    rules = [(cite([number]), premises[number]) for number in core]
    goal = worlds(option, atoms)
    wrong = goal if stand == "contradicts" else every(atoms) ^ goal
    verdict = "true" if stand == "supports" else "false"
    proof = _Proof(clauses, rules)
    known = proof.spread(proof.every)
    if not known & wrong:
        end = rng.choice(("So this option is", "That makes this option", "This option is therefore"))
        return f"{' '.join(proof.said)} {end} {verdict}.", proof.steps
    proof = _Proof(clauses, rules)
    proof.rules.insert(0, ("", wrong, {abs(literal) for literal in literals(option)}))
    proof.refute(proof.every)
    other = "false" if stand == "supports" else "true"
    lead = rng.choice((f"Suppose this option were {other}.", f"Assume for a moment that this option is {other}."))
    return f"{lead} {' '.join(proof.said)} So this option must be {verdict}.", proof.steps


def _open(rng: Random, premises: Sequence[Formula], option: Formula, clauses: Clauses) -> str:
    """Two ways in which all premises are true, told by the option's own atoms."""
    atoms = len(clauses)
    left = meet((worlds(premise, atoms) for premise in premises), every(atoms))
    goal = worlds(option, atoms)
    cases = []
    for side in (left & goal, left & ~goal):
        world = (side & -side).bit_length() - 1
        cases.append(listed([x if world >> (x - 1) & 1 else -x for x in map(abs, literals(option))], clauses))
    lead = rng.choice(("The premises leave this open:", "The premises do not settle this option:", "This option is left open, since"))
    all_ = "all premises" if lead.endswith("since") else rng.choice(("all of them", "they all"))
    return f"{lead} {all_} can be true while {cases[0]}, which makes it true, and also while {cases[1]}, which makes it false."
