"""Worked solutions: each step in a line, from the printed numbers to its exact result."""

from fractions import Fraction

from synth.generators.math._derivation import lines
from synth.generators.tabular._writing import exact
from synth.generators.tabular.financial_program.cheap import text_of
from synth.verifiers.tabular.financial_program import FinancialProgram
from synth.verifiers.tabular.financial_program.program import CORRECTIONS, Operand, Run

FORMS = {
    "sum": "{x} + {y}",
    "difference": "{x} - {y}",
    "growth": "({y} - {x}) / {x} * 100",
    "share": "{x} / {y} * 100",
    "part": "{x} * {y} / 100",
    "increase": "{x} + {x} * {y} / 100",
    "reduce": "{x} - {x} * {y} / 100",
    "convert": "{x} * {y}",
}


def trace_and_rejected(problem: FinancialProgram) -> tuple[str, str]:
    """The worked solution; and the same with a slip in the last line."""
    run, said = Run(problem.table, problem.facts), list[str]()
    value, unit = Fraction(0), ""
    for letter, step in zip("ABCDEF", problem.steps, strict=False):
        x, y = (_operand(problem, run, operand, said) for operand in (step.left, step.right))
        value, unit = run.take(step)
        if letter != "ABCDEF"[len(problem.steps) - 1]:
            said.append(f"{letter} is next.")
        said.append(f"{FORMS[step.op].format(x=x, y=y)} = {exact(value)}")
    if unit and problem.scale:
        scaled = value / 10**problem.scale
        said.append(f"{bracketed(value)} / {10**problem.scale} = {exact(scaled)}")
        value = scaled
    wrong = value + max(1, abs(value) // 50)
    slip = f"{said[-1].rpartition(' = ')[0]} = {exact(wrong)}"
    return lines(said), f"{lines([*said[:-1], slip])}\n\n<answer>\n{text_of(problem, wrong, unit)}\n</answer>"


def _operand(problem: FinancialProgram, run: Run, operand: Operand, said: list[str]) -> str:
    """The number of an operand in units, after the lines that lead to it."""
    value, unit = run.read(operand)
    if operand.kind == "fact":
        scale = problem.facts[operand.at].scale if unit == problem.table.unit else 0
        if scale:
            said.append(f"{exact(Fraction(problem.facts[operand.at].value))} * {10**scale} = {exact(value)}")
    elif operand.kind != "step":
        columns = [operand.column] if operand.kind == "cell" else range(len(problem.table.columns))
        if operand.kind in ("largest", "smallest"):
            columns = [next(column for column in columns if run.cell(operand.row, column) == value)]
        cells = [_cell(problem, run, operand.row, column, said) for column in columns]
        if operand.kind == "average":
            said.append(f"({' + '.join(cells)}) / {len(cells)} = {exact(value)}")
    return bracketed(value)


def _cell(problem: FinancialProgram, run: Run, row: int, column: int, said: list[str]) -> str:
    table = problem.table
    cell, value = Fraction(table.cells[row][column] or 0), run.cell(row, column)
    text = f"{exact(cell)} * {10**table.scale}" if table.scale else exact(cell)
    for fact in problem.facts:
        if fact.kind in CORRECTIONS and (fact.row, (fact.year,)) == (table.rows[row], table.columns[column]):
            text += f" {'-' if fact.kind == 'includes' else '+'} {exact(Fraction(fact.value))}" + (
                f" * {10**fact.scale}" if fact.scale else ""
            )
    if " " in text:
        said.append(f"{text} = {exact(value)}")
    return bracketed(value)


def bracketed(value: Fraction) -> str:
    text = exact(value)
    return f"({text})" if value < 0 or "/" in text else text
