"""The words of analyses of `counterfactual/quantified`; the proof itself is `_analysis`."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from random import Random

from synth.generators.counterfactual import _analysis
from synth.generators.counterfactual._analysis import Wording
from synth.generators.counterfactual._proofs import Literal, Statement
from synth.generators.counterfactual.quantified.english import Lexicon
from synth.generators.counterfactual.quantified.statements import worlds
from synth.verifiers.counterfactual._worlds import Relation
from synth.verifiers.counterfactual.quantified.formulas import By, Concept, Fact, Formula, Is, Link, Signature, To, leaves

ENDS = ("So this option is", "That makes this option", "This option is thus")
OPEN = ("The premises leave this open.", "The premises do not settle this option.", "By the premises this option is open.")


def analysis(
    rng: Random, premises: Sequence[Formula], option: Formula, relation: Relation, lexicon: Lexicon, signature: Signature
) -> tuple[str, int]:
    """The words, and the steps it took."""

    def said(found: Sequence[Literal]) -> str:
        return literals_in_words(found, lexicon, signature)

    wording = Wording(said, ENDS, lambda rng: f"{rng.choice(OPEN)} All of them")
    stated = [Statement(worlds(formula, signature), sorted_atoms(formula, signature)) for formula in (*premises, option)]
    return _analysis.analysis(rng, stated[:-1], stated[-1], relation, wording, signature.atoms)


@lru_cache(maxsize=1 << 8)  # the members of a family share statements
def sorted_atoms(formula: Formula, signature: Signature) -> tuple[int, ...]:
    return tuple(sorted(atoms_in(formula, signature)))


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


def literals_in_words(literals: Iterable[Literal], lexicon: Lexicon, signature: Signature) -> str:
    """Literals in words, those about one property together: "Anna and Bruno play chess, Clara does not play chess"."""
    n, names = signature.people, lexicon.names
    clauses: dict[tuple[bool, int, bool], list[str]] = {}
    for atom, so in sorted(literals):
        row, column = divmod(atom, n)
        who = row - signature.properties
        key, name = ((False, row, so), names[column]) if who < 0 else ((True, column, so), names[who])
        clauses.setdefault(key, []).append(name)
    parts = []
    for (related, what, so), people in clauses.items():
        leaf = To(what, so) if related else Is(what, so)
        parts.append(f"{listed(people)} {lexicon.leaf(leaf, len(people) > 1)}")
    return listed(parts)
