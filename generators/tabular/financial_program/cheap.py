"""Cheap policies: what somebody answers who skips what is hard about a report."""

from collections.abc import Callable
from fractions import Fraction

from synth.generators.tabular._writing import rounded
from synth.verifiers.tabular.financial_program import FinancialProgram, digits, result
from synth.verifiers.tabular.financial_program.program import AMOUNTS, CORRECTIONS, Run


def text_of(problem: FinancialProgram, value: Fraction, unit: str) -> str:
    return rounded(value, digits(problem, unit)) + ("" if unit else "%")


def _with(needs: Callable[[FinancialProgram], bool], **careless: bool) -> Callable[[FinancialProgram], str]:
    """needs: where there is something to be careless about; nothing is answered elsewhere."""

    def policy(problem: FinancialProgram) -> str:
        if not needs(problem):
            return ""
        try:
            return text_of(problem, *result(problem, Run(problem.table, problem.facts, **careless)))
        except ValueError:
            return ""

    return policy


def _corrects(problem: FinancialProgram) -> bool:
    return any(fact.kind in CORRECTIONS for fact in problem.facts)


def _one_less(at: int) -> Callable[[FinancialProgram], str]:
    """One of several corrections is left out."""

    def policy(problem: FinancialProgram) -> str:
        corrections = [fact for fact in problem.facts if fact.kind in CORRECTIONS]
        if len(corrections) < 2 or at >= len(corrections):
            return ""
        run, left = Run(problem.table, problem.facts), corrections[at]
        place = problem.table.rows.index(left.row), problem.table.columns.index((left.year,))
        run.corrections[place] -= CORRECTIONS[left.kind] * run.amount(left)
        try:
            return text_of(problem, *result(problem, run))
        except ValueError:
            return ""

    return policy


def _scales(problem: FinancialProgram) -> bool:
    used = {operand.at for step in problem.steps for operand in (step.left, step.right) if operand.kind == "fact"}
    scales = {fact.scale for at, fact in enumerate(problem.facts) if fact.kind in CORRECTIONS or (fact.kind in AMOUNTS and at in used)}
    return not scales <= {problem.table.scale}


def _has(*ops: str) -> Callable[[FinancialProgram], bool]:
    return lambda problem: any(step.op in ops for step in problem.steps)


def _before_last(problem: FinancialProgram) -> str:
    """The result that the last step goes by, taken for its own."""
    last = problem.steps[-1]
    run = Run(problem.table, problem.facts)
    unit = result(problem, run)[1]
    operand = last.left if last.left.kind == "step" or last.right.kind != "step" else last.right
    before, other = run.read(operand)
    return text_of(problem, before / 10**problem.scale if other else before, unit) if other == unit else ""


def _in_units(problem: FinancialProgram) -> str:
    """The amount in the scale of the table, whatever was asked for."""
    value, unit = result(problem, Run(problem.table, problem.facts))
    if not unit or problem.scale == problem.table.scale:
        return ""
    return text_of(problem, value * Fraction(10**problem.scale, 10**problem.table.scale), unit)


CHEAP: tuple[tuple[str, Callable[[FinancialProgram], str]], ...] = (
    ("corrections are left out", _with(_corrects, corrected=False)),
    ("the first correction is left out", _one_less(0)),
    ("the second correction is left out", _one_less(1)),
    ("the third correction is left out", _one_less(2)),
    ("the text's amounts are taken in the table's scale", _with(_scales, scaled=False)),
    ("differences, growth and shares are turned round", _with(_has("difference", "growth", "share"), turned=True)),
    ("the rate is turned upside down", _with(_has("convert"), inverted=True)),
    ("a percentage of an amount in place of a change by it", _with(_has("increase", "reduce"), flat=True)),
    ("the last step is left out", _before_last),
    ("the amount in the table's scale", _in_units),
)
