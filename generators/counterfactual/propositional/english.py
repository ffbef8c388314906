"""Formulas of `counterfactual/propositional` in English: a template with two clauses in it.

No two templates that say different things are alike, so every sentence has one reading; a test reads all of them back."""

from synth.generators.counterfactual.propositional.templates import PAIR_TEMPLATES, TEMPLATES
from synth.generators.counterfactual.propositional.words import Clauses
from synth.verifiers.counterfactual.propositional import Formula, Part


def template_of(formula: Formula, style: int) -> str:
    """The template of the sentence for a formula."""
    return TEMPLATES[_row(formula)][style]


def _row(formula: Formula) -> str:
    if isinstance(formula, int):
        return "literal"
    return formula.how if isinstance(formula.a, int) and isinstance(formula.b, int) else f"{formula.how} pair"


def say(formula: Formula, clauses: Clauses, style: int) -> str:
    """The sentence for a formula."""
    template = template_of(formula, style)
    if isinstance(formula, int):
        return start(template.format(a=clause(formula, clauses)))
    return start(template.format(a=clause(formula.a, clauses), b=clause(formula.b, clauses)))


def clause(item: Part, clauses: Clauses) -> str:
    """The clause for a literal, or two of them joined."""
    if isinstance(item, int):
        return clauses[abs(item) - 1][item < 0]
    return PAIR_TEMPLATES[item.how].format(a=clause(item.a, clauses), b=clause(item.b, clauses))


def start(text: str) -> str:
    """With a capital letter."""
    return text[0].upper() + text[1:]
