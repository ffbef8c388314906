"""Why an option of `counterfactual/quantified` is true, false or open, in words that follow the premises one by one.

What single premises of the core say of single people is derived, one after the other; where that does not settle the option, from
the supposition that it were the other way; where that stalls, the two cases of one such thing are gone through."""

from collections.abc import Iterable, Sequence
from random import Random

from synth.generators.counterfactual._telling import cite
from synth.generators.counterfactual.quantified.draws import worlds
from synth.generators.counterfactual.quantified.english import Tongue
from synth.verifiers.counterfactual._worlds import Relation, every, meet, patterns
from synth.verifiers.counterfactual.quantified.formulas import (
    By,
    Concept,
    Fact,
    Formula,
    Is,
    Link,
    Signature,
    To,
    leaves,
)

Literal = tuple[int, bool]  # a ground atom, and whether it is so


def atoms_in(formula: Formula, signature: Signature) -> set[int]:
    """The ground atoms that a statement speaks of, numbered as in `ground`."""
    if isinstance(formula, Link):
        return atoms_in(formula.a, signature) | atoms_in(formula.b, signature)
    if isinstance(formula, Fact):
        return _of_concept(formula.what, (formula.person,), signature)
    domain = signature.domain(formula.group)
    return _of_concept(formula.b, domain, signature) | _of_concept(formula.a, domain, signature)


def _of_concept(concept: Concept | None, domain: Iterable[int], signature: Signature) -> set[int]:
    n, start = signature.people, signature.people * signature.properties
    found: set[int] = set()
    for leaf in leaves(concept):
        for person in domain:
            if isinstance(leaf, Is):
                found.add(leaf.property * n + person)
            elif isinstance(leaf, To):
                found.add(start + person * n + leaf.person)
            elif isinstance(leaf, By):
                found.add(start + leaf.person * n + person)
            else:
                found.update(start + person * n + other for other in range(n))
                found.update(leaf.property * n + other for other in range(n))
    return found


def listed(words: Sequence[str], joint: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def told(literals: Iterable[Literal], tongue: Tongue, signature: Signature) -> str:
    """Literals in words, those about one property together: "Anna and Bruno play chess, Clara does not play chess"."""
    n = signature.people
    clauses: dict[tuple[Is | To, bool], list[str]] = {}
    for atom, so in sorted(literals):
        row, column = divmod(atom, n)
        relation = row - signature.properties
        leaf = To(column, so) if relation >= 0 else Is(row, so)
        clauses.setdefault((leaf, so), []).append(tongue.names[relation if relation >= 0 else column])
    return listed([f"{listed(who)} {tongue.leaf(leaf, len(who) > 1)}" for (leaf, _), who in clauses.items()])


class _Proof:
    """The sentences so far, and the steps taken: literals derived, contradictions reached, cases opened."""

    def __init__(self, tongue: Tongue, signature: Signature, rules: Sequence[tuple[str, int, set[int]]]):
        self.tongue, self.signature, self.rules = tongue, signature, rules
        self.true = patterns(signature.atoms)
        self.said: list[str] = []
        self.steps = 0

    def spread(self, known: int) -> int:
        """The worlds left by the literals that single rules give, one after the other; 0 after a contradiction."""
        open_ = {atom for _, _, atoms in self.rules for atom in atoms if 0 != known & self.true[atom] != known}
        moved = True
        while moved:
            moved = False
            for name, allowed, atoms in self.rules:
                left = known & allowed
                if not left:
                    self.steps += 1
                    self.said.append(f"That cannot be, by {name}." if name else "That goes against what was supposed.")
                    return 0
                found: list[Literal] = []
                for atom in atoms & open_:
                    so = left & self.true[atom]
                    if so == left or not so:
                        found.append((atom, so != 0))
                if found:
                    moved = True
                    self.steps += len(found)
                    for atom, yes in found:
                        known &= self.true[atom] if yes else ~self.true[atom]
                        open_.discard(atom)
                    self.said.append(f"{f'By {name}, ' if name else 'Then '}{told(found, self.tongue, self.signature)}.")
        return known

    def refute(self, known: int) -> None:
        """Go on to a contradiction, through cases where need be."""
        known = self.spread(known)
        if not known:
            return
        open_ = [atom for _, _, atoms in self.rules for atom in atoms if 0 != known & self.true[atom] != known]
        atom = max(sorted(set(open_)), key=open_.count)
        self.steps += 2
        for so, case in ((True, known & self.true[atom]), (False, known & ~self.true[atom])):
            self.said.append(f"{'Say first that' if so else 'Say instead that'} {told([(atom, so)], self.tongue, self.signature)}.")
            self.refute(case)


def analysis(
    rng: Random, premises: Sequence[Formula], option: Formula, relation: Relation, tongue: Tongue, signature: Signature
) -> tuple[str, int]:
    """The words, and the steps it took (for an open option: a look at each premise)."""
    stand, core = relation
    goal, all_ = worlds(option, signature), every(signature.atoms)
    if stand == "neither":
        return _open(rng, premises, option, tongue, signature), len(premises)
    rules = [(cite([number]), worlds(premises[number], signature), atoms_in(premises[number], signature)) for number in core]
    wrong = goal if stand == "contradicts" else all_ ^ goal
    verdict, other = ("true", "false") if stand == "supports" else ("false", "true")
    proof = _Proof(tongue, signature, rules)
    if not proof.spread(all_) & wrong:
        end = rng.choice(("So this option is", "That makes this option", "This option is thus"))
        return f"{' '.join(proof.said)} {end} {verdict}.", proof.steps
    proof = _Proof(tongue, signature, [("", wrong, atoms_in(option, signature)), *rules])
    proof.refute(all_)
    lead = rng.choice((f"Suppose this option were {other}.", f"Assume for a moment that this option is {other}."))
    return f"{lead} {' '.join(proof.said)} So this option must be {verdict}.", proof.steps


def _open(rng: Random, premises: Sequence[Formula], option: Formula, tongue: Tongue, signature: Signature) -> str:
    """Two ways in which all premises are true, told by the option's own atoms."""
    left = meet((worlds(premise, signature) for premise in premises), every(signature.atoms))
    goal = worlds(option, signature)
    involved = sorted(atoms_in(option, signature))
    cases = []
    for side in (left & goal, left & ~goal):
        world = (side & -side).bit_length() - 1
        cases.append(told([(atom, bool(world >> atom & 1)) for atom in involved], tongue, signature))
    lead = rng.choice(("The premises leave this open.", "The premises do not settle this option.", "By the premises this option is open."))
    return f"{lead} All of them can be true while {cases[0]}, which makes it true, and also while {cases[1]}, which makes it false."
