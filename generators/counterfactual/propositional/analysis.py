"""The words of analyses of `counterfactual/propositional`; the proof itself is `_analysis`."""

from collections.abc import Sequence
from random import Random

from synth.generators.counterfactual import _analysis
from synth.generators.counterfactual._analysis import Wording
from synth.generators.counterfactual._proofs import Literal, Statement
from synth.generators.counterfactual.propositional.english import clause
from synth.generators.counterfactual.propositional.words import Clauses
from synth.verifiers.counterfactual._worlds import Relation
from synth.verifiers.counterfactual.propositional import Formula, literals, worlds

ENDS = ("So this option is", "That makes this option", "This option is therefore")


def analysis(rng: Random, premises: Sequence[Formula], option: Formula, relation: Relation, clauses: Clauses) -> tuple[str, int]:
    """The words, and the steps it took."""
    atoms = len(clauses)

    def statement(formula: Formula) -> Statement:
        return Statement(worlds(formula, atoms), tuple(dict.fromkeys(abs(literal) - 1 for literal in literals(formula))))

    def listed(found: Sequence[Literal]) -> str:
        texts = [clause(atom + 1 if so else -atom - 1, clauses) for atom, so in found]
        return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " and " + texts[-1]

    wording = Wording(listed, ENDS, _open)
    return _analysis.analysis(rng, [*map(statement, premises)], statement(option), relation, wording, atoms)


def _open(rng: Random) -> str:
    lead = rng.choice(("The premises leave this open:", "The premises do not settle this option:", "This option is left open, since"))
    return f"{lead} {'all premises' if lead.endswith('since') else rng.choice(('all of them', 'they all'))}"
