"""Worked solutions: each step in a line, from the printed numbers to its exact result."""

from fractions import Fraction

from synth.generators.math._derivation import lines
from synth.generators.tabular._writing import decimal
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
        said.append(f"{FORMS[step.op].format(x=x, y=y)} = {number(value)}")
    if unit and problem.scale:
        scaled = value / 10**problem.scale
        said.append(f"{bracketed(value)} / {10**problem.scale} = {number(scaled)}")
        value = scaled
    wrong = value + max(1, abs(value) // 50)
    slip = f"{said[-1].rpartition(' = ')[0]} = {number(wrong)}"
    return lines(said), f"{lines([*said[:-1], slip])}\n\n<answer>\n{text_of(problem, wrong, unit)}\n</answer>"


def _operand(problem: FinancialProgram, run: Run, operand: Operand, said: list[str]) -> str:
    """The number of an operand in units, after the lines that lead to it."""
    value, unit = run.read(operand)
    if operand.kind == "fact":
        scale = problem.facts[operand.at].scale if unit == problem.table.unit else 0
        if scale:
            said.append(f"{number(Fraction(problem.facts[operand.at].value))} * {10**scale} = {number(value)}")
    elif operand.kind != "step":
        columns = [operand.column] if operand.kind == "cell" else range(len(problem.table.columns))
        if operand.kind in ("largest", "smallest"):
            columns = [next(column for column in columns if run.cell(operand.row, column) == value)]
        cells = [_cell(problem, run, operand.row, column, said) for column in columns]
        if operand.kind == "average":
            said.append(f"({' + '.join(cells)}) / {len(cells)} = {number(value)}")
    return bracketed(value)


def _cell(problem: FinancialProgram, run: Run, row: int, column: int, said: list[str]) -> str:
    table = problem.table
    cell, value = Fraction(table.cells[row][column] or 0), run.cell(row, column)
    text = f"{number(cell)} * {10**table.scale}" if table.scale else number(cell)
    for fact in problem.facts:
        if fact.kind in CORRECTIONS and (fact.row, (fact.year,)) == (table.rows[row], table.columns[column]):
            text += f" {'-' if fact.kind == 'includes' else '+'} {number(Fraction(fact.value))}" + (
                f" * {10**fact.scale}" if fact.scale else ""
            )
    if " " in text:
        said.append(f"{text} = {number(value)}")
    return bracketed(value)


def number(value: Fraction) -> str:
    """Exact: a decimal where it is a short one, else a fraction."""
    bottom = value.denominator
    for prime in (2, 5):
        while bottom % prime == 0:
            bottom //= prime
    return decimal(value) if bottom == 1 and value.denominator <= 10**9 else str(value)


def bracketed(value: Fraction) -> str:
    text = number(value)
    return f"({text})" if value < 0 or "/" in text else text
